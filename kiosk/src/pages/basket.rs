//! What was scanned: each thing is lent by the scan, and each line can be taken back.

use std::collections::BTreeSet;

use catalog::circulation::{Denial, Next, Overridable};
use catalog::code::Code;
use catalog::event::Due;
use catalog::ids::EventId;
use desk::{By, Desk, LendAct, Refusal};
use generator::view::{CardView, Reading, words as text};
use serde_json::{Value, json};

use super::returns::counted_name;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{Flash, FlashTone, Line, LineState, Session};
use crate::visit::Visit;
use crate::words;

/// What somebody says beside the scan.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wish {
    pub(crate) due: Option<Due>,
    pub(crate) accept: BTreeSet<String>,
    pub(crate) notice_read: bool,
    pub(crate) qty: u32,
    /// Why a steward lends against the rules.
    pub(crate) reason: Option<String>,
}

/// Remembers a thing that was scanned before a card.
pub(crate) fn wait(session: &mut Session, unit: Code) {
    if session.lines.len() < 40 && !session.lines.iter().any(|line| line.unit == unit) {
        session.lines.push(Line { unit, what: LineState::Waiting });
    }
}

/// Tries to lend a unit to the one who is signed in; the line says what came of it.
pub(crate) fn attempt(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    desk: &mut Desk,
    unit: Code,
    wish: &Wish,
) -> Result<(), Failure> {
    let signed_in = session.member.ok_or(Failure::SignIn)?;
    let member = session.instead.filter(|_| session.steward).unwrap_or(signed_in);
    let unit = desk.view(unit)?.unit.code;
    if already(session, unit) {
        let reading = app.reading(desk, &visit.lang);
        session.say(FlashTone::Neutral, reading.word("k-already-listed"));
        return Ok(());
    }
    let by = if session.steward { By::Steward(signed_in) } else { By::Member(signed_in) };
    let mut act = LendAct::new(unit, member, by);
    act.due = wish.due;
    act.qty = wish.qty.max(1);
    act.overrides.clone_from(&wish.accept);
    act.note.clone_from(&wish.reason);
    act.notice_ack = wish.notice_read;
    let what = match desk.may_lend(&act) {
        Ok(terms) if terms.needs_pin && !session.pin => LineState::NeedsPin,
        Ok(terms) if !wish.notice_read && (!terms.notice.is_empty() || terms.min_age.is_some()) => {
            LineState::Notice
        }
        Ok(_) => match desk.lend(&act) {
            Ok(receipt) => {
                session.did(receipt.event);
                LineState::Lent { event: receipt.event, due: receipt.terms.due }
            }
            Err(refusal) => denied(refusal)?,
        },
        Err(refusal) => denied(refusal)?,
    };
    tell(app, visit, session, desk, unit, &what);
    put_line(session, Line { unit, what });
    Ok(())
}

fn already(session: &Session, unit: Code) -> bool {
    let lent = |line: &&Line| matches!(line.what, LineState::Lent { .. });
    session.lines.iter().filter(lent).any(|line| line.unit == unit)
}

/// What the rules say becomes a line; what the disk says becomes a page.
fn denied(refusal: Refusal) -> Result<LineState, Failure> {
    match refusal {
        Refusal::Denied(denials) => Ok(match denials.as_slice() {
            [Denial::Yours { loan, due, .. }, ..] => LineState::Yours { loan: *loan, due: *due },
            _ => LineState::Denied(denials),
        }),
        other => Err(Failure::Refused(other)),
    }
}

/// The newest line comes first; a unit has one line.
fn put_line(session: &mut Session, line: Line) {
    session.lines.retain(|other| other.unit != line.unit);
    session.lines.insert(0, line);
    session.lines.truncate(60);
}

fn tell(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    desk: &Desk,
    unit: Code,
    what: &LineState,
) {
    let reading = app.reading(desk, &visit.lang);
    let name = name_of(&reading, unit);
    let flash = match what {
        LineState::Lent { event, due } => Flash {
            tone: FlashTone::Yes,
            text: reading
                .text("k-lent", &[("name", text(name)), ("due", text(words::due(&reading, *due)))]),
            undo: Some(*event),
        },
        LineState::Denied(denials) => {
            let text = words::denials(app, &reading, denials);
            Flash { tone: FlashTone::Look, text, undo: None }
        }
        LineState::Yours { .. } => {
            Flash { tone: FlashTone::Look, text: reading.word("k-yours"), undo: None }
        }
        LineState::NeedsPin => {
            Flash { tone: FlashTone::Look, text: reading.word("k-needs-pin"), undo: None }
        }
        LineState::Notice => {
            Flash { tone: FlashTone::Look, text: reading.word("k-read-notice"), undo: None }
        }
        LineState::Waiting | LineState::Undone => return,
    };
    session.flash = Some(flash);
}

