//! `stead vote`: a ballot of a member who acts in public, open or sealed.

use catalog::event::{Actor, BallotCast, Kind};
use catalog::ids::{Handle, Slug};
use desk::MemberNumber;
use governance::choice::Choice;
use governance::decision::Phase;
use governance::keys::{KeyError, OptionKey};
use governance::sealed::ballot::tracker;
use serde_json::{Value, json};

use super::tally::{named, vote_on};
use crate::answer::Answer;
use crate::context::Context;
use crate::node::Acting;
use crate::report::Report;

/// Cast a ballot on a proposal
///
/// Ballots are public and carry the voter's handle. Where the vote is secret and has trustees, the
/// choice is sealed before it is written: everybody sees who voted, nobody what, and a tracker shows
/// that the ballot is in the sum. A later ballot of the same member replaces the
/// earlier one until the vote closes. The choice is a word (`yes`, an option), a list in the order of
/// preference (`tea,mate`), or points (`tea=5,mate=2`).
#[derive(Debug, clap::Args)]
pub(crate) struct Vote {
    /// The proposal's name
    proposal: String,
    /// The choice, in the form that the proposal's method asks for
    choice: String,
    /// Whose ballot it is: a handle on the proposal's roll
    #[arg(long = "as", value_name = "HANDLE")]
    voter: String,
    /// Why, for others to read; an objection needs one
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

pub(crate) fn run(args: &Vote, cx: &mut Context) -> Result<Answer, Report> {
    let voter = handle(&args.voter)?;
    let mut acting = Acting::open(cx, "stead vote")?;
    let proposal = named(&acting.desk.node().documents.proposals, &args.proposal)?;
    let slug = proposal.slug.clone();
    let vote = vote_on(acting.desk.node(), proposal)?;
    let decision = &vote.decision;
    if !decision.roll.contains(voter.as_str()) {
        return Err(Report::request("roll", format!("@{voter} is not on the roll of `{slug}`")));
    }
    if proposal.terms.is_on_paper() {
        let message =
            format!("the vote on `{slug}` is secret: it is held on paper, with witnesses");
        return Err(Report::request("secret", message));
    }
    if decision.period.phase(acting.desk.now()) != Phase::Open {
        return Err(Report::request("closed", format!("the vote on `{slug}` is not open now")));
    }
    let options = decision.ballot_options();
    let read =
        |choice: &Value| Choice::read(&decision.method, &options, choice, args.reason.as_deref());
    let typed = read_choice(&args.choice);
    let (choice, read) = match (read(&typed), alone(&typed)) {
        (Ok(choice), _) => (typed, choice),
        // Who names one option where a list is asked for ranks it first.
        (Err(fault), Some(list)) => match read(&list) {
            Ok(choice) => (list, choice),
            Err(_) => return Err(unread(&fault, &options)),
        },
        (Err(fault), None) => return Err(unread(&fault, &options)),
    };
    if let Some(sealed) = &vote.sealed {
        if args.reason.is_some() {
            let message = "a secret ballot carries no words: they would tell what is in it";
            return Err(Report::request("reason", message));
        }
        let ballot = seal(cx, sealed, decision, &voter, &read)?;
        return cast_sealed(cx, acting, &slug, &voter, ballot);
    }
    let kind = Kind::BallotCast(Box::new(BallotCast {
        proposal: slug.clone(),
        voter: voter.clone(),
        choice: choice.clone(),
        reason: args.reason.as_deref().map(Into::into),
    }));
    let event = acting.desk.record_as(&Actor::Public(voter.clone()), &kind, None)?.id;
    acting.commit(cx, &format!("vote: {slug}"));
    let text = format!("@{voter} has voted on {slug}. ({event})\n");
    Ok(Answer::new(
        json!({ "event": event, "proposal": slug, "voter": voter, "choice": choice }),
        text,
    ))
}

/// What voters are told before they seal a ballot.
const LIMITS: &str = "This ballot is sealed here: whoever controls this device could see it. Trustees can open single ballots only if enough of them conspire. Everybody sees that you voted, nobody what.";

/// A choice sealed in its voter's name, with what the voter finds it by.
fn seal(
    cx: &mut Context,
    sealed: &civic::sealed::Sealed,
    decision: &governance::decision::Decision,
    voter: &Handle,
    choice: &Choice,
) -> Result<(Value, String), Report> {
    let none = || Report::request("no-key", "the trustees have not made the key of this vote");
    let poll = sealed.poll(decision).ok_or_else(none)?;
    let wrong = |error: &dyn std::fmt::Display| Report::request("choice", error.to_string());
    let member = voter.as_str().parse().map_err(|error: KeyError| wrong(&error))?;
    cx.console.warn(LIMITS);
    let ballot = poll.seal(&member, choice, &cx.edge.bytes()?).map_err(|fault| wrong(&fault))?;
    let tracker = tracker(&decision.id, &member, &ballot).ok_or_else(none)?;
    Ok((ballot, tracker))
}

fn cast_sealed(
    cx: &mut Context,
    mut acting: Acting,
    slug: &Slug,
    voter: &Handle,
    (choice, tracker): (Value, String),
) -> Result<Answer, Report> {
    let cast = BallotCast { proposal: slug.clone(), voter: voter.clone(), choice, reason: None };
    let event = acting.desk.record_as(&Actor::Public(voter.clone()), &cast.into(), None)?.id;
    acting.commit(cx, &format!("vote: {slug}"));
    let text = format!(
        "@{voter} has voted on {slug}; nobody can read what. ({event})\n\
         Your ballot is {tracker}: find it in `stead tally {slug}` and on the decision's page.\n"
    );
    let json = json!({ "event": event, "proposal": slug, "voter": voter, "tracker": tracker });
    Ok(Answer::new(json, text))
}

pub(crate) fn handle(text: &str) -> Result<Handle, Report> {
    let text = text.trim().trim_start_matches('@').to_lowercase();
    if text.parse::<MemberNumber>().is_ok() {
        let message =
            format!("`{text}` is a member's number, which stays out of the public record");
        return Err(Report::request("handle", message)
            .hint("people act in public by handle: `stead member list` shows who has one"));
    }
    text.parse().map_err(|error| Report::request("handle", format!("the handle `{text}` {error}")))
}

/// A single word as a list of one.
fn alone(choice: &Value) -> Option<Value> {
    choice.is_string().then(|| Value::Array(vec![choice.clone()]))
}

/// What can be typed instead, with the options of this very vote.
fn unread(fault: &impl std::fmt::Display, options: &[OptionKey]) -> Report {
    let names: Vec<_> = options.iter().map(|option| format!("`{option}`")).collect();
    let names = (!names.is_empty()).then(|| format!("the options are {}", names.join(", ")));
    Report::request("choice", fault.to_string()).maybe_hint(names).hint(
        "one word, a list in the order of preference (`tea,mate`), or points (`tea=5,mate=2`)",
    )
}

/// A choice as it is typed: a word, a list with commas, or points.
fn read_choice(text: &str) -> Value {
    if let Ok(value @ (Value::Array(_) | Value::Object(_) | Value::Null)) =
        serde_json::from_str::<Value>(text)
    {
        return value;
    }
    let points = text.split(',').map(|part| {
        let (option, points) = part.split_once('=')?;
        Some((option.trim().to_owned(), Value::from(points.trim().parse::<u32>().ok()?)))
    });
    if let Some(points) = points.collect::<Option<serde_json::Map<_, _>>>() {
        return Value::Object(points);
    }
    if text.contains(',') {
        return text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    }
    Value::String(text.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_typed_as_a_word_a_list_or_points() {
        assert_eq!(read_choice(" yes "), json!("yes"));
        assert_eq!(read_choice("tea, mate"), json!(["tea", "mate"]));
        assert_eq!(read_choice("tea=5,mate=2"), json!({ "tea": 5, "mate": 2 }));
        assert_eq!(read_choice("[\"tea\", [\"mate\", \"rum\"]]"), json!(["tea", ["mate", "rum"]]));
    }
}
