//! The constitution's rules for the machine: every answer names its rule, and to whom one may turn.

use catalog::circulation::strictest;
use catalog::event::{Actor, AppealOpen, Kind, Wall};
use catalog::fold::Node;
use catalog::ids::EventId;
use catalog::ids::Handle;
use catalog::record::{Rule, RuleAbout};
use ledger::amount::Amount;
use ledger::book::Book;
use ledger::entry::{Entry, Posting};
use ledger::unit::UnitCode;
use serde::Serialize;

use crate::aside::{Reason, SetAside};
use crate::vote::is_by;

/// What the rules say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// The rule that decides.
    pub rule: Box<str>,
    /// Its clause in the constitution.
    pub clause: Box<str>,
    /// Whether it is allowed.
    pub allowed: bool,
    /// What it would come to.
    pub would_be: i64,
    /// The most.
    pub at_most: i64,
    /// To whom one may appeal.
    pub appeal: Option<Box<str>>,
}

impl std::fmt::Display for Judgement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { rule, clause, would_be, at_most, .. } = self;
        let says = if self.allowed { "allows it" } else { "does not allow it" };
        write!(f, "The rule `{rule}` (clause {clause}) {says}: {would_be} of at most {at_most}.")?;
        match &self.appeal {
            Some(whom) if !self.allowed => write!(f, " Who sees it differently asks {whom}."),
            _ => Ok(()),
        }
    }
}

/// The rules of a node.
pub fn rules(node: &Node) -> &[Rule] {
    node.documents.constitution.as_ref().map_or(&[], |constitution| &constitution.rules)
}

/// Asks the rules whether something may come to so much: the strictest that applies answers. None
/// if no rule speaks of it. Amounts are in minor units of the unit named.
pub fn judge(
    node: &Node,
    about: RuleAbout,
    unit: Option<&str>,
    would_be: i64,
) -> Option<Judgement> {
    let (at_most, rule) = strictest(node, about, unit)?;
    Some(Judgement {
        rule: rule.id.as_str().into(),
        clause: rule.clause.as_str().into(),
        allowed: would_be <= at_most,
        would_be,
        at_most,
        appeal: rule.appeal.as_deref().map(Into::into),
    })
}

/// The rule that is against what an entry would make of a member's balance, with the unit. A
/// balance beyond a cap may always come nearer to it.
pub fn against_entry(node: &Node, book: &Book, entry: &Entry) -> Option<(Judgement, UnitCode)> {
    let members = entry.postings.iter().filter(|posting| posting.account.as_member().is_some());
    let mut judged = members.filter_map(|Posting { account, unit, delta }| {
        let after = book.balance(unit, account).checked_add(*delta)?.minor();
        let (about, would_be) = if *delta < Amount::ZERO {
            (RuleAbout::Credit, after.checked_neg()?)
        } else {
            (RuleAbout::Holdings, after)
        };
        let judgement = judge(node, about, Some(unit.as_str()), would_be)?;
        Some((judgement, unit.clone()))
    });
    judged.find(|(judgement, _)| !judgement.allowed)
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
