//! Language tags as people write them in manifests.

/// The tag (BCP 47, lower-case) that `en-GB`, `English-UK` or `DE-Western-Europe` mean.
pub(super) fn tag(text: &str) -> Option<String> {
    const NAMES: [(&str, &str); 14] = [
        ("english", "en"),
        ("german", "de"),
        ("deutsch", "de"),
        ("french", "fr"),
        ("français", "fr"),
        ("spanish", "es"),
        ("español", "es"),
        ("portuguese", "pt"),
        ("italian", "it"),
        ("dutch", "nl"),
        ("swedish", "sv"),
        ("polish", "pl"),
        ("swahili", "sw"),
        ("chinese", "zh"),
    ];
    let lower = text.trim().replace('_', "-").to_lowercase();
    let (head, rest) = lower.split_once('-').map_or((lower.as_str(), None), |(h, r)| (h, Some(r)));
    let named = NAMES.iter().find(|(name, _)| *name == head).map(|(_, tag)| *tag);
    let short = (2..=3).contains(&head.len()) && head.bytes().all(|b| b.is_ascii_lowercase());
    let language = named.or(short.then_some(head))?;
    let region = rest.and_then(|r| match r {
        "uk" => Some("gb"),
        r if r.len() == 2 && r.bytes().all(|b| b.is_ascii_lowercase()) => Some(r),
        _ => None,
    });
    Some(region.map_or_else(|| language.to_owned(), |region| format!("{language}-{region}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_in_what_people_write() {
        for (text, right) in [
            ("en", "en"),
            ("En-US", "en-us"),
            ("English-UK", "en-gb"),
            ("EN-UK", "en-gb"),
            ("english-US", "en-us"),
            ("DE-Western-Europe", "de"),
            ("French-FR", "fr-fr"),
            ("pt_BR", "pt-br"),
        ] {
            assert_eq!(tag(text).as_deref(), Some(right), "{text}");
        }
        assert_eq!(tag(""), None);
        assert_eq!(tag("klingon"), None);
    }
}
