//! The node's devices and their public keys, in the format of OpenSSH's `allowed_signers` file
//! (ssh-keygen(1), ALLOWED SIGNERS), so that plain `git verify-commit` reads the same list.
//!
//! A line that this program does not need to understand (another person's key type, a comment) is
//! kept as it is; it gives no right to write into the node.

use std::fmt;

use catalog::ids::DeviceId;
use jiff::Timestamp;

use crate::key::{KeyError, PublicKey};

/// One device that may write, and since or until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The device; OpenSSH calls it the principal.
    pub device: DeviceId,
    /// Its key.
    pub key: PublicKey,
    /// Not before this time.
    pub valid_after: Option<Timestamp>,
    /// Not from this time on: the device was revoked.
    pub valid_before: Option<Timestamp>,
}

impl Signer {
    /// A device that may write from the commit that lists it on.
    pub fn new(device: DeviceId, key: PublicKey) -> Self {
        Self { device, key, valid_after: None, valid_before: None }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Signer(Signer),
    Other(Box<str>),
}

impl Line {
    /// Whether two lines speak of the same device and key.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Signer(a), Self::Signer(b)) => a.device == b.device && a.key == b.key,
            (a, b) => a == b,
        }
    }

    /// Takes over what the other line forbids.
    fn restrict(&mut self, other: &Self) {
        if let (Self::Signer(a), Self::Signer(b)) = (self, other) {
            a.valid_after = a.valid_after.max(b.valid_after);
            a.valid_before = a.valid_before.into_iter().chain(b.valid_before).min();
        }
    }
}

/// The file `keys/allowed_signers`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AllowedSigners(Vec<Line>);

impl AllowedSigners {
    /// Reads the file. Lines of other key types or principals are kept and count for nothing.
    pub fn read(text: &str) -> Result<Self, KeyError> {
        // `lines` takes "\r\n" for an end, and leaves a "\r" whose "\n" was cut off.
        let lines = text.lines().map(|line| line.trim_end_matches('\r')).enumerate();
        lines.map(|(at, line)| read_line(at + 1, line)).collect::<Result<_, _>>().map(Self)
    }

    /// The devices, in the order of the file.
    pub fn signers(&self) -> impl Iterator<Item = &Signer> {
        self.0.iter().filter_map(|line| match line {
            Line::Signer(signer) => Some(signer),
            Line::Other(_) => None,
        })
    }

    /// The devices that this key may sign for at this time.
    pub fn allowed(&self, key: &PublicKey, at: Timestamp) -> Option<&Signer> {
        self.signers().find(|signer| {
            signer.key == *key
                && signer.valid_after.is_none_or(|after| at >= after)
                && signer.valid_before.is_none_or(|before| at < before)
        })
    }

    /// The devices that nobody has revoked: who is in good standing, whatever a clock says.
    pub fn standing(&self) -> impl Iterator<Item = &Signer> {
        self.signers().filter(|signer| signer.valid_before.is_none())
    }

    /// Adds a device.
    pub fn add(&mut self, signer: Signer) {
        self.0.push(Line::Signer(signer));
    }

    /// Joins two versions of a list that go back to `base`: welcomed on either side is welcomed,
    /// revoked on either side is revoked (from the earlier time), removed on either side is gone.
    pub(crate) fn merge(base: &Self, a: &Self, b: &Self) -> Self {
        let has = |list: &Self, line: &Line| list.0.iter().any(|l| l.is_same(line));
        let stays = |line: &&Line| !has(base, line) || (has(a, line) && has(b, line));
        let mut joined = Self(a.0.iter().filter(stays).cloned().collect());
        for line in b.0.iter().filter(stays) {
            match joined.0.iter_mut().find(|known| known.is_same(line)) {
                Some(known) => known.restrict(line),
                None => joined.0.push(line.clone()),
            }
        }
        joined
    }

