//! Keys for programs: what an app or a script may do through the kiosk's API, in whose name, and
//! until when.
//!
//! A key is 256 random bits, shown once and kept as a hash. It belongs to a member: what is done with
//! it is recorded in their name, and it ends with them. Keys stay on the device that made them.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

use super::{Member, MemberNumber, Members, MembersError};
use crate::edge::{Randomness, draw};

const PURPOSE: &str = "commonstead 2026 api token";
/// What a key begins with, so that it is known for one wherever it turns up.
const PREFIX: &str = "stead_";

/// One thing that a key may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Reads what its member may see of their own.
    Read,
    /// Borrows, returns, holds, books and reports for its member.
    Borrow,
    /// Does a steward's work at the desk, for anybody; its member has to be a steward.
    Desk,
    /// Reads and changes members; its member has to be a steward.
    Members,
    /// Changes records; its member has to be a steward.
    Records,
    /// Pays, asks and confirms in its member's public name.
    Credits,
    /// Votes and delegates in its member's public name.
    Vote,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 7] = [
        Self::Read,
        Self::Borrow,
        Self::Desk,
        Self::Members,
        Self::Records,
        Self::Credits,
        Self::Vote,
    ];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Borrow => "borrow",
            Self::Desk => "desk",
            Self::Members => "members",
            Self::Records => "records",
            Self::Credits => "credits",
            Self::Vote => "vote",
        }
    }

    /// Whether only a steward's key may have it.
    pub fn needs_steward(self) -> bool {
        matches!(self, Self::Desk | Self::Members | Self::Records)
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not a scope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a scope is `read`, `borrow`, `desk`, `members`, `records`, `credits` or `vote`")]
pub struct ScopeError;

impl FromStr for Scope {
    type Err = ScopeError;
    fn from_str(text: &str) -> Result<Self, ScopeError> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == text).ok_or(ScopeError)
    }
}

/// The text of a key: shown once, kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenText(String);

impl TokenText {
    /// The text, to be shown once.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TokenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TokenText(…)")
    }
}

/// A key as it is known: everything but its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Token {
    /// Its number on this device.
    pub id: u32,
    /// What it is for, in its maker's words.
    pub name: String,
    /// In whose name it acts.
    pub member: MemberNumber,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Since when.
    pub made: Timestamp,
    /// Until when; for good when absent.
    pub expires: Option<Timestamp>,
    /// The day on which it was last used.
    pub used: Option<Date>,
}

impl Token {
    /// Whether it still opens anything.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.expires.is_none_or(|expires| now < expires)
    }
}

/// What a new key is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// What it is for.
    pub name: String,
    /// In whose name it acts.
    pub member: MemberNumber,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// Until when.
    pub expires: Option<Timestamp>,
}

const COLUMNS: &str = "SELECT token.id, token.name, member.number, token.scopes, token.made_ms, \
    token.expires_ms, token.used FROM token JOIN member ON member.row = token.member";

impl Members {
    /// Makes a key. Its text is in no file: who loses it makes another.
    pub fn add_token(
        &mut self,
        new: &NewToken,
        now: Timestamp,
        random: &mut (dyn Randomness + 'static),
    ) -> Result<(Token, TokenText), MembersError> {
        let member = self.get(new.member)?;
        let name = new.name.trim();
        if name.is_empty() {
            return Err(MembersError::NoName);
        }
        let mut scopes = new.scopes.clone();
        scopes.sort_unstable();
        scopes.dedup();
        let too_much = |scope: &&Scope| scope.needs_steward() && member.role < super::Role::Steward;
        if let Some(scope) = scopes.iter().find(too_much) {
            return Err(MembersError::NotASteward { number: new.member, scope: *scope });
        }
        let secret: [u8; 32] = draw(random)?;
        let text = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(secret));
        let words: Vec<_> = scopes.iter().map(|scope| scope.as_str()).collect();
        self.db.execute(
            "INSERT INTO token (name, hash, member, scopes, made_ms, expires_ms)
             SELECT ?1, ?2, row, ?3, ?4, ?5 FROM member WHERE number = ?6",
            params![
                name,
                self.secret.hash(PURPOSE, text.as_bytes()),
                words.join(" "),
                now.as_millisecond(),
                new.expires.map(Timestamp::as_millisecond),
                new.member.get(),
            ],
        )?;
        let id = self.db.last_insert_rowid();
        let made =
            self.db.query_row(&format!("{COLUMNS} WHERE token.id = ?1"), [id], |row| {
                Ok(read(row))
            })??;
        Ok((made, TokenText(text)))
    }

    /// All keys, the oldest first; of members who were forgotten none is left.
    pub fn tokens(&self) -> Result<Vec<Token>, MembersError> {
        let mut query = self.db.prepare(&format!("{COLUMNS} ORDER BY token.id"))?;
        let rows = query.query_map([], |row| Ok(read(row)))?;
        rows.map(|row| row?).collect()
    }

    /// Ends a key at once.
    pub fn revoke_token(&mut self, id: u32) -> Result<(), MembersError> {
        self.db.execute("DELETE FROM answer WHERE token = ?1", [id])?;
        match self.db.execute("DELETE FROM token WHERE id = ?1", [id])? {
            0 => Err(MembersError::NoSuchToken(id)),
            _ => Ok(()),
        }
    }

