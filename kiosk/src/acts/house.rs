//! The house's own rules: opening hours, closures, how things are lent. Lines of `node.toml`, changed
//! field by field; every other byte of it stays.

use catalog::document::{Document, EditError, Value};
use catalog::record::WeekDay;
use desk::{By, Desk, Refusal};
use jiff::civil::{Date, Time};

use crate::app::App;

const FILE: &str = "node.toml";
/// The longest reason of a closure.
const LONGEST: usize = 120;

/// The days, as the file names them.
pub(crate) const DAYS: [(&str, WeekDay); 7] = [
    ("mon", WeekDay::Mon),
    ("tue", WeekDay::Tue),
    ("wed", WeekDay::Wed),
    ("thu", WeekDay::Thu),
    ("fri", WeekDay::Fri),
    ("sat", WeekDay::Sat),
    ("sun", WeekDay::Sun),
];

/// What changes in a rule of lending. What is absent stays as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PolicyChange {
    pub(crate) period: Option<u32>,
    pub(crate) renewals_max: Option<u32>,
    pub(crate) hold_window_days: Option<u32>,
    pub(crate) grace_days: Option<u32>,
    /// None at all for 0.
    pub(crate) max_open_per_member: Option<u32>,
    pub(crate) requires_pin: Option<bool>,
    pub(crate) requires_approval: Option<bool>,
    pub(crate) block_if_overdue: Option<bool>,
}

impl PolicyChange {
    /// The numbers with the most that each may be.
    fn numbers(&self) -> [(&'static str, Option<u32>, u32); 5] {
        [
            ("period", self.period, 3650),
            ("renewals_max", self.renewals_max, 100),
            ("hold_window_days", self.hold_window_days, 365),
            ("grace_days", self.grace_days, 365),
            ("max_open_per_member", self.max_open_per_member, 1000),
        ]
    }

    fn flags(&self) -> [(&'static str, Option<bool>); 3] {
        [
            ("requires_pin", self.requires_pin),
            ("requires_approval", self.requires_approval),
            ("block_if_overdue", self.block_if_overdue),
        ]
    }

    /// The first number that is out of bounds.
    fn wrong(&self) -> Option<&'static str> {
        let wrong = |(_, n, most): &(&str, Option<u32>, u32)| n.is_some_and(|n| n > *most);
        let found = self.numbers().into_iter().find(wrong).map(|(name, ..)| name);
        found.or((self.period == Some(0)).then_some("period"))
    }
}

/// A change of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// Open at these times of these days, and at no others.
    Hours(Vec<(WeekDay, Time, Time)>),
    /// Closed from a day to another, both included.
    Close { from: Date, to: Date, reason: Option<String> },
    /// Not closed after all: the closure at this place in the file.
    Reopen(usize),
    /// How things are lent.
    Policy(String, PolicyChange),
}

/// Why the house was not changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum No {
    /// This cannot be, or makes no sense.
    Wrong(&'static str),
    /// There is no such closure or rule.
    NotThere,
}

impl Change {
    /// What it is called in the history.
    fn subject(&self) -> &'static str {
        match self {
            Self::Hours(_) => "node: change the opening hours",
            Self::Close { .. } => "node: close for some days",
            Self::Reopen(_) => "node: open after all",
            Self::Policy(..) => "node: change how things are lent",
        }
    }
}

/// Changes the house and has the change kept.
pub(crate) fn change(
    app: &App,
    desk: &mut Desk,
    change: &Change,
    by: By,
) -> Result<Result<(), No>, Refusal> {
    let missing = || Refusal::NoSuch { what: "record", id: FILE.to_owned() };
    let bytes = desk.record_file(FILE.into())?.ok_or_else(missing)?;
    let edit = |error: EditError| Refusal::Edit(error.to_string());
    let mut document = Document::open(&bytes).map_err(edit)?;
    if let Err(no) = apply(&mut document, change).map_err(edit)? {
        return Ok(Err(no));
    }
    desk.write_record(FILE.into(), &document.to_bytes(), by)?;
    app.keep(vec![FILE.into()], change.subject().to_owned());
    Ok(Ok(()))
}

fn apply(document: &mut Document, change: &Change) -> Result<Result<(), No>, EditError> {
    match change {
        Change::Hours(all) => hours(document, all),
        Change::Close { from, to, reason } => close(document, *from, *to, reason.as_deref()),
        Change::Reopen(at) => reopen(document, *at),
        Change::Policy(name, change) => policy(document, name, change),
    }
}

fn hours(
    document: &mut Document,
    all: &[(WeekDay, Time, Time)],
) -> Result<Result<(), No>, EditError> {
    let mut lines = Vec::new();
    for (name, day) in DAYS {
        let mut before = None;
        for (_, from, to) in all.iter().filter(|one| one.0 == day) {
            if from >= to || before.is_some_and(|before| before > *from) {
                return Ok(Err(No::Wrong("opening_hours")));
            }
            before = Some(*to);
            lines.push(table(&[
                ("day", name.to_owned()),
                ("from", short(*from)),
                ("to", short(*to)),
            ]));
        }
    }
    replace(document, "opening_hours", lines).map(Ok)
}

/// A time of the day, as the file and people write it.
pub(crate) fn short(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

fn table(entries: &[(&str, String)]) -> Value {
    let entries = entries.iter().map(|(name, value)| ((*name).to_owned(), value.as_str().into()));
    Value::Table(entries.collect())
}

/// Sets a list of tables, or takes it away.
fn replace(document: &mut Document, name: &str, all: Vec<Value>) -> Result<(), EditError> {
    if all.is_empty() { document.remove(&[name]) } else { document.set(&[name], Value::List(all)) }
}

fn closures(document: &Document) -> Vec<Value> {
    match document.get(&["closures"]) {
        Some(Value::List(all)) => all,
        _ => Vec::new(),
    }
}

fn close(
    document: &mut Document,
    from: Date,
    to: Date,
    reason: Option<&str>,
) -> Result<Result<(), No>, EditError> {
    if to < from {
        return Ok(Err(No::Wrong("to")));
    }
    let mut entries = vec![("from", from.to_string()), ("to", to.to_string())];
    entries.extend(reason.map(|reason| ("reason", reason.chars().take(LONGEST).collect())));
    let entries = table(&entries);
    match entries {
        Value::Table(entries) if !closures(document).is_empty() => {
            document.append(&["closures"], entries)?;
        }
        entries => replace(document, "closures", vec![entries])?,
    }
    Ok(Ok(()))
}

fn reopen(document: &mut Document, at: usize) -> Result<Result<(), No>, EditError> {
    let mut all = closures(document);
    if at >= all.len() {
        return Ok(Err(No::NotThere));
    }
    all.remove(at);
    replace(document, "closures", all).map(Ok)
}

fn policy(
    document: &mut Document,
    name: &str,
    change: &PolicyChange,
) -> Result<Result<(), No>, EditError> {
    if document.get(&["policies", name, "period"]).is_none() {
        return Ok(Err(No::NotThere));
    }
    if let Some(field) = change.wrong() {
        return Ok(Err(No::Wrong(field)));
    }
    for (field, n, _) in change.numbers() {
        let Some(n) = n else { continue };
        // No limit is written by writing none.
        if field == "max_open_per_member" && n == 0 {
            document.remove(&["policies", name, field])?;
            continue;
        }
        document.set(&["policies", name, field], n)?;
    }
    for (field, is) in change.flags() {
        let Some(is) = is else { continue };
        document.set(&["policies", name, field], is)?;
    }
    Ok(Ok(()))
}
