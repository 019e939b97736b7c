//! Delegated votes: who votes for whom, and with what weight.
//!
//! The rules are those of `LiquidFeedback` (core 2), on whose engine the reference cases were made:
//!
//! - Of a member's delegations in force when the roll is frozen, the one of the narrowest scope
//!   applies. One that names nobody cancels the broader ones.
//! - Who casts a valid ballot votes for themselves, whatever they delegated.
//! - Otherwise the chain is followed to the first member who voted, who carries everybody on the
//!   way. A chain that ends with somebody who neither voted nor delegated, or that runs in a
//!   circle, carries nobody: those votes are not cast. No broader delegation steps in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::decision::Decision;
use crate::keys::{DecisionId, KeyError, MemberKey};
use crate::method::Method;
use crate::share::Share;

mod chains;

use chains::{Chains, Narrowness};

/// What a delegation is about, from the broadest to the narrowest.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Everything that the node decides.
    Node,
    /// Decisions about a topic.
    Area(Box<str>),
    /// One decision.
    Decision(DecisionId),
}

/// A text is no scope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no scope; scopes are `node`, `area:<topic>` and `decision:<id>`")]
pub struct ScopeError(Box<str>);

impl FromStr for Scope {
    type Err = ScopeError;
    fn from_str(text: &str) -> Result<Self, ScopeError> {
        let bad = || ScopeError(text.into());
        match text.split_once(':') {
            None if text == "node" => Ok(Self::Node),
            Some(("area", topic)) if !topic.trim().is_empty() => {
                Ok(Self::Area(topic.trim().into()))
            }
            Some(("decision", id)) => id.parse().map(Self::Decision).map_err(|_: KeyError| bad()),
            _ => Err(bad()),
        }
    }
}
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Node => f.write_str("node"),
            Self::Area(topic) => write!(f, "area:{topic}"),
            Self::Decision(id) => write!(f, "decision:{id}"),
        }
    }
}
impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Somebody else votes for a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delegation {
    /// Who delegates.
    pub truster: MemberKey,
    /// To whom; none cancels broader delegations.
    pub trustee: Option<MemberKey>,
    /// What about.
    pub scope: Scope,
    /// Since when. A later delegation of the same scope replaces an earlier one for good.
    pub from: Timestamp,
    /// Until when, not included; never longer than twelve months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// When it was taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Timestamp>,
}

impl Delegation {
    /// When it ends by itself: on its last day, and after twelve months at the latest.
    pub fn ends_at(&self) -> Timestamp {
        let year = self.from.to_zoned(TimeZone::UTC).checked_add(12.months());
        let year = year.map_or(Timestamp::MAX, |zoned| zoned.timestamp());
        self.until.map_or(year, |until| until.min(year))
    }

    /// Whether it is in force at a moment.
    pub fn is_in_force(&self, at: Timestamp) -> bool {
        let revoked = self.revoked_at.is_some_and(|revoked| revoked <= at);
        self.from <= at && at < self.ends_at() && !revoked
    }
}

/// Whether votes may be delegated in a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum DelegationRule {
    /// Everybody votes for themselves.
    Forbidden,
    /// Votes may be delegated.
    Allowed {
        /// The topic of the decision, for delegations by area.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        area: Option<Box<str>>,
        /// The largest share of the roll that one member may carry, themselves included.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max_share: Option<Share>,
    },
}

impl DelegationRule {
    /// What holds unless the rules say otherwise: no delegation in consent and in elections of
    /// persons (and in secret votes, which do not come here).
    pub fn usual(method: &Method) -> Self {
        match method {
            Method::Consent | Method::RankedStv { .. } => Self::Forbidden,
            _ => Self::Allowed { area: None, max_share: None },
        }
    }
}

/// A vote that was carried, with the way that it took.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// Whose.
    pub member: MemberKey,
    /// From the first trustee to the one who voted.
    pub chain: Vec<MemberKey>,
}

/// Why a delegated vote was not cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UncastReason {
    /// The chain ends with somebody who neither voted nor delegated.
    DeadEnd,
    /// The chain runs in a circle.
    Circle,
}

/// A delegated vote that was not cast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uncast {
    /// Whose.
    pub member: MemberKey,
    /// Why.
    pub why: UncastReason,
}

