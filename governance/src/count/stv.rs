//! Single transferable vote by the rules of the Scottish Local Government Elections Order 2007
//! (schedule 1, rules 45 to 52): weighted inclusive Gregory transfers.
//!
//! The quota is the whole part of the valid votes divided by one more than the seats, plus one. All
//! values have five decimals, cut off. One surplus moves at a time, the largest first; when none is
//! left, the option with the fewest votes is excluded. Ties fall by the most recent earlier stage
//! in which the tied ones differed, else by lot. The count ends when as many are left as there are
//! seats.

use std::collections::BTreeSet;

use super::runoff::{ballots, current, note_round, round_number};
use super::working::{Working, groups};
use crate::choice::Ranking;
use crate::method::{Reading, Seats};
use crate::outcome::{Count, Fixed, TieStage, Verdict, Votes};

/// Papers that are alike, with the value of each in hundred-thousandths.
struct Parcel<'a> {
    ranking: &'a Ranking,
    papers: u64,
    value: u64,
}

struct Stv<'a> {
    working: Working<'a>,
    reading: Reading,
    seats: usize,
    /// In hundred-thousandths.
    quota: u64,
    /// All valid votes, in hundred-thousandths.
    total: u64,
    /// The papers that each option holds.
    held: Vec<Vec<Parcel<'a>>>,
    /// The votes of each option, in hundred-thousandths.
    votes: Vec<u64>,
    history: Vec<Vec<u64>>,
    continuing: BTreeSet<usize>,
    elected: Vec<usize>,
    /// Elected options whose surplus has not moved yet.
    surpluses: BTreeSet<usize>,
    excluded: Vec<usize>,
}

pub(super) fn count(working: Working<'_>, reading: Reading, seats: Seats) -> Count {
    let mut stv = Stv::first_stage(working, reading, seats);
    if stv.total == 0 {
        stv.working.say("nobody-voted", []);
        return stv.working.finish(Verdict::NoQuorum);
    }
    loop {
        stv.elect();
        if stv.is_over() {
            return stv.finish();
        }
        let moved = if stv.surpluses.is_empty() { stv.exclude() } else { stv.move_surplus() };
        if moved.is_none() {
            return stv.finish_tied();
        }
        stv.note_stage();
    }
}

impl<'a> Stv<'a> {
    fn first_stage(mut working: Working<'a>, reading: Reading, seats: Seats) -> Self {
        let options = working.options();
        let continuing: BTreeSet<usize> = (0..options).collect();
        let mut held: Vec<Vec<Parcel<'a>>> = (0..options).map(|_| Vec::new()).collect();
        let mut first = vec![0_u64; options];
        for (ranking, papers) in ballots(&working) {
            let Some(option) = current(ranking, reading, &continuing) else { continue };
            if let (Some(parcels), Some(sum)) = (held.get_mut(option), first.get_mut(option)) {
                parcels.push(Parcel { ranking, papers, value: Fixed::ONE });
                *sum += papers;
            }
        }
        for (place, votes) in first.iter().enumerate() {
            let of = working.key(place).map_or_else(Box::default, |option| option.as_str().into());
            working.sheet().counts.push(Votes { of, votes: *votes });
        }
        let valid: u64 = first.iter().sum();
        let quota = valid / (u64::from(seats.get()) + 1) + 1;
        let facts = [
            ("valid", valid.into()),
            ("seats", u64::from(seats.get()).into()),
            ("quota", quota.into()),
        ];
        working.say("stv-quota", facts);
        let mut stv = Self {
            working,
            reading,
            seats: usize::try_from(seats.get()).unwrap_or(usize::MAX),
            quota: quota * Fixed::ONE,
            total: valid * Fixed::ONE,
            held,
            votes: first.iter().map(|votes| votes * Fixed::ONE).collect(),
            history: Vec::new(),
            continuing,
            elected: Vec::new(),
            surpluses: BTreeSet::new(),
            excluded: Vec::new(),
        };
        stv.note_stage();
        stv
    }

    fn of(&self, place: usize) -> u64 {
        self.votes.get(place).copied().unwrap_or(0)
    }

    fn note_stage(&mut self) {
        let counting: u64 = self.votes.iter().sum();
        let shown = |place: usize| !self.excluded.contains(&place);
        note_round(&mut self.working, &self.votes, shown, self.total - counting);
        self.history.push(self.votes.clone());
    }

