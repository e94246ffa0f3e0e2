//! The command line: what was typed → what is done, what is said, and the exit code.
//!
//! 0: done. 1: the plan has problems. 2: the command was not understood, or the machine said no.

use std::io::{self, IsTerminal, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::{Args, Parser, Subcommand, ValueEnum};
use plainplan::diagnostic::{Diagnostics, Rule, Severity};
use plainplan::easy::earlier::Earlier;
use plainplan::easy::review::{NO_REVIEW, Review};
use plainplan::easy::{self, Confirming};
use plainplan::follow::{Follower, News, NoNews};
use plainplan::names::nearest;
use plainplan::output::Changes;
use plainplan::pipeline::{self, Builder, Made, Read, Settings};
use plainplan::plan::{Lock, Plan, lock};
use plainplan::print::Browser;
use plainplan::publish::Publication;
use plainplan::site::{self, Purpose};
use plainplan::source::{self, Source};
use plainplan::theme::Dress;
use plainplan::{check, publish, report, serve};

mod patience;

use patience::Patience;

/// A site is made of very many short texts, on several cores at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Publish a plan that everyone can read.
///
/// plainplan turns Markdown chapters with their figures into an accessible website with an easy-read
/// edition, and tells you in plain words what to mend first.
#[derive(Parser)]
#[command(version, after_help = EXAMPLES, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  plainplan serve --open          see the plan in a browser while you write
  plainplan check                 what is to be mended, and where
  plainplan build                 make the website in the folder public/
  plainplan check --explain dead-link
                                  what a message means and what to do";

#[derive(Subcommand)]
enum Command {
    /// Make the website.
    ///
    /// With errors nothing is published, and the website of the last build stays as it is.
    #[command(
        after_help = "Examples:\n  plainplan build\n  plainplan build --watch\n  plainplan build --root our-plan -o /var/www/plan\n  plainplan build --drafts --deny warnings"
    )]
    Build {
        #[command(flatten)]
        plan: JudgedArgs,
        #[command(flatten)]
        target: TargetArgs,
        /// Go on, and publish again after every change.
        #[arg(short, long)]
        watch: bool,
        /// Look for changes once a second instead of waiting to be told.
        #[arg(long, requires = "watch")]
        poll: bool,
    },
    /// Say what is to be mended, without making anything.
    #[command(
        after_help = "Examples:\n  plainplan check\n  plainplan check --format json\n  plainplan check --explain total-mismatch"
    )]
    Check {
        #[command(flatten)]
        plan: JudgedArgs,
        /// Explain a rule by its name, or list all rules with `all`.
        #[arg(long, value_name = "RULE")]
        explain: Option<String>,
    },
    /// Show the website in a browser, and again after every change.
    #[command(
        after_help = "Examples:\n  plainplan serve\n  plainplan serve --open --port 8000\n  plainplan serve --poll               (where changes are not noticed)\n  plainplan serve --host 0.0.0.0       (for others in the same network)"
    )]
    Serve {
        #[command(flatten)]
        plan: PlanArgs,
        /// Port on this computer.
        #[arg(short, long, default_value_t = 1828, value_parser = port)]
        port: u16,
        /// Let others see it too, under this address or name of this computer; 0.0.0.0 for all of its addresses.
        #[arg(long, value_name = "ADDRESS")]
        host: Option<String>,
        /// Open the browser.
        #[arg(short = 'O', long)]
        open: bool,
        /// Look for changes once a second instead of waiting to be told.
        #[arg(long)]
        poll: bool,
    },
    /// Keep the easy read in step with its chapters.
    #[command(
        after_help = "Examples:\n  plainplan easy new content/1-care.md\n  plainplan easy status\n  plainplan easy check content/1-care.easy.md\n  plainplan easy pictures waiting list\n  plainplan easy confirm content/1-care.easy.md#how-we-help/2 --by \"YOUR NAME\" --because \"WHY IT IS RIGHT\"\n  plainplan easy checked content/1-care.easy.md"
    )]
    Easy {
        #[command(subcommand)]
        command: EasyCommand,
    },
    /// Delete what builds have written, and nothing else.
    #[command(after_help = "Examples:\n  plainplan clean\n  plainplan clean -o /var/www/plan")]
    Clean {
        #[command(flatten)]
        plan: RootArgs,
        /// Where the website is. Without it, public/ in the plan's folder.
        #[arg(short, long, value_name = "FOLDER")]
        output_dir: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
enum EasyCommand {
    /// Say how far the easy read of every chapter is.
    #[command(after_help = "Examples:\n  plainplan easy status\n  plainplan easy status --since v1.0")]
    Status {
        /// Say what changed in chapters and easy read since then: a tag, a branch or a commit of git.
        #[arg(long, value_name = "GIT-REF")]
        since: Option<String>,
        #[command(flatten)]
        plan: RootArgs,
    },
    /// Say everything there is to say about easy-read words, hints too, and how hard they are to read.
    Check {
        /// An easy-read file. Without it, all of them.
        #[arg(value_name = "FILE")]
        file: Option<String>,
        #[command(flatten)]
        plan: RootArgs,
    },
    /// Confirm that easy-read lines say what their chapter says now.
    Confirm {
        /// An easy-read file, or one part of it behind a #.
        #[arg(value_name = "FILE[#PART]")]
        what: String,
        /// Who confirms it.
        #[arg(long, value_name = "NAME")]
        by: String,
        /// Why it is right.
        #[arg(long, value_name = "WORDS")]
        because: String,
        #[command(flatten)]
        plan: RootArgs,
    },
    /// Make a booklet to print, as a PDF.
    ///
    /// It is A4, with large print. A browser of this computer makes it: Chromium, Chrome or Edge.
    #[command(
        after_help = "Examples:\n  plainplan easy print\n  plainplan easy print content/1-care.easy.md -o care.pdf"
    )]
    Print {
        /// The easy-read file. Without it, all of the easy read.
        #[arg(value_name = "FILE")]
        file: Option<String>,
        /// The PDF. Without it, easy-read.pdf, or the name of the file.
        #[arg(short, long, value_name = "PDF")]
        output: Option<PathBuf>,
        #[command(flatten)]
        plan: RootArgs,
    },
    /// Begin the easy read of a chapter.
    ///
    /// The draft has the chapter's headings as questions, its figures in easy words, its hard words with their meanings, and
    /// pictures that may fit. What is to be written stands in remarks. A file that is there already is never changed.
    #[command(after_help = "Examples:\n  plainplan easy new content/1-care.md")]
    New {
        /// The chapter.
        #[arg(value_name = "CHAPTER")]
        chapter: String,
        #[command(flatten)]
        plan: RootArgs,
    },
    /// Find pictures for a word.
    Pictures {
        /// What they should go with. Without it, all pictures are listed.
        #[arg(value_name = "WORDS")]
        words: Vec<String>,
        #[command(flatten)]
        plan: RootArgs,
    },
    /// Make one file for a reading group: a part a screen, with faces to choose.
    ///
    /// It works from a disk or a stick, without a network, and saves the answers as one small file.
    #[command(
        after_help = "Examples:\n  plainplan easy review-pack\n  plainplan easy review-pack content/1-care.easy.md -o care-review.html"
    )]
    ReviewPack {
        /// The easy-read files. Without any, all of them.
        #[arg(value_name = "FILE")]
        files: Vec<String>,
        /// The file for the group.
        #[arg(short, long, value_name = "HTML", default_value = "review-pack.html")]
        output: PathBuf,
        #[command(flatten)]
        plan: RootArgs,
    },
    /// Put what a reading group said below the lines that they said it of.
    ///
    /// Putting the same review in again changes nothing.
    #[command(after_help = "Examples:\n  plainplan easy review-import review-2018-05-02.json")]
    ReviewImport {
        /// The file that the review pack has saved.
        #[arg(value_name = "JSON")]
        review: PathBuf,
        #[command(flatten)]
        plan: RootArgs,
    },
    /// Keep which words and pictures the people in `checked:` have checked.
    Checked {
        /// The easy-read file.
        #[arg(value_name = "FILE")]
        file: String,
        #[command(flatten)]
        plan: RootArgs,
    },
}

