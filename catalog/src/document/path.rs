//! Which file of a node's repository is which document.

use camino::{Utf8Path, Utf8PathBuf};

use crate::ids::{IdError, Slug, slugify};
use crate::record::{DocumentKind, Documents, Lang};

/// What the path of a file says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    /// A document.
    Document(DocumentKind, Slug),
    /// The body of a document in another language (`drill.es.md`).
    Translation(DocumentKind, Slug, Lang),
    /// A file of a design that may be its readme or its parts list, relative to its folder.
    DesignFile(Slug, String),
}

/// Why a file that looks like a document is not read as one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misplaced {
    /// The file's name is not a slug.
    #[error("the name of this file cannot be an address: `{name}` {error}")]
    Name {
        /// The name without its ending.
        name: String,
        /// What is wrong with it.
        error: IdError,
    },
    /// The file is in a folder where this kind of document is not looked for.
    #[error("this file belongs at `{right}`")]
    Folder {
        /// Where it would be read.
        right: Utf8PathBuf,
        /// What it would be there.
        kind: DocumentKind,
        /// Its name.
        slug: Slug,
    },
}

impl Misplaced {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Name { name, .. } => slugify(name).map(|slug| format!("rename it to `{slug}`")),
            Self::Folder { right, .. } => Some(format!("move it: `git mv` it to `{right}`")),
        }
    }
}

/// The kind, name and language of the document at this path, relative to the node's root.
pub fn kind_of(path: &Utf8Path) -> Option<(DocumentKind, Slug, Option<Lang>)> {
    match locate(path).ok()?? {
        Located::Document(kind, slug) => Some((kind, slug, None)),
        Located::Translation(kind, slug, lang) => Some((kind, slug, Some(lang))),
        Located::DesignFile(..) => None,
    }
}

/// Where a document belongs.
pub fn path_of(kind: DocumentKind, slug: &Slug) -> Utf8PathBuf {
    match kind {
        DocumentKind::Node => "node.toml".into(),
        DocumentKind::Constitution => "governance/constitution.md".into(),
        DocumentKind::Title => format!("catalog/{}/{slug}.md", shard(slug)).into(),
        DocumentKind::Place => format!("places/{slug}.toml").into(),
        DocumentKind::Design => format!("designs/{slug}/okh.toml").into(),
        DocumentKind::Proposal => format!("governance/proposals/{slug}.md").into(),
        DocumentKind::Minutes => format!("governance/minutes/{slug}.md").into(),
        DocumentKind::Page => format!("pages/{slug}.md").into(),
        DocumentKind::Event => format!("events/{slug}.md").into(),
        DocumentKind::Person => format!("people/{slug}.md").into(),
    }
}

impl Documents {
    /// The file that a document was read from, or where one of this name belongs.
    pub fn file_of(&self, kind: DocumentKind, slug: &Slug) -> Utf8PathBuf {
        let right = path_of(kind, slug);
        self.misplaced.get(&right).cloned().unwrap_or(right)
    }
}

/// The folder of a title inside `catalog/`: its first two characters.
pub fn shard(slug: &Slug) -> &str {
    let text = slug.as_str();
    text.get(..2).unwrap_or(text)
}

/// What the path says: `None` for files that are no documents.
pub fn locate(path: &Utf8Path) -> Result<Option<Located>, Misplaced> {
    let mut parts = path.as_str().split('/');
    let Some(first) = parts.next() else { return Ok(None) };
    let rest: Vec<&str> = parts.collect();
    match (first, rest.as_slice()) {
        ("node.toml", []) => named(DocumentKind::Node, "node"),
        ("catalog", [folder, file]) => title(folder, file),
        ("places", [file]) => toml(DocumentKind::Place, file),
        ("designs", [folder, inner @ ..]) => design(folder, inner),
        ("governance", [file]) => constitution(file),
        ("governance", ["proposals", file]) => markdown(DocumentKind::Proposal, file),
        ("governance", ["minutes", file]) => markdown(DocumentKind::Minutes, file),
        ("pages", [file]) => markdown(DocumentKind::Page, file),
        ("events", [file]) => markdown(DocumentKind::Event, file),
        ("people", [file]) => markdown(DocumentKind::Person, file),
        ("catalog", [.., file]) => astray(DocumentKind::Title, file),
        ("pages", [.., file]) => astray(DocumentKind::Page, file),
        ("events", [.., file]) => astray(DocumentKind::Event, file),
        _ => Ok(None),
    }
}

type Answer = Result<Option<Located>, Misplaced>;

fn slug(name: &str) -> Result<Slug, Misplaced> {
    name.parse().map_err(|error| Misplaced::Name { name: name.to_owned(), error })
}

fn named(kind: DocumentKind, name: &str) -> Answer {
    Ok(Some(Located::Document(kind, slug(name)?)))
}

fn toml(kind: DocumentKind, file: &str) -> Answer {
    file.strip_suffix(".toml").map_or(Ok(None), |name| named(kind, name))
}

