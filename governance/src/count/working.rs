//! The sheet that a count is worked out on: what was said so far, the quorum, and how ties break.

use super::{Cast, CountError, Profile, Terms, plain_counts};
use crate::decision::{Quorum, TieRule};
use crate::keys::OptionKey;
use crate::lot;
use crate::method::Method;
use crate::outcome::{
    Breaker, Count, DropReason, Dropped, QuorumLine, QuorumReport, Tie, TieStage, Verdict, Votes,
};
use crate::sentence::{Fact, Sentence};

/// A count in the making. Options are places in the profile's list.
pub(super) struct Working<'a> {
    profile: &'a Profile,
    pub(super) terms: &'a Terms,
    needed: u64,
    count: Count,
}

impl<'a> Working<'a> {
    pub(super) fn new(profile: &'a Profile, terms: &'a Terms) -> Result<Self, CountError> {
        let roll = match (terms.quorum, terms.roll) {
            (_, Some(roll)) => roll,
            (Quorum::None | Quorum::Approval { .. }, None) => 0,
            (_, None) => return Err(CountError::RollUnknown),
        };
        let count = Count {
            result: Verdict::Rejected,
            winners: Vec::new(),
            ranking: Vec::new(),
            dropped: Vec::new(),
            counts: Vec::new(),
            quorum: QuorumReport { rule: terms.quorum, lines: Vec::new() },
            pairwise: None,
            rounds: Vec::new(),
            spending: None,
            objections: Vec::new(),
            ties: Vec::new(),
            explanation: Vec::new(),
        };
        Ok(Self { profile, terms, needed: terms.quorum.needed(roll), count })
    }

    pub(super) fn casts(&self) -> impl Iterator<Item = &'a Cast> + use<'a> {
        self.profile.casts.iter()
    }

    pub(super) fn weight(&self) -> u64 {
        self.profile.weight
    }

    pub(super) fn roll(&self) -> Option<u64> {
        self.terms.roll
    }

    pub(super) fn options(&self) -> usize {
        self.profile.options.len()
    }

