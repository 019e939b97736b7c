//! Labels and things between two nodes that have heard of each other.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::fold::BorrowedState;
use catalog::followed::Followed;
use catalog::ids::{InterloanId, NodeKey};
use catalog::record::NodeConfig;
use desk::Scope;
use serde_json::json;

use super::*;
use crate::{Backstage, Exchange, Neighbours, Revision};

/// What is known of the other nodes, for a test to change.
#[derive(Default)]
struct Around(Mutex<Neighbours>);

impl Backstage for Around {
    fn keep(&self, _: &[Utf8PathBuf], _: &str) -> Result<(), String> {
        Ok(())
    }
    fn history(&self, _: &Utf8Path, _: usize) -> Result<Vec<Revision>, String> {
        Ok(Vec::new())
    }
    fn at(&self, _: &Utf8Path, _: &str) -> Result<Option<Vec<u8>>, String> {
        Ok(None)
    }
    fn exchange(&self) -> Result<Exchange, String> {
        Ok(Exchange::default())
    }
    fn neighbours(&self, _: &NodeConfig) -> Result<Neighbours, String> {
        Ok(self.0.lock().unwrap().clone())
    }
    /// The other side is a node's folder on this disk.
    fn meet(&self, name: &str, address: &str) -> Result<NodeKey, String> {
        let folder = address.strip_prefix("ssh://here").ok_or("nobody answers")?;
        let options = OpenOptions::new("test", "kc".parse().unwrap());
        let clock = Box::new(Hand(Arc::new(Mutex::new(NOW.parse().unwrap()))));
        let random = Box::new(SeededRandomness::new("there"));
        let there = Desk::open(Utf8Path::new(folder), options, clock, random);
        let there = there.map_err(|error| error.to_string())?;
        let node = Arc::new(there.node().clone());
        let followed = Followed {
            key: key(3),
            slug: name.parse().unwrap(),
            name: node.documents.node.name.base.clone(),
            url: Some(address.to_owned()),
            compared: None,
            news: Some(NOW.parse().unwrap()),
            since: Some(NOW.parse().unwrap()),
            node,
        };
        self.0.lock().unwrap().others.push(followed);
        Ok(key(3))
    }
}

fn key(n: u8) -> NodeKey {
    NodeKey::new([n; 20])
}

/// A kiosk that is the node `me`.
struct Node {
    kiosk: Kiosk,
    around: Arc<Around>,
    me: NodeKey,
}

impl Node {
    fn new(me: u8, device: &str, change: impl FnOnce(&mut Documents)) -> Self {
        let clock = Hand(Arc::new(Mutex::new(NOW.parse().unwrap())));
        let mut documents = documents();
        change(&mut documents);
        let options = OpenOptions {
            not_before: Some("2026-01-01T00:00:00Z".parse().unwrap()),
            ..OpenOptions::new("test", device.parse().unwrap())
        };
        let random = Box::new(SeededRandomness::new(device));
        let desk = Desk::in_memory(documents, options, Box::new(clock.clone()), random).unwrap();
        let (around, me) = (Arc::new(Around::default()), key(me));
        around.0.lock().unwrap().me = Some(me);
        let backstage = Some(Arc::clone(&around) as Arc<dyn Backstage>);
        let options = Options { backstage, ..Options::default() };
        Self { kiosk: Kiosk::opened(desk, clock, options), around, me }
    }

    /// Hears of another node what is recorded there now.
    fn hears(&self, other: &Self, slug: &str, name: &str) {
        let followed = Followed {
            key: other.me,
            slug: slug.parse().unwrap(),
            name: name.into(),
            url: None,
            compared: None,
            news: Some(NOW.parse().unwrap()),
            since: Some(NOW.parse().unwrap()),
            node: Arc::new(other.kiosk.app.desk().node().clone()),
        };
        self.around.0.lock().unwrap().others = vec![followed];
        self.kiosk.app.look_around();
    }
}

