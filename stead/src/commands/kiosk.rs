//! `stead kiosk`: the server on the node's own network.

use std::io::IsTerminal as _;
use std::sync::Arc;
use std::time::Duration;

use camino::Utf8PathBuf;
use kiosk::{LanName, Nearby, Options, Outcome, Ready, Wifi};
use serde_json::json;

use crate::answer::Answer;
use crate::backstage::{Again, GitBackstage};
use crate::context::Context;
use crate::githost::NodeHost;
use crate::node::Acting;
use crate::report::Report;
use crate::restoring;
use crate::serving::{FeedCommitter, LogForm, serve, set_up, start_log, terminal_qr};
use crate::setup::NodeFounder;
use crate::site_process::SiteProcess;

/// How often the node is asked for that the kiosk itself has just had open, and how long is waited.
const TRIES: u32 = 240;
const PAUSE: Duration = Duration::from_millis(250);

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
    /// The name that phones on the network find: `oak` becomes `oak.local`; `none` for no name. Port 80
    /// is what labels with a name open
    #[arg(long, value_name = "NAME", default_value = "kiosk")]
    name: String,
    /// Where other kiosks of this node, and of nodes that it follows, are looked for and exchanged with:
    /// on the network when phones are let in, among those of this computer, or nowhere
    #[arg(long, value_name = "WHERE", default_value = "network")]
    near: Near,
    /// A folder that counts as a stick for as long as it is there; may be given more than once. Drives
    /// that somebody puts in are noticed by themselves
    #[arg(long = "stick", value_name = "FOLDER")]
    sticks: Vec<Utf8PathBuf>,
    /// The Wi-Fi that phones may join, shown as a code under “Open on my phone”
    #[arg(long, value_name = "NETWORK")]
    wifi: Option<String>,
    /// Its password, which everybody at the kiosk can read
    #[arg(
        long,
        value_name = "PASSWORD",
        env = "STEAD_WIFI_PASSWORD",
        hide_env_values = true,
        requires = "wifi"
    )]
    wifi_password: Option<String>,
    /// The kiosk is the only machine on its own Wi-Fi, and that network's name server answers everything
    /// with the kiosk: welcome devices that look for the internet. Needs port 80
    #[arg(long)]
    captive: bool,
    /// Encrypt, with a certificate that the kiosk makes itself. For a steward's own computer: browsers
    /// warn once, because nobody vouches for it; members' phones should not be asked to look past that
    #[arg(long)]
    tls: bool,
    /// Where the folder holds no node yet, show a page in the browser that makes one. It opens with a code
    /// that is printed here, or in the log
    #[arg(long)]
    set_up: bool,
    /// Log each answer to standard error: no addresses, codes or names of people
    #[arg(long, value_name = "FORM")]
    pub(crate) log: Option<LogForm>,
}

/// Where other kiosks are looked for.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Near {
    /// On the network
    Network,
    /// Among the kiosks of this computer
    ThisComputer,
    /// Nowhere
    None,
}

impl From<Near> for Nearby {
    fn from(near: Near) -> Self {
        match near {
            Near::Network => Self::Network,
            Near::ThisComputer => Self::ThisComputer,
            Near::None => Self::Nowhere,
        }
    }
}

pub(crate) fn run(args: &Kiosk, cx: &mut Context) -> Result<Answer, Report> {
    if let Some(form) = args.log {
        start_log(form);
    }
    let name = name_of(&args.name)?;
    restore(cx)?;
    let mut listener = None;
    if args.set_up {
        match begin(args, name.clone(), cx)? {
            Begun::There => {}
            Begun::Made(socket) => listener = Some(socket),
            Begun::Stopped => return Ok(Answer::spoken()),
        }
    }
    let again = Arc::new(Again::default());
    let mut bind = args.bind.clone();
    loop {
        let at = open(args, cx, &bind, listener.take(), name.clone(), &again)?;
        if !again.take() {
            break;
        }
        // The same port, also where any free one was asked for.
        bind = at.map_or(bind, |at| at.to_string());
        cx.console.say("The kiosk starts again.");
        restore_patiently(cx)?;
    }
    cx.console.say("The kiosk has stopped. Everything is recorded.");
    Ok(Answer::spoken())
}

/// The same after the kiosk has stopped: what it was doing beside the desk (making the site, say) may hold
/// the node a little longer.
fn restore_patiently(cx: &mut Context) -> Result<(), Report> {
    for _ in 0..TRIES {
        match restore(cx) {
            Err(_) => std::thread::sleep(PAUSE),
            done => return done,
        }
    }
    restore(cx)
}

/// Puts a backup in the node's place, where a steward said yes to that.
fn restore(cx: &mut Context) -> Result<(), Report> {
    let folder = cx.folder()?;
    let root = if cx.is_named() { Some(folder) } else { catalog::store::find_root(&folder) };
    let Some(root) = root else { return Ok(()) };
    let root = crate::site::absolute(&root)?;
    if let Some(before) = restoring::apply(&root, cx.edge.now())? {
        cx.console.say(&format!("A backup was restored. What was here before is in `{before}`."));
    }
    // Where we stand may have been put aside.
    cx.go_to(root);
    Ok(())
}

