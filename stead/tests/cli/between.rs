//! Two nodes that only a stick connects: following, comparing, borrowing, over several trips.

use serde_json::Value;

use crate::env::{Env, Run};

/// Oak has a drill, Elm has members; a folder plays the stick.
struct Two {
    env: Env,
    oak: String,
    elm: String,
    member: String,
}

impl Two {
    fn new() -> Self {
        let env = Env::with_node();
        env.stead("init elm --name Elm --timezone UTC").ok();
        fs_err::create_dir_all(env.path("stick")).unwrap();
        let identity = |folder: &str| env.on(folder, "follow --own --json").ok().field("node");
        let (oak, elm) = (identity("node"), identity("elm"));
        let member = env.on("elm", "member add --name Sam --json").ok().field("member");
        env.on("elm", &format!("follow {oak} --name oak --called 'Oak sheds'")).ok();
        env.node(&format!("follow {elm} --name elm")).ok();
        Self { env, oak, elm, member }
    }

    /// The stick visits one node.
    fn visit(&self, folder: &str) -> Run {
        self.env.on(folder, &format!("carry {} --json", self.env.path("stick"))).ok()
    }

    /// From Elm to Oak and back.
    fn trip(&self) {
        for folder in ["elm", "node", "elm"] {
            self.visit(folder);
        }
    }

    fn cases(&self, folder: &str) -> Value {
        self.env.on(folder, "interloan list --all --json").ok().json()
    }

    fn stage(&self, folder: &str) -> String {
        self.cases(folder)[0]["stage"].as_str().unwrap_or("none").to_owned()
    }

    /// The stick has been everywhere, and both see the same.
    fn both(&self, stage: &str) {
        self.trip();
        self.visit("node");
        assert_eq!((self.stage("node").as_str(), self.stage("elm").as_str()), (stage, stage));
    }

    fn elm(&self, line: &str) -> Run {
        self.env.on("elm", line)
    }
}

#[test]
fn a_thing_is_borrowed_from_another_node_by_nothing_but_a_stick() {
    let two = Two::new();
    two.trip();
    let found = two.elm("search drill --json").ok().json();
    assert_eq!(found["results"][0]["node"], "oak", "{found}");
    assert_eq!(found["results"][0]["slug"], "drill");
    let asked = two.elm(&format!("hold place drill --from oak --member {}", two.member)).ok();
    assert!(asked.out.contains("Oak sheds was asked for drill"), "{}", asked.out);
    let request = two.cases("elm")[0]["request"].as_str().unwrap().to_owned();
    two.both("asked");
    two.env.node(&format!("interloan promise {request}")).ok();
    let refused = two.env.node(&format!("loan out drill --member {}", {
        two.env.node("member add --name Kim --json").ok().field("member")
    }));
    assert_eq!(refused.status, 1, "what is promised is not lent here: {}", refused.told());
    assert!(refused.err.contains("set aside for elm"), "{}", refused.err);
    two.both("promised");
    two.env.node(&format!("interloan send {request}")).ok();
    // The thing is quicker than the news.
    two.elm(&format!("interloan receive {request} --unit 7K3-QP2J")).ok();
    two.both("arrived");
    two.elm(&format!("interloan lend {request}")).ok();
    two.both("lent");
    two.elm(&format!("interloan take-back {request} --condition good")).ok();
    two.elm(&format!("interloan return {request}")).ok();
    two.both("returning");
    two.env.node(&format!("interloan check-in {request}")).ok();
    two.both("over");
    let shown = two.env.node("show drill --json").ok().out;
    assert!(shown.contains("available"), "{shown}");
    let log = two.env.node("log").ok().out;
    assert!(log.contains("was sent to elm") && log.contains("came back from elm"), "{log}");
    for folder in ["node", "elm"] {
        let verified = two.env.on(folder, "verify --json").ok().json();
        assert_eq!(verified["bad"], serde_json::json!([]));
    }
    // Nobody over there learns who asked.
    let theirs = two.env.git("log --all -p").ok().out;
    assert!(!theirs.contains("Sam"), "a member's name travelled");
}

