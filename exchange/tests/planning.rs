//! What an import does to a node.

mod node;

use catalog::record::{PlaceKind, Quantity, UnitKind};
use exchange::plan::{ChangeKind, Plan};
use node::Folder;

fn said(plan: &Plan) -> String {
    plan.problems.iter().map(|p| format!("{p}")).collect::<Vec<_>>().join("\n")
}

const MYTURN: &str = "Item ID,Item Type,Name,Categories,Description,Manufacturer,Model,Serial Number,Home Location,Replacement Cost\n\
    MT-1,Tool,Ladder,Garden/Ladders,3 m,Hailo,L3,,Garage/Wall,€ 120\n\
    MT-2,Tool,Ladder,Garden/Ladders,3 m,Hailo,L3,,Garage/Wall,€ 120\n\
    MT-3,Tool,Ladder,Garden/Ladders,5 m,Hailo,L5,S-9,Garage/Wall,\n";

#[test]
fn equal_rows_become_one_title_with_several_units() {
    let mut folder = Folder::new(&[]);
    let plan = folder.plan_text("items.csv", MYTURN);
    assert_eq!((plan.created, plan.updated, plan.unchanged, plan.skipped.len()), (3, 0, 0, 0));
    folder.apply(&plan);
    let loaded = folder.loaded();
    assert!(loaded.problems.is_empty(), "{:#?}", loaded.problems);
    let titles = &loaded.documents.titles;
    let names: Vec<_> = titles.keys().map(catalog::ids::Slug::as_str).collect();
    assert_eq!(names, ["ladder", "ladder-hailo-l5"]);
    let ladder = &titles["ladder"];
    assert_eq!(ladder.units.len(), 2);
    assert_ne!(ladder.units[0].code, ladder.units[1].code);
    assert_eq!(ladder.units[1].aliases, ["MT-2"]);
    assert_eq!(ladder.units[0].home_place.as_str(), "wall");
    assert_eq!(loaded.documents.places["garage"].kind, PlaceKind::Room);
    assert_eq!(loaded.documents.node.categories.len(), 2);
    assert!(folder.text("node.toml").contains("# on the door"));
}

#[test]
fn the_same_import_again_changes_nothing_whatever_the_seed() {
    let mut folder = Folder::new(&[]);
    let plan = folder.plan_text("items.csv", MYTURN);
    folder.apply(&plan);
    let again = folder.plan_text("items.csv", MYTURN);
    assert_eq!(again.changes, [], "{}", again.diff());
    assert_eq!((again.created, again.unchanged), (0, 3));

    let bare = "name,place\nHammer,Wall\nHammer,Wall\nHammer,Box\nNails,Box\n";
    let plan = folder.plan_text("bare.csv", bare);
    folder.apply(&plan);
    assert_eq!(folder.documents().titles["hammer"].units.len(), 3);
    let other_seed = folder.with_node(|node| {
        let mut options = exchange::ImportOptions::for_node(node.documents);
        options.seed = exchange::plan::Seed::from_text("another");
        exchange::import(&[("bare.csv".into(), bare.as_bytes().to_vec())], &options, node)
    });
    assert_eq!(other_seed.changes, [], "{}", other_seed.diff());
}

const DRILL: &str = "+++\n# kept\nname = \"Drill\"\nbrand = \"Bosch\"\nsummary = \"Ours.\"\n\n[[units]]\ncode = \"7K3-QP2J\"\naliases = [\"A-1\"]\n\n[[units]]\ncode = \"M1X-04TH\"\nserial = \"S-2\"\n+++\n\nOur text.\n";

#[test]
fn a_row_fills_what_is_empty_and_never_overwrites() {
    let mut folder = Folder::new(&[("catalog/dr/drill.md", DRILL)]);
    let plan = folder.plan_text(
        "x.csv",
        "code,name,brand,summary,size,serial,location\nA-1,drill,Makita,Theirs.,big,S-1,Shelf 3\n",
    );
    assert_eq!((plan.created, plan.updated), (0, 1));
    let said = said(&plan);
    assert!(
        said.contains(
            "row 2: `drill`: `brand` is `Bosch` here and `Makita` in the file; ours stays"
        ),
        "{said}"
    );
    assert!(said.contains("`summary` is `Ours.`"), "{said}");
    folder.apply(&plan);
    let text = folder.text("catalog/dr/drill.md");
    assert!(text.contains("# kept") && text.contains("Ours.") && !text.contains("Theirs."));
    let drill = &folder.documents().titles["drill"];
    assert_eq!(drill.size.as_deref(), Some("big"));
    assert_eq!(drill.units[0].serial.as_deref(), Some("S-1"));
    assert_eq!(drill.units[0].home_place.as_str(), "shelf-3");
    assert_eq!(drill.units.len(), 2);
    let shown = plan.diff();
    assert!(
        shown.contains("changed catalog/dr/drill.md\n") && shown.contains("+ size = \"big\""),
        "{shown}"
    );
}

