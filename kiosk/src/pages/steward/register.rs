//! A new thing from a phone, in under a minute: code, photo, name, kind, place.

use std::collections::BTreeSet;

use catalog::code::Code;
use catalog::document::path_of;
use catalog::document::write::title_to_document;
use catalog::document::{Document, Value};
use catalog::fold::Found;
use catalog::ids::{CategoryPath, Slug, slugify};
use catalog::record::{
    Acquired, Condition, DocumentKind, Lifecycle, Quantity, Text, Title, TitleKind, Unit, UnitKind,
};
use desk::{By, Desk};
use generator::view::{CardView, CategoryLink, PlaceLink, Reading, words as text};
use serde_json::{Value as Json, json};

use super::super::photos;
use super::{steward, stock};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Register, Session};
use crate::visit::Visit;

/// The longest name of a thing.
const LONGEST: usize = 120;

/// The form; a code in the address comes from a blank label that was scanned.
pub(crate) fn form(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    Ok(page(&desk, &reading, visit, session, None, &[]))
}

fn page(
    desk: &Desk,
    reading: &Reading<'_>,
    visit: &Visit,
    session: &Session,
    problem: Option<&str>,
    same: &[&Title],
) -> Reply {
    let asked = |name: &str| visit.form.get(name).or_else(|| visit.query.get(name));
    let last = session.register.clone().unwrap_or_default();
    let place = asked("place").map(str::to_owned);
    let place =
        place.or_else(|| session.place.as_ref().or(last.place.as_ref()).map(Slug::to_string));
    let category = asked("category").map(str::to_owned);
    let category = category.or_else(|| last.category.as_ref().map(ToString::to_string));
    let status = match problem {
        Some(_) => axum::http::StatusCode::UNPROCESSABLE_ENTITY,
        None => axum::http::StatusCode::OK,
    };
    Reply::page(
        "kiosk/register.html",
        json!({
            "code": asked("code"),
            "name": asked("name"),
            "kind": asked("kind").unwrap_or("tool"),
            "kinds": KINDS.map(|(name, _)| json!({ "value": name, "name": reading.word(&format!("s-kind-{name}")) })),
            "category": category,
            "categories": categories(reading),
            "place": place,
            "places": stock::places(reading),
            "problem": problem,
            "same": same.iter().map(|title| json!({
                "card": CardView::new(reading, title), "units": title.units.len(),
            })).collect::<Vec<_>>(),
            "waiting": desk.labels_to_print().len(),
        }),
    )
    .with_status(status)
}

const KINDS: [(&str, TitleKind); 7] = [
    ("tool", TitleKind::Tool),
    ("machine", TitleKind::Machine),
    ("material", TitleKind::Material),
    ("kit", TitleKind::Kit),
    ("space", TitleKind::Space),
    ("book", TitleKind::Book),
    ("vehicle", TitleKind::Vehicle),
];

