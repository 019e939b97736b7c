//! What a column may mean, and how a system's table of columns is written down.

use super::Format;

/// The meaning of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// What the thing is called.
    Name,
    /// Other names, a list.
    OtherNames,
    /// One sentence.
    Summary,
    /// Longer text.
    Body,
    /// Longer text under this heading.
    Section(&'static str),
    /// What sort of thing it is.
    Kind,
    /// Categories.
    Category(Nesting),
    /// A list of words for searching.
    Keywords,
    /// The maker.
    Brand,
    /// The maker's name for it.
    Model,
    /// The maker's number for the model: the model where there is no other.
    ModelNumber,
    /// The maker's number for this one thing.
    Serial,
    /// Where it is, one name.
    Place,
    /// Where it is, a path.
    PlacePath,
    /// One step of where it is; the columns come widest first.
    PlaceStep,
    /// How many.
    Quantity,
    /// Order more below this.
    MinQuantity,
    /// What is counted.
    Measure,
    /// The state it is in.
    Condition,
    /// Whether it takes part.
    Status,
    /// Yes means that it does not take part any more.
    PutAway,
    /// Why it does not take part any more.
    RetiredReason,
    /// Yes means that it is broken.
    Broken,
    /// What it cost.
    PricePaid,
    /// What a new one costs.
    Value,
    /// Left with the node while it is out.
    Deposit,
    /// Asked for each day.
    FeePerDay,
    /// The currency of the row's prices.
    Currency,
    /// When it came.
    AcquiredOn,
    /// Where it was bought.
    From,
    /// When the record was made.
    Added,
    /// Battery, mains …
    PowerSource,
    /// Outer size.
    Size,
    /// Weight, kilograms unless another unit is named.
    Weight,
    /// A list of what must come back with it.
    Parts,
    /// Shown at every hand-over.
    Notice,
    /// A note for the desk.
    DeskNote,
    /// Whose it is, an organisation.
    Owner,
    /// A code of our own form.
    OurCode,
    /// A number that stands on the thing.
    Code,
    /// A number that stands on the thing and on others of its kind, such as an EAN.
    Barcode,
    /// A number of the record in its database.
    Id,
    /// The system that the row comes from.
    Source,
    /// Something about a person: never read into public records.
    Person,
    /// Follows from other columns, or means nothing outside that system.
    Ignore,
    /// Kept under the column's own name.
    Custom,
}

/// How a cell names categories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Nesting {
    /// One name.
    One,
    /// A list of names.
    List,
    /// A list of paths.
    Paths,
    /// A list of paths whose steps only `//` separates.
    DoubleSlash,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Things.
    Things,
    /// Counted things that are used up.
    Stock,
    /// Kinds of things without any thing.
    Models,
    /// Places.
    Places,
    /// Nothing that a catalogue has; the reason for people.
    Nothing(&'static str),
}

/// One of a system's files.
#[derive(Debug)]
pub(super) struct Layout {
    /// The system.
    pub(super) format: Format,
    /// Which of its files, in words.
    pub(super) what: &'static str,
    /// What its rows are.
    pub(super) rows: Rows,
    /// Columns of which the file has all, and which together hardly any other has.
    pub(super) marks: &'static [&'static [&'static str]],
    /// Meanings by lower-case name. A name that is listed twice means its second occurrence.
    pub(super) columns: &'static [(Field, &'static [&'static str])],
    /// What stands before the names of own fields.
    pub(super) custom_prefix: &'static str,
}

impl Layout {
    /// The meaning of the `nth` column (from 0) of this lower-case name.
    pub(super) fn field(&self, name: &str, nth: usize) -> Option<Field> {
        let mut meanings = self.columns.iter().filter(|(_, names)| names.contains(&name));
        let first = meanings.next()?;
        Some(meanings.take(nth).last().unwrap_or(first).0)
    }
}

/// A column's name as it is compared: lower-case, single spaces, without what Shelf adds to the
/// names of own fields (`cf: Serial number,type:text`).
pub(super) fn normal(header: &str) -> String {
    let lower = header.to_lowercase();
    let bare = match lower.strip_prefix("cf:") {
        Some(rest) => rest
            .rsplit_once("type:")
            .map_or(rest, |(name, _)| name.trim_end().trim_end_matches(',')),
        None => &lower,
    };
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A column's name as it is shown among a record's own fields.
pub(super) fn shown(header: &str, prefix: &str) -> String {
    let lower = header.to_lowercase();
    let cut = if lower.starts_with(prefix) { prefix.len() } else { 0 };
    let bare = header.get(cut..).unwrap_or(header);
    let bare = if prefix == "cf:" && cut > 0 {
        bare.rsplit_once("type:").map_or(bare, |(name, _)| name.trim_end().trim_end_matches(','))
    } else {
        bare
    };
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a column that no table knows is about people, by the words in its name.
pub(super) fn is_about_people(normal: &str) -> bool {
    const WORDS: [&str; 24] = [
        "email",
        "e mail",
        "phone",
        "telephone",
        "username",
        "user name",
        "first name",
        "last name",
        "full name",
        "surname",
        "borrower",
        "borrowed by",
        "custodian",
        "custody",
        "assigned to",
        "checked out to",
        "employee",
        "loaned to",
        "donor",
        "donated by",
        "owned by",
        "ausgeliehen an",
        "prestado a",
        "contact",
    ];
    // Whole words: a microphone is not a phone.
    let spaced: String =
        normal.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let spaced = format!(" {} ", spaced.split_whitespace().collect::<Vec<_>>().join(" "));
    let there = |word: &str| spaced.contains(&format!(" {word} "));
    WORDS.iter().any(|w| there(w)) || matches!(normal, "member" | "user")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_about_people_are_known_by_whole_words() {
        for people in ["borrower", "assigned_to", "contact e-mail", "phone (home)", "owned by"] {
            assert!(is_about_people(people), "{people}");
        }
        for things in ["microphone", "headphones", "members only", "material", "handle"] {
            assert!(!is_about_people(things), "{things}");
        }
    }
}
