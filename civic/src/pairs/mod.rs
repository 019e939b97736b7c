//! Payments between nodes, from what each records in its own feed.
//!
//! A node's own book follows from its own records alone. What it should record next in view of the
//! other's records (take a note in, give one back, stop) is [`next_steps`]: a pure function that
//! comes to nothing once it was done, so it may be asked after every exchange.

mod circles;
mod exchange;

use std::collections::{BTreeMap, BTreeSet};

use catalog::event::{
    ClearingBack, ClearingClear, ClearingSend, ClearingTake, ClearingTrust, Kind,
};
use catalog::fold::Node;
use catalog::ids::{EventId, Handle, Slug};
use jiff::Timestamp;
use jiff::civil::Date;
use ledger::account::{Account, MemberName, NodeName};
use ledger::amount::Amount;
use ledger::clearing::circle::{Circle, Proposal};
use ledger::clearing::note::{Answer, Note, NoteHash, NoteRefusal};
use ledger::clearing::pair::{Pair, Standing, Trust};
use ledger::entry::{Entry, EntryId, EntryKind};
use ledger::unit::UnitCode;

use crate::aside::{Reason, SetAside};

pub use circles::{agreed, circles, debts};
pub use exchange::next_steps;

/// A note of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The event.
    pub event: EventId,
    /// What travels.
    pub note: Note,
    /// Who paid.
    pub payer: Account,
    /// Whether it came back.
    pub is_back: bool,
}

/// This node's side with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// What was agreed last.
    pub trust: Option<Trust>,
    /// Until when.
    pub expires: Option<Date>,
    /// Our notes, in their order.
    pub sent: Vec<Sent>,
    /// Our answers, in their order.
    pub taken: Vec<Answer>,
    /// The number at which payments stopped.
    pub frozen_at: Option<u64>,
    /// What we owe them; below zero, what they owe us.
    pub balance: i128,
}

impl Side {
    fn new() -> Self {
        let (sent, taken) = (Vec::new(), Vec::new());
        Self { trust: None, expires: None, sent, taken, frozen_at: None, balance: 0 }
    }

    /// The same as the rules keep it; none without an agreement, or if the balance does not fit.
    pub fn pair(&self, me: &NodeName, other: &NodeName) -> Option<Pair> {
        let open = self.sent.iter().filter(|sent| !sent.is_back);
        Some(Pair::restore(
            me.clone(),
            other.clone(),
            self.trust.clone()?,
            Amount::from_wide(self.balance)?,
            self.sent.iter().map(|sent| sent.note.clone()).collect(),
            open.map(|sent| (sent.note.seq, sent.payer.clone())).collect(),
            self.taken.clone(),
            self.frozen_at.is_some(),
        ))
    }

    /// How far this side is, for the other to compare.
    pub fn standing(&self) -> Option<Standing> {
        let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
        Some(Standing {
            last_sent: number(self.sent.len()),
            sent_head: self.sent.last().map(|sent| sent.note.hash()).unwrap_or_default(),
            last_taken: number(self.taken.len()),
            taken_head: self.taken.last().map(|answer| answer.hash).unwrap_or_default(),
            balance: Amount::from_wide(self.balance)?,
        })
    }
}

/// The name of a node in the books.
pub fn me(node: &Node) -> Option<NodeName> {
    node.documents.node.id.as_str().parse().ok()
}

fn name(slug: &Slug) -> Result<NodeName, Reason> {
    slug.as_str().parse().map_err(|error| Reason::unreadable(&error))
}

fn trust_of(agreed: &ClearingTrust) -> Result<Trust, Reason> {
    let term = |n: u32| {
        std::num::NonZeroU32::new(n).ok_or(Reason::Unreadable { what: "a rate of nothing".into() })
    };
    Ok(Trust {
        they_owe_at_most: Amount::new(agreed.they_owe_at_most.max(0)),
        we_owe_at_most: Amount::new(agreed.we_owe_at_most.max(0)),
        our_unit: agreed.our_unit.parse().map_err(|error| Reason::unreadable(&error))?,
        their_unit: agreed.their_unit.parse().map_err(|error| Reason::unreadable(&error))?,
        rate_num: term(agreed.rate.0)?,
        rate_den: term(agreed.rate.1)?,
    })
}

/// What a node's record of a payment says, as it travels.
pub fn note(from: &NodeName, sent: &ClearingSend) -> Result<Note, Reason> {
    Ok(Note {
        from: from.clone(),
        to: name(&sent.to)?,
        seq: sent.seq,
        prev: sent.follows.parse().map_err(|error| Reason::unreadable(&error))?,
        payee: sent.payee.as_str().parse().map_err(|error| Reason::unreadable(&error))?,
        amount: Amount::new(sent.amount),
        unit: sent.unit.parse().map_err(|error| Reason::unreadable(&error))?,
        memo: sent.memo.clone(),
        expires: sent.expires,
    })
}

fn refusal_word(refusal: NoteRefusal) -> Box<str> {
    match serde_json::to_value(refusal) {
        Ok(serde_json::Value::String(word)) => word.into(),
        _ => "limit".into(),
    }
}

