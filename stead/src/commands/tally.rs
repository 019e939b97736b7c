//! `stead tally`: from ballots to a decision, with every step in words.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::ids::Slug;
use catalog::record::Proposal;
use civic::vote::{Counted, Vote};
use governance::ballot_file::{self, Format, Request, whole_votes};
use governance::count::CountError;
use governance::method::Seats;
use governance::outcome::Count;
use governance::sealed::TrackedState;
use governance::share::Ratio;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::context::Context;
use crate::node::Reading;
use crate::report::{self, Report};

/// Count a vote and explain every step
///
/// Counts a proposal of this node from its public ballots, or a ballot file from elsewhere: `.blt`,
/// `.abif`, `PrefLib`'s `.toc .soi .soc .cat`, `.csv`, or counts of ranks.
#[derive(Debug, clap::Args)]
pub(crate) struct Tally {
    /// The proposal's name
    #[arg(required_unless_present = "ballots", conflicts_with = "ballots")]
    proposal: Option<String>,
    /// A ballot file from elsewhere
    #[arg(long, value_name = "FILE")]
    ballots: Option<Utf8PathBuf>,
    /// The method: ranked-schulze, ranked-irv, ranked-stv, plurality
    #[arg(long, value_name = "METHOD", requires = "ballots")]
    method: Option<String>,
    /// How many are to be chosen
    #[arg(long, value_name = "N", requires = "ballots")]
    seats: Option<Seats>,
    /// The number of the option that stands for deciding nothing, from 1
    #[arg(long, value_name = "K", requires = "ballots")]
    default_option: Option<usize>,
    /// How many votes an option needs against the default option
    #[arg(long, value_name = "Q", requires = "ballots")]
    quorum: Option<String>,
    /// The majority that an option needs against the default option; may be given more than once
    #[arg(long, value_name = "K=NUM/DEN", requires = "ballots")]
    majority: Vec<String>,
    /// Write the ballots for another program: a file in `.blt` or `.abif`
    #[arg(long, value_name = "FILE")]
    export: Option<Utf8PathBuf>,
}

pub(crate) fn run(args: &Tally, cx: &mut Context) -> Result<Answer, Report> {
    match (&args.ballots, &args.proposal) {
        (Some(file), _) => ballot_file(args, file),
        (None, name) => proposal(cx, name.as_deref().unwrap_or_default(), args.export.as_deref()),
    }
}

fn ballot_file(args: &Tally, file: &Utf8Path) -> Result<Answer, Report> {
    let format = Format::of_name(file.as_str()).ok_or_else(|| {
        Report::request("format", format!("`{file}` does not say what it is by its name"))
            .hint("a ballot file ends in .blt .abif .toc .soi .soc .cat .csv or .txt")
    })?;
    let bytes = fs_err::read(file).map_err(report::at("read", file))?;
    let text = String::from_utf8_lossy(&bytes);
    let ballots = ballot_file::read(format, &text).map_err(|error| {
        Report::request(
            "ballots",
            format!("{file}:{}:{}: {}", error.line, error.column, error.fault),
        )
    })?;
    if let Some(to) = &args.export {
        export(&ballots, to)?;
    }
    let request = Request {
        method: args.method.as_deref().map(Into::into),
        seats: args.seats,
        default: args.default_option,
        quorum: args.quorum.as_deref().map(quorum).transpose()?,
        ratios: args.majority.iter().map(|text| majority(text)).collect::<Result<_, _>>()?,
        seed: None,
    };
    let count =
        ballots.count(&request).map_err(|error| Report::request("tally", error.to_string()))?;
    Ok(Answer::new(json_of(&count)?, words(&count)))
}

fn quorum(text: &str) -> Result<u64, Report> {
    whole_votes(text)
        .ok_or_else(|| Report::request("quorum", format!("`{text}` is not a number of votes")))
}

fn majority(text: &str) -> Result<(usize, Ratio), Report> {
    let read = || {
        let (number, ratio) = text.split_once('=')?;
        let (num, den) = ratio.split_once('/')?;
        let ratio = Ratio::new(num.trim().parse().ok()?, den.trim().parse().ok()?).ok()?;
        Some((number.trim().parse().ok()?, ratio))
    };
    read().ok_or_else(|| {
        Report::request("majority", format!("`{text}` is not a majority"))
            .hint("option 2 against the default option, two to one: `--majority 2=2/1`")
    })
}

fn json_of(value: &impl serde::Serialize) -> Result<Value, Report> {
    serde_json::to_value(value).map_err(|error| Report::request("tally", error.to_string()))
}

fn words(count: &Count) -> String {
    let mut text = String::new();
    for sentence in &count.explanation {
        text.push_str(&format!("{sentence}\n"));
    }
    text + &chosen(count)
}

fn chosen(count: &Count) -> String {
    let winners: Vec<_> = count.winners.iter().map(governance::keys::OptionKey::as_str).collect();
    if winners.is_empty() { String::new() } else { format!("Chosen: {}\n", winners.join(", ")) }
}

/// Ranked ballots as a file that other programs read.
fn export(ballots: &ballot_file::BallotFile, to: &Utf8Path) -> Result<(), Report> {
    let text = match Format::of_name(to.as_str()) {
        Some(Format::Blt) => ballots.to_blt(),
        Some(Format::Abif) => ballots.to_abif(),
        _ => {
            return Err(Report::request(
                "format",
                format!("`{to}` is no form that can be written"),
            )
            .hint("a file that ends in .blt or .abif"));
        }
    };
    fs_err::write(to, text).map_err(report::at("written", to))
}

