//! Photos that come with a return or a report: kept beside the repair that they show.
//!
//! A picture is `media/repairs/<unit>/<event>.jpg`, named after the event that it came with, so that
//! the feed needs no word about it and two devices never write one file.

use catalog::code::Code;
use catalog::fold::{Node, Ticket};
use catalog::ids::EventId;

use crate::app::App;
use crate::photo;
use crate::visit::Visit;

/// The photo of a form, if one was taken.
pub(crate) fn read(visit: &Visit) -> Option<&[u8]> {
    visit.files.iter().find(|file| file.field == "photo").map(|file| file.bytes.as_slice())
}

fn folder(unit: Code) -> String {
    format!("repairs/{}", unit.compact())
}

/// Keeps a photo that came with an event. `Ok(true)`: it is kept; an error is the sentence for
/// whoever took it. What was recorded stands either way.
pub(super) fn keep_for_repair(
    app: &App,
    visit: &Visit,
    photo: Option<&[u8]>,
    unit: Code,
    event: EventId,
) -> Result<bool, String> {
    let Some(bytes) = photo else { return Ok(false) };
    keep_with(app, bytes, unit, event).map(|()| true).map_err(|no| no.sentence(app, &visit.lang))
}

/// Keeps a photo beside the repair that it shows, named after the event that it came with.
pub(crate) fn keep_with(
    app: &App,
    bytes: &[u8],
    unit: Code,
    event: EventId,
) -> Result<(), NotKept> {
    keep(app, bytes, &name_of(unit, event), format!("repair of {unit}: add a photo"))
}

fn name_of(unit: Code, event: EventId) -> String {
    format!("{}/{event}.jpg", folder(unit))
}

/// Whether a photo came with an event.
pub(crate) fn has(app: &App, unit: Code, event: EventId) -> bool {
    app.media.as_ref().is_some_and(|media| media.join(name_of(unit, event)).exists())
}

/// Why a photo is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotKept {
    /// It is no picture that can be read.
    Unread,
    /// The disk did not take it.
    Disk,
}

impl NotKept {
    /// A stable code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Unread => "E-PHOTO",
            Self::Disk => "E-NOT-RECORDED",
        }
    }

    /// The reason in the reader's language. Nobody may hold the desk.
    pub(crate) fn sentence(self, app: &App, lang: &str) -> String {
        let key = match self {
            Self::Unread => "f-photo-unread",
            Self::Disk => "k-not-recorded",
        };
        let desk = app.desk();
        app.reading(&desk, lang).word(key)
    }
}

/// Cleans a photo and keeps it under a name below `media/`.
pub(crate) fn keep(app: &App, bytes: &[u8], name: &str, subject: String) -> Result<(), NotKept> {
    let clean = photo::clean(bytes).map_err(|_| NotKept::Unread)?;
    let media = app.media.as_ref().ok_or(NotKept::Disk)?;
    if let Err(error) = catalog::store::write_atomic(&media.join(name), &clean) {
        tracing::error!(%error, name, "a photo could not be kept");
        return Err(NotKept::Disk);
    }
    app.keep(vec![format!("media/{name}").into()], subject);
    Ok(())
}

/// The photos of a repair: those of its unit that came from its beginning (or the return before it)
/// until its end.
pub(crate) fn of_repair(app: &App, node: &Node, ticket: &Ticket) -> Vec<String> {
    let Some(media) = app.media.as_ref() else { return Vec::new() };
    let unit = node.state.resolve(ticket.unit);
    let Ok(files) = media.join(folder(unit)).read_dir_utf8() else { return Vec::new() };
    let mut found: Vec<_> = files
        .filter_map(|file| {
            let name = file.ok()?.file_name().to_owned();
            let event: EventId = name.strip_suffix(".jpg")?.parse().ok()?;
            let same = event.device == ticket.id.0.device;
            // The return that a repair follows from is the event just before it.
            let near = !same || event.seq.saturating_add(3) >= ticket.id.0.seq;
            near.then(|| format!("media/{}/{name}", folder(unit)))
        })
        .collect();
    found.sort();
    found
}
