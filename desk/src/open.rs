//! The desk itself: a node opened on this device, and the one way in which an event is recorded.

use std::collections::BTreeMap;
use std::sync::Arc;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::circulation::{Borrower, Calendar, Denial, Destination};
use catalog::code::Code;
use catalog::document::Problem;
use catalog::event::{Actor, Clock as Trust, Event, Hlc, Kind, Seen, Wall};
use catalog::feed::{Draft, FeedWriter, Segments};
use catalog::fold::{Freshness, Node, UnitView};
use catalog::ids::{DeviceId, EventId, Sealed, Slug};
use catalog::record::Documents;
use catalog::store::{self, StoreError};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::edge::{Clock, Randomness};
use crate::lock::{Lock, LockError};
use crate::members::{MemberNumber, Members, MembersError};
use crate::memory::Forgotten;
use crate::owners::{Owners, Past, PastOwners};
use crate::watch::{RELEASED, Watch};
use crate::{By, Refusal};

/// How long events of this session are remembered: as long as they can be undone, and a little more.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(1);

/// How a node is opened.
#[derive(Debug, Clone)]
pub struct OpenOptions {
    /// The program, as others read it who find the node locked (`stead kiosk`).
    pub program: String,
    /// This device: the name of its feed.
    pub device: DeviceId,
    /// Which of several stations of this device writes.
    pub station: Option<String>,
    /// No clock that works shows an earlier time; the program's own date when absent.
    pub not_before: Option<Timestamp>,
}

impl OpenOptions {
    /// A program on a device.
    pub fn new(program: &str, device: DeviceId) -> Self {
        Self { program: program.to_owned(), device, station: None, not_before: None }
    }
}

/// Why a node could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Somebody else has it.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The folder is not a node, or cannot be read at all.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The members' store could not be opened.
    #[error(transparent)]
    Members(#[from] MembersError),
}

