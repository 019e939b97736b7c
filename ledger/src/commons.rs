//! The commons fund: what it shares out, and that it never issues.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::{Account, MemberName};
use crate::amount::Amount;
use crate::entry::{Entry, EntryId, EntryKind, Posting};
use crate::rate::Rate;
use crate::unit::UnitCode;

/// What is shared out, by decision of the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DividendPolicy {
    /// What stays in the fund in any case.
    #[serde(default)]
    pub reserve: Amount,
    /// The part of the rest that is shared out.
    pub share: Rate,
}

impl DividendPolicy {
    /// What each of so many members gets; the remainder stays in the fund. Nothing if the fund
    /// holds no more than its reserve.
    pub fn each(&self, commons: Amount, members: usize) -> Amount {
        let pool = self.share.part_of(commons.wide() - self.reserve.wide(), 1);
        let each = pool.zip(i128::try_from(members).ok().filter(|members| *members > 0));
        each.and_then(|(pool, members)| Amount::from_wide(pool.wide() / members))
            .unwrap_or_default()
    }
}

/// The entry that gives each member the same. None if there is nothing to give or nobody to give
/// it to.
pub fn dividend(
    id: EntryId,
    on: Date,
    unit: &UnitCode,
    members: &std::collections::BTreeSet<MemberName>,
    each: Amount,
) -> Option<Entry> {
    let total = each.wide().checked_mul(i128::try_from(members.len()).ok()?)?;
    let posting = |account, delta| Posting { account, unit: unit.clone(), delta };
    let mut postings = vec![posting(Account::Commons, Amount::from_wide(-total)?)];
    postings.extend(members.iter().map(|name| posting(Account::Member(name.clone()), each)));
    let kind = EntryKind::Dividend;
    let entry = Entry { id, on, kind, postings, memo: None, work: None, corrects: None };
    (each > Amount::ZERO && entry.check_form().is_ok()).then_some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fund_never_gives_more_than_it_has_beyond_its_reserve() {
        let policy = DividendPolicy { reserve: Amount::new(50), share: "1/2".parse().unwrap() };
        assert_eq!(policy.each(Amount::new(150), 3), Amount::new(16));
        assert_eq!(policy.each(Amount::new(50), 3), Amount::ZERO);
        assert_eq!(policy.each(Amount::new(-20), 3), Amount::ZERO);
        assert_eq!(policy.each(Amount::new(150), 0), Amount::ZERO);
    }

    #[test]
    fn nobody_gets_a_remainder() {
        let members = ["a", "b", "c"].map(|name| name.parse().unwrap()).into();
        let unit = "MIN".parse().unwrap();
        let day = jiff::civil::date(2026, 5, 1);
        let entry = dividend(EntryId::new("d"), day, &unit, &members, Amount::new(56)).unwrap();
        assert_eq!(entry.postings[0].delta, Amount::new(-168));
        assert_eq!(dividend(EntryId::new("d"), day, &unit, &members, Amount::ZERO), None);
    }
}
