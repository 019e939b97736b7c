//! What a ballot says, read from the form that its method asks for.
//!
//! | method | JSON |
//! | --- | --- |
//! | consent | `"consent"`, `"stand_aside"`, `"object"` (with a reason), `"abstain"` |
//! | majority | `"yes"`, `"no"`, `"abstain"` |
//! | plurality | `"option"`, or `null` for a blank ballot |
//! | approval | `["option", …]`, in any order; `[]` is a blank ballot |
//! | score, STAR, dots | `{"option": 3, …}`; an option that is not named has none |
//! | ranked | `["best", ["equal", "equal"], null, "last"]`; `null` is a skipped rank |
//! | budget | `["option", …]`, as for approval |
//!
//! Options are named by their words in the call. Reading is strict, so that a mistyped ballot is
//! reported to its voter instead of being counted as something else.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::keys::OptionKey;
use crate::method::Method;

/// A choice in the form that its method counts. Options are held by their place in the list.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Consent, without an objection.
    Consent,
    /// Stands aside.
    StandAside,
    /// Objects, with the reason.
    Object(Box<str>),
    /// Takes part without a say, in consent and majority alike.
    Abstain,
    /// For.
    Yes,
    /// Against.
    No,
    /// A set of options.
    Options(BTreeSet<usize>),
    /// Points or dots: one number for each option of the list.
    Points(Vec<u32>),
    /// An order of preference.
    Ranking(Ranking),
}

/// An order of preference: ranks from the best, each with the options that share it. A rank without
/// options was skipped; options that are in no rank come after all that are.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Ranking {
    ranks: Vec<Vec<usize>>,
}

impl Ranking {
    /// A ranking. Skipped ranks after the last option say nothing and are left out.
    pub fn new(ranks: impl IntoIterator<Item = Vec<usize>>) -> Self {
        let mut ranks: Vec<Vec<usize>> = ranks.into_iter().collect();
        for rank in &mut ranks {
            rank.sort_unstable();
            rank.dedup();
        }
        while ranks.last().is_some_and(Vec::is_empty) {
            ranks.pop();
        }
        Self { ranks }
    }

    /// A ranking without equals.
    pub fn strict(order: impl IntoIterator<Item = usize>) -> Self {
        Self::new(order.into_iter().map(|option| vec![option]))
    }

    /// The ranks, from the best.
    pub fn ranks(&self) -> &[Vec<usize>] {
        &self.ranks
    }

    /// The rank of each of so many options, from zero; the number of ranks for those in none. Of
    /// an option that is named again the first and best rank counts.
    pub(crate) fn positions(&self, options: usize) -> Vec<usize> {
        let mut positions = vec![self.ranks.len(); options];
        for (position, rank) in self.ranks.iter().enumerate().rev() {
            for option in rank {
                if let Some(slot) = positions.get_mut(*option) {
                    *slot = position;
                }
            }
        }
        positions
    }
}

/// Why a ballot's choice cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum ChoiceFault {
    /// It has not the form that the method asks for.
    #[error("the choice must be {expected}")]
    Form {
        /// The form, in words.
        expected: Box<str>,
    },
    /// An option that the call does not have.
    #[error("`{option}` is not one of the options")]
    UnknownOption {
        /// The word found.
        option: Box<str>,
    },
    /// A score above the full score.
    #[error("`{option}` has {given} points; the full score is {max}")]
    TooManyPoints {
        /// Which option.
        option: OptionKey,
        /// The score.
        given: u64,
        /// The full score.
        max: u32,
    },
    /// More dots than the ballot has.
    #[error("{given} dots were given; a ballot has {max}")]
    TooManyDots {
        /// How many were given.
        given: u64,
        /// How many there are.
        max: u32,
    },
    /// An objection without a reason.
    #[error("an objection needs a reason")]
    NoReason,
}

fn form<T>(expected: &str) -> Result<T, ChoiceFault> {
    Err(ChoiceFault::Form { expected: expected.into() })
}

