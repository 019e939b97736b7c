//! `/I/<CODE>/`: what a label opens. A small page that leads to the title or place by itself and says
//! the most important thing meanwhile. One for each code, whichever the language.

use catalog::code::Code;
use serde::Serialize;

use super::shell::Head;
use super::{Build, BuildError, Output, Pages};
use crate::links;
use crate::view::{TitleView, UnitView};

#[derive(Serialize)]
struct Label {
    code: String,
    name: String,
    href: String,
    unit: Option<UnitView>,
    title: Option<TitleView>,
}

pub(super) fn all(build: &Build<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let lang = build.default_language();
    let pages = Pages::new(build, lang);
    let reading = pages.reading();
    for title in build.node.documents.titles.values() {
        for unit in &title.units {
            let view = TitleView::new(&reading, title);
            let label = Label {
                code: unit.code.to_string(),
                name: view.name.clone(),
                href: view.href.clone(),
                unit: Some(UnitView::new(&reading, unit)),
                title: Some(view),
            };
            page(&pages, unit.code, label, out)?;
        }
    }
    for place in build.node.documents.places.values() {
        if let Some(code) = place.code {
            let name = place.name.in_lang(lang).to_owned();
            let label = Label {
                code: code.to_string(),
                name,
                href: links::place(&place.slug),
                unit: None,
                title: None,
            };
            page(&pages, code, label, out)?;
        }
    }
    replaced(&pages, out)
}

/// Labels that were replaced lead to the unit that carries the new one.
fn replaced(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let reading = pages.reading();
    for old in pages.build.node.state.aliases.keys() {
        let filed = pages.build.node.index.title_of(*old).is_some();
        let Some(view) = pages.build.node.unit(*old).filter(|_| !filed) else { continue };
        let title = TitleView::new(&reading, view.title);
        let label = Label {
            code: old.to_string(),
            name: title.name.clone(),
            href: title.href.clone(),
            unit: Some(UnitView::new(&reading, view.unit)),
            title: Some(title),
        };
        page(pages, *old, label, out)?;
    }
    Ok(())
}

fn page(
    pages: &Pages<'_>,
    code: Code,
    label: Label,
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    let head = Head {
        hidden: true,
        alone: true,
        leads_to: Some(label.href.clone()),
        ..Head::new("catalog", format!("{} · {}", label.code, label.name))
    };
    let file = pages.draw(&links::label(code), "label.html", head, label)?;
    // Not in the site map: the title's page is the one to find.
    out.unlisted(file)
}
