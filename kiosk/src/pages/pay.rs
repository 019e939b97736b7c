//! Credits at the kiosk: what one has, paying, asking, hours, and one's own history.

use axum::http::StatusCode;
use catalog::ids::{EventId, Handle};
use civic::books::{Books, Offer, last_day};
use desk::{Card, Desk, Member};
use generator::qr;
use generator::view::{Reading, words as text};
use ledger::account::Account;
use ledger::amount::Amount;
use ledger::unit::Unit;
use serde_json::{Value, json};

use super::{shell, vote};
use crate::acts::credits::{self, No, Wanted, account_of, name_of, shown};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

/// Lines of a history that are shown.
const LINES: usize = 40;

/// The handle under which the one who is signed in acts in public; else the page that comes first.
pub(crate) fn acting_in_public(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    desk: &Desk,
) -> Result<Handle, Failure> {
    let member = with_pin(visit, session, desk, "/kiosk/credits")?;
    member.handle.ok_or_else(|| {
        let reading = app.reading(desk, &visit.lang);
        let (title, why) = (reading.word("civic-no-handle"), reading.word("civic-no-handle-more"));
        Failure::Instead(shell::message(&title, &why, StatusCode::FORBIDDEN).into())
    })
}

/// Who is signed in, with the PIN where they have one: what is done in somebody's name, or shows all
/// of them, takes more than a card that lay around. `back` is where a form that was sent goes on.
pub(crate) fn with_pin(
    visit: &Visit,
    session: &mut Session,
    desk: &Desk,
    back: &str,
) -> Result<Member, Failure> {
    let Some(number) = session.member else {
        session.then = Some(visit.path.clone()).filter(|_| !visit.is_post);
        return Err(Failure::SignIn);
    };
    let member = desk.members().get(number)?;
    if member.has_pin && !session.pin {
        session.then = Some(if visit.is_post { back.into() } else { visit.path.clone() });
        return Err(Failure::Instead(Reply::to("/kiosk/pin").into()));
    }
    Ok(member)
}

/// An amount as it is typed: `1:30`, or whole large units.
fn read_amount(text: &str, unit: &Unit) -> Option<i64> {
    let per = i64::from(unit.minor_per_major.get());
    let digits = |part: &str| part.trim().parse::<u32>().ok().map(i64::from);
    let text = text.trim().replace(',', ".");
    let amount = match text.split_once([':', '.']) {
        None => digits(&text)?.checked_mul(per)?,
        Some((major, minor)) if text.contains(':') => {
            digits(major)?.checked_mul(per)?.checked_add(digits(minor).filter(|n| *n < per)?)?
        }
        Some((major, tenths)) => {
            let scale = 10_i64.checked_pow(u32::try_from(tenths.len()).ok()?)?;
            let part = digits(tenths)?.checked_mul(per)?;
            digits(major)?.checked_mul(per)?.checked_add(part / scale)?
        }
    };
    (amount > 0).then_some(amount)
}

/// Why nothing was done, and what is asked once more.
struct Problem {
    says: String,
    /// The name that nobody here has, and whether they are to be paid or asked.
    stranger: Option<(String, bool)>,
}

impl From<String> for Problem {
    fn from(says: String) -> Self {
        Self { says, stranger: None }
    }
}

impl Problem {
    fn new(no: &No, reading: &Reading<'_>, books: &Books) -> Self {
        let stranger = match no {
            No::Stranger { account, pays } => account.as_member().map(|n| (n.to_string(), *pays)),
            _ => None,
        };
        Self { says: no.sentence(reading, books), stranger }
    }
}

/// One's own credits.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    page(app, visit, session, None)
}

/// Somebody's account, from its QR code: pay them.
pub(crate) fn account(_: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let to: Handle = visit.param("handle")?;
    let path = format!("/kiosk/credits?to={to}");
    if session.member.is_none() {
        session.then = Some(path);
        return Err(Failure::SignIn);
    }
    Ok(Reply::to(path))
}

