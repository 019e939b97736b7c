//! “Open on my phone”: the Wi-Fi, the address of the moment, the name; and the welcome on the kiosk's own
//! Wi-Fi.

use std::net::Ipv4Addr;

use generator::qr;
use serde_json::{Value, json};

use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::Session;
use crate::visit::Visit;

fn code(text: &str) -> Option<Value> {
    let symbol = qr::symbol(text)?;
    Some(json!({ "size": symbol.size, "path": symbol.path }))
}

/// The codes to point a phone at. Drawn anew every time: addresses change.
pub(crate) fn show(app: &App, _: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    let address = app.address();
    let wifi = app.options.wifi.as_ref();
    Ok(Reply::page(
        "kiosk/phone.html",
        json!({
            "address": address,
            "code": address.as_deref().and_then(code),
            "named": app.named_address(),
            "wifi": wifi.map(|wifi| json!({
                "name": wifi.name, "password": wifi.password, "code": code(&wifi.payload()),
            })),
            "tls": app.options.tls.is_some(),
        }),
    ))
}

/// What a device sees first that looks for the internet here.
pub(crate) fn welcome(app: &App, visit: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    let who = visit.peer.unwrap_or(Ipv4Addr::LOCALHOST.into());
    let known = app.options.captive && app.welcomed.knows(who, visit.now);
    let address = app.named_address().or_else(|| app.address());
    Ok(Reply::page("kiosk/welcome.html", json!({ "known": known, "address": address })))
}

/// “OK”: from now on this device hears that it may stay.
pub(crate) fn stay(app: &App, visit: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    if app.options.captive {
        app.welcomed.welcome(visit.peer.unwrap_or(Ipv4Addr::LOCALHOST.into()), visit.now);
    }
    Ok(Reply::to("/kiosk/welcome"))
}
