//! ABIF, the Aggregated Ballot Information Format (0.1): `{key: value}` lines, names as
//! `=short:[Name]`, and ballots as `27:A>B=C` or with scores, `27:A/5>B/3`. Where scores stand
//! between commas, they give the order.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{BallotFile, Draft, Piece, ReadError, ReadFault, end_of, lines};

pub(super) fn read(text: &str) -> Result<BallotFile, ReadError> {
    let mut draft = Draft::default();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut title = None;
    for line in lines(text) {
        match line.text.chars().next() {
            None | Some('#') => {}
            Some('{') => title = title.or(read_title(line)),
            Some('=') => declare(line, &mut draft, &mut names)?,
            Some(_) => read_ballot(line, &mut draft, &mut names)?,
        }
    }
    if draft.options.is_empty() {
        return Err(end_of(text).fault(ReadFault::Ends { expected: "a ballot" }));
    }
    Ok(BallotFile { title, profile: draft.finish()?, ..BallotFile::default() })
}

fn read_title(line: Piece<'_>) -> Option<Box<str>> {
    let inner = line.text.strip_prefix('{')?.strip_suffix('}')?;
    let (key, value) = inner.split_once(':')?;
    let is_title = key.trim().trim_matches(['"', '\'']) == "title";
    is_title.then(|| value.trim().trim_matches(['"', '\'']).into())
}

/// `=short:[Name]`
fn declare(
    line: Piece<'_>,
    draft: &mut Draft,
    names: &mut BTreeMap<String, usize>,
) -> Result<(), ReadError> {
    let bad = || line.at().expected("a name like `=short:[Name]`", line.text);
    let (short, name) = line.sub(1, line.text.len()).split_once(':').ok_or_else(bad)?;
    let open = name.text.strip_prefix('[').ok_or_else(bad)?;
    let inner = open.strip_suffix(']').ok_or_else(bad)?;
    let place = draft.declare(name.sub(1, 1 + inner.len()))?;
    names.insert(short.text.trim_matches('"').to_owned(), place);
    Ok(())
}

fn read_ballot(
    line: Piece<'_>,
    draft: &mut Draft,
    names: &mut BTreeMap<String, usize>,
) -> Result<(), ReadError> {
    let end = line.text.find('#').unwrap_or(line.text.len());
    let bad = || line.at().expected("a ballot like `27:A>B=C`", line.text);
    let (count, order) = line.sub(0, end).split_once(':').ok_or_else(bad)?;
    let weight = count.number("how often the ballot was cast")?;
    let by_score = !order.text.contains('>') && order.text.contains('/');
    let ranks = if by_score {
        let mut by_score: BTreeMap<Reverse<u64>, Vec<usize>> = BTreeMap::new();
        for word in order.split(|c| c == ',' || c == '=') {
            let (place, score) = read_option(word, draft, names)?;
            by_score.entry(Reverse(score.unwrap_or(0))).or_default().push(place);
        }
        by_score.into_values().collect()
    } else {
        let mut ranks = Vec::new();
        for rank in order.split(|c| c == '>').filter(|_| !order.text.is_empty()) {
            let mut equal = Vec::new();
            for word in rank.split(|c| c == '=' || c == ',') {
                equal.push(read_option(word, draft, names)?.0);
            }
            ranks.push(equal);
        }
        ranks
    };
    draft.ballot(weight, ranks, line.at());
    Ok(())
}

/// An option with its score, by its short or full name.
fn read_option(
    word: Piece<'_>,
    draft: &mut Draft,
    names: &mut BTreeMap<String, usize>,
) -> Result<(usize, Option<u64>), ReadError> {
    let (name, score) = match word.split_once('/') {
        Some((name, score)) => (name, Some(score.number("a score")?)),
        None => (word, None),
    };
    if name.text.is_empty() {
        return Err(name.at().expected("an option", word.text));
    }
    let short = name.text.trim_matches('"');
    if let Some(place) = names.get(short) {
        return Ok((*place, score));
    }
    let full = short.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(short);
    let place = draft.place_of(full, name.at())?;
    names.insert(short.to_owned(), place);
    Ok((place, score))
}