    /// Elects who has the quota, and everybody left when they are as many as the seats.
    fn elect(&mut self) {
        let round = round_number(&mut self.working);
        let order = groups(&self.votes, self.continuing.iter().copied());
        let reached = order.iter().flatten().copied().filter(|place| self.of(*place) >= self.quota);
        let reached: Vec<usize> = reached.take(self.seats - self.elected.len()).collect();
        for place in &reached {
            let votes = Fixed::from_parts(self.of(*place)).to_string();
            let option = ("option", self.working.name(*place));
            self.working
                .say("stv-elected", [("round", round.into()), option, ("votes", votes.into())]);
            if self.of(*place) > self.quota {
                self.surpluses.insert(*place);
            }
            self.take_in(*place);
        }
        let vacancies = self.seats - self.elected.len();
        if vacancies > 0 && self.continuing.len() <= vacancies && !self.continuing.is_empty() {
            let rest: Vec<usize> =
                order.into_iter().flatten().filter(|p| self.continuing.contains(p)).collect();
            let options = ("options", self.working.names(&rest));
            self.working.say("stv-remaining", [("round", round.into()), options]);
            for place in rest {
                self.take_in(place);
            }
        }
    }

    fn take_in(&mut self, place: usize) {
        self.continuing.remove(&place);
        self.elected.push(place);
        let key = self.working.keys(&[place]);
        if let Some(round) = self.working.sheet().rounds.last_mut() {
            round.elected.extend(key);
        }
    }

    fn is_over(&self) -> bool {
        self.elected.len() >= self.seats || self.continuing.is_empty()
    }

    /// Moves the largest surplus; none if a tie stays open.
    fn move_surplus(&mut self) -> Option<()> {
        let largest = groups(&self.votes, self.surpluses.iter().copied()).into_iter().next()?;
        let place = match largest[..] {
            [place] => place,
            _ => self.working.break_round_tie(TieStage::Surplus, &largest, &self.history)?,
        };
        self.surpluses.remove(&place);
        let (total, surplus) = (self.of(place), self.of(place) - self.quota);
        self.note_surplus(place, surplus);
        let parcels = std::mem::take(self.held.get_mut(place)?);
        *self.votes.get_mut(place)? = self.quota;
        for Parcel { ranking, papers, value } in parcels {
            // surplus <= total, so the new value is not above the old one.
            let value = u128::from(surplus) * u128::from(value) / u128::from(total.max(1));
            self.pass_on(Parcel { ranking, papers, value: u64::try_from(value).unwrap_or(0) });
        }
        Some(())
    }

    /// Excludes who has the fewest votes; none if a tie stays open.
    fn exclude(&mut self) -> Option<()> {
        let fewest = groups(&self.votes, self.continuing.iter().copied()).pop()?;
        let place = match fewest[..] {
            [place] => place,
            _ => self.working.break_round_tie(TieStage::Elimination, &fewest, &self.history)?,
        };
        self.continuing.remove(&place);
        self.excluded.push(place);
        self.note_exclusion(place);
        *self.votes.get_mut(place)? = 0;
        for parcel in std::mem::take(self.held.get_mut(place)?) {
            self.pass_on(parcel);
        }
        Some(())
    }

    /// Gives papers to the next preference that is still in the count; without one they rest.
    fn pass_on(&mut self, parcel: Parcel<'a>) {
        let next = current(parcel.ranking, self.reading, &self.continuing);
        let Some(next) = next.filter(|_| parcel.value > 0) else { return };
        if let (Some(parcels), Some(votes)) = (self.held.get_mut(next), self.votes.get_mut(next)) {
            *votes += parcel.papers * parcel.value;
            parcels.push(parcel);
        }
    }

    fn note_surplus(&mut self, place: usize, surplus: u64) {
        let round = round_number(&mut self.working);
        let surplus = Fixed::from_parts(surplus).to_string();
        let facts = [("option", self.working.name(place)), ("surplus", surplus.into())];
        let [option, surplus] = facts;
        self.working.say("stv-surplus", [("round", round.into()), option, surplus]);
        let key = self.working.key(place).cloned();
        if let Some(round) = self.working.sheet().rounds.last_mut() {
            round.surplus_of = key;
        }
    }

    fn note_exclusion(&mut self, place: usize) {
        let round = round_number(&mut self.working);
        let votes = Fixed::from_parts(self.of(place)).to_string();
        let options = ("options", self.working.names(&[place]));
        self.working.say("round-out", [("round", round.into()), options, ("votes", votes.into())]);
        let keys = self.working.keys(&[place]);
        if let Some(round) = self.working.sheet().rounds.last_mut() {
            round.eliminated = keys;
        }
    }

    /// The elected in their order, then who was left by votes, then the excluded, the last first.
    fn rank(&mut self) {
        let mut order: Vec<Vec<usize>> = self.elected.iter().map(|place| vec![*place]).collect();
        order.extend(groups(&self.votes, self.continuing.iter().copied()));
        order.extend(self.excluded.iter().rev().map(|place| vec![*place]));
        let ranking = order.iter().map(|group| self.working.keys(group)).collect();
        self.working.sheet().ranking = ranking;
    }

    fn finish(mut self) -> Count {
        self.rank();
        self.working.finish_won(&self.elected)
    }

    fn finish_tied(mut self) -> Count {
        self.rank();
        self.working.finish(Verdict::Tied)
    }
}
