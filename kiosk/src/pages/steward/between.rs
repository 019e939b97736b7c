//! Lending between nodes: what others asked us for, what we asked others for, each with the step that
//! comes next; what the two records do not agree on; the slip that goes with the courier.

use catalog::code::Code;
use catalog::followed::Followed;
use catalog::ids::{InterloanId, NodeKey};
use catalog::interloan::{Case, Stage, may_promise};
use desk::{Around, By, Desk};
use generator::qr;
use generator::view::{Reading, number, words as text};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::super::elsewhere::{age, stage_words};
use super::{name, steward};
use crate::acts::between::{self as acts, Step, StepAct};
use crate::app::App;
use crate::neighbours::Neighbours;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;
use crate::words;

/// Loans that are over and still shown, the newest first.
const PAST: usize = 8;

/// Both lists.
pub(crate) fn list(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let known = app.neighbours();
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let (mut theirs, mut ours, mut past) = (Vec::new(), Vec::new(), Vec::new());
    if let Some(around) = known.around() {
        let view = |case: &Case<'_>| row(&desk, &reading, &around, visit, case);
        for case in desk.asked_of_us(&around) {
            let open = is_open(&desk, &case);
            if open { theirs.push(view(&case)) } else { past.push((since(&case), view(&case))) }
        }
        for case in desk.asked(&around) {
            let open = is_open(&desk, &case);
            if open { ours.push(view(&case)) } else { past.push((since(&case), view(&case))) }
        }
    }
    past.sort_by_key(|one| std::cmp::Reverse(one.0));
    let past: Vec<_> = past.into_iter().take(PAST).map(|(_, view)| view).collect();
    Ok(Reply::page(
        "kiosk/between.html",
        json!({ "theirs": theirs, "ours": ours, "past": past, "nodes": known.others.len() }),
    ))
}

fn since(case: &Case<'_>) -> Option<jiff::Timestamp> {
    let here = case.borrowed.map(|borrowed| borrowed.since.timestamp());
    here.max(case.supplied.map(|supplied| supplied.since.timestamp()))
}

fn is_open(desk: &Desk, case: &Case<'_>) -> bool {
    case.stage().is_open() || !case.differences(desk.today()).is_empty()
}

fn other<'n>(around: &Around<'n>, key: NodeKey) -> Option<&'n Followed> {
    around.others.iter().find(|other| other.key == key)
}

fn row(
    desk: &Desk,
    reading: &Reading<'_>,
    around: &Around<'_>,
    visit: &Visit,
    case: &Case<'_>,
) -> Value {
    let stage = case.stage();
    let asked = case.borrowed.filter(|_| case.is_theirs);
    let title = asked.and_then(|asked| desk.node().documents.titles.get(&asked.title));
    let named = case.borrowed.map(|asked| asked.name.to_string());
    let unit_title = case.unit().filter(|_| case.is_theirs).and_then(|unit| desk.node().unit(unit));
    let title = title.or(unit_title.map(|view| view.title));
    let called = title.map(|title| title.name.in_lang(reading.lang).to_owned()).or(named);
    let due = case.due().filter(|_| stage.is_open());
    let free = case.borrowed.filter(|_| case.is_theirs && stage == Stage::Asked);
    let free = free.map(|asked| may_promise(desk.node(), asked, visit.now));
    let differences = case.differences(desk.today()).into_iter().map(|difference| {
        let data = difference.data();
        let args: Vec<_> = data
            .iter()
            .map(|(key, value)| {
                let value = value.parse().map_or_else(|_| text(value), number);
                (*key, value)
            })
            .collect();
        reading.text(&format!("between-differs-{}", difference.code()), &args)
    });
    json!({
        "request": case.request,
        "node": case.peer,
        "at": around.name_of(case.peer),
        "news": other(around, case.peer).map(|other| age(reading, other, visit.now)),
        "theirs": case.is_theirs,
        "name": called.unwrap_or_else(|| case.request.to_string()),
        "stage": stage.name(),
        "says": stage_words(reading, stage),
        "unit": case.unit().map(|unit| unit.to_string()),
        "due": due.map(|due| words::due(reading, due)),
        "who": case.borrowed.filter(|_| !case.is_theirs)
            .map(|asked| name(desk, reading, &asked.patron)),
        "need_by": case.borrowed.and_then(|asked| asked.need_by)
            .map(|day| reading.calendar().weekday_short(day)),
        "until": case.supplied.and_then(|supplied| supplied.until)
            .filter(|_| stage == Stage::Promised).map(|day| reading.calendar().weekday_short(day)),
        "free": free.as_ref().and_then(|free| free.as_ref().ok()).map(|free| {
            free.iter().take(6).map(ToString::to_string).collect::<Vec<_>>()
        }),
        "why_not": free.and_then(Result::err).map(|denied| {
            super::super::shell::denied_between(reading, &denied)
        }),
        "differences": differences.collect::<Vec<_>>(),
        "since": since(case).map(|at| reading.near_date(desk.zone().to_datetime(at).date())),
    })
}

