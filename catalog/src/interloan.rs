//! Loans between two nodes, seen from both: where one stands, what may be done next, and on what the
//! two records do not agree.
//!
//! Each side records only what happened there, and reads the other's records whenever they come: by
//! network, by a hub, in somebody's pocket. Nothing here needs both at once, and a thing may well
//! arrive before the news of its being sent. All functions are pure.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::circulation::{Calendar, lendable_now, policy_of};
use crate::code::Code;
use crate::event::{Due, InterloanOutcome, Wall, Wanted};
use crate::fold::{Borrowed, BorrowedState, Node, Supplied, SuppliedState};
use crate::ids::{InterloanId, NodeKey, Sealed};
use crate::record::Title;

/// Most requests of one member that are open at a time.
pub const MOST_OPEN: usize = 5;
/// Days on the way after which people should ask.
const LONG_ON_THE_WAY: i32 = 21;
/// Days for which a promised unit is kept for the courier.
const KEPT: i64 = 21;

/// Where a loan between two nodes stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Asked for; no answer is known yet.
    Asked,
    /// Not wanted any more, before it was sent.
    Cancelled,
    /// The holding node said no.
    Refused,
    /// A unit is set aside and waits for a courier.
    Promised,
    /// On its way to the node that asked.
    OnTheWay,
    /// At the desk of the node that asked.
    Arrived,
    /// With the member.
    Lent,
    /// Brought back by the member; has to go home.
    ToReturn,
    /// On its way back.
    Returning,
    /// Back at its node, or ended by people.
    Over,
}

impl Stage {
    /// A stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Cancelled => "cancelled",
            Self::Refused => "refused",
            Self::Promised => "promised",
            Self::OnTheWay => "on-the-way",
            Self::Arrived => "arrived",
            Self::Lent => "lent",
            Self::ToReturn => "to-return",
            Self::Returning => "returning",
            Self::Over => "over",
        }
    }

    /// Whether something still has to happen.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Refused | Self::Over)
    }
}

/// Where a loan stands, from what the node that borrows and the node that supplies have recorded.
pub fn stage(borrowed: Option<&Borrowed>, supplied: Option<&Supplied>) -> Stage {
    use {BorrowedState as B, SuppliedState as S};
    let there = supplied.map(|supplied| supplied.state);
    if matches!(there, Some(S::CheckedIn | S::Settled)) {
        return Stage::Over;
    }
    match (borrowed.map(|borrowed| borrowed.state), there) {
        (Some(B::Settled), _) => Stage::Over,
        (Some(B::Arrived), _) => Stage::Arrived,
        (Some(B::Lent), _) => Stage::Lent,
        (Some(B::TakenBack), _) => Stage::ToReturn,
        (Some(B::Returned), _) => Stage::Returning,
        (_, Some(S::Sent)) => Stage::OnTheWay,
        (Some(B::Cancelled), _) => Stage::Cancelled,
        (_, Some(S::Promised)) => Stage::Promised,
        (_, Some(S::Refused)) => Stage::Refused,
        (_, _) => Stage::Asked,
    }
}

/// Something on which the records of two nodes do not agree, or that has taken too long: people talk
/// about it, nothing is decided by a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "difference")]
#[expect(missing_docs, reason = "fields are named by what they hold; `sentence` says the rest")]
pub enum Difference {
    /// Sent long ago, and not arrived.
    NotArrived { days: i32 },
    /// Another unit arrived than was sent.
    OtherUnit { sent: Code, arrived: Code },
    /// Sent after all, although it was cancelled.
    CancelledYetSent,
    /// It arrived, and its node has no record of sending it.
    ArrivedUnsent,
    /// On its way back for long, and not there.
    NotBack { days: i32 },
    /// Back at its node, while the other one still lists it.
    BackYetListed,
    /// Due back at its node, and not on its way.
    Late { days: i32 },
    /// One side says that it is lost, the other has not heard of it.
    LostThere,
}

