//! A new thing: its record, one more unit of a title that is there, its photo.

use std::collections::BTreeSet;

use camino::Utf8PathBuf;
use catalog::code::{Code, Label};
use catalog::document::write::title_to_document;
use catalog::document::{Document, EditError, Value, path_of};
use catalog::ids::{CategoryPath, Slug, slugify};
use catalog::record::{
    Acquired, Condition, DocumentKind, Lifecycle, Quantity, Text, Title, TitleKind, Unit, UnitKind,
};
use desk::{By, Desk, Refusal};

use crate::app::App;
use crate::pages::photos::{self, NotKept};

/// The longest name of a thing.
const LONGEST: usize = 120;
/// The longest line about one.
const LONGEST_SUMMARY: usize = 300;

/// What is known of a new thing.
#[derive(Debug, Clone)]
pub(crate) struct NewThing {
    /// What its label says: our code, or somebody else's, which becomes an alias. A new code is drawn where
    /// it has none of ours.
    pub(crate) code: Option<String>,
    pub(crate) name: String,
    pub(crate) kind: TitleKind,
    pub(crate) summary: String,
    pub(crate) category: Option<CategoryPath>,
    pub(crate) place: Option<Slug>,
    pub(crate) serial: Option<String>,
    /// How many, for material.
    pub(crate) qty: Option<u32>,
    pub(crate) whose: Whose,
}

/// Of which title it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Whose {
    /// Of a new one, unless one has this name already.
    Unsaid,
    /// Of a new one, whatever others are called.
    New,
    /// One more of this title.
    Of(Slug),
}

/// Why a thing was not registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum No {
    /// What the label says is no code.
    CodeWrong,
    /// The code is on another thing.
    CodeTaken,
    /// It has no name that can be written down.
    NameMissing,
    /// These have the same name: is it one more of them?
    Same(Vec<Slug>),
    /// The title of which it is one more is not there.
    OtherTitle,
}

impl No {
    /// A stable code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::CodeWrong => "E-CODE",
            Self::CodeTaken => "E-CODE-TAKEN",
            Self::NameMissing => "E-NAME",
            Self::Same(_) => "E-SAME-NAME",
            Self::OtherTitle => "E-NO-SUCH",
        }
    }

    /// The key of the sentence.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::CodeWrong => "s-reg-code-wrong",
            Self::CodeTaken => "s-reg-code-taken",
            Self::NameMissing => "s-reg-name-missing",
            Self::Same(_) => "s-reg-same",
            Self::OtherTitle => "k-nothing-here",
        }
    }
}

/// A thing that is in the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) title: Slug,
    pub(crate) unit: Code,
    pub(crate) place: Slug,
}

/// Writes the record of a new thing and has its label wait for the printer where it has none.
pub(crate) fn register(
    app: &App,
    desk: &mut Desk,
    thing: &NewThing,
    by: By,
) -> Result<Result<Made, No>, Refusal> {
    let unit = match new_unit(desk, thing)? {
        Ok(unit) => unit,
        Err(no) => return Ok(Err(no)),
    };
    let name: String = thing.name.trim().chars().take(LONGEST).collect();
    if name.is_empty() || name.chars().any(char::is_control) {
        return Ok(Err(No::NameMissing));
    }
    let same = same_name(desk, &name);
    let file = match &thing.whose {
        Whose::Of(slug) => another(desk, slug.clone(), &unit)?.ok_or(No::OtherTitle),
        Whose::Unsaid if !same.is_empty() => Err(No::Same(same)),
        Whose::New | Whose::Unsaid => {
            title(desk, thing, &name, unit.clone()).ok_or(No::NameMissing)
        }
    };
    let (path, bytes, title) = match file {
        Ok(file) => file,
        Err(no) => return Ok(Err(no)),
    };
    desk.write_record(&path, &bytes, by)?;
    // A label of ours goes on it, also beside somebody else's.
    if thing.code.is_none() || !unit.aliases.is_empty() {
        desk.queue_labels(&[unit.code])?;
    }
    app.keep(vec![path], format!("add {title}"));
    Ok(Ok(Made { title, unit: unit.code, place: unit.home_place }))
}

