//! Seats in sessions: taken, given free, passed.

use catalog::fold::Signup;
use catalog::ids::{SignupId, Slug};
use desk::{Desk, MemberNumber, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ask::Ask;
use super::lines::{DoneLine, is_of};
use super::loans::{LEND, SEE, whose};
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route, Verb, flag, text};
use crate::app::App;

const MEMBERS: &[Scope] = &[Scope::Members];

pub(super) const ROUTES: &[Route] = &[
    Route::get("/signups", "listSignups", Act::Desk(signups))
        .says("Seats in sessions")
        .about("One's own; with the scope `desk` everybody's.")
        .needs(SEE)
        .query(&[
            text("member", "Only those of this member (scope `desk`)."),
            text("event", "Only those of this event."),
            flag("closed", "Those that were given free or passed, too."),
        ])
        .paged()
        .gives::<Page<SignupLine>>(),
    Route::get("/signups/{signup}", "getSignup", Act::Desk(signup))
        .says("One seat")
        .needs(SEE)
        .gives::<SignupLine>(),
    Route::post("/events/{slug}/signups", "signUp", LEND, Act::Desk(sign_up))
        .says("Take a seat in a session")
        .takes::<SignupBody>()
        .gives::<SignupLine>()
        .status(201),
    Route::post("/signups/{signup}", "cancelSignup", LEND, Act::Desk(cancel))
        .with(Verb::Delete)
        .says("Give a seat free")
        .gives::<DoneLine>(),
    Route::post("/signups/{signup}/pass", "passSignup", MEMBERS, Act::Desk(pass))
        .says("Whoever had this seat has passed what the session teaches")
        .gives::<DoneLine>(),
];

/// A seat in a session.
#[derive(Debug, Serialize, ToSchema)]
struct SignupLine {
    /// Its name: the event with which it began.
    signup: String,
    /// The slug of the session.
    event: String,
    /// Absent where this node does not know them (any more).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "412-907")]
    member: Option<String>,
    since: String,
    /// Given free again.
    cancelled: bool,
    /// What it teaches was passed, and that counts still.
    passed: bool,
}

impl SignupLine {
    fn new(desk: &Desk, signup: &Signup) -> Self {
        Self {
            signup: signup.id.to_string(),
            event: signup.event.to_string(),
            member: desk.borrower_of(&signup.patron).map(|member| member.number.to_string()),
            since: signup.since.to_string(),
            cancelled: signup.cancelled,
            passed: has_passed(desk, signup),
        }
    }
}

fn has_passed(desk: &Desk, signup: &Signup) -> bool {
    let grant = signup.passed.and_then(|grant| desk.node().state.grants.get(&grant));
    grant.is_some_and(|grant| !grant.revoked)
}

fn signups(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let whose = whose(ask, ask.query("member")?)?;
    let event: Option<Slug> = ask.query("event")?;
    let closed = ask.flag("closed")?;
    let all = &desk.node().state.signups;
    let fits = |signup: &&Signup| {
        (closed || !(signup.cancelled || has_passed(desk, signup)))
            && event.as_ref().is_none_or(|event| signup.event == *event)
            && is_of(desk, &signup.patron, whose)
    };
    let keys = all.values().filter(fits).map(|signup| signup.id).collect();
    page(ask, keys, |id| all.get(id).map(|signup| SignupLine::new(desk, signup)))
}

/// A seat that the caller may see.
fn found<'d>(desk: &'d Desk, ask: &Ask) -> Result<&'d Signup, Trouble> {
    let id: SignupId = ask.param("signup")?;
    let signup = desk.node().state.signups.get(&id).ok_or_else(Trouble::not_found)?;
    let mine = is_of(desk, &signup.patron, whose(ask, None)?);
    if mine { Ok(signup) } else { Err(Trouble::not_found()) }
}

fn signup(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    Answer::of(ask, &SignupLine::new(desk, found(desk, ask)?))
}

/// Who takes the seat.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignupBody {
    /// The key's own member when absent; anybody with the scope `desk`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    member: Option<MemberNumber>,
}

fn sign_up(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: SignupBody = ask.body()?;
    let event: Slug = ask.param("slug")?;
    if !desk.node().documents.events.contains_key(&event) {
        return Err(Trouble::not_found());
    }
    let id = desk.sign_up(&event, ask.member(body.member)?, ask.by()?)?;
    let signup = desk.node().state.signups.get(&id).ok_or_else(Trouble::not_found)?;
    Ok(Answer::of(ask, &SignupLine::new(desk, signup))?.at(format_args!("/signups/{id}")))
}

fn cancel(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let id = found(desk, ask)?.id;
    let event = desk.cancel_signup(id, ask.by()?)?;
    Answer::of(ask, &DoneLine::new(&event))
}

fn pass(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let grant = desk.pass(ask.param("signup")?, ask.by()?)?;
    Answer::of(ask, &DoneLine::new(&grant))
}
