//! `.stead/private.sqlite`: the one place where names are.

use camino::{Utf8Path, Utf8PathBuf};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::pin::allowance;
use super::pin::{HashedPin, PinTry};
use super::{Card, Member, MemberNumber, NewMember, NodeSecret, Pin, PinCheck, Role};
use crate::edge::{NoRandomness, Randomness, draw};

/// Each step brings the store from one version to the next; steps are added, never changed.
const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE secret (id INTEGER PRIMARY KEY CHECK (id = 1), key BLOB NOT NULL) STRICT;
    CREATE TABLE member (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        contact TEXT,
        handle TEXT UNIQUE,
        languages TEXT NOT NULL,
        role TEXT NOT NULL,
        joined TEXT NOT NULL,
        left_on TEXT,
        provisional INTEGER NOT NULL,
        card BLOB UNIQUE,
        pin TEXT
    ) STRICT;
    CREATE TABLE wrong_pin (number INTEGER NOT NULL, at_ms INTEGER NOT NULL) STRICT;
    CREATE INDEX wrong_pin_by_member ON wrong_pin (number);
    CREATE TABLE spent (number INTEGER PRIMARY KEY) STRICT;
",
    "
    ALTER TABLE member ADD COLUMN row BLOB;
    ALTER TABLE member ADD COLUMN details_rev INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE member ADD COLUMN card_rev INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE member ADD COLUMN pin_rev INTEGER NOT NULL DEFAULT 1;
    CREATE UNIQUE INDEX member_by_row ON member (row);
    CREATE TABLE erased (row BLOB PRIMARY KEY) STRICT;
    ALTER TABLE secret ADD COLUMN rev INTEGER NOT NULL DEFAULT 1;
    CREATE TABLE older_secret (key BLOB PRIMARY KEY, rev INTEGER NOT NULL) STRICT;
",
    "
    CREATE TABLE token (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        hash BLOB NOT NULL UNIQUE,
        member BLOB NOT NULL,
        scopes TEXT NOT NULL,
        made_ms INTEGER NOT NULL,
        expires_ms INTEGER,
        used TEXT
    ) STRICT;
    CREATE TABLE answer (
        token INTEGER NOT NULL,
        key TEXT NOT NULL,
        request BLOB NOT NULL,
        seq INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,
        status INTEGER,
        body TEXT,
        PRIMARY KEY (token, key)
    ) STRICT;
",
];

const CARD_PURPOSE: &str = "commonstead 2026 member card";

/// Why the private store did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum MembersError {
    /// The file could not be made or opened.
    #[error("{path} could not be opened")]
    File {
        /// The store.
        path: Utf8PathBuf,
        /// What the disk said.
        source: std::io::Error,
    },
    /// The store itself failed.
    #[error("the members' store could not be read or written")]
    Store(#[from] rusqlite::Error),
    /// The store was written by a newer version.
    #[error("the members' store is from a newer version ({found}, this program knows {known})")]
    Newer {
        /// Its version.
        found: usize,
        /// Ours.
        known: usize,
    },
    /// No randomness for a secret.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// Nobody has this number.
    #[error("there is no member {0}")]
    NoSuchMember(MemberNumber),
    /// Somebody else has this public name.
    #[error("somebody already acts as @{0}; please choose another name")]
    HandleTaken(catalog::ids::Handle),
    /// A name is needed.
    #[error("a name is needed")]
    NoName,
    /// There is no key with this number.
    #[error("there is no key {0} on this device")]
    NoSuchToken(u32),
    /// A member's key cannot do what stewards do.
    #[error("`{scope}` is for stewards, and {number} is not one")]
    NotASteward {
        /// The member.
        number: MemberNumber,
        /// What was asked for.
        scope: super::Scope,
    },
    /// A row that this program cannot have written.
    #[error("the members' store has a damaged row: {0}")]
    Damaged(String),
}

/// The private store of a node.
#[derive(Debug)]
pub struct Members {
    pub(super) db: Connection,
    pub(super) secret: NodeSecret,
}

