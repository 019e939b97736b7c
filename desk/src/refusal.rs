//! Why an act was not done. In every case nothing was recorded.

use camino::Utf8PathBuf;
use catalog::circulation::Denial;
use catalog::document::Problem;
use catalog::feed::AppendError;

use crate::edge::NoRandomness;
use crate::members::MembersError;

/// Why an act was not done.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The rules are against it: every reason, with its code and a way on.
    #[error("{}", sentences(.0))]
    Denied(Vec<Denial>),
    /// A steward has to do this.
    #[error("a steward has to do this")]
    NotAllowed,
    /// There is no such thing here.
    #[error("there is no {what} {id} here")]
    NoSuch {
        /// What was looked for (`loan`, `hold`, `place` …).
        what: &'static str,
        /// Its name.
        id: String,
    },
    /// It is already over.
    #[error("this {what} is already over")]
    Over {
        /// What is over.
        what: &'static str,
    },
    /// The event cannot be taken back (any more).
    #[error("{0}")]
    Undo(UndoRefusal),
    /// The answer is not one of those that settle this.
    #[error("`{answer}` does not settle this; choose one of: {}", .choices.join(", "))]
    Answer {
        /// What was answered.
        answer: String,
        /// What could be answered.
        choices: Vec<String>,
    },
    /// The rules of lending between nodes are against it.
    #[error(transparent)]
    Between(#[from] catalog::interloan::Denied),
    /// The name, or the thing, is taken.
    #[error("this {what} is taken already: {id}")]
    Taken {
        /// What is taken.
        what: &'static str,
        /// By which name it is known.
        id: String,
    },
    /// A record could not be edited in place.
    #[error("the record could not be changed: {0}")]
    Edit(String),
    /// Something was left empty that is needed.
    #[error("please say {0}")]
    Missing(&'static str),
    /// The members' store refused.
    #[error(transparent)]
    Members(#[from] MembersError),
    /// The event could not be written, so it did not happen.
    #[error(transparent)]
    NotRecorded(#[from] AppendError),
    /// No randomness for a sealed reference.
    #[error(transparent)]
    Random(#[from] NoRandomness),
    /// A record has errors; each with its line.
    #[error("the record has errors: {}", messages(.0))]
    Record(Vec<Problem>),
    /// A file could not be read or written.
    #[error("`{path}` could not be read or written")]
    File {
        /// The file, from the node's folder.
        path: Utf8PathBuf,
        /// What the disk said.
        source: std::io::Error,
    },
    /// The records could not be read again.
    #[error(transparent)]
    Reload(#[from] crate::OpenError),
}

impl Refusal {
    /// A stable code, for scripts and for the key of a translation.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Denied(denials) => denials.first().map_or("E-DENIED", Denial::code),
            Self::NotAllowed => "E-STEWARD",
            Self::NoSuch { .. } => "E-NO-SUCH",
            Self::Over { .. } => "E-OVER",
            Self::Undo(_) => "E-UNDO",
            Self::Answer { .. } => "E-ANSWER",
            Self::Between(denied) => denied.code(),
            Self::Taken { .. } => "E-TAKEN",
            Self::Edit(_) => "E-EDIT",
            Self::Missing(_) => "E-EMPTY",
            Self::Members(_) => "E-MEMBERS",
            Self::NotRecorded(_) => "E-NOT-RECORDED",
            Self::Random(_) => "E-RANDOMNESS",
            Self::Reload(_) => "E-RECORDS",
            Self::Record(_) => "E-RECORD",
            Self::File { .. } => "E-FILE",
        }
    }

    /// Whether the cause lies outside (a full disk), not in the request.
    pub fn is_outside(&self) -> bool {
        match self {
            Self::NotRecorded(_) | Self::Random(_) | Self::Reload(_) | Self::File { .. } => true,
            Self::Members(error) => matches!(
                error,
                MembersError::Store(_) | MembersError::File { .. } | MembersError::Random(_)
            ),
            _ => false,
        }
    }

    pub(crate) fn no_such(what: &'static str, id: &(impl ToString + ?Sized)) -> Self {
        Self::NoSuch { what, id: id.to_string() }
    }
}

/// Why an event cannot be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UndoRefusal {
    /// The minutes in which everybody may undo are over.
    #[error("this was more than ten minutes ago: a steward can take it back, with a reason")]
    TooLate,
    /// It was done somewhere else.
    #[error("this was done at another station: a steward can take it back, with a reason")]
    Elsewhere,
    /// Another member did it.
    #[error("this was done by somebody else")]
    NotYours,
    /// Something else has happened to the thing since.
    #[error("something else has happened to it since; please set right what is wrong now")]
    MovedOn,
    /// Late undoing needs a reason.
    #[error("please say why, so that others can understand it later")]
    NoReason,
}

fn messages(problems: &[Problem]) -> String {
    let lines = problems.iter().map(|p| format!("line {}: {}", p.line, p.message));
    lines.collect::<Vec<_>>().join("; ")
}

fn sentences(denials: &[Denial]) -> String {
    let sentences: Vec<_> = denials.iter().map(Denial::sentence).collect();
    sentences.join(" ")
}
