//! The first minutes of a computer that has the program and no node yet: a page that makes one.
//!
//! Whoever is first on the network must not become the steward. So the page does nothing before
//! somebody types the code that stands where only the machine's owner reads: its terminal or its log.
//! The code is good once; each use draws another one, and ends what was begun with the one before.
//! The page works without scripts, like every screen.

mod pages;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;
use axum::{Router, middleware};
use camino::{Utf8Path, Utf8PathBuf};
use desk::{Card, Clock, MemberNumber, Pin};
use generator::render::Renderer;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::address::url_of;
use crate::app::{AppError, Options};
use crate::lan::Announced;
use crate::limits::Limits;
use crate::net;
use crate::serve::{Ready, ServeError, bind, certificate};
use crate::session::Token;

/// The largest form that is read, in bytes.
const LARGEST: usize = 16 * 1024;
const LONGEST: Duration = Duration::from_secs(30);
/// Symbols of the code: 40 bits, from an alphabet without letters that look like digits.
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 8;

/// A node that is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlace {
    /// The name on the door.
    pub name: String,
    /// Where the door is.
    pub address: Option<String>,
    /// The languages of the interface, the first one first.
    pub languages: Vec<String>,
    /// The time zone, by its name.
    pub timezone: String,
    /// The first steward.
    pub steward: String,
    /// Their PIN; one is drawn when absent.
    pub pin: Option<Pin>,
}

/// A card that is shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstCard {
    /// Whose it is.
    pub name: String,
    /// Their number.
    pub number: MemberNumber,
    /// The card.
    pub card: Card,
    /// The PIN.
    pub pin: Pin,
}

/// What came of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// There is a node.
    Founded(FirstCard),
    /// There is a copy of a node that exists elsewhere; this is what one of its devices has to hear.
    Joined {
        /// The request.
        request: String,
    },
    /// There is a demonstration, with a steward to try.
    Demo(FirstCard),
    /// A backup was put back.
    Restored {
        /// What its node is called.
        name: String,
    },
}

/// Makes nodes. Errors are sentences for whoever sits there.
pub trait Founder: Send + Sync {
    /// The time zone of this computer.
    fn timezone(&self) -> String;
    /// Makes a node with its first steward: whole, or not at all.
    fn found(&self, place: &NewPlace) -> Result<Outcome, String>;
    /// Makes a copy of a node that somebody invited this device to.
    fn join(&self, from: &str, invitation: &str) -> Result<Outcome, String>;
    /// The backups that lie on the drives that are in.
    fn backups(&self) -> Vec<Utf8PathBuf> {
        Vec::new()
    }
    /// Puts a backup back.
    fn restore(&self, _backup: &Utf8Path, _phrase: Option<&str>) -> Result<Outcome, String> {
        Err("this program puts no backup back".into())
    }
    /// Makes a demonstration.
    fn demo(&self) -> Result<Outcome, String>;
    /// Tells the machine's owner the code that opens the page.
    fn tell(&self, code: &str);
}

/// How far it is.
#[derive(Debug, Clone, Default)]
enum Stage {
    /// Nothing was chosen yet, or it did not work.
    #[default]
    Choose,
    /// Something is being made.
    Working,
    /// It is there, and is to be read before it goes on.
    There(Outcome),
    /// It did not work, and why.
    Failed(String),
}

struct Door {
    code: String,
    /// The one browser that typed the code.
    inside: Option<Token>,
}

struct SetUp {
    renderer: Renderer,
    languages: Vec<String>,
    founder: Arc<dyn Founder>,
    clock: Mutex<Box<dyn Clock>>,
    hosts: Vec<String>,
    limits: Limits,
    door: Mutex<Door>,
    stage: Mutex<Stage>,
    /// What was typed, so that nothing is lost when something of it was wrong.
    typed: Mutex<Value>,
    over: watch::Sender<bool>,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A code as it is shown: two groups of four.
fn draw_code() -> Option<String> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).ok()?;
    let symbols = bytes.iter().map(|byte| SYMBOLS.get(usize::from(byte % 32)).copied());
    let code: Vec<u8> = symbols.collect::<Option<_>>()?;
    let (first, last) = code.split_at(LENGTH / 2);
    Some(format!("{}-{}", String::from_utf8_lossy(first), String::from_utf8_lossy(last)))
}

/// A code as it is compared, however it was typed.
fn plain_code(text: &str) -> String {
    let symbols = text.chars().filter(|c| !c.is_whitespace() && *c != '-').take(2 * LENGTH);
    let read = symbols.map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    });
    read.collect()
}

