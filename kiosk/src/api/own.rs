//! Oneself: who a key is, what is known of its member, what others say they can do, and asking people to
//! look again.

use catalog::ids::{EventId, Handle};
use civic::{rules, trust};
use desk::members::Token;
use desk::{Desk, Member, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ask::Ask;
use super::civic::handle;
use super::lines::{DoneLine, texts, word};
use super::people::limited;
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route, Verb};
use crate::acts::own;
use crate::app::App;

const READ: &[Scope] = &[Scope::Read];
const BORROW: &[Scope] = &[Scope::Borrow];
const VOTE: &[Scope] = &[Scope::Vote];
const READ_VOTES: &[Scope] = &[Scope::Read, Scope::Vote];

pub(super) const ROUTES: &[Route] = &[
    Route::get("/me", "getMe", Act::Desk(me))
        .says("Who this key is")
        .needs(&Scope::ALL)
        .gives::<MeLine>(),
    Route::post("/me", "changeMe", BORROW, Act::Desk(change))
        .with(Verb::Patch)
        .says("Put right how one is reached, and in which languages")
        .about("What is absent stays as it is. The rest is changed by a steward.")
        .guarded()
        .takes::<OwnBody>()
        .gives::<MeLine>(),
    Route::get("/me/data", "getMyData", Act::Desk(data))
        .says("Everything that is known of oneself: in private, and in the records")
        .needs(READ)
        .gives::<serde_json::Value>(),
    Route::get("/vouches", "listVouches", Act::Desk(vouches))
        .says("What others say that one can do, and what one says of others")
        .needs(READ_VOTES)
        .paged()
        .gives::<Page<VouchLine>>(),
    Route::post("/vouches", "vouch", VOTE, Act::Desk(vouch))
        .says("Say of somebody that they can do something")
        .takes::<VouchBody>()
        .gives::<DoneLine>()
        .status(201),
    Route::post("/vouches/{vouch}", "withdrawVouch", VOTE, Act::Desk(withdraw))
        .with(Verb::Delete)
        .says("Take back what one said of somebody")
        .gives::<DoneLine>(),
    Route::get("/appeals", "listAppeals", Act::Desk(appeals))
        .says("What one asked people to look at again, and what they found")
        .needs(READ_VOTES)
        .paged()
        .gives::<Page<AppealLine>>(),
    Route::post("/appeals", "appeal", VOTE, Act::Desk(appeal))
        .says("Ask people to look again at what a rule decided")
        .takes::<AppealBody>()
        .gives::<DoneLine>()
        .status(201),
];

/// Who a key is.
#[derive(Debug, Serialize, ToSchema)]
struct MeLine {
    #[schema(example = "412-907")]
    member: String,
    /// As a shared screen shows it.
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    handle: Option<String>,
    /// How one is reached (scope `read` or `borrow`).
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    /// The preferred one first.
    languages: Vec<String>,
    /// `member`, `steward` or `keyholder`.
    role: String,
    /// What the key is for.
    key: String,
    scopes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    /// Open loans.
    loans: Vec<String>,
    holds: Vec<String>,
    bookings: Vec<String>,
}

impl MeLine {
    fn new(desk: &Desk, token: &Token, member: &Member) -> Result<Self, Trouble> {
        let reads = token.scopes.contains(&Scope::Read);
        let reached = reads || token.scopes.contains(&Scope::Borrow);
        let things = if reads { desk.things_of(member.number)? } else { desk::Things::default() };
        Ok(Self {
            member: member.number.to_string(),
            name: member.screen_name(),
            handle: member.handle.as_ref().map(ToString::to_string),
            contact: member.contact.clone().filter(|_| reached),
            languages: member.languages.clone(),
            role: word(&member.role),
            key: token.name.clone(),
            scopes: texts(&token.scopes),
            expires: token.expires.map(|at| at.to_string()),
            loans: texts(&things.loans),
            holds: texts(&things.holds),
            bookings: texts(&things.bookings),
        })
    }
}

fn me(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let caller = ask.caller()?;
    Answer::of(ask, &MeLine::new(desk, &caller.token, &caller.member)?)
}

/// What one may put right oneself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OwnBody {
    /// Empty: none.
    contact: Option<String>,
    /// The preferred one first.
    languages: Option<Vec<String>>,
}

