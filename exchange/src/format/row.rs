//! From a row of cells to a thing, by what its columns mean.

use catalog::record::{
    Acquired, Condition, Custom, Lifecycle, Money, Quantity, RetiredReason, TitleKind, UnitKind,
};
use jiff::civil::Date;

use super::Format;
use super::column::{Field, Nesting, Rows};
use super::sheet::{Column, Sheet};
use super::thing::{Incoming, IncomingPlace, Thing, ThingUnit};
use crate::problem::{Problem, Trouble};
use crate::text::Row;
use crate::value::{self, DateText};

/// A row while it is read.
pub(super) struct Draft<'s, 'o> {
    sheet: &'s Sheet<'o>,
    row: u32,
    thing: Thing,
    unit: ThingUnit,
    counted: Option<value::Counted>,
    model_number: Option<String>,
    put_away: bool,
    retired: Option<RetiredReason>,
    status: Option<Lifecycle>,
    currency: Option<String>,
    source: Option<String>,
    address: Vec<String>,
    /// A price was there and no currency for it.
    pub(super) currency_missing: bool,
    pub(super) problems: Vec<Problem>,
}

impl<'s, 'o> Draft<'s, 'o> {
    pub(super) fn new(sheet: &'s Sheet<'o>, row: u32) -> Self {
        let unit = ThingUnit {
            code: None,
            aliases: Vec::new(),
            barcodes: Vec::new(),
            kind: UnitKind::Unit,
            serial: None,
            owner: None,
            acquired: Acquired::default(),
            place: Vec::new(),
            lifecycle: None,
            condition: None,
            circ_note: None,
            quantity: Quantity::Exact(1),
            measure: None,
            min_qty: None,
        };
        Self {
            sheet,
            row,
            thing: Thing { row, ..Thing::default() },
            unit,
            counted: None,
            model_number: None,
            put_away: false,
            retired: None,
            status: None,
            currency: None,
            source: None,
            address: Vec::new(),
            currency_missing: false,
            problems: Vec::new(),
        }
    }

    pub(super) fn read(&mut self, row: &Row) -> Result<Incoming, String> {
        if let Rows::Nothing(why) = self.sheet.rows {
            return Err(why.to_owned());
        }
        // The currency and the source colour other cells, so they are read first.
        for (at, column) in self.sheet.columns.iter().enumerate() {
            match column.field {
                Field::Currency => self.currency = filled(row.cell(at)),
                Field::Source => self.source = filled(row.cell(at)),
                _ => {}
            }
        }
        for (at, column) in self.sheet.columns.iter().enumerate() {
            let cell = row.cell(at);
            if !cell.is_empty() {
                self.put(column, cell);
            }
        }
        self.finish()
    }

