//! `stead delegate`: somebody else votes for a member.

use catalog::event::{Actor, DelegationSet, Kind};
use civic::vote::{Standing, Vote};
use governance::decision::Phase;
use governance::delegation::Scope;
use jiff::civil::Date;
use serde_json::json;

use super::vote::handle;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::{Acting, Reading};
use crate::report::Report;

/// Let somebody vote for a member, or see who carried a vote where
///
/// The narrowest delegation applies: one decision before a topic before everything. Whoever votes
/// themselves votes for themselves. A delegation ends after twelve months at the latest. Without
/// anybody named, shows where the member's votes are.
#[derive(Debug, clap::Args)]
pub(crate) struct Delegate {
    /// To whom
    #[arg(conflicts_with_all = ["nobody", "take_back"])]
    to: Option<String>,
    /// Whose vote
    #[arg(long = "as", value_name = "HANDLE")]
    truster: String,
    /// What about: `node`, `area:<topic>` or `decision:<proposal>`
    #[arg(long, value_name = "SCOPE", default_value = "node")]
    about: String,
    /// The last day
    #[arg(long, value_name = "DAY")]
    until: Option<Date>,
    /// To nobody: broader delegations do not apply either
    #[arg(long, conflicts_with = "take_back")]
    nobody: bool,
    /// Take it back: a broader delegation applies again
    #[arg(long)]
    take_back: bool,
}

pub(crate) fn run(args: &Delegate, cx: &mut Context) -> Result<Answer, Report> {
    let truster = handle(&args.truster)?;
    if args.to.is_none() && !args.nobody && !args.take_back {
        return Ok(show(&Reading::open(cx)?, &truster));
    }
    let trustee = args.to.as_deref().map(handle).transpose()?;
    let scope: Scope =
        args.about.parse().map_err(|error: governance::delegation::ScopeError| {
            Report::request("scope", error.to_string())
        })?;
    if trustee.as_ref() == Some(&truster) {
        return Err(Report::request("delegate", "nobody delegates to themselves")
            .hint("`--take-back` ends a delegation"));
    }
    let mut acting = Acting::open(cx, "stead delegate")?;
    let kind: Kind = DelegationSet {
        truster: truster.clone(),
        trustee: trustee.clone(),
        scope: scope.to_string().into(),
        until: args.until,
        revoked: args.take_back,
    }
    .into();
    let event = acting.desk.record_as(&Actor::Public(truster.clone()), &kind, None)?.id;
    acting.commit(cx, &format!("delegation: {truster}"));
    let text = match (&trustee, args.take_back) {
        (_, true) => format!("@{truster} has taken the delegation for {scope} back. ({event})\n"),
        (Some(to), _) => format!("@{to} votes for @{truster} on {scope}. ({event})\n"),
        (None, _) => format!("Nobody votes for @{truster} on {scope}. ({event})\n"),
    };
    let json = json!({ "event": event, "truster": truster, "trustee": trustee,
        "scope": scope.to_string(), "until": args.until, "revoked": args.take_back });
    Ok(Answer::new(json, text))
}

fn show(reading: &Reading, truster: &catalog::ids::Handle) -> Answer {
    let (mut text, mut all) = (String::new(), Vec::new());
    for proposal in reading.node.documents.proposals.values() {
        let Ok(vote) = Vote::of(&reading.node, proposal) else { continue };
        if !matches!(vote.phase(reading.now), Phase::Open | Phase::Arriving) {
            continue;
        }
        let (word, chain) = match vote.standing(truster) {
            Standing::NotOnRoll => continue,
            Standing::Voted(_) => ("voted".to_owned(), Vec::new()),
            Standing::Carried(chain) => {
                let names: Vec<_> = chain.iter().map(|name| format!("@{name}")).collect();
                (format!("carried by {}", names.join(", then ")), chain)
            }
            Standing::Waiting(who) => (format!("lent to @{who}, who has not voted"), vec![who]),
            Standing::Open => ("not voted".to_owned(), Vec::new()),
        };
        text.push_str(&format!("{:<32} {word}\n", proposal.slug));
        all.push(json!({ "proposal": proposal.slug, "standing": word, "chain": chain }));
    }
    if all.is_empty() {
        text.push_str(&format!("@{truster} is on the roll of no vote that is open.\n"));
    }
    Answer::new(json!(all), text)
}
