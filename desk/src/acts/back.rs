//! Taking things back: no card is needed, and the receipt says where to put the thing.

use catalog::circulation::{Destination, Returned, destination};
use catalog::code::Code;
use catalog::event::{
    HoldReady, Kind, LoanIn, PartCount, PartSaid, ReservationAlloc, TicketOpen, UnitAt, Wall,
};
use catalog::ids::{EventId, LoanId, Slug};
use catalog::record::Condition;

use crate::{By, Desk, Refusal};

/// A unit comes back.
#[derive(Debug, Clone)]
pub struct ReturnAct {
    /// The unit.
    pub unit: Code,
    /// Who does it.
    pub by: By,
    /// Its condition, where somebody looked.
    pub condition: Option<Condition>,
    /// Parts that came back, where they were counted.
    pub parts_in: Option<Vec<PartCount>>,
    /// What was said of parts that did not come back.
    pub parts_said: Vec<PartSaid>,
    /// For stock: how many; all of the loan when absent.
    pub qty: Option<u32>,
    /// For a kit: the members that came back; all of them when absent.
    pub lines: Option<Vec<Code>>,
    /// What the person said.
    pub note: Option<String>,
    /// Where it was put, if not where it belongs.
    pub place: Option<Slug>,
    /// When it happened, if not now (a book drop).
    pub effective: Option<Wall>,
}

impl ReturnAct {
    /// One unit, all good, now.
    pub fn new(unit: Code, by: By) -> Self {
        Self {
            unit,
            by,
            condition: None,
            parts_in: None,
            parts_said: Vec::new(),
            qty: None,
            lines: None,
            note: None,
            place: None,
            effective: None,
        }
    }
}

/// A return that is on the disk.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnReceipt {
    /// The event.
    pub event: EventId,
    /// The unit, after replaced labels were followed.
    pub unit: Code,
    /// The loan that it ended; none when the thing was not out.
    pub loan: Option<LoanId>,
    /// Whether it was listed as missing or lost, and has been found.
    pub found: bool,
    /// Parts that did not come back.
    pub missing: Vec<PartCount>,
    /// Where to put it.
    pub destination: Destination,
    /// That, in words (English).
    pub sentence: String,
}

impl Desk {
    /// Takes a unit back.
    pub fn take_back(&mut self, act: &ReturnAct) -> Result<ReturnReceipt, Refusal> {
        let view = self.view(act.unit)?;
        let unit = view.unit.code;
        let was_missing = view.state.lifecycle == catalog::record::Lifecycle::Missing;
        let missing = missing_of(view.title, act.parts_in.as_deref());
        if let Some(place) = &act.place {
            self.check_place(place)?;
        }
        // What has to be looked after first is put there by the return itself.
        let returned = Returned { condition: act.condition, missing: &missing };
        let aside = match destination(self.node(), unit, returned, self.now()) {
            Some(Destination::Care { place, .. }) => place,
            _ => None,
        };
        // The newest loan is the one that the thing in hand belongs to.
        let loan = self.node().state.open_loans_of(unit).last().map(|loan| loan.id);
        let kind = Kind::LoanIn(Box::new(LoanIn {
            unit,
            loan,
            place: act.place.clone().or(aside),
            lines: act.lines.as_deref().map(Into::into),
            parts_in: act.parts_in.as_deref().map(Into::into),
            parts_said: act.parts_said.as_slice().into(),
            condition: act.condition,
            qty: act.qty,
            note: act.note.as_deref().map(str::trim).filter(|n| !n.is_empty()).map(Into::into),
        }));
        let event = self.record(act.by, &kind, act.effective)?.id;
        if act.parts_in.is_some() && missing.is_empty() {
            self.close_complete(unit)?;
        }
        let returned = Returned { condition: act.condition, missing: &missing };
        let now = self.now();
        let destination = destination(self.node(), unit, returned, now)
            .unwrap_or_else(|| Destination::Home { place: Slug::unknown_place() });
        self.follow(unit, &destination, act.note.as_deref())?;
        let sentence = destination.sentence(&self.place_name(&destination));
        Ok(ReturnReceipt { event, unit, loan, found: was_missing, missing, destination, sentence })
    }

    /// Records what follows from the place where a returned thing goes.
    pub(super) fn follow(
        &mut self,
        unit: Code,
        to: &Destination,
        note: Option<&str>,
    ) -> Result<(), Refusal> {
        let kind = match to {
            Destination::HoldShelf { hold, until, .. } => {
                Kind::HoldReady(Box::new(HoldReady { hold: *hold, unit, until: *until }))
            }
            Destination::Reserved { reservation, .. } => {
                let reservation = *reservation;
                Kind::ReservationAlloc(Box::new(ReservationAlloc { reservation, unit }))
            }
            Destination::Quarantine { missing, place, condition } => {
                self.shelve_apart(unit, place.as_ref())?;
                let said = note.map(str::trim).filter(|note| !note.is_empty());
                let note = said.map_or_else(|| what_is_wrong(missing), str::to_owned);
                let broken = matches!(condition, Condition::Damaged | Condition::Unsafe);
                // Where people said more, somebody has to read it.
                let parts = if said.is_none() && !broken { missing.as_slice() } else { &[] };
                let (note, parts) = (note.into(), parts.into());
                let out_of_service = true;
                Kind::TicketOpen(Box::new(TicketOpen { unit, note, out_of_service, parts }))
            }
            Destination::Care { .. }
            | Destination::SetAside { .. }
            | Destination::Repair { .. }
            | Destination::Steward { .. }
            | Destination::Home { .. } => return Ok(()),
        };
        self.record(By::Program, &kind, None)?;
        Ok(())
    }

    fn shelve_apart(&mut self, unit: Code, place: Option<&Slug>) -> Result<(), Refusal> {
        let Some(place) = place.cloned() else { return Ok(()) };
        self.record(By::Program, &Kind::UnitMove(Box::new(UnitAt { unit, place })), None)?;
        Ok(())
    }
}

fn what_is_wrong(missing: &[PartCount]) -> String {
    if missing.is_empty() {
        return "Came back damaged; nobody has looked at it yet.".into();
    }
    let parts: Vec<_> =
        missing.iter().map(|part| format!("{} × {}", part.qty, part.name)).collect();
    format!("Did not come back with it: {}.", parts.join(", "))
}

/// Required parts that were counted and are fewer than the title expects.
fn missing_of(title: &catalog::record::Title, parts: Option<&[PartCount]>) -> Vec<PartCount> {
    let Some(parts) = parts else { return Vec::new() };
    let back = |name: &str| parts.iter().find(|p| *p.name == *name).map_or(0, |p| p.qty);
    let required = title.parts_expected.iter().filter(|part| part.required);
    required
        .filter_map(|part| {
            let qty = part.qty.saturating_sub(back(&part.name));
            (qty > 0).then(|| PartCount { name: part.name.as_str().into(), qty })
        })
        .collect()
}
