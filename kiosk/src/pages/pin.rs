//! The PIN: asked where the policy asks for it, and before a steward's screens. Who cannot or does not
//! want to remember one has another way: a steward says who it is.

use std::sync::PoisonError;

use axum::http::StatusCode;
use desk::{Desk, Member, MemberNumber, Pin, PinCheck, Role};
use generator::view::{Reading, number, words};
use serde_json::json;

use super::basket;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, LineState, Session, Vouch};
use crate::visit::Visit;

/// The keypad.
pub(crate) fn ask(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let number = session.member.ok_or(Failure::SignIn)?;
    session.vouch = None;
    page(app, visit, session, number, None)
}

fn page(
    app: &App,
    visit: &Visit,
    session: &Session,
    number: MemberNumber,
    problem: Option<&str>,
) -> Result<Reply, Failure> {
    let desk = app.desk();
    let member = desk.members().get(number)?;
    let reading = app.reading(&desk, &visit.lang);
    let has_pin = member.has_pin;
    let context = json!({
        "problem": problem,
        "has_pin": has_pin,
        "steward": wants_steward(session),
        "no_pin": (!has_pin).then(|| reading.word("k-no-pin")),
    });
    let status = if problem.is_some() { StatusCode::FORBIDDEN } else { StatusCode::OK };
    Ok(Reply::page("kiosk/pin.html", context).with_status(status))
}

fn wants_steward(session: &Session) -> bool {
    session.then.as_deref().is_some_and(|then| then.starts_with("/kiosk/steward"))
}

/// Checks a PIN. Right: what waited for it is done now.
pub(crate) fn check(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let number = session.member.ok_or(Failure::SignIn)?;
    if let Some(problem) = problem_with(app, visit, number)? {
        session.say(FlashTone::Look, "");
        return page(app, visit, session, number, Some(&problem));
    }
    let steward = {
        let desk = app.desk();
        let member = desk.members().get(number)?;
        wants_steward(session) && member.role >= Role::Steward && member.left.is_none()
    };
    session.steward |= steward;
    opened(app, visit, session)
}

/// What is wrong with the PIN in the form, in words. Comparing is slow on purpose, so the desk goes on
/// meanwhile; the try was counted before.
fn problem_with(app: &App, visit: &Visit, who: MemberNumber) -> Result<Option<String>, Failure> {
    let pin: Result<Pin, _> = visit.form.get("pin").unwrap_or_default().parse();
    let Ok(pin) = pin else {
        let desk = app.desk();
        return Ok(Some(app.reading(&desk, &visit.lang).word("k-pin-digits")));
    };
    let begun = app.desk().members_mut().0.begin_pin(who, visit.now)?;
    let checked = match begun {
        Ok(tried) => {
            let right = {
                let _one = app.slow.lock().unwrap_or_else(PoisonError::into_inner);
                tried.fits(&pin)
            };
            app.desk().members_mut().0.finish_pin(&tried, right)?
        }
        Err(answer) => answer,
    };
    let desk = app.desk();
    Ok(in_words(&desk, &app.reading(&desk, &visit.lang), checked))
}

fn in_words(desk: &Desk, reading: &Reading<'_>, checked: PinCheck) -> Option<String> {
    match checked {
        PinCheck::Right => None,
        PinCheck::Wrong { left } => Some(reading.text("k-pin-wrong", &[("left", number(left))])),
        PinCheck::Locked { until } => {
            let time = reading.calendar().time(desk.zone().to_datetime(until).time());
            Some(reading.text("k-pin-locked", &[("time", words(time))]))
        }
        PinCheck::NoPin => Some(reading.word("k-no-pin")),
    }
}

/// The member is known for sure: what waited for it is done now.
fn opened(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    session.pin = true;
    session.renewed = true;
    session.vouch = None;
    let mut desk = app.desk();
    let waiting: Vec<_> = session
        .lines
        .iter()
        .filter(|line| line.what == LineState::NeedsPin)
        .map(|line| line.unit)
        .collect();
    for unit in waiting {
        basket::attempt(app, visit, session, &mut desk, unit, &basket::Wish::default())?;
    }
    let steward = session.steward;
    let then = session.then.take().filter(|then| steward || !then.starts_with("/kiosk/steward"));
    Ok(Reply::to(then.unwrap_or_else(|| "/kiosk/basket".into())))
}

/// “A steward can say who you are”: their card, then their PIN.
pub(crate) fn ask_steward(
    app: &App,
    visit: &Visit,
    session: &mut Session,
) -> Result<Reply, Failure> {
    session.member.ok_or(Failure::SignIn)?;
    session.vouch = session.vouch.or(Some(Vouch::Asked));
    vouch_page(app, visit, session, None)
}

fn vouch_page(
    app: &App,
    visit: &Visit,
    session: &Session,
    problem: Option<&str>,
) -> Result<Reply, Failure> {
    let desk = app.desk();
    let name = |number| desk.members().get(number).map(|member| member.screen_name());
    let steward = match session.vouch {
        Some(Vouch::By(number)) => Some(name(number)?),
        _ => None,
    };
    let member = session.member.map(name).transpose()?;
    let reading = app.reading(&desk, &visit.lang);
    let asks = reading.text("l-vouch-asks", &[("name", words(member.unwrap_or_default()))]);
    let context = json!({ "asks": asks, "steward": steward, "problem": problem });
    let status = if problem.is_some() { StatusCode::FORBIDDEN } else { StatusCode::OK };
    Ok(Reply::page("kiosk/vouch.html", context).with_status(status))
}

/// A card was scanned while a steward was asked for.
pub(super) fn vouched(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    desk: &Desk,
    card: &Member,
) -> Reply {
    if card.role >= Role::Steward && card.left.is_none() && card.has_pin {
        session.vouch = Some(Vouch::By(card.number));
        session.say(FlashTone::Neutral, "");
    } else {
        let reading = app.reading(desk, &visit.lang);
        session.say(FlashTone::Look, reading.word("l-vouch-not-steward"));
    }
    Reply::to("/kiosk/pin/steward")
}

/// The steward's PIN. Right: the member is who they say, and a card that rested may be tried again.
pub(crate) fn vouch(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let number = session.member.ok_or(Failure::SignIn)?;
    let Some(Vouch::By(steward)) = session.vouch else {
        return ask_steward(app, visit, session);
    };
    if let Some(problem) = problem_with(app, visit, steward)? {
        session.say(FlashTone::Look, "");
        return vouch_page(app, visit, session, Some(&problem));
    }
    app.desk().members_mut().0.lift_lock(number)?;
    opened(app, visit, session)
}
