//! The preview as an editor meets it: pages, changes, problems, and nobody else looking in.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

use crate::common::{Folder, reported};

/// A running preview of a plan; ended when it is dropped.
struct Preview {
    process: Child,
    address: String,
}

impl Preview {
    fn of(plan: &Folder, arguments: &[&str]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_plainplan"))
            .args(["serve", "--port", "0"])
            .args(arguments)
            .current_dir(plan.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        let mut lines = BufReader::new(process.stdout.take().expect("its words")).lines();
        let line =
            lines.find(|line| line.as_ref().is_ok_and(|line| line.contains("http://"))).expect("a line").expect("text");
        let address =
            line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).expect("an address").to_owned();
        // What it says later must be read, or it would wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, address }
    }

    fn ask(&self, path: &str, host: &str) -> String {
        let mut stream = self.open(path, host);
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(path, &self.address)
    }

    fn open(&self, path: &str, host: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("asked");
        stream
    }

    /// Sends a request as it is; gives the head and the body of the answer.
    fn send(&self, method: &str, path: &str, headers: &str) -> (String, String) {
        let mut stream = TcpStream::connect(&self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
        let host = &self.address;
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\n{headers}Connection: close\r\n\r\n")
            .expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        (head.to_owned(), body.to_owned())
    }

    /// Listens as an open page does. The first item is the greeting.
    fn listen(&self, page: &str) -> impl Iterator<Item = Value> + use<> {
        let lines = BufReader::new(self.open(&format!("/-/changes?page={page}"), &self.address)).lines();
        let data = lines.map_while(Result::ok).filter_map(|line| Some(line.strip_prefix("data: ")?.to_owned()));
        data.map(|data| serde_json::from_str(&data).expect("JSON"))
    }

    /// Listens for changes; each item is one.
    fn changes(&self) -> impl Iterator<Item = Value> + use<> {
        let mut reported = self.listen("/");
        assert!(reported.next().is_some_and(|hello| hello["print"].is_string()));
        reported
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn pages_come_with_the_strictest_policy() {
    let plan = Folder::small();
    plan.write("static/PHOTO.JPG", "x");
    plan.write("static/.well-known/security.txt", "Contact: mailto:plan@example.org");
    plan.write("static/.secret", "x");
    let preview = Preview::of(&plan, &[]);
    assert!(preview.get("/PHOTO.JPG").contains("content-type: image/jpeg"));
    assert!(preview.get("/.well-known/security.txt").starts_with("HTTP/1.1 200 OK"));
    assert!(preview.get("/.secret").starts_with("HTTP/1.1 404"));
    let page = preview.get("/care/");
    assert!(page.contains("cache-control: no-cache") && page.contains("x-content-type-options: nosniff"));
    assert!(page.starts_with("HTTP/1.1 200 OK") && page.contains("<h1>Care</h1>"), "{page}");
    assert!(
        page.contains("content-security-policy: default-src 'self'")
            && page.contains("content-type: text/html; charset=utf-8")
    );
    assert!(page.contains("<script defer src=\"../assets/live.js\"></script>"));
    assert!(preview.get("/care").contains("308 Permanent Redirect\r\nlocation: /care/"));
    assert!(preview.get("/assets/plain.css").contains("content-type: text/css"));
    assert!(
        preview.get("/nowhere/").starts_with("HTTP/1.1 404") && preview.get("/nowhere/").contains("Page not found")
    );
}

#[test]
fn only_this_computer_is_answered_and_only_the_site_is_shown() {
    let plan = Folder::small();
    plan.write("secret.txt", "secret");
    let preview = Preview::of(&plan, &[]);
    let port = preview.address.split(':').nth(1).expect("a port");
    for host in ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", ""] {
        assert!(preview.ask("/care/", host).starts_with("HTTP/1.1 40"), "{host}");
    }
    assert!(preview.ask("/care/", &format!("localhost:{port}")).starts_with("HTTP/1.1 200"));
    for path in
        ["/../secret.txt", "/%2e%2e/secret.txt", "/care/..%2f..%2fsecret.txt", "/plan.yaml", "/content/index.md"]
    {
        let answer = preview.get(path);
        assert!(answer.starts_with("HTTP/1.1 404") && !answer.contains("secret\n"), "{path}: {answer}");
    }
}

#[test]
fn files_are_found_whatever_they_are_called() {
    let plan = Folder::small();
    for name in ["Our Plan #1.pdf", "what now?.pdf", "100% sure.pdf"] {
        plan.write(&format!("content/{name}"), "bytes of it");
    }
    plan.write(
        "content/1-care.md",
        "---\ntitle: Care\n---\n[A](Our%20Plan%20%231.pdf), [b](what%20now%3F.pdf) and [c](100%25%20sure.pdf).\n",
    );
    let preview = Preview::of(&plan, &[]);
    let page = preview.get("/care/");
    for file in ["Our%20Plan%20%231.pdf", "what%20now%3F.pdf", "100%25%20sure.pdf"] {
        assert!(page.contains(&format!("href=\"../{file}\"")), "{page}");
        let answer = preview.get(&format!("/{file}"));
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("bytes of it"), "{file}: {answer}");
    }
}

#[test]
fn a_change_is_seen_and_reported() {
    let plan = Folder::small();
    for arguments in [&[][..], &["--poll"]] {
        let preview = Preview::of(&plan, arguments);
        let mut changes = preview.changes();
        plan.edit("content/1-care.md", "Text about care.", "Other words about care.");
        assert!(changes.next().is_some());
        assert!(preview.get("/care/").contains("Other words about care."));
        plan.edit("content/1-care.md", "Other words about care.", "Text about care.");
        assert!(changes.next().is_some());
        assert!(preview.get("/care/").contains("Text about care."));
    }
}

#[test]
fn a_new_folder_of_chapters_is_seen() {
    let plan = Folder::small();
    let preview = Preview::of(&plan, &[]);
    let mut changes = preview.changes();
    plan.write("content/2-money/index.md", "---\ntitle: Money\n---\nText.\n");
    plan.write("content/2-money/1-savings.md", "---\ntitle: Savings\n---\nText.\n");
    for _ in 0..5 {
        changes.next();
        if preview.get("/money/savings/").contains("<h1>Savings</h1>") {
            return;
        }
    }
    panic!("the new chapter is not there");
}

#[test]
fn problems_are_shown_as_in_the_terminal_and_go_away() {
    let plan = Folder::small();
    let preview = Preview::of(&plan, &[]);
    let mut changes = preview.changes();
    plan.edit("content/1-care.md", "Text about care.", "We have {{ beds }} beds.");
    let reported = changes.next().expect("a change");
    let problems = reported["problems"].as_str().expect("words");
    assert!(
        problems
            .contains("error[unknown-id]: there is no measure or table called `beds`\n --> content/1-care.md:6:12\n"),
        "{problems}"
    );
    // Who comes later hears of them too.
    assert_eq!(preview.listen("/care/").next().expect("a greeting")["problems"], problems);
    assert!(preview.get("/care/").contains("<mark class=\"fault\">there is no measure or table called `beds`</mark>"));
    plan.edit("content/1-care.md", "We have {{ beds }} beds.", "We have beds.");
    assert_eq!(changes.next().expect("a change")["problems"], "");
    assert!(preview.get("/care/").contains("We have beds."));
}

#[test]
fn a_page_that_cannot_be_made_stays_as_it_was_until_it_is_mended() {
    let plan = Folder::small();
    let preview = Preview::of(&plan, &[]);
    let mut changes = preview.changes();
    let template = "themes/plain/templates/not-found.html";
    plan.write(template, "{% if %}");
    let reported = changes.next().expect("a change");
    assert!(reported["problems"].as_str().expect("words").contains(template));
    assert!(preview.get("/care/").contains("<h1>Care</h1>"));
    std::fs::remove_file(plan.path().join(template)).expect("removed");
    assert_eq!(changes.next().expect("a change")["problems"], "");
    std::fs::remove_file(plan.path().join("content/1-care.md")).expect("removed");
    plan.edit("content/index.md", " See [care](1-care.md).", "");
    while preview.get("/care/").contains("<h1>Care</h1>") {
        changes.next();
    }
    // A plan that has never made a page shows what is wrong, and looks again by itself.
    plan.write(template, "{% if %}");
    let preview = Preview::of(&plan, &[]);
    let (head, body) = preview.send("GET", "/", "");
    assert!(
        head.starts_with("HTTP/1.1 404") && body.contains("content=\"1\"") && body.contains(template),
        "{head}{body}"
    );
}

#[test]
fn open_pages_are_reported_which_files_are_other_and_which_page_was_edited() {
    let plan = Folder::small();
    plan.write("content/2-money.md", "---\ntitle: Money\n---\nText.\n");
    let preview = Preview::of(&plan, &[]);
    let mut changes = preview.changes();
    plan.edit("content/1-care.md", "Text about care.", "Other words.");
    let reported = changes.next().expect("a change");
    assert_eq!(reported, json!({ "changed": ["/care/", "/print/"], "gone": [], "edited": "/care/", "problems": "" }));
    // A file that is not a page of its own.
    plan.write("themes/plain/static/own.css", "body { color: red }");
    let reported = changes.next().expect("a change");
    assert_eq!(reported, json!({ "changed": ["/assets/own.css"], "gone": [], "edited": null, "problems": "" }));
    // A chapter that gets another name.
    std::fs::rename(plan.path().join("content/2-money.md"), plan.path().join("content/2-funds.md")).expect("renamed");
    let reported = changes.find(|reported| reported["edited"] == "/funds/").expect("a change");
    assert!(reported["changed"].as_array().expect("a list").contains(&json!("/funds/")), "{reported}");
    assert!(preview.get("/money/").starts_with("HTTP/1.1 404"));
    // Two at once are no page to go to. Written into one new folder, they come at once.
    plan.write("beside/index.md", "---\ntitle: Part\n---\nText.\n");
    plan.write("beside/one.md", "---\ntitle: One\n---\nText.\n");
    std::fs::rename(plan.path().join("beside"), plan.path().join("content/3-part")).expect("renamed");
    let reported = changes.find(|reported| reported["changed"].to_string().contains("/part/one/")).expect("a change");
    assert_eq!(reported["edited"], Value::Null);
}

#[test]
fn a_save_that_changes_nothing_shown_is_reported_as_such() {
    let plan = Folder::small();
    let preview = Preview::of(&plan, &[]);
    let mut changes = preview.changes();
    plan.write("content/1-care.md", &plan.read("content/1-care.md"));
    plan.edit("content/1-care.md", "---\ntitle: Care", "---\n# A remark.\ntitle: Care");
    let reported = changes.next().expect("a change");
    assert_eq!(reported, json!({ "changed": [], "gone": [], "edited": null, "problems": "" }));
}

#[test]
fn who_listens_learns_which_state_of_its_page_is_shown() {
    let plan = Folder::small();
    let print_of = |preview: &Preview, page: &str| preview.listen(page).next().expect("a greeting")["print"].clone();
    let first = {
        let preview = Preview::of(&plan, &[]);
        let print = print_of(&preview, "/care/");
        let (head, _) = preview.send("GET", "/care/", "");
        assert!(head.contains(&format!("server-timing: page;desc={print}")), "{head}");
        assert_ne!(print, print_of(&preview, "/"));
        let (head, _) = preview.send("GET", "/nowhere/", "");
        assert!(head.contains(&format!("server-timing: page;desc={}", print_of(&preview, "/nowhere/"))), "{head}");
        print
    };
    // Another process, the same page; and after an edit while nobody served it, another.
    assert_eq!(print_of(&Preview::of(&plan, &[]), "/care/"), first);
    plan.edit("content/1-care.md", "Text about care.", "Other words.");
    assert_ne!(print_of(&Preview::of(&plan, &[]), "/care/"), first);
}

#[test]
fn parts_of_files_and_files_that_the_browser_has() {
    let plan = Folder::small();
    plan.write("static/leaflet.txt", "0123456789");
    let preview = Preview::of(&plan, &[]);
    let get = |headers: &str| preview.send("GET", "/leaflet.txt", headers);
    let (head, body) = get("");
    assert!(head.starts_with("HTTP/1.1 200 OK") && body == "0123456789");
    assert!(head.contains("accept-ranges: bytes") && head.contains("content-length: 10"), "{head}");
    let tag = head.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a tag").to_owned();
    let (head, body) = get("Range: bytes=2-4\r\n");
    assert!(
        head.starts_with("HTTP/1.1 206 ") && head.contains("content-range: bytes 2-4/10") && body == "234",
        "{head}"
    );
    let (head, body) = get("Range: bytes=-3\r\n");
    assert!(head.starts_with("HTTP/1.1 206 ") && head.contains("content-length: 3") && body == "789", "{head}");
    let (head, body) = get("Range: bytes=10-\r\n");
    assert!(
        head.starts_with("HTTP/1.1 416 ") && head.contains("content-range: bytes */10") && body.is_empty(),
        "{head}"
    );
    let (head, body) = get(&format!("If-None-Match: {tag}\r\n"));
    assert!(head.starts_with("HTTP/1.1 304 ") && body.is_empty(), "{head}");
    assert_eq!(get(&format!("Range: bytes=0-0\r\nIf-Range: {tag}\r\n")).1, "0");
    assert_eq!(get("Range: bytes=0-0\r\nIf-Range: \"other\"\r\n").1, "0123456789");
    let (head, body) = preview.send("HEAD", "/leaflet.txt", "");
    assert!(head.starts_with("HTTP/1.1 200 OK") && head.contains("content-length: 10") && body.is_empty(), "{head}");
    assert!(preview.send("POST", "/leaflet.txt", "Content-Length: 0\r\n").0.starts_with("HTTP/1.1 405"));
    assert!(preview.send("GET", "/leaflet.txt?1700000000", "").0.starts_with("HTTP/1.1 200"));
}

#[test]
fn others_are_answered_only_if_that_was_asked_for() {
    let plan = Folder::small();
    let mut preview = Preview::of(&plan, &["--host", "0.0.0.0"]);
    let port = preview.address.split(':').nth(1).expect("a port").to_owned();
    preview.address = format!("127.0.0.1:{port}");
    for host in ["192.168.1.7", "192.168.1.7:1828", "localhost", "[::1]:1828"] {
        assert!(preview.ask("/care/", host).starts_with("HTTP/1.1 200"), "{host}");
    }
    for host in ["evil.example", ""] {
        assert!(preview.ask("/care/", host).starts_with("HTTP/1.1 40"), "{host}");
    }
    let run = plan.run(&["serve", "--host", "no such name", "--port", "0"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(crate::common::reported(&run).contains("`no such name` is not an address or a name of this computer"));
}

#[test]
fn a_thousand_open_pages_are_reported_and_let_go_of() {
    let plan = Folder::small();
    let preview = Preview::of(&plan, &[]);
    let open_files = || std::fs::read_dir(format!("/proc/{}/fd", preview.process.id())).map_or(0, Iterator::count);
    let before = open_files();
    let mut pages: Vec<TcpStream> = (0..1000).map(|_| preview.open("/-/changes?page=/", &preview.address)).collect();
    let until = |page: &mut TcpStream, word: &str| {
        let mut heard = String::new();
        let mut bytes = [0; 4096];
        while !heard.contains(word) {
            let count = page.read(&mut bytes).expect("words");
            assert_ne!(count, 0, "{heard}");
            heard.push_str(&String::from_utf8_lossy(&bytes[..count]));
        }
    };
    for page in &mut pages {
        until(page, "event: hello");
    }
    // And there is room for those who read.
    assert!(preview.get("/care/").contains("Text about care."));
    plan.edit("content/1-care.md", "Text about care.", "Other words.");
    for page in &mut pages {
        until(page, "/care/");
    }
    assert!(preview.get("/care/").contains("Other words."));
    drop(pages);
    let end = std::time::Instant::now() + Duration::from_secs(40);
    while open_files() > before + 4 {
        assert!(std::time::Instant::now() < end, "{} files are open, {before} were", open_files());
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_is_no_port_is_reported() {
    let plan = Folder::small();
    for typed in ["99999", "80x", "-1"] {
        let reported = reported(&plan.run(&["serve", &format!("--port={typed}")]));
        assert!(reported.contains("a port is a whole number from 1 to 65535, such as 8000"), "{reported}");
    }
}

#[test]
fn a_port_that_is_taken_is_reported() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let plan = Folder::small();
    let run = plan.run(&["serve", "--port", &port]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(
        crate::common::reported(&run),
        format!(
            "plainplan: port {port} is already in use, perhaps by another plainplan. Choose another port with --port.\n"
        )
    );
}

#[test]
fn a_changed_workbook_is_read_again() {
    let plan = Folder::small();
    let put = |name: &str| {
        let original = crate::common::sample().join("tests/sheets").join(name);
        std::fs::copy(original, plan.path().join("content/t.xlsx")).expect("copied");
    };
    put("budgets.xlsx");
    plan.write(
        "content/1-care.md",
        "---\ntitle: Care\ntables:\n  - { id: t, caption: T, file: t.xlsx, range: \"A3:B20\" }\n---\n{{ table t }}\n",
    );
    let preview = Preview::of(&plan, &[]);
    assert!(preview.get("/care/").contains("Hospitals, east"));
    let mut changes = preview.changes();
    put("dashboard.xlsx");
    assert!(changes.next().is_some());
    assert!(!preview.get("/care/").contains("Hospitals, east"));
}
