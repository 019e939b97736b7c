//! A site for sticks whose clusters are large: the many small pages packed into few files.
//!
//! A FAT32 or exFAT stick gives every file at least one cluster, commonly 32 kB, so 100,000 pages of 5 kB
//! take 3 GB. Here the pages of single things, lists and labels lie in `b/<n>.js`, found by a hash of their
//! path, and one page (`page.html#catalog/drill/index.html`) shows them. Photos, drawings and manuals lie in
//! `b/p<n>.js`, the search index in a few files, and what other programs read in `records.zip`. What people
//! enter by (home, catalogue, its lists, search, about) stays as pages of their own, which need no script.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::links;
use crate::site::Sink;
use crate::write::{OutputFile, WriteError, has_extension};
use crate::zip::Archive;

/// Pages in one file.
const PAGES: usize = 128;
/// Bytes of photos and files in one packed file, about.
const FILES: u64 = 1 << 20;
/// A file of this many bytes is worth a file of its own.
const LARGE: usize = 1 << 20;
/// Titles in one file of the archive of records.
const LINES: usize = 10_000;
/// The archive of what other programs read.
const RECORDS: &str = "records.zip";
/// The page that shows the packed ones, in the folder of its language.
pub(crate) const VIEWER: &str = "page.html";

/// Whether a page is packed: everything below a second folder, except the lists that people enter by
/// (of everything, of what is here now, of each category). The viewer computes the same.
pub(crate) fn is_packed(path: &str, languages: &[String]) -> bool {
    let (_, path) = split(path, languages);
    let deep = path.matches('/').count() >= 2 && path.ends_with("/index.html");
    let list = path.strip_prefix("list/").and_then(|rest| rest.strip_suffix("/index.html"));
    let plain = match list.and_then(|list| list.split_once('/')) {
        Some(("all", page)) => page == "now" || page.bytes().all(|byte| byte.is_ascii_digit()),
        Some(("in", category)) => !category.contains('/'),
        _ => false,
    };
    deep && !plain
}

/// The folder of the language (`es/`) and the rest of a path.
fn split<'p>(path: &'p str, languages: &[String]) -> (&'p str, &'p str) {
    let head = path.split_once('/').map_or("", |(head, _)| head);
    let is_language = languages.iter().skip(1).any(|lang| lang == head);
    path.split_at(if is_language { head.len() + 1 } else { 0 })
}

/// The address of a page from the site's root: its own, or the viewer's for one that is packed.
pub(crate) fn address(path: &str, languages: &[String]) -> String {
    if !is_packed(path, languages) {
        return path.to_owned();
    }
    let (lang, _) = split(path, languages);
    format!("{lang}{VIEWER}#{path}")
}

/// Where a packed file lies in a set of that many (FNV-1a, 32 bits; the viewer computes the same).
fn place(path: &str, of: usize) -> usize {
    let hash = path
        .bytes()
        .fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize % of.max(1)
}

/// Something that waits in the spill file.
struct Waiting {
    path: String,
    at: u64,
    len: usize,
}

/// Packs what a build makes on its way to another sink.
pub(crate) struct Bundler<'s> {
    sink: &'s mut dyn Sink,
    languages: Vec<String>,
    spill: File,
    at: u64,
    pages: Vec<Waiting>,
    files: Vec<Waiting>,
    records: Vec<Waiting>,
}

impl<'s> Bundler<'s> {
    pub(crate) fn new(sink: &'s mut dyn Sink, languages: &[String]) -> io::Result<Self> {
        Ok(Self {
            sink,
            languages: languages.to_vec(),
            spill: tempfile::tempfile()?,
            at: 0,
            pages: Vec::new(),
            files: Vec::new(),
            records: Vec::new(),
        })
    }

    fn keep(&mut self, path: String, bytes: &[u8]) -> io::Result<Waiting> {
        self.spill.write_all(bytes)?;
        let at = self.at;
        self.at += bytes.len() as u64;
        Ok(Waiting { path, at, len: bytes.len() })
    }

