//! The payloads of events, one type for each kind that carries data. Field names are those of the
//! line on disk.

use std::cell::RefCell;
use std::sync::Arc;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Wall;
use crate::code::Code;
use crate::ids::{
    CountId, DeviceId, EventId, GrantId, Handle, HoldId, IdError, LoanId, PolicyName,
    ReservationId, Sealed, SignupId, Slug, TicketId, text_serde,
};
use crate::record::{Condition, Lifecycle, PeriodUnit, RetiredReason};

/// When a loan is due: a calendar date at the place, with a time only for loans by the hour.
///
/// As text `2026-05-19` or `2026-05-19T18:30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Due {
    /// The day.
    pub date: Date,
    /// The time of day; the end of that day's opening hours when absent.
    pub time: Option<Time>,
}

impl std::str::FromStr for Due {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let wrong = || IdError::Character {
            found: text.chars().next().unwrap_or(' '),
            allowed: "a date like `2026-05-19` or a time like `2026-05-19T18:30`",
        };
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let time = time.map(str::parse).transpose().map_err(|_| wrong())?;
        Ok(Self { date: date.parse().map_err(|_| wrong())?, time })
    }
}
impl std::fmt::Display for Due {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.time {
            None => write!(f, "{}", self.date),
            Some(time) => write!(f, "{}T{:02}:{:02}", self.date, time.hour(), time.minute()),
        }
    }
}
text_serde!(Due);

/// The policy as it was when a loan began: later changes of the rules do not touch it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PolicySnapshot {
    /// The policy's name at that time; none for a node without policies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<PolicyName>,
    /// Length of the period.
    pub period: u32,
    /// What the period counts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: PeriodUnit,
    /// Renewals allowed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub renewals: u32,
    /// Days of grace before a loan counts as overdue.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grace: u32,
}

/// How many recently read policies each thread keeps at hand.
const RECENT_POLICIES: usize = 8;

thread_local! {
    static RECENT: RefCell<Vec<Arc<PolicySnapshot>>> = const { RefCell::new(Vec::new()) };
}

/// Loans that are read one after the other follow few policies, which they then share.
fn shared_policy<'de, D: Deserializer<'de>>(d: D) -> Result<Arc<PolicySnapshot>, D::Error> {
    let policy = PolicySnapshot::deserialize(d)?;
    Ok(RECENT.with_borrow_mut(|recent| {
        if let Some(known) = recent.iter().find(|known| ***known == policy) {
            return Arc::clone(known);
        }
        let policy = Arc::new(policy);
        recent.truncate(RECENT_POLICIES - 1);
        recent.insert(0, Arc::clone(&policy));
        policy
    }))
}

fn is_empty<T>(list: &[T]) -> bool {
    list.is_empty()
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// So many of a part.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PartCount {
    /// The part's name in the title.
    pub name: Box<str>,
    /// How many.
    pub qty: u32,
}

/// Why a part did not come back, in the words of who brings the thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartGone {
    /// It will be brought.
    Later,
    /// Nobody knows where it is.
    Lost,
    /// It was not there when the thing was taken.
    Before,
}

/// What was said of a part that did not come back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PartSaid {
    /// The part's name in the title.
    pub name: Box<str>,
    /// What became of it.
    pub gone: PartGone,
}

/// `loan.out`: a unit went out to a member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoanOut {
    /// The unit (a kit's own label for a kit).
    pub unit: Code,
    /// For stock: how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qty: Option<u32>,
    /// The borrower.
    pub patron: Sealed,
    /// When it is due.
    pub due: Due,
    /// The rules of this loan.
    #[serde(serialize_with = "PolicySnapshot::serialize", deserialize_with = "shared_policy")]
    pub policy: Arc<PolicySnapshot>,
    /// For a kit: the units in it at the hand-over.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub lines: Box<[Code]>,
    /// Parts that went with it, where they were counted.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub parts_out: Box<[PartCount]>,
    /// Whether the safety notice was confirmed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub notice_ack: bool,
    /// The hold that this loan fulfils.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<HoldId>,
    /// The reservation that this loan picks up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reservation: Option<ReservationId>,
    /// Denials that somebody was allowed to override, by code.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub overrides: Box<[Box<str>]>,
    /// Why they were overridden, in the words of whoever did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// `loan.renew`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoanRenew {
    /// The loan.
    pub loan: LoanId,
    /// The new due date.
    pub due: Due,
}

