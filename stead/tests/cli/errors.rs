//! One reproducer for each trouble that a steward can meet: the words, the way on, the exit status.

use std::io::Write as _;

use crate::env::Env;

#[test]
fn there_is_no_node_here() {
    let env = Env::new();
    insta::assert_snapshot!(env.stead("status").told(), @r#"
    status 1
    error: there is no node here: no `node.toml` in this folder or above

    hint: `stead init <folder> --name <name>` makes a new node
    hint: `-C <folder>` names one that is elsewhere
    "#);
    assert_eq!(env.stead("-C nowhere status").status, 1);
}

#[test]
fn wrong_usage_is_status_2_and_help_is_status_0() {
    let env = Env::new();
    for line in ["", "lend", "loan out", "loan out X", "check --colour", "init node"] {
        let run = env.stead(line);
        assert_eq!(run.status, 2, "{line}: {}", run.told());
        assert_eq!(run.out, "", "{line}");
    }
    for line in ["--help", "loan out --help", "--version"] {
        let run = env.stead(line).ok();
        assert_eq!(run.err, "", "{line}");
    }
}

#[test]
fn a_node_is_not_made_twice() {
    let env = Env::with_node();
    insta::assert_snapshot!(env.stead("init node --name Oak").told(), @r#"
    status 1
    error: `node` holds a node already

    hint: choose another folder
    "#);
}

#[test]
fn a_thing_that_is_out_is_not_lent_again_from_the_same_desk() {
    let env = Env::with_node();
    let sam = env.node("member add --name Sam --json").ok().field("member");
    let kim = env.node("member add --name Kim --json").ok().field("member");
    env.write(
        "node/node.toml",
        &env.read("node/node.toml")
            .replace("[policies.standard]", "[policies.standard]\nself_supersede = false"),
    );
    env.node(&format!("loan out drill --member {sam}")).ok();
    let run = env.node(&format!("loan out drill --member {kim} --json"));
    assert_eq!(run.status, 1, "{}", run.told());
    assert!(run.json()["error"]["code"].as_str().unwrap().starts_with("E-"), "{}", run.out);
    assert!(!run.json()["error"]["hints"].as_array().unwrap().is_empty(), "{}", run.out);
}

#[test]
fn nobody_has_this_number() {
    let env = Env::with_node();
    insta::assert_snapshot!(env.node("loan out drill --member 412-907").told(), @r#"
    status 1
    error: there is no member 412-907

    hint: `stead member list` shows the members
    "#);
    insta::assert_snapshot!(env.node("loan out drill --member Sam").told(), @r#"
    status 1
    error: a member is named by number (`412-907`) or by card
      read as a card: a card has 13 symbols

    hint: `stead member list` shows numbers and names
    "#);
}

#[test]
fn words_that_are_not_dates_conditions_or_events() {
    let env = Env::with_node();
    let sam = env.node("member add --name Sam --json").ok().field("member");
    insta::assert_snapshot!(env.node(&format!("loan out drill --member {sam} --due soon")).told(), @r#"
    status 1
    error: `soon` is not a due date

    hint: a date is like `2026-05-19`, a time like `2026-05-19T18:30`
    "#);
    insta::assert_snapshot!(env.node("loan in drill --condition wron").told(), @r#"
    status 1
    error: `wron` is not a condition

    hint: did you mean `worn`?
    hint: a condition is `new`, `good`, `fair`, `worn`, `damaged` or `unsafe`
    "#);
    insta::assert_snapshot!(env.node("undo yesterday").told(), @r#"
    status 1
    error: `yesterday` is not the name of an event

    hint: `stead log` shows them; they are like `k7m2qf-41`
    "#);
    insta::assert_snapshot!(env.node("unit move drill shelf-aa").told(), @r#"
    status 1
    error: no place is called `shelf-aa`

    hint: did you mean `shelf-a`?
    hint: places are the files in `places/`
    "#);
}

#[test]
fn an_event_that_is_not_here_and_one_that_is_old() {
    let env = Env::with_node();
    assert_eq!(env.node("undo zz-9 --reason x").status, 1);
    let event = env.node("unit found drill --json").ok().field("event");
    env.at("2026-11-21T11:00:00Z");
    let late = env.node(&format!("undo {event}"));
    assert_eq!(late.status, 1);
    assert!(late.err.contains("hint: `--reason"), "{}", late.err);
}

#[test]
fn another_program_has_the_node_open() {
    let env = Env::with_node();
    let lock = desk::lock::Lock::take(
        &env.path("node"),
        "stead kiosk",
        "2026-11-21T09:00:00Z".parse().unwrap(),
    );
    let run = env.node("unit found drill");
    insta::with_settings!({filters => vec![(r"process \d+", "process [pid]")]}, {
        insta::assert_snapshot!(run.told(), @r#"
        status 3
        error: this node is open in stead kiosk (process [pid]), since 2026-11-21 09:00 UTC; close it there first, or use its screen

        hint: reading (`show`, `search`, `status`, `check`, `build`) works meanwhile
        "#);
    });
    for reading in ["status", "show drill", "search drill", "check", "log", "loan list"] {
        env.node(reading).ok();
    }
    drop(lock);
    env.node("unit found drill").ok();
}

#[test]
fn git_holds_the_history_and_what_was_done_is_not_lost() {
    let env = Env::with_node();
    env.write("node/.git/index.lock", "");
    let run = env.node("unit found drill").ok();
    assert!(run.err.contains("recorded on the disk, but not yet committed"), "{}", run.err);
    assert!(run.err.contains("index.lock"), "{}", run.err);
    fs_err::remove_file(env.path("node/.git/index.lock")).unwrap();
    env.node("unit found drill").ok();
    assert_eq!(env.git("status --porcelain").ok().out, "");
}

#[test]
fn a_lock_that_a_power_cut_left_long_ago_stops_nothing() {
    let env = Env::with_node();
    for lock in ["node/.git/index.lock", "node/.git/refs/incoming/hub/main.lock"] {
        env.write(lock, "");
        let file = fs_err::OpenOptions::new().write(true).open(env.path(lock)).unwrap();
        let long_ago = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_hours(24);
        file.set_modified(long_ago).unwrap();
    }
    let run = env.node("unit found drill").ok();
    assert!(run.err.contains("index.lock` was removed"), "{}", run.err);
    assert!(run.err.contains("main.lock` was removed"), "{}", run.err);
    assert_eq!(env.git("status --porcelain").ok().out, "");
}

#[cfg(unix)]
#[test]
fn a_full_disk_refuses_and_records_nothing() {
    let env = Env::with_node();
    env.node("unit found drill").ok();
    // A file where the day's folder must be made: the disk says no, whoever asks.
    env.at("2027-01-05T10:00:00Z");
    let device = env.node("status --json").ok().field("device");
    env.write(&format!("node/feeds/{device}/2027"), "in the way");
    let run = env.node("unit found drill");
    assert_eq!(run.status, 4, "{}", run.told());
    assert!(run.err.contains("nothing was recorded"), "{}", run.err);
    assert_eq!(env.node("log --json").ok().json().as_array().unwrap().len(), 1);
}

#[test]
fn whoever_stops_reading_is_no_error() {
    let env = Env::with_node();
    let mut child = env.start("log");
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}

#[test]
fn no_color_and_color_always_are_kept() {
    let env = Env::new();
    assert!(env.stead("--color always status").err.contains("\u{1b}["));
    assert!(!env.stead("--color never status").err.contains("\u{1b}["));
    assert!(!env.stead("status").err.contains("\u{1b}["));
}

#[test]
fn odd_bytes_in_records_never_make_the_program_stop() {
    let env = Env::with_node();
    let mut file = fs_err::File::create(env.path("node/catalog/dr/drill.md")).unwrap();
    file.write_all(b"+++\nname = \"\xff\xfe\nunits = [[[[\n+++\n\0\0").unwrap();
    for line in ["check", "status", "show drill", "search drill", "log", "doctor", "loan list"] {
        let run = env.node(line);
        assert!((0..=4).contains(&run.status), "{line}: {}", run.told());
        assert!(!run.err.contains("mistake of its own"), "{line}: {}", run.err);
    }
}
