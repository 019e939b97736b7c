use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::tally::{open, tally, trackers};
use super::*;
use crate::ballot::Ballot;
use crate::choice::Choice;
use crate::count::CountError;
use crate::decision::{Decision, Period};
use crate::keys::MemberKey;
use crate::outcome::Verdict;

const NAMES: [&str; 12] =
    ["ana", "ben", "cy", "dee", "eli", "fay", "gus", "hana", "ivo", "jan", "kim", "lou"];

fn member(name: &str) -> MemberKey {
    name.parse().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A secret vote with a key of three trustees, two of whom open it.
struct Urn {
    decision: Decision,
    ceremony: Ceremony,
    keepers: Vec<Keeper>,
    ballots: Vec<Ballot>,
    openings: Vec<Opening>,
}

fn trusted() -> Trustees {
    Trustees::new(["xan", "yara", "zoe"].map(member).into(), 2).unwrap()
}

/// All trustees do what is due, in turns, until the key is made.
fn make_key(vote: &str, seeds: [u8; 3]) -> (Ceremony, Vec<Keeper>, Vec<TrusteeRecord>) {
    let trustees = trusted();
    let keepers: Vec<Keeper> = trustees
        .names()
        .iter()
        .zip(seeds)
        .map(|(name, seed)| Keeper::new(name.clone(), [seed; 32]))
        .collect();
    let mut records = Vec::new();
    for _ in 0..4 {
        for (place, keeper) in keepers.iter().enumerate() {
            let all = Ceremony::read(&vote.parse().unwrap(), &trustees, &records);
            if let Due::Step(step, data) = keeper.due(&all, &[99; 32]).unwrap() {
                records.push(TrusteeRecord { by: trustees.names()[place].clone(), step, data });
            }
        }
    }
    (Ceremony::read(&vote.parse().unwrap(), &trustees, &records), keepers, records)
}

impl Urn {
    fn new(method: &str, options: &[&str]) -> Self {
        let period = Period::new(at("2026-05-01T00:00:00Z"), at("2026-05-15T00:00:00Z"));
        let method = Method::named(method).unwrap();
        let mut decision = Decision::new("board".parse().unwrap(), "Board?", method, period);
        decision.options = options.iter().map(|option| option.parse().unwrap()).collect();
        decision.roll = NAMES.into_iter().map(member).collect();
        let (ceremony, keepers, _) = make_key("board", [1, 2, 3]);
        Self { decision, ceremony, keepers, ballots: Vec::new(), openings: Vec::new() }
    }

    fn poll(&self) -> Poll {
        let shape = Shape::of(&self.decision.method, self.decision.options.len()).unwrap();
        Poll::new(self.decision.id.clone(), shape, self.ceremony.key().unwrap())
    }

    fn seal(&self, voter: &str, choice: &Value) -> Value {
        let options = self.decision.ballot_options();
        let choice = Choice::read(&self.decision.method, &options, choice, None).unwrap();
        let mut seed = [0; 32];
        seed[0] = u8::try_from(self.ballots.len()).unwrap();
        self.poll().seal(&member(voter), &choice, &seed).unwrap()
    }

    fn put(&mut self, voter: &str, choice: Value) {
        let id = format!("k1-{}", self.ballots.len() + 1);
        self.ballots.push(Ballot {
            id: id.parse().unwrap(),
            voter: member(voter),
            cast_at: at("2026-05-02T00:00:00Z"),
            received_at: None,
            choice,
            reason: None,
            is_own: true,
        });
    }

    fn vote(&mut self, voter: &str, choice: &Value) {
        let sealed = self.seal(voter, choice);
        self.put(voter, sealed);
    }

    fn open(&mut self, place: usize) {
        let with = (&self.keepers[place], &[7; 32]);
        let (ballots, shares) =
            open(&self.decision, &self.poll(), &self.ceremony, &self.ballots, &self.openings, with)
                .unwrap();
        let by = trusted().names()[place].clone();
        self.openings.push(Opening { by, at: at("2026-06-01T00:00:00Z"), ballots, shares });
    }

    fn count(&self) -> Result<crate::outcome::Outcome, CountError> {
        tally(&self.decision, &self.poll(), &self.ballots, &self.openings)
    }
}

fn refusals(outcome: &crate::outcome::Outcome) -> Vec<String> {
    let refused = outcome.ballots.refused.iter();
    refused.map(|one| format!("{}: {}", one.voter, one.refusal)).collect()
}

#[test]
fn two_of_three_trustees_open_the_sum_and_one_alone_opens_nothing() {
    let mut vote = Urn::new("majority", &[]);
    for (place, name) in NAMES.iter().enumerate().take(10) {
        vote.vote(name, &json!(["yes", "yes", "no", "abstain"][place % 4]));
    }
    vote.open(2);
    assert_eq!(vote.count(), Err(CountError::Sealed { opened: 1, needed: 2 }));
    vote.open(0);
    let outcome = vote.count().unwrap();
    assert_eq!(outcome.count.result, Verdict::Adopted);
    let counts: Vec<u64> = outcome.count.counts.iter().map(|votes| votes.votes).collect();
    assert_eq!(counts, [6, 2, 2]);
    // A third opening changes nothing but who opened.
    vote.open(1);
    assert_eq!(vote.count().unwrap().count, {
        let mut same = outcome.count.clone();
        same.explanation = vote.count().unwrap().count.explanation;
        same
    });
    assert_eq!(vote.count().unwrap().sealed.unwrap().trackers.len(), 10);
}

#[test]
fn the_result_is_the_same_bytes_whatever_order_records_come_in() {
    let mut vote = Urn::new("approval", &["tea", "mate", "juice"]);
    vote.vote("ana", &json!(["tea", "mate"]));
    vote.vote("ben", &json!(["tea"]));
    vote.vote("cy", &json!([]));
    vote.open(0);
    vote.open(1);
    let first = vote.count().unwrap().to_json().unwrap();
    vote.ballots.reverse();
    vote.openings.reverse();
    assert_eq!(vote.count().unwrap().to_json().unwrap(), first);
    let sums: Value = serde_json::from_str(&first).unwrap();
    assert_eq!(
        sums["counts"],
        json!([
            { "of": "tea", "votes": 2 }, { "of": "mate", "votes": 1 }, { "of": "juice", "votes": 0 },
        ])
    );
}

#[test]
fn a_copied_ballot_a_bad_proof_and_words_are_kept_and_not_counted() {
    let mut vote = Urn::new("majority", &[]);
    vote.vote("ana", &json!("yes"));
    let copy = vote.ballots[0].choice.clone();
    vote.put("ben", copy.clone());
    // Two answers at once: proofs of one ballot under the numbers of another.
    let mut twisted = vote.seal("cy", &json!("no"));
    twisted["sealed"]["votes"] = copy["sealed"]["votes"].clone();
    vote.put("cy", twisted);
    vote.put("dee", json!("yes"));
    let mut short = vote.seal("eli", &json!("no"));
    short["sealed"]["votes"].as_array_mut().unwrap().pop();
    vote.put("eli", short);
    vote.vote("fay", &json!("no"));
    vote.ballots[5].reason = Some("because".into());
    vote.vote("outsider", &json!("no"));
    vote.vote("gus", &json!("no"));
    vote.ballots[7].is_own = false;
    vote.open(0);
    vote.open(1);
    let outcome = vote.count().unwrap();
    assert_eq!(
        refusals(&outcome),
        [
            "ben: its proof does not hold: it was made for another vote or voter, or says too much",
            "cy: its proof does not hold: it was made for another vote or voter, or says too much",
            "dee: it is not a sealed ballot",
            "eli: it has another number of answers than the vote",
            "fay: a sealed ballot carries no words",
            "outsider: the voter was not on the roll when it was frozen",
            "gus: somebody else cast it in the voter's name",
        ]
    );
    assert_eq!(outcome.turnout.direct, 1);
    assert_eq!(outcome.count.counts[0].votes, 1);
}

#[test]
fn a_ballot_for_another_vote_does_not_pass() {
    let mut other = Urn::new("majority", &[]);
    other.decision.id = "roof".parse().unwrap();
    let (ceremony, ..) = make_key("roof", [1, 2, 3]);
    other.ceremony = ceremony;
    let foreign = other.seal("ana", &json!("yes"));
    let mut vote = Urn::new("majority", &[]);
    vote.put("ana", foreign);
    vote.vote("ben", &json!("yes"));
    vote.open(0);
    vote.open(1);
    assert_eq!(vote.count().unwrap().ballots.refused.len(), 1);
}

#[test]
fn a_later_ballot_replaces_the_earlier_one_and_its_voter_finds_both() {
    let mut vote = Urn::new("majority", &[]);
    vote.vote("ana", &json!("yes"));
    vote.vote("ana", &json!("no"));
    let all = trackers(&vote.decision, &vote.poll(), &vote.ballots);
    let states: Vec<_> = all.iter().map(|one| one.state.clone()).collect();
    assert!(states.contains(&TrackedState::Counted) && states.contains(&TrackedState::Replaced));
    let shown = ballot::tracker(&vote.decision.id, &member("ana"), &vote.ballots[1].choice);
    let shown = shown.unwrap();
    assert_eq!(shown.len(), 19);
    assert!(all.iter().any(|one| one.tracker == shown && one.state == TrackedState::Counted));
    vote.open(0);
    vote.open(1);
    let outcome = vote.count().unwrap();
    assert_eq!(outcome.count.counts[1].votes, 1);
    assert_eq!(outcome.sealed.unwrap().trackers, [shown.into()]);
}

#[test]
fn a_forged_share_does_not_open_anything() {
    let mut vote = Urn::new("majority", &[]);
    vote.vote("ana", &json!("yes"));
    vote.vote("ben", &json!("no"));
    vote.open(0);
    vote.open(1);
    let honest = vote.openings[1].clone();
    // Somebody else's share under one's own name, an early one, one over foreign ballots.
    vote.openings[1].shares = vote.openings[0].shares.clone();
    assert_eq!(vote.count(), Err(CountError::Sealed { opened: 1, needed: 2 }));
    vote.openings[1] = honest.clone();
    vote.openings[1].at = at("2026-05-03T00:00:00Z");
    assert!(vote.count().is_err());
    vote.openings[1] = honest.clone();
    vote.openings[1].ballots.push("k9-9".parse().unwrap());
    assert!(vote.count().is_err());
    vote.openings[1].by = member("ana");
    assert!(vote.count().is_err());
    vote.openings.push(honest);
    let outcome = vote.count().unwrap();
    let refused = outcome.sealed.unwrap().refused;
    assert_eq!(refused.iter().map(|one| one.why).collect::<Vec<_>>(), [OpeningFault::NotTrustee]);
}

#[test]
fn a_ballot_that_turns_up_after_the_opening_is_not_in_the_sum() {
    let mut vote = Urn::new("majority", &[]);
    vote.vote("ana", &json!("yes"));
    vote.vote("ben", &json!("no"));
    vote.open(0);
    vote.vote("cy", &json!("yes"));
    // The second trustee opens the same sum, though there is one more ballot now: two sums that
    // differ by one ballot would tell what is in it.
    vote.open(1);
    assert_eq!(vote.openings[0].ballots, vote.openings[1].ballots);
    let outcome = vote.count().unwrap();
    assert_eq!(refusals(&outcome), ["cy: it reached the trustees after they had opened the sum"]);
    assert_eq!(outcome.turnout.direct, 2);
}

#[test]
fn a_tie_of_sealed_scores_is_not_broken_by_preferences_that_nobody_knows() {
    let mut vote = Urn::new("score", &["tea", "mate"]);
    vote.vote("ana", &json!({ "tea": 5 }));
    vote.vote("ben", &json!({ "mate": 3 }));
    vote.vote("cy", &json!({ "mate": 2 }));
    vote.open(0);
    vote.open(1);
    let outcome = vote.count().unwrap();
    assert_eq!(outcome.count.result, Verdict::Tied);
    let counts: Vec<u64> = outcome.count.counts.iter().map(|votes| votes.votes).collect();
    assert_eq!(counts, [5, 5]);
}

#[test]
fn one_option_or_none_is_sealed_for_plurality() {
    let mut vote = Urn::new("plurality", &["tea", "mate"]);
    vote.vote("ana", &json!("mate"));
    vote.vote("ben", &json!(null));
    vote.vote("cy", &json!("mate"));
    vote.open(1);
    vote.open(2);
    let outcome = vote.count().unwrap();
    assert_eq!(outcome.turnout.direct, 3);
    assert_eq!(outcome.count.winners[0].as_str(), "mate");
    assert_eq!(outcome.count.counts[1].votes, 2);
}

#[test]
fn a_key_needs_every_trustee_and_a_stranger_cannot_take_part() {
    let trustees = trusted();
    let vote = "board".parse().unwrap();
    let (_, keepers, records) = make_key("board", [1, 2, 3]);
    assert_eq!(records.len(), 12);
    for count in 0..12 {
        let some = Ceremony::read(&vote, &trustees, &records[..count]);
        assert!(some.key().is_none(), "{count} records make no key");
    }
    // Whatever order the records arrive in.
    let mut mixed = records.clone();
    mixed.reverse();
    let key = Ceremony::read(&vote, &trustees, &records).key().unwrap().to_string();
    assert_eq!(Ceremony::read(&vote, &trustees, &mixed).key().unwrap().to_string(), key);
    assert_eq!(key.len(), 64);
    let all = Ceremony::read(&vote, &trustees, &records);
    assert_eq!(keepers[0].due(&all, &[1; 32]), Ok(Due::Done));
    let stranger = Keeper::new(member("ana"), [4; 32]);
    assert_eq!(stranger.due(&all, &[1; 32]), Err(KeeperFault::NotTrustee));
    let other_seed = Keeper::new(member("xan"), [4; 32]);
    assert_eq!(other_seed.due(&all, &[1; 32]), Err(KeeperFault::OtherSeed));
}

#[test]
fn a_trustee_who_shows_something_else_than_they_bound_themselves_to_is_waited_for() {
    let trustees = trusted();
    let vote = "board".parse().unwrap();
    let (_, _, mut records) = make_key("board", [1, 2, 3]);
    let (_, _, others) = make_key("board", [4, 5, 6]);
    let at = records.iter().position(|one| one.step == StepName::Reveal).unwrap();
    records[at] = others[at].clone();
    let all = Ceremony::read(&vote, &trustees, &records);
    assert_eq!(all.waits_for(), Some((StepName::Reveal, vec![member("xan")])));
}

#[test]
fn a_share_that_does_not_fit_names_who_gave_it() {
    let trustees = trusted();
    let vote = "board".parse().unwrap();
    let (_, keepers, mut records) = make_key("board", [1, 2, 3]);
    records.retain(|one| one.step != StepName::Ready);
    let share = records.iter_mut().find(|one| one.step == StepName::Share).unwrap();
    assert_eq!(share.by, member("xan"));
    share.data["yara"] = share.data["zoe"].clone();
    let all = Ceremony::read(&vote, &trustees, &records);
    assert_eq!(keepers[1].due(&all, &[1; 32]), Err(KeeperFault::BadShare(member("xan"))));
    assert!(matches!(keepers[2].due(&all, &[1; 32]), Ok(Due::Step(StepName::Ready, _))));
}

#[test]
fn methods_that_need_more_than_a_sum_are_not_sealed() {
    for method in ["consent", "ranked-schulze", "ranked-irv", "star", "dots"] {
        assert_eq!(Shape::of(&Method::named(method).unwrap(), 3), None, "{method}");
    }
    let trustees = |names: &[&str], needed| {
        Trustees::new(names.iter().copied().map(member).collect(), needed).is_ok()
    };
    assert!(trustees(&["a", "b"], 2));
    assert!(!trustees(&["a"], 2) && !trustees(&["a", "b"], 1) && !trustees(&["a", "b"], 3));
    assert!(!trustees(&["a", "a"], 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_scores_come_out_as_their_sums(
        scores in proptest::collection::vec((0u32..=5, 0u32..=5, 0u32..=5), 1..6)
    ) {
        let mut vote = Urn::new("score", &["tea", "mate", "juice"]);
        for (name, (tea, mate, juice)) in NAMES.iter().zip(&scores) {
            vote.vote(name, &json!({ "tea": tea, "mate": mate, "juice": juice }));
        }
        vote.open(0);
        vote.open(2);
        let outcome = vote.count().unwrap();
        let counts: Vec<u64> = outcome.count.counts.iter().map(|votes| votes.votes).collect();
        let sum = |part: fn(&(u32, u32, u32)) -> u32| scores.iter().map(|s| u64::from(part(s))).sum::<u64>();
        prop_assert_eq!(counts, vec![sum(|s| s.0), sum(|s| s.1), sum(|s| s.2)]);
    }

    #[test]
    fn nothing_that_anybody_writes_makes_the_reader_panic(text in "\\PC{0,60}", at in 0usize..6) {
        let mut vote = Urn::new("majority", &[]);
        vote.vote("ana", &json!("yes"));
        let mut broken = vote.ballots[0].choice.clone();
        let fields = ["votes", "proofs", "one"];
        match at {
            0..3 => broken["sealed"][fields[at]] = json!(text),
            3 => broken["sealed"]["votes"][0]["random_element"] = json!(text),
            4 => broken["sealed"]["proofs"][1] = json!({ "ring_responses": text }),
            _ => broken = json!({ "sealed": text }),
        }
        vote.put("ben", broken);
        vote.open(0);
        vote.open(1);
        prop_assert_eq!(vote.count().unwrap().ballots.refused.len(), 1);
        let (_, _, records) = make_key("board", [1, 2, 3]);
        let wrong = |record: &TrusteeRecord| {
            TrusteeRecord { data: json!({ "commitment": text, "polynomial": [text], "opening": text }), ..record.clone() }
        };
        let records: Vec<_> = records.iter().map(wrong).collect();
        prop_assert!(Ceremony::read(&"board".parse().unwrap(), &trusted(), &records).key().is_none());
    }
}
