//! The client script over the static index answers like the engine.
//!
//! Runs the query core of `search.js` in node; without node each test says so and passes.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and one that is skipped says so"
)]

use search::engine::Engine;
use search::shards::Options;
use search::{Entry, Query};

mod client;
mod corpus;

use client::{Answer, Site, check, texts};

const QUERIES: &[&str] = &[
    "drill",
    "drill ",
    "dri",
    "d",
    "dr",
    "cordless drill",
    "cordless d",
    "drills for wood ",
    "saw ",
    "säge",
    "sage ",
    "bohrmaschine",
    "bohrmashine",
    "screwdirver",
    "screwdir",
    "maschine ",
    "koffer ",
    "18v",
    "3d",
    "7K3-0012",
    "7k30012",
    "hammering ",
    "zzzzzz",
    "drill zzzzzz",
    "the drill",
    "the",
    "skruvdragare",
    "dragare ",
    "taladro",
    "",
    "   ",
    "!!!",
    "battery charger set",
    "a",
    "Akku-Bohrer",
    "xammer",
    "drill saw hammer ladder tent",
    "driver's",
    "sch",
    "b",
    "hammerladder",
    "drillsaw motor",
    "zeltkoffer",
];

#[test]
fn the_client_and_the_engine_agree_on_a_small_corpus() {
    check(&corpus::entries(300), Options::default(), &texts(QUERIES));
}

#[test]
fn the_client_and_the_engine_agree_when_lists_and_shards_are_cut_small() {
    // Lists of a handful of postings and tiny shards reach every branch of the client.
    let options = Options {
        shard_bytes: 2000,
        inline_postings: 400,
        tail_postings: 100,
        ..Options::default()
    };
    check(&corpus::entries(1500), options, &texts(QUERIES));
}

#[test]
fn filters_languages_and_pages_agree() {
    let query = |text: &str| Query::text(text);
    let mut queries = vec![
        query("drill").with_facet("category", "Power tools"),
        query("drill").with_facet("condition", "good").with_facet("place", "Harbour depot"),
        query("").with_facet("lang", "de"),
        query("saw").with_facet("tag", "18v").with_facet("tag", "cordless"),
        query("saw").with_facet("tag", "no such tag"),
        query("drill").with_facet("no such facet", "x"),
        Query { offset: 10, limit: 5, ..query("drill ") },
        Query { limit: 50, ..query("hammer") },
    ];
    for lang in ["de", "sv-SE", "xx"] {
        queries.push(Query { lang: Some(lang.into()), ..query("motor") });
    }
    check(&corpus::entries(900), Options::default(), &queries);
}

#[test]
fn filters_of_long_lists_agree_and_read_only_what_they_need() {
    // Lists of many pieces, values in two of which an entry may stand, and filters over nothing.
    let query = |text: &str| Query::text(text);
    let queries = [
        query("drill ").with_facet("tag", "cordless"),
        query("drill ").with_facet("tag", "cordless").with_facet("tag", "18v"),
        query("saw").with_facet("place", "Harbour depot").with_facet("condition", "worn"),
        query("").with_facet("tag", "heavy").with_facet("condition", "good"),
        Query { offset: 40, limit: 20, ..query("hammer").with_facet("kind", "event") },
    ];
    let options = Options { piece_bytes: 60, ..Options::default() };
    check(&corpus::entries(600), options, &queries);
    let site = Site::of(&corpus::entries(3000), Options::default());
    let plain = serde_json::json!({ "text": "drill " });
    let narrow = |facet: &str, value: &str| serde_json::json!({ "text": "drill ", "facets": { facet: [value] } });
    let asked = [
        plain,
        narrow("tag", "cordless"),
        narrow("condition", "good"),
        narrow("place", "Mill depot"),
    ];
    let Some(answers) = site.ask(&asked, false) else { return };
    for answer in &answers[1..] {
        // Other hits lie in other shards, so only what is read more than for as many hits counts.
        assert!(
            answer.bytes < answers[0].bytes + 12_000,
            "{} after {}",
            answer.bytes,
            answers[0].bytes
        );
    }
}

#[test]
fn phrases_agree() {
    let queries = [
        "\"cordless drill\"",
        "\"drill cordless\"",
        "saw \"hammer ladder\"",
        "\"hammer ladder\" \"tent battery\"",
        "\"drill with",
        "\"18v\"",
        "„akku ladegerät“",
        "\"zzz drill\"",
        "\"drill saw hammer\"",
    ];
    check(&corpus::entries(400), Options::default(), &texts(&queries));
}

