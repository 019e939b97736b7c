//! What people say about a proposal, and what became of amendments and objections.

use catalog::event::{Kind, ProposalSay, Remark, Wall};
use catalog::fold::Node;
use catalog::ids::{EventId, Slug};

use crate::aside::{Reason, SetAside};
use crate::vote::is_by;

/// A remark.
#[derive(Debug, Clone, PartialEq)]
pub struct Said<'n> {
    /// The event.
    pub id: EventId,
    /// When.
    pub when: Wall,
    /// What.
    pub what: &'n ProposalSay,
    /// For an amendment, whether it was taken up; for an objection, whether it was withdrawn. None
    /// as long as it stands open.
    pub accepted: Option<bool>,
    /// Why, in words.
    pub note: Option<&'n str>,
}

/// The remarks on a proposal in the fold's order, and those that do not count.
pub fn about<'n>(node: &'n Node, slug: &Slug) -> (Vec<Said<'n>>, Vec<SetAside>) {
    let (mut said, mut aside): (Vec<Said<'n>>, Vec<SetAside>) = (Vec::new(), Vec::new());
    for recorded in &node.state.civic {
        match &*recorded.what {
            Kind::ProposalSay(what) if what.proposal == *slug => {
                if !is_by(&recorded.by, &what.by) {
                    let by = recorded.by.to_string().into();
                    let reason = Reason::NotTheirs { owner: what.by.clone(), by };
                    aside.push(SetAside::new(recorded.id, reason));
                    continue;
                }
                let (id, when) = (recorded.id, recorded.when);
                said.push(Said { id, when, what, accepted: None, note: None });
            }
            Kind::ProposalAnswer(answer) => {
                let Some(found) = said.iter_mut().find(|one| one.id == answer.to) else { continue };
                // An objection is withdrawn by whoever raised it.
                let is_allowed =
                    found.what.remark != Remark::Objection || is_by(&recorded.by, &found.what.by);
                if is_allowed {
                    found.accepted = Some(answer.accepted);
                    found.note = answer.note.as_deref();
                } else {
                    let by = recorded.by.to_string().into();
                    let reason = Reason::NotTheirs { owner: found.what.by.clone(), by };
                    aside.push(SetAside::new(recorded.id, reason));
                }
            }
            _ => {}
        }
    }
    (said, aside)
}

/// Why an amendment cannot be put into the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AmendError {
    /// It has no new words.
    #[error("the amendment says no new words")]
    NoWords,
    /// The passage is not in the text, or not any more.
    #[error("the passage that it replaces is not in the text (any more)")]
    NotFound,
    /// The passage is there more than once.
    #[error("the passage that it replaces is there more than once; say more of it")]
    Twice,
}

/// The body with an amendment put in.
pub fn amended(body: &str, amendment: &ProposalSay) -> Result<String, AmendError> {
    let with = amendment.with.as_deref().ok_or(AmendError::NoWords)?;
    let Some(old) = amendment.replace.as_deref().filter(|old| !old.is_empty()) else {
        return Ok(format!("{}\n\n{with}\n", body.trim_end()));
    };
    match body.matches(old).count() {
        0 => Err(AmendError::NotFound),
        1 => Ok(body.replacen(old, with, 1)),
        _ => Err(AmendError::Twice),
    }
}
