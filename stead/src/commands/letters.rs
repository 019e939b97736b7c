//! The sealed part of a dispute: what the two sides and those who sit on it may read, and nobody else.
//!
//! It is an `age` file on this device alone, never in git and never exchanged, so that deleting it
//! after its time really deletes it. Each reader has a key file of their own, handed over by hand.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::ids::EventId;
use catalog::store::write_atomic;
use civic::disputes::{self, Dispute};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sync::DeviceKey;
use sync::key::PublicKey;
use sync::private::letter;

use crate::answer::Answer;
use crate::context::Context;
use crate::node::Reading;
use crate::report::{self, Report};

/// Somebody who may read it, by the part they have in it; no names.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Reader {
    part: String,
    key: String,
}

fn folder(reading: &Reading) -> Utf8PathBuf {
    reading.root.join(".stead/disputes")
}

fn letter_file(reading: &Reading, id: EventId) -> Utf8PathBuf {
    folder(reading).join(format!("{id}.age"))
}

fn readers_file(reading: &Reading, id: EventId) -> Utf8PathBuf {
    folder(reading).join(format!("{id}.readers.json"))
}

/// The parts of those who may read it: both sides, then everybody who sat on it.
fn parts(dispute: &Dispute<'_>) -> Vec<String> {
    let seats = (1..=dispute.sat.len()).map(|n| format!("seat-{n}"));
    ["one-side".to_owned(), "other-side".to_owned()].into_iter().chain(seats).collect()
}

fn wrong(error: &dyn std::fmt::Display) -> Report {
    Report::request("sealed", error.to_string())
}

/// Seals details for everybody who has a part in a dispute. Whoever has none yet gets a new key file.
pub(super) fn seal(
    id: EventId,
    text: Option<&Utf8Path>,
    key: Option<&Utf8Path>,
    keys: &Utf8Path,
    cx: &mut Context,
) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let (all, _) = disputes::disputes(&reading.node);
    let found = all.iter().find(|one| one.id == id);
    let dispute = found.ok_or_else(|| super::disputes::unknown(id))?;
    if dispute.sealed_until().is_some_and(|last| reading.today() > last) {
        return Err(wrong(&"its time is over: the sealed part is deleted after 24 months"));
    }
    let text = match (text, key) {
        (Some(file), _) => fs_err::read(file).map_err(report::at("read", file))?,
        (None, Some(key)) => opened(&reading, id, key)?,
        (None, None) => {
            return Err(wrong(&"there is nothing to seal").hint(
                "`--text FILE` has the details; `--key FILE` opens what was sealed, to seal it for more readers",
            ));
        }
    };
    let mut readers = known(&reading, id)?;
    let mut made = Vec::new();
    for part in parts(dispute) {
        if readers.iter().any(|reader| reader.part == part) {
            continue;
        }
        let own = DeviceKey::new(&cx.edge.bytes()?);
        let file = keys.join(format!("{id}.{part}.key"));
        own.save(&file).map_err(|error| wrong(&error))?;
        readers.push(Reader { part, key: own.public().to_string() });
        made.push(file);
    }
    let public: Vec<PublicKey> = readers
        .iter()
        .map(|reader| reader.key.parse())
        .collect::<Result<_, _>>()
        .map_err(|error: sync::key::KeyError| wrong(&error))?;
    let sealed = letter::seal(&public, &text, &cx.edge.bytes()?).map_err(|error| wrong(&error))?;
    let path = letter_file(&reading, id);
    fs_err::create_dir_all(folder(&reading)).map_err(report::at("written", &path))?;
    write_atomic(&path, &sealed).map_err(report::at("written", &path))?;
    let list = serde_json::to_vec_pretty(&readers).map_err(|error| wrong(&error))?;
    let beside = readers_file(&reading, id);
    write_atomic(&beside, &list).map_err(report::at("written", &beside))?;
    let mut said = format!("Sealed for {} readers, on this device alone: {path}\n", readers.len());
    for file in &made {
        said.push_str(&format!("Hand this key to its reader, and keep no copy: {file}\n"));
    }
    Ok(Answer::new(json!({ "dispute": id, "file": path, "keys": made }), said))
}

/// Shows the sealed part to somebody with a key.
pub(super) fn read(id: EventId, key: &Utf8Path, cx: &Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let bytes = opened(&reading, id, key)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(Answer::new(json!({ "dispute": id, "text": text }), text.clone()))
}

fn opened(reading: &Reading, id: EventId, key: &Utf8Path) -> Result<Vec<u8>, Report> {
    let path = letter_file(reading, id);
    if !path.is_file() {
        return Err(wrong(&format!("nothing is sealed about `{id}` on this device")));
    }
    let own = DeviceKey::load(key).map_err(|error| wrong(&error))?;
    let sealed = fs_err::read(&path).map_err(report::at("read", &path))?;
    letter::open(&own, &sealed).map_err(|error| wrong(&error))
}

fn known(reading: &Reading, id: EventId) -> Result<Vec<Reader>, Report> {
    let path = readers_file(reading, id);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let bytes = fs_err::read(&path).map_err(report::at("read", &path))?;
    serde_json::from_slice(&bytes).map_err(|error| wrong(&error))
}

/// Deletes the sealed part of what is over for long enough. Gives back of which.
pub(super) fn tidy(reading: &Reading, today: Date) -> Result<Vec<EventId>, Report> {
    let (all, _) = disputes::disputes(&reading.node);
    let over = |one: &&Dispute<'_>| one.sealed_until().is_some_and(|last| today > last);
    let mut gone = Vec::new();
    for dispute in all.iter().filter(over) {
        let path = letter_file(reading, dispute.id);
        if path.is_file() {
            for file in [&path, &readers_file(reading, dispute.id)] {
                fs_err::remove_file(file).map_err(report::at("removed", file))?;
            }
            gone.push(dispute.id);
        }
    }
    Ok(gone)
}
