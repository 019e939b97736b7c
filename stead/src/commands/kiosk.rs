//! `stead kiosk`: the server on the node's own network.

use std::io::IsTerminal as _;
use std::net::SocketAddr;
use std::sync::Arc;

use kiosk::{Options, url_of};
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::node::Acting;
use crate::report::Report;
use crate::serving::{FeedCommitter, serve, terminal_qr};

/// Run the kiosk: scan, borrow, return, find and book, with no internet
///
/// Prints its address when it is ready, and a QR code for phones on the same network. What people do is
/// on the disk before they hear a sound; commits follow in batches. Ctrl-C ends it.
#[derive(Debug, clap::Args)]
pub(crate) struct Kiosk {
    /// Where to listen; `0.0.0.0` lets phones on the network in
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    bind: String,
    /// A name by which the kiosk is reached; may be given more than once
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
}

pub(crate) fn run(args: &Kiosk, cx: &mut Context) -> Result<Answer, Report> {
    let acting = Acting::open(cx, "stead kiosk")?;
    // What was recorded and never committed travels from now on.
    acting.commit(cx, "kiosk: what was recorded before");
    let desk = acting.into_desk();
    let committer = FeedCommitter::new(desk.folder(), desk.zone());
    let options = Options {
        bind: args.bind.clone(),
        hosts: args.hosts.clone(),
        address: known_address(&args.bind),
        site: Some(desk.folder().join(".stead/site")),
        ..Options::default()
    };
    serve(desk, options, Arc::new(committer), |address| announce(cx, address))?;
    cx.console.say("The kiosk has stopped. Everything is recorded.");
    Ok(Answer::spoken())
}

/// Says where the kiosk is, once it can be opened.
fn announce(cx: &mut Context, address: SocketAddr) {
    let url = url_of(address);
    let line = if cx.console.wants_json() {
        json!({ "url": url }).to_string()
    } else {
        format!("The kiosk is open at {url}")
    };
    if let Err(report) = cx.console.data(&line) {
        cx.console.report(&report);
    }
    if std::io::stderr().is_terminal() {
        cx.console.say(&terminal_qr(&url));
    }
}

/// What phones open, where the address is known before the socket is.
fn known_address(bind: &str) -> Option<String> {
    let address: SocketAddr = bind.parse().ok()?;
    (address.port() != 0).then(|| url_of(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_known_before_the_socket_is_unless_the_port_is_free() {
        assert_eq!(known_address("127.0.0.1:8080").as_deref(), Some("http://127.0.0.1:8080"));
        assert_eq!(known_address("127.0.0.1:0"), None, "the port is not known yet");
        assert_eq!(known_address("kiosk.local:80"), None);
    }
}
