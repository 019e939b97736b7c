//! The house: opening hours, closures, the rules of lending, devices and exchange. What is changed
//! here is `node.toml`, field by field; every other byte of it stays.

use catalog::document::{Document, Value};
use catalog::record::{NodeConfig, WeekDay};
use desk::By;
use generator::view::{Reading, words};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde_json::{Value as Json, json};

use super::steward;
use crate::app::App;
use crate::lan::Notice;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;

const FILE: &str = "node.toml";
const DAYS: [(&str, WeekDay); 7] = [
    ("mon", WeekDay::Mon),
    ("tue", WeekDay::Tue),
    ("wed", WeekDay::Wed),
    ("thu", WeekDay::Thu),
    ("fri", WeekDay::Fri),
    ("sat", WeekDay::Sat),
    ("sun", WeekDay::Sun),
];

/// The screen.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let exchange = app.options.backstage.as_ref().map(|backstage| backstage.exchange());
    let (exchange, trouble) = match exchange {
        Some(Ok(exchange)) => (Some(exchange), None),
        Some(Err(error)) => (None, Some(error)),
        None => (None, None),
    };
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let config = &desk.node().documents.node;
    let heads = desk.node().state.heads.iter().map(|(device, head)| {
        let time = reading.calendar().time(head.wall.local().time());
        json!({
            "device": device.to_string(),
            "events": head.seq,
            "when": format!("{}, {time}", reading.near_date(head.wall.date())),
            "is_this": *device == desk.device(),
        })
    });
    let policies = config.policies.iter().map(|(name, policy)| {
        json!({
            "name": name.to_string(), "label": policy.label, "period": policy.period,
            "hours": policy.unit == catalog::record::PeriodUnit::Hour,
            "renewals": policy.renewals_max, "most": policy.max_open_per_member,
            "window": policy.hold_window_days, "grace": policy.grace_days,
            "pin": policy.requires_pin, "approval": policy.requires_approval,
            "block": policy.block_if_overdue,
        })
    });
    let today = desk.today();
    let closures = config.closures.iter().enumerate().filter(|(_, one)| one.to >= today);
    let closures = closures.map(|(at, one)| {
        json!({
            "at": at, "from": reading.calendar().long(one.from), "to": (one.to != one.from)
                .then(|| reading.calendar().long(one.to)),
            "reason": one.reason,
        })
    });
    Ok(Reply::page(
        "kiosk/house.html",
        json!({
            "days": days(&reading, config),
            "closures": closures.collect::<Vec<_>>(),
            "today": today.to_string(),
            "policies": policies.collect::<Vec<_>>(),
            "heads": heads.collect::<Vec<_>>(),
            "exchange": exchange,
            "trouble": trouble,
            "certificate": certificate(app, &reading, visit.now),
            "problems": desk.problems().len(),
        }),
    ))
}

/// The certificate, where the kiosk encrypts: until when it is good, and what to compare.
fn certificate(app: &App, reading: &Reading<'_>, now: Timestamp) -> Option<Json> {
    let current = app.tls.get()?.current();
    let says = certificate_note(app, reading, now).unwrap_or_else(|| {
        reading.text("cert-until", &[("day", words(day_of(reading, current.until)))])
    });
    Some(json!({ "says": says, "fingerprint": current.fingerprint }))
}

/// What stewards have to know of the certificate now.
pub(super) fn certificate_note(app: &App, reading: &Reading<'_>, now: Timestamp) -> Option<String> {
    let (key, at) = match app.tls.get()?.current().notice(now)? {
        Notice::Renewed(at) => ("cert-renewed", at),
        Notice::Ends(at) => ("cert-foreign", at),
    };
    Some(reading.text(key, &[("day", words(day_of(reading, at)))]))
}

fn day_of(reading: &Reading<'_>, at: Timestamp) -> String {
    reading.calendar().long(jiff::tz::TimeZone::UTC.to_datetime(at).date())
}

fn days(reading: &Reading<'_>, config: &NodeConfig) -> Vec<Json> {
    let rows = DAYS.iter().enumerate().map(|(at, (name, day))| {
        let hours = config.opening_hours.iter().filter(|one| one.day == *day);
        let hours = hours.map(|one| format!("{}–{}", short(one.from), short(one.to)));
        let weekday = jiff::civil::Weekday::from_monday_zero_offset(i8::try_from(at).unwrap_or(0));
        let label = weekday.map(|day| reading.calendar().weekday(day)).unwrap_or_default();
        json!({ "name": name, "label": label, "hours": hours.collect::<Vec<_>>().join(", ") })
    });
    rows.collect()
}

fn short(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// A change of the hours, a closure more or less, or a rule.
pub(crate) fn change(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let mut desk = app.desk();
    let bytes = desk.record_file(FILE.into())?.ok_or(Failure::NotFound)?;
    let mut document = Document::open(&bytes).map_err(broken)?;
    let changed = match visit.form.get("do") {
        Some("hours") => hours(visit, &mut document)?,
        Some("closure") => closure(visit, &mut document)?,
        Some("open") => reopen(visit, &mut document)?,
        Some("policy") => policy(visit, &mut document)?,
        _ => return Err(Failure::BadForm("do")),
    };
    let reading = app.reading(&desk, &visit.lang);
    let Some(subject) = changed else {
        session.say(FlashTone::Look, reading.word("s-house-unread"));
        return Ok(Reply::to("/kiosk/steward/house"));
    };
    session.say(FlashTone::Yes, reading.word("s-saved"));
    desk.write_record(FILE.into(), &document.to_bytes(), by)?;
    drop(desk);
    app.keep(vec![FILE.into()], subject.to_owned());
    Ok(Reply::to("/kiosk/steward/house"))
}

fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::Broken(error.to_string())
}

