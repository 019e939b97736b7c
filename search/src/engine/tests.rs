use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

fn item(key: &str, lang: &str, title: &str, body: &str) -> Entry {
    Entry {
        key: key.into(),
        url: format!("items/{key}/index.html"),
        kind: "item".into(),
        lang: lang.into(),
        title: title.into(),
        body: body.into(),
        ..Entry::default()
    }
}

fn shelf() -> Vec<Entry> {
    let drill = Entry {
        codes: vec!["7K3-QP2J".into()],
        categories: vec!["Power tools".into()],
        place: Some("Riverside".into()),
        facets: BTreeMap::from([("condition".into(), vec!["good".into()])]),
        ..item("drill", "en", "Cordless drill", "Drills wood and metal. Two batteries.")
    };
    let driver = Entry {
        categories: vec!["Hand tools".into()],
        place: Some("Riverside".into()),
        facets: BTreeMap::from([("condition".into(), vec!["worn".into()])]),
        ..item("driver", "en", "Screwdriver set", "Twelve screwdrivers, slotted and cross.")
    };
    let bohrer = Entry {
        categories: vec!["Power tools".into()],
        place: Some("Südkiez".into()),
        ..item("bohrer", "de", "Schlagbohrmaschine", "Mit Koffer. Eine Maschine für Beton.")
    };
    let saw = Entry {
        categories: vec!["Hand tools".into()],
        ..item("sage", "de", "Stichsäge", "Zum Sägen von Holz, auch mit dem Bohrer vorgebohrt.")
    };
    let ladder = item("ladder", "en", "Ladder", "For painting. A drill holder hangs on it.");
    vec![drill, driver, bohrer, saw, ladder]
}

fn keys(engine: &Engine, text: &str) -> Vec<String> {
    let results = engine.search(&Query::text(text)).unwrap();
    results.hits.into_iter().map(|hit| hit.key).collect()
}

#[test]
fn titles_come_before_mentions_and_stems_fit() {
    let engine = Engine::in_memory(&shelf()).unwrap();
    assert_eq!(keys(&engine, "drill "), ["drill", "ladder"]);
    assert_eq!(keys(&engine, "drilling "), ["drill", "ladder"]);
    assert_eq!(keys(&engine, "painted "), ["ladder"]);
}

#[test]
fn the_first_letters_are_enough() {
    let engine = Engine::in_memory(&shelf()).unwrap();
    assert_eq!(keys(&engine, "scr"), ["driver"]);
    assert_eq!(keys(&engine, "l"), ["ladder"]);
    assert_eq!(keys(&engine, "cordless dri"), ["drill"]);
    assert_eq!(keys(&engine, "cordless d"), ["drill"]);
}

#[test]
fn typing_errors_are_forgiven_and_the_correction_named() {
    let engine = Engine::in_memory(&shelf()).unwrap();
    let results = engine.search(&Query::text("screwdirver")).unwrap();
    assert_eq!(results.hits[0].key, "driver");
    assert_eq!(results.corrected.as_deref(), Some("screwdriver"));
    let results = engine.search(&Query::text("Stichsege")).unwrap();
    assert_eq!(results.corrected.as_deref(), Some("stichsäge"));
    let results = engine.search(&Query::text("cordles drlil")).unwrap();
    assert_eq!(results.corrected.as_deref(), Some("cordless drill"), "no half word is kept");
    assert_eq!(engine.search(&Query::text("cordles drill")).unwrap().corrected, None);
    assert_eq!(keys(&engine, "xadder"), ["ladder"]);
    assert!(keys(&engine, "sqw").is_empty());
}

#[test]
fn accents_and_compounds_are_no_obstacle() {
    let engine = Engine::in_memory(&shelf()).unwrap();
    assert_eq!(keys(&engine, "stichsage"), ["sage"]);
    assert_eq!(keys(&engine, "maschine "), ["bohrer"]);
    assert_eq!(keys(&engine, "säge "), ["sage"]);
}

#[test]
fn a_compound_nobody_has_is_looked_up_by_its_parts() {
    let engine = Engine::in_memory(&shelf()).unwrap();
    assert_eq!(keys(&engine, "Maschinekoffer "), ["bohrer"]);
    assert_eq!(keys(&engine, "screwdriverset"), ["driver"]);
}

#[test]
fn a_code_leads_straight_to_its_entry() {
    let engine = Engine::in_memory(&shelf()).unwrap();
    for text in ["7K3-QP2J", "7k3qp2j", "https://riverside.example/i/7K3QP2J"] {
        let results = engine.search(&Query::text(text)).unwrap();
        assert!(results.code, "{text}");
        assert_eq!(results.hits[0].key, "drill");
    }
}

