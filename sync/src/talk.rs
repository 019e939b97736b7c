//! One exchange with a remote as a state machine: what happened goes in, what to do next comes out.
//!
//! It knows no git, no disk and no network, so that a simulation can run ten years of exchanges of a
//! whole region through the same decisions (`examples/simulate.rs`). `remote` carries out what it says.

use crate::NodeId;
use crate::receive::NotSent;

/// How often an exchange begins anew because somebody else pushed in between.
const TRIES: usize = 4;

/// What the other side is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// A copy of this node that takes what is pushed to it, forward only.
    Hub,
    /// A copy of this node that takes by itself.
    Copy,
    /// Another node.
    Followed,
}

/// How one of our heads stands to the other side's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ahead {
    /// They are the same, or there is none here.
    Same,
    /// Ours leads to theirs.
    Leads,
    /// It does not: what they have was not taken over.
    Apart,
}

/// How everything stands once what came was taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stand {
    /// The node's own head.
    pub main: Ahead,
    /// The heads of the nodes that we follow.
    pub nodes: Vec<(NodeId, Ahead)>,
    /// Whether something that came was kept aside.
    pub kept_aside: bool,
}

/// What came of a push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pushed {
    /// The other side has it.
    Done,
    /// Somebody else pushed in between.
    TooLate,
    /// It does not take it.
    No(NotSent),
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// What the other side has is here, unchecked.
    Fetched,
    /// It was checked, and what counts was taken over.
    TakenIn(Stand),
    /// A push has ended.
    Pushed(Pushed),
}

/// What to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Fetch what the other side has.
    Fetch,
    /// Check it and take over what counts.
    TakeIn,
    /// Push these heads of ours.
    Push {
        /// The node's own.
        main: bool,
        /// Those of nodes that we follow.
        nodes: Vec<NodeId>,
    },
    /// The exchange is over; why nothing was sent, if so.
    End(Option<NotSent>),
}

/// An exchange.
#[derive(Debug, Clone)]
pub struct Talk {
    peer: Peer,
    tries: usize,
}

impl Talk {
    /// A new one, and what to do first.
    pub fn begin(peer: Peer) -> (Self, Effect) {
        (Self { peer, tries: 1 }, Effect::Fetch)
    }

    /// What to do now that this happened.
    pub fn next(&mut self, event: Event) -> Effect {
        match event {
            Event::Fetched => Effect::TakeIn,
            Event::TakenIn(stand) => self.taken_in(stand),
            Event::Pushed(Pushed::Done) => Effect::End(None),
            Event::Pushed(Pushed::No(why)) => Effect::End(Some(why)),
            // Who is always slower tries again with the next exchange.
            Event::Pushed(Pushed::TooLate) if self.tries == TRIES => Effect::End(None),
            Event::Pushed(Pushed::TooLate) => {
                self.tries += 1;
                Effect::Fetch
            }
        }
    }

    fn taken_in(&self, stand: Stand) -> Effect {
        match self.peer {
            Peer::Followed => return Effect::End(Some(NotSent::Followed)),
            Peer::Copy if stand.kept_aside => return Effect::End(Some(NotSent::Quarantine)),
            Peer::Copy if stand.main == Ahead::Same => return Effect::End(None),
            Peer::Copy => return Effect::End(Some(NotSent::WorkingCopy)),
            Peer::Hub if stand.main == Ahead::Apart => {
                return Effect::End(Some(NotSent::Quarantine));
            }
            Peer::Hub => {}
        }
        let leads = |(node, ahead)| (ahead == Ahead::Leads).then_some(node);
        let nodes: Vec<_> = stand.nodes.into_iter().filter_map(leads).collect();
        let main = stand.main == Ahead::Leads;
        if main || !nodes.is_empty() { Effect::Push { main, nodes } } else { Effect::End(None) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(main: Ahead) -> Event {
        Event::TakenIn(Stand { main, nodes: Vec::new(), kept_aside: false })
    }

    fn node(digit: char) -> NodeId {
        String::from(digit).repeat(40).parse().unwrap()
    }

    #[test]
    fn a_hub_gets_what_it_lacks_and_nothing_else() {
        let (mut talk, first) = Talk::begin(Peer::Hub);
        assert_eq!((first, talk.next(Event::Fetched)), (Effect::Fetch, Effect::TakeIn));
        assert_eq!(talk.next(stand(Ahead::Same)), Effect::End(None));
        let nodes = vec![(node('a'), Ahead::Leads), (node('b'), Ahead::Apart)];
        let stand = Stand { main: Ahead::Same, nodes, kept_aside: false };
        let push = Effect::Push { main: false, nodes: vec![node('a')] };
        assert_eq!(talk.next(Event::TakenIn(stand)), push);
        assert_eq!(talk.next(Event::Pushed(Pushed::Done)), Effect::End(None));
    }

    #[test]
    fn who_is_too_late_begins_anew_and_not_for_ever() {
        let (mut talk, _) = Talk::begin(Peer::Hub);
        let mut fetched = 1;
        while talk.next(Event::Pushed(Pushed::TooLate)) == Effect::Fetch {
            fetched += 1;
        }
        assert_eq!(fetched, TRIES);
    }

    #[test]
    fn a_history_that_is_not_accepted_is_not_pushed_over() {
        let (mut talk, _) = Talk::begin(Peer::Hub);
        assert_eq!(talk.next(stand(Ahead::Apart)), Effect::End(Some(NotSent::Quarantine)));
    }

    #[test]
    fn nothing_is_pushed_to_who_takes_by_himself() {
        let end = |peer, ahead| Talk::begin(peer).0.next(stand(ahead));
        assert_eq!(end(Peer::Copy, Ahead::Same), Effect::End(None));
        assert_eq!(end(Peer::Copy, Ahead::Leads), Effect::End(Some(NotSent::WorkingCopy)));
        assert_eq!(end(Peer::Followed, Ahead::Same), Effect::End(Some(NotSent::Followed)));
    }
}
