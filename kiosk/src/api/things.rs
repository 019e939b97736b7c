//! New things and photos.

use catalog::ids::{CategoryPath, Slug, TicketId};
use catalog::record::TitleKind;
use desk::{Desk, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ask::Ask;
use super::lines::UnitLine;
use super::loans::LEND;
use super::problem::Trouble;
use super::reply::Answer;
use super::route::{Act, Done, Route, Verb};
use crate::acts::things::{self, NewThing, No, Whose};
use crate::app::App;
use crate::pages::photos;

const RECORDS: &[Scope] = &[Scope::Records];

pub(super) const ROUTES: &[Route] = &[
    Route::post("/titles", "registerThing", RECORDS, Act::Desk(register))
        .says("A new thing")
        .about(
            "A title with one unit, or one more unit of a title. Where titles have this name already, \
            the refusal lists them in `same`: say which in `title`, or that it is `new`.",
        )
        .takes::<NewThingBody>()
        .gives::<UnitLine>()
        .status(201),
    Route::post("/units/{code}/aliases", "bindAlias", RECORDS, Act::Desk(bind))
        .says("Another code that finds a unit")
        .about("What somebody else printed on it: an EAN, an old inventory number.")
        .takes::<AliasBody>()
        .gives::<UnitLine>()
        .status(201),
    Route::post("/titles/{slug}/photos", "addPhoto", RECORDS, Act::Beside(add_photo))
        .says("A photo of a title")
        .about("Turned upright, made smaller, and freed of everything but the picture.")
        .takes_picture()
        .gives::<ImageLine>()
        .status(201),
    Route::post("/repairs/{ticket}/photo", "putRepairPhoto", LEND, Act::Beside(repair_photo))
        .with(Verb::Put)
        .says("A photo of what is wrong")
        .about(
            "Turned upright, made smaller, and freed of everything but the picture. One that is there \
            is replaced only with the scope `desk`.",
        )
        .takes_picture()
        .status(204),
];

/// A new thing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewThingBody {
    name: String,
    /// `tool`, `machine`, `material`, `kit`, `space`, `book` or `vehicle`; `tool` when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    kind: Option<TitleKind>,
    /// What its label says, as it was scanned. An EAN or an old number becomes an alias. Without a code of
    /// ours, one is drawn and its label waits for the printer.
    #[schema(example = "7K3-QP2J")]
    code: Option<String>,
    summary: Option<String>,
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    category: Option<CategoryPath>,
    /// The slug of the place where it belongs.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    place: Option<Slug>,
    serial: Option<String>,
    /// How many, for material.
    qty: Option<u32>,
    /// It is one more of this title.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    title: Option<Slug>,
    /// It is a title of its own, whatever others are called.
    #[serde(default)]
    new: bool,
}

impl NewThingBody {
    fn thing(self) -> Result<NewThing, Trouble> {
        let whose = match (self.title, self.new) {
            (Some(_), true) => return Err(Trouble::unread("new", "say either `title` or `new`")),
            (Some(slug), false) => Whose::Of(slug),
            (None, true) => Whose::New,
            (None, false) => Whose::Unsaid,
        };
        Ok(NewThing {
            code: self.code,
            name: self.name,
            kind: self.kind.unwrap_or(TitleKind::Tool),
            summary: self.summary.unwrap_or_default(),
            category: self.category,
            place: self.place,
            serial: self.serial,
            qty: self.qty,
            whose,
        })
    }
}

/// What the records do not know is not passed over in silence.
fn known(desk: &Desk, thing: &NewThing) -> Result<(), Trouble> {
    let documents = &desk.node().documents;
    if thing.place.as_ref().is_some_and(|place| !documents.places.contains_key(place)) {
        return Err(Trouble::unread("place", "there is no such place"));
    }
    let categories = &documents.node.categories;
    if thing.category.as_ref().is_some_and(|path| !categories.contains_key(path)) {
        return Err(Trouble::unread("category", "there is no such category"));
    }
    Ok(())
}

fn register(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: NewThingBody = ask.body()?;
    let thing = body.thing()?;
    known(desk, &thing)?;
    let made = match things::register(app, desk, &thing, ask.by()?)? {
        Ok(made) => made,
        Err(No::OtherTitle) => return Err(Trouble::unread("title", "there is no such title")),
        Err(no) => return Err(refused(app, desk, ask, &no)),
    };
    let view = desk.view(made.unit)?;
    let line = UnitLine::new(desk, view.title, view.unit);
    Ok(Answer::of(ask, &line)?.at(format_args!("/units/{}", made.unit)))
}

/// Another code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AliasBody {
    /// As a scanner reads it.
    #[schema(example = "4006381333931")]
    alias: String,
}

fn bind(app: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let body: AliasBody = ask.body()?;
    let code = ask.param("code")?;
    if let Err(no) = things::bind(app, desk, code, &body.alias, ask.by()?)? {
        return Err(refused(app, desk, ask, &no));
    }
    let view = desk.view(code)?;
    Answer::of(ask, &UnitLine::new(desk, view.title, view.unit))
}

fn refused(app: &App, desk: &Desk, ask: &Ask, no: &No) -> Trouble {
    let sentence = app.reading(desk, &ask.lang).word(no.key());
    match no {
        No::Same(same) => Trouble::conflict_with(no.code(), sentence, "same", same),
        _ => Trouble::conflict(no.code(), sentence),
    }
}

/// A picture that was kept.
#[derive(Debug, Serialize, ToSchema)]
struct ImageLine {
    /// A path from the kiosk's root.
    image: String,
}

fn not_kept(app: &App, ask: &Ask, no: photos::NotKept) -> Trouble {
    Trouble::conflict(no.code(), no.sentence(app, &ask.lang))
}

fn add_photo(app: &App, ask: &Ask) -> Done {
    let slug: Slug = ask.param("slug")?;
    let image = things::add_photo(app, &ask.body, &slug, ask.by()?)?;
    let image = image.map_err(|no| not_kept(app, ask, no))?;
    Ok(Answer::of(ask, &ImageLine { image })?.at(format_args!("/titles/{slug}")))
}

fn repair_photo(app: &App, ask: &Ask) -> Done {
    let id: TicketId = ask.param("ticket")?;
    let unit = {
        let desk = app.desk();
        let ticket = desk.node().state.tickets.get(&id).ok_or_else(Trouble::not_found)?;
        desk.node().state.resolve(ticket.unit)
    };
    if photos::has(app, unit, id.0) && !ask.at_desk() {
        let detail = "This repair has a photo already; replacing it is a steward's work.";
        return Err(Trouble::conflict("E-PHOTO-THERE", detail));
    }
    photos::keep_with(app, &ask.body, unit, id.0).map_err(|no| not_kept(app, ask, no))?;
    Ok(Answer::again(204, String::new()))
}
