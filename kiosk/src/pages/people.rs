//! Members, for stewards: made in a minute, with a card that is shown once.

use axum::http::StatusCode;
use axum::routing::get;
use catalog::circulation::Borrower;
use catalog::ids::{Handle, Slug};
use desk::members::MembersError;
use desk::{By, Card, Desk, Member, MemberNumber, NewMember, Role};
use generator::qr;
use generator::view::Reading;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::Table;
use super::steward::steward;
use crate::acts::leaving;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::{FlashTone, FreshCard, Session};
use crate::visit::{Visit, page};

/// The addresses of the members' screens.
pub(super) fn routes() -> Table {
    Table::default()
        .route("/kiosk/steward/members", get(page(list)).post(page(add)))
        .route("/kiosk/steward/members/{number}", get(page(show)).post(page(change)))
        .route("/kiosk/steward/members/{number}/data", get(page(data)))
        .route("/kiosk/steward/card", get(page(card)))
}

/// All members.
pub(crate) fn list(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    screen(app, visit, &[])
}

/// All members, and the form for a new one: after a refusal with what was typed, and with whoever may
/// be the same person.
fn screen(app: &App, visit: &Visit, alike: &[Member]) -> Result<Reply, Failure> {
    let desk = app.desk();
    let words = visit.query.get("q").unwrap_or_default().to_lowercase();
    let mut members = desk.members().list()?;
    members.retain(|member| {
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        let number = member.number.get().to_string();
        words.is_empty()
            || member.name.to_lowercase().contains(&words)
            || (!digits.is_empty() && number.contains(&digits))
    });
    let total = members.len();
    let members: Vec<_> = members.iter().take(100).map(|m| view(&desk, m)).collect();
    let languages = &desk.node().documents.node.languages;
    let strings = app.renderer.strings();
    let languages: Vec<_> =
        languages.iter().map(|tag| json!({ "tag": tag, "name": strings.autonym(tag) })).collect();
    let form = &visit.form;
    let typed = json!({
        "name": form.get("name"), "contact": form.get("contact"), "handle": form.get("handle"),
        "lang": form.get("lang"), "pin": !visit.is_post || form.has("pin"),
        "provisional": form.has("provisional"),
    });
    let alike: Vec<_> = alike.iter().map(|one| view(&desk, one)).collect();
    let context = json!({
        "members": members, "total": total, "q": words, "languages": languages,
        "typed": typed, "alike": alike,
    });
    Ok(Reply::page("kiosk/members.html", context))
}

fn view(desk: &Desk, member: &Member) -> Value {
    let loans = desk.things_of(member.number).map_or(0, |things| things.loans.len());
    json!({
        "number": member.number,
        "name": member.name,
        "initials": member.initials(),
        "contact": member.contact,
        "handle": member.handle,
        "role": member.role.as_str(),
        "provisional": member.provisional,
        "left": member.left.map(|date| date.to_string()),
        "has_card": member.has_card,
        "has_pin": member.has_pin,
        "joined": member.joined.to_string(),
        "loans": loans,
    })
}

