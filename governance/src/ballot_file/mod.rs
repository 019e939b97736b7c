//! Ballot files from elsewhere, read into a [`Profile`] of rankings.
//!
//! | format | what it is |
//! | --- | --- |
//! | counts | one ballot a line as a rank for each option, with how often it was cast; what Debian's vote server publishes, with the rules of the vote in comments |
//! | BLT | the format of the `OpenSTV` family and of Scottish councils |
//! | ABIF | the Aggregated Ballot Information Format |
//! | CSV | one ballot a row, one column for each rank |
//! | `PrefLib` | `.soc`, `.soi`, `.toc`, `.toi` and `.cat` of the `PrefLib` library |
//!
//! Reading stops at the first mistake and says its line and column.

mod abif;
mod blt;
mod counts;
mod csv;
mod preflib;
mod request;
mod write;

pub use request::{Request, RequestError, whole_votes};

use std::collections::BTreeMap;

use crate::choice::{Choice, Ranking};
use crate::count::{CountError, Profile};
use crate::keys::{KeyError, OptionKey};
use crate::method::Seats;
use crate::share::Ratio;

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Counts of ballots as ranks.
    Counts,
    /// BLT.
    Blt,
    /// ABIF.
    Abif,
    /// One ballot a row.
    Csv,
    /// `PrefLib`.
    PrefLib,
}

impl Format {
    /// The format that a file's name says, by its last extension.
    ///
    /// ```
    /// use governance::ballot_file::Format;
    /// assert_eq!(Format::of_name("ward.BLT"), Some(Format::Blt));
    /// assert_eq!(Format::of_name("notes.odt"), None);
    /// ```
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, extension) = name.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "txt" | "counts" => Some(Self::Counts),
            "blt" => Some(Self::Blt),
            "abif" => Some(Self::Abif),
            "csv" => Some(Self::Csv),
            "soc" | "soi" | "toc" | "toi" | "cat" => Some(Self::PrefLib),
            _ => None,
        }
    }
}

/// What a ballot file holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BallotFile {
    /// The title, where the file has one.
    pub title: Option<Box<str>>,
    /// How many are to be chosen, where the file says so.
    pub seats: Option<Seats>,
    /// The option that stands for deciding nothing, where the file names one.
    pub default: Option<OptionKey>,
    /// How many votes an option needs against the default option, where the file says so.
    pub quorum: Option<u64>,
    /// The majorities against the default option that the file names.
    pub ratios: BTreeMap<OptionKey, Ratio>,
    /// The ballots.
    pub profile: Profile,
}

/// A mistake in a ballot file, and where it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, column {column}: {fault}")]
pub struct ReadError {
    /// From one.
    pub line: usize,
    /// From one, in characters.
    pub column: usize,
    /// What it is.
    #[source]
    pub fault: ReadFault,
}

/// What is wrong with a ballot file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadFault {
    /// Something else should stand here.
    #[error("expected {expected}, found `{found}`")]
    Expected {
        /// What should stand here.
        expected: &'static str,
        /// What does.
        found: Box<str>,
    },
    /// The file ends too early.
    #[error("the file ends here, but {expected} should follow")]
    Ends {
        /// What should follow.
        expected: &'static str,
    },
    /// An option of that number does not exist.
    #[error("there is no option {number}; the file has {options}")]
    NoOption {
        /// The number.
        number: u64,
        /// How many there are.
        options: usize,
    },
    /// A ballot with another number of ranks than options.
    #[error("this ballot has {found} ranks, but there are {options} options")]
    Ranks {
        /// How many ranks.
        found: usize,
        /// How many options.
        options: usize,
    },
    /// An option's name cannot be one.
    #[error(transparent)]
    Name(#[from] KeyError),
    /// Two options of one name.
    #[error("two options are called `{0}`")]
    NameTwice(OptionKey),
    /// The ballots cannot be held.
    #[error(transparent)]
    Count(#[from] CountError),
}

/// Reads a ballot file.
pub fn read(format: Format, text: &str) -> Result<BallotFile, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match format {
        Format::Counts => counts::read(text),
        Format::Blt => blt::read(text),
        Format::Abif => abif::read(text),
        Format::Csv => csv::read(text),
        Format::PrefLib => preflib::read(text),
    }
}

/// A place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct At {
    line: usize,
    column: usize,
}

impl At {
    fn fault(self, fault: impl Into<ReadFault>) -> ReadError {
        ReadError { line: self.line, column: self.column, fault: fault.into() }
    }

