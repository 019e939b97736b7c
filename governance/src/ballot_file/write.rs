//! Ballot files for other programs: BLT and ABIF, which read back as the same ballots.

use std::fmt::Write as _;

use super::BallotFile;
use crate::choice::{Choice, Ranking};
use crate::count::Profile;
use crate::keys::OptionKey;
use crate::method::{ONE_SEAT, Seats};

impl BallotFile {
    /// A file of ranked ballots; ballots of another form are left out.
    pub fn of(title: &str, seats: Seats, profile: Profile) -> Self {
        let title = (!title.is_empty()).then(|| title.into());
        Self { title, seats: Some(seats), profile, ..Self::default() }
    }

    fn rankings(&self) -> impl Iterator<Item = (u64, &Ranking)> {
        self.profile.casts().iter().filter_map(|cast| match &cast.choice {
            Choice::Ranking(ranking) => Some((cast.weight, ranking)),
            _ => None,
        })
    }

    /// The file as BLT: equal ranks with `=`, skipped ones as `-`.
    ///
    /// ```
    /// use governance::ballot_file::{Format, read};
    /// let file = read(Format::Abif, "2:tea>mate\n1:mate=tea\n")?;
    /// let back = read(Format::Blt, &file.to_blt())?;
    /// assert_eq!(back.profile, file.profile);
    /// # Ok::<(), governance::ballot_file::ReadError>(())
    /// ```
    pub fn to_blt(&self) -> String {
        let options = self.profile.options();
        let mut text = format!("{} {}\n", options.len(), self.seats.unwrap_or(ONE_SEAT));
        for (weight, ranking) in self.rankings() {
            let rank = |rank: &Vec<usize>| {
                let names: Vec<String> = rank.iter().map(|at| (at + 1).to_string()).collect();
                if names.is_empty() { "-".to_owned() } else { names.join("=") }
            };
            let ranks: Vec<String> = ranking.ranks().iter().map(rank).collect();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{weight} {}", [ranks, vec!["0".into()]].concat().join(" "));
        }
        text.push_str("0\n");
        for option in options {
            let _ = writeln!(text, "\"{option}\"");
        }
        let _ = writeln!(text, "\"{}\"", self.title.as_deref().unwrap_or_default());
        text
    }

    /// The file as ABIF, each option under a short name of its own. Skipped ranks, which ABIF does
    /// not have, are closed up.
    pub fn to_abif(&self) -> String {
        let mut text = String::new();
        if let Some(title) = &self.title {
            let _ = writeln!(text, "{{title: \"{title}\"}}");
        }
        let options = self.profile.options();
        for (at, option) in options.iter().enumerate() {
            let _ = writeln!(text, "={}:[{}]", short(at), bracketed(option));
        }
        for (weight, ranking) in self.rankings() {
            let rank =
                |rank: &Vec<usize>| rank.iter().map(|at| short(*at)).collect::<Vec<_>>().join("=");
            let ranks = ranking.ranks().iter().filter(|rank| !rank.is_empty()).map(rank);
            let _ = writeln!(text, "{weight}:{}", ranks.collect::<Vec<_>>().join(">"));
        }
        text
    }
}

fn short(at: usize) -> String {
    format!("o{}", at + 1)
}

fn bracketed(option: &OptionKey) -> String {
    option.as_str().replace(['[', ']'], "'")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ballot_file::{Format, read};

    prop_compose! {
        fn ranked()(order in Just(vec![0_usize, 1, 2, 3]).prop_shuffle(), cuts in prop::collection::vec(0_usize..3, 4), length in 1_usize..5, weight in 1_u64..50) -> (u64, Ranking) {
            let mut ranks: Vec<Vec<usize>> = Vec::new();
            for (option, cut) in order.into_iter().take(length).zip(cuts) {
                match ranks.last_mut() {
                    Some(last) if cut == 0 => last.push(option),
                    _ => ranks.push(vec![option]),
                }
            }
            (weight, Ranking::new(ranks))
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_as_the_same_ballots(ballots in prop::collection::vec(ranked(), 1..20)) {
            let options = ["Oak, tall", "Elm", "Ash \"the\" first", "None of these"];
            let mut profile = Profile::new(options.map(|name| name.parse().unwrap()).to_vec());
            for (weight, ranking) in ballots {
                profile.push(weight, None, Choice::Ranking(ranking)).unwrap();
            }
            let file = BallotFile::of("Trees", ONE_SEAT, profile);
            let blt = read(Format::Blt, &file.to_blt()).unwrap();
            prop_assert_eq!(&blt.profile, &file.profile);
            prop_assert_eq!(&blt.title, &file.title);
            let abif = read(Format::Abif, &file.to_abif()).unwrap();
            prop_assert_eq!(abif.profile, file.profile);
        }
    }
}
