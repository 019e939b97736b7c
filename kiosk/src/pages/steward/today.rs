//! What needs a person today, and the lists behind it: to fetch, to mend, bookings.

use catalog::circulation::going_back;
use catalog::code::Code;
use catalog::event::{PartGone, TicketOutcome};
use catalog::fold::HoldState;
use catalog::ids::{HoldId, LoanId, TicketId};
use desk::{By, Desk};
use generator::view::{CardView, PlaceLink, Reading, words as text};
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::super::photos;
use super::super::returns::counted_name;
use super::{backup, bookings, care, house, name, steward};
use crate::app::App;
use crate::git::{Note, PeerState};
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;
use crate::words;

/// Lines of a panel; the rest is behind “all of them”.
const SHOWN: usize = 6;

/// So many days before its owner has it back, a thing is listed.
const DAYS_AHEAD: i32 = 7;

/// The list for today.
pub(crate) fn today(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let known = app.neighbours();
    let mut desk = app.desk();
    desk.expire_holds()?;
    desk.expire_bookings()?;
    let list = desk.today_list();
    let reading = app.reading(&desk, &visit.lang);
    let late = list.late.iter().take(SHOWN).filter_map(|id| loan_view(&desk, &reading, *id));
    let due = list.due.iter().take(SHOWN).filter_map(|id| loan_view(&desk, &reading, *id));
    let ready = list.ready.iter().take(SHOWN).filter_map(|id| hold_view(&desk, &reading, *id));
    let pull = list.to_pull.iter().take(SHOWN).filter_map(|one| pull_view(&desk, &reading, one));
    let begun = list.missed.iter().chain(&list.bookings).filter(|id| !list.at_risk.contains(id));
    let booked = list.at_risk.iter().chain(begun);
    let booked = booked.filter_map(|id| bookings::row(&desk, &reading, *id));
    let requests = list.requests.iter().filter_map(|id| bookings::row(&desk, &reading, *id));
    let tickets = list.tickets.iter().rev().take(SHOWN);
    let tickets = tickets.filter_map(|id| ticket_view(app, &reading, *id));
    let due_care = desk.care_to_do();
    let care = due_care.iter().filter(|line| line.care.overdue);
    let care_total = care.clone().count();
    let care = care.take(SHOWN).filter_map(|line| care::row(&desk, &reading, line));
    Ok(Reply::page(
        "kiosk/steward.html",
        json!({
            "late": late.collect::<Vec<_>>(),
            "due": due.collect::<Vec<_>>(),
            "ready": ready.collect::<Vec<_>>(),
            "pull": pull.collect::<Vec<_>>(),
            "bookings": booked.collect::<Vec<_>>(),
            "requests": requests.collect::<Vec<_>>(),
            "tickets": tickets.collect::<Vec<_>>(),
            "care": care.collect::<Vec<_>>(),
            "owners": owners(&desk, &reading),
            "counts": {
                "late": list.late.len(), "due": list.due.len(), "ready": list.ready.len(),
                "pull": list.to_pull.len(), "tickets": list.tickets.len(),
                "care": care_total,
            },
            "exceptions": list.exceptions.len(),
            "between": super::between::to_do(&desk, &known),
            "stopped": stopped(app, &reading),
            "backup": backup::note(app, &reading, visit.now),
            "computer": house::certificate_note(app, &reading, visit.now),
            "troubles": desk.problems().len(),
            "placing": session.place.as_ref().map(|slug| PlaceLink::new(&reading, slug).name),
            "local": desk.zone().to_datetime(visit.now).strftime("%Y-%m-%dT%H:%M").to_string(),
        }),
    ))
}

/// Followed nodes that answer as somebody else: nothing goes on with them before people have talked.
fn stopped(app: &App, reading: &Reading<'_>) -> Vec<String> {
    let peers = app.options.git.as_ref().map(|host| host.peers()).unwrap_or_default();
    let notes = peers.into_iter().filter(|peer| peer.state == PeerState::Failed);
    let notes = notes.flat_map(|peer| peer.notes).filter(|note| note.key == Note::STOP);
    notes.map(|note| super::exchange::said(reading, &note)).collect()
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
        "note": loan.note,
    }))
}