/// A node opened on this device.
pub struct Desk {
    folder: Utf8PathBuf,
    node: Node,
    zone: TimeZone,
    writer: FeedWriter,
    members: Members,
    owners: Owners,
    watch: Watch,
    clock: Box<dyn Clock>,
    random: Box<dyn Randomness>,
    problems: Vec<Problem>,
    set_aside: Vec<Utf8PathBuf>,
    session: BTreeMap<EventId, Event>,
    station: Option<String>,
    written: u64,
    changes: u64,
    lock: Option<Lock>,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl Desk {
    /// Opens the node in a folder: takes its lock, reads documents and feeds, sets torn lines aside,
    /// folds. Problems in records never stop it; they are in [`Desk::problems`].
    pub fn open(
        folder: &Utf8Path,
        options: OpenOptions,
        clock: Box<dyn Clock>,
        mut random: Box<dyn Randomness>,
    ) -> Result<Self, OpenError> {
        if !folder.join("node.toml").is_file() {
            return Err(StoreError::NotANode(folder.to_owned()).into());
        }
        let lock = Lock::take(folder, &options.program, clock.now())?;
        let members = Members::open(&folder.join(".stead/private.sqlite"), random.as_mut())?;
        let Loaded { node, writer, problems, set_aside } = Loaded::read(folder, options.device)?;
        let mut desk = Self::assemble(folder, options, node, writer, members, clock, random);
        desk.problems = problems;
        desk.set_aside = set_aside;
        desk.lock = Some(lock);
        desk.settle_answers()?;
        Ok(desk)
    }

    /// Settles what programs asked for when they or the power went: see [`crate::members::AnswerKey`].
    pub fn settle_answers(&mut self) -> Result<(), MembersError> {
        let (device, place) = (self.device(), self.place());
        self.members.settle_answers(place, |lost| {
            let event = EventId { device, seq: lost.seq };
            (200, format!("{{\"event\":\"{event}\"}}"))
        })
    }

    /// Where this device's feed stands: the place of its newest event, 0 before the first.
    pub fn place(&self) -> u32 {
        self.node.state.heads.get(&self.device()).map_or(0, |head| head.seq)
    }

    /// A node that lives in memory alone: for demonstrations and tests. Nothing of it is kept, and
    /// it cannot be reloaded.
    pub fn in_memory(
        documents: Documents,
        options: OpenOptions,
        clock: Box<dyn Clock>,
        mut random: Box<dyn Randomness>,
    ) -> Result<Self, OpenError> {
        let members = Members::in_memory(random.as_mut())?;
        Ok(Self::rehearsal(documents, options, Box::new(Forgotten), members, clock, random))
    }

    /// A node whose documents are in memory and whose feed goes where the caller says: for playing a
    /// past that is written to the disk in one piece. It cannot be reloaded.
    pub fn rehearsal(
        documents: Documents,
        options: OpenOptions,
        segments: Box<dyn Segments>,
        members: Members,
        clock: Box<dyn Clock>,
        random: Box<dyn Randomness>,
    ) -> Self {
        let node = Node::new(Arc::new(documents));
        let writer =
            FeedWriter::new(options.device, None, Hlc::default(), Seen::default(), segments);
        Self::assemble(Utf8Path::new(""), options, node, writer, members, clock, random)
    }

    fn assemble(
        folder: &Utf8Path,
        options: OpenOptions,
        node: Node,
        writer: FeedWriter,
        members: Members,
        clock: Box<dyn Clock>,
        random: Box<dyn Randomness>,
    ) -> Self {
        let not_before = options.not_before.or_else(|| RELEASED.parse().ok());
        let newest = writer.hlc().timestamp();
        let watch = Watch::new(not_before.unwrap_or(Timestamp::UNIX_EPOCH), newest);
        let zone = Calendar::of(&node.documents.node).zone().clone();
        let owners = Owners::of(&node, members.secret());
        Self {
            folder: folder.to_owned(),
            node,
            zone,
            writer,
            members,
            owners,
            watch,
            clock,
            random,
            problems: Vec::new(),
            set_aside: Vec::new(),
            session: BTreeMap::new(),
            station: options.station,
            written: 0,
            changes: 0,
            lock: None,
        }
    }

    /// The node's folder.
    pub fn folder(&self) -> &Utf8Path {
        &self.folder
    }

    /// The node as it is now.
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// The members.
    pub fn members(&self) -> &Members {
        &self.members
    }

    /// The members, to be changed, and the randomness that new secrets need.
    pub fn members_mut(&mut self) -> (&mut Members, &mut (dyn Randomness + 'static)) {
        (&mut self.members, self.random.as_mut())
    }

    /// Fresh randomness for one use.
    pub fn seed(&mut self) -> Result<[u8; 32], Refusal> {
        Ok(crate::edge::draw(self.random.as_mut())?)
    }

    /// Takes over what another device of this node knows of the members.
    pub fn merge_members(&mut self, rows: &[u8]) -> Result<(), MembersError> {
        self.members.merge_rows(rows)?;
        self.owners = Owners::of(&self.node, self.members.secret());
        self.changes += 1;
        Ok(())
    }

    /// What was wrong with the records when they were last read.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Half-written lines that were set aside when the node was opened: files below `.stead/torn/`.
    /// Nobody was told that these had been recorded.
    pub fn set_aside(&self) -> &[Utf8PathBuf] {
        &self.set_aside
    }

    /// This device.
    pub fn device(&self) -> DeviceId {
        self.writer.device()
    }

    /// The time, as far as this device knows it.
    pub fn now(&self) -> Timestamp {
        self.watch.now(self.shown())
    }

    /// The date at the place.
    pub fn today(&self) -> Date {
        self.zone.to_datetime(self.now()).date()
    }

    /// The place's time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// How far the clock can be trusted. Doubtful: a steward should say what time it is.
    pub fn clock_trust(&self) -> Trust {
        self.watch.trust(self.shown())
    }

    pub(crate) fn clock_is_trusted(&self) -> bool {
        self.clock_trust() != Trust::Suspect
    }

    pub(crate) fn shown(&self) -> Timestamp {
        self.clock.now()
    }

    pub(crate) fn watch_mut(&mut self) -> &mut Watch {
        &mut self.watch
    }

    /// How many events were recorded since the desk was opened: for batches of commits.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// A number that changes with everything that pages show: events and documents.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Something else that pages show has changed: a drive was put in, another node's news came.
    pub fn note_news(&mut self) {
        self.changes += 1;
    }

    /// Records an event. When this returns, the line is on the disk; when it fails, nothing happened.
    pub fn record(
        &mut self,
        by: By,
        kind: &Kind,
        effective: Option<Wall>,
    ) -> Result<Event, Refusal> {
        let actor = self.actor(by, kind)?;
        self.record_as(&actor, kind, effective)
    }

    /// Records an event in the name of an actor that the caller has made sure of.
    pub fn record_as(
        &mut self,
        actor: &Actor,
        kind: &Kind,
        effective: Option<Wall>,
    ) -> Result<Event, Refusal> {
        let clock = self.clock_trust();
        let draft = Draft {
            actor,
            kind,
            now: self.now(),
            zone: &self.zone,
            effective,
            clock,
            station: self.station.as_deref(),
        };
        let event = self.writer.append(&draft)?;
        self.take_in(&event, clock)?;
        Ok(event)
    }

    fn take_in(&mut self, event: &Event, clock: Trust) -> Result<(), Refusal> {
        self.written += 1;
        self.changes += 1;
        if clock == Trust::Suspect {
            self.watch.suspect_from.get_or_insert(event.id.seq);
        } else {
            self.watch.learn(event.wall.timestamp());
        }
        self.remember(event);
        self.owners.learn(event, self.members.secret());
        if self.node.apply(event) == Freshness::RefoldNeeded {
            self.reload()?;
        }
        Ok(())
    }

    fn remember(&mut self, event: &Event) {
        let now = event.wall.timestamp();
        self.session.retain(|_, e| now.duration_since(e.wall.timestamp()) < REMEMBERED);
        self.session.insert(event.id, event.clone());
    }

    pub(crate) fn recent(&self, id: EventId) -> Option<&Event> {
        self.session.get(&id)
    }

    /// When an event that this desk has seen since it was opened happened.
    pub fn happened(&self, id: EventId) -> Option<Wall> {
        self.recent(id).map(Event::when)
    }

    pub(crate) fn was_undone(&self, of: EventId) -> bool {
        let undoes = |event: &Event| matches!(&event.kind, Kind::Undo(undo) if undo.of == of);
        self.session.values().any(undoes)
    }

    /// Reads everything again: after an exchange has brought events, or when something asks for it.
    pub fn reload(&mut self) -> Result<(), OpenError> {
        let loaded = Loaded::read(&self.folder, self.device())?;
        self.node = loaded.node;
        self.writer = loaded.writer;
        self.problems = loaded.problems;
        self.set_aside.extend(loaded.set_aside);
        self.settle_in();
        Ok(())
    }

    /// Reads the documents again: somebody has edited a file.
    pub fn reload_documents(&mut self) -> Result<(), OpenError> {
        let (documents, problems) = store::load_documents(&self.folder)?;
        self.take_documents(Arc::new(documents), problems)
    }

    /// Takes documents that somebody has read from this node's folder: [`Desk::reload_documents`]
    /// for those who read beside the desk, so that nobody waits for the disk.
    pub fn take_documents(
        &mut self,
        documents: Arc<Documents>,
        problems: Vec<Problem>,
    ) -> Result<(), OpenError> {
        if self.node.update_documents(documents) == Freshness::RefoldNeeded {
            return self.reload();
        }
        self.note_problems(problems);
        self.zone = Calendar::of(&self.node.documents.node).zone().clone();
        self.changes += 1;
        Ok(())
    }

    /// What is wrong with the documents; what is wrong with the feeds stays known.
    pub fn note_problems(&mut self, problems: Vec<Problem>) {
        self.problems.retain(|problem| problem.file.starts_with("feeds"));
        self.problems.extend(problems);
    }

    fn settle_in(&mut self) {
        self.owners = Owners::of(&self.node, self.members.secret());
        self.watch.learn(self.writer.hlc().timestamp());
        self.zone = Calendar::of(&self.node.documents.node).zone().clone();
        self.changes += 1;
    }

    /// What an event says about who is answerable.
    fn actor(&mut self, by: By, kind: &Kind) -> Result<Actor, Refusal> {
        let steward = match by {
            By::Terminal | By::Program => return Ok(Actor::System),
            By::Member(_) if about_a_member(kind) => return Ok(Actor::Member),
            // Whoever returns or reports something does not have to be known by it.
            By::Member(_) | By::Anyone => return Ok(Actor::Anyone),
            By::Steward(number) => number,
        };
        match self.members.get(steward)?.handle {
            Some(handle) => Ok(Actor::Public(handle)),
            None => Ok(Actor::Sealed(self.seal(steward)?)),
        }
    }

    /// A sealed reference to a member.
    pub fn seal(&mut self, number: MemberNumber) -> Result<Sealed, Refusal> {
        Ok(self.members.secret().seal(number, self.random.as_mut())?)
    }

    /// The member behind a sealed reference, if this node sealed it.
    pub fn unseal(&self, sealed: &Sealed) -> Option<MemberNumber> {
        self.members.secret().unseal(sealed)
    }

    /// What the rules need to know about a member.
    pub fn member_facts(&self, number: MemberNumber) -> Result<Borrower, Refusal> {
        let member = self.members.get(number)?;
        Ok(self.owners.borrower(&self.node, &member))
    }

    /// Everything that a member ever began here: loans, holds, bookings, trainings. The first call
    /// opens every sealed reference of the past, unless [`Desk::take_past`] has brought them.
    pub(crate) fn ever(&self, number: MemberNumber) -> std::collections::BTreeSet<EventId> {
        self.owners.ever(&self.node, self.members.secret(), number)
    }

    /// What is needed to learn whose the loans of the past were, beside the desk: opening each seal
    /// takes a moment. None where that is known already.
    pub fn past(&self) -> Option<Past> {
        let unknown = !self.owners.knows_past();
        unknown.then(|| self.owners.past(&self.node, self.members.secret()))
    }

    /// Takes what [`Past::read`] has found.
    pub fn take_past(&mut self, past: PastOwners) {
        self.owners.take_past(past);
    }

    pub(crate) fn owns(&self, number: MemberNumber, id: EventId) -> bool {
        self.owners.owns(number, id)
    }

    /// The unit with this code, or the refusal that says that nobody knows it.
    pub fn view(&self, unit: Code) -> Result<UnitView<'_>, Refusal> {
        let unknown = || Refusal::Denied(vec![Denial::UnknownUnit { unit }]);
        self.node.unit(unit).ok_or_else(unknown)
    }

    pub(crate) fn check_place(&self, place: &Slug) -> Result<(), Refusal> {
        if self.node.documents.places.contains_key(place) {
            return Ok(());
        }
        Err(Refusal::no_such("place", &place))
    }

    /// The name on the shelf where something goes.
    pub fn place_name(&self, to: &Destination) -> String {
        let named = |slug: &Slug| {
            let place = self.node.documents.places.get(slug);
            place.map_or_else(|| slug.to_string(), |place| place.name.base.clone())
        };
        match (to.place(), to) {
            (Some(place), _) => named(place),
            (
                None,
                Destination::HoldShelf { .. }
                | Destination::Reserved { .. }
                | Destination::SetAside { .. },
            ) => "behind the desk".into(),
            (None, _) => "the desk".into(),
        }
    }
}

/// A node's folder, read, mended and folded.
struct Loaded {
    node: Node,
    writer: FeedWriter,
    problems: Vec<Problem>,
    set_aside: Vec<Utf8PathBuf>,
}

impl Loaded {
    fn read(folder: &Utf8Path, device: DeviceId) -> Result<Self, OpenError> {
        let mut stored = store::load(folder)?;
        let set_aside = store::set_torn_aside(folder, device, &stored.torn)?;
        let writer = stored.writer(folder, device);
        let events = std::mem::take(&mut stored.events);
        let node = Node::fold(Arc::new(stored.documents), events);
        Ok(Self { node, writer, problems: stored.problems, set_aside })
    }
}

/// Whether the event itself names the member, so that `self` says who it was.
fn about_a_member(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::LoanOut(_)
            | Kind::LoanRenew(_)
            | Kind::HoldPlace(_)
            | Kind::HoldCancel(_)
            | Kind::HoldSuspend(_)
            | Kind::HoldResume(_)
            | Kind::ReservationRequest(_)
            | Kind::ReservationCancel(_)
            | Kind::InterloanRequest(_)
            | Kind::InterloanCancel(_)
            | Kind::InterloanLend(_)
            | Kind::SignupAdd(_)
            | Kind::SignupCancel(_)
            | Kind::Undo(_)
    )
}
