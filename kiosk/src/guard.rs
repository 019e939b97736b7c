//! Who may speak to the kiosk, and what browsers are told.
//!
//! A page on the internet must not be able to act through a member's browser. Forms from elsewhere
//! are refused by their origin; a name that somebody's own server points at this machine (DNS
//! rebinding) is refused because the kiosk answers only to names that it knows.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_TYPE, HOST, HeaderName, LOCATION, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::api;
use crate::app::App;
use crate::lan::captive;
use crate::net::Peer;
use crate::visit::plain;

/// Everything from here, no script or style sheet inside a page, nobody may frame it. Style attributes
/// are allowed because the glyphs colour their parts with them.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    style-src-attr 'unsafe-inline'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub(crate) const STRANGE_NAME: &str =
    "This kiosk is not known by that name. Please use the address on its screen.";

/// Whether a `Host` header names this kiosk.
pub(crate) fn is_ours(host: &str, own: &[String]) -> bool {
    let name = without_port(host).trim_end_matches('.').to_lowercase();
    let last = name.rsplit('.').next().unwrap_or_default();
    if last == "localhost" || (last == "local" && name != "local") {
        return true;
    }
    if own.iter().any(|own| own.eq_ignore_ascii_case(&name) || own.eq_ignore_ascii_case(host)) {
        return true;
    }
    name.trim_matches(['[', ']']).parse().is_ok_and(is_private)
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => {
            let whole_address = name.contains(':') && !name.starts_with('[');
            if whole_address { host } else { name }
        }
        _ => host,
    }
}

pub(crate) fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private() || v4.is_link_local(),
        IpAddr::V6(v6) => {
            let first = v6.segments()[0];
            v6.is_loopback() || (first & 0xfe00) == 0xfc00 || (first & 0xffc0) == 0xfe80
        }
    }
}

/// Refuses names that are not ours and adds the headers that every answer has.
pub(crate) async fn guard(
    State(app): State<Arc<App>>,
    mut request: Request,
    next: Next,
) -> Response {
    settle_encoding(request.headers_mut());
    let in_address = request.uri().host().map(str::to_owned);
    let header = request.headers().get(HOST).and_then(|host| host.to_str().ok()).map(str::to_owned);
    let for_programs = api::is_ours(request.uri().path());
    let mut response = match in_address.or(header) {
        Some(host) if for_programs && !is_ours(&host, &app.options.hosts) => {
            api::refusal(StatusCode::MISDIRECTED_REQUEST, "E-HOST", STRANGE_NAME)
        }
        None if for_programs => {
            api::refusal(StatusCode::BAD_REQUEST, "E-HOST", "The request names no host.")
        }
        Some(host) if !is_ours(&host, &app.options.hosts) => elsewhere(&app, &request),
        None => plain(StatusCode::BAD_REQUEST, "The request names no host."),
        Some(_) => next.run(request).await,
    };
    add_headers(response.headers_mut());
    response
}

/// What every answer has.
pub(crate) fn add_headers(headers: &mut HeaderMap) {
    let fixed: [(HeaderName, &'static str); 5] = [
        (HeaderName::from_static("content-security-policy"), POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("permissions-policy"), "geolocation=(), microphone=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Compressed or as it is: who refuses both would be told that an act was not acceptable which has
/// happened already (RFC 9110, section 12.5.3 leaves that to the server).
fn settle_encoding(headers: &mut HeaderMap) {
    let asked = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let gzip = asked.flat_map(|all| all.split(',')).any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, "q=1"));
        let refused = weight
            .trim()
            .strip_prefix("q=0")
            .is_some_and(|rest| rest.chars().all(|c| matches!(c, '0' | '.')));
        name.trim().eq_ignore_ascii_case("gzip") && !refused
    });
    headers.remove(ACCEPT_ENCODING);
    if gzip {
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    }
}

/// Somebody looks for another host and has come here. Nothing of the node is said under that name; who
/// only opened a label, or looks for the internet on the kiosk's own Wi-Fi, is led to the right one.
fn elsewhere(app: &App, request: &Request) -> Response {
    let path = request.uri().path();
    let who = request.extensions().get::<Peer>().map_or(Ipv4Addr::LOCALHOST.into(), |peer| peer.0);
    let looks = *request.method() == Method::GET;
    let label = ["/I/", "/i/", "/S/", "/s/"].iter().any(|start| path.starts_with(start));
    let home = app.address().filter(|_| looks);
    if app.options.captive {
        let known = app.welcomed.knows(who, app.desk().now());
        match (captive::expected(path), &home) {
            (Some(expected), _) if known => {
                return (expected.status, [(CONTENT_TYPE, expected.kind)], expected.body)
                    .into_response();
            }
            (_, Some(home)) if !label => return led_to(&format!("{home}/kiosk/welcome")),
            _ => {}
        }
    }
    match home.filter(|_| label) {
        Some(home) => led_to(&format!("{}{path}", home.trim_end_matches('/'))),
        None => plain(StatusCode::MISDIRECTED_REQUEST, STRANGE_NAME),
    }
}

/// For this time only: the same name may mean another machine tomorrow.
fn led_to(address: &str) -> Response {
    let Ok(address) = HeaderValue::from_str(address) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = StatusCode::FOUND.into_response();
    response.headers_mut().insert(LOCATION, address);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_compressed_or_as_it_is_whatever_was_refused() {
        for (asked, settled) in [
            ("gzip, deflate, br", Some("gzip")),
            ("br;q=1.0, *;q=0", None),
            ("gzip;q=0, identity;q=0", None),
            ("gzip;q=0.5", Some("gzip")),
            ("GZIP", Some("gzip")),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(asked));
            settle_encoding(&mut headers);
            let left = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
            assert_eq!(left, settled, "{asked}");
        }
    }

    #[test]
    fn the_kiosk_answers_to_local_names_private_addresses_and_those_it_was_given() {
        let own = vec!["tools.oak.example".to_owned()];
        for ours in [
            "localhost",
            "localhost:8080",
            "kiosk.local",
            "KIOSK.LOCAL:80",
            "192.168.1.20:8080",
            "10.0.0.1",
            "172.20.3.4",
            "127.0.0.1:9",
            "[::1]:8080",
            "[fd12::1]",
            "[fe80::1]:80",
            "tools.oak.example",
            "tools.oak.example:8080",
        ] {
            assert!(is_ours(ours, &own), "{ours}");
        }
        for foreign in [
            "",
            "evil.example",
            "local",
            "kiosk.local.evil.example",
            "8.8.8.8",
            "172.32.0.1",
            "[2001:db8::1]",
            "localhost.evil.example",
            "oak.example",
        ] {
            assert!(!is_ours(foreign, &own), "{foreign}");
        }
    }
}
