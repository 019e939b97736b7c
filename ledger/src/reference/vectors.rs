use super::*;
use crate::account::{Account, MemberName};
use crate::amount::Amount;
use crate::book::Book;
use crate::clearing::circle::{Debts, find, net_positions};
use crate::commons::{DividendPolicy, dividend};
use crate::demurrage::{self, Policy};
use crate::entry::{Entry, EntryId, EntryKind, Posting};
use crate::month::Month;
use crate::rate::Rate;
use crate::unit::{Mode, Unit, UnitCode};
use jiff::civil::date;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn min() -> UnitCode {
    "MIN".parse().unwrap()
}

fn account(name: &str) -> Account {
    if name == "commons" { Account::Commons } else { Account::member(name).unwrap() }
}

fn amounts(value: &Value) -> BTreeMap<String, i64> {
    serde_json::from_value(value.clone()).unwrap()
}

fn policy(case: &Value) -> Policy {
    let [num, den]: [u32; 2] = serde_json::from_value(case["rate"].clone()).unwrap();
    let exempt = Amount::new(case["exempt"].as_i64().unwrap_or(0));
    Policy { rate: Rate::new(num, den).unwrap(), exempt, deficit_rate: None }
}

/// A book with these balances since before the month.
fn opened(balances: &BTreeMap<String, i64>) -> Book {
    let postings = balances.iter().filter(|(_, balance)| **balance != 0);
    let postings = postings.map(|(name, balance)| Posting {
        account: account(name),
        unit: min(),
        delta: Amount::new(*balance),
    });
    let entry = Entry {
        id: EntryId::new("opening"),
        on: date(2025, 12, 31),
        kind: EntryKind::Transfer,
        postings: postings.collect(),
        memo: None,
        work: None,
        corrects: None,
    };
    Book::fold([Unit::new(min(), "hours", Mode::Gift)], [entry])
}

fn balances(book: &Book) -> BTreeMap<String, i64> {
    let name = |account: &Account| match account {
        Account::Member(name) => name.to_string(),
        other => other.to_string(),
    };
    book.balances(&min()).map(|(account, balance)| (name(account), balance.minor())).collect()
}

#[test]
fn charges_and_dividends_are_those_of_the_vectors() {
    let Some(path) = reference("vectors.json") else { return };
    let vectors: Value = serde_json::from_str(&text(&path)).unwrap();
    let january = Month { year: 2026, month: 1 };
    let mut cases = 0;
    for case in vectors["demurrage"].as_array().unwrap().iter().filter(|c| c["before"].is_object())
    {
        let before = amounts(&case["before"]);
        let mut book = opened(&before);
        let charges = policy(case).charges(&book, &min(), january);
        let found: BTreeMap<String, i64> =
            charges.iter().map(|(name, fee)| (name.to_string(), fee.minor())).collect();
        assert_eq!(found, amounts(&case["fees"]));
        let (id, on) = (EntryId::new("fee"), date(2026, 2, 1));
        book.record(demurrage::entry(id, on, EntryKind::Demurrage, &min(), &charges).unwrap());
        if case["after_fee"].is_object() {
            assert_eq!(balances(&book), amounts(&case["after_fee"]));
        }
        let names = before.keys().filter(|name| *name != "commons");
        let members: BTreeSet<MemberName> = names.map(|name| name.parse().unwrap()).collect();
        let rule = DividendPolicy { reserve: Amount::ZERO, share: Rate::WHOLE };
        let each = rule.each(book.balance(&min(), &Account::Commons), members.len());
        assert_eq!(each.minor(), case["dividend_each"].as_i64().unwrap());
        book.record(dividend(EntryId::new("div"), on, &min(), &members, each).unwrap());
        assert_eq!(balances(&book), amounts(&case["after"]));
        assert_eq!(book.sum(&min()), i128::from(case["sum"].as_i64().unwrap()));
        cases += 1;
    }
    assert_eq!(cases, 2);
}

#[test]
fn a_year_of_monthly_charges_comes_to_what_the_vectors_say() {
    let Some(path) = reference("vectors.json") else { return };
    let vectors: Value = serde_json::from_str(&text(&path)).unwrap();
    let mut cases = 0;
    for case in vectors["demurrage"].as_array().unwrap().iter().filter(|c| c["start"].is_i64()) {
        let mut balance = Amount::new(case["start"].as_i64().unwrap());
        for _ in 0..case["months"].as_u64().unwrap() {
            let fee = policy(case).charge(&[balance; 30]).unwrap();
            balance = balance.checked_sub(fee).unwrap();
        }
        assert_eq!(balance.minor(), case["end_monthly_floor"].as_i64().unwrap());
        cases += 1;
    }
    assert_eq!(cases, 2);
}

#[test]
fn average_daily_balances_are_those_of_the_vectors() {
    let Some(path) = reference("vectors.json") else { return };
    let vectors: Value = serde_json::from_str(&text(&path)).unwrap();
    let cases = vectors["average_daily_balance"].as_array().unwrap();
    assert_eq!(cases.len(), 3);
    for case in cases {
        let events: Vec<(usize, i64)> = serde_json::from_value(case["events"].clone()).unwrap();
        let length = usize::try_from(case["days"].as_u64().unwrap()).unwrap();
        let on = |day| events.iter().rev().find(|(from, _)| *from <= day).map_or(0, |(_, b)| *b);
        let days: Vec<Amount> = (0..length).map(|day| Amount::new(on(day))).collect();
        let fee = policy(case).charge(&days).unwrap();
        assert_eq!(fee.minor(), case["fee"].as_i64().unwrap());
    }
}

#[test]
fn circles_are_cleared_as_in_the_vectors() {
    let Some(path) = reference("vectors.json") else { return };
    let vectors: Value = serde_json::from_str(&text(&path)).unwrap();
    let case = &vectors["clearing"];
    let debts = |value: &Value| -> Debts {
        let edge = |(edge, amount): (String, i64)| {
            let (debtor, creditor) = edge.split_once('>').unwrap();
            ((debtor.parse().unwrap(), creditor.parse().unwrap()), Amount::new(amount))
        };
        amounts(value).into_iter().map(edge).collect()
    };
    let (circles, after) = find(&debts(&case["debts"]));
    let expected: Vec<(Vec<String>, i64)> = serde_json::from_value(case["cycles"].clone()).unwrap();
    let found: Vec<(Vec<String>, i64)> = circles
        .iter()
        .map(|c| (c.nodes.iter().map(ToString::to_string).collect(), c.amount.minor()))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(after, debts(&case["after"]));
    let net: BTreeMap<String, i64> = net_positions(&after)
        .into_iter()
        .map(|(node, net)| (node.to_string(), i64::try_from(net).unwrap()))
        .collect();
    assert_eq!(net, amounts(&case["net"]));
}
