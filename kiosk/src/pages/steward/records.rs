//! Records: found, changed as a form or as text, looked at before they are saved, and brought back
//! from their history. What is not changed keeps its bytes: notes, order, line ends.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::document::{Document, Problem, Severity, Value, kind_of};
use catalog::ids::Slug;
use catalog::record::DocumentKind;
use desk::{By, Desk};
use generator::view::{CardView, Reading};
use serde_json::{Value as Json, json};

use super::{register, steward, stock};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

/// Results on one page.
const PAGE: usize = 40;
/// Versions that are listed.
const VERSIONS: usize = 20;

/// Everything that has a file: things by words, the rest by kind.
pub(crate) fn list(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let words: String = visit.query.get("q").unwrap_or_default().chars().take(120).collect();
    let kind = visit.query.get("kind").unwrap_or("things");
    let mut rows = rows(&reading, kind);
    let wanted = words.to_lowercase();
    rows.retain(|(name, path, _)| {
        wanted
            .split_whitespace()
            .all(|word| name.to_lowercase().contains(word) || path.as_str().contains(word))
    });
    let total = rows.len();
    let rows = rows.into_iter().take(PAGE).map(|(name, path, card)| {
        let problems = desk.problems().iter().filter(|problem| problem.file == path).count();
        json!({ "name": name, "file": path, "card": card, "problems": problems })
    });
    Ok(Reply::page(
        "kiosk/records.html",
        json!({
            "rows": rows.collect::<Vec<_>>(), "total": total, "q": words, "kind": kind,
            "kinds": KINDS, "labels": desk.labels_to_print().len(),
        }),
    ))
}

const KINDS: [&str; 7] = ["things", "places", "events", "pages", "designs", "people", "node"];

type Row = (String, Utf8PathBuf, Option<CardView>);

fn rows(reading: &Reading<'_>, kind: &str) -> Vec<Row> {
    let documents = &reading.node.documents;
    let named = |kind: DocumentKind, slug: &Slug, name: &catalog::record::Text| -> Row {
        (name.in_lang(reading.lang).to_owned(), documents.file_of(kind, slug), None)
    };
    let mut rows: Vec<Row> = match kind {
        "places" => documents
            .places
            .values()
            .map(|place| named(DocumentKind::Place, &place.slug, &place.name))
            .collect(),
        "events" => documents
            .events
            .values()
            .map(|event| named(DocumentKind::Event, &event.slug, &event.name))
            .collect(),
        "pages" => documents
            .pages
            .values()
            .map(|page| named(DocumentKind::Page, &page.slug, &page.name))
            .collect(),
        "designs" => documents
            .designs
            .values()
            .map(|design| named(DocumentKind::Design, &design.slug, &design.name))
            .collect(),
        "people" => documents
            .people
            .iter()
            .map(|(slug, person)| named(DocumentKind::Person, slug, &person.name))
            .collect(),
        "node" => {
            vec![(documents.node.name.in_lang(reading.lang).to_owned(), "node.toml".into(), None)]
        }
        _ => documents
            .titles
            .values()
            .map(|title| {
                let (name, path, _) = named(DocumentKind::Title, &title.slug, &title.name);
                (name, path, Some(CardView::new(reading, title)))
            })
            .collect(),
    };
    rows.sort_by_key(|(name, ..)| name.to_lowercase());
    rows
}

fn path(visit: &Visit) -> Result<Utf8PathBuf, Failure> {
    let path = visit.form.get("file").or_else(|| visit.query.get("file"));
    path.filter(|path| path.len() <= 300).map(Utf8PathBuf::from).ok_or(Failure::NotFound)
}

/// The fingerprint by which a form knows that nobody has changed the file meanwhile.
fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().chars().take(32).collect()
}

/// One record: its fields, its text, its versions.
pub(crate) fn edit(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let path = path(visit)?;
    let desk = app.desk();
    let bytes = desk.record_file(&path)?.ok_or(Failure::NotFound)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let reading = app.reading(&desk, &visit.lang);
    let fields = fields(&reading, &path, &bytes);
    let problems: Vec<_> = desk.problems().iter().filter(|p| p.file == path).map(problem).collect();
    let context = json!({
        "file": path,
        "name": name(&reading, &path),
        "text": text,
        "was": fingerprint(&bytes),
        "fields": fields,
        "problems": problems,
        "categories": register::categories(&reading),
        "places": stock::places(&reading),
    });
    drop(desk);
    let mut context = context;
    context["versions"] = json!(versions(app, visit, &path));
    Ok(Reply::page("kiosk/edit.html", context))
}

