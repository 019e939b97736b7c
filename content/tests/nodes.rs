//! The three demo nodes read without a single problem, and say what they are meant to say.

#![expect(clippy::unwrap_used, reason = "a test file: a panic is the report")]

use std::collections::{BTreeMap, BTreeSet};

use camino::Utf8PathBuf;
use catalog::check::references;
use catalog::code::Code;
use catalog::document::{Loaded, Problem, load};
use catalog::ids::Slug;
use catalog::record::{Documents, ProposalState};
use content::{NODES, files};

fn loaded(node: &str) -> Loaded {
    load(files(node).unwrap().into_iter().map(|(path, bytes)| (Utf8PathBuf::from(path), bytes)))
}

fn documents(node: &str) -> Documents {
    loaded(node).documents
}

fn text(node: &str, path: &str) -> String {
    let found = files(node).unwrap().into_iter().find(|(at, _)| at == path);
    String::from_utf8(found.unwrap_or_else(|| panic!("{node} has {path}")).1).unwrap()
}

fn shown(problems: &[Problem]) -> String {
    let lines = problems.iter().map(|p| format!("{}:{} {}\n", p.file, p.line, p.message));
    lines.collect()
}

#[test]
fn the_tables_give_what_is_committed() {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/make.py");
    let Ok(output) = std::process::Command::new("python3").args([script, "--check"]).output()
    else {
        println!("skipped: there is no python3");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn machines_and_what_comes_back_wet_or_blunt_have_care_plans() {
    let plans = |node: &str| {
        let titles = documents(node).titles.into_values();
        titles.filter(|title| !title.maintenance.is_empty()).count()
    };
    assert_eq!(NODES.map(plans), [17, 17, 5]);
    let saw = &documents("oak-street").titles[&"chainsaw-battery".parse::<Slug>().unwrap()];
    assert!(saw.maintenance[0].after_each_loan && saw.maintenance[0].blocks);
}

#[test]
fn the_loader_finds_nothing_wrong() {
    for node in NODES {
        assert_eq!(shown(&loaded(node).problems), "", "{node}");
    }
}

#[test]
fn each_node_has_as_much_as_it_promises() {
    let oak = documents("oak-street");
    let units: usize = oak.titles.values().map(|title| title.units.len()).sum();
    assert_eq!((oak.titles.len(), units), (400, 567));
    assert_eq!((oak.places.len(), oak.pages.len(), oak.events.len()), (47, 8, 10));
    assert_eq!((oak.people.len(), oak.proposals.len(), oak.minutes.len()), (10, 3, 3));
    assert_eq!(oak.node.trainings.len(), 6);

    let halle = documents("halle-7");
    assert_eq!((halle.titles.len(), halle.designs.len()), (69, 10));

    let ribera = documents("ribera");
    assert_eq!((ribera.titles.len(), ribera.minutes.len()), (96, 12));
    assert!(documents("ribera").constitution.is_some());
}

#[test]
fn la_ribera_has_a_proposal_in_every_state() {
    use ProposalState as S;
    let states: BTreeSet<S> = documents("ribera").proposals.values().map(|p| p.state).collect();
    let all = [
        S::Draft,
        S::Discussion,
        S::Frozen,
        S::Voting,
        S::Tallied,
        S::Adopted,
        S::Rejected,
        S::NoQuorum,
        S::Tied,
        S::Blocked,
        S::InForce,
        S::Expired,
        S::Superseded,
        S::Repealed,
        S::Withdrawn,
    ];
    assert_eq!(states, BTreeSet::from(all));
}

#[test]
fn every_title_is_named_and_summed_up_in_both_languages() {
    for node in NODES {
        let documents = documents(node);
        let other = &documents.node.languages[1];
        for title in documents.titles.values() {
            let both = [&title.name, &title.summary].map(|t| t.translations.contains_key(other));
            assert_eq!(both, [true, true], "{node}: {}", title.slug);
            assert!(!title.body.is_empty(), "{node}: {}", title.slug);
        }
    }
}

#[test]
fn no_code_is_on_two_labels_of_any_node() {
    let mut seen: BTreeMap<Code, String> = BTreeMap::new();
    for node in NODES {
        let documents = documents(node);
        let units =
            documents.titles.values().flat_map(|t| t.units.iter().map(|u| (u.code, &t.slug)));
        let places = documents.places.values().filter_map(|p| p.code.map(|code| (code, &p.slug)));
        for (code, slug) in units.chain(places) {
            let other = seen.insert(code, format!("{node}/{slug}"));
            assert_eq!(other, None, "{code} is also on {node}/{slug}");
        }
    }
}

#[test]
fn whatever_a_document_names_is_there() {
    for node in NODES {
        let files: BTreeMap<Utf8PathBuf, Vec<u8>> =
            files(node).unwrap().into_iter().map(|(path, bytes)| (path.into(), bytes)).collect();
        let problems = references(
            &documents(node),
            &|path| files.contains_key(camino::Utf8Path::new(path)),
            &|path| files.get(path).cloned(),
        );
        assert_eq!(shown(&problems), "", "{node}");
    }
}

#[test]
fn every_design_has_all_its_files_and_they_are_what_they_say() {
    let halle: BTreeMap<String, Vec<u8>> = files("halle-7").unwrap().into_iter().collect();
    for design in documents("halle-7").designs.values() {
        assert!(!design.parts.is_empty() && !design.body.is_empty(), "{}", design.slug);
        for file in &design.files {
            let path = format!("designs/{}/{}", design.slug, file.path);
            assert!(halle.contains_key(&path), "{path} is missing");
        }
    }
    let (mut cut, mut solid) = (0, 0);
    for (path, bytes) in &halle {
        let ending = path.rsplit('.').next();
        if ending == Some("dxf") {
            cut += 1;
            let text = std::str::from_utf8(bytes).unwrap();
            assert!(text.contains("ENTITIES") && text.ends_with("EOF\n"), "{path}");
            assert_eq!(text.lines().count() % 2, 0, "{path}: group codes come in pairs");
        }
        if ending == Some("stl") {
            solid += 1;
            let count = u32::from_le_bytes(bytes[80..84].try_into().unwrap());
            assert_eq!(bytes.len(), 84 + 50 * usize::try_from(count).unwrap(), "{path}");
        }
    }
    assert_eq!((cut, solid), (22, 5));
}

/// What a player reads from `history.toml` names members, trainings and proposals that there are.
#[test]
fn every_history_fits_its_node() {
    for node in NODES {
        let documents = documents(node);
        let history: toml::Table = text(node, "history.toml").parse().unwrap();
        let tables = |key: &str| {
            history.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default()
        };
        let members = tables("members");
        let handles: BTreeSet<&str> =
            members.iter().filter_map(|m| m.get("handle")?.as_str()).collect();
        assert_eq!(members.iter().filter(|m| m.get("demo").is_some()).count(), 1, "{node}");
        assert_eq!(members.iter().filter(|m| m.get("demo_steward").is_some()).count(), 1, "{node}");
        for training in members.iter().filter_map(|m| m.get("trainings")?.as_array()).flatten() {
            let slug: Slug = training.as_str().unwrap().parse().unwrap();
            assert!(documents.node.trainings.contains_key(&slug), "{node}: {slug}");
        }
        for key in ["popularity", "season"] {
            for name in history[key].as_table().unwrap().keys() {
                let category =
                    name.parse().is_ok_and(|c| documents.node.categories.contains_key(&c));
                let title = name.parse().is_ok_and(|t: Slug| documents.titles.contains_key(&t));
                assert!(category || title, "{node}: {key} names {name}");
            }
        }
        for ballot in tables("ballots") {
            let slug: Slug = ballot["proposal"].as_str().unwrap().parse().unwrap();
            let proposal =
                documents.proposals.get(&slug).unwrap_or_else(|| panic!("{node}: {slug}"));
            for handle in ballot["cast"].as_table().unwrap().keys() {
                assert!(handles.contains(handle.as_str()), "{node}: {handle} is a member");
                assert!(
                    proposal.roll.iter().any(|h| h.as_str() == handle),
                    "{slug}: {handle} may vote"
                );
            }
        }
    }
}
