use super::*;
use crate::method::{Overvote, Reading, Seats, Skipped, Stop};
use serde::Deserialize;

#[derive(Deserialize)]
struct Ward {
    #[serde(rename = "ward")]
    name: String,
    seats: Seats,
    quota: u64,
    stages: usize,
    elected: Vec<String>,
}

/// A name without its case and its spaces, because the sources write them differently.
fn plain(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the names of a ward's elected are (beginnings of) names on the ballot.
fn is_ward(file: &BallotFile, ward: &Ward) -> bool {
    let on_ballot = |name: &String| {
        file.profile.options().iter().any(|key| plain(key.as_str()).starts_with(&plain(name)))
    };
    ward.elected.iter().all(on_ballot)
}

#[test]
fn glasgow_wards_elect_whom_they_elected_in_as_many_stages() {
    let Some(folder) = reference("glasgow2007") else { return };
    let wards: Vec<Ward> = serde_json::from_str(&text(&folder.join("expected.json"))).unwrap();
    let mut files = 0;
    for entry in fs_err::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "blt") {
            continue;
        }
        let file = ballots(&path);
        let ward = wards.iter().find(|ward| is_ward(&file, ward));
        let ward = ward.unwrap_or_else(|| panic!("{} has no result", path.display()));
        let method = Method::RankedStv { seats: ward.seats, reading: Reading::SCOTTISH };
        let count = counted(&file.profile, &method, &Terms::default());
        let quota = count.explanation.iter().find(|said| said.key == "stv-quota").unwrap();
        assert_eq!(quota.facts["quota"], ward.quota.into(), "{}", ward.name);
        let mut elected: Vec<String> = words(&count.winners).into_iter().map(plain).collect();
        let mut expected: Vec<String> = ward.elected.iter().map(|name| plain(name)).collect();
        elected.sort();
        expected.sort();
        let same = elected.iter().zip(&expected).all(|(a, b)| a.starts_with(b));
        assert!(same && elected.len() == expected.len(), "{}: {elected:?}", ward.name);
        // The published tables count electing whoever is left as a stage of its own.
        let left_over = count.explanation.iter().any(|said| said.key == "stv-remaining");
        assert_eq!(count.rounds.len() + usize::from(left_over), ward.stages, "{}", ward.name);
        files += 1;
    }
    assert_eq!(files, 10);
}

#[test]
fn burlington_elects_kiss_by_runoff_and_montroll_by_comparison() {
    let Some(path) = reference("burlington2009.abif") else { return };
    let file = ballots(&path);
    assert_eq!(file.profile.weight(), 8_980);
    for stop in [Stop::Majority, Stop::Two] {
        let runoff = Method::RankedIrv { reading: Reading::default(), stop };
        let count = counted(&file.profile, &runoff, &Terms::default());
        assert_eq!(words(&count.winners), ["Bob Kiss (Progressive)"]);
    }
    let compared = Method::RankedSchulze { default: None, ratios: [].into() };
    let count = counted(&file.profile, &compared, &Terms::default());
    assert_eq!(words(&count.winners), ["Andy Montroll (Democrat)"]);
    let pairwise = count.pairwise.unwrap();
    let place =
        |name: &str| pairwise.options.iter().position(|key| key.as_str().contains(name)).unwrap();
    let votes = |a, b| pairwise.votes[place(a)][place(b)];
    assert_eq!((votes("Montroll", "Kiss"), votes("Kiss", "Montroll")), (4067, 3477));
    assert_eq!((votes("Montroll", "Wright"), votes("Wright", "Montroll")), (4597, 3668));
}

#[test]
fn portland_elects_its_three() {
    let Some(path) = reference("portland2024_d1.csv") else { return };
    let file = ballots(&path);
    let reading = Reading { overvote: Overvote::Skip, skipped: Skipped::Unlimited };
    let method = Method::RankedStv { seats: 3.try_into().unwrap(), reading };
    let count = counted(&file.profile, &method, &Terms::default());
    let quota = count.explanation.iter().find(|said| said.key == "stv-quota").unwrap();
    assert_eq!(quota.facts["valid"], 42_871.into());
    assert_eq!(quota.facts["quota"], 10_718.into());
    assert_eq!(words(&count.winners), ["Candace Avalos", "Loretta Smith", "Jamie Dunphy"]);
}