#[test]
fn a_record_is_found_by_our_code_then_by_its_number_then_by_its_serial() {
    let folder = Folder::new(&[("catalog/dr/drill.md", DRILL)]);
    for row in ["7K3-QP2J,Drill,,", "A-1,Drill,,", ",Drill,Bosch,S-2"] {
        let plan = folder.plan_text("x.csv", &format!("code,name,brand,serial\n{row}\n"));
        assert_eq!((plan.unchanged, plan.changes.len()), (1, 0), "{row}: {}", plan.diff());
    }
    // An id of a database finds nothing, however much it looks like a number of ours.
    let plan = folder.plan_text("x.csv", "id,name\nA-1,Saw\n");
    assert_eq!(plan.created, 1);
}

#[test]
fn a_number_under_another_name_is_told_and_left_alone() {
    let folder = Folder::new(&[("catalog/dr/drill.md", DRILL)]);
    let plan = folder.plan_text("x.csv", "code,name,size\nA-1,Sewing machine,big\n");
    assert_eq!((plan.unchanged, plan.changes.len()), (1, 0));
    assert!(
        said(&plan).contains(
            "row 2: `A-1` is `Drill` here and `Sewing machine` in the file; our name stays"
        )
    );
    let twice = folder.plan_text("x.csv", "code,name\nB-1,Saw\nB-1,Saw\n");
    assert_eq!(twice.created, 2);
    assert!(said(&twice).contains("row 3: the number `B-1` is already on `Saw`"));
}

#[test]
fn a_number_on_two_rows_stays_with_the_first_and_both_arrive_once() {
    let mut folder = Folder::new(&[]);
    let text = "code,name,serial\nB-1,Saw,\nB-1,Saw,\nB-1,File,\n7K3-QP2J,Hammer,\n7K3-QP2J,Hammer,\n,Axe,S-1\n,Axe,S-1\n";
    let plan = folder.plan_text("x.csv", text);
    assert_eq!((plan.created, plan.problems.len()), (7, 5), "{}", said(&plan));
    folder.apply(&plan);
    let titles = folder.documents().titles;
    assert_eq!(titles["saw"].units[0].aliases, ["B-1"]);
    assert!(
        titles["saw"].units[1].aliases.is_empty() && titles["file"].units[0].aliases.is_empty()
    );
    assert_ne!(titles["hammer"].units[0].code, titles["hammer"].units[1].code);
    let again = folder.plan_text("x.csv", text);
    assert_eq!(again.changes, [], "{}", again.diff());
}

#[test]
fn a_barcode_that_many_have_stands_on_the_first_of_them() {
    let mut folder = Folder::new(&[]);
    let text = "name,ean,place\nSaw,4006381333931,Wall\nSaw,4006381333931,Wall\n";
    let plan = folder.plan_text("x.csv", text);
    assert_eq!((plan.created, plan.problems.len()), (2, 1), "{}", said(&plan));
    folder.apply(&plan);
    let saw = &folder.documents().titles["saw"];
    assert_eq!(saw.units[0].aliases, ["4006381333931"]);
    assert!(saw.units[1].aliases.is_empty());
    let again = folder.with_node(|node| {
        let mut options = exchange::ImportOptions::for_node(node.documents);
        options.seed = exchange::plan::Seed::from_text("another");
        exchange::import(&[("x.csv".into(), text.as_bytes().to_vec())], &options, node)
    });
    assert_eq!(again.changes, [], "{}", again.diff());
}

#[test]
fn numbers_of_nothing_but_zeros_are_no_numbers() {
    let mut folder = Folder::new(&[]);
    let plan = folder.plan_text("x.csv", "HB.name,HB.asset_id\nSaw,000-000\nFile,000-000\n");
    folder.apply(&plan);
    assert!(folder.documents().titles.values().all(|t| t.units[0].aliases.is_empty()));
}

