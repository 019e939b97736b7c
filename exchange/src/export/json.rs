//! A document for each record, and lists of them, for programs.

use catalog::record::{
    Design, Documents, Happening, Lifecycle, Page, Person, Place, Text, Title, Unit,
};
use serde_json::{Map, Value, json};

use super::File;
use crate::own::cell::show_word;

/// Writes `node.json`, and for each kind of record a list and a document for each.
pub fn json(documents: &Documents) -> Vec<File> {
    let mut out = vec![file("node.json".into(), &node(documents))];
    let titles: Vec<_> = documents.titles.iter().map(|(s, t)| (s.as_str(), title(t))).collect();
    let places: Vec<_> = documents.places.iter().map(|(s, p)| (s.as_str(), place(p))).collect();
    let designs: Vec<_> = documents.designs.iter().map(|(s, d)| (s.as_str(), design(d))).collect();
    let pages: Vec<_> = documents
        .pages
        .iter()
        .filter(|(_, p)| !p.draft)
        .map(|(s, p)| (s.as_str(), page(p)))
        .collect();
    let events: Vec<_> = documents.events.iter().map(|(s, e)| (s.as_str(), happening(e))).collect();
    let people: Vec<_> = documents.people.iter().map(|(s, p)| (s.as_str(), person(p))).collect();
    for (kind, records) in [
        ("titles", titles),
        ("places", places),
        ("designs", designs),
        ("pages", pages),
        ("events", events),
        ("people", people),
    ] {
        let list: Vec<&Value> = records.iter().map(|(_, value)| value).collect();
        out.push(file(format!("{kind}.json"), &json!(list)));
        out.extend(records.iter().map(|(slug, value)| file(format!("{kind}/{slug}.json"), value)));
    }
    out
}

fn file(path: String, value: &Value) -> File {
    let mut bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    bytes.push(b'\n');
    File { path: path.into(), bytes }
}

/// A record without the fields that have nothing in them.
fn said(value: Value) -> Value {
    let Value::Object(fields) = value else { return value };
    let empty = |v: &Value| match v {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(map) => map.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    };
    Value::Object(fields.into_iter().filter(|(_, v)| !empty(v)).collect())
}

/// A text; with its translations, where it has any.
fn text(text: &Text, lang: &str) -> Value {
    if text.translations.is_empty() {
        return json!(text.base);
    }
    let mut all = Map::new();
    all.insert(lang.to_owned(), json!(text.base));
    all.extend(text.translations.iter().map(|(lang, text)| (lang.clone(), json!(text))));
    Value::Object(all)
}

fn node(documents: &Documents) -> Value {
    let node = &documents.node;
    let lang = node.languages.first().map_or("en", String::as_str);
    let hours: Vec<Value> = node
        .opening_hours
        .iter()
        .map(|h| json!({ "day": h.day, "from": h.from.to_string(), "to": h.to.to_string() }))
        .collect();
    let categories: Map<String, Value> = node
        .categories
        .iter()
        .map(|(path, c)| {
            (path.to_string(), said(json!({ "name": text(&c.name, lang), "glyph": c.glyph })))
        })
        .collect();
    said(json!({
        "id": node.id, "name": text(&node.name, lang), "tagline": text(&node.tagline, lang),
        "languages": node.languages, "timezone": node.timezone, "address": node.address,
        "location": node.location.map(|(lat, long)| json!([lat, long])),
        "email": node.email, "phone": node.phone, "url": node.url, "license": node.license,
        "currency": node.currency, "opening_hours": hours, "categories": categories,
    }))
}

