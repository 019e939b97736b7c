//! All units of a node by their code.
//!
//! An event looks its unit up several times, in a catalogue that no cache holds: the codes are a
//! small tree of their own that stays near, the units stand side by side, and whoever has found one
//! keeps its [`Slot`] instead of searching again. A unit never goes away, so slots stay true.

use std::collections::BTreeMap;
use std::ops::Index;

use super::state::UnitState;
use crate::code::Code;

/// Units by code, in the order of their codes.
#[derive(Debug, Clone, Default)]
pub struct Units {
    slots: BTreeMap<Code, Slot>,
    units: Vec<UnitState>,
}

/// Where a unit stands in the table that gave this.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot(u32);

impl PartialEq for Units {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Units {
    /// The unit with this code.
    pub fn get(&self, code: &Code) -> Option<&UnitState> {
        self.slot(*code).map(|slot| self.at(slot))
    }

    /// Whether there is a unit with this code.
    pub fn contains_key(&self, code: &Code) -> bool {
        self.slots.contains_key(code)
    }

    /// All units with their codes, by code.
    pub fn iter(&self) -> impl Iterator<Item = (&Code, &UnitState)> {
        self.slots.iter().map(|(code, &slot)| (code, self.at(slot)))
    }

    /// All codes, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &Code> {
        self.slots.keys()
    }

    /// All units, by code.
    pub fn values(&self) -> impl Iterator<Item = &UnitState> {
        self.iter().map(|(_, unit)| unit)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    pub(super) fn slot(&self, code: Code) -> Option<Slot> {
        self.slots.get(&code).copied()
    }

    pub(super) fn at(&self, Slot(at): Slot) -> &UnitState {
        &self.units[at as usize]
    }

    pub(super) fn at_mut(&mut self, Slot(at): Slot) -> &mut UnitState {
        &mut self.units[at as usize]
    }

    /// The place of a unit, which is made where there is none yet.
    pub(super) fn slot_or(&mut self, code: Code, make: impl FnOnce() -> UnitState) -> Slot {
        let units = &mut self.units;
        *self.slots.entry(code).or_insert_with(|| {
            // A code has 30 bits, so the number of units fits.
            let slot = Slot(u32::try_from(units.len()).unwrap_or(u32::MAX));
            units.push(make());
            slot
        })
    }
}

impl Index<&Code> for Units {
    type Output = UnitState;

    /// # Panics
    /// If there is no unit with this code.
    fn index(&self, code: &Code) -> &UnitState {
        self.get(code).expect("a unit of this node")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_listed_by_code_whatever_came_first() {
        let table = |codes: &[u32]| {
            let mut units = Units::default();
            for &code in codes {
                let slot = units.slot_or(Code::from_payload(code), UnitState::unfiled);
                units.at_mut(slot).times_lent += code;
            }
            units
        };
        let units = table(&[7, 3, 9, 3]);
        let listed: Vec<_> = units.iter().map(|(code, u)| (code.payload(), u.times_lent)).collect();
        assert_eq!(listed, [(3, 6), (7, 7), (9, 9)]);
        assert_eq!(units, table(&[3, 9, 7, 3]));
        assert_ne!(units, table(&[3, 7, 9]));
    }
}
