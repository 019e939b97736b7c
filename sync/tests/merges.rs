//! What two people did apart to the same record, and what becomes of it: faults 31 to 39.

#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod support;

use support::ring::Ring;
use support::*;
use sync::{Choice, Conflict, Repo};

const FILE: &str = "catalog/dr/drill.md";

fn text(repo: &Repo, file: &str) -> String {
    fs_err::read_to_string(repo.folder().join(file)).unwrap()
}

fn edit(repo: &Repo, minute: u32, change: impl Fn(&str) -> String) {
    repo.write(FILE, change(&text(repo, FILE)).as_bytes()).unwrap();
    commit_all(repo, minute).unwrap();
}

/// Two devices change the same record apart, the second one later, and meet. Gives back the record as
/// both have it then, and what is left for people.
fn apart(one: impl Fn(&str) -> String, other: impl Fn(&str) -> String) -> (String, Vec<Conflict>) {
    let ring = Ring::new(2);
    edit(&ring.repos[0], 2, one);
    edit(&ring.repos[1], 3, other);
    ring.around();
    ring.at_one();
    let conflicts = ring.repos[0].conflicts().unwrap();
    assert_eq!(conflicts, ring.repos[1].conflicts().unwrap());
    (text(&ring.repos[0], FILE), conflicts)
}

#[test]
fn fault_31_one_key_changed_twice_to_the_same_is_no_conflict_and_to_different_values_is_one() {
    let to = |brand: &str| {
        let brand = brand.to_owned();
        move |text: &str| text.replace("Acme", &brand)
    };
    assert_eq!(apart(to("Bosch"), to("Bosch")), (DRILL.replace("Acme", "Bosch"), vec![]));
    let (text, conflicts) = apart(to("Bosch"), to("Makita"));
    assert_eq!(text, DRILL.replace("Acme", "Makita"));
    assert_eq!(conflicts[0].differences[0].other.as_deref(), Some("\"Bosch\""));
}

#[test]
fn fault_32_a_key_that_one_side_removed_goes_unless_the_other_changed_it() {
    let without = |text: &str| text.replace("brand = \"Acme\"\n", "");
    let (text, conflicts) = apart(without, |text| text.replace("Drills holes.", "Makes holes."));
    assert!(!text.contains("brand") && text.contains("Makes holes."), "{text}");
    assert_eq!(conflicts, []);
    let (text, conflicts) = apart(|text| text.replace("Acme", "Bosch"), without);
    assert_eq!(conflicts.len(), 1, "{text}");
}

fn with_unit(code: &str, condition: &str) -> impl Fn(&str) -> String {
    let unit = format!("\n[[units]]\ncode = \"{code}\"\ncondition = \"{condition}\"\n+++\n\n");
    move |text: &str| text.replacen("+++\n\n", &unit, 1)
}

#[test]
fn fault_33_units_that_both_sides_added_both_stay() {
    let (text, conflicts) = apart(with_unit("9XM-4T2A", "good"), with_unit("3QZ-8R5C", "fair"));
    assert!(text.contains("9XM-4T2A") && text.contains("3QZ-8R5C"), "{text}");
    assert_eq!(conflicts, []);
}

#[test]
fn fault_34_a_code_that_both_sides_gave_is_named_with_both_sides() {
    let (text, conflicts) = apart(with_unit("9XM-4T2A", "good"), with_unit("9XM-4T2A", "fair"));
    assert_eq!(text.matches("9XM-4T2A").count(), 1, "{text}");
    let told = format!("{conflicts:?}");
    assert!(told.contains("9XM-4T2A") && told.contains("good") && told.contains("fair"), "{told}");
}

