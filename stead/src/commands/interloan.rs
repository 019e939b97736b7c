//! `stead interloan`: lending between nodes, step by step.

use catalog::code::Code;
use catalog::event::InterloanOutcome;
use catalog::followed::Followed;
use catalog::ids::{InterloanId, NodeKey};
use catalog::interloan::{self, Case, Stage};
use catalog::record::Condition;
use desk::{Around, By, Desk};
use serde_json::{Value, json};
use sync::Repo;

use crate::answer::Answer;
use crate::context::Context;
use crate::followed;
use crate::node::{Acting, Reading};
use crate::report::Report;

/// Lending between nodes: what we asked others for, what they asked us for
///
/// Each node records only what happened at its own desk; requests and answers travel with the news, by
/// network, hub or stick, and the thing with whoever goes that way. `stead hold place <title> --from
/// <name>` asks for something.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Interloan {
    /// List requests, ours and theirs, with where each stands
    List(List),
    /// Promise a unit of ours for a request of another node
    Promise(Answered),
    /// Say no, or take a promise back
    Decline(Declined),
    /// A promised unit leaves with a courier
    Send(Answered),
    /// What we asked for has arrived
    Receive(Arrived),
    /// The member takes it along
    Lend(Request),
    /// The member has brought it back
    TakeBack(Arrived),
    /// It leaves for its own node
    Return(Request),
    /// A unit of ours came back
    CheckIn(Arrived),
    /// Not wanted any more
    Cancel(Request),
    /// People have talked about what the two records do not agree on
    Settle(Settle),
}

#[derive(Debug, clap::Args)]
pub(crate) struct List {
    /// Show those that are over as well
    #[arg(long)]
    all: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Request {
    /// The request (`stead interloan list` shows it)
    request: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Answered {
    /// The request (`stead interloan list` shows it)
    request: String,
    /// This unit [default: the first that is free, or the promised one]
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Declined {
    /// The request
    request: String,
    /// Why, in words that everybody may read
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Arrived {
    /// The request
    request: String,
    /// What stands on its label [default: the unit that was sent]
    #[arg(long, value_name = "CODE")]
    unit: Option<String>,
    /// Its condition
    #[arg(long, value_name = "WORD")]
    condition: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Settle {
    /// The request
    request: String,
    /// What they found
    #[arg(long, value_enum)]
    outcome: Outcome,
    /// More, in words that everybody may read
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// What people found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Outcome {
    /// The records stand as they are
    Noted,
    /// It is lost
    Lost,
    /// It is here after all
    Here,
}

impl From<Outcome> for InterloanOutcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Noted => Self::Noted,
            Outcome::Lost => Self::Lost,
            Outcome::Here => Self::Here,
        }
    }
}

pub(crate) fn run(args: &Interloan, cx: &mut Context) -> Result<Answer, Report> {
    let by = By::Terminal;
    match args {
        Interloan::List(args) => list(args, cx),
        Interloan::Promise(args) => step(cx, "promise", &args.request, |desk, at| {
            let unit = unit_here(desk, args.unit.as_deref())?;
            let (unit, until) = desk.promise(&at.around, at.theirs(desk)?, unit, by)?;
            Ok(format!("{unit} is set aside until {until}."))
        }),
        Interloan::Decline(args) => step(cx, "decline", &args.request, |desk, at| {
            desk.decline(&at.around, at.theirs(desk)?, args.note.as_deref(), by)?;
            Ok("They will hear of it with the next news.".into())
        }),
        Interloan::Send(args) => step(cx, "send", &args.request, |desk, at| {
            let unit = unit_here(desk, args.unit.as_deref())?;
            let (unit, due) = desk.send_away(&at.around, at.theirs(desk)?, unit, by)?;
            Ok(format!("{unit} is on its way, due back {due}."))
        }),
        Interloan::Receive(args) => step(cx, "receive", &args.request, |desk, at| {
            let (unit, condition) = (code(args.unit.as_deref())?, condition(args)?);
            desk.receive_from(&at.around, at.request, unit, condition, by)?;
            Ok("It is here. The member can have it.".into())
        }),
        Interloan::Lend(_) | Interloan::Return(_) | Interloan::Cancel(_) => simple(args, cx),
        Interloan::TakeBack(args) => step(cx, "take-back", &args.request, |desk, at| {
            desk.take_back_from(&at.around, at.request, condition(args)?, by)?;
            Ok("It is back at this desk, and has to go home.".into())
        }),
        Interloan::CheckIn(args) => step(cx, "check-in", &args.request, |desk, at| {
            let unit = unit_here(desk, args.unit.as_deref())?;
            let (their, condition) = (at.theirs(desk)?, condition(args)?);
            desk.check_in_from(&at.around, their, unit, condition, by)?;
            Ok("It is home again.".into())
        }),
        Interloan::Settle(args) => step(cx, "settle", &args.request, |desk, at| {
            let (key, outcome) = (at.any(desk)?, args.outcome.into());
            desk.settle_between(&at.around, key, outcome, args.note.as_deref(), by)?;
            Ok("It is written down.".into())
        }),
    }
}

/// Steps that need no more than the request.
fn simple(args: &Interloan, cx: &mut Context) -> Result<Answer, Report> {
    let by = By::Terminal;
    match args {
        Interloan::Lend(args) => step(cx, "lend", &args.request, |desk, at| {
            let due = desk.lend_on(&at.around, at.request, by)?;
            Ok(format!("The member has it until {due}."))
        }),
        Interloan::Return(args) => step(cx, "return", &args.request, |desk, at| {
            desk.return_to(&at.around, at.request, by)?;
            Ok("It is on its way home.".into())
        }),
        Interloan::Cancel(args) => step(cx, "cancel", &args.request, |desk, at| {
            desk.cancel_asking(&at.around, at.request, by)?;
            Ok("The request is taken back.".into())
        }),
        _ => list(&List { all: false }, cx),
    }
}

/// The other nodes, and the request that a step is about.
struct At<'a> {
    around: Around<'a>,
    request: InterloanId,
}

impl At<'_> {
    /// A request of another node, with that node.
    fn theirs(&self, desk: &Desk) -> Result<(NodeKey, InterloanId), Report> {
        self.among(&desk.asked_of_us(&self.around))
    }

