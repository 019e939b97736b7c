//! What is late, and what its owner needs back, by person, with a message that is ready to be sent:
//! friendly, in their language, with no word about blame.

use std::collections::BTreeMap;

use catalog::circulation::{owner_wants, recalled};
use catalog::fold::Loan;
use desk::{Desk, Member, MemberNumber};
use generator::view::{CardView, Reading, number, words as text};
use serde_json::{Value, json};

use super::steward;
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::Session;
use crate::visit::Visit;
use crate::words;

/// The list, who has waited longest first.
pub(crate) fn list(app: &App, visit: &Visit, session: &mut Session) -> Result<Reply, Failure> {
    steward(session)?;
    let desk = app.desk();
    let reading = app.reading(&desk, &visit.lang);
    let late = desk.today_list().late;
    let loans: Vec<&Loan> = late.iter().filter_map(|id| reading.node.state.loans.get(id)).collect();
    let wanted = recalled(reading.node).into_iter().filter(|id| !late.contains(id));
    let wanted: Vec<&Loan> = wanted.filter_map(|id| reading.node.state.loans.get(&id)).collect();
    let context = json!({
        "people": people(app, &desk, &reading, Why::Late, &loans),
        "total": loans.len(),
        "wanted": people(app, &desk, &reading, Why::Wanted, &wanted),
    });
    Ok(Reply::page("kiosk/late.html", context))
}

/// Why somebody is written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// What they have is late.
    Late,
    /// It is not, but its owner needs it.
    Wanted,
}

fn people(app: &App, desk: &Desk, reading: &Reading<'_>, why: Why, loans: &[&Loan]) -> Vec<Value> {
    let mut by_member: BTreeMap<Option<MemberNumber>, Vec<&Loan>> = BTreeMap::new();
    for loan in loans {
        by_member.entry(desk.unseal(&loan.patron)).or_default().push(loan);
    }
    let mut people: Vec<(i64, Value)> = by_member
        .iter()
        .map(|(number, loans)| {
            let member = number.and_then(|number| desk.members().get(number).ok());
            let days = loans.iter().map(|loan| loan.days_over(reading.today)).max().unwrap_or(0);
            (days, person(app, desk, reading, why, member.as_ref(), loans))
        })
        .collect();
    people.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
    people.into_iter().map(|(_, view)| view).collect()
}

/// The day on which the owner of what is lent has it back.
fn owners_day(desk: &Desk, reading: &Reading<'_>, loan: &Loan) -> Option<String> {
    let on = owner_wants(reading.node.unit(loan.unit)?, desk.due(loan))?;
    Some(reading.calendar().weekday_short(on))
}

fn person(
    app: &App,
    desk: &Desk,
    reading: &Reading<'_>,
    why: Why,
    member: Option<&Member>,
    loans: &[&Loan],
) -> Value {
    let rows = loans.iter().filter_map(|loan| {
        let view = reading.node.unit(loan.unit)?;
        Some(json!({
            "card": CardView::new(reading, view.title),
            "code": loan.unit.to_string(),
            "loan": loan.id,
            "days": loan.days_over(reading.today),
            "due": words::due(reading, desk.due(loan)),
            "wanted": owners_day(desk, reading, loan),
            "note": loan.note,
        }))
    });
    let rows: Vec<_> = rows.collect();
    let Some(member) = member else {
        return json!({ "name": reading.word("k-somebody-unknown"), "loans": rows });
    };
    let lang = spoken(app, member, reading.lang);
    let theirs = Reading { lang: &lang, ..*reading };
    let (subject, body) = message(desk, &theirs, why, member, loans);
    json!({
        "name": member.name,
        "number": member.number,
        "contact": member.contact,
        "lang": lang,
        "language": app.renderer.strings().autonym(&lang),
        "subject": subject,
        "body": body,
        "send": member.contact.as_deref().and_then(|to| link(to, &subject, &body)),
        "loans": rows,
    })
}

/// The first of the member's languages that has words.
fn spoken(app: &App, member: &Member, otherwise: &str) -> String {
    let strings = app.renderer.strings();
    let known = member.languages.iter().find(|tag| strings.has_language(tag));
    known.cloned().unwrap_or_else(|| otherwise.to_owned())
}

/// The message in the reading's language.
fn message(
    desk: &Desk,
    reading: &Reading<'_>,
    why: Why,
    member: &Member,
    loans: &[&Loan],
) -> (String, String) {
    let config = &reading.node.documents.node;
    let node = config.name.in_lang(reading.lang).to_owned();
    let first = member.name.split_whitespace().next().unwrap_or_default().to_owned();
    let things = loans.iter().map(|loan| {
        let name = super::super::basket::name_of(reading, loan.unit);
        let due = words::due(reading, desk.due(loan));
        let line = match (why, owners_day(desk, reading, loan)) {
            (Why::Wanted, Some(date)) => {
                reading.text("owner-line", &[("name", text(name)), ("date", text(date))])
            }
            _ => reading.text("s-late-line", &[("name", text(name)), ("due", text(due))]),
        };
        format!("– {line}")
    });
    let things = things.collect::<Vec<_>>().join("\n");
    let count = ("n", number(loans.len()));
    let (subject, ask) = match why {
        Why::Late => ("s-late-subject", "s-late-ask"),
        Why::Wanted => ("owner-subject", "owner-ask"),
    };
    let subject = reading.text(subject, &[count.clone(), ("node", text(node.as_str()))]);
    let hello = reading.text("s-late-hello", &[("name", text(first))]);
    let ask = reading.text(ask, &[count]);
    let bye = reading.text("s-late-bye", &[("node", text(node))]);
    (subject, format!("{hello}\n\n{ask}\n\n{things}\n\n{bye}\n"))
}

/// What opens the mail or message program with the text in it, where the contact is one of the two.
fn link(contact: &str, subject: &str, body: &str) -> Option<String> {
    let encode = |text: &str| -> String {
        form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
    };
    let word = |keep: fn(&&str) -> bool| {
        contact.split([' ', ',', ';', '<', '>']).find(keep).map(str::to_owned)
    };
    if let Some(address) = word(|word| word.contains('@') && word.contains('.')) {
        let (subject, body) = (encode(subject), encode(&body.replace('\n', "\r\n")));
        return Some(format!("mailto:{address}?subject={subject}&body={body}"));
    }
    let digits: String = contact.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    (digits.len() >= 6).then(|| format!("sms:{digits}?body={}", encode(body)))
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn a_mail_address_opens_the_mail_program_and_a_number_the_messages() {
        let mail = link("Ada <ada@example.org>", "Drill & bits", "Hello\nAda").unwrap();
        assert_eq!(mail, "mailto:ada@example.org?subject=Drill%20%26%20bits&body=Hello%0D%0AAda");
        let sms = link("+49 170 1234567", "x", "Hi").unwrap();
        assert_eq!(sms, "sms:+491701234567?body=Hi");
        assert_eq!(link("flat 3, ring twice", "x", "y"), None);
    }
}
