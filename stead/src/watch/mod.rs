//! `stead watch`: the site is made again whenever somebody saves a file, and open pages follow.
//!
//! What is wrong is told on the terminal and in every open page, with its place; the last good page stays.
//!
//! The records stay in memory. Where somebody changed the words of a title, only that title is read, and only
//! the pages that show it are drawn; the search index and the lists of the whole catalogue for other programs
//! follow when somebody asks for them, or when nothing was saved for a while. Everything else is read and
//! built from the start.

mod server;

use std::net::TcpListener;
use std::sync::Arc;
use std::time::{Duration, Instant};

use camino::{Utf8Path, Utf8PathBuf};
use catalog::fold::Node;
use catalog::followed::Followed;
use catalog::store;
use desk::changes::{Bell, Changed, Pace};
use generator::render::{RenderError, Renderer};
use generator::site::{BuildError, BuildOptions};
use generator::write::Report as Written;
use generator::yard::Yard;

use self::server::{Board, News};
use crate::context::Context;
use crate::node::Reading;
use crate::report::Report;
use crate::{site, snippet};

/// Somebody is looking at the page.
const PACE: Pace = Pace {
    quiet: Duration::from_millis(40),
    patience: Duration::from_millis(400),
    seldom: Duration::from_secs(20),
    often: Duration::from_millis(500),
};
/// What a site is made from beside the documents; of git only what says that there is a new commit.
const MORE: [&str; 4] = ["media", "theme", "feeds", ".git/refs/heads"];

/// A node whose site is kept fresh.
pub(crate) struct Watch {
    root: Utf8PathBuf,
    out: Utf8PathBuf,
    drafts: bool,
    yard: Yard,
    /// Looked up once: news of others comes by exchange, and that is not followed here.
    followed: Option<Vec<Followed>>,
    board: Arc<Board>,
    held: Option<Held>,
}

/// What the last whole build was made from.
struct Held {
    node: Node,
    renderer: Renderer,
}

/// More files at once are read with all the others.
const FEW: usize = 16;
/// The least time that lists of the whole catalogue stay behind while nobody asks for them.
const PATIENCE: Duration = Duration::from_secs(10);
/// They stay behind for so many times as long as a whole build takes.
const SHARE: u32 = 20;

/// What came of one build.
enum Built {
    Fine(Written),
    /// What is wrong, each as a person reads it.
    Wrong(Vec<String>),
}

impl Watch {
    pub(crate) fn new(root: &Utf8Path, out: &Utf8Path, drafts: bool) -> Self {
        Self {
            root: root.to_owned(),
            out: out.to_owned(),
            drafts,
            yard: Yard::new(root, out, false).remembering(),
            followed: None,
            board: Arc::default(),
            held: None,
        }
    }

    /// Builds once, serves, and then follows what is saved until the program is ended.
    pub(crate) fn run(
        mut self,
        listener: TcpListener,
        ready: impl FnOnce(&mut Context),
        cx: &mut Context,
    ) -> Result<(), Report> {
        let wrong = |error| Report::io("the server could not be started", &error);
        server::serve(listener, self.out.clone(), Arc::clone(&self.board)).map_err(wrong)?;
        // From here on nothing that is saved is missed, also while the first build runs.
        let bell = Bell::new();
        self.board.asks(bell.stopper());
        let mut changes = bell.changes(&self.root, &MORE, PACE);
        let board = Arc::clone(&self.board);
        let quiet = std::thread::Builder::new().name("quiet".into());
        quiet.spawn(move || board.catch_up()).map_err(wrong)?;
        self.build(&Changed::Something, cx);
        ready(cx);
        while let Some(changed) = changes.wait() {
            self.build(&changed, cx);
        }
        Ok(())
    }

