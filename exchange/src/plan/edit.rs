//! Records as they will be → the bytes of their files. A file that is there is changed field by
//! field, so that everything else in it stays as people wrote it.

use camino::Utf8PathBuf;
use catalog::document::{Document, EditError, Value, write as new_file};
use catalog::ids::{CategoryPath, Slug};
use catalog::record::{Category, DocumentKind, Place, Text, Title, Unit};

use super::records::Records;
use super::{Change, ChangeKind, Node, Plan};
use crate::problem::{Problem, Trouble};

/// Adds the changes that these records ask for to the plan.
pub(super) fn write(records: &Records, node: Node<'_>, plan: &mut Plan) {
    let mut files = Files { node, plan };
    files.categories(records);
    for (slug, place) in &records.places {
        files.place(slug, place);
    }
    for (slug, title) in &records.titles {
        files.title(slug, title);
    }
    plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
}

struct Files<'a> {
    node: Node<'a>,
    plan: &'a mut Plan,
}

/// Why a file stays as it is, for people.
type Why = String;

impl Files<'_> {
    fn title(&mut self, slug: &Slug, new: &Title) {
        let path = self.node.documents.file_of(DocumentKind::Title, slug);
        let Some(old) = self.node.documents.titles.get(slug) else {
            self.put(path.clone(), new_file::title_to_document(new));
            return self.bodies(&path, &Text::default(), &new.body);
        };
        if old != new {
            self.change(path.clone(), |document| title(document, old, new));
            self.bodies(&path, &old.body, &new.body);
        }
    }

    fn place(&mut self, slug: &Slug, new: &Place) {
        let path = self.node.documents.file_of(DocumentKind::Place, slug);
        match self.node.documents.places.get(slug) {
            None => self.put(path, new_file::place_to_document(new)),
            Some(old) if old != new => self.change(path, |document| place(document, old, new)),
            Some(_) => {}
        }
    }

    fn categories(&mut self, records: &Records) {
        let known = &self.node.documents.node.categories;
        let changed: Vec<(&CategoryPath, Option<&Category>, &Category)> = records
            .categories
            .iter()
            .map(|(path, new)| (path, known.get(path), new))
            .filter(|(_, old, new)| *old != Some(*new))
            .collect();
        if changed.is_empty() {
            return;
        }
        self.change("node.toml".into(), |document| {
            changed.iter().try_for_each(|(path, old, new)| category(document, path, *old, new))
        });
    }

    /// Bodies in other languages are files beside the document.
    fn bodies(&mut self, path: &Utf8PathBuf, old: &Text, new: &Text) {
        for (lang, markdown) in &new.translations {
            if old.translations.get(lang) == Some(markdown) {
                continue;
            }
            let beside = path.with_extension(format!("{lang}.md"));
            let opened = (self.node.file)(&beside).map(|bytes| Document::open(&bytes));
            let bytes = match opened {
                Some(Ok(mut document)) if !document.to_bytes().starts_with(document.body()) => {
                    document.set_body(&format!("\n{markdown}\n"));
                    document.to_bytes()
                }
                _ => new_file::body_in(new, lang).unwrap_or_default(),
            };
            self.put(beside, bytes);
        }
    }

    fn change(
        &mut self,
        path: Utf8PathBuf,
        edit: impl FnOnce(&mut Document) -> Result<(), EditError>,
    ) {
        let changed = (self.node.file)(&path)
            .ok_or_else(|| "the file is not where it should be".to_owned())
            .and_then(|bytes| edited(&bytes, edit));
        match changed {
            Ok(bytes) => self.put(path, bytes),
            Err(reason) => {
                let path = path.into_string();
                self.plan.problems.push(Problem::whole(Trouble::NotWritable { path, reason }));
            }
        }
    }

    fn put(&mut self, path: Utf8PathBuf, after: Vec<u8>) {
        let before = (self.node.file)(&path);
        if before.as_ref() == Some(&after) {
            return;
        }
        let kind = if before.is_some() { ChangeKind::Updated } else { ChangeKind::Created };
        self.plan.changes.push(Change { path, before, after, kind });
    }
}

fn edited(
    bytes: &[u8],
    edit: impl FnOnce(&mut Document) -> Result<(), EditError>,
) -> Result<Vec<u8>, Why> {
    let mut document = Document::open(bytes).map_err(|e| e.to_string())?;
    edit(&mut document).map_err(|e| e.to_string())?;
    Ok(document.to_bytes())
}

