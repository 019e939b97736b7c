//! All loans of a node by their event: half of all events make one, so this table is most of what a
//! fold holds and most of what it looks up.
//!
//! A feed's numbers have no large gaps, so the loans of 256 neighbouring numbers of a device stand on
//! one page, in their order, with a bit for each number that is one. A page has no spare room as the
//! leaves of a tree have, and a loan's place on it is counted, not searched. Numbers far apart cost a
//! page each and no more.

use std::collections::BTreeMap;
use std::ops::Index;

use super::state::Loan;
use crate::ids::{DeviceId, LoanId};

/// Loans by their `loan.out` event, in the order of their ids.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loans {
    pages: BTreeMap<PageKey, Page>,
    len: usize,
}

/// The loans of the numbers `256 · page ..= 256 · page + 255` of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct PageKey(DeviceId, u32);

#[derive(Debug, Clone, Default, PartialEq)]
struct Page {
    present: [u64; 4],
    loans: Vec<Loan>,
}

/// One of the 256 numbers of a page.
#[derive(Clone, Copy)]
struct Line {
    word: usize,
    bit: u64,
}

/// How many loans a page makes room for at a time.
const ROOM: usize = 16;

impl PageKey {
    /// The page that a loan belongs on, and its line there.
    fn of(id: LoanId) -> (Self, Line) {
        let LoanId(event) = id;
        let line = Line { word: event.seq as usize / 64 % 4, bit: 1 << (event.seq % 64) };
        (Self(event.device, event.seq / 256), line)
    }
}

impl Page {
    /// How many loans stand before this line.
    fn before(&self, line: Line) -> usize {
        let words = self.present[..line.word].iter().map(|word| word.count_ones()).sum::<u32>();
        (words + (self.present[line.word] & (line.bit - 1)).count_ones()) as usize
    }

    fn has(&self, line: Line) -> bool {
        self.present[line.word] & line.bit != 0
    }
}

impl Loans {
    /// The loan that an event began.
    pub fn get(&self, id: &LoanId) -> Option<&Loan> {
        let (key, line) = PageKey::of(*id);
        let page = self.pages.get(&key).filter(|page| page.has(line))?;
        page.loans.get(page.before(line))
    }

    /// The loan that an event began, to change it.
    pub(crate) fn get_mut(&mut self, id: &LoanId) -> Option<&mut Loan> {
        let (key, line) = PageKey::of(*id);
        let page = self.pages.get_mut(&key).filter(|page| page.has(line))?;
        let at = page.before(line);
        page.loans.get_mut(at)
    }

    /// Whether this event began a loan.
    pub fn contains_key(&self, id: &LoanId) -> bool {
        self.get(id).is_some()
    }

    /// Adds a loan under its own id; one that is there is replaced.
    pub(super) fn insert(&mut self, loan: Loan) {
        let (key, line) = PageKey::of(loan.id);
        let page = self.pages.entry(key).or_default();
        let at = page.before(line);
        if page.has(line) {
            page.loans.splice(at..=at, [loan]);
            return;
        }
        if page.loans.len() == page.loans.capacity() {
            page.loans.reserve_exact(ROOM);
        }
        page.loans.insert(at, loan);
        page.present[line.word] |= line.bit;
        self.len += 1;
    }

    /// All loans, by device and number.
    pub fn values(&self) -> impl Iterator<Item = &Loan> {
        self.pages.values().flat_map(|page| &page.loans)
    }

    /// All loans, to change them.
    pub(super) fn values_mut(&mut self) -> impl Iterator<Item = &mut Loan> {
        self.pages.values_mut().flat_map(|page| &mut page.loans)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether nothing was ever lent.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Index<&LoanId> for Loans {
    type Output = Loan;

    /// # Panics
    /// If the event began no loan.
    fn index(&self, id: &LoanId) -> &Loan {
        self.get(id).expect("a loan of this node")
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::code::Code;
    use crate::event::PolicySnapshot;
    use crate::fold::LoanState;
    use crate::ids::EventId;
    use crate::record::PeriodUnit;

    fn loan(device: &str, seq: u32, qty: u32) -> Loan {
        let policy = PolicySnapshot {
            name: None,
            period: 7,
            unit: PeriodUnit::default(),
            renewals: 0,
            grace: 0,
        };
        Loan {
            id: LoanId(EventId { device: device.parse().unwrap(), seq }),
            unit: Code::from_payload(1),
            qty,
            patron: "abc".parse().unwrap(),
            out_at: "2026-03-14T09:00:00Z".parse().unwrap(),
            due: "2026-03-21".parse().unwrap(),
            policy: Arc::new(policy),
            renewals: Vec::new(),
            state: LoanState::Open,
            lines: Box::default(),
            parts_out: Box::default(),
            disputed: false,
            hold: None,
            reservation: None,
            suspect_clock: false,
            note: None,
        }
    }

    proptest! {
        #[test]
        fn loans_are_found_and_listed_as_in_a_sorted_map(
            added in proptest::collection::vec((0usize..3, prop_oneof![1u32..200, any::<u32>()], any::<u32>()), 0..200),
        ) {
            let (mut loans, mut map) = (Loans::default(), BTreeMap::new());
            for (device, seq, qty) in added {
                let loan = loan(["kb", "kb2", "a1"][device], seq, qty);
                map.insert(loan.id, loan.clone());
                loans.insert(loan);
            }
            prop_assert_eq!(loans.len(), map.len());
            prop_assert!(loans.values().eq(map.values()));
            for id in map.keys() {
                prop_assert_eq!(loans.get(id), map.get(id));
                let next = LoanId(EventId { seq: id.0.seq.wrapping_add(1), ..id.0 });
                prop_assert_eq!(loans.contains_key(&next), map.contains_key(&next));
            }
        }
    }
}
