//! `stead new`: a document from a template.

use std::io::IsTerminal as _;
use std::process::Command;

use camino::{Utf8Path, Utf8PathBuf};
use catalog::code::Code;
use catalog::document::path_of;
use catalog::event::Wall;
use catalog::ids::{Slug, slugify};
use catalog::record::DocumentKind;
use catalog::store::write_atomic;
use clap::ValueEnum;
use serde_json::{Value, json};
use sync::{Author, Repo};

use super::labels;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::{self, Reading};
use crate::report::{self, Report};

/// Make a new document from a template
///
/// Things to lend get a unit with a fresh code for its label. On a terminal the file opens in
/// `$EDITOR`.
#[derive(Debug, clap::Args)]
pub(crate) struct New {
    /// What sort of document
    kind: DocumentSort,
    /// What people call it
    title: String,
    /// The file's name [default: made from the title]
    #[arg(long, value_name = "SLUG")]
    slug: Option<String>,
    /// Leave the editor closed
    #[arg(long)]
    no_edit: bool,
}

/// What sort of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DocumentSort {
    /// Lent and returned
    Tool,
    /// Used in the house
    Machine,
    /// Counted stock
    Material,
    /// A labelled set
    Kit,
    /// A room, bench or plot
    Space,
    /// A book, game or film
    Book,
    /// A bicycle, trailer or car
    Vehicle,
    /// A room, shelf or box
    Place,
    /// An open design
    Design,
    /// A free page
    Page,
    /// News
    News,
    /// A workshop or work day
    Event,
    /// Something to decide
    Proposal,
    /// Minutes of a meeting
    Minutes,
    /// A public profile
    Person,
}

impl DocumentSort {
    fn document(self) -> DocumentKind {
        match self {
            Self::Place => DocumentKind::Place,
            Self::Design => DocumentKind::Design,
            Self::Page | Self::News => DocumentKind::Page,
            Self::Event => DocumentKind::Event,
            Self::Proposal => DocumentKind::Proposal,
            Self::Minutes => DocumentKind::Minutes,
            Self::Person => DocumentKind::Person,
            _ => DocumentKind::Title,
        }
    }

