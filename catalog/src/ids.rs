//! Names of things: one type each, one way in.
//!
//! Every identifier that a record or an event carries has a type of its own, so that a place cannot
//! be passed where a title is meant. The only door is [`std::str::FromStr`]; serde goes through it.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZeroU32;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text is not the identifier it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The text is empty.
    #[error("is empty")]
    Empty,
    /// The text has more than the allowed number of bytes.
    #[error("is longer than {max} characters")]
    TooLong {
        /// The most that is allowed, in bytes.
        max: usize,
    },
    /// A character that this kind of name does not allow.
    #[error("has `{found}`, but only {allowed} are allowed")]
    Character {
        /// The first character that is not allowed.
        found: char,
        /// The allowed ones, in words.
        allowed: &'static str,
    },
    /// An event id is `<device>-<sequence>`.
    #[error("is not of the form `device-number`")]
    EventForm,
}

/// Implements serde and `Display` for a type through its `FromStr` and `as_str`.
macro_rules! text_serde {
    ($name:ident) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use text_serde;

/// Stamps a lower-case slug type: `[a-z0-9]` with single inner `-`, at most 80 bytes, which is what
/// every file system that a node travels over can hold.
macro_rules! slug_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The text of the name.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                check_slug(text)?;
                Ok(Self(shared(text)))
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        text_serde!($name);
    };
}

slug_type! {
    /// A document's name: the file name without its extension, and the last part of its address.
    Slug
}
slug_type! {
    /// A node's short name, for people (`oak-street`); the key of a node is its first commit.
    NodeSlug
}
slug_type! {
    /// The name under which a person acts in public, chosen by that person.
    Handle
}
slug_type! {
    /// The name of a circulation or reservation policy in `node.toml`.
    PolicyName
}

impl From<Slug> for Handle {
    /// A public profile is a file named after its person: both names have one form.
    fn from(slug: Slug) -> Self {
        Self(slug.0)
    }
}

impl From<Handle> for Slug {
    fn from(handle: Handle) -> Self {
        Self(handle.0)
    }
}

impl NodeSlug {
    /// The name of a node whose own name cannot be read.
    pub(crate) fn fallback() -> Self {
        Self("unnamed".into())
    }
}

impl Slug {
    /// The place that is always there: nobody knows where the thing is.
    pub fn unknown_place() -> Self {
        Self(crate::record::UNKNOWN_PLACE.into())
    }
}

/// How many recently read names each thread keeps at hand; a power of two.
const RECENT: usize = 256;

thread_local! {
    static RECENTLY_READ: RefCell<[Option<Arc<str>>; RECENT]> =
        const { RefCell::new([const { None }; RECENT]) };
}

/// A text that may be one of few: the same shelf and the same policy stand in most of a node's
/// events and units, which then share it. What is kept for that is bounded, whatever is read.
fn shared(text: &str) -> Arc<str> {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let at = usize::try_from(hasher.finish() % RECENT as u64).unwrap_or(0);
    RECENTLY_READ.with_borrow_mut(|recent| match recent.get_mut(at) {
        Some(Some(known)) if **known == *text => Arc::clone(known),
        Some(slot) => Arc::clone(slot.insert(text.into())),
        None => text.into(),
    })
}

fn check_slug(text: &str) -> Result<(), IdError> {
    const MAX: usize = 80;
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > MAX {
        return Err(IdError::TooLong { max: MAX });
    }
    let allowed = "lower-case letters, digits and single inner hyphens";
    let mut previous = '-';
    for c in text.chars() {
        let ok = c.is_ascii_lowercase() || c.is_ascii_digit() || (c == '-' && previous != '-');
        if !ok {
            return Err(IdError::Character { found: c, allowed });
        }
        previous = c;
    }
    if previous == '-' {
        return Err(IdError::Character { found: '-', allowed });
    }
    Ok(())
}

/// Makes a slug out of any text: letters folded to ASCII where that is usual, the rest to hyphens.
///
/// Returns `None` when nothing usable is left (a title in a script that has no common folding).
pub fn slugify(text: &str) -> Option<Slug> {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'ä' | 'æ' => out.push_str("ae"),
            'ö' | 'œ' => out.push_str("oe"),
            'ø' | 'ó' | 'ò' | 'ô' | 'õ' => out.push('o'),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            'á' | 'à' | 'â' | 'ã' | 'å' => out.push('a'),
            'é' | 'è' | 'ê' | 'ë' => out.push('e'),
            'í' | 'ì' | 'î' | 'ï' => out.push('i'),
            'ú' | 'ù' | 'û' => out.push('u'),
            'ñ' => out.push('n'),
            'ç' => out.push('c'),
            'ł' => out.push('l'),
            '\'' | '’' => {}
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    let mut cut = out.as_str();
    if cut.len() > 60 {
        cut = &cut[..60];
        cut = cut.rsplit_once('-').map_or(cut, |(head, _)| head);
    }
    cut.trim_matches('-').parse().ok()
}

