use super::*;
use crate::document::load;

const NODE: &str = r#"id = "oak"
name = "Oak"
default_policy = "standrad"
stewards = ["mira"]
[policies.standard]
label = "One week"
[reservation_policies.std]
label = "Ahead"
[trainings.power-tools-basic]
name = "Power tools"
[categories.power-tools]
name = "Power tools"
[categories."hand-tools/saws"]
name = "Saws"
"#;

const SHELF: (&str, &str) = ("places/shelf-b4.toml", "name = \"Shelf\"\ncode = \"S4B-P10J\"\n");

fn told(files: &[(&str, &str)]) -> String {
    let bytes = |(path, text): &(&str, &str)| ((*path).into(), text.as_bytes().to_vec());
    let loaded = load(files.iter().map(bytes));
    assert_eq!(loaded.problems, [], "only the references are wrong");
    let present = |path: &str| path == "media/drill.svg" || files.iter().any(|(p, _)| *p == path);
    let source = |path: &Utf8Path| {
        files.iter().find(|(p, _)| *p == path).map(|(_, text)| text.as_bytes().to_vec())
    };
    let line = |p: Problem| {
        let mark = &p.excerpt.text[p.excerpt.mark.clone()];
        let hint = p.hint.map(|hint| format!(" ({hint})")).unwrap_or_default();
        let severity = if p.severity == Severity::Error { "" } else { "warning " };
        format!(
            "{}:{}:{} «{mark}» {severity}{}: {}{hint}\n",
            p.file, p.line, p.column, p.code, p.message
        )
    };
    references(&loaded.documents, &present, &source).into_iter().map(line).collect()
}

