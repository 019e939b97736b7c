//! How far a balance may go. Both ends are included: a balance may stand exactly on its limit.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::amount::Amount;
use crate::unit::{Mode, Unit, UnitCode};

/// The limits of a member's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Limits {
    /// How far below zero, as a number that is not negative.
    pub credit_limit: Amount,
    /// How far above zero; none for no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Amount>,
}

/// The range that a balance should stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bounds {
    /// The least; none for no end.
    pub least: Option<Amount>,
    /// The most; none for no end.
    pub most: Option<Amount>,
}

impl Bounds {
    const NOT_NEGATIVE: Self = Self { least: Some(Amount::ZERO), most: None };
    const FREE: Self = Self { least: None, most: None };

    /// The end that a balance is beyond, if it is.
    pub fn violated_by(self, balance: Amount) -> Option<Side> {
        if self.least.is_some_and(|least| balance < least) {
            Some(Side::Least)
        } else if self.most.is_some_and(|most| balance > most) {
            Some(Side::Most)
        } else {
            None
        }
    }

    /// The end that a change to `after` makes worse: it stands beyond it and moved away from it.
    /// A change that leads back towards the range is never in the way, even if it does not reach
    /// it, because limits may have been lowered since.
    pub fn worsened_by(self, after: Amount, delta: Amount) -> Option<Side> {
        let side = self.violated_by(after)?;
        let outwards = match side {
            Side::Least => delta < Amount::ZERO,
            Side::Most => delta > Amount::ZERO,
        };
        outwards.then_some(side)
    }

    /// The amount at an end.
    pub fn at(self, side: Side) -> Option<Amount> {
        match side {
            Side::Least => self.least,
            Side::Most => self.most,
        }
    }
}

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The least that a balance may be.
    Least,
    /// The most that a balance may be.
    Most,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Least => "least",
            Self::Most => "most",
        })
    }
}

/// The range of an account in a unit. `newcomer` says that no credit came in yet.
pub fn bounds(unit: &Unit, account: &Account, newcomer: bool) -> Bounds {
    match (unit.mode, account) {
        (Mode::Gift, _) | (_, Account::Issuance | Account::Peer(_) | Account::Writeoff) => {
            Bounds::FREE
        }
        (_, Account::Commons | Account::Escrow(_)) => Bounds::NOT_NEGATIVE,
        (mode, Account::Member(name)) => {
            let limits = unit.decided.get(name).copied();
            let credit = match (mode, limits, unit.newcomer_limit) {
                (Mode::Fixed, ..) => Amount::ZERO,
                (_, Some(limits), _) => limits.credit_limit,
                (_, None, Some(limit)) if newcomer => limit.min(unit.limits.credit_limit),
                (_, None, _) => unit.limits.credit_limit,
            };
            let cap = limits.unwrap_or(unit.limits).cap;
            Bounds { least: credit.max(Amount::ZERO).checked_neg(), most: cap }
        }
    }
}

/// An account whose balance is beyond its limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverLimit {
    /// Which account.
    pub account: Account,
    /// In which unit.
    pub unit: UnitCode,
    /// Its balance.
    pub balance: Amount,
    /// Which end.
    pub side: Side,
    /// Where that end is.
    pub limit: Amount,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(mode: Mode) -> Unit {
        let mut unit = Unit::new("MIN".parse().unwrap(), "hours", mode);
        unit.limits = Limits { credit_limit: Amount::new(600), cap: Some(Amount::new(2400)) };
        unit.newcomer_limit = Some(Amount::new(120));
        unit
    }

    #[test]
    fn a_newcomer_has_the_smaller_limit_until_the_first_credit() {
        let unit = unit(Mode::Mutual);
        let mira = Account::member("mira").unwrap();
        assert_eq!(bounds(&unit, &mira, true).least, Some(Amount::new(-120)));
        assert_eq!(bounds(&unit, &mira, false).least, Some(Amount::new(-600)));
        assert_eq!(bounds(&unit, &mira, true).most, Some(Amount::new(2400)));
    }

    #[test]
    fn nobody_goes_below_zero_in_a_fixed_supply_but_the_issuance() {
        let unit = unit(Mode::Fixed);
        let mira = Account::member("mira").unwrap();
        assert_eq!(bounds(&unit, &mira, false).least, Some(Amount::ZERO));
        assert_eq!(bounds(&unit, &Account::Issuance, false), Bounds::FREE);
    }

    #[test]
    fn limits_are_inclusive_and_leading_back_is_allowed() {
        let bounds = Bounds { least: Some(Amount::new(-10)), most: Some(Amount::new(40)) };
        let worse = |after, delta| bounds.worsened_by(Amount::new(after), Amount::new(delta));
        assert_eq!(worse(-10, -5), None);
        assert_eq!(worse(-11, -1), Some(Side::Least));
        assert_eq!(worse(-11, 5), None);
        assert_eq!(worse(40, 40), None);
        assert_eq!(worse(41, 1), Some(Side::Most));
        assert_eq!(worse(41, -9), None);
    }
}
