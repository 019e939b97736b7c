//! `stead hold`: the queue.

use catalog::document::suggest::did_you_mean;
use catalog::event::Wanted;
use catalog::fold::{Found, Hold as Record};
use catalog::followed::find;
use catalog::ids::HoldId;
use desk::{AskAct, By};
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::followed;
use crate::node::{self, Acting, Reading};
use crate::report::Report;

/// The queue for things that are out: place, cancel, list
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Hold {
    /// Put a member into the queue for a title or one unit
    Place(Place),
    /// Take a hold back
    Cancel(Cancel),
    /// List who waits for what
    List,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Place {
    /// A code for this very unit, or a title's name for whichever comes first
    what: String,
    /// Ask this other node for it: our name for the node
    #[arg(long, value_name = "NODE")]
    from: Option<String>,
    /// With `--from`: after this day nobody needs it any more
    #[arg(long, value_name = "DAY", requires = "from")]
    need_by: Option<jiff::civil::Date>,
    /// The member's number or card
    #[arg(long, short, value_name = "CARD-OR-NUMBER")]
    member: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Cancel {
    /// The hold's name (`stead hold list` shows it)
    hold: String,
}

pub(crate) fn run(args: &Hold, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Hold::Place(args) => place(args, cx),
        Hold::Cancel(args) => cancel(args, cx),
        Hold::List => list(cx),
    }
}

fn place(args: &Place, cx: &mut Context) -> Result<Answer, Report> {
    if let Some(name) = &args.from {
        return ask(args, name, cx);
    }
    let mut acting = Acting::open(cx, "stead hold place")?;
    let wanted = match node::find(acting.desk.node(), &args.what)? {
        Found::Unit(code) => Wanted::Unit(code),
        Found::Title(slug) => Wanted::Title(slug),
        Found::Place(slug) => {
            let message = format!("`{slug}` is a place, nobody waits for it");
            return Err(Report::request("not-a-unit", message));
        }
    };
    let member = acting.member(&args.member)?;
    let receipt = acting.desk.place_hold(&wanted, member, By::Terminal)?;
    acting.commit(cx, &format!("hold: {} placed", receipt.hold));
    let ahead = match receipt.ahead {
        0 => "next in the queue".to_owned(),
        n => format!("{n} ahead in the queue"),
    };
    let text = format!("{member} waits for {}: {ahead}. ({})\n", args.what, receipt.hold);
    let json = json!({
        "hold": receipt.hold, "wanted": wanted, "ahead": receipt.ahead, "event": receipt.event,
    });
    Ok(Answer::new(json, text))
}

/// Asks another node for it. The request travels with the news.
fn ask(args: &Place, name: &str, cx: &mut Context) -> Result<Answer, Report> {
    let mut acting = Acting::open(cx, "stead hold place")?;
    let repo = sync::Repo::open(acting.desk.folder())?;
    let others = followed::all(&repo, &acting.desk.node().documents.node)?;
    let to = find(&others, name).ok_or_else(|| {
        let near = did_you_mean(name, others.iter().map(|one| one.slug.as_str()));
        Report::request("no-node", format!("no node that is followed is called `{name}`"))
            .maybe_hint(near)
            .hint("`stead follow` lists them")
    })?;
    let wanted = match node::find(&to.node, &args.what)? {
        Found::Unit(code) => Wanted::Unit(code),
        Found::Title(slug) => Wanted::Title(slug),
        Found::Place(slug) => {
            let message = format!("`{slug}` is a place, nobody waits for it");
            return Err(Report::request("not-a-unit", message));
        }
    };
    let member = acting.member(&args.member)?;
    let (need_by, by) = (args.need_by, By::Terminal);
    let act = AskAct { to, wanted: wanted.clone(), member, need_by, by };
    let request = acting.desk.ask_node(&act)?;
    acting.commit(cx, &format!("interloan: ask {}", to.slug));
    let age = to.days_old(acting.desk.now()).map(followed::age).unwrap_or_default();
    let text = format!(
        "{} was asked for {}, for {member}. ({request})\n\
         The request goes with the next exchange or stick; our news of {} is {age}.\n",
        to.name, args.what, to.name
    );
    let json = json!({
        "hold": request, "request": request, "wanted": wanted, "node": to.key, "name": to.slug,
    });
    Ok(Answer::new(json, text))
}

fn cancel(args: &Cancel, cx: &mut Context) -> Result<Answer, Report> {
    let hold = HoldId(super::undo::event_id(&args.hold)?);
    let mut acting = Acting::open(cx, "stead hold cancel")?;
    let event = acting.desk.cancel_hold(hold, By::Terminal)?;
    acting.commit(cx, &format!("hold: {hold} cancelled"));
    let text = format!("The hold {hold} is taken back. ({event})\n");
    Ok(Answer::new(json!({ "hold": hold, "event": event }), text))
}

fn list(cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let members = reading.members(cx)?;
    let mut holds: Vec<&Record> =
        reading.node.state.holds.values().filter(|hold| hold.is_open()).collect();
    holds.sort_by_key(|hold| (hold.placed, hold.id));
    let whose = |hold: &Record| members.as_ref().and_then(|m| m.secret().unseal(&hold.patron));
    let mut text = String::new();
    for hold in &holds {
        let member = whose(hold).map_or_else(|| "-".into(), |number| number.to_string());
        let what = match &hold.wanted {
            Wanted::Unit(code) => crate::event_words::named(&reading.node, *code),
            Wanted::Title(slug) => slug.to_string(),
        };
        text.push_str(&format!("{:<12}  {member:<8}  {what}\n", hold.id.to_string()));
    }
    if holds.is_empty() {
        text.push_str("Nobody waits for anything.\n");
    }
    let json = holds.iter().map(|hold| {
        json!({
            "hold": hold.id, "wanted": hold.wanted, "title": hold.title, "member": whose(hold),
            "since": hold.placed, "state": hold.state,
        })
    });
    Ok(Answer::new(json.collect(), text))
}