/// All categories as people read them, by name, those inside others after them.
pub(super) fn categories(reading: &Reading<'_>) -> Vec<Json> {
    let all = &reading.node.documents.node.categories;
    let mut rows: Vec<(String, String)> = all
        .keys()
        .map(|path| {
            let above: Vec<_> = path.ancestors().collect();
            let names = above.iter().map(|one| CategoryLink::new(reading, one).name);
            (names.collect::<Vec<_>>().join(" › "), path.to_string())
        })
        .collect();
    rows.sort_by_key(|(name, _)| name.to_lowercase());
    rows.into_iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

/// Makes the record.
pub(crate) fn register(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let mut desk = app.desk();
    let (unit, minted) = match new_unit(&mut desk, visit) {
        Ok(found) => found,
        Err(key) => return Ok(again(app, &desk, visit, session, key?)),
    };
    let name = visit.form.get("name").map(|name| name.chars().take(LONGEST).collect::<String>());
    let Some(name) = name.filter(|name| !name.chars().any(char::is_control)) else {
        return Ok(again(app, &desk, visit, session, "s-reg-name-missing"));
    };
    let same = same_name(&desk, &name);
    let (path, bytes, slug) = match (visit.form.get("as"), same.as_slice()) {
        (Some("new"), _) | (None, []) => match title(&desk, visit, &name, unit.clone()) {
            Some(made) => made,
            None => return Ok(again(app, &desk, visit, session, "s-reg-name-missing")),
        },
        (Some(slug), _) => {
            another(&desk, slug.parse().map_err(|_| Failure::BadForm("as"))?, &unit)?
        }
        (None, same) => {
            let reading = app.reading(&desk, &visit.lang);
            return Ok(page(&desk, &reading, visit, session, None, same));
        }
    };
    desk.write_record(&path, &bytes, by)?;
    if minted {
        desk.queue_labels(&[unit.code])?;
    }
    session.register = Some(Register {
        place: Some(unit.home_place.clone()),
        category: visit.form.get("category").and_then(|path| path.parse().ok()),
    });
    drop(desk);
    app.keep(vec![path.clone()], format!("add {slug}"));
    add_photo(app, visit, session, &path, &slug, by)?;
    Ok(Reply::to(format!("/kiosk/steward/registered/{}", unit.code.compact())))
}

fn again(app: &App, desk: &Desk, visit: &Visit, session: &Session, key: &str) -> Reply {
    let reading = app.reading(desk, &visit.lang);
    page(desk, &reading, visit, session, Some(&reading.word(key)), &[])
}

/// The unit that the form describes, and whether its code was made just now.
///
/// The error is the key of a sentence, or a failure.
fn new_unit(desk: &mut Desk, visit: &Visit) -> Result<(Unit, bool), Result<&'static str, Failure>> {
    let given = visit.form.get("code");
    let code = match given {
        Some(text) => Code::from_scan(text).map_err(|_| Ok("s-reg-code-wrong"))?,
        None => desk.fresh_code().map_err(|refusal| Err(refusal.into()))?,
    };
    if desk.node().find(&code.compact()).is_some() {
        return Err(Ok("s-reg-code-taken"));
    }
    let place: Option<Slug> = visit.form.get("place").and_then(|place| place.parse().ok());
    let known = |place: &Slug| desk.node().documents.places.contains_key(place);
    let home_place = place.filter(known).unwrap_or_else(Slug::unknown_place);
    let is_stock = visit.form.get("kind") == Some("material");
    let count = visit.form.get("qty").and_then(|n| n.parse().ok());
    let unit = Unit {
        code,
        kind: if is_stock { UnitKind::Stock } else { UnitKind::Unit },
        serial: visit.form.get("serial").map(str::to_owned),
        owner: None,
        acquired: Acquired { date: Some(desk.today()), ..Acquired::default() },
        home_place,
        lifecycle: Lifecycle::Active,
        condition: Condition::Good,
        circ_note: None,
        aliases: vec![],
        policy_override: None,
        quantity: match (is_stock, count) {
            (true, Some(n)) => Quantity::Exact(n),
            (true, None) => Quantity::Unknown,
            (false, _) => Quantity::Exact(1),
        },
        measure: is_stock.then(|| "pcs".to_owned()),
        min_qty: None,
    };
    Ok((unit, given.is_none()))
}

/// Titles of this name in any language: is it one more of them?
fn same_name<'d>(desk: &'d Desk, name: &str) -> Vec<&'d Title> {
    let wanted = name.to_lowercase();
    let is = |text: &str| text.to_lowercase() == wanted;
    let titles = desk.node().documents.titles.values();
    let named = |title: &&Title| {
        is(&title.name.base)
            || title.name.translations.values().any(|name| is(name))
            || title.other_names.iter().any(|name| is(name))
    };
    titles.filter(named).take(4).collect()
}

type File = (camino::Utf8PathBuf, Vec<u8>, Slug);

