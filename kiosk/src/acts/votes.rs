//! Casting a ballot, and letting somebody else vote.

use catalog::event::{Actor, BallotCast, DelegationSet, Kind};
use catalog::ids::{EventId, Handle, Slug};
use civic::vote::Vote;
use desk::Desk;
use generator::view::{Reading, words as text};
use governance::choice::Choice;
use governance::decision::Phase;
use governance::delegation::Scope;
use governance::sealed::ballot::tracker;
use jiff::Timestamp;
use serde_json::{Value, json};

/// Why a ballot was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum No {
    /// There is no such vote.
    Unknown,
    /// It is held on paper.
    Secret,
    /// Not on the roll.
    NotOnRoll,
    /// The vote is not open.
    Closed,
    /// Who objects says why.
    ReasonNeeded,
    /// The method does not know this choice.
    NotAChoice,
    /// The trustees have no key yet to seal it with.
    Keyless,
}

impl No {
    /// A stable code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Unknown => "E-NO-SUCH",
            Self::Secret => "E-SECRET",
            Self::NotOnRoll => "E-NOT-ON-ROLL",
            Self::Closed => "E-VOTE-CLOSED",
            Self::ReasonNeeded => "E-REASON",
            Self::NotAChoice => "E-CHOICE",
            Self::Keyless => "E-NO-KEY",
        }
    }

    /// The reason in the reader's language.
    pub(crate) fn sentence(self, reading: &Reading<'_>) -> String {
        match self {
            Self::Unknown => reading.word("k-nothing-here"),
            Self::Secret => reading.word("civic-secret-more"),
            Self::NotOnRoll => reading.text("civic-standing-not-on-roll", &[("who", text(""))]),
            Self::Closed => reading.word("civic-closed"),
            Self::ReasonNeeded => reading.word("civic-reason-needed"),
            Self::NotAChoice => reading.word("civic-not-a-choice"),
            Self::Keyless => reading.word("sealed-no-key"),
        }
    }
}

/// A ballot that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cast {
    /// The event that holds it.
    pub(crate) event: EventId,
    /// What the voter finds a sealed ballot by among all others.
    pub(crate) tracker: Option<String>,
}

impl Cast {
    /// What the voter is told, in the reader's language.
    pub(crate) fn sentence(&self, reading: &Reading<'_>) -> String {
        match &self.tracker {
            Some(tracker) => reading.text("sealed-cast", &[("tracker", text(tracker.clone()))]),
            None => reading.word("civic-voted"),
        }
    }
}

/// Casts a ballot. A later one replaces it until the vote closes.
pub(crate) fn cast(
    desk: &mut Desk,
    who: &Handle,
    slug: &Slug,
    choice: Value,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<Result<Cast, No>, desk::Refusal> {
    let seed = desk.seed()?;
    let (choice, reason, tracker) = match ballot(desk, who, slug, (choice, reason), now, &seed) {
        Ok(ballot) => ballot,
        Err(no) => return Ok(Err(no)),
    };
    let ballot = BallotCast {
        proposal: slug.clone(),
        voter: who.clone(),
        choice,
        reason: reason.map(Into::into),
    };
    let event = desk.record_as(&Actor::Public(who.clone()), &ballot.into(), None)?.id;
    Ok(Ok(Cast { event, tracker }))
}

/// A choice and its reason as they are recorded, and the tracker of one that is sealed. A reason
/// would tell the choice, so a sealed ballot has none.
type Recorded<'r> = (Value, Option<&'r str>, Option<String>);

fn ballot<'r>(
    desk: &Desk,
    who: &Handle,
    slug: &Slug,
    (choice, reason): (Value, Option<&'r str>),
    now: Timestamp,
    seed: &[u8; 32],
) -> Result<Recorded<'r>, No> {
    let proposal = desk.node().documents.proposals.get(slug).ok_or(No::Unknown)?;
    let vote = Vote::of(desk.node(), proposal).map_err(|_| No::Unknown)?;
    if proposal.terms.is_on_paper() {
        return Err(No::Secret);
    }
    if !vote.decision.roll.contains(who.as_str()) {
        return Err(No::NotOnRoll);
    }
    if vote.phase(now) != Phase::Open {
        return Err(No::Closed);
    }
    let options = vote.decision.ballot_options();
    let reason = reason.filter(|_| vote.sealed.is_none());
    match Choice::read(&vote.decision.method, &options, &choice, reason) {
        Ok(read) if vote.sealed.is_some() => {
            let (sealed, tracker) = seal(&vote, who, &read, seed)?;
            Ok((sealed, None, Some(tracker)))
        }
        Ok(_) => Ok((choice, reason, None)),
        Err(_) if choice == json!("object") => Err(No::ReasonNeeded),
        Err(_) => Err(No::NotAChoice),
    }
}

/// A choice sealed in its voter's name, with what the voter finds it by.
fn seal(
    vote: &Vote,
    who: &Handle,
    choice: &Choice,
    seed: &[u8; 32],
) -> Result<(Value, String), No> {
    let poll = vote.sealed.as_ref().and_then(|all| all.poll(&vote.decision)).ok_or(No::Keyless)?;
    let member = who.as_str().parse().map_err(|_| No::Keyless)?;
    let ballot = poll.seal(&member, choice, seed).map_err(|_| No::NotAChoice)?;
    let tracker = tracker(&vote.decision.id, &member, &ballot).ok_or(No::Keyless)?;
    Ok((ballot, tracker))
}

/// What becomes of one's vote in a scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lend {
    /// Somebody votes.
    To(Handle),
    /// Nobody does, whatever a broader delegation says.
    Nobody,
    /// What was set here is taken back.
    Back,
}

/// Lets somebody else vote, or takes that back.
pub(crate) fn delegate(
    desk: &mut Desk,
    who: &Handle,
    scope: &Scope,
    lend: Lend,
) -> Result<EventId, desk::Refusal> {
    let revoked = lend == Lend::Back;
    let trustee = match lend {
        Lend::To(other) => Some(other),
        Lend::Nobody | Lend::Back => None,
    };
    let (truster, scope) = (who.clone(), scope.to_string().into());
    let kind: Kind = DelegationSet { truster, trustee, scope, until: None, revoked }.into();
    Ok(desk.record_as(&Actor::Public(who.clone()), &kind, None)?.id)
}
