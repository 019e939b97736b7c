//! Counts of ballots as ranks: `41 1324` is 41 ballots that rank the first option first, the third
//! second, the second third; `-` is not ranked; equal digits are equal; after 9 come letters.
//!
//! Comments carry the rules: `# option 1: name`, `# options 4 ballots 242 default 4`,
//! `# quorum 47.4 majority {"2": 3}`. Other comments are passed over.

use std::collections::BTreeMap;

use super::{At, BallotFile, Draft, Piece, ReadError, ReadFault, end_of, lines};
use crate::share::Ratio;

#[derive(Default)]
struct Rules {
    default: Option<(u64, At)>,
    quorum: Option<u64>,
    ratios: Vec<(usize, Ratio, At)>,
}

pub(super) fn read(text: &str) -> Result<BallotFile, ReadError> {
    let mut draft = Draft::default();
    let mut rules = Rules::default();
    for line in lines(text).filter(|line| !line.text.is_empty()) {
        match line.text.strip_prefix('#') {
            Some(_) => read_comment(line.sub(1, line.text.len()).trim(), &mut draft, &mut rules)?,
            None => read_ballot(line, &mut draft)?,
        }
    }
    if draft.options.is_empty() {
        return Err(end_of(text).fault(ReadFault::Ends { expected: "a ballot" }));
    }
    finish(draft, &rules)
}

fn finish(draft: Draft, rules: &Rules) -> Result<BallotFile, ReadError> {
    let options = draft.options.len();
    let key = |number: u64, at: At| {
        let place = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        let key = place.and_then(|place| draft.options.get(place)).cloned();
        key.ok_or_else(|| at.fault(ReadFault::NoOption { number, options }))
    };
    let default = rules.default.map(|(number, at)| key(number, at)).transpose()?;
    let mut ratios = BTreeMap::new();
    for (number, ratio, at) in &rules.ratios {
        ratios.insert(key(u64::try_from(*number).unwrap_or(u64::MAX), *at)?, *ratio);
    }
    let quorum = rules.quorum;
    Ok(BallotFile { title: None, seats: None, default, quorum, ratios, profile: draft.finish()? })
}

fn read_comment(comment: Piece<'_>, draft: &mut Draft, rules: &mut Rules) -> Result<(), ReadError> {
    let mut words = comment.words();
    match words.next().map(|word| word.text) {
        Some("option") => {
            let Some((head, name)) = comment.split_once(':') else { return Ok(()) };
            let number = head.sub("option".len(), head.text.len()).trim();
            let next = u64::try_from(draft.options.len() + 1).unwrap_or(u64::MAX);
            if number.number("the number of the option")? != next {
                return Err(number.at().expected("the options in their order", number.text));
            }
            draft.declare(name)?;
        }
        Some("options") => {
            let word = words.skip_while(|word| word.text != "default").nth(1);
            if let Some(word) = word.filter(|word| word.text != "None") {
                rules.default = Some((word.number("the number of the default option")?, word.at()));
            }
        }
        Some("quorum") => read_rules(comment, rules)?,
        _ => {}
    }
    Ok(())
}

fn read_rules(comment: Piece<'_>, rules: &mut Rules) -> Result<(), ReadError> {
    let mut words = comment.words().skip(1);
    if let Some(word) = words.next().filter(|word| word.text != "None") {
        let votes = super::whole_votes(word.text);
        let bad = || word.at().expected("a number of votes", word.text);
        rules.quorum = Some(votes.ok_or_else(bad)?);
    }
    let Some(start) = comment.text.find('{') else { return Ok(()) };
    let map = comment.sub(start, comment.text.len());
    let bad = || map.at().expected("majorities like {\"2\": 3}", map.text);
    let majorities: BTreeMap<String, u32> = serde_json::from_str(map.text).map_err(|_| bad())?;
    for (number, majority) in majorities {
        let number = number.parse().map_err(|_| bad())?;
        rules.ratios.push((number, Ratio::new(majority, 1).map_err(|_| bad())?, map.at()));
    }
    Ok(())
}

fn read_ballot(line: Piece<'_>, draft: &mut Draft) -> Result<(), ReadError> {
    let mut words = line.words();
    let Some(count) = words.next() else { return Ok(()) };
    let weight = count.number("how often the ballot was cast")?;
    let Some(ranks) = words.next() else {
        return Err(line.at().expected("a count and a ballot", line.text));
    };
    if let Some(more) = words.next() {
        return Err(more.at().expected("the end of the line", more.text));
    }
    if draft.options.is_empty() {
        for number in 1..=ranks.text.chars().count() {
            let name = number.to_string();
            draft.place_of(&name, ranks.at())?;
        }
    }
    let (found, options) = (ranks.text.chars().count(), draft.options.len());
    if found != options {
        return Err(ranks.at().fault(ReadFault::Ranks { found, options }));
    }
    let mut by_rank: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, (offset, symbol)) in ranks.text.char_indices().enumerate() {
        if symbol != '-' {
            by_rank.entry(rank(ranks, offset, symbol)?).or_default().push(place);
        }
    }
    draft.ballot(weight, by_rank.into_values().collect(), count.at());
    Ok(())
}

fn rank(ranks: Piece<'_>, offset: usize, symbol: char) -> Result<u32, ReadError> {
    let rank = symbol.to_digit(36).filter(|rank| *rank > 0);
    rank.ok_or_else(|| {
        let at = ranks.sub(offset, ranks.text.len()).at();
        at.expected("a rank (1 to 9, then letters) or `-`", symbol.encode_utf8(&mut [0; 4]))
    })
}