    fn read(&mut self, waiting: &Waiting) -> io::Result<Vec<u8>> {
        self.spill.seek(SeekFrom::Start(waiting.at))?;
        let mut bytes = vec![0; waiting.len];
        self.spill.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    fn page(&mut self, path: String, html: &str) -> Result<(), WriteError> {
        let part = serde_json::json!({
            "title": between(html, "<title>", "</title>"),
            "class": between(between(html, "<main", ">"), "class=\"", "\""),
            "sprite": between(html, "<svg class=\"sprite\" aria-hidden=\"true\">", "</svg>\n"),
            "main": html.split_once("<main").and_then(|(_, rest)| rest.split_once('>'))
                .and_then(|(_, rest)| rest.rsplit_once("</main>")).map_or("", |(main, _)| main),
        });
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::new(6));
        encoder.write_all(part.to_string().as_bytes())?;
        let waiting = self.keep(path, &encoder.finish()?)?;
        self.pages.push(waiting);
        Ok(())
    }

    /// A page that stays a file, with its links to packed pages turned to the viewer.
    fn plain_page(&mut self, path: String, html: &str) -> Result<(), WriteError> {
        let mut out = String::with_capacity(html.len());
        let mut parts = html.split(" href=\"");
        out.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (href, rest) = part.split_once('"').unwrap_or((part, ""));
            out.push_str(" href=\"");
            out.push_str(&self.turned(&path, href));
            out.push('"');
            if let Some(file) = resolved(&path, href).filter(|file| is_filed(file)) {
                out.push_str(&format!(" data-file=\"{file}\""));
            }
            out.push_str(rest);
        }
        let mut out = with_late_photos(&path, &out);
        if out.contains(" data-photo=\"") || out.contains(" data-file=\"") {
            let root = links::to_root(&path);
            let scripts = format!(
                "<script src=\"{root}b/m.js\" defer></script>\n\
                 <script src=\"{root}assets/packed.js\" data-root=\"{root}\" defer></script>\n</body>"
            );
            out = out.replacen("</body>", &scripts, 1);
        }
        self.sink.file(OutputFile::new(path, out))
    }

    fn turned(&self, from: &str, href: &str) -> String {
        let (path, fragment) = href.split_once('#').unwrap_or((href, ""));
        match resolved(from, path) {
            Some(target) if is_record(&target) => format!("{}{RECORDS}", links::to_root(from)),
            Some(target) if is_packed(&target, &self.languages) => {
                let mark = if fragment.is_empty() { "" } else { "!" };
                let address = address(&target, &self.languages);
                format!("{}{address}{mark}{fragment}", links::to_root(from))
            }
            _ => href.to_owned(),
        }
    }

    /// Writes the packed files.
    pub(crate) fn finish(mut self) -> Result<(), WriteError> {
        let (pages, files) = (std::mem::take(&mut self.pages), std::mem::take(&mut self.files));
        let page_files = pages.len().div_ceil(PAGES);
        let total: u64 = files.iter().map(|file| file.len as u64).sum();
        let file_files = usize::try_from(total.div_ceil(FILES)).unwrap_or(1);
        self.pack("b/", "P", pages, page_files)?;
        self.pack("b/p", "F", files, file_files)?;
        let others: Vec<&String> = self.languages.iter().skip(1).collect();
        let counts = serde_json::json!({
            "pages": page_files, "files": file_files, "languages": others,
        });
        let counts = format!("window.BUNDLES = {counts};\n");
        self.sink.file(OutputFile::new("b/m.js", counts))?;
        self.archive()
    }

    /// What other programs read: each file under its own path, the records of titles as lines of a few.
    fn archive(&mut self) -> Result<(), WriteError> {
        let mut records = std::mem::take(&mut self.records);
        if records.is_empty() {
            return Ok(());
        }
        records.sort_by(|a, b| a.path.cmp(&b.path));
        let mut archive = Archive::new(Vec::new());
        let (titles, others): (Vec<Waiting>, Vec<Waiting>) =
            records.into_iter().partition(|record| is_title(&record.path));
        for record in others {
            let bytes = self.read(&record)?;
            archive.add(&record.path, &bytes)?;
        }
        for (n, titles) in titles.chunks(LINES).enumerate() {
            let mut lines = Vec::new();
            for record in titles {
                let bytes = self.read(record)?;
                lines.extend(bytes.into_iter().filter(|byte| *byte != b'\n'));
                lines.push(b'\n');
            }
            archive.add(&format!("catalog/records-{}.jsonl", n + 1), &lines)?;
        }
        self.sink.file(OutputFile::new(RECORDS, archive.finish()?))
    }

    fn pack(
        &mut self,
        name: &str,
        call: &str,
        all: Vec<Waiting>,
        files: usize,
    ) -> Result<(), WriteError> {
        let mut groups: BTreeMap<usize, Vec<Waiting>> = BTreeMap::new();
        for waiting in all {
            groups.entry(place(&waiting.path, files)).or_default().push(waiting);
        }
        for (n, mut group) in groups {
            group.sort_by(|a, b| a.path.cmp(&b.path));
            let mut packed = serde_json::Map::new();
            for waiting in group {
                let bytes = self.read(&waiting)?;
                packed.insert(waiting.path, STANDARD.encode(bytes).into());
            }
            let text = format!("{call}({n},{});\n", serde_json::Value::Object(packed));
            self.sink.file(OutputFile::new(format!("{name}{n}.js"), text))?;
        }
        Ok(())
    }
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let after = text.split_once(start).map(|(_, rest)| rest);
    after.and_then(|rest| rest.split_once(end)).map_or("", |(found, _)| found)
}

