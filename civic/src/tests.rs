use catalog::fold::Node;
use catalog::record::RuleAbout;
use jiff::civil::{Date, date};
use ledger::account::Account;
use ledger::amount::Amount;
use ledger::entry::{Entry, EntryId};
use ledger::transfer::TransferState;
use ledger::unit::UnitCode;
use serde_json::json;

use crate::aside::Reason;
use crate::books::{Books, NotPaid};
use crate::decision::Unready;
use crate::disputes::Step;
use crate::testing::Story;
use crate::vote::{Counted, Standing, Vote};
use crate::{disputes, life, lots, pairs, rights, rules, seals, talk, trust};

const TODAY: Date = date(2026, 6, 1);

fn vote(story: &Story, slug: &str) -> Vote {
    Vote::named(&story.node(), &slug.parse().unwrap()).unwrap().unwrap()
}

fn explained(vote: &Vote) -> String {
    let counted = vote.count().unwrap();
    let said = counted.explanation().iter().map(ToString::to_string);
    said.collect::<Vec<_>>().join("\n")
}

fn refusals(vote: &Vote) -> serde_json::Value {
    serde_json::to_value(&vote.count().unwrap().ballots().refused).unwrap()
}

fn minutes(books: &Books, account: &str) -> i64 {
    let unit: UnitCode = "MIN".parse().unwrap();
    books.book.balance(&unit, &account.parse::<Account>().unwrap()).minor()
}

