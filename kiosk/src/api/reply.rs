//! Answers: a body with its tag, and lists in pages.

use std::borrow::Cow;
use std::fmt::Display;
use std::str::FromStr;

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, ETAG, LINK, LOCATION, VARY,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use camino::{Utf8Path, Utf8PathBuf};
use serde::Serialize;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Type};
use utoipa::openapi::{Ref, RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::ask::Ask;
use super::problem::{Problem, Trouble};

/// Lines of a page, where nobody says how many.
const USUAL: usize = 50;
/// The most lines of a page.
const MOST: usize = 200;

/// What an act has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Option<String>,
    pub(super) location: Option<String>,
    next: Option<String>,
    no_store: bool,
    /// What an `Idempotency-Key` is answered with later, where that is less than `body`.
    kept: Option<String>,
    /// A file that is sent instead of a body.
    file: Option<Utf8PathBuf>,
}

impl Answer {
    /// A body, with the route's own status.
    pub(super) fn of(ask: &Ask, value: &impl Serialize) -> Result<Self, Trouble> {
        let body = serde_json::to_string(value).map_err(Trouble::broken)?;
        Ok(Self::again(ask.route.status, body))
    }

    /// An answer that was remembered.
    pub(super) fn again(status: u16, body: String) -> Self {
        let body = Some(body).filter(|body| !body.is_empty());
        let (location, next, kept, file) = (None, None, None, None);
        Self { status, body, location, next, no_store: false, kept, file }
    }

    /// A file of the disk.
    pub(super) fn file(path: Utf8PathBuf) -> Self {
        let nothing = Self::again(200, String::new());
        Self { file: Some(path), no_store: true, ..nothing }
    }

    /// What a second request with the same `Idempotency-Key` is told instead: the same without a
    /// secret that is written down nowhere.
    pub(super) fn remembered_as(mut self, value: &impl Serialize) -> Result<Self, Trouble> {
        self.kept = Some(serde_json::to_string(value).map_err(Trouble::broken)?);
        Ok(self)
    }

    /// What is remembered of this answer.
    pub(super) fn to_remember(&self) -> &str {
        self.kept.as_ref().or(self.body.as_ref()).map_or("", String::as_str)
    }

    /// Where the new thing is, below `/api/v1`.
    pub(super) fn at(mut self, path: impl Display) -> Self {
        self.location = Some(format!("{}{path}", super::BASE));
        self
    }

    /// It holds a secret that is shown once.
    pub(super) fn secret(mut self) -> Self {
        self.no_store = true;
        self
    }

    /// The strong tag of a body (RFC 9110, section 8.8.3).
    pub(super) fn tag(body: &str) -> String {
        let hash = blake3::hash(body.as_bytes()).to_hex();
        format!("\"{}\"", hash.get(..32).unwrap_or_default())
    }

    /// As a response to a request that knows the tags `known`.
    pub(super) fn response(self, reads: bool, known: Option<&str>) -> Response {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let headers = response.headers_mut();
        let cache = if reads && !self.no_store { "private, no-cache" } else { "no-store" };
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
        headers.insert(VARY, HeaderValue::from_static("authorization, accept-language"));
        let header = |text: &str| HeaderValue::from_str(text).ok();
        if let Some(at) = self.location.as_deref().and_then(header) {
            headers.insert(LOCATION, at);
        }
        if let Some(next) =
            self.next.as_deref().and_then(|at| header(&format!("<{at}>; rel=\"next\"")))
        {
            headers.insert(LINK, next);
        }
        if let Some(path) = self.file {
            return sent(response, &path);
        }
        let Some(body) = self.body else { return response };
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let tag = Self::tag(&body);
        if let Some(value) = header(&tag).filter(|_| !self.no_store) {
            headers.insert(ETAG, value);
        }
        if reads && known.is_some_and(|known| names(known, &tag)) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response.headers_mut().remove(CONTENT_TYPE);
            return response;
        }
        *response.body_mut() = Body::from(body);
        response
    }
}

/// The answer with a file as its body.
fn sent(mut response: Response, path: &Utf8Path) -> Response {
    let (body, length) = match crate::backup::stream(path) {
        Ok(stream) => stream,
        Err(error) => {
            tracing::warn!(%error, "a file could not be sent");
            return Problem::not_found().response();
        }
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(crate::backup::KIND));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    let name = format!("attachment; filename=\"{}\"", path.file_name().unwrap_or("file"));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    *response.body_mut() = body;
    response
}