/// Votes that a delegate carried beyond the limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverCap {
    /// Who.
    pub trustee: MemberKey,
    /// How many of the votes were not cast.
    pub votes: u64,
}

/// What became of all delegations. Whose vote was carried by whom is for the members of the node to
/// see; what is published outside is for the caller to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DelegationReport {
    /// Votes that were carried.
    pub carried: Vec<Carried>,
    /// Votes that reached nobody who voted.
    pub uncast: Vec<Uncast>,
    /// Votes beyond the limit for one delegate.
    pub over_cap: Vec<OverCap>,
}

impl DelegationReport {
    /// Whether nobody delegated.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The weight of each member who voted, and what became of the delegations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolved {
    /// Votes by the member who casts them: one of their own and those that they carry.
    pub weights: BTreeMap<MemberKey, u64>,
    /// What became of the delegations.
    pub report: DelegationReport,
}

/// Resolves the delegations of a decision for those who cast a valid ballot.
pub fn resolve<'a>(
    decision: &Decision,
    delegations: &[Delegation],
    voters: impl IntoIterator<Item = &'a MemberKey>,
) -> Resolved {
    let voters: BTreeSet<&MemberKey> = voters.into_iter().collect();
    let voters: Vec<MemberKey> = voters.into_iter().cloned().collect();
    let mut votes = vec![1_u64; voters.len()];
    let mut report = DelegationReport::default();
    if let DelegationRule::Allowed { area, .. } = &decision.delegation {
        let applying = applying(decision, area.as_deref(), delegations);
        let mut chains = Chains::new(&voters, applying, decision.period.opens_at);
        for member in &decision.roll {
            match chains.follow(member) {
                None => {}
                Some(Ok(chain)) => {
                    if let Some(votes) = votes.get_mut(chain.voter) {
                        *votes += 1;
                    }
                    report.carried.push(Carried { member: member.clone(), chain: chain.members });
                }
                Some(Err(why)) => report.uncast.push(Uncast { member: member.clone(), why }),
            }
        }
    }
    let mut resolved = Resolved { weights: voters.into_iter().zip(votes).collect(), report };
    if let DelegationRule::Allowed { max_share: Some(share), .. } = &decision.delegation {
        cap(&mut resolved, *share, decision.roll.len());
    }
    resolved
}

/// The delegations that are about this decision and were made before it began, each with how narrow
/// its scope is. Of the scopes that apply, no two of one member are equally narrow.
fn applying<'a>(
    decision: &Decision,
    area: Option<&str>,
    delegations: &'a [Delegation],
) -> impl Iterator<Item = (Narrowness, &'a Delegation)> {
    let narrowness = move |scope: &Scope| match scope {
        Scope::Node => Some(0),
        Scope::Area(topic) => (area == Some(topic)).then_some(1),
        Scope::Decision(id) => (*id == decision.id).then_some(2),
    };
    let made = delegations.iter().filter(|made| made.from <= decision.period.opens_at);
    made.filter_map(move |made| Some((narrowness(&made.scope)?, made)))
}

