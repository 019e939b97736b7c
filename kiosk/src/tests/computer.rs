//! What stewards do for the computer itself: backups, and keys for programs.

use camino::{Utf8Path, Utf8PathBuf};
use desk::Scope;

use super::*;
use crate::{
    Backstage, BackupLine, DeviceLine, Exchange, Invited, NoBackup, NoDevice, NoRestore, Revision,
    Unpacked,
};

/// Writes a few bytes where a backup is asked for, and keeps a list of devices.
#[derive(Default)]
pub(super) struct Shelf {
    last: Mutex<Option<BackupLine>>,
    /// The devices that came later, and whether they were ended.
    devices: Mutex<Vec<(String, bool)>>,
    unpacked: Mutex<Option<Unpacked>>,
    again: std::sync::atomic::AtomicBool,
}

fn device(name: &str, is_this: bool, ended: bool) -> DeviceLine {
    DeviceLine {
        device: name.into(),
        fingerprint: format!("SHA256:{name}"),
        words: format!("eight words for the key of {name}"),
        is_this,
        until: ended.then(|| NOW.parse().unwrap()),
    }
}

impl Backstage for Shelf {
    fn keep(&self, _: &[Utf8PathBuf], _: &str) -> Result<(), String> {
        Ok(())
    }
    fn history(&self, path: &Utf8Path, _: usize) -> Result<Vec<Revision>, String> {
        let (id, when) = ("v1".to_owned(), NOW.parse().unwrap());
        let first = Revision { id, when, who: "k1".into(), subject: format!("add {path}") };
        let second =
            Revision { id: "v2".into(), subject: format!("change {path}"), ..first.clone() };
        Ok(vec![second, first])
    }
    fn at(&self, path: &Utf8Path, revision: &str) -> Result<Option<Vec<u8>>, String> {
        match (path.as_str(), revision) {
            ("node.toml", "v1") => Ok(Some(b"id = \"oak\"\nname = \"Acorn\"\n".to_vec())),
            _ => Err("there is no such version".into()),
        }
    }
    fn exchange(&self) -> Result<Exchange, String> {
        let more = self.devices.lock().unwrap();
        let more = more.iter().map(|(name, ended)| device(name, false, *ended));
        let devices = std::iter::once(device("k1", true, false)).chain(more).collect();
        Ok(Exchange { devices, ..Exchange::default() })
    }
    fn since(&self) -> Result<Vec<(String, Timestamp)>, String> {
        Ok(vec![("SHA256:k1".into(), "2026-05-01T08:00:00Z".parse().unwrap())])
    }
    fn invite(&self, hours: u32) -> Result<Invited, NoDevice> {
        let until = NOW.parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours.into());
        Ok(Invited { text: "stead-invitation-1.oak.secret".into(), until })
    }
    fn admit(&self, request: &str) -> Result<DeviceLine, NoDevice> {
        let name = request.strip_prefix("stead-join-1.").ok_or(NoDevice::Unreadable)?;
        if name == "late" {
            return Err(NoDevice::Expired);
        }
        self.devices.lock().unwrap().push((name.into(), false));
        Ok(device(name, false, false))
    }
    fn backups(&self) -> Vec<Utf8PathBuf> {
        vec!["/media/stick/oak.stead-backup".into()]
    }
    fn unpack(&self, file: &Utf8Path, phrase: Option<&str>) -> Result<Unpacked, NoRestore> {
        let sent = !file.starts_with("/media");
        match phrase {
            None if !sent => return Err(NoRestore::PhraseNeeded),
            Some("wrong") => return Err(NoRestore::WrongPhrase),
            _ => {}
        }
        let name = if sent { fs_err::read_to_string(file).unwrap() } else { "Oak Street".into() };
        let unpacked = Unpacked {
            name,
            same: !sent,
            device: Some("k1".into()),
            made: "2026-05-01T09:30:00Z".parse().unwrap(),
            private: true,
            events_since: 3,
            agreed: false,
        };
        *self.unpacked.lock().unwrap() = Some(unpacked.clone());
        Ok(unpacked)
    }
    fn unpacked(&self) -> Option<Unpacked> {
        self.unpacked.lock().unwrap().clone()
    }
    fn agree(&self, yes: bool) -> Result<(), String> {
        let mut unpacked = self.unpacked.lock().unwrap();
        *unpacked = unpacked.take().filter(|_| yes).map(|one| Unpacked { agreed: true, ..one });
        Ok(())
    }
    fn start_again(&self) {
        self.again.store(true, std::sync::atomic::Ordering::SeqCst);
    }
    fn revoke(&self, device: catalog::ids::DeviceId) -> Result<(), NoDevice> {
        let mut all = self.devices.lock().unwrap();
        let standing = |one: &&mut (String, bool)| one.0 == device.to_string() && !one.1;
        match all.iter_mut().find(standing) {
            Some(one) => one.1 = true,
            None if device.to_string() == "k1" => return Err(NoDevice::Itself),
            None => return Err(NoDevice::NotThere),
        }
        Ok(())
    }
    fn last_backup(&self) -> Option<BackupLine> {
        self.last.lock().unwrap().clone()
    }
    fn back_up(&self, folder: &Utf8Path, phrase: Option<&str>) -> Result<BackupLine, NoBackup> {
        match phrase {
            Some(phrase) if phrase.len() < 8 => return Err(NoBackup::ShortPhrase),
            Some("fill the disk") => return Err(NoBackup::Because("the disk is full".into())),
            _ => {}
        }
        let file = folder.join("oak-2026-05-12.stead-backup");
        fs_err::write(&file, b"everything").unwrap();
        let line = BackupLine {
            made: NOW.parse().unwrap(),
            bytes: 10,
            file,
            private: true,
            sealed: phrase.is_some(),
        };
        *self.last.lock().unwrap() = Some(line.clone());
        Ok(line)
    }
}

