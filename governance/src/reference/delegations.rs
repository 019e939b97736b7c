use super::*;
use crate::decision::{Decision, Period};
use crate::delegation::{Delegation, DelegationRule, Scope, resolve};
use crate::keys::MemberKey;
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Case {
    #[serde(rename = "case")]
    number: u32,
    members: u32,
    direct: Vec<u32>,
    delegations: BTreeMap<String, Vec<(String, Option<u32>)>>,
    weights: BTreeMap<String, u64>,
    chains: BTreeMap<String, Vec<u32>>,
}

fn member(number: u32) -> MemberKey {
    number.to_string().parse().unwrap()
}

fn decision(members: u32) -> Decision {
    let at = |second| Timestamp::new(second, 0).unwrap();
    let method = Method::named("majority").unwrap();
    let period = Period::new(at(1000), at(2000));
    let mut decision = Decision::new("issue".parse().unwrap(), "?", method, period);
    decision.roll = (1..=members).map(member).collect();
    decision.delegation = DelegationRule::Allowed { area: Some("area".into()), max_share: None };
    decision
}

fn delegation(truster: &str, scope: &str, trustee: Option<u32>) -> Delegation {
    let scope = match scope {
        "unit" => Scope::Node,
        "area" => Scope::Area("area".into()),
        _ => Scope::Decision("issue".parse().unwrap()),
    };
    let from = Timestamp::new(500, 0).unwrap();
    let trustee = trustee.map(member);
    Delegation {
        truster: truster.parse().unwrap(),
        trustee,
        scope,
        from,
        until: None,
        revoked_at: None,
    }
}

#[test]
fn delegations_carry_the_weights_and_chains_of_the_reference_engine() {
    let Some(path) = reference("delegation_cases.json") else { return };
    let cases: Vec<Case> = serde_json::from_str(&text(&path)).unwrap();
    assert_eq!(cases.len(), 20);
    for case in cases {
        let delegations: Vec<Delegation> = case
            .delegations
            .iter()
            .flat_map(|(truster, own)| own.iter().map(|(s, to)| delegation(truster, s, *to)))
            .collect();
        let voters: Vec<MemberKey> = case.direct.iter().copied().map(member).collect();
        let resolved = resolve(&decision(case.members), &delegations, &voters);
        let weights: BTreeMap<String, u64> =
            resolved.weights.iter().map(|(who, weight)| (who.to_string(), *weight)).collect();
        assert_eq!(weights, case.weights, "case {}", case.number);
        let chains: BTreeMap<String, Vec<u32>> = resolved
            .report
            .carried
            .iter()
            .map(|carried| {
                let chain = carried.chain.iter().map(|who| who.as_str().parse().unwrap());
                (carried.member.to_string(), chain.collect())
            })
            .collect();
        assert_eq!(chains, case.chains, "case {}", case.number);
    }
}