/// A path of categories from the widest to the narrowest, `power-tools/drilling`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CategoryPath(Box<str>);

impl CategoryPath {
    /// The whole path with `/` between its parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The widest category of the path.
    pub fn top(&self) -> &str {
        self.0.split('/').next().unwrap_or(&self.0)
    }

    /// The path and every wider one, widest first.
    pub fn ancestors(&self) -> impl Iterator<Item = &str> {
        self.0.match_indices('/').map(|(at, _)| &self.0[..at]).chain(std::iter::once(&*self.0))
    }
}

impl AsRef<str> for CategoryPath {
    fn as_ref(&self) -> &str {
        &self.0
    }
}
impl FromStr for CategoryPath {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        text.split('/').try_for_each(check_slug)?;
        Ok(Self(text.into()))
    }
}
impl fmt::Display for CategoryPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
text_serde!(CategoryPath);

/// A device's short random name, 2 to 12 of `[a-z0-9]`; the folder of its feed.
///
/// Held as a number of twelve digits to base 37, the first letter first and an empty digit after the
/// last one, so that numbers sort as the texts do. The first letter is never empty, so neither is the
/// upper half: eight bytes hold a device or none, and an event's id is twelve.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct DeviceId {
    upper: NonZeroU32,
    lower: u32,
}

/// The most letters that a device's name has.
const DEVICE_LETTERS: usize = 12;

impl Ord for DeviceId {
    /// The order of the texts.
    fn cmp(&self, other: &Self) -> Ordering {
        self.number().cmp(&other.number())
    }
}
impl PartialOrd for DeviceId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Hash for DeviceId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.number());
    }
}

impl DeviceId {
    fn number(self) -> u64 {
        (u64::from(self.upper.get()) << 32) | u64::from(self.lower)
    }

    /// The letters, and how many there are.
    fn letters(self) -> ([u8; DEVICE_LETTERS], usize) {
        let mut letters = [0; DEVICE_LETTERS];
        let mut rest = self.number();
        for slot in letters.iter_mut().rev() {
            *slot = match (rest % 37) as u8 {
                0 => 0,
                digit @ 1..=10 => b'0' + digit - 1,
                digit => b'a' + digit - 11,
            };
            rest /= 37;
        }
        let length = letters.iter().take_while(|&&letter| letter != 0).count();
        (letters, length)
    }
}

impl FromStr for DeviceId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        if text.len() > DEVICE_LETTERS {
            return Err(IdError::TooLong { max: DEVICE_LETTERS });
        }
        let mut number = 0;
        for c in text.chars() {
            let digit = match c {
                '0'..='9' => u32::from(c) - u32::from('0') + 1,
                'a'..='z' => u32::from(c) - u32::from('a') + 11,
                _ => {
                    let allowed = "lower-case letters and digits";
                    return Err(IdError::Character { found: c, allowed });
                }
            };
            number = number * 37 + u64::from(digit);
        }
        let places = u32::try_from(DEVICE_LETTERS - text.len()).unwrap_or(0);
        number *= 37u64.pow(places);
        let half = |number: u64| u32::try_from(number & u64::from(u32::MAX)).unwrap_or(0);
        let upper = NonZeroU32::new(half(number >> 32)).ok_or(IdError::Empty)?;
        Ok(Self { upper, lower: half(number) })
    }
}
impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (letters, length) = self.letters();
        f.write_str(std::str::from_utf8(&letters[..length]).unwrap_or_default())
    }
}
impl fmt::Debug for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
text_serde!(DeviceId);

/// The n-th event of a device, `k7m2qf-41`: also its idempotency key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct EventId {
    /// Who wrote the event.
    pub device: DeviceId,
    /// Its place in that device's feed, from 1.
    pub seq: u32,
}

impl EventId {
    /// Device and place as one number, which sorts by device and then by place.
    fn number(self) -> u128 {
        (u128::from(self.device.number()) << 32) | u128::from(self.seq)
    }
}
impl Ord for EventId {
    /// By device, then by place in its feed.
    fn cmp(&self, other: &Self) -> Ordering {
        self.number().cmp(&other.number())
    }
}
impl PartialOrd for EventId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Hash for EventId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(self.number());
    }
}

