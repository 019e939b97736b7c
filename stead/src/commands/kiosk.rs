//! `stead kiosk`: the server on the node's own network.

use std::io::IsTerminal as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, UdpSocket};
use std::sync::Arc;

use camino::Utf8PathBuf;
use catalog::event::Wall;
use jiff::tz::TimeZone;
use kiosk::{Committer, Options, ServeError};
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use serde_json::json;
use sync::{Author, Repo};

use super::check::counted;
use crate::answer::Answer;
use crate::context::Context;
use crate::edge::Edge;
use crate::node::{self, Acting};
use crate::report::Report;

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
    let zone = acting.desk.zone().clone();
    let root = acting.desk.folder().to_owned();
    let committer = Batches { root, zone, edge: cx.edge.clone() };
    if let Err(words) = committer.commit(0) {
        cx.console.warn(&format!("what was recorded before is not committed yet: {words}"));
    }
    let options = Options {
        bind: args.bind.clone(),
        hosts: args.hosts.clone(),
        address: known_address(&args.bind),
        ..Options::default()
    };
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Report::io("the kiosk could not be started", &error))?;
    let desk = acting.into_desk();
    let ready = |address| announce(cx, address);
    let served = kiosk::serve(desk, options, Some(Arc::new(committer)), ready, stopped());
    runtime.block_on(served).map_err(|error| failed(&error))?;
    cx.console.say("The kiosk has stopped. Everything is recorded.");
    Ok(Answer::spoken())
}

fn failed(error: &ServeError) -> Report {
    match error {
        ServeError::Bind { bind, source } => {
            let report = Report::io(&format!("`{bind}` cannot be used"), source);
            match source.kind() {
                std::io::ErrorKind::AddrInUse => {
                    report.hint("another program listens there: `--bind 127.0.0.1:8081` is another")
                }
                _ => report.hint("an address is like `0.0.0.0:8080`"),
            }
        }
        _ => Report::outside("kiosk", "the kiosk could not be run").because(error),
    }
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
    if std::io::stderr().is_terminal()
        && let Ok(code) = QrCode::new(&url)
    {
        let drawn = code.render::<Dense1x2>();
        // Light modules are drawn, dark ones are the terminal's own black.
        cx.console.say(&drawn.build());
    }
}

/// What phones open, where the address is known before the socket is.
fn known_address(bind: &str) -> Option<String> {
    let address: SocketAddr = bind.parse().ok()?;
    (address.port() != 0).then(|| url_of(address))
}

fn url_of(address: SocketAddr) -> String {
    let ip = if address.ip().is_unspecified() { own_address() } else { address.ip() };
    format!("http://{}", SocketAddr::new(ip, address.port()))
}

/// This computer's address on its network. Nothing is sent: the system only says which of its own
/// addresses it would use.
fn own_address() -> IpAddr {
    let asked = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| {
        // TEST-NET-1 (RFC 5737): an address that nobody has.
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        socket.local_addr()
    });
    asked.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip())
}

/// Waits for Ctrl-C, or for the system to end the program.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    // Where signals cannot be heard the kiosk runs until it is ended from outside.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Commits in batches. The repository is opened anew for each, as it belongs to one thread.
struct Batches {
    root: Utf8PathBuf,
    zone: TimeZone,
    edge: Edge,
}

impl Committer for Batches {
    fn commit(&self, events: u64) -> Result<(), String> {
        let work = || -> Result<(), Report> {
            let repo = Repo::open(&self.root)?;
            let Some(key) = repo.key() else { return Ok(()) };
            let at = Wall::new(self.edge.now(), &self.zone);
            if !node::is_welcome(&repo, at.timestamp())? {
                return Ok(());
            }
            let own = Some(key.device());
            let pending = repo.pending()?.into_iter().map(|pending| pending.path);
            let paths: Vec<_> = pending.filter(|path| path.feed_of() == own).collect();
            let number = usize::try_from(events).unwrap_or(usize::MAX);
            let subject = match number {
                0 => "kiosk: what was recorded before".to_owned(),
                number => format!("kiosk: {}", counted(number, "event")),
            };
            repo.commit(&paths, &subject, &Author::device(key), at)?;
            Ok(())
        };
        work().map_err(|report| report.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_for_phones_is_never_the_unspecified_one() {
        assert_eq!(known_address("127.0.0.1:8080").as_deref(), Some("http://127.0.0.1:8080"));
        let url = known_address("0.0.0.0:8080").unwrap();
        assert!(!url.contains("0.0.0.0"), "{url}");
        assert_eq!(known_address("127.0.0.1:0"), None, "the port is not known yet");
        assert_eq!(known_address("kiosk.local:80"), None);
    }
}
