//! One node's side of the agreement with another.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::note::{Answer, Note, NoteHash, NoteRefusal};
use crate::account::{Account, MemberName, NodeName};
use crate::amount::Amount;
use crate::entry::{Entry, EntryId, EntryKind};
use crate::unit::UnitCode;

/// How long a note may be on its way, unless it says otherwise.
pub const NOTE_DAYS: i32 = 60;

/// What two nodes agreed on, as one of them sees it. Both signed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trust {
    /// The most that the other node may owe us.
    pub they_owe_at_most: Amount,
    /// The most that we may owe the other node.
    pub we_owe_at_most: Amount,
    /// Our unit.
    pub our_unit: UnitCode,
    /// Their unit.
    pub their_unit: UnitCode,
    /// What one of their minor units is worth in ours: the upper term.
    pub rate_num: NonZeroU32,
    /// And the lower term.
    pub rate_den: NonZeroU32,
}

impl Trust {
    /// An amount of theirs in our units, rounded down; what is left over stays with the payer.
    fn in_ours(&self, amount: Amount) -> Option<Amount> {
        let scaled = amount.wide().checked_mul(i128::from(self.rate_num.get()))?;
        Amount::from_wide(scaled / i128::from(self.rate_den.get()))
    }
}

/// Why nothing can be sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// We would owe more than was agreed.
    #[error("with this payment we would owe {other} {after}; {limit} is agreed")]
    Limit {
        /// The other node.
        other: NodeName,
        /// What we would owe.
        after: i128,
        /// What was agreed.
        limit: Amount,
    },
    /// The amount is not positive.
    #[error("a payment must be more than nothing")]
    Nothing,
    /// The two nodes must talk first.
    #[error("payments with {0} are stopped: two different notes have the same number")]
    Frozen(NodeName),
}

/// What becomes of a note that arrived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// It is applied: post this entry and send this answer.
    Applied {
        /// What to post.
        entry: Box<Entry>,
        /// What to send back.
        answer: Answer,
    },
    /// It is refused: send this answer; the other node takes its payment back.
    Refused(Answer),
    /// It was here before; this was the answer.
    Known(Answer),
    /// Notes before it are still on their way: keep it, and try again when they came.
    Early {
        /// The number that should come next.
        next: u64,
    },
    /// It cannot be taken: payments with that node stop until people have talked.
    Frozen,
    /// It is not for this pair.
    Misdirected,
}

/// How far one side is, for the other side to compare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The last note that was sent.
    pub last_sent: u64,
    /// Its hash.
    pub sent_head: NoteHash,
    /// The last note that was taken in.
    pub last_taken: u64,
    /// Its hash.
    pub taken_head: NoteHash,
    /// The balance of the other node in this book.
    pub balance: Amount,
}

/// One node's side of the notes with another. It holds what the feeds say, and is built by going
/// through them again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    me: NodeName,
    other: NodeName,
    trust: Trust,
    /// What we owe the other node, by our book.
    balance: Amount,
    sent: Vec<Note>,
    /// Sent notes that are not answered yet, with who paid.
    open: BTreeMap<u64, Account>,
    taken: Vec<Answer>,
    frozen: bool,
}

impl Pair {
    /// A pair that has not paid anything yet.
    pub fn new(me: NodeName, other: NodeName, trust: Trust) -> Self {
        let (sent, open, taken) = (Vec::new(), BTreeMap::new(), Vec::new());
        Self { me, other, trust, balance: Amount::ZERO, sent, open, taken, frozen: false }
    }

    /// A pair as the records of a node say it stands: `balance` is what we owe, `open` who paid the
    /// notes that did not come back.
    #[expect(clippy::too_many_arguments, reason = "the fields of a record, each given once")]
    pub fn restore(
        me: NodeName,
        other: NodeName,
        trust: Trust,
        balance: Amount,
        sent: Vec<Note>,
        open: BTreeMap<u64, Account>,
        taken: Vec<Answer>,
        frozen: bool,
    ) -> Self {
        Self { me, other, trust, balance, sent, open, taken, frozen }
    }

    /// What we owe the other node; below zero, what it owes us.
    pub fn balance(&self) -> Amount {
        self.balance
    }

    /// Whether two notes of the same number came, so that payments are stopped.
    pub fn is_frozen(&self) -> bool {
        self.frozen
    }

