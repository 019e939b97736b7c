//! Booking ahead: a month at a glance, then from when and until when, by tapping alone. Every choice is
//! in the address, so that it needs no script and a card that is scanned in between loses nothing.

mod calendar;
mod chosen;
mod feed;

use axum::http::StatusCode;
use catalog::circulation::Denial;
use catalog::event::Wanted;
use catalog::ids::Slug;
use catalog::record::{Title, UnitKind};
use desk::{BookingAct, By, Desk, Refusal};
use generator::view::{CardView, Reading};
use jiff::Timestamp;
use serde_json::{Value, json};

pub(crate) use calendar::span_words;
pub(crate) use chosen::query_of;
pub(crate) use feed::{booked, booked_of};

use self::calendar::Sight;
use self::chosen::{Against, Chosen};
use super::shell;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{Flash, FlashTone, Session};
use crate::visit::Visit;
use crate::words;

/// What can be booked.
pub(crate) fn list(_: &App, _: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    Ok(Reply::to("/kiosk/find?book=1"))
}

/// The calendar and the form.
pub(crate) fn form(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let slug: Slug = visit.param("slug")?;
    let desk = app.desk();
    let chosen = Chosen::read(&visit.query);
    if chosen.is_complete() && session.member.is_none() {
        // A card that is scanned now goes on here.
        session.then = Some(visit.address.clone());
    }
    page(app, visit, session, &desk, &slug, &chosen, None)
}

/// Books.
pub(crate) fn book(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let number = session.member.ok_or(Failure::SignIn)?;
    let slug: Slug = visit.param("slug")?;
    let mut desk = app.desk();
    let chosen = Chosen::read(&visit.form);
    let title = desk.node().documents.titles.get(&slug).ok_or(Failure::NotFound)?;
    let (from, to) = chosen.span(&desk, title).ok_or(Failure::BadForm("from"))?;
    let by = if session.steward { By::Steward(number) } else { By::Member(number) };
    let act = act(&chosen, &slug, number, by, (from, to));
    match desk.book(&act) {
        Ok(receipt) => {
            let reading = app.reading(&desk, &visit.lang);
            let key = if receipt.granted { "k-booked" } else { "k-booking-asked" };
            let (tone, text) = (FlashTone::Yes, reading.word(key));
            session.flash = Some(Flash { tone, text, undo: Some(receipt.event) });
            Ok(Reply::to("/kiosk/me"))
        }
        Err(refusal @ Refusal::Denied(_)) => {
            let reading = app.reading(&desk, &visit.lang);
            let problem = shell::sentence(app, &reading, &refusal);
            session.say(FlashTone::Look, "");
            page(app, visit, session, &desk, &slug, &chosen, Some(problem))
        }
        Err(other) => Err(other.into()),
    }
}

fn act(
    chosen: &Chosen,
    slug: &Slug,
    member: desk::MemberNumber,
    by: By,
    (from, to): (Timestamp, Timestamp),
) -> BookingAct {
    let wanted = chosen.unit.map_or_else(|| Wanted::Title(slug.clone()), Wanted::Unit);
    let (qty, visitors) = (chosen.qty, chosen.visitors);
    BookingAct { wanted, qty, visitors, member, by, from, to }
}

fn page(
    app: &App,
    visit: &Visit,
    session: &Session,
    desk: &Desk,
    slug: &Slug,
    chosen: &Chosen,
    problem: Option<String>,
) -> Result<Reply, Failure> {
    let reading = app.reading(desk, &visit.lang);
    let title = desk.node().documents.titles.get(slug).ok_or(Failure::NotFound)?;
    let card = CardView::new(&reading, title);
    let Some(sight) = Sight::new(desk, &reading, title, chosen) else {
        let context = json!({ "card": card, "slug": slug, "sight": null });
        return Ok(Reply::page("kiosk/book.html", context));
    };
    let span = chosen.span(desk, title);
    let refused = problem.is_some();
    let answer = span.map(|span| look(app, &reading, session, desk, title, chosen, span));
    let (said, others) = answer.unwrap_or_default();
    let problem = problem.or(said);
    let context = json!({
        "card": card,
        "slug": slug,
        "sight": sight.view(),
        "chosen": chosen.view(&reading),
        "when": span.map(|span| sight.words(span)),
        "problem": problem,
        "others": others,
        "units": units(title, chosen, slug),
        "most": title.units.iter().filter(|unit| unit.kind == UnitKind::Unit).count(),
        "visitors_max": sight.policy.visitors_max,
        "approval": sight.policy.requires_approval,
        "label": sight.policy.label,
        "signed_in": session.member.is_some(),
        "today": desk.today().to_string(),
    });
    let status = if refused { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(Reply::page("kiosk/book.html", context).with_status(status))
}

/// What stands against a wish, before it is sent, and the nearest times at which nothing does. Without a
/// card nobody knows which trainings were passed, so nothing is said of them.
fn look(
    app: &App,
    reading: &Reading<'_>,
    session: &Session,
    desk: &Desk,
    title: &Title,
    chosen: &Chosen,
    span: (Timestamp, Timestamp),
) -> (Option<String>, Vec<Value>) {
    let against = match session.member {
        Some(number) => {
            let by = if session.steward { By::Steward(number) } else { By::Member(number) };
            let act = act(chosen, &title.slug, number, by, span);
            match desk.may_book(&act) {
                Err(Refusal::Denied(denials)) => {
                    Against { denials, others: desk.other_times(&act).unwrap_or_default() }
                }
                Ok(_) | Err(_) => Against::default(),
            }
        }
        None => chosen.for_anybody(desk, &title.slug, span),
    };
    let Against { denials, others: times } = against;
    if denials.is_empty() {
        return (None, Vec::new());
    }
    let by_time = |denial: &Denial| denial.next().contains(&catalog::circulation::Next::OtherDates);
    let others = if denials.iter().all(by_time) { times } else { Vec::new() };
    let others = others.into_iter().filter(|&other| other != span);
    let others = others.map(|span| {
        json!({ "href": chosen.at(desk, span).link(&title.slug),
                "words": calendar::span_words(reading, desk, span) })
    });
    (Some(words::denials(app, reading, &denials)), others.collect())
}

/// Which unit: whichever, or this very one.
fn units(title: &Title, chosen: &Chosen, slug: &Slug) -> Vec<Value> {
    let units: Vec<_> = title.units.iter().filter(|unit| unit.kind == UnitKind::Unit).collect();
    if units.len() < 2 || units.len() > 12 {
        return Vec::new();
    }
    let any = Chosen { unit: None, ..chosen.clone() };
    let mut links =
        vec![json!({ "code": null, "href": any.link(slug), "on": chosen.unit.is_none() })];
    links.extend(units.into_iter().map(|unit| {
        let one = Chosen { unit: Some(unit.code), qty: 1, ..chosen.clone() };
        let on = chosen.unit == Some(unit.code);
        json!({ "code": unit.code.to_string(), "href": one.link(slug), "on": on })
    }));
    links
}