#[derive(Args)]
struct RootArgs {
    /// The plan's folder. Without it, the nearest folder upwards with a plan.yaml.
    #[arg(long, value_name = "FOLDER")]
    root: Option<PathBuf>,
}

#[derive(Args)]
struct PlanArgs {
    #[command(flatten)]
    root: RootArgs,
    /// Include chapters with `status: draft`.
    #[arg(long)]
    drafts: bool,
    /// Say nothing but problems.
    #[arg(short, long)]
    quiet: bool,
}

/// A plan that is judged.
#[derive(Args)]
struct JudgedArgs {
    #[command(flatten)]
    plan: PlanArgs,
    /// How problems are told.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Treat warnings as errors.
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
}

#[derive(Args)]
struct TargetArgs {
    /// Say how long each step took.
    #[arg(long)]
    timings: bool,
    /// Where the website goes. Without it, public/ in the plan's folder.
    #[arg(short, long, value_name = "FOLDER")]
    output_dir: Option<PathBuf>,
    /// The address where it will stand.
    #[arg(short = 'u', long, value_name = "URL")]
    base_url: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With the line itself, for people.
    Human,
    /// As JSON, for programs.
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Warnings too keep the plan from being published.
    Warnings,
}

/// Reads a port. 0 leaves the choice to the system.
fn port(typed: &str) -> Result<u16, &'static str> {
    typed.parse().map_err(|_| "a port is a whole number from 1 to 65535, such as 8000")
}

