//! How many take part in deciding.

use std::collections::BTreeSet;

use catalog::ids::Handle;
use catalog::record::Proposal;
use jiff::civil::Date;

use super::super::Pages;
use super::super::facts::percent;
use super::findings::{self, FEWEST_POINTS, Part};
use super::{Figure, percent_words, share_of};
use crate::chart::{self, Bar};
use crate::view::Reading;

/// A finished vote: when it ended, who could vote and who did.
struct Held<'n> {
    name: &'n str,
    closed: Date,
    roll: BTreeSet<&'n Handle>,
    voted: BTreeSet<&'n Handle>,
}

/// Turnout of the votes that ended in twelve months.
pub(super) fn part(pages: &Pages<'_>) -> Option<Figure> {
    let (node, reading) = (pages.build.node, pages.reading());
    let held: Vec<Held<'_>> =
        node.documents.proposals.values().filter_map(|one| held(&reading, one)).collect();
    let years = |ago: i64| reading.today.checked_sub(jiff::Span::new().years(ago)).ok();
    let (year_ago, before) = (years(1)?, years(2)?);
    let (now, then): (Vec<&Held<'_>>, Vec<_>) = held
        .iter()
        .filter(|vote| vote.closed <= reading.today && vote.closed > before)
        .partition(|vote| vote.closed > year_ago);
    if now.len() < FEWEST_POINTS {
        return None;
    }
    let arguments = |share: u32, was: u32| {
        [("share", share_of(&reading, share)), ("was", share_of(&reading, was))]
    };
    let title = match findings::part(at_least_once(&now), at_least_once(&then))? {
        Part::Up(share, was) => reading.text("figure-part-up", &arguments(share, was)),
        Part::Down(share, was) => reading.text("figure-part-down", &arguments(share, was)),
        Part::Share(share) => reading.text("figure-part", &[("share", share_of(&reading, share))]),
    };
    let mut bars: Vec<Bar> = now.iter().filter_map(|vote| bar(&reading, vote)).collect();
    bars.sort_by(|a, b| b.value.total_cmp(&a.value));
    bars.truncate(7);
    let note = reading.word("figure-part-note");
    (bars.len() >= FEWEST_POINTS).then(|| Figure { title, note, chart: chart::ranking(&bars) })
}

fn held<'n>(reading: &Reading<'n>, proposal: &'n Proposal) -> Option<Held<'n>> {
    // Who voted is not recorded here where trustees alone hold the ballots.
    if proposal.terms.secret && !proposal.terms.is_sealed() {
        return None;
    }
    let call = civic::decision::call(reading.node, proposal);
    let closes = call.map(|call| call.closes_at).or(proposal.closes_at)?;
    let roll = call.map_or(&proposal.roll, |call| &call.roll);
    let roll: BTreeSet<&Handle> = roll.iter().collect();
    let cast = reading.node.state.ballots.iter().map(|cast| &*cast.what);
    let voted = cast.filter(|cast| cast.proposal == proposal.slug).map(|cast| &cast.voter);
    Some(Held {
        name: proposal.name.in_lang(reading.lang),
        closed: closes.to_zoned(civic::zone(reading.node)).date(),
        voted: voted.filter(|voter| roll.contains(voter)).collect(),
        roll,
    })
}

/// How many voted in any of these, of how many who could.
fn at_least_once(votes: &[&Held<'_>]) -> (u32, u32) {
    let voted: BTreeSet<_> = votes.iter().flat_map(|vote| &vote.voted).collect();
    let roll: BTreeSet<_> = votes.iter().flat_map(|vote| &vote.roll).collect();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (count(voted.len()), count(roll.len()))
}

fn bar(reading: &Reading<'_>, vote: &Held<'_>) -> Option<Bar> {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let share = percent(count(vote.voted.len()), count(vote.roll.len()))?;
    Some(Bar {
        label: vote.name.to_owned(),
        name: vote.name.to_owned(),
        value: f64::from(share),
        shown: percent_words(reading, share),
    })
}