/// `loan.in`: a unit came back, or was scanned in without being out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoanIn {
    /// The unit.
    pub unit: Code,
    /// The loan that it closes, as far as the station knew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan: Option<LoanId>,
    /// Where it was put.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Slug>,
    /// For a kit: the members that came back; all of them when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<Box<[Code]>>,
    /// Parts that came back, where they were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parts_in: Option<Box<[PartCount]>>,
    /// What was said of parts that did not come back.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub parts_said: Box<[PartSaid]>,
    /// Its condition, where somebody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// For stock: how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qty: Option<u32>,
    /// What the person said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// `loan.lost`, `loan.claimed_returned`, `loan.found`, `loan.written_off`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoanRef {
    /// The loan.
    pub loan: LoanId,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// `undo`: takes back one event, by adding this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Undo {
    /// The event.
    pub of: EventId,
    /// Why, when it was not at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Box<str>>,
}

/// What a hold or a reservation asks for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// Any unit of a title.
    Title(Slug),
    /// This very unit.
    Unit(Code),
}

/// `hold.place`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HoldPlace {
    /// What is wanted.
    #[serde(flatten)]
    pub wanted: Wanted,
    /// By whom.
    pub patron: Sealed,
}

/// `hold.ready`: a unit waits on the hold shelf.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HoldReady {
    /// The hold.
    pub hold: HoldId,
    /// The unit that waits.
    pub unit: Code,
    /// Until the end of which day.
    pub until: Date,
}

/// `hold.cancel`, `hold.suspend`, `hold.resume`, `hold.expire`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HoldRef {
    /// The hold.
    pub hold: HoldId,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// `rsv.request`: a wish for certain hours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReservationRequest {
    /// What is wanted.
    #[serde(flatten)]
    pub wanted: Wanted,
    /// How many.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub qty: u32,
    /// By whom.
    pub patron: Sealed,
    /// From when.
    pub from: Wall,
    /// Until when, not included.
    pub to: Wall,
    /// How many people come, where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visitors: Option<u32>,
    /// Granted at once, because the node itself promises it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub granted: bool,
}

fn one() -> u32 {
    1
}
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn is_one(n: &u32) -> bool {
    *n == 1
}

/// `rsv.approve`, `rsv.reject`, `rsv.cancel`, `rsv.noshow`, `rsv.close`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReservationRef {
    /// The reservation.
    pub reservation: ReservationId,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// `rsv.alloc`: this unit is the one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReservationAlloc {
    /// The reservation.
    pub reservation: ReservationId,
    /// The unit.
    pub unit: Code,
}

/// `unit.move`, `unit.seen`, `transit.receive`: a unit is at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitAt {
    /// The unit.
    pub unit: Code,
    /// The place.
    pub place: Slug,
}

/// `transit.send`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TransitSend {
    /// The unit.
    pub unit: Code,
    /// Where it goes, in words or a node's name.
    pub to: Box<str>,
}

/// `unit.condition`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitCondition {
    /// The unit.
    pub unit: Code,
    /// Its condition now.
    pub condition: Condition,
    /// Required parts that are not there; empty means complete, absent that nobody counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Vec<PartCount>>,
    /// What is wrong, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// `unit.lifecycle`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitLifecycle {
    /// The unit.
    pub unit: Code,
    /// What it is now.
    pub to: Lifecycle,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

impl UnitLifecycle {
    /// Retiring a unit for a reason.
    pub fn retire(unit: Code, reason: RetiredReason) -> Self {
        Self { unit, to: Lifecycle::Retired(reason), note: None }
    }
}

/// What happened to a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelAction {
    /// Another code now leads to this unit as well.
    Bind,
    /// The label was replaced by one with another code.
    Replace,
    /// Two things carry this code.
    Duplicate,
    /// A label problem was settled.
    Settle,
}

/// `unit.label`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitLabel {
    /// The unit.
    pub unit: Code,
    /// What was done.
    pub action: LabelAction,
    /// The other code, for `bind` and `replace`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
}

/// Why stock changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the words are the reasons")]
pub enum StockReason {
    Restock,
    Consume,
    Loss,
    Damage,
    Adjust,
    Out,
    In,
}

/// `stock.delta`: always signed, never an absolute number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StockDelta {
    /// The lot.
    pub unit: Code,
    /// More or fewer.
    pub delta: i32,
    /// Why.
    pub reason: StockReason,
}

/// `stock.count`: somebody counted; what the counter had not seen is added on top.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StockCount {
    /// The lot.
    pub unit: Code,
    /// How many there were.
    pub counted: u32,
}