/// How a command ended, if nothing went wrong with the machine.
enum End {
    Done,
    Problems,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(End::Done) => ExitCode::SUCCESS,
        Ok(End::Problems) => ExitCode::from(1),
        Err(error) => {
            anstream::eprintln!("plainplan: {}", in_plain_words(&error));
            ExitCode::from(2)
        }
    }
}

/// What the machine said, for people who do not know its words.
fn in_plain_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            format!("you may not write or delete here. Ask who may, or choose another folder with -o.\n({error})")
        }
        io::ErrorKind::NotADirectory => format!("this is a file, not a folder.\n({error})"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            format!(
                "there is no room on the disk. No page of the website is broken. Make room and try again.\n({error})"
            )
        }
        _ => error.to_string(),
    }
}

fn run(command: Command) -> io::Result<End> {
    match command {
        Command::Build { plan, target, watch: false, .. } => build(&plan, &target),
        Command::Build { plan, target, watch: true, poll } => build_again(&plan, &target, poll),
        Command::Check { explain: Some(rule), .. } => explain(&rule),
        Command::Check { plan, explain: None } => check_plan(&plan),
        Command::Serve { plan, port, host, open, poll } => {
            let settings = settings(&plan, None)?;
            serve::run(settings, &serve::Options { port, host, open, poll, quiet: plan.quiet })?;
            Ok(End::Done)
        }
        Command::Easy { command: EasyCommand::Status { since, plan } } => status(&root(&plan)?, since.as_deref()),
        Command::Easy { command: EasyCommand::New { chapter, plan } } => {
            let root = root(&plan)?;
            begin_twin(&root, &below(&root, &chapter))
        }
        Command::Easy { command: EasyCommand::Pictures { words, plan } } => {
            let read = read(&root(&plan)?);
            anstream::print!("{}", easy::pictures(&read.plan, &words.join(" ")));
            Ok(End::Done)
        }
        Command::Easy { command: EasyCommand::Check { file, plan } } => check_easy(file.as_deref(), &root(&plan)?),
        Command::Easy { command: EasyCommand::Confirm { what, by, because, plan } } => {
            let root = root(&plan)?;
            let what = below(&root, &what);
            keep(&root, |plan| easy::confirm(plan, &Confirming { what: &what, by: &by, because: &because }))
        }
        Command::Easy { command: EasyCommand::Checked { file, plan } } => {
            let root = root(&plan)?;
            let file = below(&root, &file);
            keep(&root, |plan| easy::bind_checks(plan, &file))
        }
        Command::Easy { command: EasyCommand::Print { file, output, plan } } => {
            print(&root(&plan)?, file.as_deref(), output)
        }
        Command::Easy { command: EasyCommand::ReviewPack { files, output, plan } } => {
            review_pack(&root(&plan)?, &files, &output)
        }
        Command::Easy { command: EasyCommand::ReviewImport { review, plan } } => review_import(&root(&plan)?, &review),
        Command::Clean { plan, output_dir } => clean(&plan, output_dir),
    }
}

