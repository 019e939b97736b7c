//! Two years at the desk: people come while the door is open, take what they like and what the season
//! asks for, and bring it back, mostly in time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use catalog::circulation::Destination;
use catalog::code::Code;
use catalog::event::{PartCount, TicketOutcome, Wanted};
use catalog::fold::{Custody, HoldState};
use catalog::ids::{HoldId, LoanId, Sealed, Slug, TicketId};
use catalog::record::{Condition, Title, TitleKind};
use desk::{By, LendAct, MemberNumber, ReturnAct};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use rand::RngExt as _;
use rand::seq::IndexedRandom as _;

use crate::Stage;
use crate::hours::{Deed, Plan, Purses};
use crate::script::lookup;

/// What is still to come, in the order of time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Next {
    Morning,
    Visit,
    Return(LoanId, Code),
    Renew(LoanId, MemberNumber),
    Mend(TicketId),
    Complete(Code),
    PickUp(Slug),
    GiveUp(Code),
    Deed(usize),
}

type Agenda = BinaryHeap<Reverse<(Timestamp, u64, Next)>>;

/// Plays everything from the first day to now.
pub(crate) fn play(stage: &mut Stage, plan: &Plan, progress: &dyn Fn(u64)) {
    let mut days = Days { agenda: Agenda::new(), serial: 0, tastes: Tastes::new(stage) };
    for (at, (moment, _)) in plan.iter().enumerate() {
        days.add(*moment, Next::Deed(at));
    }
    days.visits(stage);
    let mut purses = Purses::default();
    let span = stage.end.duration_since(stage.start).as_secs().max(1);
    let mut told = 0;
    while let Some(Reverse((at, _, next))) = days.agenda.pop() {
        if at >= stage.end {
            break;
        }
        stage.clock.set(at);
        days.play(stage, next, plan, &mut purses);
        let done = at.duration_since(stage.start).as_secs() * 100 / span;
        if done > told {
            told = done;
            progress(u64::try_from(done).unwrap_or(0));
        }
    }
    progress(100);
}

/// How much each title is liked in each month, worked out once.
struct Tastes(Vec<Taste>);

struct Taste {
    title: Slug,
    categories: Vec<String>,
    by_month: [f64; 12],
}

impl Tastes {
    fn new(stage: &Stage) -> Self {
        let titles = stage.desk.node().documents.titles.values();
        let liked = titles.filter(|title| title.kind != TitleKind::Material);
        Self(liked.map(|title| Taste::new(stage, title)).collect())
    }
}

impl Taste {
    fn new(stage: &Stage, title: &Title) -> Self {
        let weight = lookup(&stage.history.popularity, title).copied().unwrap_or(0.5);
        // Within a category, some things are taken more often than others, always the same.
        let spread = u32::try_from(crate::script::number(title.slug.as_str()) % 100).unwrap_or(0);
        let weight = weight * (0.3 + f64::from(spread) / 60.0);
        let season = lookup(&stage.history.season, title);
        let factor = |month: usize| season.and_then(|s| s.get(month)).copied().unwrap_or(1.0);
        let paths = title.categories.iter().flat_map(catalog::ids::CategoryPath::ancestors);
        Self {
            title: title.slug.clone(),
            categories: paths.map(str::to_owned).collect(),
            by_month: std::array::from_fn(|month| weight * factor(month)),
        }
    }

    fn is_liked(&self, likes: &[String]) -> bool {
        likes.iter().any(|like| self.categories.contains(like))
    }
}

/// Before the door opens somebody does what is due; now and then it waits for another morning.
fn look_after(stage: &mut Stage) {
    let day = stage.desk.today();
    let lines = stage.desk.care_to_do();
    let due = lines.iter().filter(|line| line.care.overdue);
    let due: Vec<_> = due.map(|line| (line.unit, line.care.plan.plan.clone())).collect();
    for (unit, plan) in due {
        let here = stage.desk.view(unit).is_ok_and(|v| matches!(v.state.custody, Custody::At(_)));
        let put_off = crate::script::number(&format!("{unit} {plan} {day}")).is_multiple_of(4);
        if here && !put_off {
            drop(stage.desk.care_done(unit, &plan, None, By::Terminal));
        }
    }
}

struct Days {
    agenda: Agenda,
    serial: u64,
    tastes: Tastes,
}

impl Days {
    fn add(&mut self, at: Timestamp, next: Next) {
        self.serial += 1;
        self.agenda.push(Reverse((at, self.serial, next)));
    }

