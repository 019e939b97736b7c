//! Finding: words, typos forgiven, and a few filters with counts.

use std::collections::BTreeSet;

use catalog::circulation::Timeline;
use catalog::fold::{Custody, Node, Status};
use catalog::followed::Followed;
use catalog::ids::Slug;
use catalog::record::{Text, Title};
use generator::view::{CardView, CategoryLink, PlaceLink, Reading};
use search::{Entry, Query};
use serde_json::{Value, json};

use crate::app::App;
use crate::neighbours::Neighbours;
use crate::reply::{Failure, Reply};
use crate::session::Session;
use crate::visit::Visit;

/// Results on one page.
const PAGE: usize = 24;
/// Results at other nodes below them.
const ABROAD: usize = 12;

/// How a title can be found: by its names in all languages, its words and the codes of its units.
pub(crate) fn entry(config: &catalog::record::NodeConfig, title: &Title) -> Entry {
    let all = |text: &Text| -> Vec<String> { text.translations.values().cloned().collect() };
    let mut names = title.other_names.clone();
    names.extend(all(&title.name));
    names.extend(title.brand.iter().chain(&title.model).cloned());
    let mut codes: Vec<String> = title.units.iter().map(|unit| unit.code.to_string()).collect();
    codes.extend(title.units.iter().flat_map(|unit| unit.aliases.iter().cloned()));
    let tops = title.categories.iter().map(|path| path.top().to_owned());
    let category_names = title.categories.iter().flat_map(|path| {
        let known = path.ancestors().filter_map(|path| {
            let path = path.parse().ok()?;
            config.categories.get(&path).map(|category| category.name.base.clone())
        });
        known.collect::<Vec<_>>()
    });
    let mut tags = title.keywords.clone();
    tags.extend(category_names);
    let mut categories: Vec<String> = tops.collect();
    categories.dedup();
    let mut summary = title.summary.base.clone();
    for text in all(&title.summary) {
        summary.push(' ');
        summary.push_str(&text);
    }
    Entry {
        key: title.slug.to_string(),
        url: format!("kiosk/title/{}", title.slug),
        kind: "item".into(),
        title: title.name.base.clone(),
        names,
        codes,
        categories,
        tags,
        summary,
        body: title.body.base.clone(),
        lang: title.lang.clone(),
        ..Entry::default()
    }
}

/// How a title of another node is found: not among our own categories, which are counted.
pub(crate) fn entry_of(other: &Followed, title: &Title) -> Entry {
    let mut entry = entry(&other.node.documents.node, title);
    entry.key = key_of(&other.slug, &title.slug);
    entry.url = format!("kiosk/elsewhere/{}/{}", other.slug, title.slug);
    entry.kind = "elsewhere".into();
    // Their labels may say what ours say: a code that is scanned here is one of ours.
    entry.codes = Vec::new();
    entry.tags.append(&mut entry.categories);
    entry.tags.push(other.name.clone());
    entry
}

/// The name of another node's title in the index.
pub(crate) fn key_of(node: &Slug, title: &Slug) -> String {
    format!("@{node}/{title}")
}

/// What words find at other nodes: cards with where that is and how old the news is.
fn elsewhere(
    app: &App,
    visit: &Visit,
    around: &Neighbours,
    hits: &[search::Hit],
    most: usize,
) -> Vec<Value> {
    let found = hits.iter().filter_map(|hit| {
        let (node, title) = hit.key.strip_prefix('@')?.split_once('/')?;
        let other = around.others.iter().find(|other| other.slug.as_str() == node)?;
        let title = other.node.documents.titles.get(title)?;
        Some(elsewhere_card(app, visit, other, title))
    });
    found.take(most).collect()
}

/// A title of another node in a list.
pub(crate) fn elsewhere_card(app: &App, visit: &Visit, other: &Followed, title: &Title) -> Value {
    let reading = super::elsewhere::reading(app, visit, other);
    json!({
        "card": CardView::new(&reading, title),
        "node": other.slug,
        "at": other.name,
        "age": super::elsewhere::age(&reading, other, visit.now),
    })
}