fn nodes() -> (Node, Node) {
    let oak = Node::new(1, "ka", |_| {});
    let elm = Node::new(2, "kb", |documents| documents.titles.clear());
    elm.hears(&oak, "oak", "Oak sheds");
    (oak, elm)
}

#[tokio::test]
async fn a_label_of_another_node_leads_to_where_it_can_be_asked_for_and_then_to_the_request() {
    let (oak, elm) = nodes();
    let sam = elm.kiosk.join("Sam", Role::Member, None);
    let mira = elm.kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = elm.kiosk.browser();
    let page = browser.scan(DRILL).await;
    assert_eq!(browser.place, "/kiosk/elsewhere/oak/cordless-drill");
    for words in ["This label is from Oak sheds", "Cordless drill, 18 V", "Ask for it"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    browser.get(&format!("/I/{}", DRILL.parse::<Code>().unwrap().compact())).await;
    assert_eq!(browser.place, "/kiosk/elsewhere/oak/cordless-drill", "a phone too");
    let page = browser.scan(&code(77)).await;
    assert!(page.contains("We do not know this code"), "nobody has this one: {page}");
    browser.card(&sam).await;
    browser.post("/kiosk/elsewhere/oak/cordless-drill", &[]).await;
    let page = browser.scan(DRILL).await;
    assert_eq!(browser.place, "/kiosk/me", "{page}");
    assert!(page.contains("Asked, no answer yet"), "{page}");
    browser.post("/kiosk/done", &[]).await;
    browser.steward(&mira, "2468").await;
    browser.scan(DRILL).await;
    assert_eq!(browser.place, "/kiosk/steward/between");
    drop(oak);
}

#[tokio::test]
async fn a_thing_that_is_promised_to_another_node_is_put_aside_for_it_when_it_comes_back() {
    let (oak, elm) = nodes();
    let sam = elm.kiosk.join("Sam", Role::Member, None);
    let mira = oak.kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = elm.kiosk.browser();
    browser.card(&sam).await;
    browser.post("/kiosk/elsewhere/oak/cordless-drill", &[]).await;
    oak.hears(&elm, "elm", "Elm Road");
    let known = oak.kiosk.app.neighbours();
    let around = known.around().unwrap();
    let by = By::Steward(mira.number);
    {
        let mut desk = oak.kiosk.app.desk();
        let request: InterloanId = desk.asked_of_us(&around)[0].request;
        desk.promise(&around, (elm.me, request), None, by).unwrap();
    }
    let page = oak.kiosk.returns(DRILL, &[]).await;
    assert!(page.contains("Put it with the things for Elm Road: Hold shelf"), "{page}");
    let kim = oak.kiosk.join("Kim", Role::Member, None);
    let mut browser = oak.kiosk.browser();
    browser.card(&kim).await;
    let page = browser.scan(DRILL).await;
    assert!(page.contains("This is set aside for Elm Road."), "it stays promised: {page}");
}

#[tokio::test]
async fn programs_ask_another_node_promise_send_and_check_in() {
    let (oak, elm) = nodes();
    let sam = elm.kiosk.join("Sam", Role::Member, None);
    let kim = elm.kiosk.join("Kim", Role::Member, None);
    let mira = oak.kiosk.join("Mira", Role::Steward, None);
    let jo = elm.kiosk.join("Jo", Role::Steward, None);
    let own = elm.kiosk.key(&sam, &[Scope::Read, Scope::Borrow]);
    let nodes = own.get("/nodes").await.json();
    assert_eq!(nodes["items"][0]["name"], "Oak sheds", "{nodes}");
    let there = nodes["items"][0]["node"].as_str().unwrap().to_owned();
    let titles = own.get(&format!("/nodes/{there}/titles")).await.json();
    assert_eq!(titles["items"][0]["slug"], "circular-saw", "{titles}");
    let wish = json!({ "node": there, "title": "cordless-drill", "need_by": "2026-06-01" });
    let once = [("idempotency-key", "i-1")];
    let asked = own.ask("POST", "/interloans", &once, &wish.to_string()).await;
    assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.text);
    assert_eq!(own.ask("POST", "/interloans", &once, &wish.to_string()).await.text, asked.text);
    assert_eq!(own.post("/interloans", &wish).await.problem().1, "E-BETWEEN-ASKED-BEFORE");
    let nobody = json!({ "node": key(9).to_string(), "title": "cordless-drill" });
    assert_eq!(own.post("/interloans", &nobody).await.problem().0, 422);
    let request = asked.json()["request"].as_str().unwrap().to_owned();
    let here = format!("/interloans/{there}/{request}");
    assert_eq!(asked.header("location"), format!("/api/v1{here}"));
    let other = elm.kiosk.key(&kim, &[Scope::Read, Scope::Borrow]);
    assert_eq!(other.get("/interloans").await.json()["items"], json!([]));
    assert_eq!(other.ask("DELETE", &here, &[], "").await.problem().0, 404);

    oak.hears(&elm, "elm", "Elm Road");
    let desk = oak.kiosk.key(&mira, &[Scope::Desk]);
    let wanted = desk.get("/interloans").await.json();
    assert_eq!(wanted["items"][0]["free"], json!([DRILL]), "{wanted}");
    let steps = format!("/interloans/{}/{request}/steps", elm.me);
    let promised = desk.post(&steps, &json!({ "step": "promise" })).await;
    assert_eq!(promised.json()["stage"], "promised", "{}", promised.text);
    let sent = desk.post(&steps, &json!({ "step": "send" })).await.json();
    assert_eq!((&sent["stage"], &sent["unit"]), (&json!("on_the_way"), &json!(DRILL)));
    assert_eq!(
        desk.post(&steps, &json!({ "step": "decline" })).await.problem().1,
        "E-BETWEEN-STAGE"
    );
    assert_eq!(desk.post(&steps, &json!({ "step": "settle" })).await.problem().0, 422);

    elm.hears(&oak, "oak", "Oak sheds");
    let steward = elm.kiosk.key(&jo, &[Scope::Desk]);
    let steps = format!("{here}/steps");
    assert_eq!(own.post(&steps, &json!({ "step": "receive" })).await.problem().0, 403);
    for (step, stage) in [
        ("receive", "arrived"),
        ("lend", "lent"),
        ("take_back", "to_return"),
        ("return", "returning"),
    ] {
        let stood = steward.post(&steps, &json!({ "step": step })).await;
        assert_eq!(stood.json()["stage"], stage, "{}", stood.text);
    }
    let mine = own.get("/interloans").await.json();
    assert_eq!(mine["items"][0]["member"], sam.number.to_string(), "{mine}");
    assert_eq!(own.ask("DELETE", &here, &[], "").await.problem().1, "E-BETWEEN-STAGE");
}