    /// A request of ours or of another node.
    fn any(&self, desk: &Desk) -> Result<(NodeKey, InterloanId), Report> {
        let ours = self.among(&desk.asked(&self.around));
        ours.or_else(|_| self.theirs(desk))
    }

    fn among(&self, cases: &[Case<'_>]) -> Result<(NodeKey, InterloanId), Report> {
        let found = cases.iter().find(|case| case.request == self.request);
        found.map(|case| (case.peer, case.request)).ok_or_else(|| {
            Report::request("no-request", format!("no request is called `{}`", self.request))
                .hint("`stead interloan list` shows them; news of a new one may not have come yet")
        })
    }
}

fn step(
    cx: &mut Context,
    name: &str,
    request: &str,
    act: impl FnOnce(&mut Desk, &At<'_>) -> Result<String, Report>,
) -> Result<Answer, Report> {
    let request = InterloanId(super::undo::event_id(request)?);
    let mut acting = Acting::open(cx, &format!("stead interloan {name}"))?;
    let repo = Repo::open(acting.desk.folder())?;
    let me = repo.node_id()?.into();
    let others = followed::all(&repo, &acting.desk.node().documents.node)?;
    let at = At { around: Around { me, others: &others }, request };
    let said = act(&mut acting.desk, &at)?;
    acting.commit(cx, &format!("interloan: {name} {request}"));
    let stage = stage_of(&acting.desk, &at);
    Ok(Answer::new(json!({ "request": request, "stage": stage }), format!("{said}\n")))
}

fn stage_of(desk: &Desk, at: &At<'_>) -> Option<Stage> {
    let mut cases = desk.asked(&at.around);
    cases.extend(desk.asked_of_us(&at.around));
    cases.iter().find(|case| case.request == at.request).map(Case::stage)
}

fn code(text: Option<&str>) -> Result<Option<Code>, Report> {
    let read = |text: &str| {
        Code::from_scan(text).map_err(|error| Report::request("code", format!("`{text}` {error}")))
    };
    text.map(read).transpose()
}

fn unit_here(desk: &Desk, text: Option<&str>) -> Result<Option<Code>, Report> {
    text.map(|text| crate::node::unit(desk.node(), text)).transpose()
}

fn condition(args: &Arrived) -> Result<Option<Condition>, Report> {
    args.condition.as_deref().map(super::loan::condition).transpose()
}

fn list(args: &List, cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let repo = Repo::open(&reading.root)?;
    let me: NodeKey = repo.node_id()?.into();
    let others = followed::all(&repo, &reading.node.documents.node)?;
    let peers: Vec<_> = others.iter().map(Followed::peer).collect();
    let members = reading.members(cx)?;
    let around = Around { me, others: &others };
    let (mut text, mut all) = (String::new(), Vec::new());
    let ours = interloan::ours(&reading.node, me, &peers);
    for case in ours.into_iter().chain(interloan::theirs(&reading.node, me, &peers)) {
        let (stage, differences) = (case.stage(), case.differences(reading.today()));
        if !(args.all || stage.is_open() || !differences.is_empty()) {
            continue;
        }
        let name = case.borrowed.map_or("?", |borrowed| &borrowed.name);
        let peer = around.name_of(case.peer);
        let way = if case.is_theirs { "asks us for" } else { "was asked for" };
        let words = stage.name().replace('-', " ");
        text.push_str(&format!("{:<12} {words:<11} {peer} {way} {name}", case.request.to_string()));
        text.push_str(&case.unit().map(|unit| format!(" ({unit})")).unwrap_or_default());
        text.push_str(&case.due().map(|due| format!(", due {due}")).unwrap_or_default());
        text.push('\n');
        for difference in &differences {
            text.push_str(&format!("             {}\n", difference.sentence()));
        }
        let member = case.borrowed.filter(|_| !case.is_theirs).and_then(|borrowed| {
            members.as_ref().and_then(|members| members.secret().unseal(&borrowed.patron))
        });
        all.push(json!({
            "request": case.request, "node": case.peer, "name": peer, "theirs": case.is_theirs,
            "title": case.borrowed.map(|borrowed| &borrowed.title), "called": name,
            "stage": stage, "unit": case.unit(), "due": case.due(), "member": member,
            "differences": differences,
        }));
    }
    if all.is_empty() {
        text.push_str("Nothing is on its way between this node and others.\n");
    }
    Ok(Answer::new(Value::Array(all), text))
}
