//! Words in a reader's language, from Fluent files (`locales/<tag>/*.ftl`).
//!
//! A message is looked for along a chain: `pt-br`, `pt`, the node's default, `en`. One that nobody
//! has is shown as `⟦key⟧`, so that it is seen and never silently empty.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::files::{self, Theme, ThemeError};
use crate::format::{Numbers, formatter};

/// The language that every message exists in.
const LAST: &str = "en";

/// A value that a message may show or choose its form by.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// A number: chooses plural forms, shown with the language's separators.
    Number(f64),
    /// A text, shown as it is.
    Text(String),
}

/// Which way a script runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the HTML attribute `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// The direction of a language's usual script, by its tag (Unicode CLDR).
pub fn direction_of(tag: &str) -> Direction {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or(tag);
    let rtl_script = |part: &str| matches!(part.to_ascii_lowercase().as_str(), "arab" | "hebr");
    let rtl = matches!(
        language,
        "ar" | "fa" | "he" | "iw" | "ur" | "ps" | "yi" | "dv" | "ckb" | "ug" | "sd"
    );
    if rtl || parts.any(rtl_script) { Direction::Rtl } else { Direction::Ltr }
}

/// All strings of a theme.
pub struct Strings {
    bundles: BTreeMap<String, FluentBundle<FluentResource>>,
    default: String,
}

impl std::fmt::Debug for Strings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Strings").field("languages", &self.bundles.keys()).finish_non_exhaustive()
    }
}

impl Strings {
    /// Reads all strings of a theme. `default` is the node's first language: the one to fall back to
    /// before English.
    pub fn read(theme: &Theme, default: &str) -> Result<Self, ThemeError> {
        let mut bundles = BTreeMap::new();
        for (tag, names) in files_by_language(theme) {
            let bundle = read_bundle(theme, &tag, &names)?;
            bundles.insert(tag, bundle);
        }
        Ok(Self { bundles, default: default.to_owned() })
    }

    /// The tags of all languages that have strings.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.bundles.keys().map(String::as_str)
    }

    /// A message in `lang`, or along the chain of fallbacks, or `⟦key⟧`.
    pub fn text(&self, lang: &str, key: &str, args: &[(&str, Argument)]) -> String {
        self.find(self.chain(lang), key, args).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// A message in exactly this language or its shorter tags.
    pub fn own_text(&self, lang: &str, key: &str) -> Option<String> {
        self.find(shortened(lang), key, &[])
    }

    /// Whether the language, or a shorter tag of it, has any strings.
    pub fn has_language(&self, lang: &str) -> bool {
        shortened(lang).any(|tag| self.bundles.contains_key(tag))
    }

    /// The name of a language in itself (`Deutsch`); its tag where nobody has translated yet.
    pub fn autonym(&self, lang: &str) -> String {
        self.own_text(lang, "language-name").unwrap_or_else(|| lang.to_owned())
    }

    /// How numbers are written in a language.
    pub fn numbers(&self, lang: &str) -> Numbers {
        Numbers::read(|key| self.text(lang, key, &[]))
    }

    /// Keys that English has and this language does not.
    pub fn untranslated(&self, theme: &Theme, lang: &str) -> Result<Vec<String>, ThemeError> {
        let mut missing = Vec::new();
        for name in files_by_language(theme).remove(LAST).unwrap_or_default() {
            let source = theme.text(&name)?.unwrap_or_default();
            missing.extend(keys(&source).filter(|key| self.own_text_exists(lang, key)));
        }
        Ok(missing)
    }

    fn own_text_exists(&self, lang: &str, key: &str) -> bool {
        !shortened(lang).any(|tag| self.bundles.get(tag).is_some_and(|b| b.has_message(key)))
    }

    fn chain<'a>(&'a self, lang: &'a str) -> impl Iterator<Item = &'a str> {
        shortened(lang).chain(shortened(&self.default)).chain([LAST])
    }

    fn find<'a>(
        &self,
        tags: impl Iterator<Item = &'a str>,
        key: &str,
        args: &[(&str, Argument)],
    ) -> Option<String> {
        let args = fluent_args(args);
        tags.filter_map(|tag| self.bundles.get(tag)).find_map(|bundle| format(bundle, key, &args))
    }
}

fn keys(source: &str) -> impl Iterator<Item = String> + '_ {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once(" =")?;
        let starts = key.starts_with(|c: char| c.is_ascii_lowercase());
        starts.then(|| key.to_owned())
    })
}

/// `pt-br` → `pt-br`, `pt`.
fn shortened(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| tag.rsplit_once('-').map(|(head, _)| head))
}

fn files_by_language(theme: &Theme) -> BTreeMap<String, Vec<String>> {
    let mut by_tag: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for name in theme.names("locales/") {
        let mut parts = name.split('/').skip(1);
        if let (Some(tag), Some(file)) = (parts.next(), parts.next())
            && file.strip_suffix(".ftl").is_some()
        {
            by_tag.entry(tag.to_owned()).or_default().push(name);
        }
    }
    by_tag
}

