//! The node's site on a stick, so that whoever carries it can open it with a double click: packed into
//! few files, made again only when the node has news, and never in the place of files that are not ours.

use camino::{Utf8Path, Utf8PathBuf};
use generator::site::BuildOptions;
use generator::yard::Yard;
use jiff::Timestamp;
use sync::Repo;

use crate::node::Reading;
use crate::report::{Report, at};
use crate::site;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Site {
    /// It is as it was: nothing has changed here since.
    Same(Utf8PathBuf),
    /// So many files were written or removed.
    Made(Utf8PathBuf, usize),
    /// It was left alone, and why.
    Left(String),
}

/// The first line of the page that names the sites; only a page with it is ours to replace.
const OURS: &str = "<!-- Commonstead: made by a visit of this stick; it is replaced. -->";
/// The page at the top of the stick's folder.
const INDEX: &str = "index.html";

/// Puts the site of the node at `root` on the drive, below what the exchange wrote there.
pub(crate) fn put(root: &Utf8Path, drive: &Utf8Path, now: Timestamp) -> Result<Site, Report> {
    let folder = drive.join("commonstead");
    let plain =
        |path: &Utf8Path| fs_err::symlink_metadata(path).map_or(true, |found| found.is_dir());
    if !folder.is_dir() || !plain(&folder) || !plain(&folder.join("site")) {
        return Ok(Site::Left("the stick has no folder of ours for it".into()));
    }
    let repo = Repo::open(root)?;
    let (node, mark) = (repo.node_id()?, mark(&repo)?);
    let reading = Reading::of(root.to_owned(), now)?;
    let slug = fat_name(reading.node.documents.node.id.as_str());
    let name = format!("{slug}-{}", node.first_commit().short());
    let (out, made) = (folder.join("site").join(&name), folder.join("site").join(name + ".made"));
    if out.join("index.html").is_file() && read(&made).as_deref() == Some(mark.as_str()) {
        return Ok(Site::Same(out));
    }
    if !site::in_the_way(&reading.problems).is_empty() {
        return Ok(Site::Left("records have errors (`stead check`), so no site was made".into()));
    }
    let renderer = site::renderer(root, &reading.node)?;
    let said = site::Made::of(&reading);
    let options = BuildOptions {
        now: said.at,
        drafts: false,
        commit: said.commit,
        base: None,
        followed: site::followed(root, &reading.node),
        take_away: Vec::new(),
    };
    let report = Yard::new(root, &out, true).packed().build(&reading.node, &renderer, &options);
    let report = match report {
        Ok(report) => report,
        Err(error) => return Ok(Site::Left(site::failed(&error).message)),
    };
    catalog::store::write_atomic(&made, mark.as_bytes()).map_err(at("written", &made))?;
    list_sites(&folder)?;
    if report.written + report.removed == 0 {
        return Ok(Site::Same(out));
    }
    Ok(Site::Made(out, report.written + report.removed))
}

/// What the site is made from: this node's commit, those of the nodes that it shows, and the program.
fn mark(repo: &Repo) -> Result<String, Report> {
    let mut lines = vec![
        format!("program {}", env!("CARGO_PKG_VERSION")),
        format!("{} {}", repo.node_id()?, repo.head()?),
    ];
    for node in repo.following()? {
        if let Some((head, _)) = repo.news_of(node)? {
            lines.push(format!("{node} {head}"));
        }
    }
    Ok(lines.join("\n") + "\n")
}

fn read(file: &Utf8Path) -> Option<String> {
    let plain = fs_err::symlink_metadata(file).is_ok_and(|found| found.is_file());
    plain.then(|| fs_err::read_to_string(file).ok()).flatten()
}

/// The page that a person opens first: a link to each site on the stick.
fn list_sites(folder: &Utf8Path) -> Result<(), Report> {
    let index = folder.join(INDEX);
    let ours = read(&index).is_some_and(|text| text.starts_with(OURS));
    if index.exists() && !ours {
        return Ok(());
    }
    let mut names = Vec::new();
    for entry in fs_err::read_dir(folder.join("site")).map_err(at("read", folder))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let whole = folder.join("site").join(&name).join("index.html").is_file();
        if whole && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            names.push(name);
        }
    }
    names.sort();
    let link = |name: &String| {
        let shown = name.rsplit_once('-').map_or(name.as_str(), |(slug, _)| slug);
        format!("<li><a href=\"site/{name}/index.html\">{shown}</a></li>\n")
    };
    let links: String = names.iter().map(link).collect();
    let page = format!(
        "{OURS}\n<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>Commonstead</title>\n<style>body{{font:1.25rem/1.6 \
         system-ui,sans-serif;margin:3rem auto;max-width:34rem;padding:0 1rem}}</style>\n\
         <h1>On this stick</h1>\n<ul>\n{links}</ul></html>\n"
    );
    catalog::store::write_atomic(&index, page.as_bytes()).map_err(at("written", &index))
}

/// A name that no file system of sticks refuses: a few are devices to Windows.
pub(crate) fn fat_name(slug: &str) -> String {
    let reserved = matches!(slug, "con" | "prn" | "aux" | "nul")
        || (slug.len() == 4 && (slug.starts_with("com") || slug.starts_with("lpt")));
    let short: String = slug.chars().take(60).collect();
    let short = short.trim_end_matches('-');
    if reserved { format!("node-{short}") } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_on_a_stick_is_never_a_device() {
        assert_eq!(fat_name("oak-street"), "oak-street");
        for name in ["con", "nul", "com1", "lpt9"] {
            assert_eq!(fat_name(name), format!("node-{name}"));
        }
        assert_eq!(fat_name(&"a".repeat(80)).len(), 60);
    }
}
