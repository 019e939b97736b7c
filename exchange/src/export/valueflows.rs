//! Titles, units and loans in the words of `ValueFlows` 1.0.0, as JSON-LD.
//!
//! A title is a `ResourceSpecification`, a unit an `EconomicResource` that conforms to it. A loan is
//! `transferCustody` from the node, a return `transferCustody` to it: the rights stay where they are.
//! Borrowers are nobody's business: the other side of a loan is never named.

use std::collections::BTreeSet;

use catalog::code::Code;
use catalog::event::{Event, Kind};
use catalog::ids::EventId;
use catalog::record::{Documents, Lifecycle, Place, Quantity, Title, Unit};
use serde_json::{Map, Value, json};

use super::File;

/// The prefixes of all words that are used.
pub const CONTEXT: [(&str, &str); 6] = [
    ("vf", "https://w3id.org/valueflows/ont/vf#"),
    ("om2", "http://www.ontology-of-units-of-measure.org/resource/om-2/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("geo", "http://www.w3.org/2003/01/geo/wgs84_pos#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
];

/// Writes `valueflows.jsonld`. Events may come in any order; what was undone is left out.
pub fn valueflows<'e>(
    documents: &Documents,
    events: impl IntoIterator<Item = &'e Event>,
) -> Vec<File> {
    let mut graph = vec![agent(documents)];
    graph.extend(documents.places.values().map(place));
    for title in documents.titles.values() {
        graph.push(specification(title));
        graph.extend(title.units.iter().map(|unit| resource(title, unit)));
    }
    graph.extend(valid(events).iter().filter_map(|event| custody(documents, event)));
    let context: Map<String, Value> =
        CONTEXT.iter().map(|(prefix, address)| ((*prefix).to_owned(), json!(address))).collect();
    let document = json!({ "@context": context, "@graph": graph });
    let mut bytes = serde_json::to_vec_pretty(&document).unwrap_or_default();
    bytes.push(b'\n');
    vec![File { path: "valueflows.jsonld".into(), bytes }]
}

/// The events in their order without those that were undone. An undo may be undone in its turn, so
/// the newest is looked at first.
fn valid<'e>(events: impl IntoIterator<Item = &'e Event>) -> Vec<&'e Event> {
    let mut all: Vec<&Event> = events.into_iter().collect();
    all.sort_by_key(|e| std::cmp::Reverse(e.order()));
    let mut undone = BTreeSet::<EventId>::new();
    all.retain(|event| {
        if undone.contains(&event.id) {
            return false;
        }
        if let Kind::Undo(undo) = &event.kind {
            undone.insert(undo.of);
        }
        true
    });
    all.reverse();
    all
}

fn id(kind: &str, name: &str) -> Value {
    json!({ "@id": format!("urn:commonstead:{kind}:{name}") })
}

/// A node of the graph without the fields that have nothing in them.
fn thing(kind: &str, name: &str, class: &str, fields: Value) -> Value {
    let mut out = Map::new();
    out.insert("@id".into(), json!(format!("urn:commonstead:{kind}:{name}")));
    out.insert("@type".into(), json!(class));
    if let Value::Object(fields) = fields {
        let said = |v: &Value| !v.is_null() && v.as_str() != Some("");
        out.extend(fields.into_iter().filter(|(_, v)| said(v)));
    }
    Value::Object(out)
}

fn agent(documents: &Documents) -> Value {
    let node = &documents.node;
    let point = node.location.map(|(lat, long)| {
        json!({ "@type": "geo:SpatialThing", "geo:lat": lat, "geo:long": long,
                "vf:mappableAddress": node.address })
    });
    let fields = json!({
        "vf:name": node.name.base, "skos:note": node.tagline.base, "vf:primaryLocation": point,
    });
    thing("node", node.id.as_str(), "vf:Organization", fields)
}

fn place(place: &Place) -> Value {
    let fields = json!({ "vf:name": place.name.base, "skos:note": place.note.base });
    thing("place", place.slug.as_str(), "geo:SpatialThing", fields)
}

fn specification(title: &Title) -> Value {
    let classes: Vec<String> =
        title.categories.iter().map(|c| format!("urn:commonstead:category:{c}")).collect();
    let fields = json!({
        "vf:name": title.name.base,
        "skos:note": title.summary.base,
        "vf:image": title.images.first(),
        "vf:resourceClassifiedAs": (!classes.is_empty()).then_some(classes),
        "vf:defaultUnitOfResource": unit_of("one"),
    });
    thing("title", title.slug.as_str(), "vf:ResourceSpecification", fields)
}

/// A unit of measure: things are counted in `om2:one`; any other measure is named in words.
fn unit_of(measure: &str) -> Value {
    match measure {
        "one" | "pcs" | "pc" => json!({ "@id": "om2:one" }),
        "kg" => json!({ "@id": "om2:kilogram" }),
        "g" => json!({ "@id": "om2:gram" }),
        "m" => json!({ "@id": "om2:metre" }),
        "l" => json!({ "@id": "om2:litre" }),
        other => json!({ "rdfs:label": other }),
    }
}

fn amount(number: u32, measure: Option<&str>) -> Value {
    json!({
        "@type": "om2:Measure",
        "om2:hasNumericalValue": number,
        "om2:hasUnit": unit_of(measure.unwrap_or("one")),
    })
}

fn resource(title: &Title, unit: &Unit) -> Value {
    let here = !matches!(unit.lifecycle, Lifecycle::Retired(_));
    let count = match unit.quantity {
        Quantity::Exact(n) | Quantity::About(n) if here => Some(n),
        Quantity::Exact(_) | Quantity::About(_) => Some(0),
        Quantity::Unknown => None,
    };
    let count = count.map(|n| amount(n, unit.measure.as_deref()));
    let estimated = matches!(unit.quantity, Quantity::About(_)).then_some("estimated");
    let state = crate::own::cell::show_word(&unit.condition);
    let fields = json!({
        "vf:name": title.name.base,
        "vf:conformsTo": id("title", title.slug.as_str()),
        "vf:trackingIdentifier": unit.code.to_string(),
        "vf:accountingQuantity": count,
        "vf:onhandQuantity": count,
        "vf:currentLocation": id("place", unit.home_place.as_str()),
        "vf:state": state,
        "skos:note": estimated,
    });
    thing("unit", &unit.code.compact(), "vf:EconomicResource", fields)
}

fn custody(documents: &Documents, event: &Event) -> Option<Value> {
    let (unit, qty, side): (Code, Option<u32>, &str) = match &event.kind {
        Kind::LoanOut(out) => (out.unit, out.qty, "vf:provider"),
        Kind::LoanIn(back) => (back.unit, back.qty, "vf:receiver"),
        _ => return None,
    };
    let mut fields = json!({
        "vf:action": { "@id": "vf:transferCustody" },
        "vf:resourceInventoriedAs": id("unit", &unit.compact()),
        "vf:resourceQuantity": amount(qty.unwrap_or(1), None),
        "vf:hasPointInTime": { "@type": "xsd:dateTime", "@value": event.when().to_string() },
    });
    if let Some(fields) = fields.as_object_mut() {
        fields.insert(side.to_owned(), id("node", documents.node.id.as_str()));
    }
    Some(thing("event", &event.id.to_string(), "vf:EconomicEvent", fields))
}