fn name(reading: &Reading<'_>, path: &Utf8Path) -> String {
    let title = kind_of(path).filter(|(kind, ..)| *kind == DocumentKind::Title);
    let title = title.and_then(|(_, slug, _)| reading.node.documents.titles.get(&slug));
    title.map_or_else(|| path.to_string(), |title| title.name.in_lang(reading.lang).to_owned())
}

fn problem(problem: &Problem) -> Json {
    json!({
        "line": problem.line,
        "column": problem.column,
        "message": problem.message,
        "hint": problem.hint,
        "error": problem.severity == Severity::Error,
        "excerpt": problem.excerpt.text,
    })
}

fn versions(app: &App, visit: &Visit, path: &Utf8Path) -> Vec<Json> {
    let Some(backstage) = &app.options.backstage else { return Vec::new() };
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let zone = desk.zone().clone();
    match backstage.history(path, VERSIONS) {
        Ok(all) => all
            .iter()
            .map(|one| {
                let at = zone.to_datetime(one.when);
                let when = format!(
                    "{}, {}",
                    reading.calendar().long(at.date()),
                    reading.calendar().time(at.time())
                );
                json!({ "id": one.id, "when": when, "who": one.who, "subject": one.subject })
            })
            .collect(),
        Err(error) => {
            tracing::warn!(error, %path, "the history could not be read");
            Vec::new()
        }
    }
}

/// The fields of a title that people change most, with their values.
const TEXTS: [&str; 7] =
    ["name", "summary", "brand", "model", "size", "power_source", "checkout_notice"];
const LISTS: [&str; 3] = ["other_names", "keywords", "categories"];
const UNIT_TEXTS: [&str; 3] = ["home_place", "circ_note", "serial"];