impl Difference {
    /// A stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotArrived { .. } => "not-arrived",
            Self::OtherUnit { .. } => "other-unit",
            Self::CancelledYetSent => "cancelled-yet-sent",
            Self::ArrivedUnsent => "arrived-unsent",
            Self::NotBack { .. } => "not-back",
            Self::BackYetListed => "back-yet-listed",
            Self::Late { .. } => "late",
            Self::LostThere => "lost-there",
        }
    }

    /// What is the matter, in words for a steward.
    pub fn sentence(self) -> String {
        match self {
            Self::NotArrived { days } => format!(
                "It was sent {days} days ago, and nobody has recorded that it arrived. Ask the courier."
            ),
            Self::OtherUnit { sent, arrived } => {
                format!("{sent} was sent, and {arrived} arrived. Look at the labels together.")
            }
            Self::CancelledYetSent => {
                "It was cancelled, and sent before the news came. It can be lent or sent back."
                    .into()
            }
            Self::ArrivedUnsent => {
                "It arrived, and its own node has not recorded that it was sent.".into()
            }
            Self::NotBack { days } => format!(
                "It went back {days} days ago, and its own node has not recorded that it came. Ask the courier."
            ),
            Self::BackYetListed => {
                "It is back at its own node, and still listed here. Whoever scanned it has it."
                    .into()
            }
            Self::Late { days } => {
                format!("It was due back at its own node {days} days ago. Nobody is fined.")
            }
            Self::LostThere => "The other node says that it is lost.".into(),
        }
    }

    /// The data of the sentence, for a translation.
    pub fn data(self) -> Vec<(&'static str, String)> {
        match self {
            Self::NotArrived { days } | Self::NotBack { days } | Self::Late { days } => {
                vec![("n", days.to_string())]
            }
            Self::OtherUnit { sent, arrived } => {
                vec![("sent", sent.to_string()), ("arrived", arrived.to_string())]
            }
            _ => Vec::new(),
        }
    }
}

/// On what the two records differ, as of this day. What people have settled is left out.
pub fn differences(
    borrowed: Option<&Borrowed>,
    supplied: Option<&Supplied>,
    today: Date,
) -> Vec<Difference> {
    use {BorrowedState as B, SuppliedState as S};
    let outcome = |one: Option<InterloanOutcome>| one == Some(InterloanOutcome::Noted);
    if outcome(borrowed.and_then(|b| b.outcome)) || outcome(supplied.and_then(|s| s.outcome)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let days = |since: Wall| (today - since.date()).get_days();
    let here = borrowed.map(|borrowed| borrowed.state);
    let in_hand = matches!(here, Some(B::Arrived | B::Lent | B::TakenBack));
    match supplied.map(|supplied| (supplied.state, supplied)) {
        Some((S::Sent, supplied)) => {
            let away = days(supplied.since);
            match here {
                Some(B::Cancelled) => found.push(Difference::CancelledYetSent),
                Some(B::Asked) | None if away > LONG_ON_THE_WAY => {
                    found.push(Difference::NotArrived { days: away });
                }
                Some(B::Settled) => found.push(Difference::LostThere),
                _ => {}
            }
            if let (Some(sent), Some(arrived)) = (supplied.unit, borrowed.and_then(|b| b.unit))
                && sent != arrived
            {
                found.push(Difference::OtherUnit { sent, arrived });
            }
            let late = supplied.due.map(|due| (today - due.date).get_days());
            if let Some(days) = late.filter(|late| *late > 0 && here != Some(B::Returned)) {
                found.push(Difference::Late { days });
            }
        }
        Some((S::CheckedIn, _)) if in_hand => found.push(Difference::BackYetListed),
        Some((S::Settled, _)) if in_hand => found.push(Difference::LostThere),
        Some((S::Promised | S::Refused, _)) if in_hand => found.push(Difference::ArrivedUnsent),
        _ => {}
    }
    let back_there = supplied.is_some_and(|s| matches!(s.state, S::CheckedIn | S::Settled));
    if let Some(borrowed) = borrowed.filter(|b| b.state == B::Returned && !back_there) {
        let away = days(borrowed.since);
        if away > LONG_ON_THE_WAY {
            found.push(Difference::NotBack { days: away });
        }
    }
    found
}

/// Another node, with what is known of it here.
#[derive(Debug, Clone, Copy)]
pub struct Peer<'n> {
    /// Its identity.
    pub key: NodeKey,
    /// Its records, as far as they came.
    pub node: &'n Node,
}

/// One loan between this node and another, from both records.
#[derive(Debug, Clone, Copy)]
pub struct Case<'n> {
    /// The other node.
    pub peer: NodeKey,
    /// The request's name.
    pub request: InterloanId,
    /// Whether the other node asked us; else we asked it.
    pub is_theirs: bool,
    /// The side that borrows.
    pub borrowed: Option<&'n Borrowed>,
    /// The side that supplies.
    pub supplied: Option<&'n Supplied>,
}

impl Case<'_> {
    /// Where it stands.
    pub fn stage(&self) -> Stage {
        stage(self.borrowed, self.supplied)
    }

    /// On what the two records differ.
    pub fn differences(&self, today: Date) -> Vec<Difference> {
        differences(self.borrowed, self.supplied, today)
    }

    /// The unit that is meant, as far as it is known: what is in hand, else what was promised.
    pub fn unit(&self) -> Option<Code> {
        let arrived = self.borrowed.and_then(|borrowed| borrowed.unit);
        arrived.or_else(|| self.supplied.and_then(|supplied| supplied.unit))
    }

    /// When it is due back at its node.
    pub fn due(&self) -> Option<Due> {
        let sent = self.supplied.and_then(|supplied| supplied.due);
        sent.or_else(|| self.borrowed.and_then(|borrowed| borrowed.due))
    }
}

