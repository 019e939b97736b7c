//! The ledger of a node: its units, its entries, and payments that wait for somebody.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use catalog::event::{Actor, Kind, LedgerOffer, LedgerPost, PostingLine};
use catalog::fold::{Node, Recorded};
use catalog::ids::{EventId, Handle};
use catalog::record::{UnitOfAccount, UnitOfAccountMode};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::account::Account;
use ledger::amount::Amount;
use ledger::book::{Book, Refusal};
use ledger::commons::DividendPolicy;
use ledger::demurrage::Policy;
use ledger::entry::{Entry, EntryId, EntryKind, Posting};
use ledger::limits::Limits;
use ledger::rate::Rate;
use ledger::transfer::{OFFER_DAYS, TransferState};
use ledger::unit::{Mode, Unit, UnitCode};

use crate::aside::{Reason, SetAside};
use crate::pairs;
use crate::rules::{Judgement, against_entry};

/// A payment that somebody was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The event.
    pub id: EventId,
    /// Since when.
    pub on: Date,
    /// Who asks.
    pub by: Handle,
    /// Who would pay.
    pub from: Account,
    /// Who would be paid.
    pub to: Account,
    /// The unit.
    pub unit: UnitCode,
    /// How much.
    pub amount: Amount,
    /// What for.
    pub memo: Option<Box<str>>,
    /// The kind of work.
    pub work: Option<Box<str>>,
    /// Where it stands.
    pub state: TransferState,
}

impl Offer {
    /// Whether this member may accept it: the payer; for what the commons would pay, anybody but
    /// the one who is paid and the one who asked.
    pub fn may_accept(&self, handle: &Handle) -> bool {
        match &self.from {
            Account::Member(name) => name.as_str() == handle.as_str(),
            Account::Commons => *handle != self.by && !is_member(&self.to, handle),
            _ => false,
        }
    }

    /// Whether this member may turn it down or take it back.
    pub fn may_refuse(&self, handle: &Handle) -> bool {
        self.by == *handle || self.may_accept(handle)
    }

    fn ends(&self) -> Date {
        self.on.checked_add(jiff::Span::new().days(OFFER_DAYS)).unwrap_or(Date::MAX)
    }
}

/// The last day on which an offer may be accepted.
pub fn last_day(offer: &Offer) -> Date {
    offer.ends().yesterday().unwrap_or(Date::MIN)
}

/// Why a payment is not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotPaid {
    /// The books would not hold it, or it goes beyond the limits of the unit.
    #[error(transparent)]
    Books(#[from] Refusal),
    /// A rule of the constitution is against it.
    #[error("{judgement}")]
    Rule {
        /// What the rule says.
        judgement: Judgement,
        /// In which unit its numbers are.
        unit: UnitCode,
    },
}

/// What is written down for an entry that a rule has made.
pub fn recorded(entry: &Entry, unit: &UnitCode) -> LedgerPost {
    let lines = entry.postings.iter().map(|posting| PostingLine {
        account: posting.account.to_string().into(),
        delta: posting.delta.minor(),
    });
    LedgerPost {
        unit: unit.to_string().into(),
        entry: entry.kind.as_str().into(),
        postings: lines.collect(),
        memo: entry.memo.clone(),
        work: None,
        corrects: None,
        settles: None,
    }
}

/// The ledger of a node.
#[derive(Debug, Clone)]
pub struct Books {
    /// All entries that count, folded.
    pub book: Book,
    /// Records that do not count, each with its reason.
    pub set_aside: Vec<SetAside>,
    /// All offers, the oldest first.
    pub offers: Vec<Offer>,
    times: BTreeMap<EntryId, Timestamp>,
}

