//! Public profiles: only of people who asked for one.

use catalog::record::Person;
use serde::Serialize;

use super::pages::markdown;
use super::shell::Head;
use super::{BuildError, Output, Pages};
use crate::links;
use crate::view::Link;

#[derive(Serialize)]
struct PersonView {
    handle: String,
    name: String,
    initials: String,
    href: String,
    roles: Vec<String>,
    skills: Vec<String>,
    languages: Vec<String>,
    body: String,
}

pub(super) fn links(pages: &Pages<'_>) -> Vec<Link> {
    let people = pages.build.node.documents.people.values();
    people
        .map(|person| Link {
            name: person.name.in_lang(pages.lang).to_owned(),
            href: links::person(person.handle.as_str()),
        })
        .collect()
}

/// The profile behind a handle, where there is one.
pub(super) fn link(pages: &Pages<'_>, handle: &catalog::ids::Handle) -> Link {
    let person = pages.build.node.documents.people.get(handle.as_str());
    Link {
        name: person.map_or_else(
            || format!("@{handle}"),
            |person| person.name.in_lang(pages.lang).to_owned(),
        ),
        href: person.map_or_else(String::new, |_| links::person(handle.as_str())),
    }
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let people = &pages.build.node.documents.people;
    if people.is_empty() {
        return Ok(());
    }
    let reading = pages.reading();
    let head = || {
        Head::new("visit", reading.word("people-title"))
            .crumb(reading.word("nav-visit"), "visit/index.html")
    };
    let views: Vec<PersonView> = people.values().map(|person| view(pages, person, out)).collect();
    let list = serde_json::json!({ "people": views });
    out.page(pages.draw(
        "people/index.html",
        "people.html",
        head().about(reading.word("people-lede")),
        list,
    )?)?;
    for view in views {
        let mut head = head().crumb(reading.word("people-title"), "people/index.html");
        head.title.clone_from(&view.name);
        out.page(pages.draw(
            &view.href.clone(),
            "person.html",
            head,
            serde_json::json!({ "person": view }),
        )?)?;
    }
    Ok(())
}

fn view(pages: &Pages<'_>, person: &Person, out: &mut Output<'_>) -> PersonView {
    let name = person.name.in_lang(pages.lang).to_owned();
    let path = links::person(person.handle.as_str());
    let file = format!("people/{}.md", person.handle);
    let body = markdown(pages, &path, &file, person.body.in_lang(pages.lang), 2);
    for link in &body.broken {
        out.warn(format!("{file}: the link `{link}` leads nowhere"));
    }
    let strings = pages.build.renderer.strings();
    PersonView {
        initials: name.split_whitespace().filter_map(|word| word.chars().next()).take(2).collect(),
        languages: person.languages.iter().map(|tag| strings.autonym(tag)).collect(),
        handle: person.handle.to_string(),
        roles: person.roles.clone(),
        skills: person.skills.clone(),
        body: body.html,
        href: path,
        name,
    }
}
