//! Who is signed in where. A session is a random token in a cookie and everything else here; nothing
//! of it is written to a disk, and nothing is left when it ends.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use catalog::circulation::Denial;
use catalog::code::Code;
use catalog::event::Due;
use catalog::ids::{CategoryPath, CountId, EventId, LoanId, Slug};
use desk::members::TokenText;
use desk::{MemberNumber, ReturnReceipt};
use jiff::{SignedDuration, Timestamp};

use crate::backstage::Invited;

/// Without a member signed in a session keeps what was scanned and how the screen looks.
const GUEST: SignedDuration = SignedDuration::from_hours(2);
/// More sessions than any node has screens; the oldest gives way.
const MOST: usize = 5_000;
/// More acts than anybody takes back.
const MOST_ACTS: usize = 60;

/// A 256-bit secret.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Token([u8; 32]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    pub(crate) fn draw() -> Option<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).ok().map(|()| Self(bytes))
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        use base64::Engine;
        let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }

    pub(crate) fn text(&self) -> String {
        use base64::Engine;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Whether it is this one; comparing takes the same time whatever it is.
    pub(crate) fn is(&self, other: &Self) -> bool {
        blake3::hash(&self.0) == blake3::hash(&other.0)
    }

    /// Only the hash is kept, so that a look into the memory of sessions opens none.
    fn key(&self) -> [u8; 32] {
        *blake3::hash(&self.0).as_bytes()
    }
}

/// How the screen looks and sounds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Look {
    pub(crate) lang: Option<String>,
    pub(crate) text: u8,
    pub(crate) contrast: bool,
    pub(crate) quiet: bool,
}

/// What the last act has to say on the next page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Flash {
    pub(crate) tone: FlashTone,
    pub(crate) text: String,
    pub(crate) undo: Option<EventId>,
}

/// The colour and the sound of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FlashTone {
    Yes,
    Look,
    Neutral,
    Undone,
}

impl FlashTone {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Look => "look",
            Self::Neutral => "neutral",
            Self::Undone => "undone",
        }
    }
}

/// One line of what was scanned in this session.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub(crate) unit: Code,
    pub(crate) what: LineState,
}

/// What became of a scanned unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum LineState {
    /// Scanned before a card was.
    Waiting,
    Lent {
        event: EventId,
        due: Due,
    },
    Undone,
    /// The card is not enough.
    NeedsPin,
    /// Something has to be read first (safety, age).
    Notice,
    Denied(Vec<Denial>),
    /// The member has it already: return it or keep it longer?
    Yours {
        loan: LoanId,
        due: Due,
    },
}

/// What one screen knows between two requests.
#[derive(Debug, Clone, Default)]
pub(crate) struct Session {
    pub(crate) look: Look,
    pub(crate) member: Option<MemberNumber>,
    /// The PIN was right in this session.
    pub(crate) pin: bool,
    /// The PIN of a steward was right: the steward's screens are open.
    pub(crate) steward: bool,
    /// A steward lends to this member, who stands there without a card.
    pub(crate) instead: Option<MemberNumber>,
    pub(crate) lines: Vec<Line>,
    pub(crate) flash: Option<Flash>,
    /// What was done here and can be taken back, the newest last.
    pub(crate) acts: Vec<EventId>,
    /// The thing that was just returned, until the next act.
    pub(crate) put: Option<ReturnReceipt>,
    /// A photo of it was kept.
    pub(crate) put_photo: bool,
    /// A steward takes stock: what is scanned is counted.
    pub(crate) count: Option<CountId>,
    /// What a steward put where the shelf was scanned, the newest last.
    pub(crate) moved: Vec<(Code, EventId)>,
    /// What a steward chose for the last new thing, offered for the next.
    pub(crate) register: Option<Register>,
    /// A photo of a new thing about which something was asked first.
    pub(crate) photo: Option<KeptPhoto>,
    /// A steward has scanned a place: things that follow are put there.
    pub(crate) place: Option<Slug>,
    /// Where to go when the PIN was right.
    pub(crate) then: Option<String>,
    /// Another way than the PIN: a steward says who this is.
    pub(crate) vouch: Option<Vouch>,
    /// A new member's card, shown once.
    pub(crate) fresh_card: Option<FreshCard>,
    /// A new key for a program, shown once.
    pub(crate) fresh_key: Option<FreshKey>,
    /// An invitation for another device, shown once.
    pub(crate) fresh_invitation: Option<Invited>,
    pub(crate) misread: u8,
    pub(crate) ended: bool,
    pub(crate) renewed: bool,
}

/// How far a steward has come in saying who somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Vouch {
    /// A steward was asked to scan their card.
    Asked,
    /// This steward has scanned it; their PIN is asked.
    By(MemberNumber),
}

/// Where the last new thing was put and what it was.
#[derive(Debug, Clone, Default)]
pub(crate) struct Register {
    pub(crate) place: Option<Slug>,
    pub(crate) category: Option<CategoryPath>,
}

/// A photo between two forms, in memory alone: nobody takes it twice, and no disk has it before the
/// thing is registered.
#[derive(Clone)]
pub(crate) struct KeptPhoto(Arc<[u8]>);

