//! Paying, asking to be paid, and answering who asks.

use catalog::event::{Actor, Kind, LedgerOffer, LedgerPost, LedgerRefuse, PostingLine};
use catalog::ids::{EventId, Handle};
use civic::books::{Books, NotPaid, Offer};
use desk::Desk;
use generator::view::{Reading, words as text};
use ledger::account::Account;
use ledger::amount::Amount;
use ledger::book::Refusal;
use ledger::entry::{Entry, EntryId};
use ledger::unit::{Unit, UnitCode};

/// So much of a unit, from or to somebody.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) unit: UnitCode,
    /// In minor units, above zero.
    pub(crate) amount: i64,
    pub(crate) other: Account,
    pub(crate) memo: Option<Box<str>>,
    /// The other one may be somebody whom nobody here knows: a member of a node that is followed.
    pub(crate) sure: bool,
}

/// Why nothing was paid, asked or answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum No {
    /// Nobody has such an account, or it is one's own.
    Nobody,
    /// Nobody here has this name, and whoever pays or asks has not said that they know.
    Stranger { account: Account, pays: bool },
    /// The books or a rule are against it.
    NotPaid(NotPaid),
    /// The offer is over.
    Over,
    /// Somebody else was asked.
    NotYours,
}

impl No {
    /// A stable code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Nobody => "E-NOBODY",
            Self::Stranger { .. } => "E-STRANGER",
            Self::NotPaid(NotPaid::Rule { .. }) => "E-RULE",
            Self::NotPaid(NotPaid::Books(Refusal::Limit { .. })) => "E-LIMIT",
            Self::NotPaid(NotPaid::Books(_)) => "E-BOOKS",
            Self::Over => "E-OVER",
            Self::NotYours => "E-NOT-YOURS",
        }
    }

    /// The reason in the reader's language.
    pub(crate) fn sentence(&self, reading: &Reading<'_>, books: &Books) -> String {
        match self {
            Self::Nobody => reading.word("civic-nobody"),
            Self::Stranger { account, pays } => {
                let key = if *pays { "civic-stranger-pay" } else { "civic-stranger-ask" };
                reading.text(key, &[("who", text(name_of(reading, account)))])
            }
            Self::Over => reading.word("civic-offer-over"),
            Self::NotYours => reading.word("civic-not-yours"),
            Self::NotPaid(NotPaid::Books(Refusal::Limit { account, unit, limit, .. })) => {
                let limit = amount(books, unit, *limit);
                let who = name_of(reading, account);
                reading.text("civic-limit", &[("who", text(who)), ("limit", text(limit))])
            }
            Self::NotPaid(NotPaid::Books(_)) => reading.word("civic-refused"),
            Self::NotPaid(NotPaid::Rule { judgement, unit }) => {
                let most = amount(books, unit, Amount::new(judgement.at_most));
                let mut data = vec![
                    ("rule", text(judgement.rule.as_ref())),
                    ("clause", text(judgement.clause.as_ref())),
                    ("most", text(most)),
                ];
                data.extend(judgement.appeal.as_deref().map(|whom| ("whom", text(whom))));
                let key =
                    if judgement.appeal.is_some() { "denial-rule" } else { "denial-rule-steward" };
                reading.text(key, &data)
            }
        }
    }
}

/// An amount as people read it; nothing for a unit that is not the node's.
fn amount(books: &Books, unit: &UnitCode, amount: Amount) -> String {
    books.book.unit(unit).map_or_else(String::new, |unit| shown(amount.wide(), unit))
}

/// What came of it: an event on the disk, or a reason. The outer error is the desk's.
pub(crate) type Told = Result<Result<EventId, No>, desk::Refusal>;

pub(crate) fn account_of(handle: &Handle) -> Option<Account> {
    Account::member(handle.as_str()).ok()
}

/// What a person reads instead of an account.
pub(crate) fn name_of(reading: &Reading<'_>, account: &Account) -> String {
    match account {
        Account::Member(name) => format!("@{name}"),
        Account::Commons => reading.word("civic-commons"),
        other => other.to_string(),
    }
}

/// Minutes as hours and minutes, anything else with as many digits as it has.
pub(crate) fn shown(minor: i128, unit: &Unit) -> String {
    let per = i128::from(unit.minor_per_major.get());
    let sign = if minor < 0 { "−" } else { "" };
    let minor = minor.abs();
    match per {
        1 => format!("{sign}{minor}"),
        60 => format!("{sign}{}:{:02}", minor / 60, minor % 60),
        _ => {
            let digits = usize::try_from(per.ilog10()).unwrap_or(0);
            format!("{sign}{}.{:0digits$}", minor / per, minor % per)
        }
    }
}

/// Whether somebody here has this account: a member, a profile, or whoever was in the books before.
pub(super) fn is_known(
    desk: &Desk,
    books: &Books,
    account: &Account,
) -> Result<bool, desk::Refusal> {
    let Some(name) = account.as_member() else { return Ok(true) };
    let mut booked = books.book.units().flat_map(|unit| books.book.balances(&unit.code));
    if booked.any(|(other, _)| other == account) {
        return Ok(true);
    }
    let Ok(handle) = name.to_string().parse::<Handle>() else { return Ok(false) };
    let has_profile = desk.node().documents.people.values().any(|one| one.handle == handle);
    Ok(has_profile || desk.members().find_by_handle(&handle)?.is_some())
}

