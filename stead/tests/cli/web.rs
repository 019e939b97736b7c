//! The node's history over the kiosk's web server, by stock git and by this program.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::Child;

use crate::env::Env;

/// A kiosk that ends with the test.
pub(crate) struct Kiosk {
    child: Child,
    pub(crate) url: String,
}

impl Kiosk {
    fn open(env: &Env) -> Self {
        Self::open_on(env, "node", "")
    }

    pub(crate) fn open_on(env: &Env, folder: &str, options: &str) -> Self {
        let mut child = env.start_on(folder, &format!("kiosk --bind 127.0.0.1:0 --json {options}"));
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
        Self { child, url: ready["url"].as_str().unwrap().trim_end_matches('/').to_owned() }
    }
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn a_stranger_clones_the_kiosk_with_stock_git_and_checks_the_signatures() {
    let env = Env::with_node();
    env.node("member add --name 'Samuela Unmistakable'").ok();
    env.node("unit found drill").ok();
    let kiosk = Kiosk::open(&env);
    for (at, address) in
        ["clone", "clone-git"].iter().zip([&kiosk.url, &format!("{}/git", kiosk.url)])
    {
        env.git(&format!("clone -q {address} {}", env.path(at))).ok();
        assert_eq!(env.read(&format!("{at}/node.toml")), env.read("node/node.toml"));
        let inside = |line: &str| env.git(&format!("-C {} {line}", env.path(at)));
        inside("fsck --strict").ok();
        inside("-c gpg.ssh.allowedSignersFile=keys/allowed_signers verify-commit HEAD").ok();
        assert!(!inside("for-each-ref").ok().out.contains("stead"));
    }
    let seen = env.git(&format!("ls-remote {}", kiosk.url)).ok().out;
    assert!(!seen.contains("stead") && seen.contains("refs/heads/main"), "{seen}");
    // Nothing new, and something new.
    let clone = |line: &str| env.git(&format!("-C {} {line}", env.path("clone"))).ok();
    clone("pull -q");
    drop(kiosk);
    for day in 1..6 {
        env.at(&format!("2026-12-0{day}T10:00:00Z")).node("unit found drill").ok();
    }
    let kiosk = Kiosk::open(&env);
    clone(&format!("remote set-url origin {}", kiosk.url));
    clone("pull -q");
    let head = |folder: &str| env.git(&format!("-C {} rev-parse main", env.path(folder))).ok().out;
    assert_eq!(head("clone"), head("node"));
    let shallow = env.git(&format!("clone -q --depth 1 {} {}", kiosk.url, env.path("part")));
    assert!(shallow.status != 0, "{}", shallow.told());
}

#[test]
fn the_site_of_a_large_node_is_made_by_another_process_beside_the_kiosk() {
    let env = Env::with_node();
    for n in 0..2_000 {
        let file = format!("node/catalog/th/thing-{n}.md");
        env.write(&file, &format!("+++\nname = \"Thing {n}\"\nkind = \"tool\"\n+++\n"));
    }
    // What cannot be read is left out, and does not keep the rest from being made.
    env.write("node/catalog/br/broken.md", "+++\nname = \n+++\n");
    let kiosk = Kiosk::open(&env);
    let begun = std::time::Instant::now();
    let page = loop {
        let page = get(&kiosk.url, "/catalog/thing-1999/");
        if page.starts_with("HTTP/1.1 200") || begun.elapsed().as_secs() > 180 {
            break page;
        }
        std::thread::sleep(std::time::Duration::from_millis(200));
    };
    assert!(page.contains("Thing 1999") && page.contains("/kiosk/title/thing-1999"), "{page}");
    assert!(env.path("node/.stead/site/catalog/drill/index.html").exists());
    let commit = env.git("rev-parse --short=7 HEAD").ok().out;
    assert!(!get(&kiosk.url, "/about/").contains(commit.trim()), "it would change at each commit");
}

fn get(url: &str, path: &str) -> String {
    let address = url.trim_start_matches("http://");
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let ask = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(ask.as_bytes()).unwrap();
    let mut page = Vec::new();
    stream.read_to_end(&mut page).unwrap();
    String::from_utf8_lossy(&page).into_owned()
}

#[test]
fn attack_50_a_push_needs_the_key_of_a_device_and_its_own_refs() {
    let env = Env::with_node();
    let kiosk = Kiosk::open(&env);
    let clone = env.path("clone");
    env.git(&format!("clone -q {} {clone}", kiosk.url)).ok();
    let inside = |line: &str| env.git(&format!("-C {clone} {line}"));
    inside("config user.name Mira").ok();
    inside("config user.email mira@example.org").ok();
    inside("config gpg.format ssh").ok();
    inside(&format!("config user.signingkey {}", env.path("node/.stead/device_key"))).ok();
    env.write("clone/places/shelf-b.toml", "name = \"Shelf B\"\nkind = \"shelf\"\n");
    inside("add -A").ok();
    inside("commit -q -S -m shelf").ok();
    let plain = inside("push -q origin main");
    assert!(plain.status != 0 && plain.err.contains("403"), "{}", plain.told());
    // A key that the node does not know.
    let stranger = env.path("stranger");
    let mut keygen = env.command("ssh-keygen");
    keygen.args(["-q", "-t", "ed25519", "-N", "", "-f", stranger.as_str()]);
    assert!(keygen.status().unwrap().success());
    let other = inside(&format!("-c user.signingkey={stranger} push -q --signed origin main"));
    assert!(other.status != 0 && other.err.contains("403"), "{}", other.told());
    let elsewhere = inside("push -q --signed origin main:refs/heads/other");
    assert!(elsewhere.status != 0, "{}", elsewhere.told());
    inside("push -q --signed origin main").ok();
    assert!(env.read("node/places/shelf-b.toml").contains("Shelf B"), "the work tree came along");
    let forced = inside("push -q --signed --force origin main~1:main");
    assert!(forced.status != 0 || head(&env, "node") == head(&env, "clone"), "{}", forced.told());
    // A commit that nobody signed does not get in, whoever pushes it.
    env.write("clone/places/shelf-c.toml", "name = \"Shelf C\"\nkind = \"shelf\"\n");
    inside("add -A").ok();
    inside("commit -q --no-gpg-sign -m unsigned").ok();
    let unsigned = inside("push --signed origin main");
    assert!(
        unsigned.status != 0 && unsigned.err.contains("nobody signed it"),
        "{}",
        unsigned.told()
    );
    assert!(!env.path("node/places/shelf-c.toml").exists());
}

fn head(env: &Env, folder: &str) -> String {
    env.git(&format!("-C {} rev-parse main", env.path(folder))).ok().out
}

#[test]
fn another_device_of_the_node_syncs_with_the_kiosk_members_included() {
    let env = Env::with_node();
    let sam = env.node("member add --name 'Sam Rivera' --json").ok().field("member");
    env.git(&format!("clone -q {} {}", env.path("node"), env.path("copy"))).ok();
    let join = env.on("copy", "device join --json").ok();
    env.node(&format!("device invite {} '{}'", join.field("device"), join.field("key"))).ok();
    env.node(&format!("loan out drill --member {sam}")).ok();
    let kiosk = Kiosk::open(&env);
    env.on("copy", "remote remove origin").ok();
    env.on("copy", &format!("remote add kiosk {}", kiosk.url)).ok();
    let news = env.on("copy", "sync --json").ok().json();
    assert_eq!(news["peers"][0]["received"], 1, "{news}");
    env.on("copy", "unit move drill shelf-a").ok();
    let news = env.on("copy", "sync --json").ok().json();
    assert_eq!(news["peers"][0]["sent"], 1, "{news}");
    assert_eq!(head(&env, "node"), head(&env, "copy"));
    let members = env.on("copy", "member list --json").ok().out;
    assert!(members.contains("Sam Rivera"), "{members}");
}

#[test]
fn an_open_kiosk_invites_a_device_lets_it_in_and_ends_it() {
    let env = Env::with_node();
    let mira = env.node("member add --name 'Mira' --role steward --json").ok().field("member");
    let scopes = "--scope members --scope records";
    let key = env.node(&format!("token add test --member {mira} {scopes} --json")).ok();
    let key = key.field("text");
    let kiosk = Kiosk::open(&env);
    let invited = ask(&kiosk.url, "POST", "/api/v1/device-invitations", &key, "{}");
    let invitation = body(&invited)["text"].as_str().unwrap().to_owned();
    let join = env
        .stead(&format!("device join copy --from {} --invitation {invitation} --json", kiosk.url))
        .ok();
    let (device, request) = (join.field("device"), join.field("request"));
    let request = format!("{{\"request\":\"{request}\"}}");
    let let_in = ask(&kiosk.url, "POST", "/api/v1/devices", &key, &request);
    assert_eq!(body(&let_in)["device"], device, "{let_in}");
    assert_eq!(body(&let_in)["words"].as_str().unwrap().split(' ').count(), 8);
    env.on("copy", &format!("remote add kiosk {}", kiosk.url));
    env.on("copy", "sync").ok();
    env.on("copy", "unit found drill").ok();
    let news = env.on("copy", "sync --json").ok().json();
    assert_eq!(news["peers"][0]["sent"], 1, "{news}");
    let list = body(&ask(&kiosk.url, "GET", "/api/v1/devices", &key, ""));
    let line = list["items"].as_array().unwrap().iter().find(|one| one["device"] == device);
    assert!(line.unwrap()["since"].is_string() && line.unwrap()["events"] == 1, "{list}");
    let ended = ask(&kiosk.url, "DELETE", &format!("/api/v1/devices/{device}"), &key, "");
    assert!(ended.starts_with("HTTP/1.1 204"), "{ended}");
    env.on("copy", "unit found drill");
    let list = env.node("device list --json").ok().json();
    let line = list.as_array().unwrap().iter().find(|one| one["device"] == device).unwrap().clone();
    assert!(line["revoked"].is_string(), "{line}");
    let before = head(&env, "node");
    env.on("copy", "sync");
    assert_eq!(head(&env, "node"), before, "nothing of it is taken any more");
}

#[test]
fn a_backup_is_put_back_by_an_open_kiosk_that_starts_again_and_nothing_is_deleted() {
    let env = Env::with_node();
    let mira = env.node("member add --name 'Mira' --role steward --json").ok().field("member");
    let scopes = "--scope members --scope records";
    let key = env.node(&format!("token add test --member {mira} {scopes} --json")).ok();
    let key = key.field("text");
    env.write("stick/readme.txt", "a stick");
    env.node(&format!("backup {} --unencrypted", env.path("stick"))).ok();
    env.at("2027-12-01T10:00:00Z").node("unit found drill").ok();
    let kiosk = Kiosk::open_on(&env, "node", &format!("--near none --stick {}", env.path("stick")));
    let get = |path: &str| body(&ask(&kiosk.url, "GET", path, &key, ""));
    let backup = get("/api/v1/restore")["backups"][0].as_str().unwrap().to_owned();
    let wanted = format!("{{\"backup\":\"{backup}\"}}");
    ask(&kiosk.url, "POST", "/api/v1/restore", &key, &wanted);
    let found = loop {
        let now = get("/api/v1/restore");
        if now["state"] != "busy" {
            break now;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    };
    assert_eq!(found["unpacked"]["same"], true, "{found}");
    assert_eq!(found["unpacked"]["events_since"], 1, "{found}");
    let devices = || get("/api/v1/devices")["items"].as_array().map(Vec::len);
    assert_eq!(devices(), Some(1), "the node that goes on is not touched");
    let agreed = ask(&kiosk.url, "PUT", "/api/v1/restore/agreed", &key, "{\"start\":true}");
    assert!(agreed.starts_with("HTTP/1.1 200"), "{agreed}");
    let address = kiosk.url.trim_start_matches("http://");
    let begun = std::time::Instant::now();
    let aside = || {
        let entries =
            fs_err::read_dir(env.path("")).unwrap().map(|entry| entry.unwrap().file_name());
        entries
            .map(|name| name.to_string_lossy().into_owned())
            .find(|name| name.contains(".before-"))
    };
    while aside().is_none() || std::net::TcpStream::connect(address).is_err() {
        assert!(begun.elapsed().as_secs() < 90, "the kiosk did not come back");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!(devices(), Some(2), "the restored copy is a device of its own");
    assert_eq!(get("/api/v1/restore")["state"], "none");
    let recorded = |folder: &str| env.on(folder, "log --json").ok().out.len();
    let aside = aside().unwrap();
    assert!(
        recorded(&aside) > recorded("node"),
        "what was recorded after the backup is in `{aside}`"
    );
}

fn ask(url: &str, method: &str, path: &str, key: &str, body: &str) -> String {
    let address = url.trim_start_matches("http://");
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let ask = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAuthorization: Bearer {key}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(ask.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn body(answer: &str) -> serde_json::Value {
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap_or_else(|_| panic!("{answer}"))
}