impl KeptPhoto {
    /// More than any photo has after it was made smaller.
    const MOST: usize = 4 * 1024 * 1024;

    /// A photo that was cleaned; none where it is larger than one can be.
    pub(crate) fn new(clean: &[u8]) -> Option<Self> {
        (clean.len() <= Self::MOST).then(|| Self(clean.into()))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for KeptPhoto {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KeptPhoto({})", self.0.len())
    }
}

/// What is shown once and kept nowhere.
#[derive(Clone)]
pub(crate) struct FreshCard {
    pub(crate) member: MemberNumber,
    pub(crate) card: String,
    pub(crate) pin: Option<String>,
}

/// The text of a key, shown once and kept nowhere.
#[derive(Clone)]
pub(crate) struct FreshKey {
    pub(crate) name: String,
    pub(crate) text: TokenText,
}

impl std::fmt::Debug for FreshKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FreshKey(…)")
    }
}

impl std::fmt::Debug for FreshCard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FreshCard(…)")
    }
}

impl Session {
    /// Whether there is anything to remember.
    pub(crate) fn is_empty(&self) -> bool {
        self.member.is_none()
            && self.lines.is_empty()
            && self.flash.is_none()
            && self.put.is_none()
            && self.acts.is_empty()
            && self.then.is_none()
            && self.misread == 0
            && self.look == Look::default()
    }

    /// A member's card was read: a new token, nothing of the one before but what was scanned.
    pub(crate) fn sign_in(&mut self, member: MemberNumber) {
        let waiting = self.lines.drain(..).filter(|line| line.what == LineState::Waiting);
        *self = Self {
            lines: waiting.collect(),
            look: std::mem::take(&mut self.look),
            member: Some(member),
            renewed: true,
            ..Self::default()
        };
    }

    /// Everything is forgotten, the language too: the screen is the node's again.
    pub(crate) fn sign_out(&mut self) {
        *self = Self { ended: true, ..Self::default() };
    }

    /// Something was done that can be taken back.
    pub(crate) fn did(&mut self, event: EventId) {
        if self.acts.len() >= MOST_ACTS {
            self.acts.remove(0);
        }
        self.acts.push(event);
    }

    /// Whether this was done here a moment ago.
    pub(crate) fn has_done(&self, event: EventId) -> bool {
        self.acts.contains(&event)
    }

    pub(crate) fn say(&mut self, tone: FlashTone, text: impl Into<String>) {
        self.flash = Some(Flash { tone, text: text.into(), undo: None });
    }
}

struct Kept {
    session: Arc<Mutex<Session>>,
    used: Timestamp,
    member: bool,
}

/// All sessions of this kiosk.
pub(crate) struct Sessions {
    kept: Mutex<HashMap<[u8; 32], Kept>>,
    pub(crate) idle: SignedDuration,
}

impl Sessions {
    pub(crate) fn new(idle: SignedDuration) -> Self {
        Self { kept: Mutex::default(), idle }
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<[u8; 32], Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn limit(&self, member: bool) -> SignedDuration {
        // A page that was opened in the last second is still answered.
        if member { self.idle.saturating_add(SignedDuration::from_secs(2)) } else { GUEST }
    }

    /// The session of a token, if it is still awake. Asking keeps it awake.
    pub(crate) fn find(&self, token: &Token, now: Timestamp) -> Option<Arc<Mutex<Session>>> {
        let mut kept = self.kept();
        let key = token.key();
        let found = kept.get_mut(&key)?;
        if now.duration_since(found.used).abs() > self.limit(found.member) {
            kept.remove(&key);
            return None;
        }
        found.used = now;
        Some(Arc::clone(&found.session))
    }

    /// The session of a token, if it is still awake. Looking does not keep it awake: a page that hears
    /// of news asks for itself while nobody is there.
    pub(crate) fn look(&self, token: &Token, now: Timestamp) -> Option<Arc<Mutex<Session>>> {
        let kept = self.kept();
        let found = kept.get(&token.key())?;
        let awake = now.duration_since(found.used).abs() <= self.limit(found.member);
        awake.then(|| Arc::clone(&found.session))
    }

    /// How many sessions are kept.
    pub(crate) fn count(&self) -> usize {
        self.kept().len()
    }

    /// Keeps a session under a new token.
    pub(crate) fn keep(&self, session: Session, now: Timestamp) -> Option<Token> {
        let token = Token::draw()?;
        let member = session.member.is_some();
        let mut kept = self.kept();
        self.sweep(&mut kept, now);
        let session = Arc::new(Mutex::new(session));
        kept.insert(token.key(), Kept { session, used: now, member });
        Some(token)
    }

    pub(crate) fn forget(&self, token: &Token) {
        self.kept().remove(&token.key());
    }

    fn sweep(&self, kept: &mut HashMap<[u8; 32], Kept>, now: Timestamp) {
        kept.retain(|_, k| now.duration_since(k.used).abs() <= self.limit(k.member));
        if kept.len() >= MOST
            && let Some(oldest) = kept.iter().min_by_key(|(_, k)| k.used).map(|(key, _)| *key)
        {
            kept.remove(&oldest);
        }
    }
}
