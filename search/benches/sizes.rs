//! What the indexes cost: `cargo bench -p search --bench sizes -- 10000` for made-up entries, or a
//! file of entries as JSON lines instead of the number. `--static` leaves the engine out.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops when it cannot go on"
)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use search::engine::Engine;
use search::shards::{Options, build};
use search::{Entry, Query};
use serde_json::{Value, json};

#[path = "../tests/corpus/mod.rs"]
mod corpus;

fn main() {
    let argument = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let argument = argument.unwrap_or_else(|| "10000".to_owned());
    let entries = match argument.parse() {
        Ok(count) => corpus::entries(count),
        Err(_) => read(&argument),
    };
    println!("{} entries", entries.len());
    let folder = tempfile::tempdir().unwrap();
    static_index(&entries, folder.path());
    queries(folder.path());
    if !std::env::args().any(|argument| argument == "--static") {
        engine(&entries);
    }
}

fn read(path: &str) -> Vec<Entry> {
    let text = fs_err::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Processor seconds and peak memory in MiB of this process so far (Linux; 0 elsewhere).
fn used() -> (f64, u64) {
    let read =
        |name: &str| fs_err::read_to_string(format!("/proc/self/{name}")).unwrap_or_default();
    let stat = read("stat");
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split(' ').collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok());
    // Fields 14 and 15 of proc(5), in hundredths of a second.
    let seconds = (ticks(12).unwrap_or(0.0) + ticks(13).unwrap_or(0.0)) / 100.0;
    let status = read("status");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|text| text.trim().trim_end_matches(" kB").parse::<u64>().ok());
    (seconds, kib.unwrap_or(0) / 1024)
}

fn static_index(entries: &[Entry], folder: &Path) {
    let (before, memory) = used();
    let files = build(entries, Options::default());
    let (after, peak) = used();
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    let largest = files.iter().map(|file| file.bytes.len()).max().unwrap_or(0);
    println!(
        "static index: {} files, {bytes} bytes, largest {largest}, {:.2} CPU s, peak memory {peak} MiB ({memory} MiB before)",
        files.len(),
        after - before,
    );
    for file in files {
        let path = folder.join(&file.path);
        fs_err::create_dir_all(path.parent().unwrap()).unwrap();
        fs_err::write(path, file.bytes).unwrap();
    }
}

/// Bytes and files each query reads with nothing in the cache, and milliseconds with cold code. The
/// manifest and the client's scripts stand apart: they are read once.
fn queries(folder: &Path) {
    let text = |text: &str| json!({ "text": text });
    let with = |text: &str, facet: &str, value: &str| json!({ "text": text, "facets": { facet: [value] } });
    let queries: Vec<Value> = vec![
        text("drill "),
        text("dri"),
        text("dr"),
        text("d"),
        text("cordless drill "),
        text("screwdriver blade battery "),
        text("screwdirver"),
        text("bohrmashine"),
        text("the drill for wood "),
        with("drill ", "category", "Power tools"),
        with("drill ", "place", "Riverside shelf"),
        with("drill ", "tag", "cordless"),
        with("drill ", "condition", "good"),
        text("\"cordless drill\""),
    ];
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = here.join("../themes/default/assets/search.js");
    let spawned = Command::new("node")
        .arg(here.join("tests/client.js"))
        .arg(&script)
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = spawned else {
        println!("queries skipped: node is not installed");
        return;
    };
    child.stdin.take().unwrap().write_all(&serde_json::to_vec(&queries).unwrap()).unwrap();
    let answers: Vec<Value> =
        serde_json::from_slice(&child.wait_with_output().unwrap().stdout).unwrap();
    let scripts = ["", "-typos", "-facets", "-inflate"].map(|part| {
        let name = format!("search{part}.js");
        let size = fs_err::metadata(script.with_file_name(&name)).unwrap().len();
        format!("{name} {size} bytes")
    });
    println!("manifest {} bytes, {}", answers[0]["manifest"], scripts.join(", "));
    println!("| query | bytes | files | hits | ms |\n| --- | --- | --- | --- | --- |");
    for (query, answer) in queries.iter().zip(&answers) {
        let number = |field: &str| answer[field].as_u64().unwrap();
        let bytes = number("bytes") - number("manifest") - number("scripts");
        let files = number("files") - 1;
        let ms = answer["ms"].as_f64().unwrap();
        let more = if answer["more"] == json!(true) { "+" } else { "" };
        let facets = query.get("facets").map_or_else(String::new, |facets| format!(" {facets}"));
        println!(
            "| {}{facets} | {bytes} | {files} | {}{more} | {ms:.0} |",
            query["text"], answer["total"]
        );
    }
}

fn engine(entries: &[Entry]) {
    let (before, _) = used();
    let engine = Engine::in_memory(entries).unwrap();
    let (after, peak) = used();
    println!("engine in memory: {:.2} CPU s, peak memory {peak} MiB", after - before);
    for text in ["drill ", "d", "cordless drill", "screwdirver", "xcrewdriver"] {
        let query = Query::text(text);
        let started = Instant::now();
        let total = engine.search(&query).unwrap().total;
        println!("  {text:?}: {total} hits in {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    }
    let started = Instant::now();
    engine.replace(&entries[..1.min(entries.len())]).unwrap();
    println!("  one entry replaced in {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
}