fn change(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: OwnBody = ask.body()?;
    let caller = ask.caller()?;
    ask.unchanged(&MeLine::new(desk, &caller.token, &caller.member)?, false)?;
    let mut member = caller.member.clone();
    if let Some(contact) = body.contact {
        member.contact = Some(limited(&contact)).filter(|text| !text.is_empty());
    }
    if let Some(languages) = body.languages {
        member.languages = languages.iter().map(|tag| limited(tag)).take(8).collect();
    }
    desk.members_mut().0.update(&member)?;
    Answer::of(ask, &MeLine::new(desk, &caller.token, &member)?)
}

fn data(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let everything = own::everything(desk, &ask.caller()?.member)?;
    Ok(Answer::of(ask, &everything)?.secret())
}

/// Somebody says that somebody can do something.
#[derive(Debug, Serialize, ToSchema)]
struct VouchLine {
    /// Its name: the event with which it began.
    vouch: String,
    by: String,
    of: String,
    /// What they can do.
    what: String,
    /// The last day on which it counts.
    until: String,
}

fn vouches(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let (handle, today) = (handle(ask)?, desk.today());
    let (mut all, _) = trust::vouches(desk.node());
    all.retain(|vouch| vouch.holds(today));
    all.retain(|vouch| vouch.what.of == handle || vouch.what.by == handle);
    page(ask, all.iter().map(|vouch| vouch.id).collect(), |id: &EventId| {
        let vouch = all.iter().find(|vouch| vouch.id == *id)?;
        Some(VouchLine {
            vouch: vouch.id.to_string(),
            by: vouch.what.by.to_string(),
            of: vouch.what.of.to_string(),
            what: vouch.what.what.to_string(),
            until: vouch.what.until.to_string(),
        })
    })
}

/// What somebody can do.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct VouchBody {
    /// A public name.
    #[schema(example = "@mira")]
    of: String,
    what: String,
}

/// What somebody said, not empty.
fn said(field: &str, text: &str) -> Result<String, Trouble> {
    let text = limited(text);
    if text.is_empty() { Err(Trouble::unread(field, "say something")) } else { Ok(text) }
}

fn vouch(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: VouchBody = ask.body()?;
    let (by, what) = (handle(ask)?, said("what", &body.what)?);
    match own::vouch(desk, &by, &body.of, &what)? {
        Ok(event) => Answer::of(ask, &DoneLine::new(&event)),
        Err(no) => {
            let sentence = app.reading(desk, &ask.lang).word(no.key());
            Err(Trouble::conflict(no.code(), sentence))
        }
    }
}

fn withdraw(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let (by, id): (Handle, EventId) = (handle(ask)?, ask.param("vouch")?);
    let (all, _) = trust::vouches(desk.node());
    let own = |vouch: &trust::Vouch<'_>| {
        vouch.id == id && vouch.what.by == by && vouch.holds(desk.today())
    };
    if !all.iter().any(own) {
        return Err(Trouble::not_found());
    }
    let event = own::withdraw(desk, &by, id)?;
    Answer::of(ask, &DoneLine::new(&event))
}

/// An appeal to people.
#[derive(Debug, Serialize, ToSchema)]
struct AppealLine {
    /// Its name: the event with which it began.
    appeal: String,
    /// The rule.
    about: String,
    text: String,
    when: String,
    /// What people found; absent as long as they have not answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    upheld: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

fn appeals(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let handle = handle(ask)?;
    let (mut all, _) = rules::appeals(desk.node());
    all.retain(|appeal| appeal.what.by == handle);
    page(ask, all.iter().map(|appeal| appeal.id).collect(), |id: &EventId| {
        let appeal = all.iter().find(|appeal| appeal.id == *id)?;
        Some(AppealLine {
            appeal: appeal.id.to_string(),
            about: appeal.what.about.to_string(),
            text: appeal.what.text.to_string(),
            when: appeal.when.to_string(),
            upheld: appeal.upheld,
            note: appeal.note.map(str::to_owned),
        })
    })
}

/// What is to be looked at again, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AppealBody {
    /// The name of a rule of the constitution, or what else it is about.
    about: String,
    text: String,
}

fn appeal(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: AppealBody = ask.body()?;
    let (about, text) = (said("about", &body.about)?, said("text", &body.text)?);
    let event = own::appeal(desk, &handle(ask)?, &about, &text)?;
    Answer::of(ask, &DoneLine::new(&event))
}
