//! What is asked twice with the same `Idempotency-Key` is done once.
//!
//! An act at the desk is named before it is done ([`desk::members::AnswerKey`]), so that the feed can
//! say after a power cut whether it happened. An act beside the desk takes long and lets others write
//! meanwhile: while it is under way its name is taken, and its answer is written when it is done. Of a
//! body nothing is kept but a hash, and that cannot be tried out without the program's key.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use axum::http::StatusCode;
use desk::Desk;
use desk::members::{AnswerKey, Begun};
use jiff::Timestamp;
use serde_json::json;

use super::ask::Ask;
use super::problem::{Problem, Trouble};
use super::reply::Answer;
use super::route::Done;
use crate::app::{App, DeskGuard};

/// For what the hash of a request is.
const PURPOSE: &str = "commonstead 2026 a request with an idempotency key";

/// A request with its name.
pub(super) struct Named<'k> {
    key: AnswerKey<'k>,
    /// By which another request with this name is told apart.
    request: [u8; 32],
}

impl<'k> Named<'k> {
    /// A body may hold a passphrase, so its hash needs what is written down nowhere: the text of the
    /// program's key.
    pub(super) fn new(ask: &Ask, key: &'k str, secret: &str) -> Result<Self, Trouble> {
        let mut request =
            blake3::Hasher::new_keyed(&blake3::derive_key(PURPOSE, secret.as_bytes()));
        for part in [ask.route.id.as_bytes(), b"\0", ask.path.as_bytes(), b"\0", &ask.body] {
            request.update(part);
        }
        let key = AnswerKey { token: ask.caller()?.token.id, key };
        Ok(Self { key, request: *request.finalize().as_bytes() })
    }
}

/// The names of what is done beside the desk now.
#[derive(Debug, Default)]
pub(crate) struct UnderWay(Mutex<BTreeSet<(u32, String)>>);

/// A name is taken as long as this is there.
struct Turn<'u> {
    all: &'u UnderWay,
    name: (u32, String),
}

impl UnderWay {
    fn take(&self, key: AnswerKey<'_>) -> Option<Turn<'_>> {
        let name = (key.token, key.key.to_owned());
        let mut names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        names.insert(name.clone()).then(|| Turn { all: self, name })
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.all.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.name);
    }
}

/// The answer that was given before, if any.
fn before(begun: Begun) -> Result<Option<Answer>, Trouble> {
    match begun {
        Begun::New => Ok(None),
        Begun::Answered { status, body } => Ok(Some(Answer::again(status, body))),
        Begun::Different => {
            let detail = "This `Idempotency-Key` was used for another request.";
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Err(Problem::new(status, "E-KEY-REUSED", detail).into())
        }
    }
}

/// Does beside the desk what a name stands for, unless it was done before.
pub(super) fn beside(
    app: &App,
    named: &Named<'_>,
    now: Timestamp,
    act: impl FnOnce() -> Done,
) -> Done {
    let Some(_turn) = app.under_way.take(named.key) else {
        let detail =
            "What was asked with this `Idempotency-Key` is under way. Ask again in a moment.";
        let problem = Problem::new(StatusCode::CONFLICT, "E-KEY-BUSY", detail);
        return Err(problem.with("retry_after", json!(2)).into());
    };
    let begun = app.desk().members_mut().0.known_answer(named.key, named.request, now)?;
    if let Some(answer) = before(begun)? {
        return Ok(answer);
    }
    let answer = act()?;
    let kept = (answer.status, answer.to_remember());
    if let Err(error) = app.desk().members_mut().0.keep_answer(named.key, named.request, kept, now)
    {
        // It is done; who asks again will have it done again.
        tracing::error!(%error, "an answer could not be kept");
    }
    Ok(answer)
}

/// Does what a name stands for, unless it was done before. The desk is held from the first step to the
/// last, so that nothing comes between the place that is noted and the first event.
pub(super) fn at_desk(
    desk: &mut DeskGuard<'_>,
    named: &Named<'_>,
    now: Timestamp,
    act: impl FnOnce(&mut Desk) -> Done,
) -> Done {
    let key = named.key;
    let place = desk.place();
    let begun = desk.members_mut().0.begin_answer(key, named.request, place, now)?;
    if let Some(answer) = before(begun)? {
        return Ok(answer);
    }
    let Ok(done) = catch_unwind(AssertUnwindSafe(|| act(desk))) else {
        desk.settle_answers()?;
        return Err(Trouble::broken("an act of the API panicked"));
    };
    match done {
        Ok(answer) => {
            let body = answer.to_remember();
            if let Err(error) = desk.members_mut().0.end_answer(key, answer.status, body) {
                tracing::error!(%error, "an answer could not be kept");
                desk.settle_answers()?;
                // What is in the feed stands, and the key is answered from there; what was to change
                // in the members' store has not.
                if desk.place() == place {
                    return Err(error.into());
                }
            }
            Ok(answer)
        }
        Err(trouble) if desk.place() > place => {
            // Something was recorded before it was refused: the key must not do it again.
            desk.settle_answers()?;
            Err(trouble)
        }
        Err(trouble) => {
            desk.members_mut().0.forget_answer(key)?;
            Err(trouble)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_as_long_as_its_act_is_under_way_and_no_longer() {
        let all = UnderWay::default();
        let key = AnswerKey { token: 1, key: "a-1" };
        let turn = all.take(key);
        assert!(turn.is_some() && all.take(key).is_none());
        assert!(all.take(AnswerKey { token: 2, ..key }).is_some(), "another program's");
        drop(turn);
        assert!(all.take(key).is_some());
    }
}