    /// Puts every visit of the two years on the agenda.
    fn visits(&mut self, stage: &mut Stage) {
        let zone = stage.desk.zone().clone();
        let first = stage.start.to_zoned(zone.clone()).date();
        let last = stage.end.to_zoned(zone.clone()).date();
        let days = f64::from((last - first).get_days().max(1));
        let mut day = first;
        while day <= last {
            let gone = f64::from((day - first).get_days()) / days;
            let play = &stage.history.play;
            let busy = play.loans_per_open_day * (play.growth + (1.0 - play.growth) * gone);
            for (from, to) in hours_of(stage, day) {
                let opens = day.to_datetime(from).to_zoned(zone.clone());
                let open = to - from;
                let minutes = i64::from(open.get_hours()) * 60 + open.get_minutes();
                let Ok(opens) = opens else { continue };
                self.add(opens.timestamp(), Next::Morning);
                let mut visits = busy * (0.6 + stage.rng.random::<f64>() * 0.8);
                while visits >= 0.5 {
                    visits -= 1.0;
                    let minute = stage.rng.random_range(2..minutes.max(4) - 1);
                    self.add(opens.timestamp() + SignedDuration::from_mins(minute), Next::Visit);
                }
            }
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
    }

    fn play(
        &mut self,
        stage: &mut Stage,
        next: Next,
        plan: &[(Timestamp, Deed)],
        purses: &mut Purses,
    ) {
        match next {
            // What nobody came for goes back, or on to the next in the queue.
            Next::Morning => {
                drop(stage.desk.expire_holds());
                look_after(stage);
                self.call_waiting(stage);
            }
            Next::Visit => self.visit(stage),
            Next::Return(loan, unit) => self.take_back(stage, loan, unit),
            Next::Renew(loan, member) => {
                if stage.desk.renew(loan, By::Member(member)).is_ok() {
                    self.due_back(stage, loan);
                }
            }
            Next::Mend(ticket) => {
                let mended = (TicketOutcome::Mended, Some("Mended on Wednesday"));
                let good = Some(Condition::Good);
                drop(stage.desk.close_ticket(ticket, mended.0, mended.1, good, By::Terminal));
            }
            Next::Complete(unit) => {
                drop(stage.desk.set_condition(
                    unit,
                    Condition::Good,
                    Some(Vec::new()),
                    None,
                    By::Terminal,
                ));
            }
            Next::PickUp(title) => self.pick_up(stage, &title),
            Next::GiveUp(unit) => {
                drop(stage.desk.lost(unit, Some("Nobody answers"), By::Terminal));
            }
            Next::Deed(at) => {
                if let Some((_, deed)) = plan.get(at) {
                    stage.deed(deed, purses);
                }
            }
        }
    }

    /// Somebody comes and takes the first thing on their list that is there and that they may have.
    fn visit(&mut self, stage: &mut Stage) {
        let today = stage.desk.today();
        let here: Vec<_> = stage.people.iter().filter(|p| p.joined <= today).cloned().collect();
        let Ok(person) = here.choose_weighted(&mut stage.rng, |p| p.activity).cloned() else {
            return;
        };
        for _ in 0..4 {
            let Some(title) = self.wish(stage, &person.likes, today) else { return };
            if self.lend(stage, person.number, person.steward, &title) {
                return;
            }
            if stage.chance(stage.history.play.hold_share) {
                let wanted = Wanted::Title(title);
                drop(stage.desk.place_hold(&wanted, person.number, By::Member(person.number)));
                return;
            }
        }
    }

    /// A title after taste, liking and season.
    fn wish(&self, stage: &mut Stage, likes: &[String], today: Date) -> Option<Slug> {
        let month = usize::from(today.month().unsigned_abs()).saturating_sub(1);
        let weigh = |taste: &Taste| {
            let liked = if taste.is_liked(likes) { 3.0 } else { 1.0 };
            taste.by_month.get(month).copied().unwrap_or(0.0) * liked
        };
        let chosen = self.tastes.0.choose_weighted(&mut stage.rng, weigh).ok();
        chosen.map(|taste| taste.title.clone())
    }

    fn lend(
        &mut self,
        stage: &mut Stage,
        member: MemberNumber,
        steward: bool,
        slug: &Slug,
    ) -> bool {
        let Some(unit) = free_unit(stage, slug) else { return false };
        let by = if steward || stage.chance(stage.history.play.self_service_share) {
            By::Member(member)
        } else {
            By::Terminal
        };
        let mut act = LendAct::new(unit, member, by);
        act.notice_ack = true;
        let Ok(receipt) = stage.desk.lend(&act) else { return false };
        // Who has lost something can borrow no more, and the visitors are to try that.
        let loses = stage.chance(stage.history.play.lost_rate);
        if loses && !stage.is_to_be_tried(member) {
            let later = stage.clock_now() + SignedDuration::from_hours(24 * 75);
            self.add(later, Next::GiveUp(unit));
            return true;
        }
        if stage.chance(stage.history.play.renew_share) {
            let due = receipt.terms.due.date;
            let day = due.yesterday().unwrap_or(due);
            let at = moment(stage, day);
            self.add(at, Next::Renew(receipt.loan, member));
        }
        self.due_back(stage, receipt.loan);
        true
    }

    /// Puts the return of a loan on the agenda: on an open day up to the due date, or late.
    fn due_back(&mut self, stage: &mut Stage, loan: LoanId) {
        let Some(found) = stage.desk.node().state.loans.get(&loan) else { return };
        let (unit, due, out) = (found.unit, found.due.date, found.out_at.date());
        let days = i64::from((due - out).get_days()).max(0);
        let after = if stage.chance(stage.history.play.late_share) {
            days + 1 + stage.rng.random_range(0..=stage.history.play.late_days_typical * 2)
        } else {
            // Most people bring things back on the last days.
            days - stage
                .rng
                .random_range(0..=days.max(1) / 2)
                .min(stage.rng.random_range(0..=days.max(1)))
        };
        let mut day = out.saturating_add(after.max(1).days());
        for _ in 0..21 {
            if !hours_of(stage, day).is_empty() {
                break;
            }
            day = day.saturating_add(1.days());
        }
        let at = moment(stage, day);
        self.add(at, Next::Return(loan, unit));
    }

    fn take_back(&mut self, stage: &mut Stage, loan: LoanId, unit: Code) {
        let open = stage.desk.node().state.loans.get(&loan);
        let Some(open) = open.filter(|loan| loan.is_open()) else { return };
        if open.due.date > stage.desk.today() && !open.renewals.is_empty() && stage.chance(0.5) {
            return self.due_back(stage, loan);
        }
        let title = stage.desk.node().index.title_of(unit).cloned();
        let mut act = ReturnAct::new(unit, By::Anyone);
        act.condition = Some(Condition::Good);
        let incomplete = stage.chance(stage.history.play.incomplete_rate);
        if incomplete {
            act.parts_in = title.as_ref().and_then(|title| one_part_missing(stage, title));
        }
        let Ok(receipt) = stage.desk.take_back(&act) else { return };
        if incomplete && act.parts_in.is_some() {
            let found = stage.clock_now() + SignedDuration::from_hours(24 * 5);
            self.add(found, Next::Complete(unit));
        }
        if stage.chance(stage.history.play.damage_rate) {
            self.damage(stage, unit, title.as_ref());
        }
        if matches!(receipt.destination, Destination::HoldShelf { .. })
            && let Some(title) = title
        {
            let later = stage.clock_now() + SignedDuration::from_hours(26);
            self.add(later, Next::PickUp(title));
        }
    }

    fn damage(&mut self, stage: &mut Stage, unit: Code, title: Option<&Slug>) {
        let documents = std::sync::Arc::clone(&stage.desk.node().documents);
        let title = title.and_then(|slug| documents.titles.get(slug));
        let notes = &stage.history.damage_notes;
        let notes =
            title.and_then(|title| lookup(notes, title)).or_else(|| notes.get("*")).cloned();
        let note = notes.and_then(|notes| notes.choose(&mut stage.rng).cloned());
        let note = note.unwrap_or_else(|| "Does not work as it should".into());
        let Ok(receipt) = stage.desk.report_damage(unit, &note, Condition::Damaged, By::Anyone)
        else {
            return;
        };
        let days = stage.rng.random_range(2..20);
        let at = stage.clock_now() + SignedDuration::from_hours(24 * days);
        self.add(at, Next::Mend(receipt.ticket));
    }

    /// Those for whom something waits come by in the next hours.
    fn call_waiting(&mut self, stage: &mut Stage) {
        let ready = |hold: &&catalog::fold::Hold| matches!(hold.state, HoldState::Ready { .. });
        let holds = stage.desk.node().state.holds.values().filter(ready);
        let titles: std::collections::BTreeSet<_> = holds.filter_map(|h| h.title.clone()).collect();
        for title in titles {
            let later =
                stage.clock_now() + SignedDuration::from_mins(stage.rng.random_range(5..170));
            self.add(later, Next::PickUp(title));
        }
    }

    /// Everybody for whom a unit of this title waits comes for it, or gives up the place.
    fn pick_up(&mut self, stage: &mut Stage, title: &Slug) {
        let ready: Vec<_> = stage.desk.node().state.queue(title).filter_map(waiting).collect();
        for (hold, patron, unit) in ready {
            let Some(member) = stage.desk.unseal(&patron) else { continue };
            let mut act = LendAct::new(unit, member, By::Member(member));
            act.notice_ack = true;
            match stage.desk.lend(&act) {
                Ok(receipt) => self.due_back(stage, receipt.loan),
                Err(_) => drop(stage.desk.cancel_hold(hold, By::Member(member))),
            }
        }
    }
}

fn waiting(hold: &catalog::fold::Hold) -> Option<(HoldId, Sealed, Code)> {
    match hold.state {
        HoldState::Ready { unit, .. } => Some((hold.id, hold.patron.clone(), unit)),
        _ => None,
    }
}

impl Stage {
    /// Brings back what this member should have brought back by now, and more until a few are left:
    /// whoever tries the kiosk in their name must be able to borrow.
    pub(crate) fn bring_back_what_is_due(&mut self, member: MemberNumber) {
        const FEW: usize = 3;
        self.clock.set(self.end);
        let today = self.desk.today();
        let open = self.desk.node().state.open_loans();
        let mut theirs: Vec<_> = open
            .filter(|loan| self.desk.unseal(&loan.patron) == Some(member))
            .map(|loan| (loan.due.date, loan.unit))
            .collect();
        theirs.sort_unstable();
        let too_many = theirs.len().saturating_sub(FEW);
        for (at, (due, unit)) in theirs.into_iter().enumerate() {
            if due <= today || at < too_many {
                drop(self.desk.take_back(&ReturnAct::new(unit, By::Anyone)));
            }
        }
    }

