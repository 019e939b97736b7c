//! Keys for programs: made with what they may do, shown once, listed, ended.

use desk::members::NewToken;
use desk::{MemberNumber, Scope};
use generator::view::Reading;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::steward;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, FreshKey, Session};
use crate::visit::Visit;

const HERE: &str = "/kiosk/steward/keys";
/// A month, as keys count it.
const MONTH: i64 = 30 * 24;

/// All keys, and the form for a new one.
pub(crate) fn list(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let own = steward(session)?;
    let fresh = session.fresh_key.take();
    let fresh = fresh.map(|key| json!({ "name": key.name, "text": key.text.as_str() }));
    screen(app, visit, own, fresh.as_ref())
}

fn screen(
    app: &App,
    visit: &Visit,
    own: MemberNumber,
    fresh: Option<&Value>,
) -> Result<Reply, Failure> {
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let keys = desk.members().tokens()?;
    let day = |at: Timestamp| reading.near_date(desk.zone().to_datetime(at).date());
    let keys = keys.iter().map(|key| {
        json!({
            "id": key.id,
            "name": key.name,
            "member": key.member,
            "who": desk.members().get(key.member).map(|member| member.name).ok(),
            "scopes": key.scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>(),
            "over": !key.is_valid(visit.now),
            "until": key.expires.map(day),
            "used": key.used.map(|day| reading.near_date(day)),
        })
    });
    // After a refusal: what was typed stays.
    let scopes: Vec<_> = visit.form.all("scope").collect();
    let typed = json!({
        "name": visit.form.get("name"),
        "member": visit.form.get("member"),
        "scopes": if visit.is_post { scopes } else { vec!["read"] },
    });
    Ok(Reply::page(
        "kiosk/keys.html",
        json!({
            "keys": keys.collect::<Vec<_>>(),
            "scopes": Scope::ALL.map(Scope::as_str),
            "own": own,
            "fresh": fresh,
            "typed": typed,
        }),
    ))
}

/// Makes a key, or ends one.
pub(crate) fn change(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let own = steward(session)?;
    match visit.form.get("do") {
        Some("revoke") => {
            let key: u32 = visit.form.read("key")?;
            let mut desk = app.desk();
            // Somebody may have ended it at another screen a moment ago.
            let known = desk.members().tokens()?.iter().any(|token| token.id == key);
            if known {
                desk.members_mut().0.revoke_token(key)?;
            }
            session.say(FlashTone::Yes, app.reading(&desk, &visit.lang).word("keys-revoked"));
            Ok(Reply::to(HERE))
        }
        Some("make") => make(app, visit, session, own),
        _ => Err(Failure::BadForm("do")),
    }
}

fn make(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    own: MemberNumber,
) -> Result<Reply, Failure> {
    let Some(new) = asked(visit) else { return refuse(app, visit, session, own) };
    let made = {
        let mut desk = app.desk();
        let (members, random) = desk.members_mut();
        members.add_token(&new, visit.now, random)
    };
    match made {
        Ok((token, text)) => {
            session.fresh_key = Some(FreshKey { name: token.name, text });
            Ok(Reply::to(HERE))
        }
        Err(error) => match error {
            desk::members::MembersError::NoName
            | desk::members::MembersError::NoSuchMember(_)
            | desk::members::MembersError::NotASteward { .. } => refuse(app, visit, session, own),
            other => Err(other.into()),
        },
    }
}

/// What the form asks for; none where something of it is missing or cannot be read.
fn asked(visit: &Visit) -> Option<NewToken> {
    let scopes: Option<Vec<Scope>> =
        visit.form.all("scope").map(|text| text.parse().ok()).collect();
    let scopes = scopes.filter(|scopes| !scopes.is_empty())?;
    let months: i64 = visit.form.get("months")?.parse().ok().filter(|n| (0..=120).contains(n))?;
    let expires = if months == 0 {
        None
    } else {
        Some(visit.now.checked_add(SignedDuration::from_hours(months * MONTH)).ok()?)
    };
    Some(NewToken {
        name: visit.form.get("name")?.chars().filter(|c| !c.is_control()).take(80).collect(),
        member: visit.form.get("member")?.parse().ok()?,
        scopes,
        expires,
    })
}

fn refuse(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    own: MemberNumber,
) -> Result<Reply, Failure> {
    let says = {
        let desk = app.desk();
        let reading: Reading<'_> = app.reading(&desk, &visit.lang);
        reading.word("keys-wrong")
    };
    session.say(FlashTone::Look, says);
    let status = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    screen(app, visit, own, None).map(|reply| reply.with_status(status))
}