/// A page whose photos are taken from the packed files by the script: without it a picture is missing,
/// and nothing else.
fn with_late_photos(path: &str, html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut parts = html.split("<img ");
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        out.push_str("<img ");
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        let source = between(tag, "src=\"", "\"");
        let photo = resolved(path, source).filter(|photo| is_filed(photo));
        match photo {
            None => out.push_str(tag),
            Some(photo) => {
                let set = between(tag, " srcset=\"", "\"");
                let tag = tag.replace(&format!(" srcset=\"{set}\""), "");
                let late = format!("data-photo=\"{photo}\"");
                out.push_str(&tag.replace(&format!("src=\"{source}\""), &late));
            }
        }
        out.push('>');
        out.push_str(rest);
    }
    out
}

/// Where a link of a page leads inside the site; none for one that leads elsewhere.
fn resolved(from: &str, href: &str) -> Option<String> {
    let path = href.split(['#', '?']).next().unwrap_or(href);
    if path.is_empty() || path.contains(':') { None } else { links::resolve(from, path) }
}

/// A photo, a drawing, a manual, a file of a design. The viewer computes the same.
fn is_filed(path: &str) -> bool {
    let inside = path.starts_with("media/") || path.starts_with("designs/");
    inside && !has_extension(path, "html") && !is_record(path)
}

/// What other programs read. The viewer computes the same.
fn is_record(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let names = ["index.json", "index.csv", "calendar.ics", "atom.xml", "result.json"];
    path.starts_with("schema/")
        || names.contains(&name) && !path.contains("/files/")
        || !path.contains('/') && has_extension(path, "json")
}

/// The record of one title.
fn is_title(path: &str) -> bool {
    path.strip_prefix("catalog/").is_some_and(|rest| rest.ends_with("/index.json"))
}

/// What only a web host needs.
fn is_for_hosts(path: &str) -> bool {
    matches!(path, "robots.txt" | "sw.js" | "opensearch.xml" | ".nojekyll")
        || path.starts_with("sitemap") && has_extension(path, "xml")
}

