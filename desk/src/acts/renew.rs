//! Keeping something longer.

use catalog::circulation::{Renewal, may_renew};
use catalog::event::{Kind, LoanRenew};
use catalog::ids::{EventId, LoanId};

use crate::{By, Desk, Refusal};

/// A renewal that is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewReceipt {
    /// The event.
    pub event: EventId,
    /// What was granted.
    pub renewal: Renewal,
}

impl Desk {
    /// Renews a loan.
    pub fn renew(&mut self, loan: LoanId, by: By) -> Result<RenewReceipt, Refusal> {
        let borrower = match by {
            By::Member(number) => self.member_facts(number)?,
            _ => catalog::circulation::Borrower::default(),
        };
        let now = self.now();
        let renewal = may_renew(self.node(), loan, &borrower, by.authority(), now)
            .map_err(Refusal::Denied)?;
        let kind = Kind::LoanRenew(Box::new(LoanRenew { loan, due: renewal.due }));
        let event = self.record(by, &kind, None)?.id;
        Ok(RenewReceipt { event, renewal })
    }
}
