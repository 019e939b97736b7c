//! Hours that people gave and votes that they cast: dated beforehand, played in their turn.

use std::collections::BTreeMap;

use catalog::event::{Actor, BallotCast, Kind, LedgerPost, PostingLine};
use catalog::ids::Handle;
use jiff::{SignedDuration, Timestamp};
use rand::RngExt as _;
use rand::seq::IndexedRandom as _;

use crate::Stage;
use crate::script::HoursLine;

/// Something that happens at a certain moment whatever the loans do.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    /// Everybody gives the commons the month's common hours.
    Dues { unit: String, minutes: i64 },
    /// Somebody gave hours.
    Hours { unit: String, line: usize },
    /// Somebody voted.
    Ballot(Box<BallotCast>),
}

pub(crate) type Plan = Vec<(Timestamp, Deed)>;

const MONTH: SignedDuration = SignedDuration::from_hours(24 * 30);

/// All deeds of the past, by time.
pub(crate) fn plan(stage: &mut Stage) -> Plan {
    let mut plan = Vec::new();
    plan_hours(stage, &mut plan);
    plan_ballots(stage, &mut plan);
    plan.retain(|(at, _)| *at >= stage.start && *at < stage.end);
    plan.sort_by_key(|(at, _)| *at);
    plan
}

fn plan_hours(stage: &mut Stage, plan: &mut Plan) {
    let units = &stage.desk.node().documents.node.units_of_account;
    let ledger = stage.history.ledger.as_ref();
    let Some(unit) = ledger.map(|l| l.unit.clone()).or_else(|| units.keys().next().cloned()) else {
        return;
    };
    let months = ledger.and_then(|l| l.months).unwrap_or(stage.history.play.months);
    let lines = stage.history.hours.clone();
    let given: i64 = lines
        .iter()
        .filter(|line| !to_members(line))
        .map(|line| line.minutes * i64::from(line.per_month))
        .sum();
    let payers = i64::try_from(handles(stage).len().max(1)).unwrap_or(1);
    for month in 0..months {
        let begin = stage.midnight() - MONTH * i32::try_from(months - month).unwrap_or(0);
        let minutes = (given / payers / 15 + 1) * 15;
        plan.push((begin, Deed::Dues { unit: unit.clone(), minutes }));
        for (line, hours) in lines.iter().enumerate() {
            for _ in 0..hours.per_month {
                let at = begin + SignedDuration::from_mins(stage.rng.random_range(60..43_000));
                plan.push((daytime(at), Deed::Hours { unit: unit.clone(), line }));
            }
        }
    }
}

fn to_members(line: &HoursLine) -> bool {
    line.to.as_deref() == Some("members")
}

/// The same day between nine in the morning and seven in the evening.
fn daytime(at: Timestamp) -> Timestamp {
    let zoned = at.to_zoned(jiff::tz::TimeZone::UTC);
    let hour = 9 + zoned.hour() % 10;
    zoned.with().hour(hour).build().map_or(at, |zoned| zoned.timestamp())
}

fn plan_ballots(stage: &mut Stage, plan: &mut Plan) {
    for ballots in stage.history.ballots.clone() {
        let proposals = &stage.desk.node().documents.proposals;
        let Some(proposal) = proposals.get(&ballots.proposal) else { continue };
        let (Some(opens), Some(closes)) = (proposal.opens_at, proposal.closes_at) else { continue };
        let closes = closes.min(stage.midnight());
        let span = closes.duration_since(opens).as_mins().max(1);
        for (voter, choice) in ballots.cast {
            let Ok(choice) = serde_json::to_value(choice) else { continue };
            let at = opens + SignedDuration::from_mins(stage.rng.random_range(0..span));
            let proposal = ballots.proposal.clone();
            let ballot = BallotCast { proposal, voter, choice, reason: None };
            plan.push((at, Deed::Ballot(Box::new(ballot))));
        }
    }
}

fn handles(stage: &Stage) -> Vec<Handle> {
    stage.people.iter().filter_map(|person| person.handle.clone()).collect()
}

fn member(handle: &Handle) -> String {
    format!("member:{handle}")
}

/// Balances as far as the player has posted, so that nobody is led beyond a limit.
#[derive(Debug, Default)]
pub(crate) struct Purses(BTreeMap<String, i64>);

impl Purses {
    fn of(&self, account: &str) -> i64 {
        self.0.get(account).copied().unwrap_or(0)
    }
}

impl Stage {
    /// Plays one deed.
    pub(crate) fn deed(&mut self, deed: &Deed, purses: &mut Purses) {
        match deed {
            Deed::Dues { unit, minutes } => self.dues(unit, *minutes, purses),
            Deed::Hours { unit, line } => {
                if let Some(line) = self.history.hours.get(*line).cloned() {
                    self.hours(unit, &line, purses);
                }
            }
            Deed::Ballot(ballot) => {
                let actor = Actor::Public(ballot.voter.clone());
                self.post(&actor, &Kind::BallotCast(ballot.clone()));
            }
        }
    }

    fn post(&mut self, actor: &Actor, kind: &Kind) {
        // Recording into memory fails only where the clock of the past ends; then it is left out.
        drop(self.desk.record_as(actor, kind, None));
    }

    fn dues(&mut self, unit: &str, minutes: i64, purses: &mut Purses) {
        for handle in handles(self) {
            self.transfer(
                unit,
                "contribution",
                (&member(&handle), "commons"),
                minutes,
                None,
                &handle,
                purses,
            );
        }
    }

    fn hours(&mut self, unit: &str, line: &HoursLine, purses: &mut Purses) {
        let Some(who) = line.who.choose(&mut self.rng).cloned() else { return };
        let minutes = (line.minutes + self.rng.random_range(-2..=2) * 15).max(15);
        let others: Vec<_> = handles(self).into_iter().filter(|other| *other != who).collect();
        // Whoever pays records it; what the commons gives is confirmed by somebody else.
        let (from, confirmed_by) = if to_members(line) {
            let Some(other) = others.choose(&mut self.rng) else { return };
            (member(other), other.clone())
        } else {
            ("commons".to_owned(), others.first().unwrap_or(&who).clone())
        };
        self.transfer(
            unit,
            "transfer",
            (&from, &member(&who)),
            minutes,
            Some(&line.kind),
            &confirmed_by,
            purses,
        );
    }

    #[expect(clippy::too_many_arguments, reason = "one posting has that many parts")]
    fn transfer(
        &mut self,
        unit: &str,
        entry: &str,
        (from, to): (&str, &str),
        minutes: i64,
        work: Option<&str>,
        actor: &Handle,
        purses: &mut Purses,
    ) {
        let rules = self.desk.node().documents.node.units_of_account.get(unit);
        let Some(rules) = rules else { return };
        let least = if from == "commons" { 0 } else { -rules.credit_limit };
        let most = if to == "commons" { i64::MAX } else { rules.cap.unwrap_or(i64::MAX) };
        if purses.of(from) - minutes < least || purses.of(to) + minutes > most {
            return;
        }
        *purses.0.entry(from.to_owned()).or_default() -= minutes;
        *purses.0.entry(to.to_owned()).or_default() += minutes;
        let side = |account: &str, delta| PostingLine { account: account.into(), delta };
        let payload = LedgerPost {
            unit: unit.into(),
            entry: entry.into(),
            postings: vec![side(from, -minutes), side(to, minutes)],
            memo: work.map(Into::into),
            work: work.map(Into::into),
            corrects: None,
            settles: None,
        };
        self.post(&Actor::Public(actor.clone()), &payload.into());
    }
}
