//! The preview as an editor meets it: pages, changes, problems, and nobody else looking in.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::common::Folder;

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

    /// Listens for changes; each item is one.
    fn changes(&self) -> impl Iterator<Item = String> + use<> {
        let lines = BufReader::new(self.open("/-/changes", &self.address)).lines();
        lines.map_while(Result::ok).filter(|line| line == "event: change")
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
    let preview = Preview::of(&plan, &[]);
    let page = preview.get("/care/");
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
fn a_change_is_seen_and_told() {
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
    assert!(changes.next().is_some());
    let problems = preview.get("/-/problems");
    assert!(
        problems.contains("error[unknown-id]: no measure and no table is called `beds`\n --> content/1-care.md:6:12\n"),
        "{problems}"
    );
    assert!(preview.get("/care/").contains("<mark class=\"fault\">no measure and no table is called `beds`</mark>"));
    plan.edit("content/1-care.md", "We have {{ beds }} beds.", "We have beds.");
    assert!(changes.next().is_some());
    assert!(preview.get("/-/problems").ends_with("\r\n\r\n"));
    assert!(preview.get("/care/").contains("We have beds."));
}

#[test]
fn a_port_that_is_taken_is_told() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let plan = Folder::small();
    let run = plan.run(&["serve", "--port", &port]);
    assert_eq!(run.status.code(), Some(2));
    assert_eq!(
        crate::common::told(&run),
        format!("plainplan: port {port} is taken, perhaps by another plainplan. Choose another one with --port.\n")
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