impl SetUp {
    fn new(
        options: &Options,
        founder: Arc<dyn Founder>,
        clock: Box<dyn Clock>,
    ) -> Result<Self, AppError> {
        let known = Renderer::new(options.theme.clone(), &["en".to_owned()])?;
        let mut languages: Vec<_> = known.strings().languages().map(str::to_owned).collect();
        languages.retain(|tag| tag != "en");
        languages.insert(0, "en".to_owned());
        let code = draw_code().ok_or(AppError::Randomness)?;
        founder.tell(&code);
        Ok(Self {
            renderer: known,
            languages,
            founder,
            clock: Mutex::new(clock),
            hosts: options.hosts.clone(),
            limits: Limits::default(),
            door: Mutex::new(Door { code, inside: None }),
            stage: Mutex::default(),
            typed: Mutex::new(Value::Null),
            over: watch::Sender::new(false),
        })
    }

    /// Opens the door to whoever typed the code; the code is used up.
    fn enter(&self, typed: &str) -> Option<Token> {
        let mut door = held(&self.door);
        // Hashes are compared in constant time.
        let (given, wanted) = (plain_code(typed), plain_code(&door.code));
        if blake3::hash(given.as_bytes()) != blake3::hash(wanted.as_bytes()) {
            return None;
        }
        let (token, code) = (Token::draw()?, draw_code()?);
        self.founder.tell(&code);
        *door = Door { code, inside: Some(token.clone()) };
        Some(token)
    }

    fn is_inside(&self, token: Option<&Token>) -> bool {
        let door = held(&self.door);
        match (token, &door.inside) {
            (Some(token), Some(inside)) => token.is(inside),
            _ => false,
        }
    }

    /// Does something that takes a while, beside the request; false while something is being done.
    fn begin(
        self: &Arc<Self>,
        work: impl FnOnce(&dyn Founder) -> Result<Outcome, String> + Send + 'static,
    ) -> bool {
        {
            let mut stage = held(&self.stage);
            if matches!(*stage, Stage::Working | Stage::There(_)) {
                return false;
            }
            *stage = Stage::Working;
        }
        let this = Arc::clone(self);
        let run = move || {
            let made = work(this.founder.as_ref());
            *held(&this.stage) = match made {
                Ok(outcome) => Stage::There(outcome),
                Err(why) => {
                    tracing::warn!(why, "the set-up did not work");
                    Stage::Failed(why)
                }
            };
        };
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn_blocking(run)),
            Err(_) => run(),
        }
        true
    }
}

fn router(setup: &Arc<SetUp>) -> Router {
    pages::routes()
        .with_state(Arc::clone(setup))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(RequestBodyLimitLayer::new(LARGEST))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(Arc::clone(setup), pages::guard))
}

/// Shows the page until something came of it, or until `stop` is done. What is listening goes on: who
/// asks meanwhile is answered by the kiosk itself.
pub async fn set_up(
    options: &mut Options,
    founder: Arc<dyn Founder>,
    clock: Box<dyn Clock>,
    ready: impl FnOnce(Ready),
    stop: impl Future<Output = ()> + Send,
) -> Result<Option<Outcome>, ServeError> {
    let listener = bind(options)?;
    let address = listener.local_addr().map_err(|source| bound(options, source))?;
    let tls = certificate(options, clock.now())?;
    let setup = Arc::new(SetUp::new(options, founder, clock)?);
    let _announced = announced(options, address);
    let url = url_of(address);
    let url = if tls.is_some() { url.replacen("http:", "https:", 1) } else { url };
    ready(Ready { address, url, fingerprint: tls.as_ref().map(|tls| tls.current().fingerprint) });
    let mut over = setup.over.subscribe();
    let done = async move {
        let chosen = async { drop(over.wait_for(|over| *over).await) };
        tokio::select! {
            () = chosen => {}
            () = stop => {}
        }
    };
    let taken = listener.try_clone().and_then(TcpListener::from_std);
    let taken = taken.map_err(|source| bound(options, source))?;
    net::answer(taken, router(&setup), tls, options.patience, done).await;
    options.listener = Some(Arc::new(listener));
    let outcome = match &*held(&setup.stage) {
        Stage::There(outcome) if *setup.over.borrow() => Some(outcome.clone()),
        _ => None,
    };
    Ok(outcome)
}

fn bound(options: &Options, source: std::io::Error) -> ServeError {
    ServeError::Bind { bind: options.bind.clone(), source }
}

/// The network is told of the name already, so that a phone finds the page.
fn announced(options: &Options, address: SocketAddr) -> Option<Announced> {
    let name = options.name.as_ref().filter(|_| !address.ip().is_loopback())?;
    Announced::new(name, "Commonstead", address.port())
        .inspect_err(|error| tracing::warn!(%error, "the network is not told of {name}"))
        .ok()
}

#[cfg(test)]
mod tests;
