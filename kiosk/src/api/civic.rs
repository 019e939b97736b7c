//! Credits and votes, in the public name of the key's member. What is paid and cast is what the
//! screens pay and cast ([`crate::acts`]).

use catalog::ids::{EventId, Handle, Slug};
use civic::books::{Books, Offer, last_day};
use civic::vote::{Standing, Vote};
use desk::{Desk, Scope};
use governance::decision::Phase;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ask::Ask;
use super::lines::DoneLine;
use super::problem::Trouble;
use super::reply::{Answer, Page, page, page_in_order};
use super::route::{Act, Done, Route};
use crate::acts::credits::{self, Wanted, account_of};
use crate::acts::votes::{self, Lend};
use crate::app::App;
use crate::pages::pay::payee;

const CREDITS: &[Scope] = &[Scope::Credits];
const READ_CREDITS: &[Scope] = &[Scope::Read, Scope::Credits];
const VOTE: &[Scope] = &[Scope::Vote];
const READ_VOTES: &[Scope] = &[Scope::Read, Scope::Vote];

pub(super) const ROUTES: &[Route] = &[
    Route::get("/credits", "getCredits", Act::Desk(purse))
        .says("One's own balances, and what waits for an answer")
        .needs(READ_CREDITS)
        .gives::<CreditsLine>(),
    Route::get("/credits/entries", "listEntries", Act::Desk(entries))
        .says("The lines of one's own accounts")
        .about("Unit by unit, the oldest first.")
        .needs(READ_CREDITS)
        .paged()
        .gives::<Page<EntryLine>>(),
    Route::post("/credits/payments", "pay", CREDITS, Act::Desk(pay))
        .says("Pay somebody, or the commons")
        .takes::<PaymentBody>()
        .gives::<DoneLine>()
        .status(201),
    Route::post("/credits/requests", "requestPayment", CREDITS, Act::Desk(request))
        .says("Ask to be paid; with `work`, for hours")
        .takes::<RequestBody>()
        .gives::<DoneLine>()
        .status(201),
    Route::post("/credits/requests/{offer}/accept", "acceptRequest", CREDITS, Act::Desk(accept))
        .says("Pay what one was asked for, or confirm hours")
        .gives::<DoneLine>(),
    Route::post("/credits/requests/{offer}/refuse", "refuseRequest", CREDITS, Act::Desk(refuse))
        .says("Turn it down, or take back what one asked")
        .gives::<DoneLine>(),
    Route::get("/votes", "listVotes", Act::Desk(all_votes))
        .says("Open votes, and where one's own vote is")
        .needs(READ_VOTES)
        .paged()
        .gives::<Page<VoteLine>>(),
    Route::post("/proposals/{slug}/ballot", "castBallot", VOTE, Act::Desk(cast))
        .says("Cast a ballot")
        .about(
            "A later one replaces it until the vote closes. `choice` has the form of the method: a \
                word, a list of options, points by option, or a ranking.",
        )
        .takes::<BallotBody>()
        .gives::<CastLine>()
        .status(201),
    Route::post("/delegations", "delegate", VOTE, Act::Desk(delegate))
        .says("Let somebody else vote, or take that back")
        .takes::<DelegationBody>()
        .gives::<DoneLine>()
        .status(201),
];

/// The public name in which the key acts.
pub(super) fn handle(ask: &Ask) -> Result<Handle, Trouble> {
    ask.caller()?.member.handle.clone().ok_or_else(|| {
        let detail =
            "Paying and voting are public. The key's member has chosen no public name yet.";
        Trouble::conflict("E-NO-HANDLE", detail)
    })
}

/// One's own balance in a unit of account.
#[derive(Debug, Serialize, ToSchema)]
struct BalanceLine {
    /// The unit's code.
    #[schema(example = "MIN")]
    unit: String,
    /// How many small units are one large one: 60 minutes are one hour.
    minor_per_major: u32,
    /// In small units.
    balance: i64,
    /// How far below zero it may go.
    credit_limit: i64,
}

/// A payment that waits for somebody.
#[derive(Debug, Serialize, ToSchema)]
struct OfferLine {
    offer: String,
    unit: String,
    amount: i64,
    /// Who asks.
    by: String,
    from: String,
    to: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    memo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    work: Option<String>,
    /// The last day on which it may be accepted.
    until: String,
}

impl OfferLine {
    fn new(offer: &Offer) -> Self {
        Self {
            offer: offer.id.to_string(),
            unit: offer.unit.to_string(),
            amount: offer.amount.minor(),
            by: offer.by.to_string(),
            from: offer.from.to_string(),
            to: offer.to.to_string(),
            memo: offer.memo.as_deref().map(str::to_owned),
            work: offer.work.as_deref().map(str::to_owned),
            until: last_day(offer).to_string(),
        }
    }
}

/// What one has, and what waits.
#[derive(Debug, Serialize, ToSchema)]
struct CreditsLine {
    handle: String,
    balances: Vec<BalanceLine>,
    /// What this member may accept or turn down.
    to_answer: Vec<OfferLine>,
    /// What this member has asked for.
    asked: Vec<OfferLine>,
    /// The account stands beyond what it may: payments wait until it is back.
    flagged: bool,
}

