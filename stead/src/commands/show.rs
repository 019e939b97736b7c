//! `stead show`: one record with its state.

use catalog::code::Code;
use catalog::fold::{Custody, Found, Node, Status, UnitView};
use catalog::ids::Slug;
use catalog::record::DocumentKind;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::context::Context;
use crate::event_words::word;
use crate::node::{self, Reading};
use crate::report::Report;

/// Show one thing, place or title with what is known about it now
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// A code, an old number or a name of a file
    what: String,
}

pub(crate) fn run(args: &Show, cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    match node::find(&reading.node, &args.what)? {
        Found::Unit(code) => unit(&reading, code),
        Found::Title(slug) => title(&reading, &slug),
        Found::Place(slug) => place(&reading, &slug),
    }
}

/// The words and the stable name of a status.
pub(crate) fn status(status: Option<Status>) -> (&'static str, String) {
    match status {
        Some(Status::Available) => ("available", "on the shelf".into()),
        Some(Status::OnHoldShelf) => ("hold_shelf", "waiting for the next one".into()),
        Some(Status::Out { due }) => ("out", format!("out, due {due}")),
        Some(Status::Overdue { due }) => ("overdue", format!("out, was due {due}")),
        Some(Status::InRepair) => ("in_repair", "being mended".into()),
        Some(Status::InTransit) => ("in_transit", "on its way".into()),
        Some(Status::Missing) | None => ("missing", "not found right now".into()),
        Some(Status::NotLendable) => ("not_lendable", "not lent now".into()),
        Some(Status::Retired { reason }) => ("retired", format!("retired ({})", word(&reason))),
    }
}

fn where_it_is(view: &UnitView<'_>) -> String {
    match &view.state.custody {
        Custody::At(place) => place.to_string(),
        Custody::OnHoldShelf(_) => "on the hold shelf".into(),
        Custody::Packed(_) => "packed for a booking".into(),
        Custody::SetAside(to) => format!("set aside for {to}"),
        Custody::Out(_) => "with a member".into(),
        Custody::InTransit(to) => format!("on its way to {to}"),
        Custody::InRepair(_) => "in repair".into(),
        Custody::Unknown => "nobody knows".into(),
    }
}

fn unit_json(reading: &Reading, view: &UnitView<'_>) -> Value {
    let (code, state) = (view.unit.code, view.state);
    let (name, words) = status(reading.node.state.status(code, reading.today()));
    let loans: Vec<_> = reading.node.state.open_loans_of(code).collect();
    json!({
        "code": code,
        "kind": view.unit.kind,
        "status": name,
        "status_text": words,
        "lifecycle": state.lifecycle,
        "condition": state.condition,
        "custody": state.custody,
        "home_place": view.unit.home_place,
        "missing": state.missing,
        "flags": state.flags,
        "stock": state.stock.as_deref().map(catalog::fold::Stock::level),
        "times_lent": state.times_lent,
        "loans": loans.iter().map(|loan| json!({
            "loan": loan.id, "due": loan.due, "since": loan.out_at,
        })).collect::<Vec<_>>(),
        "last_seen": state.last_seen.map(|(event, at)| json!({ "event": event, "at": at })),
    })
}

fn unit(reading: &Reading, code: Code) -> Result<Answer, Report> {
    let view = reading.node.unit(code).ok_or_else(|| {
        Report::request("not-found", format!("no file of the catalogue has the code {code}"))
    })?;
    let mut json = unit_json(reading, &view);
    if let Value::Object(fields) = &mut json {
        fields.insert("title".into(), json!(view.title.slug));
        fields.insert("name".into(), json!(view.title.name.base));
    }
    let (_, words) = status(reading.node.state.status(view.unit.code, reading.today()));
    let mut text = format!("{}  {}\n", view.unit.code, view.title.name);
    text.push_str(&line("Now", &words));
    text.push_str(&line("Where", &where_it_is(&view)));
    text.push_str(&line("Belongs at", view.unit.home_place.as_str()));
    text.push_str(&line("Condition", &word(&view.state.condition)));
    if let Some(stock) = &view.state.stock {
        let about = if stock.exact { "" } else { "about " };
        let measure = view.unit.measure.as_deref().unwrap_or_default();
        text.push_str(&line("In stock", format!("{about}{} {measure}", stock.level()).trim_end()));
    }
    for part in &view.state.missing {
        text.push_str(&line("Missing", &format!("{} × {}", part.qty, part.name)));
    }
    text.push_str(&line("Lent", &format!("{} times", view.state.times_lent)));
    if let Some(note) = &view.unit.circ_note {
        text.push_str(&line("Note", note));
    }
    text.push_str(&line(
        "File",
        reading.node.documents.file_of(DocumentKind::Title, &view.title.slug).as_str(),
    ));
    Ok(Answer::new(json, text))
}

fn line(label: &str, words: &str) -> String {
    format!("  {label:<12}{words}\n")
}

fn title(reading: &Reading, slug: &Slug) -> Result<Answer, Report> {
    let node = &reading.node;
    let title = node.documents.titles.get(slug).ok_or_else(|| not_found(slug))?;
    let units: Vec<_> = node.units_of(title).map(|view| unit_json(reading, &view)).collect();
    let queue = node.state.queue(slug).count();
    let json = json!({
        "slug": slug,
        "title": title.name.base,
        "kind": title.kind,
        "summary": title.summary.base,
        "categories": title.categories,
        "units": units,
        "waiting": queue,
    });
    let mut text = format!("{}\n", title.name);
    if !title.summary.is_empty() {
        text.push_str(&format!("  {}\n", title.summary));
    }
    for view in node.units_of(title) {
        let (_, words) = status(node.state.status(view.unit.code, reading.today()));
        text.push_str(&format!("  {}  {words}\n", view.unit.code));
    }
    if queue > 0 {
        text.push_str(&line("Waiting", &queue.to_string()));
    }
    Ok(Answer::new(json, text))
}

fn not_found(slug: &Slug) -> Report {
    Report::request("not-found", format!("nothing here is called `{slug}`"))
}

fn place(reading: &Reading, slug: &Slug) -> Result<Answer, Report> {
    let node = &reading.node;
    let place = node.documents.places.get(slug).ok_or_else(|| not_found(slug))?;
    let here = units_at(node, slug);
    let json = json!({
        "place": slug,
        "name": place.name.base,
        "parent": place.parent,
        "code": place.code,
        "units": here,
    });
    let mut text = format!("{} ({slug})\n", place.name);
    for code in here {
        text.push_str(&format!("  {}\n", crate::event_words::named(node, code)));
    }
    Ok(Answer::new(json, text))
}

fn units_at(node: &Node, slug: &Slug) -> Vec<Code> {
    let here = |custody: &Custody| matches!(custody, Custody::At(at) if at == slug);
    let units = node.state.units.iter();
    units.filter(|(_, state)| here(&state.custody)).map(|(code, _)| *code).collect()
}
