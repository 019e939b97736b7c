//! What two places did not know of each other: both sides side by side, and the answers.

use catalog::code::Code;
use catalog::event::Wall;
use catalog::fold::{Exception, Loan, LoanState, Matter};
use catalog::ids::{DeviceId, EventId, InterloanId, LoanId, ReservationId};
use desk::{By, Desk};
use generator::view::{CardView, PlaceLink, Reading, words as text};
use serde_json::{Value, json};

use super::super::basket::name_of;
use super::{bookings, name, steward};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;
use crate::words;

/// The queue.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let open = desk.node().state.exceptions.values().filter(|one| one.resolved.is_none());
    let cards = open.map(|one| card(&desk, &reading, one));
    Ok(Reply::page("kiosk/exceptions.html", json!({ "cards": cards.collect::<Vec<_>>() })))
}

/// One matter: what it is, both sides of it, and the answers.
pub(crate) fn card(desk: &Desk, reading: &Reading<'_>, one: &Exception) -> Value {
    let choices = one.matter.choices();
    let choices = choices.iter().enumerate().map(|(at, (answer, _))| {
        json!({
            "answer": answer,
            "label": reading.word(&one.matter.choice_key(answer)),
            "first": at == 0,
        })
    });
    let view = unit_of(&one.matter).and_then(|unit| desk.node().unit(unit));
    json!({
        "id": one.id,
        "when": reading.near_date(one.when.date()),
        "sentence": words::matter(reading, &one.matter),
        "card": view.map(|view| CardView::new(reading, view.title)),
        "seen": unit_of(&one.matter).and_then(|unit| last_seen(reading, unit)),
        "count": match one.matter {
            Matter::StockBelowZero { unit, .. } => Some(unit.compact()),
            _ => None,
        },
        "sides": sides(desk, reading, one),
        "choices": choices.collect::<Vec<_>>(),
    })
}

fn unit_of(matter: &Matter) -> Option<Code> {
    match matter {
        Matter::DoubleLoan { unit, .. }
        | Matter::ReturnSeenElsewhere { unit, .. }
        | Matter::RetiredInUse { unit }
        | Matter::FoundAfterLost { unit, .. }
        | Matter::UnknownUnit { unit }
        | Matter::PromisedTwice { unit, .. }
        | Matter::OtherCameBack { unit, .. }
        | Matter::StockBelowZero { unit, .. } => Some(*unit),
        Matter::OverBooked { .. } | Matter::ClonedDevice { .. } | Matter::NotHere { .. } => None,
    }
}

/// Who last had it in hand: the one observation that outweighs all records.
fn last_seen(reading: &Reading<'_>, unit: Code) -> Option<String> {
    let state = reading.node.state.units.get(&unit)?;
    let (event, wall) = state.last_seen?;
    let time = reading.calendar().time(wall.local().time());
    let when = format!("{}, {time}", reading.near_date(wall.date()));
    let place = match &state.custody {
        catalog::fold::Custody::At(place) => PlaceLink::new(reading, place).name,
        _ => reading.word("s-seen-out"),
    };
    let device = event.device.to_string();
    let args = [("when", text(when)), ("place", text(place)), ("device", text(device))];
    Some(reading.text("s-last-seen", &args))
}

/// A side: what was done, when, at which device.
fn said(reading: &Reading<'_>, what: &str, when: Option<Wall>, device: Option<DeviceId>) -> Value {
    let when = when.map(|when| {
        let time = reading.calendar().time(when.local().time());
        format!("{}, {time}", reading.near_date(when.date()))
    });
    json!({ "what": what, "when": when, "where": device.map(|device| device.to_string()) })
}

/// When an event happened that is not the one which raised the matter.
fn when_of(desk: &Desk, event: EventId) -> Option<Wall> {
    let ended = |loan: &Loan| match loan.state {
        LoanState::Closed { by, at, .. } if by == event => Some(at),
        _ => None,
    };
    let recent = desk.happened(event);
    recent.or_else(|| desk.node().state.loans.values().find_map(ended))
}

