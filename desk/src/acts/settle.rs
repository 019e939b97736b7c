//! What a steward settles: exceptions, and the time on the clock.

use catalog::event::{ClockCorrection, Kind, ReconcileResolve};
use catalog::ids::EventId;
use jiff::Timestamp;

use crate::{By, Desk, Refusal};

impl Desk {
    /// Settles an exception by one of the answers that it offers.
    pub fn resolve(
        &mut self,
        exception: EventId,
        choose: &str,
        note: Option<&str>,
        by: By,
    ) -> Result<EventId, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let found = self.node().state.exceptions.get(&exception);
        let found = found.ok_or_else(|| Refusal::no_such("exception", &exception))?;
        if found.resolved.is_some() {
            return Err(Refusal::Over { what: "exception" });
        }
        let choices: Vec<_> = found.matter.choices().into_iter().map(|choice| choice.0).collect();
        if !choices.iter().any(|choice| choice == choose) {
            return Err(Refusal::Answer { answer: choose.to_owned(), choices });
        }
        let (choose, note) = (choose.into(), note.map(Into::into));
        let kind = Kind::ReconcileResolve(Box::new(ReconcileResolve { exception, choose, note }));
        Ok(self.record(by, &kind, None)?.id)
    }

    /// A steward says what time it is. What was recorded with a doubtful clock since the program
    /// started is corrected for people by an event; returns that event, if one was needed.
    pub fn settle_clock(&mut self, truth: Timestamp, by: By) -> Result<Option<EventId>, Refusal> {
        if !by.is_steward() {
            return Err(Refusal::NotAllowed);
        }
        let shown = self.shown();
        let offset = self.watch_mut().settle(shown, truth);
        let Some(from) = self.watch_mut().suspect_from.take() else { return Ok(None) };
        let device = self.device();
        let to = self.node().state.heads.get(&device).map_or(from, |head| head.seq);
        let kind = ClockCorrection { device, from, to, offset };
        Ok(Some(self.record(by, &Kind::ClockCorrection(Box::new(kind)), None)?.id))
    }
}
