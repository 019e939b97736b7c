//! Members, for stewards.

use catalog::ids::{Handle, Slug};
use desk::{Desk, Member, MemberNumber, NewMember, Role, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ask::Ask;
use super::lines::{DoneLine, word};
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route, Verb, text};
use crate::acts::leaving;
use crate::app::App;

const MEMBERS: &[Scope] = &[Scope::Members];

pub(super) const ROUTES: &[Route] = &[
    Route::get("/members", "listMembers", Act::Desk(members))
        .says("Members")
        .needs(MEMBERS)
        .query(&[text("q", "A part of a name or a number.")])
        .paged()
        .gives::<Page<MemberLine>>(),
    Route::post("/members", "addMember", MEMBERS, Act::Desk(add))
        .says("A new member with a card")
        .about("The text of the card is in this answer and nowhere else. Where somebody has the same name or \
                contact already, it is refused with their numbers in `members`, unless `sure` is said.")
        .takes::<NewMemberBody>()
        .gives::<CardLine>()
        .status(201),
    Route::get("/members/{member}", "getMember", Act::Desk(member))
        .says("One member")
        .needs(MEMBERS)
        .gives::<MemberLine>(),
    Route::post("/members/{member}", "changeMember", MEMBERS, Act::Desk(change))
        .with(Verb::Patch)
        .says("Change a member")
        .about("What is absent stays as it is; what is empty is taken away.")
        .guarded()
        .takes::<MemberBody>()
        .gives::<MemberLine>(),
    Route::post("/members/{member}", "eraseMember", MEMBERS, Act::Desk(erase))
        .with(Verb::Delete)
        .says("Forget a member for good")
        .about("Whoever still has something is not forgotten. Places in queues, bookings and seats end first.")
        .status(204),
    Route::get("/members/{member}/data", "getMemberData", Act::Desk(data))
        .says("Everything that this node knows about a member, for that member")
        .needs(MEMBERS)
        .gives::<serde_json::Value>(),
    Route::post("/members/{member}/card", "issueCard", MEMBERS, Act::Desk(card))
        .says("A new card; the old one opens nothing from now on")
        .gives::<CardLine>(),
    Route::post("/members/{member}/card", "revokeCard", MEMBERS, Act::Desk(revoke))
        .with(Verb::Delete)
        .says("Their card opens nothing any more")
        .status(204),
    Route::post("/members/{member}/pin", "issuePin", MEMBERS, Act::Beside(pin))
        .says("A new PIN, drawn at random")
        .gives::<PinLine>(),
    Route::post("/members/{member}/unlock", "unlockMember", MEMBERS, Act::Desk(unlock))
        .says("A card that rests after wrong PINs may be tried again")
        .status(204),
    Route::post("/members/{member}/settle", "settleMember", MEMBERS, Act::Desk(settle))
        .says("Settle the credits of somebody who left, where their day has come")
        .takes::<SettleBody>()
        .gives::<SettledLine>(),
    Route::post("/members/{member}/trainings", "grantTraining", MEMBERS, Act::Desk(grant))
        .says("A member has passed a training")
        .takes::<TrainingBody>()
        .gives::<DoneLine>()
        .status(201),
    Route::post(
        "/members/{member}/trainings/{training}",
        "withdrawTraining",
        MEMBERS,
        Act::Desk(withdraw),
    )
    .with(Verb::Delete)
    .says("A training no longer counts for a member")
    .status(204),
];

/// A member.
#[derive(Debug, Serialize, ToSchema)]
struct MemberLine {
    #[schema(example = "412-907")]
    member: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
    /// The name under which the person acts in public.
    #[serde(skip_serializing_if = "Option::is_none")]
    handle: Option<String>,
    /// The preferred one first.
    languages: Vec<String>,
    /// `member`, `steward` or `keyholder`.
    role: String,
    joined: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<String>,
    /// Not yet confirmed by a steward.
    provisional: bool,
    has_card: bool,
    has_pin: bool,
    /// Open loans.
    loans: usize,
    /// Trainings that count today.
    trainings: Vec<String>,
}

