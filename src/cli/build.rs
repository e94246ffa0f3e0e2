//! `plainplan build`: the plan → its website in a folder, once or after every change.

use std::cell::OnceCell;
use std::io;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use plainplan::base::files;
use plainplan::output::publish::{Publication, Staging};
use plainplan::output::{Changes, Discard, Sink};
use plainplan::project::follow::{Follower, News, NoNews};
use plainplan::project::pipeline;
use plainplan::project::pipeline::{Made, Project, Settings};
use plainplan::project::render;

use super::End;
use super::args::{Format, JudgedArgs};
use super::plan::{is_verifying, settings};
use super::progress::Progress;
use super::words::{changed, contents, in_plain_words, is_refused, say, say_how_to_learn_more, shown, tell};

/// Build the website.
///
/// If the plan has errors, nothing is published. The website from the last build does not change.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  plainplan build\n  plainplan build --watch\n  plainplan build --root our-plan -o /var/www/plan\n  plainplan build --drafts --deny warnings"
)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    plan: JudgedArgs,
    #[command(flatten)]
    target: TargetArgs,
    /// Keep running, and publish again when you save.
    #[arg(short, long)]
    watch: bool,
    /// Check for changes once a second. Use this if changes are not noticed.
    #[arg(long, requires = "watch")]
    poll: bool,
}

#[derive(Args)]
struct TargetArgs {
    /// Show how long each step took.
    #[arg(long)]
    timings: bool,
    /// Folder for the website [default: public/ in the plan folder].
    #[arg(short, long, value_name = "FOLDER")]
    output_dir: Option<PathBuf>,
    /// Web address where you will publish the website.
    #[arg(short = 'u', long, value_name = "URL")]
    base_url: Option<String>,
}

/// Runs the command.
pub(super) fn run(args: &BuildArgs) -> io::Result<End> {
    if args.watch { build_again(&args.plan, &args.target, args.poll) } else { build(&args.plan, &args.target) }
}

fn build(plan: &JudgedArgs, target: &TargetArgs) -> io::Result<End> {
    let start = Instant::now();
    let (settings, folder) = aims(plan, target)?;
    let progress = Progress::begin("Building the website");
    // The system clears a whole process away faster than we could take a million small things down one by one.
    let mut project = ManuallyDrop::new(Project::open(settings));
    let staging = OnceCell::new();
    let made = ManuallyDrop::new(project.make_into(&pipeline::Touched::Anything, |found| {
        // Nothing of a plan with errors comes near the disk.
        let staging = (!is_refused(plan, found)).then(|| staging.get_or_init(|| Staging::open(&folder)));
        staging.and_then(|staging| staging.as_ref().ok()).map_or(&Discard, |staging| staging as &dyn Sink)
    }));
    drop(progress);
    tell(plan, &made.source, &made.diagnostics);
    let staging = staging.into_inner();
    if is_refused(plan, &made.diagnostics) {
        staging.and_then(Result::ok).map_or(Ok(()), Staging::abandon)?;
        say(plan, &refusal(&render::count(&made.diagnostics), &folder));
        say_how_to_learn_more(plan, &made.diagnostics);
        return Ok(End::Problems);
    }
    let writing = Instant::now();
    let progress = Progress::begin("Saving the website");
    let changes = staging.unwrap_or_else(|| Staging::open(&folder))?.publish(&made.output)?;
    drop(progress);
    if target.timings {
        say_timings(&made, writing.elapsed());
    }
    say(plan, &published(&made, &folder, &changes, start.elapsed()));
    Ok(End::Done)
}

/// Publishes after every change. What cannot be published, or cannot be written, leaves the website as it was until it can.
fn build_again(plan: &JudgedArgs, target: &TargetArgs, poll: bool) -> io::Result<End> {
    let (settings, folder) = aims(plan, target)?;
    let settings = Settings { verify: is_verifying(), ..settings };
    let mut publication = Publication::open(&folder)?;
    let mut follower = Follower::start(settings, poll)?;
    let mut has_failed = false;
    let mut show = |follower: &mut Follower, news: News| {
        let done = publish_news(plan, target, &folder, &mut publication, &news);
        // That it failed once more, when nothing has changed, need not be reported.
        if let Err(error) = done.as_ref()
            && (!has_failed || !news.changed.is_empty())
        {
            let words = in_plain_words(error);
            anstream::eprintln!("plainplan: {words}\nplainplan tries again when you save a file.");
        }
        has_failed = done.is_err();
        if has_failed {
            follower.tell_again();
        }
    };
    let progress = Progress::begin("Building the website");
    let mut news = follower.news();
    drop(progress);
    for is_first in std::iter::once(true).chain(std::iter::repeat(false)) {
        match news {
            Ok(news) => show(&mut follower, news),
            Err(NoNews::Ended(error)) => return Err(error),
            Err(panicked @ NoNews::Panicked(_)) => anstream::eprintln!("{panicked}"),
            Err(stale @ NoNews::Stale(_)) => return Err(io::Error::other(stale.to_string())),
        }
        if is_first {
            say(plan, "plainplan updates the website when you save. Press Ctrl+C to stop.");
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
        Format::Json | Format::Sarif => tell(plan, &news.made.source, &news.made.diagnostics),
        Format::Human | Format::Short | Format::Github => tell(plan, &news.made.source, &news.found),
    }
    if is_refused(plan, &news.made.diagnostics) {
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
        format!("The website in {} has not changed.", shown(folder))
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
    let parts = files::TOPS.iter().map(|part| root.join(part)).filter(|part| !part.is_file());
    if root.starts_with(&folder) || parts.filter_map(|part| real(&part).ok()).any(|part| folder.starts_with(part)) {
        let words = format!("{} contains the plan. Choose another folder for the website.", shown(typed));
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
