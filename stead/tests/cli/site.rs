//! build, kiosk, tally, ledger.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

use crate::env::Env;

#[test]
fn a_site_is_built_and_a_second_build_writes_nothing() {
    let env = Env::with_node();
    let first = env.node("build --json").ok().json();
    assert!(first["pages"].as_u64().unwrap() > 3, "{first}");
    assert!(env.path("node/public/index.html").is_file());
    let second = env.node("build --json").ok().json();
    assert_eq!((&second["written"], &second["removed"]), (&0.into(), &0.into()), "{second}");
    assert_eq!(second["unchanged"], first["written"]);
    assert_eq!(env.git("status --porcelain").ok().out, "", "the site is not part of the node");
}

/// The files of a folder, by path.
fn files_of(folder: &camino::Utf8Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in at.read_dir_utf8().unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path().to_owned());
            } else {
                let path = entry.path().strip_prefix(folder).unwrap().to_string();
                found.insert(path, fs_err::read(entry.path()).unwrap());
            }
        }
    }
    found
}

#[test]
fn one_commit_makes_one_site_wherever_and_whenever_it_is_built() {
    let env = Env::with_node();
    let mira = env.node("member add --name Mira --json").ok().field("member");
    env.node(&format!("loan out 7K3-QP2J --member {mira}")).ok();
    env.node("build").ok();
    let here = files_of(&env.path("node/public"));
    let copied = env.command("git").args(["clone", "-q", "node", "copy"]).status().unwrap();
    assert!(copied.success());
    env.at("2029-02-03T23:30:00Z");
    let mut far = env.command(env!("CARGO_BIN_EXE_stead"));
    far.env("TZ", "Pacific/Kiritimati").args(["-C", "copy", "build", "--out", "elsewhere/site"]);
    assert!(far.output().unwrap().status.success());
    let there = files_of(&env.path("elsewhere/site"));
    assert_eq!(here.keys().collect::<Vec<_>>(), there.keys().collect::<Vec<_>>());
    for (path, bytes) in &here {
        assert!(there.get(path) == Some(bytes), "{path} differs");
    }
    let again = env.node("build --json").ok().json();
    assert_eq!(again["written"], 0, "{again}");
}

#[test]
fn nobody_who_borrows_is_in_any_file_that_leaves() {
    let env = Env::with_node();
    let made = env.node("member add --name 'Zdenka Qwertzová' --handle zdenkaq --json").ok().json();
    let number = made["member"].as_str().unwrap();
    env.node(&format!("loan out 7K3-QP2J --member {number}")).ok();
    // What packing saves grows with the catalogue.
    for n in 0..60 {
        let text = format!("+++\nname = \"Trestle {n}\"\nkind = \"tool\"\n+++\n");
        env.write(&format!("node/catalog/tr/trestle-{n}.md"), &text);
    }
    env.node("build --pocket pocket.html").ok();
    env.node("build --profile usb --out usb").ok();
    let mut words = vec!["Zdenka".to_owned(), "Qwertz".to_owned(), "zdenkaq".to_owned()];
    words.extend([number.to_owned(), number.replace('-', "")]);
    words.push(made["card"].as_str().unwrap().replace('-', ""));
    let (web, usb) = (files_of(&env.path("node/public")), files_of(&env.path("usb")));
    let pocket = ("pocket.html".to_owned(), env.read("pocket.html").into_bytes());
    assert!(usb.len() * 2 < web.len(), "{} files packed, {} not", usb.len(), web.len());
    for (path, bytes) in web.into_iter().chain(usb).chain([pocket]) {
        let text = String::from_utf8_lossy(&bytes);
        for word in &words {
            assert!(!text.contains(word.as_str()), "{path} holds {word}");
        }
    }
}

#[test]
fn a_commit_that_no_page_shows_changes_no_page() {
    let env = Env::with_node();
    env.node("build").ok();
    env.write("node/README.md", "Hello.\n");
    env.git("add README.md").ok();
    env.at("2026-11-21T18:00:00Z");
    env.git("-c user.name=Mira -c user.email=m@example.org commit -qm readme").ok();
    let before = files_of(&env.path("node/public"));
    env.node("build").ok();
    let after = files_of(&env.path("node/public"));
    let changed: Vec<_> = after.iter().filter(|(path, b)| before.get(*path) != Some(b)).collect();
    let names: Vec<_> = changed.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(names, ["about/index.html", "assets/made.js"]);
}

