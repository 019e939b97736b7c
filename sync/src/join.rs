//! Which of two heads of one node goes on, as a pure function of how they stand to each other.
//!
//! Computed merges carry nothing of their own: a head is worth the *signed* commits that it leads to.
//! So two heads are merged only where each brings something signed that the other lacks. Were they
//! merged whenever they differ, three devices that take from each other in a ring would merge each
//! other's merges for ever; like this the heads of one and the same set of commits have a greatest one,
//! and all end there. Where the other side moves forward only, as a hub does, a merge is made all the
//! same: it is shared at once, so each one leaves fewer heads than there were.

/// What to do with a head that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// It brings nothing: ours stays.
    Keep,
    /// It holds all that ours holds: it is taken as it is.
    Take,
    /// Each holds something that the other lacks.
    Merge,
}

/// How two heads that do not lead to each other stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Ours leads to a signed commit that theirs does not lead to.
    pub ours_brings: bool,
    /// The other way round.
    pub theirs_brings: bool,
    /// Whether theirs is the greater of two heads with the same signed commits: more merges deep, then
    /// the smaller name.
    pub theirs_greater: bool,
}

/// Decides.
pub fn join(standing: Standing, forward_only: bool) -> Join {
    match (standing.ours_brings, standing.theirs_brings) {
        (true, true) => Join::Merge,
        _ if forward_only => Join::Merge,
        (false, true) => Join::Take,
        (false, false) if standing.theirs_greater => Join::Take,
        (true | false, false) => Join::Keep,
    }
}
