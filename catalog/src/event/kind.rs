//! The kinds of events, and how a kind's name leads to its payload.

use serde::Serialize;

use super::civic::{
    AppealAnswer, AppealOpen, ClearingBack, ClearingCircle, ClearingClear, ClearingFreeze,
    ClearingSend, ClearingTake, ClearingTrust, DisputeOpen, DisputeStep, LedgerOffer, LedgerRefuse,
    LotCall, LotCommit, LotReveal, LotSeed, MonthSeal, ObjectionRule, ProposalAnswer, ProposalCall,
    ProposalResult, ProposalSay, RightAnswer, RightAsk, RightGrant, RightRelease, TrusteeStep,
    VouchGive, VouchWithdraw,
};
use super::payload::{
    AuthGrant, AuthRevoke, BallotCast, CareDone, ClockCorrection, CountClose, CountOpen, CountScan,
    DelegationSet, HoldPlace, HoldReady, HoldRef, LedgerPost, LoanIn, LoanOut, LoanRef, LoanRenew,
    ReconcileResolve, ReservationAlloc, ReservationRef, ReservationRequest, SignupAdd,
    SignupCancel, StockCount, StockDelta, TicketClose, TicketNote, TicketOpen, TransitSend, Undo,
    UnitAt, UnitCondition, UnitLabel, UnitLifecycle,
};

/// Why a payload could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the fields of `{kind}` cannot be read")]
pub struct KindError {
    /// The kind as the line names it.
    pub kind: Box<str>,
    /// What the JSON reader found.
    pub source: serde_json::Error,
}

/// Stamps the enum, its names and its reader from one table, so that none of them can be forgotten.
macro_rules! kinds {
    ($($variant:ident($payload:ty) = $name:literal,)*) => {
        /// What happened. Kinds are `noun.verb`.
        #[derive(Debug, Clone, PartialEq)]
        #[expect(missing_docs, reason = "each variant is documented at its payload")]
        pub enum Kind {
            $($variant(Box<$payload>),)*
            /// A kind from a newer version: kept as it is, not applied.
            Unknown(Box<NewerKind>),
        }

        impl Kind {
            /// The names of all kinds that this version knows.
            pub const NAMES: &[&str] = &[$($name,)*];

            /// The name in the line.
            pub fn name(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $name,)*
                    Self::Unknown(newer) => &newer.name,
                }
            }

            /// Reads the payload of a kind out of its line; fields of the envelope and fields that
            /// this version does not know are passed over.
            pub fn read(name: &str, line: &str) -> Result<Self, KindError> {
                match name {
                    $($name => serde_json::from_str::<$payload>(line)
                        .map(|payload| Self::$variant(Box::new(payload)))
                        .map_err(|source| KindError { kind: name.into(), source }),)*
                    _ => Ok(Self::Unknown(Box::new(NewerKind { name: name.into() }))),
                }
            }

            /// The payload as a JSON value, without the envelope. An unknown kind has none.
            pub fn to_value(&self) -> Option<serde_json::Value> {
                match self {
                    $(Self::$variant(payload) => serde_json::to_value(payload).ok(),)*
                    Self::Unknown(_) => None,
                }
            }

            /// The payload as a JSON object without the envelope. An unknown kind has none.
            pub(super) fn payload(&self) -> Result<String, serde_json::Error> {
                match self {
                    $(Self::$variant(payload) => to_json(payload),)*
                    Self::Unknown(_) => Ok("{}".into()),
                }
            }
        }
    };
}

/// What is known of a kind that a newer version wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewerKind {
    /// Its name in the line.
    pub name: Box<str>,
}

fn to_json<T: Serialize>(payload: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(payload)
}

