//! The pages, one module for each thing that people do.

#![allow(
    clippy::unnecessary_wraps,
    reason = "all page functions have one form, whether or not they can fail"
)]

pub(crate) mod assets;
mod basket;
mod book;
mod commands;
mod elsewhere;
pub(crate) mod find;
mod home;
mod lot;
mod mine;
mod own;
pub(crate) mod pay;
pub(crate) mod people;
mod phone;
pub(crate) mod photos;
mod pin;
mod prefs;
pub(crate) mod returns;
mod scanning;
pub(crate) mod shell;
pub(crate) mod steward;
mod table;
mod title;
mod trainings;
pub(crate) mod vote;
mod wrong;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::visit::page;
use crate::{live, observe, site};

pub(crate) use self::table::Table;

/// Everything that the kiosk shows; what is at no address of its own is looked for in the site.
pub(crate) fn routes() -> Router<Arc<App>> {
    addresses().router().fallback(site::file)
}

/// All addresses of the kiosk.
pub(crate) fn addresses() -> Table {
    members()
        .merge(steward::routes())
        .route("/", get(site::start))
        .route("/kiosk/events", get(live::events))
        .route("/healthz", get(observe::health))
        .route("/metrics", get(observe::metrics))
        .route("/assets/{*name}", get(assets::asset))
        .route("/media/{*name}", get(assets::media))
        .route("/favicon.ico", get(assets::favicon))
}

fn members() -> Table {
    Table::default()
        .route("/kiosk", get(page(home::home)))
        .route("/kiosk/", get(page(home::start)))
        // A browser in which somebody left the set-up open.
        .route("/set-up", get(page(home::start)))
        .route("/kiosk/help", get(page(home::help)))
        .route("/kiosk/phone", get(page(phone::show)))
        .route("/kiosk/welcome", get(page(phone::welcome)).post(page(phone::stay)))
        .route("/kiosk/prefs", post(page(prefs::set)))
        .route("/kiosk/awake", post(page(prefs::awake)))
        .route("/kiosk/live", get(page(prefs::live)))
        .route("/kiosk/scan", get(page(scanning::keypad)).post(page(scanning::scan)))
        .route("/kiosk/scan/photo", post(page(scanning::photo)))
        .route("/kiosk/scan/frame", post(page(scanning::frame)))
        .route("/kiosk/camera", get(page(scanning::camera)))
        .route("/kiosk/borrow", get(page(scanning::borrow)))
        .route("/kiosk/basket", get(page(basket::show)))
        .route("/kiosk/lend", post(page(basket::lend)))
        .route("/kiosk/stock", post(page(lot::change)))
        .route("/kiosk/remove", post(page(basket::remove)))
        .route("/kiosk/undo", post(page(basket::undo)))
        .route("/kiosk/done", post(page(basket::done)))
        .route("/kiosk/bye", get(page(basket::bye)))
        .route("/kiosk/pin", get(page(pin::ask)).post(page(pin::check)))
        .route("/kiosk/pin/steward", get(page(pin::ask_steward)).post(page(pin::vouch)))
        .route("/kiosk/return", get(page(returns::ready)))
        .route("/kiosk/return/{code}", get(page(returns::form)).post(page(returns::take)))
        .route("/kiosk/put", get(page(returns::put)))
        .route("/kiosk/find", get(page(find::find)))
        .route("/kiosk/title/{slug}", get(page(title::show)))
        .route(
            "/kiosk/elsewhere/{node}/{slug}",
            get(page(elsewhere::show)).post(page(elsewhere::ask)),
        )
        .route("/kiosk/elsewhere/cancel", post(page(elsewhere::cancel)))
        .route("/kiosk/wrong/{code}", get(page(wrong::form)).post(page(wrong::report)))
        .route("/kiosk/wrong/{code}/label", post(page(wrong::label)))
        .route("/kiosk/me", get(page(mine::show)))
        .route("/kiosk/me/history", get(page(mine::history)))
        .route("/kiosk/me/own", get(page(own::show)).post(page(own::act)))
        .route("/kiosk/me/own/data", get(page(own::data)))
        .route("/kiosk/renew", post(page(mine::renew)))
        .route("/kiosk/hold", post(page(mine::hold)))
        .route("/kiosk/hold/cancel", post(page(mine::cancel_hold)))
        .route("/kiosk/hold/pause", post(page(mine::pause_hold)))
        .route("/kiosk/booking/cancel", post(page(mine::cancel_booking)))
        .route("/kiosk/trainings", get(page(trainings::show)).post(page(trainings::act)))
        .route("/kiosk/vote", get(page(vote::list)))
        .route("/kiosk/vote/{slug}", get(page(vote::form)).post(page(vote::cast)))
        .route("/kiosk/delegate", post(page(vote::delegate)))
        .route("/kiosk/credits", get(page(pay::show)).post(page(pay::act)))
        .route("/kiosk/offer", post(page(pay::answer)))
        .route("/A/{handle}", get(page(pay::account)))
        .route("/a/{handle}", get(page(pay::account)))
        .route("/kiosk/book", get(page(book::list)))
        .route("/kiosk/book/{slug}", get(page(book::form)).post(page(book::book)))
        .route("/kiosk/book/{slug}/booked.ics", get(page(book::booked_of)))
        .route("/kiosk/booked.ics", get(page(book::booked)))
        .route("/I/{code}", get(page(title::label)))
        .route("/i/{code}", get(page(title::label)))
        .route("/I/{code}/", get(page(title::label_elsewhere)))
        .route("/I/{code}/index.html", get(page(title::label_elsewhere)))
        .route("/S/{code}", get(page(title::label)))
        .route("/C/{card}", get(page(scanning::card)))
        .route("/X/{command}", get(page(commands::card)))
        .route("/x/{command}", get(page(commands::card)))
        .route("/kiosk/steward/commands", get(page(commands::sheet)))
        .route("/c/{card}", get(page(scanning::card)))
}
