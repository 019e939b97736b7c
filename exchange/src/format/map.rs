//! What `--map` says: the meaning of columns (`Bezeichnung=name`), and two things that are true of a
//! whole file: `dates=day-first` and `currency=EUR`.

use catalog::record::Currency;

use super::column::{Field, Nesting, normal};
use crate::value::DateOrder;

/// Meanings that were told.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mapping {
    pub(super) columns: Vec<(String, Field)>,
    /// Which comes first in `3/4/23`.
    pub dates: Option<DateOrder>,
    /// The currency of prices that name none.
    pub currency: Option<Currency>,
}

/// What `--map` was given cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// There is no `=`.
    #[error("`{0}` has no `=`; write `--map \"their column=our field\"`")]
    NoEquals(String),
    /// No such field.
    #[error("`{found}` is not a field; these are: {fields}")]
    NoSuchField {
        /// What was given.
        found: String,
        /// All fields.
        fields: String,
    },
    /// Not an order of dates.
    #[error("`{0}` is not an order of dates; write `dates=day-first` or `dates=month-first`")]
    Dates(String),
    /// Not a currency.
    #[error("`{0}` is not a currency code like `EUR`")]
    Currency(String),
}

const FIELDS: [(&str, Field); 36] = [
    ("name", Field::Name),
    ("other_names", Field::OtherNames),
    ("summary", Field::Summary),
    ("body", Field::Body),
    ("kind", Field::Kind),
    ("category", Field::Category(Nesting::One)),
    ("categories", Field::Category(Nesting::Paths)),
    ("keywords", Field::Keywords),
    ("brand", Field::Brand),
    ("model", Field::Model),
    ("serial", Field::Serial),
    ("place", Field::PlacePath),
    ("quantity", Field::Quantity),
    ("min_qty", Field::MinQuantity),
    ("measure", Field::Measure),
    ("condition", Field::Condition),
    ("lifecycle", Field::Status),
    ("retired", Field::PutAway),
    ("retired_reason", Field::RetiredReason),
    ("cost", Field::PricePaid),
    ("replacement_value", Field::Value),
    ("deposit", Field::Deposit),
    ("fee_per_day", Field::FeePerDay),
    ("acquired", Field::AcquiredOn),
    ("from", Field::From),
    ("added", Field::Added),
    ("power_source", Field::PowerSource),
    ("size", Field::Size),
    ("weight_kg", Field::Weight),
    ("parts_expected", Field::Parts),
    ("checkout_notice", Field::Notice),
    ("circ_note", Field::DeskNote),
    ("owner", Field::Owner),
    ("code", Field::Code),
    ("custom", Field::Custom),
    ("ignore", Field::Ignore),
];

impl Mapping {
    /// Reads what was given to `--map`, one text for each use of it.
    ///
    /// # Errors
    /// When a text has no `=`, or names a field, an order of dates or a currency that there is not.
    pub fn parse<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Self, MappingError> {
        let mut out = Self::default();
        for text in texts {
            let (left, right) =
                text.rsplit_once('=').ok_or_else(|| MappingError::NoEquals(text.to_owned()))?;
            out.add(left.trim(), right.trim())?;
        }
        Ok(out)
    }

    fn add(&mut self, left: &str, right: &str) -> Result<(), MappingError> {
        match (left, right) {
            ("dates", "day-first") => self.dates = Some(DateOrder::DayFirst),
            ("dates", "month-first") => self.dates = Some(DateOrder::MonthFirst),
            ("dates", other) => return Err(MappingError::Dates(other.to_owned())),
            ("currency", code) if code.len() == 3 => {
                let known = Currency::new(&code.to_ascii_uppercase());
                self.currency = Some(known.ok_or_else(|| MappingError::Currency(code.to_owned()))?);
            }
            (column, field) => self.columns.push((normal(column), field_named(field)?)),
        }
        Ok(())
    }

    /// The told meaning of a column, if there is one.
    pub(super) fn field(&self, normal: &str) -> Option<Field> {
        self.columns.iter().rev().find(|(column, _)| column == normal).map(|(_, field)| *field)
    }
}

fn field_named(name: &str) -> Result<Field, MappingError> {
    let lower = name.to_lowercase().replace([' ', '-'], "_");
    let found = FIELDS.iter().find(|(known, _)| *known == lower).map(|(_, field)| *field);
    found.ok_or_else(|| {
        let fields: Vec<&str> = FIELDS.iter().map(|(known, _)| *known).collect();
        MappingError::NoSuchField { found: name.to_owned(), fields: fields.join(", ") }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_gives_columns_their_meaning() {
        let map =
            Mapping::parse(["Was ist das=name", " Wo = place", "dates=day-first", "currency=sek"]);
        let map = map.unwrap();
        assert_eq!(map.field("was ist das"), Some(Field::Name));
        assert_eq!(map.field("wo"), Some(Field::PlacePath));
        assert_eq!(map.dates, Some(DateOrder::DayFirst));
        assert_eq!(map.currency.unwrap().as_str(), "SEK");
    }

    #[test]
    fn a_mapping_that_cannot_be_meant_says_what_can() {
        let said = Mapping::parse(["a=colour"]).unwrap_err().to_string();
        assert!(
            said.starts_with("`colour` is not a field; these are: name, other_names"),
            "{said}"
        );
        assert_eq!(Mapping::parse(["name"]), Err(MappingError::NoEquals("name".into())));
        assert_eq!(Mapping::parse(["dates=us"]), Err(MappingError::Dates("us".into())));
    }
}
