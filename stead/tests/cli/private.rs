//! What this node knows of a person stays here: every byte that leaves is searched for it, and one exchange
//! after they are erased nothing is left anywhere.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::Child;

use camino::{Utf8Path, Utf8PathBuf};

use crate::env::Env;

/// A member whom nobody could mention by accident.
struct Person {
    number: String,
    /// Everything that must not leave, each in the forms in which it might.
    secrets: Vec<(&'static str, String)>,
}

const NAME: &str = "Zebulon Quagmire-Vance";
const MAIL: &str = "zebulon.quagmire@nowhere.example";

fn join(env: &Env) -> Person {
    let added = env.node(&format!("member add --name '{NAME}' --contact {MAIL} --json")).ok();
    let (number, card) = (added.field("member"), added.field("card"));
    env.node(&format!("member pin {number}")).ok();
    let store = everything_in(&env.path("node/.stead"));
    let hash = after(&store, b"$argon2id$").expect("the PIN is kept as a hash");
    let plain = |text: &str| text.replace('-', "");
    let secrets = vec![
        ("first name", "Zebulon".to_owned()),
        ("last name", "Quagmire".to_owned()),
        ("name in small letters", "zebulon".to_owned()),
        ("mail", MAIL.to_owned()),
        ("card", card.clone()),
        ("card without hyphens", plain(&card)),
        ("hash of the PIN", hash),
    ];
    for (what, secret) in &secrets[..4] {
        assert!(holds(&store, secret), "the search would not find the {what} where it is kept");
    }
    Person { number, secrets }
}

/// The salt and hash that follow these bytes.
fn after(bytes: &[u8], mark: &[u8]) -> Option<String> {
    let at = bytes.windows(mark.len()).position(|part| part == mark)?;
    let text = bytes.get(at + mark.len()..)?.iter().map(|byte| char::from(*byte));
    let text: String = text.take_while(char::is_ascii_graphic).collect();
    text.rsplit('$').next().filter(|hash| hash.len() > 20).map(|hash| hash[..20].to_owned())
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|part| part == text.as_bytes())
}

fn files_in(folder: &Utf8Path) -> Vec<Utf8PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = fs_err::read_dir(&path).unwrap();
            open.extend(entries.map(|e| Utf8PathBuf::from_path_buf(e.unwrap().path()).unwrap()));
        } else {
            found.push(path);
        }
    }
    found
}

fn everything_in(folder: &Utf8Path) -> Vec<u8> {
    let read = |path: Utf8PathBuf| {
        let name = path.as_str().as_bytes().to_vec();
        [name, fs_err::read(&path).unwrap_or_default()].concat()
    };
    files_in(folder).into_iter().flat_map(read).collect()
}

