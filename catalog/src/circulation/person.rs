//! What a borrower's own standing says, whatever they would like to borrow.

use jiff::civil::Date;

use super::{Borrower, Denial, Standing, caps};
use crate::fold::Node;
use crate::ids::{PolicyName, Slug};
use crate::record::{CirculationPolicy, RuleAbout};

/// Why a member could not borrow one more thing under a policy today; nothing if they could.
pub fn against_borrower(
    node: &Node,
    borrower: &Borrower,
    (name, policy): (Option<&PolicyName>, &CirculationPolicy),
    today: Date,
) -> Vec<Denial> {
    let mut against = Vec::new();
    match borrower.standing {
        Standing::Left => against.push(Denial::Left),
        Standing::Provisional if !borrower.loans.is_empty() => against.push(Denial::Provisional),
        Standing::Provisional | Standing::Member => {}
    }
    if policy.block_if_overdue {
        let late: Vec<_> = borrower.overdue(node, today).collect();
        if let Some(oldest) = late.iter().map(|loan| loan.due.date).min() {
            let loans = late.iter().map(|loan| loan.id).collect();
            against.push(Denial::Overdue { loans, oldest });
        }
    }
    let open = open_under(node, borrower, name);
    if let Some(most) = policy.max_open_per_member.filter(|&most| open >= most) {
        against.push(Denial::CapPolicy { most, policy: policy.label.as_str().into() });
    }
    let loans = borrower.loans.len().saturating_add(1);
    against.extend(caps::against(node, RuleAbout::Loans, loans));
    against
}

/// How many open loans the borrower has under a policy.
fn open_under(node: &Node, borrower: &Borrower, name: Option<&PolicyName>) -> u32 {
    let loans = borrower.loans.iter().filter_map(|id| node.state.loans.get(id));
    let same = loans.filter(|loan| loan.is_open() && loan.policy.name.as_ref() == name);
    u32::try_from(same.count()).unwrap_or(u32::MAX)
}

/// A training that is needed and not (or no longer) had.
pub(super) fn training_denial(node: &Node, borrower: &Borrower, training: &Slug) -> Denial {
    let known = node.documents.node.trainings.get(training);
    let name = known.map_or_else(|| training.to_string(), |t| t.name.base.clone());
    let mut had = borrower.grants.iter().filter_map(|id| node.state.grants.get(id));
    let expired = had.any(|grant| grant.training == *training && !grant.revoked);
    Denial::Training { training: training.clone(), name: name.into(), expired }
}
