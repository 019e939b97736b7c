//! Real words: inventories of makerspaces, and sentences with their translations. They are not part of this
//! project; where no folder `shared/data` is found above it, each test says so and passes.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on stops, and one that is skipped says so"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use search::engine::Engine;
use search::shards::Options;
use search::{Entry, Query};

mod client;

fn data(folder: &str) -> Option<PathBuf> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let found = above.map(|up| up.join("shared/data").join(folder)).find(|path| path.is_dir());
    if found.is_none() {
        println!("skipped: no shared/data/{folder}");
    }
    found
}

/// 200 queries in the words of the things: whole names, first words, words half typed, words with a letter
/// left out, and two words of which the second is half typed.
fn asked(entries: &[Entry]) -> Vec<Query> {
    let step = entries.len() / 40;
    let mut queries = Vec::new();
    for entry in entries.iter().step_by(step).take(40) {
        let words: Vec<&str> = entry.title.split_whitespace().collect();
        let longest =
            words.iter().max_by_key(|word| word.chars().count()).copied().unwrap_or("drill");
        let begun = |word: &str| word.chars().take(3).collect::<String>();
        let slipped: String =
            longest.chars().enumerate().filter(|&(n, _)| n != 2).map(|(_, c)| c).collect();
        let first = words.first().copied().unwrap_or(longest);
        queries.extend([
            entry.title.clone(),
            format!("{first} "),
            begun(longest),
            slipped,
            format!("{first} {}", begun(words.get(1).copied().unwrap_or(longest))),
        ]);
    }
    queries.into_iter().map(Query::text).collect()
}

#[test]
fn the_client_and_the_engine_rank_two_hundred_queries_over_real_inventories_alike() {
    let Some(folder) = data("inventories") else { return };
    let files =
        ["hmc-make", "uk-makerspaces-nesta"].map(|name| folder.join(name).join("items.csv"));
    let entries: Vec<Entry> = files.iter().flat_map(|file| inventory(file)).collect();
    let mut queries = asked(&entries);
    assert_eq!(queries.len(), 200);
    let slips = ["lazer cuter", "osciloscope", "soldering iron", "bandsaw", "multimeters", "sold"];
    queries.extend(slips.map(Query::text));
    client::check(&entries, Options::default(), &queries);
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

/// Sentences whose translations are known: a record in English that carries its names in other languages, as
/// the generator writes it.
fn sentences(folder: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs_err::read_to_string(folder.join("sentences.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    rows.deserialize().filter_map(Result::ok).collect()
}

/// Other forms of words, by the form in small letters: `jahren` → `jahr`, `jahre`.
fn other_forms(path: &Path) -> BTreeMap<String, Vec<String>> {
    let mut rows = csv::Reader::from_path(path).unwrap();
    let rows: Vec<BTreeMap<String, String>> = rows.deserialize().filter_map(Result::ok).collect();
    let mut by_lemma: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in &rows {
        by_lemma.entry(&row["lemma"]).or_default().push(&row["form"]);
    }
    let others = |row: &BTreeMap<String, String>| {
        let all = by_lemma[row["lemma"].as_str()].iter();
        all.filter(|form| **form != row["form"]).map(|form| (*form).to_owned()).collect()
    };
    rows.iter().map(|row| (row["form"].clone(), others(row))).collect()
}

/// Three of the longest words of a sentence, in the singular where it has the plural, in another tense or
/// case, wherever another form of a word is known.
fn told(sentence: &str, forms: &BTreeMap<String, Vec<String>>) -> String {
    let apart = |c: char| !c.is_alphanumeric();
    let mut words: Vec<&str> = sentence.split(apart).filter(|word| !word.is_empty()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    words.truncate(3);
    let other = |word: &&str| {
        let known = forms.get(&word.to_lowercase()).and_then(|all| all.first());
        known.cloned().unwrap_or_else(|| (*word).to_owned())
    };
    format!("{} ", words.iter().map(other).collect::<Vec<_>>().join(" "))
}

#[test]
fn a_record_is_found_by_the_words_of_any_language_that_it_is_named_in() {
    let Some(folder) = data("text/pud-parallel") else { return };
    let rows: Vec<_> = sentences(&folder).into_iter().step_by(2).collect();
    let languages = ["sv", "de", "es", "pt", "ar"];
    let entry = |row: &BTreeMap<String, String>| Entry {
        key: row["id"].clone(),
        url: format!("items/{}/index.html", row["id"]),
        kind: "item".into(),
        title: row["en"].clone(),
        names: languages.map(|lang| row[lang].clone()).to_vec(),
        lang: "en".into(),
        ..Entry::default()
    };
    let entries: Vec<Entry> = rows.iter().map(entry).collect();
    let engine = Engine::in_memory(&entries).unwrap();
    let mut queries = Vec::new();
    for lang in languages {
        let forms = other_forms(&folder.join(format!("lemmas_{lang}.csv")));
        let (mut first, mut among) = (0, 0);
        for row in rows.iter().step_by(rows.len() / 40).take(40) {
            let query = Query::text(told(&row[lang], &forms));
            let hits = engine.search(&query).unwrap().hits;
            let place = hits.iter().position(|hit| hit.key == row["id"]);
            first += usize::from(place == Some(0));
            among += usize::from(place.is_some_and(|place| place < 3));
            queries.push(query);
        }
        println!("{lang}: {first} of 40 first, {among} among the first three");
        assert!(first >= 34 && among >= 37, "{lang}: {first} first, {among} among three, of 40");
    }
    assert_eq!(queries.len(), 200);
    client::check(&entries, Options::default(), &queries);
}
