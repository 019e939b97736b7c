use super::*;
use proptest::prelude::*;

fn names(file: &BallotFile) -> Vec<&str> {
    file.profile.options().iter().map(OptionKey::as_str).collect()
}

fn error(format: Format, text: &str) -> String {
    read(format, text).unwrap_err().to_string()
}

#[test]
fn counts_carry_the_rules_of_the_vote_in_comments() {
    let text = "# options 3 ballots 5 default 3\n# option 1: A\n# option 2: B [3:1]\n# option 3: None\n\
                # quorum 47.43 majority {\"2\": 3}\n3 1-2\n2 231\n";
    let file = read(Format::Counts, text).unwrap();
    assert_eq!(names(&file), ["A", "B [3:1]", "None"]);
    assert_eq!(file.default.as_ref().map(OptionKey::as_str), Some("None"));
    assert_eq!(file.quorum, Some(48));
    assert_eq!(file.ratios.values().next(), Some(&Ratio::new(3, 1).unwrap()));
    assert_eq!(file.profile.weight(), 5);
}

#[test]
fn counts_say_where_a_mistake_is() {
    assert_eq!(
        error(Format::Counts, "3 12\n2 1\n"),
        "line 2, column 3: this ballot has 1 ranks, but there are 2 options"
    );
    assert_eq!(
        error(Format::Counts, "3 1x0\n"),
        "line 1, column 5: expected a rank (1 to 9, then letters) or `-`, found `0`"
    );
    assert_eq!(
        error(Format::Counts, "  x 12\n"),
        "line 1, column 3: expected how often the ballot was cast, found `x`"
    );
    assert_eq!(
        error(Format::Counts, ""),
        "line 1, column 1: the file ends here, but a ballot should follow"
    );
}

#[test]
fn blt_reads_withdrawn_equal_and_skipped() {
    let text = "4 2\n-2\n3 1 2 3=4 0\n1 - 4 0\n0\n\"Ana\"\n\"Ben\"\n\"Cy \"\n\"Dee\"\n\"Board\"\n";
    let file = read(Format::Blt, text).unwrap();
    assert_eq!(names(&file), ["Ana", "Cy", "Dee"]);
    assert_eq!(file.title.as_deref(), Some("Board"));
    assert_eq!(file.seats.map(Seats::get), Some(2));
    let mut expected = Profile::new(file.profile.options().to_vec());
    let ranking = |ranks: &[Vec<usize>]| Choice::Ranking(Ranking::new(ranks.to_vec()));
    expected.push(3, None, ranking(&[vec![0], vec![1, 2]])).unwrap();
    expected.push(1, None, ranking(&[vec![], vec![2]])).unwrap();
    assert_eq!(file.profile, expected);
}

#[test]
fn blt_says_where_a_mistake_is() {
    assert_eq!(
        error(Format::Blt, "2 1\n3 1 5 0\n0\n\"A\"\n\"B\"\n"),
        "line 2, column 5: there is no option 5; the file has 2"
    );
    assert_eq!(
        error(Format::Blt, "2 1\n3 1\n0\n\"A\"\n\"B\"\n"),
        "line 2, column 1: expected a count, options and a 0 at the end, found `3 1`"
    );
    assert_eq!(
        error(Format::Blt, "2 1\n3 1 0\n0\n\"A\"\n"),
        "line 5, column 1: the file ends here, but the name of an option should follow"
    );
    assert_eq!(
        error(Format::Blt, "2 1\n0\n\"A\"\n\"A\"\n"),
        "line 4, column 2: two options are called `A`"
    );
}

#[test]
fn abif_reads_names_orders_and_scores() {
    let text = "{title: \"Snacks\"}\n=T:[Tea time]\n3:T>mate=[Orange juice]\n2:T/1,mate/5,[Orange juice]/0 # late\n";
    let file = read(Format::Abif, text).unwrap();
    assert_eq!(names(&file), ["Tea time", "mate", "Orange juice"]);
    assert_eq!(file.title.as_deref(), Some("Snacks"));
    let ranking = |ranks: &[Vec<usize>]| Choice::Ranking(Ranking::new(ranks.to_vec()));
    let mut expected = Profile::new(file.profile.options().to_vec());
    expected.push(3, None, ranking(&[vec![0], vec![1, 2]])).unwrap();
    expected.push(2, None, ranking(&[vec![1], vec![0], vec![2]])).unwrap();
    assert_eq!(file.profile, expected);
    assert_eq!(error(Format::Abif, "3:A>>B\n"), "line 1, column 5: expected an option, found ``");
    assert_eq!(
        error(Format::Abif, "A>B\n"),
        "line 1, column 1: expected a ballot like `27:A>B=C`, found `A>B`"
    );
}

#[test]
fn csv_reads_rank_columns_and_quoted_cells() {
    let text =
        "Precinct,rank2,rank1,count\r\n1,skipped,\"Ana \"\"A\"\" Lee\",3\r\n2,\"Ben, jr\",,1\n";
    let file = read(Format::Csv, text).unwrap();
    assert_eq!(names(&file), ["Ana \"A\" Lee", "Ben, jr"]);
    assert_eq!(file.profile.weight(), 4);
    assert_eq!(
        error(Format::Csv, "rank1\n\"Ana\n"),
        "line 2, column 1: the file ends here, but the closing quote of this cell should follow"
    );
    assert_eq!(
        error(Format::Csv, "a,b\n1,2\n"),
        "line 1, column 1: expected columns like rank1, rank2, found `a`"
    );
    assert_eq!(
        error(Format::Csv, "count,rank1\nmany,Ana\n"),
        "line 2, column 1: expected how often the ballot was cast, found `many`"
    );
}

#[test]
fn preflib_reads_both_of_its_formats() {
    let new = "# TITLE: Snacks\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: tea\n\
               # ALTERNATIVE NAME 2: mate\n# ALTERNATIVE NAME 3: juice\n5: 2,{1,3}\n1: {3},{},{1}\n";
    let old = "3\n1,tea\n2,mate\n3,juice\n6,6,2\n5,2,{1,3}\n1,{3},1\n";
    let file = read(Format::PrefLib, new).unwrap();
    assert_eq!(file.title.as_deref(), Some("Snacks"));
    assert_eq!(names(&file), ["tea", "mate", "juice"]);
    assert_eq!(file.profile, read(Format::PrefLib, old).unwrap().profile);
    assert_eq!(
        error(Format::PrefLib, "2\n1,a\n2,b\n1,1,1\n1,{1,{2}\n"),
        "line 5, column 6: expected groups like {3,4}, one after the other, found `{2}`"
    );
    assert!(error(Format::PrefLib, "2\n1,a\n2,b\n1,1,1\n1,1}\n").starts_with("line 5, column 3"));
    assert!(error(Format::PrefLib, "2\n1,a\n2,b\n1,1,1\n1,{1\n").contains("a `}` for every `{`"));
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_fail_otherwise_than_with_an_error(
        text in "[ 0-9a-z,:;>=/{}\\[\\]\"#é\n\r-]{0,120}",
    ) {
        for format in [Format::Counts, Format::Blt, Format::Abif, Format::Csv, Format::PrefLib] {
            if let Err(error) = read(format, &text) {
                prop_assert!(error.line >= 1 && error.column >= 1);
            }
        }
    }
}