    /// The notes that were sent, in their order.
    pub fn sent(&self) -> &[Note] {
        &self.sent
    }

    /// What was sent and not answered yet.
    pub fn unanswered(&self) -> impl Iterator<Item = &Note> {
        self.sent.iter().filter(|note| self.open.contains_key(&note.seq))
    }

    fn peer(&self) -> Account {
        Account::Peer(self.other.clone())
    }

    fn head(&self) -> NoteHash {
        self.sent.last().map(Note::hash).unwrap_or_default()
    }

    /// Pays a member of the other node: a note to send and the entry to post here.
    pub fn send(
        &mut self,
        id: EntryId,
        today: Date,
        payer: MemberName,
        payee: MemberName,
        amount: Amount,
        memo: Option<Box<str>>,
    ) -> Result<(Note, Entry), SendError> {
        if self.frozen {
            return Err(SendError::Frozen(self.other.clone()));
        }
        let after = self.balance.wide() + amount.wide();
        let limit = self.trust.we_owe_at_most;
        if after > limit.wide() {
            return Err(SendError::Limit { other: self.other.clone(), after, limit });
        }
        let (payer, unit) = (Account::Member(payer), self.trust.our_unit.clone());
        let entry = Entry::payment(id, today, payer.clone(), self.peer(), unit.clone(), amount);
        let (mut entry, balance) = entry.zip(Amount::from_wide(after)).ok_or(SendError::Nothing)?;
        entry.kind = EntryKind::Clearing;
        entry.memo.clone_from(&memo);
        let seq = next_number(self.sent.len());
        let expires = today.checked_add(NOTE_DAYS.days()).unwrap_or(Date::MAX);
        let (from, to, prev) = (self.me.clone(), self.other.clone(), self.head());
        let note = Note { from, to, seq, prev, payee, amount, unit, memo, expires };
        self.balance = balance;
        self.open.insert(seq, payer);
        self.sent.push(note.clone());
        Ok((note, entry))
    }

    /// Takes a note in. `has_account` says whether a member of that name has an account here.
    pub fn receive(
        &mut self,
        note: &Note,
        id: EntryId,
        today: Date,
        has_account: impl Fn(&MemberName) -> bool,
    ) -> Arrival {
        if note.to != self.me || note.from != self.other || note.seq == 0 {
            return Arrival::Misdirected;
        }
        if let Some(answer) = self.taken.iter().find(|answer| answer.seq == note.seq) {
            if answer.hash == note.hash() {
                return Arrival::Known(answer.clone());
            }
            self.frozen = true;
            return Arrival::Frozen;
        }
        if self.frozen {
            return Arrival::Frozen;
        }
        let next = next_number(self.taken.len());
        if note.seq != next {
            return Arrival::Early { next };
        }
        if note.prev != self.taken.last().map(|answer| answer.hash).unwrap_or_default() {
            self.frozen = true;
            return Arrival::Frozen;
        }
        self.take(note, id, today, has_account)
    }

    fn take(
        &mut self,
        note: &Note,
        id: EntryId,
        today: Date,
        has_account: impl Fn(&MemberName) -> bool,
    ) -> Arrival {
        let judged = self.judge(note, today, has_account);
        let answer =
            Answer { seq: note.seq, hash: note.hash(), refused: judged.as_ref().err().copied() };
        self.taken.push(answer.clone());
        let Ok((ours, after)) = judged else {
            return Arrival::Refused(answer);
        };
        let payee = Account::Member(note.payee.clone());
        let unit = self.trust.our_unit.clone();
        let Some(mut entry) = Entry::payment(id, today, self.peer(), payee, unit, ours) else {
            return Arrival::Refused(answer);
        };
        entry.kind = EntryKind::Clearing;
        entry.memo.clone_from(&note.memo);
        self.balance = after;
        Arrival::Applied { entry: Box::new(entry), answer }
    }