#[test]
fn a_broken_record_stops_a_build_before_anything_is_touched() {
    let env = Env::with_node();
    env.node("build").ok();
    let before = files_of(&env.path("node/public"));
    env.write("node/catalog/sa/saw.md", "+++\nname = \"Saw\"\nkind = \"tol\"\n+++\n");
    env.write("node/catalog/ax/axe.md", "+++\nname = \n+++\n");
    let run = env.node("build");
    assert_eq!(run.status, 1, "{}", run.told());
    assert!(run.err.contains("catalog/ax/axe.md:2"), "{}", run.err);
    assert!(run.err.contains("catalog/sa/saw.md:3"), "{}", run.err);
    assert!(run.err.contains("--keep-going"), "{}", run.err);
    assert!(files_of(&env.path("node/public")) == before);
    let run = env.node("build --keep-going --json");
    assert_eq!(run.status, 1, "{}", run.told());
    assert!(run.json()["written"].as_u64().unwrap() > 0);
    assert!(env.path("node/public/catalog/saw/index.html").is_file(), "the rest is made");
}

#[test]
fn a_broken_template_keeps_the_old_site_and_names_its_line() {
    let env = Env::with_node();
    env.node("build").ok();
    let before = files_of(&env.path("node/public"));
    env.write("node/theme/templates/title.html", "fine\n{{ title.name | nosuch }}\n");
    let run = env.node("build");
    assert_eq!(run.status, 1, "{}", run.told());
    assert!(run.err.contains("title.html:2"), "{}", run.err);
    assert!(files_of(&env.path("node/public")) == before);
    let run = env.node("build --keep-going --json");
    assert_eq!(run.status, 1, "{}", run.told());
    assert!(run.json()["failed"][0].as_str().unwrap().contains("title.html:2"));
    let page = env.read("node/public/catalog/drill/index.html");
    assert!(page.contains("Cordless drill"), "the page that failed keeps its old self");
}

#[test]
fn a_file_in_the_way_of_the_site_is_not_replaced() {
    let env = Env::with_node();
    env.write("site/index.html", "mine");
    let run = env.node(&format!("build --out {}", env.path("site")));
    assert_eq!(run.status, 1, "{}", run.told());
    assert_eq!(env.read("site/index.html"), "mine");
}

/// A program that ends with the test, however the test ends.
struct Running(std::process::Child);

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[test]
fn labels_are_printed_once_for_the_queue_and_as_often_as_asked() {
    let env = Env::with_node();
    let first = env.node("labels --sheet L7160 --out all.pdf --json").ok().json();
    let things = first["labels"].as_u64().unwrap();
    assert!(things > 0 && things.is_multiple_of(2), "two labels for each thing: {first}");
    assert!(first["pages"].as_u64().unwrap() >= 1);
    let again = env.node("labels --queue --out new.pdf --json").ok().json();
    assert_eq!(again["labels"], 0, "nothing is new");
    env.node("new tool Ladder").ok();
    let new = || env.node("labels --queue --out new.pdf --json").ok().json();
    assert_eq!(new()["labels"], 2, "a new thing waits for its labels");
    assert_eq!(new()["labels"], 0, "and no longer once they are printed");
    env.node("labels --calibrate --offset-x 1.5 --out c.pdf").ok();
    let moved = env.node("labels --codes drill --out x.pdf").ok();
    assert!(moved.err.contains("1.5 mm"), "a printer's offset is remembered: {}", moved.err);
    env.node("labels --calibrate --offset-x 0 --out c.pdf").ok();
    let one = env.node("labels --codes drill --copies 1 --start 21 --out x.pdf --json").ok().json();
    assert!(one["labels"].as_u64().unwrap() >= 1, "{one}");
    let blank =
        env.node("labels mint 3 --sheet QL-62x29 --copies 1 --out b.pdf --json").ok().json();
    assert_eq!(blank["pages"], 3);
    let wrong = env.node("labels --sheet L9999 --out x.pdf");
    assert_eq!((wrong.status, wrong.err.contains("labels sheets")), (1, true), "{}", wrong.err);
    assert_eq!(env.node("labels --start 22 --out x.pdf").status, 1);
    assert_eq!(env.node("labels --calibrate --out c.pdf --json").ok().json()["pages"], 1);
}

