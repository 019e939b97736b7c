//! A proposal's file and its call, as the rules of counting need them.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use catalog::event::{Kind, ProposalCall};
use catalog::fold::{Node, Recorded};
use catalog::record::{ApprovalQuorum, BallotTerms, Proposal, RuleAbout, TieBreak};
use governance::decision::{Decision, DecisionFault, Period, Quorum, Ruling, TieRule};
use governance::delegation::DelegationRule;
use governance::keys::{KeyError, OptionKey};
use governance::method::{Base, Method, Reading, Stop, UnknownMethod};
use governance::sealed::trustees::TrusteesFault;
use governance::sealed::{MAX_SEALED_SCORE, Shape};
use governance::share::{Ratio, Share, ShareError};
use governance::sharing::{Plan, Way};

use crate::{lots, sealed};

/// Why a proposal cannot be counted yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unready {
    /// No opening or closing.
    #[error("it does not say when the vote opens and closes")]
    NoPeriod,
    /// No method.
    #[error("it names no method")]
    NoMethod,
    /// A method that nobody knows.
    #[error(transparent)]
    Method(#[from] UnknownMethod),
    /// An option or a name that cannot be one.
    #[error("`{text}` cannot be used: {error}")]
    Name {
        /// The text.
        text: Box<str>,
        /// What is wrong with it.
        error: KeyError,
    },
    /// A share that is none.
    #[error(transparent)]
    Share(#[from] ShareError),
    /// It is set up so that it cannot be counted.
    #[error(transparent)]
    Fault(#[from] DecisionFault),
    /// A lot without a seed.
    #[error("its lot has no seed yet")]
    NoSeed,
    /// Secret ballots where the sum would tell who voted how.
    #[error("a secret vote needs a roll of at least {least}; this one has {found}")]
    TooFewForSecret {
        /// The least.
        least: usize,
        /// The roll.
        found: usize,
    },
    /// Secret ballots can be added up and nothing else.
    #[error("`{method}` is not added up on paper; majority, plurality and approval are")]
    NotSecret {
        /// The method.
        method: Box<str>,
    },
    /// Ballots that cannot be sealed and added up.
    #[error(
        "`{method}` cannot be added up sealed; majority, plurality, approval and score up to {MAX_SEALED_SCORE} can"
    )]
    NotSealed {
        /// The method.
        method: Box<str>,
    },
    /// The sum of scores does not tell how many gave any.
    #[error(
        "a secret vote by score cannot ask for votes for each option; ask how many must take part"
    )]
    SupportersUnknown,
    /// Nobody counts it.
    #[error("a secret vote names at least two trustees who count it together")]
    NoTrustees,
    /// Trustees that cannot be these.
    #[error(transparent)]
    Trustees(#[from] TrusteesFault),
}

/// The fewest on the roll of a secret vote: with fewer, the sum tells too much.
pub const FEWEST_FOR_SECRET: usize = 10;

/// The call for votes on a proposal: the first one counts, because from there everything is frozen.
pub fn call<'n>(node: &'n Node, proposal: &Proposal) -> Option<&'n ProposalCall> {
    calls(node).map(|(_, call)| call).find(|call| call.proposal == proposal.slug)
}

pub(crate) fn calls(node: &Node) -> impl Iterator<Item = (&Recorded<Kind>, &ProposalCall)> {
    node.state.civic.iter().filter_map(|recorded| match &*recorded.what {
        Kind::ProposalCall(call) => Some((recorded, &**call)),
        _ => None,
    })
}

/// Whether the method shares things out instead of deciding.
pub fn is_sharing(proposal: &Proposal) -> bool {
    proposal.method.as_deref().is_some_and(|method| method.starts_with("allocate-"))
}

pub(crate) fn named<T: std::str::FromStr<Err = KeyError>>(text: &str) -> Result<T, Unready> {
    text.parse().map_err(|error| Unready::Name { text: text.into(), error })
}

