//! Every refusal says something. What the router, a layer or a file's absence refuses without a word is
//! given a page here, in the reader's language.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_LANGUAGE, ALLOW, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use generator::view::Reading;

use crate::api;
use crate::app::App;
use crate::reply::Reply;
use crate::visit::{Visit, draw_for_a_stranger};

/// Gives a page to what was refused without a word.
pub(crate) async fn spoken(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let (languages, host) = (text(headers, ACCEPT_LANGUAGE), text(headers, HOST));
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    let status = response.status();
    let refused = status.is_client_error() || status.is_server_error();
    if !refused || has_words(response.headers()) || api::is_ours(&path) {
        return response;
    }
    let allow = response.headers().get(ALLOW).cloned();
    let visit = Visit { path, languages, host, ..Visit::default() };
    let mut page = draw_for_a_stranger(app, visit, status, words).await;
    page.headers_mut().extend(allow.map(|allow| (ALLOW, allow)));
    page
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn has_words(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    kind.starts_with(b"text/html") || kind.starts_with(b"application/problem+json")
}

/// What a status means to who stands at the screen.
fn words(reading: &Reading<'_>, status: StatusCode) -> Reply {
    let key = match status {
        StatusCode::NOT_FOUND | StatusCode::GONE => "k-nothing-here",
        StatusCode::METHOD_NOT_ALLOWED => "w-other-way",
        StatusCode::FORBIDDEN => "w-from-elsewhere",
        StatusCode::PAYLOAD_TOO_LARGE => "w-too-large",
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => "w-too-slow",
        status if status.is_server_error() => "k-failed",
        _ => "k-bad-form",
    };
    let more = reading.word(&format!("{key}-more"));
    crate::pages::shell::message(&reading.word(key), &more, status)
}
