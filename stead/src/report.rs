//! What went wrong, in one form for every command: a sentence, the reasons below it, what to do next,
//! and the exit status.
//!
//! This is the only place where errors of the crates below become words on a terminal; the crates
//! carry the data, here it is decided who is to blame (the request or the world) and what helps.

use std::error::Error;
use std::io;

use camino::Utf8Path;
use catalog::feed::AppendError;
use catalog::store::StoreError;
use desk::lock::LockError;
use desk::members::MembersError;
use desk::{OpenError, Refusal};

/// The exit statuses.
pub(crate) mod exit {
    /// Done.
    pub(crate) const DONE: u8 = 0;
    /// A problem in the records or the request, explained.
    pub(crate) const RECORDS: u8 = 1;
    /// Wrong usage.
    pub(crate) const USAGE: u8 = 2;
    /// Somebody else holds the node's lock.
    pub(crate) const HELD: u8 = 3;
    /// The outside world failed.
    pub(crate) const OUTSIDE: u8 = 4;
}

/// Whose trouble it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The records or the request.
    Records,
    /// Another program has the node.
    Held,
    /// A disk, a network, another program.
    Outside,
}

/// Something that did not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Report {
    pub(crate) kind: Kind,
    /// A stable name for scripts.
    pub(crate) code: &'static str,
    /// What happened.
    pub(crate) message: String,
    /// Why, from the nearest reason to the farthest.
    pub(crate) causes: Vec<String>,
    /// What to do next.
    pub(crate) hints: Vec<String>,
}

impl Report {
    fn new(kind: Kind, code: &'static str, message: impl Into<String>) -> Self {
        Self { kind, code, message: message.into(), causes: Vec::new(), hints: Vec::new() }
    }

    /// The request or the records are the trouble.
    pub(crate) fn request(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Kind::Records, code, message)
    }

    /// The world outside failed.
    pub(crate) fn outside(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Kind::Outside, code, message)
    }

    /// The program itself is wrong.
    pub(crate) fn fault(place: &str) -> Self {
        Self::request("fault", "the program has made a mistake of its own and stopped")
            .cause(place.replace('\n', " "))
            .hint("what was acknowledged is on the disk; the same command can be tried again")
            .hint("tell the people who make the program what you did, with the line above")
    }

    /// An operation on a file or a folder failed.
    pub(crate) fn io(doing: &str, error: &io::Error) -> Self {
        Self::outside("disk", doing).because(error).hints_of_io(error)
    }

    pub(crate) fn cause(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    pub(crate) fn maybe_hint(self, hint: Option<String>) -> Self {
        match hint {
            Some(hint) => self.hint(hint),
            None => self,
        }
    }

    /// Adds an error and everything below it to the reasons, each sentence once.
    pub(crate) fn because(mut self, error: &dyn Error) -> Self {
        let mut next = Some(error);
        while let Some(error) = next {
            let words = error.to_string();
            if words != self.message && !self.causes.contains(&words) {
                self.causes.push(words);
            }
            next = error.source();
        }
        self
    }

    pub(crate) fn status(&self) -> u8 {
        match self.kind {
            Kind::Records => exit::RECORDS,
            Kind::Held => exit::HELD,
            Kind::Outside => exit::OUTSIDE,
        }
    }

    fn of(kind: Kind, code: &'static str, error: &dyn Error) -> Self {
        let report = Self::new(kind, code, error.to_string());
        match error.source() {
            Some(source) => report.because(source),
            None => report,
        }
    }

    fn hints_of_io(self, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                self.hint("make room on the disk and try again; what was recorded before is safe")
            }
            io::ErrorKind::PermissionDenied => {
                self.hint("the folder belongs to another account; `stead doctor` says which files")
            }
            io::ErrorKind::ReadOnlyFilesystem => self.hint(
                "the drive is read-only: a card with its lock switch on, or a disk that the system saw failing",
            ),
            _ => self,
        }
    }

    /// Finds the disk's own words among the reasons of an error.
    fn with_io_hints(self, error: &(dyn Error + 'static)) -> Self {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(io) = error.downcast_ref::<io::Error>() {
                return self.hints_of_io(io);
            }
            next = error.source();
        }
        self
    }
}

impl From<sync::Error> for Report {
    fn from(error: sync::Error) -> Self {
        use sync::Error as E;
        let (kind, code) = match &error {
            E::Locked { .. } | E::Moved => (Kind::Held, "held"),
            E::Io(_) => (Kind::Outside, "disk"),
            E::Unreachable { .. } | E::NotReached { .. } => (Kind::Outside, "unreachable"),
            E::Git { .. } => (Kind::Outside, "git"),
            E::NoNode { .. } | E::NoHistory { .. } => (Kind::Records, "no-node"),
            E::NoKey { .. } | E::NotADevice { .. } | E::Key(_) => (Kind::Records, "device"),
            E::BadRemote { .. } | E::NoRemote { .. } | E::OtherNode { .. } => {
                (Kind::Records, "remote")
            }
            _ => (Kind::Records, "history"),
        };
        Self::of(kind, code, &error).maybe_hint(error.hint()).with_io_hints(&error)
    }
}

