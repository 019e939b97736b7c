//! What a steward should know of an exchange, as keys of the message catalogues: the kiosk says it in the
//! reader's language. Names, files and codes are values; what a server said itself stays as it was said.

use kiosk::Note;
use sync::remote::Trouble;
use sync::stick::Carried;
use sync::{Error, Exchange, Fault, NodeId, NotSent};

/// What an exchange kept aside, could not send, or found copied.
pub(crate) fn of(news: &Exchange) -> Vec<Note> {
    let mut notes: Vec<_> = news
        .quarantined
        .iter()
        .map(|kept| {
            let note = Note::new("exchange-kept").with("commit", &kept.commit.short());
            note.with("from", &kept.from).because(match &kept.fault {
                Some(fault) => of_fault(fault),
                None => Note::new("exchange-error").with("why", &kept.why),
            })
        })
        .collect();
    notes.extend(news.not_sent.as_ref().and_then(of_not_sent));
    let fork = |id: &catalog::ids::EventId| Note::new("exchange-fork").with("event", id);
    notes.extend(news.forks.iter().map(fork));
    let members = |why| Note::new("exchange-members").with("why", why);
    notes.extend(news.private.refused.as_ref().map(members));
    notes
}

/// What went wrong on a drive.
pub(crate) fn of_drive(carried: &Carried) -> Vec<Note> {
    let not_written = carried.not_written.as_ref().map(|why| match why.to_lowercase() {
        said if said.contains("no space") => Note::new("exchange-stick-full"),
        said if said.contains("read-only") => Note::new("exchange-stick-read-only"),
        _ => Note::new("exchange-not-written").with("why", why),
    });
    let damaged = carried.damaged.iter();
    let damaged = damaged.map(|file| Note::new("exchange-damaged").with("file", file));
    not_written.into_iter().chain(damaged).collect()
}

/// Whose news a drive carries that nobody here knows.
pub(crate) fn of_stranger(node: &NodeId) -> Note {
    Note::new("exchange-stranger").with("node", &node.first_commit().short())
}

fn of_not_sent(why: &NotSent) -> Option<Note> {
    Some(match why {
        // It takes by itself what is new.
        NotSent::Near => return None,
        NotSent::WorkingCopy => Note::new("exchange-not-sent-copy"),
        NotSent::Followed => Note::new("exchange-not-sent-followed"),
        NotSent::Quarantine => Note::new("exchange-not-sent-kept"),
        NotSent::Refused(said) => Note::new("exchange-not-sent-refused").with("said", said),
    })
}

/// Why a commit does not count. `stead verify` says it to the letter.
fn of_fault(fault: &Fault) -> Note {
    match fault {
        Fault::Unsigned | Fault::BadSignature => Note::new("fault-unsigned"),
        Fault::UnknownKey { fingerprint } => {
            Note::new("fault-unknown-key").with("key", fingerprint)
        }
        Fault::Revoked { device } => Note::new("fault-revoked").with("device", device),
        Fault::ForeignFeed { device, path } => {
            Note::new("fault-foreign-feed").with("device", device).with("file", path)
        }
        Fault::Rewritten { path } | Fault::Gap { path, .. } | Fault::NotAnEvent { path, .. } => {
            Note::new("fault-rewritten").with("file", path)
        }
        Fault::OddPath { path, .. }
        | Fault::Link { path }
        | Fault::Kind { path }
        | Fault::Collision { path }
        | Fault::TooLarge { path, .. } => Note::new("fault-odd-file").with("file", path),
        Fault::BrokenKeys => Note::new("fault-broken-keys"),
        Fault::ForgedMerge => Note::new("fault-forged-merge"),
        Fault::OtherNode { found } => {
            Note::new("fault-other-node").with("node", &found.first_commit().short())
        }
        Fault::Rollback => Note::new("fault-rollback"),
        Fault::Missing { .. } | Fault::Ancestor { .. } => Note::new("fault-missing"),
    }
}

/// Why an exchange did not work, and what to do.
pub(crate) fn of_error(error: &Error) -> Vec<Note> {
    match error {
        Error::OtherIdentity { name, expected, found } => vec![
            Note::new(Note::STOP)
                .with("name", name)
                .with("before", &expected.spoken())
                .with("now", &found.spoken()),
        ],
        Error::NotReached { name, why, .. } => {
            let note = Note::new("exchange-not-reached").with("name", name).because(trouble(why));
            let asks = !matches!(why, Trouble::Away | Trouble::Slow | Trouble::TooMuch);
            let more = asks.then(|| Note::new("exchange-ask-terminal").with("name", name));
            std::iter::once(note).chain(more).collect()
        }
        Error::Unreachable { name, .. } => {
            let away = Note::new("trouble-away");
            vec![Note::new("exchange-not-reached").with("name", name).because(away)]
        }
        Error::OtherNode { name, .. } => {
            vec![Note::new("exchange-other-node").with("name", name)]
        }
        Error::Locked { .. } | Error::Moved => vec![Note::new("exchange-busy")],
        other => vec![Note::new("exchange-error").with("why", other)],
    }
}

fn trouble(why: &Trouble) -> Note {
    Note::new(match why {
        Trouble::NoGit => "trouble-no-git",
        Trouble::HostKey => "trouble-host-key",
        Trouble::SshKey => "trouble-ssh-key",
        Trouble::Login => "trouble-login",
        Trouble::Certificate => "trouble-certificate",
        Trouble::Away => "trouble-away",
        Trouble::NoRepository => "trouble-no-repository",
        Trouble::Slow => "trouble-slow",
        Trouble::TooMuch => "trouble-too-much",
        Trouble::Other(said) => return Note::new("trouble-other").with("said", said),
    })
}