fn markdown(kind: DocumentKind, file: &str) -> Answer {
    let Some(stem) = file.strip_suffix(".md") else { return Ok(None) };
    if stem == "README" {
        return Ok(None);
    }
    match stem.rsplit_once('.').map(|(name, tag)| (name, language(tag))) {
        Some((name, Some(lang))) => Ok(Some(Located::Translation(kind, slug(name)?, lang))),
        _ => named(kind, stem),
    }
}

fn title(folder: &str, file: &str) -> Answer {
    let found = markdown(DocumentKind::Title, file)?;
    match &found {
        Some(Located::Document(_, slug)) if folder != shard(slug) => {
            astray(DocumentKind::Title, file)
        }
        _ => Ok(found),
    }
}

fn astray(kind: DocumentKind, file: &str) -> Answer {
    match markdown(kind, file)? {
        Some(Located::Document(kind, slug)) => {
            Err(Misplaced::Folder { right: path_of(kind, &slug), kind, slug })
        }
        _ => Ok(None),
    }
}

fn constitution(file: &str) -> Answer {
    match file.split_once('.') {
        Some(("constitution", _)) => markdown(DocumentKind::Constitution, file),
        _ => Ok(None),
    }
}

fn design(folder: &str, inner: &[&str]) -> Answer {
    let file = inner.join("/");
    match inner {
        [] => Ok(None),
        ["okh.toml"] => named(DocumentKind::Design, folder),
        _ if file.starts_with("README.") && language_of_readme(&file).is_some() => {
            let lang = language_of_readme(&file).unwrap_or_default();
            Ok(Some(Located::Translation(DocumentKind::Design, slug(folder)?, lang)))
        }
        _ if is_read_with_a_design(&file) => {
            Ok(slug(folder).ok().map(|s| Located::DesignFile(s, file)))
        }
        _ => Ok(None),
    }
}

fn language_of_readme(file: &str) -> Option<Lang> {
    language(file.strip_prefix("README.")?.strip_suffix(".md")?)
}

/// Readmes and parts lists have a page's text or table in them; drawings are only linked to.
fn is_read_with_a_design(file: &str) -> bool {
    let ending = Utf8Path::new(file).extension().unwrap_or_default();
    ["md", "txt", "csv"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The language that a tag names, lower-cased, if it has the form of one (BCP 47: a language of
/// two or three letters, then parts of two to eight letters or digits).
pub fn language(tag: &str) -> Option<Lang> {
    let mut parts = tag.split('-');
    let head = parts.next()?;
    let head_ok = matches!(head.len(), 2 | 3) && head.bytes().all(|b| b.is_ascii_alphabetic());
    let rest_ok =
        parts.all(|p| (2..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    (head_ok && rest_ok).then(|| tag.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(path: &str) -> Option<(DocumentKind, String, Option<String>)> {
        kind_of(path.into()).map(|(kind, slug, lang)| (kind, slug.to_string(), lang))
    }

    #[test]
    fn each_document_is_found_where_it_is_kept() {
        use DocumentKind as K;
        let slug: Slug = "drill-18v".parse().unwrap();
        for k in [
            K::Node,
            K::Title,
            K::Place,
            K::Design,
            K::Constitution,
            K::Proposal,
            K::Minutes,
            K::Page,
            K::Event,
            K::Person,
        ] {
            let found = kind_of(&path_of(k, &slug)).unwrap();
            assert_eq!((found.0, found.2), (k, None));
        }
    }

    #[test]
    fn a_translation_names_its_language_before_the_ending() {
        let found = kind("catalog/dr/drill.pt-BR.md").unwrap();
        assert_eq!(found, (DocumentKind::Title, "drill".into(), Some("pt-br".into())));
        assert_eq!(kind("designs/stool/README.de.md").unwrap().2.as_deref(), Some("de"));
        assert_eq!(kind("governance/constitution.es.md").unwrap().2.as_deref(), Some("es"));
    }

    #[test]
    fn other_files_are_no_documents() {
        for path in [
            "",
            "README.md",
            "media/a.md",
            "feeds/k/2026/01/01.jsonl",
            "pages/x.txt",
            "designs/stool/stool.svg",
            "governance/notes.md",
            "keys/allowed_signers",
            "pages/README.md",
        ] {
            assert_eq!(locate(path.into()), Ok(None), "{path}");
        }
    }

    #[test]
    fn a_name_that_cannot_be_an_address_is_reported_with_one_that_can() {
        let wrong = locate("pages/How To.md".into()).unwrap_err();
        assert_eq!(wrong.hint().as_deref(), Some("rename it to `how-to`"));
        assert!(locate("places/Shelf B4.toml".into()).is_err());
        assert!(locate("pages/how.to.do.md".into()).is_err());
    }

    #[test]
    fn a_title_in_the_wrong_folder_is_told_where_it_belongs() {
        let wrong = locate("catalog/xx/drill.md".into()).unwrap_err();
        assert_eq!(wrong.to_string(), "this file belongs at `catalog/dr/drill.md`");
        assert!(locate("catalog/drill.md".into()).is_err());
        assert_eq!(shard(&"a".parse().unwrap()), "a");
    }
}