/// What a proposal asks, of whom, until when and by which rules.
pub fn decision(node: &Node, proposal: &Proposal) -> Result<Decision, Unready> {
    let call = call(node, proposal);
    let (opens, closes) = match call {
        Some(call) => (call.opens_at, call.closes_at),
        None => proposal.opens_at.zip(proposal.closes_at).ok_or(Unready::NoPeriod)?,
    };
    let mut period = Period::new(opens, closes);
    if let Some(until) = call.map(|call| call.accept_until).or(proposal.terms.accept_until) {
        period.accept_until = until.max(closes);
    }
    let method = method(node, proposal)?;
    let title = proposal.name.base.as_str();
    let mut decision = Decision::new(named(proposal.slug.as_str())?, title, method, period);
    if decision.method.has_options() {
        decision.options = options(proposal)?;
    }
    decision.quorum = quorum(node, proposal)?;
    let roll = call.map_or(&proposal.roll, |call| &call.roll);
    decision.roll = roll.iter().map(|handle| named(handle.as_str())).collect::<Result<_, _>>()?;
    decision.tie = tie(&proposal.terms)?;
    decision.seed = lots::seed_of(node, proposal);
    decision.rulings = rulings(node, proposal)?;
    decision.delegation = delegation(node, proposal, &decision.method)?;
    decision.check()?;
    check_secret(proposal, &decision)?;
    Ok(decision)
}

fn options(proposal: &Proposal) -> Result<Vec<OptionKey>, Unready> {
    proposal.options.iter().map(|option| named(option)).collect()
}

fn check_secret(proposal: &Proposal, decision: &Decision) -> Result<(), Unready> {
    if !proposal.terms.secret {
        return Ok(());
    }
    let found = decision.roll.len();
    if found < FEWEST_FOR_SECRET {
        return Err(Unready::TooFewForSecret { least: FEWEST_FOR_SECRET, found });
    }
    let named = || proposal.method.clone().unwrap_or_default().into();
    if proposal.terms.is_sealed() {
        if Shape::of(&decision.method, decision.options.len()).is_none() {
            return Err(Unready::NotSealed { method: named() });
        }
        if matches!(decision.method, Method::Score { .. }) && decision.quorum.is_per_option() {
            return Err(Unready::SupportersUnknown);
        }
        return sealed::trustees(proposal).map(drop);
    }
    let sums = matches!(
        decision.method,
        Method::Majority { .. } | Method::Plurality | Method::Approval { .. }
    );
    if !sums {
        return Err(Unready::NotSecret { method: named() });
    }
    if proposal.terms.trustees.len() < 2 {
        return Err(Unready::NoTrustees);
    }
    Ok(())
}

fn method(node: &Node, proposal: &Proposal) -> Result<Method, Unready> {
    let name = proposal.method.as_deref().ok_or(Unready::NoMethod)?;
    if is_sharing(proposal) {
        // Applications are read as rankings.
        return Ok(Method::RankedIrv { reading: Reading::default(), stop: Stop::Majority });
    }
    let mut method = Method::named(name)?;
    let terms = &proposal.terms;
    if let Some((num, den)) = threshold(node, proposal) {
        method = method.with_threshold(Share::new(num, den)?);
    }
    if let Some(seats) = terms.seats.and_then(NonZeroU32::new) {
        method = method.with_seats(seats);
    }
    match &mut method {
        Method::Majority { base, .. } if terms.of_roll => *base = Base::Roll,
        Method::Score { max: points, .. }
        | Method::Star { max: points }
        | Method::Dots { dots: points, .. } => *points = terms.points.unwrap_or(*points),
        Method::RankedSchulze { default, ratios } => {
            if let Some(option) = &terms.default_option {
                *default = Some(named(option)?);
            }
            for (option, (num, den)) in &terms.majorities {
                ratios.insert(named(option)?, Ratio::new(*num, *den)?);
            }
        }
        Method::BudgetGreedy(money) | Method::BudgetMes(money) => {
            money.budget = terms.budget.unwrap_or(money.budget);
            let costs = terms.costs.iter().map(|(option, cost)| Ok((named(option)?, *cost)));
            money.costs = costs.collect::<Result<_, Unready>>()?;
        }
        _ => {}
    }
    Ok(method)
}

/// The rules of the constitution about changing the clauses that a proposal changes.
pub fn change_rules<'n>(
    node: &'n Node,
    proposal: &'n Proposal,
) -> impl Iterator<Item = &'n catalog::record::Rule> {
    let rules = node.documents.constitution.iter().flat_map(|constitution| &constitution.rules);
    rules.filter(|rule| {
        let hits = |clause: &String| rule.clauses.is_empty() || rule.clauses.contains(clause);
        rule.about == RuleAbout::Change && proposal.changes.iter().any(hits)
    })
}

fn larger(a: Option<(u32, u32)>, b: Option<(u32, u32)>) -> Option<(u32, u32)> {
    let (Some(a), Some(b)) = (a, b) else { return a.or(b) };
    let more = u64::from(a.0) * u64::from(b.1) >= u64::from(b.0) * u64::from(a.1);
    Some(if more { a } else { b })
}