#[test]
fn a_request_is_answered_with_no_and_a_promise_is_given_back_when_nobody_needs_it() {
    let two = Two::new();
    two.trip();
    two.elm(&format!("hold place drill --from oak --member {}", two.member)).ok();
    let request = two.cases("elm")[0]["request"].as_str().unwrap().to_owned();
    let again = two.elm(&format!("hold place drill --from oak --member {}", two.member));
    assert_eq!(again.status, 1, "{}", again.told());
    two.both("asked");
    two.env.node(&format!("interloan decline {request} --note 'on the roof this month'")).ok();
    two.both("refused");
    two.elm(&format!("interloan cancel {request}")).ok();
    two.elm(&format!("hold place drill --from oak --member {}", two.member)).ok();
    let second = two.elm("interloan list --json").ok().json()[0]["request"].to_string();
    let second = second.trim_matches('"');
    two.trip();
    two.env.node(&format!("interloan promise {second}")).ok();
    let early = two.elm(&format!("interloan lend {second}"));
    assert!(early.err.contains("gone too far"), "{}", early.err);
    two.elm(&format!("interloan cancel {second}")).ok();
    two.trip();
    let shown = two.env.node("show drill --json").ok().out;
    assert!(shown.contains("available"), "a promise that nobody needs was not given back: {shown}");
}

#[test]
fn a_followed_node_is_compared_by_words_and_keeps_the_name_that_we_gave_it() {
    let two = Two::new();
    two.trip();
    let listed = two.elm("follow --json").ok().json();
    let oak = &listed["peers"][0];
    assert_eq!((&oak["name"], &oak["called"]), (&"oak".into(), &"Oak sheds".into()), "{listed}");
    assert_eq!((&oak["calls_itself"], &oak["titles"]), (&"Oak".into(), &1.into()), "{listed}");
    assert_eq!(oak["compared"], Value::Null);
    let own = two.env.node("follow --own --json").ok();
    assert_eq!(own.field("words"), oak["words"].as_str().unwrap());
    let wrong = two.elm("follow oak --compared --words 'one two three four five six seven eight'");
    assert_eq!(wrong.status, 1, "{}", wrong.told());
    two.elm(&format!("follow oak --compared --words '{}'", own.field("words"))).ok();
    assert!(two.env.read("elm/node.toml").contains("compared = \"2026-11-21\""));
    // It may call itself what it likes.
    let renamed = two.env.read("node/node.toml").replace("\"Oak\"", "\"Elm, the better one\"");
    two.env.write("node/node.toml", &renamed);
    two.trip();
    let listed = two.elm("follow --json").ok().json();
    assert_eq!(listed["peers"][0]["called"], "Oak sheds", "{listed}");
    let taken = two.elm(&format!("follow {} --name oak", two.elm));
    assert_eq!(taken.status, 1, "{}", taken.told());
    two.elm("unfollow oak").ok();
    assert!(!two.env.read("elm/node.toml").contains(&two.oak));
    assert_eq!(two.elm("follow --json").ok().json()["peers"], serde_json::json!([]));
    assert_eq!(two.elm("search drill --json").ok().json()["results"], serde_json::json!([]));
}

#[test]
fn another_node_at_a_known_address_stops_the_exchange_loudly() {
    let two = Two::new();
    let oak = two.env.path("node");
    let met = two.elm(&format!("follow {oak} --name shed --words 'a b c d e f g h'"));
    assert_eq!(met.status, 1, "already followed under another name: {}", met.told());
    two.elm("unfollow oak").ok();
    let wrong = two.elm(&format!("follow {oak} --name oak --words 'a b c d e f g h'"));
    assert_eq!(wrong.status, 1, "{}", wrong.told());
    assert_eq!(two.elm("follow --json").ok().json()["peers"], serde_json::json!([]));
    let met = two.elm(&format!("follow {oak} --name oak --json")).ok();
    assert_eq!(met.field("node"), two.oak);
    // Somebody puts another node where it was.
    two.env.stead("init impostor --name Oak --timezone UTC").ok();
    fs_err::rename(oak.join(".git"), two.env.path("away")).unwrap();
    fs_err::rename(two.env.path("impostor/.git"), oak.join(".git")).unwrap();
    let stopped = two.elm("sync oak");
    assert_eq!(stopped.status, 1, "{}", stopped.told());
    assert!(
        stopped.err.contains("STOP") && stopped.err.contains("compare the words"),
        "{}",
        stopped.err
    );
    let found = two.elm("search drill --json").ok().json();
    assert_eq!(found["results"][0]["node"], "oak", "what came before stays: {found}");
}
