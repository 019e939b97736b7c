//! A steward's screens: what needs a person today.

use catalog::code::Code;
use catalog::event::TicketOutcome;
use catalog::fold::{HoldState, Matter};
use catalog::ids::{EventId, HoldId, LoanId, ReservationId, Sealed, TicketId};
use desk::{By, Desk, MemberNumber};
use generator::view::{CardView, PlaceLink, Reading, words as text};
use jiff::civil::DateTime;
use serde_json::{Value, json};

use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;
use crate::words;

/// The steward who has signed in with card and PIN.
pub(super) fn steward(session: &Session) -> Result<MemberNumber, Failure> {
    session.member.filter(|_| session.steward).ok_or(Failure::Steward)
}

/// The list for today.
pub(crate) fn today(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let mut desk = app.desk();
    desk.expire_holds()?;
    let list = desk.today_list();
    let reading = app.reading(&desk, &visit.lang);
    let late: Vec<_> = list.late.iter().filter_map(|id| loan_view(&desk, &reading, *id)).collect();
    let due: Vec<_> = list.due.iter().filter_map(|id| loan_view(&desk, &reading, *id)).collect();
    let ready = list.ready.iter().filter_map(|id| hold_view(&desk, &reading, *id));
    let pull = list.to_pull.iter().filter_map(|pull| {
        let mut view = hold_view(&desk, &reading, pull.hold)?;
        view["code"] = json!(pull.unit.to_string());
        view["compact"] = json!(pull.unit.compact());
        view["place"] = json!(PlaceLink::new(&reading, &pull.place).name);
        Some(view)
    });
    let bookings = list.bookings.iter().filter_map(|id| booking_view(&desk, &reading, *id));
    let requests = list.requests.iter().filter_map(|id| booking_view(&desk, &reading, *id));
    let tickets = list.tickets.iter().rev().filter_map(|id| ticket_view(&reading, *id));
    Ok(Reply::page(
        "kiosk/steward.html",
        json!({
            "late": late,
            "due": due,
            "ready": ready.collect::<Vec<_>>(),
            "pull": pull.collect::<Vec<_>>(),
            "bookings": bookings.collect::<Vec<_>>(),
            "requests": requests.collect::<Vec<_>>(),
            "tickets": tickets.take(30).collect::<Vec<_>>(),
            "exceptions": list.exceptions.len(),
            "troubles": desk.problems().len(),
            "placing": session.place.as_ref().map(|slug| PlaceLink::new(&reading, slug).name),
            "local": desk.zone().to_datetime(visit.now).strftime("%Y-%m-%dT%H:%M").to_string(),
        }),
    ))
}

/// The name of a borrower, for a steward's eyes.
fn name(desk: &Desk, reading: &Reading<'_>, patron: &Sealed) -> Value {
    match desk.borrower_of(patron) {
        Some(member) => {
            json!({ "name": member.name, "number": member.number, "contact": member.contact })
        }
        None => json!({ "name": reading.word("k-somebody-unknown") }),
    }
}

fn loan_view(desk: &Desk, reading: &Reading<'_>, id: LoanId) -> Option<Value> {
    let loan = reading.node.state.loans.get(&id)?;
    let view = reading.node.unit(loan.unit)?;
    Some(json!({
        "card": CardView::new(reading, view.title),
        "code": loan.unit.to_string(),
        "loan": id,
        "who": name(desk, reading, &loan.patron),
        "due": words::due(reading, desk.due(loan)),
        "days": loan.days_over(reading.today),
    }))
}

fn hold_view(desk: &Desk, reading: &Reading<'_>, id: HoldId) -> Option<Value> {
    let hold = reading.node.state.holds.get(&id)?;
    let title = reading.node.documents.titles.get(hold.title.as_ref()?)?;
    let (code, until) = match &hold.state {
        HoldState::Ready { unit, until } => (Some(unit), Some(*until)),
        _ => (None, None),
    };
    Some(json!({
        "card": CardView::new(reading, title),
        "hold": id,
        "who": name(desk, reading, &hold.patron),
        "code": code.map(ToString::to_string),
        "until": until.map(|date| reading.calendar().weekday_short(date)),
    }))
}

fn booking_view(desk: &Desk, reading: &Reading<'_>, id: ReservationId) -> Option<Value> {
    let booking = reading.node.state.reservations.get(&id)?;
    let title = reading.node.documents.titles.get(booking.title.as_ref()?)?;
    let calendar = reading.calendar();
    let at = |wall: catalog::event::Wall| {
        format!("{}, {}", calendar.weekday_short(wall.date()), calendar.time(wall.local().time()))
    };
    Some(json!({
        "card": CardView::new(reading, title),
        "booking": id,
        "qty": booking.qty,
        "who": name(desk, reading, &booking.patron),
        "from": at(booking.from),
        "to": at(booking.to),
    }))
}

