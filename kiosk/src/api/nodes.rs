//! Other nodes: whom we follow, what they lend, and the drives by which news travels.

use std::sync::Arc;

use catalog::followed::Followed;
use catalog::ids::{NodeKey, Slug};
use catalog::interloan::is_lent_out;
use catalog::record::Title;
use desk::{Desk, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::DESK;
use super::ask::Ask;
use super::lines::word;
use super::problem::Trouble;
use super::reply::{Answer, Page, page};
use super::route::{Act, Done, Route, Verb};
use crate::acts::following;
use crate::app::App;
use crate::git::{PeerKind, PeerStatus};
use crate::neighbours::Neighbours;

const SEE: &[Scope] = &[Scope::Read, Scope::Borrow, Scope::Desk, Scope::Records];
const RECORDS: &[Scope] = &[Scope::Records];

pub(super) const ROUTES: &[Route] = &[
    Route::get("/nodes", "listNodes", Act::Among(nodes))
        .says("The nodes that this one follows")
        .needs(SEE)
        .paged()
        .gives::<Page<FollowedLine>>(),
    Route::get("/nodes/{node}", "getFollowedNode", Act::Among(node))
        .says("One of them")
        .needs(SEE)
        .gives::<FollowedLine>(),
    Route::get("/nodes/{node}/titles", "listNodeTitles", Act::Among(titles))
        .says("What it lends to other nodes, by its newest news")
        .needs(SEE)
        .paged()
        .gives::<Page<FarTitleLine>>(),
    Route::post("/nodes", "followNode", RECORDS, Act::Beside(follow))
        .says("Follow whoever answers at an address, or the node that was named by its code")
        .about("Compare its `words` with people over there before you trust them.")
        .takes::<FollowBody>()
        .gives::<FollowedLine>()
        .status(201),
    Route::post("/nodes/{node}", "changeFollowedNode", RECORDS, Act::Beside(change))
        .with(Verb::Patch)
        .says("Call it something else, or note that its words were compared today")
        .takes::<FollowedBody>()
        .gives::<FollowedLine>(),
    Route::post("/nodes/{node}", "unfollowNode", RECORDS, Act::Beside(unfollow))
        .with(Verb::Delete)
        .says("Follow it no longer")
        .status(204),
    Route::get("/exchange/drives", "listDrives", Act::Beside(drives))
        .says("The drives that are in")
        .needs(DESK)
        .gives::<Vec<DriveLine>>(),
    Route::post("/exchange/drives", "welcomeDrive", DESK, Act::Beside(welcome))
        .says("A drive of strangers may be exchanged with")
        .takes::<DriveBody>()
        .status(204),
];

/// A node that is followed.
#[derive(Debug, Serialize, ToSchema)]
struct FollowedLine {
    /// Its identity.
    node: String,
    /// Our short name for it.
    slug: String,
    /// What people here call it.
    name: String,
    /// What it says its name is.
    #[serde(skip_serializing_if = "Option::is_none")]
    calls_itself: Option<String>,
    /// Where its news is fetched, if not by a drive or a hub alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// The words by which people compare it.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// When somebody did.
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<String>,
    /// How new its newest news is.
    #[serde(skip_serializing_if = "Option::is_none")]
    news: Option<String>,
    /// How many titles it has.
    titles: usize,
}

impl FollowedLine {
    fn new(known: &Neighbours, other: &Followed) -> Self {
        Self {
            node: other.key.to_string(),
            slug: other.slug.to_string(),
            name: other.name.clone(),
            calls_itself: other.calls_itself().map(str::to_owned),
            url: other.url.clone(),
            words: known.words.get(&other.key).cloned(),
            compared: other.compared.map(|day| day.to_string()),
            news: other.news.map(|at| at.to_string()),
            titles: other.node.documents.titles.len(),
        }
    }
}

fn nodes(_: &App, _: &mut Desk, known: &Neighbours, ask: &Ask) -> Done {
    let slugs = known.others.iter().map(|other| other.slug.clone()).collect();
    page(ask, slugs, |slug: &Slug| {
        let other = known.others.iter().find(|other| other.slug == *slug)?;
        Some(FollowedLine::new(known, other))
    })
}

fn found<'n>(known: &'n Neighbours, ask: &Ask) -> Result<&'n Followed, Trouble> {
    let key: NodeKey = ask.param("node")?;
    known.others.iter().find(|other| other.key == key).ok_or_else(Trouble::not_found)
}

fn node(_: &App, _: &mut Desk, known: &Neighbours, ask: &Ask) -> Done {
    Answer::of(ask, &FollowedLine::new(known, found(known, ask)?))
}