pub(crate) fn name_of(reading: &Reading<'_>, unit: Code) -> String {
    let view = reading.node.unit(unit);
    view.map_or_else(|| unit.to_string(), |view| view.title.name.in_lang(reading.lang).to_owned())
}

/// The list.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    if session.member.is_none() && session.lines.is_empty() {
        return Ok(Reply::to("/kiosk"));
    }
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let lines: Vec<_> =
        session.lines.iter().map(|line| line_view(app, &reading, line, session.steward)).collect();
    let lent = |line: &&Line| matches!(line.what, LineState::Lent { .. });
    let dues: Vec<_> = session.lines.iter().filter(lent).filter_map(due_of).collect();
    let instead = session.instead.filter(|_| session.steward);
    let name = instead.and_then(|number| desk.members().get(number).ok()).map(|one| one.name);
    let others = match instead.or(session.member) {
        Some(number) => desk.things_of(number)?.loans.len().saturating_sub(dues.len()),
        None => 0,
    };
    Ok(Reply::page(
        "kiosk/basket.html",
        json!({
            "lines": lines,
            "lent": dues.len(),
            "first_due": dues.iter().min().map(|due| words::due(&reading, *due)),
            "last_due": dues.iter().max().map(|due| words::due(&reading, *due)),
            "others": others,
            "instead": name,
            "undo_minutes": desk::UNDO_MINUTES,
        }),
    ))
}

fn due_of(line: &Line) -> Option<Due> {
    match line.what {
        LineState::Lent { due, .. } => Some(due),
        _ => None,
    }
}

fn line_view(app: &App, reading: &Reading<'_>, line: &Line, steward: bool) -> Value {
    let Some(view) = reading.node.unit(line.unit) else { return json!({}) };
    let card = CardView::new(reading, view.title);
    let (state, says, actions) = match &line.what {
        LineState::Waiting => ("waiting", reading.word("k-waits-for-card"), vec![]),
        LineState::Undone => ("undone", reading.word("k-undone"), vec![]),
        LineState::NeedsPin => ("pin", reading.word("k-needs-pin"), vec![]),
        LineState::Notice => ("notice", reading.word("k-read-notice"), vec![]),
        LineState::Lent { due, .. } => {
            let due = text(words::due(reading, *due));
            ("lent", reading.text("k-back-by", &[("due", due)]), vec![])
        }
        LineState::Yours { due, .. } => {
            let due = text(words::due(reading, *due));
            ("yours", reading.text("k-yours-until", &[("due", due)]), vec![])
        }
        LineState::Denied(denials) => {
            let actions = denials.iter().flat_map(|d| actions(reading, view.title, d)).collect();
            ("no", words::denials(app, reading, denials), actions)
        }
    };
    let anyway = match &line.what {
        LineState::Denied(denials) if steward => overridden(denials),
        _ => Vec::new(),
    };
    let event = match &line.what {
        LineState::Lent { event, .. } => Some(*event),
        _ => None,
    };
    let loan = match &line.what {
        LineState::Yours { loan, .. } => Some(*loan),
        _ => None,
    };
    let gone = |name: &str| view.state.missing.iter().find(|part| *part.name == *name);
    let parts = view.title.parts_expected.iter().filter_map(|part| {
        let qty = part.qty.saturating_sub(gone(&part.name).map_or(0, |gone| gone.qty));
        (qty > 0).then(|| counted_name(&part.name, qty))
    });
    let missing: Vec<_> =
        view.state.missing.iter().map(|part| counted_name(&part.name, part.qty)).collect();
    json!({
        "card": card,
        "code": line.unit.to_string(),
        "compact": line.unit.compact(),
        "state": state,
        "says": says,
        "event": event,
        "loan": loan,
        "actions": actions,
        "anyway": anyway,
        "notice": view.title.checkout_notice.in_lang(reading.lang),
        "min_age": view.title.min_age,
        "circ_note": view.unit.circ_note,
        "parts": parts.collect::<Vec<_>>().join(", "),
        "missing": (!missing.is_empty()).then(|| {
            reading.text("k-not-with-it", &[("parts", text(missing.join(", ")))])
        }),
    })
}