/// A new member with a card and, if wanted, a PIN.
pub(crate) fn add(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let today = app.desk().today();
    let made = match newcomer(visit, today) {
        Ok(new) => {
            let alike = if visit.form.has("sure") { Vec::new() } else { app.desk().alike(&new)? };
            if !alike.is_empty() {
                return Ok(screen(app, visit, &alike)?.with_status(StatusCode::CONFLICT));
            }
            make(app, &new)?
        }
        Err(key) => Err(key),
    };
    let (member, card) = match made {
        Ok(made) => made,
        Err(key) => {
            session.say(FlashTone::Look, app.reading(&app.desk(), &visit.lang).word(key));
            return Ok(screen(app, visit, &[])?.with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let pin = if visit.form.has("pin") { Some(app.draw_pin(member.number)?) } else { None };
    let pin = pin.map(|pin| pin.digits().to_owned());
    session.fresh_card = Some(FreshCard { member: member.number, card: card.compact(), pin });
    Ok(Reply::to("/kiosk/steward/card"))
}

/// What the form says of somebody new; else the sentence's key.
fn newcomer(visit: &Visit, joined: Date) -> Result<NewMember, &'static str> {
    Ok(NewMember {
        name: limited(visit.form.get("name")).ok_or(NO_NAME)?,
        contact: limited(visit.form.get("contact")),
        handle: handle(visit)?,
        languages: limited(visit.form.get("lang")).into_iter().collect(),
        role: Role::Member,
        joined,
        provisional: visit.form.has("provisional"),
    })
}

const NO_NAME: &str = "k-m-name-missing";

/// The public name of a form, if one was chosen; else the sentence's key.
fn handle(visit: &Visit) -> Result<Option<Handle>, &'static str> {
    let typed = visit.form.get("handle").map(|text| text.trim_start_matches('@').parse());
    typed.transpose().map_err(|_| "k-m-handle-wrong")
}

type Made = Result<(Member, Card), &'static str>;

/// Makes a member; the inner error is what the form can set right, as the sentence's key.
fn make(app: &App, new: &NewMember) -> Result<Made, MembersError> {
    let mut desk = app.desk();
    let (members, random) = desk.members_mut();
    let made = members.add(new, random);
    made.map(Ok).or_else(|error| wrong(&error).map(Err).ok_or(error))
}

/// What a form can set right, as the sentence's key.
fn wrong(error: &MembersError) -> Option<&'static str> {
    match error {
        MembersError::NoName => Some(NO_NAME),
        MembersError::HandleTaken(_) => Some("k-m-handle-taken"),
        _ => None,
    }
}

pub(super) fn limited(text: Option<&str>) -> Option<String> {
    text.map(|text| text.chars().filter(|c| !c.is_control()).take(200).collect())
}

fn broken(error: impl std::fmt::Display) -> Failure {
    Failure::Broken(error.to_string())
}

/// The card, once: to be printed or photographed. Going on forgets it.
pub(crate) fn card(app: &App, _: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let Some(fresh) = session.fresh_card.take() else {
        return Ok(Reply::to("/kiosk/steward/members"));
    };
    let desk = app.desk();
    let member = desk.members().get(fresh.member)?;
    let base = app.options.address.clone().unwrap_or_else(|| "http://KIOSK.LOCAL".into());
    let symbol = qr::symbol(&format!("{}/C/{}", base.trim_end_matches('/'), fresh.card));
    let shown: Card = fresh.card.parse().map_err(broken)?;
    Ok(Reply::page(
        "kiosk/member-card.html",
        json!({
            "member": view(&desk, &member),
            "qr": symbol.map(|symbol| json!({ "size": symbol.size, "path": symbol.path })),
            "text": shown.to_string(),
            "pin": fresh.pin,
        }),
    ))
}

/// One member.
pub(crate) fn show(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    one(app, visit)
}

/// One member; after a refusal what was typed stays in the form.
fn one(app: &App, visit: &Visit) -> Result<Reply, Failure> {
    let number: MemberNumber = visit.param("number")?;
    let desk = app.desk();
    let member = desk.members().get(number).map_err(|_| Failure::NotFound)?;
    let reading = app.reading(&desk, &visit.lang);
    let facts = desk.member_facts(number)?;
    let trainings = desk.node().documents.node.trainings.iter().map(|(slug, training)| {
        json!({
            "slug": slug,
            "name": training.name.in_lang(&visit.lang),
            "passed": facts.has_training(desk.node(), slug, desk.today()),
            "until": until(&desk, &reading, &facts, slug),
        })
    });
    let loans = facts.loans.iter().filter_map(|id| {
        let loan = desk.node().state.loans.get(id)?;
        Some(json!({
            "name": super::basket::name_of(&reading, loan.unit),
            "code": loan.unit.to_string(),
            "due": crate::words::due(&reading, desk.due(loan)),
            "late": desk.is_late(loan),
            "note": loan.note,
        }))
    });
    let mut as_typed = member.clone();
    let form = Some(&visit.form).filter(|form| form.get("do") == Some("details"));
    if let Some(lang) = form.and_then(|form| limited(form.get("lang"))) {
        prefer(&mut as_typed, lang);
    }
    let details = match form {
        Some(form) => json!({
            "name": form.get("name"), "contact": form.get("contact"),
            "handle": form.get("handle"), "role": form.get("role"),
        }),
        None => json!({
            "name": member.name, "contact": member.contact,
            "handle": member.handle, "role": member.role.as_str(),
        }),
    };
    Ok(Reply::page(
        "kiosk/member.html",
        json!({
            "member": view(&desk, &member),
            "details": details,
            "languages": spoken(app, &desk, &as_typed),
            "trainings": trainings.collect::<Vec<_>>(),
            "loans": loans.collect::<Vec<_>>(),
            "behind": leaving::view(&desk, &reading, &member),
        }),
    ))
}

