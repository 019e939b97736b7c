//! What becomes of the credits of somebody who left.

use catalog::event::Kind;
use civic::books::{Books, recorded};
use desk::{By, Desk, Member};
use generator::view::{Reading, words as text};
use ledger::account::{Account, MemberName};
use ledger::entry::EntryId;
use ledger::leaving::{Settlement, settle};
use ledger::unit::Unit;
use serde_json::{Value, json};

use super::credits::shown;

/// What is to be done in each unit about a member who left; nothing for who is still there, and for
/// who has no account.
fn settlements(
    desk: &Desk,
    books: &Books,
    member: &Member,
    choice: Option<&Account>,
) -> Vec<(Unit, Settlement)> {
    let name = member.handle.as_ref().and_then(|handle| handle.as_str().parse().ok());
    let Some((name, left)) = name.zip(member.left) else { return Vec::new() };
    let name: MemberName = name;
    let of = |unit: &Unit| {
        let id = EntryId::new("new");
        let found = settle(&books.book, &unit.code, &name, left, desk.today(), choice.cloned(), id);
        (unit.clone(), found)
    };
    let all = books.book.units().map(of);
    all.filter(|(_, found)| *found != Settlement::Nothing).collect()
}

/// The same, as a steward reads it.
pub(crate) fn view(desk: &Desk, reading: &Reading<'_>, member: &Member) -> Vec<Value> {
    let books = Books::of(desk.node(), desk.today());
    let account = member.handle.as_ref().and_then(super::credits::account_of);
    let line = |(unit, found): (Unit, Settlement)| {
        let balance = books.book.balance(&unit.code, account.as_ref()?);
        let day = |day| [("day", text(reading.calendar().long(day)))];
        let says = match found {
            Settlement::NotBefore(date) => reading.text("own-left-wait", &day(date)),
            _ => reading.word("own-left-now"),
        };
        Some(json!({
            "amount": shown(balance.wide(), &unit),
            "unit": unit.code,
            "says": says,
            "credit": balance.minor() > 0,
        }))
    };
    settlements(desk, &books, member, None).into_iter().filter_map(line).collect()
}

/// Whom somebody who left leaves their credits to: a public name, or the commons.
pub(crate) fn heir(text: &str) -> Option<Account> {
    let name = text.trim().trim_start_matches('@').to_lowercase();
    let known = (name == "commons").then_some(Account::Commons);
    known.or_else(|| super::credits::account_of(&name.parse().ok()?))
}

/// Whether somebody here has this account: credits are not left to a name that was mistyped.
pub(crate) fn is_heir(desk: &Desk, heir: &Account) -> Result<bool, desk::Refusal> {
    super::credits::is_known(desk, &Books::of(desk.node(), desk.today()), heir)
}

/// Settles what can be settled today; how many entries that took.
pub(crate) fn settle_now(
    desk: &mut Desk,
    member: &Member,
    choice: Option<&Account>,
) -> Result<usize, desk::Refusal> {
    let books = Books::of(desk.node(), desk.today());
    let mut settled = 0;
    for (unit, found) in settlements(desk, &books, member, choice) {
        if let Settlement::Entry(entry) = found {
            desk.record(By::Program, &Kind::from(recorded(&entry, &unit.code)), None)?;
            settled += 1;
        }
    }
    Ok(settled)
}
