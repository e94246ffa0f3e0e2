//! A page of a site → a PDF, made by a browser of this computer.
//!
//! The page is printed twice: on which page a chapter begins is known only when it has been printed once. The browser is
//! given files, an empty profile and no network, and is ended when it takes too long. Everything lies in one folder beside
//! the PDF, because on some systems a browser sees the folders of its user and no others.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::output::Output;
use crate::output::pdf::Pdf;
use crate::output::publish;
use crate::site::address;

/// A browser that needs longer than this has got stuck: the sample plan of 100 pages takes 3 seconds.
const LONGEST: Duration = Duration::from_secs(120);

/// The stylesheet that is given what only the printed pages know.
const STYLESHEET: &str = "assets/easy.css";

/// What may stand in the address of a file as it is.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b':').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is to be printed.
#[derive(Clone, Debug)]
pub struct Booklet<'a> {
    /// The site that holds the page.
    pub output: &'a Output,
    /// The page.
    pub url: String,
    /// What it is called. It stands above each page but the first; and what has another title is not this booklet.
    pub title: String,
    /// Its sections.
    pub sections: Vec<Section>,
    /// Where the site will stand, with a closing `/`.
    pub address: Option<String>,
}

/// A stretch of a booklet.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its anchor.
    pub anchor: String,
    /// What it is called.
    pub title: String,
    /// What stands above each of its pages; it begins on a new one. Without it, it stands in line with the others.
    pub heading: Option<String>,
}

/// A booklet that was printed.
#[derive(Debug)]
pub struct Printed {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The page on which each section begins, from 1; those that are not there are left out.
    pub begins: Vec<(Section, u32)>,
    /// Whether it is tagged and says its language, for people who listen to it.
    pub is_accessible: bool,
}

/// A browser that can print.
#[derive(Clone, Debug)]
pub struct Browser {
    program: PathBuf,
}

impl Browser {
    /// The one that `CHROMIUM` names, or one that is installed.
    ///
    /// # Errors
    /// When there is none: what to do then, in words.
    pub fn find() -> io::Result<Self> {
        if let Some(named) = std::env::var_os("CHROMIUM") {
            return match on_disk(Path::new(&named)) {
                Some(program) => Ok(Self { program }),
                None => Err(missing(&format!(
                    "The variable CHROMIUM is set to {}, but there is no such program.",
                    named.display()
                ))),
            };
        }
        let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
        let places = [
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            r"C:\Program Files\Google\Chrome\Application\chrome.exe",
            r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
            r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
        ];
        let mut all = names.iter().chain(&places).map(Path::new);
        let program = all.find_map(on_disk).ok_or_else(|| missing("There is no such browser on this computer."))?;
        Ok(Self { program })
    }

    /// Prints a booklet; everything that is needed meanwhile lies in a folder in `beside` that is gone afterwards.
    ///
    /// # Errors
    /// When the folder cannot be written, or the browser does not do what it should.
    pub fn print(&self, booklet: &Booklet, beside: &Path) -> io::Result<Printed> {
        let folder = tempfile::Builder::new().prefix("plainplan-print-").tempdir_in(beside)?;
        let site = folder.path().join("site");
        publish::write(booklet.output, &site)?;
        let draft = self.printed(booklet, folder.path())?;
        let style = booklet.output.get(STYLESHEET).unwrap_or_default();
        let style = [style, added(booklet, &draft.anchors()).as_bytes()].concat();
        fs_err::write(site.join(STYLESHEET), style)?;
        let pdf = self.printed(booklet, folder.path())?;
        let anchors = pdf.anchors();
        let begins =
            booklet.sections.iter().filter_map(|section| Some((section.clone(), *anchors.get(&section.anchor)?)));
        let (begins, pages) = (begins.collect(), pdf.pages());
        let is_accessible = pdf.is_tagged() && pdf.language().is_some();
        let name = folder.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = pdf.published_as(&format!("{name}/site/"), booklet.address.as_deref())?;
        Ok(Printed { bytes, pages, begins, is_accessible })
    }

    fn printed(&self, booklet: &Booklet, folder: &Path) -> io::Result<Pdf> {
        let page = folder.join("site").join(address::output(&booklet.url));
        let pdf = folder.join("printed.pdf");
        if pdf.exists() {
            fs_err::remove_file(&pdf)?;
        }
        // The pages are our own, and nothing else is loaded. Where a browser cannot build its sandbox, as in a
        // container, it may do without.
        let mut status = None;
        for sandbox in [&[][..], &["--no-sandbox"][..]] {
            status = Some(self.run(&page, &pdf, folder, sandbox)?);
            if let Ok(bytes) = fs_err::read(&pdf) {
                let read = Pdf::read(&bytes)?;
                return if read.title().is_some_and(|title| title.contains(&booklet.title)) {
                    Ok(read)
                } else {
                    Err(self.failed(
                        "printed another page. Perhaps it does not have permission to read files in this \
                                     folder",
                    ))
                };
            }
        }
        Err(self.failed(&status.map_or_else(String::new, |status| format!("did not make a PDF ({status})"))))
    }

