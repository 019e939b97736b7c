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

#[test]
fn a_device_joins_by_an_invitation_and_a_stick_that_is_carried_twice() {
    let env = Env::with_node();
    env.node("member add --name 'Sam Rivera'").ok();
    let stick = env.path("stick");
    fs_err::create_dir_all(&stick).unwrap();
    let invitation = env.node("device invite --json").ok().field("invitation");
    env.node(&format!("carry {stick}")).ok();
    let join =
        env.stead(&format!("device join copy --from {stick} --invitation {invitation} --json"));
    assert_eq!(join.ok().field("welcome"), "false");
    let back = env.node(&format!("carry {stick} --json")).ok().json();
    assert_eq!(back["joined"].as_array().unwrap().len(), 1, "{back}");
    env.on("copy", &format!("carry {stick}")).ok();
    env.on("copy", "unit found drill").ok();
    let members = env.on("copy", "member list --json").ok().out;
    assert!(members.contains("Sam Rivera"), "{members}");
    env.on("copy", &format!("carry {stick}")).ok();
    let news = env.node(&format!("carry {stick} --json")).ok().json();
    assert_eq!(news["received"], 1, "{news}");
    // The same invitation is worth nothing to a third.
    let third = env.stead(&format!("device join third --from {stick} --invitation {invitation}"));
    third.ok();
    let run = env.node(&format!("carry {stick} --json")).ok();
    assert_eq!(run.json()["joined"].as_array().unwrap().len(), 0);
    assert!(run.err.contains("used before"), "{}", run.err);
}

#[test]
fn a_revoked_device_hears_nothing_new_and_a_rotated_one_goes_on() {
    let env = Env::with_node();
    env.node("member add --name 'Sam Rivera'").ok();
    env.git(&format!("init --bare -q -b main {}", env.path("hub.git"))).ok();
    env.node(&format!("remote add hub {}", env.path("hub.git"))).ok();
    env.node("sync").ok();
    let invitation = env.node("device invite --json").ok().field("invitation");
    let hub = env.path("hub.git");
    let join =
        env.stead(&format!("device join copy --from {hub} --invitation {invitation} --json")).ok();
    env.node(&format!("device invite {}", join.field("request"))).ok();
    env.node("sync").ok();
    env.on("copy", "sync").ok();
    let was = env.on("copy", "device rotate --json").ok();
    assert_eq!(was.field("device"), was.field("was"));
    env.on("copy", "unit found drill").ok();
    env.on("copy", "sync").ok();
    let news = env.node("sync --json").ok().json();
    assert_eq!(news["peers"][0]["received"], 1, "{news}");
    env.node(&format!("device revoke {}", was.field("device"))).ok();
    env.node("member add --name 'Kim Berg'").ok();
    env.node("sync").ok();
    env.on("copy", "sync").ok();
    let members = env.on("copy", "member list --json").ok().out;
    assert!(members.contains("Sam") && !members.contains("Kim"), "{members}");
    let audit = env.node("log --audit").ok().out;
    assert!(audit.contains("signed by device"), "{audit}");
    let new = env.node("device rotate --new --json").ok();
    assert_ne!(new.field("device"), new.field("was"));
    env.node("unit found drill").ok();
    env.node("verify").ok();
}

#[test]
fn two_edits_of_one_thing_are_settled_on_the_command_line() {
    let env = Env::with_node();
    env.git(&format!("clone -q {} {}", env.path("node"), env.path("copy"))).ok();
    let join = env.on("copy", "device join --json").ok();
    env.node(&format!("device invite {} '{}'", join.field("device"), join.field("key"))).ok();
    env.on("copy", "sync").ok();
    let file = "catalog/dr/drill.md";
    let edit = |folder: &str, name: &str| {
        let path = format!("{folder}/{file}");
        env.write(&path, &env.read(&path).replace("Cordless drill", name));
        env.on(folder, "commit -m rename").ok();
    };
    edit("node", "Drill driver");
    env.at("2026-11-21T11:00:00Z");
    edit("copy", "Hammer drill");
    env.on("copy", "sync").ok();
    let open = env.on("copy", "exceptions --json").ok().json();
    let id = open[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(open[0]["path"], file, "{open}");
    let check = env.on("copy", "check --warnings");
    assert!(check.told().contains("two people changed one record"), "{}", check.told());
    env.on("copy", &format!("exceptions resolve {id} --choose nonsense")).told();
    env.on("copy", &format!("exceptions resolve {id} --choose other")).ok();
    assert!(env.read(&format!("copy/{file}")).contains("Drill driver"));
    assert_eq!(env.on("copy", "exceptions --json").ok().json(), serde_json::json!([]));
}
