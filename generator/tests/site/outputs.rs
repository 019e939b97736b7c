//! What other programs read: does it say what its schema promises, and do others accept it?

use std::sync::Arc;

use camino::Utf8PathBuf;
use catalog::fold::Node;
use generator::files::MemoryFiles;
use serde_json::Value;

use crate::{Built, built_at, files_with, site_with};

/// The small node with an address of its own, and a part to turn around.
pub(super) fn addressed() -> Built {
    let wedge = "solid w\nfacet normal 0 0 1\nouter loop\nvertex 0 0 0\nvertex 10 0 0\nvertex 0 20 0\nendloop\nendfacet\nendsolid\n";
    let mut files = files_with(&[("designs/stool/wedge.stl", wedge)]);
    let manifest = files.get_mut("designs/stool/okh.toml").unwrap();
    let named = "\n[[part]]\nname = \"Wedge\"\nexport = [\"wedge.stl\"]\n";
    let text = String::from_utf8(manifest.clone()).unwrap();
    let at = text.find("\n[commonstead]").unwrap_or(text.len());
    *manifest = format!("{}{named}{}", &text[..at], &text[at..]).into_bytes();
    let read = files.iter().map(|(path, bytes)| (Utf8PathBuf::from(path), bytes.clone()));
    let loaded = catalog::document::load(read);
    let node = Node::fold(Arc::new(loaded.documents), Vec::new());
    let now = "2026-05-12T14:02:00Z".parse().unwrap();
    built_at(&node, &MemoryFiles(files), now, Some("https://oak.example/"))
}

fn json(site: &Built, path: &str) -> Value {
    serde_json::from_str(&site.text(path)).unwrap()
}

#[test]
fn every_json_file_keeps_what_its_schema_promises() {
    let site = addressed();
    let mut checked = 0;
    for path in site.files.keys().filter(|path| path.rsplit('.').next() == Some("json")) {
        let value = json(&site, path);
        let Some(schema) = value.get("$schema").and_then(Value::as_str) else { continue };
        if path.starts_with("schema/") {
            jsonschema::meta::validate(&value).unwrap();
            continue;
        }
        let schema = generator::links::resolve(path, schema).unwrap();
        let validator = jsonschema::validator_for(&json(&site, &schema)).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{path} against {schema}: {errors:?}");
        checked += 1;
    }
    assert!(checked >= 20, "{checked} files were checked");
    let mut title = json(&site, "catalog/cordless-drill/index.json");
    title["title"]["status"]["available"] = "perhaps".into();
    let validator = jsonschema::validator_for(&json(&site, "schema/title.json")).unwrap();
    assert!(!validator.is_valid(&title), "the schema says something");
}

#[test]
fn people_trainings_rules_minutes_and_sums_are_there_for_other_programs_too() {
    let minutes = "+++\nname = \"May meeting\"\ndate = \"2026-05-02\"\nattendance = 14\ndecisions = [\"two-weeks\"]\n+++\nShort.\n";
    let (site, _) = crate::site_with(&[("governance/minutes/may.md", minutes)]);
    let people = json(&site, "people/index.json");
    assert_eq!(
        people["items"].as_array().unwrap().len(),
        1,
        "who asked for a profile, nobody else"
    );
    assert_eq!(people["items"][0]["name"], "Mira Okafor");
    assert_eq!(json(&site, "people/mira/index.json")["body"], "Hello.");
    let training = json(&site, "trainings/power-tools-basic/index.json");
    assert_eq!(training["minutes"], 40);
    assert_eq!(training["titles"][0], "cordless-drill");
    let held = json(&site, "governance/minutes.may/index.json");
    assert_eq!((&held["attendance"], &held["decisions"][0]), (&14.into(), &"two-weeks".into()));
    assert_eq!(json(&site, "governance/minutes.json")["items"].as_array().unwrap().len(), 1);
    let rules = json(&site, "governance/constitution.json");
    assert_eq!(rules["version"], "3");
    assert!(rules["body"].as_str().unwrap().contains("## Lending {#lending}"));
    let numbers = json(&site, "ledger/index.json");
    let loans: u64 =
        numbers["months"].as_array().unwrap().iter().map(|m| m["loans"].as_u64().unwrap()).sum();
    assert!(loans > 100, "{numbers}");
    assert_eq!(numbers["units"][0]["code"], "MIN");
    assert_eq!(numbers["units"][0]["minor_per_major"], 60);
    // All of them keep what their schema promises, with minutes and a year of loans in them as well.
    for path in ["people/index.json", "governance/minutes.json", "ledger/index.json"] {
        let value = json(&site, path);
        let schema = generator::links::resolve(path, value["$schema"].as_str().unwrap()).unwrap();
        let validator = jsonschema::validator_for(&json(&site, &schema)).unwrap();
        let wrong: Vec<_> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(wrong.is_empty(), "{path}: {wrong:?}");
    }
}

