//! Projects with costs and one budget: by votes, or by equal shares.
//!
//! Money is counted in minor units; shares in millionths of them, rounded so that nobody pays more
//! than they have. Projects that nobody approves are never funded. Where equal votes would compete
//! for the same money, a lot decides if a seed was named, else the order of the list.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::working::{Working, groups};
use super::{Cast, sums};
use crate::method::Budget;
use crate::outcome::{Count, Spending, Verdict};
use crate::sentence::Fact;

/// Costs in the order of the list.
fn costs(working: &Working<'_>, money: &Budget) -> Vec<u64> {
    let cost = |place| working.key(place).and_then(|key| money.costs.get(key)).copied();
    (0..working.options()).map(|place| cost(place).unwrap_or(u64::MAX)).collect()
}

fn at(numbers: &[u64], place: usize) -> u64 {
    numbers.get(place).copied().unwrap_or(0)
}

/// Funds the projects with the most votes, leaving out those that cannot be paid any more.
pub(super) fn greedy(mut working: Working<'_>, money: &Budget) -> Count {
    let (costs, votes) = (costs(&working, money), sums::sums(&working));
    working.set_votes(&votes, "option-votes");
    let eligible = sums::eligible(&mut working, &votes);
    let mut left = money.budget;
    let mut funded = Vec::new();
    for group in groups(&votes, eligible) {
        let together =
            group.iter().try_fold(0_u64, |sum, place| sum.checked_add(at(&costs, *place)));
        let compete = group.len() > 1 && together.is_none_or(|cost| cost > left);
        let order = if compete { working.order_tied(&group) } else { group };
        for place in order {
            let cost = at(&costs, place);
            let fits = cost <= left;
            if fits {
                left -= cost;
                funded.push(place);
            }
            say_project(&mut working, place, at(&votes, place), cost, left, fits);
        }
    }
    finish(working, money, &costs, &funded)
}

fn say_project(
    working: &mut Working<'_>,
    place: usize,
    votes: u64,
    cost: u64,
    left: u64,
    funded: bool,
) {
    let facts: [(&'static str, Fact); 4] = [
        ("option", working.name(place)),
        ("votes", votes.into()),
        ("cost", cost.into()),
        ("left", left.into()),
    ];
    working.say(if funded { "budget-funded" } else { "budget-skipped" }, facts);
}

fn spent(costs: &[u64], funded: &[usize]) -> u64 {
    funded.iter().fold(0, |sum, place| sum.saturating_add(at(costs, *place)))
}

fn finish(mut working: Working<'_>, money: &Budget, costs: &[u64], funded: &[usize]) -> Count {
    let spent = spent(costs, funded);
    working.sheet().spending = Some(Spending { budget: money.budget, spent });
    let rest: Vec<usize> = (0..working.options()).filter(|p| !funded.contains(p)).collect();
    let mut ranking: Vec<_> = funded.iter().map(|place| working.keys(&[*place])).collect();
    if !rest.is_empty() {
        ranking.push(working.keys(&rest));
    }
    working.sheet().ranking = ranking;
    if funded.is_empty() {
        let verdict = if working.weight() == 0 { Verdict::NoQuorum } else { Verdict::Rejected };
        working.say("nothing-chosen", []);
        return working.finish(verdict);
    }
    working.finish_won(funded)
}

/// Millionths of a minor unit.
const MICRO: u128 = 1_000_000;

/// Shares grow by one minor unit, or by a hundredth of the first share where that is more, so that
/// the number of trials does not depend on the currency.
const STEPS: u64 = 100;

/// How often shares are raised at most. A project with so few supporters that it would need more
/// than ten times the share is not bought with other people's.
const TRIALS: u32 = 1_000;

/// The method of equal shares, completed by raising everybody's share until the budget is used.
pub(super) fn equal_shares(mut working: Working<'_>, money: &Budget) -> Count {
    let (costs, votes) = (costs(&working, money), sums::sums(&working));
    working.set_votes(&votes, "option-votes");
    let eligible = sums::eligible(&mut working, &votes);
    let voters = working.weight().max(1);
    let facts = [("budget", money.budget.into()), ("votes", working.weight().into())];
    working.say("shares", facts);
    let order = tie_order(&working);
    let casts: Vec<&Cast> = working.casts().collect();
    let supporters = (0..working.options())
        .map(|place| {
            let supports = |cast: &&Cast| sums::value(&cast.choice, place) > 0;
            let both = casts.iter().enumerate().filter(|(_, cast)| supports(cast));
            both.map(|(voter, cast)| (voter, cast.weight)).collect()
        })
        .collect();
    let casts = casts.len();
    let shares = Shares { casts, supporters, costs: &costs, votes: &votes, order, eligible };
    let first = u128::from(money.budget) * MICRO / u128::from(voters);
    let step = (money.budget / voters / STEPS).max(1);
    let mut funded = shares.run(first);
    let mut raised = 0_u64;
    for _ in 0..TRIALS {
        if shares.is_exhaustive(&funded, money.budget) {
            break;
        }
        let more = raised.saturating_add(step);
        let next = shares.run(first + u128::from(more) * MICRO);
        if spent(&costs, &next) > money.budget {
            break;
        }
        (funded, raised) = (next, more);
    }
    if raised > 0 {
        working.say("shares-raised", [("raised", raised.into())]);
    }
    let mut left = money.budget;
    for place in &funded {
        left = left.saturating_sub(at(&costs, *place));
        say_project(&mut working, *place, at(&votes, *place), at(&costs, *place), left, true);
    }
    finish(working, money, &costs, &funded)
}

/// Places in the order that decides between projects that are equal in everything else.
fn tie_order(working: &Working<'_>) -> Vec<usize> {
    let all: Vec<usize> = (0..working.options()).collect();
    working.lot_order(&all).unwrap_or(all)
}

struct Shares<'a> {
    casts: usize,
    /// For each project, the places of its supporters among the casts, and their weights.
    supporters: Vec<Vec<(usize, u64)>>,
    costs: &'a [u64],
    votes: &'a [u64],
    order: Vec<usize>,
    eligible: Vec<usize>,
}

