//! What a machine may know about the kiosk: that it lives, how much it does, how long that takes.
//!
//! Routes are counted by their pattern, never by the address that was asked for: a code, a card or a
//! member's number is in no log and in no metric.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::{MatchedPath, Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use catalog::event::Clock;
use serde_json::json;

use crate::app::App;

/// Upper bounds of the histogram, in seconds.
const BOUNDS: [f64; 9] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5];

/// Counters since the start.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    answers: Mutex<BTreeMap<(String, u16), u64>>,
    times: Mutex<Times>,
    /// Commits that worked and that did not.
    pub(crate) commits: AtomicU64,
    pub(crate) commits_failed: AtomicU64,
}

#[derive(Debug, Default)]
struct Times {
    within: [u64; BOUNDS.len()],
    count: u64,
    sum: f64,
}

impl Counters {
    fn count(&self, route: String, status: u16, took: Duration) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        *answers.entry((route, status)).or_default() += 1;
        drop(answers);
        let took = took.as_secs_f64();
        let mut times = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        times.count += 1;
        times.sum += took;
        for (within, bound) in times.within.iter_mut().zip(BOUNDS) {
            *within += u64::from(took <= bound);
        }
    }
}

/// Counts and logs each answer: method, pattern of the route, status, milliseconds; nothing of whom.
pub(crate) async fn observe(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let matched = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let route = matched.unwrap_or_else(|| "site".to_owned());
    let method = request.method().clone();
    let response = next.run(request).await;
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, route, status, ms, "answered");
    app.counters.count(route, status, took);
    response
}

/// `GET /healthz`: 200 when the desk answers, 503 (Service Unavailable) when it cannot; whoever waits for
/// the kiosk looks at the status alone.
pub(crate) async fn health(State(app): State<Arc<App>>) -> Response {
    let asked = tokio::task::spawn_blocking(move || {
        let desk = app.desk();
        json!({
            "status": "ok",
            "version": env!("CARGO_PKG_VERSION"),
            "events": desk.written(),
            "problems": desk.problems().len(),
            "clock": if desk.clock_trust() == Clock::Suspect { "doubtful" } else { "fine" },
            "site": app.site.as_ref().is_some_and(crate::site::Site::is_ready),
        })
    });
    healthy(asked.await.ok())
}

fn healthy(answer: Option<serde_json::Value>) -> Response {
    let mut response = match answer {
        Some(value) => Json(value).into_response(),
        None => {
            (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "failed" }))).into_response()
        }
    };
    response.headers_mut().insert(CACHE_CONTROL, axum::http::HeaderValue::from_static("no-store"));
    response
}

/// `GET /metrics`, in the text format of Prometheus (version 0.0.4).
pub(crate) async fn metrics(State(app): State<Arc<App>>) -> Response {
    let text = tokio::task::spawn_blocking(move || text(&app)).await.unwrap_or_default();
    (
        [(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"), (CACHE_CONTROL, "no-store")],
        text,
    )
        .into_response()
}

fn text(app: &App) -> String {
    let mut out = String::new();
    let (written, titles, problems) = {
        let desk = app.desk();
        (desk.written(), desk.node().documents.titles.len(), desk.problems().len())
    };
    let number = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let counters = &app.counters;
    let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    for (name, kind, help, value) in [
        ("events_recorded_total", "counter", "Events recorded since the start.", written),
        ("commits_total", "counter", "Commits made since the start.", of(&counters.commits)),
        (
            "commits_failed_total",
            "counter",
            "Commits that did not work.",
            of(&counters.commits_failed),
        ),
        ("titles", "gauge", "Titles in the catalogue.", number(titles)),
        ("problems", "gauge", "Problems in the records.", number(problems)),
        ("sessions", "gauge", "Screens that are remembered.", number(app.sessions.count())),
        ("listeners", "gauge", "Pages that listen for news.", number(app.live.listening())),
        (
            "site_builds_total",
            "counter",
            "Builds of the site that changed it.",
            app.live.news().site,
        ),
    ] {
        metric(&mut out, name, kind, help);
        line(&mut out, format_args!("commonstead_{name} {value}"));
    }
    metric(&mut out, "http_answers_total", "counter", "Answers by route and status.");
    for ((route, status), count) in
        &*counters.answers.lock().unwrap_or_else(PoisonError::into_inner)
    {
        let labels = format!("route=\"{route}\",status=\"{status}\"");
        line(&mut out, format_args!("commonstead_http_answers_total{{{labels}}} {count}"));
    }
    let times = counters.times.lock().unwrap_or_else(PoisonError::into_inner);
    metric(&mut out, "http_answer_seconds", "histogram", "How long answers took.");
    for (bound, within) in BOUNDS.iter().zip(times.within) {
        line(
            &mut out,
            format_args!("commonstead_http_answer_seconds_bucket{{le=\"{bound}\"}} {within}"),
        );
    }
    let (count, sum) = (times.count, times.sum);
    line(&mut out, format_args!("commonstead_http_answer_seconds_bucket{{le=\"+Inf\"}} {count}"));
    line(&mut out, format_args!("commonstead_http_answer_seconds_sum {sum}"));
    line(&mut out, format_args!("commonstead_http_answer_seconds_count {count}"));
    out
}

fn metric(out: &mut String, name: &str, kind: &str, help: &str) {
    line(out, format_args!("# HELP commonstead_{name} {help}"));
    line(out, format_args!("# TYPE commonstead_{name} {kind}"));
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_that_cannot_answer_is_not_healthy() {
        assert_eq!(healthy(Some(json!({ "status": "ok" }))).status(), StatusCode::OK);
        let broken = healthy(None);
        assert_eq!(broken.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(broken.headers()[CACHE_CONTROL], "no-store");
    }
}
