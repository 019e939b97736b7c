//! Sessions: who has a place, and who has passed.

use catalog::fold::Signup;
use catalog::ids::{SignupId, Slug};
use catalog::record::Happening;
use desk::{By, Desk, MemberNumber};
use generator::view::{Reading, number};
use serde_json::{Value, json};

use super::super::trainings::session_view;
use super::{name, steward};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

/// Days after a session during which it is still listed: people are passed when there is time.
const KEPT_DAYS: i32 = 60;

/// The sessions, the nearest first, with their people.
pub(super) fn list(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let mut all: Vec<&Happening> = desk.node().documents.events.values().collect();
    all.retain(|event| {
        let begins = event.starts.as_ref().map(jiff::Zoned::date);
        let recent = begins.is_some_and(|day| (desk.today() - day).get_days() <= KEPT_DAYS);
        let people = desk.node().state.signups_of(&event.slug).next().is_some();
        recent && (people || (event.training.is_some() && !event.cancelled))
    });
    all.sort_by_key(|event| event.starts.as_ref().map(jiff::Zoned::timestamp));
    let rows = all.iter().filter_map(|event| {
        let mut view = session_view(&desk, &reading, event, None)?;
        let people = desk.node().state.signups_of(&event.slug);
        view["people"] = people.map(|one| person(&desk, &reading, one)).collect();
        Some(view)
    });
    let rows: Vec<_> = rows.collect();
    Ok(Reply::page("kiosk/sessions.html", json!({ "sessions": rows })))
}

fn person(desk: &Desk, reading: &Reading<'_>, signup: &Signup) -> Value {
    let grants = &desk.node().state.grants;
    let passed = signup.passed.and_then(|grant| grants.get(&grant)).filter(|g| !g.revoked);
    let until = passed.and_then(|grant| grant.until).map(|day| reading.calendar().long(day));
    json!({
        "signup": signup.id,
        "who": name(desk, reading, &signup.patron),
        "passed": passed.is_some(),
        "until": until,
    })
}

/// Those who were ticked have passed; or a place is given free; or somebody comes along.
pub(super) fn act(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let mut desk = app.desk();
    let said = match visit.form.get("do") {
        Some("pass") => {
            let ticked: Vec<SignupId> =
                visit.form.all("signup").filter_map(|id| id.parse().ok()).collect();
            for signup in &ticked {
                desk.pass(*signup, by)?;
            }
            let reading = app.reading(&desk, &visit.lang);
            reading.text("c-passed", &[("n", number(ticked.len()))])
        }
        Some("free") => {
            desk.cancel_signup(visit.form.read("signup")?, by)?;
            app.reading(&desk, &visit.lang).word("k-noted")
        }
        Some("add") => {
            let event: Slug = visit.form.read("event")?;
            let member: MemberNumber = visit.form.read("member")?;
            desk.sign_up(&event, member, by)?;
            app.reading(&desk, &visit.lang).word("c-signed-up")
        }
        _ => return Err(Failure::BadForm("do")),
    };
    session.say(FlashTone::Yes, said);
    Ok(Reply::to("/kiosk/steward/sessions"))
}
