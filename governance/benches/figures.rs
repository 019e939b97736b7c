//! The figures that counting is held to: many ballots, many options, many delegations.

use divan::Bencher;
use governance::choice::{Choice, Ranking};
use governance::count::{Profile, Terms, count};
use governance::decision::{Decision, Period, TieRule};
use governance::delegation::{Delegation, DelegationRule, Scope, resolve};
use governance::keys::{MemberKey, OptionKey};
use governance::method::{Method, Reading};
use governance::outcome::Verdict;
use jiff::Timestamp;

fn main() {
    divan::main();
}

/// A small linear congruential generator (Knuth, MMIX).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n.max(1)
    }
}

fn rankings(ballots: usize, options: usize) -> Profile {
    let keys = (1..=options).filter_map(|n| format!("option {n}").parse::<OptionKey>().ok());
    let mut profile = Profile::new(keys.collect());
    let mut dice = Dice(7);
    for _ in 0..ballots {
        let mut order: Vec<usize> = (0..options).collect();
        for at in (1..options).rev() {
            order.swap(at, dice.roll(at + 1));
        }
        let choice = Choice::Ranking(Ranking::strict(order));
        profile.push(1, None, choice).expect("few ballots");
    }
    profile
}

#[divan::bench(sample_count = 5)]
fn schulze_of_100_000_ballots_on_30_options(bencher: Bencher<'_, '_>) {
    let profile = rankings(100_000, 30);
    let method = Method::RankedSchulze { default: None, ratios: [].into() };
    bencher.bench(|| count(&profile, &method, &Terms::default()).expect("countable"));
}

#[divan::bench(sample_count = 5)]
fn transferable_votes_of_43_000_ballots_on_30_options_for_3_seats(bencher: Bencher<'_, '_>) {
    let profile = rankings(43_000, 30);
    let seats = 3.try_into().expect("three");
    let method = Method::RankedStv { seats, reading: Reading::default() };
    let terms = Terms { tie: TieRule::Lot, seed: "a lot".parse().ok(), ..Terms::default() };
    bencher.bench(|| {
        let counted = count(&profile, &method, &terms).expect("countable");
        assert_eq!(counted.result, Verdict::Won, "not stopped at a tie");
        counted
    });
}

#[divan::bench(sample_count = 5)]
fn resolving_100_000_delegations(bencher: Bencher<'_, '_>) {
    let member = |n: usize| format!("m{n}").parse::<MemberKey>().expect("a name");
    let from = Timestamp::new(500, 0).expect("a moment");
    let mut dice = Dice(11);
    let delegations: Vec<Delegation> = (0..100_000)
        .map(|n| Delegation {
            truster: member(n),
            trustee: Some(member(dice.roll(110_000))),
            scope: Scope::Node,
            from,
            until: None,
            revoked_at: None,
        })
        .collect();
    let at = |second| Timestamp::new(second, 0).expect("a moment");
    let method = Method::named("majority").expect("a method");
    let period = Period::new(at(1_000), at(2_000));
    let mut decision = Decision::new("d".parse().expect("a name"), "?", method, period);
    decision.roll = (0..110_000).map(member).collect();
    decision.delegation = DelegationRule::Allowed { area: None, max_share: None };
    let voters: Vec<MemberKey> = (100_000..110_000).map(member).collect();
    bencher.bench(|| resolve(&decision, &delegations, &voters));
}