    /// The key of an option. Places come from the profile, so there is always one.
    pub(super) fn key(&self, place: usize) -> Option<&'a OptionKey> {
        self.profile.options.get(place)
    }

    pub(super) fn keys(&self, places: &[usize]) -> Vec<OptionKey> {
        places.iter().filter_map(|place| self.key(*place).cloned()).collect()
    }

    pub(super) fn name(&self, place: usize) -> Fact {
        Fact::from(self.key(place).map_or("", OptionKey::as_str))
    }

    pub(super) fn names(&self, places: &[usize]) -> Fact {
        Fact::List(self.keys(places).iter().map(ToString::to_string).collect())
    }

    pub(super) fn say<const N: usize>(
        &mut self,
        key: &'static str,
        facts: [(&'static str, Fact); N],
    ) {
        self.count.explanation.push(Sentence::new(key, facts));
    }

    pub(super) fn add(&mut self, sentence: Sentence) {
        self.count.explanation.push(sentence);
    }

    pub(super) fn sheet(&mut self) -> &mut Count {
        &mut self.count
    }

    /// Compares those who took part with the quorum, where the quorum is about that.
    pub(super) fn participation_is_met(&mut self) -> bool {
        match self.terms.quorum {
            Quorum::Participation { .. } => {
                let reached = self.weight();
                let met = reached >= self.needed;
                let key = if met { "quorum-met" } else { "quorum-missed" };
                self.quorum_line(None, reached, key)
            }
            Quorum::None => {
                self.say("quorum-none", []);
                true
            }
            Quorum::Approval { .. } | Quorum::ApprovalSquareRoot => true,
        }
    }

    /// Compares the votes for an option (or for the proposal) with a quorum per option.
    pub(super) fn approval_is_met(&mut self, place: Option<usize>, reached: u64) -> bool {
        if !self.terms.quorum.is_per_option() {
            return true;
        }
        let met = reached >= self.needed;
        let key = match (place.is_some(), met) {
            (true, true) => "quorum-option-met",
            (true, false) => "quorum-option-missed",
            (false, true) => "quorum-met",
            (false, false) => "quorum-missed",
        };
        self.quorum_line(place, reached, key)
    }

    fn quorum_line(&mut self, place: Option<usize>, reached: u64, key: &'static str) -> bool {
        let (needed, met) = (self.needed, reached >= self.needed);
        let option = place.and_then(|place| self.key(place).cloned());
        let facts = [("reached", reached.into()), ("needed", needed.into())];
        match place {
            Some(place) => {
                let [reached, needed] = facts;
                self.say(key, [("option", self.name(place)), reached, needed]);
            }
            None => self.say(key, facts),
        }
        self.count.quorum.lines.push(QuorumLine { option, needed, reached, met });
        met
    }

    /// Leaves an option out of the count.
    pub(super) fn drop_option(&mut self, place: usize, why: DropReason) {
        self.count.dropped.extend(self.key(place).cloned().map(|option| Dropped { option, why }));
    }

    /// Writes the votes of each option down, and says them.
    pub(super) fn set_votes(&mut self, votes: &[u64], key: &'static str) {
        for (place, votes) in votes.iter().enumerate() {
            self.say(key, [("option", self.name(place)), ("votes", (*votes).into())]);
            let of = self.key(place).map_or_else(Box::default, |option| option.as_str().into());
            self.count.counts.push(Votes { of, votes: *votes });
        }
    }

    /// Writes the ranking by votes down, equal options together.
    pub(super) fn rank_by(&mut self, votes: &[u64]) {
        self.count.ranking =
            groups(votes, 0..votes.len()).into_iter().map(|group| self.keys(&group)).collect();
    }

    /// The end of a vote that missed its quorum.
    pub(super) fn without_quorum(mut self, method: &Method) -> Count {
        let (counts, sentence) = plain_counts(&self, method);
        self.count.counts = counts;
        if !sentence.key.is_empty() {
            self.add(sentence);
        }
        self.finish(Verdict::NoQuorum)
    }

    pub(super) fn finish(mut self, verdict: Verdict) -> Count {
        self.count.result = verdict;
        self.count
    }

    /// The end of a vote that chose these options.
    pub(super) fn finish_won(mut self, winners: &[usize]) -> Count {
        self.say("winner", [("options", self.names(winners))]);
        self.count.winners = self.keys(winners);
        self.finish(Verdict::Won)
    }

    /// Writes a tie down.
    pub(super) fn note_tie(
        &mut self,
        stage: TieStage,
        between: &[usize],
        breaker: Breaker,
        fell_on: &[usize],
    ) {
        let (between, fell_on) = (self.keys(between), self.keys(fell_on));
        self.count.ties.push(Tie { stage, between, breaker, fell_on });
    }

    /// Orders equal options by lot, best first; none without a seed.
    pub(super) fn lot_order(&self, tied: &[usize]) -> Option<Vec<usize>> {
        let seed = self.terms.seed.as_ref()?;
        let mut order = tied.to_vec();
        order.sort_by_cached_key(|place| {
            let name = self.key(*place).map_or("", OptionKey::as_str);
            (lot::ticket(seed, name), name)
        });
        Some(order)
    }

    /// Chooses `seats` of the equal options by the rule for ties; none if it stays a tie.
    pub(super) fn break_final_tie(
        &mut self,
        stage: TieStage,
        tied: &[usize],
        seats: usize,
        default: Option<usize>,
    ) -> Option<Vec<usize>> {
        self.say("tie", [("options", self.names(tied))]);
        let chosen = match &self.terms.tie {
            TieRule::Lot => self.by_lot(tied, seats),
            TieRule::Chair { choice } => {
                let choice = choice.as_ref();
                let place =
                    tied.iter().copied().find(|p| choice.is_some() && self.key(*p) == choice);
                place.filter(|_| seats == 1).map(|place| (Breaker::Chair, vec![place]))
            }
            TieRule::StatusQuo => default
                .filter(|place| seats == 1 && tied.contains(place))
                .map(|place| (Breaker::StatusQuo, vec![place])),
        };
        let Some((breaker, chosen)) = chosen else {
            let lot = self.terms.tie == TieRule::Lot;
            self.say(if lot { "lot-needs-seed" } else { "tie-open" }, []);
            self.note_tie(stage, tied, Breaker::Open, &[]);
            return None;
        };
        self.say_broken(&breaker, &chosen);
        self.note_tie(stage, tied, breaker, &chosen);
        Some(chosen)
    }

    fn by_lot(&self, tied: &[usize], seats: usize) -> Option<(Breaker, Vec<usize>)> {
        let mut order = self.lot_order(tied)?;
        order.truncate(seats);
        Some((Breaker::Lot { seed: self.terms.seed.clone()? }, order))
    }

    /// Chooses one of several options that are equal in the last of `history`, by the most recent
    /// earlier round in which they differ, else by lot; none without a seed.
    pub(super) fn break_round_tie(
        &mut self,
        stage: TieStage,
        tied: &[usize],
        history: &[Vec<u64>],
    ) -> Option<usize> {
        self.say("tie", [("options", self.names(tied))]);
        let fewest = stage == TieStage::Elimination;
        let (left, differed_in) = narrow(tied, history, fewest);
        let (breaker, place) = if let ([place], Some(round)) = (&left[..], differed_in) {
            (Breaker::EarlierRound { round }, *place)
        } else {
            let Some(order) = self.lot_order(&left) else {
                self.say("lot-needs-seed", []);
                self.note_tie(stage, tied, Breaker::Open, &[]);
                return None;
            };
            // Who comes first in the lot is better off: elected first, eliminated last.
            let place = *(if fewest { order.last() } else { order.first() })?;
            (Breaker::Lot { seed: self.terms.seed.clone()? }, place)
        };
        self.say_broken(&breaker, &[place]);
        self.note_tie(stage, tied, breaker, &[place]);
        Some(place)
    }

    /// Orders equal options where the rules do not ask for a lot: by lot if a seed was named, else
    /// as they are listed.
    pub(super) fn order_tied(&mut self, tied: &[usize]) -> Vec<usize> {
        self.say("tie", [("options", self.names(tied))]);
        let by_lot = self.lot_order(tied).zip(self.terms.seed.clone());
        let (order, breaker) = match by_lot {
            Some((order, seed)) => (order, Breaker::Lot { seed }),
            None => (tied.to_vec(), Breaker::ListOrder),
        };
        self.say_broken(&breaker, &order);
        self.note_tie(TieStage::Winner, tied, breaker, &order);
        order
    }

    /// Says what broke a tie between the options that were just named.
    pub(super) fn say_broken(&mut self, breaker: &Breaker, chosen: &[usize]) {
        let option = ("option", self.names(chosen));
        match breaker {
            Breaker::Lot { seed } => {
                self.say("tie-lot", [("seed", seed.as_str().into()), option]);
            }
            Breaker::Chair => self.say("tie-chair", [option]),
            Breaker::StatusQuo => self.say("tie-status-quo", [option]),
            Breaker::HeadToHead => self.say("tie-head-to-head", [option]),
            Breaker::TopScores => self.say("tie-top-scores", [option]),
            Breaker::EarlierRound { round } => {
                self.say("tie-earlier-round", [("round", (*round).into()), option]);
            }
            Breaker::ListOrder => self.say("tie-list-order", [option]),
            Breaker::Open => self.say("tie-open", []),
        }
    }
}

/// Keeps those of the tied that had the fewest (or the most) votes in earlier rounds, the most
/// recent first, until one is left; with the round, from one, that decided last.
fn narrow(tied: &[usize], history: &[Vec<u64>], fewest: bool) -> (Vec<usize>, Option<u64>) {
    let mut left = tied.to_vec();
    let mut decided = None;
    for (place, votes) in history.iter().enumerate().rev() {
        let mut groups = groups(votes, left.iter().copied());
        if groups.len() > 1 {
            decided = u64::try_from(place + 1).ok();
        }
        left = if fewest { groups.pop() } else { groups.into_iter().next() }.unwrap_or_default();
        if left.len() == 1 {
            break;
        }
    }
    (left, decided)
}

/// Places in groups of equal votes, the most first; within a group in the order of the list.
pub(super) fn groups(votes: &[u64], places: impl IntoIterator<Item = usize>) -> Vec<Vec<usize>> {
    let of = |place: &usize| votes.get(*place).copied().unwrap_or(0);
    let mut places: Vec<usize> = places.into_iter().collect();
    places.sort_by_key(|place| (std::cmp::Reverse(of(place)), *place));
    places.chunk_by(|a, b| of(a) == of(b)).map(<[usize]>::to_vec).collect()
}
