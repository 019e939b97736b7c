//! `stead member`: the people with a card. Their names live in the private store and nowhere else.

use desk::{MemberNumber, NewMember, Pin, Role};
use serde_json::json;

use super::labels::write_cards;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::{Acting, Reading, member as find_member};
use crate::report::Report;

/// Members: make, list, new card, PIN, erase
///
/// Names and contacts stay in `.stead/private.sqlite` on this device. They never enter git and are
/// never published.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Member {
    /// Make a member and print the card's text once
    Add(Add),
    /// List the members
    List,
    /// Make a new card; the old one opens nothing from now on
    Card(NewCard),
    /// Set a new PIN, drawn at random, and print it once
    Pin(SetPin),
    /// Forget a member: the row is deleted, and what the feeds say of them means nobody
    Erase(Erase),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// The name, as the person gives it
    #[arg(long, value_name = "TEXT")]
    name: String,
    /// The public name under which the person acts, if they want one
    #[arg(long, value_name = "HANDLE")]
    handle: Option<String>,
    /// How to reach the person
    #[arg(long, value_name = "TEXT")]
    contact: Option<String>,
    /// A language, the preferred one first; may be given more than once
    #[arg(long = "lang", value_name = "TAG")]
    languages: Vec<String>,
    /// What the person may do: `member`, `steward` or `keyholder`
    #[arg(long, value_name = "ROLE", default_value = "member")]
    role: String,
    /// Make them also where somebody has the same name or contact
    #[arg(long)]
    sure: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Who {
    /// A number (`412-907`) or what stands on a card
    member: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct NewCard {
    #[command(flatten)]
    who: Who,
    /// Write the card as PDF, ready to print; delete the file afterwards
    #[arg(long, value_name = "FILE")]
    pdf: Option<camino::Utf8PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct SetPin {
    #[command(flatten)]
    who: Who,
    /// Take the PIN away instead
    #[arg(long)]
    remove: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Erase {
    #[command(flatten)]
    who: Who,
    /// Do it: it cannot be taken back
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(args: &Member, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Member::Add(args) => add(args, cx),
        Member::List => list(cx),
        Member::Card(args) => card(args, cx),
        Member::Pin(args) => pin(args, cx),
        Member::Erase(args) => erase(args, cx),
    }
}

fn add(args: &Add, cx: &mut Context) -> Result<Answer, Report> {
    let handle = args.handle.as_deref().map(|text| {
        let text = text.trim_start_matches('@');
        text.parse()
            .map_err(|error| Report::request("handle", format!("the handle `{text}` {error}")))
    });
    let role: Role = args.role.parse().map_err(|_| {
        Report::request("role", format!("`{}` is not a role", args.role))
            .hint("a role is `member`, `steward` or `keyholder`")
    })?;
    let mut acting = Acting::open(cx, "stead member add")?;
    let new = NewMember {
        name: args.name.clone(),
        contact: args.contact.clone(),
        handle: handle.transpose()?,
        languages: args.languages.clone(),
        role,
        joined: acting.desk.today(),
        provisional: false,
    };
    let alike = if args.sure { Vec::new() } else { acting.desk.alike(&new)? };
    if !alike.is_empty() {
        return Err(already(&alike));
    }
    let (members, random) = acting.desk.members_mut();
    let (member, card) = members.add(&new, random)?;
    let text = format!(
        "{} is member {}.\nCard  {card}\n\nThe card's text is shown this once. A lost card: `stead member card {}`\n",
        member.name, member.number, member.number
    );
    let json = json!({ "member": member.number, "card": card.compact(), "role": role });
    Ok(Answer::new(json, text))
}

/// Somebody with the name or the contact has a card: a second one would be a second person.
fn already(alike: &[desk::Member]) -> Report {
    let them: Vec<_> = alike.iter().map(|one| format!("{} ({})", one.name, one.number)).collect();
    let message =
        format!("this name or contact is a member's already: {}; nobody was made", them.join(", "));
    Report::request("alike", message).hint(format!(
        "if it is the same person, `stead member card {}` makes a new card for them; if it is \
         somebody else, the same with `--sure` makes them",
        alike[0].number
    ))
}

fn list(cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let members = match reading.members(cx)? {
        Some(members) => members.list()?,
        None => Vec::new(),
    };
    let mut text = String::new();
    for member in &members {
        let handle = member.handle.as_ref().map_or_else(String::new, |h| format!("@{h}"));
        let role = member.role.as_str();
        let row = format!("{}  {role:<10}{:<28}{handle}", member.number, member.name);
        text.push_str(row.trim_end());
        text.push('\n');
    }
    if members.is_empty() {
        text.push_str(
            "No members on this device yet. `stead member add --name \"…\"` makes one.\n",
        );
    }
    Ok(Answer::new(json!(members), text))
}

fn card(args: &NewCard, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead member card")?;
    let number = acting.member(&args.who.member)?;
    let (members, random) = acting.desk.members_mut();
    let card = members.issue_card(number, random)?;
    let member = members.get(number)?;
    let mut text = format!("Card  {card}\n\nThe old card of {number} opens nothing from now on.\n");
    let json = json!({ "member": number, "card": card.compact() });
    if let Some(out) = &args.pdf {
        write_cards(out, &[(member, card)], &acting.desk.node().documents.node)?;
        text.push_str(&format!(
            "{out}: print it at 100 %, then delete it: who has the file has the card.\n"
        ));
    }
    Ok(Answer::new(json, text))
}

fn pin(args: &SetPin, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead member pin")?;
    let number = acting.member(&args.who.member)?;
    let (members, random) = acting.desk.members_mut();
    if args.remove {
        members.set_pin(number, None, random)?;
        return Ok(answer_of_pin(number, None));
    }
    let pin =
        Pin::draw(random).map_err(|error| Report::outside("randomness", error.to_string()))?;
    members.set_pin(number, Some(&pin), random)?;
    Ok(answer_of_pin(number, Some(&pin)))
}

fn answer_of_pin(number: MemberNumber, pin: Option<&Pin>) -> Answer {
    let digits = pin.map(Pin::digits);
    let text = match digits {
        Some(digits) => format!("PIN of {number}  {digits}\n\nIt is shown this once.\n"),
        None => format!("{number} has no PIN any more.\n"),
    };
    Answer::new(json!({ "member": number, "pin": digits }), text)
}

fn erase(args: &Erase, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead member erase")?;
    let number = acting.member(&args.who.member)?;
    let things = acting.desk.things_of(number)?;
    if !args.yes {
        let out = super::check::counted(things.loans.len(), "open loan");
        return Err(Report::request("sure", format!("this forgets {number} for good ({out})"))
            .hint("the same with `--yes` does it"));
    }
    acting.desk.forget(number, desk::By::Terminal)?;
    let text = format!("{number} is forgotten. What the records say of them means nobody now.\n");
    Ok(Answer::new(json!({ "erased": number }), text))
}

/// The number of a member, for commands that only read.
pub(crate) fn number(cx: &Context, reading: &Reading, text: &str) -> Result<MemberNumber, Report> {
    let none = || {
        Report::request("no-members", "this device has no members' store, so it knows no member")
            .hint("members are known on the device where they were made")
    };
    let members = reading.members(cx)?.ok_or_else(none)?;
    Ok(find_member(&members, text)?.number)
}
