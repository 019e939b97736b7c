//! `stead restore`: a node out of a backup.

use std::io::IsTerminal as _;

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::json;
use sync::Repo;
use sync::backup::{self as archive, Label, Passphrase};
use sync::remote::RemoteKind;

use super::backup::{PhraseFile, ask_hidden};
use super::check::counted;
use crate::answer::Answer;
use crate::backup::{self, Became, Identity, Last};
use crate::context::Context;
use crate::report::{Report, at};

/// Put a backup back into a new folder; without a folder, only read it through
///
/// The file is read to its end before anything is written, and the folder appears when all is there.
/// A computer that was backed up may still run somewhere, and two must not write under one name: so
/// the restored copy becomes a device of its own, unless `--as same` says that the old one is gone.
#[derive(Debug, clap::Args)]
pub(crate) struct Restore {
    /// The backup
    file: Utf8PathBuf,
    /// The new folder
    folder: Option<Utf8PathBuf>,
    /// Who the restored copy is [default: asked on a terminal, else new]
    #[arg(long = "as", value_name = "WHO", requires = "folder")]
    identity: Option<Identity>,
    #[command(flatten)]
    phrase: PhraseFile,
}

pub(crate) fn run(args: &Restore, cx: &mut Context) -> Result<Answer, Report> {
    let phrase = phrase(args, cx)?;
    let bar = cx.console.progress("reading the backup");
    let label = archive::check(&args.file, phrase.as_ref());
    bar.finish_and_clear();
    let label = label?;
    let Some(folder) = &args.folder else { return Ok(about(&label)) };
    if fs_err::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
        || folder.is_file()
    {
        return Err(Report::request("exists", format!("`{folder}` holds something already"))
            .hint("choose a new folder; nothing is written over"));
    }
    let identity = identity(args, &label, cx)?;
    let place = folder.parent().filter(|place| !place.as_str().is_empty());
    let place = place.unwrap_or(Utf8Path::new("."));
    fs_err::create_dir_all(place).map_err(at("made", place))?;
    // Beside its place, so that it gets there in one step.
    let staging = tempfile::Builder::new().prefix(".stead-restore-").tempdir_in(place);
    let staging = staging.map_err(at("written to", place))?;
    let inner = Utf8Path::from_path(staging.path()).unwrap_or(place).join("node");
    let (became, notes) = fill(&args.file, phrase.as_ref(), &inner, identity, &label, cx)?;
    if folder.is_dir() {
        fs_err::remove_dir(folder).map_err(at("replaced", folder))?;
    }
    fs_err::rename(&inner, folder).map_err(at("given its place", folder))?;
    let met = if identity == Identity::Same { meet(folder)? } else { Vec::new() };
    Ok(told(folder, &label, identity, &became, &notes, &met))
}

fn phrase(args: &Restore, cx: &mut Context) -> Result<Option<Passphrase>, Report> {
    if !args.file.is_file() {
        return Err(Report::request("backup", format!("there is no file `{}`", args.file)));
    }
    if !archive::needs_phrase(&args.file)? {
        return Ok(None);
    }
    if let Some(phrase) = args.phrase.given()? {
        return Ok(Some(phrase));
    }
    let typed = ask_hidden(cx, "The backup's passphrase:")?;
    let typed = typed.ok_or(archive::BackupError::PhraseNeeded)?;
    Ok(Some(Passphrase::new(&typed).map_err(|_| archive::BackupError::WrongPhrase)?))
}

/// Who the copy is to be: as it was said, as somebody at the terminal answers, or a new device.
fn identity(args: &Restore, label: &Label, cx: &mut Context) -> Result<Identity, Report> {
    if let Some(identity) = args.identity {
        return Ok(identity);
    }
    let (Some(device), true) =
        (label.device.filter(|_| label.private), std::io::stdin().is_terminal())
    else {
        return Ok(Identity::New);
    };
    cx.console.tell(&format!(
        "This backup was made on `{device}`. Is that computer gone for good, so that this one takes its \
         place under the same name? If it may ever run again, answer no. [y/N]"
    ));
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line);
    read.map_err(|error| Report::io("the terminal could not be read", &error))?;
    let yes = matches!(line.trim().to_lowercase().as_str(), "y" | "yes");
    Ok(if yes { Identity::Same } else { Identity::New })
}

