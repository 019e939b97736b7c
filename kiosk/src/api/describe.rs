//! The description of the API: `OpenAPI` 3.1 for programs, a page for people. Both are made from the
//! routes themselves.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use desk::Scope;
use serde_json::{Value, json};
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::info::{InfoBuilder, LicenseBuilder};
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, PathItem, PathsBuilder,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::schema::{ComponentsBuilder, KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::server::ServerBuilder;
use utoipa::openapi::{
    Content, Header, HeaderBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Required, ResponseBuilder,
    Schema,
};

use super::ask::Ask;
use super::problem::Problem;
use super::reply::Answer;
use super::route::{Act, Done, Form, Route, Shape, Verb, shape};
use super::{BASE, PICTURES, all};
use crate::app::App;
use crate::reply::{Failure, Reply};
use crate::session::Session;
use crate::visit::Visit;

pub(super) const ROUTES: &[Route] =
    &[Route::get("/openapi.json", "getDescription", Act::Beside(description))
        .says("This description")
        .gives::<Value>()];

const ABOUT: &str = "What the kiosk's screens do, for programs. Names are those of the node's files \
(`catalog/FORMAT.md`).\n\n**Keys.** What everybody may see is read without one. Everything else needs \
`Authorization: Bearer stead_…`; a steward makes keys with `stead token add`, at the screens, or with `POST /keys`. A key acts in its \
member's name and has scopes.\n\n**Refusals** are problem documents (RFC 9457) with a stable `code`; \
nothing was recorded.\n\n**Once.** A `POST` with an `Idempotency-Key` is done once, also when its \
answer was lost: the same key gives the same answer for two days. After a power cut in the very moment \
of an act, that answer names the event alone. A refused request leaves its key free; while what was \
asked takes long, asking again is refused with `E-KEY-BUSY`. Answers with a PIN, a key or an invitation \
are remembered without it.\n\n**Versions.** \
`GET` answers have an `ETag`; `If-None-Match` saves the body. Changes of records and members heed \
`If-Match`.\n\n**Lists** come in pages: give `next` back as `cursor`, until there is none.";

/// The description as text; made once.
fn document() -> &'static str {
    static TEXT: OnceLock<String> = OnceLock::new();
    TEXT.get_or_init(|| openapi().to_json().unwrap_or_default())
}

#[expect(clippy::unnecessary_wraps, reason = "all acts have one form")]
fn description(_: &App, _: &Ask) -> Done {
    Ok(Answer::again(200, document().to_owned()))
}

pub(super) fn openapi() -> OpenApi {
    let license = LicenseBuilder::new()
        .name("AGPL-3.0-or-later")
        .identifier(Some("AGPL-3.0-or-later"))
        .build();
    let info = InfoBuilder::new()
        .title("Commonstead kiosk")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(ABOUT))
        .license(Some(license))
        .build();
    let mut items: BTreeMap<&str, PathItem> = BTreeMap::new();
    for route in all() {
        let item = PathItem::new(method(route.verb), operation(route));
        match items.get_mut(route.path) {
            Some(known) => known.merge_operations(item),
            None => drop(items.insert(route.path, item)),
        }
    }
    let mut paths = PathsBuilder::new();
    for (path, item) in items {
        paths = paths.path(path, item);
    }
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("A key that a steward made with `stead token add`."))
        .build();
    let components = ComponentsBuilder::new()
        .schemas_from_iter(schemas())
        .security_scheme("key", SecurityScheme::Http(bearer))
        .build();
    OpenApiBuilder::new()
        .info(info)
        .servers(Some([ServerBuilder::new().url(BASE).build()]))
        .paths(paths.build())
        .components(Some(components))
        .build()
}

fn method(verb: Verb) -> HttpMethod {
    match verb {
        Verb::Get => HttpMethod::Get,
        Verb::Post => HttpMethod::Post,
        Verb::Put => HttpMethod::Put,
        Verb::Patch => HttpMethod::Patch,
        Verb::Delete => HttpMethod::Delete,
    }
}

