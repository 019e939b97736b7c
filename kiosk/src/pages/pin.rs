//! The PIN: asked where the policy asks for it, and before a steward's screens.

use axum::http::StatusCode;
use desk::{MemberNumber, Pin, PinCheck, Role};
use serde_json::json;

use super::basket;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, LineState, Session};
use crate::visit::Visit;

/// The keypad.
pub(crate) fn ask(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let number = session.member.ok_or(Failure::SignIn)?;
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
    let pin: Result<Pin, _> = visit.form.get("pin").unwrap_or_default().parse();
    let problem = {
        let mut desk = app.desk();
        let checked = match pin {
            Ok(pin) => Some(desk.members_mut().0.verify_pin(number, &pin, visit.now)?),
            Err(_) => None,
        };
        let reading = app.reading(&desk, &visit.lang);
        match checked {
            Some(PinCheck::Right) => None,
            Some(PinCheck::Wrong { left }) => {
                Some(reading.text("k-pin-wrong", &[("left", generator::view::number(left))]))
            }
            Some(PinCheck::Locked { until }) => {
                let time = reading.calendar().time(desk.zone().to_datetime(until).time());
                Some(reading.text("k-pin-locked", &[("time", generator::view::words(time))]))
            }
            Some(PinCheck::NoPin) => Some(reading.word("k-no-pin")),
            None => Some(reading.word("k-pin-digits")),
        }
    };
    if let Some(problem) = problem {
        session.say(FlashTone::Look, "");
        return page(app, visit, session, number, Some(&problem));
    }
    opened(app, visit, session, number)
}

fn opened(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    number: MemberNumber,
) -> Result<Reply, Failure> {
    session.pin = true;
    session.renewed = true;
    let mut desk = app.desk();
    let member = desk.members().get(number)?;
    let steward = wants_steward(session) && member.role >= Role::Steward && member.left.is_none();
    session.steward |= steward;
    let waiting: Vec<_> = session
        .lines
        .iter()
        .filter(|line| line.what == LineState::NeedsPin)
        .map(|line| line.unit)
        .collect();
    for unit in waiting {
        basket::attempt(app, visit, session, &mut desk, unit, &basket::Wish::default())?;
    }
    let then = session.then.take().filter(|then| steward || !then.starts_with("/kiosk/steward"));
    Ok(Reply::to(then.unwrap_or_else(|| "/kiosk/basket".into())))
}