/// A title of another node.
#[derive(Debug, Serialize, ToSchema)]
struct FarTitleLine {
    slug: String,
    name: String,
    /// `tool`, `machine`, `material`, `kit`, `space`, `book` or `vehicle`.
    kind: String,
    summary: String,
    /// The language of its texts (BCP 47).
    lang: String,
    /// How many units there are.
    units: usize,
}

impl FarTitleLine {
    fn new(title: &Title) -> Self {
        Self {
            slug: title.slug.to_string(),
            name: title.name.base.clone(),
            kind: word(&title.kind),
            summary: title.summary.base.clone(),
            lang: title.lang.clone(),
            units: title.units.len(),
        }
    }
}

fn titles(_: &App, _: &mut Desk, known: &Neighbours, ask: &Ask) -> Done {
    let other = &found(known, ask)?.node;
    let all = &other.documents.titles;
    let lent = all.values().filter(|title| is_lent_out(other, title));
    page(ask, lent.map(|title| title.slug.clone()).collect(), |slug: &Slug| {
        all.get(slug).map(FarTitleLine::new)
    })
}

/// Whom to follow.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FollowBody {
    /// `https://…`, `ssh://…`, or what a node's own code says.
    address: String,
    /// What people here call it.
    name: Option<String>,
}

/// The name, where it is one.
fn called(name: Option<&str>) -> Option<&str> {
    name.map(str::trim).filter(|name| !name.is_empty())
}

/// A node as it is followed now.
fn line(app: &App, ask: &Ask, node: NodeKey) -> Done {
    let known: Arc<Neighbours> = app.neighbours();
    let other = known.others.iter().find(|other| other.key == node);
    Answer::of(ask, &FollowedLine::new(&known, other.ok_or_else(Trouble::not_found)?))
}

fn follow(app: &App, ask: &Ask) -> Done {
    let body: FollowBody = ask.body()?;
    let name = called(body.name.as_deref());
    let node = match following::follow(app, body.address.trim(), name, ask.by()?)? {
        Ok(node) => node,
        Err(no) => {
            let desk = app.desk();
            let sentence = app.reading(&desk, &ask.lang).word(no.key());
            return Err(Trouble::conflict(no.code(), sentence));
        }
    };
    following::note(app);
    Ok(line(app, ask, node)?.at(format_args!("/nodes/{node}")))
}

/// What changes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FollowedBody {
    /// What people here call it; empty: as it calls itself.
    name: Option<String>,
    /// `true`: its words were compared with people over there, today.
    #[serde(default)]
    compared: bool,
}

fn change(app: &App, ask: &Ask) -> Done {
    let body: FollowedBody = ask.body()?;
    let (node, by) = (ask.param("node")?, ask.by()?);
    let slug = found(&app.neighbours(), ask)?.slug.clone();
    if let Some(name) = &body.name {
        following::rename(app, &slug, called(Some(name)), by)?;
    }
    if body.compared {
        following::compared(app, &slug, by)?;
    }
    following::note(app);
    line(app, ask, node)
}

fn unfollow(app: &App, ask: &Ask) -> Done {
    let slug = found(&app.neighbours(), ask)?.slug.clone();
    let gone = following::unfollow(app, &slug, ask.param("node")?, ask.by()?)?;
    gone.map_err(|sentence| Trouble::conflict("E-EXCHANGE", sentence))?;
    following::note(app);
    Ok(Answer::again(204, String::new()))
}

/// A drive.
#[derive(Debug, Serialize, ToSchema)]
struct DriveLine {
    drive: String,
    /// `busy`: it must stay in; `done`; `failed`; `unknown`: nothing was read before a steward says
    /// whose it is.
    state: String,
    /// What came, and what went.
    received: usize,
    sent: usize,
}

impl DriveLine {
    fn new(peer: &PeerStatus) -> Self {
        Self {
            drive: peer.name.clone(),
            state: word(&peer.state),
            received: peer.received,
            sent: peer.sent,
        }
    }
}

fn in_now(app: &App) -> Vec<PeerStatus> {
    let mut peers = app.options.git.as_ref().map(|host| host.peers()).unwrap_or_default();
    peers.retain(|peer| peer.kind == PeerKind::Stick);
    peers
}

fn drives(app: &App, ask: &Ask) -> Done {
    Answer::of(ask, &in_now(app).iter().map(DriveLine::new).collect::<Vec<_>>())
}

/// Which drive.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DriveBody {
    drive: String,
}

fn welcome(app: &App, ask: &Ask) -> Done {
    let body: DriveBody = ask.body()?;
    let known = in_now(app).iter().any(|peer| peer.name == body.drive);
    let host = app.options.git.as_ref().filter(|_| known);
    let host = host.ok_or_else(|| Trouble::unread("drive", "no such drive is in"))?;
    host.welcome(&body.drive);
    app.look_around();
    Ok(Answer::again(204, String::new()))
}
