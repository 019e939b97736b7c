//! What a cell says: amounts, dates, numbers of things, yes and no, lists and paths, in the many
//! ways in which people and programs write them.

mod date;
mod list;
mod money;
mod quantity;
mod word;

pub use date::{DateOrder, DateText, Dates, date_text};
pub use list::{list, path, paths};
pub use money::{MoneyText, money_text};
pub use quantity::{Counted, counted};
pub use word::{condition, lifecycle, retired_reason, title_kind, yes_no};