    fn put(&mut self, column: &Column, cell: &str) {
        let places = self.sheet.rows == Rows::Places;
        let text = || Some(cell.to_owned());
        match column.field {
            Field::Name => first(&mut self.thing.name, cell),
            Field::OtherNames => self.thing.other_names.extend(value::list(cell)),
            Field::Summary => append(&mut self.thing.summary, &line(cell), " "),
            Field::Body if places => self.address.push(line(cell)),
            Field::Body => append(&mut self.thing.body, &breaks(cell), "\n\n"),
            Field::Section(heading) => {
                append(&mut self.thing.body, &format!("## {heading}\n\n{}", breaks(cell)), "\n\n");
            }
            Field::Kind => self.kind(column, cell),
            Field::Category(nesting) => self.category(nesting, cell),
            Field::Keywords => self.thing.keywords.extend(value::list(cell)),
            Field::Brand => keep(&mut self.thing.brand, text()),
            Field::Model => keep(&mut self.thing.model, text()),
            Field::ModelNumber => self.model_number = text(),
            Field::Serial => keep(&mut self.unit.serial, filled(cell)),
            Field::Place => self.unit.place = vec![line(cell)],
            Field::PlacePath => {
                if self.unit.place.is_empty() {
                    self.unit.place = place_path(cell);
                }
            }
            Field::PlaceStep => self.unit.place.push(line(cell)),
            Field::Quantity => self.quantity(column, cell),
            Field::MinQuantity => self.min_quantity(cell),
            Field::Measure => self.unit.measure = text(),
            Field::Condition => match value::condition(cell) {
                Some(condition) => self.unit.condition = Some(condition),
                None => self.unknown_word(column, cell),
            },
            Field::Status => match value::lifecycle(cell) {
                Some(lifecycle) => self.status = Some(lifecycle),
                None => self.unknown_word(column, cell),
            },
            // A date of deletion means yes as well.
            Field::PutAway => self.put_away |= value::yes_no(cell).unwrap_or(true),
            Field::RetiredReason => {
                self.retired = value::retired_reason(cell);
                if self.retired.is_none() {
                    self.unknown_word(column, cell);
                }
            }
            Field::Broken => {
                if value::yes_no(cell) == Some(true) {
                    self.unit.condition = Some(Condition::Damaged);
                }
            }
            Field::PricePaid => {
                let cost = self.money(column, cell);
                keep(&mut self.unit.acquired.cost, cost);
            }
            Field::Value => self.thing.replacement_value = self.money(column, cell),
            Field::Deposit => self.thing.deposit = self.money(column, cell),
            Field::FeePerDay => self.thing.fee_per_day = self.money(column, cell),
            Field::AcquiredOn => {
                let date = self.date(column, cell);
                keep(&mut self.unit.acquired.date, date);
            }
            Field::From => keep(&mut self.unit.acquired.from, text()),
            Field::Added => {
                let date = self.date(column, cell);
                keep(&mut self.thing.added, date);
            }
            Field::PowerSource => keep(&mut self.thing.power_source, text()),
            Field::Size => keep(&mut self.thing.size, text()),
            Field::Weight => self.weight(column, cell),
            Field::Parts => self.thing.parts_expected.extend(value::list(&breaks(cell))),
            Field::Notice => append(&mut self.thing.checkout_notice, &breaks(cell), "\n"),
            Field::DeskNote => self.desk_note(&line(cell)),
            Field::Owner => keep(&mut self.unit.owner, text()),
            Field::OurCode | Field::Code => self.code(cell),
            Field::Barcode => self.unit.barcodes.extend(value::list(cell)),
            Field::Id => self.external_id(cell),
            Field::Custom => self.custom(&column.shown, cell),
            Field::Currency | Field::Source | Field::Person | Field::Ignore => {}
        }
    }

    fn finish(&mut self) -> Result<Incoming, String> {
        self.model();
        if self.thing.name.is_empty() {
            return Err("has no name".to_owned());
        }
        if self.sheet.rows == Rows::Places {
            return Ok(Incoming::Place(self.place()));
        }
        self.life();
        self.kind_and_quantity();
        let mut thing = std::mem::take(&mut self.thing);
        let lists_models = self.sheet.rows == Rows::Models && self.counted.is_none();
        thing.unit = (!lists_models).then(|| self.unit.clone());
        Ok(Incoming::Thing(Box::new(thing)))
    }

    fn place(&self) -> IncomingPlace {
        let mut path = self.unit.place.clone();
        path.push(self.thing.name.clone());
        IncomingPlace { row: self.row, path, note: self.address.join(", ") }
    }

    /// Things without a name of their own are called by their model.
    fn model(&mut self) {
        self.thing.name = line(&self.thing.name);
        if self.thing.name.is_empty() {
            let brand = self.thing.brand.clone();
            let model = self.thing.model.take().or_else(|| self.model_number.take());
            self.thing.name = match (brand, model) {
                (Some(brand), Some(model)) if model.starts_with(&brand) => model,
                (Some(brand), Some(model)) => format!("{brand} {model}"),
                (None, model) => model.unwrap_or_default(),
                (Some(_), None) => String::new(),
            };
        }
        match (self.thing.model.is_some(), self.model_number.take()) {
            (false, number) => self.thing.model = number,
            (true, Some(number)) => self.custom("Model number", &number),
            (true, None) => {}
        }
    }

    fn life(&mut self) {
        let no_reason = self.put_away || self.status == Some(Lifecycle::Quarantined);
        self.unit.lifecycle = match (self.retired, self.status) {
            (Some(reason), _) | (None, Some(Lifecycle::Retired(reason))) => {
                Some(Lifecycle::Retired(reason))
            }
            (None, _) if no_reason => {
                self.problems.push(Problem::at(self.row, Trouble::PutAway));
                Some(Lifecycle::Quarantined)
            }
            (None, status) => status,
        };
    }

