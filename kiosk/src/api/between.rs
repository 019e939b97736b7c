//! Loans between nodes: what our members asked others for, and what others asked us for.

use catalog::code::Code;
use catalog::event::InterloanOutcome;
use catalog::ids::{InterloanId, NodeKey, Slug};
use catalog::interloan::{Case, Stage, may_promise};
use catalog::record::Condition;
use desk::{Around, AskAct, Desk, MemberNumber};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DESK;
use super::ask::Ask;
use super::lines::{DoneLine, is_of, texts};
use super::loans::{LEND, SEE, short, whose};
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route, Verb, flag};
use super::waiting::wanted;
use crate::acts::between::{self, Step, StepAct};
use crate::app::App;
use crate::neighbours::Neighbours;

pub(super) const ROUTES: &[Route] = &[
    Route::get("/interloans", "listInterloans", Act::Among(interloans))
        .says("Loans between nodes")
        .about(
            "What one asked other nodes for; with the scope `desk` everything, also what others asked \
            us for.",
        )
        .needs(SEE)
        .query(&[flag("closed", "Those that are over, too.")])
        .paged()
        .gives::<Page<InterloanLine>>(),
    Route::post("/interloans", "askNode", LEND, Act::Among(ask_node))
        .says("Ask another node for something")
        .takes::<InterloanBody>()
        .gives::<InterloanLine>()
        .status(201),
    Route::get("/interloans/{node}/{request}", "getInterloan", Act::Among(interloan))
        .says("One loan between nodes")
        .needs(SEE)
        .gives::<InterloanLine>(),
    Route::post("/interloans/{node}/{request}", "cancelAsking", LEND, Act::Among(cancel))
        .with(Verb::Delete)
        .says("Not wanted any more")
        .gives::<DoneLine>(),
    Route::post("/interloans/{node}/{request}/steps", "stepInterloan", DESK, Act::Among(step))
        .says("A steward's next step")
        .about(
            "`promise`, `decline`, `send`, `check_in` for what others asked us for; `receive`, `lend`, \
            `take_back`, `return`, `cancel` for what we asked for; `settle` where the two records \
            differ.",
        )
        .takes::<StepBody>()
        .gives::<InterloanLine>(),
];

/// A loan between this node and another, from both records.
#[derive(Debug, Serialize, ToSchema)]
struct InterloanLine {
    /// Its name: the event with which it began.
    request: String,
    /// The other node.
    node: String,
    /// What people here call it.
    node_name: String,
    /// It asked us; else we asked it.
    theirs: bool,
    /// The title, by its name at the node that holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    /// What it was called when it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// Which of our members asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "412-907")]
    member: Option<String>,
    /// From then on nobody needs it any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    need_by: Option<String>,
    /// `asked`, `promised`, `on_the_way`, `arrived` …
    stage: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    /// Units of ours that could be promised now, best first.
    free: Vec<String>,
    /// When it is due back at its node.
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    /// When the member brings it back to us.
    #[serde(skip_serializing_if = "Option::is_none")]
    member_due: Option<String>,
    /// What the node that supplies said.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    /// On what the two records differ: `not-arrived`, `other-unit`, `late` …
    differences: Vec<String>,
}

impl InterloanLine {
    fn new(desk: &Desk, around: &Around<'_>, case: &Case<'_>) -> Self {
        let (asked, supplied) = (case.borrowed, case.supplied);
        let ours = asked.filter(|_| !case.is_theirs);
        let member = ours.and_then(|asked| desk.borrower_of(&asked.patron));
        let waits = asked.filter(|_| case.is_theirs && case.stage() == Stage::Asked);
        let free = waits.and_then(|asked| may_promise(desk.node(), asked, desk.now()).ok());
        let differences = case.differences(desk.today()).into_iter();
        Self {
            request: case.request.to_string(),
            node: case.peer.to_string(),
            node_name: around.name_of(case.peer),
            theirs: case.is_theirs,
            title: asked.map(|asked| asked.title.to_string()),
            name: asked.map(|asked| asked.name.to_string()),
            member: member.map(|member| member.number.to_string()),
            need_by: asked.and_then(|asked| asked.need_by).map(|day| day.to_string()),
            stage: case.stage().name().replace('-', "_"),
            unit: case.unit().map(|unit| unit.to_string()),
            free: texts(&free.unwrap_or_default()),
            due: case.due().map(|due| due.to_string()),
            member_due: ours.and_then(|asked| asked.member_due).map(|due| due.to_string()),
            note: supplied.and_then(|supplied| supplied.note.as_deref()).map(str::to_owned),
            differences: differences.map(|one| one.code().to_owned()).collect(),
        }
    }
}

