//! Moving: the shelf first, then everything that stands on it now.

use catalog::code::Code;
use catalog::ids::{EventId, Slug};
use desk::{By, Desk};
use generator::view::{CardView, PlaceLink, words as text};
use serde_json::json;

use super::{steward, stock};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

/// Where things are put, and what was put there.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let moved = session.moved.iter().rev().filter_map(|(code, event)| {
        let view = desk.node().unit(*code)?;
        Some(json!({
            "card": CardView::new(&reading, view.title),
            "code": code.to_string(),
            "event": event,
            "place": match &view.state.custody {
                catalog::fold::Custody::At(place) => PlaceLink::new(&reading, place).name,
                _ => String::new(),
            },
        }))
    });
    Ok(Reply::page(
        "kiosk/move.html",
        json!({
            "here": session.place.as_ref().map(|place| PlaceLink::new(&reading, place).name),
            "moved": moved.collect::<Vec<_>>(),
            "places": stock::places(&reading),
        }),
    ))
}

/// A shelf that was chosen instead of scanned, or none any more.
pub(crate) fn choose(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let place: Option<Slug> = visit.form.get("place").and_then(|place| place.parse().ok());
    let desk = app.desk();
    session.place = place.filter(|place| desk.node().documents.places.contains_key(place));
    if session.place.is_none() {
        session.moved.clear();
        return Ok(Reply::to("/kiosk/steward"));
    }
    session.count = None;
    Ok(Reply::to("/kiosk/steward/move"))
}

/// A thing was scanned while a shelf is chosen.
pub(in crate::pages) fn scanned(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    desk: &mut Desk,
    unit: Code,
    place: &Slug,
) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let event: EventId = desk.move_unit(unit, place, by)?;
    session.moved.retain(|(code, _)| *code != unit);
    session.moved.push((unit, event));
    let reading = app.reading(desk, &visit.lang);
    let args = [("unit", text(unit.to_string()))];
    session.say(FlashTone::Yes, reading.text("k-moved", &args));
    Ok(Reply::to("/kiosk/steward/move"))
}
