//! Free pages and news, the page about this site, and the one for addresses that lead nowhere.

use std::collections::BTreeMap;

use catalog::record::{Page, PageKind};
use serde::Serialize;

use super::nodelinks::NodeLinks;
use super::shell::Head;
use super::{Build, BuildError, Output, Pages};
use crate::links;
use crate::markdown::{self, Rendered};

/// A page in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PageRow {
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) href: String,
    pub(super) date: Option<String>,
    pub(super) iso: Option<String>,
}

/// Renders a text of the node for the page at `path`; `file` is where the text stands.
pub(super) fn markdown(pages: &Pages<'_>, path: &str, file: &str, text: &str, top: u8) -> Rendered {
    let root = links::to_root(&format!("{}{path}", pages.prefix));
    let links = NodeLinks {
        build: pages.build,
        lang: pages.lang,
        file: file.to_owned(),
        base: format!("{root}{}", pages.prefix),
        root,
    };
    markdown::render(text, top, &links)
}

/// The language of a text where it is not the page's and nobody has translated it.
pub(super) fn foreign(
    pages: &Pages<'_>,
    own: &str,
    text: &catalog::record::Text,
) -> Option<String> {
    let short = |tag: &str| tag.split('-').next().unwrap_or_default().to_owned();
    let wanted = short(pages.lang);
    let translated = short(own) == wanted
        || own.is_empty()
        || text.translations.keys().any(|tag| short(tag) == wanted);
    (!translated).then(|| own.to_owned())
}

fn is_shown(build: &Build<'_>, page: &Page) -> bool {
    !page.draft || build.options.drafts
}

pub(super) fn is_news(build: &Build<'_>, page: &Page) -> bool {
    page.kind == PageKind::News && is_shown(build, page)
}

fn row(pages: &Pages<'_>, page: &Page) -> PageRow {
    let summary = page.summary.in_lang(pages.lang);
    let summary = if summary.is_empty() {
        markdown::first_paragraph(page.body.in_lang(pages.lang))
    } else {
        summary.to_owned()
    };
    PageRow {
        name: page.name.in_lang(pages.lang).to_owned(),
        summary,
        href: links::page(&page.slug),
        date: page.date.map(|date| pages.reading().calendar().long(date)),
        iso: page.date.map(|date| date.to_string()),
    }
}

/// The newest first.
pub(super) fn news(pages: &Pages<'_>) -> Vec<PageRow> {
    let all = pages.build.node.documents.pages.values();
    let mut news: Vec<&Page> = all.filter(|page| is_news(pages.build, page)).collect();
    news.sort_by_key(|page| (std::cmp::Reverse(page.date), &page.slug));
    news.into_iter().map(|page| row(pages, page)).collect()
}

/// Pages that stay.
pub(super) fn free(pages: &Pages<'_>) -> Vec<PageRow> {
    let all = pages.build.node.documents.pages.values();
    let stays = |page: &&Page| page.kind == PageKind::Page && is_shown(pages.build, page);
    all.filter(stays).map(|page| row(pages, page)).collect()
}

#[derive(Serialize)]
struct One {
    row: PageRow,
    body: Rendered,
    is_news: bool,
    is_draft: bool,
    other_lang: Option<String>,
    /// Texts that speak of this one.
    backlinks: Vec<crate::view::Link>,
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let reading = pages.reading();
    let news = news(pages);
    if !news.is_empty() {
        let head = Head::new("news", reading.word("news-title"));
        out.page(pages.draw(
            "news/index.html",
            "news.html",
            head,
            serde_json::json!({ "news": news }),
        )?)?;
    }
    let mut backlinks = super::backlinks::all(pages);
    for page in pages.build.node.documents.pages.values().filter(|page| is_shown(pages.build, page))
    {
        let from = backlinks.remove(&links::page(&page.slug)).unwrap_or_default();
        one(pages, page, from, out)?;
    }
    about(pages, out)?;
    if pages.prefix.is_empty() { not_found(pages, out) } else { Ok(()) }
}

