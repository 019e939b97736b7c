//! Answers that are remembered: whoever asks a second time with the same key, because the first
//! answer was lost on the way, gets the same answer and no second act.
//!
//! The order is what makes it hold through a power cut. First the key is written down with the place
//! at which this device's feed stands; then the act is done; then its answer is written beside the key.
//! Changes of members and the answer become durable in one step. Who finds a key without an answer at
//! the next start looks at the feed: it has grown past that place, or nothing happened. This works
//! because nobody else writes between the first step and the last: the caller holds the desk.
//!
//! What is done beside the desk leaves nothing by which an interruption could be judged, so only its
//! answer is written, after it ([`Members::known_answer`], [`Members::keep_answer`]): where the power went
//! in between, it is done again.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, params};

use super::{Members, MembersError};

/// So long an answer is remembered.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(48);

/// What a program named its request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerKey<'k> {
    /// The key with which it asks.
    pub token: u32,
    /// The name that it gave the request.
    pub key: &'k str,
}

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Begun {
    /// It is new; the act may be done.
    New,
    /// It was answered before.
    Answered {
        /// The status.
        status: u16,
        /// The body.
        body: String,
    },
    /// It was used for another request.
    Different,
}

/// An act whose answer was lost with the power: its first event is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost {
    /// Where that event stands in this device's feed.
    pub seq: u32,
}

impl Members {
    /// Writes a key down before the act. `request` is a hash of what is asked, `seq` the place at
    /// which this device's feed stands. When it is new, changes of members wait for
    /// [`Members::end_answer`] or [`Members::forget_answer`].
    pub fn begin_answer(
        &mut self,
        key: AnswerKey<'_>,
        request: [u8; 32],
        seq: u32,
        now: Timestamp,
    ) -> Result<Begun, MembersError> {
        let begun = self.known_answer(key, request, now)?;
        if begun == Begun::New {
            self.db.execute(
                "INSERT INTO answer (token, key, request, seq, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![key.token, key.key, request, seq, now.as_millisecond()],
            )?;
            self.db.execute_batch("BEGIN IMMEDIATE")?;
        }
        Ok(begun)
    }

    /// What is known of a key. Nothing is written down: for acts beside the desk, of which the caller
    /// does not begin the same one twice at once.
    pub fn known_answer(
        &mut self,
        key: AnswerKey<'_>,
        request: [u8; 32],
        now: Timestamp,
    ) -> Result<Begun, MembersError> {
        let old = now.saturating_sub(REMEMBERED).map_or(i64::MIN, Timestamp::as_millisecond);
        self.db.execute("DELETE FROM answer WHERE at_ms < ?1", [old])?;
        let known: Option<([u8; 32], Option<u16>, Option<String>)> = self
            .db
            .query_row(
                "SELECT request, status, body FROM answer WHERE token = ?1 AND key = ?2",
                params![key.token, key.key],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        match known {
            Some((known, ..)) if known != request => Ok(Begun::Different),
            Some((_, Some(status), Some(body))) => Ok(Begun::Answered { status, body }),
            Some(_) => Err(MembersError::Damaged("an answer that nobody settled".into())),
            None => Ok(Begun::New),
        }
    }

    /// An act beside the desk was done: its answer is kept. Whoever was answered with this key meanwhile
    /// keeps that answer.
    pub fn keep_answer(
        &mut self,
        key: AnswerKey<'_>,
        request: [u8; 32],
        (status, body): (u16, &str),
        now: Timestamp,
    ) -> Result<(), MembersError> {
        self.db.execute(
            "INSERT INTO answer (token, key, request, seq, at_ms, status, body)
             VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6) ON CONFLICT DO NOTHING",
            params![key.token, key.key, request, now.as_millisecond(), status, body],
        )?;
        Ok(())
    }

    /// The act was done: its answer is kept.
    pub fn end_answer(
        &mut self,
        key: AnswerKey<'_>,
        status: u16,
        body: &str,
    ) -> Result<(), MembersError> {
        self.db.execute(
            "UPDATE answer SET status = ?3, body = ?4 WHERE token = ?1 AND key = ?2",
            params![key.token, key.key, status, body],
        )?;
        Ok(self.db.execute_batch("COMMIT")?)
    }

    /// The act was refused: the key is free again.
    pub fn forget_answer(&mut self, key: AnswerKey<'_>) -> Result<(), MembersError> {
        self.give_up()?;
        let sql = "DELETE FROM answer WHERE token = ?1 AND key = ?2";
        self.db.execute(sql, params![key.token, key.key])?;
        Ok(())
    }