/// `ticket.open`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TicketOpen {
    /// The unit.
    pub unit: Code,
    /// What is wrong, in words.
    pub note: Box<str>,
    /// Whether it is taken off the shelf until mended.
    #[serde(default, skip_serializing_if = "is_default")]
    pub out_of_service: bool,
    /// The parts that are missing, where nothing else is wrong: it is over when they are there.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub parts: Box<[PartCount]>,
}

/// `ticket.note`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TicketNote {
    /// The ticket.
    pub ticket: TicketId,
    /// What was done or found.
    pub note: Box<str>,
}

/// How a repair ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TicketOutcome {
    /// It works again.
    Mended,
    /// Nothing was wrong.
    NoFault,
    /// It will not be mended.
    GivenUp,
}

/// `ticket.close`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TicketClose {
    /// The ticket.
    pub ticket: TicketId,
    /// How it ended.
    pub outcome: TicketOutcome,
    /// What was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
    /// Its condition afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

/// `count.open`: a stocktake of a place begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CountOpen {
    /// The place, with all that stands in it.
    pub place: Slug,
}

/// `count.scan`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CountScan {
    /// The stocktake.
    pub count: CountId,
    /// What was scanned, as it was read (it may be a code that nobody knows).
    pub scanned: Box<str>,
    /// The unit that it means, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Code>,
    /// Where.
    pub place: Slug,
}

/// `count.close`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CountClose {
    /// The stocktake.
    pub count: CountId,
    /// Units that somebody confirmed as missing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Code>,
}

/// `care.done`: recurring care of a unit was done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CareDone {
    /// The unit.
    pub unit: Code,
    /// The plan of its title.
    pub plan: Slug,
    /// What was found or done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// `signup.add`: a seat in a session was taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignupAdd {
    /// The session: an event of `events/`.
    pub event: Slug,
    /// By whom.
    pub patron: Sealed,
}

/// `signup.cancel`: a seat is free again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SignupCancel {
    /// The seat.
    pub signup: SignupId,
}

/// `auth.grant`: a training was passed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuthGrant {
    /// The training.
    pub training: Slug,
    /// Who passed.
    pub patron: Sealed,
    /// Valid to the end of this day; for good when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The seat in a session in which it was passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signup: Option<SignupId>,
}

/// `auth.revoke`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuthRevoke {
    /// The grant.
    pub grant: GrantId,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// One side of a ledger entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostingLine {
    /// The account (`member:mira`, `commons`).
    pub account: Box<str>,
    /// Minor units, signed.
    pub delta: i64,
}

/// `ledger.post`: credits moved. The rules are the ledger's, not known here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LedgerPost {
    /// The unit of account.
    pub unit: Box<str>,
    /// What kind of entry (`transfer`, `contribution`, `correction` …).
    pub entry: Box<str>,
    /// The postings, at least two, sum zero.
    pub postings: Vec<PostingLine>,
    /// What for, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<Box<str>>,
    /// The kind of work, for hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Box<str>>,
    /// The entry that this one corrects or refunds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<EventId>,
    /// The offer that is accepted with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settles: Option<EventId>,
}

/// `ballot.cast`: an open ballot. How it counts is not known here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BallotCast {
    /// The proposal.
    pub proposal: Slug,
    /// Who votes.
    pub voter: Handle,
    /// The choice, in the form that the proposal's method asks for.
    pub choice: serde_json::Value,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Box<str>>,
}

/// `delegation.set`: somebody else votes for me, in a scope, until a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DelegationSet {
    /// Who delegates.
    pub truster: Handle,
    /// To whom; none cancels a broader delegation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trustee: Option<Handle>,
    /// `node`, `area:<topic>` or `decision:<proposal>`.
    pub scope: Box<str>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Nothing is set in this scope any more: a broader delegation applies again.
    #[serde(default, skip_serializing_if = "is_default")]
    pub revoked: bool,
}

/// `clock.correction`: what people read of these events is shifted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClockCorrection {
    /// Whose events.
    pub device: DeviceId,
    /// From this sequence …
    pub from: u32,
    /// … to this one, included.
    pub to: u32,
    /// Seconds to add.
    pub offset: i64,
}

/// `reconcile.resolve`: a person settled an exception.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReconcileResolve {
    /// The event that raised it.
    pub exception: EventId,
    /// The answer, one of those that the exception offers.
    pub choose: Box<str>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}
