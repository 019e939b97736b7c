//! Payments that somebody must still accept.
//!
//! ```text
//! offered ─► accepted ─► posted
//!    └─────────┴────► refused, or expired after 14 days
//! ```
//!
//! Only what is posted is an entry, and that is final: a refund is a new entry. Where the payer
//! stands at the kiosk, that counts as accepting.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::entry::Entry;

/// After how many days an offer ends by itself.
pub const OFFER_DAYS: i32 = 14;

/// Where a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransferState {
    /// Proposed; the payer has not agreed yet.
    Offered,
    /// Agreed; not in the book yet.
    Accepted,
    /// In the book.
    Posted,
    /// Turned down.
    Refused,
    /// Nobody answered in time.
    Expired,
}

/// What can happen to a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The payer agrees.
    Accept,
    /// It is put in the book.
    Post,
    /// Somebody turns it down.
    Refuse,
}

/// A step that cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this payment is {state:?} already; that cannot be changed")]
pub struct StepError {
    /// Where the payment stands.
    pub state: TransferState,
}

/// A payment on its way into the book.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transfer {
    /// What would be posted.
    pub entry: Entry,
    /// When it was offered.
    pub offered_on: Date,
    state: TransferState,
}

impl Transfer {
    /// A payment that the payer must still accept.
    pub fn offered(entry: Entry) -> Self {
        Self { offered_on: entry.on, entry, state: TransferState::Offered }
    }

    /// A payment whose payer is present.
    pub fn accepted(entry: Entry) -> Self {
        Self { offered_on: entry.on, entry, state: TransferState::Accepted }
    }

    /// Where it stands on a day: what nobody posted in time is expired.
    pub fn state(&self, today: Date) -> TransferState {
        let ends = self.offered_on.checked_add(OFFER_DAYS.days()).unwrap_or(Date::MAX);
        match self.state {
            TransferState::Offered | TransferState::Accepted if today >= ends => {
                TransferState::Expired
            }
            state => state,
        }
    }

    /// The payment after a step.
    pub fn step(self, step: Step, today: Date) -> Result<Self, StepError> {
        let state = self.state(today);
        let next = match (state, step) {
            (TransferState::Offered, Step::Accept) => TransferState::Accepted,
            (TransferState::Accepted, Step::Post) => TransferState::Posted,
            (TransferState::Offered | TransferState::Accepted, Step::Refuse) => {
                TransferState::Refused
            }
            _ => return Err(StepError { state }),
        };
        Ok(Self { state: next, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::Account;
    use crate::amount::Amount;
    use crate::entry::EntryId;
    use jiff::civil::date;

    fn entry() -> Entry {
        let (a, b) = (Account::member("a").unwrap(), Account::member("b").unwrap());
        let (id, unit) = (EntryId::new("e"), "MIN".parse().unwrap());
        Entry::payment(id, date(2026, 5, 1), a, b, unit, Amount::new(5)).unwrap()
    }

    #[test]
    fn a_payment_is_accepted_and_then_posted_and_then_final() {
        let today = date(2026, 5, 2);
        let offered = Transfer::offered(entry());
        assert!(offered.clone().step(Step::Post, today).is_err());
        let posted = offered.step(Step::Accept, today).unwrap().step(Step::Post, today).unwrap();
        assert_eq!(posted.state(date(2027, 1, 1)), TransferState::Posted);
        let state = TransferState::Posted;
        assert_eq!(posted.step(Step::Refuse, today), Err(StepError { state }));
    }

    #[test]
    fn an_offer_expires_on_the_fourteenth_day() {
        let offered = Transfer::accepted(entry());
        assert_eq!(offered.state(date(2026, 5, 14)), TransferState::Accepted);
        assert_eq!(offered.state(date(2026, 5, 15)), TransferState::Expired);
        assert!(offered.step(Step::Post, date(2026, 5, 15)).is_err());
    }
}
