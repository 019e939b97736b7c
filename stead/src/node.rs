//! The node that a command is about: finding its folder, reading it, opening it to act.
//!
//! Reading takes no lock and works while the kiosk runs. Acting takes the node's lock, writes events
//! through the desk, and records them in a signed commit.

use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::circulation::Calendar;
use catalog::code::Code;
use catalog::document::Problem;
use catalog::document::suggest::did_you_mean;
use catalog::event::{Event, Wall};
use catalog::fold::{Found, Node};
use catalog::ids::Slug;
use catalog::store::{self, Torn};
use desk::{Card, Desk, MemberNumber, OpenOptions};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sync::{Author, DeviceKey, Repo};

use crate::context::Context;
use crate::report::Report;

/// The node's folder.
pub(crate) fn root(cx: &Context) -> Result<Utf8PathBuf, Report> {
    let from = cx.folder()?;
    let none = |what: String| {
        Report::request("no-node", what)
            .hint("`stead init <folder> --name <name>` makes a new node")
            .hint("`-C <folder>` names one that is elsewhere")
    };
    if cx.is_named() {
        let found = from.join("node.toml").is_file();
        return if found {
            Ok(from)
        } else {
            Err(none(format!("`{from}` is not a node: it has no `node.toml`")))
        };
    }
    store::find_root(&from)
        .ok_or_else(|| none("there is no node here: no `node.toml` in this folder or above".into()))
}

/// A node as it was read: nothing is locked and nothing is written.
pub(crate) struct Reading {
    pub(crate) root: Utf8PathBuf,
    pub(crate) node: Node,
    pub(crate) events: Vec<Event>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) torn: Vec<Torn>,
    pub(crate) now: Timestamp,
    pub(crate) zone: TimeZone,
}

impl Reading {
    /// Reads and folds the node.
    pub(crate) fn open(cx: &Context) -> Result<Self, Report> {
        let root = root(cx)?;
        let bar = cx.console.progress("reading the node");
        let reading = Self::of(root, cx.edge.now());
        bar.finish_and_clear();
        reading
    }

    /// The node in this folder.
    pub(crate) fn of(root: Utf8PathBuf, now: Timestamp) -> Result<Self, Report> {
        let mut stored = store::load(&root)?;
        stored.events.sort_unstable_by_key(Event::order);
        let node = Node::fold(Arc::new(stored.documents), stored.events.clone());
        let zone = Calendar::of(&node.documents.node).zone().clone();
        let (events, problems, torn) = (stored.events, stored.problems, stored.torn);
        Ok(Self { root, node, events, problems, torn, now, zone })
    }

    /// The date at the place.
    pub(crate) fn today(&self) -> Date {
        self.zone.to_datetime(self.now).date()
    }

    /// The private store of people, where this copy of the node has one.
    pub(crate) fn members(&self, cx: &Context) -> Result<Option<desk::members::Members>, Report> {
        let file = self.root.join(".stead/private.sqlite");
        if !file.is_file() {
            return Ok(None);
        }
        let mut random = cx.edge.random();
        Ok(Some(desk::members::Members::open(&file, random.as_mut())?))
    }
}

/// What a text on the command line names; a typing mistake is told with what is nearest.
pub(crate) fn find(node: &Node, text: &str) -> Result<Found, Report> {
    node.find(text).ok_or_else(|| {
        let documents = &node.documents;
        let codes: Vec<_> = node.index.codes().map(|code| code.to_string()).collect();
        let slugs = documents.titles.keys().chain(documents.places.keys()).map(Slug::as_str);
        let near = did_you_mean(text, slugs.chain(codes.iter().map(String::as_str)));
        let looks_like_code = text.chars().filter(char::is_ascii_alphanumeric).count() == 7
            && text.chars().any(|c| c.is_ascii_digit());
        let misread = text.parse::<Code>().err().filter(|_| looks_like_code);
        let why = misread.map_or_else(String::new, |error| format!(": it {error}"));
        Report::request("not-found", format!("nothing here is called `{text}`{why}"))
            .maybe_hint(near)
            .hint("`stead search <words>` finds things by their names")
    })
}

/// The one unit that a text names: by its code, an old number, or a title that has a single unit.
pub(crate) fn unit(node: &Node, text: &str) -> Result<Code, Report> {
    match find(node, text)? {
        Found::Unit(code) => Ok(code),
        Found::Place(slug) => {
            Err(Report::request("not-a-unit", format!("`{slug}` is a place, not a thing")))
        }
        Found::Title(slug) => {
            let units = node.documents.titles.get(&slug).map_or(&[][..], |title| &title.units);
            match units {
                [only] => Ok(only.code),
                many => {
                    let codes: Vec<_> = many.iter().map(|unit| unit.code.to_string()).collect();
                    let message = format!("`{slug}` has {} units: say which one", many.len());
                    Err(Report::request("which-unit", message).hint(codes.join(", ")))
                }
            }
        }
    }
}

/// The place that a text names.
pub(crate) fn place(node: &Node, text: &str) -> Result<Slug, Report> {
    if let Some(Found::Place(slug)) = node.find(text) {
        return Ok(slug);
    }
    let near = did_you_mean(text, node.documents.places.keys().map(Slug::as_str));
    Err(Report::request("no-place", format!("no place is called `{text}`"))
        .maybe_hint(near)
        .hint("places are the files in `places/`"))
}

