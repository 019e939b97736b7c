//! Trainings: what I have passed and until when, and where the next ones are learned.

use catalog::circulation::{Borrower, is_to_come, seats_left};
use catalog::fold::Grant;
use catalog::ids::{SignupId, Slug};
use catalog::record::Happening;
use desk::{By, Desk};
use generator::view::{PlaceLink, Reading, words as text};
use serde_json::{Value, json};

use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

/// All trainings of the node: mine with their dates, and the sessions to come. Without a card, the
/// sessions alone.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    if session.member.is_none() {
        session.then = Some(visit.address.clone());
    }
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let facts = session.member.and_then(|number| desk.member_facts(number).ok());
    let trainings = desk.node().documents.node.trainings.iter().map(|(slug, training)| {
        let sessions = sessions_of(&desk, slug);
        let sessions =
            sessions.filter_map(|one| session_view(&desk, &reading, one, facts.as_ref()));
        json!({
            "slug": slug,
            "name": training.name.in_lang(&visit.lang),
            "summary": training.summary.in_lang(&visit.lang),
            "minutes": training.minutes,
            "months": training.valid_months,
            "mine": facts.as_ref().and_then(|facts| mine(&desk, &reading, facts, slug)),
            "sessions": sessions.collect::<Vec<_>>(),
        })
    });
    let other = desk.node().documents.events.values().filter(|event| event.training.is_none());
    let other = other.filter(|event| event.seats.is_some() && is_to_come(event, desk.now()));
    let other = other.filter_map(|one| session_view(&desk, &reading, one, facts.as_ref()));
    Ok(Reply::page(
        "kiosk/trainings.html",
        json!({
            "trainings": trainings.collect::<Vec<_>>(),
            "other": other.collect::<Vec<_>>(),
            "signed_in": session.member.is_some(),
        }),
    ))
}

/// The sessions to come that teach a training, the nearest first.
pub(crate) fn sessions_of<'d>(
    desk: &'d Desk,
    training: &Slug,
) -> impl Iterator<Item = &'d Happening> + use<'d> {
    let events = desk.node().documents.events.values();
    let mut found: Vec<_> = events
        .filter(|event| event.training.as_ref() == Some(training) && is_to_come(event, desk.now()))
        .collect();
    found.sort_by_key(|event| event.starts.as_ref().map(jiff::Zoned::timestamp));
    found.into_iter()
}

/// A session as people choose it; none without a date.
pub(crate) fn session_view(
    desk: &Desk,
    reading: &Reading<'_>,
    event: &Happening,
    facts: Option<&Borrower>,
) -> Option<Value> {
    let starts = event.starts.as_ref()?;
    let calendar = reading.calendar();
    let signups = &desk.node().state.signups;
    let own = facts.and_then(|facts| {
        let mut own = facts.signups.iter().filter_map(|id| signups.get(id));
        own.find(|signup| signup.event == event.slug && !signup.cancelled)
    });
    Some(json!({
        "event": event.slug,
        "name": event.name.in_lang(reading.lang),
        "training": event.training,
        "when": format!("{}, {}", calendar.weekday_short(starts.date()), calendar.time(starts.time())),
        "place": event.place.as_ref().map(|slug| PlaceLink::new(reading, slug).name),
        "left": seats_left(desk.node(), event),
        "seats": event.seats,
        "over": !is_to_come(event, desk.now()),
        "cancelled": event.cancelled,
        "own": own.map(|signup| signup.id),
        "passed": own.is_some_and(|signup| signup.passed.is_some()),
    }))
}

/// How a member stands with a training: since when, until when, or when it ran out.
fn mine(desk: &Desk, reading: &Reading<'_>, facts: &Borrower, training: &Slug) -> Option<Value> {
    let grants = facts.grants.iter().filter_map(|id| desk.node().state.grants.get(id));
    let grants = grants.filter(|grant| grant.training == *training && !grant.revoked);
    let best: &Grant = grants.max_by_key(|grant| (grant.until.is_none(), grant.until))?;
    let date = |day| text(reading.calendar().long(day));
    let valid = best.is_valid(desk.today());
    let says = match best.until {
        None => reading.text("c-since-when", &[("date", date(best.granted.date()))]),
        Some(until) if valid => reading.text("c-valid-until", &[("date", date(until))]),
        Some(until) => reading.text("c-ran-out", &[("date", date(until))]),
    };
    let soon = best.until.is_some_and(|until| (until - desk.today()).get_days() < 30);
    Some(json!({ "valid": valid, "says": says, "soon": soon }))
}

/// Takes a seat, or gives it free.
pub(crate) fn act(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let number = session.member.ok_or(Failure::SignIn)?;
    let by = By::Member(number);
    let mut desk = app.desk();
    let key = if let Some(signup) = visit.form.get("signup") {
        let signup: SignupId = signup.parse().map_err(|_| Failure::BadForm("signup"))?;
        desk.cancel_signup(signup, by)?;
        "c-given-free"
    } else {
        let event: Slug = visit.form.read("event")?;
        desk.sign_up(&event, number, by)?;
        "c-signed-up"
    };
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.word(key));
    Ok(Reply::to("/kiosk/trainings"))
}