#[test]
fn names_that_lead_nowhere_are_told_with_the_nearest_that_does() {
    let title = r#"+++
name = "Drill"
kind = "kit"
categories = ["power-tools", "power-tols"]
policy = "standart"
reservation_policy = "st"
requires_authorisation = ["power-tools"]
compatible_with = ["dril"]
designs = ["stool"]
contents = [{ unit = "7K3-QP2J" }, { unit = "9QF-3T0V" }, { title = "drill" }, { title = "clamp" }]
[[units]]
code = "7K3QP2J"
home_place = "shelf-b5"
policy_override = "weekend"
[[units]]
code = "M1X-04TH"
home_place = "unknown"
+++
"#;
    insta::assert_snapshot!(told(&[("node.toml", NODE), ("catalog/dr/drill.md", title), SHELF]), @r#"
    catalog/dr/drill.md:4:30 «"power-tols"» unknown-category: there is no category `power-tols` (did you mean `power-tools`?)
    catalog/dr/drill.md:5:10 «"standart"» unknown-policy: there is no policy `standart` (did you mean `standard`?)
    catalog/dr/drill.md:6:22 «"st"» unknown-policy: there is no reservation policy `st` (did you mean `std`?)
    catalog/dr/drill.md:7:27 «"power-tools"» unknown-training: there is no training `power-tools` (there is `power-tools-basic`)
    catalog/dr/drill.md:8:20 «"dril"» unknown-title: there is no title `dril` (did you mean `drill`?)
    catalog/dr/drill.md:9:12 «"stool"» unknown-design: there is no design `stool`
    catalog/dr/drill.md:10:13 «{ unit = "7K3-QP2J" }» kit-in-itself: `7K3-QP2J` is the kit's own label
    catalog/dr/drill.md:10:45 «"9QF-3T0V"» unknown-unit: there is no unit `9QF-3T0V`
    catalog/dr/drill.md:10:59 «{ title = "drill" }» kit-in-itself: `drill` cannot be a part of itself
    catalog/dr/drill.md:10:90 «"clamp"» unknown-title: there is no title `clamp` (there is `drill`)
    catalog/dr/drill.md:13:14 «"shelf-b5"» unknown-place: there is no place `shelf-b5` (did you mean `shelf-b4`?)
    catalog/dr/drill.md:14:19 «"weekend"» unknown-policy: there is no policy `weekend` (there is `standard`)
    node.toml:3:18 «"standrad"» unknown-policy: there is no policy `standrad` (did you mean `standard`?)
    node.toml:4:13 «"mira"» warning no-profile: `mira` has no public profile, so the name is not a link
    node.toml:13:1 «[categories."hand-tools/saws"]» warning unnamed-category: the wider category `hand-tools` has no name of its own (add `[categories.hand-tools]` with a `name`)
    "#);
}

#[test]
fn proposals_minutes_events_and_designs_name_what_is_there() {
    let proposal = r#"+++
name = "Two weeks"
proposed_by = ["sam"]
supersedes = "ten-day"
changes = ["lending", "members"]
opens_at = "2026-05-03T00:00:00Z"
closes_at = "2026-05-02T00:00:00Z"
proposed_on = 2206-01-01
review_on = 2026-01-01
[[stage]]
state = "discussion"
on = "2026-04-12"
[[stage]]
state = "voting"
on = "2026-04-10"
+++
"#;
    let design = r#"name = "Stool"
image = "stool.svg"
source = ["seat.dxf", "../secret"]
bom = "parts.csv"
[commonstead]
tools = ["router"]
derived_from = ["bench", "https://halle7.example/designs/bench"]
"#;
    insta::assert_snapshot!(told(&[
        ("node.toml", "id = \"oak\"\nname = \"Oak\"\n"),
        ("governance/constitution.md", "+++\nname = \"Rules\"\n+++\n# Members {#members}\n"),
        ("governance/proposals/two-weeks.md", proposal),
        ("governance/proposals/ten-days.md", "+++\nname = \"Ten\"\nsupersedes = \"ten-days\"\n+++\n"),
        ("governance/minutes/may.md", "+++\nname = \"May\"\ndecisions = [\"ten-days\", \"x\"]\n+++\n"),
        ("events/cafe.md", "+++\nname = \"Café\"\nplace = \"hall\"\ntraining = \"saws\"\nstarts = \"2026-05-16T18:00Z\"\nends = \"2026-05-16T14:00Z\"\n+++\n"),
        ("designs/stool/okh.toml", design),
        ("designs/stool/parts.csv", "name\nLeg\n"),
    ]), @r#"
    designs/stool/okh.toml:2:9 «"stool.svg"» missing-file: the file `designs/stool/stool.svg` is not there (put it there, or remove it from this list)
    designs/stool/okh.toml:3:11 «"seat.dxf"» missing-file: the file `designs/stool/seat.dxf` is not there (put it there, or remove it from this list)
    designs/stool/okh.toml:3:23 «"../secret"» bad-path: `../secret` leads out of this node (write the path from the design's folder, with `/`)
    designs/stool/okh.toml:6:10 «"router"» unknown-title: there is no title `router`
    designs/stool/okh.toml:7:17 «"bench"» unknown-design: there is no design `bench` (there is `stool`)
    events/cafe.md:3:9 «"hall"» unknown-place: there is no place `hall` (this node has no places yet: `stead new place "hall"`)
    events/cafe.md:4:12 «"saws"» unknown-training: there is no training `saws` (`node.toml` has none yet; add `[trainings.saws]` to it)
    events/cafe.md:6:8 «"2026-05-16T14:00Z"» ends-before-it-begins: `ends` is not after `starts` (are the two swapped?)
    governance/minutes/may.md:3:26 «"x"» unknown-proposal: there is no proposal `x` (there is `ten-days`, `two-weeks`)
    governance/proposals/ten-days.md:3:14 «"ten-days"» supersedes-itself: a proposal cannot take its own place
    governance/proposals/two-weeks.md:3:16 «"sam"» warning no-profile: `sam` has no public profile, so the name is not a link
    governance/proposals/two-weeks.md:4:14 «"ten-day"» unknown-proposal: there is no proposal `ten-day` (did you mean `ten-days`?)
    governance/proposals/two-weeks.md:5:12 «"lending"» warning unknown-clause: the constitution has no clause `lending` (clauses are headings with `{#lending}` at their end)
    governance/proposals/two-weeks.md:7:13 «"2026-05-02T00:00:00Z"» ends-before-it-begins: voting closes before it opens (are the two swapped?)
    governance/proposals/two-weeks.md:8:15 «2206-01-01» impossible-date: 2206-01-01 cannot be: the year is 2206
    governance/proposals/two-weeks.md:9:13 «2026-01-01» ends-before-it-begins: `review_on` is before `proposed_on` (are the two swapped?)
    governance/proposals/two-weeks.md:15:6 «"2026-04-10"» ends-before-it-begins: this stage is dated before the one above it (are the two swapped?)
    "#);
}

#[test]
fn codes_and_aliases_that_are_there_twice_name_both_places() {
    let drill = "+++\nname = \"Drill\"\n[[units]]\ncode = \"7K3-QP2J\"\naliases = [\"A-1\"]\n[[units]]\ncode = \"7k3qp2j\"\n+++\n";
    let saw = "+++\nname = \"drill \"\n[[units]]\ncode = \"S4B-P10J\"\naliases = [\"a-1\", \"http://old/7K3QP2J\"]\n+++\n";
    insta::assert_snapshot!(told(&[
        ("node.toml", "id = \"oak\"\nname = \"Oak\"\n"),
        ("catalog/dr/drill.md", drill),
        ("catalog/sa/saw.md", saw),
        SHELF,
        ("places/shelf-c.toml", "name = \"shelf\"\n"),
    ]), @r#"
    catalog/dr/drill.md:7:8 «"7k3qp2j"» duplicate-code: the code `7K3-QP2J` is on two labels, see catalog/dr/drill.md:4 (give one of the two a new code: `stead labels mint 1`)
    catalog/sa/saw.md:2:8 «"drill "» warning duplicate-name: `drill ` is the name of two titles, see catalog/dr/drill.md:2 (put both into one file as two `[[units]]`, or tell them apart)
    catalog/sa/saw.md:5:12 «"a-1"» alias-clash: `a-1` is an alias of two units, see catalog/dr/drill.md:5 (a scan of it must lead to one of them)
    catalog/sa/saw.md:5:19 «"http://old/7K3QP2J"» alias-clash: `http://old/7K3QP2J` is read as the code of another label, see catalog/dr/drill.md:7
    places/shelf-b4.toml:2:8 «"S4B-P10J"» duplicate-code: the code `S4B-P10J` is on two labels, see catalog/sa/saw.md:4 (give one of the two a new code: `stead labels mint 1`)
    places/shelf-c.toml:1:8 «"shelf"» warning duplicate-name: `shelf` is the name of two places, see places/shelf-b4.toml:1
    "#);
}

#[test]
fn a_ring_of_places_is_told_once() {
    insta::assert_snapshot!(told(&[
        ("node.toml", "id = \"oak\"\nname = \"Oak\"\n"),
        ("places/a.toml", "name = \"A\"\nparent = \"b\"\n"),
        ("places/b.toml", "name = \"B\"\nparent = \"c\"\n"),
        ("places/c.toml", "name = \"C\"\nparent = \"b\"\n"),
        ("places/d.toml", "name = \"D\"\nparent = \"d\"\n"),
        ("places/e.toml", "name = \"E\"\nparent = \"f\"\n"),
    ]), @r#"
    places/b.toml:2:10 «"c"» place-in-itself: `b` is in itself: `b` → `c` → `b`
    places/d.toml:2:10 «"d"» place-in-itself: `d` is in itself: `d` → `d`
    places/e.toml:2:10 «"f"» unknown-place: there is no place `f` (there is `a`, `b`, `c`, `d`, `e`)
    "#);
}

#[test]
fn files_hours_and_labels_of_a_node_are_looked_at() {
    let node = "id = \"oak\"\nname = \"Oak\"\nlabel_base = \"http://oak.example/i\"\n\
        [[opening_hours]]\nday = \"tue\"\nfrom = \"19:00\"\nto = \"16:00\"\n\
        [[closures]]\nfrom = \"2026-12-24\"\nto = \"2026-12-23\"\n";
    let title = "+++\nname = \"Drill\"\nimages = [\"media/drill.svg\", \"media/dril.svg\", \"https://x.example/a.png\"]\n\
        manuals = [\"https://x.example/a.pdf\", \"C:\\\\a.pdf\"]\nadded = \"2206-01-01\"\n+++\n";
    insta::assert_snapshot!(told(&[("node.toml", node), ("catalog/dr/drill.md", title)]), @r#"
    catalog/dr/drill.md:3:30 «"media/dril.svg"» missing-file: the file `media/dril.svg` is not there (put it there, or remove it from this list)
    catalog/dr/drill.md:3:48 «"https://x.example/a.png"» warning remote-file: `https://x.example/a.png` is on another machine, and is missing without internet (put a copy into `media/` and name that)
    catalog/dr/drill.md:4:39 «"C:\\a.pdf"» bad-path: `C:\a.pdf` leads out of this node (write the path from the node's folder, with `/`)
    catalog/dr/drill.md:5:9 «"2206-01-01"» impossible-date: 2206-01-01 cannot be: the year is 2206
    node.toml:3:14 «"http://oak.example/i"» warning label-base: the code on a label comes right after this, with nothing between (end it with `/`: `http://oak.example/i/`)
    node.toml:7:6 «"16:00"» ends-before-it-begins: closes before it opens (hours past midnight are two entries, `24:00` ends a day)
    node.toml:10:6 «"2026-12-23"» ends-before-it-begins: the last closed day is before the first (are the two swapped?)
    "#);
}

#[test]
fn a_file_that_cannot_be_read_again_is_named_all_the_same() {
    let files = [("node.toml", NODE)];
    let loaded = load(files.iter().map(|(p, t)| ((*p).into(), t.as_bytes().to_vec())));
    let problems = references(&loaded.documents, &|_| true, &|_| None);
    assert!(problems.iter().all(|p| (p.file.as_str(), p.line) == ("node.toml", 1)));
    assert!(!problems.is_empty());
}

#[test]
fn a_name_in_a_file_in_the_wrong_folder_is_told_where_that_file_is() {
    let title = "+++\nname = \"Drill\"\nkind = \"tool\"\npolicy = \"standart\"\n+++\n";
    let loaded = load([
        ("node.toml".into(), b"id = \"oak\"\n[policies.standard]\n".to_vec()),
        ("catalog/drill.md".into(), title.into()),
    ]);
    let source = |path: &Utf8Path| (path == "catalog/drill.md").then(|| title.into());
    let problems = references(&loaded.documents, &|_| true, &source);
    let at = problems.iter().map(|p| (p.file.as_str(), p.line, p.column, p.code));
    assert_eq!(at.collect::<Vec<_>>(), [("catalog/drill.md", 4, 10, "unknown-policy")]);
}

#[test]
fn a_node_without_any_is_told_how_to_add_the_first() {
    let title = "+++\nname = \"Drill\"\nkind = \"tool\"\ncategories = [\"power-tools\"]\n\
                 [[units]]\ncode = \"7K3-QP2J\"\nhome_place = \"shelf-b4\"\n+++\n";
    let loaded = load([
        ("node.toml".into(), b"id = \"oak\"\n".to_vec()),
        ("catalog/dr/drill.md".into(), title.into()),
    ]);
    let problems = references(&loaded.documents, &|_| true, &|_| Some(title.into()));
    let hints: Vec<_> = problems.iter().filter_map(|p| p.hint.as_deref()).collect();
    assert_eq!(
        hints,
        [
            "`node.toml` has none yet; add `[categories.power-tools]` to it",
            "this node has no places yet: `stead new place \"shelf-b4\"`",
        ]
    );
}