/// Serves the node until the program is told to stop or to start again, and says where.
fn open(
    args: &Kiosk,
    cx: &mut Context,
    bind: &str,
    listener: Option<Arc<std::net::TcpListener>>,
    name: Option<LanName>,
    again: &Arc<Again>,
) -> Result<Option<std::net::SocketAddr>, Report> {
    let acting = Acting::open(cx, "stead kiosk")?;
    // What was recorded and never committed travels from now on.
    acting.commit(cx, "kiosk: what was recorded before");
    let desk = acting.into_desk();
    let sticks = args.sticks.iter().map(|stick| crate::site::absolute(stick));
    let sticks = sticks.collect::<Result<Vec<_>, _>>()?;
    let committer = FeedCommitter::new(desk.folder(), desk.zone());
    let backstage = GitBackstage::new(desk.folder(), desk.zone());
    let options = Options {
        bind: bind.to_owned(),
        listener,
        hosts: args.hosts.clone(),
        backstage: Some(Arc::new(backstage.with(&sticks, Arc::clone(again)))),
        site: Some(desk.folder().join(".stead/site")),
        site_maker: Some(Arc::new(SiteProcess::new(desk.folder()))),
        git: Some(NodeHost::new(desk.folder(), cx.edge.bytes()?, &sticks)),
        name,
        nearby: args.near.into(),
        wifi: args.wifi.clone().map(|name| Wifi { name, password: args.wifi_password.clone() }),
        captive: args.captive,
        tls: args.tls.then(|| desk.folder().join(".stead/tls")),
        ..Options::default()
    };
    let mut at = None;
    serve(desk, options, Arc::new(committer), Arc::clone(again), |ready| {
        at = Some(ready.address);
        announce(cx, &ready);
    })?;
    Ok(at)
}

/// Where the set-up ended.
enum Begun {
    /// There was a node.
    There,
    /// There is one now, and the socket on which it was made.
    Made(Arc<std::net::TcpListener>),
    /// The program was stopped before.
    Stopped,
}

/// Shows the page that makes a node, where there is none.
fn begin(args: &Kiosk, name: Option<LanName>, cx: &mut Context) -> Result<Begun, Report> {
    let folder = cx.folder()?;
    if folder.join("node.toml").is_file() {
        return Ok(Begun::There);
    }
    let mut options = Options {
        bind: args.bind.clone(),
        hosts: args.hosts.clone(),
        name,
        tls: args.tls.then(|| folder.join(".stead/tls")),
        ..Options::default()
    };
    let founder = Arc::new(NodeFounder::new(&folder, cx.edge.clone(), args.log));
    let place = folder.clone();
    let shown = |ready: &Ready| announce_set_up(cx, ready);
    let outcome = set_up(&mut options, founder, shown)?;
    let Some(outcome) = outcome else { return Ok(Begun::Stopped) };
    cx.go_to(match outcome {
        Outcome::Founded(_) | Outcome::Joined { .. } | Outcome::Restored { .. } => place,
        Outcome::Demo(_) => NodeFounder::demo_node(&place),
    });
    options.listener.map(Begun::Made).ok_or_else(|| Report::outside("socket", "the socket is gone"))
}

fn announce_set_up(cx: &mut Context, ready: &Ready) {
    let url = format!("{}/set-up", ready.url);
    let line = if cx.console.wants_json() {
        json!({ "url": url, "set_up": true, "certificate": ready.fingerprint }).to_string()
    } else {
        format!("There is no node here yet. Make one in a browser: {url}")
    };
    if let Err(report) = cx.console.data(&line) {
        cx.console.report(&report);
    }
}

fn name_of(text: &str) -> Result<Option<LanName>, Report> {
    if text == "none" {
        return Ok(None);
    }
    let name = text.parse().map_err(|error: kiosk::NameError| {
        Report::request("name", format!("`{text}` cannot be a name on the network")).because(&error)
    })?;
    Ok(Some(name))
}

/// Says where the kiosk is, once it can be opened.
fn announce(cx: &mut Context, ready: &Ready) {
    let url = &ready.url;
    let line = if cx.console.wants_json() {
        json!({ "url": url, "certificate": ready.fingerprint }).to_string()
    } else {
        format!("The kiosk is open at {url}")
    };
    if let Err(report) = cx.console.data(&line) {
        cx.console.report(&report);
    }
    if let Some(fingerprint) = &ready.fingerprint {
        cx.console.say(&format!(
            "Its certificate is its own, so a browser warns once. Compare before you go on (SHA-256):\n  {fingerprint}"
        ));
    }
    if std::io::stderr().is_terminal() {
        cx.console.say(&terminal_qr(url));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_host_name_or_none() {
        assert_eq!(name_of("none").unwrap(), None);
        assert_eq!(name_of("Oak").unwrap().unwrap().to_string(), "oak.local");
        assert!(name_of("oak street").is_err());
    }
}
