//! The record of what two people changed at the same time: both values in full, in a file that any
//! text editor shows, until a steward settles it by editing the document and removing the record.

use sha2::{Digest, Sha256};

use crate::CommitId;

/// Two versions of one file that a person has to settle.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub struct Conflict {
    /// The file.
    pub path: String,
    /// The commit whose version stands for now: the later one.
    pub kept: CommitId,
    /// The commit that has the other version, in full.
    pub other: CommitId,
    /// What differs.
    #[serde(default)]
    pub differences: Vec<Difference>,
}

/// One thing that both changed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub struct Difference {
    /// The key in the front matter (`units.7K3-QP2J.condition`); none for the text or the whole file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What it was before; none if it was not there or is not text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// What stands for now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<String>,
    /// What the other side says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
}

impl Difference {
    /// The whole file, which is not text; the two commits have it.
    pub(super) fn file() -> Self {
        Self { key: None, base: None, kept: None, other: None }
    }
}

impl Conflict {
    /// Where the record lies: named by its content, so that the same conflict is one record however
    /// many devices find it.
    pub fn file(&self) -> String {
        let digest = Sha256::digest(self.to_toml());
        let name: Vec<_> = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        format!("conflicts/{}.toml", name.concat())
    }

    /// What names the record: sixteen hexadecimal digits.
    pub fn id(&self) -> String {
        let file = self.file();
        let name = file.strip_prefix("conflicts/").and_then(|name| name.strip_suffix(".toml"));
        name.unwrap_or_default().to_owned()
    }

    /// The record's text.
    pub(crate) fn to_toml(&self) -> String {
        let mut out = String::from(
            "# Two people changed this at the same time. The later version stands for now.\n\
             # Settle it in the file named here, then remove this record.\n",
        );
        out += &line("path", &self.path);
        out += &line("kept", &self.kept.to_string());
        out += &line("other", &self.other.to_string());
        for difference in &self.differences {
            out.push_str("\n[[differences]]\n");
            let Difference { key, base, kept, other } = difference;
            for (name, value) in [("key", key), ("base", base), ("kept", kept), ("other", other)] {
                if let Some(value) = value {
                    out += &line(name, value);
                }
            }
        }
        out
    }

    /// Reads a record.
    pub(crate) fn from_toml(text: &str) -> Option<Self> {
        toml_edit::de::from_str(text).ok()
    }
}

fn escaped(c: char) -> String {
    format!("\\u{:04X}", u32::from(c))
}

fn line(key: &str, value: &str) -> String {
    format!("{key} = {}\n", quoted(value))
}

/// A TOML basic string, over several lines where the text has several. Written here and not by a
/// library, because the bytes are part of a commit's name on every device.
fn quoted(text: &str) -> String {
    let many = text.contains('\n');
    let mut out = String::from(if many { "\"\"\"\n" } else { "\"" });
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push('\n'),
            '\t' => out.push('\t'),
            c if c.is_control() => out.push_str(&escaped(c)),
            c => out.push(c),
        }
    }
    out.push_str(if many { "\"\"\"" } else { "\"" });
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(texts: [&str; 4]) -> Difference {
        let [key, base, kept, other] =
            texts.map(|text| (!text.is_empty()).then(|| text.to_owned()));
        Difference { key, base, kept, other }
    }

    #[test]
    fn a_record_shows_both_sides_to_any_editor() {
        let commit = "1111111111111111111111111111111111111111".parse().unwrap();
        let record = Conflict {
            path: "catalog/dr/drill.md".into(),
            kept: commit,
            other: commit,
            differences: vec![
                texts(["summary", "\"Old\"", "\"New\"", "\"Newer\""]),
                texts(["", "", "a\nb\n", "c\r\n"]),
            ],
        };
        insta::assert_snapshot!(record.to_toml(), @r#"
        # Two people changed this at the same time. The later version stands for now.
        # Settle it in the file named here, then remove this record.
        path = "catalog/dr/drill.md"
        kept = "1111111111111111111111111111111111111111"
        other = "1111111111111111111111111111111111111111"

        [[differences]]
        key = "summary"
        base = "\"Old\""
        kept = "\"New\""
        other = "\"Newer\""

        [[differences]]
        kept = """
        a
        b
        """
        other = """
        c\u000D
        """
        "#);
        assert_eq!(Conflict::from_toml(&record.to_toml()), Some(record));
    }

    proptest! {
        #[test]
        fn any_text_reads_back(path: String, kept: String, other: String) {
            let commit = "1111111111111111111111111111111111111111".parse().unwrap();
            let difference = Difference { key: None, base: None, kept: Some(kept), other: Some(other) };
            let record = Conflict { path, kept: commit, other: commit, differences: vec![difference] };
            prop_assert_eq!(Conflict::from_toml(&record.to_toml()), Some(record));
        }
    }
}
