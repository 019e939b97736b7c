//! Returning: no card, three words for the condition, and then the place, spoken large.

use catalog::circulation::{Calendar, Destination};
use catalog::code::Code;
use catalog::event::{PartCount, PartGone, PartSaid, Wall};
use catalog::fold::{Loan, MissingPart, UnitState};
use catalog::record::{Condition, Title, UnitKind};
use desk::{By, Desk, ReturnAct};
use generator::view::{CardView, PlaceLink, Reading, UnitView, words as text};
use jiff::ToSpan;
use serde_json::{Value, json};

use super::basket::name_of;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, LineState, Session};
use crate::visit::Visit;
use crate::words;

/// The longest note that is kept.
const LONGEST_NOTE: usize = 500;

/// The tile “Return”, for people who have not scanned anything yet.
pub(crate) fn ready(_: &App, _: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    Ok(Reply::page("kiosk/return-ready.html", json!({})))
}

/// How is it? Is it all there?
pub(crate) fn form(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let code: Code = visit.param("code")?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let view = desk.view(code)?;
    let loan = desk.node().state.open_loans_of(view.unit.code).last();
    let out = loan.is_some();
    let own = loan.filter(|loan| loan.unit == view.unit.code);
    let kit = loan.filter(|loan| loan.unit != view.unit.code).map(
        |loan| json!({ "name": name_of(&reading, loan.unit), "compact": loan.unit.compact() }),
    );
    Ok(Reply::page(
        "kiosk/return.html",
        json!({
            "unit": UnitView::new(&reading, view.unit),
            "card": CardView::new(&reading, view.title),
            "parts": parts(&reading, view.title, view.state),
            "lines": own.map(|loan| lines(&reading, loan)).unwrap_or_default(),
            "kit": kit,
            "most": own.filter(|_| view.unit.kind == UnitKind::Stock).map_or(1, |loan| loan.qty),
            "out": out,
            "circ_note": view.unit.circ_note,
            "drop_box": session.steward && out,
        }),
    ))
}

/// When the door was closed for the last time before now: nobody has seen since what lay in the drop
/// box.
pub(crate) fn last_closing(desk: &Desk) -> Option<Wall> {
    let (calendar, now) = (Calendar::of(&desk.node().documents.node), desk.now());
    let today = calendar.today(now);
    let mut days = (0..400).filter_map(|n| today.checked_sub(n.days()).ok());
    let closing = days.find_map(|day| {
        let closings = calendar.hours(day).into_iter().map(|(_, to)| day.to_datetime(to));
        closings.map(|at| calendar.moment(at)).filter(|at| *at <= now).max()
    });
    closing.map(|at| calendar.wall(at))
}

/// What went out with a kit and is still out.
fn lines(reading: &Reading<'_>, loan: &Loan) -> Vec<Value> {
    let out = loan.lines.iter().filter(|line| line.1.is_none()).map(|line| line.0);
    out.map(|code| {
        json!({
            "code": code.to_string(),
            "compact": code.compact(),
            "name": name_of(reading, code),
        })
    })
    .collect()
}

fn parts(reading: &Reading<'_>, title: &Title, state: &UnitState) -> Vec<Value> {
    let parts = title.parts_expected.iter().enumerate();
    parts
        .map(|(at, part)| {
            let missing = state.missing.iter().find(|missing| *missing.name == *part.name);
            json!({
                "id": at,
                "name": counted_name(&part.name, part.qty),
                "required": part.required,
                "since": missing.map(|missing| reading.near_date(missing.since.date())),
            })
        })
        .collect()
}

/// `2 × battery`
pub(super) fn counted_name(name: &str, qty: u32) -> String {
    match qty {
        1 => name.to_owned(),
        n => format!("{n} × {name}"),
    }
}

