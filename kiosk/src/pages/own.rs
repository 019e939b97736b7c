//! What the node knows about me: to see, to put right, to take along, and to ask people about. No
//! score anywhere: dated facts, and what follows from them.

use axum::http::StatusCode;
use catalog::circulation::{Borrower, against_borrower};
use catalog::ids::{EventId, Handle};
use civic::{rules, trust};
use desk::{Desk, Member};
use generator::view::{Reading, number};
use serde_json::{Value, json};

use super::{pay, people, shell};
use crate::acts::own;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, Session};
use crate::visit::Visit;
use crate::words;

const HERE: &str = "/kiosk/me/own";

/// The page.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let desk = app.desk();
    let member = pay::with_pin(visit, session, &desk, HERE)?;
    let reading = app.reading(&desk, &visit.lang);
    let facts = desk.member_facts(member.number)?;
    let late = facts.overdue(desk.node(), desk.today()).count();
    let public = member.handle.as_ref().map(|handle| in_public(&desk, &reading, handle));
    let context = json!({
        "member": {
            "number": member.number,
            "name": member.name,
            "contact": member.contact,
            "handle": member.handle,
            "role": member.role.as_str(),
            "joined": member.joined.to_string(),
        },
        "languages": people::spoken(app, &desk, &member),
        "has": reading.text("own-has", &[("n", number(facts.loans.len()))]),
        "late": (late > 0).then(|| reading.text("own-late", &[("n", number(late))])),
        "policies": policies(app, &desk, &reading, &facts),
        "public": public,
    });
    Ok(Reply::page("kiosk/own.html", context))
}

/// By the rules of each kind of loan: whether one more thing is possible, and if not, why.
fn policies(app: &App, desk: &Desk, reading: &Reading<'_>, facts: &Borrower) -> Vec<Value> {
    let all = desk.node().documents.node.policies.iter().map(|(name, policy)| {
        let against = against_borrower(desk.node(), facts, (Some(name), policy), desk.today());
        let why = (!against.is_empty()).then(|| words::denials(app, reading, &against));
        json!({ "label": policy.label, "why": why })
    });
    all.collect()
}

/// What stands in the records under a member's public name.
fn in_public(desk: &Desk, reading: &Reading<'_>, handle: &Handle) -> Value {
    let (node, today) = (desk.node(), desk.today());
    let (vouches, _) = trust::vouches(node);
    let (mine, given): (Vec<_>, Vec<_>) = vouches
        .iter()
        .filter(|vouch| vouch.holds(today))
        .filter(|vouch| vouch.what.of == *handle || vouch.what.by == *handle)
        .partition(|vouch| vouch.what.of == *handle);
    let line = |vouch: &&trust::Vouch<'_>| {
        json!({
            "event": vouch.id,
            "what": vouch.what.what,
            "by": vouch.what.by,
            "of": vouch.what.of,
            "until": reading.calendar().long(vouch.what.until),
        })
    };
    let (appeals, _) = rules::appeals(node);
    let appeals = appeals.iter().filter(|appeal| appeal.what.by == *handle).map(|appeal| {
        let state = match appeal.upheld {
            None => "own-appeal-waits",
            Some(true) => "own-appeal-upheld",
            Some(false) => "own-appeal-stands",
        };
        json!({
            "about": appeal.what.about,
            "text": appeal.what.text,
            "since": reading.near_date(appeal.when.date()),
            "state": reading.word(state),
            "note": appeal.note,
        })
    });
    let records = trust::export(node, handle).as_array().map_or(0, Vec::len);
    let choices = rules::rules(node).iter().map(|rule| json!({ "id": rule.id }));
    json!({
        "vouches": mine.iter().map(line).collect::<Vec<_>>(),
        "given": given.iter().map(line).collect::<Vec<_>>(),
        "appeals": appeals.collect::<Vec<_>>(),
        "records": reading.text("own-records", &[("n", number(records))]),
        "rules": choices.collect::<Vec<_>>(),
    })
}

/// Everything in one file: what is kept in private, and what stands in the records.
pub(crate) fn data(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let desk = app.desk();
    let member = pay::with_pin(visit, session, &desk, HERE)?;
    let everything = own::everything(&desk, &member)?;
    let broken = |error: serde_json::Error| Failure::Broken(error.to_string());
    let bytes = serde_json::to_vec_pretty(&everything).map_err(broken)?;
    let name = format!("member-{}.json", member.number);
    Ok(Reply::File { name, kind: "application/json", bytes })
}

/// What a member does here.
pub(crate) fn act(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let mut desk = app.desk();
    let mut member = pay::with_pin(visit, session, &desk, HERE)?;
    let said = match visit.form.get("do") {
        Some("details") => {
            member.contact = people::limited(visit.form.get("contact"));
            if let Some(lang) = people::limited(visit.form.get("lang")) {
                people::prefer(&mut member, lang);
            }
            desk.members_mut().0.update(&member)?;
            "own-saved"
        }
        Some("vouch") => {
            let (by, what) = (handle_of(&member)?, said(visit, "what")?);
            let of = visit.form.get("of").unwrap_or_default();
            match own::vouch(&mut desk, &by, of, &what)? {
                Ok(_) => "own-vouched",
                Err(no) => return Ok(refused(app, &desk, visit, no.key())),
            }
        }
        Some("withdraw") => {
            let vouch: EventId = visit.form.read("vouch")?;
            own::withdraw(&mut desk, &handle_of(&member)?, vouch)?;
            "own-withdrawn"
        }
        Some("appeal") => {
            let by = handle_of(&member)?;
            own::appeal(&mut desk, &by, &said(visit, "about")?, &said(visit, "text")?)?;
            "own-appealed"
        }
        _ => return Err(Failure::BadForm("do")),
    };
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.word(said));
    Ok(Reply::to(HERE))
}

fn handle_of(member: &Member) -> Result<Handle, Failure> {
    member.handle.clone().ok_or(Failure::BadForm("handle"))
}

fn said(visit: &Visit, name: &'static str) -> Result<String, Failure> {
    people::limited(visit.form.get(name)).ok_or(Failure::BadForm(name))
}

fn refused(app: &App, desk: &Desk, visit: &Visit, key: &str) -> Reply {
    let reading = app.reading(desk, &visit.lang);
    let (title, why) = (reading.word("own-no-vouch"), reading.word(key));
    shell::message(&title, &why, StatusCode::CONFLICT)
}