impl Choice {
    /// Reads the choice of a ballot, with the reason that came beside it.
    pub fn read(
        method: &Method,
        options: &[OptionKey],
        choice: &Value,
        reason: Option<&str>,
    ) -> Result<Self, ChoiceFault> {
        match method {
            Method::Consent => read_position(choice, reason),
            Method::Majority { .. } => read_answer(choice),
            Method::Plurality => read_single(options, choice),
            Method::Approval { .. } | Method::BudgetGreedy(_) | Method::BudgetMes(_) => {
                read_set(options, choice)
            }
            Method::RankedSchulze { .. } | Method::RankedIrv { .. } | Method::RankedStv { .. } => {
                read_ranking(options, choice)
            }
            Method::Score { max, .. } | Method::Star { max } => read_scores(options, choice, *max),
            Method::Dots { dots, .. } => read_dots(options, choice, *dots),
        }
    }

    /// Whether this choice is one that the method counts.
    pub(crate) fn suits(&self, method: &Method) -> bool {
        match method {
            Method::Consent => {
                matches!(self, Self::Consent | Self::StandAside | Self::Object(_) | Self::Abstain)
            }
            Method::Majority { .. } => matches!(self, Self::Yes | Self::No | Self::Abstain),
            Method::Plurality
            | Method::Approval { .. }
            | Method::BudgetGreedy(_)
            | Method::BudgetMes(_) => matches!(self, Self::Options(_)),
            Method::RankedSchulze { .. } | Method::RankedIrv { .. } | Method::RankedStv { .. } => {
                matches!(self, Self::Ranking(_))
            }
            Method::Score { .. } | Method::Star { .. } | Method::Dots { .. } => {
                matches!(self, Self::Points(_))
            }
        }
    }

    /// Whether every option that it names is among the first `options`.
    pub(crate) fn fits(&self, options: usize) -> bool {
        match self {
            Self::Options(set) => set.iter().all(|option| *option < options),
            Self::Points(points) => points.len() == options,
            Self::Ranking(ranking) => ranking.ranks.iter().flatten().all(|o| *o < options),
            _ => true,
        }
    }
}

fn read_position(choice: &Value, reason: Option<&str>) -> Result<Choice, ChoiceFault> {
    match choice.as_str() {
        Some("consent") => Ok(Choice::Consent),
        Some("stand_aside") => Ok(Choice::StandAside),
        Some("abstain") => Ok(Choice::Abstain),
        Some("object") => match reason.map(str::trim).filter(|reason| !reason.is_empty()) {
            Some(reason) => Ok(Choice::Object(reason.into())),
            None => Err(ChoiceFault::NoReason),
        },
        _ => form("`consent`, `stand_aside`, `object` or `abstain`"),
    }
}

fn read_answer(choice: &Value) -> Result<Choice, ChoiceFault> {
    match choice.as_str() {
        Some("yes") => Ok(Choice::Yes),
        Some("no") => Ok(Choice::No),
        Some("abstain") => Ok(Choice::Abstain),
        _ => form("`yes`, `no` or `abstain`"),
    }
}

/// The place of an option in the list of the call.
pub(crate) fn position_of(options: &[OptionKey], name: &str) -> Result<usize, ChoiceFault> {
    options
        .iter()
        .position(|option| option.as_str() == name.trim())
        .ok_or_else(|| ChoiceFault::UnknownOption { option: name.into() })
}

fn read_single(options: &[OptionKey], choice: &Value) -> Result<Choice, ChoiceFault> {
    match choice {
        Value::Null => Ok(Choice::Options(BTreeSet::new())),
        Value::String(name) => Ok(Choice::Options([position_of(options, name)?].into())),
        _ => form("one option"),
    }
}

fn read_set(options: &[OptionKey], choice: &Value) -> Result<Choice, ChoiceFault> {
    let Some(names) = choice.as_array() else {
        return form("a list of options");
    };
    let places = names.iter().map(|name| match name.as_str() {
        Some(name) => position_of(options, name),
        None => form("a list of options"),
    });
    places.collect::<Result<_, _>>().map(Choice::Options)
}

fn read_ranking(options: &[OptionKey], choice: &Value) -> Result<Choice, ChoiceFault> {
    let expected = "a list of options from the best to the last, equal ones as a list in it";
    let place = |name: &Value| match name.as_str() {
        Some(name) => position_of(options, name),
        None => form(expected),
    };
    let Some(ranks) = choice.as_array() else {
        return form(expected);
    };
    let ranks = ranks.iter().map(|rank| match rank {
        Value::Null => Ok(Vec::new()),
        Value::Array(equal) => equal.iter().map(place).collect(),
        single => place(single).map(|place| vec![place]),
    });
    let ranks: Vec<Vec<usize>> = ranks.collect::<Result<_, _>>()?;
    Ok(Choice::Ranking(Ranking::new(ranks)))
}