const TITLE_KEYS: [&str; 30] = [
    "name",
    "other_names",
    "kind",
    "summary",
    "lang",
    "categories",
    "keywords",
    "brand",
    "model",
    "power_source",
    "size",
    "weight_kg",
    "policy",
    "reservation_policy",
    "requires_authorisation",
    "min_age",
    "deposit",
    "fee_per_day",
    "replacement_value",
    "parts_expected",
    "contents",
    "checkout_notice",
    "images",
    "manuals",
    "compatible_with",
    "designs",
    "carbon_kg",
    "external_ids",
    "custom",
    "added",
];

fn title(document: &mut Document, old: &Title, new: &Title) -> Result<(), EditError> {
    let was = Document::open(&new_file::title_to_document(old))?;
    let will = Document::open(&new_file::title_to_document(new))?;
    keys(document, &was, &will, &TITLE_KEYS)?;
    let texts = |t: &Title| [t.name.clone(), t.summary.clone(), t.checkout_notice.clone()];
    let names = ["name", "summary", "checkout_notice"];
    for (name, (old, new)) in names.into_iter().zip(texts(old).iter().zip(&texts(new))) {
        translations(document, &[], name, old, new)?;
    }
    for unit in &new.units {
        match old.units.iter().find(|u| u.code == unit.code) {
            None => document.append_unit(unit)?,
            Some(known) if known != unit => self::unit(document, known, unit)?,
            Some(_) => {}
        }
    }
    if old.body.base != new.body.base {
        let gap = if new.body.base.is_empty() { "" } else { "\n" };
        document.set_body(&format!("{gap}{}{gap}", new.body.base));
    }
    Ok(())
}

fn unit(document: &mut Document, old: &Unit, new: &Unit) -> Result<(), EditError> {
    let code = new.code.to_string();
    let (old, new) = (new_file::unit_fields(old), new_file::unit_fields(new));
    fields(document, &["units", &code], &old, &new)
}

fn place(document: &mut Document, old: &Place, new: &Place) -> Result<(), EditError> {
    let was = Document::open(&new_file::place_to_document(old))?;
    let will = Document::open(&new_file::place_to_document(new))?;
    keys(document, &was, &will, &["name", "kind", "parent", "code", "note"])?;
    translations(document, &[], "name", &old.name, &new.name)?;
    translations(document, &[], "note", &old.note, &new.note)
}

fn category(
    document: &mut Document,
    path: &CategoryPath,
    old: Option<&Category>,
    new: &Category,
) -> Result<(), EditError> {
    let under = ["categories", path.as_str()];
    let entries = |c: &Category| {
        let name = Some(("name".to_owned(), Value::Text(c.name.base.clone())));
        let glyph = c.glyph.clone().map(|glyph| ("glyph".to_owned(), Value::Text(glyph)));
        name.into_iter().chain(glyph).collect::<Vec<_>>()
    };
    let none = Text::default();
    match old {
        Some(old) => fields(document, &under, &entries(old), &entries(new))?,
        None => document.set(&under, Value::Table(entries(new)))?,
    }
    translations(document, &under, "name", old.map_or(&none, |old| &old.name), &new.name)
}

/// Carries over the keys in which two documents differ.
fn keys(
    document: &mut Document,
    was: &Document,
    will: &Document,
    keys: &[&str],
) -> Result<(), EditError> {
    for key in keys {
        let wanted = will.get(&[key]);
        if was.get(&[key]) == wanted {
            continue;
        }
        match wanted {
            Some(value) => document.set(&[key], value)?,
            None => document.remove(&[key])?,
        }
    }
    Ok(())
}

/// Carries over the entries in which two tables differ.
fn fields(
    document: &mut Document,
    under: &[&str],
    old: &[(String, Value)],
    new: &[(String, Value)],
) -> Result<(), EditError> {
    let at = |key: &str| under.iter().copied().chain([key]).map(str::to_owned).collect::<Vec<_>>();
    for (key, _) in old.iter().filter(|(key, _)| !new.iter().any(|(k, _)| k == key)) {
        document.remove(&steps(&at(key)))?;
    }
    for (key, value) in new.iter().filter(|entry| !old.contains(entry)) {
        document.set(&steps(&at(key)), value.clone())?;
    }
    Ok(())
}

fn translations(
    document: &mut Document,
    under: &[&str],
    name: &str,
    old: &Text,
    new: &Text,
) -> Result<(), EditError> {
    let at = |lang: &str| {
        under
            .iter()
            .copied()
            .chain(["translations", lang, name])
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for lang in old.translations.keys().filter(|lang| !new.translations.contains_key(*lang)) {
        document.remove(&steps(&at(lang)))?;
    }
    for (lang, text) in &new.translations {
        if old.translations.get(lang) != Some(text) {
            document.set(&steps(&at(lang)), text.as_str())?;
        }
    }
    Ok(())
}

fn steps(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}