#[test]
fn fault_35_one_paragraph_changed_twice_keeps_both_in_full() {
    let second = |to: &str| {
        let to = to.to_owned();
        move |text: &str| text.replace("Second paragraph.", &to)
    };
    let (text, conflicts) = apart(second("Mind the gears."), second("Mind the chuck."));
    assert!(text.contains("Mind the chuck.") && !text.contains("<<<<"), "{text}");
    assert!(format!("{conflicts:?}").contains("Mind the gears."), "{conflicts:?}");
    let (text, conflicts) =
        apart(second("Mind the gears."), |text| text.replace("Third paragraph.", "And the chuck."));
    assert!(text.contains("Mind the gears.") && text.contains("And the chuck."), "{text}");
    assert_eq!(conflicts, []);
}

#[test]
fn fault_36_a_file_renamed_here_and_edited_there_loses_neither() {
    let ring = Ring::new(2);
    let new = "catalog/co/cordless-drill.md";
    let a = &ring.repos[0];
    fs_err::create_dir_all(a.folder().join("catalog/co")).unwrap();
    fs_err::rename(a.folder().join(FILE), a.folder().join(new)).unwrap();
    commit_all(a, 2).unwrap();
    edit(&ring.repos[1], 3, |text| text.replace("Acme", "Makita"));
    ring.around();
    ring.at_one();
    for repo in &ring.repos {
        assert_eq!(text(repo, new), DRILL);
        assert_eq!(text(repo, FILE), DRILL.replace("Acme", "Makita"), "the edited one stays");
        let conflicts = repo.conflicts().unwrap();
        assert_eq!((conflicts.len(), conflicts[0].path.as_str()), (1, FILE));
    }
}

#[test]
fn fault_37_a_thing_retired_here_and_edited_there_is_retired_and_edited() {
    let retired = |text: &str| {
        text.replace("condition = \"good\"", "condition = \"good\"\nretired = \"2026-03-14\"")
    };
    let (text, conflicts) = apart(retired, |text| text.replace("Acme", "Makita"));
    assert!(text.contains("retired = \"2026-03-14\"") && text.contains("Makita"), "{text}");
    assert_eq!(conflicts, []);
}

#[test]
fn fault_38_a_policy_changed_here_while_there_was_lent_changes_neither_the_loans_nor_the_policy() {
    let ring = Ring::new(2);
    let (a, b) = (&ring.repos[0], &ring.repos[1]);
    let policy = "id = \"oak-street\"\nname = \"Oak Street\"\n\n[policies.standard]\ndays = 3\n";
    a.write("node.toml", policy.as_bytes()).unwrap();
    commit_all(a, 2).unwrap();
    append(b, "kb", 5, "loan");
    commit_all(b, 3).unwrap();
    ring.around();
    ring.at_one();
    for repo in &ring.repos {
        assert_eq!(text(repo, "node.toml"), policy);
        assert_eq!(text(repo, &feed("kb")).lines().count(), 5);
        assert_eq!(repo.conflicts().unwrap(), []);
    }
}

#[test]
fn fault_39_a_conflict_settled_on_both_sides_differently_is_one_conflict_again() {
    let ring = Ring::new(2);
    edit(&ring.repos[0], 2, |text| text.replace("Acme", "Bosch"));
    edit(&ring.repos[1], 3, |text| text.replace("Acme", "Makita"));
    ring.around();
    let [a, b] = [&ring.repos[0], &ring.repos[1]];
    let id = a.conflicts().unwrap()[0].id();
    a.settle(&id, Choice::Other, &author(), at(5)).unwrap();
    b.settle(&id, Choice::Kept, &author(), at(6)).unwrap();
    // Who said "as it is" changed nothing, so who chose the other one is heard.
    ring.around();
    ring.at_one();
    assert!(text(a, FILE).contains("Bosch"));
    assert_eq!(a.conflicts().unwrap(), []);
    // Both settle by an edit of their own: the later stands, and the other is kept.
    edit(a, 7, |text| text.replace("Bosch", "Metabo"));
    edit(b, 8, |text| text.replace("Bosch", "Hilti"));
    ring.around();
    ring.at_one();
    assert!(text(b, FILE).contains("Hilti"));
    let again = b.conflicts().unwrap();
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].differences[0].other.as_deref(), Some("\"Metabo\""));
}