    fn word(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

pub(crate) fn run(args: &New, cx: &mut Context) -> Result<Answer, Report> {
    let reading = Reading::open(cx)?;
    let title = args.title.trim();
    let slug = slug(args.slug.as_deref(), title)?;
    let file = path_of(args.kind.document(), &slug);
    if reading.root.join(&file).exists() {
        let message = format!("`{file}` is there already");
        return Err(
            Report::request("exists", message).hint("`--slug <name>` gives it another name")
        );
    }
    let code = fresh_code(cx, &reading)?;
    let text = template(args.kind, title, code, &reading);
    let path = reading.root.join(&file);
    write_atomic(&path, text.as_bytes()).map_err(report::at("written", &path))?;
    let edits = !args.no_edit && !cx.console.wants_json() && std::io::stdin().is_terminal();
    if edits {
        edit(&path, cx);
    } else {
        commit(cx, &reading, &file)?;
    }
    if shown_code(args.kind, code) != Value::Null {
        // A label that does not wait can still be asked for by its code.
        drop(desk::labels::queue(&reading.root, [code]));
    }
    let json = json!({ "file": file, "slug": slug, "code": shown_code(args.kind, code) });
    let words = match shown_code(args.kind, code) {
        Value::Null => format!("Made {file}\n"),
        _ => format!("Made {file} with the code {code}\n"),
    };
    Ok(Answer::new(json, words))
}

fn shown_code(kind: DocumentSort, code: Code) -> Value {
    let has_code = kind.document() == DocumentKind::Title || kind == DocumentSort::Place;
    if has_code { json!(code) } else { Value::Null }
}

fn slug(given: Option<&str>, title: &str) -> Result<Slug, Report> {
    if title.is_empty() || title.chars().any(char::is_control) {
        return Err(Report::request("title", "a title is needed, in one line"));
    }
    match given {
        Some(text) => text.parse().map_err(|error| {
            Report::request("slug", format!("the name `{text}` {error}"))
                .maybe_hint(slugify(text).map(|slug| format!("`--slug {slug}` would do")))
        }),
        None => slugify(title).ok_or_else(|| {
            Report::request("slug", format!("no file name can be made from `{title}`"))
                .hint("give one in lower-case letters: `--slug hammer-drill`")
        }),
    }
}

/// A code that nothing here has.
fn fresh_code(cx: &Context, reading: &Reading) -> Result<Code, Report> {
    let codes = labels::mint(&cx.edge, &labels::taken(reading), 1)?;
    codes.first().copied().ok_or_else(|| Report::outside("randomness", "no code could be made"))
}

/// Opens the file in the editor that the person has chosen.
fn edit(path: &Utf8Path, cx: &mut Context) {
    let chosen = ["VISUAL", "EDITOR"].into_iter().find_map(|name| std::env::var(name).ok());
    let Some(editor) = chosen.filter(|editor| !editor.trim().is_empty()) else {
        cx.console.say("Open it in any text editor; `stead commit` records it.");
        return;
    };
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default().to_owned();
    let opened = Command::new(&program).args(words).arg(path.as_std_path()).status();
    match opened {
        Ok(_) => cx.console.say("`stead commit` records it."),
        Err(error) => cx.console.warn(&format!("`{program}` could not be started: {error}")),
    }
}

fn commit(cx: &mut Context, reading: &Reading, file: &Utf8PathBuf) -> Result<(), Report> {
    if !reading.root.join(".git").exists() {
        return Ok(());
    }
    let (repo, _): (Repo, _) = node::repository(cx, &reading.root)?;
    let Some(key) = repo.key() else { return Ok(()) };
    if !node::is_welcome(&repo, reading.now)? {
        return Ok(());
    }
    let path = file.as_str().parse().map_err(|error| Report::from(sync::Error::Path(error)))?;
    let at = Wall::new(reading.now, &reading.zone);
    repo.commit(&[path], &format!("add {file}"), &Author::device(key), at)?;
    Ok(())
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

fn template(kind: DocumentSort, title: &str, code: Code, reading: &Reading) -> String {
    let (name, today) = (quoted(title), reading.today());
    let body = |fields: &str| format!("+++\nname = {name}\n{fields}+++\n\n");
    match kind {
        DocumentSort::Place => format!("name = {name}\nkind = \"shelf\"\ncode = \"{code}\"\n"),
        DocumentSort::Design => format!(
            "okhv = \"OKH-LOSHv1.0\"\nname = {name}\nfunction = \"\"\nversion = \"0.1.0\"\nlicense = \"CERN-OHL-S-2.0\"\nlicensor = \"\"\n"
        ),
        DocumentSort::Page => body("kind = \"page\"\n"),
        DocumentSort::News => body(&format!("kind = \"news\"\ndate = \"{today}\"\n")),
        DocumentSort::Event => {
            let zone = reading.zone.iana_name().unwrap_or("UTC");
            body(&format!(
                "starts = \"{today}T14:00:00[{zone}]\"\nends = \"{today}T16:00:00[{zone}]\"\n"
            ))
        }
        DocumentSort::Proposal => {
            body(&format!("state = \"draft\"\nproposed_on = \"{today}\"\nmethod = \"consent\"\n"))
        }
        DocumentSort::Minutes => body(&format!("date = \"{today}\"\n")),
        DocumentSort::Person => body(""),
        DocumentSort::Material => body(&format!(
            "kind = \"material\"\nsummary = \"\"\nadded = \"{today}\"\n\n[[units]]\ncode = \"{code}\"\nkind = \"stock\"\nquantity = \"unknown\"\nmeasure = \"pcs\"\n"
        )),
        lent => body(&format!(
            "kind = \"{}\"\nsummary = \"\"\nadded = \"{today}\"\n\n[[units]]\ncode = \"{code}\"\ncondition = \"good\"\n",
            lent.word()
        )),
    }
}
