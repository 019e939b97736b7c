//! A node in one file, and out of it again.

use camino::Utf8Path;

use crate::env::Env;

/// A node with a member, a loan, and work that no commit has taken in.
fn lent() -> (Env, String) {
    let env = Env::with_node();
    let added = env.node("member add --name 'Noor Ali' --json").ok();
    let number = added.field("member");
    env.node(&format!("loan out 7K3-QP2J --member {number}")).ok();
    env.write("node/catalog/sa/saw.md", "+++\nname = \"Saw\"\n+++\n\nNot recorded yet.\n");
    env.write("node/notes/to-do.txt", "ask Ida about the key\n");
    env.set("STEAD_PASSPHRASE", "four words are better");
    (env, number)
}

#[test]
fn a_node_comes_back_whole_as_a_device_of_its_own() {
    let (env, number) = lent();
    let hub = env.path("hub.git");
    let hub = hub.as_str();
    env.git(&format!("init -q --bare -b main {hub}")).ok();
    env.node(&format!("remote add hub {hub}")).ok();
    let made = env.node("backup all.stead-backup --json").ok();
    assert_eq!(made.json()["private"], true);
    assert_eq!(made.json()["encrypted"], true);
    let back = env.stead("restore all.stead-backup copies/back --json").ok();
    let (was, now) = (back.field("was"), back.field("device"));
    assert_ne!(was, now);
    assert_eq!(back.json()["welcome"], true);
    for file in ["node.toml", "catalog/dr/drill.md", "catalog/sa/saw.md", "notes/to-do.txt"] {
        assert_eq!(env.read(&format!("node/{file}")), env.read(&format!("copies/back/{file}")));
    }
    let of = |folder: &str, line: &str| env.on(folder, line).ok().out;
    assert_eq!(of("node", "loan list"), of("copies/back", "loan list"));
    assert!(of("copies/back", "member list").contains("Noor Ali"));
    assert!(of("copies/back", "remote list").contains("hub.git"));
    env.on("copies/back", "verify").ok();
    // Both go on and meet: nothing is told twice, nothing is lost.
    env.on("copies/back", "loan in 7K3-QP2J").ok();
    let ida = env.node("member add --name 'Ida Berg' --json").ok().field("member");
    env.node(&format!("hold place drill --member {ida}")).ok();
    env.on("copies/back", "sync hub").ok();
    let met = env.node("sync hub --json").ok();
    assert_eq!(met.json()["peers"][0]["cloned"].as_array().map(Vec::len), Some(0), "{}", met.out);
    env.on("copies/back", "sync hub").ok();
    assert_eq!(of("node", "log"), of("copies/back", "log"));
    let lines = of("node", &format!("log --member {number}"));
    assert!(lines.lines().count() >= 1, "{lines}");
    let leftover = fs_err::read_dir(env.path("copies")).unwrap().count();
    assert_eq!(leftover, 1, "nothing but the node is left");
}

#[test]
fn a_device_that_is_gone_for_good_goes_on_under_its_name_and_takes_its_later_events_back() {
    let (env, _) = lent();
    let hub = env.path("hub.git");
    let hub = hub.as_str();
    env.git(&format!("init -q --bare -b main {hub}")).ok();
    env.node(&format!("remote add hub {hub}")).ok();
    env.node("backup all.stead-backup").ok();
    env.node("loan in 7K3-QP2J").ok();
    env.node("sync hub").ok();
    let back = env.stead("restore all.stead-backup back --as same --json").ok();
    assert_eq!(back.field("was"), back.field("device"));
    assert_eq!(back.json()["exchanged"][0]["restored"], 1, "{}", back.out);
    assert_eq!(env.node("log").ok().out, env.on("back", "log").ok().out);
}

#[test]
fn a_backup_is_checked_before_anything_is_written() {
    let (env, _) = lent();
    env.node("backup all.stead-backup").ok();
    let whole = fs_err::read(env.path("all.stead-backup")).unwrap();
    let told = env.stead("restore all.stead-backup --json").ok();
    assert_eq!(told.json()["name"], "Oak");
    let refused = |bytes: &[u8], why: &str| {
        fs_err::write(env.path("bad.stead-backup"), bytes).unwrap();
        let run = env.stead("restore bad.stead-backup back");
        assert_eq!(run.status, 1, "{}", run.err);
        assert!(run.err.contains(why), "{why}: {}", run.err);
        assert!(!env.path("back").exists());
    };
    refused(&whole[..whole.len() - 1], "cut off or damaged");
    refused(&whole[..whole.len() / 2], "cut off or damaged");
    let mut changed = whole.clone();
    let middle = whole.len() / 2;
    changed[middle] ^= 1;
    refused(&changed, "cut off or damaged");
    refused(b"hello", "");
    let again = env.node("backup all.stead-backup");
    assert_eq!(again.status, 1);
    assert!(again.err.contains("nothing is written over"), "{}", again.err);
    assert_eq!(fs_err::read(env.path("all.stead-backup")).unwrap(), whole);
    let full = env.stead("restore all.stead-backup node");
    assert_eq!(full.status, 1, "{}", full.err);
    env.set("STEAD_PASSPHRASE", "other words than those");
    let run = env.stead("restore all.stead-backup back");
    assert_eq!(run.status, 1);
    assert!(run.err.contains("does not open"), "{}", run.err);
}

#[test]
fn a_public_backup_holds_nothing_private_and_a_private_one_needs_a_passphrase() {
    let env = Env::with_node();
    env.node("member add --name 'Zebulon Quagmire'").ok();
    let asked = env.node("backup all.stead-backup");
    assert_eq!(asked.status, 1);
    assert!(asked.err.contains("--unencrypted"), "{}", asked.err);
    let holds = |file: &str, text: &str| {
        let bytes = fs_err::read(env.path(file)).unwrap();
        bytes.windows(text.len()).any(|part| part == text.as_bytes())
    };
    env.node("backup public.stead-backup --public").ok();
    env.node("backup open.stead-backup --unencrypted").ok();
    assert!(holds("open.stead-backup", "Zebulon") && holds("open.stead-backup", "device_key"));
    for secret in ["Zebulon", "device_key", "PRIVATE KEY", "refs/stead/private"] {
        assert!(!holds("public.stead-backup", secret), "{secret}");
    }
    env.stead("restore public.stead-backup reader").ok();
    assert!(env.on("reader", "show drill").ok().out.contains("Cordless drill"));
}

#[test]
fn stock_tools_open_a_backup() {
    let (env, _) = lent();
    env.node("backup all.stead-backup --unencrypted").ok();
    let folder = env.path("by-hand");
    fs_err::create_dir_all(&folder).unwrap();
    let run = |program: &str, args: &[&str]| {
        let out = env.command(program).current_dir(&folder).args(args).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    };
    run("tar", &["-xf", env.path("all.stead-backup").as_str()]);
    run("git", &["clone", "-q", "-b", "main", "repository.bundle", "node"]);
    assert!(Utf8Path::new(folder.as_str()).join("node/catalog/dr/drill.md").is_file());
    assert!(folder.join("files/notes/to-do.txt").is_file());
    assert!(folder.join("device/private.sqlite").is_file());
    assert!(folder.join("README.txt").is_file());
}
