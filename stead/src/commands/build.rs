//! `stead build`: the static site.

use std::time::Instant;

use camino::{Utf8Path, Utf8PathBuf};
use generator::files::DiskFiles;
use generator::render::Renderer;
use generator::site::{BuildOptions, TakeAway, TakeAwayKind, Workshop, pocket};
use generator::write::{Report as Written, zip_site};
use generator::yard::Yard;
use serde_json::json;

use super::check::counted;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::Reading;
use crate::report::Report;
use crate::site;
use crate::snippet;

/// Build the static site
///
/// The site works on any web host and straight from a folder or a stick by double-click. Only files
/// whose bytes changed are written; only files that a build made are removed. One commit makes one site:
/// pages speak of the moment of the newest commit, wherever and whenever they are built.
#[derive(Debug, clap::Args)]
pub(crate) struct Build {
    /// The folder to write into [default: `public/` in the node]
    #[arg(long, value_name = "FOLDER")]
    out: Option<Utf8PathBuf>,
    /// Show drafts as well
    #[arg(long)]
    drafts: bool,
    /// The address that the site will have [default: the node's own]
    #[arg(long, value_name = "URL")]
    base: Option<String>,
    /// The moment that the pages speak of, as 2026-05-12T14:00:00Z [default: that of the newest commit]
    #[arg(long, value_name = "MOMENT")]
    as_of: Option<jiff::Timestamp>,
    /// For whom the files are made
    #[arg(long, value_name = "PROFILE", default_value = "web")]
    profile: Profile,
    /// Pack the site into one file as well, to send or to carry
    #[arg(long, value_name = "FILE")]
    zip: Option<Utf8PathBuf>,
    /// Write the whole catalogue into one HTML file as well, to open on a phone
    #[arg(long, value_name = "FILE")]
    pocket: Option<Utf8PathBuf>,
    /// The language of the pocket catalogue [default: the node's first]
    #[arg(long, value_name = "TAG", requires = "pocket")]
    pocket_lang: Option<String>,
    /// Leave out what cannot be read or drawn, and make the rest
    #[arg(long)]
    keep_going: bool,
    /// As a kiosk shows it: pages do not name the commit, which is another one every few minutes
    #[arg(long, hide = true)]
    at_the_kiosk: bool,
}

/// How many files there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Profile {
    /// Each page is a file: for web hosts and disks
    Web,
    /// Few large files: for sticks, where each file takes 32 kB or more
    Usb,
}

pub(crate) fn run(args: &Build, cx: &mut Context) -> Result<Answer, Report> {
    let begun = Instant::now();
    let reading = Reading::open(cx)?;
    let out = args.out.clone().unwrap_or_else(|| reading.root.join("public"));
    let out = site::absolute(&out)?;
    let renderer = site::renderer(&reading.root, &reading.node)?;
    let made = site::Made::of(&reading);
    let options = BuildOptions {
        now: args.as_of.unwrap_or(made.at),
        drafts: args.drafts,
        commit: made.commit.filter(|_| !args.at_the_kiosk),
        base: args.base.clone(),
        followed: site::followed(&reading.root, &reading.node),
        take_away: offered(args, &out)?,
    };
    refuse_broken(&reading, args.keep_going, cx)?;
    let bar = cx.console.progress("building the site");
    let yard = Yard::new(&reading.root, &out, args.keep_going);
    let mut yard = if args.profile == Profile::Usb { yard.packed() } else { yard };
    let report = yard.build(&reading.node, &renderer, &options);
    bar.finish_and_clear();
    let report = report.map_err(|error| site::failed(&error))?;
    for warning in &report.warnings {
        cx.console.say(&format!("note: {warning}"));
    }
    for failed in &report.failed {
        cx.console.warn(failed);
    }
    let taken = take_away(args, &reading, &renderer, &options, &out)?;
    let ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    let incomplete = !report.failed.is_empty() || !site::in_the_way(&reading.problems).is_empty();
    Ok(answer(&report, ms, &out, &taken).with_problem(incomplete))
}

