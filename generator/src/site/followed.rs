//! The nodes whose news comes here: what is known of each, since when, and by what it is recognised.
//! Their records are their own; this page says who they are and where they are found.

use catalog::record::Text;
use jiff::Timestamp;
use serde::Serialize;

use super::shell::Head;
use super::{BuildError, Output, Pages};
use crate::view::{number, words};

/// A node that is followed, or carried for others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Followed {
    /// Its identity: the name of its first signed commit, 40 hexadecimal digits.
    pub identity: String,
    /// What it is called here, where somebody gave it a name.
    pub petname: Option<String>,
    /// What it says of itself; none while nothing has come from it.
    pub known: Option<KnownOf>,
}

/// What a followed node's own records say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownOf {
    /// Its name.
    pub name: Text,
    /// What it is, in a line.
    pub tagline: Text,
    /// Where it is found on the web.
    pub url: Option<String>,
    /// Where its door is.
    pub address: Option<String>,
    /// Kinds of things in its catalogue.
    pub titles: usize,
    /// When its first record was made.
    pub since: Timestamp,
    /// When the newest one was made that is here.
    pub heard: Timestamp,
}

#[derive(Serialize)]
struct Row {
    name: String,
    tagline: String,
    url: Option<String>,
    address: Option<String>,
    titles: Option<String>,
    since: Option<String>,
    heard: Option<String>,
    petname: Option<String>,
    /// In groups of four, to be read aloud.
    identity: String,
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
    out.page(pages.draw("nodes/index.html", "nodes.html", head, content)?)
}

fn row(pages: &Pages<'_>, node: &Followed) -> Row {
    let reading = pages.reading();
    let known = node.known.as_ref();
    let identity = grouped(&node.identity);
    let text = |text: &Text| text.in_lang(pages.lang).to_owned();
    let day = |at: Timestamp| {
        let zone = pages.build.now.time_zone().clone();
        reading.calendar().long(at.to_zoned(zone).date())
    };
    let name = known.map(|known| text(&known.name)).filter(|name| !name.is_empty());
    let short = || words_of(&reading, &node.identity);
    Row {
        name: name.or_else(|| node.petname.clone()).unwrap_or_else(short),
        tagline: known.map_or_else(String::new, |known| text(&known.tagline)),
        url: known.and_then(|known| known.url.clone()).filter(|url| is_web(url)),
        address: known.and_then(|known| known.address.clone()),
        titles: known.map(|known| reading.text("nodes-titles", &[("n", number(known.titles))])),
        since: known.map(|known| day(known.since)),
        heard: known.map(|known| day(known.heard)),
        petname: node.petname.clone(),
        identity,
    }
}

/// A node that nobody named yet.
fn words_of(reading: &crate::view::Reading<'_>, identity: &str) -> String {
    let short: String = identity.chars().take(8).collect();
    reading.text("nodes-unnamed", &[("id", words(short))])
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn grouped(identity: &str) -> String {
    let digits: Vec<char> = identity.chars().collect();
    let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}
