//! Whom this node follows: somebody is met and followed, called something else, compared, let go.

use catalog::ids::{NodeKey, Slug, slugify};
use catalog::record::Follow;
use desk::{By, Refusal};

use crate::app::App;

/// The longest name of a node.
const LONGEST: usize = 80;

/// Why a node is not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum No {
    /// What was given is no address.
    Address,
    /// No short name can be made, or it is taken.
    Name,
    /// Nobody answered there.
    Reached,
    /// This kiosk exchanges with nobody.
    Alone,
}

impl No {
    /// A stable code.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Address => "E-ADDRESS",
            Self::Name => "E-NAME",
            Self::Reached => "E-NOT-REACHED",
            Self::Alone => "E-ALONE",
        }
    }

    /// The key of the sentence.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Address => "between-not-an-address",
            Self::Name => "between-not-a-name",
            Self::Reached => "between-not-reached",
            Self::Alone => "k-nothing-here",
        }
    }
}

/// Follows whoever answers at an address, or the node that was named by its code. Nobody may hold the
/// desk meanwhile.
pub(crate) fn follow(
    app: &App,
    address: &str,
    called: Option<&str>,
    by: By,
) -> Result<Result<NodeKey, No>, Refusal> {
    let Some(backstage) = app.options.backstage.as_ref() else { return Ok(Err(No::Alone)) };
    let called = named(called);
    let short = called.as_deref().and_then(slugify);
    let known = backstage.named(address);
    let url = address.starts_with("http://") || address.starts_with("https://");
    if known.is_none() && !(url || address.starts_with("ssh://")) {
        return Ok(Err(No::Address));
    }
    let short = short
        .or_else(|| slugify(address.trim_start_matches("https://")))
        .filter(|name| !app.desk().node().documents.node.follows.contains_key(name));
    let Some(short) = short.map(shortened) else { return Ok(Err(No::Name)) };
    let (node, url) = match known {
        Some(node) => (node, None),
        None => match backstage.meet(short.as_str(), address) {
            Ok(node) => (node, Some(address.to_owned())),
            Err(error) => {
                tracing::info!(error, "a node could not be followed");
                return Ok(Err(No::Reached));
            }
        },
    };
    let record = Follow { node, name: called, url, compared: None };
    app.desk().follow_node(&short, &record, by)?;
    Ok(Ok(node))
}

/// What people call a node.
fn named(called: Option<&str>) -> Option<String> {
    called.map(|name| name.chars().take(LONGEST).collect())
}

/// A name of a remote has at most forty letters.
fn shortened(name: Slug) -> Slug {
    let cut: String = name.as_str().chars().take(40).collect();
    cut.trim_end_matches('-').parse().unwrap_or(name)
}

/// Calls a followed node something else, or nothing.
pub(crate) fn rename(app: &App, name: &Slug, called: Option<&str>, by: By) -> Result<(), Refusal> {
    let mut desk = app.desk();
    let known = desk.node().documents.node.follows.get(name).cloned();
    let known =
        known.ok_or_else(|| Refusal::NoSuch { what: "followed node", id: name.to_string() })?;
    desk.follow_node(name, &Follow { name: named(called), ..known }, by)
}

/// The words of a node were compared with people over there, today.
pub(crate) fn compared(app: &App, name: &Slug, by: By) -> Result<(), Refusal> {
    let mut desk = app.desk();
    let today = desk.today();
    desk.note_compared(name, today, by)
}

/// Lets go of a node, also of one that is in no record any more. The error is a sentence for stewards.
pub(crate) fn unfollow(
    app: &App,
    name: &Slug,
    node: NodeKey,
    by: By,
) -> Result<Result<(), String>, Refusal> {
    let mut desk = app.desk();
    if desk.node().documents.node.follows.contains_key(name) {
        desk.unfollow_node(name, by)?;
    }
    drop(desk);
    Ok(app.options.backstage.as_ref().map_or(Ok(()), |backstage| backstage.forget(node)))
}

/// Has a change kept, and looks at who is there now.
pub(crate) fn note(app: &App) {
    app.keep(vec!["node.toml".into()], "node: whom we follow".to_owned());
    app.look_around();
}
