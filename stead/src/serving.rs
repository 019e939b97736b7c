//! Running the kiosk's server from the command line: until somebody stops it, with commits in
//! batches, and the address as a QR code for the phones around.

use std::sync::{Arc, Mutex, PoisonError};

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::Wall;
use desk::{Clock as _, Desk, SystemClock};
use jiff::tz::TimeZone;
use kiosk::{Committer, Founder, Options, Outcome, Ready, ServeError};
use qr::Symbol;
use sync::{Author, OwnFeed, Repo};

use crate::backstage::Again;
use crate::report::Report;

/// Commits what this device's feed has gained, each time in a repository opened anew: the server's
/// threads share no handle.
pub(crate) struct FeedCommitter {
    root: Utf8PathBuf,
    zone: TimeZone,
    seen: Mutex<OwnFeed>,
}

impl FeedCommitter {
    pub(crate) fn new(root: &Utf8Path, zone: &TimeZone) -> Self {
        Self { root: root.to_owned(), zone: zone.clone(), seen: Mutex::default() }
    }

    /// The commit, if there was anything to record.
    pub(crate) fn commit_feed(&self, events: u64) -> Result<Option<String>, sync::Error> {
        let repo = Repo::open(&self.root)?;
        let Some(key) = repo.key() else { return Ok(None) };
        let now = SystemClock.now();
        for lock in repo.remove_stale_locks(now, sync::STALE)? {
            tracing::warn!(%lock, "removed: a program that stopped in the middle left it");
        }
        // A device that the node does not know yet: what it commits now would never count.
        if repo.signers()?.allowed(&key.public(), now).is_none() {
            return Ok(None);
        }
        let at = Wall::new(now, &self.zone);
        let subject =
            format!("kiosk: record {events} {}", if events == 1 { "event" } else { "events" });
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let committed = repo.commit_own_feed(&mut seen, &subject, &Author::device(key), at)?;
        drop(seen);
        if committed.is_some() {
            self.catch_up();
        }
        Ok(committed.map(|committed| committed.id.short()))
    }

    /// Whoever types `git status` finds it clean. The commit does not wait for this and does not fail
    /// with it.
    fn catch_up(&self) {
        if let Err(error) = Repo::open(&self.root).and_then(|repo| repo.catch_up()) {
            tracing::debug!(%error, "git's list of files stays behind");
        }
    }
}

impl Drop for FeedCommitter {
    fn drop(&mut self) {
        self.catch_up();
    }
}

impl Committer for FeedCommitter {
    fn commit(&self, events: u64) -> Result<(), String> {
        self.commit_feed(events).map(drop).map_err(|error| error.to_string())
    }
}

/// Serves until the program is told to stop (Ctrl-C, or a service manager's signal), or to start again.
pub(crate) fn serve(
    desk: Desk,
    options: Options,
    committer: Arc<dyn Committer>,
    again: Arc<Again>,
    ready: impl FnOnce(Ready),
) -> Result<(), Report> {
    let stop = async move {
        tokio::select! {
            () = stopped() => {}
            () = again.stopped() => {}
        }
    };
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Report::io("the kiosk's threads could not be started", &error))?;
    runtime
        .block_on(kiosk::serve(desk, options, Some(committer), ready, stop))
        .map_err(|error| failed(&error))
}

/// Shows the page that makes a node, until there is one or the program is told to stop.
pub(crate) fn set_up(
    options: &mut Options,
    founder: Arc<dyn Founder>,
    shown: impl FnOnce(&Ready),
) -> Result<Option<Outcome>, Report> {
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Report::io("the kiosk's threads could not be started", &error))?;
    let clock = Box::new(SystemClock);
    runtime
        .block_on(kiosk::set_up(options, founder, clock, |ready| shown(&ready), stopped()))
        .map_err(|error| failed(&error))
}

fn failed(error: &ServeError) -> Report {
    match error {
        ServeError::Bind { bind, source } => {
            Report::io(&format!("`{bind}` cannot be used"), source)
                .hint("another program may listen there: `--bind 127.0.0.1:0` takes a free port")
        }
        ServeError::Tls(_) => Report::request("tls", "the kiosk has no certificate").because(error),
        ServeError::App(_) => {
            Report::request("kiosk", "the kiosk could not be set up").because(error)
        }
    }
}

async fn stopped() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    drop(interrupt.await);
}

/// In which form a server logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum LogForm {
    /// A line for people
    Text,
    /// A JSON object a line, for programs
    Json,
}

/// Logs each answer: time, method, pattern of the route, status, milliseconds. Never an address, a code
/// or a name.
pub(crate) fn start_log(form: LogForm) {
    let filter = tracing_subscriber::EnvFilter::new("warn,kiosk=info,stead=info");
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // Where `-v` has started one already, that one stays.
    match form {
        LogForm::Text => drop(log.try_init()),
        LogForm::Json => drop(log.json().flatten_event(true).with_current_span(false).try_init()),
    }
}

/// A QR code in half blocks, dark on light as phones expect it, whatever the terminal's colours.
pub(crate) fn terminal_qr(text: &str) -> String {
    let Some(symbol) = Symbol::small(text) else { return String::new() };
    let quiet = 2;
    let size = symbol.side() + 2 * quiet;
    let dark =
        |x: usize, y: usize| x >= quiet && y >= quiet && symbol.is_dark(x - quiet, y - quiet);
    let mut out = String::new();
    for y in (0..size).step_by(2) {
        out.push_str("  \u{1b}[30;107m");
        for x in 0..size {
            out.push(match (dark(x, y), y + 1 < size && dark(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        out.push_str("\u{1b}[0m\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_for_the_terminal_is_square_and_quiet_at_its_edges() {
        let drawn = terminal_qr("http://127.0.0.1:8080/");
        let rows: Vec<_> = drawn
            .lines()
            .map(|l| l.trim_start_matches("  \u{1b}[30;107m").trim_end_matches("\u{1b}[0m"))
            .collect();
        let width = rows[0].chars().count();
        assert!(rows.iter().all(|row| row.chars().count() == width));
        assert_eq!(rows.len(), width.div_ceil(2));
        assert!(rows[0].chars().all(|c| c == ' '));
    }
}
