//! A route as a value: its address, who may use it, what goes in and out, and what it does. The router
//! and the description are both made from these, so neither can know a route that the other does not.

use std::borrow::Cow;

use desk::{Desk, Scope};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use super::ask::Ask;
use super::problem::Trouble;
use super::reply::Answer;
use crate::app::App;
use crate::neighbours::Neighbours;

/// What an act gives back.
pub(super) type Done = Result<Answer, Trouble>;

/// What a route does.
#[derive(Clone, Copy)]
pub(super) enum Act {
    /// At the desk, which it holds from beginning to end.
    Desk(fn(&App, &mut Desk, &Ask) -> Done),
    /// Beside the desk, because it takes long or asks something that takes the desk itself.
    Beside(fn(&App, &Ask) -> Done),
    /// At the desk, with what is known of other nodes, which is read before the desk is taken.
    Among(fn(&App, &mut Desk, &Neighbours, &Ask) -> Done),
}

/// The methods of HTTP that are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

/// A type of JSON, as far as the description needs it.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) name: fn() -> Cow<'static, str>,
    pub(super) schema: fn() -> RefOr<Schema>,
    /// The types that it is made of.
    pub(super) parts: fn(&mut Vec<(String, RefOr<Schema>)>),
}

pub(super) const fn shape<T: ToSchema + PartialSchema>() -> Shape {
    Shape { name: T::name, schema: T::schema, parts: T::schemas }
}

/// What stands after `name=` in a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Number,
    Flag,
}

/// A parameter of the query.
#[derive(Debug, Clone, Copy)]
pub(super) struct Query {
    pub(super) name: &'static str,
    pub(super) form: Form,
    pub(super) about: &'static str,
}

pub(super) const fn text(name: &'static str, about: &'static str) -> Query {
    Query { name, form: Form::Text, about }
}

pub(super) const fn flag(name: &'static str, about: &'static str) -> Query {
    Query { name, form: Form::Flag, about }
}

/// The parameters that every list has.
pub(super) const LIMIT: Query = Query {
    name: "limit",
    form: Form::Number,
    about: "How many at most, 1 to 200; 50 when absent.",
};
pub(super) const CURSOR: Query =
    text("cursor", "Where the last page ended: `next` of that page, as it is.");

/// One route.
#[derive(Clone, Copy)]
pub(super) struct Route {
    pub(super) verb: Verb,
    /// Below `/api/v1`.
    pub(super) path: &'static str,
    /// The name of the operation, for generators of clients.
    pub(super) id: &'static str,
    pub(super) summary: &'static str,
    pub(super) about: &'static str,
    /// A key with one of these; none means that everybody may.
    pub(super) scopes: &'static [Scope],
    pub(super) query: &'static [Query],
    pub(super) paged: bool,
    pub(super) body: Option<Shape>,
    /// The body is a picture as it is, not JSON.
    pub(super) picture: bool,
    pub(super) answer: Option<Shape>,
    /// The answer is a file as it is, not JSON.
    pub(super) file: bool,
    /// The status when it works.
    pub(super) status: u16,
    /// Whether `If-Match` is heeded.
    pub(super) guarded: bool,
    pub(super) act: Act,
}

impl Route {
    const fn new(verb: Verb, path: &'static str, id: &'static str, act: Act) -> Self {
        Self {
            verb,
            path,
            id,
            summary: "",
            about: "",
            scopes: &[],
            query: &[],
            paged: false,
            body: None,
            picture: false,
            answer: None,
            file: false,
            status: 200,
            guarded: false,
            act,
        }
    }

    /// A route that reads. Without [`Route::needs`] everybody may.
    pub(super) const fn get(path: &'static str, id: &'static str, act: Act) -> Self {
        Self::new(Verb::Get, path, id, act)
    }

    /// A route that changes something: a key is always needed.
    pub(super) const fn post(
        path: &'static str,
        id: &'static str,
        scopes: &'static [Scope],
        act: Act,
    ) -> Self {
        Self { scopes, ..Self::new(Verb::Post, path, id, act) }
    }

    pub(super) const fn with(self, verb: Verb) -> Self {
        Self { verb, ..self }
    }

    pub(super) const fn says(self, summary: &'static str) -> Self {
        Self { summary, ..self }
    }

    pub(super) const fn about(self, about: &'static str) -> Self {
        Self { about, ..self }
    }

    pub(super) const fn needs(self, scopes: &'static [Scope]) -> Self {
        Self { scopes, ..self }
    }

    pub(super) const fn query(self, query: &'static [Query]) -> Self {
        Self { query, ..self }
    }

    pub(super) const fn paged(self) -> Self {
        Self { paged: true, ..self }
    }

    pub(super) const fn takes<T: ToSchema>(self) -> Self {
        Self { body: Some(shape::<T>()), ..self }
    }

    pub(super) const fn takes_picture(self) -> Self {
        Self { picture: true, ..self }
    }

    pub(super) const fn gives_file(self) -> Self {
        Self { file: true, ..self }
    }

    pub(super) const fn gives<T: ToSchema>(self) -> Self {
        Self { answer: Some(shape::<T>()), ..self }
    }

    /// The status when it works, where that is not 200.
    pub(super) const fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    pub(super) const fn guarded(self) -> Self {
        Self { guarded: true, ..self }
    }

    /// Every parameter of the query.
    pub(super) fn queries(&self) -> impl Iterator<Item = &Query> {
        self.query.iter().chain([&LIMIT, &CURSOR].into_iter().filter(|_| self.paged))
    }

    /// The names between braces.
    pub(super) fn params(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// What it belongs to, for the description.
    pub(super) fn tag(&self) -> &'static str {
        self.path.split('/').nth(1).unwrap_or_default()
    }
}
