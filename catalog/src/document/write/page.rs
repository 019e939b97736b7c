//! Pages, events and public profiles.

use jiff::Zoned;

use crate::record::{Happening, Page, Person};

use super::super::parse::page as words;
use super::{Fields, Sheet, word};

/// The file of a page. Its bodies in other languages are files of their own.
pub fn page_to_document(page: &Page) -> Vec<u8> {
    let mut f = Fields::default();
    f.text("name", &page.name)
        .text("summary", &page.summary)
        .put("kind", word(words::KINDS, page.kind))
        .some("date", page.date)
        .put("lang", page.lang.as_str())
        .put("draft", page.draft);
    let texts = [("name", &page.name), ("summary", &page.summary)];
    Sheet::new(&f).translations(&[], &texts).markdown(&page.body)
}

/// The file of an event.
pub fn event_to_document(event: &Happening) -> Vec<u8> {
    let mut f = Fields::default();
    f.text("name", &event.name)
        .text("summary", &event.summary)
        .some("starts", event.starts.as_ref().map(moment))
        .some("ends", event.ends.as_ref().map(moment))
        .some("place", event.place.as_ref())
        .some("training", event.training.as_ref())
        .some("seats", event.seats)
        .put("lang", event.lang.as_str())
        .put("cancelled", event.cancelled);
    let texts = [("name", &event.name), ("summary", &event.summary)];
    Sheet::new(&f).translations(&[], &texts).markdown(&event.body)
}

/// A moment with its zone by name; one that has an offset alone is written without brackets.
fn moment(at: &Zoned) -> String {
    let text = at.to_string();
    match at.time_zone().iana_name() {
        Some(_) => text,
        None => text.split('[').next().unwrap_or_default().to_owned(),
    }
}

/// The file of a public profile.
pub fn person_to_document(person: &Person) -> Vec<u8> {
    let mut f = Fields::default();
    f.text("name", &person.name)
        .list("skills", &person.skills)
        .list("roles", &person.roles)
        .list("languages", &person.languages)
        .put("lang", person.lang.as_str());
    Sheet::new(&f).translations(&[], &[("name", &person.name)]).markdown(&person.body)
}