    fn kind_and_quantity(&mut self) {
        let stock_rows = self.sheet.rows == Rows::Stock;
        if stock_rows && self.thing.kind.is_none() {
            self.thing.kind = Some(TitleKind::Material);
        }
        let counted = self.counted.clone();
        let many = counted.as_ref().is_some_and(|c| c.quantity != Quantity::Exact(1));
        let measured = self.unit.measure.is_some() || self.unit.min_qty.is_some();
        let material = self.thing.kind == Some(TitleKind::Material);
        // A thing with a serial number is one thing, whatever the table's shape.
        let one = counted.as_ref().is_none_or(|c| c.quantity == Quantity::Exact(1));
        if one && self.unit.serial.is_some() || !(many || measured || material || stock_rows) {
            return;
        }
        self.unit.kind = UnitKind::Stock;
        self.unit.quantity = counted.map_or(Quantity::Unknown, |c| c.quantity);
    }

    fn kind(&mut self, column: &Column, cell: &str) {
        match value::title_kind(cell) {
            Some(kind) => self.thing.kind = Some(kind),
            None => self.custom(&column.shown, cell),
        }
    }

    fn category(&mut self, nesting: Nesting, cell: &str) {
        let flat = |names: Vec<String>| names.into_iter().map(|n| vec![n]).collect();
        let paths: Vec<Vec<String>> = match nesting {
            Nesting::One => flat(vec![line(cell)]),
            Nesting::List => flat(value::list(cell)),
            Nesting::Paths => value::paths(cell),
            Nesting::DoubleSlash => {
                value::list(cell).iter().map(|one| one.split("//").map(line).collect()).collect()
            }
        };
        for path in paths {
            // `tool` and `material` are sorts of things and not categories of them.
            let kind = path.first().filter(|_| path.len() == 1).and_then(|n| value::title_kind(n));
            match kind {
                Some(kind) if self.sheet.format == Format::Csv => self.thing.kind = Some(kind),
                _ if self.thing.categories.contains(&path) => {}
                _ => self.thing.categories.push(path),
            }
        }
    }

    fn quantity(&mut self, column: &Column, cell: &str) {
        let Some(counted) = value::counted(cell) else { return };
        if !counted.understood {
            let (text, column) = (cell.to_owned(), column.header.clone());
            self.problems.push(Problem::at(self.row, Trouble::NotAQuantity { text, column }));
        }
        keep(&mut self.unit.measure, counted.measure.clone());
        self.counted = Some(counted);
    }

    fn min_quantity(&mut self, cell: &str) {
        if let Some(value::Counted { quantity: Quantity::Exact(n), .. }) = value::counted(cell) {
            self.unit.min_qty = Some(n).filter(|&n| n > 0);
        }
    }

    fn money(&mut self, column: &Column, cell: &str) -> Option<Money> {
        let Some(read) = value::money_text(cell) else {
            let (text, name) = (cell.to_owned(), column.header.clone());
            self.problems.push(Problem::at(self.row, Trouble::NotMoney { text, column: name }));
            self.custom(&column.shown, cell);
            return None;
        };
        // A price of nothing says that nobody entered one.
        if read.cents == 0 {
            return None;
        }
        let of_row = self
            .currency
            .as_deref()
            .and_then(|c| catalog::record::Currency::new(&c.trim().to_ascii_uppercase()));
        let default = of_row.or(self.sheet.options.map.currency).or(self.sheet.options.currency);
        let money = read.or_in(default);
        if money.is_none() {
            self.currency_missing = true;
            self.custom(&column.shown, cell);
        }
        money
    }

    fn date(&mut self, column: &Column, cell: &str) -> Option<Date> {
        let read = value::date_text(cell);
        let date = read.and_then(|text| self.sheet.dates.resolve(text));
        let asked = read.is_some_and(DateText::is_ambiguous);
        if date.is_none() && !asked {
            let (text, column) = (cell.to_owned(), column.header.clone());
            self.problems.push(Problem::at(self.row, Trouble::NotADate { text, column }));
        }
        date
    }