fn page(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    problem: Option<&Problem>,
) -> Result<Reply, Failure> {
    let desk = app.desk();
    let handle = acting_in_public(app, visit, session, &desk)?;
    let reading = app.reading(&desk, &visit.lang);
    let books = Books::of(desk.node(), desk.today());
    let own = account_of(&handle).ok_or(Failure::NotFound)?;
    let units: Vec<Value> =
        books.book.units().map(|unit| purse(&reading, &books, unit, &own)).collect();
    let (mine, theirs): (Vec<_>, Vec<_>) = books
        .open_offers()
        .filter(|offer| offer.by == handle || offer.may_accept(&handle))
        .partition(|offer| offer.by == handle);
    let offer = |offer: &&Offer| offer_view(&reading, &books, offer);
    let people: Vec<String> = people(&desk, &books, &handle);
    let address = app.options.address.as_deref().unwrap_or("http://KIOSK.LOCAL");
    let code = qr::symbol(&format!("{address}/A/{handle}"));
    let asked =
        |name: &str| visit.form.get(name).or_else(|| visit.query.get(name)).map(str::to_owned);
    let context = json!({
        "handle": handle,
        "units": units,
        "to_confirm": theirs.iter().map(offer).collect::<Vec<_>>(),
        "asked": mine.iter().map(offer).collect::<Vec<_>>(),
        "people": people,
        "problem": problem.map(|problem| &problem.says),
        "stranger": problem.and_then(|problem| problem.stranger.as_ref()).map(|(name, pays)| {
            let key = if *pays { "civic-pay-anyway" } else { "civic-ask-anyway" };
            let says = reading.text(key, &[("who", text(format!("@{name}")))]);
            json!({ "name": name, "act": if *pays { "pay" } else { "ask" }, "says": says })
        }),
        "unit": asked("unit"),
        "to": asked("to"),
        "amount": asked("amount"),
        "memo": asked("memo"),
        "flagged": books.is_flagged(&own),
        "code": code.map(|symbol| json!({ "size": symbol.size, "path": symbol.path })),
        "votes": vote::badge(&reading, vote::waiting(&desk, &handle, visit.now)),
    });
    let status = if problem.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(Reply::page("kiosk/credits.html", context).with_status(status))
}

fn purse(reading: &Reading<'_>, books: &Books, unit: &Unit, own: &Account) -> Value {
    let balance = books.book.balance(&unit.code, own);
    let entries = books.book.entries();
    let by_id: std::collections::BTreeMap<_, _> = entries.iter().map(|e| (&e.id, e)).collect();
    let lines = books.book.statement(&unit.code, own).into_iter().rev().take(LINES);
    let line = |line: ledger::book::StatementLine| {
        let entry = by_id.get(&line.entry)?;
        let other = entry.postings.iter().find(|posting| posting.account != *own)?;
        Some(json!({
            "date": reading.calendar().short(entry.on),
            "other": name_of(reading, &other.account),
            "memo": entry.memo.as_deref().or(entry.work.as_deref()),
            "delta": shown(line.delta.wide(), unit),
            "gained": line.delta > Amount::ZERO,
            "balance": shown(line.balance.wide(), unit),
        }))
    };
    let label = reading.node.documents.node.units_of_account.get(unit.code.as_str());
    json!({
        "code": unit.code,
        "label": label.map_or_else(|| unit.label.to_string(), |u| u.label.in_lang(reading.lang).to_owned()),
        "balance": shown(balance.wide(), unit),
        "below": balance < Amount::ZERO,
        "least": shown(-unit.limits.credit_limit.wide(), unit),
        "lines": lines.filter_map(line).collect::<Vec<_>>(),
    })
}

fn offer_view(reading: &Reading<'_>, books: &Books, offer: &Offer) -> Value {
    let amount = books.book.unit(&offer.unit).map(|unit| shown(offer.amount.wide(), unit));
    json!({
        "id": offer.id,
        "amount": amount,
        "unit": offer.unit,
        "by": format!("@{}", offer.by),
        "from": name_of(reading, &offer.from),
        "to": name_of(reading, &offer.to),
        "memo": offer.memo.as_deref().or(offer.work.as_deref()),
        "until": reading.calendar().short(last_day(offer)),
    })
}

/// Whom one can pay: everybody with an account or a profile.
fn people(desk: &Desk, books: &Books, own: &Handle) -> Vec<String> {
    let accounts = books.book.units().flat_map(|unit| books.book.balances(&unit.code));
    let names = accounts.filter_map(|(account, _)| account.as_member()).map(ToString::to_string);
    let profiles = desk.node().documents.people.values().map(|person| person.handle.to_string());
    let all: std::collections::BTreeSet<String> = names.chain(profiles).collect();
    all.into_iter().filter(|name| name != own.as_str()).collect()
}

/// Whom a field names: a handle, the commons, or what stands on a card.
pub(crate) fn payee(desk: &Desk, field: &str) -> Option<Account> {
    let plain = field.trim().trim_start_matches('@').to_lowercase();
    if plain == "commons" {
        return Some(Account::Commons);
    }
    if let Ok(card) = Card::from_scan(field)
        && let Ok(Some(member)) = desk.members().find_by_card(&card)
    {
        return account_of(&member.handle?);
    }
    let end = plain.rsplit("/a/").next().unwrap_or(&plain);
    end.parse::<Handle>().ok().and_then(|handle| account_of(&handle))
}

