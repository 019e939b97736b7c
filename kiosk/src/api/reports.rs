//! What the books say, in the figures of the steward's screen.

use desk::Desk;
use serde::Serialize;
use utoipa::ToSchema;

use super::DESK;
use super::ask::Ask;
use super::reply::Answer;
use super::route::{Act, Done, Route};
use crate::app::App;
use crate::pages::steward::reports::{Numbers, counted, loans, most};

pub(super) const ROUTES: &[Route] = &[Route::get("/reports", "getReports", Act::Desk(reports))
    .says("The figures of the reports")
    .about("Loans by month and what is lent most count the last twelve months. Nobody is named.")
    .needs(DESK)
    .gives::<ReportsLine>()];

/// A month and its loans.
#[derive(Debug, Serialize, ToSchema)]
struct ReportMonthLine {
    /// Its first day.
    month: String,
    loans: usize,
}

/// A title and its loans.
#[derive(Debug, Serialize, ToSchema)]
struct MostLentLine {
    title: String,
    loans: usize,
}

/// The figures.
#[derive(Debug, Serialize, ToSchema)]
struct ReportsLine {
    /// Open loans …
    out: usize,
    /// … and those of them that are late.
    late: usize,
    /// How many of a hundred closed loans came back by their day; absent before the first came back.
    #[serde(skip_serializing_if = "Option::is_none")]
    on_time: Option<usize>,
    /// Open repairs.
    repairs: usize,
    /// The oldest first.
    months: Vec<ReportMonthLine>,
    /// What is lent most, that first; ten titles at most.
    most: Vec<MostLentLine>,
}

fn reports(_: &App, desk: &mut Desk, ask: &Ask) -> Done {
    let (numbers, today) = (Numbers::of(desk), desk.today());
    let (by_month, by_title) = loans(desk.node(), today);
    let months = counted(today, &by_month);
    let line = ReportsLine {
        out: numbers.out,
        late: numbers.late,
        on_time: numbers.on_time,
        repairs: numbers.repairs,
        months: months
            .map(|(day, loans)| ReportMonthLine { month: day.to_string(), loans })
            .collect(),
        most: most(&by_title)
            .into_iter()
            .map(|(slug, loans)| MostLentLine { title: slug.to_string(), loans })
            .collect(),
    };
    Answer::of(ask, &line)
}
