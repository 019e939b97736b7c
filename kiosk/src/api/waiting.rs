//! Holds and bookings: what people wait for, and what they have booked ahead.

use catalog::circulation::Calendar;
use catalog::code::Code;
use catalog::event::Wanted;
use catalog::fold::{Hold, HoldState, Reservation};
use catalog::ids::{HoldId, ReservationId, Slug};
use desk::{BookingAct, Desk, MemberNumber, Scope};
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DESK;
use super::ask::Ask;
use super::lines::{DoneLine, WantedLine, is_of, word};
use super::loans::{LEND, whose};
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route, Verb, flag, text};
use crate::app::App;

/// The most of a thing that one booking asks for.
const MOST: u32 = 500;
const SEE: &[Scope] = &[Scope::Read, Scope::Desk];

pub(super) const ROUTES: &[Route] = &[
    Route::get("/holds", "listHolds", Act::Desk(holds))
        .says("Who waits for what")
        .about("One's own; with the scope `desk` everybody's.")
        .needs(SEE)
        .query(&[
            text("member", "Only those of this member (scope `desk`)."),
            text("title", "Only those for this title."),
            flag("closed", "Those that are over, too (scope `desk`)."),
        ])
        .paged()
        .gives::<Page<HoldLine>>(),
    Route::post("/holds", "placeHold", LEND, Act::Desk(place_hold))
        .says("Join the queue")
        .takes::<HoldBody>()
        .gives::<HoldLine>()
        .status(201),
    Route::get("/holds/{hold}", "getHold", Act::Desk(hold))
        .says("One hold")
        .needs(SEE)
        .gives::<HoldLine>(),
    Route::post("/holds/{hold}", "cancelHold", LEND, Act::Desk(cancel_hold))
        .with(Verb::Delete)
        .says("Leave the queue")
        .gives::<DoneLine>(),
    Route::post("/holds/{hold}/suspend", "suspendHold", LEND, Act::Desk(suspend_hold))
        .says("Be passed over for now")
        .gives::<DoneLine>(),
    Route::post("/holds/{hold}/resume", "resumeHold", LEND, Act::Desk(resume_hold))
        .says("Wait again")
        .gives::<DoneLine>(),
    Route::post("/holds/{hold}/ready", "readyHold", DESK, Act::Desk(ready_hold))
        .says("A unit waits on the hold shelf")
        .takes::<ReadyBody>()
        .gives::<HoldLine>(),
    Route::get("/bookings", "listBookings", Act::Desk(bookings))
        .says("Bookings")
        .about("One's own; with the scope `desk` everybody's.")
        .needs(SEE)
        .query(&[
            text("member", "Only those of this member (scope `desk`)."),
            text("title", "Only those of this title."),
            flag("closed", "Those that are over, too (scope `desk`)."),
        ])
        .paged()
        .gives::<Page<BookingLine>>(),
    Route::post("/bookings", "book", LEND, Act::Desk(book))
        .says("Book ahead")
        .takes::<BookingBody>()
        .gives::<BookingLine>()
        .status(201),
    Route::get("/bookings/{booking}", "getBooking", Act::Desk(booking))
        .says("One booking")
        .needs(SEE)
        .gives::<BookingLine>(),
    Route::post("/bookings/{booking}", "cancelBooking", LEND, Act::Desk(cancel_booking))
        .with(Verb::Delete)
        .says("Take a booking back")
        .gives::<DoneLine>(),
    Route::post("/bookings/{booking}/answer", "answerBooking", DESK, Act::Desk(answer_booking))
        .says("Grant a booking that was asked for, or say no")
        .takes::<AnswerBody>()
        .gives::<BookingLine>(),
    Route::post("/bookings/{booking}/pack", "packBooking", DESK, Act::Desk(pack_booking))
        .says("A unit is set aside for it")
        .takes::<ReadyBody>()
        .gives::<BookingLine>(),
    Route::post("/bookings/{booking}/no-show", "missBooking", DESK, Act::Desk(miss_booking))
        .says("Nobody came for it")
        .gives::<DoneLine>(),
];

/// Title or unit: one of the two.
pub(super) fn wanted(title: Option<Slug>, unit: Option<Code>) -> Result<Wanted, Trouble> {
    match (title, unit) {
        (Some(title), None) => Ok(Wanted::Title(title)),
        (None, Some(unit)) => Ok(Wanted::Unit(unit)),
        _ => Err(Trouble::unread("title", "say either `title` or `unit`")),
    }
}

