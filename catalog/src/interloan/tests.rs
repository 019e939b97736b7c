//! Two nodes that hear of each other now and then, and a courier.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::event::*;
use crate::fold::Custody;
use crate::record::Documents;
use crate::testing::Writer;

fn key(n: u8) -> NodeKey {
    NodeKey::new([n; 20])
}

fn code(n: u32) -> Code {
    Code::from_payload(n)
}

fn oak() -> NodeKey {
    key(1)
}

fn elm() -> NodeKey {
    key(2)
}

/// Oak has two saws, of which one stays, and a drill that other nodes cannot have.
fn catalogue() -> Arc<Documents> {
    let node = "id = \"oak\"\nname = \"Oak\"\ndefault_policy = \"week\"\n\
                [policies.week]\nperiod = 7\nkeep_back = 1\n\
                [policies.home]\nperiod = 7\nlend_to_nodes = false\n";
    let title = |slug: &str, front: &str| {
        let path = format!("catalog/{}/{slug}.md", &slug[..2]);
        (path.into(), format!("+++\nname = \"{slug}\"\n{front}+++\n").into_bytes())
    };
    let unit = |n: u32| format!("[[units]]\ncode = \"{}\"\nhome_place = \"shelf\"\n", code(n));
    let loaded = crate::document::load([
        ("node.toml".into(), node.as_bytes().to_vec()),
        ("places/shelf.toml".into(), b"name = \"Shelf\"\n".to_vec()),
        title("saw", &(unit(1) + &unit(2))),
        title("drill", &("policy = \"home\"\n".to_owned() + &unit(3))),
    ]);
    assert_eq!(loaded.documents.titles.len(), 2, "{:?}", loaded.problems);
    Arc::new(loaded.documents)
}

fn at_oak(events: &[Event]) -> Node {
    Node::fold(catalogue(), events.to_vec())
}

fn at_elm(events: &[Event]) -> Node {
    Node::fold(Arc::default(), events.to_vec())
}

fn sealed() -> Sealed {
    "abc".parse().unwrap()
}

fn ask(title: &str) -> InterloanRequest {
    let (title, name) = (title.parse().unwrap(), title.into());
    InterloanRequest { node: oak(), title, unit: None, name, patron: sealed(), need_by: None }
}

fn promise(request: InterloanId, unit: Option<Code>) -> InterloanAnswer {
    InterloanAnswer { node: elm(), request, unit, to: "Elm".into(), until: None, note: None }
}

fn send(request: InterloanId, unit: Code) -> InterloanSend {
    let due = "2026-04-20".parse().unwrap();
    InterloanSend { node: elm(), request, unit, due, to: "Elm".into() }
}

fn receive(request: InterloanId, unit: Code) -> InterloanReceive {
    InterloanReceive { request, unit, due: None, condition: None }
}

fn back(request: InterloanId, unit: Code) -> InterloanCheckIn {
    InterloanCheckIn { node: elm(), request, unit, place: None, condition: None }
}

