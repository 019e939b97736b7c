//! Stocktakes by walking and scanning: what is found, not seen, misplaced, unknown.

use catalog::code::Code;
use catalog::fold::Custody;
use catalog::ids::{CountId, Slug};
use desk::{By, Desk, ScanResult};
use generator::view::{CardView, PlaceLink, Reading, StockView, words as text};
use serde_json::{Value, json};

use super::steward;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

/// All places by name, with what they stand in.
pub(super) fn places(reading: &Reading<'_>) -> Vec<Value> {
    let mut rows: Vec<(String, String)> = reading
        .node
        .documents
        .places
        .keys()
        .map(|slug| {
            let place = PlaceLink::new(reading, slug);
            let mut name = place.name;
            if let Some(within) = place.within.first() {
                name = format!("{name} ({within})");
            }
            (name, slug.to_string())
        })
        .collect();
    rows.sort_by_key(|(name, _)| name.to_lowercase());
    rows.into_iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

/// The stocktakes: those that go on, and the start of one.
pub(crate) fn list(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let mut counts: Vec<_> = desk.node().state.counts.values().collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.id));
    let line = |count: &&catalog::fold::Count| {
        json!({
            "id": count.id,
            "place": PlaceLink::new(&reading, &count.place).name,
            "found": count.found.len(),
            "closed": count.closed.is_some(),
        })
    };
    let open: Vec<_> = counts.iter().filter(|c| c.closed.is_none()).take(20).map(line).collect();
    let context = json!({ "open": open, "places": places(&reading) });
    Ok(Reply::page("kiosk/stocktakes.html", context))
}

/// Begins one.
pub(crate) fn open(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let place: Slug = visit.form.read("place")?;
    let count = app.desk().count_open(&place, by)?;
    session.count = Some(count);
    session.place = None;
    Ok(Reply::to(format!("/kiosk/steward/stocktake/{count}")))
}

/// One stocktake: everything that is scanned now belongs to it.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let id: CountId = visit.param("count")?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let count = desk.node().state.counts.get(&id).ok_or(Failure::NotFound)?;
    let report = desk.count_report(id)?;
    let is_open = count.closed.is_none();
    if is_open {
        session.count = Some(id);
    } else if session.count == Some(id) {
        session.count = None;
    }
    let row = |code: &Code| row(&desk, &reading, *code);
    let misplaced = report.misplaced.iter().filter_map(|(code, home)| {
        let mut row = row(code)?;
        row["home"] = json!(PlaceLink::new(&reading, home).name);
        Some(row)
    });
    let here = session.place.as_ref().map(|place| PlaceLink::new(&reading, place).name);
    let units = report.not_seen.iter().chain(&report.found).filter(|_| is_open);
    let lots: Vec<_> = units.filter_map(|code| lot(&desk, &reading, *code)).collect();
    Ok(Reply::page(
        "kiosk/stocktake.html",
        json!({
            "id": id,
            "place": PlaceLink::new(&reading, &count.place).name,
            "here": here,
            "is_open": is_open,
            "found": report.found.len(),
            "expected": report.found.len() + report.not_seen.len(),
            "last": report.found.iter().rev().take(5).filter_map(row).collect::<Vec<_>>(),
            "not_seen": report.not_seen.iter().filter_map(row).collect::<Vec<_>>(),
            "misplaced": misplaced.collect::<Vec<_>>(),
            "unknown": report.unknown.iter().collect::<Vec<_>>(),
            "lots": lots,
        }),
    ))
}

/// A unit that is counted, with how many there should be.
fn lot(desk: &Desk, reading: &Reading<'_>, code: Code) -> Option<Value> {
    let stock = StockView::of(reading, desk.node().unit(code)?.unit)?;
    let mut row = row(desk, reading, code)?;
    row["left"] = json!(format!("{} {}", stock.level, stock.measure).trim());
    Some(row)
}

fn row(desk: &Desk, reading: &Reading<'_>, code: Code) -> Option<Value> {
    let view = desk.node().unit(code)?;
    let place = match &view.state.custody {
        Custody::At(place) => PlaceLink::new(reading, place).name,
        _ => PlaceLink::new(reading, &view.unit.home_place).name,
    };
    Some(json!({
        "card": CardView::new(reading, view.title),
        "code": code.to_string(),
        "compact": code.compact(),
        "place": place,
    }))
}

/// Something was scanned while a stocktake goes on.
pub(in crate::pages) fn scanned(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    desk: &mut Desk,
    count: CountId,
    text_read: &str,
) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let receipt = desk.count_scan(count, text_read, session.place.as_ref(), by)?;
    let reading = app.reading(desk, &visit.lang);
    let name = match receipt.unit {
        Some(unit) => super::super::basket::name_of(&reading, unit),
        None => text_read.chars().rev().take(40).collect::<String>().chars().rev().collect(),
    };
    let home = receipt.unit.and_then(|unit| desk.node().unit(unit));
    let home = home.map(|view| PlaceLink::new(&reading, &view.unit.home_place).name);
    let args = [("name", text(name)), ("place", text(home.unwrap_or_default()))];
    let (tone, key) = match receipt.result {
        ScanResult::Found => (FlashTone::Yes, "s-count-found"),
        ScanResult::Already => (FlashTone::Neutral, "s-count-already"),
        ScanResult::Misplaced => (FlashTone::Look, "s-count-misplaced"),
        ScanResult::Unknown => (FlashTone::Look, "s-count-unknown"),
    };
    session.say(tone, reading.text(key, &args));
    Ok(Reply::to(format!("/kiosk/steward/stocktake/{count}")))
}

/// Ends one. What was ticked is missing; what stands elsewhere may stay where it was found.
pub(crate) fn close(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let id: CountId = visit.param("count")?;
    if visit.form.get("do") == Some("pause") {
        session.count = None;
        session.place = None;
        return Ok(Reply::to("/kiosk/steward/stocktake"));
    }
    let codes = |name: &'static str| -> Vec<Code> {
        visit.form.all(name).filter_map(|code| code.parse().ok()).collect()
    };
    let mut desk = app.desk();
    let report = desk.count_report(id)?;
    let mut missing = codes("missing");
    missing.retain(|code| report.not_seen.contains(code));
    let lost = missing.len();
    desk.count_close(id, missing, by)?;
    session.count = None;
    session.place = None;
    let reading = app.reading(&desk, &visit.lang);
    let args = [
        ("found", generator::view::number(report.found.len())),
        ("missing", generator::view::number(lost)),
    ];
    session.say(FlashTone::Yes, reading.text("s-count-closed", &args));
    Ok(Reply::to(format!("/kiosk/steward/stocktake/{id}")))
}