impl MemberLine {
    fn new(desk: &Desk, member: &Member) -> Self {
        let facts = desk.member_facts(member.number).unwrap_or_default();
        let known = desk.node().documents.node.trainings.keys();
        let passed = known.filter(|slug| facts.has_training(desk.node(), slug, desk.today()));
        Self {
            member: member.number.to_string(),
            name: member.name.clone(),
            contact: member.contact.clone(),
            handle: member.handle.as_ref().map(ToString::to_string),
            languages: member.languages.clone(),
            role: word(&member.role),
            joined: member.joined.to_string(),
            left: member.left.map(|date| date.to_string()),
            provisional: member.provisional,
            has_card: member.has_card,
            has_pin: member.has_pin,
            loans: facts.loans.len(),
            trainings: passed.map(ToString::to_string).collect(),
        }
    }
}

fn members(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let words = ask.query::<String>("q")?.unwrap_or_default().to_lowercase();
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    let fits = |member: &&Member| {
        let number = member.number.get().to_string();
        member.name.to_lowercase().contains(&words)
            || (!digits.is_empty() && number.contains(&digits))
    };
    let all = desk.members().list()?;
    let keys = all.iter().filter(fits).map(|member| member.number).collect();
    page(ask, keys, |number: &MemberNumber| {
        let member = all.iter().find(|member| member.number == *number)?;
        Some(MemberLine::new(desk, member))
    })
}

fn found(desk: &Desk, ask: &Ask) -> Result<Member, Trouble> {
    Ok(desk.members().get(ask.param("member")?)?)
}

fn member(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    Answer::of(ask, &MemberLine::new(desk, &found(desk, ask)?))
}

fn data(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let number = found(desk, ask)?.number;
    Ok(Answer::of(ask, &desk.export_member(number)?)?.secret())
}

/// A new member.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewMemberBody {
    name: String,
    contact: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    handle: Option<Handle>,
    /// The preferred one first.
    #[serde(default)]
    languages: Vec<String>,
    /// One thing at a time until a steward confirms.
    #[serde(default)]
    provisional: bool,
    /// Make them also where somebody has the same name or contact.
    #[serde(default)]
    sure: bool,
}

/// A card: shown once.
#[derive(Debug, Serialize, ToSchema)]
struct CardLine {
    member: String,
    /// What the card's code says after `/C/`.
    card: String,
}

fn add(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: NewMemberBody = ask.body()?;
    let new = NewMember {
        name: limited(&body.name),
        contact: body.contact.as_deref().map(limited).filter(|text| !text.is_empty()),
        handle: body.handle,
        languages: body.languages.iter().map(|tag| limited(tag)).take(8).collect(),
        role: Role::Member,
        joined: desk.today(),
        provisional: body.provisional,
    };
    let alike = if body.sure { Vec::new() } else { desk.alike(&new)? };
    if !alike.is_empty() {
        let numbers: Vec<_> = alike.iter().map(|one| one.number.to_string()).collect();
        let detail = "Somebody with this name or contact is a member already. With `sure` another \
                      one is made.";
        return Err(Trouble::conflict_with("E-ALIKE", detail, "members", &numbers));
    }
    let (members, random) = desk.members_mut();
    let (member, card) = members.add(&new, random)?;
    let line = CardLine { member: member.number.to_string(), card: card.compact() };
    Ok(Answer::of(ask, &line)?.at(format_args!("/members/{}", member.number)).secret())
}

pub(super) fn limited(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect::<String>().trim().to_owned()
}

/// What changes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MemberBody {
    name: Option<String>,
    contact: Option<String>,
    /// Empty: no public name.
    handle: Option<String>,
    languages: Option<Vec<String>>,
    /// `member`, `steward` or `keyholder`.
    role: Option<String>,
    /// `false`: confirmed by a steward.
    provisional: Option<bool>,
    /// `true`: the membership ends today; `false`: it goes on.
    left: Option<bool>,
}

