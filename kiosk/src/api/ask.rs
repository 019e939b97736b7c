//! A request as an act sees it: who asks, with what, on which terms.

use std::str::FromStr;

use axum::body::Bytes;
use axum::http::StatusCode;
use desk::members::Token;
use desk::{By, Member, MemberNumber, Role, Scope};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::problem::{Problem, Trouble};
use super::reply::{Answer, names};
use super::route::Route;
use crate::visit::Fields;

/// Who asks.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    pub(super) token: Token,
    pub(super) member: Member,
}

impl Caller {
    /// Whether the key has a scope, and its member still may have it.
    pub(super) fn may(&self, scope: Scope) -> bool {
        let still = !scope.needs_steward() || self.member.role >= Role::Steward;
        still && self.token.scopes.contains(&scope)
    }
}

/// A request.
#[derive(Clone)]
pub(super) struct Ask {
    pub(super) route: &'static Route,
    pub(super) params: Fields,
    pub(super) query: Fields,
    pub(super) body: Bytes,
    pub(super) lang: String,
    pub(super) now: Timestamp,
    pub(super) caller: Option<Caller>,
    pub(super) if_match: Option<String>,
    /// The path as it was sent.
    pub(super) path: String,
}

impl Ask {
    /// A part of the address. What is not one is at no address.
    pub(super) fn param<T: FromStr>(&self, name: &str) -> Result<T, Trouble> {
        let value = self.params.get(name).and_then(|text| text.parse().ok());
        value.ok_or_else(Trouble::not_found)
    }

    /// A parameter of the query.
    pub(super) fn query<T: FromStr>(&self, name: &str) -> Result<Option<T>, Trouble> {
        debug_assert!(self.route.queries().any(|query| query.name == name), "{name} is described");
        let value = self.query.get(name).map(str::parse).transpose();
        value.map_err(|_| Trouble::unread(name, "this cannot be read here"))
    }

    pub(super) fn flag(&self, name: &str) -> Result<bool, Trouble> {
        match self.query::<String>(name)?.as_deref() {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Trouble::unread(name, "say `true` or `false`")),
        }
    }

    /// The body.
    pub(super) fn body<T: DeserializeOwned>(&self) -> Result<T, Trouble> {
        serde_json::from_slice(&self.body).map_err(|error| {
            let status = match error.classify() {
                serde_json::error::Category::Data => StatusCode::UNPROCESSABLE_ENTITY,
                _ => StatusCode::BAD_REQUEST,
            };
            Problem::new(status, "E-BODY", format!("The body: {error}.")).into()
        })
    }

    /// Who asks, where the route needs a key.
    pub(super) fn caller(&self) -> Result<&Caller, Trouble> {
        self.caller.as_ref().ok_or_else(|| unknown("This needs a key."))
    }

    /// Whether a steward's work at the desk is allowed.
    pub(super) fn at_desk(&self) -> bool {
        self.caller.as_ref().is_some_and(|caller| caller.may(Scope::Desk))
    }

    /// Whether the key may have everything: what shows the members and the records at once needs both
    /// scopes.
    pub(super) fn whole(&self) -> Result<(), Trouble> {
        if self.caller()?.may(Scope::Records) && self.caller()?.may(Scope::Members) {
            return Ok(());
        }
        Err(Trouble::forbidden("This needs a key with the scopes `members` and `records`."))
    }

    /// Who acts, as the desk knows it: as a steward where the key is one for that.
    pub(super) fn by(&self) -> Result<By, Trouble> {
        let caller = self.caller()?;
        let number = caller.member.number;
        let steward =
            self.route.scopes.iter().any(|scope| scope.needs_steward() && caller.may(*scope));
        Ok(if steward { By::Steward(number) } else { By::Member(number) })
    }

    /// For whom something is done: the key's member, or anybody where the key is for the desk.
    pub(super) fn member(&self, asked: Option<MemberNumber>) -> Result<MemberNumber, Trouble> {
        let own = self.caller()?.member.number;
        match asked {
            Some(other) if other != own && !self.at_desk() => Err(Trouble::forbidden(
                "Acting for somebody else needs a key with the scope `desk`.",
            )),
            asked => Ok(asked.unwrap_or(own)),
        }
    }

    /// Refuses a change of something that has changed since it was read (RFC 9110, section 13.1.1).
    pub(super) fn unchanged(&self, current: &impl Serialize, needed: bool) -> Result<(), Trouble> {
        let Some(known) = &self.if_match else {
            if needed {
                let detail = "Say in `If-Match` which version you have changed.";
                let status = StatusCode::PRECONDITION_REQUIRED;
                return Err(Problem::new(status, "E-IF-MATCH", detail).into());
            }
            return Ok(());
        };
        let body = serde_json::to_string(current).map_err(Trouble::broken)?;
        if names(known, &Answer::tag(&body)) { Ok(()) } else { Err(changed()) }
    }

    /// The address of this request with one parameter set.
    pub(super) fn address_with(&self, name: &str, value: &str) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        for query in self.route.queries().filter(|query| query.name != name) {
            if let Some(value) = self.query.get(query.name) {
                pairs.append_pair(query.name, value);
            }
        }
        pairs.append_pair(name, value);
        format!("{}?{}", self.path, pairs.finish())
    }
}

pub(super) fn changed() -> Trouble {
    let detail = "It has changed since it was read. Read it again, then change it.";
    Problem::new(StatusCode::PRECONDITION_FAILED, "E-CHANGED", detail).into()
}

pub(super) fn unknown(detail: &str) -> Trouble {
    Problem::new(StatusCode::UNAUTHORIZED, "E-KEY", detail).into()
}