/// The last day of a training that a member has passed.
fn until(desk: &Desk, reading: &Reading<'_>, facts: &Borrower, training: &Slug) -> Option<String> {
    let grants = facts.grants.iter().filter_map(|id| desk.node().state.grants.get(id));
    let grants = grants.filter(|grant| grant.training == *training && !grant.revoked);
    let last = grants.map(|grant| grant.until).max_by_key(|until| (until.is_none(), *until))?;
    last.map(|date| reading.calendar().long(date))
}

pub(super) fn spoken(app: &App, desk: &Desk, member: &Member) -> Vec<Value> {
    let strings = app.renderer.strings();
    let chosen = member.languages.first();
    let mut tags = desk.node().documents.node.languages.clone();
    let own = chosen.filter(|tag| !tags.contains(tag)).cloned();
    tags.extend(own);
    let tags = tags.iter().map(
        |tag| json!({ "tag": tag, "name": strings.autonym(tag), "chosen": Some(tag) == chosen }),
    );
    tags.collect()
}

/// Takes over what the form says of a member. The inner error is what it can set right, as the
/// sentence's key.
fn details(member: &mut Member, visit: &Visit) -> Result<Result<(), &'static str>, Failure> {
    let Some(name) = limited(visit.form.get("name")) else { return Ok(Err(NO_NAME)) };
    let handle = match handle(visit) {
        Ok(handle) => handle,
        Err(key) => return Ok(Err(key)),
    };
    (member.name, member.handle) = (name, handle);
    member.contact = limited(visit.form.get("contact"));
    if let Some(lang) = limited(visit.form.get("lang")) {
        prefer(member, lang);
    }
    if let Some(role) = visit.form.get("role") {
        member.role = role.parse().map_err(|_| Failure::BadForm("role"))?;
    }
    Ok(Ok(()))
}

/// Puts a language before all others that a member reads.
pub(super) fn prefer(member: &mut Member, lang: String) {
    member.languages.retain(|tag| *tag != lang);
    member.languages.insert(0, lang);
}

/// A training no longer counts for a member. How many proofs of it there were.
pub(crate) fn withdraw(
    desk: &mut Desk,
    number: MemberNumber,
    training: &Slug,
    note: Option<&str>,
    by: By,
) -> Result<usize, desk::Refusal> {
    let mut withdrawn = 0;
    for id in desk.member_facts(number)?.grants {
        let state = &desk.node().state;
        let fits = state.grants.get(&id).is_some_and(|g| g.training == *training && !g.revoked);
        if fits {
            desk.revoke(id, note, by)?;
            withdrawn += 1;
        }
    }
    Ok(withdrawn)
}

/// Everything that the node knows about a member, as a file for them.
fn data(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let number: MemberNumber = visit.param("number")?;
    let everything = app.desk().export_member(number).map_err(|_| Failure::NotFound)?;
    let bytes = serde_json::to_vec_pretty(&everything).map_err(broken)?;
    Ok(Reply::File { name: format!("member-{number}.json"), kind: "application/json", bytes })
}