    /// What a note is worth here and the balance after it, or why it is refused.
    fn judge(
        &self,
        note: &Note,
        today: Date,
        has_account: impl Fn(&MemberName) -> bool,
    ) -> Result<(Amount, Amount), NoteRefusal> {
        if today > note.expires {
            return Err(NoteRefusal::Expired);
        }
        if note.unit != self.trust.their_unit {
            return Err(NoteRefusal::OtherUnit);
        }
        if !has_account(&note.payee) {
            return Err(NoteRefusal::UnknownPayee);
        }
        let ours = self.trust.in_ours(note.amount).filter(|ours| *ours > Amount::ZERO);
        let ours = ours.ok_or(NoteRefusal::Nothing)?;
        let after = self.balance.checked_sub(ours).ok_or(NoteRefusal::Limit)?;
        if after.wide() < -self.trust.they_owe_at_most.wide() {
            return Err(NoteRefusal::Limit);
        }
        Ok((ours, after))
    }

    /// Takes an answer in: for a refused note the entry that gives the payer the credits back, and
    /// nothing for an applied one or one that was answered before. An answer to another note than
    /// the one we sent stops the pair.
    pub fn hear(&mut self, answer: &Answer, id: EntryId, today: Date) -> Option<Entry> {
        let note = self.sent.iter().find(|note| note.seq == answer.seq);
        let Some(note) = note.filter(|note| note.hash() == answer.hash).cloned() else {
            self.frozen = true;
            return None;
        };
        let payer = self.open.remove(&answer.seq)?;
        answer.refused?;
        self.take_back(&note, payer, id, today)
    }

    /// Takes back what expired, when the other node states that it has not taken it in. That
    /// statement is the only proof there is; without it the payment stands.
    pub fn expire(
        &mut self,
        theirs: &Standing,
        today: Date,
        ids: impl Fn(u64) -> EntryId,
    ) -> Vec<Entry> {
        let gone: Vec<Note> = self
            .unanswered()
            .filter(|note| today > note.expires && theirs.last_taken < note.seq)
            .cloned()
            .collect();
        let mut entries = Vec::new();
        for note in gone {
            let Some(payer) = self.open.remove(&note.seq) else { continue };
            entries.extend(self.take_back(&note, payer, ids(note.seq), today));
        }
        entries
    }

    fn take_back(
        &mut self,
        note: &Note,
        payer: Account,
        id: EntryId,
        today: Date,
    ) -> Option<Entry> {
        self.balance = self.balance.checked_sub(note.amount)?;
        let unit = note.unit.clone();
        let mut entry = Entry::payment(id, today, self.peer(), payer, unit, note.amount)?;
        entry.kind = EntryKind::Refund;
        entry.memo.clone_from(&note.memo);
        Some(entry)
    }

    /// Clears an amount of what we owe the other node (or of what it owes us, if below zero), as
    /// part of a circle that everybody signed.
    pub fn clear(&mut self, amount: Amount) -> bool {
        let after = self.balance.checked_sub(amount);
        // Clearing brings a debt nearer to zero, and never beyond.
        let nearer = after.filter(|after| {
            let (before, after) = (self.balance.wide(), after.wide());
            after.abs() <= before.abs() && after.signum() * before.signum() >= 0
        });
        nearer.is_some_and(|after| {
            self.balance = after;
            true
        })
    }

    /// How far this side is.
    pub fn standing(&self) -> Standing {
        Standing {
            last_sent: next_number(self.sent.len()) - 1,
            sent_head: self.head(),
            last_taken: next_number(self.taken.len()) - 1,
            taken_head: self.taken.last().map(|answer| answer.hash).unwrap_or_default(),
            balance: self.balance,
        }
    }

    /// Whether what the other side says about our notes is true: what it took in is what we sent.
    pub fn agrees_with(&self, theirs: &Standing) -> bool {
        match theirs.last_taken {
            0 => theirs.taken_head == NoteHash::default(),
            last => {
                let sent = self.sent.iter().find(|note| note.seq == last);
                sent.is_some_and(|note| note.hash() == theirs.taken_head)
            }
        }
    }

    /// Whether more than half of what was agreed is used, in either direction. When that lasts
    /// for a month, the two should settle: by work, by goods, or in a circle.
    pub fn needs_settlement(&self) -> bool {
        let balance = self.balance.wide();
        let limit =
            if balance > 0 { self.trust.we_owe_at_most } else { self.trust.they_owe_at_most };
        balance.abs() * 2 > limit.wide()
    }
}

fn next_number(before: usize) -> u64 {
    u64::try_from(before).unwrap_or(u64::MAX).saturating_add(1)
}
