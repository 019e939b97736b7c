//! Entries in the words of `ValueFlows` 1.0.0, as JSON-LD.
//!
//! A unit of account is a `ResourceSpecification`, an account an `Agent`, and what one account gives
//! another in an entry a `transfer` of that resource. An entry with several givers and takers
//! becomes several transfers, matched in the order of its accounts; the sums are the entry's own.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::account::Account;
use crate::book::Book;
use crate::entry::{Entry, EntryId, Posting};
use crate::unit::{Unit, UnitCode};

/// The prefixes of all words that are used.
pub const CONTEXT: [(&str, &str); 4] = [
    ("vf", "https://w3id.org/valueflows/ont/vf#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
];

/// Writes a book as one JSON-LD document. `moment` gives the time of an entry where it is known: a
/// day alone is no point in time.
pub fn write(book: &Book, moment: impl Fn(&EntryId) -> Option<Timestamp>) -> Value {
    let mut graph: Vec<Value> = book.units().map(specification).collect();
    let postings = book.entries().iter().flat_map(|entry| &entry.postings);
    let accounts: BTreeSet<&Account> = postings.map(|posting| &posting.account).collect();
    graph.extend(accounts.into_iter().map(agent));
    for entry in book.entries() {
        let at = moment(&entry.id);
        let flows = flows(entry).into_iter().enumerate();
        graph.extend(flows.map(|(place, flow)| transfer(book, entry, at, place, &flow)));
    }
    let context: Map<String, Value> =
        CONTEXT.iter().map(|(prefix, address)| ((*prefix).to_owned(), json!(address))).collect();
    json!({ "@context": context, "@graph": graph })
}

fn urn(kind: &str, name: &str) -> String {
    format!("urn:commonstead:{kind}:{name}")
}

fn account_urn(account: &Account) -> String {
    urn("account", &account.to_string())
}

fn specification(unit: &Unit) -> Value {
    json!({
        "@id": urn("unit-of-account", unit.code.as_str()),
        "@type": "vf:ResourceSpecification",
        "vf:name": unit.label,
        "skos:note": format!("{} minor units make one", unit.minor_per_major),
    })
}

fn agent(account: &Account) -> Value {
    let class = match account {
        Account::Member(_) => "vf:Person",
        Account::Peer(_) => "vf:Organization",
        _ => "vf:Agent",
    };
    json!({ "@id": account_urn(account), "@type": class, "vf:name": account })
}

/// What one account gives another.
struct Flow<'a> {
    from: &'a Account,
    to: &'a Account,
    unit: &'a UnitCode,
    amount: i128,
}

/// An entry as flows between two accounts each.
fn flows(entry: &Entry) -> Vec<Flow<'_>> {
    let units: BTreeSet<&UnitCode> = entry.postings.iter().map(|posting| &posting.unit).collect();
    let mut flows = Vec::new();
    for unit in units {
        let own = entry.postings.iter().filter(|posting| posting.unit == *unit);
        let (givers, takers): (Vec<&Posting>, Vec<&Posting>) =
            own.partition(|posting| posting.delta.minor() < 0);
        let mut takers = takers.into_iter().map(|p| (&p.account, p.delta.wide())).peekable();
        for giver in givers {
            let mut rest = -giver.delta.wide();
            while let Some((to, wants)) = takers.peek_mut().filter(|_| rest > 0) {
                let amount = rest.min(*wants);
                flows.push(Flow { from: &giver.account, to, unit, amount });
                rest -= amount;
                *wants -= amount;
                if *wants == 0 {
                    takers.next();
                }
            }
        }
    }
    flows
}

fn transfer(
    book: &Book,
    entry: &Entry,
    at: Option<Timestamp>,
    place: usize,
    flow: &Flow<'_>,
) -> Value {
    let id = |entry: &EntryId| urn("event", entry.as_str());
    let name = if place == 0 { id(&entry.id) } else { format!("{}/{}", id(&entry.id), place + 1) };
    let label = book.unit(flow.unit).map_or(flow.unit.as_str(), |unit| &unit.label);
    let mut event = json!({
        "@id": name,
        "@type": "vf:EconomicEvent",
        "vf:action": { "@id": "vf:transfer" },
        "vf:provider": { "@id": account_urn(flow.from) },
        "vf:receiver": { "@id": account_urn(flow.to) },
        "vf:resourceConformsTo": { "@id": urn("unit-of-account", flow.unit.as_str()) },
        "vf:resourceQuantity": {
            "@type": "vf:Measure",
            "vf:hasNumericalValue": flow.amount,
            "vf:hasUnit": { "vf:symbol": flow.unit, "rdfs:label": format!("minor units of {label}") },
        },
    });
    let Some(fields) = event.as_object_mut() else { return event };
    if let Some(at) = at {
        let time = json!({ "@type": "xsd:dateTimeStamp", "@value": at.to_string() });
        fields.insert("vf:hasPointInTime".into(), time);
    }
    if let Some(corrected) = &entry.corrects {
        fields.insert("vf:corrects".into(), json!({ "@id": id(corrected) }));
    }
    if let Some(memo) = &entry.memo {
        fields.insert("skos:note".into(), json!(memo));
    }
    event
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::amount::Amount;
    use crate::entry::EntryKind;
    use crate::unit::Mode;

    fn book(changes: &[(&str, i64)]) -> Book {
        let unit: UnitCode = "MIN".parse().unwrap();
        let posting = |(to, delta): &(&str, i64)| Posting {
            account: to.parse().unwrap(),
            unit: unit.clone(),
            delta: Amount::new(*delta),
        };
        let entry = Entry {
            id: EntryId::new("k1-7"),
            on: jiff::civil::date(2026, 5, 3),
            kind: EntryKind::Dividend,
            postings: changes.iter().map(posting).collect(),
            memo: Some("spring".into()),
            work: None,
            corrects: Some(EntryId::new("k1-2")),
        };
        Book::fold([Unit::new(unit, "hours", Mode::Gift)], [entry])
    }

    #[test]
    fn several_takers_become_several_transfers_with_the_same_sums() {
        let book = book(&[("commons", -50), ("member:x", -10), ("member:a", 35), ("member:b", 25)]);
        let flows = flows(&book.entries()[0]);
        let shown: Vec<String> =
            flows.iter().map(|f| format!("{} {} {}", f.from, f.to, f.amount)).collect();
        assert_eq!(shown, ["commons member:a 35", "commons member:b 15", "member:x member:b 10"]);
    }

    #[test]
    fn an_entry_is_an_economic_event_in_the_words_of_the_vocabulary() {
        let book = book(&[("commons", -50), ("member:a", 50)]);
        let moment = |_: &EntryId| "2026-05-03T10:00:00Z".parse().ok();
        let document = write(&book, moment);
        let event = document["@graph"].as_array().unwrap().last().unwrap();
        assert_eq!(event["@id"], "urn:commonstead:event:k1-7");
        assert_eq!(event["vf:action"]["@id"], "vf:transfer");
        assert_eq!(event["vf:resourceQuantity"]["vf:hasNumericalValue"], 50);
        assert_eq!(event["vf:hasPointInTime"]["@value"], "2026-05-03T10:00:00Z");
        assert_eq!(event["vf:corrects"]["@id"], "urn:commonstead:event:k1-2");
    }
}
