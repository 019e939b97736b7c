//! A year of made-up events for tests: loans that come back, a few that do not, repairs and ballots.
//! Written as lines of a feed, as devices write them; the same seed gives the same year.

use catalog::code::Code;
use catalog::event::{Event, read_line};
use catalog::record::{Documents, UnitKind};
use jiff::{SignedDuration, Timestamp};

/// A small linear congruential generator (Knuth, MMIX): enough to scatter loans.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `n`.
    pub(crate) fn roll(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n.max(1)
    }
}

/// Writes lines one after the other, the clock only going on.
pub(crate) struct Feed {
    pub(crate) lines: Vec<String>,
}

impl Feed {
    fn write(&mut self, at: Timestamp, actor: &str, kind: &str, fields: &str) -> String {
        let id = format!("k7m2-{}", self.lines.len() + 1);
        let wall = at.strftime("%Y-%m-%dT%H:%M:%S+00:00");
        let hlc = at.strftime("%Y-%m-%dT%H:%M:%S.000Z");
        let seq = self.lines.len() % 0xffff;
        self.lines.push(format!(
            "{{\"v\":1,\"id\":\"{id}\",\"hlc\":\"{hlc}/{seq:04x}\",\"wall\":\"{wall}\",\"actor\":\"{actor}\",\"kind\":\"{kind}\",{fields}}}"
        ));
        id
    }

    /// Open ballots, an hour apart.
    #[allow(dead_code, reason = "the preview shares this file and holds no votes")]
    pub(crate) fn vote(&mut self, proposal: &str, ballots: &[(&str, &str)]) {
        let mut at: Timestamp = "2026-04-21T10:00:00Z".parse().unwrap();
        for (voter, choice) in ballots {
            at += SignedDuration::from_hours(1);
            let fields = format!(
                "\"proposal\":\"{proposal}\",\"voter\":\"{voter}\",\"choice\":\"{choice}\""
            );
            self.write(at, &format!("@{voter}"), "ballot.cast", &fields);
        }
    }

    pub(crate) fn events(&self) -> Vec<Event> {
        self.lines.iter().map(|line| read_line(line.as_bytes()).unwrap()).collect()
    }
}

struct Out {
    code: Code,
    loan: String,
    back: Timestamp,
}

/// `loans` loans in the year before `now`.
pub(crate) fn year(documents: &Documents, now: Timestamp, loans: u64) -> Feed {
    let (mut feed, mut dice) = (Feed { lines: Vec::new() }, Dice(7));
    let units = documents.titles.values().flat_map(|title| &title.units);
    let codes: Vec<Code> =
        units.filter(|unit| unit.kind == UnitKind::Unit).map(|unit| unit.code).collect();
    let mut out: Vec<Out> = Vec::new();
    let step = 365 * 24 * 3600 / i64::try_from(loans.max(1)).unwrap();
    for n in 0..loans {
        let mut at = now - SignedDuration::from_secs(step * i64::try_from(loans - n).unwrap());
        at -= SignedDuration::from_secs(i64::try_from(dice.roll(3600)).unwrap());
        // Some things are wanted more than others.
        let low = dice
            .roll(u64::try_from(codes.len()).unwrap())
            .min(dice.roll(u64::try_from(codes.len()).unwrap()));
        let Some(code) = codes.get(usize::try_from(low).unwrap()).copied() else { break };
        out.sort_by_key(|loan| loan.back);
        while out.first().is_some_and(|loan| loan.back < at || loan.code == code) {
            let loan = out.remove(0);
            give_back(&mut feed, &mut dice, &loan, loan.back.min(at));
        }
        if out.iter().any(|loan| loan.code == code) {
            continue;
        }
        if n % 8 == 0 {
            give_hours(&mut feed, &mut dice, at);
        }
        let days = 1 + i64::try_from(dice.roll(9)).unwrap();
        let due = (at + SignedDuration::from_hours(7 * 24)).strftime("%Y-%m-%d");
        let sealed = format!("sEaLeD-{n}-{}", dice.roll(1 << 30));
        let fields = format!(
            "\"unit\":\"{code}\",\"patron\":\"{sealed}\",\"due\":\"{due}\",\"policy\":{{\"period\":7,\"renewals\":1}}"
        );
        let loan = feed.write(at, "self", "loan.out", &fields);
        out.push(Out { code, loan, back: at + SignedDuration::from_hours(days * 24) });
    }
    feed
}

/// Somebody works for the house, or helps a neighbour.
fn give_hours(feed: &mut Feed, dice: &mut Dice, at: Timestamp) {
    let (giver, minutes) = (dice.roll(9), 30 + 15 * dice.roll(10));
    let from = match dice.roll(3) {
        0 => format!("member:m{}", (giver + 1 + dice.roll(7)) % 9),
        _ => "commons".to_owned(),
    };
    let work = ["desk", "repairs", "garden", "cleaning"][usize::try_from(dice.roll(4)).unwrap()];
    feed.write(
        at,
        "@mira",
        "ledger.post",
        &format!(
            "\"unit\":\"MIN\",\"entry\":\"contribution\",\"work\":\"{work}\",\"postings\":[{{\"account\":\"{from}\",\"delta\":-{minutes}}},{{\"account\":\"member:m{giver}\",\"delta\":{minutes}}}]"
        ),
    );
}

fn give_back(feed: &mut Feed, dice: &mut Dice, out: &Out, at: Timestamp) {
    let Out { code, loan, .. } = out;
    feed.write(at, "anyone", "loan.in", &format!("\"unit\":\"{code}\",\"loan\":\"{loan}\""));
    if dice.roll(60) == 0 {
        let ticket = feed.write(
            at,
            "anyone",
            "ticket.open",
            &format!(
                "\"unit\":\"{code}\",\"note\":\"Makes a grinding noise\",\"out_of_service\":true"
            ),
        );
        if dice.roll(3) > 0 {
            let fields = format!(
                "\"ticket\":\"{ticket}\",\"outcome\":\"mended\",\"note\":\"Cleaned and oiled\""
            );
            feed.write(at + SignedDuration::from_hours(30), "@mira", "ticket.close", &fields);
        }
    }
}