fn purse(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let handle = handle(ask)?;
    let books = Books::of(desk.node(), desk.today());
    let own = account_of(&handle).ok_or_else(Trouble::not_found)?;
    let balances = books.book.units().map(|unit| BalanceLine {
        unit: unit.code.to_string(),
        minor_per_major: unit.minor_per_major.get(),
        balance: books.book.balance(&unit.code, &own).minor(),
        credit_limit: unit.limits.credit_limit.minor(),
    });
    let mine = |offer: &&Offer| offer.by == handle;
    let asked = books.open_offers().filter(mine).map(OfferLine::new);
    let others = books.open_offers().filter(|offer| !mine(offer) && offer.may_accept(&handle));
    let line = CreditsLine {
        handle: handle.to_string(),
        balances: balances.collect(),
        to_answer: others.map(OfferLine::new).collect(),
        asked: asked.collect(),
        flagged: books.is_flagged(&own),
    };
    Answer::of(ask, &line)
}

/// A line of an account.
#[derive(Debug, Serialize, ToSchema)]
struct EntryLine {
    unit: String,
    entry: String,
    delta: i64,
    /// After it.
    balance: i64,
}

fn entries(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let own = account_of(&handle(ask)?).ok_or_else(Trouble::not_found)?;
    let books = Books::of(desk.node(), desk.today());
    let units = books.book.units().map(|unit| &unit.code);
    let lines: Vec<_> = units
        .flat_map(|unit| {
            let lines = books.book.statement(unit, &own).into_iter();
            lines.map(move |line| (format!("{unit} {}", line.entry), unit, line))
        })
        .collect();
    let keys: Vec<String> = lines.iter().map(|(key, ..)| key.clone()).collect();
    page_in_order(ask, &keys, |wanted| {
        let (_, unit, line) = lines.iter().find(|(key, ..)| key == wanted)?;
        Some(EntryLine {
            unit: unit.to_string(),
            entry: line.entry.to_string(),
            delta: line.delta.minor(),
            balance: line.balance.minor(),
        })
    })
}

/// So much, to somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PaymentBody {
    /// The unit of account; the node's first when absent.
    unit: Option<String>,
    /// In small units, above zero.
    amount: i64,
    /// A public name (`@mira`) or `commons`.
    #[schema(example = "@mira")]
    to: String,
    memo: Option<String>,
    /// Also where nobody here has this name: they may be a member of a node that is followed.
    #[serde(default)]
    anyway: bool,
}

/// So much, from somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RequestBody {
    /// The unit of account; the node's first when absent.
    unit: Option<String>,
    /// In small units, above zero.
    amount: i64,
    /// A public name (`@mira`) or `commons`.
    from: String,
    memo: Option<String>,
    /// The kind of work, for hours.
    work: Option<String>,
    /// Also where nobody here has this name: they may be a member of a node that is followed.
    #[serde(default)]
    anyway: bool,
}

fn wanted(
    desk: &Desk,
    books: &Books,
    unit: Option<&str>,
    amount: i64,
    other: (&str, &str),
    memo: Option<String>,
) -> Result<Wanted, Trouble> {
    let mut units = books.book.units();
    let unit = match unit {
        Some(code) => units.find(|unit| unit.code.as_str() == code),
        None => units.next(),
    };
    let unit =
        unit.ok_or_else(|| Trouble::unread("unit", "the node has no such unit of account"))?;
    if amount <= 0 {
        return Err(Trouble::unread("amount", "say how much, above zero"));
    }
    let (field, name) = other;
    let account =
        payee(desk, name).ok_or_else(|| Trouble::unread(field, "nobody has this name"))?;
    let memo = memo.map(Into::into);
    Ok(Wanted { unit: unit.code.clone(), amount, other: account, memo, sure: false })
}

fn told(app: &App, desk: &Desk, ask: &Ask, told: Result<EventId, credits::No>) -> Done {
    match told {
        Ok(event) => Answer::of(ask, &DoneLine::new(&event)),
        Err(no) => {
            let books = Books::of(desk.node(), desk.today());
            let reading = app.reading(desk, &ask.lang);
            Err(Trouble::conflict(no.code(), no.sentence(&reading, &books)))
        }
    }
}

fn pay(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: PaymentBody = ask.body()?;
    let handle = handle(ask)?;
    let books = Books::of(desk.node(), desk.today());
    let (unit, to) = (body.unit.as_deref(), ("to", body.to.as_str()));
    let mut wanted = wanted(desk, &books, unit, body.amount, to, body.memo)?;
    wanted.sure = body.anyway;
    let paid = credits::pay(desk, &books, &handle, &wanted)?;
    told(app, desk, ask, paid)
}

