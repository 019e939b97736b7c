//! What is true of a whole table: what its columns mean, and how its dates are to be read.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::column::{Field, Layout, Rows, is_about_people, normal, shown};
use super::row::Draft;
use super::{Format, ReadOptions, Reading};
use crate::problem::{Problem, Skipped, Trouble};
use crate::text::{Row, Table};
use crate::value::{self, DateText, Dates};

/// A column of this file with what it means.
pub(super) struct Column {
    pub(super) header: String,
    pub(super) shown: String,
    pub(super) field: Field,
}

/// Everything that is true of the whole file.
pub(super) struct Sheet<'a> {
    pub(super) format: Format,
    pub(super) rows: Rows,
    pub(super) columns: Vec<Column>,
    pub(super) dates: Dates,
    pub(super) options: &'a ReadOptions,
}

/// Reads the table's rows into the reading.
pub(super) fn read_into(
    reading: &mut Reading,
    table: Table,
    layout: &'static Layout,
    options: &ReadOptions,
) {
    reading.problems.extend(table.problems);
    reading.skipped.extend(table.skipped);
    let columns = columns(&table.header, layout, options, &mut reading.problems);
    let dates = decide_dates(&columns, &table.rows, options, &mut reading.problems);
    let sheet = Sheet { format: layout.format, rows: layout.rows, columns, dates, options };
    sheet.count_people(&table.rows, &mut reading.problems);
    let mut currency_missing = false;
    for row in &table.rows {
        let mut draft = Draft::new(&sheet, row.number);
        let read = draft.read(row);
        currency_missing |= draft.currency_missing;
        reading.problems.append(&mut draft.problems);
        match read {
            Ok(incoming) => reading.rows.push(incoming),
            Err(why) => reading.skipped.push(Skipped::new(row.number, why)),
        }
    }
    if currency_missing {
        reading.problems.push(Problem::whole(Trouble::NoCurrency));
    }
    reading.skipped.sort_by_key(|s| s.row);
}

fn columns(
    header: &[String],
    layout: &'static Layout,
    options: &ReadOptions,
    problems: &mut Vec<Problem>,
) -> Vec<Column> {
    let names: Vec<String> = header.iter().map(|h| normal(h)).collect();
    for (told, _) in &options.map.columns {
        if !names.contains(told) {
            let (name, columns) = (told.clone(), header.join(", "));
            problems.push(Problem::whole(Trouble::NoSuchColumn { name, columns }));
        }
    }
    let mut seen = BTreeMap::<&str, usize>::new();
    let mut out = Vec::with_capacity(header.len());
    for (name, header) in names.iter().zip(header) {
        let nth = seen.entry(name).or_default();
        let known = options.map.field(name).or_else(|| layout.field(name, *nth));
        *nth += 1;
        let people = is_about_people(name) && options.map.field(name).is_none();
        let field = match known {
            // People are looked for before anything else, whatever table knows the name.
            Some(Field::Custom) | None if people => Field::Person,
            Some(field) => field,
            None => {
                let own = layout.custom_prefix;
                let expected = !own.is_empty() && header.to_lowercase().starts_with(own);
                if !expected && !name.is_empty() && layout.format == Format::Csv {
                    problems.push(Problem::whole(Trouble::UnknownColumn { name: header.clone() }));
                }
                Field::Custom
            }
        };
        out.push(Column {
            header: header.clone(),
            shown: shown(header, layout.custom_prefix),
            field,
        });
    }
    out
}

fn decide_dates(
    columns: &[Column],
    rows: &[Row],
    options: &ReadOptions,
    problems: &mut Vec<Problem>,
) -> Dates {
    let is_date = |c: &Column| matches!(c.field, Field::AcquiredOn | Field::Added);
    let at: Vec<usize> =
        columns.iter().enumerate().filter(|(_, c)| is_date(c)).map(|(at, _)| at).collect();
    let cells = rows.iter().flat_map(|row| at.iter().map(|&column| row.cell(column)));
    let texts: Vec<(&str, DateText)> =
        cells.filter_map(|cell| value::date_text(cell).map(|date| (cell, date))).collect();
    let dates: Vec<DateText> = texts.iter().map(|(_, date)| *date).collect();
    let decided = Dates::decide(options.map.dates, &dates);
    if let Dates::Ambiguous(example) = decided {
        let shown = |order| example.under(order).map_or_else(String::new, |d: Date| d.to_string());
        let text = texts.iter().find(|(_, date)| *date == example).map_or("", |(text, _)| text);
        problems.push(Problem::whole(Trouble::AmbiguousDates {
            example: text.to_owned(),
            day_first: shown(value::DateOrder::DayFirst),
            month_first: shown(value::DateOrder::MonthFirst),
        }));
    }
    decided
}

impl Sheet<'_> {
    /// Tells once which columns about people were left out.
    fn count_people(&self, rows: &[Row], problems: &mut Vec<Problem>) {
        let mut cells = 0;
        let mut names: Vec<&str> = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let filled = rows.iter().filter(|row| !row.cell(at).is_empty()).count();
            if column.field == Field::Person && filled > 0 {
                cells += filled;
                names.push(&column.header);
            }
        }
        if cells > 0 {
            let columns = names.join("`, `");
            problems.push(Problem::whole(Trouble::PeopleLeftOut { cells, columns }));
        }
    }
}
