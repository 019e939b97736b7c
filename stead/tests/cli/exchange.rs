//! Import, export, remotes, sticks and devices.

use crate::env::Env;

#[test]
fn what_is_exported_as_tables_changes_nothing_when_it_comes_back() {
    let env = Env::with_node();
    env.node("new material Screws").ok();
    let run = env.node(&format!("export csv --out {} --json", env.path("tables"))).ok();
    assert!(run.out.contains("titles.csv"));
    let again = env.node(&format!("import {} --json", env.path("tables"))).ok().json();
    assert_eq!((&again["created"], &again["updated"]), (&0.into(), &0.into()));
    assert_eq!(again["files"], serde_json::json!([]));
    assert_eq!(env.git("status --porcelain").ok().out, "");
}

#[test]
fn a_spreadsheet_is_shown_first_and_then_taken_over_in_a_commit() {
    let env = Env::with_node();
    env.write("list.csv", "Name,Location,Serial\nLadder,Shed,L-1\n,Shed,\n");
    let dry = env.node(&format!("import {} --dry-run", env.path("list.csv"))).ok();
    assert!(dry.out.contains("+ name = \"Ladder\""), "{}", dry.out);
    assert!(!env.path("node/catalog/la/ladder.md").exists());
    let run = env.node(&format!("import {} --json", env.path("list.csv"))).ok().json();
    assert_eq!((&run["created"], &run["skipped"][0]["row"]), (&1.into(), &3.into()));
    assert!(env.read("node/catalog/la/ladder.md").contains("Ladder"));
    assert_eq!(env.git("log -1 --format=%s").ok().out, "import list.csv\n");
    let again = env.node(&format!("import {} --json", env.path("list.csv"))).ok().json();
    assert_eq!((&again["created"], &again["unchanged"]), (&0.into(), &1.into()));
}

#[test]
fn two_devices_of_one_node_meet_at_a_hub() {
    let env = Env::with_node();
    let sam = env.node("member add --name Sam --json").ok().field("member");
    env.git(&format!("init --bare -q -b main {}", env.path("hub.git"))).ok();
    env.node(&format!("remote add hub {}", env.path("hub.git"))).ok();
    env.node("sync").ok();
    env.git(&format!("clone -q {} {}", env.path("hub.git"), env.path("copy"))).ok();

    let join = env.on("copy", "device join --json").ok();
    assert_eq!(join.field("welcome"), "false");
    let act = env.on("copy", "unit found drill").ok();
    assert!(act.err.contains("committed once the node knows this device"), "{}", act.err);
    env.node(&format!("device invite {} '{}'", join.field("device"), join.field("key"))).ok();
    env.node(&format!("loan out drill --member {sam}")).ok();
    env.node("sync hub").ok();
    let news = env.on("copy", "sync --json").ok().json();
    assert_eq!(news["peers"][0]["received"], 1, "{news}");
    env.on("copy", "unit move drill shelf-a").ok();
    env.on("copy", "sync").ok();
    env.node("sync").ok();
    let log = |folder: &str| env.on(folder, "log --json").ok().json().as_array().unwrap().len();
    assert_eq!((log("node"), log("copy")), (3, 3));
    env.node("verify").ok();
}

#[test]
fn a_stick_carries_news_to_a_copy() {
    let env = Env::with_node();
    fs_err::create_dir_all(env.path("stick")).unwrap();
    env.node("unit found drill").ok();
    let run = env.node(&format!("carry {} --json", env.path("stick"))).ok().json();
    assert_eq!(run["sent"], 1, "{run}");
    assert!(env.path("stick/commonstead/README.txt").is_file());
}

#[test]
fn a_remote_that_is_away_stops_nothing() {
    let env = Env::with_node();
    env.node(&format!("remote add hub {}", env.path("nowhere.git"))).ok();
    let run = env.node("sync");
    assert_eq!(run.status, 4, "{}", run.told());
    assert!(run.err.contains("could not be reached"), "{}", run.err);
    env.node("unit found drill").ok();
    env.node("remote remove hub").ok();
    assert_eq!(env.node("sync").status, 1);
}
