//! Trust without scores: dated facts that a decision needs, and vouches with a name under them.

use catalog::event::{Kind, VouchGive, Wall};
use catalog::fold::Node;
use catalog::ids::{EventId, Handle};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::aside::{Reason, SetAside};
use crate::vote::is_by;

/// The longest that a vouch holds.
pub const VOUCH_MONTHS: u32 = 24;

/// After so many months a lateness is no longer held against anybody.
pub const LATE_FADES_MONTHS: i32 = 12;

/// Somebody says that somebody can do something.
#[derive(Debug, Clone, PartialEq)]
pub struct Vouch<'n> {
    /// The event.
    pub id: EventId,
    /// Since when.
    pub when: Wall,
    /// What.
    pub what: &'n VouchGive,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

impl Vouch<'_> {
    /// Whether it holds on a day.
    pub fn holds(&self, today: Date) -> bool {
        !self.withdrawn && today <= self.what.until
    }
}

/// All vouches, the oldest first, and those that do not count.
pub fn vouches(node: &Node) -> (Vec<Vouch<'_>>, Vec<SetAside>) {
    let (mut all, mut aside): (Vec<Vouch<'_>>, Vec<SetAside>) = (Vec::new(), Vec::new());
    for recorded in &node.state.civic {
        match &*recorded.what {
            Kind::VouchGive(what) => {
                let fault = fault(what, &recorded.by, recorded.when.date());
                match fault {
                    None => all.push(Vouch {
                        id: recorded.id,
                        when: recorded.when,
                        what,
                        withdrawn: false,
                    }),
                    Some(reason) => aside.push(SetAside::new(recorded.id, reason)),
                }
            }
            Kind::VouchWithdraw(what) => {
                let found = all.iter_mut().find(|vouch| vouch.id == what.vouch);
                if let Some(vouch) = found.filter(|vouch| is_by(&recorded.by, &vouch.what.by)) {
                    vouch.withdrawn = true;
                } else {
                    let what = format!("the vouch {}", what.vouch).into();
                    aside.push(SetAside::new(recorded.id, Reason::Unknown { what }));
                }
            }
            _ => {}
        }
    }
    (all, aside)
}

fn fault(what: &VouchGive, by: &catalog::event::Actor, on: Date) -> Option<Reason> {
    if !is_by(by, &what.by) {
        return Some(Reason::NotTheirs { owner: what.by.clone(), by: by.to_string().into() });
    }
    if what.by == what.of {
        return Some(Reason::SelfConfirmed { who: what.by.clone() });
    }
    let longest = on.checked_add(Span::new().months(i64::from(VOUCH_MONTHS)));
    longest.is_ok_and(|last| what.until > last).then_some(Reason::TooLong { months: VOUCH_MONTHS })
}

/// The vouches for a member that hold today.
pub fn for_member<'n>(node: &'n Node, handle: &Handle, today: Date) -> Vec<Vouch<'n>> {
    let (all, _) = vouches(node);
    all.into_iter().filter(|vouch| vouch.what.of == *handle && vouch.holds(today)).collect()
}

/// The first day that still counts when somebody's lateness is looked at.
pub fn lateness_counts_from(today: Date) -> Date {
    today.checked_sub(LATE_FADES_MONTHS.months()).unwrap_or(Date::MIN)
}

/// Everything public about one member: what they said, voted, paid, promised and were promised, as
/// the records have it, for them to see, take along and have put right.
pub fn export(node: &Node, handle: &Handle) -> serde_json::Value {
    let is_about = |kind: &Kind, by: &catalog::event::Actor| {
        is_by(by, handle)
            || serde_json::to_value(PublicKind(kind)).is_ok_and(|value| mentions(&value, handle))
    };
    let line = |id: EventId, when: Wall, kind: &str, what: serde_json::Value| serde_json::json!({ "event": id, "when": when, "kind": kind, "what": what });
    let state = &node.state;
    let own = |value: &serde_json::Value| mentions(value, handle);
    let mut lines = Vec::new();
    for one in &state.ballots {
        let what = serde_json::to_value(&*one.what).unwrap_or_default();
        if one.what.voter == *handle {
            lines.push((one.when, line(one.id, one.when, "ballot.cast", what)));
        }
    }
    for one in &state.delegations {
        let what = serde_json::to_value(&*one.what).unwrap_or_default();
        if own(&what) {
            lines.push((one.when, line(one.id, one.when, "delegation.set", what)));
        }
    }
    for one in &state.entries {
        let what = serde_json::to_value(&*one.what).unwrap_or_default();
        if own(&what) {
            lines.push((one.when, line(one.id, one.when, "ledger.post", what)));
        }
    }
    for one in state.civic.iter().filter(|one| is_about(&one.what, &one.by)) {
        let what = serde_json::to_value(PublicKind(&one.what)).unwrap_or_default();
        lines.push((one.when, line(one.id, one.when, one.what.name(), what)));
    }
    lines.sort_by_key(|(when, _)| when.timestamp());
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Whether a value names a member, as a handle or as an account.
fn mentions(value: &serde_json::Value, handle: &Handle) -> bool {
    match value {
        serde_json::Value::String(text) => {
            text.strip_prefix("member:").unwrap_or(text) == handle.as_str()
        }
        serde_json::Value::Array(all) => all.iter().any(|one| mentions(one, handle)),
        serde_json::Value::Object(all) => all.values().any(|one| mentions(one, handle)),
        _ => false,
    }
}

/// The payload of an event as JSON.
struct PublicKind<'k>(&'k Kind);

impl serde::Serialize for PublicKind<'_> {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match self.0.to_value() {
            Some(value) => value.serialize(s),
            None => s.serialize_none(),
        }
    }
}