#[test]
fn a_plan_as_json_has_the_counts_and_the_names_of_the_files() {
    let plan = Folder::new(&[]).plan_text("x.csv", "name,Farbe\nSaw,red\n,blue\n");
    let shown = serde_json::to_string_pretty(&plan).unwrap();
    insta::assert_snapshot!(shown, @r#"
    {
      "created": 1,
      "updated": 0,
      "unchanged": 0,
      "skipped": [
        {
          "row": 3,
          "why": "has no name"
        }
      ],
      "problems": [
        {
          "weight": "note",
          "what": "read as csv (a table; 1 of 2 columns are known); if that is wrong, name the right one with `--format`"
        },
        {
          "weight": "note",
          "what": "the column `Farbe` is not known and is kept among the record's own fields; `--map \"Farbe=…\"` gives it a meaning"
        }
      ],
      "files": [
        {
          "path": "catalog/sa/saw.md",
          "kind": "created"
        }
      ]
    }
    "#);
}

#[test]
fn known_places_and_categories_are_used_and_not_made_again() {
    let mut folder =
        Folder::new(&[("places/shelf-b4.toml", "name = \"Shelf B4\"\nparent = \"cellar\"\n")]);
    let toml = format!("{}\n[categories.power-tools]\nname = \"Power tools\"\n", node::NODE);
    folder.files.insert("node.toml".into(), toml.into_bytes());
    let plan = folder.plan_text("x.csv", "name,location,category\nSaw,shelf b4,power tools\n");
    let paths: Vec<_> = plan.changes.iter().map(|c| (c.path.as_str(), c.kind)).collect();
    assert_eq!(paths, [("catalog/sa/saw.md", ChangeKind::Created)]);
}

#[test]
fn stock_comes_with_what_is_known_of_its_number() {
    let mut folder = Folder::new(&[]);
    let plan = folder.plan_text("x.csv", "name,quantity,type\nScrews,~ 200,material\nTape,unknown,material\nClamp,6,tool\nGlue,,material\n");
    folder.apply(&plan);
    let titles = folder.documents().titles;
    let unit = |slug: &str| (titles[slug].units[0].kind, titles[slug].units[0].quantity);
    assert_eq!(unit("screws"), (UnitKind::Stock, Quantity::About(200)));
    assert_eq!(unit("tape"), (UnitKind::Stock, Quantity::Unknown));
    assert_eq!(unit("clamp"), (UnitKind::Stock, Quantity::Exact(6)));
    assert_eq!(unit("glue"), (UnitKind::Stock, Quantity::Unknown));
    assert_eq!(folder.plan_text("x.csv", "name,quantity\nScrews,250\n").problems.len(), 2);
}

#[test]
fn names_without_latin_letters_arrive() {
    let mut folder = Folder::new(&[]);
    let text = "name,category,location\n电钻,工具类,工房\n锤子,工具类,工房\n";
    let plan = folder.plan_text("x.csv", text);
    assert_eq!(plan.created, 2);
    folder.apply(&plan);
    assert_eq!(folder.documents().titles.len(), 2);
    assert!(folder.loaded().problems.is_empty(), "{:?}", folder.loaded().problems);
    assert_eq!(folder.plan_text("x.csv", text).changes, []);
}

#[test]
fn nobody_stands_in_the_files_who_stood_in_the_export() {
    let mut folder = Folder::new(&[]);
    let plan = folder.plan_text(
        "assets.csv",
        "Asset Tag,Name,Model Name,Status,Checked Out To: Full Name,Checked Out To: Email,Manager\nA-9,Saw,S1,Deployed,Jane Doe,jane@example.org,Bo\n",
    );
    folder.apply(&plan);
    let all: String =
        folder.files.values().map(|b| String::from_utf8_lossy(b).into_owned()).collect();
    assert!(!all.contains("Jane") && !all.contains("jane") && !all.contains("Bo\""));
    assert!(said(&plan).contains("3 cells about people"));
}

#[test]
fn several_files_of_a_folder_are_one_import() {
    let folder = Folder::new(&[]);
    let files = [
        ("a.csv", "name,location\nSaw,Wall\n"),
        ("b.csv", "Asset Tag,Name,Location\nA-1,File,Wall\n"),
        ("okh.toml", "okhv = \"OKH-LOSHv1.0\"\nname = \"Stool\"\n"),
        ("notes.md", "nothing"),
    ];
    let files: Vec<_> = files.map(|(p, t)| (p.into(), t.as_bytes().to_vec())).to_vec();
    let plan = folder.plan(&files);
    let paths: Vec<_> = plan.changes.iter().map(|c| c.path.as_str()).collect();
    assert_eq!(
        paths,
        ["catalog/fi/file.md", "catalog/sa/saw.md", "designs/stool/okh.toml", "places/wall.toml"]
    );
    assert!(plan.problems.iter().all(|p| p.file.is_some()), "{}", said(&plan));
}

#[test]
fn what_cannot_be_read_at_all_is_told() {
    let plan = Folder::new(&[]).plan_text("tools.xlsx", "PK");
    assert_eq!(plan.skipped[0].why, "is a spreadsheet; save it as CSV and import that");
    assert_eq!(plan.skipped[0].file.as_deref(), Some("tools.xlsx"));
}

#[test]
fn a_design_that_is_here_is_not_overwritten() {
    let mut folder = Folder::new(&[]);
    let text = "okhv = \"OKH-LOSHv1.0\"\nname = \"Stool\"\nrepo = \"https://a.example\"\n";
    let plan = folder.plan_text("okh.toml", text);
    folder.apply(&plan);
    assert_eq!(folder.plan_text("okh.toml", text).changes, []);
    let changed = folder.plan_text("okh.toml", &format!("{text}version = \"2\"\n"));
    assert_eq!((changed.changes.len(), changed.unchanged), (0, 1));
    assert!(said(&changed).contains("`designs/stool/okh.toml` is this design already"));
    let other = folder.plan_text("okh.toml", &text.replace("a.example", "b.example"));
    assert_eq!(other.changes[0].path, "designs/stool-2/okh.toml");
}

#[test]
fn a_plan_counts_every_row() {
    let folder = Folder::new(&[]);
    let plan =
        folder.plan_text("x.csv", "name,place\nSaw,Wall\n,Wall\nFile,Wall,extra\nSaw,Wall\n");
    assert_eq!(plan.total(), 4);
    assert_eq!((plan.created, plan.skipped.len()), (2, 2));
    let why = serde_json::to_value(&plan.skipped).unwrap();
    assert_eq!(why[0]["row"], 3);
}
