//! A steward's screens. Each needs a steward's card and PIN; each act is recorded in their name.

pub(crate) mod backup;
mod between;
mod bookings;
pub(super) mod care;
pub(crate) mod decide;
pub(crate) mod devices;
mod diff;
pub(in crate::pages) mod exchange;
mod house;
mod keys;
mod labels;
mod late;
pub(super) mod moving;
mod records;
mod register;
pub(crate) mod reports;
pub(crate) mod restore;
mod sessions;
pub(super) mod stock;
mod today;

use axum::routing::{get, post};
use catalog::ids::Sealed;
use desk::{Desk, MemberNumber};
use generator::view::{Reading, words};
use serde_json::{Value, json};

use super::{Table, people};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::{Visit, page};

/// The addresses of the steward's screens.
pub(super) fn routes() -> Table {
    Table::default()
        .route("/kiosk/steward", get(page(today::today)))
        .route("/kiosk/steward/lock", post(page(lock)))
        .route("/kiosk/steward/exceptions", get(page(decide::show)))
        .route("/kiosk/steward/resolve", post(page(decide::resolve)))
        .route("/kiosk/steward/late", get(page(late::list)))
        .route("/kiosk/steward/fetch", get(page(today::fetch)))
        .route("/kiosk/steward/bookings", get(page(bookings::list)))
        .route("/kiosk/steward/ready", post(page(today::ready)))
        .route("/kiosk/steward/booking", post(page(bookings::act)))
        .route("/kiosk/steward/loan", post(page(today::loan)))
        .route("/kiosk/steward/care", get(page(care::list)).post(page(care::done)))
        .route("/kiosk/steward/sessions", get(page(sessions::list)).post(page(sessions::act)))
        .route("/kiosk/steward/tickets", get(page(today::tickets)))
        .route("/kiosk/steward/ticket", post(page(today::ticket)))
        .route("/kiosk/steward/part", post(page(today::part)))
        .route("/kiosk/steward/clock", post(page(today::clock)))
        .route("/kiosk/steward/register", get(page(register::form)).post(page(register::register)))
        .route("/kiosk/steward/alias", post(page(register::bind)))
        .route("/kiosk/steward/registered/{code}", get(page(register::registered)))
        .route("/kiosk/steward/stocktake", get(page(stock::list)).post(page(stock::open)))
        .route("/kiosk/steward/stocktake/{count}", get(page(stock::show)).post(page(stock::close)))
        .route("/kiosk/steward/move", get(page(moving::show)).post(page(moving::choose)))
        .route("/kiosk/steward/labels", get(page(labels::list)).post(page(labels::change)))
        .route("/kiosk/steward/records", get(page(records::list)))
        .route("/kiosk/steward/edit", get(page(records::edit)).post(page(records::change)))
        .route("/kiosk/steward/version", get(page(records::version)))
        .route("/kiosk/steward/between", get(page(between::list)).post(page(between::step)))
        .route("/kiosk/steward/slip/{node}/{request}", get(page(between::slip)))
        .route("/kiosk/steward/exchange", get(page(exchange::show)).post(page(exchange::change)))
        .route("/kiosk/steward/backup", get(page(backup::show)).post(page(backup::make)))
        .route("/kiosk/steward/backup/file", get(page(backup::file)))
        .route("/kiosk/steward/restore", get(page(restore::show)).post(page(restore::change)))
        .route("/kiosk/steward/keys", get(page(keys::list)).post(page(keys::change)))
        .route("/kiosk/steward/devices", get(page(devices::show)).post(page(devices::change)))
        .route("/kiosk/steward/house", get(page(house::show)).post(page(house::change)))
        .route("/kiosk/steward/reports", get(page(reports::show)))
        .route("/kiosk/steward/sheet", get(page(reports::sheet)))
        .merge(people::routes())
}

/// The steward who has signed in with card and PIN.
pub(super) fn steward(session: &Session) -> Result<MemberNumber, Failure> {
    session.member.filter(|_| session.steward).ok_or(Failure::Steward)
}

/// The name of a borrower, for a steward's eyes.
fn name(desk: &Desk, reading: &Reading<'_>, patron: &Sealed) -> Value {
    match desk.borrower_of(patron) {
        Some(member) => {
            json!({ "name": member.name, "number": member.number, "contact": member.contact })
        }
        None => json!({ "name": reading.word("k-somebody-unknown") }),
    }
}

/// Says why something was not done, in the sentence of this key, which may have a place for `why`.
fn say_why(app: &App, visit: &Visit, session: &mut Session, key: &str, why: &str) {
    let says = {
        let desk = app.desk();
        app.reading(&desk, &visit.lang).text(key, &[("why", words(why))])
    };
    session.say(FlashTone::Look, says);
}

/// Leaves the steward's screens; the card stays signed in.
fn lock(_: &App, _: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    session.steward = false;
    session.instead = None;
    session.place = None;
    Ok(Reply::to("/kiosk/basket"))
}
