//! My things: what I have, what I wait for, what I have booked. Only after the card, only on asking.

use catalog::circulation::{owner_wants, taken_home};
use catalog::event::Wanted;
use catalog::fold::{HoldState, Loan};
use catalog::ids::{HoldId, LoanId, ReservationId, Slug};
use desk::{By, Desk, MemberNumber};
use generator::view::{CardView, PlaceLink, Reading, number, words as text};
use serde_json::{Value, json};

use super::basket::name_of;
use super::returns::counted_name;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{Flash, FlashTone, Session};
use crate::visit::Visit;
use crate::words;

/// Lines of one's own history.
const PAST: usize = 60;

fn signed_in(session: &Session) -> Result<MemberNumber, Failure> {
    session.member.ok_or(Failure::SignIn)
}

/// The list.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let number = signed_in(session)?;
    let known = app.neighbours();
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let things = desk.things_of(number)?;
    let asked = known.around().map(|around| {
        let mine = desk.asked(&around).into_iter().filter(|case| {
            case.borrowed.is_some_and(|asked| desk.unseal(&asked.patron) == Some(number))
        });
        let views = mine.filter_map(|case| {
            super::elsewhere::of_member(&reading, &around.name_of(case.peer), &case)
        });
        views.collect::<Vec<_>>()
    });
    let loans: Vec<_> =
        things.loans.iter().filter_map(|id| loan_view(&desk, &reading, session, *id)).collect();
    let holds: Vec<_> =
        things.holds.iter().filter_map(|id| hold_view(&reading, session, *id)).collect();
    let bookings = things.bookings.iter().filter_map(|id| booking_view(&desk, &reading, *id));
    let bookings: Vec<_> = bookings.collect();
    let to_bring = desk.parts_to_bring(number).into_iter().filter_map(|(code, part)| {
        let card = CardView::new(&reading, reading.node.unit(code)?.title);
        let name = counted_name(&part.name, part.qty);
        let since = reading.near_date(part.since.date());
        let compact = code.compact();
        Some(json!({ "card": card, "name": name, "since": since, "compact": compact }))
    });
    let to_bring: Vec<_> = to_bring.collect();
    let context = json!({
        "loans": loans, "holds": holds, "bookings": bookings, "asked": asked, "to_bring": to_bring,
    });
    Ok(Reply::page("kiosk/me.html", context))
}

fn loan_view(desk: &Desk, reading: &Reading<'_>, session: &Session, id: LoanId) -> Option<Value> {
    let loan = reading.node.state.loans.get(&id)?;
    let view = reading.node.unit(loan.unit)?;
    let due = desk.due(loan);
    Some(json!({
        "card": CardView::new(reading, view.title),
        "code": loan.unit.to_string(),
        "compact": loan.unit.compact(),
        "loan": id,
        "undo": loan.renewals.last().map(|one| one.0).filter(|event| session.has_done(*event)),
        "due": words::due(reading, due),
        "late": desk.is_late(loan),
        "soon": (due.date - reading.today).get_days() <= 1,
        "left": left_of(reading, loan),
        "claimed": loan.state == catalog::fold::LoanState::ClaimsReturned,
        "wanted": owner_wants(view, due).map(|on| {
            reading.text("owner-wanted", &[("date", text(reading.calendar().weekday_short(on)))])
        }),
    }))
}

/// Of what went out together, what is still out when some of it is back.
fn left_of(reading: &Reading<'_>, loan: &Loan) -> Option<String> {
    let some_back = loan.lines.iter().any(|line| line.1.is_some());
    let out = loan.lines.iter().filter(|line| line.1.is_none());
    let names = || out.map(|line| name_of(reading, line.0)).collect::<Vec<_>>().join(", ");
    some_back.then(names)
}

fn hold_view(reading: &Reading<'_>, session: &Session, id: HoldId) -> Option<Value> {
    let state = &reading.node.state;
    let hold = state.holds.get(&id)?;
    let slug = hold.title.as_ref()?;
    let title = reading.node.documents.titles.get(slug)?;
    let ahead = state.queue(slug).take_while(|other| other.id != id).count();
    let (ready, says) = match &hold.state {
        HoldState::Ready { until, unit } => {
            let until = reading.calendar().weekday_short(*until);
            (Some(unit.to_string()), reading.text("k-hold-ready", &[("until", text(until))]))
        }
        HoldState::Suspended => (None, reading.word("k-hold-paused")),
        _ => (None, reading.text("k-hold-ahead", &[("n", number(ahead))])),
    };
    let card = CardView::new(reading, title);
    let paused = hold.state == HoldState::Suspended;
    let undo = session.has_done(id.0).then_some(id);
    Some(json!({
        "card": card, "hold": id, "says": says, "ready": ready, "paused": paused, "undo": undo,
    }))
}