    /// Ends a device's right to sign from this time on. False if it has no line that is open.
    pub fn revoke(&mut self, device: DeviceId, at: Timestamp) -> bool {
        let mut found = false;
        for line in &mut self.0 {
            let Line::Signer(signer) = line else { continue };
            if signer.device == device && signer.valid_before.is_none_or(|before| before > at) {
                signer.valid_before = Some(at);
                found = true;
            }
        }
        found
    }
}

impl AllowedSigners {
    /// Puts another key in the place of a device's: the old one is good until this time.
    pub(crate) fn rotate(&mut self, old: &PublicKey, new: Signer, at: Timestamp) {
        for line in &mut self.0 {
            if let Line::Signer(signer) = line
                && signer.key == *old
                && signer.valid_before.is_none_or(|before| before > at)
            {
                signer.valid_before = Some(at);
            }
        }
        self.add(new);
    }
}

impl fmt::Display for AllowedSigners {
    /// The file's text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.0 {
            match line {
                Line::Other(text) => writeln!(f, "{text}")?,
                Line::Signer(signer) => write_line(f, signer)?,
            }
        }
        Ok(())
    }
}

fn write_line(f: &mut fmt::Formatter<'_>, signer: &Signer) -> fmt::Result {
    write!(f, "{} namespaces=\"git\"", signer.device)?;
    for (name, time) in [("valid-after", signer.valid_after), ("valid-before", signer.valid_before)]
    {
        if let Some(time) = time {
            // `Z` needs OpenSSH 9.1; without it the time would mean something else in every zone.
            write!(f, ",{name}=\"{}Z\"", time.strftime("%Y%m%d%H%M%S"))?;
        }
    }
    writeln!(f, " {}", signer.key)
}

fn read_line(number: usize, text: &str) -> Result<Line, KeyError> {
    let keep = || Ok(Line::Other(text.into()));
    if text.trim().is_empty() || text.trim_start().starts_with('#') {
        return keep();
    }
    let fail = |why| KeyError::SignersLine { line: number, why };
    let (principal, rest) = text.split_once([' ', '\t']).ok_or_else(|| fail("it has no key"))?;
    let (options, key) = split_options(rest.trim_start()).ok_or_else(|| fail("it has no key"))?;
    let (Ok(device), Ok(key)) = (principal.parse(), key.parse()) else { return keep() };
    let mut signer = Signer::new(device, key);
    let bad_time = || fail("the time is not like 20260314092231Z");
    let mut for_git = options.is_empty();
    for option in split_quoted(options, ',') {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        let value = value.trim_matches('"');
        match name.to_ascii_lowercase().as_str() {
            "namespaces" => for_git = value.split(',').any(|space| space == "git"),
            "valid-after" => signer.valid_after = Some(read_time(value).ok_or_else(bad_time)?),
            "valid-before" => signer.valid_before = Some(read_time(value).ok_or_else(bad_time)?),
            // A certificate authority's line allows keys that are not in the file.
            _ => return keep(),
        }
    }
    if for_git || !options.contains("namespaces") { Ok(Line::Signer(signer)) } else { keep() }
}

/// Splits `options key…` where options may be absent; quotes may hold spaces.
fn split_options(rest: &str) -> Option<(&str, &str)> {
    if rest.starts_with("ssh-") || rest.starts_with("ecdsa-") || rest.starts_with("sk-") {
        return Some(("", rest));
    }
    let options = split_quoted(rest, ' ').next()?;
    let key = rest.get(options.len()..)?.trim_start();
    (!key.is_empty()).then_some((options, key))
}

/// The parts of a text between separators that are not inside double quotes.
fn split_quoted(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    text.split(move |c| {
        quoted ^= c == '"';
        c == separator && !quoted
    })
    .filter(|part| !part.is_empty())
}