#[tokio::test]
async fn a_program_takes_back_what_nobody_needs_any_more_and_cannot_follow_the_unreachable() {
    let (oak, elm) = nodes();
    let sam = elm.kiosk.join("Sam", Role::Member, None);
    let jo = elm.kiosk.join("Jo", Role::Steward, None);
    let own = elm.kiosk.key(&sam, &[Scope::Read, Scope::Borrow]);
    let wish = json!({ "node": oak.me.to_string(), "title": "cordless-drill" });
    let asked = own.post("/interloans", &wish).await.json();
    let here = format!("/interloans/{}/{}", oak.me, asked["request"].as_str().unwrap());
    assert_eq!(own.ask("DELETE", &here, &[], "").await.status, StatusCode::OK);
    assert_eq!(own.get("/interloans").await.json()["items"], json!([]));
    let over = own.get("/interloans?closed=true").await.json();
    assert_eq!(over["items"][0]["stage"], "cancelled", "{over}");
    let records = elm.kiosk.key(&jo, &[Scope::Records, Scope::Desk]);
    for (address, code) in
        [("next door", "E-ADDRESS"), ("https://elsewhere.example", "E-NOT-REACHED")]
    {
        let refused = records.post("/nodes", &json!({ "address": address })).await;
        assert_eq!(refused.problem(), (409, code.to_owned()));
    }
    assert_eq!(own.post("/nodes", &json!({ "address": "x" })).await.problem().0, 403);
    assert_eq!(records.get("/exchange/drives").await.json(), json!([]));
    let drive = json!({ "drive": "/media/stick" });
    assert_eq!(records.post("/exchange/drives", &drive).await.problem().0, 422);
}

