//! What a page function answers, and what it answers when something is against it.

use axum::http::StatusCode;
use camino::Utf8PathBuf;
use catalog::circulation::Denial;
use desk::Refusal;
use serde_json::Value;

use crate::app::AppError;

/// What a page function answers.
#[derive(Debug, Clone)]
pub(crate) enum Reply {
    /// A page: template, what it reads, and the status.
    Page { template: &'static str, context: Value, status: StatusCode },
    /// Look there (303: a reload never repeats an act).
    SeeOther(String),
    /// A file to be kept; the name is plain ASCII.
    File { name: String, kind: &'static str, bytes: Vec<u8> },
    /// A large file of the disk, sent piece by piece.
    Download { name: String, path: Utf8PathBuf },
    /// Data for a program.
    Json(Value),
}

impl Reply {
    pub(crate) fn page(template: &'static str, context: Value) -> Self {
        Self::Page { template, context, status: StatusCode::OK }
    }

    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        match self {
            Self::Page { template, context, .. } => Self::Page { template, context, status },
            other => other,
        }
    }

    pub(crate) fn to(path: impl Into<String>) -> Self {
        Self::SeeOther(path.into())
    }
}

/// Why a page function has no answer.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There is nothing at this address.
    NotFound,
    /// The form cannot be understood.
    BadForm(&'static str),
    /// A card is needed.
    SignIn,
    /// A steward's PIN is needed.
    Steward,
    /// Another page comes first.
    Instead(Box<Reply>),
    /// This device has tried too often; after so many seconds it may again.
    TooOften { seconds: i64 },
    /// The desk refused.
    Refused(Refusal),
    /// The kiosk itself failed; the text goes to the log, not on the screen.
    Broken(String),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<desk::members::MembersError> for Failure {
    fn from(error: desk::members::MembersError) -> Self {
        Self::Refused(Refusal::Members(error))
    }
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self::Broken(error.to_string())
    }
}

impl Failure {
    /// The status of the page that says so. Nothing that a visitor sends makes it a 5xx, except that
    /// the disk is full.
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Instead(_) => StatusCode::OK,
            Self::BadForm(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::SignIn | Self::Steward => StatusCode::FORBIDDEN,
            Self::TooOften { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Refused(refusal) => status_of(refusal),
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// The status of a refusal.
pub(crate) fn status_of(refusal: &Refusal) -> StatusCode {
    match refusal {
        _ if refusal.is_outside() => StatusCode::INSUFFICIENT_STORAGE,
        Refusal::NoSuch { .. } => StatusCode::NOT_FOUND,
        Refusal::NotAllowed => StatusCode::FORBIDDEN,
        Refusal::Denied(denials) => denied(denials),
        Refusal::Missing(_) | Refusal::Answer { .. } | Refusal::Record(_) => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        _ => StatusCode::CONFLICT,
    }
}

fn denied(denials: &[Denial]) -> StatusCode {
    match denials.first() {
        Some(Denial::UnknownUnit { .. } | Denial::UnknownTitle { .. }) => StatusCode::NOT_FOUND,
        _ => StatusCode::CONFLICT,
    }
}