/// `YYYYMMDD[HHMM[SS]]` with an optional `Z`; without it we read UTC too.
fn read_time(text: &str) -> Option<Timestamp> {
    let digits = text.strip_suffix('Z').unwrap_or(text);
    let full = match digits.len() {
        8 | 12 => format!("{digits:0<14}"),
        14 => digits.to_owned(),
        _ => return None,
    };
    let time = jiff::civil::DateTime::strptime("%Y%m%d%H%M%S", full).ok()?;
    time.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DeviceKey;

    fn signer(name: &str, seed: u8) -> Signer {
        let key = DeviceKey::from_seed(name.parse().unwrap(), &[seed; 32]);
        Signer::new(key.device(), key.public())
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_line_whose_end_was_cut_in_two_reads_back_as_well() {
        let list = AllowedSigners::read("# ours\r").unwrap();
        assert_eq!(AllowedSigners::read(&list.to_string()).unwrap(), list);
    }

    #[test]
    fn the_list_reads_back_as_it_is_written() {
        let mut list = AllowedSigners::default();
        list.add(signer("ka", 1));
        list.add(Signer { valid_after: Some(at("2026-03-14T09:22:31Z")), ..signer("kb", 2) });
        assert!(list.revoke("kb".parse().unwrap(), at("2026-05-01T00:00:00Z")));
        let text = list.to_string();
        assert!(text.starts_with("ka namespaces=\"git\" ssh-ed25519 AAAA"), "{text}");
        assert!(text.contains("valid-after=\"20260314092231Z\",valid-before=\"20260501000000Z\""));
        assert_eq!(AllowedSigners::read(&text).unwrap(), list);
    }

    #[test]
    fn a_key_counts_only_between_its_times() {
        let mut list = AllowedSigners::default();
        list.add(Signer { valid_after: Some(at("2026-03-01T00:00:00Z")), ..signer("ka", 1) });
        let key = signer("ka", 1).key;
        assert!(list.allowed(&key, at("2026-02-28T23:59:59Z")).is_none());
        assert!(list.allowed(&key, at("2026-03-01T00:00:00Z")).is_some());
        list.revoke("ka".parse().unwrap(), at("2026-04-01T00:00:00Z"));
        assert!(list.allowed(&key, at("2026-04-01T00:00:00Z")).is_none());
        assert!(list.allowed(&signer("kb", 2).key, at("2026-03-02T00:00:00Z")).is_none());
    }

    #[test]
    fn a_device_revoked_on_one_side_and_welcomed_on_the_other() {
        let mut base = AllowedSigners::default();
        base.add(signer("ka", 1));
        base.add(signer("kb", 2));
        let (mut a, mut b) = (base.clone(), base.clone());
        a.revoke("kb".parse().unwrap(), at("2026-05-01T00:00:00Z"));
        b.revoke("kb".parse().unwrap(), at("2026-04-01T00:00:00Z"));
        b.add(signer("kc", 3));
        let joined = AllowedSigners::merge(&base, &a, &b);
        let mut want = base.clone();
        want.revoke("kb".parse().unwrap(), at("2026-04-01T00:00:00Z"));
        want.add(signer("kc", 3));
        assert_eq!(joined, want);
    }

    #[test]
    fn lines_of_others_are_kept_and_give_no_right() {
        let key = signer("ka", 1).key;
        let text = format!(
            "# our devices\n\nmira@example.org {key}\nkb namespaces=\"file\" {key}\n\
             kc cert-authority {key}\nkd {key} the workshop's laptop\n"
        );
        let list = AllowedSigners::read(&text).unwrap();
        let devices: Vec<_> = list.signers().map(|s| s.device.to_string()).collect();
        assert_eq!(devices, ["kd"]);
        assert!(list.to_string().starts_with("# our devices\n\nmira@example.org ssh-ed25519"));
    }

    #[test]
    fn a_line_that_cannot_be_read_says_which() {
        let key = signer("ka", 1).key;
        let text = format!("ka {key}\nkb valid-after=\"soon\" {key}\n");
        let error = AllowedSigners::read(&text).unwrap_err();
        assert!(matches!(error, KeyError::SignersLine { line: 2, .. }), "{error}");
        assert!(AllowedSigners::read("ka").is_err());
    }
}
