//! Why something cannot be done now: a stable code, a sentence, a way on.

use jiff::civil::{Date, Time};
use serde::Serialize;

use crate::code::Code;
use crate::event::{Due, PartCount, Wall};
use crate::ids::{HoldId, LoanId, ReservationId, Slug};
use crate::record::{RetiredReason, RuleAbout};

/// Who may set a denial aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Overridable {
    /// Whoever is asked, by saying yes.
    Member,
    /// A steward.
    Steward,
    /// Nobody: something has to be done first.
    Nobody,
}

/// What can be done instead. The interface makes a button of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "next")]
#[expect(missing_docs, reason = "fields are named by what they hold")]
pub enum Next {
    /// Bring back what is late, or renew it.
    ReturnLate,
    /// Return something else first.
    ReturnOne,
    /// Put oneself into the queue.
    PlaceHold,
    /// Take it for a shorter time.
    ShorterLoan { due: Due },
    /// Take this other unit of the same title.
    TakeOther { unit: Code },
    /// Return it.
    Return,
    /// Renew it.
    Renew,
    /// Pass the training.
    Train { training: Slug },
    /// Choose other hours.
    OtherDates,
    /// Book it ahead.
    Book,
    /// Put it on its shelf, it is not lent.
    PutBack,
    /// Ask a steward.
    AskSteward,
}

/// Why something cannot be done now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "denial")]
#[expect(missing_docs, reason = "fields are named by what they hold; `sentence` says the rest")]
pub enum Denial {
    // The thing.
    UnknownUnit {
        unit: Code,
    },
    UnknownTitle {
        title: Slug,
    },
    NotLendable {
        unit: Code,
        bookable: bool,
    },
    Retired {
        unit: Code,
        reason: RetiredReason,
    },
    InProcessing {
        unit: Code,
    },
    Maintenance {
        unit: Code,
    },
    Quarantined {
        unit: Code,
    },
    Unsafe {
        unit: Code,
    },
    InRepair {
        unit: Code,
    },
    InTransit {
        unit: Code,
        to: Box<str>,
    },
    SetAside {
        unit: Code,
        to: Box<str>,
    },
    Incomplete {
        unit: Code,
        missing: Vec<PartCount>,
    },
    Care {
        unit: Code,
        plan: Box<str>,
        other: Option<Code>,
    },
    NotEnough {
        unit: Code,
        level: i64,
        wanted: u32,
    },
    /// It is lent in, and its owner has it back from that day on.
    Owner {
        unit: Code,
        on: Date,
        shorter: Option<Due>,
        other: Option<Code>,
    },
    // Somebody else's claim.
    StillOut {
        unit: Code,
        loan: LoanId,
        due: Due,
        may_take_over: bool,
    },
    Yours {
        unit: Code,
        loan: LoanId,
        due: Due,
    },
    OnHoldShelf {
        unit: Code,
        hold: HoldId,
        until: Date,
        other: Option<Code>,
    },
    QueueWaiting {
        title: Slug,
        waiting: u32,
    },
    ClaimedByReservation {
        reservation: ReservationId,
        from: Wall,
        shorter: Option<Due>,
        other: Option<Code>,
    },
    // The borrower.
    Left,
    Provisional,
    Overdue {
        loans: Vec<LoanId>,
        oldest: Date,
    },
    CapPolicy {
        most: u32,
        policy: Box<str>,
    },
    /// A rule of the constitution.
    Rule {
        rule: Box<str>,
        clause: Box<str>,
        about: RuleAbout,
        most: i64,
        appeal: Option<Box<str>>,
    },
    Training {
        training: Slug,
        name: Box<str>,
        expired: bool,
    },
    Approval,
    // Renewing.
    NotOpen {
        loan: LoanId,
    },
    NotYours,
    RenewalsUsed {
        most: u32,
    },
    SelfRenew,
    NoLater {
        due: Due,
    },
    // Holding and booking.
    AlreadyWaiting {
        hold: HoldId,
    },
    NothingToWaitFor {
        title: Slug,
    },
    HoldsCap {
        most: u32,
    },
    NotBookable {
        title: Slug,
    },
    Backwards,
    TooSoon {
        hours: u32,
    },
    TooFar {
        days: u32,
    },
    TooLong {
        hours: u32,
    },
    ClosedThen {
        date: Date,
    },
    OutOfHours {
        date: Date,
        from: Time,
        to: Time,
    },
    TooManyVisitors {
        most: u32,
    },
    BookingsCap {
        most: u32,
    },
    HoursCap {
        hours: u32,
    },
    AllTaken {
        free_from: Option<Wall>,
    },
    PoolShare {
        percent: u8,
    },
    // A seat in a session.
    NoSession,
    SessionOver,
    SignedUp,
    NoSeat,
}

