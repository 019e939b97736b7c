//! `stead vote`: an open ballot, for a member who acts in public.

use catalog::event::{Actor, BallotCast, Kind};
use catalog::ids::Handle;
use governance::choice::Choice;
use governance::decision::Phase;
use serde_json::{Value, json};

use super::tally::{named, vote_on};
use crate::answer::Answer;
use crate::context::Context;
use crate::node::Acting;
use crate::report::Report;

/// Cast an open ballot on a proposal
///
/// Ballots are public and carry the voter's handle. A later ballot of the same member replaces the
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
    let decision = vote_on(acting.desk.node(), proposal)?.decision;
    if !decision.roll.contains(voter.as_str()) {
        return Err(Report::request("roll", format!("@{voter} is not on the roll of `{slug}`")));
    }
    if proposal.terms.secret {
        let message =
            format!("the vote on `{slug}` is secret: it is held on paper, with witnesses");
        return Err(Report::request("secret", message));
    }
    if decision.period.phase(acting.desk.now()) != Phase::Open {
        return Err(Report::request("closed", format!("the vote on `{slug}` is not open now")));
    }
    let choice = read_choice(&args.choice);
    let options = decision.ballot_options();
    Choice::read(&decision.method, &options, &choice, args.reason.as_deref())
        .map_err(|fault| Report::request("choice", fault.to_string()))?;
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

pub(crate) fn handle(text: &str) -> Result<Handle, Report> {
    let text = text.trim().trim_start_matches('@').to_lowercase();
    text.parse().map_err(|error| Report::request("handle", format!("the handle `{text}` {error}")))
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