    fn build(&mut self, changed: &Changed, cx: &mut Context) {
        let begun = Instant::now();
        let before = self.board.read().1;
        let news = |build, changed, problems| News { build, changed, problems };
        let built = self.reworded(changed).unwrap_or_else(|| {
            let built = self.built(cx);
            self.board.is_whole(PATIENCE.max(begun.elapsed() * SHARE));
            built
        });
        match built {
            Built::Fine(report) => {
                for warning in &report.warnings {
                    cx.console.say(&format!("note: {warning}"));
                }
                let touched = report.written + report.removed;
                if touched > 0 {
                    cx.console.say(&told(&report, begun.elapsed().as_millis()));
                }
                let build = before.build + u64::from(touched > 0);
                self.post(&before, news(build, report.changed, Vec::new()));
            }
            Built::Wrong(problems) => {
                if problems != before.problems {
                    for problem in &problems {
                        cx.console.tell(problem);
                    }
                    cx.console.tell("The last good pages stay until this is mended.");
                }
                self.post(&before, news(before.build, Some(Vec::new()), problems));
            }
        }
    }

    fn post(&self, before: &News, now: News) {
        if (before.build, &before.problems) != (now.build, &now.problems) {
            self.board.post(now);
        }
    }

    /// What comes of other words in a few titles; none where more was saved than that.
    fn reworded(&mut self, changed: &Changed) -> Option<Built> {
        let mut held = self.held.take()?;
        let Changed::Files(files) = changed else { return None };
        if files.len() > FEW || !held.node.documents.misplaced.is_empty() {
            return None;
        }
        let mut before = Vec::new();
        for path in files {
            let title = store::reread_title(&self.root, path)?;
            if held.node.documents.titles.get(&title.slug) != Some(&title) {
                before.push(held.node.reword(title)?);
            }
        }
        if before.is_empty() {
            self.held = Some(held);
            return Some(Built::Fine(Written::default()));
        }
        let built = self.yard.reword(&held.node, &held.renderer, &before)?;
        let built = match built {
            Ok(report) => {
                self.held = Some(held);
                Built::Fine(report)
            }
            Err(error) => Built::Wrong(vec![self.why(&error)]),
        };
        self.board.is_late();
        Some(built)
    }

    fn built(&mut self, cx: &Context) -> Built {
        let reading = match Reading::of(self.root.clone(), cx.edge.now()) {
            Ok(reading) => reading,
            Err(report) => return Built::Wrong(vec![said(&report)]),
        };
        let broken = site::in_the_way(&reading.problems);
        if !broken.is_empty() {
            return Built::Wrong(broken.iter().map(|p| snippet::render(p, false)).collect());
        }
        let renderer = match site::renderer(&self.root, &reading.node) {
            Ok(renderer) => renderer,
            Err(report) => return Built::Wrong(vec![said(&report)]),
        };
        let made = site::Made::of(&reading);
        let followed = &mut self.followed;
        let followed =
            followed.get_or_insert_with(|| site::followed(&self.root, &reading.node)).clone();
        let options = BuildOptions {
            now: made.at,
            drafts: self.drafts,
            commit: made.commit,
            base: None,
            followed,
            take_away: Vec::new(),
        };
        match self.yard.build(&reading.node, &renderer, &options) {
            Ok(report) => {
                self.held = Some(Held { node: reading.node, renderer });
                Built::Fine(report)
            }
            Err(error) => Built::Wrong(vec![self.why(&error)]),
        }
    }

    /// A template's error with its line; anything else in words.
    fn why(&self, error: &BuildError) -> String {
        let BuildError::Render(RenderError::Template { template, line: Some(line), message }) =
            error
        else {
            return said(&site::failed(error));
        };
        let folder = if template.starts_with("kiosk/") { "theme" } else { "theme/templates" };
        let file = Utf8Path::new(folder).join(template);
        let text = fs_err::read_to_string(self.root.join(&file)).unwrap_or_default();
        snippet::line(&file, *line, &text, message)
    }
}

/// A report as it stands on a terminal, without colours.
fn said(report: &Report) -> String {
    let mut text = format!("error: {}", report.message);
    for cause in &report.causes {
        text.push_str(&format!("\n  {cause}"));
    }
    for hint in &report.hints {
        text.push_str(&format!("\nhint: {hint}"));
    }
    text
}

fn told(report: &Written, ms: u128) -> String {
    let name = |changed: &Vec<String>| match changed.as_slice() {
        [] => String::new(),
        [one] => format!(": {one}"),
        [one, rest @ ..] => format!(": {one} and {} more", rest.len()),
    };
    let names = report.changed.as_ref().map(name).unwrap_or_default();
    format!("{} written, {} removed in {ms} ms{names}", report.written, report.removed)
}
