//! Keys for programs: made, listed, ended.

use desk::members::{NewToken, Token};
use desk::{Desk, MemberNumber, Scope};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ask::{Ask, Caller};
use super::lines::texts;
use super::people::limited;
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route, Verb};
use crate::app::App;

const MEMBERS: &[Scope] = &[Scope::Members];

pub(super) const ROUTES: &[Route] = &[
    Route::get("/keys", "listKeys", Act::Desk(keys))
        .says("Keys of programs")
        .needs(MEMBERS)
        .paged()
        .gives::<Page<KeyLine>>(),
    Route::post("/keys", "makeKey", MEMBERS, Act::Desk(make))
        .says("A new key")
        .about(
            "Its text is in this answer and nowhere else; the same `Idempotency-Key` gives the \
            same key without it. No key makes one that may do more than itself, or that lasts longer.",
        )
        .takes::<NewKeyBody>()
        .gives::<NewKeyLine>()
        .status(201),
    Route::post("/keys/{key}", "revokeKey", MEMBERS, Act::Desk(revoke))
        .with(Verb::Delete)
        .says("End a key at once")
        .status(204),
];

/// A key: everything but its text.
#[derive(Debug, Serialize, ToSchema)]
struct KeyLine {
    /// Its number on this device.
    key: u32,
    /// What it is for.
    name: String,
    /// In whose name it acts.
    member: String,
    scopes: Vec<String>,
    made: String,
    /// Until when; for good when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    /// The day on which it was last used.
    #[serde(skip_serializing_if = "Option::is_none")]
    used: Option<String>,
    /// Its time is over.
    over: bool,
}

impl KeyLine {
    fn new(token: &Token, now: Timestamp) -> Self {
        Self {
            key: token.id,
            name: token.name.clone(),
            member: token.member.to_string(),
            scopes: texts(&token.scopes),
            made: token.made.to_string(),
            expires: token.expires.map(|at| at.to_string()),
            used: token.used.map(|day| day.to_string()),
            over: !token.is_valid(now),
        }
    }
}

fn keys(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let all = desk.members().tokens()?;
    let ids = all.iter().map(|token| token.id).collect();
    page(ask, ids, |id| {
        let token = all.iter().find(|token| token.id == *id)?;
        Some(KeyLine::new(token, ask.now))
    })
}

/// What a new key is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewKeyBody {
    /// What it is for.
    name: String,
    /// In whose name it acts; the asking key's member when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "412-907")]
    member: Option<MemberNumber>,
    /// `read`, `borrow`, `desk`, `members`, `records`, `credits`, `vote`.
    scopes: Vec<String>,
    /// A moment (`2027-05-19T10:00:00Z`). When absent, as long as the asking key lasts.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    expires: Option<Timestamp>,
}

/// A key that was made: its text is shown once.
#[derive(Debug, Serialize, ToSchema)]
struct NewKeyLine {
    #[serde(flatten)]
    key: KeyLine,
    /// What a program sends as `Authorization: Bearer`; absent where the answer was given before.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// What was asked for, no more than the asking key itself may and no longer than it lasts.
fn within(caller: &Caller, asked: &[String]) -> Result<Vec<Scope>, Trouble> {
    let mut scopes = Vec::new();
    for text in asked {
        let scope: Scope = text.parse().map_err(|error| Trouble::unread("scopes", error))?;
        if !caller.may(scope) {
            let detail =
                format!("This key has no scope `{scope}` itself, so it makes none with it.");
            return Err(Trouble::forbidden(&detail));
        }
        scopes.push(scope);
    }
    if scopes.is_empty() {
        return Err(Trouble::unread("scopes", "say at least one thing that it may do"));
    }
    Ok(scopes)
}

fn make(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: NewKeyBody = ask.body()?;
    let caller = ask.caller()?;
    let scopes = within(caller, &body.scopes)?;
    let expires = body.expires.or(caller.token.expires);
    if caller.token.expires.is_some_and(|last| expires.is_some_and(|asked| asked > last)) {
        return Err(Trouble::forbidden("No key makes one that lasts longer than itself."));
    }
    if expires.is_some_and(|asked| asked <= ask.now) {
        return Err(Trouble::unread("expires", "this is over already"));
    }
    let member = body.member.unwrap_or(caller.member.number);
    let name = limited(&body.name).chars().take(80).collect();
    let new = NewToken { name, member, scopes, expires };
    let (members, random) = desk.members_mut();
    let (token, text) = members.add_token(&new, ask.now, random)?;
    let line = |text| NewKeyLine { key: KeyLine::new(&token, ask.now), text };
    Answer::of(ask, &line(Some(text.as_str().to_owned())))?.secret().remembered_as(&line(None))
}

fn revoke(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let id: u32 = ask.param("key")?;
    let known = desk.members().tokens()?.iter().any(|token| token.id == id);
    if !known {
        return Err(Trouble::not_found());
    }
    desk.members_mut().0.revoke_token(id)?;
    Ok(Answer::again(204, String::new()))
}