/// What we asked others for, oldest first. `peers` are the nodes whose records are here.
pub fn ours<'n>(node: &'n Node, me: NodeKey, peers: &[Peer<'n>]) -> Vec<Case<'n>> {
    let mut all: Vec<_> = node.state.interloans.values().collect();
    all.sort_by_key(|borrowed| (borrowed.asked, borrowed.id));
    let case = |borrowed: &'n Borrowed| {
        let peer = peers.iter().find(|peer| peer.key == borrowed.node);
        let supplied = peer.and_then(|peer| peer.node.state.supplies.get(&(me, borrowed.id)));
        let (peer, request) = (borrowed.node, borrowed.id);
        Case { peer, request, is_theirs: false, borrowed: Some(borrowed), supplied }
    };
    all.into_iter().map(case).collect()
}

/// What others asked us for, oldest first. A request that we have answered is here even when the other
/// node's records are not.
pub fn theirs<'n>(node: &'n Node, me: NodeKey, peers: &[Peer<'n>]) -> Vec<Case<'n>> {
    let mut all = Vec::new();
    for peer in peers {
        let asked = peer.node.state.interloans.values().filter(|borrowed| borrowed.node == me);
        for borrowed in asked {
            let supplied = node.state.supplies.get(&(peer.key, borrowed.id));
            let (peer, request) = (peer.key, borrowed.id);
            all.push(Case { peer, request, is_theirs: true, borrowed: Some(borrowed), supplied });
        }
    }
    let known = |key: &(NodeKey, InterloanId), all: &[Case<'_>]| {
        all.iter().any(|case| (case.peer, case.request) == *key)
    };
    for (key, supplied) in &node.state.supplies {
        if !known(key, &all) {
            let (peer, request) = *key;
            let supplied = Some(supplied);
            all.push(Case { peer, request, is_theirs: true, borrowed: None, supplied });
        }
    }
    let since = |case: &Case<'_>| {
        let asked = case.borrowed.map(|borrowed| borrowed.asked);
        (asked.or(case.supplied.map(|supplied| supplied.since)), case.request)
    };
    all.sort_by_key(since);
    all
}

/// Why something cannot be asked of another node, or given to one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Its catalogue has nothing of this name.
    #[error("there is nothing of this name in the other node's catalogue")]
    NoSuchTitle,
    /// It is not lent to other nodes.
    #[error("this is not lent to other nodes")]
    NotLentOut,
    /// The member has asked for it already.
    #[error("this was asked for already")]
    AskedBefore {
        /// The request.
        request: InterloanId,
    },
    /// The member has asked for as much as one may at a time.
    #[error("{most} requests to other nodes are open; that is the most at a time")]
    TooMany {
        /// The most.
        most: usize,
    },
    /// None can be spared now.
    #[error("none of these is free to be sent now")]
    NoneFree,
    /// What is free stays for the node's own members.
    #[error("{keep} of these stay for our own members, and not more are free")]
    KeptBack {
        /// How many stay.
        keep: u32,
    },
    /// This unit is not one that was asked for, or is not free.
    #[error("{unit} is not one that can be sent for this request")]
    NotThisUnit {
        /// The unit.
        unit: Code,
    },
    /// It has gone too far for that.
    #[error("this has gone too far for that: it is {}", .stage.name())]
    Stage {
        /// Where it stands.
        stage: Stage,
    },
    /// Nothing is known of such a request.
    #[error("no request of this name is known here")]
    NoSuchRequest,
}

impl Denied {
    /// A stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSuchTitle => "E-BETWEEN-NO-TITLE",
            Self::NotLentOut => "E-BETWEEN-NOT-LENT",
            Self::AskedBefore { .. } => "E-BETWEEN-ASKED-BEFORE",
            Self::TooMany { .. } => "E-BETWEEN-TOO-MANY",
            Self::NoneFree => "E-BETWEEN-NONE-FREE",
            Self::KeptBack { .. } => "E-BETWEEN-KEPT-BACK",
            Self::NotThisUnit { .. } => "E-BETWEEN-UNIT",
            Self::Stage { .. } => "E-BETWEEN-STAGE",
            Self::NoSuchRequest => "E-BETWEEN-NO-REQUEST",
        }
    }
}

/// Whether any unit of a title is lent to other nodes at all.
pub fn is_lent_out(node: &Node, title: &Title) -> bool {
    let lends = |unit: &crate::record::Unit| {
        policy_of(&node.documents.node, title, unit).1.lend_to_nodes
            && !matches!(unit.lifecycle, crate::record::Lifecycle::Retired(_))
    };
    crate::circulation::taken_home(title) && title.units.iter().any(lends)
}