impl From<demo::DemoError> for Report {
    fn from(error: demo::DemoError) -> Self {
        match error {
            demo::DemoError::Members(error) => error.into(),
            demo::DemoError::Write { path, source } => {
                Self::io(&format!("`{path}` could not be written"), &source)
            }
            other => Self::request("demo", "the demonstration could not be made").because(&other),
        }
    }
}

impl From<sync::key::KeyError> for Report {
    fn from(error: sync::key::KeyError) -> Self {
        sync::Error::from(error).into()
    }
}

impl From<StoreError> for Report {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::NotANode(_) => Self::of(Kind::Records, "no-node", &error)
                .hint("`stead init <folder> --name <name>` makes a new node"),
            StoreError::Disk(_) => Self::of(Kind::Outside, "disk", &error).with_io_hints(&error),
        }
    }
}

impl From<LockError> for Report {
    fn from(error: LockError) -> Self {
        match &error {
            LockError::Held { .. } => Self::of(Kind::Held, "held", &error)
                .hint("reading (`show`, `search`, `status`, `check`, `build`) works meanwhile"),
            LockError::File { .. } => Self::of(Kind::Outside, "disk", &error).with_io_hints(&error),
        }
    }
}

impl From<MembersError> for Report {
    fn from(error: MembersError) -> Self {
        let outside = matches!(
            error,
            MembersError::File { .. } | MembersError::Store(_) | MembersError::Random(_)
        );
        let kind = if outside { Kind::Outside } else { Kind::Records };
        let report = Self::of(kind, "members", &error).with_io_hints(&error);
        match error {
            MembersError::NoSuchMember(_) => report.hint("`stead member list` shows the members"),
            _ => report,
        }
    }
}

impl From<OpenError> for Report {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Lock(error) => error.into(),
            OpenError::Members(error) => error.into(),
            OpenError::Store(error) => error.into(),
        }
    }
}

impl From<Refusal> for Report {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Members(error) => error.into(),
            Refusal::Reload(error) => error.into(),
            Refusal::NotRecorded(error) => error.into(),
            Refusal::Denied(denials) => denied(&denials),
            other => {
                let kind = if other.is_outside() { Kind::Outside } else { Kind::Records };
                Self::of(kind, other.code(), &other).with_io_hints(&other)
            }
        }
    }
}

impl From<AppendError> for Report {
    fn from(error: AppendError) -> Self {
        Self::of(Kind::Outside, "not-recorded", &error).with_io_hints(&error)
    }
}

/// Every reason against an act: the first is the message, the others stand below it.
fn denied(denials: &[catalog::circulation::Denial]) -> Report {
    let Some((first, rest)) = denials.split_first() else {
        return Report::request("E-DENIED", "the rules are against it");
    };
    let mut report = Report::request(first.code(), first.sentence());
    report.causes = rest.iter().map(catalog::circulation::Denial::sentence).collect();
    for next in denials.iter().flat_map(catalog::circulation::Denial::next) {
        let hint = way_on(&next);
        if let Some(hint) = hint.filter(|hint| !report.hints.contains(hint)) {
            report.hints.push(hint);
        }
    }
    let mut codes = denials
        .iter()
        .filter(|denial| denial.overridable() != catalog::circulation::Overridable::Nobody)
        .map(catalog::circulation::Denial::code)
        .peekable();
    if codes.peek().is_some() && denials.len() == codes.clone().count() {
        let all: Vec<_> = codes.map(|code| format!("--override {code}")).collect();
        report = report.hint(format!("it can be set aside with `{}`", all.join(" ")));
    }
    report
}

/// What can be done instead, as a command where there is one.
fn way_on(next: &catalog::circulation::Next) -> Option<String> {
    use catalog::circulation::Next;
    Some(match next {
        Next::ReturnLate => {
            "return or renew what is late first (`stead loan list --overdue`)".into()
        }
        Next::ReturnOne => "return something else first".into(),
        Next::PlaceHold => "`stead hold place <code> --member <number>` joins the queue".into(),
        Next::ShorterLoan { due } => format!("a shorter loan works: `--due {due}`"),
        Next::TakeOther { unit } => format!("take {unit} instead: it is free"),
        Next::Return => "`stead loan in <code>` takes it back first".into(),
        Next::Renew => "`stead loan renew <code>` keeps it longer".into(),
        Next::Train { training } => format!("the training `{training}` comes first"),
        Next::OtherDates => "other dates may work".into(),
        Next::PutBack => "put it back on its shelf".into(),
        Next::Book | Next::AskSteward => return None,
    })
}

/// What could not be done with a file, naming it.
pub(crate) fn at<'p>(
    doing: &'static str,
    path: &'p Utf8Path,
) -> impl FnOnce(io::Error) -> Report + 'p {
    move |error| Report::io(&format!("{path} could not be {doing}"), &error)
}
