//! `pages/<slug>.md`, `events/<slug>.md`, `people/<handle>.md`

use crate::ids::{Handle, Slug};
use crate::record::{Happening, Page, PageKind, Person, Text};

use super::super::reader::{Reader, fields, put};
use super::{Source, UNSET_LANG};

pub(crate) const KINDS: &[(&str, PageKind)] = &[("page", PageKind::Page), ("news", PageKind::News)];

const PAGE_KEYS: &[&str] = &["name", "summary", "kind", "date", "lang", "draft", "translations"];

pub(super) fn page(r: &mut Reader, source: &Source<'_>) -> Page {
    let mut page = Page {
        slug: source.slug.clone(),
        name: Text::default(),
        summary: Text::default(),
        kind: PageKind::default(),
        date: None,
        lang: UNSET_LANG.to_owned(),
        draft: false,
        body: source.body(),
    };
    let mut translations = None;
    for field in fields(source.table) {
        match field.name {
            "name" => put(&mut page.name.base, r.filled(field)),
            "summary" => put(&mut page.summary.base, r.owned(field)),
            "kind" => put(&mut page.kind, r.choice(field, KINDS)),
            "date" => page.date = r.date(field),
            "lang" => put(&mut page.lang, r.lang(field)),
            "draft" => put(&mut page.draft, r.flag(field)),
            "translations" => translations = Some(field),
            _ => r.unknown(field, PAGE_KEYS),
        }
    }
    r.name_or_slug(source, &mut page.name, "\"How borrowing works\"");
    if let Some(field) = translations {
        r.translations(field, &mut page);
    }
    page
}

const EVENT_KEYS: &[&str] = &[
    "name",
    "summary",
    "starts",
    "ends",
    "place",
    "training",
    "seats",
    "lang",
    "cancelled",
    "translations",
];

pub(super) fn event(r: &mut Reader, source: &Source<'_>) -> Happening {
    let mut event = Happening {
        slug: source.slug.clone(),
        name: Text::default(),
        summary: Text::default(),
        starts: None,
        ends: None,
        place: None,
        training: None,
        seats: None,
        lang: UNSET_LANG.to_owned(),
        cancelled: false,
        body: source.body(),
    };
    let mut translations = None;
    for field in fields(source.table) {
        match field.name {
            "name" => put(&mut event.name.base, r.filled(field)),
            "summary" => put(&mut event.summary.base, r.owned(field)),
            "starts" => event.starts = r.zoned(field),
            "ends" => event.ends = r.zoned(field),
            "place" => event.place = r.name(field),
            "training" => event.training = r.name(field),
            "seats" => event.seats = r.count(field),
            "lang" => put(&mut event.lang, r.lang(field)),
            "cancelled" => put(&mut event.cancelled, r.flag(field)),
            "translations" => translations = Some(field),
            _ => r.unknown(field, EVENT_KEYS),
        }
    }
    r.name_or_slug(source, &mut event.name, "\"Repair café\"");
    if let Some(field) = translations {
        r.translations(field, &mut event);
    }
    event
}

const PERSON_KEYS: &[&str] = &["name", "skills", "roles", "languages", "lang", "translations"];

pub(super) fn person(r: &mut Reader, source: &Source<'_>) -> Person {
    let mut person = Person {
        handle: handle_of(&source.slug),
        name: Text::default(),
        skills: Vec::new(),
        roles: Vec::new(),
        languages: Vec::new(),
        lang: UNSET_LANG.to_owned(),
        body: source.body(),
    };
    let mut translations = None;
    for field in fields(source.table) {
        match field.name {
            "name" => put(&mut person.name.base, r.filled(field)),
            "skills" => person.skills = r.texts(field),
            "roles" => person.roles = r.texts(field),
            "languages" => person.languages = r.list(field, Reader::lang),
            "lang" => put(&mut person.lang, r.lang(field)),
            "translations" => translations = Some(field),
            _ => r.unknown(field, PERSON_KEYS),
        }
    }
    r.name_or_slug(source, &mut person.name, "\"Mira\"");
    if let Some(field) = translations {
        r.translations(field, &mut person);
    }
    person
}

fn handle_of(slug: &Slug) -> Handle {
    Handle::from(slug.clone())
}
