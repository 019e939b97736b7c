//! What templates read: records and state as plain values, in one language, on one day.
//!
//! The site and the kiosk fill their templates from here, so that both say the same about a thing.
//! Nothing here can name a borrower: a view is made from a node's public records, and neither a sealed
//! reference nor a note about a person has a field.

mod card;
mod place;
mod status;
mod title;
mod unit;

use catalog::fold::Node;
use catalog::record::Money;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use themes::{Argument, Calendar, Strings};

use crate::photos::Photos;

pub use card::CardView;
pub use place::{PlaceLink, place_glyph};
pub use status::{Aggregate, StatusView, Tone, things_of};
pub(crate) use title::kilograms;
pub use title::{
    CategoryLink, ContentsView, FileView, ImageView, LendingView, PartView, TitleView, TrainingView,
};
pub use unit::{StockView, UnitView};

/// Everything that a view depends on: the records, the words, and the day at the place.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'n> {
    /// The node.
    pub node: &'n Node,
    /// The words.
    pub strings: &'n Strings,
    /// The reader's language.
    pub lang: &'n str,
    /// Today at the place.
    pub today: Date,
    /// Photos in the sizes that the site publishes; the kiosk shows them as they are.
    pub photos: Option<&'n Photos<'n>>,
}

impl<'n> Reading<'n> {
    /// A message in the reader's language.
    pub fn text(&self, key: &str, args: &[(&str, Argument)]) -> String {
        self.strings.text(self.lang, key, args)
    }

    /// A message without values.
    pub fn word(&self, key: &str) -> String {
        self.text(key, &[])
    }

    /// A message that counts something.
    pub fn count(&self, key: &str, n: usize) -> String {
        self.text(key, &[("n", number(n))])
    }

    /// `400 titles · 567 things`: kinds of things and the things themselves, told apart the same way
    /// wherever they are counted.
    pub fn titles_and_things(&self, titles: usize, things: usize) -> String {
        self.text("count-both", &[("titles", number(titles)), ("things", number(things))])
    }

    /// An amount of money as the language writes it: `€12.50`, `12,50 €`; whole amounts without decimals.
    pub fn money(&self, money: Money) -> String {
        let numbers = self.strings.numbers(self.lang);
        #[expect(clippy::cast_precision_loss, reason = "amounts are far below 2^53 cents")]
        let amount = match money.cents % 100 {
            0 => numbers.whole(money.cents / 100),
            _ => numbers.fixed(money.cents as f64 / 100.0, 2),
        };
        let (key, sign) = match money.currency.as_str() {
            "EUR" => ("amount-money", "€"),
            "USD" => ("amount-money", "$"),
            "GBP" => ("amount-money", "£"),
            code => ("amount-money-code", code),
        };
        self.text(key, &[("amount", words(amount)), ("sign", words(sign))])
    }

    /// Dates in the reader's language.
    pub fn calendar(&self) -> Calendar<'n> {
        Calendar::new(self.strings, self.lang)
    }

    /// A date without its year while it is near, with it when it is not.
    pub fn near_date(&self, date: Date) -> String {
        let days = (date - self.today).get_days().abs();
        if days < 300 { self.calendar().short(date) } else { self.calendar().long(date) }
    }
}

/// A count as a message argument. Counts above 2⁵³ do not occur.
#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
pub fn number(n: usize) -> Argument {
    Argument::Number(n as f64)
}

/// A text as a message argument.
pub fn words(text: impl Into<String>) -> Argument {
    Argument::Text(text.into())
}

/// A name and where it leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Link {
    /// What people read.
    pub name: String,
    /// Where it leads, from the root of the language.
    pub href: String,
}
