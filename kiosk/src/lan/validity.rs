//! Until when a certificate is good, and whose it is: the few fields of RFC 5280, section 4.1, that lie
//! before the public key. Anything else about it is for the library that uses it.

use jiff::civil::DateTime;
use jiff::{Timestamp, tz::TimeZone};

const INTEGER: u8 = 0x02;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;

/// What a certificate says of its time and its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Certified<'c> {
    pub(super) since: Timestamp,
    pub(super) until: Timestamp,
    /// The subject's name, encoded.
    subject: &'c [u8],
}

impl<'c> Certified<'c> {
    /// Reads a certificate in DER; none if it is not one.
    pub(super) fn read(certificate: &'c [u8]) -> Option<Self> {
        let (whole, _) = take(certificate, SEQUENCE)?;
        let (fields, _) = take(whole, SEQUENCE)?;
        let fields = take(fields, VERSION).map_or(fields, |(_, rest)| rest);
        let (_serial, fields) = take(fields, INTEGER)?;
        let (_algorithm, fields) = take(fields, SEQUENCE)?;
        let (_issuer, fields) = take(fields, SEQUENCE)?;
        let (validity, fields) = take(fields, SEQUENCE)?;
        let (since, validity) = time(validity)?;
        let (until, _) = time(validity)?;
        let (subject, _) = take(fields, SEQUENCE)?;
        Some(Self { since, until, subject })
    }

    /// Whether the subject has this name.
    pub(super) fn is_of(&self, name: &str) -> bool {
        self.subject.windows(name.len()).any(|part| part == name.as_bytes())
    }
}

/// The content of the first value, which has to have this tag, and what follows it (X.690, 8.1).
fn take(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    let (&short, rest) = rest.split_first()?;
    let (length, rest) = if short < 0x80 {
        (usize::from(short), rest)
    } else {
        let (long, rest) = rest.split_at_checked(usize::from(short & 0x7f))?;
        let digits = (1..=4).contains(&long.len());
        let length = long.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        (Some(length).filter(|_| digits)?, rest)
    };
    let (content, rest) = rest.split_at_checked(length)?;
    (first == tag).then_some((content, rest))
}

fn time(bytes: &[u8]) -> Option<(Timestamp, &[u8])> {
    let full = take(bytes, GENERALIZED_TIME).map(|(text, rest)| (text, rest, ""));
    let (text, rest, century) = full.or_else(|| {
        let (text, rest) = take(bytes, UTC_TIME)?;
        // 50 to 99 are of the last century (RFC 5280, 4.1.2.5.1).
        let late = text.first().is_some_and(|digit| *digit >= b'5');
        Some((text, rest, if late { "19" } else { "20" }))
    })?;
    let text = format!("{century}{}", std::str::from_utf8(text).ok()?);
    let read = DateTime::strptime("%Y%m%d%H%M%SZ", text).ok()?;
    Some((read.to_zoned(TimeZone::UTC).ok()?.timestamp(), rest))
}

#[cfg(test)]
mod tests {
    use rcgen::{CertificateParams, DnType, KeyPair, date_time_ymd};

    use super::*;

    #[test]
    fn the_time_and_the_name_of_a_certificate_are_read_and_other_bytes_are_nothing() {
        let mut params = CertificateParams::new(["oak.local".to_owned()]).unwrap();
        params.distinguished_name.push(DnType::CommonName, "Oak Street");
        params.not_before = date_time_ymd(1999, 12, 31);
        params.not_after = date_time_ymd(2051, 2, 3);
        let made = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
        let der = made.der();
        let read = Certified::read(der).unwrap();
        assert_eq!(read.since.to_string(), "1999-12-31T00:00:00Z");
        assert_eq!(read.until.to_string(), "2051-02-03T00:00:00Z");
        assert!(read.is_of("Oak Street") && !read.is_of("Elm Street"));
        for cut in 0..der.len() {
            assert_eq!(Certified::read(&der[..cut]), None);
        }
        assert_eq!(Certified::read(b"\x30\x84\xff\xff\xff\xff"), None);
    }
}