/// What must agree: what the proposal says, and no less than the constitution asks for its clauses.
fn threshold(node: &Node, proposal: &Proposal) -> Option<(u32, u32)> {
    let asked = change_rules(node, proposal).filter_map(|rule| rule.threshold);
    asked.fold(proposal.threshold, |most, share| larger(most, Some(share)))
}

fn quorum(node: &Node, proposal: &Proposal) -> Result<Quorum, Unready> {
    let asked = change_rules(node, proposal).filter_map(|rule| rule.quorum);
    let share = asked.fold(proposal.quorum, |most, share| larger(most, Some(share)));
    Ok(match (proposal.terms.approval_quorum, share) {
        (Some(ApprovalQuorum::Votes(votes)), _) => Quorum::Approval { votes: votes.into() },
        (Some(ApprovalQuorum::SquareRoot), _) => Quorum::ApprovalSquareRoot,
        (None, Some((num, den))) => Quorum::Participation { share: Share::new(num, den)? },
        (None, None) => Quorum::None,
    })
}

fn tie(terms: &BallotTerms) -> Result<TieRule, Unready> {
    Ok(match terms.tie {
        TieBreak::StatusQuo => TieRule::StatusQuo,
        TieBreak::Lot => TieRule::Lot,
        TieBreak::Chair => {
            let choice = terms.casting_vote.as_deref().map(named).transpose()?;
            TieRule::Chair { choice }
        }
    })
}

/// The last thing that was found about each objection.
fn rulings(node: &Node, proposal: &Proposal) -> Result<Vec<Ruling>, Unready> {
    let mut rulings = BTreeMap::new();
    for recorded in &node.state.civic {
        let Kind::ObjectionRule(ruling) = &*recorded.what else { continue };
        if ruling.proposal == proposal.slug {
            let found = Ruling {
                objector: named(ruling.objector.as_str())?,
                not_qualified: ruling.not_qualified.into(),
                qualified: ruling.qualified.into(),
                reason: ruling.reason.clone(),
            };
            rulings.insert(ruling.objector.clone(), found);
        }
    }
    Ok(rulings.into_values().collect())
}

fn delegation(
    node: &Node,
    proposal: &Proposal,
    method: &Method,
) -> Result<DelegationRule, Unready> {
    let terms = &proposal.terms;
    let usual = !matches!(DelegationRule::usual(method), DelegationRule::Forbidden);
    let allowed = terms.delegation.unwrap_or(usual) && !terms.secret && !is_sharing(proposal);
    if !allowed {
        return Ok(DelegationRule::Forbidden);
    }
    let caps = node.documents.constitution.iter().flat_map(|constitution| &constitution.rules);
    let cap = caps.filter(|rule| rule.about == RuleAbout::Delegations).find_map(|r| r.threshold);
    let share = terms.delegate_at_most.or(cap);
    let max_share = share.map(|(num, den)| Share::new(num, den)).transpose()?;
    Ok(DelegationRule::Allowed { area: terms.topic.as_deref().map(Into::into), max_share })
}

/// What is to be shared out, for proposals that do so.
pub fn plan(node: &Node, proposal: &Proposal) -> Result<Plan, Unready> {
    let terms = &proposal.terms;
    let stock = proposal.options.iter().map(|option| {
        let number = terms.stock.get(option).copied().unwrap_or(1);
        Ok((named(option)?, number))
    });
    let way = match proposal.method.as_deref() {
        Some("allocate-lot") => {
            Way::Lot { seed: lots::seed_of(node, proposal).ok_or(Unready::NoSeed)? }
        }
        Some("allocate-priority") => {
            let list = terms.priorities.iter().map(|(option, handles)| {
                let names = handles.iter().map(|handle| named(handle.as_str()));
                Ok((named(option)?, names.collect::<Result<_, Unready>>()?))
            });
            Way::Priority { priorities: list.collect::<Result<_, Unready>>()? }
        }
        _ => {
            let held = terms.holdings.iter();
            let held = held.map(|(who, what)| Ok((named(who.as_str())?, named(what)?)));
            Way::Trade { holdings: held.collect::<Result<_, Unready>>()? }
        }
    };
    Ok(Plan {
        id: named(proposal.slug.as_str())?,
        question: proposal.name.base.as_str().into(),
        stock: stock.collect::<Result<_, Unready>>()?,
        way,
    })
}
