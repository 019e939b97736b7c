//! What people read about a unit or a title right now: a word, a shape and a colour, never a blame.

use catalog::code::Code;
use catalog::event::Due;
use catalog::fold::Status;
use catalog::record::{Title, TitleKind, UnitKind};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Reading, StockView, number, words};

/// The colour and shape of a status: the class that follows `st` in the style sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Here and free.
    Ok,
    /// With somebody.
    Out,
    /// Promised.
    Res,
    /// Being mended or not safe.
    Fix,
    /// Nothing to say now.
    Mute,
}

/// A status in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StatusView {
    /// Its colour and shape.
    pub tone: Tone,
    /// A stable name (`available`, `out`, `overdue`, `hold_shelf`, `in_repair`, `in_transit`,
    /// `missing`, `not_lendable`, `retired`, `none_left`).
    pub name: &'static str,
    /// What people read.
    pub text: String,
    /// The due date, where one is expected back.
    pub due: Option<Date>,
    /// Whether it may be borrowed now.
    pub available: bool,
}

impl StatusView {
    fn new(tone: Tone, name: &'static str, text: String) -> Self {
        Self { tone, name, text, due: None, available: tone == Tone::Ok }
    }

    /// The status of a unit.
    pub fn of(reading: &Reading<'_>, status: Status) -> Self {
        let say = |tone, name, key: &str| Self::new(tone, name, reading.word(key));
        match status {
            Status::Available => say(Tone::Ok, "available", "status-available"),
            Status::OnHoldShelf => say(Tone::Res, "hold_shelf", "status-hold-shelf"),
            Status::Out { due } => Self::out(reading, due),
            Status::Overdue { .. } => say(Tone::Out, "overdue", "status-overdue"),
            Status::InRepair => say(Tone::Fix, "in_repair", "status-in-repair"),
            Status::InTransit => say(Tone::Res, "in_transit", "status-in-transit"),
            Status::Missing => say(Tone::Mute, "missing", "status-missing"),
            Status::NotLendable => say(Tone::Mute, "not_lendable", "status-not-lendable"),
            Status::Retired { .. } => say(Tone::Mute, "retired", "status-retired"),
        }
    }

    fn out(reading: &Reading<'_>, due: Due) -> Self {
        let date = match due.time {
            Some(time) if due.date == reading.today => reading.calendar().time(time),
            _ => reading.near_date(due.date),
        };
        let text = reading.text("status-out", &[("date", words(date))]);
        Self { due: Some(due.date), ..Self::new(Tone::Out, "out", text) }
    }

    /// The status of one unit by its code; of a unit that nobody knows, "not found right now".
    pub fn of_unit(reading: &Reading<'_>, code: Code) -> Self {
        let status = reading.node.state.status(code, reading.today).unwrap_or(Status::Missing);
        Self::of(reading, status)
    }

    /// The status of a lot: how many are left.
    pub fn of_stock(reading: &Reading<'_>, stock: &StockView) -> Self {
        if stock.level <= 0 && stock.exact {
            return Self::new(Tone::Mute, "none_left", reading.word("status-none-left"));
        }
        let key = if stock.exact { "status-left" } else { "status-left-about" };
        let n = number(usize::try_from(stock.level).unwrap_or(0));
        let text = match stock.level {
            level if level <= 0 => reading.word("status-left-unknown"),
            _ => reading.text(key, &[("n", n), ("measure", words(stock.measure.as_str()))]),
        };
        Self::new(Tone::Ok, "available", text)
    }
}

/// The units of a title taken together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Aggregate {
    /// What stands on the card.
    pub status: StatusView,
    /// Units that may be borrowed now.
    pub available: usize,
    /// Units that take part.
    pub total: usize,
}

impl Aggregate {
    /// How a title stands.
    pub fn of(reading: &Reading<'_>, title: &Title) -> Self {
        let lot = title.units.iter().find(|unit| unit.kind == UnitKind::Stock);
        if let Some(stock) = lot.and_then(|unit| StockView::of(reading, unit)) {
            let status = StatusView::of_stock(reading, &stock);
            return Self { available: usize::from(status.available), total: 1, status };
        }
        let all = title.units.iter().filter_map(|unit| {
            reading.node.state.status(unit.code, reading.today).map(|status| (unit.code, status))
        });
        let lendable: Vec<_> = all.filter(|(_, s)| !matches!(s, Status::Retired { .. })).collect();
        let available = lendable.iter().filter(|(_, s)| matches!(s, Status::Available)).count();
        let status = Self::best(reading, title, &lendable, available);
        Self { status, available, total: lendable.len() }
    }

    fn best(
        reading: &Reading<'_>,
        title: &Title,
        all: &[(Code, Status)],
        available: usize,
    ) -> StatusView {
        if available > 0 {
            return Self::here(reading, title, available, all.len());
        }
        let best = all.iter().min_by_key(|(code, status)| (rank(*status), *code));
        match best {
            Some((_, status)) => StatusView::of(reading, *status),
            None => StatusView::new(Tone::Mute, "not_lendable", reading.word("status-no-units")),
        }
    }

    fn here(reading: &Reading<'_>, title: &Title, available: usize, total: usize) -> StatusView {
        let text = match title.kind {
            TitleKind::Space => reading.word("status-space-free"),
            TitleKind::Machine => reading.word("status-machine-ready"),
            _ if total > 1 => {
                let args = [("n", number(available)), ("total", number(total))];
                reading.text("status-available-of", &args)
            }
            _ => reading.word("status-available"),
        };
        StatusView::new(Tone::Ok, "available", text)
    }
}

/// How many things a title has on the books: its units that were not retired.
pub fn things_of(reading: &Reading<'_>, title: &Title) -> usize {
    let status = |code| reading.node.state.status(code, reading.today);
    let stays = |code| !matches!(status(code), Some(Status::Retired { .. }));
    title.units.iter().filter(|unit| stays(unit.code)).count()
}

/// What people would rather hear first; among loans, the one that is due first.
fn rank(status: Status) -> (u8, Option<Due>) {
    match status {
        Status::Available => (0, None),
        Status::OnHoldShelf => (1, None),
        Status::Out { due } => (2, Some(due)),
        Status::InTransit => (3, None),
        Status::InRepair => (4, None),
        Status::Overdue { due } => (5, Some(due)),
        Status::NotLendable => (6, None),
        Status::Missing => (7, None),
        Status::Retired { .. } => (8, None),
    }
}
