//! What goes out, and what never does.

#![expect(clippy::unwrap_used, reason = "tests")]

mod node;

use std::collections::BTreeSet;
use std::path::Path;

use catalog::event::read_line;
use exchange::export;
use node::Folder;
use serde_json::Value;

const DRILL: &str = "+++\nname = \"Drill\"\nsummary = \"Strong.\"\ncategories = [\"power-tools\"]\n[translations.es]\nname = \"Taladro\"\n\n[[units]]\ncode = \"7K3-QP2J\"\nhome_place = \"wall\"\n\n[[units]]\ncode = \"M1X-04TH\"\nkind = \"stock\"\nquantity = \"~ 200\"\nmeasure = \"m\"\n+++\n\nText.\n";

const EVENTS: [&str; 4] = [
    r#"{"v":1,"id":"k7m2qf-1","hlc":"2026-03-14T09:22:31.123Z/0000","wall":"2026-03-14T10:22:31+01:00","clock":"ok","actor":"self","kind":"loan.out","unit":"7K3-QP2J","patron":"c2VhbGVkLWJvcnJvd2Vy","due":"2026-03-21","policy":{"period":7}}"#,
    r#"{"v":1,"id":"k7m2qf-2","hlc":"2026-03-15T09:22:31.123Z/0000","wall":"2026-03-15T10:22:31+01:00","clock":"ok","actor":"anyone","kind":"loan.in","unit":"7K3-QP2J","note":"Jane says it smokes"}"#,
    r#"{"v":1,"id":"k7m2qf-3","hlc":"2026-03-16T09:22:31.123Z/0000","wall":"2026-03-16T10:22:31+01:00","clock":"ok","actor":"self","kind":"loan.out","unit":"7K3-QP2J","patron":"c2VhbGVkLWJvcnJvd2Vy","due":"2026-03-23","policy":{"period":7}}"#,
    r#"{"v":1,"id":"k7m2qf-4","hlc":"2026-03-16T09:23:31.123Z/0000","wall":"2026-03-16T10:23:31+01:00","clock":"ok","actor":"@mira","kind":"undo","of":"k7m2qf-3"}"#,
];

fn folder() -> Folder {
    Folder::new(&[
        ("catalog/dr/drill.md", DRILL),
        ("places/wall.toml", "name = \"Wall\"\n"),
        ("pages/secret.md", "+++\nname = \"Not yet\"\ndraft = true\n+++\n"),
    ])
}

fn value_flows() -> Value {
    let events: Vec<_> = EVENTS.iter().map(|l| read_line(l.as_bytes()).unwrap()).collect();
    let files = export::valueflows(&folder().documents(), &events);
    serde_json::from_slice(&files[0].bytes).unwrap()
}

fn of_class<'v>(document: &'v Value, class: &str) -> Vec<&'v Value> {
    document["@graph"].as_array().unwrap().iter().filter(|n| n["@type"] == class).collect()
}

#[test]
fn loans_go_out_as_custody_without_the_borrower_and_without_what_was_undone() {
    let document = value_flows();
    let events = of_class(&document, "vf:EconomicEvent");
    assert_eq!(events.len(), 2);
    assert_eq!(events[0]["vf:action"]["@id"], "vf:transferCustody");
    assert_eq!(events[0]["vf:provider"]["@id"], "urn:commonstead:node:oak-street");
    assert!(events[0].get("vf:receiver").is_none());
    assert_eq!(events[1]["vf:receiver"]["@id"], "urn:commonstead:node:oak-street");
    assert_eq!(events[0]["vf:hasPointInTime"]["@value"], "2026-03-14T10:22:31+01:00");
    let text = document.to_string();
    assert!(!text.contains("c2VhbGVk") && !text.contains("Jane"));
}

#[test]
fn units_go_out_as_resources_of_their_titles() {
    let document = value_flows();
    let resources = of_class(&document, "vf:EconomicResource");
    assert_eq!(resources[0]["vf:trackingIdentifier"], "7K3-QP2J");
    assert_eq!(resources[0]["vf:conformsTo"]["@id"], "urn:commonstead:title:drill");
    assert_eq!(resources[0]["vf:onhandQuantity"]["om2:hasNumericalValue"], 1);
    assert_eq!(resources[1]["vf:onhandQuantity"]["om2:hasNumericalValue"], 200);
    assert_eq!(resources[1]["skos:note"], "estimated");
    let ids: Vec<&str> =
        document["@graph"].as_array().unwrap().iter().map(|n| n["@id"].as_str().unwrap()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

fn words(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| *key != "@context") {
                out.insert(key.clone());
                words(value, out);
            }
        }
        Value::Array(list) => list.iter().for_each(|v| words(v, out)),
        Value::String(text) => _ = out.insert(text.clone()),
        _ => {}
    }
}

#[test]
fn every_word_is_one_of_valueflows_1_0_0() {
    let mut used = BTreeSet::new();
    words(&value_flows(), &mut used);
    let used: Vec<&str> = used.iter().filter_map(|w| w.strip_prefix("vf:")).collect();
    // Both are no part of 1.0.0, though older data has them.
    assert!(!used.contains(&"inScopeOf") && !used.contains(&"AgentRelationship"));
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = "shared/data/ledgers/valueflows-1.0.0/vf-context.jsonld";
    let Some(file) = here.ancestors().map(|up| up.join(path)).find(|p| p.is_file()) else {
        println!("no vocabulary beside the project: words are not compared");
        return;
    };
    let vocabulary: Value = serde_json::from_slice(&fs_err::read(file).unwrap()).unwrap();
    let known: BTreeSet<&str> = vocabulary
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|term| {
            term["@id"].as_str()?.strip_prefix("https://w3id.org/valueflows/ont/vf#")
        })
        .collect();
    println!("{} words are used, all of {} that there are", used.len(), known.len());
    for word in used {
        assert!(known.contains(word), "`vf:{word}` is no word of ValueFlows");
    }
}

#[test]
fn json_has_a_list_and_a_document_for_each_record() {
    let files = export::json(&folder().documents());
    let paths: Vec<&str> = files.iter().map(|f| f.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "node.json",
            "titles.json",
            "titles/drill.json",
            "places.json",
            "places/wall.json",
            "designs.json",
            "pages.json",
            "events.json",
            "people.json"
        ]
    );
    let drill: Value = serde_json::from_slice(&files[2].bytes).unwrap();
    assert_eq!(drill["name"]["es"], "Taladro");
    assert_eq!(drill["units"][1]["quantity"], "~ 200");
    let list: Value = serde_json::from_slice(&files[1].bytes).unwrap();
    assert_eq!(list[0], drill);
}
