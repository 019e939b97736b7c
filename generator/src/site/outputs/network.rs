//! What directories of places and of things to borrow read: `SpaceAPI`, `CommonsAPI`, Murmurations. They
//! all speak of addresses, so a node without one of its own is in none of them.

use serde_json::{Map, Value, json};

use super::super::{BuildError, Output, Pages, json as bytes};
use crate::links;

pub(super) fn all(pages: &Pages<'_>, out: &mut Output<'_>) -> Result<(), BuildError> {
    let Some(base) = pages.build.base.clone() else { return Ok(()) };
    for (path, value) in [
        ("spaceapi.json", space(pages, &base)),
        ("commonsapi.json", commons(pages, &base)),
        ("murmurations.json", murmurations(pages, &base)),
    ] {
        out.file(path, bytes(path, &without_nothing(value))?)?;
    }
    Ok(())
}

/// Leaves out what is not known.
fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let known = map.into_iter().map(|(key, value)| (key, without_nothing(value)));
            Value::Object(known.filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>())
        }
        Value::Array(all) => Value::Array(all.into_iter().map(without_nothing).collect()),
        other => other,
    }
}

/// `SpaceAPI` 14 and 15 (spaceapi.io). Whether the door is open now is no part of a snapshot.
fn space(pages: &Pages<'_>, base: &str) -> Value {
    let node = &pages.build.node.documents.node;
    let located = node.location.is_some() || node.address.is_some();
    let location = json!({
        "address": node.address,
        "lat": node.location.map(|at| at.0),
        "lon": node.location.map(|at| at.1),
        "timezone": node.timezone,
    });
    let feeds = json!({
        "blog": has_news(pages)
            .then(|| json!({ "type": "atom", "url": format!("{base}news/atom.xml") })),
        "calendar": { "type": "ical", "url": format!("{base}events/calendar.ics") },
    });
    json!({
        // Version 14 demands coordinates.
        "api_compatibility": if node.location.is_some() { json!(["14", "15"]) } else { json!(["15"]) },
        "space": pages.site.name,
        "logo": format!("{base}assets/mark.svg"),
        "url": base,
        "location": located.then_some(location),
        "contact": { "email": node.email, "phone": node.phone },
        "feeds": feeds,
    })
}

fn has_news(pages: &Pages<'_>) -> bool {
    let all = pages.build.node.documents.pages.values();
    all.into_iter().any(|page| super::super::pages::is_news(pages.build, page))
}

/// `CommonsAPI`, as `CommonsBooking` publishes and reads it.
fn commons(pages: &Pages<'_>, base: &str) -> Value {
    let (build, reading) = (pages.build, pages.reading());
    let d = &build.node.documents;
    let id = d.node.id.to_string();
    let owner = json!([{ "id": id, "name": pages.site.name, "url": base }]);
    let items: Vec<Value> = d
        .titles
        .values()
        .map(|title| {
            json!({
                "id": title.slug,
                "name": title.name.in_lang(pages.lang),
                "url": format!("{base}{}", links::title(&title.slug)),
                "description": title.summary.in_lang(pages.lang),
                "ownerId": id,
                "projectId": id,
            })
        })
        .collect();
    // A single slot from the day of the records on, for what is here: what a snapshot can say.
    let from = build.now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let until =
        build.now.checked_add(jiff::Span::new().days(1)).unwrap_or_else(|_| build.now.clone());
    let until = until.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let here =
        d.titles.values().filter(|title| crate::view::Aggregate::of(&reading, title).available > 0);
    let availability: Vec<Value> = here
        .map(|title| json!({ "itemId": title.slug, "locationId": id, "start": from, "end": until }))
        .collect();
    let place = d.node.location.map(|(lat, lon)| {
        json!({
            "type": "Feature",
            "properties": { "id": id, "name": pages.site.name, "url": base, "address": d.node.address },
            "geometry": { "type": "Point", "coordinates": [lon, lat] },
        })
    });
    json!({
        "projects": [{
            "id": id, "name": pages.site.name, "url": base, "language": pages.lang,
            "description": d.node.tagline.in_lang(pages.lang),
        }],
        "owners": owner,
        "items": items,
        "locations": { "type": "FeatureCollection", "features": place.into_iter().collect::<Vec<_>>() },
        "availability": availability,
    })
}

/// A Murmurations profile of an organisation (`organizations_schema-v1.0.0`).
fn murmurations(pages: &Pages<'_>, base: &str) -> Value {
    let node = &pages.build.node.documents.node;
    let reading = pages.reading();
    let tags: Vec<String> = super::super::catalogue::top_categories(&reading)
        .into_iter()
        .map(|(path, _)| crate::view::CategoryLink::new(&reading, &path).name)
        .take(20)
        .collect();
    json!({
        "linked_schemas": ["organizations_schema-v1.0.0"],
        "name": pages.site.name,
        "primary_url": base,
        "description": node.tagline.in_lang(pages.lang),
        "tags": tags,
        "full_address": node.address,
        "geolocation": node.location.map(|(lat, lon)| json!({ "lat": lat, "lon": lon })),
        "image": format!("{base}assets/mark.svg"),
        "rss": has_news(pages).then(|| format!("{base}news/atom.xml")),
        "telephone": node.phone,
        "contact_details": node.email.as_ref().map(|email| json!({ "email": email })),
        "geographic_scope": "local",
        "status": "active",
    })
}
