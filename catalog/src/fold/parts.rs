//! Parts that are not there: since when, and by what loan they did not come back.

use super::state::MissingPart;
use super::step::Step;
use crate::code::Code;
use crate::event::{PartCount, PartGone, PartSaid};
use crate::ids::LoanId;

impl Step<'_> {
    /// Required parts of the title that did not come back.
    pub(super) fn not_back(&self, unit: Code, parts: &[PartCount]) -> Vec<PartCount> {
        let Some((title, _)) = self.index.unit(self.documents, unit) else { return Vec::new() };
        let back = |name: &str| parts.iter().find(|p| &*p.name == name).map_or(0, |p| p.qty);
        let expected = title.parts_expected.iter().filter(|part| part.required);
        expected
            .filter_map(|part| {
                let qty = part.qty.saturating_sub(back(&part.name));
                (qty > 0).then(|| PartCount { name: part.name.as_str().into(), qty })
            })
            .collect()
    }

    /// These parts are not there. What was known to be missing stays missing since then, and nobody
    /// who borrowed the thing later has to do with it.
    pub(super) fn gone(
        &self,
        unit: Code,
        parts: &[PartCount],
        said: &[PartSaid],
        loan: Option<LoanId>,
    ) -> Box<[MissingPart]> {
        let known = self.now(unit).map(|unit| &*unit.missing).unwrap_or_default();
        let out_at = loan.and_then(|id| self.state.loans.get(&id)).map(|loan| loan.out_at);
        let one = |part: &PartCount| {
            let gone = said.iter().find(|said| said.name == part.name).map(|said| said.gone);
            let known = known.iter().find(|known| known.name == part.name);
            if let Some(known) = known.filter(|known| part.qty <= known.qty) {
                let theirs = loan.is_none() || loan == known.loan;
                let told = gone.filter(|gone| theirs && *gone != PartGone::Before);
                return MissingPart { qty: part.qty, gone: told.or(known.gone), ..known.clone() };
            }
            let before = gone == Some(PartGone::Before);
            MissingPart {
                name: part.name.clone(),
                qty: part.qty,
                since: out_at.filter(|_| before).unwrap_or_else(|| self.event.when()),
                gone,
                loan: loan.filter(|_| !before),
            }
        };
        parts.iter().map(one).collect()
    }
}