impl Books {
    /// Folds the node's records. `today` decides which offers have expired.
    pub fn of(node: &Node, today: Date) -> Self {
        let mut aside = Vec::new();
        let units: Vec<Unit> = units(node).into_iter().filter_map(|(_, unit)| unit.ok()).collect();
        let mut offers = offers(node, &mut aside);
        let mut entries: Vec<(Timestamp, EventId, Entry)> = Vec::new();
        for recorded in &node.state.entries {
            match entry_of(recorded, node, &mut offers) {
                Ok(entry) => entries.push((recorded.when.timestamp(), recorded.id, entry)),
                Err(reason) => aside.push(SetAside::new(recorded.id, reason)),
            }
        }
        let clearing = pairs::entries(node, &mut aside);
        if !clearing.is_empty() {
            entries.extend(clearing);
            entries.sort_by_key(|(at, id, _)| (*at, *id));
        }
        expire(&mut offers, node, today);
        let times = entries.iter().map(|(at, _, entry)| (entry.id.clone(), *at)).collect();
        let ids: BTreeMap<EntryId, EventId> =
            entries.iter().map(|(_, id, entry)| (entry.id.clone(), *id)).collect();
        let book = Book::fold(units, entries.into_iter().map(|(_, _, entry)| entry));
        aside.extend(book.problems().iter().filter_map(|problem| {
            let fault = problem.fault.to_string().into();
            Some(SetAside::new(*ids.get(&problem.entry)?, Reason::Books { fault }))
        }));
        aside.sort_by_key(|one| one.event);
        Self { book, set_aside: aside, offers, times }
    }

    /// Whether a new entry may be posted at the desk: by the books, by the limits of its unit and
    /// by the constitution.
    pub fn may_post(&self, node: &Node, entry: &Entry) -> Result<(), NotPaid> {
        self.book.check_transfer(entry)?;
        match against_entry(node, &self.book, entry) {
            Some((judgement, unit)) => Err(NotPaid::Rule { judgement, unit }),
            None => Ok(()),
        }
    }

    /// When an entry was recorded.
    pub fn time_of(&self, entry: &EntryId) -> Option<Timestamp> {
        self.times.get(entry).copied()
    }

    /// Whether a member's account stands beyond what it may: further payments wait until it is back.
    pub fn is_flagged(&self, account: &Account) -> bool {
        self.book.over_limit().iter().any(|over| over.account == *account)
    }

    /// The offers that wait for somebody.
    pub fn open_offers(&self) -> impl Iterator<Item = &Offer> {
        self.offers.iter().filter(|offer| offer.state == TransferState::Offered)
    }
}

fn is_member(account: &Account, handle: &Handle) -> bool {
    account.as_member().is_some_and(|name| name.as_str() == handle.as_str())
}

/// The node's units of account by the codes of its file, or why one cannot be used.
pub fn units(node: &Node) -> Vec<(&str, Result<Unit, Reason>)> {
    let units = node.documents.node.units_of_account.iter();
    units.map(|(code, unit)| (code.as_str(), unit_of(code, unit))).collect()
}

fn limits(credit_limit: i64, cap: Option<i64>) -> Limits {
    Limits { credit_limit: Amount::new(credit_limit), cap: cap.map(Amount::new) }
}

fn unit_of(code: &str, unit: &UnitOfAccount) -> Result<Unit, Reason> {
    let mode = match unit.mode {
        UnitOfAccountMode::Mutual => Mode::Mutual,
        UnitOfAccountMode::Fixed => Mode::Fixed,
        UnitOfAccountMode::Gift => Mode::Gift,
    };
    let code: UnitCode = code.parse().map_err(|error| Reason::unreadable(&error))?;
    let decided = unit.members.iter().filter_map(|(handle, limit)| {
        let name = handle.as_str().parse().ok()?;
        Some((name, limits(limit.credit_limit, limit.cap)))
    });
    let plain = Unit::new(code, unit.label.base.as_str(), mode);
    Ok(Unit {
        limits: limits(unit.credit_limit, unit.cap),
        minor_per_major: NonZeroU32::new(unit.minor_per_major).unwrap_or(NonZeroU32::MIN),
        newcomer_limit: unit.newcomer_limit.map(Amount::new),
        decided: decided.collect(),
        ..plain
    })
}