impl FromStr for EventId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let (device, seq) = text.rsplit_once('-').ok_or(IdError::EventForm)?;
        let seq_ok = seq.bytes().all(|b| b.is_ascii_digit()) && !seq.starts_with('0');
        let seq = seq.parse().ok().filter(|_| seq_ok).ok_or(IdError::EventForm)?;
        Ok(Self { device: device.parse()?, seq })
    }
}
impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.device, self.seq)
    }
}
impl fmt::Debug for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
text_serde!(EventId);

/// Stamps an id type for something that is born with one event and named by it.
macro_rules! born_with_event {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub EventId);

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                text.parse().map(Self)
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0, f)
            }
        }
        text_serde!($name);
    };
}

born_with_event! {
    /// A loan, named by its `loan.out` event.
    LoanId
}
born_with_event! {
    /// A hold, named by its `hold.place` event.
    HoldId
}
born_with_event! {
    /// A reservation, named by its `rsv.request` event.
    ReservationId
}
born_with_event! {
    /// A repair ticket, named by its `ticket.open` event.
    TicketId
}
born_with_event! {
    /// A stocktake, named by its `count.open` event.
    CountId
}
born_with_event! {
    /// A seat in a session, named by its `signup.add` event.
    SignupId
}
born_with_event! {
    /// A granted authorisation (a passed training), named by its `auth.grant` event.
    GrantId
}

/// A borrower as public records may name one: the member's number, sealed under the node's own
/// secret, different each time, so that outsiders cannot tell whether two loans have one borrower.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sealed(Arc<str>);

impl Sealed {
    /// The sealed bytes in URL-safe base 64 without padding.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl FromStr for Sealed {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        const MAX: usize = 160;
        if text.is_empty() {
            return Err(IdError::Empty);
        }
        if text.len() > MAX {
            return Err(IdError::TooLong { max: MAX });
        }
        let ok = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        match text.chars().find(|&c| !ok(c)) {
            Some(found) => Err(IdError::Character { found, allowed: "base 64 letters" }),
            None => Ok(Self(text.into())),
        }
    }
}
impl fmt::Display for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
text_serde!(Sealed);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_lower_case_with_single_inner_hyphens() {
        for good in ["a", "drill-18v", "7up"] {
            assert_eq!(good.parse::<Slug>().unwrap().as_str(), good);
        }
        for bad in ["", "-a", "a-", "a--b", "Drill", "a/b", "..", "a b", "ä"] {
            assert!(bad.parse::<Slug>().is_err(), "{bad:?} must not be a slug");
        }
        assert!("a".repeat(81).parse::<Slug>().is_err());
    }

    #[test]
    fn slugify_folds_the_letters_of_our_languages() {
        assert_eq!(
            slugify("Bohrhammer für Größe 8").unwrap().as_str(),
            "bohrhammer-fuer-groesse-8"
        );
        assert_eq!(slugify("  Niño’s Sierra (ñ)  ").unwrap().as_str(), "ninos-sierra-n");
        assert_eq!(slugify("???"), None);
    }

    #[test]
    fn an_event_id_is_read_as_it_is_written() {
        let id: EventId = "k7m2qf-41".parse().unwrap();
        assert_eq!((id.device.to_string().as_str(), id.seq), ("k7m2qf", 41));
        assert_eq!(id.to_string(), "k7m2qf-41");
        for bad in ["k7m2qf", "k7m2qf-", "k7m2qf-0", "k7m2qf-041", "K7-1", "k-+1", "k-4294967296"] {
            assert!(bad.parse::<EventId>().is_err(), "{bad:?} must not be an event id");
        }
    }

    #[test]
    fn devices_sort_as_their_names_do_and_are_small() {
        let mut names =
            ["z", "a", "0", "99", "9", "a1", "a", "zzzzzzzzzzzz", "kb", "k7m2qf", "000000000000"];
        let mut devices: Vec<DeviceId> = names.iter().map(|name| name.parse().unwrap()).collect();
        names.sort_unstable();
        devices.sort_unstable();
        assert_eq!(devices.iter().map(ToString::to_string).collect::<Vec<_>>(), names);
        for bad in ["", "K7", "a-b", "a b", "ä", "aaaaaaaaaaaaa"] {
            assert!(bad.parse::<DeviceId>().is_err(), "{bad:?} must not be a device");
        }
        assert_eq!((size_of::<EventId>(), size_of::<Option<EventId>>()), (12, 12));
    }

    #[test]
    fn category_ancestors_come_widest_first() {
        let path: CategoryPath = "power-tools/drilling/sds".parse().unwrap();
        let all: Vec<_> = path.ancestors().collect();
        assert_eq!(all, ["power-tools", "power-tools/drilling", "power-tools/drilling/sds"]);
        assert_eq!(path.top(), "power-tools");
    }
}