    fn is_to_be_tried(&self, member: MemberNumber) -> bool {
        let to_try = crate::people::to_try(&self.history);
        to_try.into_iter().any(|at| self.people.get(at).is_some_and(|p| p.number == member))
    }

    fn clock_now(&self) -> Timestamp {
        desk::Clock::now(&self.clock)
    }
}

fn free_unit(stage: &Stage, slug: &Slug) -> Option<Code> {
    let node = stage.desk.node();
    let title = node.documents.titles.get(slug)?;
    let mut units = node.units_of(title);
    units.find(|unit| matches!(unit.state.custody, Custody::At(_))).map(|unit| unit.unit.code)
}

fn one_part_missing(stage: &Stage, slug: &Slug) -> Option<Vec<PartCount>> {
    let title = stage.desk.node().documents.titles.get(slug)?;
    let missing = title.parts_expected.iter().rposition(|part| part.required)?;
    let count = |(at, part): (usize, &catalog::record::Part)| PartCount {
        name: part.name.as_str().into(),
        qty: if at == missing { part.qty.saturating_sub(1) } else { part.qty },
    };
    Some(title.parts_expected.iter().enumerate().map(count).collect())
}

/// When the door is open on a day: nothing on closed days.
fn hours_of(stage: &Stage, day: Date) -> Vec<(jiff::civil::Time, jiff::civil::Time)> {
    let config = &stage.desk.node().documents.node;
    if config.closures.iter().any(|closed| closed.from <= day && day <= closed.to) {
        return Vec::new();
    }
    let weekday = day.weekday().into();
    let hours = config.opening_hours.iter().filter(|hours| hours.day == weekday);
    hours.map(|hours| (hours.from, hours.to)).collect()
}

/// Some minute while the door is open on that day.
fn moment(stage: &mut Stage, day: Date) -> Timestamp {
    let hours = hours_of(stage, day);
    let from = hours.first().map_or(jiff::civil::time(12, 0, 0, 0), |hours| hours.0);
    let minute = stage.rng.random_range(1..100);
    let zone = stage.desk.zone().clone();
    let opens = day.to_datetime(from).to_zoned(zone).map(|zoned| zoned.timestamp());
    opens.unwrap_or(stage.end) + SignedDuration::from_mins(minute)
}
