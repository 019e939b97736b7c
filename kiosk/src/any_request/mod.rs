//! What must be true of any request whatever, at every address: never the kiosk's own fault, never
//! without a word. The body of a fuzz target (`fuzz/`), and of property tests here.
//!
//! Bytes are read as a request: an address of the tables, a method, somebody who asks, headers, and a
//! form or a document whose fields are those that the screens and the description know, filled with what
//! does not belong there.

mod house;
mod json;
mod words;

pub use self::house::House;

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST};
use axum::http::request::Builder;
use axum::http::{Method, Request};

use self::house::Place;
use self::words::{HEADERS, HOSTS, KINDS, METHODS, Taken};

/// Reads bytes as a request to a house and asks. What must be true and is not is said.
pub fn ask(house: &mut House, bytes: &[u8]) -> Result<(), String> {
    let mut taken = Taken(bytes);
    let at = usize::from(taken.byte()) | usize::from(taken.byte()) << 8;
    ask_at(house, at, taken.0)
}

/// The same at a certain address: the number is one of the table's, or wraps around.
pub fn ask_at(house: &mut House, address: usize, bytes: &[u8]) -> Result<(), String> {
    let place = house.place(address).clone();
    let mut taken = Taken(bytes);
    let who = usize::from(taken.byte()) % house.people();
    let method = method(&place, &mut taken);
    let path = path(house, &place, &mut taken);
    let mut request = Request::builder().method(&method).uri(&path);
    request = request.header(HOST, if taken.once_in(12) { taken.pick(HOSTS) } else { "localhost" });
    if let Some(cookie) = house.cookie(who) {
        request = request.header(COOKIE, cookie);
    }
    if let Some(key) = house.key(who).filter(|_| place.body.is_some() || path.contains("/api/")) {
        request = request.header(AUTHORIZATION, format!("Bearer {key}"));
    }
    request = headers(request, &mut taken);
    let (kind, body) = body(house, &place, &mut taken);
    request = request.header(CONTENT_TYPE, kind);
    // What cannot be said in HTTP at all never arrives.
    let Ok(request) = request.body(Body::from(body)) else { return Ok(()) };
    house.answers(who, request)
}

fn method(place: &Place, taken: &mut Taken<'_>) -> Method {
    let named = if taken.once_in(6) { taken.pick(METHODS) } else { place.method(taken) };
    Method::from_bytes(named.as_bytes()).unwrap_or(Method::GET)
}

/// The pattern with its parts filled, and a query.
fn path(house: &House, place: &Place, taken: &mut Taken<'_>) -> String {
    let parts = place.pattern.split('/').map(|part| {
        if !part.starts_with('{') {
            return part.to_owned();
        }
        let rest = part.starts_with("{*") && taken.once_in(2);
        let one = encoded(&house.word(taken));
        if rest { format!("{one}/{}", encoded(&house.word(taken))) } else { one }
    });
    let mut path = parts.collect::<Vec<_>>().join("/");
    if taken.once_in(8) {
        path.push('/');
    }
    let names = if place.query.is_empty() { &house.names } else { &place.query };
    for n in 0..taken.byte() % 4 {
        let name = if taken.once_in(10) { house.word(taken) } else { taken.pick(names).clone() };
        path.push(if n == 0 { '?' } else { '&' });
        path.push_str(&encoded(&name));
        path.push('=');
        path.push_str(&encoded(&house.word(taken)));
    }
    path
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

fn headers(mut request: Builder, taken: &mut Taken<'_>) -> Builder {
    for _ in 0..taken.byte() % 3 {
        let (name, values) = taken.pick(HEADERS);
        let value =
            if taken.once_in(4) { taken.text() } else { (*taken.pick::<&str>(values)).to_owned() };
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        request = request.header(*name, value);
    }
    request
}

/// A form, a form with files, a document, or anything.
fn body(house: &House, place: &Place, taken: &mut Taken<'_>) -> (String, Vec<u8>) {
    if taken.once_in(10) {
        return (taken.pick(KINDS).to_string(), taken.bytes());
    }
    if let Some(schema) = &place.body {
        let value = json::of(schema, &house.description, &mut |taken| house.word(taken), taken, 0);
        return ("application/json".into(), value.to_string().into_bytes());
    }
    let mut fields: Vec<(String, String)> = Vec::new();
    for _ in 0..taken.byte() % 9 {
        let name =
            if taken.once_in(12) { house.word(taken) } else { taken.pick(&house.names).clone() };
        fields.push((name, house.word(taken)));
    }
    if taken.once_in(6) {
        return multipart(&fields, taken);
    }
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(&fields);
    ("application/x-www-form-urlencoded".into(), form.finish().into_bytes())
}

fn multipart(fields: &[(String, String)], taken: &mut Taken<'_>) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, value) in fields {
        let name: String = name.chars().filter(|c| !c.is_control() && *c != '"').collect();
        let head = format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(value.as_bytes());
        body.extend_from_slice(b"\r\n");
    }
    if taken.once_in(2) {
        body.extend_from_slice(
            b"--cut\r\ncontent-disposition: form-data; name=\"photo\"; filename=\"x.jpg\"\r\n\r\n",
        );
        body.extend_from_slice(&taken.bytes());
        body.extend_from_slice(b"\r\n");
    }
    if !taken.once_in(5) {
        body.extend_from_slice(b"--cut--\r\n");
    }
    ("multipart/form-data; boundary=cut".into(), body)
}
