//! The private store as the node's own devices tell each other of it: rows that merge.
//!
//! A member is a row with a random name of its own, so that neither a person's name nor a number
//! decides what belongs together. Details, card and PIN count their changes apart: what was changed
//! more often stands, and between equals the greater text, so that every device ends with the same
//! rows in whatever order they hear of each other. A row that was erased anywhere is erased
//! everywhere. Wrong PINs stay where they were typed.

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use super::store::known_secret;
use super::{MemberNumber, Members, MembersError, NodeSecret};
use crate::edge::Randomness;

const FORMAT: u32 = 1;

/// Everything that the devices of a node share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Rows {
    v: u32,
    /// How often the secret was changed when each came into use, by the secret in base64.
    secrets: BTreeMap<String, u32>,
    members: BTreeMap<String, Row>,
    /// The names of rows that must not come back.
    erased: BTreeSet<String>,
    /// Numbers that are never given again.
    spent: BTreeSet<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Row {
    details: Counted<Details>,
    card: Counted<Option<String>>,
    pin: Counted<Option<String>>,
}

/// A value and how often it was changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Counted<T> {
    changes: u32,
    value: T,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Details {
    number: u32,
    name: String,
    contact: Option<String>,
    handle: Option<String>,
    languages: String,
    role: String,
    joined: String,
    left: Option<String>,
    provisional: bool,
}

impl Rows {
    /// What both sides know together.
    fn merge(mut self, other: Self) -> Self {
        for (key, changes) in other.secrets {
            let known = self.secrets.entry(key).or_insert(changes);
            *known = changes.max(*known);
        }
        for (name, row) in other.members {
            match self.members.remove(&name) {
                Some(known) => drop(self.members.insert(name, known.newer(row))),
                None => drop(self.members.insert(name, row)),
            }
        }
        self.erased.extend(other.erased);
        self.spent.extend(other.spent);
        for name in &self.erased {
            if let Some(row) = self.members.remove(name) {
                self.spent.insert(row.details.value.number);
            }
        }
        self.settle();
        self
    }

    /// Two devices that had not met may have given one number or one public name twice. The row whose
    /// name comes first keeps it.
    fn settle(&mut self) {
        let (mut numbers, mut handles) = (self.spent.clone(), BTreeSet::new());
        for (name, row) in &mut self.members {
            let details = &mut row.details.value;
            let mut attempt = 0_u32;
            while !numbers.insert(details.number) {
                details.number = another(name, attempt);
                attempt += 1;
            }
            if details.handle.as_ref().is_some_and(|handle| !handles.insert(handle.clone())) {
                details.handle = None;
            }
        }
    }

    /// The secret that is in use: the one that came last, and of two the one that sorts first.
    fn secret(&self) -> Option<&str> {
        let latest = self.secrets.values().max()?;
        self.secrets.iter().find(|(_, changes)| *changes == latest).map(|(key, _)| key.as_str())
    }
}

impl Row {
    fn newer(self, other: Self) -> Self {
        Self {
            details: self.details.max(other.details),
            card: self.card.max(other.card),
            pin: self.pin.max(other.pin),
        }
    }
}

/// A number that follows from a row's name, so that all devices give the same one.
fn another(name: &str, attempt: u32) -> u32 {
    let hash = blake3::hash(format!("{name} {attempt}").as_bytes());
    let (four, _) = hash.as_bytes().split_at(4);
    let drawn = four.iter().fold(0_u32, |sum, &byte| (sum << 8) | u32::from(byte));
    MemberNumber::LEAST + drawn % MemberNumber::COUNT
}

impl Members {
    /// All that the node's other devices are to know, as one text that is the same for the same
    /// rows. It holds names and secrets: only encrypted may it leave this device.
    pub fn export_rows(&self) -> Result<Vec<u8>, MembersError> {
        serde_json::to_vec(&self.rows()?).map_err(damaged)
    }

