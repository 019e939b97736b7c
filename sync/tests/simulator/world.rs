//! Nodes, devices, hubs, couriers and sticks, day by day.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use jiff::{SignedDuration, Timestamp};
use sync::NodeId;
use sync::join::Join;
use sync::stick::plan::{Ancestry, Lying, plan};
use sync::talk::{Ahead, Effect, Event, Peer, Pushed, Stand, Talk};

use super::Chance;
use super::history::{DEVICES, History, Id};

/// How large a region, and for how long.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub nodes: usize,
    pub devices: usize,
    pub couriers: usize,
    pub days: u32,
    pub seed: u64,
}

/// What happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Report {
    pub commits: usize,
    pub merges: usize,
    /// The most computed merges on each other.
    pub deepest: u32,
    pub exchanges: usize,
    pub visits: usize,
    /// Exchanges and visits that ended in the middle.
    pub cut: usize,
    pub sticks_lost: usize,
    pub sticks_replayed: usize,
    pub bundles_damaged: usize,
    /// Bundles that could not be read yet because something before them was missing.
    pub waited: usize,
    /// The largest number of bundles on one stick.
    pub bundles: usize,
    /// Days after the last edit until everybody had everything, by the couriers' timetables.
    pub days_to_agree: u32,
}

struct Device {
    node: usize,
    /// Its place among the devices of its node.
    place: usize,
    /// What it has: its own node's head and those of the nodes that it follows.
    heads: BTreeMap<usize, Id>,
    /// How wrong its clock is.
    off: SignedDuration,
    /// The days on which it is switched off.
    away: std::ops::Range<u32>,
}

struct Node {
    devices: Vec<usize>,
    follows: Vec<usize>,
    /// Its devices meet at a hub, on a local network, or only by couriers.
    way: Way,
    /// What its hub has.
    hub: BTreeMap<usize, Id>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Hub,
    Lan,
    Couriers,
}

#[derive(Clone, Default)]
struct Stick {
    /// Each bundle's node, and whether its bytes are as they were written.
    bundles: Vec<(usize, Lying<Id>, bool)>,
}

struct Courier {
    /// The devices that are visited in turn, there and back.
    route: Vec<usize>,
    /// Goes every so many days.
    every: u32,
    phase: u32,
    stick: Stick,
    /// A copy from some day.
    old: Stick,
    back: bool,
}

/// The region.
pub(crate) struct World {
    chance: Chance,
    history: History,
    nodes: Vec<Node>,
    devices: Vec<Device>,
    couriers: Vec<Courier>,
    ids: Vec<NodeId>,
    start: Timestamp,
    day: u32,
    /// While true, sticks are lost, exchanges are cut and bundles damaged.
    mishaps: bool,
    pub(crate) report: Report,
}

/// What one device knows of how commits stand, and what it has just unpacked.
struct Known<'a> {
    history: &'a History,
    heads: &'a BTreeMap<usize, Id>,
    node: usize,
    unpacked: &'a BTreeSet<Id>,
}

impl Ancestry<Id> for Known<'_> {
    type Error = Infallible;

    fn has(&self, commit: Id) -> bool {
        self.unpacked.contains(&commit)
            || self.heads.get(&self.node).is_some_and(|head| self.history.leads(*head, commit))
    }

    fn leads(&self, commit: Id, to: Id) -> Result<bool, Infallible> {
        Ok(self.history.leads(commit, to))
    }
}