/// The monthly charge of a unit, where one was decided.
pub fn demurrage(unit: &UnitOfAccount) -> Option<Policy> {
    let terms = unit.demurrage.as_ref()?;
    let rate = |(num, den): (u32, u32)| Rate::new(num, den).ok();
    Some(Policy {
        rate: rate(terms.rate)?,
        exempt: Amount::new(terms.exempt),
        deficit_rate: terms.deficit_rate.and_then(rate),
    })
}

/// What the commons shares out in a unit, where that was decided.
pub fn dividend(unit: &UnitOfAccount) -> Option<DividendPolicy> {
    let terms = unit.dividend.as_ref()?;
    let share = Rate::new(terms.share.0, terms.share.1).ok()?;
    Some(DividendPolicy { reserve: Amount::new(terms.reserve), share })
}

/// An entry, where whoever recorded it may.
fn entry_of(
    recorded: &Recorded<LedgerPost>,
    node: &Node,
    offers: &mut [Offer],
) -> Result<Entry, Reason> {
    let post = &*recorded.what;
    let unit: UnitCode = post.unit.parse().map_err(|error| Reason::unreadable(&error))?;
    let posting = |line: &PostingLine| {
        let account: Account = line.account.parse().map_err(|e| Reason::unreadable(&e))?;
        Ok(Posting { account, unit: unit.clone(), delta: Amount::new(line.delta) })
    };
    let entry = Entry {
        id: EntryId::new(recorded.id.to_string()),
        on: recorded.when.date(),
        kind: post.entry.parse().unwrap_or(EntryKind::Transfer),
        postings: post.postings.iter().map(posting).collect::<Result<_, Reason>>()?,
        memo: post.memo.clone(),
        work: post.work.clone(),
        corrects: post.corrects.map(|id| EntryId::new(id.to_string())),
    };
    may_record(&entry, &recorded.by, &node.documents.node.stewards)?;
    if let Some(id) = post.settles {
        settle(id, &entry, offers)?;
    }
    Ok(entry)
}