kinds! {
    LoanOut(LoanOut) = "loan.out",
    LoanRenew(LoanRenew) = "loan.renew",
    LoanIn(LoanIn) = "loan.in",
    LoanLost(LoanRef) = "loan.lost",
    LoanClaimedReturned(LoanRef) = "loan.claimed_returned",
    LoanFound(LoanRef) = "loan.found",
    LoanWrittenOff(LoanRef) = "loan.written_off",
    Undo(Undo) = "undo",
    HoldPlace(HoldPlace) = "hold.place",
    HoldReady(HoldReady) = "hold.ready",
    HoldCancel(HoldRef) = "hold.cancel",
    HoldSuspend(HoldRef) = "hold.suspend",
    HoldResume(HoldRef) = "hold.resume",
    HoldExpire(HoldRef) = "hold.expire",
    ReservationRequest(ReservationRequest) = "rsv.request",
    ReservationApprove(ReservationRef) = "rsv.approve",
    ReservationReject(ReservationRef) = "rsv.reject",
    ReservationAlloc(ReservationAlloc) = "rsv.alloc",
    ReservationCancel(ReservationRef) = "rsv.cancel",
    ReservationNoShow(ReservationRef) = "rsv.noshow",
    ReservationClose(ReservationRef) = "rsv.close",
    UnitMove(UnitAt) = "unit.move",
    UnitSeen(UnitAt) = "unit.seen",
    UnitCondition(UnitCondition) = "unit.condition",
    UnitLifecycle(UnitLifecycle) = "unit.lifecycle",
    UnitLabel(UnitLabel) = "unit.label",
    StockDelta(StockDelta) = "stock.delta",
    StockCount(StockCount) = "stock.count",
    TransitSend(TransitSend) = "transit.send",
    TransitReceive(UnitAt) = "transit.receive",
    TicketOpen(TicketOpen) = "ticket.open",
    TicketNote(TicketNote) = "ticket.note",
    TicketClose(TicketClose) = "ticket.close",
    CountOpen(CountOpen) = "count.open",
    CountScan(CountScan) = "count.scan",
    CountClose(CountClose) = "count.close",
    CareDone(CareDone) = "care.done",
    SignupAdd(SignupAdd) = "signup.add",
    SignupCancel(SignupCancel) = "signup.cancel",
    AuthGrant(AuthGrant) = "auth.grant",
    AuthRevoke(AuthRevoke) = "auth.revoke",
    LedgerPost(LedgerPost) = "ledger.post",
    BallotCast(BallotCast) = "ballot.cast",
    DelegationSet(DelegationSet) = "delegation.set",
    ProposalSay(ProposalSay) = "proposal.say",
    ProposalAnswer(ProposalAnswer) = "proposal.answer",
    ProposalCall(ProposalCall) = "proposal.call",
    ProposalResult(ProposalResult) = "proposal.result",
    TrusteeStep(TrusteeStep) = "trustee.step",
    ObjectionRule(ObjectionRule) = "objection.rule",
    LotCall(LotCall) = "lot.call",
    LotCommit(LotCommit) = "lot.commit",
    LotReveal(LotReveal) = "lot.reveal",
    LotSeed(LotSeed) = "lot.seed",
    LedgerOffer(LedgerOffer) = "ledger.offer",
    LedgerRefuse(LedgerRefuse) = "ledger.refuse",
    ClearingTrust(ClearingTrust) = "clearing.trust",
    ClearingSend(ClearingSend) = "clearing.send",
    ClearingTake(ClearingTake) = "clearing.take",
    ClearingBack(ClearingBack) = "clearing.back",
    ClearingFreeze(ClearingFreeze) = "clearing.freeze",
    ClearingCircle(ClearingCircle) = "clearing.circle",
    ClearingClear(ClearingClear) = "clearing.clear",
    MonthSeal(MonthSeal) = "month.seal",
    VouchGive(VouchGive) = "vouch.give",
    VouchWithdraw(VouchWithdraw) = "vouch.withdraw",
    DisputeOpen(DisputeOpen) = "dispute.open",
    DisputeStep(DisputeStep) = "dispute.step",
    RightGrant(RightGrant) = "right.grant",
    RightAsk(RightAsk) = "right.ask",
    RightAnswer(RightAnswer) = "right.answer",
    RightRelease(RightRelease) = "right.release",
    AppealOpen(AppealOpen) = "appeal.open",
    AppealAnswer(AppealAnswer) = "appeal.answer",
    ClockCorrection(ClockCorrection) = "clock.correction",
    ReconcileResolve(ReconcileResolve) = "reconcile.resolve",
}

/// Payloads that belong to one kind only become that kind.
macro_rules! from_payload {
    ($($payload:ident)*) => {
        $(impl From<$payload> for Kind {
            fn from(payload: $payload) -> Self {
                Self::$payload(Box::new(payload))
            }
        })*
    };
}

from_payload! {
    LoanOut LoanRenew LoanIn Undo HoldPlace HoldReady ReservationRequest ReservationAlloc
    UnitCondition UnitLifecycle UnitLabel StockDelta StockCount TransitSend TicketOpen TicketNote
    TicketClose CountOpen CountScan CountClose CareDone SignupAdd SignupCancel AuthGrant AuthRevoke LedgerPost BallotCast
    DelegationSet ClockCorrection ReconcileResolve
    ProposalSay ProposalAnswer ProposalCall ProposalResult TrusteeStep ObjectionRule LotCall LotCommit
    LotReveal
    LotSeed LedgerOffer LedgerRefuse ClearingTrust ClearingSend ClearingTake
    ClearingBack ClearingFreeze ClearingCircle ClearingClear MonthSeal VouchGive VouchWithdraw
    DisputeOpen DisputeStep RightGrant RightAsk RightAnswer RightRelease AppealOpen AppealAnswer
}