/// The most that a supporter pays for a project: `rest` shared among `payers`.
#[derive(Clone, Copy)]
struct Price {
    rest: u128,
    payers: u64,
}

impl Shares<'_> {
    /// The projects that are bought when everybody has this share, in the order of buying.
    fn run(&self, share: u128) -> Vec<usize> {
        let mut purse = vec![share; self.casts];
        let mut open: BTreeSet<usize> = self.eligible.iter().copied().collect();
        let mut bought = Vec::new();
        loop {
            let prices = open.iter().filter_map(|p| Some((*p, self.price(*p, &purse)?)));
            let best = prices.min_by(|a, b| self.compare(*a, *b));
            let Some((place, price)) = best else { return bought };
            let most = price.rest.div_ceil(u128::from(price.payers.max(1)));
            for (voter, _) in self.supporters_of(place) {
                if let Some(money) = purse.get_mut(*voter) {
                    *money -= most.min(*money);
                }
            }
            open.remove(&place);
            bought.push(place);
        }
    }

    fn supporters_of(&self, place: usize) -> &[(usize, u64)] {
        self.supporters.get(place).map_or(&[], Vec::as_slice)
    }

    /// What supporters would pay for a project if all pay alike as far as they can; none if they
    /// cannot pay it together.
    fn price(&self, place: usize, purse: &[u128]) -> Option<Price> {
        let money = |(voter, weight): &(usize, u64)| Some((*purse.get(*voter)?, *weight));
        let mut supporters: Vec<(u128, u64)> =
            self.supporters_of(place).iter().filter_map(money).collect();
        supporters.sort_unstable();
        let mut payers: u64 = supporters.iter().map(|(_, weight)| weight).sum();
        let mut rest = u128::from(at(self.costs, place)) * MICRO;
        for (money, weight) in supporters {
            if money * u128::from(payers) >= rest {
                return Some(Price { rest, payers });
            }
            rest -= money * u128::from(weight);
            payers -= weight;
        }
        None
    }

    /// Cheaper for its supporters, by what it gives them, is better; then more votes, then less
    /// cost, then the lot or the list.
    fn compare(&self, (a, price_a): (usize, Price), (b, price_b): (usize, Price)) -> Ordering {
        let denominator = |place: usize, price: Price| {
            u128::from(at(self.costs, place)) * u128::from(price.payers)
        };
        let place = |p: usize| self.order.iter().position(|other| *other == p);
        let left = (price_a.rest, denominator(a, price_a));
        let right = (price_b.rest, denominator(b, price_b));
        compare_fractions(left, right)
            .then_with(|| at(self.votes, b).cmp(&at(self.votes, a)))
            .then_with(|| at(self.costs, a).cmp(&at(self.costs, b)))
            .then_with(|| place(a).cmp(&place(b)))
    }

    /// Whether nothing that anybody approves could still be paid.
    fn is_exhaustive(&self, funded: &[usize], budget: u64) -> bool {
        let left = budget.saturating_sub(spent(self.costs, funded));
        let open = self.eligible.iter().filter(|place| !funded.contains(place));
        open.into_iter().all(|place| at(self.costs, *place) > left)
    }
}

/// Compares two fractions exactly, without a product that could overflow: by their whole parts,
/// then by the reciprocals of what is left.
fn compare_fractions((a, b): (u128, u128), (c, d): (u128, u128)) -> Ordering {
    if b == 0 || d == 0 {
        return (b == 0).cmp(&(d == 0));
    }
    match (a / b).cmp(&(c / d)) {
        Ordering::Equal => match (a % b, c % d) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            (left, right) => compare_fractions((d, right), (b, left)),
        },
        unequal => unequal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn fractions_compare_as_their_cross_products_do(
            a in 0_u64..1_000, b in 1_u64..1_000, c in 0_u64..1_000, d in 1_u64..1_000,
        ) {
            let wide = |n: u64| u128::from(n);
            let exact = (a * d).cmp(&(c * b));
            prop_assert_eq!(compare_fractions((wide(a), wide(b)), (wide(c), wide(d))), exact);
        }
    }
}