/// Every object of a repository, unpacked.
fn objects(env: &Env, git_folder: &Utf8Path) -> Vec<u8> {
    let mut git = env.command("git");
    git.args(["--git-dir", git_folder.as_str(), "cat-file"]);
    let output = git.args(["--batch-all-objects", "--batch", "--buffer"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The objects of all bundles on a stick, which build on one another.
fn bundles(env: &Env, stick: &Utf8Path, name: &str) -> Vec<u8> {
    let unfolded = env.path(name);
    env.git(&format!("init -q --bare {unfolded}")).ok();
    let mut left: Vec<_> =
        files_in(stick).into_iter().filter(|f| f.extension() == Some("bundle")).collect();
    assert!(!left.is_empty());
    for _ in 0..left.len() {
        left.retain(|file| {
            let taken = env.git(&format!("--git-dir {unfolded} bundle unbundle {file}"));
            taken.status != 0
        });
    }
    assert!(left.is_empty(), "{left:?}");
    objects(env, &unfolded)
}

#[track_caller]
fn clean(person: &Person, place: &str, bytes: &[u8]) {
    assert!(!bytes.is_empty(), "{place}: nothing was looked at");
    for (what, secret) in &person.secrets {
        assert!(!holds(bytes, secret), "{place} holds the {what}");
    }
}

/// A kiosk that says everything it can in its log, and ends with the test.
struct Kiosk {
    child: Child,
    address: String,
}

impl Kiosk {
    fn open(env: &Env) -> Self {
        let mut child = env.start("-v kiosk --bind 127.0.0.1:0 --log json --json");
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
        let url = ready["url"].as_str().unwrap();
        let address = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { child, address }
    }

    /// The whole answer, head and body.
    fn ask(&self, method: &str, path: &str, body: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let origin = format!("Origin: http://{}\r\nSec-Fetch-Site: same-origin\r\n", self.address);
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{origin}\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        answer
    }

    /// Ends it; what it said in its log.
    fn log(mut self) -> Vec<u8> {
        drop(self.child.kill());
        let mut said = Vec::new();
        self.child.stderr.take().unwrap().read_to_end(&mut said).unwrap();
        said
    }
}

impl Drop for Kiosk {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A node whose member borrowed, waits, asked another node for something and left traces wherever they
/// could be left; Elm follows it.
fn lived_in() -> (Env, Person) {
    let env = Env::with_node();
    env.write(
        "node/catalog/sa/saw.md",
        "+++\nname = \"Saw\"\n\n[[units]]\ncode = \"9QF-3T0V\"\nhome_place = \"shelf-a\"\n+++\n",
    );
    env.node("commit -m saw").ok();
    env.stead("init elm --name Elm --timezone UTC").ok();
    fs_err::create_dir_all(env.path("stick")).unwrap();
    let identity = |folder: &str| env.on(folder, "follow --own --json").ok().field("node");
    let (oak, elm) = (identity("node"), identity("elm"));
    env.on("elm", &format!("follow {oak} --name oak")).ok();
    env.write(
        "elm/catalog/la/ladder.md",
        "+++\nname = \"Ladder\"\n\n[[units]]\ncode = \"M1X-04TH\"\n+++\n",
    );
    env.on("elm", "commit -m ladder").ok();
    env.on("elm", &format!("carry {}", env.path("stick"))).ok();
    env.node(&format!("follow {elm} --name elm")).ok();
    env.node(&format!("carry {}", env.path("stick"))).ok();
    let person = join(&env);
    let n = &person.number;
    env.node(&format!("loan out drill --member {n}")).ok();
    env.node(&format!("loan out saw --member {n}")).ok();
    env.node("loan in saw --note 'a bit blunt'").ok();
    env.node(&format!("hold place ladder --from elm --member {n}")).ok();
    let hold = env.node(&format!("hold place saw --member {n} --json"));
    if hold.status == 0 {
        env.node(&format!("hold cancel {}", hold.field("hold"))).ok();
    }
    (env, person)
}

#[test]
fn attack_54_no_byte_that_leaves_a_node_tells_who_somebody_is() {
    let (env, person) = lived_in();
    // A hub and a stick.
    env.git(&format!("init --bare -q -b main {}", env.path("hub.git"))).ok();
    env.node(&format!("remote add hub {}", env.path("hub.git"))).ok();
    let sync = env.node("sync -v");
    clean(&person, "what sync says", format!("{}{}", sync.out, sync.err).as_bytes());
    clean(&person, "the hub's objects", &objects(&env, &env.path("hub.git")));
    clean(&person, "the hub's files", &everything_in(&env.path("hub.git")));
    let stick = env.path("stick");
    let carry = env.node(&format!("carry {stick} --json")).ok();
    clean(&person, "what carry says", carry.out.as_bytes());
    clean(&person, "the stick's files", &everything_in(&stick));
    clean(&person, "the stick's bundles", &bundles(&env, &stick, "unfolded.git"));
    // The other node, wholly.
    env.on("elm", &format!("carry {stick}")).ok();
    clean(&person, "the other node's folder", &everything_in(&env.path("elm")));
    clean(&person, "the other node's objects", &objects(&env, &env.path("elm/.git")));
    // What is made for others.
    let site = env.path("site");
    env.node(&format!("build --out {site} --pocket {}", env.path("pocket.html"))).ok();
    clean(&person, "the site", &everything_in(&site));
    clean(&person, "the pocket catalogue", &fs_err::read(env.path("pocket.html")).unwrap());
    for format in ["csv", "json", "valueflows"] {
        let out = env.path(format);
        env.node(&format!("export {format} --out {out}")).ok();
        clean(&person, format, &everything_in(&out));
    }
    // What the program says when it does not work.
    let n = &person.number;
    for line in [
        format!("loan out drill --member {n}"),
        format!("loan out nothing --member {n}"),
        format!("hold place drill --from nowhere --member {n}"),
        "loan in ladder".into(),
        "check --warnings".into(),
        "log".into(),
        "exceptions".into(),
        "status".into(),
        "doctor".into(),
        "verify".into(),
    ] {
        let run = env.node(&line);
        let said = format!("{}{}.", run.out, run.err);
        clean(&person, &format!("`stead {line}`"), said.as_bytes());
    }
}

#[test]
fn attack_54_no_answer_of_the_kiosk_and_no_line_of_its_log_tells_a_stranger_who_somebody_is() {
    let (env, person) = lived_in();
    let kiosk = Kiosk::open(&env);
    for path in [
        "/",
        "/kiosk",
        "/kiosk/help",
        "/kiosk/find",
        "/kiosk/find?q=drill",
        "/kiosk/find?q=ladder",
        "/kiosk/find?q=Zebulon",
        "/kiosk/title/drill",
        "/kiosk/title/saw",
        "/I/7K3QP2J",
        "/kiosk/elsewhere/elm/ladder",
        "/kiosk/me",
        "/kiosk/me/history",
        "/kiosk/basket",
        "/kiosk/steward",
        "/kiosk/steward/members",
        "/kiosk/steward/between",
        "/kiosk/steward/exchange",
        "/kiosk/steward/late",
        "/kiosk/live",
        "/healthz",
        "/metrics",
        "/info/refs?service=git-upload-pack",
        "/git/info/refs?service=git-upload-pack",
        "/.stead/private.sqlite",
        "/.git/config",
        "/media/../.stead/private.sqlite",
    ] {
        // What was asked for may be said again; nothing else may.
        let answer = kiosk.ask("GET", path, "");
        let answer = String::from_utf8_lossy(&answer).replace("Zebulon", "…");
        clean(&person, &format!("GET {path}"), answer.as_bytes());
    }
    let card = &person.secrets[4].1;
    for (path, body) in [
        ("/kiosk/scan", "code=nonsense".to_owned()),
        ("/kiosk/pin", "pin=739184".to_owned()),
        ("/kiosk/lend", "unit=7K3QP2J".to_owned()),
        ("/kiosk/return/7K3QP2J", "condition=good".to_owned()),
        ("/kiosk/elsewhere/elm/ladder", String::new()),
        ("/kiosk/steward/between", "do=promise&request=x-1&node=nobody".to_owned()),
        ("/kiosk/steward/members", format!("q={MAIL}&card={card}")),
    ] {
        let answer = kiosk.ask("POST", path, &body);
        clean(&person, &format!("POST {path}"), &answer);
    }
    let clone = env.path("clone");
    env.git(&format!("clone -q --mirror http://{} {clone}", kiosk.address)).ok();
    clean(&person, "a stranger's clone", &objects(&env, &clone));
    clean(&person, "the kiosk's log", &kiosk.log());
}

#[test]
fn somebody_who_is_erased_is_gone_everywhere_after_one_exchange() {
    let (env, person) = lived_in();
    env.git(&format!("init --bare -q -b main {}", env.path("hub.git"))).ok();
    env.node(&format!("remote add hub {}", env.path("hub.git"))).ok();
    env.node("sync").ok();
    let invitation = env.node("device invite --json").ok().field("invitation");
    let hub = env.path("hub.git");
    let join =
        env.stead(&format!("device join copy --from {hub} --invitation {invitation} --json")).ok();
    env.node(&format!("device invite {}", join.field("request"))).ok();
    for folder in ["node", "copy", "node"] {
        env.on(folder, "sync").ok();
    }
    let known = env.on("copy", "member list --json").ok().out;
    assert!(known.contains(NAME), "the other device knows them: {known}");
    env.node("loan in drill").ok();
    env.node(&format!("member erase {} --yes", person.number)).ok();
    env.node("sync").ok();
    env.on("copy", "sync").ok();
    for folder in ["node", "copy", "hub.git", "stick", "elm"] {
        clean(&person, folder, &everything_in(&env.path(folder)));
    }
    for git in ["node/.git", "copy/.git", "hub.git", "elm/.git"] {
        clean(&person, git, &objects(&env, &env.path(git)));
    }
    let left = env.on("copy", "member list --json").ok().out;
    assert!(!left.contains("Zebulon"), "{left}");
}
