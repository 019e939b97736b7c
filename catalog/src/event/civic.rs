//! The payloads of what people decide, owe and promise each other. Field names are those of the line
//! on disk. What follows from them is not known here: that is the business of the floors above.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{EventId, Handle, Sealed, Slug};

/// What somebody says about a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// A thought.
    Comment,
    /// Something to be answered before the vote.
    Question,
    /// Wants it put to the vote.
    Support,
    /// Sees a harm, and says which.
    Objection,
    /// Other words for a passage.
    Amendment,
}

/// `proposal.say`: a remark, an objection or an amendment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProposalSay {
    /// Which proposal.
    pub proposal: Slug,
    /// Who speaks.
    pub by: Handle,
    /// What it is.
    #[serde(rename = "as")]
    pub remark: Remark,
    /// What they say; for an amendment, why.
    pub text: Box<str>,
    /// The passage that an amendment replaces; without it, the new words are added at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replace: Option<Box<str>>,
    /// The new words of an amendment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<Box<str>>,
    /// What it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub re: Option<EventId>,
}

/// `proposal.answer`: what became of an amendment or an objection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProposalAnswer {
    /// The remark.
    pub to: EventId,
    /// Whether it was taken up (an amendment) or withdrawn (an objection).
    pub accepted: bool,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// `proposal.call`: the call for votes. From here on the text, the roll and the rules are frozen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProposalCall {
    /// Which proposal.
    pub proposal: Slug,
    /// SHA-256 of the text that is voted on.
    pub text: Box<str>,
    /// Who may vote.
    pub roll: Vec<Handle>,
    /// Voting begins.
    pub opens_at: Timestamp,
    /// Voting ends.
    pub closes_at: Timestamp,
    /// Until when ballots that were cast in time may arrive.
    pub accept_until: Timestamp,
    /// The key that ballots of a secret vote are sealed for, in hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Box<str>>,
}

/// A step of a trustee of a secret vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrusteeStage {
    /// Binds themselves to a part of the key.
    Commit,
    /// Shows the public half of it.
    Reveal,
    /// Gives the other trustees their shares of it, encrypted.
    Share,
    /// Confirms the whole key.
    Ready,
    /// Opens the sum of the ballots, with proofs.
    Open,
}

/// `trustee.step`: a trustee of a secret vote helps to make its key, or to open the sum.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrusteeStep {
    /// Which vote.
    pub proposal: Slug,
    /// Who.
    pub by: Handle,
    /// Which step.
    pub step: TrusteeStage,
    /// Numbers and proofs, in the form of the step.
    pub data: serde_json::Value,
}

/// `proposal.result`: what was counted, so that anybody can count it again and compare.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ProposalResult {
    /// Which proposal.
    pub proposal: Slug,
    /// How it ended, in the count's own word.
    pub verdict: Box<str>,
    /// SHA-256 of `result.json`.
    pub result: Box<str>,
    /// Whether ballots may still arrive.
    #[serde(default, skip_serializing_if = "is_false")]
    pub provisional: bool,
}

/// `objection.rule`: what the others found about an objection.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ObjectionRule {
    /// Which proposal.
    pub proposal: Slug,
    /// Whose objection.
    pub objector: Handle,
    /// How many found that it qualifies.
    pub qualified: u32,
    /// How many found that it does not.
    pub not_qualified: u32,
    /// Why, in words.
    pub reason: Box<str>,
}

/// Where the seed of a lot comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SeedSource {
    /// Dice, thrown before witnesses.
    Dice,
    /// Secrets of several members, committed to and then revealed.
    Reveals,
    /// A round of a public beacon that was named before its time.
    Drand,
}

/// `lot.call`: a list is frozen, and where the seed will come from is named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LotCall {
    /// What the lot is for: a proposal, or a name of its own.
    pub lot: Slug,
    /// The frozen list, in order.
    pub list: Vec<Box<str>>,
    /// Where the seed will come from.
    pub source: SeedSource,
    /// The beacon's round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<u64>,
}