/// A step.
pub(crate) fn step(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let known = app.neighbours();
    let around = known.around().ok_or(Failure::NotFound)?;
    let step: Step = word(visit, "do").ok_or(Failure::BadForm("do"))?;
    let request: InterloanId = visit.form.read("request")?;
    let node: NodeKey = visit.form.read("node")?;
    let scanned = visit.form.get("unit");
    let unit = scanned.map(|text| Code::from_scan(text).map_err(|_| Failure::BadForm("unit")));
    let act = StepAct {
        step,
        node,
        request,
        unit: unit.transpose()?,
        condition: word(visit, "condition"),
        note: visit.form.get("note"),
        outcome: word(visit, "outcome"),
        by,
    };
    let mut desk = app.desk();
    acts::step(&mut desk, &around, &act)?;
    let slip = step.needs_slip();
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.word("k-noted"));
    let to = if slip { format!("/kiosk/steward/slip/{node}/{request}") } else { HERE.to_owned() };
    Ok(Reply::to(to))
}

const HERE: &str = "/kiosk/steward/between";

fn word<T: DeserializeOwned>(visit: &Visit, name: &str) -> Option<T> {
    let word = visit.form.get(name)?;
    serde_json::from_value(Value::String(word.to_owned())).ok()
}

/// The slip for the courier: what, from where, to where, and the codes to scan at both ends.
pub(crate) fn slip(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let node: NodeKey = visit.param("node")?;
    let request: InterloanId = visit.param("request")?;
    let known = app.neighbours();
    let around = known.around().ok_or(Failure::NotFound)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let mut all = desk.asked_of_us(&around);
    all.extend(desk.asked(&around));
    let case = all.iter().find(|case| (case.peer, case.request) == (node, request));
    let case = case.ok_or(Failure::NotFound)?;
    let view = row(&desk, &reading, &around, visit, case);
    let unit = case.unit().map(Code::compact);
    let code = unit.as_deref().and_then(qr::symbol);
    let here = &desk.node().documents.node;
    let ours = json!({ "name": here.name.in_lang(&visit.lang), "address": here.address });
    let their = other(&around, node);
    let there = their.map(|other| &other.node.documents.node);
    let theirs = json!({
        "name": around.name_of(node),
        "calls_itself": their.and_then(Followed::calls_itself),
        "address": there.and_then(|there| there.address.clone()),
        "phone": there.and_then(|there| there.phone.clone()),
    });
    let context = json!({
        "case": view, "from": ours, "to": theirs,
        "code": code.map(|code| json!({ "size": code.size, "path": code.path })),
        "today": reading.calendar().long(desk.today()),
    });
    Ok(Reply::page("kiosk/slip.html", context))
}

/// How many things a steward has to do between nodes today: requests to answer, things to send or to
/// send back, records that differ.
pub(crate) fn to_do(desk: &Desk, known: &Neighbours) -> usize {
    let Some(around) = known.around() else { return 0 };
    let today = desk.today();
    let theirs = desk.asked_of_us(&around).into_iter().filter(|case| {
        let waits = matches!(case.stage(), Stage::Asked | Stage::Promised);
        waits || !case.differences(today).is_empty()
    });
    let ours = desk.asked(&around).into_iter().filter(|case| {
        let waits = matches!(case.stage(), Stage::Arrived | Stage::ToReturn);
        waits || !case.differences(today).is_empty()
    });
    theirs.count() + ours.count()
}
