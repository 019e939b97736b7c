//! `stead booking`: things, rooms and benches, promised ahead.

use catalog::circulation::{Calendar, hours_of_days, reservation_policy_of};
use catalog::event::Wanted;
use catalog::fold::{Found, Reservation};
use catalog::ids::ReservationId;
use desk::{BookingAct, By, Refusal};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::node::{self, Acting, Reading};
use crate::report::Report;

/// Things, rooms and benches booked ahead: place, approve, reject, cancel, list
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Booking {
    /// Book a title or one unit for a member
    Place(Place),
    /// Grant a booking that was asked for
    Approve(Named),
    /// Say no to a booking that was asked for
    Reject(Named),
    /// Take a booking back
    Cancel(Named),
    /// List what is booked, the nearest first
    List,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Place {
    /// A code for this very unit, or a title's name for whichever is free
    what: String,
    /// The member's number or card
    #[arg(long, short, value_name = "CARD-OR-NUMBER")]
    member: String,
    /// The first day, or a day and a time (`2026-05-14`, `2026-05-14T10:00`)
    #[arg(long, value_name = "WHEN")]
    from: String,
    /// The last day, or a day and a time
    #[arg(long, value_name = "WHEN")]
    to: String,
    /// How many
    #[arg(long, default_value_t = 1)]
    qty: u32,
    /// How many people come
    #[arg(long)]
    visitors: Option<u32>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Named {
    /// The booking's name (`stead booking list` shows it)
    booking: String,
}

pub(crate) fn run(args: &Booking, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Booking::Place(args) => place(args, cx),
        Booking::Approve(args) => {
            settle(args, cx, "approved", |desk, id| desk.answer_booking(id, true, By::Terminal))
        }
        Booking::Reject(args) => {
            settle(args, cx, "rejected", |desk, id| desk.answer_booking(id, false, By::Terminal))
        }
        Booking::Cancel(args) => {
            settle(args, cx, "cancelled", |desk, id| desk.cancel_booking(id, By::Terminal))
        }
        Booking::List => list(cx),
    }
}

/// A day, with a time where one was said.
#[derive(Debug, Clone, Copy)]
enum When {
    Day(Date),
    Moment(DateTime),
}

fn when(text: &str) -> Result<When, Report> {
    let day = || text.parse().map(When::Day).ok();
    let moment = || text.parse().map(When::Moment).ok();
    let read = if text.contains(['T', ' ']) { moment() } else { day() };
    let wrong = || {
        let message =
            format!("`{text}` is no day and no time; write 2026-05-14 or 2026-05-14T10:00");
        Report::request("bad-time", message)
    };
    read.ok_or_else(wrong)
}

fn place(args: &Place, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead booking place")?;
    let wanted = match node::find(acting.desk.node(), &args.what)? {
        Found::Unit(code) => Wanted::Unit(code),
        Found::Title(slug) => Wanted::Title(slug),
        Found::Place(slug) => {
            let message = format!("`{slug}` is a place; book the title that stands for it");
            return Err(Report::request("not-a-unit", message));
        }
    };
    let member = acting.member(&args.member)?;
    let (from, to) = span(&acting, &wanted, when(&args.from)?, when(&args.to)?);
    let (qty, visitors, by) = (args.qty, args.visitors, By::Terminal);
    let act = BookingAct { wanted: wanted.clone(), qty, visitors, member, by, from, to };
    let receipt = acting.desk.book(&act).map_err(|refusal| nearest(&acting, &act, refusal))?;
    acting.commit(cx, &format!("booking: {} placed", receipt.reservation));
    let booking = &acting.desk.node().state.reservations[&receipt.reservation];
    let (from, to) = (booking.from, booking.to);
    let text = format!("{} is booked: {}. ({})\n", args.what, hours(booking), receipt.reservation);
    let json = json!({
        "booking": receipt.reservation, "wanted": wanted, "qty": args.qty, "from": from, "to": to,
        "granted": receipt.granted, "event": receipt.event,
    });
    Ok(Answer::new(json, text))
}

/// Days begin and end with the hours of the title's rules.
fn span(acting: &Acting, wanted: &Wanted, from: When, to: When) -> (Timestamp, Timestamp) {
    let node = acting.desk.node();
    let title = match wanted {
        Wanted::Title(slug) => node.documents.titles.get(slug),
        Wanted::Unit(code) => node.unit(*code).map(|view| view.title),
    };
    let day = |when: When| match when {
        When::Day(day) => day,
        When::Moment(at) => at.date(),
    };
    let config = &node.documents.node;
    let policy = title.and_then(|title| reservation_policy_of(config, title));
    let policy = policy.cloned().unwrap_or_default();
    let (first, last) = hours_of_days(&Calendar::of(config), &policy, day(from), day(to));
    let begin = if let When::Moment(at) = from { at } else { first };
    let end = if let When::Moment(at) = to { at } else { last };
    let calendar = Calendar::of(config);
    (calendar.moment(begin), calendar.moment(end))
}

/// A refusal with the times at which it would be granted.
fn nearest(acting: &Acting, act: &BookingAct, refusal: Refusal) -> Report {
    let times = acting.desk.other_times(act).unwrap_or_default();
    let words: Vec<_> = times
        .iter()
        .map(|(from, to)| {
            let [from, to] = [from, to].map(|at| acting.desk.zone().to_datetime(*at));
            format!("{} to {}", from.strftime("%Y-%m-%dT%H:%M"), to.strftime("%Y-%m-%dT%H:%M"))
        })
        .collect();
    let report = Report::from(refusal);
    if words.is_empty() { report } else { report.hint(format!("free: {}", words.join(", "))) }
}

fn settle(
    args: &Named,
    cx: &mut Context,
    what: &str,
    act: impl FnOnce(&mut desk::Desk, ReservationId) -> Result<catalog::ids::EventId, Refusal>,
) -> Result<Answer, Report> {
    let booking = ReservationId(super::undo::event_id(&args.booking)?);
    let mut acting = Acting::open(cx, "stead booking")?;
    let event = act(&mut acting.desk, booking)?;
    acting.commit(cx, &format!("booking: {booking} {what}"));
    let text = format!("The booking {booking} is {what}. ({event})\n");
    Ok(Answer::new(json!({ "booking": booking, "event": event }), text))
}

fn list(cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let members = reading.members(cx)?;
    let all = reading.node.state.reservations.values();
    let mut open: Vec<&Reservation> = all.filter(|booking| booking.is_open()).collect();
    open.sort_by_key(|booking| (booking.from, booking.id));
    let whose = |one: &Reservation| members.as_ref().and_then(|m| m.secret().unseal(&one.patron));
    let mut text = String::new();
    for booking in &open {
        let member = whose(booking).map_or_else(|| "-".into(), |number| number.to_string());
        let what = match &booking.wanted {
            Wanted::Unit(code) => crate::event_words::named(&reading.node, *code),
            Wanted::Title(slug) => slug.to_string(),
        };
        let id = booking.id.to_string();
        text.push_str(&format!("{id:<12}  {}  {member:<8}  {what}\n", hours(booking)));
    }
    if open.is_empty() {
        text.push_str("Nothing is booked.\n");
    }
    let json = open.iter().map(|booking| {
        json!({
            "booking": booking.id, "wanted": booking.wanted, "title": booking.title,
            "qty": booking.qty, "visitors": booking.visitors, "member": whose(booking),
            "from": booking.from, "to": booking.to, "state": booking.state,
        })
    });
    Ok(Answer::new(json.collect(), text))
}

fn hours(booking: &Reservation) -> String {
    let at = |wall: catalog::event::Wall| wall.local().strftime("%Y-%m-%d %H:%M").to_string();
    format!("{} to {}", at(booking.from), at(booking.to))
}