fn review_pack(root: &Path, files: &[String], output: &Path) -> io::Result<End> {
    let files: Vec<String> = files.iter().map(|file| below(root, file)).collect();
    let mut read = read(root);
    if read.diagnostics.has_errors() {
        return Ok(not_done(&read, "Nothing was made"));
    }
    let twins = easy::twins(&read.plan, &files).map_err(not_so)?;
    let parts: usize = twins.iter().map(|twin| twin.parts().count()).sum();
    let mut dress = Dress::default();
    dress.fit(&read.source, &read.plan.config, &mut read.diagnostics);
    let page = match site::pack(&read.plan, &read.source, &mut dress, &twins) {
        Ok(page) => page,
        Err(fault) => {
            read.diagnostics.add(fault);
            return Ok(not_done(&read, "Nothing was made"));
        }
    };
    publish::write_file(output, &page)?;
    anstream::println!(
        "{} holds {} of easy read. Open it in a browser, or send it to the group.",
        output.display(),
        plural(parts, "part")
    );
    Ok(End::Done)
}

/// Why a file cannot be the review that was meant.
fn no_review(review: &Path, error: io::Error) -> io::Error {
    let name = review.display();
    match error.kind() {
        io::ErrorKind::NotFound => {
            not_so(format!("there is no file {name}. Name the file that the review pack has saved, with its folder."))
        }
        io::ErrorKind::IsADirectory => {
            not_so(format!("{name} is a folder. Name the file in it that the review pack has saved."))
        }
        io::ErrorKind::InvalidData => not_so(format!("{name}: {NO_REVIEW}")),
        _ => error,
    }
}

fn review_import(root: &Path, review: &Path) -> io::Result<End> {
    let text = fs_err::read_to_string(review).map_err(|error| no_review(review, error))?;
    let review = Review::read(&text).map_err(|words| not_so(format!("{}: {words}", review.display())))?;
    let read = read(root);
    if read.diagnostics.has_errors() {
        return Ok(not_done(&read, "Nothing was put in"));
    }
    let commented = review.put_into(&read.plan, &read.source);
    for (path, text) in &commented.files {
        publish::write_file(&root.join(path), text.as_bytes())?;
    }
    anstream::print!("{}", commented.said);
    Ok(End::Done)
}

/// A plan that could not be read whole: what is wrong with it, and what was therefore not done.
fn not_done(read: &Read, what: &str) -> End {
    anstream::eprint!("{}", report::human(&read.source, &read.diagnostics, io::stderr().is_terminal()));
    anstream::println!("{what}: {}.", report::count(&read.diagnostics));
    End::Problems
}

/// Prints a booklet. A plan with errors in it is printed too, as far as it goes: it may be what the people who check it are
/// asked about.
fn print(root: &Path, file: Option<&str>, output: Option<PathBuf>) -> io::Result<End> {
    let start = Instant::now();
    let browser = Browser::find()?;
    let made = pipeline::make(&draft(root));
    let file = file.map(|file| below(root, file));
    let booklet = easy::booklet(&made.plan, &made.output, file.as_deref()).map_err(not_so)?;
    let path = output.unwrap_or_else(|| pdf_of(file.as_deref()));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let printed = browser.print(&booklet, &std::path::absolute(folder)?)?;
    publish::write_file(&path, &printed.bytes)?;
    anstream::print!("{}", easy::pages(&printed));
    anstream::println!(
        "Printed {} on {} of A4 in {:.1} s.",
        path.display(),
        plural(printed.pages, "page"),
        start.elapsed().as_secs_f64()
    );
    if !printed.is_accessible {
        anstream::println!("This browser does not tag PDFs for people who listen to them. A newer one does.");
    }
    if made.diagnostics.has_errors() {
        anstream::println!("The plan has {}; `plainplan check` names them.", report::count(&made.diagnostics));
    }
    Ok(End::Done)
}

/// `easy-read.pdf`, or what the easy read of a chapter is called: `03-savings.easy.pdf`.
fn pdf_of(file: Option<&str>) -> PathBuf {
    let name = file.and_then(|file| Path::new(file).file_stem());
    PathBuf::from(name.map_or("easy-read.pdf".into(), |name| format!("{}.pdf", name.to_string_lossy())))
}

