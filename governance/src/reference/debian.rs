use super::*;
use crate::decision::Quorum;
use crate::outcome::DropReason;
use std::collections::BTreeMap;

/// The winners and the dropped options that the header of a file states, by number.
fn published(text: &str) -> (Vec<usize>, BTreeMap<usize, String>) {
    let line = text.lines().find_map(|line| line.strip_prefix("# winners ")).unwrap();
    let (winners, rest) = line.split_once(" dropped ").unwrap();
    let (dropped, _) = rest.split_once(" published").unwrap();
    let dropped: BTreeMap<String, String> = serde_json::from_str(dropped).unwrap();
    let dropped = dropped.into_iter().map(|(n, why)| (n.parse().unwrap(), why));
    (serde_json::from_str(winners).unwrap(), dropped.collect())
}

fn number(file: &BallotFile, option: &OptionKey) -> usize {
    file.profile.options().iter().position(|other| other == option).unwrap() + 1
}

fn count_file(file: &BallotFile) -> Count {
    let method =
        Method::RankedSchulze { default: file.default.clone(), ratios: file.ratios.clone() };
    let quorum = file.quorum.map_or(Quorum::None, |votes| Quorum::Approval { votes });
    counted(&file.profile, &method, &Terms { quorum, ..Terms::default() })
}

#[test]
fn debian_votes_have_their_published_winners_and_dropped_options() {
    let Some(folder) = reference("debian_counts") else { return };
    let mut files = 0;
    for entry in fs_err::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = ballots(&path);
        let count = count_file(&file);
        let (winners, dropped) = published(&text(&path));
        let found: Vec<usize> = count.winners.iter().map(|key| number(&file, key)).collect();
        assert_eq!(found, winners, "{}", path.display());
        let found: BTreeMap<usize, String> = count
            .dropped
            .iter()
            .map(|dropped| match dropped.why {
                DropReason::Majority => (number(&file, &dropped.option), "majority".to_owned()),
                DropReason::Quorum => (number(&file, &dropped.option), "quorum".to_owned()),
            })
            .collect();
        assert_eq!(found, dropped, "{}", path.display());
        files += 1;
    }
    assert_eq!(files, 28);
}

#[test]
fn sarge_drops_four_options_and_chooses_the_second() {
    let Some(path) = reference("debian_counts/2004__gr_sarge.counts.txt") else { return };
    let file = ballots(&path);
    let count = count_file(&file);
    let dropped: Vec<usize> = count.dropped.iter().map(|d| number(&file, &d.option)).collect();
    assert_eq!(dropped, [3, 4, 5, 6]);
    assert_eq!(number(&file, &count.winners[0]), 2);
}
