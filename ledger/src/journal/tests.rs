use super::*;
use crate::account::Account;
use crate::amount::Amount;
use crate::book::Book;
use crate::entry::EntryId;
use crate::unit::{Mode, Unit, UnitCode};
use jiff::civil::date;
use proptest::prelude::*;

fn min() -> UnitCode {
    "MIN".parse().unwrap()
}

fn sample() -> Book {
    let pays = |id: &str, day, from: &str, to: &str, amount, memo: &str| {
        let (from, to) = (from.parse().unwrap(), to.parse().unwrap());
        let id = EntryId::new(id);
        let mut entry = Entry::payment(id, day, from, to, min(), Amount::new(amount)).unwrap();
        entry.memo = Some(memo.into());
        entry
    };
    let entries = [
        pays("k1-1", date(2026, 1, 2), "member:mira", "member:M0002", 90, "bike \"Brompton\"; 2"),
        pays("k1-2", date(2026, 1, 9), "member:M0002", "commons", 30, "=SUM(A1)\nC:\\"),
        pays("k2-1", date(2026, 1, 5), "member:mira", "peer:oak-street", 7, "to Óak"),
    ];
    Book::fold([Unit::new(min(), "hours", Mode::Mutual)], entries)
}

#[test]
fn the_polyglot_journal_looks_like_this() {
    insta::assert_snapshot!(polyglot::write(&sample()), @r#"
; A book in the subset that hledger, ledger and beancount read alike.
; Balances of members are liabilities of the node: a credit of a member is a negative amount here.
; Amounts are whole minor units.
2026-01-09 open Liabilities:Commons
2026-01-02 open Liabilities:Members:M0002
2026-01-02 open Liabilities:Members:M-mira
2026-01-05 open Liabilities:Peers:M-oak-street

2026-01-02 * "transfer k1-1" "bike 'Brompton'; 2"
  Liabilities:Members:M-mira  90 MIN
  Liabilities:Members:M0002  -90 MIN

2026-01-05 * "transfer k2-1" "to Óak"
  Liabilities:Members:M-mira  7 MIN
  Liabilities:Peers:M-oak-street  -7 MIN

2026-01-09 * "transfer k1-2" "=SUM(A1) C:/"
  Liabilities:Members:M0002  30 MIN
  Liabilities:Commons  -30 MIN

2026-01-10 balance Liabilities:Commons  -30 MIN
2026-01-10 balance Liabilities:Members:M0002  -60 MIN
2026-01-10 balance Liabilities:Members:M-mira  97 MIN
2026-01-10 balance Liabilities:Peers:M-oak-street  -7 MIN
"#);
}

#[test]
fn the_strict_journal_declares_what_it_uses() {
    insta::assert_snapshot!(strict::write(&sample()), @r#"
; A book for hledger, which passes `hledger check --strict`.
; Balances of members are liabilities of the node: a credit of a member is a negative amount here.
; Amounts are whole minor units.
commodity 1000. MIN
account Liabilities:Commons
account Liabilities:Members:M0002
account Liabilities:Members:M-mira
account Liabilities:Peers:M-oak-street

2026-01-02 * "transfer k1-1" "bike 'Brompton'; 2"
  Liabilities:Members:M-mira  90 MIN
  Liabilities:Members:M0002  -90 MIN

2026-01-05 * "transfer k2-1" "to Óak"
  Liabilities:Members:M-mira  7 MIN
  Liabilities:Peers:M-oak-street  -7 MIN

2026-01-09 * "transfer k1-2" "=SUM(A1) C:/"
  Liabilities:Members:M0002  30 MIN
  Liabilities:Commons  -30 MIN
"#);
}

#[test]
fn the_table_has_a_row_for_each_posting_and_no_formulas() {
    insta::assert_snapshot!(table::write(&sample()), @r#"
entry,on,kind,account,unit,delta,memo,work,corrects
k1-1,2026-01-02,transfer,member:mira,MIN,-90,"bike ""Brompton""; 2",,
k1-1,2026-01-02,transfer,member:M0002,MIN,90,"bike ""Brompton""; 2",,
k1-2,2026-01-09,transfer,member:M0002,MIN,-30,"'=SUM(A1)
C:\",,
k1-2,2026-01-09,transfer,commons,MIN,30,"'=SUM(A1)
C:\",,
k2-1,2026-01-05,transfer,member:mira,MIN,-7,to Óak,,
k2-1,2026-01-05,transfer,peer:oak-street,MIN,7,to Óak,,
"#);
}

#[test]
fn what_is_written_is_read_with_the_opposite_signs() {
    let book = sample();
    let journal = read::read(&polyglot::write(&book)).unwrap();
    assert_eq!(journal.transactions.len(), 3);
    for ((account, unit), balance) in journal.balances() {
        let account = names::from_journal(account).unwrap();
        assert_eq!(-balance, book.balance(unit, &account).wide(), "{account}");
    }
}

fn fault(text: &str) -> String {
    read::read(text).unwrap_err().to_string()
}

#[test]
fn mistakes_are_named_with_their_line_and_column() {
    let open = "2026-01-01 open Liabilities:Commons\n2026-01-01 open Liabilities:Members:A\n";
    let with = |rest: &str| fault(&format!("{open}{rest}"));
    assert_eq!(
        with(
            "2026-01-02 * \"x\" \"y\"\n  Liabilities:Commons  5 MIN\n  Liabilities:Members:A  -4 MIN\n"
        ),
        "line 3, column 1: the transaction sums to 1 MIN, not to 0"
    );
    assert_eq!(
        with("2026-01-02 * \"x\"\n  Liabilities:Commons  5.5 MIN\n"),
        "line 4, column 24: expected a whole number, found `5.5`"
    );
    assert_eq!(
        with("2026-01-02 * \"x\"\n  Liabilities:Commons  5 €\n"),
        "line 4, column 26: expected a commodity: 2 to 12 capital letters and digits, found `€`"
    );
    assert_eq!(
        with("2026-01-02 * \"x\"\n  Liabilities:Members:B  5 MIN\n"),
        "line 4, column 1: `Liabilities:Members:B` is not open on 2026-01-02; \
         open it with `2026-01-02 open Liabilities:Members:B`"
    );
    assert_eq!(
        with("2026-01-03 balance Liabilities:Commons  5 MIN\n"),
        "line 3, column 1: `Liabilities:Commons` stands at 0 MIN, not at 5"
    );
    assert_eq!(
        with("include other.journal\n"),
        "line 3, column 1: expected a date like 2026-01-31, found `include`"
    );
    assert_eq!(
        with("\n  Liabilities:Commons  5 MIN\n"),
        "line 4, column 1: this posting belongs to no transaction"
    );
    assert_eq!(
        with("2026-01-02 * no quotes\n"),
        "line 3, column 14: expected a text between quotes, found `no`"
    );
    assert_eq!(
        with("2026-01-02 *\n"),
        "line 3, column 13: expected a text between quotes, found `the end of the line`"
    );
    assert_eq!(
        with("2026-01-02 open members:mira\n"),
        "line 3, column 17: expected an account like Liabilities:Members:M0001, found `members:mira`"
    );
}

#[test]
fn a_balance_is_that_of_the_beginning_of_its_day() {
    let text = "2026-01-01 open Liabilities:Commons\n2026-01-01 open Liabilities:Members:A\n\
                2026-01-02 * \"x\" \"y\" ; paid\n  Liabilities:Commons  5 MIN ; half\n  ; note\n  Liabilities:Members:A  -5 MIN\n\
                2026-01-02 balance Liabilities:Commons  0 MIN\n2026-01-03 balance Liabilities:Commons  5 MIN\n";
    assert!(read::read(text).is_ok());
}

proptest! {
    #[test]
    fn names_come_back_from_journals(name in "(M-){0,2}[a-zA-Z0-9][a-zA-Z0-9-]{0,12}") {
        let account = Account::member(&name).unwrap();
        let written = names::to_journal(&account);
        let part = written.rsplit(':').next().unwrap();
        prop_assert!(part.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit()));
        prop_assert_eq!(names::from_journal(&written), Some(account));
    }

    #[test]
    fn no_text_makes_the_reader_fail_otherwise_than_with_an_error(
        text in "(2026-01-0[1-3] (open|balance|\\*|!)|  )?[ A-Za-z:\"0-9;é-]{0,40}\n[ -~]{0,40}",
    ) {
        if let Err(error) = read::read(&text) {
            prop_assert!(error.line >= 1 && error.column >= 1);
        }
    }

    #[test]
    fn any_memo_is_written_so_that_it_can_be_read(memo in "\\PC{0,30}[\"\\\\\n\r\t]{0,3}\\PC{0,5}") {
        let (a, b) = (Account::member("a").unwrap(), Account::Commons);
        let id = EntryId::new("e1");
        let mut entry =
            Entry::payment(id, date(2026, 1, 2), a, b, min(), Amount::new(1)).unwrap();
        entry.memo = Some(memo.into());
        let book = Book::fold([Unit::new(min(), "hours", Mode::Gift)], [entry]);
        let journal = read::read(&polyglot::write(&book)).unwrap();
        prop_assert_eq!(journal.transactions.len(), 1);
    }
}
