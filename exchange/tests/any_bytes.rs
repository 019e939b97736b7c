//! No bytes whatever bring an import down: the body of the fuzz target as a property test.

#[path = "../../fuzz/import_body.rs"]
mod import_body;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

fn good() -> impl Strategy<Value = Vec<u8>> {
    select(vec![
        "Name,Location,Serial,Purchase Cost\nLadder,Shed,L-1,\"1.234,50 €\"\n",
        "Asset Tag;Name;Category\r\n00017;Bohrmaschine;Werkzeug\r\n",
        "okhv = \"1.0\"\nname = \"Stool\"\nrepo = \"https://example.org/stool\"\nlicense = \"CERN-OHL-S-2.0\"\n",
        "title: Stool\ndescription: |\n  Sits.\nlicense:\n  hardware: CERN-OHL-S-2.0\nbom: [a, b]\n",
        "slug,name,kind\nladder,Ladder,tool\n",
        "\u{feff}Name\tTags\nDrill\t\"a, b\n",
    ])
    .prop_map(|text| text.as_bytes().to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_bytes_bring_an_import_down(
        mut bytes in good(),
        changes in vec((any::<Index>(), any::<u8>()), 0..8),
        rest in vec(any::<u8>(), 0..60),
    ) {
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.extend(rest);
        import_body::import(&bytes);
    }
}
