//! Labels and things between two nodes that have heard of each other.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::followed::Followed;
use catalog::ids::{InterloanId, NodeKey};
use catalog::record::NodeConfig;

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