/// What a change is called in the history; none where the form cannot be read.
type Changed = Option<&'static str>;

fn table(entries: &[(&str, String)]) -> Value {
    let entries = entries.iter().map(|(name, value)| ((*name).to_owned(), value.as_str().into()));
    Value::Table(entries.collect())
}

fn hours(visit: &Visit, document: &mut Document) -> Result<Changed, Failure> {
    let mut all = Vec::new();
    for (name, _) in DAYS {
        let Some(lines) = intervals(visit.form.get(name).unwrap_or_default()) else {
            return Ok(None);
        };
        all.extend(lines.into_iter().map(|(from, to)| {
            table(&[("day", name.to_owned()), ("from", short(from)), ("to", short(to))])
        }));
    }
    replace(document, "opening_hours", all)?;
    Ok(Some("node: change the opening hours"))
}

/// `10:00–13:00, 17–20`: intervals in order, none of them backwards.
fn intervals(text: &str) -> Option<Vec<(Time, Time)>> {
    let time = |text: &str| -> Option<Time> {
        let (hour, minute) = text.trim().split_once([':', '.']).unwrap_or((text.trim(), "0"));
        Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
    };
    let all = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let mut found = Vec::new();
    for part in all {
        let (from, to) = part.split_once(['–', '-', '—'])?;
        let (from, to) = (time(from)?, time(to)?);
        if from >= to || found.last().is_some_and(|(_, before)| *before > from) {
            return None;
        }
        found.push((from, to));
    }
    Some(found)
}

/// Sets a list of tables, or takes it away.
fn replace(document: &mut Document, name: &str, all: Vec<Value>) -> Result<(), Failure> {
    if all.is_empty() {
        return document.remove(&[name]).map_err(broken);
    }
    document.set(&[name], Value::List(all)).map_err(broken)
}

fn list(document: &Document, name: &str) -> Vec<Value> {
    match document.get(&[name]) {
        Some(Value::List(all)) => all,
        _ => Vec::new(),
    }
}

fn closure(visit: &Visit, document: &mut Document) -> Result<Changed, Failure> {
    let date = |name: &str| visit.form.get(name).and_then(|text| text.parse::<Date>().ok());
    let Some(from) = date("from") else { return Ok(None) };
    let to = date("to").unwrap_or(from);
    if to < from {
        return Ok(None);
    }
    let mut entries = vec![("from", from.to_string()), ("to", to.to_string())];
    if let Some(reason) = visit.form.get("reason") {
        entries.push(("reason", reason.chars().take(120).collect()));
    }
    let all = list(document, "closures");
    if all.is_empty() {
        replace(document, "closures", vec![table(&entries)])?;
    } else {
        let Value::Table(entries) = table(&entries) else { return Ok(None) };
        document.append(&["closures"], entries).map_err(broken)?;
    }
    Ok(Some("node: close for some days"))
}

fn reopen(visit: &Visit, document: &mut Document) -> Result<Changed, Failure> {
    let at: usize = visit.form.read("at")?;
    let mut all = list(document, "closures");
    if at >= all.len() {
        return Ok(None);
    }
    all.remove(at);
    replace(document, "closures", all)?;
    Ok(Some("node: open after all"))
}

fn policy(visit: &Visit, document: &mut Document) -> Result<Changed, Failure> {
    let name = visit.form.get("policy").ok_or(Failure::BadForm("policy"))?;
    if document.get(&["policies", name, "period"]).is_none() {
        return Err(Failure::NotFound);
    }
    for (field, most) in
        [("period", 3650), ("renewals_max", 100), ("hold_window_days", 365), ("grace_days", 365)]
    {
        let Some(text) = visit.form.get(field) else { continue };
        let Some(n) = text.parse::<u32>().ok().filter(|n| *n <= most) else { return Ok(None) };
        if field == "period" && n == 0 {
            return Ok(None);
        }
        document.set(&["policies", name, field], n).map_err(broken)?;
    }
    for field in ["requires_pin", "requires_approval", "block_if_overdue"] {
        document.set(&["policies", name, field], visit.form.has(field)).map_err(broken)?;
    }
    Ok(Some("node: change how things are lent"))
}

#[cfg(test)]
mod tests {
    use super::{intervals, short};

    #[test]
    fn opening_hours_are_read_as_people_write_them() {
        let read = |text: &str| {
            let all = intervals(text)?;
            let all = all.iter().map(|(from, to)| format!("{}-{}", short(*from), short(*to)));
            Some(all.collect::<Vec<_>>().join(" "))
        };
        assert_eq!(read("16:00–19:00").as_deref(), Some("16:00-19:00"));
        assert_eq!(read("10-13, 17.30 - 20").as_deref(), Some("10:00-13:00 17:30-20:00"));
        assert_eq!(read("").as_deref(), Some(""));
        for bad in ["19-16", "10", "10-25", "afternoon", "10-13, 12-14"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
