//! One import from start to end: files in, a plan out, whatever they are.

use camino::{Utf8Path, Utf8PathBuf};
use catalog::record::Documents;

use crate::format::{self, Format, Mapping, ReadOptions, UnknownFormat};
use crate::okh;
use crate::own::OwnTable;
use crate::plan::{self, Node, Plan, Seed};
use crate::problem::Skipped;
use crate::text::{read_table, read_table_exact};

/// What the files are said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ImportFormat {
    /// Find out.
    #[default]
    Auto,
    /// A system's tables.
    Table(Format),
    /// Open Know-How manifests.
    Okh,
}

impl std::str::FromStr for ImportFormat {
    type Err = UnknownFormat;
    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        match text.trim().to_lowercase().as_str() {
            "auto" => Ok(Self::Auto),
            "okh" => Ok(Self::Okh),
            other => other.parse().map(Self::Table),
        }
    }
}

/// What the person who imports has said.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// What the files are.
    pub format: ImportFormat,
    /// Meanings of columns.
    pub map: Mapping,
    /// What new codes are made from.
    pub seed: Seed,
}

impl ImportOptions {
    /// Finds everything out, with codes that follow from the node's own name.
    pub fn for_node(documents: &Documents) -> Self {
        Self {
            format: ImportFormat::Auto,
            map: Mapping::default(),
            seed: Seed::from_text(documents.node.id.as_str()),
        }
    }
}

/// Plans the import of one file or of all files of a folder. Paths are inside that folder.
///
/// Our own tables, tables of other systems and manifests may lie side by side.
pub fn import(files: &[(Utf8PathBuf, Vec<u8>)], options: &ImportOptions, node: Node<'_>) -> Plan {
    let mut sorted = Sorted::default();
    for (path, bytes) in files {
        sorted.take(path, bytes, options, node.documents);
    }
    let several = sorted.readings.len() > 1;
    if several {
        for (path, reading) in sorted.paths.iter().zip(&mut sorted.readings) {
            reading.file = Some(path.to_string());
        }
    }
    let mut out = Plan { skipped: sorted.skipped, ..Plan::default() };
    if !sorted.own.is_empty() {
        out.join(plan::plan_own(sorted.own, node, options.seed));
    }
    if !sorted.readings.is_empty() {
        out.join(plan::plan(sorted.readings, node, options.seed));
    }
    if sorted.manifests {
        let source =
            |path: &Utf8Path| files.iter().find(|(p, _)| p == path).map(|(_, bytes)| bytes.clone());
        out.join(plan::plan_designs(okh::read_folder(files), &source, node));
    }
    out
}

#[derive(Default)]
struct Sorted {
    own: Vec<(OwnTable, crate::text::Table)>,
    readings: Vec<format::Reading>,
    paths: Vec<Utf8PathBuf>,
    manifests: bool,
    skipped: Vec<Skipped>,
}

impl Sorted {
    fn take(
        &mut self,
        path: &Utf8Path,
        bytes: &[u8],
        options: &ImportOptions,
        documents: &Documents,
    ) {
        let table = ["csv", "tsv", "txt", "tab"];
        let ending = path.extension().unwrap_or_default().to_lowercase();
        match options.format {
            ImportFormat::Okh => self.manifests |= okh::may_be_manifest(path),
            ImportFormat::Auto if okh::may_be_manifest(path) => self.manifests = true,
            ImportFormat::Auto if !table.contains(&ending.as_str()) && !ending.is_empty() => {
                self.ignored(path, &ending);
            }
            ImportFormat::Auto | ImportFormat::Table(_) => {
                self.table(path, bytes, options, documents);
            }
        }
    }

    /// Pictures and texts may lie in a folder; what somebody may have meant to import is told.
    fn ignored(&mut self, path: &Utf8Path, ending: &str) {
        let why = match ending {
            "xlsx" | "xls" | "ods" | "numbers" => {
                "is a spreadsheet; save it as CSV and import that"
            }
            "zip" | "gz" | "7z" => "is packed; unpack it and import the folder",
            "json" | "xml" | "sql" => {
                "is in a form that is not read; export CSV from the other system"
            }
            _ => return,
        };
        self.skipped.push(Skipped { row: 0, file: Some(path.to_string()), why: why.to_owned() });
    }

    fn table(
        &mut self,
        path: &Utf8Path,
        bytes: &[u8],
        options: &ImportOptions,
        documents: &Documents,
    ) {
        let told = match options.format {
            ImportFormat::Table(format) => Some(format),
            ImportFormat::Auto | ImportFormat::Okh => None,
        };
        let table = read_table(bytes);
        let own =
            OwnTable::recognise(&table.header).filter(|_| told.is_none_or(|f| f == Format::Csv));
        if let Some(which) = own {
            if self.own.iter().any(|(known, _)| *known == which) {
                let why = format!("is a second `{}`; import one at a time", which.file_name());
                self.skipped.push(Skipped { row: 0, file: Some(path.to_string()), why });
                return;
            }
            self.own.push((which, read_table_exact(bytes)));
            return;
        }
        let read = ReadOptions {
            format: told,
            map: options.map.clone(),
            currency: documents.node.currency,
        };
        self.readings.push(format::read_rows(table, &read));
        self.paths.push(path.to_owned());
    }
}
