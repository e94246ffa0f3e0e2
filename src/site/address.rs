//! Addresses of pages: always relative to the site's root, with a closing `/`.

/// The address of a chapter; empty for the front page.
pub(super) fn chapter(parts: &[String]) -> String {
    parts.iter().map(|part| format!("{part}/")).collect()
}

/// The address of an easy-read page.
pub(crate) fn easy(parts: &[String]) -> String {
    format!("{EASY}{}", chapter(parts))
}

/// The address of the page that a chapter or a twin becomes, by its path from the plan's folder; nothing for other files.
pub(crate) fn of_file(path: &str) -> Option<String> {
    let parts = crate::plan::read::path::address(path.strip_prefix("content/").filter(|path| path.ends_with(".md"))?);
    Some(if path.ends_with(".easy.md") { easy(&parts) } else { chapter(&parts) })
}

/// The address of the first page of the easy read.
pub(crate) const EASY: &str = "easy-read/";

/// The address of the page that holds the whole easy read.
pub(crate) const EASY_PRINT: &str = "easy-read/print/";

/// The address of a file of `content/`: the numbers that order folders are dropped, as in chapters.
pub(super) fn file(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or((None, path), |(folder, name)| (Some(folder), name));
    let folder = folder.map_or_else(String::new, |folder| chapter(&crate::plan::read::path::address(folder)));
    format!("{folder}{name}")
}

/// The anchor of a chapter on the page that holds the whole plan.
pub(crate) fn section(parts: &[String]) -> String {
    if parts.is_empty() { "--front".to_owned() } else { parts.join("--") }
}

/// Where the chapter with an address stands on the page of its sheet.
pub(crate) fn section_url(sheet: &str, address: &[String]) -> String {
    format!("{sheet}#{}", section(address))
}

/// The way from a page to the root: `./`, `../`, `../../`.
pub(super) fn root(url: &str) -> String {
    match url.matches('/').count() {
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// A link from a page whose way to the root is `root`.
pub(super) fn link(root: &str, url: &str) -> String {
    format!("{root}{url}")
}

/// Where a page is written: a folder's `index.html`, unless its address names a file.
pub(crate) fn output(url: &str) -> String {
    if url.is_empty() || url.ends_with('/') { format!("{url}index.html") } else { url.to_owned() }
}
