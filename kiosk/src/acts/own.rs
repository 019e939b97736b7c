//! What members do about what the records say of people: vouch for somebody, take that back, ask people
//! to look again at what a rule decided; and everything that is known of a member, for that member.

use catalog::event::{Actor, AppealOpen, Kind, VouchGive, VouchWithdraw};
use catalog::ids::{EventId, Handle};
use civic::trust;
use desk::{Desk, Member, Refusal};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

/// Why nobody was vouched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum No {
    /// Nobody has this name.
    Nobody,
    /// Nobody vouches for themselves.
    Oneself,
}

impl No {
    /// A stable code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Nobody => "E-NOBODY",
            Self::Oneself => "E-SELF",
        }
    }

    /// The key of the sentence.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Nobody => "civic-nobody",
            Self::Oneself => "own-vouch-self",
        }
    }
}

/// Says of another member that they can do something, for as long as a vouch may hold.
pub(crate) fn vouch(
    desk: &mut Desk,
    by: &Handle,
    of: &str,
    what: &str,
) -> Result<Result<EventId, No>, Refusal> {
    let name = of.trim().trim_start_matches('@').to_lowercase();
    let Ok(of) = name.parse::<Handle>() else { return Ok(Err(No::Nobody)) };
    if of == *by {
        return Ok(Err(No::Oneself));
    }
    if desk.members().find_by_handle(&of)?.is_none() {
        return Ok(Err(No::Nobody));
    }
    let months = i64::from(trust::VOUCH_MONTHS).months();
    let until = desk.today().checked_add(months).unwrap_or(Date::MAX);
    let given = VouchGive { by: by.clone(), of, what: what.into(), until };
    in_name_of(desk, by, &given.into()).map(Ok)
}

/// Takes a vouch back; only who gave it can.
pub(crate) fn withdraw(desk: &mut Desk, by: &Handle, vouch: EventId) -> Result<EventId, Refusal> {
    in_name_of(desk, by, &VouchWithdraw { vouch }.into())
}

/// Asks people to look again at what a rule decided.
pub(crate) fn appeal(
    desk: &mut Desk,
    by: &Handle,
    about: &str,
    text: &str,
) -> Result<EventId, Refusal> {
    let open = AppealOpen { about: about.into(), by: by.clone(), text: text.into() };
    in_name_of(desk, by, &open.into())
}

fn in_name_of(desk: &mut Desk, by: &Handle, kind: &Kind) -> Result<EventId, Refusal> {
    Ok(desk.record_as(&Actor::Public(by.clone()), kind, None)?.id)
}

/// What is kept of a member in private, and what stands in the records under their public name.
pub(crate) fn everything(desk: &Desk, member: &Member) -> Result<Value, Refusal> {
    let mut everything = desk.export_member(member.number)?;
    let public = member.handle.as_ref().map(|handle| trust::export(desk.node(), handle));
    if let Some(fields) = everything.as_object_mut() {
        fields.insert("in_public".into(), public.unwrap_or_else(|| json!([])));
    }
    Ok(everything)
}
