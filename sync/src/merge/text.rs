//! Three-way merge of text by lines, as `git merge-file` does it.

use git2::{FileFavor, MergeFileInput, MergeFileOptions, merge_file};

use super::conflict::Difference;

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
    let (mut inputs, texts) = ([(); 3].map(|()| MergeFileInput::new()), [base, kept, other]);
    for (input, text) in inputs.iter_mut().zip(texts) {
        input.content(text.as_bytes());
    }
    let mut options = MergeFileOptions::new();
    options.style_standard(true);
    if let Some(favor) = favor {
        options.favor(favor);
    }
    let [base, kept, other] = &inputs;
    let result = merge_file(base, kept, other, Some(&mut options)).ok()?;
    let text = || std::str::from_utf8(result.content()).ok().map(str::to_owned);
    result.is_automergeable().then(text)?
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
}
