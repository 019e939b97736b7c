//! A page for each training: what it teaches, what it opens, when it is held next.

use serde::Serialize;

use super::super::shell::Head;
use super::super::{BuildError, Output, Pages};
use super::scope::{Now, Order, Scope, address, trainings};
use crate::render::Card;
use crate::view::TrainingView;

#[derive(Serialize)]
struct TrainingPage {
    view: TrainingView,
    valid_months: Option<u32>,
    cards: Vec<Card>,
    list: String,
    happenings: Vec<super::super::happenings::HappeningRow>,
}

pub(in super::super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let reading = pages.reading();
    for slug in trainings(pages.build) {
        if !pages.wants(&crate::links::training(&slug)) {
            continue;
        }
        let view = TrainingView::new(&reading, &slug);
        let scope = Scope::Needs(Some(slug.clone()));
        let titles = pages.build.node.documents.titles.values();
        let opens = titles.filter(|title| scope.fits(title));
        let content = TrainingPage {
            valid_months: pages
                .build
                .node
                .documents
                .node
                .trainings
                .get(&slug)
                .and_then(|t| t.valid_months),
            cards: opens.take(8).map(|title| pages.card(title)).collect(),
            list: address(&scope, Now::Any, Order::Wanted, 0),
            happenings: super::super::happenings::teaching(pages, &slug),
            view: view.clone(),
        };
        let head = Head::new("catalog", view.name)
            .about(view.summary)
            .crumb(reading.word("nav-catalog"), "catalog/index.html");
        out.page(pages.draw(&crate::links::training(&slug), "training.html", head, content)?)?;
    }
    Ok(())
}
