//! `stead init`: a new node.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::event::Wall;
use catalog::ids::{NodeSlug, slugify};
use jiff::tz::TimeZone;
use serde_json::json;
use sync::{Author, DeviceKey, Repo, RepoPath};

use crate::answer::Answer;
use crate::context::Context;
use crate::report::Report;

/// Make a new node in a folder
///
/// Makes the folder, its git repository, this device's key, `node.toml` and the first signed commit,
/// whose name is the node's identity from then on. Edit `node.toml` afterwards: opening hours, lending
/// rules and the time zone live there.
#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    /// The folder; made if it is not there
    pub(crate) folder: Utf8PathBuf,
    /// The name on the door
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: String,
    /// The short name, for addresses [default: made from the name]
    #[arg(long, value_name = "SLUG")]
    pub(crate) id: Option<String>,
    /// A language of the interface, the first one first; may be given more than once [default: en]
    #[arg(long = "lang", value_name = "TAG")]
    pub(crate) languages: Vec<String>,
    /// The time zone of the place [default: this computer's]
    #[arg(long, value_name = "ZONE")]
    pub(crate) timezone: Option<String>,
    /// Where the door is
    #[arg(long, value_name = "TEXT")]
    pub(crate) address: Option<String>,
}

pub(crate) fn run(args: &Init, cx: &mut Context) -> Result<Answer, Report> {
    let name = checked_name(&args.name)?;
    let id = checked_id(args.id.as_deref(), name)?;
    let languages = checked_languages(&args.languages)?;
    let (zone_name, zone) = time_zone(args.timezone.as_deref())?;
    if args.folder.join("node.toml").exists() {
        let message = format!("`{}` holds a node already", args.folder);
        return Err(Report::request("is-node", message).hint("choose another folder"));
    }
    let mut files = vec![("node.toml", node_toml(name, &id, &languages, &zone_name))];
    if let (Some(address), Some((_, text))) = (&args.address, files.first_mut()) {
        let line = format!("address = {}\ndefault_policy", toml_text(address.trim()));
        *text = text.replacen("default_policy", &line, 1);
    }
    if !args.folder.join("README.md").exists() {
        files.push(("README.md", readme(name)));
    }
    let key = DeviceKey::new(&cx.edge.bytes()?);
    let (device, fingerprint) = (key.device(), key.fingerprint());
    let at = Wall::new(cx.edge.now(), &zone);
    let author = Author::device(&key);
    let (repo, commit) = Repo::init(&args.folder, key, &in_repository(files)?, &author, at)?;
    let node = repo.node_id()?;
    let text = format!(
        "{name} is a node now, in {folder}.\n\n\
         This device   {device}  {fingerprint}\n\
         First commit  {commit}\n\n\
         Next:\n\
         \x20 cd {folder}\n\
         \x20 stead new tool \"Cordless drill\"   the first thing to share\n\
         \x20 stead member add --name \"…\"       the first person with a card\n\
         \x20 stead build                       the site, in public/\n",
        folder = shown(&args.folder),
    );
    let json =
        json!({ "node": node, "device": device, "fingerprint": fingerprint, "commit": commit });
    Ok(Answer::new(json, text))
}

fn shown(folder: &Utf8Path) -> String {
    if folder.as_str().contains(' ') { format!("'{folder}'") } else { folder.to_string() }
}

fn checked_name(name: &str) -> Result<&str, Report> {
    let name = name.trim();
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err(Report::request("name", "a node needs a name, in one line"));
    }
    Ok(name)
}

fn checked_id(given: Option<&str>, name: &str) -> Result<NodeSlug, Report> {
    let none = || {
        Report::request("id", format!("no short name can be made from `{name}`"))
            .hint("give one: `--id oak-street`")
    };
    match given {
        Some(id) => id.parse().map_err(|error| {
            Report::request("id", format!("the short name `{id}` {error}"))
                .maybe_hint(slugify(id).map(|slug| format!("`--id {slug}` would do")))
        }),
        None => slugify(name).and_then(|slug| slug.as_str().parse().ok()).ok_or_else(none),
    }
}

fn checked_languages(given: &[String]) -> Result<Vec<String>, Report> {
    if given.is_empty() {
        return Ok(vec!["en".into()]);
    }
    let read = |tag: &String| {
        catalog::document::path::language(&tag.to_lowercase()).ok_or_else(|| {
            Report::request("lang", format!("`{tag}` is not a language tag"))
                .hint("a tag is like `en`, `es` or `pt-br`")
        })
    };
    given.iter().map(read).collect()
}

fn time_zone(given: Option<&str>) -> Result<(String, TimeZone), Report> {
    let Some(name) = given else {
        let zone = TimeZone::system();
        return Ok(match zone.iana_name() {
            Some(name) => (name.to_owned(), zone.clone()),
            None => ("UTC".into(), TimeZone::UTC),
        });
    };
    match TimeZone::get(name) {
        Ok(zone) => Ok((zone.iana_name().unwrap_or(name).to_owned(), zone)),
        Err(_) => Err(Report::request("timezone", format!("no time zone is called `{name}`"))
            .hint("a time zone is named like `Europe/Berlin`")),
    }
}

fn in_repository(files: Vec<(&str, String)>) -> Result<Vec<(RepoPath, Vec<u8>)>, Report> {
    let parse = |path: &str| path.parse().map_err(|error| Report::from(sync::Error::Path(error)));
    files.into_iter().map(|(path, text)| Ok((parse(path)?, text.into_bytes()))).collect()
}

/// Text as TOML has it: every JSON string without a slash escape is one.
fn toml_text(text: &str) -> String {
    serde_json::Value::String(text.to_owned()).to_string()
}

fn node_toml(name: &str, id: &NodeSlug, languages: &[String], zone: &str) -> String {
    let languages: Vec<_> = languages.iter().map(|tag| toml_text(tag)).collect();
    format!(
        r#"id = "{id}"
name = {name}
languages = [{languages}]
timezone = {zone}
default_policy = "standard"

# When the door is open. Due dates fall on open days.
# [[opening_hours]]
# day = "sat"
# from = "10:00"
# to = "14:00"

[policies.standard]
label = "One week"
period = 7
renewals_max = 1
"#,
        name = toml_text(name),
        languages = languages.join(", "),
        zone = toml_text(zone),
    )
}

fn readme(name: &str) -> String {
    format!(
        "# {name}\n\nEverything this node knows is in these files: `catalog/` holds what is shared, \
         `feeds/` what happened, `node.toml` who we are. Any text editor may change them; \
         `stead check` says what is wrong and where.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_node_toml_has_no_problem_whatever_the_name() {
        for name in ["Oak Street", "L’Atelier \"du coin\" \\ Nº 5", "工具図書館"] {
            let id = "oak".parse().unwrap();
            let text = node_toml(name, &id, &["en".into(), "pt-br".into()], "Europe/Lisbon");
            let loaded = catalog::document::load([("node.toml".into(), text.into_bytes())]);
            assert_eq!(loaded.problems, [], "{name}");
            assert_eq!(loaded.documents.node.name.base, name);
            assert_eq!(loaded.documents.node.languages, ["en", "pt-br"]);
        }
    }

    #[test]
    fn a_short_name_is_made_from_the_name_or_asked_for() {
        assert_eq!(checked_id(None, "Oak Street Commons").unwrap().as_str(), "oak-street-commons");
        assert!(checked_id(None, "工具").is_err());
        let report = checked_id(Some("Oak Street"), "x").unwrap_err();
        assert_eq!(report.hints, ["`--id oak-street` would do"]);
    }
}