fn title(t: &Title) -> Value {
    let lang = t.lang.as_str();
    said(json!({
        "slug": t.slug, "name": text(&t.name, lang), "other_names": t.other_names, "kind": t.kind,
        "summary": text(&t.summary, lang), "lang": t.lang, "categories": t.categories,
        "keywords": t.keywords, "brand": t.brand, "model": t.model,
        "power_source": t.power_source, "size": t.size, "weight_g": t.weight_g,
        "policy": t.policy, "reservation_policy": t.reservation_policy,
        "requires_authorisation": t.requires_authorisation, "min_age": t.min_age,
        "deposit": t.deposit.map(|m| m.to_string()),
        "fee_per_day": t.fee_per_day.map(|m| m.to_string()),
        "replacement_value": t.replacement_value.map(|m| m.to_string()),
        "parts_expected": t.parts_expected, "contents": t.contents,
        "checkout_notice": text(&t.checkout_notice, lang), "images": t.images,
        "manuals": t.manuals, "compatible_with": t.compatible_with, "designs": t.designs,
        "carbon_g": t.carbon_g, "external_ids": t.external_ids, "custom": t.custom,
        "added": t.added, "body": text(&t.body, lang),
        "units": t.units.iter().map(unit).collect::<Vec<_>>(),
    }))
}

fn unit(u: &Unit) -> Value {
    let (lifecycle, reason) = match u.lifecycle {
        Lifecycle::Retired(reason) => ("retired".to_owned(), Some(reason)),
        other => (show_word(&other), None),
    };
    let acquired = said(json!({
        "date": u.acquired.date, "from": u.acquired.from,
        "cost": u.acquired.cost.map(|m| m.to_string()),
    }));
    said(json!({
        "code": u.code, "kind": u.kind, "serial": u.serial, "owner": u.owner,
        "return_to_owner": u.return_to_owner,
        "acquired": acquired, "home_place": u.home_place, "lifecycle": lifecycle,
        "retired_reason": reason, "condition": u.condition, "circ_note": u.circ_note,
        "aliases": u.aliases, "policy_override": u.policy_override,
        "quantity": u.quantity.to_string(), "measure": u.measure, "min_qty": u.min_qty,
    }))
}

fn place(p: &Place) -> Value {
    said(json!({
        "slug": p.slug, "name": text(&p.name, "und"), "kind": p.kind, "parent": p.parent,
        "code": p.code, "note": text(&p.note, "und"),
    }))
}

fn design(d: &Design) -> Value {
    let lang = d.lang.as_str();
    said(json!({
        "slug": d.slug, "name": text(&d.name, lang), "function": text(&d.function, lang),
        "lang": d.lang, "version": d.version, "license": d.license, "licensor": d.licensor,
        "organization": d.organization, "repo": d.repo, "image": d.image, "readme": d.readme,
        "bom": d.bom, "parts": d.parts, "files": d.files,
        "technology_readiness": d.technology_readiness,
        "documentation_readiness": d.documentation_readiness, "tsdc": d.tsdc,
        "categories": d.categories, "tools": d.tools, "derived_from": d.derived_from,
        "build_minutes": d.build_minutes, "mass_g": d.mass_g, "body": text(&d.body, lang),
    }))
}

fn page(p: &Page) -> Value {
    let lang = p.lang.as_str();
    said(json!({
        "slug": p.slug, "name": text(&p.name, lang), "summary": text(&p.summary, lang),
        "kind": p.kind, "date": p.date, "lang": p.lang, "body": text(&p.body, lang),
    }))
}

fn happening(e: &Happening) -> Value {
    let lang = e.lang.as_str();
    said(json!({
        "slug": e.slug, "name": text(&e.name, lang), "summary": text(&e.summary, lang),
        "starts": e.starts.as_ref().map(ToString::to_string),
        "ends": e.ends.as_ref().map(ToString::to_string), "place": e.place,
        "training": e.training, "seats": e.seats, "lang": e.lang, "cancelled": e.cancelled,
        "body": text(&e.body, lang),
    }))
}

fn person(p: &Person) -> Value {
    let lang = p.lang.as_str();
    said(json!({
        "handle": p.handle, "name": text(&p.name, lang), "skills": p.skills, "roles": p.roles,
        "languages": p.languages, "lang": p.lang, "body": text(&p.body, lang),
    }))
}
