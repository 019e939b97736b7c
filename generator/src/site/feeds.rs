//! What other programs read: Atom (RFC 4287), iCalendar (RFC 5545), the site map and robots.txt.

use catalog::record::Happening;
use jiff::Zoned;
use jiff::tz::TimeZone;

use super::{Build, BuildError, Output, Pages};
use crate::chart::escape;
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
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Commonstead//Site//EN".to_owned(),
        format!("X-WR-CALNAME:{}", text(&pages.site.name)),
    ];
    for event in pages.build.node.documents.events.values() {
        if let Some(starts) = &event.starts {
            entry(pages, event, starts, &mut lines);
        }
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| fold(line)).collect()
}

fn entry(pages: &Pages<'_>, event: &Happening, starts: &Zoned, lines: &mut Vec<String>) {
    let node = &pages.build.node.documents.node;
    let utc = |at: &Zoned| at.with_time_zone(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string();
    lines.push("BEGIN:VEVENT".to_owned());
    lines.push(format!("UID:{}@{}", event.slug, node.id));
    lines.push(format!("DTSTAMP:{}", utc(&pages.build.now)));
    lines.push(format!("DTSTART:{}", utc(starts)));
    lines.extend(event.ends.as_ref().map(|ends| format!("DTEND:{}", utc(ends))));
    lines.push(format!("SUMMARY:{}", text(event.name.in_lang(pages.lang))));
    let summary = event.summary.in_lang(pages.lang);
    if !summary.is_empty() {
        lines.push(format!("DESCRIPTION:{}", text(summary)));
    }
    lines.extend(node.address.as_ref().map(|address| format!("LOCATION:{}", text(address))));
    let base = pages.build.base.as_ref();
    lines.extend(
        base.map(|base| format!("URL:{base}{}{}", pages.prefix, links::event(&event.slug))),
    );
    lines.push(format!("STATUS:{}", if event.cancelled { "CANCELLED" } else { "CONFIRMED" }));
    lines.push("END:VEVENT".to_owned());
}

/// A text value (RFC 5545 §3.3.11).
fn text(value: &str) -> String {
    let escaped = value.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    escaped.replace("\r\n", "\\n").replace(['\n', '\r'], "\\n")
}

/// Lines are at most 75 octets long (RFC 5545 §3.1) and end in CR LF.
fn fold(line: &str) -> String {
    let mut out = String::new();
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
    out
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
            escape(&format!("{base}{}", path.trim_end_matches("index.html"))),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_lines_are_folded_between_characters() {
        let folded = fold(&format!("SUMMARY:{}", "é".repeat(60)));
        assert!(folded.split("\r\n").all(|line| line.len() <= 75), "{folded}");
        assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "é".repeat(60)));
        assert_eq!(text("a,b;c\\d\ne"), "a\\,b\\;c\\\\d\\ne");
    }
}
