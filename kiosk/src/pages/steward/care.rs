//! What has to be looked after: overdue, coming up, done.

use catalog::circulation::CareState;
use catalog::code::Code;
use catalog::fold::Custody;
use catalog::ids::Slug;
use desk::{By, CareLine, Desk};
use generator::view::{CardView, PlaceLink, Reading, number, words as text};
use serde_json::{Value, json};

use super::super::prefs;
use super::steward;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;
use crate::words;

/// Everything that is due or coming up.
pub(super) fn list(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let lines = desk.care_to_do();
    let (now, soon): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.care.overdue);
    let rows = |lines: Vec<&CareLine<'_>>| -> Vec<Value> {
        lines.into_iter().filter_map(|line| row(&desk, &reading, line)).collect()
    };
    Ok(Reply::page("kiosk/care.html", json!({ "now": rows(now), "soon": rows(soon) })))
}

/// One unit and one plan, as a steward sees it.
pub(super) fn row(desk: &Desk, reading: &Reading<'_>, line: &CareLine<'_>) -> Option<Value> {
    let view = desk.view(line.unit).ok()?;
    let place = match &view.state.custody {
        Custody::At(place) => Some(PlaceLink::new(reading, place).name),
        _ => None,
    };
    Some(json!({
        "card": CardView::new(reading, view.title),
        "code": line.unit.to_string(),
        "compact": line.unit.compact(),
        "plan": line.care.plan.plan,
        "name": line.care.plan.name,
        "how": line.care.plan.how,
        "why": why(reading, &line.care),
        "overdue": line.care.overdue,
        "blocks": line.care.plan.blocks,
        "place": place,
        "out": matches!(view.state.custody, Custody::Out(_)),
    }))
}

/// Why care is due, or when it will be.
pub(in crate::pages) fn why(reading: &Reading<'_>, care: &CareState<'_>) -> String {
    let plan = care.plan;
    if plan.after_each_loan && care.overdue {
        return reading.word("c-after-loan");
    }
    let by_date = care.due_on.map(|due| {
        let key = if due < reading.today { "c-since" } else { "c-until" };
        reading.text(key, &[("date", text(reading.near_date(due)))])
    });
    let by_use = care.uses_left.map(|left| {
        let left = usize::try_from(left).unwrap_or(usize::MAX);
        reading.text("c-uses-left", &[("n", number(left))])
    });
    let all: Vec<_> = by_date.into_iter().chain(by_use).collect();
    all.join(" · ")
}

/// It was done.
pub(super) fn done(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let unit: Code = visit.form.read("unit")?;
    let plan: Slug = visit.form.read("plan")?;
    let note = visit.form.get("note").map(|note| note.chars().take(500).collect::<String>());
    let mut desk = app.desk();
    let receipt = desk.care_done(unit, &plan, note.as_deref(), by)?;
    let reading = app.reading(&desk, &visit.lang);
    let said = match &receipt.destination {
        Some(to) => {
            let place = to.place().map(|slug| PlaceLink::new(&reading, slug).name);
            let place = place.unwrap_or_else(|| reading.word("k-the-desk"));
            words::destination(&reading, to, &place)
        }
        None => reading.word("k-noted"),
    };
    session.say(FlashTone::Yes, said);
    Ok(Reply::to(prefs::local(visit.form.get("back").or(Some("/kiosk/steward/care")))))
}
