//! What other programs read: Atom (RFC 4287), iCalendar (RFC 5545), the site map and robots.txt.

use catalog::record::Happening;

use super::{Build, BuildError, Output, Pages};
use crate::chart::escape;
use crate::ical::{self, Entry};
use crate::links;

/// Addresses in one site map, by the protocol.
const MAP_LIMIT: usize = 50_000;

pub(super) fn all(build: &Build<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    for lang in &build.languages {
        let pages = Pages::new(build, lang);
        let news = super::pages::news(&pages);
        if !news.is_empty() {
            out.file(format!("{}news/atom.xml", pages.prefix), atom(&pages, &news))?;
        }
        out.file(format!("{}events/calendar.ics", pages.prefix), calendar(&pages))?;
    }
    site_map(build, out)
}

fn atom(pages: &Pages<'_>, news: &[super::pages::PageRow]) -> String {
    let build = pages.build;
    // Without an address of its own the feed speaks of its neighbours in the folder.
    let whole = build.base.as_ref().map(|base| format!("{base}{}", pages.prefix));
    let root = whole.unwrap_or_else(|| "../".to_owned());
    let id = |path: &str| match &build.base {
        Some(base) => format!("{base}{}{path}", pages.prefix),
        // Without an address of its own a node is named by its short name (RFC 4151 needs a domain).
        None => format!("urn:commonstead:{}:{}{path}", build.node.documents.node.id, pages.prefix),
    };
    let date = |row: &super::pages::PageRow| {
        let day = row.iso.clone().unwrap_or_else(|| build.now.date().to_string());
        format!("{day}T00:00:00Z")
    };
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let newest = news.first().map(date).unwrap_or_default();
    xml.push_str(&format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n<title>{}</title>\n<id>{}</id>\n<updated>{newest}</updated>\n<author><name>{}</name></author>\n<link rel=\"self\" href=\"{root}news/atom.xml\"/>\n<link href=\"{root}news/index.html\"/>\n",
        escape(pages.lang), escape(&pages.site.name), escape(&id("news/atom.xml")), escape(&pages.site.name)
    ));
    for row in news.iter().take(30) {
        xml.push_str(&format!(
            "<entry><title>{}</title><id>{}</id><updated>{}</updated><link href=\"{root}{}\"/><summary>{}</summary></entry>\n",
            escape(&row.name), escape(&id(&row.href)), date(row), escape(&row.href), escape(&row.summary)
        ));
    }
    xml.push_str("</feed>\n");
    xml
}

fn calendar(pages: &Pages<'_>) -> String {
    let events = pages.build.node.documents.events.values();
    let entries: Vec<_> = events.filter_map(|event| entry(pages, event)).collect();
    ical::calendar(&pages.site.name, pages.build.now.timestamp(), &entries)
}

fn entry(pages: &Pages<'_>, event: &Happening) -> Option<Entry> {
    let node = &pages.build.node.documents.node;
    let summary = event.summary.in_lang(pages.lang);
    let base = pages.build.base.as_ref();
    Some(Entry {
        uid: format!("{}@{}", event.slug, node.id),
        starts: event.starts.as_ref()?.timestamp(),
        ends: event.ends.as_ref().map(jiff::Zoned::timestamp),
        summary: event.name.in_lang(pages.lang).to_owned(),
        description: (!summary.is_empty()).then(|| summary.to_owned()),
        location: node.address.clone(),
        url: base.map(|base| format!("{base}{}{}", pages.prefix, links::event(&event.slug))),
        cancelled: event.cancelled,
        tentative: false,
    })
}

fn site_map(build: &Build<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let Some(base) = &build.base else {
        return out.file("robots.txt", "User-agent: *\nAllow: /\n");
    };
    let paths = std::mem::take(&mut out.paths);
    let head = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    let space = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
    let url = |path: &String| {
        let changed = out.dates.get(path).map(|day| format!("<lastmod>{day}</lastmod>"));
        format!(
            "<url><loc>{}</loc>{}</url>\n",
            escape(&links::absolute(base, path)),
            changed.unwrap_or_default()
        )
    };
    let maps: Vec<String> = paths
        .chunks(MAP_LIMIT)
        .map(|chunk| {
            let urls: Vec<String> = chunk.iter().map(url).collect();
            format!("{head}<urlset {space}>\n{}</urlset>\n", urls.concat())
        })
        .collect();
    if let [only] = maps.as_slice() {
        out.file("sitemap.xml", only.as_str())?;
    } else {
        let names: Vec<String> = (1..=maps.len())
            .map(|n| format!("<sitemap><loc>{base}sitemap-{n}.xml</loc></sitemap>\n"))
            .collect();
        out.file(
            "sitemap.xml",
            format!("{head}<sitemapindex {space}>\n{}</sitemapindex>\n", names.concat()),
        )?;
        for (at, map) in maps.into_iter().enumerate() {
            out.file(format!("sitemap-{}.xml", at + 1), map)?;
        }
    }
    out.file("robots.txt", format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n"))
}