/// Nothing moves to or from a name that nobody here has until they say that they are sure.
fn check_name(
    desk: &Desk,
    books: &Books,
    wanted: &Wanted,
    pays: bool,
) -> Result<Result<(), No>, desk::Refusal> {
    if wanted.sure || is_known(desk, books, &wanted.other)? {
        return Ok(Ok(()));
    }
    Ok(Err(No::Stranger { account: wanted.other.clone(), pays }))
}

/// Pays.
pub(crate) fn pay(desk: &mut Desk, books: &Books, who: &Handle, wanted: &Wanted) -> Told {
    let Some(own) = account_of(who).filter(|own| *own != wanted.other) else {
        return Ok(Err(No::Nobody));
    };
    if let Err(no) = check_name(desk, books, wanted, true)? {
        return Ok(Err(no));
    }
    let ends = (&own, &wanted.other);
    if let Err(refusal) = may_post(desk, books, ends, wanted) {
        return Ok(Err(No::NotPaid(refusal)));
    }
    post(desk, who, ends, wanted, None, None).map(Ok)
}

/// Asks somebody, or the commons, to pay; for hours with the kind of work.
pub(crate) fn ask(
    desk: &mut Desk,
    books: &Books,
    who: &Handle,
    wanted: &Wanted,
    work: Option<Box<str>>,
) -> Told {
    let Some(own) = account_of(who).filter(|own| *own != wanted.other) else {
        return Ok(Err(No::Nobody));
    };
    if let Err(no) = check_name(desk, books, wanted, false)? {
        return Ok(Err(no));
    }
    let offer: Kind = LedgerOffer {
        unit: wanted.unit.to_string().into(),
        from: wanted.other.to_string().into(),
        to: own.to_string().into(),
        amount: wanted.amount,
        by: who.clone(),
        memo: wanted.memo.clone(),
        work,
    }
    .into();
    Ok(Ok(desk.record_as(&Actor::Public(who.clone()), &offer, None)?.id))
}

/// Accepts what one was asked for.
pub(crate) fn accept(desk: &mut Desk, books: &Books, who: &Handle, id: EventId) -> Told {
    let offer = match open(books, id, |offer| offer.may_accept(who)) {
        Ok(offer) => offer,
        Err(no) => return Ok(Err(no)),
    };
    let wanted = Wanted {
        unit: offer.unit.clone(),
        amount: offer.amount.minor(),
        other: offer.to.clone(),
        memo: offer.memo.clone(),
        sure: true,
    };
    let ends = (&offer.from, &offer.to);
    if let Err(refusal) = may_post(desk, books, ends, &wanted) {
        return Ok(Err(No::NotPaid(refusal)));
    }
    post(desk, who, ends, &wanted, Some(id), offer.work.clone()).map(Ok)
}

/// Turns down what one was asked for, or takes back what one asked.
pub(crate) fn turn_down(desk: &mut Desk, books: &Books, who: &Handle, id: EventId) -> Told {
    if let Err(no) = open(books, id, |offer| offer.may_refuse(who)) {
        return Ok(Err(no));
    }
    let kind: Kind = LedgerRefuse { offer: id, note: None }.into();
    Ok(Ok(desk.record_as(&Actor::Public(who.clone()), &kind, None)?.id))
}

fn open(books: &Books, id: EventId, may: impl Fn(&Offer) -> bool) -> Result<&Offer, No> {
    let offer = books.open_offers().find(|offer| offer.id == id).ok_or(No::Over)?;
    if may(offer) { Ok(offer) } else { Err(No::NotYours) }
}

fn post(
    desk: &mut Desk,
    who: &Handle,
    (from, to): (&Account, &Account),
    wanted: &Wanted,
    settles: Option<EventId>,
    work: Option<Box<str>>,
) -> Result<EventId, desk::Refusal> {
    let line =
        |account: &Account, delta: i64| PostingLine { account: account.to_string().into(), delta };
    let entry = if *from == Account::Commons { "contribution" } else { "transfer" };
    let kind: Kind = LedgerPost {
        unit: wanted.unit.to_string().into(),
        entry: entry.into(),
        postings: vec![line(from, -wanted.amount), line(to, wanted.amount)],
        memo: wanted.memo.clone(),
        work,
        corrects: None,
        settles,
    }
    .into();
    Ok(desk.record_as(&Actor::Public(who.clone()), &kind, None)?.id)
}

fn may_post(
    desk: &Desk,
    books: &Books,
    (from, to): (&Account, &Account),
    wanted: &Wanted,
) -> Result<(), NotPaid> {
    let amount = Amount::new(wanted.amount);
    let (id, unit) = (EntryId::new("new"), wanted.unit.clone());
    let entry = Entry::payment(id, desk.today(), from.clone(), to.clone(), unit, amount);
    entry.map_or(Ok(()), |entry| books.may_post(desk.node(), &entry))
}
