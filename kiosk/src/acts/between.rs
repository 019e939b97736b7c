//! The steps of a loan between two nodes, as stewards take them.

use catalog::code::Code;
use catalog::event::InterloanOutcome;
use catalog::ids::{InterloanId, NodeKey};
use catalog::record::Condition;
use desk::{Around, By, Desk, Refusal};
use serde::Deserialize;
use utoipa::ToSchema;

/// A step of a loan between two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Step {
    /// A unit of ours is promised.
    Promise,
    /// We say no, or take a promise back.
    Decline,
    /// It leaves for the other node.
    Send,
    /// What we asked for has arrived.
    Receive,
    /// Its member has it now.
    Lend,
    /// Its member has brought it back.
    TakeBack,
    /// It leaves for its own node.
    Return,
    /// A unit of ours is back.
    CheckIn,
    /// What we asked for is not wanted any more.
    Cancel,
    /// People have talked about what the records do not agree on.
    Settle,
}

impl Step {
    /// Whether a courier takes something along now.
    pub(crate) fn needs_slip(self) -> bool {
        matches!(self, Self::Send | Self::Return)
    }
}

/// One step, with what is said beside it.
#[derive(Debug, Clone)]
pub(crate) struct StepAct<'a> {
    pub(crate) step: Step,
    pub(crate) node: NodeKey,
    pub(crate) request: InterloanId,
    pub(crate) unit: Option<Code>,
    pub(crate) condition: Option<Condition>,
    pub(crate) note: Option<&'a str>,
    pub(crate) outcome: Option<InterloanOutcome>,
    pub(crate) by: By,
}

/// Takes it.
pub(crate) fn step(desk: &mut Desk, around: &Around<'_>, act: &StepAct<'_>) -> Result<(), Refusal> {
    let &StepAct { node, request, unit, condition, note, by, .. } = act;
    let key = (node, request);
    match act.step {
        Step::Promise => drop(desk.promise(around, key, unit, by)?),
        Step::Decline => drop(desk.decline(around, key, note, by)?),
        Step::Send => drop(desk.send_away(around, key, unit, by)?),
        Step::Receive => drop(desk.receive_from(around, request, unit, condition, by)?),
        Step::Lend => drop(desk.lend_on(around, request, by)?),
        Step::TakeBack => drop(desk.take_back_from(around, request, condition, by)?),
        Step::Return => drop(desk.return_to(around, request, by)?),
        Step::CheckIn => drop(desk.check_in_from(around, key, unit, condition, by)?),
        Step::Cancel => drop(desk.cancel_asking(around, request, by)?),
        Step::Settle => {
            let outcome = act.outcome.ok_or(Refusal::Missing("how it ended"))?;
            desk.settle_between(around, key, outcome, note, by)?;
        }
    }
    Ok(())
}
