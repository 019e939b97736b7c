//! `stead clearing`: payments between nodes that trust each other to a limit.

use std::sync::Arc;

use camino::Utf8PathBuf;
use catalog::event::{Actor, ClearingFreeze, ClearingTrust, Kind};
use catalog::fold::Node;
use catalog::ids::Slug;
use civic::{books::Books, pairs};
use jiff::civil::Date;
use serde_json::{Value, json};
use sync::Repo;

use super::vote::handle;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::{self, Acting, Reading};
use crate::report::Report;

/// Payments between nodes: agree on limits, pay, take in, clear circles
///
/// A payment is a note in our own records; it travels with them, by whatever way, and the other
/// node takes it in and answers in its own. What is owed is settled by work, by goods, or in a circle.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Clearing {
    /// Agree with another node on how much each may owe the other; both sides record it
    Trust(Trust),
    /// Show what is owed, to whom, and whether the two books agree
    Status(From),
    /// Pay a member of another node
    Pay(Pay),
    /// Take in what arrived, and give back what was refused
    Take(From),
    /// Find debts that go round in a circle
    Circles(From),
    /// Agree to a circle that `circles` found
    Agree(Agree),
    /// Clear the circles that everybody has agreed to
    Clear(From),
    /// Payments go on after two notes had one number and people have talked
    Resume {
        /// The other node
        peer: String,
    },
}

#[derive(Debug, clap::Args)]
pub(crate) struct Trust {
    /// The other node's short name
    peer: String,
    /// The most that they may owe us
    #[arg(long, value_name = "AMOUNT")]
    they: i64,
    /// The most that we may owe them
    #[arg(long, value_name = "AMOUNT")]
    we: i64,
    /// Our unit of account
    #[arg(long, value_name = "CODE", default_value = "MIN")]
    unit: String,
    /// Their unit of account [default: the same]
    #[arg(long, value_name = "CODE")]
    their_unit: Option<String>,
    /// What one of theirs is worth in ours
    #[arg(long, value_name = "NUM/DEN", default_value = "1/1")]
    rate: String,
    /// The last day
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,
}

