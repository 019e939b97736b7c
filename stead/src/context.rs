//! What every command is given.

use camino::Utf8PathBuf;

use crate::args::Globals;
use crate::console::Console;
use crate::edge::Edge;
use crate::report::Report;

/// What every command is given: a console, the time and chance, and where to look for the node.
pub(crate) struct Context {
    pub(crate) console: Console,
    pub(crate) edge: Edge,
    node: Option<Utf8PathBuf>,
}

impl Context {
    pub(crate) fn new(globals: &Globals) -> Self {
        let (mut console, edge) = (Console::new(globals), Edge::from_environment());
        if edge.is_seeded() {
            console.warn("STEAD_SEED is set: every secret made now can be guessed");
        }
        Self { console, edge, node: globals.node.clone() }
    }

    /// For what goes on beside a command, where nobody listens.
    pub(crate) fn aside(edge: Edge) -> Self {
        Self { console: Console::silent(), edge, node: None }
    }

    /// The node that the command is about from here on.
    pub(crate) fn go_to(&mut self, folder: Utf8PathBuf) {
        self.node = Some(folder);
    }

    /// The folder that was named, or where we stand.
    pub(crate) fn folder(&self) -> Result<Utf8PathBuf, Report> {
        if let Some(folder) = &self.node {
            return Ok(folder.clone());
        }
        let here = std::env::current_dir()
            .map_err(|error| Report::io("the current folder cannot be found", &error))?;
        Utf8PathBuf::from_path_buf(here).map_err(|path| {
            Report::request("path", format!("{} is not a name in UTF-8", path.display()))
        })
    }

    /// Whether the folder was named with `-C`.
    pub(crate) fn is_named(&self) -> bool {
        self.node.is_some()
    }
}
