//! One title, or the unit whose label was opened.

use catalog::circulation::care_of;
use catalog::code::Code;
use catalog::fold::Found;
use catalog::ids::Slug;
use catalog::record::Title;
use desk::Desk;
use generator::view::{Reading, TitleView, UnitView};
use serde_json::json;

use super::shell;
use super::steward::care::why;
use super::trainings::{session_view, sessions_of};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::Session;
use crate::visit::Visit;

/// A title by its name.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let slug: Slug = visit.param("slug")?;
    let desk = app.desk();
    let title = desk.node().documents.titles.get(&slug).ok_or(Failure::NotFound)?;
    Ok(page(app, visit, session, &desk, title, None))
}

/// What a label's address opens: a unit's title, or what stands on a shelf.
pub(crate) fn label(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let text = visit.params.get("code").unwrap_or_default();
    let known = app.neighbours();
    let desk = app.desk();
    match desk.node().find(text) {
        Some(Found::Unit(code)) => {
            let title = desk.view(code)?.title;
            Ok(page(app, visit, session, &desk, title, Some(code)))
        }
        Some(Found::Place(place)) => Ok(Reply::to(format!("/kiosk/find?place={place}"))),
        Some(Found::Title(slug)) => Ok(Reply::to(format!("/kiosk/title/{slug}"))),
        None => {
            let code = Code::from_scan(text).ok();
            let theirs = code.and_then(|code| {
                super::elsewhere::scanned(app, visit, session, (&desk, &known), code)
            });
            if let Some(theirs) = theirs {
                return Ok(theirs);
            }
            let reading = app.reading(&desk, &visit.lang);
            let text = reading.word("k-unknown-label-more");
            let status = axum::http::StatusCode::NOT_FOUND;
            Ok(shell::message(&reading.word("k-unknown"), &text, status))
        }
    }
}

/// A label's address as static hosts write it.
pub(crate) fn label_elsewhere(_: &App, visit: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    let code: Code = visit.param("code")?;
    Ok(Reply::to(format!("/I/{}", code.compact())))
}

fn page(
    app: &App,
    visit: &Visit,
    session: &Session,
    desk: &Desk,
    title: &Title,
    unit: Option<Code>,
) -> Reply {
    let reading = app.reading(desk, &visit.lang);
    let view = TitleView::new(&reading, title);
    let chosen =
        unit.or_else(|| free_unit(&reading, title)).or(title.units.first().map(|u| u.code));
    let chosen = chosen.and_then(|code| desk.view(code).ok());
    let trained = training(desk, session, title);
    let today = desk.today();
    let care = chosen.filter(|_| unit.is_some()).map(|view| care_of(desk.node(), view, today));
    let care = care.unwrap_or_default().into_iter().map(|care| {
        json!({ "name": care.plan.name, "why": why(&reading, &care), "overdue": care.overdue })
    });
    let mut next = title.requires_authorisation.iter().flat_map(|slug| sessions_of(desk, slug));
    let next = next.find_map(|one| session_view(desk, &reading, one, None));
    Reply::page(
        "kiosk/title.html",
        json!({
            "title": view,
            "unit": chosen.map(|view| UnitView::new(&reading, view.unit)),
            "by_label": unit.is_some(),
            "doubled": chosen.is_some_and(|view| view.state.flags.label_problem),
            "out": chosen.is_some_and(|v| desk.node().state.open_loans_of(v.unit.code).next().is_some()),
            "lendable": title.kind != catalog::record::TitleKind::Space
                && title.kind != catalog::record::TitleKind::Material,
            "consumable": title.kind == catalog::record::TitleKind::Material,
            "trained": trained,
            "care": care.collect::<Vec<_>>(),
            "next_session": next,
            "signed_in": session.member.is_some(),
        }),
    )
}

fn free_unit(reading: &Reading<'_>, title: &Title) -> Option<Code> {
    let free = |code: &Code| {
        reading.node.state.status(*code, reading.today) == Some(catalog::fold::Status::Available)
    };
    title.units.iter().map(|unit| unit.code).find(free)
}

/// Whether the one who is signed in has passed what the title asks for.
fn training(desk: &Desk, session: &Session, title: &Title) -> Option<bool> {
    let facts = desk.member_facts(session.member?).ok()?;
    let passed = |slug| facts.has_training(desk.node(), slug, desk.today());
    Some(title.requires_authorisation.iter().all(passed))
}
