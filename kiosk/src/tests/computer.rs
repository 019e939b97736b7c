//! What stewards do for the computer itself: backups, and keys for programs.

use camino::{Utf8Path, Utf8PathBuf};
use desk::Scope;

use super::*;
use crate::{Backstage, BackupLine, Exchange, NoBackup, Revision};

/// Writes a few bytes where a backup is asked for.
struct Shelf {
    last: Mutex<Option<BackupLine>>,
}

impl Backstage for Shelf {
    fn keep(&self, _: &[Utf8PathBuf], _: &str) -> Result<(), String> {
        Ok(())
    }
    fn history(&self, path: &Utf8Path, _: usize) -> Result<Vec<Revision>, String> {
        let (id, when) = ("v1".to_owned(), NOW.parse().unwrap());
        let first = Revision { id, when, who: "k1".into(), subject: format!("add {path}") };
        Ok(vec![first])
    }
    fn at(&self, path: &Utf8Path, revision: &str) -> Result<Option<Vec<u8>>, String> {
        match (path.as_str(), revision) {
            ("node.toml", "v1") => Ok(Some(b"id = \"oak\"\nname = \"Acorn\"\n".to_vec())),
            _ => Err("there is no such version".into()),
        }
    }
    fn exchange(&self) -> Result<Exchange, String> {
        Ok(Exchange::default())
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
    let backstage = Some(Arc::new(Shelf { last: Mutex::new(None) }) as Arc<dyn Backstage>);
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
