//! Finding: words, typos forgiven, and a few filters with counts.

use catalog::fold::Custody;
use catalog::ids::Slug;
use catalog::record::{Text, Title};
use generator::view::{CardView, CategoryLink, PlaceLink, Reading};
use search::{Entry, Query};
use serde_json::{Value, json};

use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::Session;
use crate::visit::Visit;

/// Results on one page.
const PAGE: usize = 24;

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

/// The list: everything, a category, a shelf, or what words find.
pub(crate) fn find(app: &App, visit: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    let words = visit.query.get("q").unwrap_or_default();
    let words: String = words.chars().take(120).collect();
    let category = visit.query.get("kind").filter(|kind| kind.len() <= 80);
    let now_only = visit.query.has("now");
    let bookable = visit.query.has("book");
    let place: Option<Slug> = visit.query.get("place").and_then(|place| place.parse().ok());
    // The desk goes on while the engine searches.
    let engine = app.engine()?;
    let mut query = Query { limit: 2000, lang: Some(visit.lang.clone()), ..Query::text(&words) };
    if let Some(category) = category {
        query = query.with_facet("category", category);
    }
    let results = engine.search(&query).map_err(|e| Failure::Broken(e.to_string()))?;
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
        titles.retain(|title| stands_in(&reading, title, &inside));
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

fn stands_in(
    reading: &Reading<'_>,
    title: &Title,
    inside: &std::collections::BTreeSet<Slug>,
) -> bool {
    let mut units = reading.node.units_of(title);
    units.any(|view| match &view.state.custody {
        Custody::At(place) => inside.contains(place),
        _ => inside.contains(&view.unit.home_place),
    })
}