#[test]
fn a_vote_counts_the_same_whoever_asks() {
    let mut story = Story::new("oak");
    story.proposal("lamp", "method = \"majority\"\nquorum = \"1/2\"");
    for (voter, choice) in [("ana", "yes"), ("ben", "yes"), ("cy", "no"), ("eve", "yes")] {
        story.vote("2026-05-02T10:00", voter, "lamp", &json!(choice));
    }
    insta::assert_snapshot!(explained(&vote(&story, "lamp")), @r"
    On the roll: 4. Voted: 3.
    Kept but not counted, each with its reason: 1.
    Taking part: 3; the quorum is 2, so it is met.
    For: 2. Against: 1. Abstain: 0.
    Needed: more than 1/2 of 3. For: 2.
    That is enough: adopted.
    ");
    let again = vote(&story, "lamp").count().unwrap().to_json().unwrap();
    assert_eq!(again, vote(&story, "lamp").count().unwrap().to_json().unwrap());
}

#[test]
fn nobody_votes_for_others() {
    let mut story = Story::new("oak");
    story.proposal("lamp", "method = \"majority\"");
    let payload = json!({ "proposal": "lamp", "voter": "ana", "choice": "yes" });
    story.event("2026-05-02T10:00", "@ben", "ballot.cast", &payload);
    assert_eq!(refusals(&vote(&story, "lamp"))[0]["why"], "cast_by_another");
}

#[test]
fn a_ballot_that_another_device_saw_late_counts_until_the_last_moment() {
    let cast = |seen_on: &str| {
        let mut story = Story::new("oak");
        story.proposal("lamp", "method = \"majority\"");
        story.vote("2026-05-14T10:00", "ana", "lamp", &json!("yes"));
        // Another device writes something in the knowledge of it.
        let payload = json!({ "proposal": "lamp", "voter": "ben", "choice": "no" });
        story.on("p3x9", seen_on, "@ben", "ballot.cast", &json!({ "k7m2": 1 }), &payload);
        vote(&story, "lamp")
    };
    let late = cast("2026-05-20T10:00").count().unwrap();
    assert_eq!(late.ballots().late.len(), 1);
    assert_eq!(refusals(&cast("2026-05-30T10:00"))[0]["why"], "arrived_too_late");
}

#[test]
fn terms_of_the_file_reach_the_count() {
    let mut story = Story::new("oak");
    story.proposal(
        "colour",
        "method = \"ranked-schulze\"\noptions = [\"red\", \"blue\", \"neither\"]\n\
         default_option = \"neither\"\nmajorities = { red = \"3/1\" }\napproval_quorum = 2",
    );
    story.vote("2026-05-02T10:00", "ana", "colour", &json!(["red", "neither"]));
    story.vote("2026-05-02T11:00", "ben", "colour", &json!(["red", "neither"]));
    story.vote("2026-05-02T12:00", "cy", "colour", &json!(["neither", "red"]));
    let Counted::Outcome(outcome) = vote(&story, "colour").count().unwrap() else { panic!() };
    assert_eq!(outcome.count.dropped.len(), 2, "two to one is no three to one; blue has nobody");
}

#[test]
fn the_constitution_raises_what_a_change_of_its_clauses_needs() {
    let mut story = Story::new("oak");
    story.file(
        "governance/constitution.md",
        "+++\nname = \"Rules\"\n[[rule]]\nid = \"change-aims\"\nclause = \"changes\"\n\
         about = \"change\"\nclauses = [\"aims\"]\nthreshold = \"2/3\"\nquorum = \"3/4\"\n+++\n\n## Aims {#aims}\n\n## Changes {#changes}\n",
    );
    story.proposal("aims", "method = \"majority\"\nchanges = [\"aims\"]");
    for (voter, choice) in [("ana", "yes"), ("ben", "yes"), ("cy", "no")] {
        story.vote("2026-05-02T10:00", voter, "aims", &json!(choice));
    }
    let said = explained(&vote(&story, "aims"));
    assert!(said.contains("the quorum is 3"), "{said}");
    assert!(said.contains("at least 2/3"), "{said}");
}

#[test]
fn everybody_sees_who_carried_their_vote() {
    let mut story = Story::new("oak");
    story.proposal("lamp", "method = \"majority\"\ntopic = \"light\"");
    let gives = |story: &mut Story, at: &str, from: &str, to: &str, scope: &str| {
        let payload = json!({ "truster": from, "trustee": to, "scope": scope });
        story.event(at, &format!("@{from}"), "delegation.set", &payload)
    };
    gives(&mut story, "2026-04-01T10:00", "ana", "ben", "node");
    gives(&mut story, "2026-04-01T11:00", "ben", "cy", "area:light");
    gives(&mut story, "2026-04-01T12:00", "dee", "ana", "decision:other");
    let forged = json!({ "truster": "dee", "trustee": "cy", "scope": "node" });
    let forged = story.event("2026-04-02T10:00", "@cy", "delegation.set", &forged);
    let before = vote(&story, "lamp");
    assert_eq!(before.standing(&"ana".parse().unwrap()), Standing::Waiting("ben".parse().unwrap()));
    story.vote("2026-05-02T10:00", "cy", "lamp", &json!("yes"));
    let vote = vote(&story, "lamp");
    let chain = ["ben", "cy"].map(|name| name.parse().unwrap()).to_vec();
    assert_eq!(vote.standing(&"ana".parse().unwrap()), Standing::Carried(chain));
    assert_eq!(vote.standing(&"dee".parse().unwrap()), Standing::Open);
    assert_eq!(vote.standing(&"eve".parse().unwrap()), Standing::NotOnRoll);
    assert_eq!(vote.set_aside[0].event.to_string(), forged);
}

#[test]
fn a_delegation_that_is_taken_back_lets_a_broader_one_apply() {
    let mut story = Story::new("oak");
    story.proposal("lamp", "method = \"majority\"");
    let set = |to: serde_json::Value, scope: &str, revoked: bool| json!({ "truster": "ana", "trustee": to, "scope": scope, "revoked": revoked });
    story.event("2026-04-01T10:00", "@ana", "delegation.set", &set(json!("ben"), "node", false));
    let narrow = set(json!("cy"), "decision:lamp", false);
    story.event("2026-04-01T11:00", "@ana", "delegation.set", &narrow);
    let back = set(json!(null), "decision:lamp", true);
    story.event("2026-04-01T12:00", "@ana", "delegation.set", &back);
    story.vote("2026-05-02T10:00", "ben", "lamp", &json!("yes"));
    let chain = vec!["ben".parse().unwrap()];
    assert_eq!(vote(&story, "lamp").standing(&"ana".parse().unwrap()), Standing::Carried(chain));
}

#[test]
fn things_are_shared_out_by_a_lot_that_anybody_can_draw_again() {
    let mut story = Story::new("oak");
    story.proposal(
        "homes",
        "method = \"allocate-lot\"\noptions = [\"studio\", \"flat\", \"room\"]\nseed = \"2026-11-21/housing/1\"",
    );
    let wishes = [
        ("ana", json!(["studio", "flat", "room"])),
        ("ben", json!(["studio", "room"])),
        ("cy", json!(["flat", "studio", "room"])),
        ("dee", json!(["studio", "flat"])),
    ];
    for (who, wish) in wishes {
        story.vote("2026-05-02T10:00", who, "homes", &wish);
    }
    let said = explained(&vote(&story, "homes"));
    assert!(said.contains("dee gets studio, choice 1."), "{said}");
    assert!(said.contains("Nothing that ben asked for was left."), "{said}");
}

#[test]
fn a_lot_needs_its_seed_before_it_can_be_drawn() {
    let mut story = Story::new("oak");
    story.proposal("homes", "method = \"allocate-lot\"\noptions = [\"a\", \"b\"]");
    let slug = "homes".parse().unwrap();
    assert_eq!(Vote::named(&story.node(), &slug).unwrap(), Err(Unready::NoSeed));
    let secrets = [("ana", [1_u8; 32]), ("ben", [2; 32]), ("cy", [3; 32])];
    let hex = |bytes: &[u8]| life::hex(bytes);
    for (who, secret) in &secrets {
        let commitment = hex(&governance::lot::commitment(secret));
        let payload = json!({ "lot": "homes", "by": who, "commitment": commitment });
        story.event("2026-04-01T10:00", &format!("@{who}"), "lot.commit", &payload);
    }
    let call = json!({ "lot": "homes", "list": ["ana", "ben"], "source": "reveals" });
    story.event("2026-04-02T10:00", "@mira", "lot.call", &call);
    for (who, secret) in &secrets {
        assert!(lots::seed(&story.node(), &slug).is_err());
        let payload = json!({ "lot": "homes", "by": who, "secret": hex(secret) });
        story.event("2026-04-03T10:00", &format!("@{who}"), "lot.reveal", &payload);
    }
    assert_eq!(lots::seed(&story.node(), &slug).unwrap().as_str().len(), 64);
    assert!(Vote::named(&story.node(), &slug).unwrap().is_ok());
}

#[test]
fn secret_votes_are_refused_where_the_sum_would_tell() {
    let mut story = Story::new("oak");
    story.proposal("board", "method = \"majority\"\nsecret = true\ntrustees = [\"ana\", \"ben\"]");
    let vote = Vote::named(&story.node(), &"board".parse().unwrap()).unwrap();
    assert_eq!(vote, Err(Unready::TooFewForSecret { least: 10, found: 4 }));
}

#[test]
fn a_secret_vote_on_screens_names_trustees_and_a_method_that_adds_up() {
    let unready = |fields: &str| {
        let mut story = Story::new("oak");
        let roll = "roll = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\", \"i\", \"j\"]";
        let text = format!(
            "+++\nname = \"Board\"\nstate = \"voting\"\nsecret = true\n{fields}\n{roll}\n\
             opens_at = \"2026-05-01T00:00:00Z\"\ncloses_at = \"2026-05-15T00:00:00Z\"\n+++\n"
        );
        story.file("governance/proposals/board.md", &text);
        let vote = Vote::named(&story.node(), &"board".parse().unwrap()).unwrap();
        vote.map(drop).map_err(|error| error.to_string())
    };
    let trustees = "trustees = [\"a\", \"b\", \"c\"]\ntrustees_needed = 2\n";
    assert_eq!(unready(&format!("method = \"majority\"\n{trustees}")), Ok(()));
    let ranked = format!("method = \"ranked-irv\"\noptions = [\"x\", \"y\"]\n{trustees}");
    insta::assert_snapshot!(unready(&ranked).unwrap_err(), @"`ranked-irv` cannot be added up sealed; majority, plurality, approval and score up to 100 can");
    let many = "method = \"majority\"\ntrustees = [\"a\", \"b\"]\ntrustees_needed = 3\n";
    insta::assert_snapshot!(unready(many).unwrap_err(), @"at least 2 of the trustees open the sum together, at most all of them");
    let score =
        format!("method = \"score\"\noptions = [\"x\", \"y\"]\napproval_quorum = 3\n{trustees}");
    insta::assert_snapshot!(unready(&score).unwrap_err(), @"a secret vote by score cannot ask for votes for each option; ask how many must take part");
}

#[test]
fn a_step_in_a_trustees_name_by_somebody_else_does_not_count() {
    let mut story = Story::new("oak");
    story.proposal(
        "board",
        "method = \"majority\"\nsecret = true\ntrustees = [\"ana\", \"ben\"]\ntrustees_needed = 2",
    );
    let step = json!({ "proposal": "board", "by": "ana", "step": "commit", "data": {} });
    story.event("2026-05-01T10:00", "@ben", "trustee.step", &step);
    let node = story.node();
    let proposal = node.documents.proposals.values().next().unwrap();
    let (sealed, ceremony) = crate::sealed::ceremony(&node, proposal).unwrap();
    assert_eq!(sealed.set_aside.len(), 1);
    assert!(ceremony.waits_for().is_some());
}

#[test]
fn what_leaves_an_account_is_recorded_by_its_owner_or_a_steward() {
    let mut story = Story::new("oak");
    story.pay("2026-05-01T10:00", "@ana", "member:ana", "member:ben", 60);
    let forged = story.pay("2026-05-01T11:00", "@ben", "member:ana", "member:ben", 60);
    story.pay("2026-05-01T12:00", "@mira", "member:ana", "member:cy", 30);
    story.pay("2026-05-01T13:00", "@ana", "member:ana", "commons", 30);
    let own = story.pay("2026-05-01T14:00", "@dee", "commons", "member:dee", 30);
    let books = Books::of(&story.node(), TODAY);
    assert_eq!(minutes(&books, "member:ana"), -120);
    let aside: Vec<String> = books.set_aside.iter().map(|one| one.event.to_string()).collect();
    assert_eq!(aside, [forged, own]);
    assert!(matches!(books.set_aside[0].reason, Reason::NotTheirs { .. }));
    assert!(matches!(books.set_aside[1].reason, Reason::SelfConfirmed { .. }));
    assert_eq!(books.book.sum(&"MIN".parse().unwrap()), 0);
}

#[test]
fn two_kiosks_that_spend_the_same_credit_keep_both_and_flag_the_account() {
    let mut story = Story::new("oak");
    let post = |to: &str| {
        json!({ "unit": "MIN", "entry": "transfer", "postings": [
            { "account": "member:ana", "delta": -500 }, { "account": to, "delta": 500 },
        ] })
    };
    story.on("k7m2", "2026-05-01T10:00", "@ana", "ledger.post", &json!({}), &post("member:ben"));
    story.on("p3x9", "2026-05-01T10:05", "@ana", "ledger.post", &json!({}), &post("member:cy"));
    let books = Books::of(&story.node(), TODAY);
    assert_eq!(minutes(&books, "member:ana"), -1000);
    assert!(books.is_flagged(&"member:ana".parse().unwrap()));
    assert!(!books.is_flagged(&"member:ben".parse().unwrap()));
}

#[test]
fn hours_out_of_the_commons_wait_for_somebody_else_to_confirm_them() {
    let mut story = Story::new("oak");
    story.pay("2026-05-01T09:00", "@ben", "member:ben", "commons", 200);
    let asked = json!({ "unit": "MIN", "from": "commons", "to": "member:ana", "amount": 90,
        "by": "ana", "work": "garden" });
    let offer = story.event("2026-05-02T10:00", "@ana", "ledger.offer", &asked);
    let books = Books::of(&story.node(), date(2026, 5, 3));
    let open: Vec<_> = books.open_offers().collect();
    assert!(open[0].may_accept(&"ben".parse().unwrap()));
    assert!(!open[0].may_accept(&"ana".parse().unwrap()));
    let accept = json!({ "unit": "MIN", "entry": "contribution", "settles": offer, "postings": [
        { "account": "commons", "delta": -90 }, { "account": "member:ana", "delta": 90 },
    ] });
    story.event("2026-05-03T10:00", "@ben", "ledger.post", &accept);
    let twice = story.event("2026-05-03T11:00", "@cy", "ledger.post", &accept);
    let books = Books::of(&story.node(), TODAY);
    assert_eq!(minutes(&books, "member:ana"), 90);
    assert_eq!(books.set_aside[0].event.to_string(), twice);
    assert_eq!(books.offers[0].state, TransferState::Posted);
}

#[test]
fn an_offer_that_nobody_answers_ends_after_two_weeks() {
    let mut story = Story::new("oak");
    let asked = json!({ "unit": "MIN", "from": "member:ben", "to": "member:ana", "amount": 90,
        "by": "ana" });
    story.event("2026-05-02T10:00", "@ana", "ledger.offer", &asked);
    let on = |today| Books::of(&story.node(), today).offers[0].state;
    assert_eq!(on(date(2026, 5, 15)), TransferState::Offered);
    assert_eq!(on(date(2026, 5, 16)), TransferState::Expired);
}

#[test]
fn a_sealed_month_shows_whether_it_was_changed() {
    let mut story = Story::new("oak");
    story.pay("2026-05-01T10:00", "@ana", "member:ana", "member:ben", 60);
    let unit: UnitCode = "MIN".parse().unwrap();
    let books = Books::of(&story.node(), TODAY);
    let sealed = seals::of_month(&books, &unit, "2026-05".parse().unwrap());
    let changed = catalog::event::MonthSeal { supply: 61, ..sealed.clone() };
    story.record("2026-06-01T10:00", "@mira", &sealed.into());
    story.record("2026-06-01T10:01", "@mira", &changed.into());
    let checks = |story: &Story| {
        let node = story.node();
        let books = Books::of(&node, TODAY);
        seals::check(&node, &books).into_iter().map(|(_, check)| check).collect::<Vec<_>>()
    };
    assert_eq!(checks(&story), [seals::Check::Holds, seals::Check::Changed]);
    story.pay("2026-05-30T10:00", "@ana", "member:ana", "member:ben", 5);
    assert_eq!(checks(&story)[0], seals::Check::MoreEntries);
}

#[test]
fn a_frozen_text_that_was_changed_is_noticed_and_the_frozen_roll_counts() {
    let mut story = Story::new("oak");
    story.proposal("lamp", "method = \"majority\"");
    let node = story.node();
    let proposal = &node.documents.proposals["lamp"];
    let call = json!({ "proposal": "lamp", "text": life::text_hash(proposal), "roll": ["ana", "eve"],
        "opens_at": "2026-05-01T00:00:00Z", "closes_at": "2026-05-15T00:00:00Z",
        "accept_until": "2026-05-29T00:00:00Z" });
    story.event("2026-05-01T00:00", "@mira", "proposal.call", &call);
    let now = "2026-06-10T00:00:00Z".parse().unwrap();
    let told = |story: &Story| {
        let notices = life::notices(&story.node(), now, TODAY);
        notices.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    insta::assert_snapshot!(told(&story).join("\n"), @r"
    `lamp`: the roll in the file is not the one that was frozen; the frozen one counts
    `lamp`: the vote is over, and its outcome is not recorded yet
    ");
    assert_eq!(vote(&story, "lamp").decision.roll.len(), 2);
    let json = vote(&story, "lamp").count().unwrap().to_json().unwrap();
    let result = json!({ "proposal": "lamp", "verdict": "rejected", "result": life::hash(&json) });
    story.event("2026-06-01T00:00", "@mira", "proposal.result", &result);
    assert_eq!(told(&story).len(), 1);
}

#[test]
fn amendments_change_one_passage_and_objections_are_withdrawn_by_their_authors() {
    let mut story = Story::new("oak");
    story.proposal("lamp", "method = \"consent\"");
    let say = |by: &str, kind: &str, text: &str| {
        json!({ "proposal": "lamp", "by": by, "as": kind, "text": text,
            "replace": "words", "with": "better words" })
    };
    story.event("2026-04-20T10:00", "@ana", "proposal.say", &say("ana", "amendment", "clearer"));
    let objection = say("ben", "objection", "too bright for the bats");
    let objection = story.event("2026-04-20T11:00", "@ben", "proposal.say", &objection);
    let answer = json!({ "to": objection, "accepted": true });
    story.event("2026-04-20T12:00", "@ana", "proposal.answer", &answer);
    let node = story.node();
    let (said, aside) = talk::about(&node, &"lamp".parse().unwrap());
    assert_eq!((said.len(), aside.len()), (2, 1), "nobody withdraws another's objection");
    assert_eq!(said[1].accepted, None);
    let amended = talk::amended("The words of it.", said[0].what);
    assert_eq!(amended.as_deref(), Ok("The better words of it."));
    assert_eq!(talk::amended("nothing", said[0].what), Err(talk::AmendError::NotFound));
}

#[test]
fn a_payment_keeps_to_the_rules_on_credit_and_holdings_and_names_the_one_against_it() {
    let mut story = Story::new("oak");
    story.file(
        "governance/constitution.md",
        "+++\nname = \"Rules\"\n[[rule]]\nid = \"most-owed\"\nclause = \"hours\"\nabout = \"credit\"\n\
         unit = \"MIN\"\nat_most = 60\nappeal = \"the meeting\"\n[[rule]]\nid = \"most-held\"\n\
         clause = \"hours\"\nabout = \"holdings\"\nat_most = 90\n+++\n\n## Hours {#hours}\n",
    );
    let min: UnitCode = "MIN".parse().unwrap();
    let pays = |from: &str, to: &str, amount: i64| {
        let (from, to) = (Account::member(from).unwrap(), Account::member(to).unwrap());
        let (id, amount) = (EntryId::new("new"), Amount::new(amount));
        Entry::payment(id, TODAY, from, to, min.clone(), amount).unwrap()
    };
    let against = |node: &Node, entry: &Entry| match Books::of(node, TODAY).may_post(node, entry) {
        Ok(()) => String::new(),
        Err(NotPaid::Rule { judgement, .. }) => judgement.to_string(),
        Err(NotPaid::Books(refusal)) => panic!("the limits of the unit are wider: {refusal}"),
    };
    let node = story.node();
    assert_eq!(against(&node, &pays("ana", "mira", 60)), "");
    insta::assert_snapshot!(against(&node, &pays("ana", "mira", 61)), @"The rule `most-owed` (clause hours) does not allow it: 61 of at most 60. Who sees it differently asks the meeting.");
    story.pay("2026-05-01T10:00", "@ana", "member:ana", "member:mira", 60);
    let node = story.node();
    insta::assert_snapshot!(against(&node, &pays("tom", "mira", 31)), @"The rule `most-held` (clause hours) does not allow it: 91 of at most 90.");
    assert_eq!(against(&node, &pays("mira", "ana", 120)), "", "back towards the middle");
}

#[test]
fn a_rule_names_itself_and_whom_to_ask() {
    let mut story = Story::new("oak");
    story.file(
        "governance/constitution.md",
        "+++\nname = \"Rules\"\n[[rule]]\nid = \"most-loans\"\nclause = \"lending\"\nabout = \"loans\"\n\
         at_most = 8\nappeal = \"the steward on duty\"\n+++\n\n## Lending {#lending}\n",
    );
    let appeal = json!({ "about": "most-loans", "by": "ana", "text": "It is for the school." });
    let appeal = story.event("2026-05-01T10:00", "@ana", "appeal.open", &appeal);
    let answer = json!({ "appeal": appeal, "upheld": true });
    story.event("2026-05-01T11:00", "@ana", "appeal.answer", &answer);
    let node = story.node();
    assert_eq!(rules::judge(&node, RuleAbout::Bookings, None, 3), None);
    let judged = rules::judge(&node, RuleAbout::Loans, None, 9).unwrap();
    insta::assert_snapshot!(judged, @"The rule `most-loans` (clause lending) does not allow it: 9 of at most 8. Who sees it differently asks the steward on duty.");
    let (appeals, aside) = rules::appeals(&node);
    assert_eq!((appeals[0].upheld, aside.len()), (None, 1), "nobody answers their own appeal");
    story.event("2026-05-01T12:00", "@mira", "appeal.answer", &answer);
    assert_eq!(rules::appeals(&story.node()).0[0].upheld, Some(true));
}

#[test]
fn silence_moves_a_dispute_up_and_decides_nothing() {
    let mut story = Story::new("oak");
    let open =
        json!({ "summary": "A drill came back broken.", "by": "c2VhbGVk", "with": "b3RoZXI" });
    let id = story.event("2026-05-01T10:00", "@mira", "dispute.open", &open);
    let node = story.node();
    let (all, _) = disputes::disputes(&node);
    assert_eq!(all[0].step_on(date(2026, 5, 8)).0, Step::Talk);
    assert_eq!(all[0].step_on(date(2026, 5, 9)).0, Step::Facilitated);
    assert_eq!(all[0].step_on(date(2026, 6, 30)).0, Step::Assembly);
    let exclude = json!({ "dispute": id, "step": "closed", "remedies": ["exclude"] });
    story.event("2026-05-10T10:00", "@mira", "dispute.step", &exclude);
    let closed = json!({ "dispute": id, "step": "closed", "outcome": "It was mended together.",
        "remedies": ["repair"] });
    story.event("2026-05-11T10:00", "@mira", "dispute.step", &closed);
    let node = story.node();
    let (all, aside) = disputes::disputes(&node);
    assert_eq!(aside.len(), 1, "only the assembly excludes somebody");
    assert_eq!(all[0].outcome, Some("It was mended together."));
    assert_eq!(all[0].sealed_until(), Some(date(2028, 5, 11)));
}

#[test]
fn a_panel_is_drawn_without_the_parties_and_those_who_sat_before() {
    let seed = "dice 4 2 6".parse().unwrap();
    let willing = ["a", "b", "c", "d", "e"];
    let panel = disputes::panel(&seed, Step::Panel, willing, &["b"]).unwrap();
    assert_eq!(panel.len(), 3);
    assert!(!panel.contains(&"b"));
    assert_eq!(disputes::panel(&seed, Step::Appeal, willing, &["b"]), None);
}

#[test]
fn one_thing_is_not_granted_twice_at_a_time_and_changes_are_asked_for() {
    let mut story = Story::new("oak");
    let grant = |who: &str, from: &str, until: &str| json!({ "what": "plot 3", "holder": who, "from": from, "until": until });
    let first = grant("ana", "2026-03-01", "2026-12-31");
    let right = story.event("2026-02-01T10:00", "@mira", "right.grant", &first);
    let second = grant("ben", "2026-06-01", "2027-06-01");
    story.event("2026-02-01T11:00", "@mira", "right.grant", &second);
    let ask =
        json!({ "right": right, "by": "ana", "text": "Another year?", "until": "2027-12-31" });
    let ask = story.event("2026-10-01T10:00", "@ana", "right.ask", &ask);
    let node = story.node();
    let (all, aside) = rights::rights(&node);
    assert_eq!((all.len(), aside.len()), (1, 1));
    assert_eq!(all[0].asks[0].granted, None);
    story.event(
        "2026-10-02T10:00",
        "@mira",
        "right.answer",
        &json!({ "ask": ask, "granted": true }),
    );
    let node = story.node();
    let own = rights::of_member(&node, &"ana".parse().unwrap(), date(2027, 6, 1));
    assert_eq!(own[0].until, Some(date(2027, 12, 31)));
    story.event("2027-01-02T10:00", "@ana", "right.release", &json!({ "right": right }));
    assert!(!rights::rights(&story.node()).0[0].holds(date(2027, 6, 1)));
}

#[test]
fn a_vouch_has_a_name_and_an_end_and_is_nobodys_own() {
    let mut story = Story::new("oak");
    let vouch = |by: &str, of: &str, until: &str| json!({ "by": by, "for": of, "what": "the lathe", "until": until });
    let good = vouch("ana", "ben", "2027-05-01");
    let good = story.event("2026-05-01T10:00", "@ana", "vouch.give", &good);
    story.event("2026-05-01T10:00", "@ben", "vouch.give", &vouch("ben", "ben", "2027-05-01"));
    story.event("2026-05-01T10:00", "@cy", "vouch.give", &vouch("cy", "ben", "2029-05-01"));
    let node = story.node();
    assert_eq!(trust::vouches(&node).1.len(), 2);
    let ben = "ben".parse().unwrap();
    assert_eq!(trust::for_member(&node, &ben, TODAY).len(), 1);
    assert!(trust::export(&node, &ben).as_array().unwrap().len() >= 3);
    story.event("2026-05-02T10:00", "@ana", "vouch.withdraw", &json!({ "vouch": good }));
    assert!(trust::for_member(&story.node(), &ben, TODAY).is_empty());
}

/// Two nodes that trust each other for ten hours each way.
fn pair() -> (Story, Story) {
    let mut nodes = ["oak", "elm"].map(Story::new);
    for (at, peer) in [(0, "elm"), (1, "oak")] {
        let trust = json!({ "peer": peer, "they_owe_at_most": 600, "we_owe_at_most": 600,
            "our_unit": "MIN", "their_unit": "MIN" });
        nodes[at].event("2026-05-01T09:00", "@mira", "clearing.trust", &trust);
    }
    let [a, b] = nodes;
    (a, b)
}

fn send(story: &mut Story, to: &str, amount: i64, at: &str) {
    let (payer, payee) = ("ana".parse().unwrap(), "bob".parse().unwrap());
    let node = story.node();
    let sent =
        pairs::send(&node, &to.parse().unwrap(), &payer, &payee, amount, None, date(2026, 5, 2));
    story.record(at, "@ana", &sent.unwrap().into());
}

fn take_news(ours: &mut Story, theirs: &Story, at: &str, knows_payee: bool) -> usize {
    let steps = pairs::next_steps(&ours.node(), &theirs.node(), date(2026, 5, 3), |_| knows_payee);
    for step in &steps {
        ours.record(at, "system", step);
    }
    steps.len()
}

#[test]
fn a_payment_between_nodes_arrives_once_and_both_books_agree() {
    let (mut oak, mut elm) = pair();
    send(&mut oak, "elm", 120, "2026-05-02T10:00");
    send(&mut oak, "elm", 30, "2026-05-02T11:00");
    assert_eq!(take_news(&mut elm, &oak, "2026-05-03T10:00", true), 2);
    assert_eq!(take_news(&mut elm, &oak, "2026-05-03T11:00", true), 0, "once is enough");
    assert_eq!(take_news(&mut oak, &elm, "2026-05-03T12:00", true), 0);
    let (a, b) = (Books::of(&oak.node(), TODAY), Books::of(&elm.node(), TODAY));
    assert_eq!((minutes(&a, "member:ana"), minutes(&a, "peer:elm")), (-150, 150));
    assert_eq!((minutes(&b, "member:bob"), minutes(&b, "peer:oak")), (150, -150));
    let (ours, theirs) = (pairs::sides(&oak.node()), pairs::sides(&elm.node()));
    let standing = theirs["oak"].standing().unwrap();
    let (me, other) = (pairs::me(&oak.node()).unwrap(), pairs::me(&elm.node()).unwrap());
    let side = ours["elm"].pair(&me, &other).unwrap();
    assert!(side.agrees_with(&standing));
}

#[test]
fn a_refused_payment_comes_back() {
    let (mut oak, mut elm) = pair();
    send(&mut oak, "elm", 120, "2026-05-02T10:00");
    take_news(&mut elm, &oak, "2026-05-03T10:00", false);
    assert_eq!(take_news(&mut oak, &elm, "2026-05-03T12:00", true), 1);
    assert_eq!(take_news(&mut oak, &elm, "2026-05-03T13:00", true), 0);
    let books = Books::of(&oak.node(), TODAY);
    assert_eq!((minutes(&books, "member:ana"), minutes(&books, "peer:elm")), (0, 0));
}

#[test]
fn two_notes_with_one_number_stop_the_pair() {
    let (mut oak, mut elm) = pair();
    let mut twin = oak.clone();
    send(&mut oak, "elm", 120, "2026-05-02T10:00");
    send(&mut twin, "elm", 90, "2026-05-02T10:00");
    take_news(&mut elm, &oak, "2026-05-03T10:00", true);
    assert_eq!(take_news(&mut elm, &twin, "2026-05-03T11:00", true), 1);
    assert_eq!(pairs::sides(&elm.node())["oak"].frozen_at, Some(1));
    send(&mut oak, "elm", 10, "2026-05-02T12:00");
    assert_eq!(take_news(&mut elm, &oak, "2026-05-03T12:00", true), 0, "nothing more is taken");
}

#[test]
fn debts_in_a_circle_fall_when_everybody_has_agreed() {
    let names = ["oak", "elm", "ash"];
    let mut nodes = names.map(Story::new);
    for (at, node) in nodes.iter_mut().enumerate() {
        for (other, peer) in names.iter().enumerate() {
            if other != at {
                let trust = json!({ "peer": peer, "they_owe_at_most": 600, "we_owe_at_most": 600,
                    "our_unit": "MIN", "their_unit": "MIN" });
                node.event("2026-05-01T09:00", "@mira", "clearing.trust", &trust);
            }
        }
    }
    for (at, amount) in [(0, 100), (1, 80), (2, 50)] {
        send(&mut nodes[at], names[(at + 1) % 3], amount, "2026-05-02T10:00");
    }
    for at in 0..3 {
        let from = nodes[(at + 2) % 3].clone();
        take_news(&mut nodes[at], &from, "2026-05-03T10:00", true);
    }
    let folded: Vec<_> = nodes.iter().map(Story::node).collect();
    let circles = pairs::circles(&folded, &"MIN".parse().unwrap());
    assert_eq!((circles.len(), circles[0].amount), (1, 50));
    for (at, node) in nodes.iter_mut().enumerate() {
        assert!(pairs::agreed(&node.node(), &folded).is_empty(), "{at} waits for the others");
        node.record("2026-05-04T10:00", "@mira", &circles[0].clone().into());
    }
    let folded: Vec<_> = nodes.iter().map(Story::node).collect();
    for node in &mut nodes {
        let ready = pairs::agreed(&node.node(), &folded);
        assert_eq!(ready.len(), 1);
        node.record("2026-05-05T10:00", "system", &ready[0].clone().into());
        assert!(pairs::agreed(&node.node(), &folded).is_empty());
    }
    let balances = |at: usize, peer: &str| {
        minutes(&Books::of(&nodes[at].node(), TODAY), &format!("peer:{peer}"))
    };
    assert_eq!([balances(0, "elm"), balances(1, "ash"), balances(2, "oak")], [50, 30, 0]);
    assert_eq!([balances(1, "oak"), balances(2, "elm"), balances(0, "ash")], [-50, -30, 0]);
}
