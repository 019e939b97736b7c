//! Three-way merge of text by lines, as `git merge-file` does it.

use git2::{FileFavor, MergeFileInput, MergeFileOptions, merge_file};

use super::conflict::Difference;

const FIRST_LINE: &str = "\n";

/// Merges two versions. Where both changed the same lines, those of `kept` stand and the whole other
/// version is in the difference. None for what is not text after all.
pub(super) fn merge(base: &str, kept: &str, other: &str) -> Option<(String, Vec<Difference>)> {
    if let Some(merged) = three_way(base, kept, other, None) {
        return Some((merged, Vec::new()));
    }
    let merged = three_way(base, kept, other, Some(FileFavor::Ours))?;
    let whole = |text: &str| Some(text.to_owned());
    let difference =
        Difference { key: None, base: whole(base), kept: whole(kept), other: whole(other) };
    Some((merged, vec![difference]))
}

fn three_way(base: &str, kept: &str, other: &str, favor: Option<FileFavor>) -> Option<String> {
    // `merge_file` alone does not set libgit2 up; naming an object does.
    git2::Oid::hash_object(git2::ObjectType::Blob, &[]).ok()?;
    // An empty result has no address in libgit2, and git2 makes a slice of it all the same. A line
    // that all three begin with is never part of a change, and leaves no result empty.
    let texts = [base, kept, other].map(|text| format!("{FIRST_LINE}{text}"));
    let mut inputs = [(); 3].map(|()| MergeFileInput::new());
    for (input, text) in inputs.iter_mut().zip(&texts) {
        input.content(text.as_bytes());
    }
    let mut options = MergeFileOptions::new();
    options.style_standard(true);
    if let Some(favor) = favor {
        options.favor(favor);
    }
    let [base, kept, other] = &inputs;
    let result = merge_file(base, kept, other, Some(&mut options)).ok()?;
    if !result.is_automergeable() {
        return None;
    }
    std::str::from_utf8(result.content()).ok()?.strip_prefix(FIRST_LINE).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_apart_merge_and_changes_together_keep_both() {
        let base = "one\n\ntwo\n\nthree\n";
        let (kept, other) = ("ONE\n\ntwo\n\nthree\n", "one\n\ntwo\n\nTHREE\n");
        assert_eq!(merge(base, kept, other).unwrap(), ("ONE\n\ntwo\n\nTHREE\n".into(), vec![]));
        let other = "uno\n\ntwo\n\nTHREE\n";
        let (merged, differences) = merge(base, kept, other).unwrap();
        assert_eq!(merged, "ONE\n\ntwo\n\nTHREE\n");
        assert_eq!(differences[0].other.as_deref(), Some(other));
    }

    #[test]
    fn a_text_that_one_side_emptied_stays_empty_and_keeps_what_the_other_wrote() {
        let (merged, differences) = merge("one\n", "", "two\n").unwrap();
        assert_eq!(merged, "");
        assert_eq!(differences[0].other.as_deref(), Some("two\n"));
        assert_eq!(merge("one\n", "one\n", "").unwrap(), (String::new(), vec![]));
        assert_eq!(merge("", "", "two\n").unwrap(), ("two\n".into(), vec![]));
    }
}