/// A kiosk on a disk, with a shelf for backups.
pub(super) fn shelved() -> (tempfile::TempDir, Kiosk) {
    let folder = tempfile::tempdir().unwrap();
    let root = Utf8Path::from_path(folder.path()).unwrap();
    fs_err::write(root.join("node.toml"), "id = \"oak\"\nname = \"Oak Street\"\n").unwrap();
    let clock = Hand(Arc::new(Mutex::new(NOW.parse().unwrap())));
    let options = OpenOptions::new("test", "k1".parse().unwrap());
    let random = Box::new(SeededRandomness::new("computer"));
    let desk = Desk::open(root, options, Box::new(clock.clone()), random).unwrap();
    let backstage = Some(Arc::new(Shelf::default()) as Arc<dyn Backstage>);
    let app = Arc::new(App::new(desk, Options { backstage, ..Options::default() }).unwrap());
    (folder, Kiosk { router: router(Arc::clone(&app)), app, clock })
}

const WORDS: &str = "four words are better";

#[tokio::test(flavor = "multi_thread")]
async fn a_steward_makes_a_backup_and_downloads_it_and_nobody_else_does() {
    let (_folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    let today = browser.steward(&mira, "2468").await;
    assert!(today.contains("There is no backup of this computer yet"), "{today}");
    let page = browser.get("/kiosk/steward/backup").await;
    assert!(page.contains("Make a backup now"), "{page}");
    let form = |phrase: &'static str, again: &'static str| {
        [("to", "browser"), ("phrase", phrase), ("again", again)]
    };
    let says = browser.post("/kiosk/steward/backup", &form(WORDS, "something else")).await;
    assert!(says.contains("were not the same"), "{says}");
    let says = browser.post("/kiosk/steward/backup", &[("to", "browser")]).await;
    assert!(says.contains("Please give a passphrase"), "{says}");
    let says = browser.post("/kiosk/steward/backup", &[("to", "/etc"), ("open", "1")]).await;
    assert!(says.contains("not in any more"), "only a drive that is in: {says}");
    browser.post("/kiosk/steward/backup", &form(WORDS, WORDS)).await;
    let page = settled(&mut browser).await;
    assert!(page.contains("The backup is whole") && page.contains("Made today"), "{page}");
    let file = browser.get("/kiosk/steward/backup/file").await;
    assert_eq!((browser.last, file.as_str()), (StatusCode::OK, "everything"));
    let mut stranger = kiosk.browser();
    stranger.get("/kiosk/steward/backup/file").await;
    assert_eq!(stranger.last, StatusCode::FORBIDDEN);
    let today = browser.get("/kiosk/steward").await;
    assert!(!today.contains("no backup of this computer"), "{today}");
    kiosk.later(1);
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    browser.get("/kiosk/steward/backup/file").await;
    assert_eq!(browser.last, StatusCode::NOT_FOUND, "it is there for half an hour");
    kiosk.later(24 * 40);
    let today = kiosk.browser().steward(&mira, "2468").await;
    assert!(today.contains("The last backup is 40 days old"), "{today}");
}

#[tokio::test(flavor = "multi_thread")]
async fn why_there_is_no_backup_is_said() {
    let (_folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    for (phrase, why) in [("short", "at least eight"), ("fill the disk", "the disk is full")] {
        let form = [("to", "browser"), ("phrase", phrase), ("again", phrase)];
        browser.post("/kiosk/steward/backup", &form).await;
        let page = settled(&mut browser).await;
        assert!(page.contains(why), "{page}");
    }
}

async fn settled(browser: &mut Browser<'_>) -> String {
    loop {
        let page = browser.get("/kiosk/steward/backup").await;
        if !page.contains("being written") {
            return page;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_key_is_made_shown_once_listed_and_ended() {
    let kiosk = Kiosk::new();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let sam = kiosk.join("Sam Adeyemi", Role::Member, None);
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let own = mira.number.to_string();
    let form = [
        ("do", "make"),
        ("name", "Door <b>display"),
        ("member", own.as_str()),
        ("scope", "read"),
        ("scope", "desk"),
        ("months", "3"),
    ];
    let page = browser.post("/kiosk/steward/keys", &form).await;
    let text = page.split("stead_").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(page.contains("Door &lt;b&gt;display") && text.len() > 40, "{page}");
    let again = browser.get("/kiosk/steward/keys").await;
    assert!(!again.contains(&text) && again.contains("never used"), "{again}");
    let known = |text: &str| {
        let desk = kiosk.app.desk();
        desk.members().find_token(&format!("stead_{text}"), NOW.parse().unwrap()).unwrap()
    };
    assert_eq!(known(&text).unwrap().0.scopes, [Scope::Read, Scope::Desk]);
    let key = known(&text).unwrap().0.id.to_string();
    browser.post("/kiosk/steward/keys", &[("do", "revoke"), ("key", &key)]).await;
    assert!(known(&text).is_none());
    browser.post("/kiosk/steward/keys", &[("do", "revoke"), ("key", &key)]).await;
    assert_eq!(browser.last, StatusCode::OK, "ended twice is ended");
    // A member's key cannot do what stewards do; what was typed stays.
    let sams = sam.number.to_string();
    let form =
        [("do", "make"), ("name", "App"), ("member", &sams), ("scope", "desk"), ("months", "0")];
    let page = browser.post("/kiosk/steward/keys", &form).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("value=\"App\"") && page.contains(&sams), "{page}");
    let mut member = kiosk.browser();
    member.card(&sam).await;
    member.get("/kiosk/steward/keys").await;
    assert!(!kiosk.app.desk().members().tokens().unwrap().iter().any(|key| key.name == "App"));
}

#[tokio::test]
async fn a_steward_sees_the_devices_invites_one_lets_it_in_and_ends_it_when_sure() {
    let (_folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let here = "/kiosk/steward/devices";
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let page = browser.get(here).await;
    assert!(page.contains("eight words for the key of k1") && page.contains("since"), "{page}");
    let page = browser.post(here, &[("do", "invite")]).await;
    assert!(page.contains("stead-invitation-1.oak.secret"), "{page}");
    assert!(page.contains("Good for one device"), "{page}");
    let again = browser.get(here).await;
    assert!(!again.contains("stead-invitation-1.oak.secret"), "it is shown once: {again}");
    for (request, why) in
        [("nonsense <b>", "not a whole request"), ("stead-join-1.late", "too old")]
    {
        let page = browser.post(here, &[("do", "admit"), ("request", request)]).await;
        assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains(why) && !page.contains("<b>\""), "{page}");
    }
    let page = browser.post(here, &[("do", "admit"), ("request", "stead-join-1.k2")]).await;
    assert!(page.contains("may write from now on") && page.contains("the key of k2"), "{page}");
    let page = browser.post(here, &[("do", "revoke"), ("device", "k2")]).await;
    assert!(page.contains("please tick") && page.contains("the key of k2"), "{page}");
    let secret = || kiosk.app.desk().members().export_rows().unwrap();
    let before = secret();
    let page = browser.post(here, &[("do", "revoke"), ("device", "k2"), ("sure", "1")]).await;
    assert!(page.contains("learn of it with the next exchange"), "{page}");
    assert!(!page.contains("the key of k2"), "{page}");
    assert_ne!(secret(), before, "what is sealed from now on it cannot open");
    let page = browser.post(here, &[("do", "revoke"), ("device", "k1"), ("sure", "1")]).await;
    assert!(page.contains("This kiosk runs on that device"), "{page}");
    let sam = kiosk.join("Sam", Role::Member, None);
    let mut member = kiosk.browser();
    member.card(&sam).await;
    let page = member.get(here).await;
    assert!(!page.contains("eight words"), "{page}");
    assert_ne!(member.post(here, &[("do", "invite")]).await, "");
    assert!(!member.get(here).await.contains("stead-invitation"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_steward_sees_what_a_backup_is_and_what_would_be_lost_before_saying_yes() {
    let (_folder, kiosk) = shelved();
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let here = "/kiosk/steward/restore";
    let mut browser = kiosk.browser();
    browser.steward(&mira, "2468").await;
    let file = "/media/stick/oak.stead-backup";
    assert!(browser.get(here).await.contains(file));
    let page = browser.post(here, &[("do", "open"), ("backup", "/etc/passwd")]).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    for (phrase, why) in [("", "opens with a passphrase"), ("wrong", "does not open it")] {
        browser.post(here, &[("do", "open"), ("backup", file), ("phrase", phrase)]).await;
        let page = read(&mut browser).await;
        assert!(page.contains(why), "{page}");
    }
    browser.post(here, &[("do", "open"), ("backup", file), ("phrase", WORDS)]).await;
    let page = read(&mut browser).await;
    for word in ["Oak Street", "1 May 2026", "k1", "3 entries", "One member", "put aside"] {
        assert!(page.contains(word), "{word}: {page}");
    }
    browser.post(here, &[("do", "start")]).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY, "not before a yes");
    let page = browser.post(here, &[("do", "yes")]).await;
    assert!(page.contains("please tick"), "{page}");
    let page = browser.post(here, &[("do", "yes"), ("sure", "1")]).await;
    assert!(page.contains("At the next start"), "{page}");
    let page = browser.post(here, &[("do", "no")]).await;
    assert!(page.contains("Which backup?"), "{page}");
    browser.post(here, &[("do", "yes"), ("sure", "1")]).await;
    assert_eq!(browser.last, StatusCode::UNPROCESSABLE_ENTITY, "nothing is unpacked any more");
    browser.post(here, &[("do", "open"), ("backup", file), ("phrase", WORDS)]).await;
    read(&mut browser).await;
    browser.post(here, &[("do", "yes"), ("sure", "1")]).await;
    let page = browser.post(here, &[("do", "start")]).await;
    assert!(page.contains("The kiosk starts again") && page.contains("back in a moment"), "{page}");
}

async fn read(browser: &mut Browser<'_>) -> String {
    loop {
        let page = browser.get("/kiosk/steward/restore").await;
        if !page.contains("read and unpacked") {
            return page;
        }
        tokio::task::yield_now().await;
    }
}
