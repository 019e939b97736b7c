//! `stead token`: keys with which programs use the kiosk's API.

use desk::Scope;
use desk::members::{Members, NewToken, Token};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::answer::Answer;
use crate::context::Context;
use crate::node::{member as find_member, root};
use crate::report::Report;

/// Keys for programs: make, list, revoke
///
/// A key acts in a member's name, as far as its scopes and the member's role allow. Its text is shown
/// once; the node keeps a hash. Keys stay on this device and work while the kiosk runs.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum TokenCommand {
    /// Make a key and print its text once
    Add(Add),
    /// List the keys
    List,
    /// End a key at once
    Revoke(Revoke),
}

#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// What it is for, in your words
    name: String,
    /// In whose name it acts: a number (`412-907`) or what stands on a card
    #[arg(long, value_name = "MEMBER")]
    member: String,
    /// What it may do: `read`, `borrow`, `desk`, `members`, `records`, `credits` or `vote`; may be given
    /// more than once
    #[arg(long = "scope", value_name = "SCOPE", required = true)]
    scopes: Vec<Scope>,
    /// Until when: a day (`2027-01-31`) or so many days (`90d`); for good when absent
    #[arg(long, value_name = "DATE")]
    expires: Option<String>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Revoke {
    /// Its number in the list
    key: u32,
}

pub(crate) fn run(args: &TokenCommand, cx: &mut Context) -> Result<Answer, Report> {
    // The store is shared with a running kiosk, which hears of a new key with its first use.
    let path = root(cx)?.join(".stead/private.sqlite");
    let mut random = cx.edge.random();
    let mut members = Members::open(&path, random.as_mut())?;
    let now = cx.edge.now();
    match args {
        TokenCommand::Add(args) => add(args, &mut members, now, cx),
        TokenCommand::List => Ok(list(&members.tokens()?, now)),
        TokenCommand::Revoke(args) => {
            members.revoke_token(args.key)?;
            let text = format!("Key {} opens nothing from now on.\n", args.key);
            Ok(Answer::new(json!({ "revoked": args.key }), text))
        }
    }
}

fn add(args: &Add, members: &mut Members, now: Timestamp, cx: &Context) -> Result<Answer, Report> {
    let member = find_member(members, &args.member)?.number;
    let expires = args.expires.as_deref().map(|text| until(text, now)).transpose()?;
    let new = NewToken { name: args.name.clone(), member, scopes: args.scopes.clone(), expires };
    let (token, secret) = members.add_token(&new, now, cx.edge.random().as_mut())?;
    let text = format!(
        "Key {} for {} ({}).\n{}\n\nThe text is shown this once. To end it: `stead token revoke {}`\n",
        token.id,
        token.member,
        words(&token),
        secret.as_str(),
        token.id
    );
    let json = json!({ "key": token, "text": secret.as_str() });
    Ok(Answer::new(json, text))
}

fn words(token: &Token) -> String {
    token.scopes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn list(tokens: &[Token], now: Timestamp) -> Answer {
    let mut text = String::new();
    for token in tokens {
        let until = match token.expires {
            Some(at) if at <= now => "over".to_owned(),
            Some(at) => format!("until {}", at.strftime("%Y-%m-%d")),
            None => "for good".to_owned(),
        };
        let used =
            token.used.map_or_else(|| "never used".to_owned(), |date| format!("used {date}"));
        let row = format!(
            "{:>3}  {}  {:<24}{:<28}{until}, {used}",
            token.id,
            token.member,
            token.name,
            words(token)
        );
        text.push_str(&row);
        text.push('\n');
    }
    if tokens.is_empty() {
        text.push_str("No keys on this device.\n");
    }
    Answer::new(json!(tokens), text)
}

/// The first moment at which a key is over: the end of a day (in UTC), or so many days from now.
fn until(text: &str, now: Timestamp) -> Result<Timestamp, Report> {
    let wrong = || {
        Report::request("expires", format!("`{text}` is no day to come"))
            .hint("say a day like `2027-01-31` or a number of days like `90d`")
    };
    let days = text.strip_suffix('d').and_then(|days| days.parse::<u16>().ok());
    let at = if let Some(days) = days {
        now.checked_add(SignedDuration::from_hours(24 * i64::from(days))).ok()
    } else {
        let day = text.parse::<Date>().ok().and_then(|day| day.tomorrow().ok());
        day.and_then(|day| day.to_zoned(TimeZone::UTC).ok()).map(|day| day.timestamp())
    };
    at.filter(|at| *at > now).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::until;

    #[test]
    fn a_key_ends_after_a_day_or_so_many() {
        let now = "2026-05-12T14:00:00Z".parse().unwrap();
        let at = |text: &str| until(text, now).ok().map(|at| at.to_string());
        assert_eq!(at("2026-05-12").as_deref(), Some("2026-05-13T00:00:00Z"));
        assert_eq!(at("90d").as_deref(), Some("2026-08-10T14:00:00Z"));
        for wrong in ["", "0d", "2026-05-11", "soon", "-3d"] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
    }
}