/// A place in a queue.
#[derive(Debug, Serialize, ToSchema)]
struct HoldLine {
    /// Its name: the event with which it began.
    hold: String,
    #[serde(flatten)]
    wanted: WantedLine,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<String>,
    placed: String,
    /// `waiting`, `suspended`, `ready`, `fulfilled`, `expired`, `cancelled` or `ended`.
    state: String,
    /// How many are ahead.
    ahead: usize,
    /// The unit that waits on the hold shelf …
    #[serde(skip_serializing_if = "Option::is_none")]
    ready_unit: Option<String>,
    /// … until the end of this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

impl HoldLine {
    fn new(desk: &Desk, hold: &Hold) -> Self {
        let state = &desk.node().state;
        let queue = hold.title.as_ref().map(|title| state.queue(title));
        let ahead = queue.map_or(0, |queue| queue.take_while(|one| one.id != hold.id).count());
        let (ready_unit, until) = match &hold.state {
            HoldState::Ready { unit, until } => (Some(unit.to_string()), Some(until.to_string())),
            _ => (None, None),
        };
        let state = match &hold.state {
            HoldState::Waiting => "waiting",
            HoldState::Suspended => "suspended",
            HoldState::Ready { .. } => "ready",
            HoldState::Fulfilled { .. } => "fulfilled",
            HoldState::Expired => "expired",
            HoldState::Cancelled => "cancelled",
            HoldState::Ended => "ended",
        };
        Self {
            hold: hold.id.to_string(),
            wanted: WantedLine::new(&hold.wanted),
            member: desk.borrower_of(&hold.patron).map(|member| member.number.to_string()),
            placed: hold.placed.to_string(),
            state: state.to_owned(),
            ahead: if hold.is_open() { ahead } else { 0 },
            ready_unit,
            until,
        }
    }
}

fn holds(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let whose = whose(ask, ask.query("member")?)?;
    let title: Option<Slug> = ask.query("title")?;
    let closed = ask.flag("closed")? && ask.at_desk();
    let all = &desk.node().state.holds;
    let fits = |hold: &&Hold| {
        (closed || hold.is_open())
            && title.as_ref().is_none_or(|title| hold.title.as_ref() == Some(title))
            && is_of(desk, &hold.patron, whose)
    };
    let keys = all.values().filter(fits).map(|hold| hold.id).collect();
    page(ask, keys, |id| all.get(id).map(|hold| HoldLine::new(desk, hold)))
}

fn found_hold<'d>(desk: &'d Desk, ask: &Ask) -> Result<&'d Hold, Trouble> {
    let id: HoldId = ask.param("hold")?;
    let hold = desk.node().state.holds.get(&id).ok_or_else(Trouble::not_found)?;
    let mine = is_of(desk, &hold.patron, whose(ask, None)?);
    if mine { Ok(hold) } else { Err(Trouble::not_found()) }
}

fn hold(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    Answer::of(ask, &HoldLine::new(desk, found_hold(desk, ask)?))
}

/// Who waits for what.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HoldBody {
    /// Any unit of this title …
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    title: Option<Slug>,
    /// … or this very unit.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    unit: Option<Code>,
    /// Who: the key's own member when absent; anybody with the scope `desk`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    member: Option<MemberNumber>,
}

fn place_hold(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: HoldBody = ask.body()?;
    let wanted = wanted(body.title, body.unit)?;
    let receipt = desk.place_hold(&wanted, ask.member(body.member)?, ask.by()?)?;
    let hold = desk.node().state.holds.get(&receipt.hold).ok_or_else(Trouble::not_found)?;
    Ok(Answer::of(ask, &HoldLine::new(desk, hold))?.at(format_args!("/holds/{}", receipt.hold)))
}

fn cancel_hold(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let id = found_hold(desk, ask)?.id;
    let event = desk.cancel_hold(id, ask.by()?)?;
    Answer::of(ask, &DoneLine::new(&event))
}

fn suspend_hold(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    suspended(desk, ask, true)
}

fn resume_hold(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    suspended(desk, ask, false)
}

fn suspended(desk: &mut Desk, ask: &Ask, suspend: bool) -> Done {
    let id = found_hold(desk, ask)?.id;
    let event = desk.suspend_hold(id, suspend, ask.by()?)?;
    Answer::of(ask, &DoneLine::new(&event))
}

/// The unit that waits.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReadyBody {
    #[schema(value_type = String)]
    unit: Code,
}

fn ready_hold(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: ReadyBody = ask.body()?;
    let id = found_hold(desk, ask)?.id;
    desk.ready_hold(id, body.unit, ask.by()?)?;
    Answer::of(ask, &HoldLine::new(desk, found_hold(desk, ask)?))
}

/// A booking.
#[derive(Debug, Serialize, ToSchema)]
struct BookingLine {
    /// Its name: the event with which it began.
    booking: String,
    #[serde(flatten)]
    wanted: WantedLine,
    qty: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    member: Option<String>,
    /// With the offset at the place.
    from: String,
    /// Not included.
    to: String,
    /// `requested`, `approved`, `out`, `returned`, `rejected`, `cancelled`, `no_show` or `unresolved`.
    state: String,
    /// Units that were set aside for it.
    units: Vec<String>,
}