#[test]
fn the_kiosk_says_where_it_is_holds_the_lock_and_stops() {
    let env = Env::with_node();
    let mut child = Running(env.start("kiosk --bind 127.0.0.1:0 --json"));
    let mut lines = BufReader::new(child.0.stdout.take().unwrap());
    let mut line = String::new();
    lines.read_line(&mut line).unwrap();
    let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
    let url = ready["url"].as_str().unwrap();
    let address = url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET /kiosk HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let held = env.node("unit found drill");
    assert_eq!(held.status, 3, "{}", held.told());
    assert!(held.err.contains("stead kiosk"), "{}", held.err);
    env.node("status").ok();
    let ended = env.command("kill").args(["-TERM", &child.0.id().to_string()]).status().unwrap();
    assert!(ended.success());
    assert!(child.0.wait().unwrap().success());
    env.node("unit found drill").ok();
}

#[test]
fn a_site_is_packed_into_one_file_and_a_catalogue_into_one_page() {
    let env = Env::with_node();
    let run = "build --zip site.zip --pocket pocket.html --json";
    let json = env.node(run).ok().json();
    assert_eq!((&json["zip"], &json["pocket"]), (&"site.zip".into(), &"pocket.html".into()));
    let (zip, pocket) = (fs_err::read(env.path("site.zip")).unwrap(), env.read("pocket.html"));
    assert!(zip.starts_with(b"PK\x03\x04") && zip.len() > 10_000);
    assert!(pocket.contains("Cordless drill") && pocket.contains("Two gears."), "{pocket}");
    assert!(!pocket.contains("src=\"http") && !pocket.contains("href=\"assets"), "all inside");
    env.at("2027-01-01T00:00:00Z");
    env.node(run).ok();
    assert!(fs_err::read(env.path("site.zip")).unwrap() == zip, "the same bytes again");
    assert!(env.read("pocket.html") == pocket, "the same bytes again");
    assert_eq!(env.node("build --zip none/site.zip").status, 4);
}

/// `stead watch` on the node, with the address that it said.
struct Watched {
    _child: Running,
    address: String,
}

