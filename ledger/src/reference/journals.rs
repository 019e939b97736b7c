use super::*;
use crate::journal::{names, read::read};
use crate::unit::UnitCode;
use std::collections::BTreeMap;

#[test]
fn a_thousand_transfers_come_to_the_expected_balances() {
    let (Some(path), Some(expected)) =
        (reference("sample-1k.journal"), reference("sample-1k.expected.json"))
    else {
        return;
    };
    let journal = read(&text(&path)).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&text(&expected)).unwrap();
    let balances: BTreeMap<String, i128> =
        serde_json::from_value(expected["balances"].clone()).unwrap();
    assert_eq!(journal.transactions.len(), 1000);
    let found: BTreeMap<String, i128> = journal
        .balances()
        .into_iter()
        .map(|((account, _), balance)| {
            let name = account.rsplit(':').next().unwrap().to_owned();
            (name, -balance)
        })
        .collect();
    for (name, balance) in balances {
        assert_eq!(found.get(&name).copied().unwrap_or(0), balance, "{name}");
    }
    assert_eq!(found.values().sum::<i128>(), 0);
}

#[test]
fn the_edges_of_the_common_subset_are_read() {
    for name in ["polyglot-edge.journal", "polyglot-small.journal"] {
        let Some(path) = reference(name) else { return };
        let journal = read(&text(&path)).unwrap_or_else(|error| panic!("{name}: {error}"));
        for (account, _) in journal.balances().keys() {
            assert!(names::from_journal(account).is_some(), "{account}");
        }
    }
    let Some(path) = reference("polyglot-edge.journal") else { return };
    let journal = read(&text(&path)).unwrap();
    let min: UnitCode = "MIN".parse().unwrap();
    assert_eq!(journal.balances()[&("Liabilities:Members:M0001", &min)], 150);
    assert_eq!(journal.transactions[0].memo.chars().filter(|c| *c == '語').count(), 1);
}