impl World {
    pub(crate) fn new(size: Size) -> Self {
        let mut chance = Chance(size.seed);
        let start: Timestamp = "2026-03-14T09:00:00Z".parse().unwrap();
        let mut history = History::default();
        let mut nodes: Vec<Node> = (0..size.nodes)
            .map(|node| {
                let near = (node + 1) % size.nodes;
                let mut follows: BTreeSet<_> = (0..4).map(|_| chance.below(size.nodes)).collect();
                follows.insert(near);
                follows.remove(&node);
                let way = [Way::Hub, Way::Lan, Way::Lan, Way::Couriers][chance.below(4)];
                let (devices, hub) = (Vec::new(), BTreeMap::new());
                Node { devices, follows: follows.into_iter().collect(), way, hub }
            })
            .collect();
        let firsts: Vec<_> = nodes.iter().map(|_| history.first(start)).collect();
        let mut devices = Vec::new();
        for number in 0..size.devices {
            let node = number % size.nodes;
            let place = nodes[node].devices.len();
            assert!(place < DEVICES);
            nodes[node].devices.push(number);
            let heads = BTreeMap::from([(node, firsts[node])]);
            let off = wrong_clock(&mut chance);
            let from = chance.below(size.days as usize) as u32;
            let long = if chance.once_in(10) { size.days / 5 } else { 5 };
            devices.push(Device { node, place, heads, off, away: from..from + long });
        }
        let couriers = couriers(size, &mut chance, &nodes);
        let ids = (0..size.nodes).map(|n| format!("{n:040x}").parse().unwrap()).collect();
        let report = Report::default();
        Self {
            chance,
            history,
            nodes,
            devices,
            couriers,
            ids,
            start,
            day: 0,
            mishaps: true,
            report,
        }
    }

    /// Lives through all days, then goes on without edits and mishaps until everybody agrees.
    pub(crate) fn run(&mut self, days: u32) {
        for _ in 0..days {
            self.live(true);
        }
        self.mishaps = false;
        while !self.agree() {
            self.report.days_to_agree += 1;
            assert!(self.report.days_to_agree < 1000, "they never agree");
            self.live(false);
        }
        (self.report.commits, self.report.merges, self.report.deepest) = self.history.count();
    }

    fn live(&mut self, edits: bool) {
        self.day += 1;
        if edits {
            for device in 0..self.devices.len() {
                self.record(device);
            }
        }
        for node in 0..self.nodes.len() {
            self.meet_within(node);
        }
        for courier in 0..self.couriers.len() {
            if (self.day + self.couriers[courier].phase)
                .is_multiple_of(self.couriers[courier].every)
            {
                self.travel(courier);
            }
        }
    }

    fn is_away(&self, device: usize) -> bool {
        self.mishaps && self.devices[device].away.contains(&self.day)
    }

    fn record(&mut self, number: usize) {
        if self.is_away(number) || self.chance.once_in(2) {
            return;
        }
        if self.chance.once_in(1000) {
            self.devices[number].off = wrong_clock(&mut self.chance);
        }
        let hours = i64::from(self.day) * 24 + self.chance.below(24) as i64;
        let device = &mut self.devices[number];
        let now = self.start.saturating_add(SignedDuration::from_hours(hours)).unwrap();
        let now = now.saturating_add(device.off).unwrap();
        let head = device.heads[&device.node];
        let head = self.history.record(head, device.place, now);
        device.heads.insert(device.node, head);
    }

    /// The devices of one node, each once a day or less.
    fn meet_within(&mut self, node: usize) {
        let devices = self.nodes[node].devices.clone();
        for &device in &devices {
            if self.is_away(device) || self.chance.once_in(4) {
                continue;
            }
            match self.nodes[node].way {
                Way::Hub => self.meet_hub(device, node),
                Way::Lan => {
                    let other = devices[self.chance.below(devices.len())];
                    if other != device && !self.is_away(other) {
                        let theirs = self.devices[other].heads.clone();
                        self.exchange(device, Peer::Copy, &theirs);
                    }
                }
                Way::Couriers => {}
            }
        }
        // Somebody has the internet now and then, and fetches what a followed node's hub has.
        let follows = &self.nodes[node].follows;
        let other = follows[self.chance.below(follows.len())];
        if !self.nodes[other].hub.is_empty() && !devices.is_empty() {
            let theirs = self.nodes[other].hub.clone();
            let theirs: BTreeMap<_, _> =
                theirs.into_iter().filter(|(of, _)| *of == other).collect();
            let device = devices[self.chance.below(devices.len())];
            self.exchange(device, Peer::Followed, &theirs);
        }
    }

    fn meet_hub(&mut self, device: usize, node: usize) {
        let theirs = self.nodes[node].hub.clone();
        if let Some(pushed) = self.exchange(device, Peer::Hub, &theirs) {
            for (of, head) in pushed {
                let before = self.nodes[node].hub.insert(of, head);
                let forward = before.is_none_or(|before| self.history.leads(head, before));
                assert!(forward, "a hub only moves forward");
            }
        }
    }

