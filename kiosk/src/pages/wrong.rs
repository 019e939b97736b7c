//! “Something is wrong”: anybody may say so, nobody is blamed.

use catalog::code::Code;
use catalog::event::LabelAction;
use catalog::record::Condition;
use desk::By;
use generator::view::{CardView, UnitView};
use serde_json::json;

use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

/// What is it?
pub(crate) fn form(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let code: Code = visit.param("code")?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let view = desk.view(code)?;
    let unit = UnitView::new(&reading, view.unit);
    let card = CardView::new(&reading, view.title);
    let (steward, doubled) = (session.steward, view.state.flags.label_problem);
    let context = json!({ "unit": unit, "card": card, "steward": steward, "doubled": doubled });
    Ok(Reply::page("kiosk/wrong.html", context))
}

/// The label is on two things: one of them gets a label of its own, to be printed and registered; all
/// that is recorded stays with the other. Or: that has been done.
pub(crate) fn label(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(super::steward::steward(session)?);
    let code: Code = visit.param("code")?;
    let mut desk = app.desk();
    let (key, to) = match visit.form.get("do") {
        Some("doubled") => {
            desk.label(code, LabelAction::Duplicate, None, by)?;
            let new = desk.fresh_code()?;
            desk.queue_labels(&[new])?;
            ("w-doubled-now", format!("/kiosk/steward/register?code={}", new.compact()))
        }
        Some("settled") => {
            desk.label(code, LabelAction::Settle, None, by)?;
            ("k-noted", format!("/I/{}", code.compact()))
        }
        _ => return Err(Failure::BadForm("do")),
    };
    let said = app.reading(&desk, &visit.lang).word(key);
    session.say(FlashTone::Yes, said);
    Ok(Reply::to(to))
}

/// Writes it down; unsafe things leave the shelf at once.
pub(crate) fn report(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let code: Code = visit.param("code")?;
    let condition = match visit.form.get("condition") {
        Some("small") | None => Condition::Worn,
        Some("damaged") => Condition::Damaged,
        Some("unsafe") => Condition::Unsafe,
        Some(_) => return Err(Failure::BadForm("condition")),
    };
    let mut desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let said = visit.form.get("note").map(|note| note.chars().take(500).collect::<String>());
    let note = said.unwrap_or_else(|| reading.word("k-wrong-no-words"));
    let by = match session.member {
        Some(number) if session.steward => By::Steward(number),
        Some(number) => By::Member(number),
        None => By::Anyone,
    };
    let slug = desk.view(code)?.title.slug.clone();
    let photo = super::photos::read(visit);
    let receipt = desk.report_damage(code, &note, condition, by)?;
    let reading = app.reading(&desk, &visit.lang);
    let key = if receipt.out_of_service { "k-wrong-off-shelf" } else { "k-wrong-noted" };
    session.say(FlashTone::Yes, reading.word(key));
    drop(desk);
    if let Err(said) = super::photos::keep_for_repair(app, visit, photo, code, receipt.event) {
        session.say(FlashTone::Look, said);
    }
    Ok(Reply::to(format!("/kiosk/title/{slug}")))
}
