//! Anything may arrive: nothing of it breaks the kiosk.

use proptest::prelude::*;

use super::*;

const PATHS: &[&str] = &[
    "/",
    "/kiosk",
    "/kiosk/help",
    "/kiosk/prefs",
    "/kiosk/awake",
    "/kiosk/live",
    "/kiosk/scan",
    "/kiosk/scan/photo",
    "/kiosk/scan/frame",
    "/kiosk/camera",
    "/kiosk/borrow",
    "/kiosk/basket",
    "/kiosk/lend",
    "/kiosk/remove",
    "/kiosk/undo",
    "/kiosk/done",
    "/kiosk/bye",
    "/kiosk/pin",
    "/kiosk/return",
    "/kiosk/return/{}",
    "/kiosk/put",
    "/kiosk/find",
    "/kiosk/title/{}",
    "/kiosk/wrong/{}",
    "/kiosk/me",
    "/kiosk/renew",
    "/kiosk/hold",
    "/kiosk/hold/cancel",
    "/kiosk/booking/cancel",
    "/kiosk/book",
    "/kiosk/book/{}",
    "/I/{}",
    "/S/{}",
    "/C/{}",
    "/assets/{}",
    "/media/{}",
    "/kiosk/steward",
    "/kiosk/steward/lock",
    "/kiosk/steward/exceptions",
    "/kiosk/steward/resolve",
    "/kiosk/steward/ready",
    "/kiosk/steward/booking",
    "/kiosk/steward/loan",
    "/kiosk/steward/ticket",
    "/kiosk/steward/clock",
    "/kiosk/steward/members",
    "/kiosk/steward/members/{}",
    "/kiosk/steward/card",
    "/kiosk/steward/backup",
    "/kiosk/steward/backup/file",
    "/kiosk/steward/keys",
    "/{}",
];
const NAMES: &[&str] = &[
    "c",
    "unit",
    "event",
    "loan",
    "hold",
    "booking",
    "title",
    "accept",
    "due",
    "qty",
    "pin",
    "condition",
    "part",
    "counted",
    "note",
    "from",
    "to",
    "from_time",
    "to_time",
    "lang",
    "back",
    "toggle",
    "do",
    "answer",
    "name",
    "contact",
    "handle",
    "exception",
    "choose",
    "ticket",
    "outcome",
    "now",
    "training",
    "q",
    "kind",
    "page",
    "place",
    "book",
];

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("7K3QP2J".to_owned()),
        Just("tent".to_owned()),
        Just("k1-1".to_owned()),
        Just("9999-12-31".to_owned()),
        Just("-9999-01-01".to_owned()),
        Just("2026-05-14".to_owned()),
        Just("99999999999999999999".to_owned()),
        "\\PC{0,40}",
        "[0-9A-Z-]{1,14}",
        proptest::collection::vec(any::<u8>(), 0..30)
            .prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    ]
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

thread_local! {
    static KIOSK: (Kiosk, Vec<String>) = signed_in();
}

/// A kiosk, and the cookies of a guest, a member and a steward whose screens are open.
fn signed_in() -> (Kiosk, Vec<String>) {
    let kiosk = Kiosk::new();
    let sam = kiosk.join("Sam", Role::Member, Some("4711"));
    let mira = kiosk.join("Mira", Role::Steward, Some("2468"));
    let cookies = runtime().block_on(async {
        let (mut member, mut steward) = (kiosk.browser(), kiosk.browser());
        member.card(&sam).await;
        member.scan(DRILL).await;
        steward.steward(&mira, "2468").await;
        [member.cookie.clone(), steward.cookie.clone()]
    });
    let mut all = vec![String::new()];
    all.extend(cookies.into_iter().flatten());
    (kiosk, all)
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_that_is_sent_breaks_the_kiosk(
        path in proptest::sample::select(PATHS),
        part in value(),
        fields in proptest::collection::vec((proptest::sample::select(NAMES), value()), 0..5),
        post: bool,
        who in 0usize..3,
        raw in proptest::option::of(proptest::collection::vec(any::<u8>(), 0..60)),
    ) {
        let path = path.replace("{}", &encoded(&part));
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(&fields);
        let form = form.finish();
        let (uri, body) = match (post, raw) {
            (true, Some(bytes)) => (path, Body::from(bytes)),
            (true, None) => (path, Body::from(form)),
            (false, _) => (format!("{path}?{form}"), Body::empty()),
        };
        let status = KIOSK.with(|(kiosk, cookies)| {
            let request = Request::builder()
                .method(if post { "POST" } else { "GET" })
                .uri(&uri)
                .header("host", "localhost")
                .header("cookie", &cookies[who % cookies.len()])
                .header("content-type", "application/x-www-form-urlencoded")
                .body(body)
                .unwrap();
            runtime().block_on(kiosk.status_of(request))
        });
        prop_assert!(!status.is_server_error(), "{uri} answered {status}");
    }
}