#[test]
fn facets_filter_and_count_alternatives() {
    let engine = Engine::in_memory(&shelf()).unwrap();
    let query = Query::text("").with_facet("place", "Riverside");
    let results = engine.search(&query).unwrap();
    assert_eq!(results.total, 2);
    let counts = |facet: &str| -> Vec<(String, usize)> {
        results.facets[facet].iter().map(|f| (f.value.clone(), f.count)).collect()
    };
    assert_eq!(counts("place"), [("Riverside".into(), 2), ("Südkiez".into(), 1)]);
    assert_eq!(counts("condition"), [("good".into(), 1), ("worn".into(), 1)]);
    let narrower = query.with_facet("condition", "worn");
    assert_eq!(engine.search(&narrower).unwrap().hits[0].key, "driver");
}

#[test]
fn words_no_entry_has_together_give_partial_hits() {
    let engine = Engine::in_memory(&shelf()).unwrap();
    let results = engine.search(&Query::text("ladder screwdriver qqqqqq")).unwrap();
    assert!(results.partial);
    assert_eq!(results.total, 2);
}

#[test]
fn entries_are_replaced_and_removed_at_once() {
    let engine = Engine::in_memory(&shelf()).unwrap();
    engine.replace(&[item("ladder", "en", "Stepladder", "Three steps.")]).unwrap();
    assert_eq!(engine.len(), 5);
    assert_eq!(keys(&engine, "drill "), ["drill"]);
    assert_eq!(keys(&engine, "stepladder"), ["ladder"]);
    engine.remove("ladder").unwrap();
    assert!(keys(&engine, "stepladder").is_empty());
    assert_eq!(engine.search(&Query::text("stepladdr")).unwrap().corrected, None);
    engine.rebuild(&shelf()[..1]).unwrap();
    assert_eq!(engine.len(), 1);
}

#[test]
fn the_reader_s_language_comes_first_among_equals() {
    let both = [item("a", "de", "Motor", "x"), item("b", "en", "Motor", "x")];
    let engine = Engine::in_memory(&both).unwrap();
    let first = |lang: &str| {
        let query = Query { lang: Some(lang.into()), ..Query::text("motor") };
        engine.search(&query).unwrap().hits[0].key.clone()
    };
    assert_eq!(first("de-AT"), "a");
    assert_eq!(first("en"), "b");
}

#[test]
fn excerpts_show_and_mark_the_words() {
    let engine = Engine::in_memory(&shelf()).unwrap();
    let results = engine.search(&Query::text("battery")).unwrap();
    let hit = &results.hits[0];
    let marked: Vec<&str> = hit.marks.iter().map(|&(a, b)| &hit.excerpt[a..b]).collect();
    assert_eq!(marked, ["batteries"]);
}

#[test]
fn pages_of_results_do_not_overlap() {
    let many: Vec<Entry> = (0..25).map(|n| item(&format!("{n:02}"), "en", "Chair", "")).collect();
    let engine = Engine::in_memory(&many).unwrap();
    let page = |offset| {
        let query = Query { offset, ..Query::text("chair") };
        engine.search(&query).unwrap().hits.into_iter().map(|hit| hit.key).collect::<Vec<_>>()
    };
    let all: Vec<String> = (0..25).map(|n| format!("{n:02}")).collect();
    assert_eq!([page(0), page(10), page(20)].concat(), all);
}

#[test]
fn an_index_in_a_folder_survives_and_a_damaged_one_starts_empty() {
    let folder = tempfile::tempdir().unwrap();
    let path = Utf8Path::from_path(folder.path()).unwrap();
    let engine = Engine::in_folder(path).unwrap();
    assert!(engine.is_empty());
    engine.rebuild(&shelf()).unwrap();
    drop(engine);
    let engine = Engine::in_folder(path).unwrap();
    assert_eq!(keys(&engine, "drill "), ["drill", "ladder"]);
    engine.replace(&[item("koffer", "de", "Bohrmaschine", "")]).unwrap();
    assert_eq!(keys(&engine, "maschine "), ["koffer", "bohrer"]);
    drop(engine);
    fs_err::write(path.join(fields::LAYOUT).join("meta.json"), "{").unwrap();
    assert!(Engine::in_folder(path).unwrap().is_empty());
}

#[test]
fn a_second_program_sees_new_entries_after_a_reload() {
    let folder = tempfile::tempdir().unwrap();
    let path = Utf8Path::from_path(folder.path()).unwrap();
    let (reader, writer) = (Engine::in_folder(path).unwrap(), Engine::in_folder(path).unwrap());
    writer.rebuild(&shelf()).unwrap();
    assert!(matches!(reader.replace(&shelf()), Err(EngineError::InUse)));
    reader.reload().unwrap();
    assert_eq!(keys(&reader, "ladder"), ["ladder"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_query_is_answered(text in "\\PC{0,60}", facet in "\\PC{0,8}") {
        let engine = SHELF.get_or_init(|| Engine::in_memory(&shelf()).unwrap());
        let query = Query { limit: usize::MAX, ..Query::text(text).with_facet("place", &facet) };
        prop_assert!(engine.search(&query).is_ok());
    }
}

static SHELF: std::sync::OnceLock<Engine> = std::sync::OnceLock::new();
