//! The payloads of lending between nodes. Each side records what it does itself, in its own feed, and
//! names the other node by its identity; nothing here is ever written by one node for another.
//!
//! The node that borrows: `request`, `cancel`, `receive`, `lend`, `take_back`, `return`. The node that
//! holds the thing: `answer`, `send`, `check_in`. Either: `settle`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Due;
use crate::code::Code;
use crate::ids::{InterloanId, NodeKey, Sealed, Slug};
use crate::record::Condition;

/// `interloan.request`: a member of ours would like to borrow something that another node holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterloanRequest {
    /// The node that holds it.
    pub node: NodeKey,
    /// The title, by its name over there.
    pub title: Slug,
    /// This very unit; any of the title when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Code>,
    /// What it was called when it was asked for, for people.
    pub name: Box<str>,
    /// By whom. Only this node can tell.
    pub patron: Sealed,
    /// From then on nobody needs it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need_by: Option<Date>,
}

/// `interloan.cancel`: it is not wanted any more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterloanCancel {
    /// The request.
    pub request: InterloanId,
}

/// `interloan.answer`: the node that holds the thing promises one, or says no. A later no takes an
/// earlier promise back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterloanAnswer {
    /// The node that asked.
    pub node: NodeKey,
    /// Its request.
    pub request: InterloanId,
    /// The unit that is set aside; none is a no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Code>,
    /// What the asking node is called here.
    pub to: Box<str>,
    /// Until the end of which day it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Why not, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}

/// `interloan.send`: the thing left with a courier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterloanSend {
    /// The node that asked.
    pub node: NodeKey,
    /// Its request.
    pub request: InterloanId,
    /// What was sent.
    pub unit: Code,
    /// When it is due back here.
    pub due: Due,
    /// What the other node is called here.
    pub to: Box<str>,
}

/// `interloan.receive`: the thing arrived at the node that asked for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterloanReceive {
    /// The request.
    pub request: InterloanId,
    /// What arrived, by its label.
    pub unit: Code,
    /// When it is due back over there, as far as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Due>,
    /// How it arrived, where somebody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

/// `interloan.lend`: the member has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterloanLend {
    /// The request.
    pub request: InterloanId,
    /// When the member brings it back.
    pub due: Due,
}

/// `interloan.take_back`: the member has brought it back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterloanTakeBack {
    /// The request.
    pub request: InterloanId,
    /// Its condition, where somebody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

/// `interloan.return`: the thing is on its way back to its node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterloanReturn {
    /// The request.
    pub request: InterloanId,
}

/// `interloan.check_in`: the thing is back at its node.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterloanCheckIn {
    /// The node that had it.
    pub node: NodeKey,
    /// Its request.
    pub request: InterloanId,
    /// What came back.
    pub unit: Code,
    /// Where it was put; its home when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Slug>,
    /// Its condition, where somebody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

/// How people ended a loan between nodes on which the two records differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterloanOutcome {
    /// People have talked; the records stand as they are.
    Noted,
    /// It is lost on the way or over there.
    Lost,
    /// It is here after all.
    Here,
}

/// `interloan.settle`: people have talked about what the two records do not agree on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InterloanSettle {
    /// The other node.
    pub node: NodeKey,
    /// The request, ours or theirs.
    pub request: InterloanId,
    /// What they found.
    pub outcome: InterloanOutcome,
    /// More, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Box<str>>,
}
