//! One door for everything that is scanned: any scan starts the right flow.

use std::sync::PoisonError;

use axum::http::StatusCode;
use catalog::code::Code;
use catalog::fold::Custody;
use catalog::ids::Slug;
use catalog::record::TitleKind;
use desk::{Card, Desk, Role};
use serde_json::json;

use super::steward::{moving, stock};
use super::{basket, commands, elsewhere, pin, shell};
use crate::app::App;
use crate::label::{self, NoLabel};
use crate::limits::What;
use crate::reply::{Failure, Reply};
use crate::scan::{Scanned, read};
use crate::session::{FlashTone, LineState, Session};
use crate::visit::Visit;

/// Typing a code by hand.
pub(crate) fn keypad(_: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let context =
        json!({ "for_return": visit.query.has("return"), "signed_in": session.member.is_some() });
    Ok(Reply::page("kiosk/type.html", context))
}

/// The tile “Borrow”, for people who came without something to scan.
pub(crate) fn borrow(_: &App, _: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    if session.member.is_some() {
        return Ok(Reply::to("/kiosk/basket"));
    }
    Ok(Reply::page("kiosk/borrow.html", json!({})))
}

/// A scan, from the script or from the field that has the focus.
pub(crate) fn scan(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    read_text(app, visit, session, visit.form.get("c").unwrap_or_default())
}

/// A photo of a label: what it says counts like a scan.
pub(crate) fn photo(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let said = labels(app, visit)?;
    let desk = app.desk();
    let known = said.iter().flatten().find(|text| read(desk.node(), text) != Scanned::Unreadable);
    drop(desk);
    match (known, &said) {
        (Some(text), _) => read_text(app, visit, session, text),
        (None, Ok(_)) => read_text(app, visit, session, ""),
        (None, Err(error)) => Ok(no_label(app, visit, session, *error)),
    }
}

/// A picture of the screen's own camera: what it says, for the script to send as a scan.
pub(crate) fn frame(app: &App, visit: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    let said = labels(app, visit)?.unwrap_or_default();
    let desk = app.desk();
    let known = said.iter().find(|text| read(desk.node(), text) != Scanned::Unreadable);
    Ok(Reply::Json(json!({ "said": known })))
}

/// What the codes say on the photo that was sent. One photo is read at a time: each takes memory.
fn labels(app: &App, visit: &Visit) -> Result<Result<Vec<String>, NoLabel>, Failure> {
    visit.take(app, What::Photo)?;
    let Some(photo) = visit.files.first() else { return Ok(Err(NoLabel::NoPhoto)) };
    let _one = app.slow.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(label::read(&photo.bytes))
}

fn no_label(app: &App, visit: &Visit, session: &mut Session, why: NoLabel) -> Reply {
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let key = match why {
        NoLabel::NoPhoto => "l-no-photo",
        NoLabel::NothingFound => "l-no-label",
    };
    session.say(FlashTone::Look, reading.word(key));
    let context = json!({ "for_return": false, "signed_in": session.member.is_some() });
    Reply::page("kiosk/type.html", context).with_status(StatusCode::UNPROCESSABLE_ENTITY)
}

/// The screen's own camera, where the browser gives it (on this computer, or by TLS).
pub(crate) fn camera(_: &App, _: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    Ok(Reply::page("kiosk/camera.html", json!({})))
}

fn read_text(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    text: &str,
) -> Result<Reply, Failure> {
    // Before the desk is held: they are read through it.
    let known = app.neighbours();
    let mut desk = app.desk();
    let scanned = read(desk.node(), text);
    if scanned != Scanned::Unreadable {
        session.misread = 0;
    }
    session.put = None;
    if let Some(count) = session.count.filter(|_| session.steward)
        && !matches!(
            scanned,
            Scanned::Card(_) | Scanned::Command(_) | Scanned::Place(_) | Scanned::Unreadable
        )
    {
        return stock::scanned(app, visit, session, &mut desk, count, text);
    }
    match scanned {
        Scanned::Command(command) => commands::obey(app, visit, session, &mut desk, command),
        Scanned::Card(card) => sign_in(app, visit, session, &mut desk, &card),
        Scanned::Unit(unit) => scan_unit(app, visit, session, &mut desk, unit),
        Scanned::Place(place) => scan_place(app, visit, session, &desk, &place),
        Scanned::Title(title) => Ok(Reply::to(format!("/kiosk/title/{title}"))),
        Scanned::UnknownCode(code) => {
            let theirs = elsewhere::scanned(app, visit, session, (&desk, &known), code);
            Ok(theirs.unwrap_or_else(|| unknown(app, visit, session, &desk, &code.to_string())))
        }
        Scanned::ForeignCode(text) => Ok(unknown(app, visit, session, &desk, &text)),
        Scanned::Unreadable => Ok(unreadable(app, visit, session, &desk)),
    }
}