fn refusal(word: &str) -> NoteRefusal {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).unwrap_or(NoteRefusal::Limit)
}

/// The walk over a node's own records.
struct Walk<'n> {
    me: NodeName,
    sides: BTreeMap<Slug, Side>,
    circles: BTreeMap<&'n Slug, &'n catalog::event::ClearingCircle>,
    cleared: BTreeSet<&'n Slug>,
    entries: Vec<(Timestamp, EventId, Entry)>,
}

/// This node's sides with all others, by its own records.
pub fn sides(node: &Node) -> BTreeMap<Slug, Side> {
    walk(node, &mut Vec::new()).map(|walk| walk.sides).unwrap_or_default()
}

/// The entries that follow from payments between nodes.
pub(crate) fn entries(node: &Node, aside: &mut Vec<SetAside>) -> Vec<(Timestamp, EventId, Entry)> {
    walk(node, aside).map(|walk| walk.entries).unwrap_or_default()
}

fn walk<'n>(node: &'n Node, aside: &mut Vec<SetAside>) -> Option<Walk<'n>> {
    let mut walk = Walk {
        me: me(node)?,
        sides: BTreeMap::new(),
        circles: BTreeMap::new(),
        cleared: BTreeSet::new(),
        entries: Vec::new(),
    };
    for recorded in &node.state.civic {
        let (id, at, on) = (recorded.id, recorded.when.timestamp(), recorded.when.date());
        let entry = match &*recorded.what {
            Kind::ClearingTrust(agreed) => walk.agree(agreed).map(|()| None),
            Kind::ClearingSend(sent) => {
                match crate::books::may_send(&recorded.by, &sent.payer, node) {
                    Ok(()) => walk.send(id, on, sent),
                    Err(reason) => Err(reason),
                }
            }
            Kind::ClearingTake(taken) => walk.take(id, on, taken),
            Kind::ClearingBack(back) => walk.back(id, on, back),
            Kind::ClearingFreeze(freeze) => {
                let side = walk.sides.entry(freeze.peer.clone()).or_insert_with(Side::new);
                side.frozen_at = (!freeze.settled).then_some(freeze.seq);
                Ok(None)
            }
            Kind::ClearingCircle(circle) => {
                walk.circles.insert(&circle.circle, circle);
                Ok(None)
            }
            Kind::ClearingClear(clear) => walk.clear(id, on, clear),
            _ => continue,
        };
        match entry {
            Ok(Some(entry)) => walk.entries.push((at, id, entry)),
            Ok(None) => {}
            Err(reason) => aside.push(SetAside::new(id, reason)),
        }
    }
    Some(walk)
}

type Posted = Result<Option<Entry>, Reason>;

fn payment(
    id: EventId,
    on: Date,
    (from, to): (Account, Account),
    unit: UnitCode,
    amount: Amount,
    kind: EntryKind,
    memo: Option<&str>,
) -> Posted {
    let entry = Entry::payment(EntryId::new(id.to_string()), on, from, to, unit, amount);
    let mut entry = entry.ok_or(Reason::Unreadable { what: "a payment of nothing".into() })?;
    entry.kind = kind;
    entry.memo = memo.map(Into::into);
    Ok(Some(entry))
}

impl<'n> Walk<'n> {
    fn agree(&mut self, agreed: &ClearingTrust) -> Result<(), Reason> {
        let trust = trust_of(agreed)?;
        let side = self.sides.entry(agreed.peer.clone()).or_insert_with(Side::new);
        (side.trust, side.expires) = (Some(trust), agreed.expires);
        Ok(())
    }

    fn send(&mut self, id: EventId, on: Date, sent: &ClearingSend) -> Posted {
        let note = note(&self.me, sent)?;
        let peer = Account::Peer(note.to.clone());
        let payer = member(&sent.payer)?;
        let side = self.sides.entry(sent.to.clone()).or_insert_with(Side::new);
        let head = side.sent.last().map(|sent| sent.note.hash()).unwrap_or_default();
        let next = u64::try_from(side.sent.len()).unwrap_or(u64::MAX).saturating_add(1);
        if note.seq != next || note.prev != head {
            return Err(Reason::OutOfOrder);
        }
        let (unit, amount) = (note.unit.clone(), note.amount);
        side.balance += amount.wide();
        side.sent.push(Sent { event: id, note, payer: payer.clone(), is_back: false });
        payment(id, on, (payer, peer), unit, amount, EntryKind::Clearing, sent.memo.as_deref())
    }