/// Unpacks a backup into a folder that is new, as the device that it is to be; and what is to be told.
pub(crate) fn fill(
    file: &Utf8Path,
    phrase: Option<&Passphrase>,
    into: &Utf8Path,
    identity: Identity,
    label: &Label,
    cx: &mut Context,
) -> Result<(Became, Vec<String>), Report> {
    fs_err::create_dir_all(into).map_err(at("made", into))?;
    let bar = cx.console.progress("restoring");
    let restored = archive::restore(file, phrase, into);
    bar.finish_and_clear();
    let restored = restored?;
    let mut notes = Vec::new();
    for name in &restored.left_out {
        notes.push(format!("The remote `{name}` was not taken over: its address cannot be used."));
    }
    if !restored.faults.is_empty() {
        let found = counted(restored.faults.len(), "commit");
        notes.push(format!("The history has {found} that do not count: `stead verify` says why."));
    }
    let same = Became {
        device: restored.repo.key().map(sync::DeviceKey::device),
        welcome: crate::node::is_welcome(&restored.repo, cx.edge.now())?,
    };
    drop(restored);
    let became = match identity {
        Identity::New => backup::become_new(cx, into)?,
        Identity::Same => same,
    };
    let last = Last {
        made: label.made,
        bytes: fs_err::metadata(file).map_or(0, |found| found.len()),
        file: file.to_owned(),
        private: label.private,
        sealed: phrase.is_some(),
    };
    fs_err::create_dir_all(into.join(".stead")).map_err(at("made", into))?;
    backup::note(into, &last).map_err(at("written to", into))?;
    Ok((became, notes))
}

/// What came of asking another copy of the node.
struct Met {
    name: String,
    /// How many of this device's own events came back; else why it was not reached.
    restored: Result<usize, String>,
}

/// Takes back from the other copies of the node what this device recorded after the backup, before it
/// writes again. What came of each.
fn meet(folder: &Utf8Path) -> Result<Vec<Met>, Report> {
    let repo = Repo::open(folder)?;
    let own = repo.remotes()?.into_iter().filter(|remote| remote.kind == RemoteKind::Own);
    let exchange = |remote: sync::remote::Remote| {
        let news = repo.exchange(&remote.name).map(|news| news.restored_events);
        Met { name: remote.name, restored: news.map_err(|error| error.to_string()) }
    };
    Ok(own.map(exchange).collect())
}

fn about(label: &Label) -> Answer {
    let what = if label.private { "with its members and keys" } else { "without members and keys" };
    let device = label.device.map_or_else(|| "no device".to_owned(), |device| device.to_string());
    let text = format!(
        "A whole backup of {} {what}, made by {device} on {}.\nTo put it back: stead restore <this file> <new folder>\n",
        label.name,
        label.made.strftime("%Y-%m-%d %H:%M UTC"),
    );
    let json = json!({
        "node": label.node, "name": label.name, "device": label.device, "made": label.made,
        "commit": label.head, "private": label.private, "program": label.program,
    });
    Answer::new(json, text)
}

fn told(
    folder: &Utf8Path,
    label: &Label,
    identity: Identity,
    became: &Became,
    notes: &[String],
    met: &[Met],
) -> Answer {
    let mut text = format!(
        "{} is in {folder} again, as it was on {}.\n",
        label.name,
        label.made.strftime("%Y-%m-%d %H:%M UTC")
    );
    match (became.device, identity) {
        (None, _) => text.push_str(
            "It has no key: it can be read. `stead device join` makes it a device of the node.\n",
        ),
        (Some(device), Identity::New) if became.welcome => text.push_str(&format!(
            "This copy is a device of its own now, `{device}`. Where the old one is gone for good: \
             stead device revoke {}\n",
            label.device.map(|device| device.to_string()).unwrap_or_default()
        )),
        (Some(device), Identity::New) => text.push_str(&format!(
            "This copy is a new device, `{device}`, which the node does not know yet: \
             `stead device join` says what to do.\n"
        )),
        (Some(device), Identity::Same) => {
            text.push_str(&format!("It goes on as `{device}`, which must run nowhere else.\n"));
            if met.iter().all(|met| met.restored.is_err()) {
                text.push_str(
                    "What it recorded after the backup may be at other devices, on sticks and hubs: \
                     exchange with them (`stead sync`, `stead carry`) before it lends again.\n",
                );
            }
        }
    }
    for Met { name, restored } in met {
        text.push_str(&match restored {
            Ok(events) => format!("{name}: {} of its own came back.\n", counted(*events, "event")),
            Err(error) => format!("{name}: {error}\n"),
        });
    }
    for note in notes {
        text.push_str(note);
        text.push('\n');
    }
    let met = met.iter().map(|Met { name, restored }| {
        json!({ "name": name, "restored": restored.as_ref().ok(), "error": restored.as_ref().err() })
    });
    let json = json!({
        "folder": folder, "node": label.node, "was": label.device, "device": became.device,
        "new": identity == Identity::New, "welcome": became.welcome, "made": label.made,
        "exchanged": met.collect::<Vec<_>>(), "notes": notes,
    });
    Answer::new(json, text)
}