fn lend(request: InterloanId) -> InterloanLend {
    InterloanLend { request, due: "2026-03-30".parse().unwrap() }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn custody(node: &Node, unit: u32) -> &Custody {
    &node.state.units.get(&code(unit)).unwrap().custody
}

/// The stage as each of the two sees it who knows everything.
fn stages(oaks: &[Event], elms: &[Event]) -> (Stage, Stage) {
    let (a, b) = (at_oak(oaks), at_elm(elms));
    let (oak_peer, elm_peer) = (Peer { key: oak(), node: &a }, Peer { key: elm(), node: &b });
    let at_elm = ours(&b, elm(), &[oak_peer]).first().unwrap().stage();
    let at_oak = theirs(&a, oak(), &[elm_peer]).first().unwrap().stage();
    (at_oak, at_elm)
}

#[test]
fn a_loan_goes_the_whole_way_and_both_sides_see_the_same() {
    let (mut ka, mut kb) = (Writer::new("ka"), Writer::new("kb"));
    let mut elms = vec![kb.write(ask("saw"))];
    let request = InterloanId(elms[0].id);
    let mut oaks = Vec::new();
    let stage = |oaks: &[Event], elms: &[Event]| {
        let (there, here) = stages(oaks, elms);
        assert_eq!(there, here);
        here
    };
    assert_eq!(stage(&oaks, &elms), Stage::Asked);
    oaks.push(ka.write(promise(request, Some(code(1)))));
    assert_eq!(stage(&oaks, &elms), Stage::Promised);
    assert_eq!(custody(&at_oak(&oaks), 1), &Custody::SetAside("Elm".into()));
    oaks.push(ka.write(send(request, code(1))));
    assert_eq!(stage(&oaks, &elms), Stage::OnTheWay);
    assert_eq!(custody(&at_oak(&oaks), 1), &Custody::InTransit("Elm".into()));
    elms.push(kb.write(receive(request, code(1))));
    assert_eq!(stage(&oaks, &elms), Stage::Arrived);
    elms.push(kb.write(lend(request)));
    assert_eq!(stage(&oaks, &elms), Stage::Lent);
    elms.push(kb.write(InterloanTakeBack { request, condition: None }));
    assert_eq!(stage(&oaks, &elms), Stage::ToReturn);
    elms.push(kb.write(InterloanReturn { request }));
    assert_eq!(stage(&oaks, &elms), Stage::Returning);
    oaks.push(ka.write(back(request, code(1))));
    assert_eq!(stage(&oaks, &elms), Stage::Over);
    let node = at_oak(&oaks);
    assert_eq!(custody(&node, 1), &Custody::At("shelf".parse().unwrap()));
    assert!(node.state.supply_of(code(1)).is_none());
    let tally = node.state.tally;
    assert_eq!((tally.events, tally.applied), (3, 3), "{:?}", node.state.exceptions);
}

#[test]
fn a_thing_may_arrive_before_any_news_of_it() {
    let mut kb = Writer::new("kb");
    let asked = kb.write(ask("saw"));
    let request = InterloanId(asked.id);
    let arrived = kb.write(receive(request, code(1)));
    let node = at_elm(&[asked, arrived]);
    let borrowed = node.state.interloans.get(&request).unwrap();
    assert_eq!(stage(Some(borrowed), None), Stage::Arrived);
    assert_eq!(borrowed.unit, Some(code(1)));
    assert!(differences(Some(borrowed), None, day("2026-03-14")).is_empty());
}

#[test]
fn what_is_kept_back_and_what_is_not_lent_out_is_not_promised() {
    let mut kb = Writer::new("kb");
    let (saw, drill) = (kb.write(ask("saw")), kb.write(ask("drill")));
    let elm_node = at_elm(&[saw.clone(), drill.clone()]);
    let asked = |event: &Event| elm_node.state.interloans[&InterloanId(event.id)].clone();
    let now = "2026-03-14T12:00:00Z".parse().unwrap();
    let mut ka = Writer::new("ka");
    assert_eq!(may_promise(&at_oak(&[]), &asked(&saw), now), Ok(vec![code(1), code(2)]));
    assert_eq!(may_promise(&at_oak(&[]), &asked(&drill), now), Err(Denied::NotLentOut));
    let promised = ka.write(promise(InterloanId(saw.id), Some(code(1))));
    let node = at_oak(&[promised]);
    assert_eq!(may_promise(&node, &asked(&saw), now), Err(Denied::KeptBack { keep: 1 }));
    assert!(lendable_now(&node, code(1), now).is_err(), "what is promised is not lent here");
    assert!(lendable_now(&node, code(2), now).is_ok());
}

#[test]
fn a_member_asks_once_for_a_thing_and_for_a_few_things_at_a_time() {
    let oak_node = at_oak(&[]);
    let peer = Peer { key: oak(), node: &oak_node };
    let own = |sealed: &Sealed| sealed.as_str() == "abc";
    let may =
        |node: &Node, slug: &str| may_ask(node, peer, &Wanted::Title(slug.parse().unwrap()), &own);
    assert_eq!(may(&at_elm(&[]), "saw"), Ok(()));
    assert_eq!(may(&at_elm(&[]), "drill"), Err(Denied::NotLentOut));
    assert_eq!(may(&at_elm(&[]), "canoe"), Err(Denied::NoSuchTitle));
    let mut kb = Writer::new("kb");
    let asked = kb.write(ask("saw"));
    let request = InterloanId(asked.id);
    let mut events = vec![asked];
    assert_eq!(may(&at_elm(&events), "saw"), Err(Denied::AskedBefore { request }));
    events.push(kb.write(InterloanCancel { request }));
    assert_eq!(may(&at_elm(&events), "saw"), Ok(()));
    events.extend((0..MOST_OPEN).map(|n| kb.write(ask(&format!("thing-{n}")))));
    assert_eq!(may(&at_elm(&events), "saw"), Err(Denied::TooMany { most: MOST_OPEN }));
}

#[test]
fn two_devices_that_promise_one_unit_to_two_requests_are_a_question_for_people() {
    let mut kb = Writer::new("kb");
    let requests = [InterloanId(kb.write(ask("saw")).id), InterloanId(kb.write(ask("saw")).id)];
    let (mut ka, mut kc) = (Writer::new("ka"), Writer::new("kc"));
    let one = ka.write(promise(requests[0], Some(code(1))));
    let two = kc.at("2026-03-14T10:00:00Z").write(promise(requests[1], Some(code(1))));
    let node = at_oak(&[one.clone(), two.clone()]);
    let matter = &node.state.exceptions[&two.id].matter;
    assert_eq!(matter.code(), "promised-twice");
    assert_eq!(node.state.supply_of(code(1)).unwrap().request, requests[0]);
    // A second answer to one request by somebody who had not heard of the first changes nothing.
    let again = kc.write(promise(requests[0], Some(code(2))));
    let node = at_oak(&[one.clone(), again]);
    assert_eq!(node.state.supplies[&(elm(), requests[0])].unit, Some(code(1)));
    assert!(node.state.supply_of(code(2)).is_none());
    // Who had heard of it takes it back.
    let no = kc.read(&one).write(promise(requests[0], None));
    let node = at_oak(&[one, no]);
    assert_eq!(node.state.supplies[&(elm(), requests[0])].state, SuppliedState::Refused);
    assert_eq!(custody(&node, 1), &Custody::At("shelf".parse().unwrap()));
}

#[test]
fn a_scan_at_home_checks_in_what_was_sent_unless_it_had_not_heard_of_the_sending() {
    let request = InterloanId("kb-1".parse().unwrap());
    let (mut ka, mut kc) = (Writer::new("ka"), Writer::new("kc"));
    let sent = ka.write(send(request, code(1)));
    let unit = code(1).to_string();
    let unaware = kc.at("2026-03-14T10:00:00Z").seen(&unit, "shelf").1;
    let node = at_oak(&[sent.clone(), unaware]);
    assert_eq!(node.state.supplies[&(elm(), request)].state, SuppliedState::Sent);
    assert_eq!(custody(&node, 1), &Custody::InTransit("Elm".into()));
    let aware = ka.at("2026-03-20T10:00:00Z").seen(&unit, "shelf").1;
    let node = at_oak(&[sent, aware]);
    assert_eq!(node.state.supplies[&(elm(), request)].state, SuppliedState::CheckedIn);
    assert_eq!(custody(&node, 1), &Custody::At("shelf".parse().unwrap()));
}

#[test]
fn what_the_two_records_do_not_agree_on_is_said_until_people_have_talked() {
    let (mut ka, mut kb) = (Writer::new("ka"), Writer::new("kb"));
    let asked = kb.write(ask("saw"));
    let request = InterloanId(asked.id);
    let sent = ka.write(send(request, code(1)));
    let told = |oaks: &[&Event], elms: &[&Event], on: &str| {
        let owned = |all: &[&Event]| all.iter().map(|e| (*e).clone()).collect::<Vec<_>>();
        let (a, b) = (at_oak(&owned(oaks)), at_elm(&owned(elms)));
        let supplied = a.state.supplies.get(&(elm(), request));
        let found = differences(b.state.interloans.get(&request), supplied, day(on));
        found.into_iter().map(Difference::code).collect::<Vec<_>>()
    };
    assert_eq!(told(&[&sent], &[&asked], "2026-03-20"), Vec::<&str>::new());
    assert_eq!(told(&[&sent], &[&asked], "2026-04-10"), ["not-arrived"]);
    let cancelled = kb.write(InterloanCancel { request });
    assert_eq!(told(&[&sent], &[&asked, &cancelled], "2026-03-20"), ["cancelled-yet-sent"]);
    let other = kb.write(receive(request, code(2)));
    assert_eq!(told(&[&sent], &[&asked, &other], "2026-03-20"), ["other-unit"]);
    let right = kb.write(receive(request, code(1)));
    assert_eq!(told(&[&sent], &[&asked, &right], "2026-04-25"), ["late"]);
    assert_eq!(told(&[], &[&asked, &right], "2026-03-20"), Vec::<&str>::new());
    let home = ka.write(back(request, code(1)));
    assert_eq!(told(&[&sent, &home], &[&asked, &right], "2026-03-20"), ["back-yet-listed"]);
    let returned = kb.write(InterloanReturn { request });
    assert_eq!(told(&[&sent], &[&asked, &right, &returned], "2026-04-30"), ["not-back"]);
    let settle = |outcome| InterloanSettle { node: elm(), request, outcome, note: None };
    let noted = ka.write(settle(InterloanOutcome::Noted));
    assert_eq!(told(&[&sent, &noted], &[&asked], "2026-04-10"), Vec::<&str>::new());
    let lost = ka.write(settle(InterloanOutcome::Lost));
    assert_eq!(told(&[&sent, &lost], &[&asked, &right], "2026-04-10"), ["lost-there"]);
    let node = at_oak(&[sent, lost]);
    let lifecycle = node.state.units.get(&code(1)).unwrap().lifecycle;
    assert_eq!(lifecycle, crate::record::Lifecycle::Missing);
    let other = ka.write(back(request, code(2)));
    assert_eq!(at_oak(&[ka.write(send(request, code(1))), other]).state.exceptions.len(), 1);
}

#[test]
fn a_promise_that_nobody_needs_is_taken_back() {
    let (mut ka, mut kb) = (Writer::new("ka"), Writer::new("kb"));
    let asked = kb.write(ask("saw"));
    let request = InterloanId(asked.id);
    let until = Some(day("2026-04-01"));
    let promised = ka.write(InterloanAnswer { until, ..promise(request, Some(code(1))) });
    let node = at_oak(&[promised]);
    let why = |elms: &[Event], on: &str| {
        let elm_node = at_elm(elms);
        let peers = [Peer { key: elm(), node: &elm_node }];
        let found = to_take_back(&node, oak(), &peers, day(on));
        found.iter().map(|(_, why)| *why).collect::<Vec<_>>()
    };
    assert!(why(std::slice::from_ref(&asked), "2026-04-01").is_empty());
    assert_eq!(why(std::slice::from_ref(&asked), "2026-04-02"), ["not-fetched"]);
    let cancelled = kb.write(InterloanCancel { request });
    assert_eq!(why(&[asked.clone(), cancelled], "2026-03-15"), ["cancelled"]);
    let arrived = kb.write(receive(request, code(1)));
    assert!(why(&[asked, arrived], "2026-05-01").is_empty(), "it is there: nothing to take back");
}

/// Each acts on what it knows; news goes from one to the other whenever a courier comes.
struct World {
    ka: Writer,
    kb: Writer,
    oaks: Vec<Event>,
    elms: Vec<Event>,
    /// How many of the other's events each has.
    oak_knows: usize,
    elm_knows: usize,
}

impl World {
    fn new() -> Self {
        let (ka, kb) = (Writer::new("ka"), Writer::new("kb"));
        let (oaks, elms, oak_knows, elm_knows) = (Vec::new(), Vec::new(), 0, 0);
        Self { ka, kb, oaks, elms, oak_knows, elm_knows }
    }

    fn elm_acts(&mut self, what: u8, which: usize) {
        let (node, heard) = (at_elm(&self.elms), at_oak(&self.oaks[..self.elm_knows]));
        let peers = [Peer { key: oak(), node: &heard }];
        let cases = ours(&node, elm(), &peers);
        if what == 0 || cases.is_empty() {
            let wanted = Wanted::Title("saw".parse().unwrap());
            if may_ask(&node, peers[0], &wanted, &|_| false).is_ok() {
                self.elms.push(self.kb.write(ask("saw")));
            }
            return;
        }
        let case = cases[which % cases.len()];
        let (request, stage) = (case.request, case.stage());
        // What really is under way, whether or not the news of it has come.
        let sent = at_oak(&self.oaks).state.supplies.get(&(elm(), request)).cloned();
        let sent = sent.filter(|sent| sent.state == SuppliedState::Sent);
        let kind: Option<Kind> = match (what % 5, stage) {
            (0, Stage::Asked | Stage::Promised) => Some(InterloanCancel { request }.into()),
            (1, Stage::Asked | Stage::Promised | Stage::OnTheWay | Stage::Cancelled) => {
                sent.and_then(|sent| sent.unit).map(|unit| receive(request, unit).into())
            }
            (2, Stage::Arrived) => Some(lend(request).into()),
            (3, Stage::Lent) => Some(InterloanTakeBack { request, condition: None }.into()),
            (_, Stage::Arrived | Stage::ToReturn) => Some(InterloanReturn { request }.into()),
            _ => None,
        };
        if let Some(kind) = kind {
            self.elms.push(self.kb.write(kind));
        }
    }

    fn oak_acts(&mut self, what: u8, which: usize) {
        let (node, heard) = (at_oak(&self.oaks), at_elm(&self.elms[..self.oak_knows]));
        let peers = [Peer { key: elm(), node: &heard }];
        let cases = theirs(&node, oak(), &peers);
        let now = "2026-03-14T12:00:00Z".parse().unwrap();
        if cases.is_empty() {
            return;
        }
        let case = cases[which % cases.len()];
        let (request, stage) = (case.request, case.stage());
        let free = case.borrowed.map(|asked| may_promise(&node, asked, now));
        let kind: Option<Kind> = match (what % 4, stage, free) {
            (0, Stage::Asked, Some(Ok(free))) => Some(promise(request, Some(free[0])).into()),
            (1, Stage::Asked, _) => Some(promise(request, None).into()),
            (_, Stage::Promised, _) => case.unit().map(|unit| send(request, unit).into()),
            (_, Stage::Returning, _) => case.unit().map(|unit| back(request, unit).into()),
            _ => None,
        };
        if let Some(kind) = kind {
            self.oaks.push(self.ka.write(kind));
        }
    }
}

proptest! {
    /// Whatever either does on what it knows, with news that is late or does not come: no unit is
    /// promised twice, and once all news has come both see every loan alike.
    #[test]
    fn two_nodes_agree_once_all_news_has_come(
        acts in proptest::collection::vec((0u8..4, any::<u8>(), any::<usize>()), 0..40),
    ) {
        let mut world = World::new();
        for (who, what, which) in acts {
            match who {
                0 => world.elm_acts(what % 6, which),
                1 => world.oak_acts(what, which),
                2 => world.oak_knows = world.elms.len(),
                _ => world.elm_knows = world.oaks.len(),
            }
        }
        let (a, b) = (at_oak(&world.oaks), at_elm(&world.elms));
        let (oak_peer, elm_peer) = (Peer { key: oak(), node: &a }, Peer { key: elm(), node: &b });
        for case in ours(&b, elm(), &[oak_peer]) {
            let all = theirs(&a, oak(), &[elm_peer]);
            let there = all.iter().find(|other| other.request == case.request).unwrap();
            prop_assert_eq!(case.stage(), there.stage());
            let day = day("2026-03-20");
            prop_assert_eq!(case.differences(day), there.differences(day));
        }
        let open = a.state.supplies.values().filter(|supplied| supplied.is_open());
        let mut units: Vec<_> = open.filter_map(|supplied| supplied.unit).collect();
        let promised = units.len();
        units.sort_unstable();
        units.dedup();
        prop_assert_eq!(units.len(), promised, "one unit is in two promises");
        prop_assert!(promised <= 1, "what is kept back was promised");
        let tally = a.state.tally;
        prop_assert_eq!(tally.applied + tally.explained + tally.to_decide, tally.events);
        prop_assert_eq!(tally.to_decide, 0);
    }
}