/// Both sides, each in a line: who, when, at which device.
fn sides(desk: &Desk, reading: &Reading<'_>, one: &Exception) -> Vec<Value> {
    let state = &reading.node.state;
    let own =
        |key: &str| Some(said(reading, &reading.word(key), Some(one.when), Some(one.id.device)));
    let of = |key: &str, event: EventId| {
        let when = if event == one.id { Some(one.when) } else { when_of(desk, event) };
        Some(said(reading, &reading.word(key), when, Some(event.device)))
    };
    let only = |key: &str| Some(said(reading, &reading.word(key), None, None));
    let named =
        |key: &str, unit: Code| reading.text(key, &[("name", text(name_of(reading, unit)))]);
    let lent = |id: &LoanId| {
        let loan = state.loans.get(id)?;
        let what = reading.word("k-side-lent");
        let mut side = said(reading, &what, Some(loan.out_at), Some(id.0.device));
        side["who"] = name(desk, reading, &loan.patron);
        Some(side)
    };
    let booked = |id: &ReservationId| {
        let row = bookings::row(desk, reading, *id)?;
        let what = row["card"]["name"].as_str().unwrap_or_default();
        let where_ = id.0.device.to_string();
        Some(json!({ "what": what, "who": row["who"], "when": row["when"], "where": where_ }))
    };
    let promised = |id: &InterloanId| {
        let supplied = state.supplies.values().find(|one| one.request == *id);
        let to =
            supplied.map_or_else(|| reading.word("k-side-other-node"), |one| one.to.to_string());
        let what = reading.text("k-side-promised", &[("node", text(to))]);
        Some(said(reading, &what, supplied.map(|one| one.since), None))
    };
    let sides = match &one.matter {
        Matter::DoubleLoan { first, second, .. } => vec![lent(first), lent(second)],
        Matter::ReturnSeenElsewhere { loan, returned, .. } => {
            vec![lent(loan), of("k-side-returned", *returned)]
        }
        Matter::FoundAfterLost { loan, .. } => vec![lent(loan), own("k-side-came-back")],
        Matter::OverBooked { reservation, with } => vec![booked(with), booked(reservation)],
        Matter::ClonedDevice { event } => {
            let first = desk.happened(*event);
            let what = reading.word("k-side-one-entry");
            let one_entry = said(reading, &what, first, Some(event.device));
            vec![Some(one_entry), own("k-side-other-entry")]
        }
        Matter::NotHere { what } => {
            let missing = reading.word("k-side-not-here");
            vec![own("k-side-refers"), Some(said(reading, &missing, None, Some(what.device)))]
        }
        Matter::RetiredInUse { .. } => vec![only("k-side-retired"), own("k-side-scanned")],
        Matter::UnknownUnit { .. } => vec![only("k-side-no-file"), own("k-side-scanned")],
        Matter::PromisedTwice { first, second, .. } => vec![promised(first), promised(second)],
        Matter::OtherCameBack { sent, unit, .. } => {
            let (sent, back) = (named("k-side-sent", *sent), named("k-side-instead", *unit));
            let back = said(reading, &back, Some(one.when), Some(one.id.device));
            vec![Some(said(reading, &sent, None, None)), Some(back)]
        }
        Matter::StockBelowZero { unit, level } => {
            let stock = state.units.get(unit).and_then(|unit| unit.stock.as_deref());
            let counted = stock.map(|stock| {
                let args = [("n", text(stock.counted.to_string()))];
                said(reading, &reading.text("k-side-counted", &args), None, None)
            });
            let args = [("n", text(level.to_string()))];
            let level = reading.text("k-side-level", &args);
            vec![counted, Some(said(reading, &level, Some(one.when), Some(one.id.device)))]
        }
    };
    sides.into_iter().flatten().collect()
}

/// A steward's answer.
pub(crate) fn resolve(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let exception: EventId = visit.form.read("exception")?;
    let choose = visit.form.get("choose").ok_or(Failure::BadForm("choose"))?.to_owned();
    let mut desk = app.desk();
    desk.resolve(exception, &choose, visit.form.get("note"), by)?;
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.word("k-settled"));
    Ok(Reply::to("/kiosk/steward/exceptions"))
}