fn read_bundle(
    theme: &Theme,
    tag: &str,
    names: &[String],
) -> Result<FluentBundle<FluentResource>, ThemeError> {
    let wrong_tag = || ThemeError::Language { tag: tag.to_owned() };
    let id: LanguageIdentifier = tag.parse().map_err(|_| wrong_tag())?;
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // The marks that keep a foreign word from turning a sentence around matter only where the
    // sentence runs right to left.
    bundle.set_use_isolating(direction_of(tag) == Direction::Rtl);
    // A node's own words come last, whatever the name of their file.
    let built_in = names.iter().filter_map(|name| Some((name, files::built_in(name)?)));
    let own = names.iter().filter_map(|name| Some((name, theme.own_layer(name)?)));
    for (name, layer) in built_in.chain(own) {
        bundle.add_resource_overriding(read_resource(name, &layer)?);
    }
    let none = FluentArgs::new();
    let numbers = Numbers::read(|key| format(&bundle, key, &none).unwrap_or_default());
    bundle.set_formatter(Some(formatter(&numbers)));
    Ok(bundle)
}

fn read_resource(name: &str, bytes: &[u8]) -> Result<FluentResource, ThemeError> {
    let not_text = |_| ThemeError::NotText { name: name.to_owned() };
    let text = std::str::from_utf8(bytes).map_err(not_text)?.to_owned();
    FluentResource::try_new(text).map_err(|(resource, errors)| {
        let first = errors.first();
        let at = first.map_or(0, |error| error.pos.start);
        let before = resource.source().bytes().take(at);
        ThemeError::Strings {
            name: name.to_owned(),
            line: 1 + before.filter(|&b| b == b'\n').count(),
            message: first.map_or_else(String::new, ToString::to_string),
        }
    })
}

fn fluent_args<'a>(args: &'a [(&str, Argument)]) -> FluentArgs<'a> {
    let value = |argument: &'a Argument| match argument {
        Argument::Number(n) => FluentValue::from(*n),
        Argument::Text(text) => FluentValue::from(text.as_str()),
    };
    args.iter().map(|(name, argument)| ((*name).to_owned(), value(argument))).collect()
}

fn format(
    bundle: &FluentBundle<FluentResource>,
    key: &str,
    args: &FluentArgs<'_>,
) -> Option<String> {
    let pattern = match key.split_once('.') {
        None => bundle.get_message(key)?.value()?,
        Some((message, attribute)) => {
            bundle.get_message(message)?.get_attribute(attribute)?.value()
        }
    };
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(args), &mut errors).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(own: &[(&str, &str)]) -> Strings {
        let own = own.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()));
        Strings::read(&Theme::with_own(own).unwrap(), "en").unwrap()
    }

    #[test]
    fn a_message_falls_back_to_the_shorter_tag_and_then_to_english() {
        let strings = strings(&[
            ("locales/pt/x.ftl", "x-hello = Olá"),
            ("locales/en/x.ftl", "x-hello = Hello\nx-bye = Bye"),
        ]);
        assert_eq!(strings.text("pt-br", "x-hello", &[]), "Olá");
        assert_eq!(strings.text("pt-br", "x-bye", &[]), "Bye");
        assert_eq!(strings.text("pt-br", "x-none", &[]), "⟦x-none⟧");
    }

    #[test]
    fn plural_forms_and_separators_follow_the_language() {
        let source = "x-days = { $n ->\n    [one] { $n } day\n   *[other] { $n } days\n}";
        let german = "x-days = { $n } Tage";
        let strings = strings(&[("locales/en/x.ftl", source), ("locales/de/x.ftl", german)]);
        let days = |lang, n| strings.text(lang, "x-days", &[("n", Argument::Number(n))]);
        assert_eq!(days("en", 1.0), "1 day");
        assert_eq!(days("en", 1204.0), "1,204 days");
        assert_eq!(days("de", 12_345.5), "12.345,5 Tage");
    }

    #[test]
    fn a_nodes_own_words_replace_single_messages_only() {
        let strings = strings(&[("locales/de/ui.ftl", "nav-catalog = Werkzeugkiste")]);
        assert_eq!(strings.text("de", "nav-catalog", &[]), "Werkzeugkiste");
        assert_eq!(strings.text("de", "language-name", &[]), "Deutsch");
    }

    #[test]
    fn a_broken_file_of_strings_names_its_line() {
        let own = [("locales/en/x.ftl".to_owned(), b"a = A\nb =\nc = C".to_vec())];
        let error = Strings::read(&Theme::with_own(own).unwrap(), "en").unwrap_err();
        assert!(error.to_string().starts_with("theme/locales/en/x.ftl:2:"), "{error}");
    }

    #[test]
    fn the_direction_follows_the_script() {
        assert_eq!(direction_of("ar-eg"), Direction::Rtl);
        assert_eq!(direction_of("ku-Arab"), Direction::Rtl);
        assert_eq!(direction_of("es").as_str(), "ltr");
    }
}