/// The ways on that a member can take at the kiosk.
fn actions(reading: &Reading<'_>, title: &catalog::record::Title, denial: &Denial) -> Vec<Value> {
    let one = |next: &Next| match next {
        Next::ShorterLoan { due } => Some(json!({
            "do": "shorter", "due": due.to_string(),
            "label": reading.text("k-do-shorter", &[("due", text(words::due(reading, *due)))]),
        })),
        Next::TakeOther { unit } => Some(json!({
            "do": "other", "unit": unit.compact(),
            "label": reading.text("k-do-other", &[("code", text(unit.to_string()))]),
        })),
        Next::PlaceHold => Some(json!({
            "do": "hold", "title": title.slug.to_string(), "label": reading.word("k-do-hold"),
        })),
        Next::Return if matches!(denial, Denial::StillOut { may_take_over: true, .. }) => {
            Some(json!({
                "do": "accept", "accept": denial.code(), "label": reading.word("k-do-take-over"),
            }))
        }
        Next::Train { training } => Some(json!({
            "do": "go", "to": format!("/kiosk/trainings#{training}"),
            "label": reading.word("c-see-when"),
        })),
        Next::ReturnLate => {
            Some(json!({ "do": "go", "to": "/kiosk/me", "label": reading.word("k-do-see-late") }))
        }
        Next::Book => {
            let to = format!("/kiosk/book/{}", title.slug);
            Some(json!({ "do": "go", "to": to, "label": reading.word("k-do-book") }))
        }
        _ => None,
    };
    denial.next().iter().filter_map(one).take(2).collect()
}

/// Whether what is set aside is a member's own to set aside: everything else has a written reason.
fn is_members(session: &Session, unit: Code, accept: &BTreeSet<String>) -> bool {
    let line = session.lines.iter().find(|line| line.unit == unit);
    let denials = match line.map(|line| &line.what) {
        Some(LineState::Denied(denials)) => denials.as_slice(),
        _ => &[],
    };
    let own = |denial: &Denial| denial.overridable() == Overridable::Member;
    accept.iter().all(|code| denials.iter().any(|denial| denial.code() == code && own(denial)))
}

/// What a steward sets aside by lending anyway; none where nobody may.
fn overridden(denials: &[Denial]) -> Vec<&'static str> {
    if denials.iter().any(|denial| denial.overridable() == Overridable::Nobody) {
        return Vec::new();
    }
    denials.iter().map(Denial::code).collect()
}

/// A button on a line: shorter, taken over, notice read, so many of a lot.
pub(crate) fn lend(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let unit: Code = visit.form.read("unit")?;
    let due = visit.form.get("due").map(|due| due.parse().map_err(|_| Failure::BadForm("due")));
    let wish = Wish {
        due: due.transpose()?,
        accept: visit.form.all("accept").map(str::to_owned).take(8).collect(),
        notice_read: visit.form.has("notice"),
        qty: visit.form.get("qty").and_then(|n| n.parse().ok()).unwrap_or(1),
        reason: super::people::limited(visit.form.get("reason")),
    };
    let mut desk = app.desk();
    if session.steward && wish.reason.is_none() && !is_members(session, unit, &wish.accept) {
        session.say(FlashTone::Look, app.reading(&desk, &visit.lang).word("anyway-why"));
        return Ok(Reply::to("/kiosk/basket"));
    }
    if session.member.is_none() {
        wait(session, desk.view(unit)?.unit.code);
        return Ok(Reply::to("/kiosk/basket"));
    }
    attempt(app, visit, session, &mut desk, unit, &wish)?;
    Ok(Reply::to("/kiosk/basket"))
}

/// A line that was not lent leaves the list.
pub(crate) fn remove(_: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let unit: Code = visit.form.read("unit")?;
    session.lines.retain(|line| line.unit != unit || matches!(line.what, LineState::Lent { .. }));
    Ok(Reply::to("/kiosk/basket"))
}

/// Takes back what was just done: a loan, a return, a renewal, a place in the queue.
pub(crate) fn undo(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let event: EventId = visit.form.read("event")?;
    let mut desk = app.desk();
    take_back(session, &mut desk, event, visit.form.get("reason"))?;
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Undone, reading.word("k-undone"));
    let back = visit.form.get("back");
    Ok(Reply::to(super::prefs::local(back.or(Some("/kiosk/basket")))))
}

/// Takes one act back, in the name of whoever stands here.
pub(crate) fn take_back(
    session: &mut Session,
    desk: &mut Desk,
    event: EventId,
    reason: Option<&str>,
) -> Result<(), Failure> {
    let by = match (session.member, session.steward) {
        (Some(number), true) => By::Steward(number),
        (Some(number), false) => By::Member(number),
        (None, _) => By::Anyone,
    };
    desk.undo(event, reason, by)?;
    session.put = None;
    session.acts.retain(|act| *act != event);
    for line in &mut session.lines {
        if matches!(line.what, LineState::Lent { event: lent, .. } if lent == event) {
            line.what = LineState::Undone;
        }
    }
    Ok(())
}

/// “I'm done”. Nothing is left to confirm, and nothing of it stays on the screen.
pub(crate) fn done(_: &App, _: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    session.sign_out();
    Ok(Reply::to("/kiosk?bye=1"))
}

/// Where a page goes by itself when nobody touched it: the session has ended by then.
pub(crate) fn bye(_: &App, _: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    session.sign_out();
    Ok(Reply::to("/kiosk"))
}