#[test]
fn arabic_agrees() {
    let item = |number: usize, title: &str, summary: &str| Entry {
        key: format!("{number}"),
        url: format!("items/{number}/index.html"),
        kind: "item".into(),
        title: title.into(),
        summary: summary.into(),
        categories: vec!["أدوات كهربائية".into()],
        lang: "ar".into(),
        ..Entry::default()
    };
    let entries = [
        item(0, "مثقاب لاسلكي", "مثقاب بقوة ١٨ فولت مع بطاريتين وحقيبة"),
        item(1, "المثقاب الكهربائي", "للخشب والمعادن"),
        item(2, "منشار يدوي", "لقطع الخشب"),
        item(3, "سلّم ألومنيوم", "السلالم طولها ثلاثة أمتار"),
        item(4, "ألعاب للأطفال", "الألعاب الخشبية"),
        item(5, "ماكينة خياطة", "مكينة الخياطة مع الإبر"),
        item(6, "خيمة عائلية", "خيمة لأربعة أشخاص"),
    ];
    let queries = [
        "مثقاب",
        "المثقاب ",
        "والمثقاب ",
        "بالمثقاب ",
        "مِثْقَاب ",
        "مثق",
        "م",
        "خشب ",
        "الخشب ",
        "خياطه ",
        "الخياطة ",
        "18 ",
        "١٨ ",
        "العاب ",
        "الألعاب ",
        "ألعاب ",
        "سلم ",
        "سلالم ",
        "من المثقاب ",
        "مع",
        "مثقب",
        "مثقلب ",
        "منشاار",
        "خيم",
        "خيمتين ",
        "كهربائيه ",
        "\"ماكينة خياطة\"",
        "ادوات كهربائية",
    ];
    check(&entries, Options::default(), &texts(&queries));
    let engine = Engine::in_memory(&entries).unwrap();
    let found = |text: &str| -> Vec<String> {
        engine.search(&Query::text(text)).unwrap().hits.into_iter().map(|hit| hit.key).collect()
    };
    for text in ["مثقاب ", "المثقاب ", "والمثقاب ", "بالمثقاب "] {
        let mut keys = found(text);
        keys.sort();
        assert_eq!(keys, ["0", "1"], "{text}");
    }
    assert_eq!(found("العاب "), found("الألعاب "));
    assert_eq!(found("١٨ "), ["0"]);
    assert_eq!(found("منشاار"), ["2"]);
}

#[test]
fn facet_counts_agree() {
    let entries = corpus::entries(400);
    let query = Query::text("drill").with_facet("condition", "good");
    let mut asked = serde_json::to_value(&query).unwrap();
    let names = ["category", "condition", "place", "tag", "lang", "kind"];
    asked["count"] = serde_json::json!(names);
    let site = Site::of(&entries, Options::default());
    let Some(answers) = site.ask(&[asked], false) else { return };
    let expected = Engine::in_memory(&entries).unwrap().search(&query).unwrap();
    for name in names {
        let counted: Vec<(String, usize)> =
            answers[0].counts[name].iter().map(|(v, count, _)| (v.clone(), *count)).collect();
        let ours: Vec<(String, usize)> =
            expected.facets.get(name).map_or_else(Vec::new, |values| {
                values.iter().map(|facet| (facet.value.clone(), facet.count)).collect()
            });
        assert_eq!(counted, ours, "{name}");
    }
}

#[test]
fn a_browser_without_decompression_reads_the_same() {
    let site = Site::of(&corpus::entries(200), Options::default());
    let queries = [serde_json::json!({ "text": "drill" })];
    let (Some(new), Some(old)) = (site.ask(&queries, false), site.ask(&queries, true)) else {
        return;
    };
    let urls = |answers: &[Answer]| -> Vec<String> {
        answers[0].hits.iter().map(|hit| hit.url.clone()).collect()
    };
    assert!(!urls(&new).is_empty());
    assert_eq!(urls(&new), urls(&old));
}

#[test]
fn hits_say_where_to_go_and_what_fits() {
    let entry = Entry {
        key: "drill".into(),
        url: "items/drill/index.html".into(),
        title: "Bohrmaschine".into(),
        lang: "de".into(),
        summary: "Für Löcher in Holz; zwei Bohrmaschinen im Koffer.".into(),
        ..Entry::default()
    };
    let site = Site::of(&[entry], Options::default());
    let Some(answers) = site.ask_texts(&["bohrmaschine"]) else { return };
    let hit = &answers[0].hits[0];
    assert_eq!((hit.title.as_str(), hit.url.as_str()), ("Bohrmaschine", "items/drill/index.html"));
    assert_eq!(hit.marked, ["Bohrmaschinen"]);
}

#[test]
fn a_query_reads_little() {
    let site = Site::of(&corpus::entries(3000), Options::default());
    let Some(answers) = site.ask_texts(&["drill", "dri", "cordless drill"]) else { return };
    for answer in answers {
        assert!(answer.bytes < 80_000 && answer.files < 30, "{} in {}", answer.bytes, answer.files);
    }
}