fn status(root: &Path, since: Option<&str>) -> io::Result<End> {
    let earlier = since.map(|reference| Earlier::find(root, reference)).transpose()?;
    let read_now = read(root);
    anstream::print!("{}", easy::status(&read_now.plan));
    if let Some(earlier) = earlier {
        let was = read(&earlier.root());
        anstream::print!("\n{}", easy::since(&earlier.name, &was.plan, &read_now.plan));
    }
    Ok(End::Done)
}

/// Writes the draft of a chapter's easy read beside it. A chapter whose keys cannot be read has figures that are not known.
fn begin_twin(root: &Path, chapter: &str) -> io::Result<End> {
    let read = read(root);
    let chapter = easy::chapter_without_twin(&read.plan, chapter).map_err(not_so)?;
    if read.diagnostics.has_errors() {
        anstream::eprint!("{}", report::human(&read.source, &read.diagnostics, io::stderr().is_terminal()));
        anstream::println!("Nothing was written: {}.", report::count(&read.diagnostics));
        return Ok(End::Problems);
    }
    let path = format!("content/{}", chapter.path.replace(".md", ".easy.md"));
    publish::write_new_file(&root.join(&path), easy::draft(&read.plan, &read.source, chapter).as_bytes())?;
    anstream::println!("Wrote {path}. Open it, and write easy words for each remark in it.");
    Ok(End::Done)
}

/// What was asked for is not there.
fn not_so(words: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, words)
}

/// A plan with its drafts, for the commands about easy read.
fn read(root: &Path) -> Read {
    pipeline::read(&draft(root))
}

fn draft(root: &Path) -> Settings {
    Settings { root: root.to_path_buf(), drafts: true, calendar: Some(today), ..Settings::default() }
}

/// The day of today; the one that `SOURCE_DATE_EPOCH` names, where a build is to be repeated as it was.
fn today() -> Option<jiff::civil::Date> {
    let named = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now = match named {
        Some(seconds) => jiff::Timestamp::from_second(seconds).ok()?,
        None => jiff::Timestamp::now(),
    };
    Some(now.to_zoned(jiff::tz::TimeZone::UTC).date())
}

/// All findings about one easy-read file, or about all, with the figures of how hard they are to read.
fn check_easy(file: Option<&str>, root: &Path) -> io::Result<End> {
    let Read { source, plan, diagnostics: mut found } = read(root);
    check::run(&plan, &source, &mut found);
    check::hints(&plan, &source, &mut found);
    let file = file.map(|file| below(root, file));
    let figures = easy::readability(&plan, &source, file.as_deref()).map_err(not_so)?;
    // A chapter stands for its easy read.
    let twin = file.map(|file| easy::twins(&plan, &[file])).transpose().map_err(not_so)?;
    found.retain(|found| match &twin {
        Some(named) => named.iter().any(|twin| twin.file == found.span.file),
        None => source.file(found.span.file).path.ends_with(".easy.md") || check::easy_words(found.rule).is_some(),
    });
    found.sort(&source);
    anstream::print!("{}{figures}", report::human(&source, &found, io::stdout().is_terminal()));
    let hints = found.count(Severity::Hint);
    let beside = if hints > 0 { format!(", {}", plural(hints, "hint")) } else { String::new() };
    anstream::println!("Checked easy read: {}{beside}.", report::count(&found));
    Ok(if found.has_errors() { End::Problems } else { End::Done })
}

/// A path counted from the plan's folder, if it was typed from the root of the disk.
fn below(root: &Path, typed: &str) -> String {
    let whole = std::path::absolute(root).ok();
    let inner = whole.as_deref().and_then(|whole| Path::new(typed).strip_prefix(whole).ok());
    inner.map_or_else(|| typed.to_owned(), |inner| inner.display().to_string())
}

/// Writes the confirmations that `change` makes of those of a plan. A plan that cannot be read whole is not confirmed.
fn keep(root: &Path, change: impl FnOnce(&Plan) -> Result<(Lock, String), String>) -> io::Result<End> {
    let read = read(root);
    if read.diagnostics.has_errors() {
        return Ok(not_done(&read, "Nothing was kept"));
    }
    let (lock, said) = change(&read.plan).map_err(not_so)?;
    publish::write_file(&root.join(lock::FILE), lock.written().as_bytes())?;
    anstream::println!("{said}");
    Ok(End::Done)
}