    fn weight(&mut self, column: &Column, cell: &str) {
        match weight_g(cell) {
            Some(grams) => self.thing.weight_g = Some(grams),
            None => self.custom(&column.shown, cell),
        }
    }

    fn code(&mut self, cell: &str) {
        // Some systems print a number of zeros where there is none.
        let said = |text: &String| text.chars().any(|c| !matches!(c, '0' | '-' | ' '));
        for text in value::list(cell).into_iter().filter_map(|t| filled(&t)).filter(said) {
            // Only the written form of our labels counts: seven letters in a row may be anything.
            let ours = text.len() == 8 && text.as_bytes().get(3) == Some(&b'-');
            match text.parse() {
                Ok(code) if ours && self.unit.code.is_none() => self.unit.code = Some(code),
                _ if self.unit.aliases.contains(&text) => {}
                _ => self.unit.aliases.push(text),
            }
        }
    }

    fn external_id(&mut self, cell: &str) {
        let source = self.source.as_deref().and_then(catalog::ids::slugify);
        let system = source.map_or_else(|| self.sheet.format.name().to_owned(), |s| s.to_string());
        self.thing.external_ids.push((system, cell.to_owned()));
    }

    fn desk_note(&mut self, text: &str) {
        match &mut self.unit.circ_note {
            Some(note) => append(note, text, " · "),
            none => *none = Some(text.to_owned()),
        }
    }

    fn unknown_word(&mut self, column: &Column, cell: &str) {
        let (text, name) = (cell.to_owned(), column.header.clone());
        self.problems.push(Problem::at(self.row, Trouble::UnknownWord { text, column: name }));
        self.custom(&column.shown, cell);
    }

    fn custom(&mut self, name: &str, value: &str) {
        let name = if name.is_empty() { "Other" } else { name };
        let value = breaks(value);
        match self.thing.custom.iter_mut().find(|c| c.name == name) {
            Some(known) if known.value == value => {}
            Some(known) => append(&mut known.value, &value, "; "),
            None => self.thing.custom.push(Custom { name: name.to_owned(), value }),
        }
    }
}

/// A place is one place: `;` and `|` are steps on the way to it, not a list.
fn place_path(cell: &str) -> Vec<String> {
    value::path(&cell.replace([';', '|'], "/"))
}

/// The cell unless it says that there is nothing to say.
fn filled(cell: &str) -> Option<String> {
    const NOTHING: [&str; 8] = ["n/a", "na", "none", "-", "–", "null", "unknown", "."];
    let said = !cell.is_empty() && !NOTHING.contains(&cell.to_lowercase().as_str());
    said.then(|| cell.to_owned())
}

fn keep<T>(slot: &mut Option<T>, value: Option<T>) {
    if slot.is_none() {
        *slot = value;
    }
}

fn first(slot: &mut String, cell: &str) {
    if slot.is_empty() {
        cell.clone_into(slot);
    }
}

fn append(slot: &mut String, text: &str, between: &str) {
    if !slot.is_empty() && !text.is_empty() {
        slot.push_str(between);
    }
    slot.push_str(text);
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Several systems write line breaks inside a cell as HTML.
fn breaks(text: &str) -> String {
    text.replace("<br />", "\n").replace("<br/>", "\n").replace("<br>", "\n").trim().to_owned()
}

/// A weight in grams; a bare number is in kilograms.
fn weight_g(text: &str) -> Option<u32> {
    let lower = text.trim().to_lowercase();
    let split = lower
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .unwrap_or(lower.len());
    let (number, unit) = lower.split_at(split);
    let per_unit = match unit.trim() {
        "" | "kg" | "kgs" | "kilo" | "kilograms" => 1000.0,
        "g" | "gr" | "grams" => 1.0,
        "lb" | "lbs" | "pounds" => 453.592_37,
        "oz" | "ounces" => 28.349_523,
        _ => return None,
    };
    let grams = number.replace(',', ".").parse::<f64>().ok()? * per_unit;
    let fits = grams.is_finite() && (0.0..=f64::from(u32::MAX)).contains(&grams);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked above")]
    fits.then(|| grams.round() as u32)
}