/// What was lent in and goes back to its owner in the coming days.
fn owners(desk: &Desk, reading: &Reading<'_>) -> Vec<Value> {
    let rows = going_back(reading.node, reading.today, DAYS_AHEAD).into_iter().map(|(on, view)| {
        let loan = reading.node.state.open_loans_of(view.unit.code).next();
        json!({
            "card": CardView::new(reading, view.title),
            "code": view.unit.code.to_string(),
            "on": reading.calendar().weekday_short(on),
            "owner": view.unit.owner,
            "who": loan.map(|loan| name(desk, reading, &loan.patron)),
        })
    });
    rows.collect()
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

fn pull_view(desk: &Desk, reading: &Reading<'_>, pull: &desk::Pull) -> Option<Value> {
    let mut view = hold_view(desk, reading, pull.hold)?;
    view["code"] = json!(pull.unit.to_string());
    view["compact"] = json!(pull.unit.compact());
    view["place"] = json!(PlaceLink::new(reading, &pull.place).name);
    Some(view)
}

fn ticket_view(app: &App, reading: &Reading<'_>, id: TicketId) -> Option<Value> {
    let ticket = reading.node.state.tickets.get(&id)?;
    let view = reading.node.unit(ticket.unit)?;
    let photos = photos::of_repair(app, reading.node, ticket);
    let notes = ticket.notes.iter().map(|note| note.1.to_string());
    Some(json!({
        "card": CardView::new(reading, view.title),
        "code": ticket.unit.to_string(),
        "compact": ticket.unit.compact(),
        "ticket": id,
        "since": reading.near_date(ticket.opened.date()),
        "note": ticket.notes.last().map(|note| note.1.to_string()),
        "notes": notes.collect::<Vec<_>>(),
        "photos": photos,
    }))
}

/// Everything to be fetched, shelf by shelf: one walk through the house.
pub(crate) fn fetch(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let pulls = desk.to_pull();
    let mut shelves: Vec<(String, Vec<Value>)> = Vec::new();
    for pull in &pulls {
        let Some(view) = pull_view(&desk, &reading, pull) else { continue };
        let place = PlaceLink::new(&reading, &pull.place).name;
        match shelves.iter_mut().find(|(name, _)| *name == place) {
            Some((_, rows)) => rows.push(view),
            None => shelves.push((place, vec![view])),
        }
    }
    shelves.sort_by_key(|(name, _)| name.to_lowercase());
    let shelves: Vec<_> =
        shelves.iter().map(|(name, rows)| json!({ "name": name, "rows": rows })).collect();
    let context = json!({ "shelves": shelves, "total": pulls.len() });
    Ok(Reply::page("kiosk/fetch.html", context))
}

/// Units were fetched for those who wait.
pub(crate) fn ready(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let mut desk = app.desk();
    let holds: Vec<HoldId> = visit.form.all("hold").filter_map(|id| id.parse().ok()).collect();
    let units: Vec<Code> = visit.form.all("unit").filter_map(|code| code.parse().ok()).collect();
    if holds.is_empty() || holds.len() != units.len() {
        return Err(Failure::BadForm("hold"));
    }
    let mut until = None;
    for (hold, unit) in holds.into_iter().zip(units) {
        until = Some(desk.ready_hold(hold, unit, by)?);
    }
    let reading = app.reading(&desk, &visit.lang);
    let until = until.map(|date| reading.calendar().weekday_short(date)).unwrap_or_default();
    session.say(FlashTone::Yes, reading.text("k-hold-ready", &[("until", text(until))]));
    Ok(Reply::to(super::super::prefs::local(visit.form.get("back").or(Some("/kiosk/steward")))))
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
    Ok(Reply::to(super::super::prefs::local(visit.form.get("back").or(Some("/kiosk/steward")))))
}

/// All repairs that are open.
pub(crate) fn tickets(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let list = desk.today_list();
    let tickets = list.tickets.iter().rev().filter_map(|id| ticket_view(app, &reading, *id));
    let missing = missing_parts(&desk, &reading);
    let context = json!({ "tickets": tickets.collect::<Vec<_>>(), "missing": missing });
    Ok(Reply::page("kiosk/tickets.html", context))
}

/// Parts that are not there: since when, what was said of them, and whom to ask.
fn missing_parts(desk: &Desk, reading: &Reading<'_>) -> Vec<Value> {
    let rows = desk.missing_parts().into_iter().filter_map(|(code, part)| {
        let view = reading.node.unit(code)?;
        let loan = part.loan.and_then(|loan| reading.node.state.loans.get(&loan));
        let date = [("date", text(reading.near_date(part.since.date())))];
        let key = match part.gone {
            Some(PartGone::Later) => "s-part-later",
            Some(PartGone::Lost) => "s-part-lost",
            Some(PartGone::Before) => "s-part-before",
            None => "s-part-missing",
        };
        Some(json!({
            "card": CardView::new(reading, view.title),
            "code": code.to_string(),
            "compact": code.compact(),
            "part": part.name,
            "name": counted_name(&part.name, part.qty),
            "says": reading.text(key, &date),
            "who": loan.filter(|_| part.gone == Some(PartGone::Later)).map(|loan| name(desk, reading, &loan.patron)),
        }))
    });
    rows.collect()
}

/// A part is with its thing again.
pub(crate) fn part(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let unit: Code = visit.form.read("unit")?;
    let part = visit.form.get("part").ok_or(Failure::BadForm("part"))?;
    let mut desk = app.desk();
    desk.part_is_here(unit, part, by)?;
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.word("k-noted"));
    Ok(Reply::to("/kiosk/steward/tickets"))
}

/// A repair is over, or has a new note.
pub(crate) fn ticket(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let ticket: TicketId = visit.form.read("ticket")?;
    let note = visit.form.get("note").map(|note| note.chars().take(500).collect::<String>());
    let mut desk = app.desk();
    match visit.form.get("outcome") {
        Some("note") => {
            let note = note.ok_or(Failure::BadForm("note"))?;
            desk.note_ticket(ticket, &note, by)?;
        }
        Some(word) => {
            let outcome = match word {
                "mended" => TicketOutcome::Mended,
                "no_fault" => TicketOutcome::NoFault,
                "given_up" => TicketOutcome::GivenUp,
                _ => return Err(Failure::BadForm("outcome")),
            };
            desk.close_ticket(ticket, outcome, note.as_deref(), None, by)?;
        }
        None => return Err(Failure::BadForm("outcome")),
    }
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.word("k-noted"));
    Ok(Reply::to(super::super::prefs::local(visit.form.get("back").or(Some("/kiosk/steward")))))
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
