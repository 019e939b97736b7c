//! A site of some entries, asked by the script that people's browsers run, in node.

#![allow(dead_code, reason = "each file of tests uses some of it")]

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use search::engine::Engine;
use search::shards::{Options, build};
use search::{Entry, Query};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(crate) struct Answer {
    pub(crate) hits: Vec<ClientHit>,
    pub(crate) total: usize,
    pub(crate) more: bool,
    pub(crate) partial: bool,
    pub(crate) apart: bool,
    pub(crate) code: bool,
    pub(crate) corrected: Option<String>,
    pub(crate) counts: BTreeMap<String, Vec<(String, usize, bool)>>,
    pub(crate) files: usize,
    pub(crate) bytes: usize,
}

#[derive(Debug, Deserialize)]
pub(crate) struct ClientHit {
    pub(crate) title: String,
    pub(crate) url: String,
    pub(crate) score: u64,
    pub(crate) marked: Vec<String>,
}

pub(crate) struct Site {
    pub(crate) folder: tempfile::TempDir,
}

impl Site {
    pub(crate) fn of(entries: &[Entry], options: Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for file in build(entries, options) {
            let path = folder.path().join(&file.path);
            fs_err::create_dir_all(path.parent().unwrap()).unwrap();
            fs_err::write(path, file.bytes).unwrap();
        }
        Self { folder }
    }

    /// What the client answers, or `None` without node.
    pub(crate) fn ask(
        &self,
        queries: &[serde_json::Value],
        old_tablet: bool,
    ) -> Option<Vec<Answer>> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut command = Command::new("node");
        command
            .arg(here.join("tests/client.js"))
            .arg(here.join("../themes/default/assets/search.js"))
            .arg(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        if old_tablet {
            command.env("WITHOUT_DECOMPRESSION_STREAM", "1");
        }
        let Ok(mut child) = command.spawn() else {
            println!("skipped: node is not installed");
            return None;
        };
        let questions = serde_json::to_vec(queries).unwrap();
        child.stdin.take().unwrap().write_all(&questions).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "the client script failed");
        Some(serde_json::from_slice(&output.stdout).unwrap())
    }

    pub(crate) fn ask_texts(&self, texts: &[&str]) -> Option<Vec<Answer>> {
        let queries: Vec<_> =
            texts.iter().map(|text| serde_json::json!({ "text": text })).collect();
        self.ask(&queries, false)
    }
}

/// Both engines give the same entries with the same scores in the same order.
pub(crate) fn check(entries: &[Entry], options: Options, queries: &[Query]) {
    let engine = Engine::in_memory(entries).unwrap();
    let site = Site::of(entries, options);
    let asked: Vec<_> = queries.iter().map(|query| serde_json::to_value(query).unwrap()).collect();
    let Some(answers) = site.ask(&asked, false) else { return };
    for (query, answer) in queries.iter().zip(answers) {
        let expected = engine.search(query).unwrap();
        let ours: Vec<(&str, u64)> =
            expected.hits.iter().map(|hit| (hit.url.as_str(), hit.score)).collect();
        let theirs: Vec<(&str, u64)> =
            answer.hits.iter().map(|hit| (hit.url.as_str(), hit.score)).collect();
        assert_eq!(theirs, ours, "{query:?}: client (left), engine (right)");
        if !answer.more {
            assert_eq!(answer.total, expected.total, "{query:?}");
        }
        assert_eq!(answer.corrected, expected.corrected, "{query:?}");
        let kind = (answer.partial, answer.apart, answer.code);
        assert_eq!(kind, (expected.partial, expected.apart, expected.code), "{query:?}");
    }
}

pub(crate) fn texts(texts: &[&str]) -> Vec<Query> {
    texts.iter().map(|text| Query::text(*text)).collect()
}