/// The archive and the pocket catalogue, where they are written into the site itself.
fn offered(args: &Build, out: &Utf8Path) -> Result<Vec<TakeAway>, Report> {
    let files = [(&args.zip, TakeAwayKind::Zip), (&args.pocket, TakeAwayKind::Pocket)];
    let mut all = Vec::new();
    for (file, kind) in files {
        let Some(file) = file else { continue };
        let file = site::absolute(file)?;
        let inside = file.strip_prefix(out).ok();
        all.extend(inside.map(|path| TakeAway { path: path.as_str().to_owned(), kind }));
    }
    Ok(all)
}

/// A record that cannot be read whole stops a build before anything is touched, or is told.
fn refuse_broken(reading: &Reading, keep_going: bool, cx: &mut Context) -> Result<(), Report> {
    let broken = site::in_the_way(&reading.problems);
    let color = cx.console.has_color();
    for problem in &broken {
        cx.console.tell(&snippet::render(problem, color));
    }
    if broken.is_empty() || keep_going {
        return Ok(());
    }
    let what = counted(broken.len(), "error");
    let first = broken.first().map_or_else(String::new, |p| format!("{}:{}", p.file, p.line));
    Err(Report::request("records", format!("{what} in the records, the first in {first}"))
        .cause("nothing of the site was touched")
        .hint("`stead build --keep-going` makes the site from what can be read"))
}

/// Writes the archive and the pocket catalogue, each whole or not at all.
fn take_away(
    args: &Build,
    reading: &Reading,
    renderer: &Renderer,
    options: &BuildOptions,
    out: &Utf8Path,
) -> Result<Vec<(&'static str, Utf8PathBuf)>, Report> {
    let mut taken = Vec::new();
    if let Some(file) = &args.zip {
        let name = reading.node.documents.node.id.to_string();
        whole(file, |to| zip_site(out, &name, std::io::BufWriter::new(to)).map(drop))?;
        taken.push(("zip", file.clone()));
    }
    if let Some(file) = &args.pocket {
        let workshop = Workshop {
            photos: Some(reading.root.join(".stead/cache/photos")),
            ..Workshop::default()
        };
        let files = DiskFiles::new(&reading.root);
        let lang = args.pocket_lang.as_deref();
        let html = pocket(&reading.node, renderer, options, &files, &workshop, lang)
            .map_err(|error| site::failed(&error))?;
        whole(file, |to| std::io::Write::write_all(to, &html))?;
        taken.push(("pocket", file.clone()));
    }
    Ok(taken)
}

/// Writes a file beside its place and moves it there when it is whole.
fn whole(
    file: &Utf8Path,
    write: impl FnOnce(&mut fs_err::File) -> std::io::Result<()>,
) -> Result<(), Report> {
    let wrong = |error: std::io::Error| Report::io(&format!("`{file}` was not written"), &error);
    let beside = file.with_file_name(format!(".{}.new", file.file_name().unwrap_or("file")));
    let mut to = fs_err::File::create(&beside).map_err(wrong)?;
    if let Err(error) = write(&mut to).and_then(|()| fs_err::rename(&beside, file)) {
        drop(fs_err::remove_file(&beside));
        return Err(wrong(error));
    }
    Ok(())
}

fn answer(
    report: &Written,
    ms: u64,
    out: &Utf8Path,
    taken: &[(&'static str, Utf8PathBuf)],
) -> Answer {
    let mut text = format!(
        "Built {} in {ms} ms: {} written, {} unchanged, {} removed.\n{}\n",
        counted(report.pages, "page"),
        report.written,
        report.unchanged,
        report.removed,
        out.join("index.html"),
    );
    for (_, file) in taken {
        text.push_str(&format!("{file}\n"));
    }
    let mut json = json!({
        "pages": report.pages, "written": report.written, "unchanged": report.unchanged,
        "removed": report.removed, "ms": ms, "warnings": report.warnings,
        "failed": report.failed,
    });
    for (name, file) in taken {
        json[name] = file.as_str().into();
    }
    Answer::new(json, text)
}
