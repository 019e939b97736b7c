//! What the site was made from, and when. It stands in one script beside the pages and on the page about
//! the site: a page that named the commit itself would change with every commit.

use std::collections::BTreeMap;

use serde::Serialize;

use super::search::Made as Index;
use super::{Build, BuildError, Output, Pages};

/// When the records were recorded, in words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Made {
    date: String,
    time: String,
    commit: Option<String>,
}

impl Made {
    pub(super) fn of(pages: &Pages<'_>) -> Self {
        let (calendar, build) = (pages.reading().calendar(), pages.build);
        Self {
            date: calendar.long(build.now.date()),
            time: calendar.time(build.now.time()),
            commit: commit(build),
        }
    }
}

fn commit(build: &Build<'_>) -> Option<String> {
    build.options.commit.as_ref().map(|commit| commit.chars().take(7).collect())
}

/// `assets/made.js`: every page tells from it how old it is, and asks for the index that belongs to it
/// rather than one that a cache kept.
pub(super) fn script(
    build: &Build<'_>,
    indexes: &BTreeMap<String, Index>,
    out: &mut Output<'_>,
) -> Result<(), BuildError> {
    let marks: BTreeMap<&String, &String> =
        indexes.iter().map(|(folder, index)| (folder, &index.mark)).collect();
    let packs: BTreeMap<&String, usize> =
        indexes.iter().map(|(folder, index)| (folder, index.packs)).collect();
    let made = serde_json::json!({
        "at": build.now.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        "zone": build.now.time_zone().iana_name(),
        "commit": commit(build),
        "index": marks,
    });
    let packs = if build.workshop.packed {
        format!(" s.dataset.packs = {}[s.dataset.index] || \"\";", serde_json::json!(packs))
    } else {
        String::new()
    };
    let text = format!(
        "window.COMMONSTEAD = {made};\n\
         document.querySelectorAll(\"script[data-index]\").forEach(function (s) {{ s.dataset.build = \
         window.COMMONSTEAD.index[s.dataset.index] || \"\";{packs} }});\n"
    );
    out.file("assets/made.js", text)
}
