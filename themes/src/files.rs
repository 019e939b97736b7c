//! The files of a theme by name, with a node's own ones in front of the built-in ones.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_embed::Embed;

#[derive(Embed)]
#[folder = "default/"]
struct BuiltIn;

/// A set of theme files, named as in `themes/default/` (`templates/base.html`, `assets/node.css`).
#[derive(Debug, Clone, Default)]
pub struct Theme {
    own: BTreeMap<String, Vec<u8>>,
}

/// Why a theme cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// The name of a file leads outside the theme.
    #[error(
        "theme/{name}: this name leads outside the theme; use plain names like `assets/node.css`"
    )]
    Name {
        /// The name as it was given.
        name: String,
    },
    /// A file that must be text is not UTF-8.
    #[error("theme/{name}: is not UTF-8 text; save it as UTF-8")]
    NotText {
        /// The name of the file.
        name: String,
    },
    /// A file of strings has an error.
    #[error("theme/{name}:{line}: {message}")]
    Strings {
        /// The name of the file.
        name: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The folder's name is not a language tag.
    #[error("theme/locales/{tag}: `{tag}` is not a language tag like `en` or `pt-br`")]
    Language {
        /// The folder's name.
        tag: String,
    },
}

impl Theme {
    /// The theme that is built in.
    pub fn built_in() -> Self {
        Self::default()
    }

    /// The built-in theme with a node's own files in front: each of them replaces the file of the
    /// same name, except for strings, which replace message by message.
    pub fn with_own(
        files: impl IntoIterator<Item = (String, Vec<u8>)>,
    ) -> Result<Self, ThemeError> {
        let own: BTreeMap<_, _> = files.into_iter().collect();
        match own.keys().find(|name| !is_plain(name)) {
            Some(name) => Err(ThemeError::Name { name: name.clone() }),
            None => Ok(Self { own }),
        }
    }

    /// The bytes of a file.
    pub fn file(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        match self.own.get(name) {
            Some(bytes) => Some(Cow::Borrowed(bytes)),
            None => built_in(name),
        }
    }

    /// The text of a file, `None` when there is no such file.
    pub fn text(&self, name: &str) -> Result<Option<String>, ThemeError> {
        let Some(bytes) = self.file(name) else { return Ok(None) };
        match String::from_utf8(bytes.into_owned()) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(ThemeError::NotText { name: name.to_owned() }),
        }
    }

    /// The source of a template. Names are those of `templates/`; a name with a folder that
    /// `templates/` does not have is looked up from the theme's root (`kiosk/home.html`).
    pub fn template(&self, name: &str) -> Result<Option<String>, ThemeError> {
        match self.text(&format!("templates/{name}"))? {
            Some(text) => Ok(Some(text)),
            None => self.text(name),
        }
    }

    /// The names of all files below a folder (`assets/`), sorted.
    pub fn names(&self, folder: &str) -> Vec<String> {
        let built_in = BuiltIn::iter().map(Cow::into_owned);
        let all: BTreeSet<String> = self.own.keys().cloned().chain(built_in).collect();
        all.into_iter().filter(|name| name.starts_with(folder)).collect()
    }

    /// The node's own text of a file.
    pub(crate) fn own_layer(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        self.own.get(name).map(|bytes| Cow::Borrowed(&bytes[..]))
    }
}

/// The built-in file of this name.
pub(crate) fn built_in(name: &str) -> Option<Cow<'static, [u8]>> {
    // While developing, files are read from the disk, where a name could lead anywhere.
    if !is_plain(name) {
        return None;
    }
    BuiltIn::get(name).map(|file| file.data)
}

fn is_plain(name: &str) -> bool {
    let odd = |part: &str| part.is_empty() || part.starts_with('.');
    !name.contains(['\\', ':', '\0']) && !name.split('/').any(odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nodes_own_file_stands_in_front_of_the_built_in_one() {
        let own = [("assets/node.css".to_owned(), b"body{}".to_vec())];
        let theme = Theme::with_own(own).unwrap();
        assert_eq!(theme.text("assets/node.css").unwrap().unwrap(), "body{}");
        assert!(theme.text("assets/kiosk.css").unwrap().unwrap().len() > 1000);
        assert_eq!(theme.names("assets/node.css").len(), 1);
        assert_eq!(theme.file("assets/none.css"), None);
    }

    #[test]
    fn no_name_leads_outside_the_theme() {
        for name in
            ["../Cargo.toml", "/etc/passwd", "assets/../../x", "assets//x", ".git/config", "a\\b"]
        {
            assert_eq!(Theme::built_in().file(name), None, "{name}");
            let own = [(name.to_owned(), Vec::new())];
            assert!(Theme::with_own(own).is_err(), "{name}");
        }
    }

    #[test]
    fn every_template_of_the_built_in_theme_is_text() {
        let theme = Theme::built_in();
        for name in theme.names("templates/") {
            assert!(theme.text(&name).unwrap().is_some(), "{name}");
        }
    }
}