/// Those that the caller may see.
fn seen<'n>(desk: &'n Desk, around: &Around<'n>, ask: &Ask) -> Result<Vec<Case<'n>>, Trouble> {
    let mut all = desk.asked(around);
    match whose(ask, None)? {
        None => all.extend(desk.asked_of_us(around)),
        own => {
            all.retain(|case| case.borrowed.is_some_and(|asked| is_of(desk, &asked.patron, own)));
        }
    }
    Ok(all)
}

fn around(known: &Neighbours) -> Result<Around<'_>, Trouble> {
    known.around().ok_or_else(Trouble::not_found)
}

fn interloans(_: &App, desk: &mut Desk, known: &Neighbours, ask: &Ask) -> Done {
    let closed = ask.flag("closed")?;
    // A node without a history asks nobody and is asked by nobody.
    let Ok(around) = around(known) else { return page(ask, Vec::<String>::new(), |_| None::<()>) };
    let mut all = seen(desk, &around, ask)?;
    let is_open =
        |case: &Case<'_>| case.stage().is_open() || !case.differences(desk.today()).is_empty();
    all.retain(|case| closed || is_open(case));
    let key = |case: &Case<'_>| format!("{}/{}", case.request, case.peer);
    page(ask, all.iter().map(key).collect(), |wanted: &String| {
        let case = all.iter().find(|case| key(case) == *wanted)?;
        Some(InterloanLine::new(desk, &around, case))
    })
}

/// A loan that the caller may see.
fn found<'n>(desk: &'n Desk, around: &Around<'n>, ask: &Ask) -> Result<Case<'n>, Trouble> {
    let key: (NodeKey, InterloanId) = (ask.param("node")?, ask.param("request")?);
    let mut all = seen(desk, around, ask)?.into_iter();
    all.find(|case| (case.peer, case.request) == key).ok_or_else(Trouble::not_found)
}

fn interloan(_: &App, desk: &mut Desk, known: &Neighbours, ask: &Ask) -> Done {
    let around = around(known)?;
    Answer::of(ask, &InterloanLine::new(desk, &around, &found(desk, &around, ask)?))
}

/// What is asked of whom.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InterloanBody {
    /// The identity of the node that holds it.
    #[schema(value_type = String)]
    node: NodeKey,
    /// A title, by its name over there …
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    title: Option<Slug>,
    /// … or this very unit.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    unit: Option<Code>,
    /// For whom: the key's own member when absent; anybody with the scope `desk`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    member: Option<MemberNumber>,
    /// From then on nobody needs it any more.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    need_by: Option<Date>,
}

fn ask_node(_: &App, desk: &mut Desk, known: &Neighbours, ask: &Ask) -> Done {
    let body: InterloanBody = ask.body()?;
    let around = around(known)?;
    let to = known.others.iter().find(|other| other.key == body.node);
    let to = to.ok_or_else(|| Trouble::unread("node", "this node is not followed here"))?;
    let act = AskAct {
        to,
        wanted: wanted(body.title, body.unit)?,
        member: ask.member(body.member)?,
        need_by: body.need_by,
        by: ask.by()?,
    };
    let request = desk.ask_node(&act)?;
    let all = desk.asked(&around);
    let case = all.iter().find(|case| case.request == request).ok_or_else(Trouble::not_found)?;
    let line = InterloanLine::new(desk, &around, case);
    Ok(Answer::of(ask, &line)?.at(format_args!("/interloans/{}/{request}", case.peer)))
}

fn cancel(_: &App, desk: &mut Desk, known: &Neighbours, ask: &Ask) -> Done {
    let around = around(known)?;
    let case = found(desk, &around, ask)?;
    if case.is_theirs {
        return Err(Trouble::not_found());
    }
    let request = case.request;
    let event = desk.cancel_asking(&around, request, ask.by()?)?;
    Answer::of(ask, &DoneLine::new(&event))
}

/// A step, with what is said beside it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepBody {
    step: Step,
    /// Which unit: for `promise`, `send`, `receive` and `check_in`, where it is not the known one.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    unit: Option<Code>,
    /// Its condition, for `receive`, `take_back` and `check_in`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    condition: Option<Condition>,
    /// Why, for `decline` and `settle`.
    note: Option<String>,
    /// For `settle`: `noted`, `lost` or `here`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    outcome: Option<InterloanOutcome>,
}

fn step(_: &App, desk: &mut Desk, known: &Neighbours, ask: &Ask) -> Done {
    let body: StepBody = ask.body()?;
    let around = around(known)?;
    let (node, request) = {
        let case = found(desk, &around, ask)?;
        (case.peer, case.request)
    };
    let note = short(body.note);
    let act = StepAct {
        step: body.step,
        node,
        request,
        unit: body.unit,
        condition: body.condition,
        note: note.as_deref(),
        outcome: body.outcome,
        by: ask.by()?,
    };
    between::step(desk, &around, &act)?;
    Answer::of(ask, &InterloanLine::new(desk, &around, &found(desk, &around, ask)?))
}
