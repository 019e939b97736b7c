//! `stead backup`: everything in one file.

use std::io::IsTerminal as _;

use camino::Utf8PathBuf;
use catalog::event::Wall;
use serde_json::json;
use sync::backup::Passphrase;

use crate::answer::Answer;
use crate::backup::{self, Keep};
use crate::context::Context;
use crate::node::Reading;
use crate::report::{Report, at};

/// Put the whole node into one file: history, members, this device's key and settings
///
/// The file is written whole or not at all, and read back before it counts. The kiosk may run
/// meanwhile. What is private is in it, so it opens with a passphrase; without this program `age -d`
/// and `tar` open it too. `stead restore` puts it back.
#[derive(Debug, clap::Args)]
pub(crate) struct Backup {
    /// A new file; or a folder (a stick), where it gets a name with the date
    #[arg(value_name = "FILE-OR-FOLDER")]
    to: Utf8PathBuf,
    #[command(flatten)]
    phrase: PhraseFile,
    /// No passphrase: whoever has the file can read the members and act as this device
    #[arg(long, conflicts_with_all = ["passphrase_file", "public"])]
    unencrypted: bool,
    /// Only what is public: no members, no key
    #[arg(long, conflicts_with = "passphrase_file")]
    public: bool,
}

/// Where the passphrase is.
#[derive(Debug, clap::Args)]
pub(crate) struct PhraseFile {
    /// A file whose first line is the passphrase; `STEAD_PASSPHRASE` may hold it too
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<Utf8PathBuf>,
}

impl PhraseFile {
    /// The passphrase from the file or the environment, if either is there.
    pub(crate) fn given(&self) -> Result<Option<Passphrase>, Report> {
        let text = match &self.passphrase_file {
            Some(file) => {
                let text = fs_err::read_to_string(file).map_err(at("read", file))?;
                text.lines().next().unwrap_or_default().to_owned()
            }
            None => match std::env::var("STEAD_PASSPHRASE") {
                Ok(text) if !text.is_empty() => text,
                _ => return Ok(None),
            },
        };
        passphrase(&text).map(Some)
    }
}

fn passphrase(text: &str) -> Result<Passphrase, Report> {
    Passphrase::new(text).map_err(|error| Report::request("passphrase", error.to_string()))
}

/// Asks for a line without showing it; none where nobody sits at a terminal.
pub(crate) fn ask_hidden(cx: &mut Context, words: &str) -> Result<Option<String>, Report> {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Ok(None);
    }
    cx.console.tell(words);
    let line = console::Term::stderr().read_secure_line();
    line.map(Some).map_err(|error| Report::io("the terminal could not be read", &error))
}

pub(crate) fn run(args: &Backup, cx: &mut Context) -> Result<Answer, Report> {
    let root = crate::node::root(cx)?;
    let keep = keep(args, cx)?;
    let now = cx.edge.now();
    let to = if args.to.is_dir() {
        let reading = Reading::of(root.clone(), now)?;
        let slug = reading.node.documents.node.id.as_str().to_owned();
        args.to.join(backup::file_name(&slug, Wall::new(now, &reading.zone)))
    } else {
        args.to.clone()
    };
    let bar = cx.console.progress("writing the backup");
    let made = backup::make(&root, &to, &keep, now, cx.edge.bytes()?);
    bar.finish_and_clear();
    let made = made?;
    let about = match keep {
        Keep::Sealed(_) => {
            "It holds the members and this device's key, and opens with the passphrase."
        }
        Keep::Open => "It holds the members and this device's key, readable for whoever has it.",
        Keep::Public => "It holds what is public: no members, no key.",
    };
    let mut text = format!(
        "{to}: {}, read back and whole.\n{about}\nTo put it back: stead restore {to} <new folder>\n",
        crate::backup::size(made.bytes)
    );
    for name in &made.left_out {
        text.push_str(&format!(
            "Not in it, because it is a link or its name fits no drive: {name}\n"
        ));
    }
    let json = json!({
        "file": to, "bytes": made.bytes, "node": made.label.node, "commit": made.label.head,
        "private": made.label.private, "encrypted": matches!(keep, Keep::Sealed(_)),
        "left_out": made.left_out,
    });
    Ok(Answer::new(json, text))
}

fn keep(args: &Backup, cx: &mut Context) -> Result<Keep, Report> {
    if args.public {
        return Ok(Keep::Public);
    }
    if args.unencrypted {
        return Ok(Keep::Open);
    }
    if let Some(phrase) = args.phrase.given()? {
        return Ok(Keep::Sealed(phrase));
    }
    let none = || {
        Report::request(
            "passphrase",
            "the members and the key are in a backup, so it needs a passphrase",
        )
        .hint("`--passphrase-file <file>`, or `STEAD_PASSPHRASE` in the environment")
        .hint("`--unencrypted` for a disk that is encrypted itself")
        .hint("`--public` leaves members and key out")
    };
    let first = ask_hidden(cx, "A passphrase for the backup (four words are good):")?;
    let phrase = passphrase(&first.ok_or_else(none)?)?;
    let again = ask_hidden(cx, "The same again:")?.ok_or_else(none)?;
    if passphrase(&again).ok().as_ref() != Some(&phrase) {
        return Err(Report::request("passphrase", "the two were not the same"));
    }
    Ok(Keep::Sealed(phrase))
}