fn wanted(app: &App, desk: &Desk, books: &Books, visit: &Visit) -> Result<Wanted, String> {
    let reading = app.reading(desk, &visit.lang);
    let code = visit.form.get("unit").unwrap_or_default();
    let unit = books.book.units().find(|unit| unit.code.as_str() == code);
    let unit = unit.or_else(|| books.book.units().next());
    let unit = unit.ok_or_else(|| reading.word("civic-no-credits"))?;
    let amount = visit.form.get("amount").and_then(|text| read_amount(text, unit));
    let amount = amount.ok_or_else(|| reading.word("civic-not-an-amount"))?;
    let other = payee(desk, visit.form.get("to").unwrap_or_default());
    let other = other.ok_or_else(|| reading.word("civic-nobody"))?;
    let memo = visit.form.get("memo").map(Into::into);
    // Another name than the one that was asked about is asked about again.
    let name = other.as_member().map(ToString::to_string);
    let sure = name.is_some() && name.as_deref() == visit.form.get("sure");
    Ok(Wanted { unit: unit.code.clone(), amount, other, memo, sure })
}

/// Pays, asks to be paid, or asks the commons for hours.
pub(crate) fn act(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let problem = {
        let mut desk = app.desk();
        let handle = acting_in_public(app, visit, session, &desk)?;
        match attempt(app, visit, &mut desk, &handle)? {
            Ok(said) => {
                session.say(FlashTone::Yes, said);
                None
            }
            Err(problem) => Some(problem),
        }
    };
    match problem {
        Some(problem) => page(app, visit, session, Some(&problem)),
        None => Ok(Reply::to("/kiosk/credits")),
    }
}

fn attempt(
    app: &App,
    visit: &Visit,
    desk: &mut Desk,
    handle: &Handle,
) -> Result<Result<String, Problem>, Failure> {
    let books = Books::of(desk.node(), desk.today());
    let act = visit.form.get("act").unwrap_or("pay").to_owned();
    let wanted = match wanted(app, desk, &books, visit) {
        Ok(wanted) => wanted,
        Err(problem) => return Ok(Err(problem.into())),
    };
    let unit = books.book.unit(&wanted.unit);
    let amount = unit.map_or_else(String::new, |unit| shown(i128::from(wanted.amount), unit));
    let said = |desk: &Desk, key: &str, who: &Account| {
        let reading = app.reading(desk, &visit.lang);
        let who = name_of(&reading, who);
        reading.text(key, &[("amount", text(amount.clone())), ("who", text(who))])
    };
    let work = visit.form.get("work").filter(|_| act == "hours").map(Into::into);
    let (told, key) = match act.as_str() {
        "pay" => (credits::pay(desk, &books, handle, &wanted)?, "civic-paid"),
        "hours" => (credits::ask(desk, &books, handle, &wanted, work)?, "civic-hours-asked"),
        _ => (credits::ask(desk, &books, handle, &wanted, work)?, "civic-asked"),
    };
    Ok(match told {
        Ok(_) => Ok(said(desk, key, &wanted.other)),
        Err(no) => Err(Problem::new(&no, &app.reading(desk, &visit.lang), &books)),
    })
}

/// Accepts what one was asked for, or turns it down.
pub(crate) fn answer(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let problem = {
        let mut desk = app.desk();
        let handle = acting_in_public(app, visit, session, &desk)?;
        let id: EventId = visit.form.read("offer")?;
        let books = Books::of(desk.node(), desk.today());
        let refuse = visit.form.get("do") == Some("refuse");
        let told = if refuse {
            credits::turn_down(&mut desk, &books, &handle, id)?
        } else {
            credits::accept(&mut desk, &books, &handle, id)?
        };
        let reading = app.reading(&desk, &visit.lang);
        match told {
            Ok(_) if refuse => {
                session.say(FlashTone::Undone, reading.word("civic-turned-down"));
                None
            }
            Ok(_) => {
                session.say(FlashTone::Yes, reading.word("civic-confirmed"));
                None
            }
            Err(no) => Some(Problem::new(&no, &reading, &books)),
        }
    };
    match problem {
        Some(problem) => page(app, visit, session, Some(&problem)),
        None => Ok(Reply::to("/kiosk/credits")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::unit::Mode;

    #[test]
    fn hours_are_typed_and_shown_as_people_say_them() {
        let mut unit = Unit::new("MIN".parse().unwrap(), "hours", Mode::Mutual);
        unit.minor_per_major = 60.try_into().unwrap();
        for (text, amount) in [("1:30", 90), ("2", 120), ("0.5", 30), ("1,5", 90)] {
            assert_eq!(read_amount(text, &unit), Some(amount), "{text}");
        }
        for text in ["", "0", "1:60", "-1", "a", "1:2:3"] {
            assert_eq!(read_amount(text, &unit), None, "{text}");
        }
        assert_eq!((shown(90, &unit), shown(-5, &unit)), ("1:30".into(), "−0:05".into()));
    }
}