fn unknown(app: &App, visit: &Visit, session: &mut Session, desk: &Desk, code: &str) -> Reply {
    if session.steward {
        let code: String = form_urlencoded::byte_serialize(code.as_bytes()).collect();
        return Reply::to(format!("/kiosk/steward/register?code={code}"));
    }
    let reading = app.reading(desk, &visit.lang);
    session.say(FlashTone::Look, "");
    let args = [("code", generator::view::words(code))];
    let text = reading.text("k-unknown-more", &args);
    shell::message(&reading.word("k-unknown"), &text, StatusCode::NOT_FOUND)
}

/// After two failures the keypad shows by itself.
fn unreadable(app: &App, visit: &Visit, session: &mut Session, desk: &Desk) -> Reply {
    session.misread = session.misread.saturating_add(1);
    let reading = app.reading(desk, &visit.lang);
    session.say(FlashTone::Look, reading.word("k-unreadable"));
    let context = json!({ "for_return": false, "signed_in": session.member.is_some() });
    let template = if session.misread >= 2 { "kiosk/type.html" } else { "kiosk/message.html" };
    let context = match template {
        "kiosk/type.html" => context,
        _ => {
            json!({ "title": reading.word("k-unreadable"), "text": reading.word("k-unreadable-more") })
        }
    };
    Reply::page(template, context).with_status(StatusCode::UNPROCESSABLE_ENTITY)
}

fn scan_unit(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    desk: &mut Desk,
    unit: Code,
) -> Result<Reply, Failure> {
    let view = desk.view(unit)?;
    let unit = view.unit.code;
    if session.steward
        && let Some(place) = session.place.clone()
    {
        return moving::scanned(app, visit, session, desk, unit, &place);
    }
    // What is used up is not lent: its page says how many are left and takes what was taken.
    if view.title.kind == TitleKind::Material {
        return Ok(Reply::to(format!("/I/{}", unit.compact())));
    }
    if session.member.is_some() {
        basket::attempt(app, visit, session, desk, unit, &basket::Wish::default())?;
        return Ok(Reply::to("/kiosk/basket"));
    }
    if matches!(view.state.custody, Custody::Out(_)) {
        return Ok(Reply::to(format!("/kiosk/return/{}", unit.compact())));
    }
    basket::wait(session, unit);
    session.say(FlashTone::Neutral, "");
    Ok(Reply::to("/kiosk/basket"))
}

fn scan_place(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    desk: &Desk,
    place: &Slug,
) -> Result<Reply, Failure> {
    if !session.steward {
        return Ok(Reply::to(format!("/kiosk/find?place={place}")));
    }
    let reading = app.reading(desk, &visit.lang);
    let name = generator::view::PlaceLink::new(&reading, place).name;
    session.place = Some(place.clone());
    let args = [("place", generator::view::words(name))];
    if let Some(count) = session.count {
        session.say(FlashTone::Neutral, reading.text("s-count-here", &args));
        return Ok(Reply::to(format!("/kiosk/steward/stocktake/{count}")));
    }
    session.say(FlashTone::Neutral, reading.text("k-putting-on", &args));
    Ok(Reply::to("/kiosk/steward/move"))
}

/// A card that a phone's camera opened. Nothing happens by looking: the form posts the card.
pub(crate) fn card(_: &App, visit: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    let card: Card = visit.param("card")?;
    let template = "kiosk/card.html";
    Ok(Reply::page(template, json!({ "card": card.compact() })))
}

fn sign_in(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    desk: &mut Desk,
    card: &Card,
) -> Result<Reply, Failure> {
    let Some(member) = desk.members().find_by_card(card)? else {
        visit.take(app, What::UnknownCard)?;
        let reading = app.reading(desk, &visit.lang);
        session.say(FlashTone::Look, "");
        let mut text = reading.word("k-unknown-card-more");
        if let Some(days) = desk.days_without_news().filter(|days| *days > 0) {
            text = format!("{text} {}", reading.count("k-unknown-card-news", days));
        }
        return Ok(shell::message(&reading.word("k-unknown-card"), &text, StatusCode::NOT_FOUND));
    };
    if session.member == Some(member.number) {
        let reading = app.reading(desk, &visit.lang);
        session.say(FlashTone::Neutral, reading.word("k-already-you"));
        return Ok(Reply::to("/kiosk/basket"));
    }
    if session.vouch.is_some() && session.member.is_some() {
        return Ok(pin::vouched(app, visit, session, desk, &member));
    }
    // Another card finishes what was going on: everything is on the disk already.
    let then = session.then.take();
    if session.member.is_some() {
        session.lines.clear();
    }
    session.sign_in(member.number);
    if session.look.lang.is_none() {
        session.look.lang = member.languages.first().cloned();
    }
    let waiting: Vec<Code> = session.lines.iter().map(|line| line.unit).collect();
    session.lines.clear();
    for unit in waiting {
        basket::attempt(app, visit, session, desk, unit, &basket::Wish::default())?;
    }
    let to_steward = member.role >= Role::Steward && then.is_some();
    let needs_pin = session.lines.iter().any(|line| line.what == LineState::NeedsPin);
    match then {
        _ if needs_pin => Ok(Reply::to("/kiosk/pin")),
        Some(path) if to_steward || !path.starts_with("/kiosk/steward") => Ok(Reply::to(path)),
        _ => Ok(Reply::to("/kiosk/basket")),
    }
}
