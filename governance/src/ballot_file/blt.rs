//! BLT: `options seats`, then withdrawn options as negative numbers, then ballots (`5 1 10 0` is
//! five ballots for the first and then the tenth option; `1=2` is equal, `-` is a skipped rank), a
//! line with 0, the names in quotes and a title.

use super::{BallotFile, Draft, Piece, ReadError, ReadFault, end_of, lines};
use crate::method::Seats;

/// The most options that a file may announce, so that a mistyped number does not fill the memory.
const MAX_OPTIONS: u64 = 10_000;

pub(super) fn read(text: &str) -> Result<BallotFile, ReadError> {
    let mut lines = lines(text).filter(|line| !line.text.is_empty() && !line.text.starts_with('#'));
    let ends = |expected| end_of(text).fault(ReadFault::Ends { expected });
    let head = lines.next().ok_or_else(|| ends("the numbers of options and seats"))?;
    let (options, seats) = read_head(head)?;
    let mut ballots = Vec::new();
    let mut withdrawn = Vec::new();
    loop {
        let line = lines.next().ok_or_else(|| ends("a line with 0 after the ballots"))?;
        match line.text {
            "0" => break,
            text if text.starts_with('-') => withdrawn.extend(line.words()),
            _ => ballots.push(line),
        }
    }
    let mut draft = Draft::default();
    for _ in 0..options {
        draft.declare(unquote(lines.next().ok_or_else(|| ends("the name of an option"))?))?;
    }
    let title = lines.next().map(|line| unquote(line).text.into());
    for line in ballots {
        read_ballot(line, &mut draft)?;
    }
    let gone = read_withdrawn(&withdrawn, &draft)?;
    let profile = without(draft, &gone).finish()?;
    Ok(BallotFile { title, seats: Some(seats), profile, ..BallotFile::default() })
}

fn read_head(head: Piece<'_>) -> Result<(u64, Seats), ReadError> {
    let expected = "the numbers of options and seats";
    let words: Vec<Piece<'_>> = head.words().collect();
    let [options, seats] = words[..] else {
        return Err(head.at().expected(expected, head.text));
    };
    let number = options.number("the number of options")?;
    if number > MAX_OPTIONS {
        return Err(options.at().expected("at most 10000 options", options.text));
    }
    let seats: Option<Seats> = seats.text.parse().ok();
    Ok((number, seats.ok_or_else(|| head.at().expected(expected, head.text))?))
}

fn unquote(line: Piece<'_>) -> Piece<'_> {
    match line.text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => line.sub(1, 1 + inner.len()).trim(),
        None => line,
    }
}

fn read_ballot(line: Piece<'_>, draft: &mut Draft) -> Result<(), ReadError> {
    let mut words: Vec<Piece<'_>> = line.words().collect();
    let last = words.pop().filter(|word| word.text == "0");
    let Some((count, ranks)) = words.split_first().filter(|_| last.is_some()) else {
        return Err(line.at().expected("a count, options and a 0 at the end", line.text));
    };
    let weight = count.number("how often the ballot was cast")?;
    let rank = |word: &Piece<'_>| match word.text {
        "-" => Ok(Vec::new()),
        _ => word.split(|c| c == '=').map(|option| draft.numbered(option)).collect(),
    };
    let ranks = ranks.iter().map(rank).collect::<Result<_, _>>()?;
    draft.ballot(weight, ranks, line.at());
    Ok(())
}

fn read_withdrawn(words: &[Piece<'_>], draft: &Draft) -> Result<Vec<usize>, ReadError> {
    let place = |word: &Piece<'_>| draft.numbered(word.sub(1, word.text.len()));
    words.iter().map(place).collect()
}

/// The same ballots without the withdrawn options.
fn without(draft: Draft, gone: &[usize]) -> Draft {
    if gone.is_empty() {
        return draft;
    }
    let stays = |place: &usize| !gone.contains(place);
    let kept: Vec<usize> = (0..draft.options.len()).filter(stays).collect();
    let mut less = Draft::default();
    for place in &kept {
        less.options.extend(draft.options.get(*place).cloned());
    }
    let renumber = |place: &usize| kept.iter().position(|old| old == place);
    for (weight, ranking, at) in draft.ballots {
        let ranks = ranking.ranks().iter().filter(|rank| rank.is_empty() || rank.iter().any(stays));
        let ranks = ranks.map(|rank| rank.iter().filter_map(renumber).collect()).collect();
        less.ballot(weight, ranks, at);
    }
    less
}