fn one(
    pages: &Pages<'_>,
    page: &Page,
    backlinks: Vec<crate::view::Link>,
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    let (reading, path) = (pages.reading(), links::page(&page.slug));
    let file = format!("pages/{}.md", page.slug);
    let body = markdown(pages, &path, &file, page.body.in_lang(pages.lang), 2);
    for link in &body.broken {
        out.warn(format!("{file}: the link `{link}` leads nowhere"));
    }
    let row = row(pages, page);
    let is_news = is_news(pages.build, page);
    let head = Head {
        hidden: page.draft,
        data: Some(article(pages, page, &row)),
        ..Head::new(if is_news { "news" } else { "visit" }, row.name.clone())
    };
    let head = head.about(row.summary.clone());
    let (above, href) =
        if is_news { ("news-title", "news/index.html") } else { ("nav-visit", "visit/index.html") };
    let head = head.crumb(reading.word(above), href);
    let other_lang = foreign(pages, &page.lang, &page.body);
    let content = One { row, body, is_news, is_draft: page.draft, other_lang, backlinks };
    out.dated(pages.draw(&path, "page.html", head, content)?, page.date)
}

/// A page as schema.org knows it.
fn article(pages: &Pages<'_>, page: &Page, row: &PageRow) -> serde_json::Value {
    let news = page.kind == PageKind::News;
    let mut data = serde_json::json!({
        "@context": "https://schema.org",
        "@type": if news { "NewsArticle" } else { "WebPage" },
        "headline": row.name,
        "description": row.summary,
        "inLanguage": pages.lang,
        "publisher": { "@type": "Organization", "name": pages.site.name },
    });
    if let (Some(map), Some(day)) = (data.as_object_mut(), &row.iso) {
        map.insert("datePublished".to_owned(), day.as_str().into());
    }
    data
}

fn about(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let documents = &pages.build.node.documents;
    let mut licences: BTreeMap<&str, usize> = BTreeMap::new();
    for licence in documents.designs.values().filter_map(|design| design.license.as_deref()) {
        *licences.entry(licence).or_default() += 1;
    }
    let content = serde_json::json!({
        "licences": licences.into_iter().collect::<Vec<_>>(),
        "titles": documents.titles.len(),
        "units": documents.titles.values().map(|title| title.units.len()).sum::<usize>(),
        "data_files": data_files(pages),
        "has_designs": !documents.designs.is_empty(),
        "made": super::made::Made::of(pages),
        "take_away": take_away(pages),
    });
    let head = Head::new("about", pages.reading().word("about-title"));
    out.page(pages.draw("about/index.html", "about.html", head, content)?)
}

/// The archive and the pocket catalogue, where they are made beside the pages.
fn take_away(pages: &Pages<'_>) -> Vec<serde_json::Value> {
    let row = |file: &super::TakeAway| {
        let key = match file.kind {
            super::TakeAwayKind::Zip => "about-take-zip",
            super::TakeAwayKind::Pocket => "about-take-pocket",
        };
        let href = links::encode(&file.path);
        serde_json::json!({ "href": href, "what": pages.reading().word(key) })
    };
    pages.build.options.take_away.iter().map(row).collect()
}

/// Files for other programs: path and the message that says what is in it.
fn data_files(pages: &Pages<'_>) -> Vec<(&'static str, &'static str)> {
    let (documents, has_address) = (&pages.build.node.documents, pages.build.base.is_some());
    let all = [
        (!documents.titles.is_empty(), "catalog/index.csv", "data-table"),
        (!documents.designs.is_empty(), "designs/index.json", "nav-designs"),
        (!documents.events.is_empty(), "events/index.json", "events-title"),
        (!documents.proposals.is_empty(), "governance/index.json", "nav-decisions"),
        (!documents.places.is_empty(), "places/index.json", "places-title"),
        (!documents.people.is_empty(), "people/index.json", "people-title"),
        (true, "ledger/index.json", "ledger-title"),
        (true, "schema/title.json", "data-schema"),
        (has_address, "spaceapi.json", "data-space"),
        (has_address, "commonsapi.json", "data-commons"),
        (has_address, "murmurations.json", "data-murmurations"),
    ];
    all.into_iter().filter(|file| file.0).map(|(_, path, key)| (path, key)).collect()
}

/// Hosts show `404.html` for any address, at any depth. So it has its style inside, and its links start at
/// the site's own address, or at the host's where that is not known.
fn not_found(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let head = Head {
        hidden: true,
        alone: true,
        ..Head::new("", pages.reading().word("not-found-title"))
    };
    let mut page = head.finish(pages, "404.html");
    let base = pages.build.base.clone().unwrap_or_else(|| "/".to_owned());
    (page.root, page.base) = (base.clone(), base);
    let colours = super::assets::colours(&pages.build.node.documents.node).ok().flatten();
    let content = serde_json::json!({ "colours": colours.unwrap_or_default() });
    let whole = super::Whole { site: &pages.site, page, content };
    let html = pages.build.renderer.render("404.html", pages.lang, &whole)?;
    out.file("404.html", html.into_bytes())
}