/// Where the other nodes' records are.
#[derive(Debug, clap::Args)]
pub(crate) struct From {
    /// A folder with a copy of the other node [default: all nodes that came by follow or stick]
    #[arg(long, value_name = "FOLDER")]
    from: Vec<Utf8PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Pay {
    /// The other node
    peer: String,
    /// Who pays, here
    from: String,
    /// Who is paid, there
    to: String,
    /// How much, in our smallest unit
    amount: i64,
    /// What for
    #[arg(long, value_name = "TEXT")]
    memo: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Agree {
    /// The circle's name
    circle: String,
    #[command(flatten)]
    from: From,
}

pub(crate) fn run(args: &Clearing, cx: &mut Context) -> Result<Answer, Report> {
    match args {
        Clearing::Trust(args) => trust(args, cx),
        Clearing::Status(args) => status(args, cx),
        Clearing::Pay(args) => pay(args, cx),
        Clearing::Take(args) => take(args, cx),
        Clearing::Circles(args) => circles(args, cx),
        Clearing::Agree(args) => agree(args, cx),
        Clearing::Clear(args) => clear(args, cx),
        Clearing::Resume { peer } => resume(peer, cx),
    }
}

fn slug(text: &str) -> Result<Slug, Report> {
    text.trim()
        .to_lowercase()
        .parse()
        .map_err(|error| Report::request("peer", format!("the node's name `{text}` {error}")))
}

/// The other nodes, folded.
fn others(args: &From, cx: &mut Context) -> Result<Vec<Node>, Report> {
    if !args.from.is_empty() {
        let read = |folder: &Utf8PathBuf| {
            let mut stored = catalog::store::load(folder)?;
            stored.events.sort_unstable_by_key(catalog::event::Event::order);
            Ok(Node::fold(Arc::new(stored.documents), stored.events))
        };
        return args.from.iter().map(read).collect();
    }
    let repo = Repo::open(&node::root(cx)?)?;
    let wanted = |path: &str| {
        path.starts_with("feeds/") || path == "node.toml" || path.starts_with("people/")
    };
    let mut nodes = Vec::new();
    for id in repo.others()? {
        let (feeds, files): (Vec<_>, Vec<_>) = repo
            .files_of(id, wanted)?
            .into_iter()
            .partition(|(path, _)| path.starts_with("feeds/"));
        let files = files.into_iter().map(|(path, bytes)| (path.into(), bytes));
        let documents = catalog::document::load(files).documents;
        let lines = feeds.iter().flat_map(|(_, bytes)| bytes.split(|b| *b == b'\n'));
        let events = lines.filter(|line| !line.is_empty());
        let events = events.filter_map(|line| catalog::event::read_line(line).ok());
        nodes.push(Node::fold(Arc::new(documents), events.collect()));
    }
    Ok(nodes)
}

fn trust(args: &Trust, cx: &mut Context) -> Result<Answer, Report> {
    let peer = slug(&args.peer)?;
    let rate = || {
        let (top, bottom) = args.rate.split_once('/')?;
        Some((top.trim().parse().ok()?, bottom.trim().parse().ok()?))
    };
    let rate = rate().ok_or_else(|| Report::request("rate", "a rate is like `1/1`"))?;
    if args.they < 0 || args.we < 0 {
        return Err(Report::request("limit", "a limit is not less than nothing"));
    }
    let mut acting = Acting::open(cx, "stead clearing trust")?;
    let agreed = ClearingTrust {
        peer: peer.clone(),
        they_owe_at_most: args.they,
        we_owe_at_most: args.we,
        our_unit: args.unit.to_uppercase().into(),
        their_unit: args.their_unit.as_ref().unwrap_or(&args.unit).to_uppercase().into(),
        rate,
        expires: args.until,
    };
    let event = acting.desk.record(desk::By::Terminal, &agreed.into(), None)?.id;
    acting.commit(cx, &format!("trust: {peer}"));
    let text = format!(
        "Agreed: {peer} may owe us {}, we may owe {peer} {}. They record the same. ({event})\n",
        args.they, args.we
    );
    Ok(Answer::new(json!({ "event": event, "peer": peer }), text))
}

fn status(args: &From, cx: &mut Context) -> Result<Answer, Report> {
    let others = others(args, cx)?;
    let reading = Reading::open(cx)?;
    let (mut text, mut all) = (String::new(), Vec::new());
    let here = pairs::me(&reading.node);
    for (peer, side) in pairs::sides(&reading.node) {
        let them = others.iter().find(|n| n.documents.node.id.as_str() == peer.as_str());
        let back = them.map(pairs::sides);
        let back = back.as_ref().and_then(|sides| sides.get(here.as_ref()?.as_str()));
        let pair = here.as_ref().zip(peer.as_str().parse().ok());
        let pair = pair.and_then(|(me, other)| side.pair(me, &other));
        let agrees = pair.as_ref().zip(back.and_then(pairs::Side::standing));
        let agrees = agrees.map(|(pair, theirs)| pair.agrees_with(&theirs));
        let settle = pair.as_ref().is_some_and(ledger::clearing::pair::Pair::needs_settlement);
        text.push_str(&format!(
            "{peer:<24} {:>8}  {}{}{}\n",
            side.balance,
            match agrees {
                Some(true) => "the two books agree",
                Some(false) => "THE TWO BOOKS DO NOT AGREE: talk before anything else",
                None => "their records are not here",
            },
            if side.frozen_at.is_some() { "; stopped: two notes have one number" } else { "" },
            if settle { "; more than half of the limit is used: settle it" } else { "" },
        ));
        all.push(json!({ "peer": peer, "balance": side.balance.to_string(), "agrees": agrees,
            "frozen_at": side.frozen_at, "settle": settle, "standing": side.standing() }));
    }
    if all.is_empty() {
        text.push_str("Nothing is agreed with any other node yet.\n");
    }
    Ok(Answer::new(Value::Array(all), text))
}

fn pay(args: &Pay, cx: &mut Context) -> Result<Answer, Report> {
    let (peer, from, to) = (slug(&args.peer)?, handle(&args.from)?, handle(&args.to)?);
    let mut acting = Acting::open(cx, "stead clearing pay")?;
    let today = acting.desk.today();
    let refused = |why: String| Report::request("clearing", why);
    let memo = args.memo.as_deref();
    let sent = pairs::send(acting.desk.node(), &peer, &from, &to, args.amount, memo, today)
        .map_err(|error| refused(error.to_string()))?;
    // The payer's own limit counts here as everywhere.
    let books = Books::of(acting.desk.node(), today);
    let parts = || {
        let account = ledger::account::Account::member(from.as_str()).ok()?;
        let other = ledger::account::Account::peer(peer.as_str()).ok()?;
        ledger::entry::Entry::payment(
            ledger::entry::EntryId::new("new"),
            today,
            account,
            other,
            sent.unit.parse().ok()?,
            ledger::amount::Amount::new(args.amount),
        )
    };
    let entry = parts().ok_or_else(|| refused("the payment must be more than nothing".into()))?;
    books.may_post(acting.desk.node(), &entry).map_err(|against| refused(against.to_string()))?;
    let seq = sent.seq;
    let event = acting.desk.record_as(&Actor::Public(from.clone()), &sent.into(), None)?.id;
    acting.commit(cx, &format!("clearing: {event}"));
    let text = format!(
        "@{from} pays @{to} at {peer}: {}. It is on its way as note {seq}. ({event})\n",
        args.amount
    );
    Ok(Answer::new(json!({ "event": event, "peer": peer, "seq": seq }), text))
}

fn take(args: &From, cx: &mut Context) -> Result<Answer, Report> {
    let others = others(args, cx)?;
    let mut acting = Acting::open(cx, "stead clearing take")?;
    let today = acting.desk.today();
    let (mut text, mut all) = (String::new(), Vec::new());
    for other in &others {
        let steps = {
            let desk = &acting.desk;
            let books = Books::of(desk.node(), today);
            let known = |name: &ledger::account::MemberName| {
                let account = ledger::account::Account::Member(name.clone());
                let has_balance = books
                    .book
                    .units()
                    .any(|unit| books.book.balances(&unit.code).any(|(one, _)| *one == account));
                let handle: Option<catalog::ids::Handle> = name.as_str().parse().ok();
                let is_member = handle.is_some_and(|handle| {
                    desk.members().find_by_handle(&handle).is_ok_and(|found| found.is_some())
                        || desk.node().documents.people.contains_key(handle.as_str())
                });
                has_balance || is_member
            };
            pairs::next_steps(desk.node(), other, today, known)
        };
        for step in steps {
            let event = acting.desk.record(desk::By::Program, &step, None)?;
            let said = crate::event_words::sentence(acting.desk.node(), &event);
            text.push_str(&format!("{said} ({})\n", event.id));
            all.push(json!({ "event": event.id, "kind": step.name(), "what": step.to_value() }));
        }
    }
    if all.is_empty() {
        text.push_str("Nothing new.\n");
    } else {
        acting.commit(cx, "clearing: take in");
    }
    Ok(Answer::new(Value::Array(all), text))
}

/// All units in which this node has agreed on anything.
fn found(ours: &Node, others: &[Node]) -> Vec<catalog::event::ClearingCircle> {
    let units = ours.documents.node.units_of_account.keys().filter_map(|code| code.parse().ok());
    let all: Vec<&Node> = std::iter::once(ours).chain(others).collect();
    let me = ours.documents.node.id.as_str();
    let circles = units.flat_map(|unit| pairs::circles(all.iter().copied(), &unit));
    circles.filter(|circle| circle.nodes.iter().any(|node| node.as_str() == me)).collect()
}

fn circles(args: &From, cx: &mut Context) -> Result<Answer, Report> {
    let others = others(args, cx)?;
    let reading = Reading::open(cx)?;
    let circles = found(&reading.node, &others);
    let mut text = String::new();
    for circle in &circles {
        let nodes: Vec<_> = circle.nodes.iter().map(Slug::as_str).collect();
        text.push_str(&format!(
            "{}: {} owes round, each by {} {} less\n",
            circle.circle,
            nodes.join(" → "),
            circle.amount,
            circle.unit
        ));
    }
    if circles.is_empty() {
        text.push_str("No debts go round in a circle.\n");
    }
    Ok(Answer::new(json!(circles), text))
}

fn agree(args: &Agree, cx: &mut Context) -> Result<Answer, Report> {
    let others = others(&args.from, cx)?;
    let mut acting = Acting::open(cx, "stead clearing agree")?;
    let mut known = found(acting.desk.node(), &others);
    // What another node has agreed to already, as it is written there.
    known.extend(others.iter().flat_map(|other| {
        other.state.civic.iter().filter_map(|recorded| match &*recorded.what {
            Kind::ClearingCircle(circle) => Some((**circle).clone()),
            _ => None,
        })
    }));
    let circle = known.into_iter().find(|one| one.circle.as_str() == args.circle);
    let circle = circle.ok_or_else(|| {
        Report::request("circle", format!("no circle is called `{}`", args.circle))
            .hint("`stead clearing circles` shows them")
    })?;
    let event = acting.desk.record(desk::By::Terminal, &circle.into(), None)?.id;
    acting.commit(cx, &format!("circle: {}", args.circle));
    Ok(Answer::new(json!({ "event": event }), format!("Agreed to {}. ({event})\n", args.circle)))
}

fn clear(args: &From, cx: &mut Context) -> Result<Answer, Report> {
    let others = others(args, cx)?;
    let mut acting = Acting::open(cx, "stead clearing clear")?;
    let ready = pairs::agreed(acting.desk.node(), &others);
    let (mut text, mut all) = (String::new(), Vec::new());
    for clear in ready {
        let circle = clear.circle.clone();
        let event = acting.desk.record(desk::By::Program, &clear.into(), None)?.id;
        text.push_str(&format!("{circle} is cleared. ({event})\n"));
        all.push(json!({ "event": event, "circle": circle }));
    }
    if all.is_empty() {
        text.push_str("No circle has everybody's agreement yet.\n");
    } else {
        acting.commit(cx, "clearing: circles");
    }
    Ok(Answer::new(Value::Array(all), text))
}

fn resume(peer: &str, cx: &mut Context) -> Result<Answer, Report> {
    let peer = slug(peer)?;
    let mut acting = Acting::open(cx, "stead clearing resume")?;
    let seq = pairs::sides(acting.desk.node()).get(&peer).and_then(|side| side.frozen_at);
    let seq = seq.ok_or_else(|| {
        Report::request("peer", format!("payments with `{peer}` are not stopped"))
    })?;
    let kind: Kind =
        ClearingFreeze { peer: peer.clone(), seq, hashes: Vec::new(), settled: true }.into();
    let event = acting.desk.record(desk::By::Terminal, &kind, None)?.id;
    acting.commit(cx, &format!("clearing: {peer}"));
    Ok(Answer::new(json!({ "event": event }), format!("Payments with {peer} go on. ({event})\n")))
}
