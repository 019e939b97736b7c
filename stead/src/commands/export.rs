//! `stead export`: what the node knows, for other programs.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::store::write_atomic;
use exchange::export::{self, ExportFormat, UnknownExport};
use serde_json::json;

use super::check::counted;
use super::import::files_below;
use crate::answer::Answer;
use crate::context::Context;
use crate::node::Reading;
use crate::report::{self, Report};

/// Write what the node knows for other programs
///
/// Only what is public: no member, no note of a return. `export csv` and `import` of the same folder
/// change nothing.
#[derive(Debug, clap::Args)]
pub(crate) struct Export {
    /// The form: csv, json, okh, valueflows
    format: String,
    /// The folder to write into; made if it is not there
    #[arg(long, value_name = "FOLDER")]
    out: Utf8PathBuf,
}

pub(crate) fn run(args: &Export, cx: &mut Context) -> Result<Answer, Report> {
    let format: ExportFormat = args
        .format
        .parse()
        .map_err(|error: UnknownExport| Report::request("format", error.to_string()))?;
    let reading = Reading::open(cx)?;
    let mut names = Vec::new();
    for file in files(format, &reading) {
        let path = args.out.join(&file.path);
        write_atomic(&path, &file.bytes).map_err(report::at("written", &path))?;
        names.push(file.path);
    }
    let text = format!("Wrote {} into {}\n", counted(names.len(), "file"), args.out);
    Ok(Answer::new(json!({ "files": names }), text))
}

fn files(format: ExportFormat, reading: &Reading) -> Vec<export::File> {
    let documents = &reading.node.documents;
    match format {
        ExportFormat::Csv => export::csv(documents),
        ExportFormat::Json => export::json(documents),
        ExportFormat::ValueFlows => export::valueflows(documents, &reading.events),
        ExportFormat::Okh => {
            let below = |folder: &Utf8Path| {
                let all = files_below(&reading.root.join(folder)).unwrap_or_default();
                let inner =
                    |path: Utf8PathBuf| path.strip_prefix(&reading.root).map(Utf8Path::to_owned);
                all.into_iter().filter_map(|path| inner(path).ok()).collect()
            };
            let file = |path: &Utf8Path| fs_err::read(reading.root.join(path)).ok();
            export::okh(documents, &below, &file)
        }
    }
}
