//! Bytes read as choices, and what is chosen from.

/// Bytes that choices are made of, one after the other; where they end everything is the first choice.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken<'b>(pub(super) &'b [u8]);

impl Taken<'_> {
    pub(super) fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// Seldom true, and never once the bytes have ended.
    pub(super) fn once_in(&mut self, n: u8) -> bool {
        self.byte() % n == n - 1
    }

    pub(super) fn pick<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        let at = usize::from(self.byte()) | usize::from(self.byte()) << 8;
        &list[at % list.len()]
    }

    /// Some of the bytes as they are.
    pub(super) fn bytes(&mut self) -> Vec<u8> {
        let wanted = usize::from(self.byte());
        let (taken, rest) = self.0.split_at(wanted.min(self.0.len()));
        self.0 = rest;
        taken.to_vec()
    }

    /// Some of the bytes as a text.
    pub(super) fn text(&mut self) -> String {
        String::from_utf8_lossy(&self.bytes()).into_owned()
    }
}

pub(super) const METHODS: &[&str] =
    &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "BREW"];

pub(super) const HOSTS: &[&str] = &[
    "localhost:8080",
    "kiosk.local",
    "192.168.1.20",
    "evil.example",
    "",
    "[::1]:80",
    "localhost.evil.example",
    "kiosk.local:99999",
    "a b",
];

pub(super) const KINDS: &[&str] = &[
    "application/x-www-form-urlencoded",
    "application/json",
    "multipart/form-data; boundary=cut",
    "multipart/form-data",
    "text/plain",
    "application/json; charset=utf-16",
    "",
    "x",
];

/// Headers, and what is said in them.
pub(super) const HEADERS: &[(&str, &[&str])] = &[
    ("accept-language", &["es", "de-AT,de;q=0.9", "*", "xx", ",,;q=,", "ar"]),
    ("accept-encoding", &["gzip", "br;q=1.0, *;q=0", "identity"]),
    ("cookie", &["stead_session=", "stead_session=AAAA", "; ; =", "stead_session=../../x"]),
    ("authorization", &["Bearer stead_x", "Basic Og==", "Bearer", "Commonstead x"]),
    ("idempotency-key", &["1", "\"\"", " ", "a-key-that-is-used-again"]),
    ("if-match", &["*", "\"1\"", "W/\"x\"", "x"]),
    ("if-none-match", &["*", "\"1\", \"2\"", ","]),
    ("range", &["bytes=0-0", "bytes=9-1", "bytes=-99999999999", "lines=1"]),
    ("origin", &["http://evil.example", "null", "http://localhost", "x"]),
    ("sec-fetch-site", &["cross-site", "same-origin", "x"]),
    ("x-quiet", &["1", ""]),
    ("content-encoding", &["gzip", "br"]),
    ("content-length", &["5", "-1", "99999999999999999999"]),
    ("transfer-encoding", &["chunked", "x"]),
    ("x-forwarded-for", &["8.8.8.8", "x"]),
    ("accept", &["application/json", "image/*", ""]),
];

/// What stands where something else belongs; what belongs there is put beside it by the house.
pub(super) const HOSTILE: &[&str] = &[
    "",
    " ",
    "0",
    "-1",
    "1",
    "99999999999999999999",
    "1e400",
    "NaN",
    "true",
    "null",
    "-9999-01-01",
    "9999-12-31",
    "2026-05-14",
    "2026-05-14T25:61",
    "2026-02-30",
    "2026-05-20T10:00",
    "23:59:60",
    "2026-W20",
    "../../../etc/passwd",
    "..\\..\\x",
    "/etc/passwd",
    "node.toml",
    "catalog/co/cordless-drill.md",
    "catalog/../node.toml",
    "feeds/k1/2026/05/12.jsonl",
    ".stead/device_key",
    "con.txt",
    "\u{0}",
    "a\u{0}b",
    "\r\nset-cookie: a=b",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}{% include \"x\" %}",
    "' OR 1=1 --",
    "+++\nname = 1\n+++\n",
    "[[units]]",
    "\u{202e}\u{2066}abc",
    "\u{feff}",
    "Ł\u{301}\u{1f9ea}\u{1f468}\u{200d}\u{1f527}",
    "\u{fffd}\u{fffd}",
    "%00%ff%2e%2e",
    "http://evil.example/",
    "//evil.example",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "good",
    "broken",
    "lend",
    "pin",
    "en",
    "xx-unknown",
];
