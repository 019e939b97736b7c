//! What stewards change on a disk: new things, records, photos, hours.

use std::fmt::Write as _;

use camino::Utf8PathBuf;

use super::*;

const NODE: &str = "id = \"oak\"\nname = \"Oak Street\" # on the door\nlanguages = [\"en\"]\ntimezone = \"Europe/Berlin\"\n\n[categories.tools]\nname = \"Tools\"\n";
const DRILL_FILE: &str = "catalog/dr/drill.md";

/// A node in a folder: a shelf, a drill.
pub(super) fn on_disk() -> (tempfile::TempDir, Kiosk) {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8PathBuf::from_path_buf(folder.path().to_owned()).unwrap();
    let drill = format!(
        "+++\n# bought used\nname = \"Drill\"\nkind = \"tool\"\n\n[[units]]\ncode = \"{DRILL}\" # on the case\nhome_place = \"shelf-b4\"\n+++\n\nRuns well.\n"
    );
    for (path, text) in [
        ("node.toml", NODE),
        ("places/shelf-b4.toml", "name = \"Shelf B4\"\nkind = \"shelf\"\n"),
        (DRILL_FILE, &drill),
    ] {
        catalog::store::write_atomic(&root.join(path), text.as_bytes()).unwrap();
    }
    let clock = Hand(Arc::new(Mutex::new(NOW.parse().unwrap())));
    let options = OpenOptions {
        not_before: Some("2026-01-01T00:00:00Z".parse().unwrap()),
        ..OpenOptions::new("test", "k1".parse().unwrap())
    };
    let random = Box::new(SeededRandomness::new("disk"));
    let desk = Desk::open(&root, options, Box::new(clock.clone()), random).unwrap();
    let app = Arc::new(App::new(desk, Options::default()).unwrap());
    (folder, Kiosk { router: router(Arc::clone(&app)), app, clock })
}

pub(super) fn read(folder: &tempfile::TempDir, path: &str) -> String {
    fs_err::read_to_string(folder.path().join(path)).unwrap()
}