/// Forgets a member. Their number has to be typed; what they still have on loan comes back first.
fn erase(
    app: &App,
    visit: &Visit,
    session: &mut Session,
    mut desk: crate::app::DeskGuard<'_>,
    member: &Member,
) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let page = Reply::to(format!("/kiosk/steward/members/{}", member.number));
    let typed = visit.form.get("number").and_then(|text| text.parse().ok());
    let open = desk.things_of(member.number)?.loans.len();
    let refused = match (typed == Some(member.number), open) {
        (false, _) => Some("s-erase-number"),
        (true, 1..) => Some("s-erase-loans"),
        (true, 0) if session.member == Some(member.number) => Some("s-erase-self"),
        (true, 0) => None,
    };
    if let Some(key) = refused {
        let reading = app.reading(&desk, &visit.lang);
        session.say(FlashTone::Look, reading.word(key));
        return Ok(page);
    }
    desk.forget(member.number, by)?;
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Undone, reading.word("s-erased"));
    Ok(Reply::to("/kiosk/steward/members"))
}

/// What a steward does for a member.
pub(crate) fn change(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    let by = By::Steward(steward(session)?);
    let number: MemberNumber = visit.param("number")?;
    let mut desk = app.desk();
    let mut member = desk.members().get(number).map_err(|_| Failure::NotFound)?;
    let today = desk.today();
    let page = Reply::to(format!("/kiosk/steward/members/{number}"));
    match visit.form.get("do") {
        Some("card") => {
            let (members, random) = desk.members_mut();
            let card = members.issue_card(number, random)?.compact();
            session.fresh_card = Some(FreshCard { member: number, card, pin: None });
            return Ok(Reply::to("/kiosk/steward/card"));
        }
        Some("pin") => {
            let (members, random) = desk.members_mut();
            let card = members.issue_card(number, random)?.compact();
            drop(desk);
            let pin = app.draw_pin(number)?;
            let pin = Some(pin.digits().to_owned());
            session.fresh_card = Some(FreshCard { member: number, card, pin });
            return Ok(Reply::to("/kiosk/steward/card"));
        }
        Some("lend") => {
            session.lines.clear();
            session.instead = Some(number);
            return Ok(Reply::to("/kiosk/basket"));
        }
        Some("unlock") => desk.members_mut().0.lift_lock(number)?,
        Some("revoke") => desk.members_mut().0.revoke_card(number)?,
        Some("confirm") => {
            member.provisional = false;
            desk.members_mut().0.update(&member)?;
        }
        Some("leave") => {
            member.left = Some(today);
            desk.members_mut().0.update(&member)?;
        }
        Some("rejoin") => {
            member.left = None;
            desk.members_mut().0.update(&member)?;
        }
        Some("grant") => {
            let training = visit.form.read("training")?;
            desk.grant(number, &training, None, by)?;
        }
        Some("withdraw") => {
            let training: Slug = visit.form.read("training")?;
            withdraw(&mut desk, number, &training, visit.form.get("note"), by)?;
        }
        Some("details") => {
            let read = details(&mut member, visit)?;
            let saved = match read {
                Ok(()) => match desk.members_mut().0.update(&member) {
                    Ok(()) => Ok(()),
                    Err(error) => Err(wrong(&error).ok_or(error)?),
                },
                Err(key) => Err(key),
            };
            if let Err(key) = saved {
                session.say(FlashTone::Look, app.reading(&desk, &visit.lang).word(key));
                drop(desk);
                return Ok(one(app, visit)?.with_status(StatusCode::UNPROCESSABLE_ENTITY));
            }
        }
        Some("settle") => {
            let named = |text: &str| leaving::heir(text).ok_or(Failure::BadForm("to"));
            let to = visit.form.get("to").map(named).transpose()?;
            if let Some(heir) = &to
                && !leaving::is_heir(&desk, heir)?
            {
                session
                    .say(FlashTone::Look, app.reading(&desk, &visit.lang).word("own-left-nobody"));
                drop(desk);
                return Ok(one(app, visit)?.with_status(StatusCode::UNPROCESSABLE_ENTITY));
            }
            leaving::settle_now(&mut desk, &member, to.as_ref())?;
        }
        Some("erase") => return erase(app, visit, session, desk, &member),
        _ => return Err(Failure::BadForm("do")),
    }
    let reading = app.reading(&desk, &visit.lang);
    session.say(FlashTone::Yes, reading.word("k-noted"));
    Ok(page)
}
