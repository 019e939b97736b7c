//! loan, hold, unit, count, undo, log: each act is an event, on the disk and in a signed commit.

use crate::env::Env;

/// A node and a member's number.
fn lent() -> (Env, String) {
    let env = Env::with_node();
    let number = env.node("member add --name 'Sam Adeyemi' --json").ok().field("member");
    (env, number)
}

#[test]
fn a_loan_goes_out_is_renewed_and_comes_back() {
    let (env, sam) = lent();
    let out = env.node(&format!("loan out 7k3qp2j --member {sam} --json")).ok();
    assert_eq!((out.field("unit"), out.field("due")), ("7K3-QP2J".into(), "2026-11-28".into()));
    assert_eq!(out.field("loan"), out.field("event"));
    assert_eq!(env.node("show drill --json").ok().json()["units"][0]["status"], "out");
    let list = env.node("loan list --json").ok().json();
    assert_eq!((&list[0]["unit"], &list[0]["member"]), (&"7K3-QP2J".into(), &sam.as_str().into()));

    env.at("2026-11-27T10:00:00Z");
    let renewed = env.node("loan renew 7K3-QP2J --json").ok();
    assert_eq!(renewed.field("loan"), out.field("loan"));
    assert!(renewed.field("due") > out.field("due"));

    env.at("2026-12-20T10:00:00Z");
    assert_eq!(env.node("loan list --overdue --json").ok().json().as_array().unwrap().len(), 1);
    let back = env.node("loan in 7K3-QP2J --condition worn --note 'chuck sticks' --json").ok();
    assert_eq!(back.field("loan"), out.field("loan"));
    assert_eq!(env.node("loan list").ok().out, "Nothing is out.\n");
}

#[test]
fn every_act_is_a_commit_that_git_verifies_and_that_names_nobody() {
    let (env, sam) = lent();
    env.node(&format!("loan out 7K3-QP2J --member {sam}")).ok();
    env.node("loan in 7K3-QP2J").ok();
    let log = env.git("log --format=%s").ok().out;
    assert_eq!(log, "loan: 7K3-QP2J in\nloan: 7K3-QP2J out\nfurnish\nnode: begin\n");
    for commit in env.git("log --format=%H").ok().out.lines() {
        env.git(&format!("verify-commit {commit}")).ok();
    }
    let history = env.git("log -p --all").ok().out;
    let digits = sam.replace('-', "");
    for private in ["Sam", "Adeyemi", sam.as_str(), digits.as_str()] {
        assert!(!history.contains(private), "{private} is in the history");
    }
    assert_eq!(env.git("status --porcelain").ok().out, "");
}

#[test]
fn an_undone_loan_never_was_and_stays_in_the_log() {
    let (env, sam) = lent();
    let event = env.node(&format!("loan out 7K3-QP2J -m {sam} --json")).ok().field("event");
    let undo = env.node(&format!("undo {event} --reason 'wrong drill' --json")).ok();
    assert_eq!(undo.field("of"), event);
    assert_eq!(env.node("show drill --json").ok().json()["units"][0]["status"], "available");
    let log = env.node("log --json").ok().json();
    assert_eq!((&log[0]["kind"], &log[1]["kind"]), (&"loan.out".into(), &"undo".into()));
}