/// A form with a file in it, as a browser sends it.
fn multipart(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut text = String::new();
    for (name, value) in fields {
        write!(text, "--X\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
            .unwrap();
    }
    let mut body = text.into_bytes();
    if let Some((name, bytes)) = file {
        body.extend_from_slice(
            format!("--X\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"IMG_1.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n").as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--X--\r\n");
    body
}

impl Browser<'_> {
    pub(super) async fn send(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        file: Option<(&str, &[u8])>,
    ) -> String {
        path.clone_into(&mut self.place);
        let mut request = self.request("POST", path, Body::from(multipart(fields, file)));
        let kind = "multipart/form-data; boundary=X".parse().unwrap();
        request.headers_mut().insert("content-type", kind);
        self.ask(request).await
    }
}

#[tokio::test]
async fn a_thing_is_registered_with_a_photo_and_can_be_borrowed_at_once() {
    let (folder, kiosk) = on_disk();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let photo = crate::photo::tests::telephone();
    let fields =
        [("name", "Jam thermometer"), ("category", "tools"), ("place", "shelf-b4"), ("code", "")];
    let page =
        browser.send("/kiosk/steward/register", &fields, Some(("photo", photo.as_slice()))).await;
    assert!(page.contains("It is in the catalogue. Its place: Shelf B4"), "{page}");
    assert!(page.contains("waits for the printer"), "{page}");
    let record = read(&folder, "catalog/ja/jam-thermometer.md");
    assert!(record.contains("images = [\"media/titles/jam-thermometer.jpg\"]"), "{record}");
    let kept = fs_err::read(folder.path().join("media/titles/jam-thermometer.jpg")).unwrap();
    assert!(!kept.windows(3).any(|w| w == b"GPS"), "the place is still in the photo");
    let labels = kiosk.app.desk().labels_to_print();
    assert_eq!(labels.len(), 1);
    let page = browser.get("/kiosk/steward/labels").await;
    assert!(page.contains(&labels[0].to_string()), "{page}");
    let mut member = kiosk.browser();
    member.card(&sam).await;
    assert!(member.scan(&labels[0].to_string()).await.contains("is yours"));
}

#[tokio::test]
async fn a_second_one_of_a_name_is_asked_about_and_joins_the_first() {
    let (folder, kiosk) = on_disk();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let blank = code(31);
    let fields = [("name", "drill"), ("place", "shelf-b4"), ("code", blank.as_str())];
    let page = browser.send("/kiosk/steward/register", &fields, None).await;
    assert!(page.contains("Is it one more of it?"), "{page}");
    let mut all = fields.to_vec();
    all.push(("as", "drill"));
    browser.send("/kiosk/steward/register", &all, None).await;
    let record = read(&folder, DRILL_FILE);
    assert!(record.contains(&blank) && record.contains("# bought used"), "{record}");
    assert!(kiosk.app.desk().labels_to_print().is_empty(), "its label is printed already");
    let page = browser.send("/kiosk/steward/register", &fields, None).await;
    assert!(page.contains("belongs to something else already"), "{page}");
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_code_that_somebody_else_printed_finds_the_thing_that_it_was_kept_with() {
    let (folder, kiosk) = on_disk();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let page = browser.post("/kiosk/steward/alias", &[("code", "A-0123"), ("unit", DRILL)]).await;
    assert!(page.contains("Scanning A-0123 finds"), "{page}");
    let record = read(&folder, DRILL_FILE);
    assert!(
        record.contains("aliases = [\"A-0123\"]") && record.contains("# bought used"),
        "{record}"
    );
    let page = browser.post("/kiosk/steward/alias", &[("code", "A-0123"), ("unit", DRILL)]).await;
    assert!(page.contains("belongs to something else already"), "{page}");
    let fields = [("name", "Sander"), ("place", "shelf-b4"), ("code", "4006381333931")];
    browser.send("/kiosk/steward/register", &fields, None).await;
    let record = read(&folder, "catalog/sa/sander.md");
    assert!(record.contains("aliases = [\"4006381333931\"]"), "{record}");
    assert_eq!(kiosk.app.desk().labels_to_print().len(), 1, "a label of ours goes on it too");
    let mut member = kiosk.browser();
    member.card(&sam).await;
    for (code, name) in [("4006381333931", "Sander"), ("a-0123", "Drill")] {
        let page = member.scan(code).await;
        assert!(page.contains("is yours") && page.contains(name), "{page}");
    }
}

#[tokio::test]
async fn a_record_is_looked_at_before_it_is_saved_and_keeps_every_other_byte() {
    let (folder, kiosk) = on_disk();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let before = read(&folder, DRILL_FILE);
    let page = browser.get(&format!("/kiosk/steward/edit?file={DRILL_FILE}")).await;
    let was = field(&page, "was");
    let fields = [
        ("file", DRILL_FILE),
        ("was", was.as_str()),
        ("do", "fields"),
        ("name", "Hammer drill"),
        ("summary", ""),
        ("body", "Runs well.\r\n"),
    ];
    let page = browser.send("/kiosk/steward/edit", &fields, None).await;
    assert!(page.contains("+ name = &quot;Hammer drill&quot;"), "{page}");
    assert_eq!(read(&folder, DRILL_FILE), before, "looking changes nothing");
    let new = before.replace("\"Drill\"", "\"Hammer drill\"");
    let fields = [("file", DRILL_FILE), ("was", was.as_str()), ("do", "save"), ("text", &new)];
    let page = browser.send("/kiosk/steward/edit", &fields, None).await;
    assert!(page.contains("Saved."), "{page}");
    assert_eq!(read(&folder, DRILL_FILE), new);
    let page = browser.send("/kiosk/steward/edit", &fields, None).await;
    assert!(page.contains("changed this record meanwhile"), "{page}");
}

#[tokio::test]
async fn a_record_with_an_error_is_not_saved_and_says_the_line() {
    let (folder, kiosk) = on_disk();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let before = read(&folder, DRILL_FILE);
    let broken = before.replace("kind = \"tool\"", "kind = \"tol\"");
    let fields = [("file", DRILL_FILE), ("do", "save"), ("text", broken.as_str())];
    let page = browser.send("/kiosk/steward/edit", &fields, None).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("Line 4") && page.contains("cannot be saved yet"), "{page}");
    assert_eq!(read(&folder, DRILL_FILE), before);
    for path in ["../secret.toml", ".stead/private.sqlite", "feeds/k1/x.jsonl", "catalog/x.md"] {
        browser.get(&format!("/kiosk/steward/edit?file={path}")).await;
        assert_eq!(browser.last, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_photo_of_damage_is_kept_beside_its_repair_and_one_that_is_none_is_said() {
    let (folder, kiosk) = on_disk();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let photo = crate::photo::tests::telephone();
    let fields = [("condition", "broken"), ("note", "The switch sticks")];
    let page =
        kiosk.browser().send("/kiosk/return/7K3QP2J", &fields, Some(("photo", &photo))).await;
    assert!(page.contains("Your photo is with the repair"), "{page}");
    let kept = fs_err::read_dir(folder.path().join("media/repairs/7K3QP2J")).unwrap().count();
    assert_eq!(kept, 1);
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let page = browser.get("/kiosk/steward/tickets").await;
    assert!(page.contains("The switch sticks") && page.contains("media/repairs/"), "{page}");
    let fields = [("condition", "small"), ("note", "Loose screw")];
    let page =
        kiosk.browser().send("/kiosk/wrong/7K3QP2J", &fields, Some(("photo", b"no photo"))).await;
    assert!(page.contains("could not read that photo"), "{page}");
}

#[tokio::test]
async fn opening_hours_and_closures_are_changed_and_the_rest_of_the_file_stays() {
    let (folder, kiosk) = on_disk();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let fields = [("do", "hours"), ("tue", "16–19"), ("thu", "10:00-13:00, 17-20")];
    let page = browser.post("/kiosk/steward/house", &fields).await;
    assert!(page.contains("17:00–20:00"), "{page}");
    let fields = [("do", "closure"), ("from", "2026-12-24"), ("reason", "Winter")];
    let page = browser.post("/kiosk/steward/house", &fields).await;
    assert!(page.contains("Winter"), "{page}");
    let node = read(&folder, "node.toml");
    assert!(node.contains("# on the door") && node.contains("2026-12-24"), "{node}");
    let page = browser.post("/kiosk/steward/house", &[("do", "hours"), ("mon", "late")]).await;
    assert!(page.contains("10–13, 17–20"), "says how to write it: {page}");
    let page = browser.post("/kiosk/steward/house", &[("do", "open"), ("at", "0")]).await;
    assert!(!page.contains("Winter"), "{page}");
    assert_eq!(kiosk.app.desk().node().documents.node.opening_hours.len(), 3);
}

#[tokio::test]
async fn a_members_data_goes_with_them_and_forgetting_needs_the_number() {
    let (_folder, kiosk) = on_disk();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let page = format!("/kiosk/steward/members/{}", sam.number);
    let data = browser.get(&format!("{page}/data")).await;
    assert!(data.contains("Sam Adeyemi") && data.contains("\"loans\""), "{data}");
    let shown = browser.post(&page, &[("do", "erase"), ("number", "123-456")]).await;
    assert!(shown.contains("nothing was deleted"), "{shown}");
    let number = sam.number.to_string();
    let shown = browser.post(&page, &[("do", "erase"), ("number", &number)]).await;
    assert!(shown.contains("Forgotten") && !shown.contains("Adeyemi"), "{shown}");
    browser.get(&page).await;
    assert_eq!(browser.last, StatusCode::NOT_FOUND);
}
