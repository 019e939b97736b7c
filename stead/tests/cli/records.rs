//! init, check, status, new, show, search, commit.

use crate::env::Env;

#[test]
fn a_new_node_is_a_signed_git_repository() {
    let env = Env::new();
    let run = env
        .stead("init node --name 'Oak Street' --lang en --lang es --timezone Europe/London --json")
        .ok();
    let first = run.field("commit");
    assert_eq!(run.field("node"), first, "the first commit names the node");
    assert!(run.field("fingerprint").starts_with("SHA256:"));
    let device = run.field("device");
    assert_eq!(env.git("log --format=%an%x20%s").ok().out, format!("{device} node: begin\n"));
    env.git(&format!("verify-commit {first}")).ok();
    env.git("fsck --strict").ok();
    assert_eq!(env.git("status --porcelain").ok().out, "");
    let check = env.node("check --warnings --json").ok().json();
    assert_eq!(check["problems"], serde_json::json!([]));
    assert_eq!(env.node("status --json").ok().json()["node"]["id"], "oak-street");
}

#[test]
fn the_words_of_a_new_node_say_what_comes_next() {
    let env = Env::new();
    let run = env.stead("init node --name Oak --timezone UTC").ok();
    insta::with_settings!({filters => vec![
        (r"SHA256:\S+", "SHA256:…"), (r"[0-9a-f]{40}", "[commit]"),
        (r"This device   \w+", "This device   [device]"),
    ]}, {
        insta::assert_snapshot!(run.told(), @r#"
        status 0
        Oak is a node now, in node.

        This device   [device]  SHA256:…
        First commit  [commit]

        Next:
          cd node
          stead new tool "Cordless drill"   the first thing to share
          stead member add --name "…"       the first person with a card
          stead build                       the site, in public/
        "#);
    });
}

#[test]
fn check_underlines_what_is_wrong_and_says_what_helps() {
    let env = Env::with_node();
    env.write(
        "node/catalog/sa/saw.md",
        "+++\nname = \"Saw\"\nkind = \"tol\"\n\n[[units]]\ncode = \"7K3-QP2K\"\nhome_place = \"shelf-b\"\n+++\n",
    );
    let run = env.node("check");
    insta::assert_snapshot!(run.told(), @r#"
    status 1
    error[bad-choice]: `kind` is `tol`, which is none of `tool`, `machine`, `material`, `kit`, `space`, `book`, `vehicle`
     --> catalog/sa/saw.md:3:8
      |
    3 | kind = "tol"
      |        ^^^^^
      |
      = help: did you mean `tool`?

    error[bad-code]: `code` is `7K3-QP2K`, which has the check symbol `K`, but `J` would fit: one symbol is misread
     --> catalog/sa/saw.md:6:8
      |
    6 | code = "7K3-QP2K"
      |        ^^^^^^^^^^
      |
      = help: read the label again; `stead labels mint 1` makes a new code

    Read 2 titles, 1 unit and 0 events. 2 errors.
    "#);
    let json = env.node("check --json");
    assert_eq!(json.status, 1);
    let problem = &json.json()["problems"][0];
    assert_eq!((&problem["file"], &problem["line"]), (&"catalog/sa/saw.md".into(), &3.into()));
    assert_eq!(json.err, "");
}

#[test]
fn a_line_that_was_changed_by_hand_is_found() {
    let env = Env::with_node();
    for _ in 0..2 {
        env.node("unit found 7K3-QP2J").ok();
    }
    let feeds: Vec<_> = walk(&env.path("node/feeds"));
    let text = fs_err::read_to_string(&feeds[0]).unwrap();
    fs_err::write(&feeds[0], text.replacen("shelf-a", "shelf-b", 1)).unwrap();
    let run = env.node("check --json");
    assert_eq!(run.status, 1);
    assert_eq!(run.json()["problems"][0]["code"], "feed-edited");
}

fn walk(folder: &camino::Utf8Path) -> Vec<camino::Utf8PathBuf> {
    let mut files = Vec::new();
    for entry in fs_err::read_dir(folder).unwrap() {
        let path = camino::Utf8PathBuf::from_path_buf(entry.unwrap().path()).unwrap();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn a_half_written_line_is_told_and_set_aside_by_the_next_act() {
    let env = Env::with_node();
    env.node("unit found 7K3-QP2J").ok();
    let feed = walk(&env.path("node/feeds")).remove(0);
    let whole = fs_err::read_to_string(&feed).unwrap();
    fs_err::write(&feed, format!("{whole}{{\"id\":\"half")).unwrap();
    let check = env.node("check --warnings --json").ok();
    assert_eq!(check.json()["problems"][0]["code"], "torn-line");
    let run = env.node("unit found 7K3-QP2J").ok();
    assert!(run.err.contains("set aside in `.stead/torn/"), "{}", run.err);
    assert_eq!(env.node("check --warnings --json").ok().json()["events"], 2);
}

#[test]
fn what_new_makes_has_no_problem() {
    let env = Env::with_node();
    let kinds = "tool machine material kit space book vehicle place page news event minutes person";
    for kind in kinds.split(' ') {
        let run = env.node(&format!("new {kind} 'A new {kind}' --json")).ok();
        assert!(env.path("node").join(run.field("file")).is_file(), "{kind}");
    }
    let check = env.node("check --warnings --json");
    assert_eq!(check.json()["problems"], serde_json::json!([]), "{}", check.out);
    assert_eq!(env.git("status --porcelain").ok().out, "");
    let again = env.node("new tool 'A new tool'");
    insta::assert_snapshot!(again.told(), @r#"
    status 1
    error: `catalog/a-/a-new-tool.md` is there already

    hint: `--slug <name>` gives it another name
    "#);
}

#[test]
fn a_thing_is_shown_by_code_old_number_or_name_in_any_case() {
    let env = Env::with_node();
    for text in ["7K3-QP2J", "7k3qp2j", "http://KIOSK.LOCAL/I/7K3QP2J"] {
        assert_eq!(env.node(&format!("show {text} --json")).ok().json()["title"], "drill");
    }
    insta::assert_snapshot!(env.node("show 7k3qp2j").told(), @r#"
    status 0
    7K3-QP2J  Cordless drill
      Now         on the shelf
      Where       shelf-a
      Belongs at  shelf-a
      Condition   good
      Lent        0 times
      File        catalog/dr/drill.md
    "#);
    assert_eq!(env.node("show drill --json").ok().json()["units"][0]["status"], "available");
    assert_eq!(env.node("show shelf-a --json").ok().json()["units"][0], "7K3-QP2J");
    insta::assert_snapshot!(env.node("show dril").told(), @r#"
    status 1
    error: nothing here is called `dril`

    hint: did you mean `drill`?
    hint: `stead search <words>` finds things by their names
    "#);
    insta::assert_snapshot!(env.node("show 7K3-QP2K").told(), @r#"
    status 1
    error: nothing here is called `7K3-QP2K`: it has the check symbol `K`, but `J` would fit: one symbol is misread

    hint: did you mean `7K3-QP2J`?
    hint: `stead search <words>` finds things by their names
    "#);
}

#[test]
fn search_forgives_typing_mistakes() {
    let env = Env::with_node();
    for words in ["cordless", "cordles dril", "7k3-qp2j"] {
        let run = env.node(&format!("search {words} --json")).ok();
        assert_eq!(run.json()["results"][0]["slug"], "drill", "{words}");
        assert_eq!(run.json()["results"][0]["status"], "available");
    }
    assert_eq!(env.node("search zebra --json").ok().json()["results"], serde_json::json!([]));
}

#[test]
fn the_node_is_found_from_any_folder_inside_it() {
    let env = Env::with_node();
    let mut command = env.command(env!("CARGO_BIN_EXE_stead"));
    let output =
        command.current_dir(env.path("node/catalog/dr")).args(["status", "--json"]).output();
    assert!(output.unwrap().status.success());
}

#[test]
fn status_counts_and_names_what_is_not_committed() {
    let env = Env::with_node();
    env.write("node/pages/about.md", "+++\nname = \"About\"\n+++\n");
    let json = env.node("status --json").ok().json();
    assert_eq!(json["uncommitted"][0]["file"], "pages/about.md");
    assert_eq!(json["counts"]["units"], 1);
    let run = env.node("commit").ok();
    assert!(run.out.starts_with("Committed 1 file as "), "{}", run.out);
    assert_eq!(env.git("log -1 --format=%s").ok().out, "add pages/about.md\n");
    assert_eq!(env.node("commit").ok().out, "Nothing to commit.\n");
}

#[test]
fn the_doctor_finds_a_healthy_node_healthy_and_an_open_key_wrong() {
    let env = Env::with_node();
    assert_eq!(env.node("doctor --json").ok().json()["healthy"], true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let key = env.path("node/.stead/device_key");
        fs_err::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
        let run = env.node("doctor");
        assert_eq!(run.status, 1);
        assert!(run.out.contains("chmod 600 [home]/node/.stead/device_key"), "{}", run.out);
    }
}

#[test]
fn completions_and_manual_pages_are_made() {
    let env = Env::new();
    assert!(env.stead("completions bash").ok().out.contains("complete -F _stead"));
    assert!(env.stead("man").ok().out.contains(".TH stead"));
    let pages = env.stead("man --out pages --json").ok();
    assert!(pages.out.contains("stead-loan-out.1"), "{}", pages.out);
}