    fn run(&self, page: &Path, pdf: &Path, folder: &Path, sandbox: &[&str]) -> io::Result<ExitStatus> {
        let with = |name: &str, path: &Path| {
            let mut argument = std::ffi::OsString::from(name);
            argument.push(path);
            argument
        };
        let child = Command::new(&self.program)
            .args(["--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-sync"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-extensions"])
            .args(["--host-resolver-rules=MAP * ~NOTFOUND"])
            .args(["--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf"])
            .args(sandbox)
            .arg(with("--user-data-dir=", &folder.join("profile")))
            .arg(with("--print-to-pdf=", pdf))
            .arg(OsStr::new(&file_address(page)))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        self.wait(child)
    }

    /// Waits for the browser, and ends it if it does not end by itself.
    fn wait(&self, mut child: Child) -> io::Result<ExitStatus> {
        let start = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(status);
            }
            if start.elapsed() > LONGEST {
                child.kill()?;
                child.wait()?;
                return Err(self
                    .failed(&format!("was stopped, because it had not finished after {} seconds", LONGEST.as_secs())));
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn failed(&self, what: &str) -> io::Error {
        let program = self.program.display();
        io::Error::other(format!("{program} {what}.\n{OTHERWISE}"))
    }
}

const OTHERWISE: &str = "You can also build the website, open the page in any browser and print it from there. Every \
                         easy-read page prints as a booklet, and easy-read/print/ has all of them.";

fn missing(why: &str) -> io::Error {
    let words = format!(
        "to make a PDF, plainplan needs Chromium, Google Chrome or Microsoft Edge. {why}\n\
         Windows: install Edge from microsoft.com/edge.\n\
         Mac: install Chrome from google.com/chrome.\n\
         Debian or Ubuntu: sudo apt install chromium.\n\
         If it is already installed, set the variable CHROMIUM to its path.\n{OTHERWISE}"
    );
    io::Error::new(io::ErrorKind::NotFound, words)
}

/// The program at a path, or of that name in one of the folders where programs are.
fn on_disk(program: &Path) -> Option<PathBuf> {
    if program.components().count() > 1 {
        return program.is_file().then(|| program.to_path_buf());
    }
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// The address of a file on this computer.
fn file_address(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let lead = if path.starts_with('/') { "file://" } else { "file:///" };
    format!("{lead}{}", utf8_percent_encode(&path, PLAIN))
}

/// What only the printed pages know: their numbers for the contents, and what stands above the pages of a section.
fn added(booklet: &Booklet, anchors: &BTreeMap<String, u32>) -> String {
    let mut style = String::from("\n@media print {\n") + &above("booklet", &booklet.title);
    style.push_str("@page booklet:first { @top-right { content: none; } }\n");
    for (anchor, page) in anchors {
        let anchor = quoted(&format!("#{anchor}"));
        style.push_str(&format!(".booklet-contents a[href={anchor}] {{ --page: \"{page}\"; }}\n"));
    }
    for (position, section) in booklet.sections.iter().enumerate() {
        if let Some(heading) = &section.heading {
            let name = format!("booklet-{position}");
            style.push_str(&format!("[id={}] {{ page: {name}; }}\n", quoted(&section.anchor)));
            style.push_str(&above(&name, heading));
            if position + 1 == booklet.sections.len() {
                // What stands at the foot of a page goes on where the last section ends.
                style.push_str(&format!(".foot {{ page: {name}; }}\n"));
            }
        }
    }
    style + "}\n"
}

/// A kind of page with words above it. All else is as on the pages of every booklet.
fn above(kind: &str, words: &str) -> String {
    let font = "var(--font)";
    format!(
        "@page {kind} {{ margin: 22mm 20mm 24mm; @top-right {{ content: {}; font: 16pt {font}; }} @bottom-center {{ content: none; }} \
         @bottom-right {{ content: counter(page); font: 700 16pt {font}; }} }}\n",
        quoted(words)
    )
}

/// A text as CSS writes it.
fn quoted(text: &str) -> String {
    let safe = text.chars().map(|letter| match letter {
        '"' | '\\' => format!("\\{letter}"),
        letter if letter.is_control() => " ".to_owned(),
        letter => letter.to_string(),
    });
    format!("\"{}\"", safe.collect::<String>())
}