/// A title of its own.
fn title(desk: &Desk, visit: &Visit, name: &str, unit: Unit) -> Option<File> {
    let documents = &desk.node().documents;
    let slug = free_slug(name, unit.code, &documents.titles.keys().collect())?;
    let kind = visit.form.get("kind").unwrap_or("tool");
    let kind = KINDS.iter().find(|(word, _)| *word == kind).map_or(TitleKind::Tool, |k| k.1);
    let category: Option<CategoryPath> = visit.form.get("category").and_then(|c| c.parse().ok());
    let category = category.filter(|path| documents.node.categories.contains_key(path));
    let summary = visit.form.get("summary").unwrap_or_default();
    let lang = documents.node.languages.first().cloned().unwrap_or_else(|| "en".into());
    let title = Title {
        slug: slug.clone(),
        name: Text::plain(name),
        other_names: vec![],
        kind,
        summary: Text::plain(summary.chars().take(300).collect::<String>()),
        lang,
        categories: category.into_iter().collect(),
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

/// One more unit of a title that is there.
fn another(desk: &Desk, slug: Slug, unit: &Unit) -> Result<File, Failure> {
    if !desk.node().documents.titles.contains_key(&slug) {
        return Err(Failure::NotFound);
    }
    let path = path_of(DocumentKind::Title, &slug);
    let bytes = desk.record_file(&path)?.ok_or(Failure::NotFound)?;
    let mut document = Document::open(&bytes).map_err(|e| Failure::Broken(e.to_string()))?;
    document.append_unit(unit).map_err(|e| Failure::Broken(e.to_string()))?;
    Ok((path, document.to_bytes(), slug))
}

/// Keeps the photo and names it in the record. The record stands without it.
fn add_photo(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    path: &camino::Utf8Path,
    slug: &Slug,
    by: By,
) -> Result<(), Failure> {
    let Some(bytes) = photos::read(visit) else { return Ok(()) };
    let mut desk = app.desk();
    let images = desk.node().documents.titles.get(slug).map_or(0, |title| title.images.len());
    drop(desk);
    let name = match images {
        0 => format!("titles/{slug}.jpg"),
        n => format!("titles/{slug}-{}.jpg", n + 1),
    };
    let subject = format!("photo of {slug}");
    if let Err(sentence) = photos::keep(app, visit, bytes, &name, subject) {
        session.say(FlashTone::Look, sentence);
        return Ok(());
    }
    desk = app.desk();
    let broken = |error: catalog::document::EditError| Failure::Broken(error.to_string());
    let bytes = desk.record_file(path)?.ok_or(Failure::NotFound)?;
    let mut document = Document::open(&bytes).map_err(broken)?;
    let mut all = match document.get(&["images"]) {
        Some(Value::List(all)) => all,
        _ => Vec::new(),
    };
    all.push(Value::Text(format!("media/{name}")));
    document.set(&["images"], Value::List(all)).map_err(broken)?;
    desk.write_record(path, &document.to_bytes(), by)?;
    drop(desk);
    app.keep(vec![path.to_owned()], format!("{slug}: add a photo"));
    Ok(())
}

/// It is done: the code in large, and the next one.
pub(crate) fn registered(
    app: &App,
    visit: &Visit,
    session: &mut Session,
) -> Result<Reply, Failure> {
    steward(session)?;
    let code: Code = visit.param("code")?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let Some(Found::Unit(code)) = desk.node().find(&code.compact()) else {
        return Err(Failure::NotFound);
    };
    let view = desk.view(code)?;
    let to_print = desk.labels_to_print();
    let place = PlaceLink::new(&reading, &view.unit.home_place).name;
    Ok(Reply::page(
        "kiosk/registered.html",
        json!({
            "card": CardView::new(&reading, view.title),
            "code": code.to_string(),
            "place": place,
            "says": reading.text("s-reg-done", &[("place", text(place.as_str()))]),
            "to_print": to_print.contains(&code),
            "waiting": to_print.len(),
            "file": reading.node.documents.file_of(DocumentKind::Title, &view.title.slug),
        }),
    ))
}