fn request(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: RequestBody = ask.body()?;
    let handle = handle(ask)?;
    let books = Books::of(desk.node(), desk.today());
    let (unit, from) = (body.unit.as_deref(), ("from", body.from.as_str()));
    let mut wanted = wanted(desk, &books, unit, body.amount, from, body.memo)?;
    wanted.sure = body.anyway;
    let asked = credits::ask(desk, &books, &handle, &wanted, body.work.map(Into::into))?;
    told(app, desk, ask, asked)
}

fn accept(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let handle = handle(ask)?;
    let books = Books::of(desk.node(), desk.today());
    let accepted = credits::accept(desk, &books, &handle, ask.param("offer")?)?;
    told(app, desk, ask, accepted)
}

fn refuse(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let handle = handle(ask)?;
    let books = Books::of(desk.node(), desk.today());
    let refused = credits::turn_down(desk, &books, &handle, ask.param("offer")?)?;
    told(app, desk, ask, refused)
}

/// An open vote.
#[derive(Debug, Serialize, ToSchema)]
struct VoteLine {
    /// The slug of the proposal.
    proposal: String,
    closes_at: String,
    /// What one may choose among.
    options: Vec<String>,
    /// Held on paper.
    secret: bool,
    /// `not_on_roll`, `voted`, `carried`, `waiting` or `open`.
    standing: String,
    /// Who carries the vote, up to the one who voted.
    carried_by: Vec<String>,
}

impl VoteLine {
    fn new(desk: &Desk, slug: &Slug, handle: &Handle) -> Option<Self> {
        let proposal = desk.node().documents.proposals.get(slug)?;
        let vote = Vote::of(desk.node(), proposal).ok()?;
        let (standing, carried_by) = match vote.standing(handle) {
            Standing::NotOnRoll => ("not_on_roll", Vec::new()),
            Standing::Voted(_) => ("voted", Vec::new()),
            Standing::Carried(chain) => ("carried", chain),
            Standing::Waiting(who) => ("waiting", vec![who]),
            Standing::Open => ("open", Vec::new()),
        };
        Some(Self {
            proposal: slug.to_string(),
            closes_at: vote.decision.period.closes_at.to_string(),
            options: vote.decision.ballot_options().iter().map(ToString::to_string).collect(),
            secret: proposal.terms.is_on_paper(),
            standing: standing.to_owned(),
            carried_by: carried_by.iter().map(ToString::to_string).collect(),
        })
    }
}

fn all_votes(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let handle = handle(ask)?;
    let proposals = desk.node().documents.proposals.values();
    let open = proposals.filter(|proposal| {
        Vote::of(desk.node(), proposal).is_ok_and(|vote| vote.phase(ask.now) == Phase::Open)
    });
    let keys = open.map(|proposal| proposal.slug.clone()).collect();
    page(ask, keys, |slug| VoteLine::new(desk, slug, &handle))
}

/// A ballot.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BallotBody {
    /// In the form of the proposal's method.
    choice: serde_json::Value,
    /// Why; who objects says it.
    reason: Option<String>,
}

/// A ballot that was taken.
#[derive(Debug, Serialize, ToSchema)]
struct CastLine {
    /// The event that holds it; for `POST /undo`.
    #[schema(example = "kb7q2m-42")]
    event: String,
    /// What the voter finds a sealed ballot by among all others.
    #[serde(skip_serializing_if = "Option::is_none")]
    tracker: Option<String>,
}

impl CastLine {
    fn new(cast: votes::Cast) -> Self {
        Self { event: cast.event.to_string(), tracker: cast.tracker }
    }
}

fn cast(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: BallotBody = ask.body()?;
    let (handle, slug): (_, Slug) = (handle(ask)?, ask.param("slug")?);
    let reason = body.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    match votes::cast(desk, &handle, &slug, body.choice, reason, ask.now)? {
        Ok(cast) => Answer::of(ask, &CastLine::new(cast)),
        Err(votes::No::Unknown) => Err(Trouble::not_found()),
        Err(no) => {
            let sentence = no.sentence(&app.reading(desk, &ask.lang));
            Err(Trouble::conflict(no.code(), sentence))
        }
    }
}

/// Who votes instead.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DelegationBody {
    /// `node`, `area:<topic>` or `decision:<proposal>`.
    #[schema(example = "node")]
    scope: String,
    /// A public name; absent: nobody, whatever a broader delegation says.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    trustee: Option<Handle>,
    /// What was set in this scope is taken back.
    #[serde(default)]
    revoked: bool,
}

fn delegate(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: DelegationBody = ask.body()?;
    let handle = handle(ask)?;
    let scope = body.scope.parse().map_err(|error| Trouble::unread("scope", error))?;
    let lend = match (body.trustee, body.revoked) {
        (Some(other), false) if other == handle => {
            return Err(Trouble::unread("trustee", "nobody delegates to themselves"));
        }
        (Some(_), true) => {
            return Err(Trouble::unread("trustee", "what is taken back goes to nobody"));
        }
        (Some(other), false) => Lend::To(other),
        (None, false) => Lend::Nobody,
        (None, true) => Lend::Back,
    };
    let event = votes::delegate(desk, &handle, &scope, lend)?;
    Answer::of(ask, &DoneLine::new(&event))
}
