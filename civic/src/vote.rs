//! A proposal as it is counted: the same ballots, the same result, for whoever asks.

use std::collections::BTreeMap;

use catalog::event::{Actor, BallotCast, DelegationSet, Wall};
use catalog::fold::{Node, Recorded};
use catalog::ids::{Handle, Slug};
use catalog::record::Proposal;
use governance::allocation::Preferences;
use governance::ballot::{Ballot, BallotReport, screen, standing};
use governance::choice::Choice;
use governance::count::{CountError, Profile};
use governance::decision::{Decision, Phase};
use governance::delegation::Delegation;
use governance::keys::MemberKey;
use governance::outcome::{Outcome, Verdict};
use governance::sentence::Sentence;
use governance::sharing::{Plan, Shared, share_out};
use jiff::Timestamp;

use crate::aside::{Reason, SetAside};
use crate::decision::{Unready, decision, is_sharing, plan};
use crate::sealed::Sealed;
use crate::zone;

/// A proposal with everything that its count depends on.
#[derive(Debug, Clone, PartialEq)]
pub struct Vote {
    /// What was asked.
    pub decision: Decision,
    /// What is shared out, for proposals that do so.
    pub plan: Option<Plan>,
    /// All ballots on it, also those that will not count.
    pub ballots: Vec<Ballot>,
    /// All delegations of the node.
    pub delegations: Vec<Delegation>,
    /// Delegations that cannot count.
    pub set_aside: Vec<SetAside>,
    /// What the trustees did, where ballots are sealed.
    pub sealed: Option<Box<Sealed>>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Counted {
    /// Something was decided.
    Outcome(Box<Outcome>),
    /// Something was shared out.
    Shared(Box<Shared>),
}

impl Counted {
    /// The sentences that explain it.
    pub fn explanation(&self) -> &[Sentence] {
        match self {
            Self::Outcome(outcome) => &outcome.count.explanation,
            Self::Shared(shared) => &shared.explanation,
        }
    }

    /// What became of every ballot.
    pub fn ballots(&self) -> &BallotReport {
        match self {
            Self::Outcome(outcome) => &outcome.ballots,
            Self::Shared(shared) => &shared.ballots,
        }
    }

    /// How it ended, as `result.json` says it.
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Outcome(outcome) => outcome.count.result,
            Self::Shared(_) => Verdict::Won,
        }
    }

    /// The bytes of `result.json`.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::Outcome(outcome) => outcome.to_json(),
            Self::Shared(shared) => shared.to_json(),
        }
    }
}

/// Who carries a member's vote where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Not on the roll.
    NotOnRoll,
    /// Voted: the choice that counts.
    Voted(serde_json::Value),
    /// Somebody carries the vote: the chain to the first who voted.
    Carried(Vec<MemberKey>),
    /// A delegation leads to nobody who voted so far.
    Waiting(MemberKey),
    /// Neither voted nor delegated.
    Open,
}

impl Vote {
    /// A proposal of a node.
    pub fn of(node: &Node, proposal: &Proposal) -> Result<Self, Unready> {
        let decision = decision(node, proposal)?;
        let plan = is_sharing(proposal).then(|| plan(node, proposal)).transpose()?;
        let cast = node.state.ballots.iter();
        let ballots = cast.filter(|cast| cast.what.proposal == proposal.slug).filter_map(ballot);
        let ballots = ballots.collect();
        let (delegations, mut set_aside) = delegations(node);
        let is_sealed = proposal.terms.is_sealed();
        let sealed = is_sealed.then(|| Sealed::of(node, proposal)).transpose()?.map(Box::new);
        if let Some(sealed) = &sealed {
            set_aside.extend(sealed.set_aside.iter().cloned());
        }
        Ok(Self { decision, plan, ballots, delegations, set_aside, sealed })
    }

    /// A proposal by its name.
    pub fn named(node: &Node, slug: &Slug) -> Option<Result<Self, Unready>> {
        node.documents.proposals.get(slug).map(|proposal| Self::of(node, proposal))
    }

    /// Where the vote stands.
    pub fn phase(&self, now: Timestamp) -> Phase {
        self.decision.period.phase(now)
    }

    /// Counts it as it stands.
    pub fn count(&self) -> Result<Counted, CountError> {
        if let Some(sealed) = &self.sealed {
            let poll = sealed.poll(&self.decision).ok_or(CountError::NoKey)?;
            let openings = &sealed.openings;
            let outcome =
                governance::sealed::tally::tally(&self.decision, &poll, &self.ballots, openings)?;
            return Ok(Counted::Outcome(Box::new(outcome)));
        }
        match &self.plan {
            Some(plan) => Ok(Counted::Shared(Box::new(self.share(plan)))),
            None => governance::tally::tally(&self.decision, &self.delegations, &self.ballots)
                .map(|outcome| Counted::Outcome(Box::new(outcome))),
        }
    }