fn ticket_view(reading: &Reading<'_>, id: TicketId) -> Option<Value> {
    let ticket = reading.node.state.tickets.get(&id)?;
    let view = reading.node.unit(ticket.unit)?;
    Some(json!({
        "card": CardView::new(reading, view.title),
        "code": ticket.unit.to_string(),
        "ticket": id,
        "since": reading.near_date(ticket.opened.date()),
        "note": ticket.notes.last().map(|note| note.1.to_string()),
    }))
}

/// Leaves the steward's screens; the card stays signed in.
pub(crate) fn lock(_: &App, _: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    session.steward = false;
    session.place = None;
    Ok(Reply::to("/kiosk/basket"))
}

/// What two places did not know of each other: both sides and the answers.
pub(crate) fn exceptions(
    app: &App,
    visit: &Visit,
    session: &mut Session,
) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let open = desk.node().state.exceptions.values().filter(|one| one.resolved.is_none());
    let cards = open.map(|one| {
        let choices = one.matter.choices();
        let choices = choices.iter().enumerate().map(
            |(at, (answer, words))| json!({ "answer": answer, "label": words, "first": at == 0 }),
        );
        json!({
            "id": one.id,
            "when": reading.near_date(one.when.date()),
            "sentence": one.matter.sentence(),
            "card": unit_of(&one.matter).and_then(|unit| desk.node().unit(unit))
                .map(|view| CardView::new(&reading, view.title)),
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
        | Matter::StockBelowZero { unit, .. } => Some(*unit),
        Matter::OverBooked { .. } | Matter::ClonedDevice { .. } | Matter::NotHere { .. } => None,
    }
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
    let booked = |id: &ReservationId| booking_view(desk, reading, *id);
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

/// A unit was fetched for who waits.
pub(crate) fn ready(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let (hold, unit): (HoldId, Code) = (visit.form.read("hold")?, visit.form.read("unit")?);
    let mut desk = app.desk();
    let until = desk.ready_hold(hold, unit, by)?;
    let reading = app.reading(&desk, &visit.lang);
    let until = text(reading.calendar().weekday_short(until));
    session.say(FlashTone::Yes, reading.text("k-hold-ready", &[("until", until)]));
    Ok(Reply::to("/kiosk/steward"))
}

/// A booking that was asked for is answered.
pub(crate) fn booking(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let booking: ReservationId = visit.form.read("booking")?;
    let grant = match visit.form.get("answer") {
        Some("yes") => true,
        Some("no") => false,
        _ => return Err(Failure::BadForm("answer")),
    };
    app.desk().answer_booking(booking, grant, by)?;
    Ok(Reply::to("/kiosk/steward"))
}

/// A word about a loan: renewed, said to be returned, lost.
pub(crate) fn loan(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let loan: LoanId = visit.form.read("loan")?;
    let note = visit.form.get("note");
    let mut desk = app.desk();
    match visit.form.get("do") {
        Some("renew") => {
            desk.renew(loan, by)?;
        }
        Some("claims_returned") => {
            desk.claims_returned(loan, note, by)?;
        }
        Some("lost") => {
            let unit = desk.node().state.loans.get(&loan).map(|loan| loan.unit);
            desk.lost(unit.ok_or(Failure::NotFound)?, note, by)?;
        }
        _ => return Err(Failure::BadForm("do")),
    }
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.word("k-noted"));
    Ok(Reply::to("/kiosk/steward"))
}

/// A repair is over.
pub(crate) fn ticket(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let ticket: TicketId = visit.form.read("ticket")?;
    let outcome = match visit.form.get("outcome") {
        Some("mended") => TicketOutcome::Mended,
        Some("no_fault") => TicketOutcome::NoFault,
        Some("given_up") => TicketOutcome::GivenUp,
        _ => return Err(Failure::BadForm("outcome")),
    };
    let mut desk = app.desk();
    desk.close_ticket(ticket, outcome, visit.form.get("note"), None, by)?;
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.word("k-noted"));
    Ok(Reply::to("/kiosk/steward"))
}

/// A steward says what time it is.
pub(crate) fn clock(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let local: DateTime = visit.form.read("now")?;
    let mut desk = app.desk();
    let truth = desk.zone().to_timestamp(local).map_err(|_| Failure::BadForm("now"))?;
    desk.settle_clock(truth, by)?;
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.word("k-clock-set"));
    // The session's own time stamps are from the wrong clock.
    session.renewed = true;
    Ok(Reply::to("/kiosk/steward"))
}
