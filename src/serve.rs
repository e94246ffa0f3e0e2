//! A plan's folder → a website on this computer that follows every change.
//!
//! The site is kept in memory and served on the loopback address only, to requests whose `Host` is
//! this computer. The folder is watched with notify; after a change the site is made anew and open
//! pages are told by server-sent events. With errors the last page stays behind a message that shows
//! the same snippets as the terminal. The only module that knows notify and HTTP.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use notify::{PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use percent_encoding::percent_decode_str;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

use crate::output::Output;
use crate::pipeline::{self, Made, Settings};
use crate::report;

/// How to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// Port on this computer.
    pub port: u16,
    /// Whether to open the browser.
    pub open: bool,
    /// Whether to look for changes once a second instead of waiting to be told.
    pub poll: bool,
    /// Whether to say nothing but problems.
    pub quiet: bool,
}

/// After a change, more changes are waited for this long …
const QUIET: Duration = Duration::from_millis(60);
/// … but never longer than this in all.
const PATIENCE: Duration = Duration::from_millis(500);

/// What requests see.
struct Shown {
    site: RwLock<Page>,
    changes: broadcast::Sender<()>,
}

/// The site as it is now, and what is wrong with it.
#[derive(Default)]
struct Page {
    output: Output,
    problems: String,
}

/// Serves the plan until the program is ended.
///
/// # Errors
/// When the port is taken or the folder cannot be watched.
pub fn run(mut settings: Settings, options: &Options) -> io::Result<()> {
    settings.purpose.is_live = true;
    let shown = Arc::new(Shown { site: RwLock::new(Page::default()), changes: broadcast::channel(16).0 });
    let changes = watch(&settings.root, options.poll)?;
    remake(&settings, &shown, options.quiet);
    let runtime = tokio::runtime::Runtime::new()?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    let listener =
        runtime.block_on(tokio::net::TcpListener::bind(address)).map_err(|error| busy(options.port, &error))?;
    let address = listener.local_addr()?;
    anstream::println!("The plan is at http://{address}/ and follows your changes. Press Ctrl+C to end.");
    if options.open {
        open_browser(&format!("http://{address}/"));
    }
    let (watched, quiet) = (Arc::clone(&shown), options.quiet);
    std::thread::spawn(move || {
        // The watcher lives as long as its events are listened to.
        let (_watcher, events) = changes;
        while wait_for_change(&events) {
            remake(&settings, &watched, quiet);
        }
    });
    runtime.block_on(async move { axum::serve(listener, router(shown)).await })
}

fn busy(port: u16, error: &io::Error) -> io::Error {
    let words = match error.kind() {
        io::ErrorKind::AddrInUse => {
            format!("port {port} is taken, perhaps by another plainplan. Choose another one with --port.")
        }
        _ => format!("port {port} cannot be used: {error}"),
    };
    io::Error::new(error.kind(), words)
}

fn remake(settings: &Settings, shown: &Shown, quiet: bool) {
    let made = pipeline::make(settings);
    tell(&made, quiet);
    let problems = if made.diagnostics.has_errors() {
        report::human(&made.source, &made.diagnostics, false)
    } else {
        String::new()
    };
    let mut page = shown.site.write().unwrap_or_else(PoisonError::into_inner);
    // A plan that gives no pages at all leaves the last ones to look at.
    if made.output.pages() > 0 {
        page.output = made.output;
    }
    page.problems = problems;
    drop(page);
    // Nobody may be listening.
    let _ = shown.changes.send(());
}

fn tell(made: &Made, quiet: bool) {
    if !made.diagnostics.is_empty() {
        anstream::eprint!("{}", report::human(&made.source, &made.diagnostics, true));
    }
    if !quiet {
        anstream::println!("{} pages, {}.", made.output.pages(), report::count(&made.diagnostics));
    }
}

/// What keeps a watch alive.
type Watch = (Box<dyn Watcher + Send>, Receiver<()>);

