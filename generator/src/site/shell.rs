//! What every page has around its content: header, languages, footer.

use jiff::civil::Time;
use serde::Serialize;

use super::{Build, Pages};
use crate::links;
use crate::view::Reading;

/// The node as every page shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SiteView {
    pub(super) id: String,
    pub(super) name: String,
    /// The language for a script that writes dates and numbers (Unicode TR 35, §3).
    pub(super) locale: String,
    tagline: String,
    address: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    url: Option<String>,
    license: Option<String>,
    /// Lines like `Tue, Thu 16:00–19:00`.
    hours: Vec<String>,
    /// When the door is open, for the script that says whether it is open now.
    open: Option<String>,
    nav: Vec<NavItem>,
    has_colours: bool,
    has_news: bool,
}

#[derive(Debug, Clone, Serialize)]
struct NavItem {
    section: &'static str,
    href: &'static str,
}

impl SiteView {
    pub(super) fn new(reading: &Reading<'_>, build: &Build<'_>) -> Self {
        let config = &build.node.documents.node;
        let text = |text: &catalog::record::Text| text.in_lang(reading.lang).to_owned();
        Self {
            id: config.id.to_string(),
            name: text(&config.name),
            locale: locale(reading),
            tagline: text(&config.tagline),
            address: config.address.clone(),
            email: config.email.clone(),
            phone: config.phone.clone(),
            url: build.base.clone(),
            license: config.license.clone(),
            hours: opening_hours(reading),
            open: super::opening::data(build, reading),
            nav: nav(build),
            has_colours: super::assets::colours(config).is_ok_and(|css| css.is_some()),
            has_news: build
                .node
                .documents
                .pages
                .values()
                .any(|page| super::pages::is_news(build, page)),
        }
    }
}

/// The tag that dates and numbers are written by: British for plain English, and with the digits that
/// the rest of the page has.
pub(super) fn locale(reading: &Reading<'_>) -> String {
    match reading.lang {
        "en" => "en-GB".to_owned(),
        lang => format!("{lang}-u-nu-{}", super::search::digits(reading)),
    }
}

fn nav(build: &Build<'_>) -> Vec<NavItem> {
    let documents = &build.node.documents;
    let decides = documents.constitution.is_some() || !documents.proposals.is_empty();
    let all = [
        (true, "catalog", "catalog/index.html"),
        (!documents.designs.is_empty(), "designs", "designs/index.html"),
        (decides, "decisions", "governance/index.html"),
        (true, "ledger", "ledger/index.html"),
        (true, "visit", "visit/index.html"),
    ];
    all.into_iter()
        .filter(|item| item.0)
        .map(|(_, section, href)| NavItem { section, href })
        .collect()
}

/// From, to.
type Span = (Time, Time);

/// The opening hours, days with the same hours on one line.
pub(super) fn opening_hours(reading: &Reading<'_>) -> Vec<String> {
    let calendar = reading.calendar();
    let mut lines: Vec<(Vec<Span>, Vec<String>)> = Vec::new();
    for number in 1..=7 {
        let Ok(day) = jiff::civil::Weekday::from_monday_one_offset(number) else { continue };
        let hours = &reading.node.documents.node.opening_hours;
        let of_day = hours.iter().filter(|open| open.day == day.into());
        let mut spans: Vec<Span> = of_day.map(|open| (open.from, open.to)).collect();
        spans.sort_unstable();
        let name = calendar.weekday_abbreviated(day);
        match lines.iter_mut().find(|(known, _)| *known == spans) {
            _ if spans.is_empty() => {}
            Some((_, days)) => days.push(name),
            None => lines.push((spans, vec![name])),
        }
    }
    let span = |(from, to): &Span| format!("{}–{}", calendar.time(*from), calendar.time(*to));
    let comma = reading.word("list-separator");
    let line = |(spans, days): &(Vec<Span>, Vec<String>)| {
        let spans: Vec<String> = spans.iter().map(span).collect();
        format!("{} {}", days.join(&comma), spans.join(&comma))
    };
    lines.iter().map(line).collect()
}

/// What a page says about itself before it is drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub(super) title: String,
    pub(super) description: String,
    pub(super) section: &'static str,
    pub(super) crumbs: Vec<Crumb>,
    /// Structured data (JSON-LD, schema.org).
    pub(super) data: Option<serde_json::Value>,
    /// Not for search engines.
    pub(super) hidden: bool,
    /// JSON beside the page.
    pub(super) json: bool,
    /// Exists in the default language only.
    pub(super) alone: bool,
    /// Opens another page at once.
    pub(super) leads_to: Option<String>,
}

impl Head {
    pub(super) fn new(section: &'static str, title: impl Into<String>) -> Self {
        Self { title: title.into(), section, ..Self::default() }
    }

    pub(super) fn about(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    pub(super) fn crumb(mut self, name: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { name: name.into(), href: href.into() });
        self
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Crumb {
    pub(super) name: String,
    pub(super) href: String,
}

/// A page's own part of the frame.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PageView {
    title: String,
    description: String,
    section: &'static str,
    crumbs: Vec<Crumb>,
    /// From the root of the language.
    path: String,
    /// The way to the site's root, for files.
    pub(super) root: String,
    /// The way to the root of the language, for pages.
    pub(super) base: String,
    languages: Vec<LanguageLink>,
    canonical: Option<String>,
    hidden: bool,
    json: bool,
    data: Option<String>,
    leads_to: Option<String>,
    /// The folder of the search index, from the site's root.
    search: String,
}

#[derive(Debug, Clone, Serialize)]
struct LanguageLink {
    tag: String,
    name: String,
    href: String,
    absolute: Option<String>,
    current: bool,
}

impl Head {
    pub(super) fn finish(self, pages: &Pages<'_>, path: &str) -> PageView {
        let whole = format!("{}{path}", pages.prefix);
        let root = links::to_root(&whole);
        let absolute =
            |path: &str| pages.build.base.as_ref().map(|base| links::absolute(base, path));
        // Inside a script element only `<` could end it early.
        let data = self.data.map(|data| data.to_string().replace('<', "\\u003c"));
        PageView {
            title: self.title,
            description: self.description,
            section: self.section,
            crumbs: self.crumbs,
            base: format!("{root}{}", pages.prefix),
            languages: if self.alone { Vec::new() } else { languages(pages, path, &root) },
            canonical: absolute(&whole),
            path: path.to_owned(),
            root,
            hidden: self.hidden,
            json: self.json,
            data,
            leads_to: self.leads_to,
            search: format!("{}search/", pages.prefix),
        }
    }
}

fn languages(pages: &Pages<'_>, path: &str, root: &str) -> Vec<LanguageLink> {
    let build = pages.build;
    if build.languages.len() < 2 {
        return Vec::new();
    }
    let link = |tag: &String| {
        let prefix =
            if tag == build.default_language() { String::new() } else { format!("{tag}/") };
        LanguageLink {
            tag: tag.clone(),
            name: build.renderer.strings().autonym(tag),
            href: format!("{root}{prefix}{path}"),
            absolute: build
                .base
                .as_ref()
                .map(|base| links::absolute(base, &format!("{prefix}{path}"))),
            current: tag == pages.lang,
        }
    };
    build.languages.iter().map(link).collect()
}
