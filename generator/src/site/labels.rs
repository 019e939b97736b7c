//! `/I/<CODE>/`: what a label opens. A small page that leads to the title or place by itself and says
//! the most important thing meanwhile. One for each code, whichever the language. Those of units are drawn
//! together with the title's page.

use catalog::code::Code;
use catalog::record::Title;
use serde::Serialize;

use super::shell::Head;
use super::{Build, BuildError, Output, Pages, followed};
use crate::links;
use crate::view::{TitleView, UnitView};
use crate::write::OutputFile;

#[derive(Serialize)]
struct Label<'v> {
    code: String,
    name: String,
    href: String,
    unit: Option<&'v UnitView>,
    title: Option<&'v TitleView>,
    /// The node whose label it is, where it is not ours.
    whose: Option<String>,
}

/// The labels of a title's units, from the view that its page is drawn from.
pub(super) fn of_title(
    pages: &Pages<'_>,
    title: &Title,
    view: &TitleView,
) -> Result<Vec<OutputFile>, BuildError> {
    let units = title.units.iter().zip(&view.units);
    units.map(|(unit, shown)| page(pages, unit.code, of_unit(view, shown))).collect()
}

fn of_unit<'v>(title: &'v TitleView, unit: &'v UnitView) -> Label<'v> {
    Label {
        code: unit.code.clone(),
        name: title.name.clone(),
        href: title.href.clone(),
        unit: Some(unit),
        title: Some(title),
        whose: None,
    }
}

pub(super) fn all(build: &Build<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let lang = build.default_language();
    let pages = Pages::new(build, lang);
    for place in build.node.documents.places.values() {
        if let Some(code) = place.code.filter(|code| build.wants(&links::label(*code))) {
            let name = place.name.in_lang(lang).to_owned();
            let label = Label {
                code: code.to_string(),
                name,
                href: links::place(&place.slug),
                unit: None,
                title: None,
                whose: None,
            };
            out.unlisted(page(&pages, code, label)?)?;
        }
    }
    replaced(&pages, out)?;
    foreign(&pages, out)
}

/// Labels of followed nodes lead to their titles here.
fn foreign(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let (codes, twice) = followed::codes(pages.build);
    for (code, (of, title)) in codes {
        if !pages.build.wants(&links::label(code)) {
            continue;
        }
        let card = followed::card(pages, of, title);
        let label = Label {
            code: code.to_string(),
            name: card.name,
            href: card.href,
            unit: None,
            title: None,
            whose: Some(of.name.clone()),
        };
        out.unlisted(page(pages, code, label)?)?;
    }
    for (code, of) in twice {
        out.warn(format!("{code} is on a label of {} and on another one: ask both", of.name));
    }
    Ok(())
}

/// Labels that were replaced lead to the unit that carries the new one.
fn replaced(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let reading = pages.reading();
    for old in pages.build.node.state.aliases.keys() {
        let filed = pages.build.node.index.title_of(*old).is_some();
        let Some(view) = pages.build.node.unit(*old).filter(|_| !filed) else { continue };
        if !pages.build.wants(&links::label(*old)) {
            continue;
        }
        let title = TitleView::new(&reading, view.title);
        let unit = UnitView::new(&reading, view.unit);
        let label = Label { code: old.to_string(), ..of_unit(&title, &unit) };
        out.unlisted(page(pages, *old, label)?)?;
    }
    Ok(())
}

/// Not in the site map: the title's page is the one to find.
fn page(pages: &Pages<'_>, code: Code, label: Label<'_>) -> Result<OutputFile, BuildError> {
    let head = Head {
        hidden: true,
        alone: true,
        leads_to: Some(label.href.clone()),
        ..Head::new("catalog", format!("{} · {}", label.code, label.name))
    };
    pages.draw(&links::label(code), "label.html", head, label)
}