/// What was said of the parts that were not ticked.
fn said(title: &Title, visit: &Visit) -> Result<Vec<PartSaid>, Failure> {
    let parts = title.parts_expected.iter().enumerate().filter(|(_, part)| part.required);
    let said = parts.filter_map(|(at, part)| {
        let gone = match visit.form.get(&format!("gone-{at}"))? {
            "later" => Ok(PartGone::Later),
            "lost" => Ok(PartGone::Lost),
            "before" => Ok(PartGone::Before),
            _ => Err(Failure::BadForm("gone")),
        };
        Some(gone.map(|gone| PartSaid { name: part.name.as_str().into(), gone }))
    });
    said.collect()
}

/// Takes it back.
pub(crate) fn take(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let code: Code = visit.param("code")?;
    let mut desk = app.desk();
    let by = match session.member {
        Some(number) if session.steward => By::Steward(number),
        _ => By::Anyone,
    };
    let title = desk.view(code)?.title;
    let photo = super::photos::read(visit);
    let mut act = ReturnAct::new(code, by);
    act.condition = condition(visit.form.get("condition"))?;
    act.parts_in = counted(title, visit);
    act.parts_said = said(title, visit)?;
    act.note = visit.form.get("note").map(|note| note.chars().take(LONGEST_NOTE).collect());
    act.qty = visit.form.get("qty").and_then(|qty| qty.parse().ok());
    if session.steward && visit.form.has("drop_box") {
        act.effective = last_closing(&desk);
    }
    if visit.form.has("kit") {
        let lines: Vec<Code> = visit.form.all("line").filter_map(|c| c.parse().ok()).collect();
        if lines.is_empty() {
            let reading = app.reading(&desk, &visit.lang);
            session.say(FlashTone::Look, reading.word("f-kit-nothing"));
            return Ok(Reply::to(visit.path.clone()));
        }
        act.lines = Some(lines);
    }
    if photo.is_some() && act.note.is_none() {
        // A picture says that there is something to see, even where nobody wrote a word.
        act.condition = act.condition.or(Some(Condition::Worn));
    }
    let receipt = desk.take_back(&act)?;
    session.did(receipt.event);
    forget_line(session, receipt.unit);
    let reading = app.reading(&desk, &visit.lang);
    let name = name_of(&reading, receipt.unit);
    let said = reading.text("k-returned", &[("name", text(name))]);
    drop(desk);
    let kept = super::photos::keep_for_repair(app, visit, photo, receipt.unit, receipt.event);
    session.put_photo = kept == Ok(true);
    match kept {
        Err(sentence) => session.say(FlashTone::Look, sentence),
        Ok(_) => session.say(FlashTone::Yes, said),
    }
    session.put = Some(receipt);
    Ok(Reply::to("/kiosk/put"))
}

/// A thing that was lent in this session and came back is no longer in the list.
fn forget_line(session: &mut Session, unit: Code) {
    session.lines.retain(|line| {
        line.unit != unit || !matches!(line.what, LineState::Lent { .. } | LineState::Yours { .. })
    });
}

fn condition(value: Option<&str>) -> Result<Option<Condition>, Failure> {
    match value {
        None | Some("good") => Ok(None),
        Some("small") => Ok(Some(Condition::Worn)),
        Some("broken") => Ok(Some(Condition::Unsafe)),
        Some(_) => Err(Failure::BadForm("condition")),
    }
}

/// The parts that were ticked; nothing was counted where the form had no list.
fn counted(title: &Title, visit: &Visit) -> Option<Vec<PartCount>> {
    if title.parts_expected.is_empty() || !visit.form.has("counted") {
        return None;
    }
    let ticked: Vec<usize> = visit.form.all("part").filter_map(|id| id.parse().ok()).collect();
    let parts = title.parts_expected.iter().enumerate().filter(|(at, _)| ticked.contains(at));
    Some(
        parts
            .map(|(_, part)| PartCount { name: part.name.as_str().into(), qty: part.qty })
            .collect(),
    )
}