impl Denial {
    /// The stable code, for scripts and for the event of an override.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownUnit { .. } => "E-UNKNOWN-UNIT",
            Self::UnknownTitle { .. } => "E-UNKNOWN-TITLE",
            Self::NotLendable { .. } => "E-NOT-LENDABLE",
            Self::Retired { .. } => "E-RETIRED",
            Self::InProcessing { .. } => "E-IN-PROCESSING",
            Self::Maintenance { .. } => "E-MAINTENANCE",
            Self::Quarantined { .. } => "E-QUARANTINED",
            Self::Unsafe { .. } => "E-UNSAFE",
            Self::InRepair { .. } => "E-IN-REPAIR",
            Self::InTransit { .. } => "E-IN-TRANSIT",
            Self::SetAside { .. } => "E-SET-ASIDE",
            Self::Incomplete { .. } => "E-INCOMPLETE",
            Self::Care { .. } => "E-CARE",
            Self::NotEnough { .. } => "E-NOT-ENOUGH",
            Self::Owner { .. } => "E-OWNER",
            Self::StillOut { .. } => "E-STILL-OUT",
            Self::Yours { .. } => "E-YOURS",
            Self::OnHoldShelf { .. } => "E-ON-HOLD-SHELF",
            Self::QueueWaiting { .. } => "E-QUEUE",
            Self::ClaimedByReservation { .. } => "E-CLAIMED-BY-RESERVATION",
            Self::Left => "E-MEMBERSHIP",
            Self::Provisional => "E-PROVISIONAL",
            Self::Overdue { .. } => "E-OVERDUE",
            Self::CapPolicy { .. } => "E-CAP-POLICY",
            Self::Rule { .. } => "E-RULE",
            Self::Training { .. } => "E-TRAINING",
            Self::Approval => "E-APPROVAL",
            Self::NotOpen { .. } => "E-NOT-OPEN",
            Self::NotYours => "E-NOT-YOURS",
            Self::RenewalsUsed { .. } => "E-RENEWALS",
            Self::SelfRenew => "E-SELF-RENEW",
            Self::NoLater { .. } => "E-NO-LATER",
            Self::AlreadyWaiting { .. } => "E-ALREADY-WAITING",
            Self::NothingToWaitFor { .. } => "E-NOTHING-TO-WAIT-FOR",
            Self::HoldsCap { .. } => "E-CAP-HOLDS",
            Self::NotBookable { .. } => "E-NOT-BOOKABLE",
            Self::Backwards => "E-BACKWARDS",
            Self::TooSoon { .. } => "E-LEAD",
            Self::TooFar { .. } => "E-HORIZON",
            Self::TooLong { .. } => "E-LENGTH",
            Self::ClosedThen { .. } => "E-CLOSED",
            Self::OutOfHours { .. } => "E-HOURS",
            Self::TooManyVisitors { .. } => "E-VISITORS",
            Self::BookingsCap { .. } => "E-CAP-BOOKINGS",
            Self::HoursCap { .. } => "E-CAP-HOURS",
            Self::AllTaken { .. } => "E-ALL-TAKEN",
            Self::PoolShare { .. } => "E-POOL-SHARE",
            Self::NoSession => "E-NO-SESSION",
            Self::SessionOver => "E-SESSION-OVER",
            Self::SignedUp => "E-SIGNED-UP",
            Self::NoSeat => "E-NO-SEAT",
        }
    }

    /// The key of the sentence in the message catalogues: `denial-overdue`.
    pub fn key(&self) -> String {
        if let Self::Rule { appeal: None, .. } = self {
            return "denial-rule-steward".into();
        }
        format!("denial-{}", self.code().trim_start_matches("E-").to_lowercase())
    }

    /// The data of the sentence, for a translation.
    pub fn data(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::UnknownUnit { unit } => vec![("unit", unit.to_string())],
            Self::Incomplete { missing, .. } => vec![("parts", parts(missing))],
            Self::Care { plan, .. } => vec![("plan", plan.to_string())],
            Self::NotEnough { level, wanted, .. } => {
                vec![("level", level.to_string()), ("wanted", wanted.to_string())]
            }
            Self::Owner { on, .. } => vec![("on", on.to_string())],
            Self::StillOut { due, .. } | Self::Yours { due, .. } | Self::NoLater { due } => {
                vec![("due", due.to_string())]
            }
            Self::OnHoldShelf { until, .. } => vec![("until", until.to_string())],
            Self::QueueWaiting { waiting, .. } => vec![("waiting", waiting.to_string())],
            Self::ClaimedByReservation { from, .. } => {
                vec![("from", to_the_minute(*from))]
            }
            Self::Overdue { loans, oldest } => {
                vec![("count", loans.len().to_string()), ("oldest", oldest.to_string())]
            }
            Self::CapPolicy { most, policy } => {
                vec![("most", most.to_string()), ("policy", policy.to_string())]
            }
            Self::Rule { rule, clause, most, appeal, .. } => vec![
                ("rule", rule.to_string()),
                ("clause", clause.to_string()),
                ("most", most.to_string()),
                ("whom", appeal.as_deref().unwrap_or_default().to_owned()),
            ],
            Self::Training { name, .. } => vec![("training", name.to_string())],
            Self::RenewalsUsed { most }
            | Self::HoldsCap { most }
            | Self::TooManyVisitors { most }
            | Self::BookingsCap { most } => vec![("most", most.to_string())],
            Self::InTransit { to, .. } | Self::SetAside { to, .. } => vec![("to", to.to_string())],
            Self::TooSoon { hours } | Self::TooLong { hours } | Self::HoursCap { hours } => {
                vec![("hours", hours.to_string())]
            }
            Self::OutOfHours { date, from, to } => {
                let time = |time: &Time| time.strftime("%H:%M").to_string();
                vec![("date", date.to_string()), ("opens", time(from)), ("closes", time(to))]
            }
            Self::TooFar { days } => vec![("days", days.to_string())],
            Self::ClosedThen { date } => vec![("date", date.to_string())],
            Self::PoolShare { percent } => vec![("percent", percent.to_string())],
            Self::AllTaken { free_from: Some(from) } => vec![("from", to_the_minute(*from))],
            _ => Vec::new(),
        }
    }

    /// The sentence in English: what is the matter, without blame.
    pub fn sentence(&self) -> String {
        match self {
            Self::UnknownUnit { unit } => format!("We do not know the code {unit} here."),
            Self::UnknownTitle { title } => format!("There is no `{title}` in the catalogue."),
            Self::NotLendable { .. } => "This is used here and not taken home.".into(),
            Self::Retired { .. } => "This has been retired from the catalogue.".into(),
            Self::InProcessing { .. } => "This has just arrived and is not ready yet.".into(),
            Self::Maintenance { .. } => "This is in planned care.".into(),
            Self::Quarantined { .. } => "This is kept apart until somebody has checked it.".into(),
            Self::Unsafe { .. } => "This was reported unsafe and must not be used.".into(),
            Self::InRepair { .. } => "This is being mended.".into(),
            Self::InTransit { to, .. } => format!("This is on its way to {to}."),
            Self::SetAside { to, .. } => format!("This is set aside for {to}."),
            Self::Incomplete { missing, .. } => {
                format!("Something is missing from it: {}.", parts(missing))
            }
            Self::Care { plan, .. } => format!(
                "Before it goes out again it needs: {plan}. Please hand it to a steward, or put \
                 it with the things to look after."
            ),
            Self::NotEnough { level, wanted, .. } => {
                format!("There are {level} of these, and {wanted} were asked for.")
            }
            Self::Owner { on, .. } => format!(
                "This is lent to us, and its owner has it back from {} on.",
                on.strftime("%A %-d %B")
            ),
            Self::StillOut { .. } => "This is still listed with another member.".into(),
            Self::Yours { due, .. } => format!("You already have this one, due {due}."),
            Self::OnHoldShelf { until, .. } => {
                format!("This waits for somebody else until {until}.")
            }
            Self::QueueWaiting { waiting: 1, .. } => "Somebody is waiting for this.".into(),
            Self::QueueWaiting { waiting, .. } => format!("{waiting} people are waiting for this."),
            Self::ClaimedByReservation { from, .. } => {
                format!("This is booked from {}.", from.local().strftime("%A %-d %B, %H:%M"))
            }
            Self::Left => "This card belongs to a membership that has ended.".into(),
            Self::Provisional => {
                "This membership is not confirmed yet: one thing at a time.".into()
            }
            Self::Overdue { loans, oldest } if loans.len() == 1 => {
                format!("Something of yours was due back on {oldest}.")
            }
            Self::Overdue { loans, oldest } => {
                format!("{} things of yours are late, the first since {oldest}.", loans.len())
            }
            Self::CapPolicy { most, policy } => {
                format!("You have {most} things out under “{policy}”; that is the most at a time.")
            }
            Self::Rule { rule, clause, most, appeal, .. } => {
                let whom = appeal.as_deref().unwrap_or("a steward");
                format!(
                    "The rule “{rule}” (clause {clause}) allows at most {most}. Whoever sees it differently can appeal to {whom}."
                )
            }
            Self::Training { name, expired: true, .. } => {
                format!("Your training “{name}” has run out.")
            }
            Self::Training { name, .. } => format!("This needs the training “{name}”."),
            Self::Approval => "A steward hands this one over.".into(),
            Self::NotOpen { .. } => "This loan is already over.".into(),
            Self::NotYours => "This is not listed with you.".into(),
            Self::RenewalsUsed { most: 0 } => "This cannot be renewed.".into(),
            Self::RenewalsUsed { .. } => "This has been renewed as often as it can be.".into(),
            Self::SelfRenew => "A steward renews this one.".into(),
            Self::NoLater { due } => format!("A renewal would not make it later than {due}."),
            Self::AlreadyWaiting { .. } => "You are already in the queue for this.".into(),
            Self::NothingToWaitFor { .. } => "Nothing of this can be lent any more.".into(),
            Self::HoldsCap { most } => format!("You wait for {most} things; that is the most."),
            Self::NotBookable { .. } => "This cannot be booked ahead.".into(),
            Self::Backwards => "The end must come after the beginning.".into(),
            Self::TooSoon { hours: 0 } => "That time has already begun.".into(),
            Self::TooSoon { hours } => format!("Please book at least {hours} hours ahead."),
            Self::TooFar { days } => format!("Bookings are taken up to {days} days ahead."),
            Self::TooLong { hours } if hours % 24 == 0 => {
                format!("The longest booking is {} days.", hours / 24)
            }
            Self::TooLong { hours } => format!("The longest booking is {hours} hours."),
            Self::ClosedThen { date } => {
                format!("We are closed on {}.", date.strftime("%A %-d %B"))
            }
            Self::OutOfHours { date, from, to } => format!(
                "On {} somebody is here from {} to {}: please come and bring it back then.",
                date.strftime("%A %-d %B"),
                from.strftime("%H:%M"),
                to.strftime("%H:%M")
            ),
            Self::TooManyVisitors { most } => format!("There is room for {most} people."),
            Self::BookingsCap { most } => {
                format!("You have {most} bookings to come; that is the most at a time.")
            }
            Self::HoursCap { hours } => {
                format!("Everybody may book {hours} hours of this in a month.")
            }
            Self::AllTaken { free_from: Some(from) } => format!(
                "All are taken then. From {} on there is one.",
                from.local().strftime("%A %-d %B, %H:%M")
            ),
            Self::AllTaken { free_from: None } => "All are taken then.".into(),
            Self::PoolShare { percent } => {
                format!("At most {percent} in a hundred may be promised ahead.")
            }
            Self::NoSession => "There is no such session.".into(),
            Self::SessionOver => "This session is over or will not happen.".into(),
            Self::SignedUp => "You have a place there already.".into(),
            Self::NoSeat => "All places are taken. Another date may have one.".into(),
        }
    }

    /// What can be done instead, the likeliest first.
    pub fn next(&self) -> Vec<Next> {
        match self {
            Self::NotLendable { bookable: true, .. } => vec![Next::Book, Next::PutBack],
            Self::NotLendable { bookable: false, .. } => vec![Next::PutBack],
            Self::Rule { about: RuleAbout::BookingDays, .. } => {
                vec![Next::OtherDates, Next::AskSteward]
            }
            Self::Incomplete { .. }
            | Self::Owner { shorter: None, other: None, .. }
            | Self::Retired { .. }
            | Self::Left
            | Self::UnknownUnit { .. }
            | Self::InTransit { .. }
            | Self::SetAside { .. }
            | Self::Approval
            | Self::Rule {
                about:
                    RuleAbout::Credit
                    | RuleAbout::Holdings
                    | RuleAbout::Delegations
                    | RuleAbout::Bookings
                    | RuleAbout::Change,
                ..
            }
            | Self::SelfRenew
            | Self::TooManyVisitors { .. }
            | Self::BookingsCap { .. } => vec![Next::AskSteward],
            Self::InProcessing { .. }
            | Self::Maintenance { .. }
            | Self::Quarantined { .. }
            | Self::Unsafe { .. }
            | Self::Care { other: None, .. }
            | Self::InRepair { .. } => vec![Next::PutBack, Next::PlaceHold],
            Self::StillOut { may_take_over: true, .. } => vec![Next::Return, Next::AskSteward],
            Self::Yours { .. } => vec![Next::Return, Next::Renew],
            Self::Owner { shorter: Some(due), .. } => vec![Next::ShorterLoan { due: *due }],
            Self::Owner { other: Some(unit), .. } => vec![Next::TakeOther { unit: *unit }],
            Self::Care { other: Some(unit), .. }
            | Self::OnHoldShelf { other: Some(unit), .. }
            | Self::ClaimedByReservation { other: Some(unit), .. } => {
                vec![Next::TakeOther { unit: *unit }, Next::PlaceHold]
            }
            Self::OnHoldShelf { .. } | Self::QueueWaiting { .. } | Self::NotBookable { .. } => {
                vec![Next::PlaceHold]
            }
            Self::ClaimedByReservation { shorter: Some(due), .. } => {
                vec![Next::ShorterLoan { due: *due }, Next::PlaceHold]
            }
            Self::StillOut { .. } | Self::ClaimedByReservation { .. } => {
                vec![Next::PlaceHold, Next::AskSteward]
            }
            Self::Provisional
            | Self::CapPolicy { .. }
            | Self::Rule { about: RuleAbout::Loans, .. } => {
                vec![Next::ReturnOne, Next::AskSteward]
            }
            Self::Overdue { .. } => vec![Next::ReturnLate, Next::AskSteward],
            Self::Training { training, .. } => vec![Next::Train { training: training.clone() }],
            Self::RenewalsUsed { .. } | Self::NoLater { .. } => {
                vec![Next::Return, Next::AskSteward]
            }
            Self::Backwards
            | Self::TooSoon { .. }
            | Self::TooFar { .. }
            | Self::TooLong { .. }
            | Self::ClosedThen { .. }
            | Self::OutOfHours { .. }
            | Self::HoursCap { .. }
            | Self::AllTaken { .. }
            | Self::PoolShare { .. } => vec![Next::OtherDates],
            Self::UnknownTitle { .. }
            | Self::NotEnough { .. }
            | Self::NotOpen { .. }
            | Self::NotYours
            | Self::AlreadyWaiting { .. }
            | Self::NothingToWaitFor { .. }
            | Self::NoSession
            | Self::SessionOver
            | Self::SignedUp
            | Self::NoSeat
            | Self::HoldsCap { .. } => Vec::new(),
        }
    }

    /// Who may set it aside.
    pub fn overridable(&self) -> Overridable {
        match self {
            Self::StillOut { may_take_over: true, .. } => Overridable::Member,
            Self::NotLendable { .. }
            | Self::Retired { .. }
            | Self::InProcessing { .. }
            | Self::Maintenance { .. }
            | Self::Quarantined { .. }
            | Self::InRepair { .. }
            | Self::InTransit { .. }
            | Self::SetAside { .. }
            | Self::Incomplete { .. }
            | Self::Care { .. }
            | Self::NoSeat
            | Self::NotEnough { .. }
            | Self::Owner { .. }
            | Self::StillOut { .. }
            | Self::OnHoldShelf { .. }
            | Self::QueueWaiting { .. }
            | Self::ClaimedByReservation { .. }
            | Self::Provisional
            | Self::Overdue { .. }
            | Self::CapPolicy { .. }
            | Self::Rule { .. }
            | Self::Training { .. }
            | Self::Approval
            | Self::NotYours
            | Self::RenewalsUsed { .. }
            | Self::SelfRenew
            | Self::HoldsCap { .. }
            | Self::TooSoon { hours: 1.. }
            | Self::TooFar { .. }
            | Self::TooLong { .. }
            | Self::ClosedThen { .. }
            | Self::OutOfHours { .. }
            | Self::TooManyVisitors { .. }
            | Self::BookingsCap { .. }
            | Self::HoursCap { .. }
            | Self::PoolShare { .. } => Overridable::Steward,
            Self::UnknownUnit { .. }
            | Self::UnknownTitle { .. }
            | Self::Unsafe { .. }
            | Self::Yours { .. }
            | Self::Left
            | Self::NotOpen { .. }
            | Self::NoLater { .. }
            | Self::AlreadyWaiting { .. }
            | Self::NothingToWaitFor { .. }
            | Self::NotBookable { .. }
            | Self::NoSession
            | Self::SessionOver
            | Self::SignedUp
            | Self::Backwards
            | Self::TooSoon { hours: 0 }
            | Self::AllTaken { .. } => Overridable::Nobody,
        }
    }
}

/// `2026-05-19T18:30`, as due dates are written.
fn to_the_minute(at: Wall) -> String {
    at.local().strftime("%Y-%m-%dT%H:%M").to_string()
}

/// `2 × battery, charger`
fn parts(missing: &[PartCount]) -> String {
    let words = missing.iter().map(|part| match part.qty {
        1 => part.name.to_string(),
        n => format!("{n} × {}", part.name),
    });
    words.collect::<Vec<_>>().join(", ")
}