/// `lot.commit`: a member binds themselves to a secret before the list is frozen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LotCommit {
    /// Which lot.
    pub lot: Slug,
    /// Who.
    pub by: Handle,
    /// SHA-256 of the secret, in hexadecimal digits.
    pub commitment: Box<str>,
}

/// `lot.reveal`: the secret behind a commitment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LotReveal {
    /// Which lot.
    pub lot: Slug,
    /// Who.
    pub by: Handle,
    /// The secret, in hexadecimal digits.
    pub secret: Box<str>,
}

/// `lot.seed`: the seed as it came out: the dice with their witnesses, or a beacon's signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LotSeed {
    /// Which lot.
    pub lot: Slug,
    /// The rolls as they fell, or the beacon's signature in hexadecimal digits.
    pub seed: Box<str>,
    /// Who saw it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub witnesses: Vec<Handle>,
}

/// `ledger.offer`: a payment that somebody else must still accept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LedgerOffer {
    /// The unit of account.
    pub unit: Box<str>,
    /// The account that would pay.
    pub from: Box<str>,
    /// The account that would be paid.
    pub to: Box<str>,
    /// Minor units.
    pub amount: i64,
    /// Who asks.
    pub by: Handle,
    /// What for, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<Box<str>>,
    /// The kind of work, for hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Box<str>>,
}

/// `ledger.refuse`: an offer is turned down or taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LedgerRefuse {
    /// The offer.
    pub offer: EventId,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// `clearing.trust`: what this node agrees on with another. Both sides record it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClearingTrust {
    /// The other node.
    pub peer: Slug,
    /// The most that they may owe us, in our minor units.
    pub they_owe_at_most: i64,
    /// The most that we may owe them, in our minor units.
    pub we_owe_at_most: i64,
    /// Our unit.
    pub our_unit: Box<str>,
    /// Their unit.
    pub their_unit: Box<str>,
    /// What one of their minor units is worth in ours: upper and lower term.
    #[serde(default = "one_to_one")]
    pub rate: (u32, u32),
    /// The last day of the agreement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
}

fn one_to_one() -> (u32, u32) {
    (1, 1)
}

/// `clearing.send`: a member of ours pays a member of another node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClearingSend {
    /// The other node.
    pub to: Slug,
    /// The number of this note from us to them, from one.
    pub seq: u64,
    /// The hash of the note before.
    pub follows: Box<str>,
    /// Who pays.
    pub payer: Handle,
    /// Who is paid.
    pub payee: Handle,
    /// Our minor units.
    pub amount: i64,
    /// Our unit.
    pub unit: Box<str>,
    /// What for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<Box<str>>,
    /// The last day on which it may be taken in.
    pub expires: Date,
}

/// `clearing.take`: a note of another node was taken in, or was refused with a reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClearingTake {
    /// The other node.
    pub from: Slug,
    /// The number of the note.
    pub seq: u64,
    /// Its hash.
    pub hash: Box<str>,
    /// Who was paid.
    pub payee: Handle,
    /// Our minor units.
    pub amount: i64,
    /// Our unit.
    pub unit: Box<str>,
    /// What for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<Box<str>>,
    /// Why it was not taken in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Box<str>>,
}

/// `clearing.back`: a note that the other node refused, or let expire, goes back to its payer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClearingBack {
    /// The other node.
    pub to: Slug,
    /// The number of the note.
    pub seq: u64,
    /// What it goes by: the answer's reason, or `expired`.
    pub why: Box<str>,
}

/// `clearing.freeze`: two different notes have one number; payments stop until people have talked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClearingFreeze {
    /// The other node.
    pub peer: Slug,
    /// The number.
    pub seq: u64,
    /// The hashes of the notes that have it.
    pub hashes: Vec<Box<str>>,
    /// Whether it is over: both sides agreed on what holds.
    #[serde(default, skip_serializing_if = "is_false")]
    pub settled: bool,
}