fn change(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: MemberBody = ask.body()?;
    let mut member = found(desk, ask)?;
    ask.unchanged(&MemberLine::new(desk, &member), false)?;
    if let Some(name) = body.name {
        member.name = limited(&name);
    }
    if let Some(contact) = body.contact {
        member.contact = Some(limited(&contact)).filter(|text| !text.is_empty());
    }
    if let Some(handle) = body.handle {
        let handle = handle.trim_start_matches('@');
        let read = (!handle.is_empty()).then(|| handle.parse()).transpose();
        member.handle = read.map_err(|error| Trouble::unread("handle", error))?;
    }
    if let Some(languages) = body.languages {
        member.languages = languages.iter().map(|tag| limited(tag)).take(8).collect();
    }
    if let Some(role) = body.role {
        member.role = role.parse().map_err(|error| Trouble::unread("role", error))?;
    }
    member.provisional = body.provisional.unwrap_or(member.provisional);
    match body.left {
        Some(true) => member.left = member.left.or(Some(desk.today())),
        Some(false) => member.left = None,
        None => {}
    }
    desk.members_mut().0.update(&member)?;
    Answer::of(ask, &MemberLine::new(desk, &found(desk, ask)?))
}

fn erase(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let number = found(desk, ask)?.number;
    if ask.caller()?.member.number == number {
        return Err(Trouble::conflict(
            "E-SELF",
            "A steward does not erase themselves; another one does.",
        ));
    }
    let open = desk.things_of(number)?.loans.len();
    if open > 0 {
        let detail = format!("{open} things are still out with this member. They come back first.");
        return Err(Trouble::conflict("E-LOANS", detail));
    }
    desk.forget(number, ask.by()?)?;
    Ok(Answer::again(204, String::new()))
}

fn card(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let number = found(desk, ask)?.number;
    let (members, random) = desk.members_mut();
    let card = members.issue_card(number, random)?.compact();
    Ok(Answer::of(ask, &CardLine { member: number.to_string(), card })?.secret())
}

/// A PIN: shown once.
#[derive(Debug, Serialize, ToSchema)]
struct PinLine {
    member: String,
    /// Absent where the answer was given before: draw another one then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pin: Option<String>,
}

/// Hashing takes long on purpose, so nobody waits for it at the desk.
fn pin(app: &App, ask: &Ask) -> Done {
    let number = found(&app.desk(), ask)?.number;
    let pin = app.draw_pin(number)?;
    let line = |pin| PinLine { member: number.to_string(), pin };
    Answer::of(ask, &line(Some(pin.digits().to_owned())))?.secret().remembered_as(&line(None))
}

fn unlock(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let number = found(desk, ask)?.number;
    desk.members_mut().0.lift_lock(number)?;
    Ok(Answer::again(204, String::new()))
}

fn revoke(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let number = found(desk, ask)?.number;
    desk.members_mut().0.revoke_card(number)?;
    Ok(Answer::again(204, String::new()))
}

/// Who gets what somebody left behind.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SettleBody {
    /// A public name (`@mira`) or `commons`, as they wished; what the rules say when absent.
    to: Option<String>,
}

/// What was settled.
#[derive(Debug, Serialize, ToSchema)]
struct SettledLine {
    /// How many entries that took; none where no day has come yet.
    entries: usize,
}

fn settle(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: SettleBody = ask.body()?;
    let heir = |text: &str| {
        leaving::heir(text).ok_or_else(|| Trouble::unread("to", "nobody can have this name"))
    };
    let to = body.to.as_deref().map(heir).transpose()?;
    if let Some(heir) = &to
        && !leaving::is_heir(desk, heir)?
    {
        return Err(Trouble::unread("to", "nobody here has this name"));
    }
    let member = found(desk, ask)?;
    let entries = leaving::settle_now(desk, &member, to.as_ref())?;
    Answer::of(ask, &SettledLine { entries })
}

/// A training that was passed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TrainingBody {
    /// The slug of a training of the node.
    #[schema(value_type = String)]
    training: Slug,
    /// The last day on which it counts; what the training says when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    until: Option<jiff::civil::Date>,
}

fn grant(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: TrainingBody = ask.body()?;
    let number = found(desk, ask)?.number;
    let grant = desk.grant(number, &body.training, body.until, ask.by()?)?;
    Answer::of(ask, &DoneLine::new(&grant))
}

fn withdraw(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let number = found(desk, ask)?.number;
    let training: Slug = ask.param("training")?;
    let by = ask.by()?;
    let withdrawn = crate::pages::people::withdraw(desk, number, &training, None, by)?;
    if withdrawn == 0 {
        return Err(Trouble::not_found());
    }
    Ok(Answer::again(204, String::new()))
}
