//! Counting a ballot file as somebody asks for it.

use super::BallotFile;
use crate::choice::Choice;
use crate::count::{CountError, Profile, Terms, count};
use crate::decision::{Quorum, TieRule};
use crate::keys::OptionKey;
use crate::lot::Seed;
use crate::method::{Method, Reading, Seats, UnknownMethod};
use crate::outcome::Count;
use crate::share::Ratio;

/// How a file is to be counted. What is asked for here goes before what the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// The method by its name; `ranked-schulze` if none is named, or `ranked-stv` for a file with
    /// several seats.
    pub method: Option<Box<str>>,
    /// How many are to be chosen.
    pub seats: Option<Seats>,
    /// The number of the default option, from one.
    pub default: Option<usize>,
    /// How many votes an option needs against the default option.
    pub quorum: Option<u64>,
    /// Majorities against the default option, by the number of the option.
    pub ratios: Vec<(usize, Ratio)>,
    /// What lots are drawn from, if one is needed.
    pub seed: Option<Seed>,
}

/// Why a file cannot be counted as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// No method of that name.
    #[error(transparent)]
    Method(#[from] UnknownMethod),
    /// A method that rankings cannot be counted by.
    #[error(
        "ranked ballots cannot be counted by `{0}`; try ranked-schulze, ranked-irv, ranked-stv or plurality"
    )]
    NotRanked(Box<str>),
    /// No option of that number.
    #[error("there is no option {number}; the file has {options}")]
    NoOption {
        /// The number.
        number: usize,
        /// How many there are.
        options: usize,
    },
    /// A quorum or a majority without a default option.
    #[error("a quorum or a majority is counted against a default option; name one")]
    NoDefault,
    /// The count failed.
    #[error(transparent)]
    Count(#[from] CountError),
}

/// The smallest whole number of votes that is not less than a decimal number: a quorum of 47.4 is
/// met by 48. None if the text is no such number.
///
/// ```
/// use governance::ballot_file::whole_votes;
/// assert_eq!((whole_votes("47.4"), whole_votes("47.0")), (Some(48), Some(47)));
/// ```
pub fn whole_votes(text: &str) -> Option<u64> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let whole: u64 = whole.parse().ok()?;
    let digits = rest.bytes().all(|b| b.is_ascii_digit());
    let more = rest.bytes().any(|b| b != b'0');
    whole.checked_add(u64::from(more)).filter(|_| digits)
}

impl BallotFile {
    /// Counts the file.
    ///
    /// ```
    /// use governance::ballot_file::{Format, Request, read};
    /// let file = read(Format::Abif, "27:mate>tea\n26:tea>mate>rum\n20:rum>tea\n")?;
    /// let count = file.count(&Request::default())?;
    /// assert_eq!(count.winners[0].as_str(), "tea");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn count(&self, request: &Request) -> Result<Count, RequestError> {
        let seats = request.seats.or(self.seats);
        let several = seats.is_some_and(|seats| seats.get() > 1);
        let usual = if several { "ranked-stv" } else { "ranked-schulze" };
        let name = request.method.as_deref().unwrap_or(usual);
        let terms = Terms {
            quorum: self.quorum(request),
            roll: None,
            tie: request.seed.as_ref().map_or(TieRule::StatusQuo, |_| TieRule::Lot),
            seed: request.seed.clone(),
            rulings: Vec::new(),
            sums_only: false,
        };
        let reading = Reading::default();
        let method = match Method::named(name)? {
            Method::RankedSchulze { .. } => self.schulze(request)?,
            Method::RankedIrv { stop, .. } => Method::RankedIrv { reading, stop },
            Method::RankedStv { seats: one, .. } => {
                Method::RankedStv { seats: seats.unwrap_or(one), reading }
            }
            Method::Plurality => {
                return Ok(count(&first_choices(&self.profile)?, &Method::Plurality, &terms)?);
            }
            _ => return Err(RequestError::NotRanked(name.into())),
        };
        Ok(count(&self.profile, &method, &terms)?)
    }

    fn quorum(&self, request: &Request) -> Quorum {
        let votes = request.quorum.or(self.quorum);
        votes.map_or(Quorum::None, |votes| Quorum::Approval { votes })
    }

    fn numbered(&self, number: usize) -> Result<OptionKey, RequestError> {
        let options = self.profile.options();
        let key = number.checked_sub(1).and_then(|place| options.get(place)).cloned();
        key.ok_or(RequestError::NoOption { number, options: options.len() })
    }

    fn schulze(&self, request: &Request) -> Result<Method, RequestError> {
        let asked = request.default.map(|number| self.numbered(number)).transpose()?;
        let default = asked.or_else(|| self.default.clone());
        let mut ratios = self.ratios.clone();
        for (number, ratio) in &request.ratios {
            ratios.insert(self.numbered(*number)?, *ratio);
        }
        let quorum = request.quorum.or(self.quorum);
        if default.is_none() && (quorum.is_some() || !ratios.is_empty()) {
            return Err(RequestError::NoDefault);
        }
        Ok(Method::RankedSchulze { default, ratios })
    }
}

/// The same ballots by their one first choice; blank where there is none or several.
fn first_choices(profile: &Profile) -> Result<Profile, CountError> {
    let mut first = Profile::new(profile.options().to_vec());
    for cast in profile.casts() {
        let Choice::Ranking(ranking) = &cast.choice else { continue };
        let set = match ranking.ranks().first().map(Vec::as_slice) {
            Some([option]) => [*option].into(),
            _ => [].into(),
        };
        first.push(cast.weight, None, Choice::Options(set))?;
    }
    Ok(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ballot_file::{Format, read};
    use crate::outcome::Verdict;

    fn file() -> BallotFile {
        read(Format::Counts, "30 12\n10 21\n").unwrap()
    }

    #[test]
    fn quorum_majority_and_default_are_taken_from_the_request() {
        let mut request = Request { default: Some(2), quorum: Some(30), ..Request::default() };
        request.ratios = vec![(1, "3/1".parse().unwrap())];
        assert_eq!(file().count(&request).unwrap().result, Verdict::Won);
        request.quorum = Some(31);
        assert_eq!(file().count(&request).unwrap().result, Verdict::NoQuorum);
        request.default = None;
        assert_eq!(file().count(&request), Err(RequestError::NoDefault));
        request.default = Some(3);
        assert_eq!(file().count(&request), Err(RequestError::NoOption { number: 3, options: 2 }));
    }

    #[test]
    fn methods_are_named_and_those_that_do_not_fit_are_refused() {
        for name in ["ranked-schulze", "schulze", "irv", "ranked-stv", "plurality"] {
            let request = Request { method: Some(name.into()), ..Request::default() };
            assert_eq!(file().count(&request).unwrap().winners[0].as_str(), "1", "{name}");
        }
        let request = Request { method: Some("dots".into()), ..Request::default() };
        assert_eq!(file().count(&request), Err(RequestError::NotRanked("dots".into())));
        let request = Request { method: Some("acclamation".into()), ..Request::default() };
        assert!(matches!(file().count(&request), Err(RequestError::Method(_))));
    }
}