    fn expected(self, expected: &'static str, found: &str) -> ReadError {
        self.fault(ReadFault::Expected { expected, found: found.into() })
    }
}

/// A piece of a line that knows where it stands.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    line: usize,
    /// Bytes before it in the line.
    offset: usize,
    whole: &'a str,
}

impl Piece<'_> {
    fn at(self) -> At {
        let before = self.whole.get(..self.offset).unwrap_or(self.whole);
        At { line: self.line, column: before.chars().count() + 1 }
    }

    /// A part of this piece, which must be a slice of it.
    fn sub(self, from: usize, to: usize) -> Self {
        let text = self.text.get(from..to).unwrap_or_default();
        Self { text, offset: self.offset + from, ..self }
    }

    fn trim(self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        self.sub(start, start + self.text.trim().len())
    }

    /// The pieces between the separators that `is_separator` finds, trimmed.
    fn split(self, is_separator: impl Fn(char) -> bool) -> impl Iterator<Item = Self> {
        let mut from = Some(0);
        std::iter::from_fn(move || {
            let start = from?;
            let rest = self.text.get(start..)?;
            let end = rest.find(&is_separator).map_or(self.text.len(), |at| start + at);
            let width = self.text.get(end..).and_then(|r| r.chars().next()).map(char::len_utf8);
            from = width.map(|width| end + width);
            Some(self.sub(start, end).trim())
        })
    }

    /// The pieces between white space.
    fn words(self) -> impl Iterator<Item = Self> {
        self.split(char::is_whitespace).filter(|piece| !piece.text.is_empty())
    }

    /// This piece before and after the first separator.
    fn split_once(self, separator: char) -> Option<(Self, Self)> {
        let at = self.text.find(separator)?;
        let after = self.sub(at + separator.len_utf8(), self.text.len());
        Some((self.sub(0, at).trim(), after.trim()))
    }

    fn number(self, expected: &'static str) -> Result<u64, ReadError> {
        self.text.parse().map_err(|_| self.at().expected(expected, self.text))
    }
}

/// The lines of a text, each from its first character that is not white space.
fn lines(text: &str) -> impl Iterator<Item = Piece<'_>> {
    text.lines()
        .enumerate()
        .map(|(index, whole)| Piece { text: whole, line: index + 1, offset: 0, whole }.trim())
}

fn end_of(text: &str) -> At {
    At { line: text.lines().count() + 1, column: 1 }
}

/// Options by name and ballots by number, until all options are known.
#[derive(Debug, Default)]
struct Draft {
    options: Vec<OptionKey>,
    places: BTreeMap<OptionKey, usize>,
    ballots: Vec<(u64, Ranking, At)>,
}

impl Draft {
    /// A new option, which must not be there yet.
    fn declare(&mut self, name: Piece<'_>) -> Result<usize, ReadError> {
        let key: OptionKey = name.text.parse().map_err(|error: KeyError| name.at().fault(error))?;
        if self.places.contains_key(&key) {
            return Err(name.at().fault(ReadFault::NameTwice(key)));
        }
        Ok(self.insert(key))
    }

    fn insert(&mut self, key: OptionKey) -> usize {
        let place = self.options.len();
        self.places.insert(key.clone(), place);
        self.options.push(key);
        place
    }

    /// The place of an option, which is new if it was not there.
    fn place_of(&mut self, name: &str, at: At) -> Result<usize, ReadError> {
        let key: OptionKey = name.parse().map_err(|error: KeyError| at.fault(error))?;
        Ok(match self.places.get(&key) {
            Some(place) => *place,
            None => self.insert(key),
        })
    }

    /// The place of an option by its number, from one.
    fn numbered(&self, word: Piece<'_>) -> Result<usize, ReadError> {
        let number = word.number("the number of an option")?;
        let options = self.options.len();
        let place = usize::try_from(number).ok().filter(|n| (1..=options).contains(n));
        let missing = || word.at().fault(ReadFault::NoOption { number, options });
        place.map(|number| number - 1).ok_or_else(missing)
    }

    fn ballot(&mut self, weight: u64, ranks: Vec<Vec<usize>>, at: At) {
        self.ballots.push((weight, Ranking::new(ranks), at));
    }

    fn finish(self) -> Result<Profile, ReadError> {
        let mut profile = Profile::new(self.options);
        for (weight, ranking, at) in self.ballots {
            let choice = Choice::Ranking(ranking);
            profile.push(weight, None, choice).map_err(|error| at.fault(error))?;
        }
        Ok(profile)
    }
}

#[cfg(test)]
mod tests;
