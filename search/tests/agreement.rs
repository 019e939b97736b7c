//! The client script over the static index answers like the engine.
//!
//! Runs the query core of `search.js` in node; without node each test says so and passes.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and one that is skipped says so"
)]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use search::engine::Engine;
use search::shards::{Options, build};
use search::{Entry, Query};
use serde::Deserialize;

mod corpus;

#[derive(Debug, Deserialize)]
struct Answer {
    hits: Vec<ClientHit>,
    total: usize,
    more: bool,
    partial: bool,
    apart: bool,
    code: bool,
    corrected: Option<String>,
    counts: BTreeMap<String, Vec<(String, usize, bool)>>,
    files: usize,
    bytes: usize,
}

#[derive(Debug, Deserialize)]
struct ClientHit {
    title: String,
    url: String,
    score: u64,
    marked: Vec<String>,
}

struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn of(entries: &[Entry], options: Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for file in build(entries, options) {
            let path = folder.path().join(&file.path);
            fs_err::create_dir_all(path.parent().unwrap()).unwrap();
            fs_err::write(path, file.bytes).unwrap();
        }
        Self { folder }
    }

    /// What the client answers, or `None` without node.
    fn ask(&self, queries: &[serde_json::Value], old_tablet: bool) -> Option<Vec<Answer>> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut command = Command::new("node");
        command
            .arg(here.join("tests/client.js"))
            .arg(here.join("../themes/default/assets/search.js"))
            .arg(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        if old_tablet {
            command.env("WITHOUT_DECOMPRESSION_STREAM", "1");
        }
        let Ok(mut child) = command.spawn() else {
            println!("skipped: node is not installed");
            return None;
        };
        let questions = serde_json::to_vec(queries).unwrap();
        child.stdin.take().unwrap().write_all(&questions).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "the client script failed");
        Some(serde_json::from_slice(&output.stdout).unwrap())
    }

    fn ask_texts(&self, texts: &[&str]) -> Option<Vec<Answer>> {
        let queries: Vec<_> =
            texts.iter().map(|text| serde_json::json!({ "text": text })).collect();
        self.ask(&queries, false)
    }
}

/// Both engines give the same entries with the same scores in the same order.
fn check(entries: &[Entry], options: Options, queries: &[Query]) {
    let engine = Engine::in_memory(entries).unwrap();
    let site = Site::of(entries, options);
    let asked: Vec<_> = queries.iter().map(|query| serde_json::to_value(query).unwrap()).collect();
    let Some(answers) = site.ask(&asked, false) else { return };
    for (query, answer) in queries.iter().zip(answers) {
        let expected = engine.search(query).unwrap();
        let ours: Vec<(&str, u64)> =
            expected.hits.iter().map(|hit| (hit.url.as_str(), hit.score)).collect();
        let theirs: Vec<(&str, u64)> =
            answer.hits.iter().map(|hit| (hit.url.as_str(), hit.score)).collect();
        assert_eq!(theirs, ours, "{query:?}: client (left), engine (right)");
        if !answer.more {
            assert_eq!(answer.total, expected.total, "{query:?}");
        }
        assert_eq!(answer.corrected, expected.corrected, "{query:?}");
        let kind = (answer.partial, answer.apart, answer.code);
        assert_eq!(kind, (expected.partial, expected.apart, expected.code), "{query:?}");
    }
}

fn texts(texts: &[&str]) -> Vec<Query> {
    texts.iter().map(|text| Query::text(*text)).collect()
}

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

#[test]
fn the_client_and_the_engine_agree_on_real_inventories() {
    let folder: PathBuf =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/inventories");
    let mut entries = Vec::new();
    for name in ["hmc-make", "uk-makerspaces-nesta"] {
        entries.extend(inventory(&folder.join(name).join("items.csv")));
    }
    if entries.is_empty() {
        println!("skipped: no inventories beside the workspace");
        return;
    }
    let queries = [
        "laser",
        "laser cutter",
        "3d printer",
        "sewing",
        "lazer cuter",
        "drill",
        "dril",
        "resin",
        "oscilloscope",
        "osciloscope",
        "sold",
        "soldering iron",
        "cnc",
        "band saw",
        "bandsaw",
        "pla",
        "arduino",
        "multimeters",
        "kiln",
        "screen printing",
        "wood lathe",
        "glue gun",
        "metal work",
        "dust extraction",
        "vinyl",
        "embroidery",
        "bench",
    ];
    check(&entries, Options::default(), &texts(&queries));
}

/// The rows of an inventory; empty when the file is not there.
fn inventory(path: &Path) -> Vec<Entry> {
    let Ok(text) = fs_err::read_to_string(path) else { return Vec::new() };
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let rows = rows.deserialize::<BTreeMap<String, String>>().filter_map(Result::ok);
    rows.map(|row| {
        let field = |name: &str| row.get(name).cloned().unwrap_or_default();
        Entry {
            key: format!("{}-{}", field("source"), field("id")),
            url: format!("items/{}-{}/index.html", field("source"), field("id")),
            kind: "item".into(),
            title: field("name"),
            categories: vec![field("category")],
            place: Some(field("location")),
            summary: field("description"),
            body: [field("brand"), field("model"), field("extra")].join(" "),
            tags: field("tags").split(';').map(str::to_owned).collect(),
            lang: "en".into(),
            ..Entry::default()
        }
    })
    .collect()
}