impl Watched {
    fn start(env: &Env) -> Self {
        let mut child = Running(env.start("watch --port 0 --json"));
        let mut line = String::new();
        BufReader::new(child.0.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
        let url = ready["url"].as_str().unwrap();
        let address = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        Self { _child: child, address }
    }

    fn ask(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(std::time::Duration::from_mins(1))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    fn get(&self, path: &str) -> String {
        let host = &self.address;
        let mut stream = self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The stream of news, each as a value.
    fn news(&self) -> impl Iterator<Item = serde_json::Value> {
        let host = &self.address;
        let stream = self.ask(&format!("GET /.stead/news HTTP/1.1\r\nHost: {host}\r\n\r\n"));
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        lines.filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
    }
}

#[test]
fn a_watched_site_is_served_and_follows_what_is_saved() {
    let env = Env::with_node();
    let watched = Watched::start(&env);
    let page = watched.get("/catalog/drill/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    assert!(page.contains("Content-Type: text/html; charset=utf-8\r\n"), "{page}");
    assert!(page.contains("Cordless drill") && page.contains("/.stead/page.js?v=1"), "{page}");
    assert!(watched.get("/catalog/drill").contains("301 Moved Permanently"));
    assert!(watched.get("/assets/node.css").contains("Content-Type: text/css"));
    assert!(watched.get("/none/").starts_with("HTTP/1.1 404"));
    for hidden in ["/.commonstead-site", "/../node.toml", "/%2e%2e/node.toml"] {
        assert!(watched.get(hidden).starts_with("HTTP/1.1 404"), "{hidden}");
    }
    let mut news = watched.news();
    assert_eq!(news.next().unwrap()["build"], 1);
    let drill = env.read("node/catalog/dr/drill.md");
    env.write("node/catalog/dr/drill.md", &drill.replace("Cordless drill", "Drill driver"));
    let told = news.next().unwrap();
    assert_eq!(told["build"], 2, "{told}");
    let changed = told["changed"].as_array().unwrap();
    assert!(changed.contains(&"catalog/drill/index.html".into()), "{told}");
    assert!(!changed.contains(&"ledger/index.html".into()), "{told}");
    assert!(watched.get("/catalog/drill/").contains("Drill driver"));
}

#[test]
fn what_is_wrong_is_told_to_open_pages_while_the_last_good_page_stays() {
    let env = Env::with_node();
    let watched = Watched::start(&env);
    let mut news = watched.news();
    news.next().unwrap();
    let good = env.read("node/catalog/dr/drill.md");
    let bad =
        good.replace("name = \"Cordless drill\"", "name = \"Cordless drill\"\nkind = \"tol\"");
    env.write("node/catalog/dr/drill.md", &bad);
    let told = news.next().unwrap();
    let problem = told["problems"][0].as_str().unwrap();
    assert!(problem.contains("catalog/dr/drill.md:3"), "{problem}");
    assert!(problem.contains("kind = \"tol\"") && problem.contains("^^^^^"), "{problem}");
    assert!(watched.get("/catalog/drill/").contains("Cordless drill"), "the last good page");
    env.write("node/catalog/dr/drill.md", &good);
    assert_eq!(news.next().unwrap()["problems"], serde_json::json!([]));
    env.write("node/theme/templates/about.html", "fine\n  {{ none | nosuch }}\n");
    let told = news.next().unwrap();
    let problem = told["problems"][0].as_str().unwrap();
    assert!(problem.contains("theme/templates/about.html:2"), "{problem}");
    assert!(problem.contains("^^^^^"), "{problem}");
}

#[test]
fn another_sites_pages_get_nothing_from_a_watched_site() {
    let env = Env::with_node();
    let watched = Watched::start(&env);
    let mut stream = watched.ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    let mut stream = watched.ask("nonsense\r\n\r\n");
    answer.clear();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
}

#[test]
fn an_address_that_is_taken_is_told() {
    let env = Env::with_node();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let run = env.node(&format!("kiosk --bind {}", taken.local_addr().unwrap()));
    assert_eq!(run.status, 4, "{}", run.told());
    assert!(run.err.contains("another program may listen there"), "{}", run.err);
}

#[test]
fn a_ballot_file_is_counted_and_explained() {
    let env = Env::new();
    env.write("drinks.abif", "27:mate>tea\n26:tea>mate>rum\n20:rum>tea\n");
    let run = env.stead("tally --ballots drinks.abif --method ranked-schulze --json").ok();
    let json = run.json();
    assert_eq!(json["winners"], serde_json::json!(["tea"]), "{json}");
    for field in ["ranking", "dropped", "pairwise", "explanation"] {
        assert!(!json[field].is_null(), "{field}");
    }
    assert!(env.stead("tally --ballots drinks.abif").ok().out.contains("Chosen: tea"));
    env.write("bad.abif", "27:mate>>tea\n");
    let bad = env.stead("tally --ballots bad.abif");
    assert_eq!(bad.status, 1);
    assert!(bad.err.contains("bad.abif:1:"), "{}", bad.err);
    assert_eq!(env.stead("tally --ballots drinks.abif --majority x").status, 1);
}

#[test]
fn a_journal_of_another_program_is_summed() {
    let env = Env::new();
    env.write(
        "book.journal",
        "2026-01-01 open Assets:Ana\n2026-01-01 open Assets:Ben\n\n2026-01-02 * \"pay\" \"x\"\n  Assets:Ana  -30 MIN\n  Assets:Ben  30 MIN\n",
    );
    let json = env.stead("ledger balance --journal book.journal --json").ok().json();
    assert_eq!(json["sum"]["MIN"], 0, "{json}");
    assert_eq!(json["accounts"]["Assets:Ben"]["MIN"], 30);
}

#[test]
fn a_node_without_entries_has_empty_books() {
    let env = Env::with_node();
    assert_eq!(env.node("ledger balance --json").ok().json()["sum"], serde_json::json!({}));
    assert_eq!(env.node("ledger register --json").ok().json(), serde_json::json!([]));
    for form in ["polyglot", "hledger", "csv", "valueflows"] {
        let run = env.node(&format!("ledger export --format {form}")).ok();
        assert_eq!(run.err, "", "{form}");
    }
}

#[test]
fn credits_are_paid_within_limits_and_hours_come_out_of_the_commons() {
    let env = Env::with_node();
    let poor = env.node("pay mira sam 30");
    assert_eq!(poor.status, 1);
    assert!(poor.err.contains("keeps no credits"), "{}", poor.err);
    let unit = "\n[units_of_account.MIN]\nlabel = \"hours\"\nminor_per_major = 60\nmode = \"mutual\"\ncredit_limit = 100\ncap = 400\n";
    env.write("node/node.toml", &(env.read("node/node.toml") + unit));
    env.node("commit").ok();
    let paid = env.node("pay @mira sam 1:30 --memo cake --json").ok();
    assert_eq!(paid.field("amount"), "90");
    let json = env.node("ledger balance --json").ok().json();
    assert_eq!(json["accounts"]["member:sam"]["MIN"], 90, "{json}");
    assert_eq!(json["sum"]["MIN"], 0);
    let over = env.node("pay mira sam 90");
    assert_eq!(over.status, 1, "{}", over.told());
    assert!(over.err.contains("-180"), "{}", over.err);
    assert_eq!(env.node("pay mira sam nothing").status, 1);
    assert!(env.node("ledger export --format polyglot").ok().out.contains("cake"));
    assert_eq!(env.node("hours log sam 0:20").status, 1, "the commons has nothing yet");
    env.node("pay sam commons 0:30").ok();
    env.node("hours log mira 0:20 --work repair").ok();
    assert_eq!(env.node("log --json").ok().json().as_array().unwrap().len(), 3);
}

#[test]
fn minted_codes_are_all_different() {
    let env = Env::with_node();
    let json = env.node("labels mint 50 --json").ok().json();
    let codes: std::collections::BTreeSet<_> =
        json["labels"].as_array().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(codes.len(), 50);
    assert_eq!(env.node("labels mint 0").status, 1);
}

#[test]
fn a_choice_that_cannot_be_read_is_answered_with_what_can_be_typed() {
    let env = Env::with_node();
    env.write(
        "node/governance/proposals/drinks.md",
        "+++\nname = \"Drinks\"\nproposed_by = [\"mira\"]\nproposed_on = \"2026-11-01\"\nstate = \"voting\"\nmethod = \"ranked-schulze\"\noptions = [\"tea\", \"mate\"]\nopens_at = \"2026-11-20T00:00:00Z\"\ncloses_at = \"2026-11-25T00:00:00Z\"\nroll = [\"mira\", \"sam\"]\n+++\n\nWhy.\n",
    );
    let run = env.node("vote drinks coffee --as mira");
    assert_eq!(run.status, 1);
    assert!(run.err.contains("the options are `tea`, `mate`"), "{}", run.err);
    assert!(run.err.contains("`tea,mate`"), "{}", run.err);
    let one = env.node("vote drinks mate --as mira --json").ok().json();
    assert_eq!(one["choice"], serde_json::json!(["mate"]), "the one option is ranked first");
    let run = env.node("vote drinks tea --as 370-209");
    assert!(run.err.contains("stays out of the public record"), "{}", run.err);
}

#[test]
fn an_open_ballot_is_cast_counted_and_explained() {
    let env = Env::with_node();
    env.write(
        "node/governance/proposals/two-weeks.md",
        "+++\nname = \"Two weeks\"\nproposed_by = [\"mira\"]\nproposed_on = \"2026-11-01\"\nstate = \"voting\"\nmethod = \"majority\"\nopens_at = \"2026-11-20T00:00:00Z\"\ncloses_at = \"2026-11-25T00:00:00Z\"\nroll = [\"mira\", \"sam\", \"ines\"]\n+++\n\nWhy.\n",
    );
    env.node("vote two-weeks yes --as mira").ok();
    env.node("vote two-weeks no --as @sam").ok();
    env.at("2026-11-21T10:01:00Z");
    let cast = env.node("vote two-weeks yes --as sam --json").ok();
    assert_eq!(cast.field("voter"), "sam");
    for (line, why) in [
        ("vote two-weeks maybe --as ines", "choice"),
        ("vote two-weeks yes --as tom", "roll"),
        ("vote two-week yes --as ines", "no-proposal"),
    ] {
        let run = env.node(&format!("{line} --json"));
        assert_eq!((run.status, &run.json()["error"]["code"]), (1, &why.into()), "{}", run.told());
    }
    let open = env.node("tally two-weeks --json").ok().json();
    assert_eq!(open["turnout"]["direct"], 2, "{open}");
    env.at("2026-12-30T00:00:00Z");
    assert_eq!(env.node("vote two-weeks no --as ines").status, 1);
    let told = env.node("tally two-weeks").ok().out;
    assert!(told.contains("For: 2. Against: 0."), "{told}");
}
