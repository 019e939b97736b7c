//! `stead search`: ranked results, as the kiosk finds them.

use catalog::fold::Node;
use catalog::followed::Followed;
use catalog::record::{Text, Title};
use search::engine::Engine;
use search::{Entry, Query};
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::followed;
use crate::node::Reading;
use crate::report::Report;

/// Find things by their names, words, codes and places; typing mistakes are forgiven
#[derive(Debug, clap::Args)]
pub(crate) struct Search {
    /// What to look for
    #[arg(required = true)]
    query: Vec<String>,
    /// The most results to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// Only what is here, not what followed nodes have
    #[arg(long)]
    here: bool,
}

pub(crate) fn run(args: &Search, cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let bar = cx.console.progress("indexing");
    let failed = |error: search::engine::EngineError| Report::outside("search", error.to_string());
    let others = if args.here { Vec::new() } else { others(&reading) };
    let mut all = entries(&reading.node);
    all.extend(others.iter().flat_map(abroad));
    let engine = Engine::in_memory(&all).map_err(failed)?;
    bar.finish_and_clear();
    let query = Query { limit: args.limit, ..Query::text(args.query.join(" ")) };
    let found = engine.search(&query).map_err(failed)?;
    let (mut text, mut results) = (String::new(), Vec::new());
    for hit in &found.hits {
        if let Some(line) = from_afar(&others, hit, &reading) {
            text.push_str(&line.0);
            results.push(line.1);
            continue;
        }
        let Some(title) = reading.node.documents.titles.get(hit.key.as_str()) else { continue };
        let (status, words) = status(&reading.node, title, reading.today());
        let code = hit.code.clone().unwrap_or_default();
        text.push_str(&format!("{code:<9} {}  ({words})\n", hit.title));
        results.push(json!({
            "slug": hit.key, "title": hit.title, "code": hit.code, "score": hit.score,
            "status": status, "excerpt": hit.excerpt, "node": null,
        }));
    }
    if results.is_empty() {
        text.push_str("Nothing found. Other words, or fewer, may help.\n");
    }
    if let Some(corrected) = &found.corrected {
        cx.console.say(&format!("Showing results for: {corrected}"));
    }
    Ok(Answer::new(json!({ "results": results, "total": found.total }), text))
}

/// The followed nodes; none where there is no repository.
fn others(reading: &Reading) -> Vec<Followed> {
    let repo = sync::Repo::open(&reading.root);
    let all = repo.and_then(|repo| followed::all(&repo, &reading.node.documents.node));
    all.unwrap_or_default()
}

/// The titles of another node. Their codes are not ours: two nodes may have minted the same.
fn abroad(other: &Followed) -> impl Iterator<Item = Entry> + '_ {
    other.node.documents.titles.values().map(|title| {
        let own = entry(&other.node, title);
        Entry { key: format!("@{}/{}", other.slug, title.slug), codes: Vec::new(), ..own }
    })
}

/// A result at another node: where, how it stood there, and how old that news is.
fn from_afar(
    others: &[Followed],
    hit: &search::Hit,
    reading: &Reading,
) -> Option<(String, serde_json::Value)> {
    let (node, slug) = hit.key.strip_prefix('@')?.split_once('/')?;
    let other = others.iter().find(|other| other.slug.as_str() == node)?;
    let title = other.node.documents.titles.get(slug)?;
    let zone = jiff::tz::TimeZone::get(&other.node.documents.node.timezone).ok();
    let then = other.news?.to_zoned(zone.unwrap_or(jiff::tz::TimeZone::UTC)).date();
    let (status, words) = status(&other.node, title, then);
    let days = other.days_old(reading.now)?;
    let line = format!(
        "{:<9} {}  (at {}: {words}; news {})\n",
        "-",
        hit.title,
        other.name,
        followed::age(days)
    );
    let json = json!({
        "slug": slug, "title": hit.title, "code": null, "score": hit.score, "status": status,
        "excerpt": hit.excerpt, "node": other.slug, "called": other.name, "news": other.news,
        "days_old": days,
    });
    Some((line, json))
}

/// The titles of a node as the search engine takes them.
fn entries(node: &Node) -> Vec<Entry> {
    node.documents.titles.values().map(|title| entry(node, title)).collect()
}

fn entry(node: &Node, title: &Title) -> Entry {
    let translated = |text: &Text| text.translations.values().cloned().collect::<Vec<_>>();
    let category = |path: &catalog::ids::CategoryPath| {
        let found = node.documents.node.categories.get(path);
        found.map_or_else(|| path.to_string(), |category| category.name.base.clone())
    };
    let place = title.units.first().and_then(|unit| node.documents.places.get(&unit.home_place));
    let mut names = title.other_names.clone();
    names.extend(translated(&title.name));
    names.extend([&title.brand, &title.model].into_iter().flatten().cloned());
    Entry {
        key: title.slug.to_string(),
        kind: "item".into(),
        title: title.name.base.clone(),
        names,
        codes: title.units.iter().map(|unit| unit.code.to_string()).collect(),
        categories: title.categories.iter().map(category).collect(),
        place: place.map(|place| place.name.base.clone()),
        tags: title.keywords.clone(),
        summary: title.summary.base.clone(),
        body: title.body.base.clone(),
        lang: title.lang.clone(),
        ..Entry::default()
    }
}

/// What stands beside a result: the best that any of its units offers.
fn status(node: &Node, title: &Title, today: jiff::civil::Date) -> (&'static str, String) {
    let all =
        title.units.iter().map(|unit| super::show::status(node.state.status(unit.code, today)));
    let rank = |name: &str| {
        let order = ["available", "hold_shelf", "out", "in_transit", "in_repair", "overdue"];
        order.iter().position(|known| *known == name).unwrap_or(order.len())
    };
    all.min_by_key(|(name, _)| rank(name)).unwrap_or(("not_lendable", "no units".into()))
}