impl Sink for Bundler<'_> {
    fn file(&mut self, file: OutputFile) -> Result<(), WriteError> {
        let path = file.path().to_owned();
        if is_for_hosts(&path) {
            return Ok(());
        }
        let Some(bytes) = file.bytes() else { return self.sink.file(file) };
        if path.strip_suffix(".html").is_some() {
            let html = String::from_utf8_lossy(bytes).into_owned();
            return if is_packed(&path, &self.languages) {
                self.page(path, &html)
            } else {
                self.plain_page(path, &html)
            };
        }
        let (filed, record) = (is_filed(&path) && bytes.len() < LARGE, is_record(&path));
        if !(filed || record) {
            return self.sink.file(file);
        }
        let waiting = self.keep(path, bytes)?;
        let kind = if filed { &mut self.files } else { &mut self.records };
        kind.push(waiting);
        Ok(())
    }

    fn warn(&mut self, warning: String) {
        self.sink.warn(warning);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::MemorySite;

    fn languages() -> Vec<String> {
        ["en", "es"].map(str::to_owned).to_vec()
    }

    #[test]
    fn what_people_enter_by_stays_a_page_of_its_own() {
        for packed in [
            "catalog/drill/index.html",
            "es/I/7K3QP2J/index.html",
            "es/list/in/a.b/now/2/index.html",
        ] {
            assert!(is_packed(packed, &languages()), "{packed}");
        }
        for plain in [
            "index.html",
            "es/catalog/index.html",
            "list/all/2/index.html",
            "es/list/all/now/index.html",
            "list/in/a.b/index.html",
            "es/nodes/index.html",
            "about/index.html",
            "catalog/index.json",
        ] {
            assert!(!is_packed(plain, &languages()), "{plain}");
        }
        assert_eq!(
            address("es/catalog/drill/index.html", &languages()),
            "es/page.html#es/catalog/drill/index.html"
        );
    }

    #[test]
    fn links_to_packed_pages_lead_to_the_viewer() {
        let mut site = MemorySite::default();
        let mut bundler = Bundler::new(&mut site, &languages()).unwrap();
        let page = "<a href=\"../catalog/drill/index.html#care\">x</a> <a href=\"https://a.example/b/c/index.html\">y</a> <a href=\"../places/index.csv\">z</a> <a href=\"../media/m.pdf\">m</a>";
        bundler.file(OutputFile::new("about/index.html", page)).unwrap();
        bundler
            .file(OutputFile::new(
                "catalog/drill/index.html",
                "<title>Drill</title><main class=\"wrap\">x</main>",
            ))
            .unwrap();
        bundler.file(OutputFile::new("catalog/drill/index.json", "{\n}\n")).unwrap();
        bundler.file(OutputFile::new("places/index.csv", "slug\r\n")).unwrap();
        bundler.file(OutputFile::new("sitemap-2.xml", "<urlset/>")).unwrap();
        let list = "<body><img src=\"../media/a.0123456789-s.jpg\" srcset=\"../media/a.0123456789-s.jpg 480w\" alt=\"\"></body>";
        bundler.file(OutputFile::new("catalog/index.html", list)).unwrap();
        bundler.file(OutputFile::new("media/a.0123456789-s.jpg", "jpeg")).unwrap();
        bundler.finish().unwrap();
        let files: BTreeMap<String, Vec<u8>> =
            site.files.into_iter().map(OutputFile::into_parts).collect();
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "about/index.html",
                "b/0.js",
                "b/m.js",
                "b/p0.js",
                "catalog/index.html",
                "records.zip"
            ]
        );
        let about = String::from_utf8(files["about/index.html"].clone()).unwrap();
        assert!(about.contains("href=\"../page.html#catalog/drill/index.html!care\""), "{about}");
        assert!(about.contains("href=\"https://a.example/b/c/index.html\""), "{about}");
        assert!(about.contains("href=\"../records.zip\">z"), "{about}");
        assert!(about.contains("href=\"../media/m.pdf\" data-file=\"media/m.pdf\">m"), "{about}");
        let list = String::from_utf8(files["catalog/index.html"].clone()).unwrap();
        assert!(list.contains("<img data-photo=\"media/a.0123456789-s.jpg\" alt=\"\">"), "{list}");
        assert!(list.contains("../assets/packed.js"), "{list}");
        assert!(files["records.zip"].starts_with(b"PK"));
    }
}