fn fields(reading: &Reading<'_>, path: &Utf8Path, bytes: &[u8]) -> Option<Json> {
    let (kind, slug, lang) = kind_of(path)?;
    if kind != DocumentKind::Title || lang.is_some() {
        return None;
    }
    let document = Document::open(bytes).ok()?;
    let title = reading.node.documents.titles.get(&slug)?;
    let text = |path: &[&str]| match document.get(path) {
        Some(Value::Text(text)) => text,
        _ => String::new(),
    };
    let list = |name: &str| match document.get(&[name]) {
        Some(Value::List(all)) => all
            .iter()
            .filter_map(|value| match value {
                Value::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect::<Vec<_>>()
            .join(", "),
        _ => String::new(),
    };
    let field = |name: &str, value: String| json!({ "name": name, "value": value, "label": reading.word(&format!("s-field-{}", name.replace('_', "-"))) });
    let units = title.units.iter().map(|unit| {
        let code = unit.code.to_string();
        let fields = UNIT_TEXTS.map(|name| field(name, text(&["units", &code, name])));
        json!({ "code": code, "compact": unit.code.compact(), "fields": fields })
    });
    let policies = |all: Vec<(String, String)>, chosen: String| json!({ "value": chosen, "choices": all.iter().map(|(value, label)| json!({ "value": value, "label": label })).collect::<Vec<_>>() });
    let config = &reading.node.documents.node;
    let lending = config.policies.iter().map(|(n, p)| (n.to_string(), p.label.clone())).collect();
    let booking = config.reservation_policies.iter();
    let booking = booking.map(|(n, p)| (n.to_string(), p.label.clone())).collect();
    Some(json!({
        "texts": TEXTS.map(|name| field(name, text(&[name]))),
        "lists": [field("other_names", list("other_names")), field("keywords", list("keywords"))],
        "categories": list("categories"),
        "policy": policies(lending, text(&["policy"])),
        "reservation_policy": policies(booking, text(&["reservation_policy"])),
        "units": units.collect::<Vec<_>>(),
        "body": String::from_utf8_lossy(document.body()).trim_start_matches('\n'),
    }))
}

/// What a form makes of a record, before anybody says yes to it; or: save it.
pub(crate) fn change(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let path = path(visit)?;
    let mut desk = app.desk();
    let now = desk.record_file(&path)?.ok_or(Failure::NotFound)?;
    let new = match visit.form.get("do") {
        Some("fields") => from_fields(&now, visit)?,
        Some("text" | "save") => from_text(&now, visit.form.raw("text").unwrap_or_default()),
        _ => return Err(Failure::BadForm("do")),
    };
    let stale = visit.form.get("was").is_some_and(|was| was != fingerprint(&now));
    let problems = desk.record_problems(&path, &new);
    let broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    if visit.form.get("do") == Some("save") && !stale && !broken {
        desk.write_record(&path, &new, by)?;
        let reading = app.reading(&desk, &visit.lang);
        session.say(FlashTone::Yes, reading.word("s-saved"));
        drop(desk);
        let subject = visit.form.get("subject").map(|s| s.chars().take(120).collect::<String>());
        app.keep(vec![path.clone()], subject.unwrap_or_else(|| format!("change {path}")));
        return Ok(Reply::to(format!("/kiosk/steward/edit?file={path}")));
    }
    Ok(preview(app, &desk, visit, &path, &now, &new, &problems, stale))
}

#[expect(clippy::too_many_arguments, reason = "one step of `change`, all of them its own")]
fn preview(
    app: &App,
    desk: &Desk,
    visit: &Visit,
    path: &Utf8Path,
    now: &[u8],
    new: &[u8],
    problems: &[Problem],
    stale: bool,
) -> Reply {
    let reading = app.reading(desk, &visit.lang);
    let broken = problems.iter().any(|problem| problem.severity == Severity::Error);
    let (old_text, new_text) = (String::from_utf8_lossy(now), String::from_utf8_lossy(new));
    let status = if broken || stale {
        axum::http::StatusCode::UNPROCESSABLE_ENTITY
    } else {
        axum::http::StatusCode::OK
    };
    Reply::page(
        "kiosk/edit-preview.html",
        json!({
            "file": path,
            "name": name(&reading, path),
            "text": new_text,
            "was": fingerprint(now),
            "lines": super::diff::lines(&old_text, &new_text),
            "changed": now != new,
            "problems": problems.iter().map(problem).collect::<Vec<_>>(),
            "broken": broken,
            "stale": stale,
        }),
    )
    .with_status(status)
}

/// The text of a form with the file's own line ends.
fn from_text(now: &[u8], text: &str) -> Vec<u8> {
    let text = text.replace("\r\n", "\n");
    if now.windows(2).any(|pair| pair == b"\r\n") {
        return text.replace('\n', "\r\n").into_bytes();
    }
    text.into_bytes()
}

/// Sets what the form changed, and nothing else.
fn from_fields(now: &[u8], visit: &Visit) -> Result<Vec<u8>, Failure> {
    let broken = |error: catalog::document::EditError| Failure::Broken(error.to_string());
    let mut document = Document::open(now).map_err(broken)?;
    let set_text = |document: &mut Document, path: &[&str], text: &str| {
        let text = text.trim();
        match document.get(path) {
            Some(Value::Text(old)) if old.trim() == text => Ok(()),
            None if text.is_empty() => Ok(()),
            _ if text.is_empty() => document.remove(path),
            _ => document.set(path, text),
        }
    };
    for name in TEXTS.iter().chain(&["policy", "reservation_policy"]) {
        if let Some(text) = visit.form.raw(name) {
            set_text(&mut document, &[name], text).map_err(broken)?;
        }
    }
    for name in LISTS {
        let Some(text) = visit.form.raw(name) else { continue };
        let all: Vec<_> = text.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
        let new = Value::texts(&all);
        let old = document.get(&[name]);
        if all.is_empty() {
            document.remove(&[name]).map_err(broken)?;
        } else if old.as_ref() != Some(&new) {
            document.set(&[name], new).map_err(broken)?;
        }
    }
    for code in visit.form.all("unit") {
        for name in UNIT_TEXTS {
            let Some(text) = visit.form.raw(&format!("{code}.{name}")) else { continue };
            set_text(&mut document, &["units", code, name], text).map_err(broken)?;
        }
    }
    if let Some(body) = visit.form.raw("body") {
        let body = from_text(now, body);
        let old = String::from_utf8_lossy(document.body()).into_owned();
        let text = String::from_utf8_lossy(&body).into_owned();
        if old.trim() != text.trim() {
            let lead: String = old.chars().take_while(|c| matches!(c, '\n' | '\r')).collect();
            let lead = if lead.is_empty() { "\n".to_owned() } else { lead };
            document.set_body(&format!("{lead}{}\n", text.trim()));
        }
    }
    Ok(document.to_bytes())
}

/// A version of a record as it was, to be looked at and brought back.
pub(crate) fn version(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let path = path(visit)?;
    let revision = visit.query.get("version").ok_or(Failure::NotFound)?;
    let backstage = app.options.backstage.clone().ok_or(Failure::NotFound)?;
    let old = backstage.at(&path, revision).map_err(Failure::Broken)?.ok_or(Failure::NotFound)?;
    let desk = app.desk();
    let now = desk.record_file(&path)?.unwrap_or_default();
    let problems = desk.record_problems(&path, &old);
    Ok(preview(app, &desk, visit, &path, &now, &old, &problems, false))
}