    /// Runs the state machine of one exchange. Gives back what was pushed.
    fn exchange(
        &mut self,
        number: usize,
        peer: Peer,
        theirs: &BTreeMap<usize, Id>,
    ) -> Option<Vec<(usize, Id)>> {
        self.report.exchanges += 1;
        let (mut talk, mut next) = Talk::begin(peer);
        let mut pushed = None;
        loop {
            if self.mishaps && self.chance.once_in(200) {
                self.report.cut += 1;
                return None;
            }
            let event = match next {
                Effect::Fetch => Event::Fetched,
                Effect::TakeIn => {
                    for (&node, &head) in theirs {
                        self.take(number, node, head, peer == Peer::Hub);
                    }
                    Event::TakenIn(self.stand(number, theirs))
                }
                Effect::Push { .. } if self.chance.once_in(20) => Event::Pushed(Pushed::TooLate),
                Effect::Push { main, nodes } => {
                    let device = &self.devices[number];
                    let own = main.then_some(device.node);
                    let others =
                        nodes.iter().map(|id| self.ids.iter().position(|i| i == id).unwrap());
                    let all = own.into_iter().chain(others);
                    pushed = Some(all.map(|node| (node, device.heads[&node])).collect());
                    Event::Pushed(Pushed::Done)
                }
                Effect::End(_) => return pushed,
            };
            next = talk.next(event);
        }
    }

    fn stand(&self, number: usize, theirs: &BTreeMap<usize, Id>) -> Stand {
        let device = &self.devices[number];
        let ahead = |node: usize| match (device.heads.get(&node), theirs.get(&node)) {
            (None, _) => Ahead::Same,
            (Some(_), None) => Ahead::Leads,
            (Some(ours), Some(theirs)) if ours == theirs => Ahead::Same,
            (Some(&ours), Some(&theirs)) if self.history.leads(ours, theirs) => Ahead::Leads,
            _ => Ahead::Apart,
        };
        let follows = &self.nodes[device.node].follows;
        let nodes = follows.iter().map(|&node| (self.ids[node], ahead(node))).collect();
        Stand { main: ahead(device.node), nodes, kept_aside: false }
    }

    /// Takes over a head, of the own node or of one that is followed.
    fn take(&mut self, number: usize, node: usize, head: Id, forward_only: bool) {
        let device = &mut self.devices[number];
        let own = device.node == node;
        if !own && !self.nodes[device.node].follows.contains(&node) {
            return;
        }
        let ours = device.heads.get(&node).copied();
        let new = match ours {
            None => head,
            Some(ours) if own => self.history.joined(ours, head, forward_only),
            Some(ours) if self.history.which(ours, head, false) == Join::Take => head,
            Some(ours) => ours,
        };
        device.heads.insert(node, new);
    }

    fn travel(&mut self, number: usize) {
        let courier = &mut self.couriers[number];
        let mut route = courier.route.clone();
        if courier.back {
            route.reverse();
        }
        courier.back = !courier.back;
        for device in route {
            if self.is_away(device) {
                continue;
            }
            if self.mishaps && self.chance.once_in(100) {
                self.report.sticks_lost += 1;
                self.couriers[number].stick = Stick::default();
            }
            if self.mishaps && self.chance.once_in(50) {
                // The copy from the drawer is the one that goes today.
                self.report.sticks_replayed += 1;
                let courier = &mut self.couriers[number];
                std::mem::swap(&mut courier.stick, &mut courier.old);
            }
            self.visit(device, number);
            if self.chance.once_in(30) {
                let courier = &mut self.couriers[number];
                courier.old = courier.stick.clone();
            }
        }
    }