#[test]
fn directories_of_places_and_things_find_what_they_demand() {
    let site = addressed();
    let space = json(&site, "spaceapi.json");
    // What version 15 (schema.spaceapi.io/15.json) demands of what we say; `valid.py` asks the schema itself.
    let text = serde_json::json!({ "type": "string" });
    let feed = serde_json::json!({ "type": "object", "required": ["url"], "properties": { "url": text, "type": text } });
    let schema = serde_json::json!({
        "type": "object",
        "required": ["api_compatibility", "space", "logo", "url", "contact"],
        "properties": {
            "api_compatibility": { "type": "array", "items": text, "contains": { "const": "15" } },
            "space": text, "logo": text, "url": text,
            "location": {
                "type": "object", "minProperties": 1,
                "dependentRequired": { "lat": ["lon"], "lon": ["lat"] },
                "properties": { "address": text, "timezone": text, "lat": { "type": "number" }, "lon": { "type": "number" } },
            },
            "contact": { "type": "object", "properties": { "email": text, "phone": text }, "additionalProperties": false },
            "feeds": { "type": "object", "properties": { "blog": feed, "calendar": feed }, "additionalProperties": false },
        },
        "additionalProperties": false,
    });
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator.iter_errors(&space).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(space["api_compatibility"].as_array().unwrap().contains(&"15".into()));
    assert!(space.get("state").is_none(), "a snapshot does not know whether the door is open");
    let commons = json(&site, "commonsapi.json");
    for field in ["projects", "owners", "items", "locations", "availability"] {
        assert!(!commons[field].is_null(), "{field}");
    }
    let items = commons["items"].as_array().unwrap();
    assert!(items.iter().all(|item| {
        ["id", "name", "url", "ownerId", "projectId"].iter().all(|field| item[*field].is_string())
    }));
    let profile = json(&site, "murmurations.json");
    assert_eq!(profile["linked_schemas"][0], "organizations_schema-v1.0.0");
    assert_eq!(profile["primary_url"], "https://oak.example/");
}

#[test]
fn tables_have_a_line_for_each_record() {
    let site = addressed();
    let titles = json(&site, "catalog/index.json")["titles"].as_array().unwrap().len();
    let table = site.text("catalog/index.csv");
    assert_eq!(table.matches("\r\n").count(), titles + 1);
    assert!(table.starts_with("slug,name,summary,kind,"));
    assert!(
        site.text("events/index.csv").contains("repair-cafe,Repair café,2026-05-16T14:00:00+01:00")
    );
}

#[test]
fn a_browser_can_search_keep_and_find_the_pages() {
    let site = addressed();
    assert!(
        site.text("opensearch.xml").contains("https://oak.example/find/index.html?q={searchTerms}")
    );
    let manifest = json(&site, "manifest.webmanifest");
    assert_eq!(manifest["start_url"], "index.html");
    assert!(site.text("sw.js").contains("addEventListener(\"fetch\""));
    let map = site.text("sitemap.xml");
    assert!(
        map.contains(
            "<loc>https://oak.example/pages/first-news/</loc><lastmod>2026-05-04</lastmod>"
        ),
        "{map}"
    );
}

#[test]
fn a_part_becomes_a_script_that_a_page_from_a_folder_can_load() {
    let site = addressed();
    let page = site.text("designs/stool/index.html");
    assert!(page.contains("data-from=\"../../designs/stool/shape-1.js\""), "{page}");
    assert!(
        site.text("designs/stool/shape-1.js")
            .starts_with("COMMONSTEAD_MODEL(\"designs/stool/shape-1.js\"")
    );
}

#[test]
fn a_text_names_the_texts_that_speak_of_it() {
    let (site, _) =
        site_with(&[("pages/second.md", "+++\nname = \"Second\"\n+++\nSee [[how-it-works]].\n")]);
    let page = site.text("pages/how-it-works/index.html");
    assert!(
        page.contains("href=\"../../pages/second/index.html\"><bdi>Second</bdi></a>"),
        "{page}"
    );
    assert!(!site.text("pages/second/index.html").contains("chip\" href=\"../../pages/how"));
}

/// Search engines take what a page calls itself, what others link to and what the site map lists for one
/// page only where all three are the same.
#[test]
fn a_page_has_one_address_on_its_host() {
    let site = addressed();
    let map = site.text("sitemap.xml");
    let mut several = 0;
    for path in
        site.files.keys().filter(|path| camino::Utf8Path::new(path).extension() == Some("html"))
    {
        let page = site.text(path);
        let named = |start: &str| {
            let rest = page.split(start).nth(1)?;
            rest.split('"').next().map(str::to_owned)
        };
        let Some(own) =
            named("<link rel=\"canonical\" href=\"https:").map(|it| format!("https:{it}"))
        else {
            continue;
        };
        assert!(!own.ends_with("/index.html"), "{path}: {own}");
        let listed = map.contains(&format!("<loc>{own}</loc>"));
        assert!(listed || page.contains("noindex"), "{path}: the site map does not list {own}");
        if page.contains("hreflang=\"x-default\"") {
            several += 1;
            let links = page.matches(&format!("href=\"{own}\"")).count();
            assert!(links >= 2, "{path} is not among its own languages");
        }
    }
    assert!(several > 10, "pages in several languages: {several}");
}