/// The member that a text names: a number or what stands on a card. Never a name: two people may
/// have one, and what is typed on a command line is kept in its history.
pub(crate) fn member(members: &desk::members::Members, text: &str) -> Result<desk::Member, Report> {
    if let Ok(number) = text.parse::<MemberNumber>() {
        return Ok(members.get(number)?);
    }
    match Card::from_scan(text) {
        Ok(card) => members.find_by_card(&card)?.ok_or_else(|| {
            Report::request("no-member", "this card belongs to nobody here")
                .hint("a lost card was replaced: `stead member list` shows the members")
        }),
        Err(error) => {
            Err(Report::request("no-member", "a member is named by number (`412-907`) or by card")
                .cause(format!("read as a card: {error}"))
                .hint("`stead member list` shows numbers and names"))
        }
    }
}

/// A node opened to act: its lock is held until this is dropped.
pub(crate) struct Acting {
    pub(crate) desk: Desk,
    repo: Repo,
}

impl Acting {
    /// Opens the node in the name of a command (`stead loan out`), which others read who find it
    /// locked.
    pub(crate) fn open(cx: &mut Context, program: &str) -> Result<Self, Report> {
        let root = root(cx)?;
        let (repo, device) = repository(cx, &root)?;
        let options = OpenOptions::new(program, device);
        let desk = Desk::open(&root, options, cx.edge.clock(), cx.edge.random())?;
        for kept in desk.set_aside() {
            cx.console.warn(&format!(
                "a half-written line, never acknowledged, was set aside in `{kept}`"
            ));
        }
        Ok(Self { desk, repo })
    }

    /// The desk alone, for a program that runs on.
    pub(crate) fn into_desk(self) -> Desk {
        self.desk
    }

    /// The unit that a text names.
    pub(crate) fn unit(&self, text: &str) -> Result<Code, Report> {
        unit(self.desk.node(), text)
    }

    /// The member that a text names.
    pub(crate) fn member(&self, text: &str) -> Result<MemberNumber, Report> {
        Ok(member(self.desk.members(), text)?.number)
    }

    /// Records this device's new events in a signed commit. They are on the disk already, so what
    /// goes wrong here is told and stops nothing.
    pub(crate) fn commit(&self, cx: &mut Context, subject: &str) {
        self.commit_with(cx, subject, &[]);
    }

    /// The same together with documents that the command wrote.
    pub(crate) fn commit_with(&self, cx: &mut Context, subject: &str, files: &[Utf8PathBuf]) {
        let at = Wall::new(self.desk.now(), self.desk.zone());
        if let Err(report) = commit_feed(cx, &self.repo, subject, at, files) {
            let why: Vec<_> = report.causes.iter().chain(&report.hints).cloned().collect();
            cx.console.warn(&format!(
                "it is recorded on the disk, but not yet committed: {}{}{}",
                report.message,
                if why.is_empty() { "" } else { "\n  " },
                why.join("\n  ")
            ));
        }
    }
}

/// The repository of a node and the name of this device. A copy without a key becomes a new device.
pub(crate) fn repository(
    cx: &mut Context,
    root: &Utf8Path,
) -> Result<(Repo, catalog::ids::DeviceId), Report> {
    let repo = Repo::open(root)?;
    for lock in repo.remove_stale_locks(cx.edge.now(), sync::STALE)? {
        cx.console
            .warn(&format!("`{lock}` was removed: a program that stopped in the middle left it"));
    }
    if let Some(key) = repo.key() {
        let device = key.device();
        return Ok((repo, device));
    }
    let key = DeviceKey::new(&cx.edge.bytes()?);
    key.save(&root.join(DeviceKey::FILE))?;
    cx.console.say(&format!(
        "This copy of the node is a new device now, `{}`. On a device that the node knows, run\n  \
         stead device invite {} {}",
        key.device(),
        key.device(),
        quoted(&key.public().to_string()),
    ));
    Ok((Repo::open(root)?, key.device()))
}

pub(crate) fn quoted(text: &str) -> String {
    format!("'{text}'")
}

/// Whether the node knows this device, so that others take its commits.
pub(crate) fn is_welcome(repo: &Repo, now: Timestamp) -> Result<bool, Report> {
    let signers = repo.signers()?;
    Ok(repo.key().is_some_and(|key| signers.allowed(&key.public(), now).is_some()))
}

/// Commits the new lines of this device's feed.
fn commit_feed(
    cx: &mut Context,
    repo: &Repo,
    subject: &str,
    at: Wall,
    files: &[Utf8PathBuf],
) -> Result<(), Report> {
    let Some(key) = repo.key() else { return Ok(()) };
    if !is_welcome(repo, at.timestamp())? {
        cx.console.say(
            "It is recorded on the disk. It is committed once the node knows this device \
             (`stead device join` says how).",
        );
        return Ok(());
    }
    let own = Some(key.device());
    let pending = repo.pending()?.into_iter().map(|pending| pending.path);
    let written = |path: &sync::RepoPath| files.iter().any(|file| file.as_str() == path.as_str());
    let paths: Vec<_> = pending.filter(|path| path.feed_of() == own || written(path)).collect();
    repo.commit(&paths, subject, &Author::device(key), at)?;
    Ok(())
}