fn booking_view(desk: &Desk, reading: &Reading<'_>, id: ReservationId) -> Option<Value> {
    let booking = reading.node.state.reservations.get(&id)?;
    let title = reading.node.documents.titles.get(booking.title.as_ref()?)?;
    let span = (booking.from.timestamp(), booking.to.timestamp());
    let approved = booking.state == catalog::fold::ReservationState::Approved;
    let fetch = approved && booking.from.date() <= desk.today() && taken_home(title);
    let aside = booking.units.first().filter(|_| fetch).copied();
    let unit = aside.or_else(|| desk.unit_for(booking).filter(|_| fetch));
    Some(json!({
        "card": CardView::new(reading, title),
        "booking": id,
        "qty": booking.qty,
        "visitors": booking.visitors,
        "when": super::book::span_words(reading, desk, span),
        "asked": booking.state == catalog::fold::ReservationState::Requested,
        "out": booking.state == catalog::fold::ReservationState::Out,
        "fetch": fetch,
        "aside": aside.is_some(),
        "unit": unit.map(|code| json!({ "code": code.to_string(), "compact": code.compact() })),
        "place": title.units.first().map(|unit| PlaceLink::new(reading, &unit.home_place).name),
    }))
}

/// What I had before: for my eyes, after my card.
pub(crate) fn history(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let number = signed_in(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let loans = desk.past_loans(number, PAST);
    let loans = loans.iter().filter_map(|id| past_view(&reading, *id));
    let context = json!({ "loans": loans.collect::<Vec<_>>() });
    Ok(Reply::page("kiosk/history.html", context))
}

fn past_view(reading: &Reading<'_>, id: LoanId) -> Option<Value> {
    let loan = reading.node.state.loans.get(&id)?;
    let view = reading.node.unit(loan.unit)?;
    let (from, to) = (loan.out_at.date(), loan.closed_at()?.date());
    let args = [("from", text(reading.near_date(from))), ("to", text(reading.near_date(to)))];
    let when = reading.text("s-history-line", &args);
    Some(json!({ "card": CardView::new(reading, view.title), "when": when }))
}

/// Keeps a thing longer.
pub(crate) fn renew(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let number = signed_in(session)?;
    let loan: LoanId = visit.form.read("loan")?;
    let by = if session.steward { By::Steward(number) } else { By::Member(number) };
    let mut desk = app.desk();
    let receipt = desk.renew(loan, by)?;
    session.did(receipt.event);
    let reading = app.reading(&desk, &visit.lang);
    let due = words::due(&reading, receipt.renewal.due);
    let text = reading.text("k-renewed", &[("due", text(due))]);
    session.flash = Some(Flash { tone: FlashTone::Yes, text, undo: Some(receipt.event) });
    Ok(Reply::to("/kiosk/me"))
}

/// Joins the queue for a title.
pub(crate) fn hold(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let number = signed_in(session)?;
    let slug: Slug = visit.form.read("title")?;
    let mut desk = app.desk();
    let receipt = desk.place_hold(&Wanted::Title(slug), number, By::Member(number))?;
    session.did(receipt.event);
    let reading = app.reading(&desk, &visit.lang);
    let ahead = number_of(receipt.ahead);
    let text = reading.text("k-hold-placed", &[("n", ahead)]);
    session.flash = Some(Flash { tone: FlashTone::Yes, text, undo: Some(receipt.event) });
    Ok(Reply::to("/kiosk/me"))
}

fn number_of(n: u32) -> themes::Argument {
    number(usize::try_from(n).unwrap_or(usize::MAX))
}

/// Leaves the queue.
pub(crate) fn cancel_hold(
    app: &App,
    visit: &Visit,
    session: &mut Session,
) -> Result<Reply, Failure> {
    let number = signed_in(session)?;
    let hold: HoldId = visit.form.read("hold")?;
    let mut desk = app.desk();
    desk.cancel_hold(hold, By::Member(number))?;
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Undone, reading.word("k-hold-cancelled"));
    Ok(Reply::to("/kiosk/me"))
}

/// Lets others go first, or waits again.
pub(crate) fn pause_hold(
    app: &App,
    visit: &Visit,
    session: &mut Session,
) -> Result<Reply, Failure> {
    let number = signed_in(session)?;
    let hold: HoldId = visit.form.read("hold")?;
    let pause = visit.form.get("do") != Some("resume");
    let mut desk = app.desk();
    desk.suspend_hold(hold, pause, By::Member(number))?;
    let reading = app.reading(&desk, &visit.lang);
    let key = if pause { "k-hold-pause-said" } else { "k-hold-resume-said" };
    session.say(FlashTone::Yes, reading.word(key));
    Ok(Reply::to("/kiosk/me"))
}

/// Takes a booking back.
pub(crate) fn cancel_booking(
    app: &App,
    visit: &Visit,
    session: &mut Session,
) -> Result<Reply, Failure> {
    let number = signed_in(session)?;
    let booking: ReservationId = visit.form.read("booking")?;
    let mut desk = app.desk();
    desk.cancel_booking(booking, By::Member(number))?;
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Undone, reading.word("k-booking-cancelled"));
    Ok(Reply::to("/kiosk/me"))
}
