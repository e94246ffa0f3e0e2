//! The least that a program can do that makes a site: reads its sources, understands their form, and puts finished words
//! into files. Nothing is checked, worked out, looked up or laid out.
//!
//!     cargo run --release --example floor -- PLAN SITE FOLDER [pages]
//!
//! SITE is the finished site of PLAN: its bytes are what straight code would push onto the end of its pages. With `pages`,
//! only what Hugo makes too is written: no data, no pages to print. Prints the seconds that the work took on all cores; to
//! take SITE into memory is not counted.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use plainplan::base::diagnostic::Diagnostics;
use plainplan::base::yaml;
use plainplan::plan::model::chapter::CHAPTER;
use plainplan::project::pipeline::{Project, Settings};
use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use walkdir::WalkDir;

/// As the program has it: all threads take what they need from the same place.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

type Fault = Box<dyn Error + Send + Sync>;

/// So many bytes are pushed at once: a tag, a few words.
const PIECE: usize = 64;

fn main() -> Result<(), Fault> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [plan, site, folder, kind @ ..] = words.as_slice() else { return Err("PLAN SITE FOLDER [pages]".into()) };
    let finished = finished(Path::new(site), kind == ["pages"])?;
    let start = Instant::now();
    read(Path::new(plan));
    write(&finished, Path::new(folder))?;
    println!("{:.4}", start.elapsed().as_secs_f64());
    Ok(())
}

/// Every file of a site with what it holds.
fn finished(site: &Path, are_pages: bool) -> Result<Vec<(PathBuf, Vec<u8>)>, Fault> {
    let mut files = Vec::new();
    for entry in WalkDir::new(site) {
        let entry = entry?;
        let path = entry.path().strip_prefix(site)?;
        let is_print = path.components().any(|part| part.as_os_str() == "print");
        let is_wanted = !are_pages || path.extension().is_some_and(|ending| ending == "html") && !is_print;
        if entry.file_type().is_file() && is_wanted {
            files.push((path.to_path_buf(), fs::read(entry.path())?));
        }
    }
    Ok(files)
}

/// Sources into nodes and markup.
fn read(plan: &Path) {
    let source = Project::open(Settings { root: plan.to_path_buf(), ..Settings::default() }).files();
    let files: Vec<_> = source.files().filter(|(_, file)| file.path.starts_with("content/")).collect();
    let lengths = files.into_par_iter().map(|(id, file)| {
        let text = file.text();
        let (front, body) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("---\n")).unwrap_or(("", text));
        let nodes = yaml::parse(id, front, 4, &CHAPTER, &mut Diagnostics::default());
        let mut markup = String::with_capacity(body.len() * 2);
        html::push_html(&mut markup, Parser::new_ext(body, Options::all()));
        markup.len() + usize::from(nodes.is_some())
    });
    std::hint::black_box(lengths.sum::<usize>());
}

/// Each file, piece by piece, beside the folder and then into its place.
fn write(finished: &[(PathBuf, Vec<u8>)], folder: &Path) -> Result<(), Fault> {
    let waiting = folder.join(".new");
    let folders: BTreeSet<&Path> = finished.iter().filter_map(|(path, _)| path.parent()).collect();
    folders.into_iter().try_for_each(|path| fs::create_dir_all(folder.join(path)))?;
    finished.par_chunks(256).enumerate().try_for_each(|(room, files)| {
        let room = waiting.join(room.to_string());
        fs::create_dir_all(&room)?;
        for (number, (path, bytes)) in files.iter().enumerate() {
            let mut text = Vec::new();
            bytes.chunks(PIECE).for_each(|piece| text.extend_from_slice(piece));
            let beside = room.join(number.to_string());
            fs::write(&beside, text)?;
            fs::rename(&beside, folder.join(path))?;
        }
        Ok(())
    })
}
