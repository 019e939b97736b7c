//! Counted lots: taken, restocked, counted. Changes are signed numbers, never absolute ones.

use catalog::code::Code;
use catalog::event::{Kind, StockCount, StockDelta, StockReason};
use catalog::ids::EventId;
use catalog::record::UnitKind;

use crate::{By, Desk, Refusal};

impl Desk {
    /// More or fewer of a lot. Members may take and bring; the other reasons are a steward's.
    pub fn stock_change(
        &mut self,
        unit: Code,
        delta: i32,
        reason: StockReason,
        by: By,
    ) -> Result<EventId, Refusal> {
        let everybody = matches!(reason, StockReason::Consume | StockReason::Restock);
        if !everybody && !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        if delta == 0 {
            return Err(Refusal::Missing("how many"));
        }
        let unit = self.lot(unit)?;
        let kind = Kind::StockDelta(Box::new(StockDelta { unit, delta, reason }));
        Ok(self.record(by, &kind, None)?.id)
    }

    /// Somebody counted a lot.
    pub fn stock_count(&mut self, unit: Code, counted: u32, by: By) -> Result<EventId, Refusal> {
        let unit = self.lot(unit)?;
        let kind = Kind::StockCount(Box::new(StockCount { unit, counted }));
        Ok(self.record(by, &kind, None)?.id)
    }

    fn lot(&self, unit: Code) -> Result<Code, Refusal> {
        let view = self.view(unit)?;
        match view.unit.kind {
            UnitKind::Stock => Ok(view.unit.code),
            UnitKind::Unit => Err(Refusal::no_such("counted lot", &unit)),
        }
    }
}