fn build(plan: &JudgedArgs, target: &TargetArgs) -> io::Result<End> {
    let start = Instant::now();
    let (settings, folder) = aims(plan, target)?;
    let patience = Patience::begin("Making the website");
    // The system clears a whole process away faster than we could take a million small things down one by one.
    let mut builder = ManuallyDrop::new(Builder::new(settings));
    let made = ManuallyDrop::new(builder.make(&pipeline::Touched::Anything));
    drop(patience);
    tell(plan, &made.source, &made.diagnostics);
    if is_refused(plan, &made) {
        say(plan, &refusal(&report::count(&made.diagnostics), &folder));
        return Ok(End::Problems);
    }
    let writing = Instant::now();
    let patience = Patience::begin("Writing it");
    let changes = publish::write(&made.output, &folder)?;
    drop(patience);
    if target.timings {
        say_timings(&made, writing.elapsed());
    }
    say(plan, &published(&made, &folder, &changes, start.elapsed()));
    Ok(End::Done)
}

/// Publishes after every change. What cannot be published, or cannot be written, leaves the website as it was until it can.
fn build_again(plan: &JudgedArgs, target: &TargetArgs, poll: bool) -> io::Result<End> {
    let (settings, folder) = aims(plan, target)?;
    let mut publication = Publication::open(&folder)?;
    let mut follower = Follower::start(settings, poll)?;
    let mut has_failed = false;
    let mut show = |follower: &mut Follower, news: News| {
        let done = publish_news(plan, target, &folder, &mut publication, &news);
        // That it failed once more, when nothing has changed, need not be told.
        if let Err(error) = done.as_ref()
            && (!has_failed || !news.changed.is_empty())
        {
            let words = in_plain_words(error);
            anstream::eprintln!("plainplan: {words}\nIt is tried again whenever a file is saved.");
        }
        has_failed = done.is_err();
        if has_failed {
            follower.tell_again();
        }
    };
    let patience = Patience::begin("Making the website");
    let mut news = follower.news();
    drop(patience);
    for is_first in std::iter::once(true).chain(std::iter::repeat(false)) {
        match news {
            Ok(news) => show(&mut follower, news),
            Err(NoNews::Ended(error)) => return Err(error),
            Err(panicked @ NoNews::Panicked(_)) => anstream::eprintln!("{panicked}"),
        }
        if is_first {
            say(plan, "It follows your changes. Press Ctrl+C to end.");
        }
        news = follower.news();
    }
    Ok(End::Done)
}

/// Tells what was found and what has changed, and publishes it unless it is refused.
fn publish_news(
    plan: &JudgedArgs,
    target: &TargetArgs,
    folder: &Path,
    publication: &mut Publication,
    news: &News,
) -> io::Result<()> {
    news.notes.iter().for_each(|note| anstream::eprintln!("{note}"));
    if news.is_same() {
        return Ok(());
    }
    match plan.format {
        Format::Json => tell(plan, &news.made.source, &news.made.diagnostics),
        Format::Human => tell(plan, &news.made.source, &news.found),
    }
    if is_refused(plan, &news.made) {
        say(plan, &refusal(&news.count(), folder));
        return Ok(());
    }
    let writing = Instant::now();
    let changes = publication.publish(&news.made.output)?;
    if target.timings {
        say_timings(&news.made, writing.elapsed());
    }
    let line = news.line(&changes);
    say(plan, &line.unwrap_or_else(|| published(&news.made, folder, &changes, news.since.elapsed())));
    Ok(())
}

/// What to make, and where it goes.
fn aims(plan: &JudgedArgs, target: &TargetArgs) -> io::Result<(Settings, PathBuf)> {
    let settings = settings(&plan.plan, target.base_url.clone())?;
    let folder = target.output_dir.clone().unwrap_or_else(|| settings.root.join("public"));
    refuse_sources(&settings.root, &folder)?;
    Ok((settings, folder))
}

