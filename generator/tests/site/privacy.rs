//! What must never get out, and what must never run.

use std::collections::BTreeSet;

use super::site_with;

#[test]
fn no_sealed_reference_of_any_feed_is_anywhere_in_the_site() {
    let (site, lines) = site_with(&[]);
    let sealed: BTreeSet<&str> = lines
        .iter()
        .filter_map(|line| line.split("\"patron\":\"").nth(1)?.split('"').next())
        .collect();
    assert!(sealed.len() > 100, "the year has {} loans", sealed.len());
    // Every sealed reference of these feeds begins alike, so one look finds them all.
    assert!(sealed.iter().all(|text| text.starts_with("sEaLeD-")));
    for (path, bytes) in &site.files {
        let text = String::from_utf8_lossy(bytes);
        let found =
            text.split("sEaLeD-").nth(1).map(|rest| rest.chars().take(20).collect::<String>());
        assert_eq!(found, None, "{path}");
    }
}

#[test]
fn nobody_is_named_who_has_no_profile_and_took_no_public_part() {
    let more = [("people/omar.toml", "name = \"Omar\"")];
    let (site, _) = site_with(&more);
    for (path, page) in site.pages() {
        assert!(!page.contains("omar") && !page.contains("Omar"), "{path}");
    }
}

const HOSTILE: &[(&str, &str)] = &[
    (
        "catalog/ev/evil.md",
        "+++\nname = \"<script>alert(1)</script>\"\nsummary = \"\\\"><img src=x onerror=alert(1)>\"\ncategories = [\"power-tools\"]\nbrand = \"</title><script>alert(2)</script>\"\nimages = [\"../../../etc/passwd\", \"media/evil.svg\", \"index.html\", \"https://evil.example/x.png\"]\nmanuals = [\"media/evil.html\", \"javascript:alert(1)\"]\ndesigns = [\"stool\"]\n[custom]\n\"<b onmouseover=alert(1)>\" = \"<script>alert(3)</script>\"\n[[units]]\ncode = \"000-004D\"\naliases = [\"../../../x\"]\n+++\n<script>alert(4)</script>\n\n[x](javascript:alert(5)) ![y](javascript:alert(6)) [z](data:text/html,<script>alert(7)</script>)\n\n<iframe src=\"https://evil.example\"></iframe>\n\n[up](../../../../etc/passwd) [[../../x]]\n",
    ),
    (
        "media/evil.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"><script>alert(1)</script></svg>",
    ),
    ("media/evil.html", "<script>alert(1)</script>"),
    (
        "pages/evil.md",
        "+++\nname = \"Evil\"\nsummary = \"</script><script>alert(1)</script>\"\n+++\n## x {#q onclick=alert(1)}\n\n<style>body{display:none}</style>\n",
    ),
    (
        "events/evil.md",
        "+++\nname = \"</script><script>alert(1)</script>\"\nsummary = \"a\\nEND:VCALENDAR\"\nstarts = \"2026-05-20T14:00:00+01:00[Europe/London]\"\n+++\n",
    ),
    (
        "designs/evil/okh.toml",
        "okhv = \"OKH-LOSHv1.0\"\nname = \"Evil\"\nfunction = \"x\"\nlicense = \"<script>\"\nimage = \"../../media/drill.svg\"\nrepo = \"javascript:alert(1)\"\nmanufacturing-instructions = [\"../../node.toml\", \"build.html\"]\n[commonstead]\nderived_from = [\"javascript:alert(1)\"]\n",
    ),
    ("designs/evil/build.html", "<script>alert(1)</script>"),
];

#[test]
fn nothing_in_a_record_runs() {
    let (site, _) = site_with(HOSTILE);
    assert!(site.files.contains_key("catalog/evil/index.html"), "the record itself is shown");
    for (path, page) in site.pages() {
        let low = page.to_lowercase();
        // The page for lost addresses has the one style of its own.
        let low = if path == "404.html" { low.replacen("<style>", "", 1) } else { low };
        assert!(
            !low.contains("<script>") && !low.contains("<iframe") && !low.contains("<style"),
            "{path}"
        );
        for attribute in ["href=\"", "src=\"", "action=\"", "content=\""] {
            for value in low.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()) {
                let value = value.trim_start();
                assert!(
                    !value.starts_with("javascript:") && !value.starts_with("data:"),
                    "{path}: {value}"
                );
            }
        }
        for tag in low.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let quoted_away: String = tag.split('"').step_by(2).collect();
            assert!(!quoted_away.contains(" on"), "{path}: <{tag}>");
        }
    }
}

#[test]
fn only_files_of_the_node_that_cannot_run_are_copied() {
    let (site, _) = site_with(HOSTILE);
    for path in [
        "media/evil.svg",
        "media/evil.html",
        "designs/evil/files/build.html",
        "etc/passwd",
        "node.toml",
    ] {
        assert!(!site.files.contains_key(path), "{path}");
    }
    assert!(site.files.contains_key("media/evil.html.txt"), "kept, as text");
    assert!(site.files.keys().all(|path| !path.contains("..") && !path.starts_with('/')));
    assert!(
        site.warnings.iter().any(|warning| warning.contains("media/evil.svg")),
        "{:?}",
        site.warnings
    );
    let calendar = site.text("events/calendar.ics");
    assert_eq!(calendar.matches("\r\nEND:VCALENDAR").count(), 1, "{calendar}");
}
