//! Whatever is sent, the answer is never the kiosk's own fault.

use desk::Scope;
use desk::members::NewToken;
use proptest::prelude::*;

use super::*;

/// Pieces of addresses that are near to real ones.
const PARTS: [&str; 26] = [
    "api",
    "v1",
    "kiosk",
    "titles",
    "units",
    "loans",
    "returns",
    "undo",
    "holds",
    "members",
    "steward",
    "find",
    "return",
    "7K3QP2J",
    "cordless-drill",
    "k1-1",
    "412-907",
    "records",
    "credits",
    "..",
    "%2e%2e",
    "%00",
    "%ff",
    "renew",
    "media",
    "assets",
];

fn address() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => prop::sample::select(&PARTS[..]).prop_map(str::to_owned),
        1 => "[a-zA-Z0-9._~!$&'()*+,;=:@%-]{0,12}".prop_map(|text| text.replace('%', "%25")),
    ];
    let query = prop_oneof![Just(String::new()), "\\?[a-z]{1,8}=[a-zA-Z0-9%+-]{0,16}"];
    (prop::collection::vec(part, 0..6), query)
        .prop_map(|(parts, query)| format!("/{}{}", parts.join("/"), query.replace('%', "%25")))
}

fn body() -> impl Strategy<Value = Vec<u8>> {
    let json = "\\{(\"(unit|title|member|place|note|qty|from|choice)\":(\"[^\"\\\\]{0,12}\"|[0-9]{1,12}|null|\\[\\]),?){0,3}\\}";
    prop_oneof![
        json.prop_map(|text: String| text.replace(",}", "}").into_bytes()),
        "[a-z]{1,8}=[^&]{0,20}(&[a-z]{1,8}=[^&]{0,20}){0,3}".prop_map(String::into_bytes),
        prop::collection::vec(any::<u8>(), 0..64),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn no_request_makes_a_5xx(
        method in prop::sample::select(&["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "BREW"][..]),
        path in address(),
        body in body(),
        kind in prop::sample::select(&["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""][..]),
        headers in prop::collection::vec((prop::sample::select(&["accept-language", "if-match", "if-none-match", "idempotency-key", "cookie", "x-quiet", "range"][..]), "[ -~]{0,24}"), 0..3),
    ) {
        thread_local! {
            static KIOSK: (Kiosk, String) = {
                let kiosk = Kiosk::new();
                let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
                let text = {
                    let mut desk = kiosk.app.desk();
                    let now = desk.now();
                    let new = NewToken { name: "all".into(), member: mira.number, scopes: Scope::ALL.to_vec(), expires: None };
                    let (members, random) = desk.members_mut();
                    members.add_token(&new, now, random).unwrap().1.as_str().to_owned()
                };
                (kiosk, text)
            };
            static RUNTIME: tokio::runtime::Runtime =
                tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        }
        let status = KIOSK.with(|(kiosk, key)| {
            let mut request = Request::builder().method(method).uri(&path).header("host", "localhost");
            request = request.header("authorization", format!("Bearer {key}"));
            if !kind.is_empty() {
                request = request.header("content-type", kind);
            }
            for (name, value) in &headers {
                request = request.header(*name, value);
            }
            // What cannot be said in HTTP at all never arrives.
            let Ok(request) = request.body(Body::from(body)) else { return StatusCode::BAD_REQUEST };
            RUNTIME.with(|runtime| runtime.block_on(kiosk.status_of(request)))
        });
        prop_assert!(!status.is_server_error() || status == StatusCode::NOT_IMPLEMENTED, "{method} {path}: {status}");
    }
}
