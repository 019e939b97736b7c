//! A page for each title of a followed node: what it is, whose it is, how things stood there by its
//! newest news, and where one asks for it.

use catalog::followed::Followed;
use catalog::interloan::is_lent_out;
use catalog::record::Title;
use rayon::prelude::*;
use serde::Serialize;

use super::super::shell::Head;
use super::super::{BuildError, Output, Pages};
use super::{Whose, reading, whose};
use crate::links;
use crate::markdown::plain;
use crate::view::TitleView;
use crate::write::OutputFile;

/// Pages that are drawn at once.
const BATCH: usize = 64;

#[derive(Serialize)]
struct Page {
    title: TitleView,
    whose: Whose,
    /// Its text in paragraphs, without any marks.
    body: Vec<String>,
    codes: Vec<String>,
    trainings: Vec<String>,
    /// The page about it on its node's own site.
    there: Option<String>,
    /// Whether its node sends it to others.
    lent_out: bool,
}

pub(super) fn all(
    pages: &Pages<'_>,
    of: &Followed,
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    let titles = of.node.documents.titles.values();
    let wanted = |title: &&Title| pages.wants(&links::title_of_node(&of.slug, &title.slug));
    let titles: Vec<&Title> = titles.filter(wanted).collect();
    for batch in titles.chunks(BATCH) {
        let drawn: Vec<Result<_, BuildError>> =
            batch.par_iter().map(|title| draw(pages, of, title)).collect();
        drawn.into_iter().try_for_each(|page| out.page(page?))?;
    }
    Ok(())
}

fn draw(pages: &Pages<'_>, of: &Followed, title: &Title) -> Result<OutputFile, BuildError> {
    let view = TitleView::new(&reading(pages, of), title);
    let whose = whose(pages, of);
    let there =
        whose.url.as_ref().map(|url| format!("{}/{}", url.trim_end_matches('/'), view.href));
    let head = Head::new("catalog", view.name.clone())
        .about(format!("{} · {}", view.summary, of.name))
        .crumb(pages.reading().word("nav-catalog"), "catalog/index.html")
        .crumb(of.name.clone(), whose.href.clone());
    let page = Page {
        body: paragraphs(title.body.in_lang(pages.lang)),
        codes: title.units.iter().map(|unit| unit.code.to_string()).collect(),
        trainings: view.trainings.iter().map(|training| training.name.clone()).collect(),
        lent_out: is_lent_out(&of.node, title),
        there,
        whose,
        title: view,
    };
    let path = links::title_of_node(&of.slug, &title.slug);
    pages.draw(&path, "elsewhere.html", head, page)
}

/// A text without its marks, paragraph by paragraph.
fn paragraphs(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let parts = text.split("\n\n").map(plain);
    parts.filter(|part| !part.is_empty()).collect()
}
