//! `PrefLib` (Mattei and Walsh 2013): `# ALTERNATIVE NAME 1: name` and ballots as `27: 1,{2,3},4`.
//! Categories (`.cat`) are read as an order of groups, the first category best. The format of
//! before 2021 (numbers of options, `1,name` lines, a line of sums, `27,1,{2,3},4`) is read too.

use super::{BallotFile, Draft, Piece, ReadError, ReadFault, end_of, lines};

pub(super) fn read(text: &str) -> Result<BallotFile, ReadError> {
    let mut lines = lines(text).filter(|line| !line.text.is_empty()).peekable();
    let mut draft = Draft::default();
    let mut title = None;
    match lines.peek().map(|line| line.text.starts_with('#')) {
        None => return Err(end_of(text).fault(ReadFault::Ends { expected: "a header" })),
        Some(true) => {
            while let Some(line) = lines.next_if(|line| line.text.starts_with('#')) {
                read_header(line.sub(1, line.text.len()).trim(), &mut draft, &mut title)?;
            }
            for line in lines {
                let bad = || line.at().expected("a ballot like `27: 1,2,{3,4}`", line.text);
                let (count, order) = line.split_once(':').ok_or_else(bad)?;
                read_ballot(count, order, &mut draft)?;
            }
        }
        Some(false) => read_old(text, lines, &mut draft)?,
    }
    Ok(BallotFile { title, profile: draft.finish()?, ..BallotFile::default() })
}

fn read_header(
    line: Piece<'_>,
    draft: &mut Draft,
    title: &mut Option<Box<str>>,
) -> Result<(), ReadError> {
    let Some((key, value)) = line.split_once(':') else { return Ok(()) };
    if key.text == "TITLE" {
        *title = Some(value.text.into());
    } else if key.text.starts_with("ALTERNATIVE NAME") {
        draft.declare(value)?;
    }
    Ok(())
}

fn read_old<'a>(
    text: &str,
    mut lines: impl Iterator<Item = Piece<'a>>,
    draft: &mut Draft,
) -> Result<(), ReadError> {
    let ends = |expected| end_of(text).fault(ReadFault::Ends { expected });
    let options = lines.next().ok_or_else(|| ends("the number of options"))?;
    for _ in 0..options.number("the number of options")? {
        let line = lines.next().ok_or_else(|| ends("an option like `1,name`"))?;
        let bad = || line.at().expected("an option like `1,name`", line.text);
        draft.declare(line.split_once(',').ok_or_else(bad)?.1)?;
    }
    lines.next().ok_or_else(|| ends("the line of sums"))?;
    for line in lines {
        let bad = || line.at().expected("a ballot like `27,1,2,{3,4}`", line.text);
        let (count, order) = line.split_once(',').ok_or_else(bad)?;
        read_ballot(count, order, draft)?;
    }
    Ok(())
}

fn read_ballot(count: Piece<'_>, order: Piece<'_>, draft: &mut Draft) -> Result<(), ReadError> {
    let weight = count.number("how often the ballot was cast")?;
    let mut ranks: Vec<Vec<usize>> = Vec::new();
    let mut group: Option<Vec<usize>> = None;
    for word in order.split(|c| c == ',').filter(|word| !word.text.is_empty()) {
        let bad = || word.at().expected("groups like {3,4}, one after the other", word.text);
        let (mut inner, mut closes) = (word, false);
        if word.text.starts_with('{') {
            if group.replace(Vec::new()).is_some() {
                return Err(bad());
            }
            inner = inner.sub(1, inner.text.len());
        }
        if inner.text.ends_with('}') {
            inner = inner.sub(0, inner.text.len() - 1);
            closes = true;
        }
        let option = Some(inner.trim()).filter(|inner| !inner.text.is_empty());
        let place = option.map(|option| draft.numbered(option)).transpose()?;
        match &mut group {
            Some(group) => group.extend(place),
            None => ranks.extend(place.map(|place| vec![place])),
        }
        if closes {
            ranks.extend(Some(group.take().ok_or_else(bad)?).filter(|group| !group.is_empty()));
        }
    }
    if group.is_some() {
        return Err(order.at().expected("a `}` for every `{`", order.text));
    }
    draft.ballot(weight, ranks, count.at());
    Ok(())
}