#[tokio::test]
async fn what_a_forgotten_member_asked_other_nodes_for_is_not_wanted_any_more() {
    let (_oak, elm) = nodes();
    let [sam, kim] = ["Sam", "Kim"].map(|name| elm.kiosk.join(name, Role::Member, None));
    let jo = elm.kiosk.join("Jo", Role::Steward, None);
    for who in [&sam, &kim] {
        let own = elm.kiosk.key(who, &[Scope::Read, Scope::Borrow]);
        let nodes = own.get("/nodes").await.json();
        let wish = json!({ "node": nodes["items"][0]["node"], "title": "cordless-drill" });
        assert_eq!(own.post("/interloans", &wish).await.status, StatusCode::CREATED);
    }
    let mut desk = elm.kiosk.app.desk();
    desk.forget(sam.number, By::Steward(jo.number)).unwrap();
    let states: Vec<_> = desk.node().state.interloans.values().map(|one| one.state).collect();
    assert_eq!(
        states.iter().filter(|state| **state == BorrowedState::Cancelled).count(),
        1,
        "{states:?}"
    );
    assert_eq!(
        states.iter().filter(|state| **state == BorrowedState::Asked).count(),
        1,
        "Kim's goes on"
    );
}

#[tokio::test]
async fn a_program_follows_a_node_whose_folder_answers_and_it_is_met_and_recorded_once() {
    let (ours, theirs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let root =
        |folder: &tempfile::TempDir| Utf8PathBuf::try_from(folder.path().to_owned()).unwrap();
    let [here, there] = [root(&ours), root(&theirs)];
    fs_err::write(here.join("node.toml"), "id = \"oak\"\nname = \"Oak Street\"\n").unwrap();
    fs_err::write(there.join("node.toml"), "id = \"elm\"\nname = \"Elm House\"\n").unwrap();
    let clock = Hand(Arc::new(Mutex::new(NOW.parse().unwrap())));
    let options = OpenOptions::new("test", "ka".parse().unwrap());
    let random = Box::new(SeededRandomness::new("follows"));
    let desk = Desk::open(&here, options, Box::new(clock.clone()), random).unwrap();
    let around = Arc::new(Around::default());
    let backstage = Some(Arc::clone(&around) as Arc<dyn Backstage>);
    let kiosk = Kiosk::opened(desk, clock, Options { backstage, ..Options::default() });
    let mira = kiosk.join("Mira", Role::Steward, None);
    let program = kiosk.key(&mira, &[Scope::Records]);
    let once = [("idempotency-key", "n-1")];
    let nobody = json!({ "address": "ssh://nowhere/elm", "name": "Elm" }).to_string();
    let refused = program.ask("POST", "/nodes", &once, &nobody).await;
    assert_eq!(refused.problem(), (409, "E-NOT-REACHED".into()));
    let ask = json!({ "address": format!("ssh://here{there}"), "name": "Elm" }).to_string();
    let made = program.ask("POST", "/nodes", &once, &ask).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
    assert_eq!(made.header("location"), format!("/api/v1/nodes/{}", key(3)));
    assert_eq!(made.json()["calls_itself"], "Elm House", "{}", made.text);
    let again = program.ask("POST", "/nodes", &once, &ask).await;
    assert_eq!((again.status, &again.text), (made.status, &made.text));
    let list = program.get("/nodes").await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1, "met once: {list}");
    let file = fs_err::read_to_string(here.join("node.toml")).unwrap();
    assert!(file.contains(&key(3).to_string()), "it is in our record: {file}");
    let titles = program.get(&format!("/nodes/{}/titles", key(3))).await;
    assert_eq!(titles.json()["items"], json!([]), "{}", titles.text);
}