/// Where to put it, for whoever stands there with the thing in hand.
pub(crate) fn put(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let Some(receipt) = session.put.clone() else { return Ok(Reply::to("/kiosk")) };
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let unit = desk.view(receipt.unit)?;
    let place = place_name(&reading, &desk, &receipt.destination);
    let within = receipt.destination.place().map(|slug| PlaceLink::new(&reading, slug).within);
    let note = receipt.destination.place().and_then(|slug| {
        let place = desk.node().documents.places.get(slug)?;
        Some(place.note.in_lang(&visit.lang)).filter(|note| !note.is_empty())
    });
    Ok(Reply::page(
        "kiosk/put.html",
        json!({
            "card": CardView::new(&reading, unit.title),
            "code": receipt.unit.to_string(),
            "sentence": words::destination(&reading, &receipt.destination, &place),
            "place": place,
            "within": within.unwrap_or_default(),
            "note": note,
            "kind": receipt.destination.key(),
            "was_out": receipt.loan.is_some(),
            "found": receipt.found,
            "missing": missing(&reading, &receipt, unit.state),
            "left": left(&desk, &reading, &receipt),
            "kept": session.put_photo,
            "event": can_undo(&receipt.destination).then_some(receipt.event),
            "signed_in": session.member.is_some(),
        }),
    ))
}

/// What did not come back with it: a sentence for each of what people can say of it.
fn missing(reading: &Reading<'_>, receipt: &desk::ReturnReceipt, state: &UnitState) -> Vec<String> {
    let counted = |part: &&MissingPart| receipt.missing.iter().any(|one| one.name == part.name);
    let before = |part: &MissingPart| part.loan != receipt.loan || part.loan.is_none();
    let parts: Vec<_> = state.missing.iter().filter(counted).collect();
    let sorted = [
        ("k-missing-before", parts.iter().filter(|part| before(part)).collect::<Vec<_>>()),
        ("k-missing-lost", of(&parts, &before, |gone| gone == Some(PartGone::Lost))),
        ("k-missing-parts", of(&parts, &before, |gone| gone != Some(PartGone::Lost))),
    ];
    let said = sorted.iter().filter(|(_, parts)| !parts.is_empty()).map(|(key, parts)| {
        let names = parts.iter().map(|part| counted_name(&part.name, part.qty));
        reading.text(key, &[("parts", text(names.collect::<Vec<_>>().join(", ")))])
    });
    said.collect()
}

/// Those that did not come back from this loan, and of which this was said.
fn of<'p, 's>(
    parts: &'p [&'s MissingPart],
    before: &dyn Fn(&MissingPart) -> bool,
    said: fn(Option<PartGone>) -> bool,
) -> Vec<&'p &'s MissingPart> {
    parts.iter().filter(|part| !before(part) && said(part.gone)).collect()
}

/// What went out together with the thing and is still out.
fn left(desk: &Desk, reading: &Reading<'_>, receipt: &desk::ReturnReceipt) -> String {
    let loan = receipt.loan.and_then(|loan| desk.node().state.loans.get(&loan));
    let Some(loan) = loan.filter(|loan| loan.is_open()) else { return String::new() };
    let lines = loan.lines.iter().filter(|line| line.1.is_none());
    lines.map(|line| name_of(reading, line.0)).collect::<Vec<_>>().join(", ")
}

/// What a steward has to look at is settled by them.
fn can_undo(to: &Destination) -> bool {
    !matches!(to, Destination::Steward { .. })
}

fn place_name(reading: &Reading<'_>, desk: &Desk, to: &Destination) -> String {
    match to.place() {
        Some(slug) => PlaceLink::new(reading, slug).name,
        None if matches!(
            to,
            Destination::HoldShelf { .. }
                | Destination::Reserved { .. }
                | Destination::SetAside { .. }
        ) =>
        {
            reading.word("k-behind-the-desk")
        }
        None => {
            let name = desk.place_name(to);
            if reading.lang.starts_with("en") { name } else { reading.word("k-the-desk") }
        }
    }
}