/// Watches the folders that a plan is made of; the rest of its folder, such as `public/`, is not looked at.
fn watch(root: &Path, poll: bool) -> io::Result<Watch> {
    let (sender, events) = mpsc::channel();
    let root_owned = root.to_path_buf();
    let on_event = move |event: notify::Result<notify::Event>| {
        let is_ours = event.map_or(true, |event| {
            !event.kind.is_access() && event.paths.iter().any(|path| is_source(&root_owned, path))
        });
        if is_ours {
            // The receiver is gone only when the program ends.
            let _ = sender.send(());
        }
    };
    let mut watcher: Box<dyn Watcher + Send> = if poll {
        let config = notify::Config::default().with_poll_interval(Duration::from_secs(1)).with_compare_contents(true);
        Box::new(PollWatcher::new(on_event, config).map_err(|error| unwatched(&error))?)
    } else {
        Box::new(RecommendedWatcher::new(on_event, notify::Config::default()).map_err(|error| unwatched(&error))?)
    };
    watcher.watch(root, RecursiveMode::Recursive).map_err(|error| unwatched(&error))?;
    Ok((watcher, events))
}

fn unwatched(error: &notify::Error) -> io::Error {
    io::Error::other(format!("the folder cannot be watched for changes: {error}. Try --poll."))
}

fn is_source(root: &Path, path: &Path) -> bool {
    let Ok(path) = path.strip_prefix(root) else { return true };
    let first = path.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
    first.is_some_and(|first| matches!(first.as_str(), "plan.yaml" | "easy.lock" | "content" | "static" | "themes"))
}

/// Waits for a change and for the end of the burst it comes in. False when there will be no more.
fn wait_for_change(events: &Receiver<()>) -> bool {
    if events.recv().is_err() {
        return false;
    }
    let end = std::time::Instant::now() + PATIENCE;
    while std::time::Instant::now() < end {
        if events.recv_timeout(QUIET).is_err() {
            break;
        }
    }
    true
}

fn router(shown: Arc<Shown>) -> Router {
    Router::new()
        .route("/-/changes", get(changes))
        .route("/-/problems", get(problems))
        .fallback(page)
        .layer(middleware::from_fn(only_this_computer))
        .with_state(shown)
}

/// A page elsewhere on the web must not read a plan that is not public yet by naming this computer its own host.
async fn only_this_computer(headers: HeaderMap, request: Request, next: Next) -> Response {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if matches!(name, "localhost" | "127.0.0.1") {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "This preview answers on localhost only.\n").into_response()
    }
}

async fn changes(State(shown): State<Arc<Shown>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events =
        BroadcastStream::new(shown.changes.subscribe()).map(|_| Ok(Event::default().event("change").data("1")));
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}

async fn problems(State(shown): State<Arc<Shown>>) -> Response {
    let site = shown.site.read().unwrap_or_else(PoisonError::into_inner);
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], site.problems.clone())
        .into_response()
}

/// The page or file at an address, from memory: no path ever reaches the disk.
async fn page(State(shown): State<Arc<Shown>>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = percent_decode_str(request.uri().path()).decode_utf8_lossy();
    let address = path.trim_start_matches('/');
    let site = shown.site.read().unwrap_or_else(PoisonError::into_inner);
    let folder = if address.is_empty() || address.ends_with('/') { Some(format!("{address}index.html")) } else { None };
    if let Some(bytes) = site.output.get(folder.as_deref().unwrap_or(address)) {
        return file(StatusCode::OK, folder.as_deref().unwrap_or(address), bytes.to_vec());
    }
    if site.output.get(&format!("{address}/index.html")).is_some() {
        return (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, format!("/{address}/"))]).into_response();
    }
    let missing = site.output.get("404.html").map_or_else(|| waiting(&site.problems), <[u8]>::to_vec);
    file(StatusCode::NOT_FOUND, "404.html", missing)
}

/// Shown while there is no page at all: what is wrong, in plain text.
fn waiting(problems: &str) -> Vec<u8> {
    format!(
        "<!doctype html><meta charset=\"utf-8\"><title>plainplan</title><pre>{}</pre>",
        crate::html::escaped(problems)
    )
    .into_bytes()
}

fn file(status: StatusCode, address: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type(address)),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'self'"),
    ];
    (status, headers, Body::from(bytes)).into_response()
}

fn content_type(address: &str) -> &'static str {
    match address.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "woff2" => "font/woff2",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
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
