//! What is shared out by [`crate::allocation`], with the reason for each and everything that is
//! needed to do it again.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::allocation::{
    Allocation, Preferences, deferred_acceptance, lot_order, serial_dictatorship,
    top_trading_cycles,
};
use crate::ballot::BallotReport;
use crate::keys::{DecisionId, MemberKey, OptionKey};
use crate::lot::{Seed, list_hash};
use crate::sentence::Sentence;

/// How it is shared out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Way {
    /// A lot gives the order in which people choose.
    Lot {
        /// What it is drawn from.
        seed: Seed,
    },
    /// Places have published priorities.
    Priority {
        /// By place, the first with the most.
        priorities: BTreeMap<OptionKey, Vec<MemberKey>>,
    },
    /// People swap what they hold.
    Trade {
        /// What each brings.
        holdings: BTreeMap<MemberKey, OptionKey>,
    },
}

/// What is to be shared out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Its name.
    pub id: DecisionId,
    /// The question as it was put.
    pub question: Box<str>,
    /// How many there are of each.
    pub stock: BTreeMap<OptionKey, u32>,
    /// How.
    pub way: Way,
}

/// What one applicant gets, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Who.
    pub member: MemberKey,
    /// What; none if nothing they asked for was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<OptionKey>,
    /// Which of their choices that is, from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<u64>,
    /// Their place in the lot, from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<u64>,
}

/// The result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// Which decision.
    pub decision: DecisionId,
    /// The question.
    pub question: Box<str>,
    /// How it was shared out.
    pub way: Way,
    /// SHA-256 over the applicants, one a line, in the order of their names.
    pub list: Box<str>,
    /// Who gets what, in the order of their names.
    pub given: Vec<Given>,
    /// What nobody got.
    pub left: BTreeMap<OptionKey, u32>,
    /// The result in sentences.
    pub explanation: Vec<Sentence>,
    /// What became of every application.
    pub ballots: BallotReport,
}

impl Shared {
    /// The bytes of `result.json`: equal on every machine.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        Ok(text)
    }
}

/// Shares out by the applicants' wishes.
pub fn share_out(plan: &Plan, wishes: &Preferences, ballots: BallotReport) -> Shared {
    let (given, order) = match &plan.way {
        Way::Lot { seed } => (
            serial_dictatorship(seed, wishes, &plan.stock),
            lot_order(seed, wishes.keys()).into_iter().cloned().collect(),
        ),
        Way::Priority { priorities } => {
            (deferred_acceptance(wishes, priorities, &plan.stock), Vec::new())
        }
        Way::Trade { holdings } => (top_trading_cycles(wishes, holdings), Vec::new()),
    };
    let hash = list_hash(wishes.keys().map(MemberKey::as_str));
    let lines = lines(plan, wishes, &given, &order);
    let hash = crate::keys::hex(&hash);
    Shared {
        decision: plan.id.clone(),
        question: plan.question.clone(),
        way: plan.way.clone(),
        explanation: explain(plan, &order, &lines, &hash),
        list: hash.into(),
        left: left(plan, &given),
        given: lines,
        ballots,
    }
}

fn number(at: usize) -> u64 {
    u64::try_from(at).unwrap_or(u64::MAX).saturating_add(1)
}

fn lines(plan: &Plan, wishes: &Preferences, given: &Allocation, order: &[MemberKey]) -> Vec<Given> {
    let holders: &BTreeMap<MemberKey, OptionKey> = match &plan.way {
        Way::Trade { holdings } => holdings,
        _ => &BTreeMap::new(),
    };
    let members: BTreeSet<&MemberKey> = wishes.keys().chain(holders.keys()).collect();
    let line = |member: &MemberKey| {
        let option = given.get(member);
        let own = wishes.get(member);
        let choice = own.zip(option).and_then(|(own, got)| own.iter().position(|w| w == got));
        Given {
            member: member.clone(),
            option: option.cloned(),
            choice: choice.map(number),
            place: order.iter().position(|other| other == member).map(number),
        }
    };
    members.into_iter().map(line).collect()
}

fn left(plan: &Plan, given: &Allocation) -> BTreeMap<OptionKey, u32> {
    let mut left = plan.stock.clone();
    for option in given.values() {
        if let Some(number) = left.get_mut(option) {
            *number = number.saturating_sub(1);
        }
    }
    left.retain(|_, number| *number > 0);
    left
}

fn explain(plan: &Plan, order: &[MemberKey], lines: &[Given], hash: &str) -> Vec<Sentence> {
    let mut said = vec![Sentence::new("share-list", [("hash", hash.into())])];
    match &plan.way {
        Way::Lot { seed } => {
            let names: Vec<String> = order.iter().map(ToString::to_string).collect();
            let facts = [("seed", seed.as_str().into()), ("order", names.into())];
            said.push(Sentence::new("share-order", facts));
        }
        Way::Priority { .. } => said.push(Sentence::new("share-priority", [])),
        Way::Trade { .. } => said.push(Sentence::new("share-trade", [])),
    }
    let mut shown: Vec<&Given> = lines.iter().collect();
    shown.sort_by_key(|line| (line.place, &line.member));
    for line in shown {
        let member = || line.member.as_str().into();
        said.push(match (&line.option, line.choice) {
            (Some(option), Some(choice)) => Sentence::new(
                "share-got",
                [
                    ("member", member()),
                    ("option", option.as_str().into()),
                    ("choice", choice.into()),
                ],
            ),
            (Some(option), None) => Sentence::new(
                "share-kept",
                [("member", member()), ("option", option.as_str().into())],
            ),
            (None, _) => Sentence::new("share-nothing", [("member", member())]),
        });
    }
    let fair = match &plan.way {
        Way::Lot { .. } => "share-fair-lot",
        Way::Priority { .. } => "share-fair-priority",
        Way::Trade { .. } => "share-fair-trade",
    };
    said.push(Sentence::new(fair, []));
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(way: Way) -> Plan {
        let stock = ["studio", "flat", "room"].map(|name| (name.parse().unwrap(), 1)).into();
        Plan { id: "homes".parse().unwrap(), question: "Who lives where?".into(), stock, way }
    }

    fn wishes() -> Preferences {
        [("ana", "studio flat room"), ("ben", "studio room"), ("cy", "flat studio room")]
            .into_iter()
            .chain([("dee", "studio flat")])
            .map(|(who, words)| {
                let words = words.split_whitespace().map(|word| word.parse().unwrap());
                (who.parse().unwrap(), words.collect())
            })
            .collect()
    }

    #[test]
    fn a_lot_says_the_order_and_why_somebody_gets_nothing() {
        let plan = plan(Way::Lot { seed: "2026-11-21/housing/1".parse().unwrap() });
        let shared = share_out(&plan, &wishes(), BallotReport::default());
        let said: Vec<String> =
            shared.explanation.iter().skip(1).map(ToString::to_string).collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        The lot with the seed `2026-11-21/housing/1` gives this order: dee, cy, ana, ben.
        dee gets studio, choice 1.
        cy gets flat, choice 1.
        ana gets room, choice 3.
        Nothing that ben asked for was left.
        Nobody gains by hiding what they want, and no two would want to swap. Somebody may still envy somebody: a lot cannot help that.
        ");
        assert!(shared.left.is_empty());
        assert_eq!(share_out(&plan, &wishes(), BallotReport::default()), shared);
    }
}