    fn visit(&mut self, number: usize, courier: usize) {
        self.report.visits += 1;
        let stick = self.couriers[courier].stick.clone();
        let unpacked = self.take_from(number, &stick);
        if self.mishaps && self.chance.once_in(50) {
            // Pulled out before the new list was written: the old one stands.
            self.report.cut += 1;
            return;
        }
        let mut stick = stick;
        stick.bundles.retain(|(_, _, whole)| *whole);
        let heads: Vec<_> = self.devices[number].heads.clone().into_iter().collect();
        for (node, head) in heads {
            let of_node = stick.bundles.iter().filter(|(of, ..)| *of == node);
            let lying: Vec<_> = of_node.map(|(_, lying, _)| lying.clone()).collect();
            let heads = &self.devices[number].heads;
            let known = Known { history: &self.history, heads, node, unpacked: &unpacked };
            let Ok(planned) = plan(head, &lying, &known);
            let Some(needs) = planned.build_on else { continue };
            stick
                .bundles
                .retain(|(of, lying, _)| *of != node || planned.kept.contains(&lying.head));
            let whole = !(self.mishaps && self.chance.once_in(200));
            self.report.bundles_damaged += usize::from(!whole);
            stick.bundles.push((node, Lying { head, needs }, whole));
        }
        self.report.bundles = self.report.bundles.max(stick.bundles.len());
        self.couriers[courier].stick = stick;
    }

    fn take_from(&mut self, number: usize, stick: &Stick) -> BTreeSet<Id> {
        let mut unpacked = BTreeSet::new();
        let own = self.devices[number].node;
        let mut came = Vec::new();
        for (node, lying, whole) in &stick.bundles {
            let wanted = *node == own || self.nodes[own].follows.contains(node);
            if !whole || !wanted {
                continue;
            }
            let heads = &self.devices[number].heads;
            let known = Known { history: &self.history, heads, node: *node, unpacked: &unpacked };
            if lying.needs.iter().all(|id| known.has(*id)) {
                unpacked.insert(lying.head);
                came.push((*node, lying.head));
            } else {
                self.report.waited += 1;
            }
        }
        for (node, head) in came {
            self.take(number, node, head, false);
        }
        unpacked
    }

    /// Whether all devices of each node, and all that follow it, have one and the same head.
    fn agree(&self) -> bool {
        (0..self.nodes.len()).all(|node| {
            let own = self.nodes[node].devices.iter();
            let Some(head) = own.clone().map(|d| self.devices[*d].heads[&node]).next() else {
                return true;
            };
            let follows = |device: &&Device| {
                device.node == node || self.nodes[device.node].follows.contains(&node)
            };
            self.devices.iter().filter(follows).all(|d| d.heads.get(&node) == Some(&head))
        })
    }

    /// How many commits each device of a node made, as everybody knows now.
    pub(crate) fn nothing_is_lost(&self) -> bool {
        self.nodes.iter().enumerate().all(|(node, of)| {
            of.devices.iter().all(|&number| {
                let device = &self.devices[number];
                let mine = self.history.knows(device.heads[&node])[device.place];
                self.devices
                    .iter()
                    .filter_map(|other| other.heads.get(&node))
                    .all(|head| self.history.knows(*head)[device.place] == mine)
            })
        })
    }
}

fn couriers(size: Size, chance: &mut Chance, nodes: &[Node]) -> Vec<Courier> {
    let courier = |route, every, phase| {
        let (stick, old) = (Stick::default(), Stick::default());
        Courier { route, every, phase, stick, old, back: false }
    };
    let mut all: Vec<_> = (0..size.couriers)
        .map(|_| {
            let stops = 2 + chance.below(5);
            let route = (0..stops).map(|_| chance.below(size.devices)).collect();
            courier(route, 1 + chance.below(14) as u32, chance.below(14) as u32)
        })
        .collect();
    // Once a month somebody goes round to everybody.
    let everybody = nodes.iter().flat_map(|node| node.devices.iter().copied()).collect();
    all.push(courier(everybody, 30, 0));
    all
}

/// Most clocks are right to a minute; some stand in 1970, some years ahead.
fn wrong_clock(chance: &mut Chance) -> SignedDuration {
    let years = match chance.below(20) {
        0 => -56,
        1 => 1 + chance.below(70) as i64,
        2 => -1,
        _ => 0,
    };
    SignedDuration::from_hours(years * 24 * 365)
        + SignedDuration::from_secs(chance.below(120) as i64)
}