    /// The key with this text and its member, while both are valid. What is compared is a keyed hash
    /// of a secret that nobody chose, so the time that it takes tells nothing.
    pub fn find_token(
        &self,
        text: &str,
        now: Timestamp,
    ) -> Result<Option<(Token, Member)>, MembersError> {
        if !text.starts_with(PREFIX) || text.len() > 128 {
            return Ok(None);
        }
        let sql = format!("{COLUMNS} WHERE token.hash = ?1");
        let mut query = self.db.prepare_cached(&sql)?;
        for hash in self.secret.hashes(PURPOSE, text.as_bytes()) {
            let found = query.query_row([hash], |row| Ok(read(row))).optional()?;
            let Some(token) = found.transpose()? else { continue };
            let member = self.get(token.member)?;
            let valid = token.is_valid(now) && member.left.is_none();
            return Ok(valid.then_some((token, member)));
        }
        Ok(None)
    }

    /// Notes that a key was used today; at most one write a day.
    pub fn token_used(&mut self, token: &Token, today: Date) -> Result<(), MembersError> {
        if token.used != Some(today) {
            let sql = "UPDATE token SET used = ?2 WHERE id = ?1";
            self.db.execute(sql, params![token.id, today.to_string()])?;
        }
        Ok(())
    }
}

fn read(row: &Row<'_>) -> Result<Token, MembersError> {
    let damaged = |what: &str| MembersError::Damaged(format!("the {what} of a key"));
    let number: u32 = row.get(2)?;
    let scopes: String = row.get(3)?;
    let moment = |ms: i64| Timestamp::from_millisecond(ms).map_err(|_| damaged("time"));
    let used: Option<String> = row.get(6)?;
    Ok(Token {
        id: row.get(0)?,
        name: row.get(1)?,
        member: MemberNumber::new(number).ok_or_else(|| damaged("member"))?,
        // A scope of a later version is one that this version does not grant.
        scopes: scopes.split_whitespace().filter_map(|word| word.parse().ok()).collect(),
        made: moment(row.get(4)?)?,
        expires: row.get::<_, Option<i64>>(5)?.map(moment).transpose()?,
        used: used.and_then(|date| date.parse().ok()),
    })
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::edge::SeededRandomness;
    use crate::members::{NewMember, Role};

    fn now() -> Timestamp {
        "2026-05-12T14:00:00Z".parse().unwrap()
    }

    fn store(role: Role) -> (Members, SeededRandomness, MemberNumber) {
        let mut random = SeededRandomness::new("tokens");
        let mut members = Members::in_memory(&mut random).unwrap();
        let new = NewMember {
            name: "Mira".into(),
            contact: None,
            handle: None,
            languages: vec![],
            role,
            joined: "2026-05-12".parse().unwrap(),
            provisional: false,
        };
        let number = members.add(&new, &mut random).unwrap().0.number;
        (members, random, number)
    }

    fn new(member: MemberNumber, scopes: &[Scope]) -> NewToken {
        NewToken { name: "till".into(), member, scopes: scopes.to_vec(), expires: None }
    }

    #[test]
    fn a_key_opens_until_it_expires_is_revoked_or_its_member_leaves() {
        let (mut members, mut random, mira) = store(Role::Steward);
        let end = now() + SignedDuration::from_hours(1);
        let wanted =
            NewToken { expires: Some(end), ..new(mira, &[Scope::Desk, Scope::Read, Scope::Desk]) };
        let (token, text) = members.add_token(&wanted, now(), &mut random).unwrap();
        assert_eq!(token.scopes, [Scope::Read, Scope::Desk]);
        let found = members.find_token(text.as_str(), now()).unwrap().unwrap();
        assert_eq!((found.0.id, found.1.number), (token.id, mira));
        assert_eq!(members.find_token(text.as_str(), end).unwrap(), None);
        assert_eq!(members.find_token("stead_x", now()).unwrap(), None);
        members.token_used(&token, "2026-05-12".parse().unwrap()).unwrap();
        assert_eq!(members.tokens().unwrap()[0].used, Some("2026-05-12".parse().unwrap()));
        let mut left = members.get(mira).unwrap();
        left.left = Some("2026-05-12".parse().unwrap());
        members.update(&left).unwrap();
        assert_eq!(members.find_token(text.as_str(), now()).unwrap(), None);
        members.revoke_token(token.id).unwrap();
        assert!(matches!(members.revoke_token(token.id), Err(MembersError::NoSuchToken(_))));
    }

    #[test]
    fn only_a_hash_of_a_key_is_kept_and_a_forgotten_member_has_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = camino::Utf8PathBuf::from_path_buf(dir.path().join("p.sqlite")).unwrap();
        let (_, mut random, _) = store(Role::Member);
        let mut members = Members::open(&path, &mut random).unwrap();
        let person = NewMember {
            name: "Sam".into(),
            contact: None,
            handle: None,
            languages: vec![],
            role: Role::Member,
            joined: "2026-05-12".parse().unwrap(),
            provisional: false,
        };
        let sam = members.add(&person, &mut random).unwrap().0.number;
        let (_, text) = members.add_token(&new(sam, &[Scope::Read]), now(), &mut random).unwrap();
        assert_eq!(format!("{text:?}"), "TokenText(…)");
        let bytes = fs_err::read(&path).unwrap();
        let secret = text.as_str().trim_start_matches(PREFIX).as_bytes();
        assert!(!bytes.windows(secret.len()).any(|window| window == secret));
        members.erase(sam).unwrap();
        assert_eq!(members.find_token(text.as_str(), now()).unwrap(), None);
        assert_eq!(members.tokens().unwrap(), []);
    }

    #[test]
    fn a_members_key_cannot_do_a_stewards_work() {
        let (mut members, mut random, sam) = store(Role::Member);
        for scope in Scope::ALL {
            let made = members.add_token(&new(sam, &[scope]), now(), &mut random);
            assert_eq!(made.is_ok(), !scope.needs_steward(), "{scope}");
            assert_eq!(scope.as_str().parse(), Ok(scope));
        }
    }
}
