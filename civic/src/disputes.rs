//! Disputes: a ladder of steps with deadlines. Silence at a deadline moves a dispute up one step; it
//! never decides it.

use catalog::event::{DisputeOpen, DisputeStep, Kind};
use catalog::fold::Node;
use catalog::ids::{EventId, Sealed};
use governance::lot::{Seed, draw};
use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::aside::{Reason, SetAside};

/// The steps, from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The two talk: 7 days.
    Talk,
    /// With two helpers whom both chose: 14 days.
    Facilitated,
    /// A panel of three by lot: 14 days.
    Panel,
    /// A panel of five other people by another lot, on procedure or new evidence: 14 days.
    Appeal,
    /// The assembly, by two thirds.
    Assembly,
    /// It is over.
    Closed,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 6] =
        [Self::Talk, Self::Facilitated, Self::Panel, Self::Appeal, Self::Assembly, Self::Closed];

    /// The step's word in the record.
    pub fn word(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::Facilitated => "facilitated",
            Self::Panel => "panel",
            Self::Appeal => "appeal",
            Self::Assembly => "assembly",
            Self::Closed => "closed",
        }
    }

    /// The step of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.word() == word)
    }

    /// How many days it has; none for the assembly, which meets when it meets.
    pub fn days(self) -> Option<i64> {
        match self {
            Self::Talk => Some(7),
            Self::Facilitated | Self::Panel | Self::Appeal => Some(14),
            Self::Assembly | Self::Closed => None,
        }
    }

    /// How many sit on it.
    pub fn seats(self) -> usize {
        match self {
            Self::Facilitated => 2,
            Self::Panel => 3,
            Self::Appeal => 5,
            Self::Talk | Self::Assembly | Self::Closed => 0,
        }
    }

    /// The step that silence leads to.
    pub fn up(self) -> Option<Self> {
        match self {
            Self::Talk => Some(Self::Facilitated),
            Self::Facilitated => Some(Self::Panel),
            Self::Panel | Self::Appeal => Some(Self::Assembly),
            Self::Assembly | Self::Closed => None,
        }
    }
}

/// What may come out of a dispute.
pub const REMEDIES: [&str; 6] = ["repair", "replace", "pay", "apology", "suspend", "exclude"];

/// The longest that somebody's borrowing is suspended, in days.
pub const SUSPEND_DAYS: i64 = 90;

/// The sealed part is deleted after so many months.
pub const SEALED_MONTHS: i64 = 24;

/// A dispute, without names.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispute<'n> {
    /// The event that opened it.
    pub id: EventId,
    /// What it is about.
    pub what: &'n DisputeOpen,
    /// Since when.
    pub opened: Date,
    /// Where it stands by what was recorded.
    pub step: Step,
    /// Since when.
    pub since: Date,
    /// Everybody who sat on it so far: they do not sit on a later one.
    pub sat: Vec<Sealed>,
    /// What came of it.
    pub outcome: Option<&'n str>,
    /// The remedies.
    pub remedies: Vec<&'n str>,
}

impl Dispute<'_> {
    /// The last day of its step.
    pub fn deadline(&self) -> Option<Date> {
        self.since.checked_add(Span::new().days(self.step.days()?)).ok()
    }

    /// Where it stands on a day: at every deadline that passed in silence, one step up.
    pub fn step_on(&self, today: Date) -> (Step, Option<Date>) {
        let (mut step, mut since) = (self.step, self.since);
        loop {
            let end = step.days().and_then(|n| since.checked_add(Span::new().days(n)).ok());
            match (end, step.up()) {
                (Some(end), Some(next)) if today > end => (step, since) = (next, end),
                (end, _) => return (step, end),
            }
        }
    }

    /// When the sealed part is to be deleted.
    pub fn sealed_until(&self) -> Option<Date> {
        let is_over = self.step == Step::Closed;
        is_over.then(|| self.since.checked_add(Span::new().months(SEALED_MONTHS)).ok()).flatten()
    }
}

/// All disputes, the oldest first, and records that do not count.
pub fn disputes(node: &Node) -> (Vec<Dispute<'_>>, Vec<SetAside>) {
    let (mut all, mut aside): (Vec<Dispute<'_>>, Vec<SetAside>) = (Vec::new(), Vec::new());
    for recorded in &node.state.civic {
        let on = recorded.when.date();
        match &*recorded.what {
            Kind::DisputeOpen(what) => {
                // Where somebody is in danger, nobody is sent to talk it over.
                let step = if what.safety { Step::Panel } else { Step::Talk };
                all.push(Dispute {
                    id: recorded.id,
                    what,
                    opened: on,
                    step,
                    since: on,
                    sat: Vec::new(),
                    outcome: None,
                    remedies: Vec::new(),
                });
            }
            Kind::DisputeStep(what) => {
                if let Err(reason) = go_on(&mut all, what, on) {
                    aside.push(SetAside::new(recorded.id, reason));
                }
            }
            _ => {}
        }
    }
    (all, aside)
}

fn go_on<'n>(all: &mut [Dispute<'n>], what: &'n DisputeStep, on: Date) -> Result<(), Reason> {
    let unknown = |what: &str| Reason::Unknown { what: what.into() };
    let found = all.iter_mut().find(|dispute| dispute.id == what.dispute);
    let dispute = found.ok_or_else(|| unknown("the dispute"))?;
    let step = Step::of_word(&what.step).ok_or_else(|| unknown(&what.step))?;
    if dispute.step == Step::Closed {
        return Err(Reason::Settled { what: "the dispute".into() });
    }
    let (stands, _) = dispute.step_on(on);
    if step < stands {
        return Err(Reason::Settled { what: format!("the step {}", step.word()).into() });
    }
    let excludes = what.remedies.iter().any(|remedy| &**remedy == "exclude");
    if excludes && stands != Step::Assembly {
        return Err(Reason::Unreadable { what: "only the assembly excludes somebody".into() });
    }
    (dispute.step, dispute.since) = (step, on);
    dispute.sat.extend(what.panel.iter().cloned());
    dispute.outcome = what.outcome.as_deref().or(dispute.outcome);
    dispute.remedies.extend(what.remedies.iter().map(|remedy| &**remedy));
    Ok(())
}

/// Draws a panel: the first of the willing by lot, without the parties, those who sat before and
/// those who are too near to the matter. None if too few are left.
pub fn panel<T: AsRef<str> + PartialEq + Clone>(
    seed: &Seed,
    step: Step,
    willing: impl IntoIterator<Item = T>,
    recused: &[T],
) -> Option<Vec<T>> {
    let eligible = willing.into_iter().filter(|one| !recused.contains(one));
    let drawn: Vec<T> = draw(seed, eligible).into_iter().take(step.seats()).collect();
    (drawn.len() == step.seats()).then_some(drawn)
}
