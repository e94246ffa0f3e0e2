//! A plan's folder → a website on this computer that follows every change.
//!
//! The site is kept in memory. It is served on the loopback address alone, unless another is named, and only to requests
//! that name a host of ours. Open pages are reported what has changed (`live`), and decide for themselves what to do about it.
//! With errors the last page stays behind a message that shows the same snippets as the terminal. The only module that knows
//! HTTP.

mod answer;
mod live;

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

use crate::output::{Changes, Output};
use crate::project::follow::{Follower, News, NoNews};
use crate::project::pipeline::{Made, Settings};
use crate::project::render;
use crate::value::voice::grammar::capitalised;
use live::EventPayload;

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// Port on this computer.
    pub port: u16,
    /// An address or name of this computer under which others may see the plan. Without it, only this computer may.
    pub host: Option<String>,
    /// Whether to open the browser.
    pub open: bool,
    /// Whether to look for changes once a second instead of waiting to be reported.
    pub poll: bool,
    /// Whether to say nothing but problems.
    pub quiet: bool,
}

/// An open page that does not hear of changes fast enough misses no more than it can hold.
const UNHEARD: usize = 64;

/// More pages than this are never open at once.
const CONNECTIONS: u64 = 8192;

/// A connection on which nothing happens is kept open by a word now and then; one that is gone shows by that.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What requests see.
#[derive(Debug)]
struct Shown {
    site: RwLock<Site>,
    changes: broadcast::Sender<Arc<str>>,
    /// The name, beside those of this computer, under which the plan may be asked for.
    host: Option<String>,
}

/// The site as it is now, and what is wrong with it.
#[derive(Clone, Default, Debug)]
struct Site {
    output: Output,
    problems: Arc<str>,
}

/// Serves the plan until the program is ended.
///
/// # Errors
/// When the port is taken, or when the plan's folder is not there or goes away.
pub fn run(mut settings: Settings, options: &Options) -> io::Result<()> {
    settings.purpose.is_live = true;
    let root = settings.root.clone();
    let mut follower = Follower::start(settings, options.poll)?;
    let shown =
        Arc::new(Shown { site: RwLock::default(), changes: broadcast::channel(UNHEARD).0, host: options.host.clone() });
    shown.follow(&mut follower, options.quiet)?;
    // Each open page holds a connection. Where there may not be many, those that come too late wait.
    let _ = rlimit::increase_nofile_limit(CONNECTIONS);
    let runtime = tokio::runtime::Runtime::new()?;
    let listener = runtime.block_on(listen(options))?;
    let address = listener.local_addr()?;
    anstream::println!("The plan is at http://{address}/ and updates when you save. Press Ctrl+C to stop.");
    if options.host.is_some() {
        anstream::println!(
            "Anyone who can reach that address can read the plan. This includes drafts if you show \
                            them."
        );
    }
    if options.open {
        open_browser(&format!("http://{address}/"));
    }
    let (ended, end) = tokio::sync::oneshot::channel();
    let (watched, quiet) = (Arc::clone(&shown), options.quiet);
    std::thread::spawn(move || {
        let error = loop {
            if let Err(error) = watched.follow(&mut follower, quiet) {
                break error;
            }
        };
        // Nobody waits for it any more only when the program ends.
        let _ = ended.send(error);
    });
    runtime.block_on(async move {
        tokio::select! {
            served = async { axum::serve(listener, router(shown)).await } => served,
            error = end => Err(error.unwrap_or_else(|_| io::Error::other(format!("plainplan stopped watching {}", root.display())))),
        }
    })
}

async fn listen(options: &Options) -> io::Result<tokio::net::TcpListener> {
    let addresses: Vec<SocketAddr> = match &options.host {
        None => vec![SocketAddr::from((Ipv4Addr::LOCALHOST, options.port))],
        Some(host) => (bare(host), options.port).to_socket_addrs().map_err(|_| unknown(host))?.collect(),
    };
    tokio::net::TcpListener::bind(&addresses[..]).await.map_err(|error| busy(options, &error))
}

fn unknown(host: &str) -> io::Error {
    let words =
        format!("`{host}` is not an address or a name of this computer. To use all its addresses, write 0.0.0.0.");
    io::Error::new(io::ErrorKind::InvalidInput, words)
}

fn busy(options: &Options, error: &io::Error) -> io::Error {
    let port = options.port;
    let words = match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("port {port} is already in use, perhaps by another plainplan. Choose another port with --port.")
        }
        io::ErrorKind::AddrNotAvailable => return unknown(options.host.as_deref().unwrap_or("localhost")),
        _ => format!("port {port} cannot be used: {error}"),
    };
    io::Error::new(error.kind(), words)
}

impl Shown {
    /// Waits for the next news and shows it.
    ///
    /// # Errors
    /// When the plan's folder is gone.
    fn follow(&self, follower: &mut Follower, quiet: bool) -> io::Result<()> {
        match follower.news() {
            Ok(news) => self.show(&news, quiet),
            Err(NoNews::Ended(error)) => return Err(error),
            Err(mistake @ (NoNews::Panicked(_) | NoNews::Stale(_))) => self.keep(&mistake),
        }
        Ok(())
    }

    /// Shows the site as it was, with the reason why there is no other.
    fn keep(&self, reason: &NoNews) {
        anstream::eprintln!("{reason}");
        let problems: Arc<str> = format!("{reason}\n").into();
        self.site.write().unwrap_or_else(PoisonError::into_inner).problems = Arc::clone(&problems);
        let _ = self.changes.send(EventPayload::anything(&problems).into());
    }