fn refusal(count: &str, folder: &Path) -> String {
    let left = if folder.join("index.html").exists() {
        format!("The website in {} is as it was.", shown(folder))
    } else {
        "Nothing was written.".to_owned()
    };
    format!("Not published: {count}. {left}")
}

fn published(made: &Made, folder: &Path, changes: &Changes, took: Duration) -> String {
    let (contents, folder, changed, took) = (contents(made), shown(folder), changed(changes), took.as_secs_f64());
    format!("Published {contents} in {folder} ({changed}) in {took:.2} s.")
}

fn say_timings(made: &Made, writing: Duration) {
    let steps = made.timings.iter().copied().chain([("write", writing)]);
    steps.for_each(|(step, took)| anstream::println!("{step:>6} {:>9.1} ms", took.as_secs_f64() * 1000.0));
}

/// A website among the files of the plan would be read as part of it, and cleaned away with it.
fn refuse_sources(root: &Path, typed: &Path) -> io::Result<()> {
    let (root, folder) = (real(root)?, real(typed)?);
    // Each of them may be a link to somewhere else.
    let parts = source::TOPS.iter().map(|part| root.join(part)).filter(|part| !part.is_file());
    if root.starts_with(&folder) || parts.filter_map(|part| real(&part).ok()).any(|part| folder.starts_with(part)) {
        let words = format!("{} holds the plan itself. Choose a folder of its own for the website.", shown(typed));
        return Err(io::Error::new(io::ErrorKind::InvalidInput, words));
    }
    Ok(())
}

/// A path without links in it, as far as it is there.
fn real(path: &Path) -> io::Result<PathBuf> {
    let whole = without_dots(&std::path::absolute(path)?);
    let there = whole.ancestors().find_map(|there| Some((there, std::fs::canonicalize(there).ok()?)));
    Ok(there.map_or_else(
        || whole.clone(),
        |(there, real)| whole.strip_prefix(there).map_or_else(|_| whole.clone(), |rest| real.join(rest)),
    ))
}

/// A path with every `..` resolved by its words alone: the folder need not be there yet.
fn without_dots(path: &Path) -> PathBuf {
    let mut whole = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                whole.pop();
            }
            std::path::Component::CurDir => {}
            part => whole.push(part),
        }
    }
    whole
}

fn check_plan(plan: &JudgedArgs) -> io::Result<End> {
    let made = pipeline::make(&settings(&plan.plan, None)?);
    tell(plan, &made.source, &made.diagnostics);
    let accepted = made.diagnostics.accepted().len();
    if accepted > 0 {
        say(plan, report::accepted(&made.source, &made.diagnostics).trim_end_matches('\n'));
    }
    let count = report::count(&made.diagnostics);
    let beside = [(accepted, "finding", "accepted"), (made.counts.open, "figure", "still to be confirmed")];
    let beside = beside.into_iter().filter(|(number, ..)| *number > 0);
    let beside: String = beside.map(|(number, what, how)| format!(", {} {how}", plural(number, what))).collect();
    say(plan, &format!("Checked {}: {count}{beside}.", contents(&made)));
    Ok(if is_refused(plan, &made) { End::Problems } else { End::Done })
}

fn clean(plan: &RootArgs, output_dir: Option<PathBuf>) -> io::Result<End> {
    let folder = match output_dir {
        Some(folder) => folder,
        None => root(plan)?.join("public"),
    };
    let deleted = publish::clean(&folder)?;
    match deleted {
        0 => anstream::println!("There is nothing in {} that plainplan has written.", shown(&folder)),
        _ => anstream::println!("Deleted {} from {}.", plural(deleted, "file"), shown(&folder)),
    }
    Ok(End::Done)
}

fn explain(name: &str) -> io::Result<End> {
    let describe = |rule: &Rule| {
        let severity = rule.severity.words();
        let beside = check::easy_words(rule).map(|words| folded(&words, 88) + "\n").unwrap_or_default();
        format!("{} ({severity})\n{}\n{beside}", rule.name, folded(rule.explain, 88))
    };
    if name == "all" {
        check::rules().for_each(|rule| anstream::println!("{}", describe(rule)));
        return Ok(End::Done);
    }
    if let Some(rule) = check::rules().find(|rule| rule.name == name) {
        anstream::println!("{}", describe(rule).trim_end());
        return Ok(End::Done);
    }
    let meant = nearest(name, check::rules().map(|rule| rule.name));
    let hint = meant.map_or("`--explain all` lists them".to_owned(), |meant| format!("did you mean `{meant}`?"));
    Err(io::Error::new(io::ErrorKind::InvalidInput, format!("there is no rule `{name}`; {hint}")))
}