/// The list: everything, a category, a shelf, or what words find.
pub(crate) fn find(app: &App, visit: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    let words = visit.query.get("q").unwrap_or_default();
    let words: String = words.chars().take(120).collect();
    let category = visit.query.get("kind").filter(|kind| kind.len() <= 80);
    let now_only = visit.query.has("now");
    let bookable = visit.query.has("book");
    let place: Option<Slug> = visit.query.get("place").and_then(|place| place.parse().ok());
    // The desk goes on while the engine searches.
    let around = app.neighbours();
    let engine = app.engine()?;
    let mut query = Query { limit: 2000, lang: Some(visit.lang.clone()), ..Query::text(&words) };
    if let Some(category) = category {
        query = query.with_facet("category", category);
    }
    let results = engine.search(&query).map_err(|e| Failure::Broken(e.to_string()))?;
    let only_here = words.is_empty() || bookable || now_only || place.is_some();
    let abroad = if only_here || category.is_some() {
        Vec::new()
    } else {
        elsewhere(app, visit, &around, &results.hits, ABROAD)
    };
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let documents = &desk.node().documents;
    let slugs = results.hits.iter().filter_map(|hit| hit.key.parse::<Slug>().ok());
    let mut titles: Vec<&Title> = slugs.filter_map(|slug| documents.titles.get(&slug)).collect();
    if words.is_empty() {
        titles.sort_by_key(|title| title.name.in_lang(&visit.lang).to_lowercase());
    }
    if let Some(place) = &place {
        let inside = desk.places_in(place);
        titles.retain(|title| stands_in(reading.node, title, &inside));
    }
    titles.retain(|title| !bookable || title.reservation_policy.is_some());
    let mut cards: Vec<CardView> =
        titles.iter().map(|title| CardView::new(&reading, title)).collect();
    let here = cards.iter().filter(|card| card.state.status.available).count();
    cards.retain(|card| !now_only || card.state.status.available);
    let total = cards.len();
    let page =
        visit.query.get("page").and_then(|n| n.parse().ok()).unwrap_or(1_usize).clamp(1, 500);
    let shown: Vec<_> = cards.into_iter().skip((page - 1) * PAGE).take(PAGE).collect();
    let kinds = results.facets.get("category").map(Vec::as_slice).unwrap_or_default();
    Ok(Reply::page(
        "kiosk/find.html",
        json!({
            "q": words,
            "kind": category,
            "now": now_only,
            "book": bookable,
            "place": place.as_ref().map(|slug| PlaceLink::new(&reading, slug).name),
            "place_slug": place,
            "cards": shown,
            "abroad": abroad,
            "total": total,
            "here": here,
            "page": page,
            "more": total > page * PAGE,
            "corrected": results.corrected,
            "partial": results.partial && !words.is_empty(),
            "kinds": kinds.iter().map(|facet| kind(&reading, &facet.value, facet.count)).collect::<Vec<_>>(),
        }),
    ))
}

fn kind(reading: &Reading<'_>, value: &str, count: usize) -> Value {
    json!({ "value": value, "name": CategoryLink::new(reading, value).name, "count": count })
}

/// Whether a unit of a title is in one of some places, or belongs there while it is out.
pub(crate) fn stands_in(node: &Node, title: &Title, inside: &BTreeSet<Slug>) -> bool {
    let mut units = node.units_of(title);
    units.any(|view| match &view.state.custody {
        Custody::At(place) => inside.contains(place),
        _ => inside.contains(&view.unit.home_place),
    })
}

/// Whether a unit of a title may be borrowed now.
pub(crate) fn is_here(node: &Node, title: &Title, today: jiff::civil::Date) -> bool {
    let mut units = title.units.iter();
    units.any(|unit| node.state.status(unit.code, today) == Some(Status::Available))
}

/// Free units over the coming days, for a calendar.
pub(crate) fn timeline(desk: &desk::Desk, title: &Title) -> Timeline {
    let nobody = catalog::circulation::Borrower::default();
    Timeline::of(desk.node(), title, &nobody, None, desk.now())
}