    fn share(&self, plan: &Plan) -> Shared {
        let screened = screen(&self.decision, &self.ballots);
        let options = self.decision.ballot_options();
        let wishes: Preferences = screened
            .choices
            .into_iter()
            .map(|(member, choice)| {
                let ranks = match choice {
                    Choice::Ranking(ranking) => ranking.ranks().to_vec(),
                    _ => Vec::new(),
                };
                let wishes = ranks.into_iter().flatten().filter_map(|at| options.get(at).cloned());
                (member, wishes.collect())
            })
            .collect();
        share_out(plan, &wishes, screened.report)
    }

    /// The choices that count, without names and each as one vote: for other programs.
    pub fn profile(&self) -> Result<Profile, CountError> {
        let mut profile = Profile::new(self.decision.ballot_options());
        for choice in screen(&self.decision, &self.ballots).choices.into_values() {
            profile.push(1, None, choice)?;
        }
        Ok(profile)
    }

    /// The members who cast a ballot that counts, with their choices as they were cast. The proofs
    /// of sealed ballots are not checked here.
    pub fn voters(&self) -> BTreeMap<MemberKey, &Ballot> {
        let report = match self.sealed {
            Some(_) => standing(&self.decision, &self.ballots),
            None => screen(&self.decision, &self.ballots).report,
        };
        let by_id: BTreeMap<_, _> = self.ballots.iter().map(|b| (&b.id, b)).collect();
        let counted = report.counted.iter().filter_map(|id| by_id.get(id).copied());
        counted.map(|ballot| (ballot.voter.clone(), ballot)).collect()
    }

    /// Where a member's vote is.
    pub fn standing(&self, handle: &Handle) -> Standing {
        let Ok(member) = handle.as_str().parse::<MemberKey>() else { return Standing::NotOnRoll };
        if !self.decision.roll.contains(&member) {
            return Standing::NotOnRoll;
        }
        let voters = self.voters();
        if let Some(ballot) = voters.get(&member) {
            return Standing::Voted(ballot.choice.clone());
        }
        let resolved =
            governance::delegation::resolve(&self.decision, &self.delegations, voters.keys());
        if let Some(carried) = resolved.report.carried.into_iter().find(|c| c.member == member) {
            return Standing::Carried(carried.chain);
        }
        match self.trustee(&member) {
            Some(trustee) => Standing::Waiting(trustee),
            None => Standing::Open,
        }
    }

    /// Whom a member's delegation in this decision names, whether that one voted or not.
    fn trustee(&self, member: &MemberKey) -> Option<MemberKey> {
        let everybody: Vec<&MemberKey> =
            self.decision.roll.iter().filter(|other| *other != member).collect();
        let resolved =
            governance::delegation::resolve(&self.decision, &self.delegations, everybody);
        let carried = resolved.report.carried.into_iter().find(|c| c.member == *member)?;
        carried.chain.into_iter().next()
    }
}

/// A ballot as it was cast. It is its voter's own where the event says so.
fn ballot(cast: &Recorded<BallotCast>) -> Option<Ballot> {
    Some(Ballot {
        id: cast.id.to_string().parse().ok()?,
        voter: cast.what.voter.as_str().parse().ok()?,
        cast_at: cast.when.timestamp(),
        received_at: cast.seen_at.map(Wall::timestamp),
        choice: cast.what.choice.clone(),
        reason: cast.what.reason.clone(),
        is_own: is_by(&cast.by, &cast.what.voter),
    })
}

/// Whether an event is the act of the member of this handle.
pub(crate) fn is_by(actor: &Actor, handle: &Handle) -> bool {
    matches!(actor, Actor::Public(own) if own == handle)
}

/// All delegations of a node, and those that cannot count.
fn delegations(node: &Node) -> (Vec<Delegation>, Vec<SetAside>) {
    let zone = zone(node);
    let (mut all, mut aside): (Vec<Delegation>, Vec<SetAside>) = (Vec::new(), Vec::new());
    for set in &node.state.delegations {
        match delegation(set, &zone) {
            Ok(delegation) => all.push(delegation),
            Err(reason) => aside.push(SetAside::new(set.id, reason)),
        }
    }
    (all, aside)
}

/// A delegation, whose last day counts to its end at the place. One that is taken back is one that
/// ends in the moment in which it begins: it replaces the earlier one of its scope and carries
/// nothing.
fn delegation(
    set: &Recorded<DelegationSet>,
    zone: &jiff::tz::TimeZone,
) -> Result<Delegation, Reason> {
    let what = &set.what;
    if !is_by(&set.by, &what.truster) {
        let by = set.by.to_string().into();
        return Err(Reason::NotTheirs { owner: what.truster.clone(), by });
    }
    let name = |handle: &Handle| handle.as_str().parse().map_err(|e| Reason::unreadable(&e));
    let from = set.when.timestamp();
    let end = |day: jiff::civil::Date| {
        let next = day.tomorrow().ok()?.to_zoned(zone.clone()).ok()?;
        Some(next.timestamp())
    };
    Ok(Delegation {
        truster: name(&what.truster)?,
        trustee: what.trustee.as_ref().map(name).transpose()?,
        scope: what.scope.parse().map_err(|error| Reason::unreadable(&error))?,
        from,
        until: what.until.and_then(end),
        revoked_at: what.revoked.then_some(from),
    })
}
