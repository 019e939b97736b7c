//! The typed records of a node, as validation leaves them: every field holds a value that makes
//! sense on its own. Whether the things they *name* exist is asked by [`crate::check`].
//!
//! How they look in files is written in `catalog/FORMAT.md`. Parsing keeps fields that this version
//! does not know in the file (the writers edit the document in place), so nothing of them is here.

mod design;
mod governance;
mod node;
mod page;
mod policy;
mod title;

pub use design::{BomLine, Design, DesignFile, DesignFileKind};
pub use governance::*;
pub use node::*;
pub use page::{Happening, Page, PageKind, Person};
pub use policy::{BookingUnit, CirculationPolicy, DueAt, PeriodUnit, ReservationPolicy};
pub use title::{
    Acquired, Condition, Contents, Custom, Lifecycle, Part, Plan, RetiredReason, Title, TitleKind,
    Unit, UnitKind,
};

use std::collections::BTreeMap;
use std::fmt;

use camino::Utf8PathBuf;
use serde::{Deserialize, Serialize};

use crate::ids::Slug;

/// A language tag as BCP 47 has it, lower-cased (`en`, `pt-br`).
pub type Lang = String;

/// One text in several languages: the record's own language first, translations beside it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    /// The text in the record's own language.
    pub base: String,
    /// Translations by language tag.
    pub translations: BTreeMap<Lang, String>,
}

impl Text {
    /// A text that has no translations.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { base: text.into(), translations: BTreeMap::new() }
    }

    /// The text in `lang` if it was translated, else in the record's own language.
    pub fn in_lang(&self, lang: &str) -> &str {
        let short = lang.split('-').next().unwrap_or(lang);
        let found = self.translations.get(lang).or_else(|| self.translations.get(short));
        found.unwrap_or(&self.base)
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.base.is_empty()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

/// How many there are, as far as anybody knows. In files: `12`, `"~ 200"` or `"unknown"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// Counted.
    Exact(u32),
    /// Estimated.
    About(u32),
    /// Nobody has counted.
    Unknown,
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exact(n) => write!(f, "{n}"),
            Self::About(n) => write!(f, "~ {n}"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

impl std::str::FromStr for Quantity {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        let text = text.trim();
        if text == "unknown" {
            return Ok(Self::Unknown);
        }
        let (number, make): (_, fn(u32) -> Self) = match text.strip_prefix('~') {
            Some(rest) => (rest.trim_start(), Self::About),
            None => (text, Self::Exact),
        };
        let digits = number.bytes().all(|b| b.is_ascii_digit());
        number.parse().ok().filter(|_| digits).map(make).ok_or(QuantityError)
    }
}

/// The text is not a quantity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is neither a number nor an estimate like `~ 200` nor `unknown`")]
pub struct QuantityError;

/// An amount of money in the currency's smallest unit. In files: `"12.50 EUR"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// The amount in hundredths.
    pub cents: i64,
    /// The ISO 4217 code.
    pub currency: Currency,
}

/// Three capital letters, ISO 4217.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The currency with this code, if it has the form of one.
    pub fn new(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Self(bytes))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}
impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::new(&text).ok_or_else(|| serde::de::Error::custom("is not a currency code"))
    }
}

impl std::str::FromStr for Money {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let (amount, code) = text.trim().rsplit_once(' ').ok_or(MoneyError)?;
        let currency = Currency::new(code).ok_or(MoneyError)?;
        let amount = amount.trim();
        let (sign, digits) = match amount.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, amount),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(part) || part.len() > 2 {
            return Err(MoneyError);
        }
        let whole: i64 = whole.parse().map_err(|_| MoneyError)?;
        let hundredths: i64 = format!("{part:0<2}").parse().map_err(|_| MoneyError)?;
        let cents = whole.checked_mul(100).and_then(|c| c.checked_add(hundredths));
        Ok(Self { cents: sign * cents.ok_or(MoneyError)?, currency })
    }
}

/// The text is not an amount of money.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is not an amount with its currency, like `12.50 EUR`")]
pub struct MoneyError;

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.cents < 0 { "-" } else { "" };
        let cents = self.cents.unsigned_abs();
        write!(f, "{sign}{}.{:02} {}", cents / 100, cents % 100, self.currency.as_str())
    }
}

/// A place name that is always there: nobody knows where the thing is.
pub const UNKNOWN_PLACE: &str = "unknown";

/// The kinds of documents that a node has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// `node.toml`
    Node,
    /// `catalog/<xx>/<slug>.md`
    Title,
    /// `places/<slug>.toml`
    Place,
    /// `designs/<slug>/okh.toml`
    Design,
    /// `governance/constitution.md`
    Constitution,
    /// `governance/proposals/<slug>.md`
    Proposal,
    /// `governance/minutes/<slug>.md`
    Minutes,
    /// `pages/<slug>.md`
    Page,
    /// `events/<slug>.md`
    Event,
    /// `people/<handle>.md`
    Person,
}

/// All documents of a node, by kind and name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Documents {
    /// `node.toml`, where it could be read.
    pub node: NodeConfig,
    /// Titles with their units.
    pub titles: BTreeMap<Slug, Title>,
    /// Rooms, shelves and boxes.
    pub places: BTreeMap<Slug, Place>,
    /// Open designs.
    pub designs: BTreeMap<Slug, Design>,
    /// The rules in words.
    pub constitution: Option<Constitution>,
    /// Proposals and what became of them.
    pub proposals: BTreeMap<Slug, Proposal>,
    /// Minutes of meetings.
    pub minutes: BTreeMap<Slug, Minutes>,
    /// Free pages and news.
    pub pages: BTreeMap<Slug, Page>,
    /// Workshops, work days, opening parties.
    pub events: BTreeMap<Slug, Happening>,
    /// Public profiles, only of people who asked for one.
    pub people: BTreeMap<Slug, Person>,
    /// Documents that stand in another folder than their name asks for: where they should, and where
    /// they do.
    pub misplaced: BTreeMap<Utf8PathBuf, Utf8PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_as_it_is_written() {
        for text in ["12.50 EUR", "0.05 USD", "-3.00 SEK", "1200.00 EUR"] {
            assert_eq!(text.parse::<Money>().unwrap().to_string(), text);
        }
        assert_eq!("12 EUR".parse::<Money>().unwrap().cents, 1200);
        assert_eq!("12.5 EUR".parse::<Money>().unwrap().cents, 1250);
        for bad in
            ["12", "EUR", "12.505 EUR", "1,5 EUR", "1.-5 EUR", "99999999999999999999 EUR", ". EUR"]
        {
            assert!(bad.parse::<Money>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_quantity_is_counted_estimated_or_unknown() {
        for text in ["12", "~ 200", "unknown"] {
            assert_eq!(text.parse::<Quantity>().unwrap().to_string(), text);
        }
        assert_eq!("~200".parse(), Ok(Quantity::About(200)));
        for bad in ["", "~", "-1", "+3", "12 pcs", "1.5"] {
            assert_eq!(bad.parse::<Quantity>(), Err(QuantityError), "{bad:?}");
        }
    }

    #[test]
    fn a_translation_falls_back_to_the_short_tag_and_then_to_the_record() {
        let mut text = Text::plain("Drill");
        text.translations.insert("pt".into(), "Furadeira".into());
        assert_eq!(text.in_lang("pt-br"), "Furadeira");
        assert_eq!(text.in_lang("de"), "Drill");
    }
}
