//! The house: opening hours, closures, the rules of lending, devices and exchange. What is changed
//! here is `node.toml`, field by field; every other byte of it stays.

use axum::http::StatusCode;
use catalog::record::NodeConfig;
use desk::By;
use generator::view::{Reading, words};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde_json::{Value as Json, json};

use super::steward;
use crate::acts::house::{self, Change, DAYS, PolicyChange, short};
use crate::app::App;
use crate::lan::Notice;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::{Fields, Visit};

/// The screen.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    Ok(screen(app, visit))
}

/// The screen; after a refusal what was typed stays where it was.
fn screen(app: &App, visit: &Visit) -> Reply {
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
    let form = &visit.form;
    let typed = form.get("do");
    let policies = config.policies.iter().map(|(name, policy)| {
        let is_typed = typed == Some("policy") && form.get("policy") == Some(name.as_str());
        let number = |field: &str, n: u32| match form.raw(field).filter(|_| is_typed) {
            Some(text) => text.to_owned(),
            None => n.to_string(),
        };
        let flag = |field: &str, is: bool| if is_typed { form.has(field) } else { is };
        json!({
            "name": name.to_string(), "label": policy.label, "usual": policy.period,
            "open": is_typed, "period": number("period", policy.period),
            "hours": policy.unit == catalog::record::PeriodUnit::Hour,
            "renewals": number("renewals_max", policy.renewals_max),
            "window": number("hold_window_days", policy.hold_window_days),
            "grace": number("grace_days", policy.grace_days),
            "most": number("max_open_per_member", policy.max_open_per_member.unwrap_or(0)),
            "pin": flag("requires_pin", policy.requires_pin),
            "approval": flag("requires_approval", policy.requires_approval),
            "block": flag("block_if_overdue", policy.block_if_overdue),
        })
    });
    let closure = (typed == Some("closure")).then(
        || json!({ "from": form.get("from"), "to": form.get("to"), "reason": form.get("reason") }),
    );
    let today = desk.today();
    let closures = config.closures.iter().enumerate().filter(|(_, one)| one.to >= today);
    let closures = closures.map(|(at, one)| {
        json!({
            "at": at, "from": reading.calendar().long(one.from), "to": (one.to != one.from)
                .then(|| reading.calendar().long(one.to)),
            "reason": one.reason,
        })
    });
    Reply::page(
        "kiosk/house.html",
        json!({
            "days": days(&reading, config, form),
            "closure": closure,
            "closures": closures.collect::<Vec<_>>(),
            "today": today.to_string(),
            "policies": policies.collect::<Vec<_>>(),
            "heads": heads.collect::<Vec<_>>(),
            "exchange": exchange,
            "trouble": trouble,
            "certificate": certificate(app, &reading, visit.now),
            "problems": desk.problems().len(),
        }),
    )
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

fn days(reading: &Reading<'_>, config: &NodeConfig, form: &Fields) -> Vec<Json> {
    let typed = |name: &str| form.raw(name).filter(|_| form.get("do") == Some("hours"));
    let rows = DAYS.iter().enumerate().map(|(at, (name, day))| {
        let hours = config.opening_hours.iter().filter(|one| one.day == *day);
        let hours = hours.map(|one| format!("{}–{}", short(one.from), short(one.to)));
        let weekday = jiff::civil::Weekday::from_monday_zero_offset(i8::try_from(at).unwrap_or(0));
        let label = weekday.map(|day| reading.calendar().weekday(day)).unwrap_or_default();
        let hours = hours.collect::<Vec<_>>().join(", ");
        json!({ "name": name, "label": label, "hours": typed(name).unwrap_or(&hours) })
    });
    rows.collect()
}

/// A change of the hours, a closure more or less, or a rule.
pub(crate) fn change(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let wanted = match visit.form.get("do") {
        Some("hours") => hours(visit).ok_or("s-house-unread"),
        Some("closure") => closure(visit),
        Some("open") => Ok(Change::Reopen(visit.form.read("at")?)),
        Some("policy") => policy(visit)?.ok_or("s-pol-unread"),
        _ => return Err(Failure::BadForm("do")),
    };
    let changed = match &wanted {
        Ok(wanted) => {
            let changed = house::change(app, &mut app.desk(), wanted, by)?;
            changed.map_err(|no| (no, sentence(wanted)))
        }
        Err(key) => Err((house::No::Wrong("form"), *key)),
    };
    let say = |session: &mut Session, tone, key| {
        session.say(tone, app.reading(&app.desk(), &visit.lang).word(key));
    };
    match changed {
        Ok(()) => say(session, FlashTone::Yes, "s-saved"),
        Err((house::No::NotThere, _)) if matches!(wanted, Ok(Change::Policy(..))) => {
            return Err(Failure::NotFound);
        }
        // Somebody has opened it at another screen a moment ago.
        Err((house::No::NotThere, _)) => say(session, FlashTone::Look, "refusal-no-such"),
        Err((_, key)) => {
            say(session, FlashTone::Look, key);
            return Ok(screen(app, visit).with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    }
    Ok(Reply::to("/kiosk/steward/house"))
}

/// What is said of a change that makes no sense.
fn sentence(change: &Change) -> &'static str {
    match change {
        Change::Hours(_) => "s-house-unread",
        Change::Close { .. } => "s-closure-backwards",
        Change::Reopen(_) => "refusal-no-such",
        Change::Policy(..) => "s-pol-unread",
    }
}

fn hours(visit: &Visit) -> Option<Change> {
    let mut all = Vec::new();
    for (name, day) in DAYS {
        let lines = intervals(visit.form.get(name).unwrap_or_default())?;
        all.extend(lines.into_iter().map(|(from, to)| (day, from, to)));
    }
    Some(Change::Hours(all))
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

/// Days to be closed; else the sentence's key.
fn closure(visit: &Visit) -> Result<Change, &'static str> {
    let date = |name: &str| visit.form.get(name).map(str::parse::<Date>).transpose();
    let no_day = |_| "s-closure-no-day";
    let from = date("from").map_err(no_day)?.ok_or("s-closure-no-day")?;
    let to = date("to").map_err(no_day)?.unwrap_or(from);
    let reason = visit.form.get("reason").map(str::to_owned);
    Ok(Change::Close { from, to, reason })
}

fn policy(visit: &Visit) -> Result<Option<Change>, Failure> {
    let name = visit.form.get("policy").ok_or(Failure::BadForm("policy"))?;
    let number = |field: &str| visit.form.get(field).map(str::parse::<u32>).transpose();
    let read = || -> Result<PolicyChange, std::num::ParseIntError> {
        Ok(PolicyChange {
            period: number("period")?,
            renewals_max: number("renewals_max")?,
            hold_window_days: number("hold_window_days")?,
            grace_days: number("grace_days")?,
            max_open_per_member: number("max_open_per_member")?,
            requires_pin: Some(visit.form.has("requires_pin")),
            requires_approval: Some(visit.form.has("requires_approval")),
            block_if_overdue: Some(visit.form.has("block_if_overdue")),
        })
    };
    Ok(read().ok().map(|change| Change::Policy(name.to_owned(), change)))
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