    /// Takes a site in the place of the one before, and tells open pages what is other.
    fn show(&self, news: &News, quiet: bool) {
        let changes = self.replace(&news.made);
        if news.is_same() {
            return tell(news, &changes, quiet);
        }
        let problems = self.now().problems;
        // Nobody may be listening.
        let _ = self.changes.send(EventPayload::of(news, &changes, &problems).into());
        tell(news, &changes, quiet);
    }

    fn replace(&self, made: &Made) -> Changes {
        let before = self.now();
        let has_errors = made.diagnostics.has_errors();
        let output = if has_errors { with_what_is_missing(&made.output, &before.output) } else { made.output.clone() };
        let problems = if has_errors { render::human(&made.source, &made.diagnostics, false) } else { String::new() };
        let changes = output.changes_since(&before.output);
        *self.site.write().unwrap_or_else(PoisonError::into_inner) = Site { output, problems: problems.into() };
        changes
    }

    /// What is shown now. It stays as it is while somebody holds it.
    fn now(&self) -> Site {
        self.site.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// A site with errors, with the pages that could not be made as they were last made.
fn with_what_is_missing(output: &Output, before: &Output) -> Output {
    let mut whole = output.clone();
    for gone in output.changes_since(before).deleted {
        if let Some(bytes) = before.bytes(&gone) {
            whole.add(gone, bytes.clone());
        }
    }
    whole
}

fn tell(news: &News, changes: &Changes, quiet: bool) {
    let made = &news.made;
    news.notes.iter().for_each(|note| anstream::eprintln!("{note}"));
    if news.is_same() {
        return;
    }
    anstream::eprint!("{}", render::human(&made.source, &news.found, true));
    if !quiet {
        let line = news.line(changes).unwrap_or_else(|| format!("{} pages.", made.output.pages()));
        anstream::println!("{line} {}.", capitalised(&news.count()));
    }
}

fn router(shown: Arc<Shown>) -> Router {
    Router::new()
        .route("/-/changes", get(changes))
        .fallback(page)
        .layer(middleware::from_fn_with_state(Arc::clone(&shown), only_by_our_names))
        .with_state(shown)
}

/// A page elsewhere on the web must not read a plan that is not public yet by giving this computer a name of its own.
async fn only_by_our_names(
    State(shown): State<Arc<Shown>>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
    if is_ours(host, shown.host.as_deref()) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "This preview cannot be opened at this address.\n").into_response()
    }
}

/// Whether a request may ask for a host. An address cannot be given to this computer by somebody else, as a name can: if the
/// preview was opened for others, all of its addresses are right.
fn is_ours(asked: &str, host: Option<&str>) -> bool {
    let name = match asked.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => bare(name),
        _ => bare(asked),
    };
    let is_named = |host: &str| name.eq_ignore_ascii_case(bare(host)) || name.parse::<IpAddr>().is_ok();
    name.eq_ignore_ascii_case("localhost")
        || matches!(name, "127.0.0.1" | "::1")
        || host.is_some_and(|host| !name.is_empty() && is_named(host))
}

/// An address without the brackets that set one of version 6 apart from a port.
fn bare(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

/// Who listens.
#[derive(Deserialize)]
struct Listener {
    /// The page that is open, as its address stands in the browser.
    #[serde(default)]
    page: String,
}

async fn changes(
    State(shown): State<Arc<Shown>>,
    Query(listener): Query<Listener>,
) -> Sse<impl Stream<Item = io::Result<Event>>> {
    // Listened first: a change between the two is reported twice rather than never.
    let changes = BroadcastStream::new(shown.changes.subscribe());
    let site = shown.now();
    let hash = answer::hash_of_page(&site.output, &listener.page);
    let hello = Event::default().event("hello").retry(Duration::from_secs(1)).data(live::hello(&hash, &site.problems));
    let changes = changes.map(move |reported| {
        // Who has missed something is reported that anything may have changed.
        let reported = reported.unwrap_or_else(|_| EventPayload::anything(&shown.now().problems).into());
        Ok(Event::default().event("change").data(reported))
    });
    Sse::new(tokio_stream::once(Ok(hello)).chain(changes)).keep_alive(KeepAlive::new().interval(HEARTBEAT))
}

async fn page(State(shown): State<Arc<Shown>>, request: Request) -> Response {
    let site = shown.now();
    answer::answer(&site.output, &site.problems, &request)
}

/// Asks the system to show an address; a system without a browser is no reason to stop.
fn open_browser(address: &str) {
    let command = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let _ = std::process::Command::new(command).arg(address).spawn();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_this_computer_are_ours_and_others_only_if_they_were_named() {
        for host in ["localhost", "localhost:1828", "LocalHost:1", "127.0.0.1:1828", "[::1]:1828", "[::1]"] {
            assert!(is_ours(host, None), "{host}");
        }
        for host in
            ["", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:1828", "192.168.1.7:1828", ":1828"]
        {
            assert!(!is_ours(host, None), "{host}");
        }
        for host in ["192.168.1.7:1828", "[fe80::1]:1828", "localhost:1828"] {
            assert!(is_ours(host, Some("0.0.0.0")), "{host}");
        }
        assert!(is_ours("office-pc:1828", Some("office-pc")) && !is_ours("office-pc.evil.example", Some("office-pc")));
        assert!(!is_ours("", Some("0.0.0.0")) && !is_ours("evil.example:1828", Some("0.0.0.0")));
    }
}