fn read_points(options: &[OptionKey], choice: &Value) -> Result<Vec<u64>, ChoiceFault> {
    let Some(map) = choice.as_object() else {
        return form("points for each option");
    };
    let mut points = vec![0; options.len()];
    for (name, number) in map {
        let place = position_of(options, name)?;
        let Some(number) = number.as_u64() else {
            return form("whole points for each option");
        };
        if let Some(slot) = points.get_mut(place) {
            *slot = number;
        }
    }
    Ok(points)
}

fn read_scores(options: &[OptionKey], choice: &Value, max: u32) -> Result<Choice, ChoiceFault> {
    let points = read_points(options, choice)?;
    let scores = options.iter().zip(points).map(|(option, given)| match u32::try_from(given) {
        Ok(score) if score <= max => Ok(score),
        _ => Err(ChoiceFault::TooManyPoints { option: option.clone(), given, max }),
    });
    scores.collect::<Result<_, _>>().map(Choice::Points)
}

fn read_dots(options: &[OptionKey], choice: &Value, max: u32) -> Result<Choice, ChoiceFault> {
    let points = read_points(options, choice)?;
    let given = points.iter().fold(0_u64, |sum, dots| sum.saturating_add(*dots));
    if given > u64::from(max) {
        return Err(ChoiceFault::TooManyDots { given, max });
    }
    // Each number is at most the sum, which fits.
    let dots = points.into_iter().map(|dots| u32::try_from(dots).unwrap_or(max));
    Ok(Choice::Points(dots.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(method: &str, choice: &Value) -> Result<Choice, ChoiceFault> {
        let options: Vec<OptionKey> = ["tea", "mate", "juice"].map(|o| o.parse().unwrap()).into();
        Choice::read(&Method::named(method).unwrap(), &options, choice, Some(" "))
    }

    #[test]
    fn an_objection_without_a_reason_is_not_one() {
        assert_eq!(read("consent", &json!("object")), Err(ChoiceFault::NoReason));
        assert_eq!(read("consent", &json!("stand_aside")), Ok(Choice::StandAside));
    }

    #[test]
    fn a_ballot_with_too_many_dots_is_refused_and_not_clipped() {
        assert_eq!(read("dots", &json!({"tea": 5, "mate": 3})), Ok(Choice::Points(vec![5, 3, 0])));
        let over = read("dots", &json!({"tea": 5, "mate": 4}));
        assert_eq!(over, Err(ChoiceFault::TooManyDots { given: 9, max: 8 }));
        let huge = read("dots", &json!({"tea": u64::MAX, "mate": u64::MAX}));
        assert_eq!(huge, Err(ChoiceFault::TooManyDots { given: u64::MAX, max: 8 }));
    }

    #[test]
    fn unknown_options_and_odd_numbers_are_named() {
        let unknown = ChoiceFault::UnknownOption { option: "rum".into() };
        assert_eq!(read("approval", &json!(["tea", "rum"])), Err(unknown));
        assert!(matches!(read("score", &json!({"tea": -1})), Err(ChoiceFault::Form { .. })));
        assert!(matches!(read("score", &json!({"tea": 2.5})), Err(ChoiceFault::Form { .. })));
        assert!(matches!(
            read("star", &json!({"tea": 6})),
            Err(ChoiceFault::TooManyPoints { given: 6, max: 5, .. })
        ));
    }

    #[test]
    fn a_ranking_has_equals_and_skipped_ranks_and_the_first_place_of_a_repeat_counts() {
        let read = read("ranked-irv", &json!(["mate", null, ["tea", "juice"], "mate"]));
        let Ok(Choice::Ranking(ranking)) = read else { panic!("{read:?}") };
        assert_eq!(ranking.ranks(), [vec![1], vec![], vec![0, 2], vec![1]]);
        assert_eq!(ranking.positions(4), [2, 0, 2, 4]);
        assert_eq!(Ranking::new([vec![1], vec![], vec![]]), Ranking::strict([1]));
    }

    #[test]
    fn a_blank_ballot_is_a_ballot() {
        assert_eq!(read("plurality", &Value::Null), Ok(Choice::Options(BTreeSet::new())));
        assert_eq!(read("approval", &json!([])), Ok(Choice::Options(BTreeSet::new())));
        assert_eq!(read("dots", &json!({})), Ok(Choice::Points(vec![0, 0, 0])));
    }
}
