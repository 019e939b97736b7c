//! What two places did not know of each other: both sides side by side, and the answers.

use catalog::code::Code;
use catalog::fold::Matter;
use catalog::ids::{EventId, LoanId, ReservationId};
use desk::{By, Desk};
use generator::view::{CardView, PlaceLink, Reading, words as text};
use serde_json::{Value, json};

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
    let cards = open.map(|one| {
        let choices = one.matter.choices();
        let choices = choices.iter().enumerate().map(|(at, (answer, _))| {
            json!({
                "answer": answer,
                "label": reading.word(&one.matter.choice_key(answer)),
                "first": at == 0,
            })
        });
        json!({
            "id": one.id,
            "when": reading.near_date(one.when.date()),
            "sentence": words::matter(&reading, &one.matter),
            "card": unit_of(&one.matter).and_then(|unit| desk.node().unit(unit))
                .map(|view| CardView::new(&reading, view.title)),
            "seen": unit_of(&one.matter).and_then(|unit| last_seen(&reading, unit)),
            "count": match one.matter {
                Matter::StockBelowZero { unit, .. } => Some(unit.compact()),
                _ => None,
            },
            "sides": sides(&desk, &reading, &one.matter),
            "choices": choices.collect::<Vec<_>>(),
        })
    });
    Ok(Reply::page("kiosk/exceptions.html", json!({ "cards": cards.collect::<Vec<_>>() })))
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

/// Both sides, each in a line: who, when, at which device.
fn sides(desk: &Desk, reading: &Reading<'_>, matter: &Matter) -> Vec<Value> {
    let state = &reading.node.state;
    let lent = |id: &LoanId| {
        let loan = state.loans.get(id)?;
        Some(json!({
            "what": reading.word("k-side-lent"),
            "who": name(desk, reading, &loan.patron),
            "when": format!("{}, {}", reading.near_date(loan.out_at.date()), reading.calendar().time(loan.out_at.local().time())),
            "where": id.0.device.to_string(),
        }))
    };
    let booked = |id: &ReservationId| bookings::row(desk, reading, *id);
    let event = |id: &EventId| {
        Some(
            json!({ "what": reading.word("k-side-event"), "where": id.device.to_string(), "when": id.to_string() }),
        )
    };
    let sides = match matter {
        Matter::DoubleLoan { first, second, .. } => vec![lent(first), lent(second)],
        Matter::ReturnSeenElsewhere { loan, returned, .. } => vec![lent(loan), event(returned)],
        Matter::FoundAfterLost { loan, .. } => vec![lent(loan)],
        Matter::OverBooked { reservation, with } => vec![booked(with), booked(reservation)],
        Matter::ClonedDevice { event: id } | Matter::NotHere { what: id } => vec![event(id)],
        Matter::RetiredInUse { .. }
        | Matter::UnknownUnit { .. }
        | Matter::PromisedTwice { .. }
        | Matter::OtherCameBack { .. }
        | Matter::StockBelowZero { .. } => {
            vec![]
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