fn proposal(cx: &mut Context, name: &str, to: Option<&Utf8Path>) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let found = named(&reading.node.documents.proposals, name)?;
    not_on_paper(found)?;
    let vote = vote_on(&reading.node, found)?;
    if vote.sealed.is_some() {
        return sealed(&reading, found, &vote, to);
    }
    if let Some(to) = to {
        let seats = found.terms.seats.and_then(Seats::new).unwrap_or(Seats::MIN);
        let profile = vote.profile().map_err(|e| Report::request("tally", e.to_string()))?;
        export(&ballot_file::BallotFile::of(&found.name.base, seats, profile), to)?;
    }
    let counted = vote.count().map_err(|error| Report::request("tally", error.to_string()))?;
    let (mut json, text) = explained(&counted)?;
    json["proposal"] = json!(found.slug);
    json["phase"] = json!(phase_word(&vote, &reading));
    for aside in &vote.set_aside {
        cx.console.warn(&format!("not counted: {aside}"));
    }
    Ok(Answer::new(json, text))
}

fn phase_word(vote: &Vote, reading: &Reading) -> String {
    format!("{:?}", vote.phase(reading.now)).to_lowercase()
}

/// A count in JSON and in words, with the hash of its file.
fn explained(counted: &Counted) -> Result<(Value, String), Report> {
    let mut json = match counted {
        Counted::Outcome(outcome) => {
            let mut json = json_of(&outcome.count)?;
            json["turnout"] = json_of(&outcome.turnout)?;
            json
        }
        Counted::Shared(shared) => json_of(shared)?,
    };
    let mut text = String::new();
    for sentence in counted.explanation() {
        text.push_str(&format!("{sentence}\n"));
    }
    if let Counted::Outcome(outcome) = counted {
        text.push_str(&chosen(&outcome.count));
    }
    for refused in &counted.ballots().refused {
        text.push_str(&format!(
            "Not counted: {} of @{}, {}\n",
            refused.ballot, refused.voter, refused.refusal
        ));
    }
    let written = counted.to_json().map_err(|e| Report::request("tally", e.to_string()))?;
    json["sha256"] = json!(civic::life::hash(&written));
    Ok((json, text))
}

/// A secret vote: every proof is checked, the ballots are listed by their trackers, and the sum is
/// counted as soon as enough trustees have opened it.
fn sealed(
    reading: &Reading,
    proposal: &Proposal,
    vote: &Vote,
    to: Option<&Utf8Path>,
) -> Result<Answer, Report> {
    if to.is_some() {
        let message = "sealed ballots cannot be written for another program: nobody can read them";
        return Err(Report::request("secret", message));
    }
    let all = vote.sealed.as_ref().and_then(|s| s.trackers(&vote.decision, &vote.ballots));
    let (mut json, mut text) = match vote.count() {
        Ok(counted) => explained(&counted)?,
        Err(waits @ (CountError::NoKey | CountError::Sealed { .. })) => {
            (json!({ "waits": waits.to_string() }), format!("Not counted yet: {waits}.\n"))
        }
        Err(error) => return Err(Report::request("tally", error.to_string())),
    };
    let mut rows = Vec::new();
    for one in all.into_iter().flatten() {
        let state = match &one.state {
            TrackedState::Counted => "proofs hold".to_owned(),
            TrackedState::Replaced => "replaced by a later ballot of its voter".to_owned(),
            TrackedState::Refused(why) => format!("not counted: {why}"),
        };
        text.push_str(&format!("{}  {state}\n", one.tracker));
        rows.push(json!({ "tracker": one.tracker, "state": state }));
    }
    json["proposal"] = json!(proposal.slug);
    json["phase"] = json!(phase_word(vote, reading));
    json["trackers"] = json!(rows);
    Ok(Answer::new(json, text))
}

/// A secret vote has no ballots here.
pub(crate) fn not_on_paper(proposal: &Proposal) -> Result<(), Report> {
    if !proposal.terms.is_on_paper() {
        return Ok(());
    }
    let slug = &proposal.slug;
    let message = format!("the vote on `{slug}` is secret: it is held and counted on paper");
    Err(Report::request("secret", message).hint(format!(
        "`stead propose move {slug} adopted --note \"…\"` records what came out, and who counted"
    )))
}

/// A proposal with its ballots, as it is counted.
pub(crate) fn vote_on(node: &catalog::fold::Node, proposal: &Proposal) -> Result<Vote, Report> {
    Vote::of(node, proposal).map_err(|error| {
        Report::request("proposal", format!("`{}` cannot be counted: {error}", proposal.slug))
    })
}

/// The proposal that a text names.
pub(crate) fn named<'p>(
    proposals: &'p BTreeMap<Slug, Proposal>,
    name: &str,
) -> Result<&'p Proposal, Report> {
    let found = name.to_lowercase().parse::<Slug>().ok();
    found.and_then(|slug| proposals.get(&slug)).ok_or_else(|| {
        let names = proposals.keys().map(Slug::as_str);
        let near = catalog::document::suggest::did_you_mean(name, names);
        Report::request("no-proposal", format!("no proposal is called `{name}`")).maybe_hint(near)
    })
}