/// The unit that is described.
fn new_unit(desk: &mut Desk, thing: &NewThing) -> Result<Result<Unit, No>, Refusal> {
    let label = match thing.code.as_deref().map(Label::read) {
        Some(Err(_)) => return Ok(Err(No::CodeWrong)),
        Some(Ok(label)) => Some(label),
        None => None,
    };
    let (code, alias) = match label {
        Some(Label::Code(code)) => (code, None),
        Some(Label::Foreign(text)) => (desk.fresh_code()?, Some(text)),
        None => (desk.fresh_code()?, None),
    };
    let there = |text: &str| desk.node().find(text).is_some();
    if there(&code.compact()) || alias.as_deref().is_some_and(there) {
        return Ok(Err(No::CodeTaken));
    }
    let known = |place: &Slug| desk.node().documents.places.contains_key(place);
    let home_place = thing.place.clone().filter(known).unwrap_or_else(Slug::unknown_place);
    let is_stock = thing.kind == TitleKind::Material;
    Ok(Ok(Unit {
        code,
        kind: if is_stock { UnitKind::Stock } else { UnitKind::Unit },
        serial: thing.serial.clone(),
        owner: None,
        return_to_owner: None,
        acquired: Acquired { date: Some(desk.today()), ..Acquired::default() },
        home_place,
        lifecycle: Lifecycle::Active,
        condition: Condition::Good,
        circ_note: None,
        aliases: alias.into_iter().collect(),
        policy_override: None,
        quantity: match (is_stock, thing.qty) {
            (true, Some(n)) => Quantity::Exact(n),
            (true, None) => Quantity::Unknown,
            (false, _) => Quantity::Exact(1),
        },
        measure: is_stock.then(|| "pcs".to_owned()),
        min_qty: None,
    }))
}

/// Keeps somebody else's code with a unit that is there, so that scanning it finds the unit.
pub(crate) fn bind(
    app: &App,
    desk: &mut Desk,
    unit: Code,
    alias: &str,
    by: By,
) -> Result<Result<(), No>, Refusal> {
    let Ok(Label::Foreign(alias)) = Label::read(alias) else { return Ok(Err(No::CodeWrong)) };
    if desk.node().find(&alias).is_some() {
        return Ok(Err(No::CodeTaken));
    }
    let view = desk.view(unit)?;
    let (code, slug) = (view.unit.code.to_string(), view.title.slug.clone());
    let aliases = view.unit.aliases.iter().chain([&alias]).cloned().map(Value::Text).collect();
    let path = desk.node().documents.file_of(DocumentKind::Title, &slug);
    let Some(bytes) = desk.record_file(&path)? else { return Ok(Err(No::OtherTitle)) };
    let mut document = Document::open(&bytes).map_err(|error| edit(&error))?;
    document
        .set(&["units", &code, "aliases"], Value::List(aliases))
        .map_err(|error| edit(&error))?;
    desk.write_record(&path, &document.to_bytes(), by)?;
    app.keep(vec![path], format!("{slug}: another code of {code}"));
    Ok(Ok(()))
}

/// Titles of this name in any language: is it one more of them?
fn same_name(desk: &Desk, name: &str) -> Vec<Slug> {
    let wanted = name.to_lowercase();
    let is = |text: &str| text.to_lowercase() == wanted;
    let titles = desk.node().documents.titles.values();
    let named = |title: &&Title| {
        is(&title.name.base)
            || title.name.translations.values().any(|name| is(name))
            || title.other_names.iter().any(|name| is(name))
    };
    titles.filter(named).take(4).map(|title| title.slug.clone()).collect()
}

type File = (Utf8PathBuf, Vec<u8>, Slug);

