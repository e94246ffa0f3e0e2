//! A request → the file of the site that it asks for, or a part of it, from memory: no address ever reaches the disk.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response as Answer, StatusCode, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use xxhash_rust::xxh3::xxh3_64;

use crate::base::html::escaped;
use crate::output::{self, Output};

/// What may not stand in an address as it is.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'%').add(b'?').add(b'#').add(b'\\');

/// Tells a page's own script which state of the page it belongs to.
const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");
const SAME_ORIGIN: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// Where a request leads.
enum Found<'o> {
    File(String, &'o output::Bytes),
    /// A folder that was asked for without its closing slash.
    Folder,
    Nothing,
}

/// Answers a request from a site. `problems` is shown while there is no page at all.
pub(crate) fn answer(output: &Output, problems: &str, request: &Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let asked = percent_decode_str(request.uri().path()).decode_utf8_lossy();
    match find(output, &asked) {
        Found::File(address, bytes) => file(&address, shared(bytes), request.headers()),
        Found::Folder => {
            let to = format!("/{}/", utf8_percent_encode(asked.trim_matches('/'), UNSAFE));
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()
        }
        Found::Nothing => missing(output, problems),
    }
}

/// The hash of what a browser is shown at an address.
pub(crate) fn hash_of_page(output: &Output, asked: &str) -> String {
    match find(output, asked) {
        Found::File(_, bytes) => hash(bytes),
        _ => output.get("404.html").map(hash).unwrap_or_default(),
    }
}

fn find<'o>(output: &'o Output, asked: &str) -> Found<'o> {
    let mut address = asked.trim_start_matches('/').to_owned();
    if address.is_empty() || address.ends_with('/') {
        address.push_str("index.html");
    } else if output.get(&format!("{address}/index.html")).is_some() {
        return Found::Folder;
    }
    match output.bytes(&address) {
        Some(bytes) => Found::File(address, bytes),
        None => Found::Nothing,
    }
}

/// The same bytes, not copied.
fn shared(bytes: &output::Bytes) -> Bytes {
    Bytes::from_owner(output::Bytes::clone(bytes))
}

fn hash(bytes: &[u8]) -> String {
    format!("{:016x}", xxh3_64(bytes))
}

fn missing(output: &Output, problems: &str) -> Response {
    let bytes = output.bytes("404.html").map_or_else(|| waiting(problems).into(), shared);
    let hash = hash(&bytes);
    reply(StatusCode::NOT_FOUND, "404.html", &hash, Body::from(bytes))
}

/// Shown while there is no page at all: what is wrong, in plain text, and again a second later.
fn waiting(problems: &str) -> String {
    let again = "<meta http-equiv=\"refresh\" content=\"1\">";
    format!("<!doctype html><meta charset=\"utf-8\"><title>plainplan</title>{again}<pre>{}</pre>", escaped(problems))
}

/// A file, or the part of it that is asked for; no bytes if the browser has them already.
fn file(address: &str, bytes: Bytes, asked: &HeaderMap) -> Response {
    let hash = hash(&bytes);
    let tag = format!("\"{hash}\"");
    let names_it = |name| asked.get(name).and_then(|value| value.to_str().ok()).map(|value| value.contains(&tag));
    if names_it(header::IF_NONE_MATCH) == Some(true) {
        return reply(StatusCode::NOT_MODIFIED, address, &hash, Body::empty());
    }
    // What is asked for of a file that is another now is sent whole.
    let range = asked.get(header::RANGE).filter(|_| names_it(header::IF_RANGE) != Some(false));
    let length = bytes.len();
    match range.and_then(|range| range.to_str().ok()).map_or(Part::All, |range| part(range, length)) {
        Part::All => reply(StatusCode::OK, address, &hash, Body::from(bytes)),
        Part::From(start, last) => {
            let part = Body::from(bytes.slice(start..=last));
            let answer = reply(StatusCode::PARTIAL_CONTENT, address, &hash, part);
            with(answer, header::CONTENT_RANGE, &format!("bytes {start}-{last}/{length}"))
        }
        Part::Beyond => {
            let answer = reply(StatusCode::RANGE_NOT_SATISFIABLE, address, &hash, Body::empty());
            with(answer, header::CONTENT_RANGE, &format!("bytes */{length}"))
        }
    }
}

/// What of a file is asked for.
#[derive(PartialEq, Eq, Debug)]
enum Part {
    All,
    /// From this byte to that, both counted.
    From(usize, usize),
    /// It begins behind the end of the file.
    Beyond,
}

/// Reads `bytes=0-99`, `bytes=100-` and `bytes=-100` (RFC 9110, 14.1.2). Of several parts, or in other words, all is sent.
fn part(range: &str, length: usize) -> Part {
    let Some((start, last)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Part::All;
    };
    let number = |digits: &str| digits.trim().parse::<usize>().ok();
    match (number(start), number(last)) {
        (None, Some(0)) if start.trim().is_empty() => Part::Beyond,
        (None, Some(tail)) if start.trim().is_empty() && length > 0 => {
            Part::From(length.saturating_sub(tail), length - 1)
        }
        (Some(start), None) if last.trim().is_empty() => from(start, length, length),
        (Some(start), Some(last)) if start <= last => from(start, last, length),
        _ => Part::All,
    }
}

fn from(start: usize, last: usize, length: usize) -> Part {
    if start < length { Part::From(start, last.min(length - 1)) } else { Part::Beyond }
}

fn reply(status: StatusCode, address: &str, hash: &str, body: Body) -> Response {
    let fixed = [
        (header::CONTENT_TYPE, content_type(address)),
        // Kept, and asked for again each time.
        (header::CACHE_CONTROL, "no-cache"),
        (header::ACCEPT_RANGES, "bytes"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'self'"),
        (header::REFERRER_POLICY, "same-origin"),
        (SAME_ORIGIN, "same-origin"),
    ];
    let answer = (status, fixed, body).into_response();
    let answer = with(answer, header::ETAG, &format!("\"{hash}\""));
    with(answer, SERVER_TIMING, &format!("page;desc=\"{hash}\""))
}

fn with(mut answer: Answer<Body>, name: HeaderName, value: &str) -> Response {
    // Digits and letters always are a header's value.
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
    answer
}

fn content_type(address: &str) -> &'static str {
    let ending = address.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "vtt" => "text/vtt; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "odt" => "application/vnd.oasis.opendocument.text",
        "xml" => "application/xml",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_the_standard_has_it() {
        assert_eq!(part("bytes=0-0", 10), Part::From(0, 0));
        assert_eq!(part("bytes=2-4", 10), Part::From(2, 4));
        assert_eq!(part("bytes=2-", 10), Part::From(2, 9));
        assert_eq!(part("bytes=2-400", 10), Part::From(2, 9));
        assert_eq!(part("bytes=-3", 10), Part::From(7, 9));
        assert_eq!(part("bytes=-300", 10), Part::From(0, 9));
        assert_eq!(part("bytes=10-", 10), Part::Beyond);
        assert_eq!(part("bytes=10-12", 10), Part::Beyond);
        assert_eq!(part("bytes=-0", 10), Part::Beyond);
        assert_eq!(part("bytes=0-", 0), Part::Beyond);
        for range in
            ["bytes=4-2", "bytes=a-b", "bytes=", "bytes=-", "items=0-1", "bytes=0-1,3-4", "bytes=x-3", "bytes=3-x"]
        {
            assert_eq!(part(range, 10), Part::All, "{range}");
        }
    }
}