    /// Forgets all of them: this copy of the store belongs to another device now, whose feed begins anew.
    pub fn forget_answers(&mut self) -> Result<(), MembersError> {
        self.give_up()?;
        self.db.execute("DELETE FROM answer", [])?;
        Ok(())
    }

    fn give_up(&mut self) -> Result<(), MembersError> {
        if !self.db.is_autocommit() {
            self.db.execute_batch("ROLLBACK")?;
        }
        Ok(())
    }

    /// Settles keys whose act was interrupted, now that this device's feed stands at `seq`: acts of
    /// which an event is there are answered by `answer`, the others never happened.
    pub fn settle_answers(
        &mut self,
        seq: u32,
        answer: impl Fn(Lost) -> (u16, String),
    ) -> Result<(), MembersError> {
        self.give_up()?;
        let mut query =
            self.db.prepare("SELECT token, key, seq FROM answer WHERE status IS NULL")?;
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let open: Vec<(u32, String, u32)> = rows.collect::<Result<_, _>>()?;
        drop(query);
        for (token, key, before) in open {
            if seq > before {
                let (status, body) = answer(Lost { seq: before + 1 });
                self.db.execute(
                    "UPDATE answer SET status = ?3, body = ?4 WHERE token = ?1 AND key = ?2",
                    params![token, key, status, body],
                )?;
            } else {
                let sql = "DELETE FROM answer WHERE token = ?1 AND key = ?2";
                self.db.execute(sql, params![token, key])?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edge::SeededRandomness;

    const KEY: AnswerKey<'static> = AnswerKey { token: 1, key: "a-1" };

    fn now() -> Timestamp {
        "2026-05-12T14:00:00Z".parse().unwrap()
    }

    fn answer(lost: Lost) -> (u16, String) {
        (200, format!("event {}", lost.seq))
    }

    fn store() -> Members {
        Members::in_memory(&mut SeededRandomness::new("answers")).unwrap()
    }

    #[test]
    fn the_same_key_gets_the_same_answer_and_another_request_is_told_apart() {
        let mut members = store();
        assert_eq!(members.begin_answer(KEY, [1; 32], 4, now()).unwrap(), Begun::New);
        members.end_answer(KEY, 201, "{}").unwrap();
        let again = members.begin_answer(KEY, [1; 32], 9, now()).unwrap();
        assert_eq!(again, Begun::Answered { status: 201, body: "{}".into() });
        assert_eq!(members.begin_answer(KEY, [2; 32], 9, now()).unwrap(), Begun::Different);
        let later = now() + SignedDuration::from_hours(49);
        assert_eq!(members.begin_answer(KEY, [2; 32], 9, later).unwrap(), Begun::New);
    }

    #[test]
    fn a_refused_act_leaves_its_key_free() {
        let mut members = store();
        members.begin_answer(KEY, [1; 32], 4, now()).unwrap();
        members.forget_answer(KEY).unwrap();
        assert_eq!(members.begin_answer(KEY, [2; 32], 4, now()).unwrap(), Begun::New);
    }

    #[test]
    fn what_was_done_beside_the_desk_is_answered_whatever_the_feed_says() {
        let mut members = store();
        assert_eq!(members.known_answer(KEY, [1; 32], now()).unwrap(), Begun::New);
        assert_eq!(members.known_answer(KEY, [1; 32], now()).unwrap(), Begun::New, "unwritten");
        members.keep_answer(KEY, [1; 32], (202, "{}"), now()).unwrap();
        members.settle_answers(9, answer).unwrap();
        let again = members.known_answer(KEY, [1; 32], now()).unwrap();
        assert_eq!(again, Begun::Answered { status: 202, body: "{}".into() });
        assert_eq!(members.begin_answer(KEY, [2; 32], 9, now()).unwrap(), Begun::Different);
        members.keep_answer(KEY, [2; 32], (200, "other"), now()).unwrap();
        assert_eq!(members.known_answer(KEY, [1; 32], now()).unwrap(), again, "the first one");
    }

    #[test]
    fn after_an_interruption_the_feed_says_whether_it_happened() {
        let mut members = store();
        members.begin_answer(KEY, [1; 32], 4, now()).unwrap();
        members.settle_answers(5, answer).unwrap();
        let again = members.begin_answer(KEY, [1; 32], 5, now()).unwrap();
        assert_eq!(again, Begun::Answered { status: 200, body: "event 5".into() });
        let other = AnswerKey { key: "b", ..KEY };
        members.begin_answer(other, [1; 32], 5, now()).unwrap();
        members.settle_answers(5, answer).unwrap();
        assert_eq!(members.begin_answer(other, [3; 32], 5, now()).unwrap(), Begun::New);
    }
}