/// Cuts weights to a share of the roll; everybody keeps their own vote.
fn cap(resolved: &mut Resolved, share: Share, roll: usize) {
    let most = share.floor_of(u64::try_from(roll).unwrap_or(u64::MAX)).max(1);
    for (trustee, weight) in &mut resolved.weights {
        if *weight > most {
            let votes = *weight - most;
            *weight = most;
            resolved.report.over_cap.push(OverCap { trustee: trustee.clone(), votes });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decision::Period;

    fn member(name: &str) -> MemberKey {
        name.parse().unwrap()
    }

    fn at(day: i64) -> Timestamp {
        Timestamp::new(1_776_556_800 + day * 86_400, 0).unwrap()
    }

    fn decision(roll: &[&str]) -> Decision {
        let method = Method::named("majority").unwrap();
        let period = Period::new(at(0), at(14));
        let mut decision = Decision::new("d1".parse().unwrap(), "?", method, period);
        decision.roll = roll.iter().map(|name| member(name)).collect();
        decision
    }

    fn gives(truster: &str, trustee: &str, scope: &str) -> Delegation {
        let trustee = Some(trustee).filter(|name| !name.is_empty()).map(member);
        let (truster, scope, from) = (member(truster), scope.parse().unwrap(), at(-10));
        Delegation { truster, trustee, scope, from, until: None, revoked_at: None }
    }

    fn weights(delegations: &[Delegation], voters: &[&str]) -> Vec<(String, u64)> {
        let voters: Vec<MemberKey> = voters.iter().map(|name| member(name)).collect();
        let resolved = resolve(&decision(&["a", "b", "c", "d"]), delegations, &voters);
        resolved.weights.into_iter().map(|(who, weight)| (who.to_string(), weight)).collect()
    }

    #[test]
    fn a_chain_carries_everybody_to_the_first_who_voted() {
        let chain = [gives("a", "b", "node"), gives("b", "c", "node"), gives("c", "d", "node")];
        assert_eq!(weights(&chain, &["d"]), [("d".into(), 4)]);
        assert_eq!(weights(&chain, &["b", "d"]), [("b".into(), 2), ("d".into(), 2)]);
    }

    #[test]
    fn circles_and_dead_ends_cast_nothing() {
        let circle = [gives("a", "b", "node"), gives("b", "a", "node"), gives("c", "x", "node")];
        let resolved = resolve(&decision(&["a", "b", "c", "d"]), &circle, [&member("d")]);
        assert_eq!(resolved.weights[&member("d")], 1);
        let why: Vec<UncastReason> =
            resolved.report.uncast.iter().map(|uncast| uncast.why).collect();
        assert_eq!(why, [UncastReason::Circle, UncastReason::Circle, UncastReason::DeadEnd]);
    }

    #[test]
    fn a_circle_with_a_voter_in_it_carries_the_others_to_that_voter() {
        let circle = [gives("a", "b", "node"), gives("b", "c", "node"), gives("c", "a", "node")];
        assert_eq!(weights(&circle, &["c"]), [("c".into(), 3)]);
    }

    #[test]
    fn the_narrowest_scope_applies_and_nobody_cancels_broader_ones() {
        let both = [gives("a", "b", "node"), gives("a", "c", "decision:d1")];
        assert_eq!(weights(&both, &["b", "c"]), [("b".into(), 1), ("c".into(), 2)]);
        let none = [gives("a", "b", "node"), gives("a", "", "decision:d1")];
        assert_eq!(weights(&none, &["b"]), [("b".into(), 1)]);
        let other = [gives("a", "b", "node"), gives("a", "c", "decision:d2")];
        assert_eq!(weights(&other, &["b", "c"]), [("b".into(), 2), ("c".into(), 1)]);
    }

    #[test]
    fn what_was_revoked_replaced_or_is_older_than_a_year_carries_nothing() {
        let mut revoked = gives("a", "b", "node");
        revoked.revoked_at = Some(at(0));
        assert_eq!(weights(&[revoked.clone()], &["b"]), [("b".into(), 1)]);
        revoked.revoked_at = Some(at(1));
        assert_eq!(weights(&[revoked.clone()], &["b"]), [("b".into(), 2)]);

        let mut later = gives("a", "c", "node");
        (later.from, later.revoked_at) = (at(-5), Some(at(-4)));
        assert_eq!(weights(&[revoked, later], &["b", "c"]), [("b".into(), 1), ("c".into(), 1)]);

        let mut old = gives("a", "b", "node");
        (old.from, old.until) = (at(-366), Some(at(100)));
        assert_eq!(weights(&[old], &["b"]), [("b".into(), 1)]);
    }

    #[test]
    fn a_limit_for_delegates_leaves_the_excess_uncast() {
        let mut decision = decision(&["a", "b", "c", "d"]);
        let max_share = Some(Share::HALF);
        decision.delegation = DelegationRule::Allowed { area: None, max_share };
        let all = ["a", "b", "c"].map(|who| gives(who, "d", "node"));
        let resolved = resolve(&decision, &all, [&member("d")]);
        assert_eq!(resolved.weights[&member("d")], 2);
        assert_eq!(resolved.report.over_cap, [OverCap { trustee: member("d"), votes: 2 }]);
    }

    #[test]
    fn consent_and_elections_of_persons_are_not_delegated() {
        assert_eq!(DelegationRule::usual(&Method::Consent), DelegationRule::Forbidden);
        let stv = Method::named("ranked-stv").unwrap();
        assert_eq!(DelegationRule::usual(&stv), DelegationRule::Forbidden);
    }
}
