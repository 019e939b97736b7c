//! The figures that the books are held to: a journal of 100,000 transfers, a million entries.
//!
//! `--write FILE` writes the journal and `--read FILE` adds it up, for `compare.py`, which sets other
//! programs beside it.

use divan::Bencher;
use jiff::civil::date;
use ledger::account::Account;
use ledger::amount::Amount;
use ledger::book::Book;
use ledger::entry::{Entry, EntryId};
use ledger::journal::polyglot;
use ledger::journal::read::read;
use ledger::unit::{Mode, Unit, UnitCode};

fn main() {
    let mut words = std::env::args().skip(1);
    match (words.next().as_deref(), words.next()) {
        (Some("--write"), Some(file)) => {
            let text = polyglot::write(&Book::fold([unit()], entries(100_000)));
            fs_err::write(file, text).expect("a file that can be written");
        }
        (Some("--read"), Some(file)) => {
            let text = fs_err::read_to_string(file).expect("a file that can be read");
            let accounts = read(&text).expect("a journal").balances().len();
            assert!(accounts >= 500, "every member has a balance");
        }
        _ => divan::main(),
    }
}

fn unit() -> Unit {
    Unit::new("MIN".parse().expect("a code"), "hours", Mode::Gift)
}

fn entries(many: u32) -> Vec<Entry> {
    let code: UnitCode = "MIN".parse().expect("a code");
    let members: Vec<Account> =
        (0..500).map(|n| Account::member(&format!("m{n}")).expect("a name")).collect();
    let entry = |n: u32| {
        let at = |n: u32| members[usize::try_from(n % 500).unwrap_or(0)].clone();
        let day = date(2025, 1, 1).checked_add(jiff::Span::new().days(i64::from(n / 300) % 700));
        let (from, to) = (at(n * 7), at(n * 7 + 1 + n % 13));
        let id = EntryId::new(format!("k1-{n}"));
        let amount = Amount::new(i64::from(n % 90) + 1);
        Entry::payment(id, day.expect("a day"), from, to, code.clone(), amount)
            .expect("more than 0")
    };
    (0..many).map(entry).collect()
}

#[divan::bench(sample_count = 5)]
fn balances_of_a_journal_of_100_000_transfers(bencher: Bencher<'_, '_>) {
    let text = polyglot::write(&Book::fold([unit()], entries(100_000)));
    bencher.bench(|| read(&text).expect("a journal").balances().len());
}

#[divan::bench(sample_count = 3)]
fn folding_1_000_000_entries(bencher: Bencher<'_, '_>) {
    let all = entries(1_000_000);
    bencher.with_inputs(|| all.clone()).bench_values(|all| Book::fold([unit()], all));
}