/// Whether a list of tags, as `If-Match` and `If-None-Match` write it, names one.
pub(super) fn names(list: &str, tag: &str) -> bool {
    list.split(',').map(str::trim).any(|one| {
        // A proxy that compresses may have made the tag weak; the body is the same.
        one == "*" || one.trim_start_matches("W/") == tag
    })
}

/// One page of a list.
#[derive(Debug, Serialize)]
pub(super) struct Page<T> {
    /// The lines.
    pub(super) items: Vec<T>,
    /// The cursor of the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

impl<T: ToSchema> PartialSchema for Page<T> {
    fn schema() -> RefOr<Schema> {
        let items = ArrayBuilder::new().items(Ref::from_schema_name(T::name()));
        let next = ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some("The cursor of the next page; absent on the last one."));
        let page = ObjectBuilder::new().property("items", items).required("items");
        page.property("next", next).into()
    }
}

impl<T: ToSchema> ToSchema for Page<T> {
    /// Each page is a type of its own, named after its lines.
    fn name() -> Cow<'static, str> {
        format!("{}Page", T::name()).into()
    }

    fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
        schemas.push((T::name().into_owned(), T::schema()));
        T::schemas(schemas);
    }
}

/// The page of a list that was asked for: lines are made only for the keys on it. The keys are in
/// order, and a cursor is the last key of a page, so that nothing is doubled or left out while others
/// add and take away.
pub(super) fn page<K: Display + FromStr + Ord, T: Serialize>(
    ask: &Ask,
    mut keys: Vec<K>,
    line: impl Fn(&K) -> Option<T>,
) -> Result<Answer, Trouble> {
    keys.sort_unstable();
    page_from(ask, &keys, line, |after| Some(keys.partition_point(|key| *key <= after)))
}

/// The page of a list that has an order of its own: a cursor is a line that is in it still, so that what
/// comes before it meanwhile moves nothing.
pub(super) fn page_in_order<K: Display + FromStr + PartialEq, T: Serialize>(
    ask: &Ask,
    keys: &[K],
    line: impl Fn(&K) -> Option<T>,
) -> Result<Answer, Trouble> {
    let behind = |after| Some(keys.iter().position(|key| *key == after)? + 1);
    page_from(ask, keys, line, behind)
}

/// The page that begins where `behind` finds the cursor's end.
fn page_from<K: Display + FromStr, T: Serialize>(
    ask: &Ask,
    keys: &[K],
    line: impl Fn(&K) -> Option<T>,
    behind: impl FnOnce(K) -> Option<usize>,
) -> Result<Answer, Trouble> {
    let limit = ask.query::<usize>("limit")?.unwrap_or(USUAL);
    if !(1..=MOST).contains(&limit) {
        return Err(Trouble::unread("limit", format!("say 1 to {MOST}")));
    }
    let first = match ask.query::<String>("cursor")? {
        Some(text) => read_cursor::<K>(&text).and_then(behind).ok_or_else(|| {
            Trouble::unread("cursor", "give back `next` of the page before, as it is")
        })?,
        None => 0,
    };
    let rest = keys.get(first..).unwrap_or_default();
    let shown = rest.get(..limit.min(rest.len())).unwrap_or_default();
    let next = shown.last().filter(|_| rest.len() > shown.len());
    let next = next.map(|key| URL_SAFE_NO_PAD.encode(key.to_string()));
    let items: Vec<T> = shown.iter().filter_map(line).collect();
    let address = next.as_deref().map(|cursor| ask.address_with("cursor", cursor));
    let mut answer = Answer::of(ask, &Page { items, next })?;
    answer.next = address;
    Ok(answer)
}

fn read_cursor<K: FromStr>(text: &str) -> Option<K> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    String::from_utf8(bytes).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_tag_is_found_in_a_list_weak_or_not() {
        assert!(names("\"a\", W/\"b\"", "\"b\"") && names("*", "\"b\""));
        assert!(!names("\"a\"", "\"b\"") && !names("", "\"b\""));
    }
}
