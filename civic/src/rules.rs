//! The constitution's rules for the machine: every answer names its rule, and to whom one may turn.

use catalog::circulation::strictest;
use catalog::event::{Actor, AppealOpen, Kind, Wall};
use catalog::fold::Node;
use catalog::ids::EventId;
use catalog::ids::Handle;
use catalog::record::{Rule, RuleAbout};
use serde::Serialize;

use crate::aside::{Reason, SetAside};
use crate::vote::is_by;

/// What is asked of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case<'a> {
    /// A member would have so many things on loan.
    Loans(i64),
    /// A member would stand so far below zero, in minor units of a unit.
    Credit(&'a str, i64),
    /// A member would hold so much.
    Holdings(&'a str, i64),
    /// A member would have so many bookings at a time.
    Bookings(i64),
    /// Something would be booked for so many days in a row.
    BookingDays(i64),
}

impl Case<'_> {
    fn about(&self) -> RuleAbout {
        match self {
            Self::Loans(_) => RuleAbout::Loans,
            Self::Credit(..) => RuleAbout::Credit,
            Self::Holdings(..) => RuleAbout::Holdings,
            Self::Bookings(_) => RuleAbout::Bookings,
            Self::BookingDays(_) => RuleAbout::BookingDays,
        }
    }

    fn number(&self) -> i64 {
        match self {
            Self::Loans(n)
            | Self::Credit(_, n)
            | Self::Holdings(_, n)
            | Self::Bookings(n)
            | Self::BookingDays(n) => *n,
        }
    }

    fn unit(&self) -> Option<&str> {
        match self {
            Self::Credit(unit, _) | Self::Holdings(unit, _) => Some(unit),
            _ => None,
        }
    }
}

/// What the rules say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judgement<'n> {
    /// The rule that decides.
    pub rule: &'n str,
    /// Its clause in the constitution.
    pub clause: &'n str,
    /// Whether it is allowed.
    pub allowed: bool,
    /// What it would come to.
    pub would_be: i64,
    /// The most.
    pub at_most: i64,
    /// To whom one may appeal.
    pub appeal: Option<&'n str>,
}

impl std::fmt::Display for Judgement<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { rule, clause, would_be, at_most, .. } = self;
        let says = if self.allowed { "allows it" } else { "does not allow it" };
        write!(f, "The rule `{rule}` (clause {clause}) {says}: {would_be} of at most {at_most}.")?;
        match self.appeal {
            Some(whom) if !self.allowed => write!(f, " Who sees it differently asks {whom}."),
            _ => Ok(()),
        }
    }
}

/// The rules of a node.
pub fn rules(node: &Node) -> &[Rule] {
    node.documents.constitution.as_ref().map_or(&[], |constitution| &constitution.rules)
}

/// Asks the rules: the strictest that applies answers. None if no rule speaks of it.
pub fn judge<'n>(node: &'n Node, case: &Case<'_>) -> Option<Judgement<'n>> {
    let (at_most, rule) = strictest(node, case.about(), case.unit())?;
    let would_be = case.number();
    Some(Judgement {
        rule: &rule.id,
        clause: &rule.clause,
        allowed: would_be <= at_most,
        would_be,
        at_most,
        appeal: rule.appeal.as_deref(),
    })
}

/// An appeal to people.
#[derive(Debug, Clone, PartialEq)]
pub struct Appeal<'n> {
    /// The event.
    pub id: EventId,
    /// When.
    pub when: Wall,
    /// What.
    pub what: &'n AppealOpen,
    /// What people found; none as long as they have not answered.
    pub upheld: Option<bool>,
    /// Why, in words.
    pub note: Option<&'n str>,
}

/// All appeals, the oldest first, and those that do not count. Nobody answers their own.
pub fn appeals(node: &Node) -> (Vec<Appeal<'_>>, Vec<SetAside>) {
    let (mut all, mut aside): (Vec<Appeal<'_>>, Vec<SetAside>) = (Vec::new(), Vec::new());
    for recorded in &node.state.civic {
        match &*recorded.what {
            Kind::AppealOpen(what) if is_by(&recorded.by, &what.by) => {
                let (id, when) = (recorded.id, recorded.when);
                all.push(Appeal { id, when, what, upheld: None, note: None });
            }
            Kind::AppealOpen(what) => {
                let by = recorded.by.to_string().into();
                let reason = Reason::NotTheirs { owner: what.by.clone(), by };
                aside.push(SetAside::new(recorded.id, reason));
            }
            Kind::AppealAnswer(answer) => {
                let found = all.iter_mut().find(|appeal| appeal.id == answer.appeal);
                match found {
                    None => {
                        let what = format!("the appeal {}", answer.appeal).into();
                        aside.push(SetAside::new(recorded.id, Reason::Unknown { what }));
                    }
                    Some(appeal) if own(&recorded.by, &appeal.what.by) => {
                        let who = appeal.what.by.clone();
                        aside.push(SetAside::new(recorded.id, Reason::SelfConfirmed { who }));
                    }
                    Some(appeal) => {
                        (appeal.upheld, appeal.note) =
                            (Some(answer.upheld), answer.note.as_deref());
                    }
                }
            }
            _ => {}
        }
    }
    (all, aside)
}

fn own(actor: &Actor, handle: &Handle) -> bool {
    is_by(actor, handle)
}

/// The words that a new node may start from, with rules for the machine.
pub const TEMPLATES: [(&str, &str); 3] = [
    ("tool-library", include_str!("templates/tool-library.md")),
    ("makerspace", include_str!("templates/makerspace.md")),
    ("cooperative", include_str!("templates/cooperative.md")),
];
