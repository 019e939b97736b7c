//! Which texts speak of a page: the links of all texts, turned round.

use std::collections::BTreeMap;

use catalog::record::Text;

use super::Pages;
use super::nodelinks::NodeLinks;
use crate::links;
use crate::markdown::{self, Links as _};
use crate::view::Link;

/// By the address of what is linked to: the texts that link there, each once, by name.
pub(super) fn all(pages: &Pages<'_>) -> BTreeMap<String, Vec<Link>> {
    let mut found: BTreeMap<String, Vec<Link>> = BTreeMap::new();
    for (name, href, file, body) in texts(pages) {
        let own = Link { name: name.in_lang(pages.lang).to_owned(), href };
        for to in targets(pages, file, body.in_lang(pages.lang)) {
            let from = found.entry(to.clone()).or_default();
            if to != own.href && !from.contains(&own) {
                from.push(own.clone());
            }
        }
    }
    for from in found.values_mut() {
        from.sort_by(|a, b| (&a.name, &a.href).cmp(&(&b.name, &b.href)));
    }
    found.retain(|_, from| !from.is_empty());
    found
}

fn targets(pages: &Pages<'_>, file: String, text: &str) -> Vec<String> {
    // From the root of the language, as the pages' own addresses are.
    let links = NodeLinks {
        build: pages.build,
        lang: pages.lang,
        file,
        root: String::new(),
        base: String::new(),
    };
    let target = |to: markdown::Destination| match to {
        markdown::Destination::Record(name) => links.record(&name),
        markdown::Destination::Path(path) => {
            let path = path.split(['#', '?']).next().unwrap_or_default();
            if path.is_empty() { None } else { links.page_at(path) }
        }
    };
    markdown::destinations(text).into_iter().filter_map(target).map(|to| to.href).collect()
}

/// Name, address, file and body of every text.
fn texts<'n>(pages: &Pages<'n>) -> Vec<(&'n Text, String, String, &'n Text)> {
    let (build, d) = (pages.build, &pages.build.node.documents);
    let mut all: Vec<(&Text, String, String, &Text)> = Vec::new();
    let shown = d.pages.values().filter(|r| !r.draft || build.options.drafts);
    all.extend(
        shown.map(|r| (&r.name, links::page(&r.slug), format!("pages/{}.md", r.slug), &r.body)),
    );
    all.extend(
        d.events
            .values()
            .map(|r| (&r.name, links::event(&r.slug), format!("events/{}.md", r.slug), &r.body)),
    );
    all.extend(
        d.titles
            .values()
            .map(|r| (&r.name, links::title(&r.slug), super::titles::source(r), &r.body)),
    );
    all.extend(d.designs.values().map(|r| {
        let readme = r.readme.as_deref().unwrap_or("README.md");
        (&r.name, links::design(&r.slug), format!("designs/{}/{readme}", r.slug), &r.body)
    }));
    all.extend(d.proposals.values().map(|r| {
        let file = format!("governance/proposals/{}.md", r.slug);
        (&r.name, links::proposal(&r.slug), file, &r.body)
    }));
    all.extend(d.minutes.values().map(|r| {
        let file = format!("governance/minutes/{}.md", r.slug);
        (&r.name, links::minutes(&r.slug), file, &r.body)
    }));
    all.extend(d.constitution.iter().map(|r| {
        let file = "governance/constitution.md".to_owned();
        (&r.name, links::CONSTITUTION.to_owned(), file, &r.body)
    }));
    all
}
