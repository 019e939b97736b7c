//! Command cards: what each does when it is scanned, and the sheet on which they are printed.

use axum::http::StatusCode;
use desk::{By, Desk};
use generator::qr;
use generator::view::{number, words as text};
use serde_json::json;

use super::basket::{name_of, take_back};
use super::shell;
use super::steward::steward;
use crate::app::App;
use crate::command::Command;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

/// The sheet, to be printed and cut.
pub(crate) fn sheet(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let base = &desk.node().documents.node.label_base;
    let reading = app.reading(&desk, &visit.lang);
    let cards = Command::ALL.map(|one| {
        let symbol = qr::symbol(&one.address(base));
        json!({
            "word": one.word(),
            "name": reading.word(&one.key()),
            "size": symbol.as_ref().map(|symbol| symbol.size),
            "path": symbol.map(|symbol| symbol.path),
        })
    });
    Ok(Reply::page("kiosk/commands.html", json!({ "cards": cards })))
}

/// A command card that a phone's camera opened: it is for the scanner at the desk.
pub(crate) fn card(app: &App, visit: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    let word: String = visit.param("command")?;
    let command = Command::named(&word).ok_or(Failure::NotFound)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let title = reading.word(&command.key());
    Ok(shell::message(&title, &reading.word("cmd-for-scanner"), StatusCode::OK))
}

/// Does what a scanned card says.
pub(super) fn obey(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    desk: &mut Desk,
    command: Command,
) -> Result<Reply, Failure> {
    match command {
        Command::Done => {
            session.sign_out();
            Ok(Reply::to("/kiosk?bye=1"))
        }
        Command::Undo => undo(app, visit, session, desk),
        Command::RenewAll => renew_all(app, visit, session, desk),
        Command::Return => Ok(Reply::to("/kiosk/return")),
        Command::Count => Ok(Reply::to("/kiosk/steward/stocktake")),
        Command::NewLabel => Ok(Reply::to("/kiosk/steward/labels")),
        Command::Help => Ok(Reply::to("/kiosk/help")),
    }
}

/// Where somebody stands after a command: at their list, or at the beginning.
fn here(session: &Session) -> &'static str {
    if session.member.is_some() || !session.lines.is_empty() { "/kiosk/basket" } else { "/kiosk" }
}

fn undo(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    desk: &mut Desk,
) -> Result<Reply, Failure> {
    let Some(last) = session.acts.last().copied() else {
        let says = app.reading(desk, &visit.lang).word("cmd-nothing-to-undo");
        session.say(FlashTone::Look, says);
        return Ok(Reply::to(here(session)));
    };
    // What cannot be taken back is not tried twice: the next card takes back what was before it.
    session.acts.pop();
    take_back(session, desk, last, None)?;
    let says = app.reading(desk, &visit.lang).word("k-undone");
    session.say(FlashTone::Undone, says);
    Ok(Reply::to(here(session)))
}

fn renew_all(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    desk: &mut Desk,
) -> Result<Reply, Failure> {
    let Some(member) = session.member else {
        let says = app.reading(desk, &visit.lang).word("cmd-card-first");
        session.say(FlashTone::Look, says);
        return Ok(Reply::to(here(session)));
    };
    let by = if session.steward { By::Steward(member) } else { By::Member(member) };
    let (mut renewed, mut not) = (0, Vec::new());
    for loan in desk.things_of(member)?.loans {
        let unit = desk.node().state.loans.get(&loan).map(|loan| loan.unit);
        match desk.renew(loan, by) {
            Ok(receipt) => {
                session.did(receipt.event);
                renewed += 1;
            }
            Err(refusal) if refusal.is_outside() => return Err(refusal.into()),
            Err(_) => not.extend(unit),
        }
    }
    let reading = app.reading(desk, &visit.lang);
    let names: Vec<_> = not.into_iter().map(|unit| name_of(&reading, unit)).collect();
    let says = [
        (renewed > 0).then(|| reading.text("cmd-renewed", &[("n", number(renewed))])),
        (!names.is_empty())
            .then(|| reading.text("cmd-not-renewed", &[("things", text(names.join(", ")))])),
        (renewed == 0 && names.is_empty()).then(|| reading.word("k-nothing-on-loan")),
    ];
    let tone = if names.is_empty() && renewed > 0 { FlashTone::Yes } else { FlashTone::Look };
    session.say(tone, says.into_iter().flatten().collect::<Vec<_>>().join(" "));
    Ok(Reply::to("/kiosk/me"))
}