/// Whether one of our members may ask another node for a title (or one unit of it). `own` says which
/// sealed references are this member's.
pub fn may_ask(
    node: &Node,
    peer: Peer<'_>,
    wanted: &Wanted,
    own: &dyn Fn(&Sealed) -> bool,
) -> Result<(), Denied> {
    let title = title_of(peer.node, wanted).ok_or(Denied::NoSuchTitle)?;
    if !is_lent_out(peer.node, title) {
        return Err(Denied::NotLentOut);
    }
    let open = node.state.interloans.values().filter(|b| b.is_open() && own(&b.patron));
    let open: Vec<_> = open.collect();
    let same = open.iter().find(|b| b.node == peer.key && b.title == title.slug);
    if let Some(same) = same {
        return Err(Denied::AskedBefore { request: same.id });
    }
    if open.len() >= MOST_OPEN {
        return Err(Denied::TooMany { most: MOST_OPEN });
    }
    Ok(())
}

/// The title that is asked for, in the catalogue of the node that holds it.
pub fn title_of<'n>(node: &'n Node, wanted: &Wanted) -> Option<&'n Title> {
    match wanted {
        Wanted::Title(slug) => node.documents.titles.get(slug),
        Wanted::Unit(unit) => node.unit(*unit).map(|view| view.title),
    }
}

/// The units of ours that could be promised for a request now, best first. The queue of our own members
/// and what is kept back for them come first: whoever promises only what stands here and is free can
/// promise it while nobody else is in reach.
pub fn may_promise(node: &Node, asked: &Borrowed, now: Timestamp) -> Result<Vec<Code>, Denied> {
    let title = node.documents.titles.get(&asked.title).ok_or(Denied::NoSuchTitle)?;
    if !is_lent_out(node, title) {
        return Err(Denied::NotLentOut);
    }
    let config = &node.documents.node;
    let views = node.units_of(title).filter(|view| {
        let on_shelf = matches!(view.state.custody, crate::fold::Custody::At(_));
        on_shelf && policy_of(config, title, view.unit).1.lend_to_nodes
    });
    let free: Vec<_> = views.filter(|v| lendable_now(node, v.unit.code, now).is_ok()).collect();
    if free.is_empty() {
        return Err(Denied::NoneFree);
    }
    let keep = free.iter().map(|v| policy_of(config, title, v.unit).1.keep_back).max();
    let keep = keep.unwrap_or(0);
    if free.len() <= usize::try_from(keep).unwrap_or(usize::MAX) {
        return Err(Denied::KeptBack { keep });
    }
    let wanted = |code: &Code| asked.wanted.is_none_or(|wanted| wanted == *code);
    let codes: Vec<_> = free.iter().map(|view| view.unit.code).filter(wanted).collect();
    if codes.is_empty() { Err(Denied::NoneFree) } else { Ok(codes) }
}

/// When something that is sent now is due back: the policy's period, and time for both ways.
pub fn due_back(node: &Node, unit: Code, now: Timestamp) -> Option<Due> {
    const BOTH_WAYS: SignedDuration = SignedDuration::from_hours(24 * 14);
    let view = node.unit(unit)?;
    let config = &node.documents.node;
    let (_, policy) = policy_of(config, view.title, view.unit);
    let calendar = Calendar::of(config);
    Some(Due { time: None, ..calendar.due(&policy, now.checked_add(BOTH_WAYS).unwrap_or(now)) })
}

/// The last day on which a unit that is promised today is kept for the courier.
pub fn kept_until(today: Date) -> Date {
    today.checked_add(jiff::Span::new().days(KEPT)).unwrap_or(today)
}

/// What a program may record by itself after news came: promises that nobody needs any more are taken
/// back. Each with the reason, in a word.
pub fn to_take_back<'n>(
    node: &'n Node,
    me: NodeKey,
    peers: &[Peer<'n>],
    today: Date,
) -> Vec<(Case<'n>, &'static str)> {
    let promised = |case: &Case<'_>| {
        case.supplied.is_some_and(|supplied| supplied.state == SuppliedState::Promised)
    };
    let why = |case: Case<'n>| {
        let over = case.supplied.and_then(|supplied| supplied.until).is_some_and(|day| day < today);
        match case.borrowed.map(|borrowed| borrowed.state) {
            Some(BorrowedState::Cancelled) => Some((case, "cancelled")),
            Some(BorrowedState::Asked) | None if over => Some((case, "not-fetched")),
            _ => None,
        }
    };
    theirs(node, me, peers).into_iter().filter(promised).filter_map(why).collect()
}

#[cfg(test)]
mod tests;