/// Lines of at most `width` letters, set in by two spaces.
fn folded(text: &str, width: usize) -> String {
    let mut lines = vec![String::from(" ")];
    for word in text.split_whitespace() {
        if lines.last().is_some_and(|line| line.chars().count() + word.chars().count() + 1 > width) {
            lines.push(String::from(" "));
        }
        if let Some(line) = lines.last_mut() {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.join("\n")
}

fn settings(plan: &PlanArgs, address: Option<String>) -> io::Result<Settings> {
    if let Some(wrong) =
        address.as_ref().filter(|address| !address.starts_with("http://") && !address.starts_with("https://"))
    {
        let words = format!("`{wrong}` is not an address: it begins with https:// or http://");
        return Err(io::Error::new(io::ErrorKind::InvalidInput, words));
    }
    let address = address.map(|address| format!("{}/", address.trim_end_matches('/')));
    Ok(Settings {
        root: root(&plan.root)?,
        drafts: plan.drafts,
        purpose: Purpose { address, is_live: false },
        calendar: Some(today),
    })
}

fn root(args: &RootArgs) -> io::Result<PathBuf> {
    if let Some(root) = &args.root {
        if root.is_dir() {
            return Ok(root.clone());
        }
        return Err(io::Error::new(io::ErrorKind::NotFound, format!("there is no folder {}", root.display())));
    }
    let here = std::env::current_dir()?;
    pipeline::find_root(&here).ok_or_else(|| {
        let nearly = here.ancestors().find_map(|folder| Some(folder.join(source::nearly_plan_file(folder)?)));
        let help = nearly.map_or_else(
            || "Go to your plan's folder first, or name it with --root.".to_owned(),
            |file| format!("Rename {} to plan.yaml.", file.display()),
        );
        let words = format!("there is no plan.yaml in {} or in a folder above it.\n{help}", here.display());
        io::Error::new(io::ErrorKind::NotFound, words)
    })
}

fn tell(plan: &JudgedArgs, source: &Source, found: &Diagnostics) {
    match plan.format {
        Format::Json => anstream::println!("{}", report::json(source, found)),
        Format::Human => anstream::eprint!("{}", report::human(source, found, io::stderr().is_terminal())),
    }
}

fn say(plan: &JudgedArgs, words: &str) {
    if !plan.plan.quiet && plan.format == Format::Human {
        // A log that is full undoes nothing of what was done.
        let _ = writeln!(anstream::stdout(), "{words}");
    }
}

fn is_refused(plan: &JudgedArgs, made: &Made) -> bool {
    made.diagnostics.has_errors()
        || (plan.deny == Some(Deny::Warnings) && made.diagnostics.count(Severity::Warning) > 0)
}

/// `27 chapters, 16 in easy read, 75 measures and 30 tables`.
fn contents(made: &Made) -> String {
    let counts = made.counts;
    format!(
        "{} ({} in easy read), {} and {}",
        plural(counts.chapters, "chapter"),
        counts.twins,
        plural(counts.metrics, "measure"),
        plural(counts.tables, "table")
    )
}

fn changed(changes: &Changes) -> String {
    let parts = [(changes.written.len(), "written"), (changes.kept, "unchanged"), (changes.deleted.len(), "deleted")];
    let words: Vec<String> = parts
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{} {what}", plural(*number, "file")))
        .collect();
    if words.is_empty() { "nothing to write".to_owned() } else { words.join(", ") }
}

fn plural(number: usize, one: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {one}s") }
}

/// A folder as people write it, with a closing slash.
fn shown(folder: &Path) -> String {
    let relative = std::env::current_dir().ok().and_then(|here| folder.strip_prefix(here).ok().map(Path::to_path_buf));
    // Of the folder that we are in, nothing would be left.
    let relative = relative.filter(|relative| relative != Path::new(""));
    format!("{}/", relative.as_deref().unwrap_or(folder).display()).replace("//", "/")
}