/// Every named type, each once.
pub(super) fn schemas() -> Vec<(String, RefOr<Schema>)> {
    let mut found = Vec::new();
    let shapes = all().flat_map(|route| [route.body, route.answer]).flatten();
    for shape in shapes.chain([shape::<Problem>()]) {
        (shape.parts)(&mut found);
        if is_named(shape) {
            found.push(((shape.name)().into_owned(), (shape.schema)()));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

/// The same as text, for the test that no two types share a name.
#[cfg(test)]
pub(super) fn every_schema() -> Vec<(String, String)> {
    let all = schemas().into_iter();
    all.map(|(name, schema)| (name, serde_json::to_string(&schema).unwrap())).collect()
}

/// Lists and free values have no name of their own.
fn is_named(shape: Shape) -> bool {
    let name = (shape.name)();
    name != "Value" && !matches!((shape.schema)(), RefOr::T(Schema::Array(_)))
}

fn named(shape: Shape) -> RefOr<Schema> {
    if is_named(shape) {
        return RefOr::Ref(Ref::from_schema_name((shape.name)()));
    }
    (shape.schema)()
}

fn operation(route: &'static Route) -> utoipa::openapi::path::Operation {
    let mut operation = OperationBuilder::new()
        .operation_id(Some(route.id))
        .tag(route.tag())
        .summary(Some(route.summary));
    let mut about = route.about.to_owned();
    if !route.scopes.is_empty() {
        let words: Vec<_> = route.scopes.iter().map(|scope| format!("`{scope}`")).collect();
        about = format!("{about}\n\nScopes: {}.", words.join(" or "));
        operation = operation.security(SecurityRequirement::new("key", scope_words(route.scopes)));
    }
    operation = operation.description(Some(about.trim().to_owned()));
    for name in route.params() {
        operation = operation.parameter(
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Path)
                .required(Required::True)
                .description(Some(about_param(name)))
                .schema(Some(ObjectBuilder::new().schema_type(Type::String))),
        );
    }
    for query in route.queries() {
        let kind = match query.form {
            Form::Text => Type::String,
            Form::Number => Type::Integer,
            Form::Flag => Type::Boolean,
        };
        operation = operation.parameter(
            ParameterBuilder::new()
                .name(query.name)
                .parameter_in(ParameterIn::Query)
                .required(Required::False)
                .description(Some(query.about))
                .schema(Some(ObjectBuilder::new().schema_type(kind))),
        );
    }
    for (name, about) in headers_of(route) {
        operation = operation.parameter(
            ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Header)
                .required(Required::False)
                .description(Some(about))
                .schema(Some(ObjectBuilder::new().schema_type(Type::String))),
        );
    }
    if let Some(body) = route.body {
        let content = ContentBuilder::new().schema(Some(named(body))).build();
        let body = RequestBodyBuilder::new()
            .content("application/json", content)
            .required(Some(Required::True));
        operation = operation.request_body(Some(body.build()));
    }
    if route.picture {
        let body = RequestBodyBuilder::new().required(Some(Required::True));
        let body = PICTURES.iter().fold(body, |body, kind| body.content(*kind, bytes()));
        operation = operation.request_body(Some(body.build()));
    }
    let problem = ContentBuilder::new().schema(Some(named(shape::<Problem>()))).build();
    let refused = ResponseBuilder::new()
        .description("Refused: nothing was recorded.")
        .content("application/problem+json", problem);
    operation
        .response(route.status.to_string(), answer(route).build())
        .response("default", refused.build())
        .build()
}

fn answer(route: &Route) -> ResponseBuilder {
    let mut response = ResponseBuilder::new().description(match route.status {
        201 => "Made.",
        204 => "Done.",
        _ => "The answer.",
    });
    if let Some(shape) = route.answer {
        let content = ContentBuilder::new().schema(Some(named(shape))).build();
        response = response.content("application/json", content);
    }
    if route.file {
        response = response.content(crate::backup::KIND, bytes());
    }
    if route.status == 201 {
        response = response.header("Location", header("Where it is."));
    }
    if route.verb == Verb::Get && !route.file {
        response = response.header("ETag", header("The version of this answer."));
    }
    response
}

/// Bytes as they are.
fn bytes() -> Content {
    let bytes = ObjectBuilder::new()
        .schema_type(Type::String)
        .format(Some(SchemaFormat::KnownFormat(KnownFormat::Binary)));
    ContentBuilder::new().schema(Some(bytes)).build()
}

fn header(about: &str) -> Header {
    let schema = ObjectBuilder::new().schema_type(Type::String);
    HeaderBuilder::new().schema(Some(schema)).description(Some(about)).build()
}

fn headers_of(route: &Route) -> Vec<(&'static str, &'static str)> {
    let mut headers = Vec::new();
    match route.verb {
        Verb::Post => headers.push((
            "Idempotency-Key",
            "A name for this request, 1 to 255 characters: asked twice, it is done once.",
        )),
        Verb::Get => {
            headers.push(("If-None-Match", "The `ETag` that is known: 304 when nothing is new."));
        }
        Verb::Put | Verb::Patch | Verb::Delete => {}
    }
    if route.guarded {
        headers.push(("If-Match", "The `ETag` of what was read: 412 when it has changed since."));
    }
    headers
}

fn scope_words(scopes: &[Scope]) -> Vec<&'static str> {
    scopes.iter().map(|scope| scope.as_str()).collect()
}

fn about_param(name: &str) -> &'static str {
    match name {
        "slug" | "training" => "A slug.",
        "code" => "The code on a label.",
        "member" => "A member's number.",
        "key" => "The number of a key.",
        "node" => "The identity of a node.",
        "from" => "A day.",
        "plan" => "The slug of a plan of care.",
        "text" => "What was scanned; an address is percent-encoded.",
        _ => "The name of the event with which it began.",
    }
}

/// The same for people.
#[expect(clippy::unnecessary_wraps, reason = "all page functions have one form")]
pub(super) fn page(_: &App, _: &Visit, _: &mut Session) -> Result<Reply, Failure> {
    let mut groups: Vec<(&str, Vec<Value>)> = Vec::new();
    for route in all() {
        let line = line(route);
        match groups.iter_mut().find(|(tag, _)| *tag == route.tag()) {
            Some((_, lines)) => lines.push(line),
            None => groups.push((route.tag(), vec![line])),
        }
    }
    let groups = groups.into_iter().map(|(tag, routes)| json!({ "tag": tag, "routes": routes }));
    let context = json!({ "base": BASE, "groups": groups.collect::<Vec<_>>() });
    Ok(Reply::page("kiosk/api.html", context))
}

fn line(route: &Route) -> Value {
    let queries = route.queries().map(|query| json!({ "name": query.name, "about": query.about }));
    json!({
        "verb": format!("{:?}", route.verb).to_uppercase(),
        "path": route.path,
        "id": route.id,
        "summary": route.summary,
        "about": route.about,
        "scopes": scope_words(route.scopes),
        "queries": queries.collect::<Vec<_>>(),
        "body": route.body.filter(|body| is_named(*body)).map(|body| (body.name)()),
        "answer": route.answer.filter(|body| is_named(*body)).map(|body| (body.name)()),
    })
}