/// A title of its own.
fn title(desk: &Desk, thing: &NewThing, name: &str, unit: Unit) -> Option<File> {
    let documents = &desk.node().documents;
    let slug = free_slug(name, unit.code, &documents.titles.keys().collect())?;
    let known = |path: &CategoryPath| documents.node.categories.contains_key(path);
    let lang = documents.node.languages.first().cloned().unwrap_or_else(|| "en".into());
    let summary: String = thing.summary.chars().take(LONGEST_SUMMARY).collect();
    let title = Title {
        slug: slug.clone(),
        name: Text::plain(name),
        other_names: vec![],
        kind: thing.kind,
        summary: Text::plain(summary),
        lang,
        categories: thing.category.clone().filter(known).into_iter().collect(),
        keywords: vec![],
        brand: None,
        model: None,
        power_source: None,
        size: None,
        weight_g: None,
        policy: None,
        reservation_policy: None,
        requires_authorisation: vec![],
        min_age: None,
        deposit: None,
        fee_per_day: None,
        replacement_value: None,
        parts_expected: vec![],
        maintenance: vec![],
        contents: vec![],
        checkout_notice: Text::default(),
        images: vec![],
        manuals: vec![],
        compatible_with: vec![],
        designs: vec![],
        carbon_g: None,
        external_ids: std::collections::BTreeMap::new(),
        custom: vec![],
        added: Some(desk.today()),
        units: vec![unit],
        body: Text::default(),
    };
    Some((path_of(DocumentKind::Title, &slug), title_to_document(&title), slug))
}

/// A file name from the thing's name; with the code where that name is taken or has no letters of
/// ours.
fn free_slug(name: &str, code: Code, taken: &BTreeSet<&Slug>) -> Option<Slug> {
    let plain = slugify(name);
    if let Some(slug) = plain.clone().filter(|slug| !taken.contains(slug)) {
        return Some(slug);
    }
    let base = plain.map_or_else(|| "thing".to_owned(), |slug| slug.to_string());
    let short: String = base.chars().take(40).collect();
    slugify(&format!("{short}-{}", code.compact().to_lowercase()))
}

fn edit(error: &EditError) -> Refusal {
    Refusal::Edit(error.to_string())
}

/// One more unit of a title that is there; none where it is not.
fn another(desk: &Desk, slug: Slug, unit: &Unit) -> Result<Option<File>, Refusal> {
    let path = path_of(DocumentKind::Title, &slug);
    if !desk.node().documents.titles.contains_key(&slug) {
        return Ok(None);
    }
    let Some(bytes) = desk.record_file(&path)? else { return Ok(None) };
    let mut document = Document::open(&bytes).map_err(|error| edit(&error))?;
    document.append_unit(unit).map_err(|error| edit(&error))?;
    Ok(Some((path, document.to_bytes(), slug)))
}

/// Keeps a photo of a title and names it in its record; where it is, from the node's folder. Nobody may
/// hold the desk.
pub(crate) fn add_photo(
    app: &App,
    bytes: &[u8],
    slug: &Slug,
    by: By,
) -> Result<Result<String, NotKept>, Refusal> {
    let path = path_of(DocumentKind::Title, slug);
    let no_such = || Refusal::NoSuch { what: "title", id: slug.to_string() };
    let images = app.desk().node().documents.titles.get(slug).map(|title| title.images.len());
    let name = match images.ok_or_else(no_such)? {
        0 => format!("titles/{slug}.jpg"),
        n => format!("titles/{slug}-{}.jpg", n + 1),
    };
    if let Err(no) = photos::keep(app, bytes, &name, format!("photo of {slug}")) {
        return Ok(Err(no));
    }
    let mut desk = app.desk();
    let record = desk.record_file(&path)?.ok_or_else(no_such)?;
    let mut document = Document::open(&record).map_err(|error| edit(&error))?;
    let mut all = match document.get(&["images"]) {
        Some(Value::List(all)) => all,
        _ => Vec::new(),
    };
    let image = format!("media/{name}");
    all.push(Value::Text(image.clone()));
    document.set(&["images"], Value::List(all)).map_err(|error| edit(&error))?;
    desk.write_record(&path, &document.to_bytes(), by)?;
    drop(desk);
    app.keep(vec![path], format!("{slug}: add a photo"));
    Ok(Ok(image))
}