#[test]
fn the_log_is_in_the_folds_order_and_can_be_narrowed() {
    let (env, sam) = lent();
    let kim = env.node("member add --name Kim --json").ok().field("member");
    env.node("new tool Saw --json").ok();
    env.node(&format!("loan out 7K3-QP2J --member {sam}")).ok();
    env.at("2026-11-22T10:00:00Z").node("loan in 7K3-QP2J").ok();
    env.node(&format!("loan out saw --member {kim}")).ok();
    let kinds = |line: &str| -> Vec<String> {
        let log = env.node(&format!("log {line} --json")).ok().json();
        log.as_array().unwrap().iter().map(|e| e["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(kinds(""), ["loan.out", "loan.in", "loan.out"]);
    assert_eq!(kinds("--unit 7k3qp2j"), ["loan.out", "loan.in"]);
    assert_eq!(kinds(&format!("--member {sam}")), ["loan.out", "loan.in"]);
    assert_eq!(kinds("--since 2026-11-22"), ["loan.in", "loan.out"]);
    let audit = env.node("log --unit 7K3-QP2J --audit --json").ok().json();
    assert!(audit[1]["line"]["prev"].is_string(), "{audit}");
    assert_eq!(audit[0]["actor"], "system");
}

#[test]
fn a_hold_is_placed_served_by_the_return_and_taken_back() {
    let (env, sam) = lent();
    let kim = env.node("member add --name Kim --json").ok().field("member");
    env.node(&format!("loan out 7K3-QP2J --member {sam}")).ok();
    let hold = env.node(&format!("hold place drill --member {kim} --json")).ok();
    assert_eq!(hold.field("ahead"), "0");
    env.node("loan in 7K3-QP2J").ok();
    let list = env.node("hold list --json").ok().json();
    assert_eq!(list[0]["member"], kim.as_str());
    assert_eq!(list[0]["state"]["state"], "ready");
    env.node(&format!("hold cancel {}", hold.field("hold"))).ok();
    assert_eq!(env.node("hold list").ok().out, "Nobody waits for anything.\n");
}

#[test]
fn a_thing_is_moved_lost_found_broken_and_retired() {
    let (env, _) = lent();
    env.write("node/places/room.toml", "name = \"Room\"\nkind = \"room\"\n");
    let shown = || env.node("show 7K3-QP2J --json").ok().json();
    env.node("unit move 7K3-QP2J room").ok();
    assert_eq!(shown()["custody"]["at"], "room");
    env.node("unit lost 7K3-QP2J --note 'not on its shelf'").ok();
    assert_eq!(shown()["status"], "missing");
    env.node("unit found 7K3-QP2J shelf-a").ok();
    assert_eq!(shown()["status"], "available");
    env.node("unit broken 7K3-QP2J 'smoke' --condition unsafe").ok();
    assert_ne!(shown()["status"], "available");
    env.node("unit retire 7K3-QP2J --reason broken").ok();
    assert_eq!(shown()["status"], "retired");
}

#[test]
fn a_stocktake_finds_what_is_here_and_names_what_is_not() {
    let (env, _) = lent();
    let saw = env.node("new tool Saw --json").ok().field("code");
    env.write(
        "node/catalog/ax/axe.md",
        "+++\nname = \"Axe\"\n\n[[units]]\ncode = \"M1X-04TH\"\nhome_place = \"shelf-a\"\n+++\n",
    );
    let count = env.node("count start shelf-a --json").ok();
    assert_eq!(count.field("expected"), "2");
    let count = count.field("count");
    let scans =
        env.node(&format!("count scan {count} 7k3qp2j 7K3-QP2J {saw} gibberish --json")).ok();
    let scans = scans.json();
    let results: Vec<_> = (0..4).map(|n| scans["scans"][n]["result"].as_str().unwrap()).collect();
    assert_eq!(results, ["found", "already", "misplaced", "unknown"]);
    let closed = env.node(&format!("count close {count} --missing M1X-04TH --json")).ok().json();
    assert_eq!(closed["not_seen"][0], "M1X-04TH");
    assert_eq!(env.node("show axe --json").ok().json()["units"][0]["status"], "missing");
}

#[test]
fn a_booking_by_days_is_placed_listed_and_taken_back_and_a_taken_time_names_the_next() {
    let (env, sam) = lent();
    let place = |from: &str, to: &str| {
        env.node(&format!("booking place drill -m {sam} --from {from} --to {to} --json"))
    };
    let refused = place("2026-11-24", "2026-11-25");
    assert!(refused.err.contains("cannot be booked ahead"), "{}", refused.err);
    let node = env.read("node/node.toml");
    env.write("node/node.toml", &format!("{node}\n[reservation_policies.std]\nunit = \"day\"\n"));
    let drill = env.read("node/catalog/dr/drill.md");
    let drill = drill.replace("drill\"\n", "drill\"\nreservation_policy = \"std\"\n");
    env.write("node/catalog/dr/drill.md", &drill);
    let booked = place("2026-11-24", "2026-11-25").ok();
    assert_eq!(booked.field("granted"), "true");
    assert_eq!(booked.field("to"), "2026-11-26T00:00:00+00:00");
    let taken = place("2026-11-25T10:00", "2026-11-25T12:00");
    assert_eq!(taken.status, 1);
    assert!(taken.err.contains("free: 2026-11-2"), "{}", taken.err);
    assert_eq!(place("'2026-11-25 noon'", "2026-11-26").status, 1);
    let list = env.node("booking list --json").ok().json();
    assert_eq!((&list[0]["title"], &list[0]["state"]), (&"drill".into(), &"approved".into()));
    env.node(&format!("booking cancel {}", booked.field("booking"))).ok();
    assert_eq!(env.node("booking list").ok().out, "Nothing is booked.\n");
}