/// Whether somebody may record an entry: what leaves a member's account is recorded by that member
/// or a steward, and nobody credits themselves out of the commons. What the program posts by a
/// decision (charges, dividends, corrections) names its own reason.
pub fn may_record(entry: &Entry, by: &Actor, stewards: &[Handle]) -> Result<(), Reason> {
    let by_rule = matches!(
        entry.kind,
        EntryKind::Demurrage
            | EntryKind::DemurrageAdjust
            | EntryKind::Dividend
            | EntryKind::Correction
            | EntryKind::WriteOff
            | EntryKind::Issue
    );
    let who = match by {
        Actor::System | Actor::Sealed(_) => return Ok(()),
        Actor::Public(who) if by_rule && stewards.contains(who) => return Ok(()),
        Actor::Public(who) => Some(who),
        Actor::Member | Actor::Anyone => None,
    };
    let is_steward = who.is_some_and(|who| stewards.contains(who));
    let debited = entry.postings.iter().filter(|posting| posting.delta < Amount::ZERO);
    for posting in debited {
        match &posting.account {
            Account::Member(name) => {
                let own = who.is_some_and(|who| who.as_str() == name.as_str());
                if !own && !is_steward && !by_rule {
                    let owner = name.as_str().to_lowercase().parse();
                    let owner = owner.map_err(|error| Reason::unreadable(&error))?;
                    return Err(Reason::NotTheirs { owner, by: by.to_string().into() });
                }
            }
            Account::Commons => {
                let Some(who) = who else {
                    let what = "nobody is answerable for what left the commons".into();
                    return Err(Reason::Unreadable { what });
                };
                let mut gets = entry.postings.iter().filter(|p| p.delta > Amount::ZERO);
                if !by_rule && gets.all(|posting| is_member(&posting.account, who)) {
                    return Err(Reason::SelfConfirmed { who: who.clone() });
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn offers(node: &Node, aside: &mut Vec<SetAside>) -> Vec<Offer> {
    let mut offers = Vec::new();
    for recorded in &node.state.civic {
        let Kind::LedgerOffer(what) = &*recorded.what else { continue };
        match offer_of(recorded, what) {
            Ok(offer) => offers.push(offer),
            Err(reason) => aside.push(SetAside::new(recorded.id, reason)),
        }
    }
    offers
}

fn offer_of(recorded: &Recorded<Kind>, what: &LedgerOffer) -> Result<Offer, Reason> {
    if !crate::vote::is_by(&recorded.by, &what.by) && recorded.by != Actor::System {
        let by = recorded.by.to_string().into();
        return Err(Reason::NotTheirs { owner: what.by.clone(), by });
    }
    if what.amount <= 0 {
        return Err(Reason::Unreadable { what: "an offer must be more than nothing".into() });
    }
    Ok(Offer {
        id: recorded.id,
        on: recorded.when.date(),
        by: what.by.clone(),
        from: what.from.parse().map_err(|error| Reason::unreadable(&error))?,
        to: what.to.parse().map_err(|error| Reason::unreadable(&error))?,
        unit: what.unit.parse().map_err(|error| Reason::unreadable(&error))?,
        amount: Amount::new(what.amount),
        memo: what.memo.clone(),
        work: what.work.clone(),
        state: TransferState::Offered,
    })
}

/// Marks the offer that an entry accepts as posted.
fn settle(id: EventId, entry: &Entry, offers: &mut [Offer]) -> Result<(), Reason> {
    let what = || format!("the offer {id}").into();
    let offer = offers.iter_mut().find(|offer| offer.id == id);
    let offer = offer.ok_or_else(|| Reason::Unknown { what: what() })?;
    if offer.state != TransferState::Offered {
        return Err(Reason::Settled { what: what() });
    }
    if entry.on >= offer.ends() {
        return Err(Reason::TooLate);
    }
    let change = |account: &Account| {
        let own = entry.postings.iter().filter(|p| p.account == *account && p.unit == offer.unit);
        own.map(|posting| posting.delta.wide()).sum::<i128>()
    };
    let amount = offer.amount.wide();
    if change(&offer.from) != -amount || change(&offer.to) != amount {
        return Err(Reason::Unreadable { what: "it is not what was offered".into() });
    }
    offer.state = TransferState::Posted;
    Ok(())
}

/// Turns down what was refused, and ends what nobody answered.
fn expire(offers: &mut [Offer], node: &Node, today: Date) {
    for recorded in &node.state.civic {
        let Kind::LedgerRefuse(refusal) = &*recorded.what else { continue };
        let found = offers.iter_mut().find(|offer| offer.id == refusal.offer);
        let allowed = |offer: &Offer| match &recorded.by {
            Actor::Public(who) => {
                offer.may_refuse(who) || node.documents.node.stewards.contains(who)
            }
            Actor::System | Actor::Sealed(_) => true,
            Actor::Member | Actor::Anyone => false,
        };
        if let Some(offer) = found.filter(|o| o.state == TransferState::Offered && allowed(o)) {
            offer.state = TransferState::Refused;
        }
    }
    for offer in offers.iter_mut().filter(|offer| offer.state == TransferState::Offered) {
        if today >= offer.ends() {
            offer.state = TransferState::Expired;
        }
    }
}

/// Whether somebody may let a member pay at another node.
pub(crate) fn may_send(by: &Actor, payer: &Handle, node: &Node) -> Result<(), Reason> {
    let steward = |who: &Handle| node.documents.node.stewards.contains(who);
    match by {
        Actor::System | Actor::Sealed(_) => Ok(()),
        Actor::Public(who) if who == payer || steward(who) => Ok(()),
        other => Err(Reason::NotTheirs { owner: payer.clone(), by: other.to_string().into() }),
    }
}