    /// Takes over what another device of the node knows.
    pub fn merge_rows(&mut self, text: &[u8]) -> Result<(), MembersError> {
        let theirs: Rows = serde_json::from_slice(text).map_err(damaged)?;
        if theirs.v > FORMAT {
            return Err(MembersError::Newer { found: theirs.v as usize, known: FORMAT as usize });
        }
        let ours = self.rows()?;
        let merged = ours.clone().merge(theirs);
        if merged != ours {
            self.write(&ours, &merged)?;
        }
        Ok(())
    }

    /// A new secret from now on, after a device was lost: what it knows reads nothing that is sealed
    /// from now on.
    pub fn renew_secret(
        &mut self,
        random: &mut (dyn Randomness + 'static),
    ) -> Result<(), MembersError> {
        let mut rows = self.rows()?;
        let (new, before) = (NodeSecret::draw(random)?, rows.clone());
        let changes = rows.secrets.values().max().map_or(1, |changes| changes + 1);
        rows.secrets.insert(BASE64.encode(self.secret.as_bytes()), changes - 1);
        rows.secrets.insert(BASE64.encode(new.as_bytes()), changes);
        self.write(&before, &rows)
    }

    fn rows(&self) -> Result<Rows, MembersError> {
        let mut rows = Rows {
            v: FORMAT,
            secrets: BTreeMap::new(),
            members: self.member_rows()?,
            erased: BTreeSet::new(),
            spent: BTreeSet::new(),
        };
        let mut query = self.db.prepare("SELECT row FROM erased")?;
        for name in query.query_map([], |row| row.get::<_, Vec<u8>>(0))? {
            rows.erased.insert(hex(&name?));
        }
        let mut query = self.db.prepare("SELECT number FROM spent")?;
        for number in query.query_map([], |row| row.get(0))? {
            rows.spent.insert(number?);
        }
        // A store in which nobody ever was has sealed nothing: its secret is not worth keeping.
        if !rows.members.is_empty() || !rows.erased.is_empty() {
            let all = "SELECT key, rev FROM secret UNION ALL SELECT key, rev FROM older_secret";
            let mut query = self.db.prepare(all)?;
            for secret in query.query_map([], |row| Ok((row.get::<_, Vec<u8>>(0)?, row.get(1)?)))? {
                let (key, changes) = secret?;
                rows.secrets.insert(BASE64.encode(key), changes);
            }
        }
        Ok(rows)
    }

    fn member_rows(&self) -> Result<BTreeMap<String, Row>, MembersError> {
        let mut query = self.db.prepare(
            "SELECT row, number, name, contact, handle, languages, role, joined, left_on,
                    provisional, card, pin, details_rev, card_rev, pin_rev FROM member",
        )?;
        let rows = query.query_map([], |row| {
            let details = Details {
                number: row.get(1)?,
                name: row.get(2)?,
                contact: row.get(3)?,
                handle: row.get(4)?,
                languages: row.get(5)?,
                role: row.get(6)?,
                joined: row.get(7)?,
                left: row.get(8)?,
                provisional: row.get(9)?,
            };
            let card: Option<Vec<u8>> = row.get(10)?;
            let card = card.map(|hash| BASE64.encode(hash));
            let row = (
                row.get::<_, Vec<u8>>(0)?,
                Row {
                    details: Counted { changes: row.get(12)?, value: details },
                    card: Counted { changes: row.get(13)?, value: card },
                    pin: Counted { changes: row.get(14)?, value: row.get(11)? },
                },
            );
            Ok(row)
        })?;
        rows.map(|row| Ok(row.map(|(name, row)| (hex(&name), row))?)).collect()
    }

    fn write(&mut self, before: &Rows, after: &Rows) -> Result<(), MembersError> {
        let change = self.db.transaction()?;
        // First all that goes or moves, so that no number or name is there twice in between.
        for (name, row) in &before.members {
            if after.members.get(name) != Some(row) {
                change.execute("DELETE FROM member WHERE row = ?1", [unhex(name)?])?;
            }
            if !after.members.contains_key(name) {
                let number = row.details.value.number;
                change.execute("DELETE FROM wrong_pin WHERE number = ?1", [number])?;
            }
        }
        for (name, row) in &after.members {
            if before.members.get(name) != Some(row) {
                insert(&change, name, row)?;
            }
        }
        for name in &after.erased {
            change.execute("INSERT OR IGNORE INTO erased VALUES (?1)", [unhex(name)?])?;
        }
        for number in &after.spent {
            change.execute("INSERT OR IGNORE INTO spent VALUES (?1)", [number])?;
        }
        if let Some(now) = after.secret() {
            change.execute("DELETE FROM secret", [])?;
            for (key, changes) in &after.secrets {
                let bytes = BASE64.decode(key).map_err(damaged)?;
                let sql = if key == now {
                    "INSERT INTO secret (id, key, rev) VALUES (1, ?1, ?2)"
                } else {
                    "INSERT OR REPLACE INTO older_secret (key, rev) VALUES (?1, ?2)"
                };
                change.execute(sql, params![bytes, changes])?;
            }
            let now = BASE64.decode(now).map_err(damaged)?;
            change.execute("DELETE FROM older_secret WHERE key = ?1", [now])?;
        }
        if let Some(secret) = known_secret(&change)? {
            self.secret = secret;
        }
        Ok(change.commit()?)
    }
}

fn insert(db: &rusqlite::Connection, name: &str, row: &Row) -> Result<(), MembersError> {
    let (Row { details, card, pin }, hash) = (row, row.card.value.as_deref());
    let hash = hash.map(|hash| BASE64.decode(hash)).transpose().map_err(damaged)?;
    let known = &details.value;
    known.role.parse::<super::Role>().map_err(damaged)?;
    known.joined.parse::<jiff::civil::Date>().map_err(damaged)?;
    db.execute(
        "INSERT OR REPLACE INTO member (row, number, name, contact, handle, languages, role, joined,
                left_on, provisional, card, pin, details_rev, card_rev, pin_rev)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        params![
            unhex(name)?,
            known.number,
            known.name,
            known.contact,
            known.handle,
            known.languages,
            known.role,
            known.joined,
            known.left,
            known.provisional,
            hash,
            pin.value,
            details.changes,
            card.changes,
            pin.changes,
        ],
    )?;
    Ok(())
}

