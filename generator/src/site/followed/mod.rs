//! The nodes whose news comes here: who each is, by what it is recognised, what it has, and where one
//! asks for it. Their records are their own: their texts are shown as plain text, none of their files is
//! published, and each page of theirs says whose it is.

mod lists;
mod titles;

use std::collections::BTreeMap;

use catalog::code::Code;
use catalog::followed::Followed;
use catalog::record::Title;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::shell::Head;
use super::{Build, BuildError, Output, Pages};
use crate::links;
use crate::view::{CardView, Reading, number};

pub(super) use lists::{everywhere, everywhere_path, first_cards, kinds_everywhere};

#[derive(Serialize)]
struct Row {
    name: String,
    tagline: String,
    url: Option<String>,
    address: Option<String>,
    titles: Option<String>,
    /// The page with what it has; none while nothing has come from it.
    href: Option<String>,
    since: Option<String>,
    heard: Option<String>,
    petname: String,
    /// In groups of four, to be read aloud.
    identity: String,
}

/// A node as its own pages name it, with where one asks.
#[derive(Debug, Clone, Serialize)]
struct Whose {
    /// What people here call it.
    name: String,
    /// What it calls itself, where that is something else.
    calls_itself: Option<String>,
    href: String,
    address: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    url: Option<String>,
    heard: Option<String>,
}

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let followed = &pages.build.options.followed;
    if followed.is_empty() {
        return Ok(());
    }
    let reading = pages.reading();
    let mut rows: Vec<Row> = followed.iter().map(|node| row(pages, node)).collect();
    rows.sort_by_cached_key(|row| (search::analysis::fold(&row.name), row.identity.clone()));
    let head = Head::new("visit", reading.word("nodes-title")).about(reading.word("nodes-lede"));
    let head = head.crumb(reading.word("nav-visit"), "visit/index.html");
    let content = serde_json::json!({ "nodes": rows });
    if pages.wants("nodes/index.html") {
        out.page(pages.draw("nodes/index.html", "nodes.html", head, content)?)?;
    }
    for node in with_titles(pages.build) {
        lists::of_node(pages, node, out)?;
        titles::all(pages, node, out)?;
    }
    lists::region(pages, out)
}

/// The nodes of which something is here that can be asked for.
pub(super) fn with_titles<'b>(build: &'b Build<'_>) -> impl Iterator<Item = &'b Followed> + Clone {
    build.options.followed.iter().filter(|one| !one.node.documents.titles.is_empty())
}

/// Every title of every followed node.
pub(super) fn titles_of<'b>(
    build: &'b Build<'_>,
) -> impl Iterator<Item = (&'b Followed, &'b Title)> {
    with_titles(build).flat_map(|one| one.node.documents.titles.values().map(move |t| (one, t)))
}

/// A node's records in the page's language, as of its newest news.
pub(super) fn reading<'n>(pages: &Pages<'n>, of: &'n Followed) -> Reading<'n> {
    let zone = TimeZone::get(&of.node.documents.node.timezone).unwrap_or(TimeZone::UTC);
    let at = of.news.unwrap_or_default().min(pages.build.now.timestamp());
    Reading { node: &of.node, today: zone.to_datetime(at).date(), photos: None, ..pages.reading() }
}

/// A title of another node in a list: under its own page here, without its files, and with the node's
/// name where a shelf would stand.
pub(super) fn card(pages: &Pages<'_>, of: &Followed, title: &Title) -> CardView {
    CardView {
        href: links::title_of_node(&of.slug, &title.slug),
        image: None,
        photo: None,
        place: Some(of.name.clone()),
        ..CardView::new(&reading(pages, of), title)
    }
}

/// Whose each code of the followed nodes is. Our own codes are ours, and where two nodes name one code
/// the first by its name has it and the others are given back.
#[expect(
    clippy::type_complexity,
    reason = "where a label leads, and which labels lead to two things"
)]
pub(super) fn codes<'b>(
    build: &'b Build<'_>,
) -> (BTreeMap<Code, (&'b Followed, &'b Title)>, Vec<(Code, &'b Followed)>) {
    let (mut found, mut twice) = (BTreeMap::new(), Vec::new());
    let own = |code: Code| build.node.index.title_of(code).is_some();
    for (of, title) in titles_of(build) {
        for unit in &title.units {
            if own(unit.code) || found.contains_key(&unit.code) {
                twice.push((unit.code, of));
            } else {
                found.insert(unit.code, (of, title));
            }
        }
    }
    (found, twice)
}

fn whose(pages: &Pages<'_>, of: &Followed) -> Whose {
    let config = &of.node.documents.node;
    let itself = config.name.in_lang(pages.lang);
    Whose {
        name: of.name.clone(),
        calls_itself: (itself != of.name && !itself.is_empty()).then(|| itself.to_owned()),
        href: links::node(&of.slug),
        address: config.address.clone(),
        phone: config.phone.clone(),
        email: config.email.clone(),
        url: config.url.clone().filter(|url| is_web(url)),
        heard: of.news.map(|at| day(pages, at)),
    }
}

fn row(pages: &Pages<'_>, of: &Followed) -> Row {
    let reading = pages.reading();
    let known = of.news.map(|_| &of.node.documents.node);
    let text = |text: &catalog::record::Text| text.in_lang(pages.lang).to_owned();
    let name = known.map(|known| text(&known.name)).filter(|name| !name.is_empty());
    let titles = of.node.documents.titles.len();
    Row {
        name: name.unwrap_or_else(|| of.name.clone()),
        tagline: known.map_or_else(String::new, |known| text(&known.tagline)),
        url: known.and_then(|known| known.url.clone()).filter(|url| is_web(url)),
        address: known.and_then(|known| known.address.clone()),
        titles: known.map(|_| reading.text("nodes-titles", &[("n", number(titles))])),
        href: (titles > 0).then(|| links::node(&of.slug)),
        since: of.since.map(|at| day(pages, at)),
        heard: of.news.map(|at| day(pages, at)),
        petname: of.name.clone(),
        identity: grouped(&of.key.to_string()),
    }
}

fn day(pages: &Pages<'_>, at: Timestamp) -> String {
    let zone = pages.build.now.time_zone().clone();
    pages.reading().calendar().long(at.to_zoned(zone).date())
}

/// How many titles there are at how many nodes, our own among them.
pub(super) fn counted(pages: &Pages<'_>) -> Option<String> {
    let nodes = with_titles(pages.build).count();
    let titles: usize = with_titles(pages.build).map(|one| one.node.documents.titles.len()).sum();
    let own = pages.build.node.documents.titles.len();
    let args = [("titles", number(titles + own)), ("nodes", number(nodes + usize::from(own > 0)))];
    (nodes > 0).then(|| pages.reading().text("nodes-counted", &args))
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn grouped(identity: &str) -> String {
    let digits: Vec<char> = identity.chars().collect();
    let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// What a followed node's titles are named by in the index of the search.
pub(super) fn key(pages: &Pages<'_>, of: &Followed, title: &Title) -> String {
    format!("{}/node/{}/{}", pages.lang, of.slug, title.slug)
}