/// `clearing.circle`: this node agrees that the debts of a circle fall together. It is done when
/// every node of the circle has recorded the same.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClearingCircle {
    /// Its name, the same with all.
    pub circle: Slug,
    /// Each owes the next, and the last owes the first.
    pub nodes: Vec<Slug>,
    /// By how much.
    pub amount: i64,
    /// The unit.
    pub unit: Box<str>,
}

/// `clearing.clear`: all have agreed, and this node's two debts fall.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClearingClear {
    /// The circle.
    pub circle: Slug,
    /// Where each node agreed.
    pub agreed: Vec<EventId>,
}

/// `month.seal`: what the books of a month came to, so that a later change shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MonthSeal {
    /// The unit of account.
    pub unit: Box<str>,
    /// The month, `2026-05`.
    pub month: Box<str>,
    /// How many entries it has.
    pub entries: u64,
    /// The hash over all entries up to its end.
    pub head: Box<str>,
    /// The hash over all balances at its end.
    pub balances: Box<str>,
    /// The sum of the balances above zero.
    pub supply: i64,
}

/// `vouch.give`: somebody says that somebody can do something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VouchGive {
    /// Who says so.
    pub by: Handle,
    /// Of whom.
    #[serde(rename = "for")]
    pub of: Handle,
    /// What, in words or a training's name.
    pub what: Box<str>,
    /// The last day; at most 24 months on.
    pub until: Date,
}

/// `vouch.withdraw`: and no longer says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VouchWithdraw {
    /// The vouch.
    pub vouch: EventId,
}

/// `dispute.open`: two sides could not settle something by themselves. Nobody is named here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DisputeOpen {
    /// What it is about, without names.
    pub summary: Box<str>,
    /// Who brings it.
    pub by: Sealed,
    /// The other side.
    pub with: Sealed,
    /// Violence or harassment: the first two steps are passed over.
    #[serde(default, skip_serializing_if = "is_false")]
    pub safety: bool,
}

/// `dispute.step`: the dispute went on to a step, or ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DisputeStep {
    /// Which dispute.
    pub dispute: EventId,
    /// `talk`, `facilitated`, `panel`, `appeal`, `assembly` or `closed`.
    pub step: Box<str>,
    /// Who sits on it: helpers, or a panel drawn by lot.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panel: Vec<Sealed>,
    /// The seed that the panel was drawn from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<Box<str>>,
    /// What came of it, in words and without names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Box<str>>,
    /// `repair`, `replace`, `pay`, `apology`, `suspend`, `exclude`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remedies: Vec<Box<str>>,
}

/// `right.grant`: somebody may use something for a term: a plot, a bench, a room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RightGrant {
    /// What.
    pub what: Box<str>,
    /// Who.
    pub holder: Handle,
    /// From this day …
    pub from: Date,
    /// … to this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// The decision that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Slug>,
}

/// `right.ask`: the holder asks for a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RightAsk {
    /// Which right.
    pub right: EventId,
    /// Who asks.
    pub by: Handle,
    /// For what.
    pub text: Box<str>,
    /// Another last day, if that is what is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

/// `right.answer`: people's answer to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RightAnswer {
    /// What was asked.
    pub ask: EventId,
    /// Whether it is granted.
    pub granted: bool,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// `right.release`: it is given back, or ends.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RightRelease {
    /// Which right.
    pub right: EventId,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// `appeal.open`: somebody asks people to look at what a rule, a lot or a count decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AppealOpen {
    /// What it is about: a rule's id, a proposal or an event.
    pub about: Box<str>,
    /// Who asks.
    pub by: Handle,
    /// Why.
    pub text: Box<str>,
}

/// `appeal.answer`: what people found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AppealAnswer {
    /// The appeal.
    pub appeal: EventId,
    /// Whether it was right.
    pub upheld: bool,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !value
}