    fn take(&mut self, id: EventId, on: Date, taken: &ClearingTake) -> Posted {
        let peer = Account::Peer(name(&taken.from)?);
        let hash: NoteHash = taken.hash.parse().map_err(|error| Reason::unreadable(&error))?;
        let side = self.sides.entry(taken.from.clone()).or_insert_with(Side::new);
        let next = u64::try_from(side.taken.len()).unwrap_or(u64::MAX).saturating_add(1);
        if taken.seq != next {
            // Two devices of ours may both have taken one note in: once is enough.
            let again = side.taken.iter().any(|a| a.seq == taken.seq && a.hash == hash);
            let what = format!("note {}", taken.seq).into();
            return Err(if again { Reason::Settled { what } } else { Reason::OutOfOrder });
        }
        let refused = taken.refused.as_deref().map(refusal);
        side.taken.push(Answer { seq: taken.seq, hash, refused });
        if refused.is_some() {
            return Ok(None);
        }
        let unit: UnitCode = taken.unit.parse().map_err(|error| Reason::unreadable(&error))?;
        side.balance -= i128::from(taken.amount);
        let (payee, amount) = (member(&taken.payee)?, Amount::new(taken.amount));
        payment(id, on, (peer, payee), unit, amount, EntryKind::Clearing, taken.memo.as_deref())
    }

    fn back(&mut self, id: EventId, on: Date, back: &ClearingBack) -> Posted {
        let side = self.sides.entry(back.to.clone()).or_insert_with(Side::new);
        let what = || format!("note {}", back.seq).into();
        let sent = side.sent.iter_mut().find(|sent| sent.note.seq == back.seq);
        let sent = sent.ok_or_else(|| Reason::Unknown { what: what() })?;
        if sent.is_back {
            return Err(Reason::Settled { what: what() });
        }
        sent.is_back = true;
        let (note, payer) = (sent.note.clone(), sent.payer.clone());
        side.balance -= note.amount.wide();
        let peer = Account::Peer(note.to);
        payment(
            id,
            on,
            (peer, payer),
            note.unit,
            note.amount,
            EntryKind::Refund,
            note.memo.as_deref(),
        )
    }

    fn clear(&mut self, id: EventId, on: Date, clear: &'n ClearingClear) -> Posted {
        let what = || format!("the circle {}", clear.circle).into();
        let circle = self.circles.get(&clear.circle).copied();
        let circle = circle.ok_or_else(|| Reason::Unknown { what: what() })?;
        if clear.agreed.len() < circle.nodes.len() {
            return Err(Reason::Unknown { what: "the agreement of every node".into() });
        }
        if !self.cleared.insert(&clear.circle) {
            return Err(Reason::Settled { what: what() });
        }
        let proposal = proposal(circle)?;
        let entry = proposal.entry_for(&self.me, EntryId::new(id.to_string()), on);
        let entry = entry.ok_or_else(|| Reason::Unknown { what: what() })?;
        for posting in &entry.postings {
            let Account::Peer(peer) = &posting.account else { continue };
            let Ok(peer) = peer.as_str().parse::<Slug>() else { continue };
            self.sides.entry(peer).or_insert_with(Side::new).balance += posting.delta.wide();
        }
        Ok(Some(entry))
    }
}

fn member(handle: &Handle) -> Result<Account, Reason> {
    Account::member(handle.as_str()).map_err(|error| Reason::unreadable(&error))
}

fn proposal(circle: &catalog::event::ClearingCircle) -> Result<Proposal, Reason> {
    let nodes: Vec<NodeName> = circle.nodes.iter().map(name).collect::<Result<_, _>>()?;
    let unit = circle.unit.parse().map_err(|error| Reason::unreadable(&error))?;
    let signed_by = nodes.iter().cloned().collect();
    let amount = Amount::new(circle.amount);
    Ok(Proposal { circle: Circle { nodes, amount }, unit, signed_by })
}

/// What a member pays somebody at another node, ready to be recorded.
pub fn send(
    node: &Node,
    to: &Slug,
    payer: &Handle,
    payee: &Handle,
    amount: i64,
    memo: Option<&str>,
    today: Date,
) -> Result<ClearingSend, SendRefusal> {
    let sides = sides(node);
    let side = sides.get(to).filter(|side| side.trust.is_some());
    let side = side.ok_or_else(|| SendRefusal::NoTrust(to.clone()))?;
    if side.expires.is_some_and(|last| today > last) {
        return Err(SendRefusal::NoTrust(to.clone()));
    }
    let names = || {
        let (me, other) = (me(node)?, to.as_str().parse().ok()?);
        Some((side.pair(&me, &other)?, payer.as_str().parse().ok()?, payee.as_str().parse().ok()?))
    };
    let (mut pair, from, whom): (Pair, MemberName, MemberName) =
        names().ok_or_else(|| SendRefusal::NoTrust(to.clone()))?;
    let (note, _) = pair.send(
        EntryId::new("new"),
        today,
        from,
        whom,
        Amount::new(amount),
        memo.map(Into::into),
    )?;
    Ok(ClearingSend {
        to: to.clone(),
        seq: note.seq,
        follows: note.prev.to_string().into(),
        payer: payer.clone(),
        payee: payee.clone(),
        amount,
        unit: note.unit.to_string().into(),
        memo: note.memo,
        expires: note.expires,
    })
}

/// Why a payment to another node cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendRefusal {
    /// The two nodes agreed on nothing, or not any more.
    #[error("nothing is agreed with `{0}` (any more)")]
    NoTrust(Slug),
    /// The agreement refuses it.
    #[error(transparent)]
    Pair(#[from] ledger::clearing::pair::SendError),
}
