//! Refusals as problem documents (RFC 9457): a status, a stable code, a sentence for people, and the
//! data behind it.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use desk::Refusal;
use desk::members::MembersError;
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use crate::app::App;
use crate::pages::shell;
use crate::reply;

/// Why something was not done. Nothing was recorded.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct Problem {
    /// A name for this kind of problem that stays the same: `urn:commonstead:problem:E-OVERDUE`.
    #[serde(rename = "type")]
    kind: String,
    /// The same kind in a few words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// What is the matter this time, in the language that was asked for.
    detail: String,
    /// The last part of `type`.
    code: String,
    /// What else is known: `denials`, `field`, `retry_after` …
    #[serde(flatten)]
    #[schema(additional_properties = true)]
    more: Map<String, Value>,
}

impl Problem {
    pub(super) fn new(status: StatusCode, code: &str, detail: impl Into<String>) -> Self {
        Self {
            kind: format!("urn:commonstead:problem:{code}"),
            title: status.canonical_reason().unwrap_or("Problem").to_owned(),
            status: status.as_u16(),
            detail: detail.into(),
            code: code.to_owned(),
            more: Map::new(),
        }
    }

    pub(super) fn with(mut self, name: &str, value: Value) -> Self {
        self.more.insert(name.to_owned(), value);
        self
    }

    pub(super) fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "E-NO-SUCH", "There is nothing at this address.")
    }

    /// The answer that says so.
    pub(crate) fn response(&self) -> Response {
        let body = serde_json::to_vec(self).unwrap_or_default();
        let mut response = Response::new(Body::from(body));
        let status = StatusCode::from_u16(self.status);
        *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if self.status == 401 {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"kiosk\""));
        }
        let after = self.more.get("retry_after").and_then(Value::as_i64);
        if let Some(after) = after.and_then(|s| HeaderValue::from_str(&s.to_string()).ok()) {
            headers.insert(RETRY_AFTER, after);
        }
        response
    }
}

/// Why an act has no answer.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The desk refused; its sentence is said in the reader's language.
    Refused(Refusal),
    /// Anything else.
    Problem(Box<Problem>),
}

impl Trouble {
    pub(super) fn not_found() -> Self {
        Problem::not_found().into()
    }

    /// A field, parameter or header that cannot be read.
    pub(super) fn unread(field: &str, why: impl std::fmt::Display) -> Self {
        let detail = format!("`{field}`: {why}");
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "E-UNREAD", detail);
        problem.with("field", json!(field)).into()
    }

    pub(super) fn forbidden(detail: &str) -> Self {
        Problem::new(StatusCode::FORBIDDEN, "E-SCOPE", detail).into()
    }

    /// Something that the rules of deciding or owing are against.
    pub(super) fn conflict(code: &str, detail: impl Into<String>) -> Self {
        Problem::new(StatusCode::CONFLICT, code, detail).into()
    }

    /// The same with its data.
    pub(super) fn conflict_with(
        code: &str,
        detail: impl Into<String>,
        name: &str,
        value: &impl Serialize,
    ) -> Self {
        let value = serde_json::to_value(value).unwrap_or_default();
        Problem::new(StatusCode::CONFLICT, code, detail).with(name, value).into()
    }

    pub(super) fn broken(error: impl std::fmt::Display) -> Self {
        tracing::error!(%error, "the API failed");
        let detail = "Something went wrong in the kiosk. What was confirmed before is saved.";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "E-BROKEN", detail).into()
    }

    /// As a document.
    pub(super) fn into_problem(self, app: &App, lang: &str) -> Problem {
        match self {
            Self::Problem(problem) => *problem,
            Self::Refused(refusal) => refused(app, lang, &refusal),
        }
    }
}

fn refused(app: &App, lang: &str, refusal: &Refusal) -> Problem {
    let status = reply::status_of(refusal);
    if refusal.is_outside() {
        tracing::error!(%refusal, "the desk could not record");
        let detail = "This could not be written down, so it did not happen. Is the disk full?";
        return Problem::new(status, refusal.code(), detail);
    }
    let desk = app.desk();
    let reading = app.reading(&desk, lang);
    let problem = Problem::new(status, refusal.code(), shell::sentence(app, &reading, refusal));
    match refusal {
        Refusal::Denied(denials) => {
            let each = denials.iter().map(|denial| {
                let mut one = serde_json::to_value(denial).unwrap_or_default();
                if let Value::Object(fields) = &mut one {
                    fields.insert("code".into(), json!(denial.code()));
                    fields.insert(
                        "sentence".into(),
                        json!(crate::words::denial(app, &reading, denial)),
                    );
                    fields.insert("next".into(), json!(denial.next()));
                    fields.insert("overridable".into(), json!(denial.overridable()));
                }
                one
            });
            problem.with("denials", each.collect())
        }
        Refusal::Record(problems) => {
            let each = problems.iter().map(|one| {
                json!({ "line": one.line, "column": one.column, "message": one.message, "hint": one.hint })
            });
            problem.with("problems", each.collect())
        }
        _ => problem,
    }
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Problem(Box::new(problem))
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<MembersError> for Trouble {
    fn from(error: MembersError) -> Self {
        match error {
            MembersError::NoSuchMember(_) => Self::not_found(),
            other => Self::Refused(Refusal::Members(other)),
        }
    }
}