/// What was wrong is not repeated: it may be somebody's name.
fn damaged<E>(_: E) -> MembersError {
    MembersError::Damaged("rows of another device".into())
}

fn hex(bytes: &[u8]) -> String {
    let pairs: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.concat()
}

fn unhex(text: &str) -> Result<Vec<u8>, MembersError> {
    let pair = |at: usize| text.get(at..at + 2).and_then(|two| u8::from_str_radix(two, 16).ok());
    let bytes: Option<Vec<u8>> = (0..text.len()).step_by(2).map(pair).collect();
    bytes.filter(|bytes| bytes.len() == 16).ok_or_else(|| damaged(()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edge::SeededRandomness;
    use crate::members::{Member, NewMember, Role};

    fn store(seed: &str) -> (Members, SeededRandomness) {
        let mut random = SeededRandomness::new(seed);
        (Members::in_memory(&mut random).unwrap(), random)
    }

    fn new(name: &str, handle: Option<&str>) -> NewMember {
        NewMember {
            name: name.into(),
            contact: None,
            handle: handle.map(|handle| handle.parse().unwrap()),
            languages: vec!["en".into()],
            role: Role::Member,
            joined: "2026-05-12".parse().unwrap(),
            provisional: false,
        }
    }

    /// Both tell each other everything.
    fn meet(a: &mut Members, b: &mut Members) {
        b.merge_rows(&a.export_rows().unwrap()).unwrap();
        a.merge_rows(&b.export_rows().unwrap()).unwrap();
        assert_eq!(a.export_rows().unwrap(), b.export_rows().unwrap());
    }

    #[test]
    fn a_second_device_knows_cards_pins_and_seals_of_the_first() {
        let ((mut a, mut random), (mut b, _)) = (store("a"), store("b"));
        let (sam, card) = a.add(&new("Sam", None), &mut random).unwrap();
        let sealed = a.secret().seal(sam.number, &mut random).unwrap();
        meet(&mut a, &mut b);
        assert_eq!(b.find_by_card(&card).unwrap(), Some(sam.clone()));
        assert_eq!(b.secret().unseal(&sealed), Some(sam.number));
        assert_eq!(b.secret().as_bytes(), a.secret().as_bytes(), "nothing was sealed by b's own");
    }

    #[test]
    fn two_devices_with_members_of_their_own_read_each_others_seals_and_cards() {
        let ((mut a, mut ra), (mut b, mut rb)) = (store("a"), store("b"));
        let (sam, first) = a.add(&new("Sam", None), &mut ra).unwrap();
        let (kim, second) = b.add(&new("Kim", None), &mut rb).unwrap();
        let seals = (
            a.secret().seal(sam.number, &mut ra).unwrap(),
            b.secret().seal(kim.number, &mut rb).unwrap(),
        );
        meet(&mut a, &mut b);
        for members in [&a, &b] {
            assert_eq!(members.secret().unseal(&seals.0), Some(sam.number));
            assert_eq!(members.secret().unseal(&seals.1), Some(kim.number));
            assert_eq!(members.find_by_card(&first).unwrap(), Some(sam.clone()));
            assert_eq!(members.find_by_card(&second).unwrap(), Some(kim.clone()));
        }
    }

    #[test]
    fn who_is_erased_here_and_changed_there_is_gone_on_both() {
        let ((mut a, mut random), (mut b, _)) = (store("a"), store("b"));
        let (sam, _) = a.add(&new("Samuela Unmistakable", None), &mut random).unwrap();
        meet(&mut a, &mut b);
        b.update(&Member { name: "Sam Unmistakable".into(), ..sam.clone() }).unwrap();
        a.erase(sam.number).unwrap();
        meet(&mut a, &mut b);
        assert_eq!((a.list().unwrap(), b.list().unwrap()), (vec![], vec![]));
        let text = String::from_utf8(b.export_rows().unwrap()).unwrap();
        assert!(!text.contains("Unmistakable"));
        // A third device that slept through it does not bring her back, and a namesake stays.
        let (kim, _) = a.add(&new("Samuela Unmistakable", None), &mut random).unwrap();
        meet(&mut a, &mut b);
        assert_eq!(b.list().unwrap(), [kim]);
    }

    #[test]
    fn an_edit_of_the_name_and_a_new_pin_elsewhere_both_stand() {
        let ((mut a, mut random), (mut b, mut rb)) = (store("a"), store("b"));
        let (sam, _) = a.add(&new("Sam", None), &mut random).unwrap();
        meet(&mut a, &mut b);
        a.update(&Member { name: "Sam Rivera".into(), ..sam.clone() }).unwrap();
        b.set_pin(sam.number, Some(&"4711".parse().unwrap()), &mut rb).unwrap();
        meet(&mut a, &mut b);
        let there = a.get(sam.number).unwrap();
        assert_eq!((there.name.as_str(), there.has_pin), ("Sam Rivera", true));
    }

    #[test]
    fn one_number_or_public_name_given_twice_is_settled_alike_on_both() {
        let ((mut a, mut ra), (mut b, mut rb)) = (store("a"), store("b"));
        let (sam, _) = a.add(&new("Sam", Some("mira")), &mut ra).unwrap();
        let (kim, _) = b.add(&new("Kim", Some("mira")), &mut rb).unwrap();
        let sql = "UPDATE member SET number = ?1";
        b.db.execute(sql, [sam.number.get()]).unwrap();
        meet(&mut a, &mut b);
        let all = a.list().unwrap();
        assert_eq!(all.iter().filter(|m| m.handle.is_some()).count(), 1);
        assert_ne!(all[0].number, all[1].number);
        assert_eq!((all[0].name.as_str(), all[1].name.as_str()), ("Kim", "Sam"));
        assert_eq!(kim.name, "Kim");
    }

    #[test]
    fn a_new_secret_leaves_what_was_sealed_before_readable_on_all_devices() {
        let ((mut a, mut random), (mut b, _)) = (store("a"), store("b"));
        let (sam, card) = a.add(&new("Sam", None), &mut random).unwrap();
        let (sealed, lost) =
            (a.secret().seal(sam.number, &mut random).unwrap(), a.secret().clone());
        meet(&mut a, &mut b);
        a.renew_secret(&mut random).unwrap();
        meet(&mut a, &mut b);
        let later = b.secret().seal(sam.number, &mut random).unwrap();
        assert_eq!(lost.unseal(&later), None);
        assert_eq!(a.secret().unseal(&later), Some(sam.number));
        assert_eq!(b.secret().unseal(&sealed), Some(sam.number));
        assert_eq!(b.find_by_card(&card).unwrap(), Some(sam));
    }

    #[test]
    fn rows_that_make_no_sense_change_nothing_and_are_not_repeated() {
        let (mut a, mut random) = store("a");
        a.add(&new("Sam", None), &mut random).unwrap();
        let before = a.export_rows().unwrap();
        for text in ["", "{}", "{\"v\":1}", "Samuela"] {
            let error = a.merge_rows(text.as_bytes()).unwrap_err().to_string();
            assert!(!error.contains("Samuela"), "{error}");
        }
        let bad = String::from_utf8(before.clone()).unwrap();
        let bad = bad
            .replace("\"role\":\"member\"", "\"role\":\"queen\"")
            .replace("\"changes\":1", "\"changes\":2");
        assert!(a.merge_rows(bad.as_bytes()).is_err());
        assert_eq!(a.export_rows().unwrap(), before);
    }

    fn rows() -> impl Strategy<Value = Rows> {
        let row = (0..4_u8, 1..4_u32, 0..3_u32, 0..2_u8, 0..2_u8);
        let secrets = proptest::collection::btree_map("[ab]", 1..3_u32, 0..3);
        let erased = proptest::collection::btree_set(0..4_u8, 0..2);
        (proptest::collection::vec(row, 0..4), secrets, erased).prop_map(
            |(rows, secrets, erased)| {
                let name = |n: u8| format!("{n:032x}");
                let row = |(n, changes, value, card, pin)| {
                    let details = Details {
                        number: 100_000 + u32::from(n),
                        name: format!("Person {value}"),
                        contact: None,
                        handle: None,
                        languages: String::new(),
                        role: "member".into(),
                        joined: "2026-01-01".into(),
                        left: None,
                        provisional: false,
                    };
                    let counted = |value: u8| Counted { changes, value: Some(value.to_string()) };
                    let row = Row {
                        details: Counted { changes, value: details },
                        card: counted(card),
                        pin: counted(pin),
                    };
                    (name(n), row)
                };
                let members = rows.into_iter().map(row).collect();
                let erased = erased.into_iter().map(name).collect();
                let rows = Rows { v: 1, secrets, members, erased, spent: BTreeSet::new() };
                // Whatever a device holds went through a merge.
                rows.clone().merge(rows)
            },
        )
    }

    proptest! {
        #[test]
        fn the_order_of_meeting_does_not_matter(a in rows(), b in rows(), c in rows()) {
            let ab = a.clone().merge(b.clone());
            prop_assert_eq!(&ab, &b.clone().merge(a.clone()));
            prop_assert_eq!(&ab.clone().merge(ab.clone()), &ab);
            prop_assert_eq!(ab.merge(c.clone()), a.merge(b.merge(c)));
        }
    }
}