impl BookingLine {
    fn new(desk: &Desk, booking: &Reservation) -> Self {
        Self {
            booking: booking.id.to_string(),
            wanted: WantedLine::new(&booking.wanted),
            qty: booking.qty,
            member: desk.borrower_of(&booking.patron).map(|member| member.number.to_string()),
            from: booking.from.to_string(),
            to: booking.to.to_string(),
            state: word(&booking.state),
            units: booking.units.iter().map(ToString::to_string).collect(),
        }
    }
}

fn bookings(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let whose = whose(ask, ask.query("member")?)?;
    let title: Option<Slug> = ask.query("title")?;
    let closed = ask.flag("closed")? && ask.at_desk();
    let all = &desk.node().state.reservations;
    let fits = |booking: &&Reservation| {
        (closed || booking.is_open())
            && title.as_ref().is_none_or(|title| booking.title.as_ref() == Some(title))
            && is_of(desk, &booking.patron, whose)
    };
    let keys = all.values().filter(fits).map(|booking| booking.id).collect();
    page(ask, keys, |id| all.get(id).map(|booking| BookingLine::new(desk, booking)))
}

fn found_booking<'d>(desk: &'d Desk, ask: &Ask) -> Result<&'d Reservation, Trouble> {
    let id: ReservationId = ask.param("booking")?;
    let booking = desk.node().state.reservations.get(&id).ok_or_else(Trouble::not_found)?;
    let mine = is_of(desk, &booking.patron, whose(ask, None)?);
    if mine { Ok(booking) } else { Err(Trouble::not_found()) }
}

fn booking(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    Answer::of(ask, &BookingLine::new(desk, found_booking(desk, ask)?))
}

/// What is booked, and when.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BookingBody {
    /// Any units of this title …
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    title: Option<Slug>,
    /// … or this very unit.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    unit: Option<Code>,
    qty: Option<u32>,
    /// How many people come, where the policy asks for it.
    visitors: Option<u32>,
    /// A moment (`2026-05-19T10:00:00+02:00`), or the time at the place (`2026-05-19T10:00`).
    #[schema(example = "2026-05-19T10:00")]
    from: String,
    /// Not included.
    #[schema(example = "2026-05-19T18:00")]
    to: String,
    /// For whom: the key's own member when absent; anybody with the scope `desk`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    member: Option<MemberNumber>,
}

pub(super) fn moment(desk: &Desk, field: &str, text: &str) -> Result<Timestamp, Trouble> {
    if let Ok(moment) = text.parse() {
        return Ok(moment);
    }
    let local: DateTime = text
        .parse()
        .map_err(|_| Trouble::unread(field, "this is not a time like `2026-05-19T10:00`"))?;
    Ok(Calendar::of(&desk.node().documents.node).moment(local))
}

fn book(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: BookingBody = ask.body()?;
    let act = BookingAct {
        wanted: wanted(body.title, body.unit)?,
        qty: body.qty.unwrap_or(1).clamp(1, MOST),
        visitors: body.visitors,
        member: ask.member(body.member)?,
        by: ask.by()?,
        from: moment(desk, "from", &body.from)?,
        to: moment(desk, "to", &body.to)?,
    };
    let id = desk.book(&act)?.reservation;
    let booking = desk.node().state.reservations.get(&id).ok_or_else(Trouble::not_found)?;
    Ok(Answer::of(ask, &BookingLine::new(desk, booking))?.at(format_args!("/bookings/{id}")))
}

fn cancel_booking(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let id = found_booking(desk, ask)?.id;
    let event = desk.cancel_booking(id, ask.by()?)?;
    Answer::of(ask, &DoneLine::new(&event))
}

/// Yes or no.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AnswerBody {
    granted: bool,
}

fn answer_booking(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: AnswerBody = ask.body()?;
    let id = found_booking(desk, ask)?.id;
    desk.answer_booking(id, body.granted, ask.by()?)?;
    Answer::of(ask, &BookingLine::new(desk, found_booking(desk, ask)?))
}

fn pack_booking(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: ReadyBody = ask.body()?;
    let id = found_booking(desk, ask)?.id;
    desk.pack_booking(id, body.unit, ask.by()?)?;
    Answer::of(ask, &BookingLine::new(desk, found_booking(desk, ask)?))
}

fn miss_booking(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let id = found_booking(desk, ask)?.id;
    let event = desk.no_show(id, ask.by()?)?;
    Answer::of(ask, &DoneLine::new(&event))
}
