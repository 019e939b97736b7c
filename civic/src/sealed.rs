//! Secret votes on screens: from the trustees' records to the key, and to the opened sum.
//!
//! Ballots are events in their voters' names with nothing readable in them; who voted is known, as at
//! a ballot box. The rules are those of [`governance::sealed`].

use catalog::event::{Kind, TrusteeStage, TrusteeStep};
use catalog::fold::{Node, Recorded};
use catalog::record::Proposal;
use governance::ballot::Ballot;
use governance::decision::Decision;
use governance::keys::DecisionId;
use governance::sealed::{
    Ceremony, Keeper, KeeperFault, Opening, Poll, PollKey, Seed, Shape, StepName, Tracked,
    TrusteeRecord, Trustees,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::aside::{Reason, SetAside};
use crate::decision::{Unready, call, named};
use crate::vote::is_by;

/// What the trustees of a secret vote have recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct Sealed {
    /// Who they are, and how many it takes.
    pub trustees: Trustees,
    /// The key that the vote was called with.
    pub called_with: Option<Box<str>>,
    /// Their steps towards the key.
    pub records: Vec<TrusteeRecord>,
    /// Their openings of the sum.
    pub openings: Vec<Opening>,
    /// Records that do not count.
    pub set_aside: Vec<SetAside>,
}

/// What an opening says.
#[derive(Deserialize)]
struct Opened {
    ballots: Vec<governance::keys::BallotId>,
    shares: Value,
}

/// The trustees that a proposal names.
pub fn trustees(proposal: &Proposal) -> Result<Trustees, Unready> {
    let names = proposal.terms.trustees.iter().map(|name| named(name.as_str()));
    let needed = proposal.terms.trustees_needed.unwrap_or_default();
    let names = names.collect::<Result<_, _>>()?;
    Ok(Trustees::new(names, usize::try_from(needed).unwrap_or(usize::MAX))?)
}

/// The key ceremony of a proposal, whether or not its vote is called.
pub fn ceremony(node: &Node, proposal: &Proposal) -> Result<(Sealed, Ceremony), Unready> {
    let sealed = Sealed::of(node, proposal)?;
    let ceremony = sealed.ceremony(&named(proposal.slug.as_str())?);
    Ok((sealed, ceremony))
}

impl Sealed {
    pub(crate) fn of(node: &Node, proposal: &Proposal) -> Result<Self, Unready> {
        let mut sealed = Self {
            trustees: trustees(proposal)?,
            called_with: call(node, proposal).and_then(|call| call.key.clone()),
            records: Vec::new(),
            openings: Vec::new(),
            set_aside: Vec::new(),
        };
        for recorded in &node.state.civic {
            if let Kind::TrusteeStep(step) = &*recorded.what
                && step.proposal == proposal.slug
                && let Err(reason) = sealed.take(recorded, step)
            {
                sealed.set_aside.push(SetAside::new(recorded.id, reason));
            }
        }
        Ok(sealed)
    }

    fn take(&mut self, recorded: &Recorded<Kind>, step: &TrusteeStep) -> Result<(), Reason> {
        if !is_by(&recorded.by, &step.by) {
            let by = recorded.by.to_string().into();
            return Err(Reason::NotTheirs { owner: step.by.clone(), by });
        }
        let by = step.by.as_str().parse().map_err(|error| Reason::unreadable(&error))?;
        if let Some(name) = step_name(step.step) {
            self.records.push(TrusteeRecord { by, step: name, data: step.data.clone() });
            return Ok(());
        }
        let opened = Opened::deserialize(&step.data).map_err(|error| Reason::unreadable(&error))?;
        let at = recorded.when.timestamp();
        self.openings.push(Opening { by, at, ballots: opened.ballots, shares: opened.shares });
        Ok(())
    }

    /// The making of the key, as far as it has come.
    pub fn ceremony(&self, vote: &DecisionId) -> Ceremony {
        Ceremony::read(vote, &self.trustees, &self.records)
    }

    /// The vote with its key; none until the key is made, or if it is not the one of the call.
    pub fn poll(&self, decision: &Decision) -> Option<Poll> {
        let key: PollKey = self.ceremony(&decision.id).key()?;
        let is_called = self.called_with.as_deref().is_none_or(|called| *called == key.to_string());
        let shape = Shape::of(&decision.method, decision.options.len())?;
        is_called.then(|| Poll::new(decision.id.clone(), shape, key))
    }

    /// All ballots as their voters find them again; none without a key.
    pub fn trackers(&self, decision: &Decision, ballots: &[Ballot]) -> Option<Vec<Tracked>> {
        let poll = self.poll(decision)?;
        Some(governance::sealed::tally::trackers(decision, &poll, ballots))
    }

    /// What a trustee records to open the sum; none without a key. `fresh` is fresh randomness.
    pub fn open(
        &self,
        decision: &Decision,
        ballots: &[Ballot],
        keeper: &Keeper,
        fresh: &Seed,
    ) -> Option<Result<(usize, Value), KeeperFault>> {
        let poll = self.poll(decision)?;
        let ceremony = self.ceremony(&decision.id);
        let with = (keeper, fresh);
        let opened = governance::sealed::tally::open(
            decision,
            &poll,
            &ceremony,
            ballots,
            &self.openings,
            with,
        );
        Some(opened.map(|(ballots, shares)| {
            (ballots.len(), json!({ "ballots": ballots, "shares": shares }))
        }))
    }
}

fn step_name(stage: TrusteeStage) -> Option<StepName> {
    match stage {
        TrusteeStage::Commit => Some(StepName::Commit),
        TrusteeStage::Reveal => Some(StepName::Reveal),
        TrusteeStage::Share => Some(StepName::Share),
        TrusteeStage::Ready => Some(StepName::Ready),
        TrusteeStage::Open => None,
    }
}

/// The stage under which a step is recorded.
pub fn stage(step: StepName) -> TrusteeStage {
    match step {
        StepName::Commit => TrusteeStage::Commit,
        StepName::Reveal => TrusteeStage::Reveal,
        StepName::Share => TrusteeStage::Share,
        StepName::Ready => TrusteeStage::Ready,
    }
}
