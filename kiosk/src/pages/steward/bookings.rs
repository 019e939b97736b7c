//! What is booked: asked for, to be set aside, not fetched, and everything to come.

use catalog::circulation::taken_home;
use catalog::code::Code;
use catalog::fold::{Custody, Reservation, ReservationState};
use catalog::ids::ReservationId;
use desk::{By, Desk};
use generator::view::{CardView, PlaceLink, Reading};
use serde_json::{Value, json};

use super::super::book::span_words;
use super::super::prefs;
use super::{name, steward};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

/// The list, day by day.
pub(super) fn list(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let mut desk = app.desk();
    desk.expire_bookings()?;
    let reading = app.reading(&desk, &visit.lang);
    let mut open: Vec<&Reservation> =
        desk.node().state.reservations.values().filter(|booking| booking.is_open()).collect();
    open.sort_by_key(|booking| (booking.from, booking.id));
    let mut days: Vec<(String, Vec<Value>)> = Vec::new();
    for booking in &open {
        let Some(row) = view(&desk, &reading, booking) else { continue };
        let begun = booking.from.date() <= desk.today();
        let day = match booking.state {
            ReservationState::Requested => reading.word("b-asked"),
            ReservationState::Out => reading.word("b-out"),
            _ if begun => reading.word("k-s-today"),
            _ => reading.calendar().weekday_short(booking.from.date()),
        };
        match days.iter_mut().find(|(name, _)| *name == day) {
            Some((_, rows)) => rows.push(row),
            None => days.push((day, vec![row])),
        }
    }
    let asked = reading.word("b-asked");
    let out = reading.word("b-out");
    days.sort_by_key(|(name, _)| if *name == asked { 0 } else { 1 + u8::from(*name == out) });
    let days = days.iter().map(|(name, rows)| json!({ "name": name, "rows": rows }));
    let days: Vec<_> = days.collect();
    Ok(Reply::page("kiosk/bookings.html", json!({ "days": days, "total": open.len() })))
}

/// One booking, as a steward sees it.
pub(super) fn row(desk: &Desk, reading: &Reading<'_>, id: ReservationId) -> Option<Value> {
    view(desk, reading, reading.node.state.reservations.get(&id)?)
}

fn view(desk: &Desk, reading: &Reading<'_>, booking: &Reservation) -> Option<Value> {
    let title = reading.node.documents.titles.get(booking.title.as_ref()?)?;
    let span = (booking.from.timestamp(), booking.to.timestamp());
    let approved = booking.state == ReservationState::Approved;
    let near = booking.from.date() <= desk.today().tomorrow().unwrap_or(desk.today());
    let aside: Vec<_> = booking.units.iter().map(ToString::to_string).collect();
    let risk = desk.is_at_risk(booking);
    let pack = (approved && (near || risk) && aside.is_empty() && taken_home(title))
        .then(|| desk.unit_for(booking))
        .flatten();
    Some(json!({
        "card": CardView::new(reading, title),
        "booking": booking.id,
        "qty": booking.qty,
        "visitors": booking.visitors,
        "who": name(desk, reading, &booking.patron),
        "when": span_words(reading, desk, span),
        "asked": booking.state == ReservationState::Requested,
        "out": booking.state == ReservationState::Out,
        "missed": approved && desk.should_have_been_fetched(booking),
        "at_risk": risk,
        "aside": aside,
        "pack": pack.map(|code| fetch(reading, code)),
    }))
}

fn fetch(reading: &Reading<'_>, code: Code) -> Value {
    let place = reading.node.unit(code).and_then(|view| match &view.state.custody {
        Custody::At(place) => Some(PlaceLink::new(reading, place).name),
        _ => None,
    });
    json!({ "code": code.to_string(), "compact": code.compact(), "place": place })
}

/// A steward's word about a booking.
pub(super) fn act(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let booking: ReservationId = visit.form.read("booking")?;
    let mut desk = app.desk();
    let key = match visit.form.get("answer") {
        Some("yes") => desk.answer_booking(booking, true, by).map(|_| "k-noted")?,
        Some("no") => desk.answer_booking(booking, false, by).map(|_| "k-noted")?,
        Some("noshow") => desk.no_show(booking, by).map(|_| "k-booking-cancelled")?,
        Some("cancel") => desk.cancel_booking(booking, by).map(|_| "k-booking-cancelled")?,
        Some("pack") => {
            let unit: Code = visit.form.read("unit")?;
            desk.pack_booking(booking, unit, by).map(|_| "b-is-aside")?
        }
        _ => return Err(Failure::BadForm("answer")),
    };
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.word(key));
    Ok(Reply::to(prefs::local(visit.form.get("back").or(Some("/kiosk/steward")))))
}
