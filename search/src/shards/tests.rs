use proptest::prelude::*;

use super::*;

fn entries(count: usize) -> Vec<Entry> {
    (0..count)
        .map(|n| Entry {
            key: format!("{n}"),
            title: format!("Drill {n}"),
            lang: "en".into(),
            kind: "item".into(),
            codes: vec![format!("7K3-{n:04}")],
            body: "Makes holes in wood.".into(),
            ..Entry::default()
        })
        .collect()
}

#[test]
fn the_order_of_entries_does_not_matter() {
    let mut shuffled = entries(40);
    let before = build(&shuffled, Options::default());
    shuffled.reverse();
    assert_eq!(build(&shuffled, Options::default()), before);
}

#[test]
fn every_shard_is_a_script_that_calls_q_with_its_own_name() {
    for file in build(&entries(40), Options::default()) {
        let name = file.path.rsplit('/').next().unwrap().trim_end_matches(".js");
        let script = String::from_utf8(file.bytes).unwrap();
        assert!(script.starts_with(&format!("Q(\"{name}\",\"")), "{}", file.path);
        assert!(script.ends_with("\");\n"));
    }
}

#[test]
fn a_manifest_of_many_shards_stays_small() {
    let options = Options { shard_bytes: 200, ..Options::default() };
    let entries: Vec<Entry> = (0..3000)
        .map(|n| Entry {
            key: n.to_string(),
            title: format!("thing{n} part{n}"),
            ..Entry::default()
        })
        .collect();
    let files = build(&entries, options);
    assert!(files.len() > 500, "{}", files.len());
    assert!(files.last().unwrap().bytes.len() < 2000, "{}", files.last().unwrap().bytes.len());
}

#[test]
fn an_entry_with_a_known_key_takes_the_place_of_the_old_one() {
    let mut twice = entries(1);
    twice.extend(entries(1));
    assert_eq!(build(&twice, Options::default()), build(&entries(1), Options::default()));
}

#[test]
fn no_entries_make_an_empty_index() {
    let files = build(&[], Options::default());
    assert_eq!(files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(), ["m.js"]);
}

#[test]
fn long_lists_are_cut_into_tails() {
    let options = Options { inline_postings: 100, tail_postings: 200, ..Options::default() };
    let whole = build(&entries(1000), Options::default()).len();
    assert!(build(&entries(1000), options).len() >= whole + 5);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn any_entries_can_be_written(texts in prop::collection::vec("\\PC{0,40}", 0..12)) {
        let entries: Vec<Entry> = texts
            .iter()
            .map(|text| Entry {
                key: text.clone(),
                title: text.clone(),
                body: texts.concat(),
                tags: vec![text.clone()],
                ..Entry::default()
            })
            .collect();
        let options = Options { shard_bytes: 64, inline_postings: 2, tail_postings: 3, piece_bytes: 5, excerpt: 9 };
        prop_assert!(!build(&entries, options).is_empty());
    }
}