impl Members {
    /// Opens the store, or makes a new one with a new secret. The file is readable by its owner only.
    pub fn open(
        path: &Utf8Path,
        random: &mut (dyn Randomness + 'static),
    ) -> Result<Self, MembersError> {
        make_private(path)
            .map_err(|source| MembersError::File { path: path.to_owned(), source })?;
        Self::with(Connection::open(path)?, random)
    }

    /// Copies a store as it is at one moment, whoever writes into it meanwhile. The copy is readable by
    /// its owner only.
    pub fn copy(from: &Utf8Path, to: &Utf8Path) -> Result<(), MembersError> {
        make_private(to).map_err(|source| MembersError::File { path: to.to_owned(), source })?;
        let source = Connection::open(from)?;
        let mut target = Connection::open(to)?;
        let copy = rusqlite::backup::Backup::new(&source, &mut target)?;
        Ok(copy.run_to_completion(1024, std::time::Duration::from_millis(5), None)?)
    }

    /// The same store for a past that is being made up: it does not wait for the disk after each
    /// change, as a power cut would end the play as a whole. Who opens it next gets a store that waits.
    pub fn in_rehearsal(self) -> Result<Self, MembersError> {
        self.db.execute_batch("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;")?;
        Ok(self)
    }

    /// A store that is forgotten when the program ends.
    pub fn in_memory(random: &mut (dyn Randomness + 'static)) -> Result<Self, MembersError> {
        Self::with(Connection::open_in_memory()?, random)
    }

    fn with(
        mut db: Connection,
        random: &mut (dyn Randomness + 'static),
    ) -> Result<Self, MembersError> {
        // Deleted names are overwritten, and an acknowledged change is on the disk.
        db.execute_batch(
            "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
        )?;
        migrate(&mut db)?;
        let secret = load_secret(&db, random)?;
        name_rows(&db, &secret)?;
        Ok(Self { db, secret })
    }

    /// The node's secret.
    pub fn secret(&self) -> &NodeSecret {
        &self.secret
    }

    /// Makes a member and their first card. The card is shown once and stored only as a hash.
    pub fn add(
        &mut self,
        new: &NewMember,
        random: &mut (dyn Randomness + 'static),
    ) -> Result<(Member, Card), MembersError> {
        let name = new.name.trim();
        if name.is_empty() {
            return Err(MembersError::NoName);
        }
        self.check_handle(new.handle.as_ref(), None)?;
        let number = self.free_number(random)?;
        let card = Card::draw(random)?;
        let row: [u8; 16] = draw(random)?;
        self.db.execute(
            "INSERT INTO member (number, name, contact, handle, languages, role, joined, provisional, card, row)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                number.get(),
                name,
                new.contact,
                new.handle.as_ref().map(catalog::ids::Handle::as_str),
                new.languages.join(" "),
                new.role.as_str(),
                new.joined.to_string(),
                new.provisional,
                self.card_hash(&card),
                row,
            ],
        )?;
        Ok((self.get(number)?, card))
    }

    fn free_number(
        &self,
        random: &mut (dyn Randomness + 'static),
    ) -> Result<MemberNumber, MembersError> {
        loop {
            // Above the largest multiple of the count, a draw would favour small numbers.
            let drawn = u32::from_le_bytes(draw(random)?);
            if drawn >= u32::MAX - u32::MAX % MemberNumber::COUNT {
                continue;
            }
            let number = MemberNumber(MemberNumber::LEAST + drawn % MemberNumber::COUNT);
            let taken: bool = self.db.query_row(
                "SELECT EXISTS (SELECT 1 FROM member WHERE number = ?1)
                     OR EXISTS (SELECT 1 FROM spent WHERE number = ?1)",
                [number.get()],
                |row| row.get(0),
            )?;
            if !taken {
                return Ok(number);
            }
        }
    }

    fn check_handle(
        &self,
        handle: Option<&catalog::ids::Handle>,
        own: Option<MemberNumber>,
    ) -> Result<(), MembersError> {
        let Some(handle) = handle else { return Ok(()) };
        let other: Option<u32> = self
            .db
            .query_row("SELECT number FROM member WHERE handle = ?1", [handle.as_str()], |row| {
                row.get(0)
            })
            .optional()?;
        match other {
            Some(other) if own.is_none_or(|own| own.get() != other) => {
                Err(MembersError::HandleTaken(handle.clone()))
            }
            _ => Ok(()),
        }
    }

    /// The member with this number.
    pub fn get(&self, number: MemberNumber) -> Result<Member, MembersError> {
        let mut found = self.select("WHERE number = ?1", [number.get()])?;
        found.pop().ok_or(MembersError::NoSuchMember(number))
    }

    /// All members, by name.
    pub fn list(&self) -> Result<Vec<Member>, MembersError> {
        self.select("ORDER BY name COLLATE NOCASE, number", [])
    }

    /// The member whose card this is.
    pub fn find_by_card(&self, card: &Card) -> Result<Option<Member>, MembersError> {
        for hash in self.secret.hashes(CARD_PURPOSE, card.compact().as_bytes()) {
            if let Some(member) = self.select("WHERE card = ?1", [hash])?.pop() {
                return Ok(Some(member));
            }
        }
        Ok(None)
    }

    /// The member who acts in public under this name.
    pub fn find_by_handle(
        &self,
        handle: &catalog::ids::Handle,
    ) -> Result<Option<Member>, MembersError> {
        Ok(self.select("WHERE handle = ?1", [handle.as_str()])?.pop())
    }

    fn select<P: rusqlite::Params>(
        &self,
        clause: &str,
        params: P,
    ) -> Result<Vec<Member>, MembersError> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT number, name, contact, handle, languages, role, joined, left_on, provisional,
                    card IS NOT NULL, pin IS NOT NULL FROM member {clause}"
        ))?;
        let mut rows = query.query(params)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    /// Writes a member's name, contact, handle, languages, role, confirmation and leaving.
    pub fn update(&mut self, member: &Member) -> Result<(), MembersError> {
        if member.name.trim().is_empty() {
            return Err(MembersError::NoName);
        }
        self.check_handle(member.handle.as_ref(), Some(member.number))?;
        let changed = self.db.execute(
            "UPDATE member SET name = ?2, contact = ?3, handle = ?4, languages = ?5, role = ?6,
                    left_on = ?7, provisional = ?8, details_rev = details_rev + 1
             WHERE number = ?1",
            params![
                member.number.get(),
                member.name.trim(),
                member.contact,
                member.handle.as_ref().map(catalog::ids::Handle::as_str),
                member.languages.join(" "),
                member.role.as_str(),
                member.left.map(|date| date.to_string()),
                member.provisional,
            ],
        )?;
        one(changed, member.number)
    }

    /// Makes a new card; the old one opens nothing from now on.
    pub fn issue_card(
        &mut self,
        number: MemberNumber,
        random: &mut (dyn Randomness + 'static),
    ) -> Result<Card, MembersError> {
        let card = Card::draw(random)?;
        let hash = self.card_hash(&card);
        let sql = "UPDATE member SET card = ?2, card_rev = card_rev + 1 WHERE number = ?1";
        one(self.db.execute(sql, params![number.get(), hash])?, number)?;
        Ok(card)
    }

    /// Takes the card away (it was lost).
    pub fn revoke_card(&mut self, number: MemberNumber) -> Result<(), MembersError> {
        let sql = "UPDATE member SET card = NULL, card_rev = card_rev + 1 WHERE number = ?1";
        one(self.db.execute(sql, [number.get()])?, number)
    }

    /// Sets a PIN, or takes it away, and lifts a lock-out.
    pub fn set_pin(
        &mut self,
        number: MemberNumber,
        pin: Option<&Pin>,
        random: &mut (dyn Randomness + 'static),
    ) -> Result<(), MembersError> {
        if let Some(pin) = pin {
            return self.set_hashed_pin(number, &pin.hashed(random)?);
        }
        let sql = "UPDATE member SET pin = NULL, pin_rev = pin_rev + 1 WHERE number = ?1";
        one(self.db.execute(sql, [number.get()])?, number)?;
        self.lift_lock(number)
    }

    /// Stores a PIN that was hashed elsewhere, and lifts a lock-out.
    pub fn set_hashed_pin(
        &mut self,
        number: MemberNumber,
        pin: &HashedPin,
    ) -> Result<(), MembersError> {
        let sql = "UPDATE member SET pin = ?2, pin_rev = pin_rev + 1 WHERE number = ?1";
        one(self.db.execute(sql, params![number.get(), pin.0])?, number)?;
        self.lift_lock(number)
    }

    /// Checks a PIN. A wrong one is counted before the answer is known to anybody.
    pub fn verify_pin(
        &mut self,
        number: MemberNumber,
        pin: &Pin,
        now: Timestamp,
    ) -> Result<PinCheck, MembersError> {
        match self.begin_pin(number, now)? {
            Ok(tried) => {
                let right = tried.fits(pin);
                self.finish_pin(&tried, right)
            }
            Err(answer) => Ok(answer),
        }
    }

    /// Begins to check a PIN: the try is counted now. Comparing takes long on purpose
    /// ([`PinTry::fits`]), so that is done while others use the store; [`Members::finish_pin`] ends it.
    pub fn begin_pin(
        &mut self,
        number: MemberNumber,
        now: Timestamp,
    ) -> Result<Result<PinTry, PinCheck>, MembersError> {
        let left = match allowance(&self.failures(number)?, now) {
            Ok(left) => left,
            Err(until) => return Ok(Err(PinCheck::Locked { until })),
        };
        let hash: Option<Option<String>> = self
            .db
            .query_row("SELECT pin FROM member WHERE number = ?1", [number.get()], |row| row.get(0))
            .optional()?;
        let Some(hash) = hash.ok_or(MembersError::NoSuchMember(number))? else {
            return Ok(Err(PinCheck::NoPin));
        };
        let sql = "INSERT INTO wrong_pin (number, at_ms) VALUES (?1, ?2)";
        self.db.execute(sql, params![number.get(), now.as_millisecond()])?;
        Ok(Ok(PinTry { number, left, hash }))
    }

    /// Ends what [`Members::begin_pin`] began.
    pub fn finish_pin(&mut self, tried: &PinTry, right: bool) -> Result<PinCheck, MembersError> {
        if right {
            self.lift_lock(tried.number)?;
            return Ok(PinCheck::Right);
        }
        Ok(PinCheck::Wrong { left: tried.left.saturating_sub(1) })
    }

    fn failures(&self, number: MemberNumber) -> Result<Vec<Timestamp>, MembersError> {
        let mut query = self.db.prepare_cached("SELECT at_ms FROM wrong_pin WHERE number = ?1")?;
        let times = query.query_map([number.get()], |row| row.get::<_, i64>(0))?;
        let mut found = Vec::new();
        for ms in times {
            found.extend(Timestamp::from_millisecond(ms?).ok());
        }
        Ok(found)
    }

    /// Lets a member try again: a steward's act.
    pub fn lift_lock(&mut self, number: MemberNumber) -> Result<(), MembersError> {
        self.db.execute("DELETE FROM wrong_pin WHERE number = ?1", [number.get()])?;
        Ok(())
    }

    /// Forgets a member: the row is deleted and overwritten, the number is never given again. What
    /// stays is a random number that tells the node's other devices to forget the same row.
    pub fn erase(&mut self, number: MemberNumber) -> Result<(), MembersError> {
        let transaction = self.db.transaction()?;
        transaction.execute(
            "INSERT OR IGNORE INTO erased SELECT row FROM member WHERE number = ?1",
            [number.get()],
        )?;
        let deleted =
            transaction.execute("DELETE FROM member WHERE number = ?1", [number.get()])?;
        transaction.execute("DELETE FROM wrong_pin WHERE number = ?1", [number.get()])?;
        if deleted == 1 {
            transaction.execute("INSERT OR IGNORE INTO spent VALUES (?1)", [number.get()])?;
        }
        transaction.commit()?;
        one(deleted, number)
    }

    fn card_hash(&self, card: &Card) -> [u8; 32] {
        self.secret.hash(CARD_PURPOSE, card.compact().as_bytes())
    }
}

fn one(changed: usize, number: MemberNumber) -> Result<(), MembersError> {
    if changed == 1 { Ok(()) } else { Err(MembersError::NoSuchMember(number)) }
}

fn read(row: &Row<'_>) -> Result<Member, MembersError> {
    let damaged = |what: &str| MembersError::Damaged(what.to_owned());
    let date = |text: String| text.parse::<Date>().map_err(|_| damaged(&text));
    let number: u32 = row.get(0)?;
    let languages: String = row.get(4)?;
    let role: String = row.get(5)?;
    let handle: Option<String> = row.get(3)?;
    Ok(Member {
        number: MemberNumber::new(number).ok_or_else(|| damaged(&number.to_string()))?,
        name: row.get(1)?,
        contact: row.get(2)?,
        handle: handle.and_then(|handle| handle.parse().ok()),
        languages: languages.split_whitespace().map(str::to_owned).collect(),
        role: role.parse::<Role>().map_err(|_| damaged(&role))?,
        joined: date(row.get(6)?)?,
        left: row.get::<_, Option<String>>(7)?.map(date).transpose()?,
        provisional: row.get(8)?,
        has_card: row.get(9)?,
        has_pin: row.get(10)?,
    })
}

pub(super) fn load_secret(
    db: &Connection,
    random: &mut (dyn Randomness + 'static),
) -> Result<NodeSecret, MembersError> {
    if let Some(secret) = known_secret(db)? {
        return Ok(secret);
    }
    let secret = NodeSecret::draw(random)?;
    db.execute("INSERT INTO secret (id, key) VALUES (1, ?1)", [secret.as_bytes()])?;
    Ok(secret)
}

/// The secret and those that were in use before it; none in a store that is new.
pub(super) fn known_secret(db: &Connection) -> Result<Option<NodeSecret>, MembersError> {
    let damaged = |_| MembersError::Damaged("the secret".into());
    let found: Option<Vec<u8>> =
        db.query_row("SELECT key FROM secret WHERE id = 1", [], |row| row.get(0)).optional()?;
    let Some(now) = found else { return Ok(None) };
    let mut query = db.prepare("SELECT key FROM older_secret ORDER BY rev DESC, key")?;
    let older = query.query_map([], |row| row.get::<_, Vec<u8>>(0))?;
    let older: Result<Vec<[u8; 32]>, MembersError> =
        older.map(|key| key?.try_into().map_err(damaged)).collect();
    Ok(Some(NodeSecret::with_older(now.try_into().map_err(damaged)?, older?)))
}

/// Members from before rows had names of their own get one that nobody without the secret can guess.
fn name_rows(db: &Connection, secret: &NodeSecret) -> Result<(), MembersError> {
    let mut query = db.prepare("SELECT number FROM member WHERE row IS NULL")?;
    let numbers: Result<Vec<u32>, _> = query.query_map([], |row| row.get(0))?.collect();
    for number in numbers? {
        let name = secret.hash("commonstead 2026 member row", &number.to_le_bytes());
        let (row, _) = name.split_at(16);
        db.execute("UPDATE member SET row = ?2 WHERE number = ?1", params![number, row])?;
    }
    Ok(())
}

fn migrate(db: &mut Connection) -> Result<(), MembersError> {
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let found = usize::try_from(version).unwrap_or(usize::MAX);
    if found > MIGRATIONS.len() {
        return Err(MembersError::Newer { found, known: MIGRATIONS.len() });
    }
    for (step, sql) in MIGRATIONS.iter().enumerate().skip(found) {
        let transaction = db.transaction()?;
        transaction.execute_batch(sql)?;
        transaction.execute_batch(&format!("PRAGMA user_version = {}", step + 1))?;
        transaction.commit()?;
    }
    Ok(())
}

/// Makes the file for its owner only, before anything is in it.
fn make_private(path: &Utf8Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs_err::create_dir_all(folder)?;
    }
    let mut options = fs_err::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    fs_err::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    #[cfg(unix)]
    {
        let owner_only = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        fs_err::set_permissions(path, owner_only)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::edge::SeededRandomness;

    fn new(name: &str) -> NewMember {
        NewMember {
            name: name.into(),
            contact: Some("sam@example.org".into()),
            handle: None,
            languages: vec!["es".into(), "en".into()],
            role: Role::Member,
            joined: "2026-05-12".parse().unwrap(),
            provisional: false,
        }
    }

    fn store() -> (Members, SeededRandomness) {
        let mut random = SeededRandomness::new("store");
        (Members::in_memory(&mut random).unwrap(), random)
    }

    fn now() -> Timestamp {
        "2026-05-12T14:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_member_is_found_by_card_and_by_number() {
        let (mut members, mut random) = store();
        let (sam, card) = members.add(&new("Sam Adeyemi"), &mut random).unwrap();
        let (kim, other) = members.add(&new("Kim Berg"), &mut random).unwrap();
        assert_eq!(members.find_by_card(&card).unwrap().as_ref(), Some(&sam));
        assert_eq!(members.find_by_card(&other).unwrap().as_ref(), Some(&kim));
        assert_eq!(members.get(sam.number).unwrap().languages, ["es", "en"]);
        assert_eq!(members.list().unwrap(), [kim, sam]);
    }

    #[test]
    fn a_new_card_ends_the_old_one() {
        let (mut members, mut random) = store();
        let (sam, old) = members.add(&new("Sam"), &mut random).unwrap();
        let card = members.issue_card(sam.number, &mut random).unwrap();
        assert_eq!(members.find_by_card(&old).unwrap(), None);
        assert_eq!(members.find_by_card(&card).unwrap().unwrap().number, sam.number);
        members.revoke_card(sam.number).unwrap();
        assert_eq!(members.find_by_card(&card).unwrap(), None);
    }

    #[test]
    fn five_wrong_pins_lock_a_card_until_the_time_is_over_or_a_steward_helps() {
        let (mut members, mut random) = store();
        let (sam, _) = members.add(&new("Sam"), &mut random).unwrap();
        let (right, wrong): (Pin, Pin) = ("4711".parse().unwrap(), "1174".parse().unwrap());
        assert_eq!(members.verify_pin(sam.number, &right, now()).unwrap(), PinCheck::NoPin);
        members.set_pin(sam.number, Some(&right), &mut random).unwrap();
        for left in (0..5).rev() {
            let check = members.verify_pin(sam.number, &wrong, now()).unwrap();
            assert_eq!(check, PinCheck::Wrong { left });
        }
        let until = now() + SignedDuration::from_mins(10);
        let locked = PinCheck::Locked { until };
        assert_eq!(members.verify_pin(sam.number, &right, now()).unwrap(), locked);
        assert_eq!(members.verify_pin(sam.number, &right, until).unwrap(), PinCheck::Right);
        for _ in 0..5 {
            members.verify_pin(sam.number, &wrong, now()).unwrap();
        }
        members.lift_lock(sam.number).unwrap();
        assert_eq!(members.verify_pin(sam.number, &right, now()).unwrap(), PinCheck::Right);
    }

    #[test]
    fn an_erased_member_is_gone_from_the_file_and_the_number_is_spent() {
        let dir = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(dir.path().join("private.sqlite")).unwrap();
        let mut random = SeededRandomness::new("erase");
        let mut members = Members::open(&path, &mut random).unwrap();
        let (sam, card) = members.add(&new("Samuela Unmistakable"), &mut random).unwrap();
        let sealed = members.secret().seal(sam.number, &mut random).unwrap();
        members.erase(sam.number).unwrap();
        assert!(matches!(members.get(sam.number), Err(MembersError::NoSuchMember(_))));
        assert!(matches!(members.erase(sam.number), Err(MembersError::NoSuchMember(_))));
        assert_eq!(members.find_by_card(&card).unwrap(), None);
        assert_eq!(members.secret().unseal(&sealed), Some(sam.number), "a number that is nobody");
        let spent: bool = members
            .db
            .query_row(
                "SELECT EXISTS (SELECT 1 FROM spent WHERE number = ?1)",
                [sam.number.get()],
                |r| r.get(0),
            )
            .unwrap();
        assert!(spent);
        drop(members);
        for file in fs_err::read_dir(dir.path()).unwrap() {
            let bytes = fs_err::read(file.unwrap().path()).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            assert!(!text.contains("Unmistakable") && !text.contains("sam@example.org"));
        }
    }

    #[test]
    #[cfg(unix)]
    fn the_file_is_for_its_owner_only_and_keeps_its_secret() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        let path = Utf8PathBuf::from_path_buf(dir.path().join(".stead/private.sqlite")).unwrap();
        let mut random = SeededRandomness::new("mode");
        let secret = *Members::open(&path, &mut random).unwrap().secret().as_bytes();
        let mode = fs_err::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let again = Members::open(&path, &mut random).unwrap();
        assert_eq!(again.secret().as_bytes(), &secret);
    }

    #[test]
    fn a_store_from_a_newer_version_is_left_alone() {
        let mut random = SeededRandomness::new("newer");
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("PRAGMA user_version = 99").unwrap();
        assert!(matches!(
            Members::with(db, &mut random),
            Err(MembersError::Newer { found: 99, .. })
        ));
    }

    #[test]
    fn a_public_name_belongs_to_one_person() {
        let (mut members, mut random) = store();
        let named = |name: &str| NewMember { handle: Some("mira".parse().unwrap()), ..new(name) };
        let (mut mira, _) = members.add(&named("Mira"), &mut random).unwrap();
        let second = members.add(&named("Other Mira"), &mut random);
        assert!(matches!(second, Err(MembersError::HandleTaken(_))));
        mira.role = Role::Steward;
        mira.left = Some("2026-06-01".parse().unwrap());
        members.update(&mira).unwrap();
        assert_eq!(members.get(mira.number).unwrap(), mira);
        let nameless = NewMember { name: "  ".into(), ..new("x") };
        assert!(matches!(members.add(&nameless, &mut random), Err(MembersError::NoName)));
    }
}
