//! The files of `src/` into what of them imports what, and how long their functions are.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A file of `src/` that is part of the library or of the program.
pub(crate) struct File {
    /// Where it is, below `src/`.
    pub(crate) path: String,
    pub(crate) lines: usize,
    tokens: Vec<TokenTree>,
}

/// A function, and how many lines it has from its name to its last brace.
pub(crate) struct Function {
    pub(crate) name: String,
    pub(crate) lines: usize,
}

/// All files of `src/`, by the paths of their modules: `plan::table` is `plan/table/mod.rs`. The library itself is `""`.
pub(crate) struct Code {
    files: BTreeMap<String, File>,
    /// Which module a name of a module comes from, where it was only imported.
    imported: BTreeMap<(String, String), String>,
}

impl Code {
    /// Reads `src/`.
    pub(crate) fn read(src: &Path) -> Self {
        let files: BTreeMap<String, File> = files_below(src).into_iter().filter_map(|path| file(src, &path)).collect();
        let mut code = Self { files, imported: BTreeMap::new() };
        // Each round follows an import of an import by one step more.
        for _ in 0..4 {
            code.imported = code.all_imported();
        }
        code
    }

    pub(crate) fn files(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }

    /// What each module imports, without what its own folder is made of, and without the modules that it is part of.
    pub(crate) fn imports(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        self.files.iter().map(|(module, file)| (module.as_str(), self.imports_of(module, file))).collect()
    }

    fn imports_of(&self, module: &str, file: &File) -> BTreeSet<&str> {
        let named = paths(&file.tokens).into_iter().filter_map(|path| self.owner(module, &path));
        named.filter(|other| !is_part_of(other, module) && !is_part_of(module, other)).collect()
    }

    fn all_imported(&self) -> BTreeMap<(String, String), String> {
        let mut imported = BTreeMap::new();
        for (module, file) in &self.files {
            for path in paths(&file.tokens) {
                let (Some(name), Some(owner)) = (path.last(), self.owner(module, &path)) else { continue };
                if owner != module {
                    imported.insert((module.clone(), name.clone()), owner.to_owned());
                }
            }
        }
        imported
    }

    /// The module that holds what a path names.
    fn owner(&self, module: &str, path: &[String]) -> Option<&str> {
        let mut at = start(module, path)?;
        for name in path.iter().skip_while(|name| ["crate", "self", "super"].contains(&name.as_str())) {
            let below = if at.is_empty() { name.clone() } else { format!("{at}::{name}") };
            if self.files.contains_key(&below) {
                at = below;
            } else {
                let other = self.imported.get(&(at.clone(), name.clone()));
                return other
                    .map(String::as_str)
                    .or_else(|| self.files.get_key_value(&at).map(|(name, _)| name.as_str()));
            }
        }
        self.files.get_key_value(&at).map(|(name, _)| name.as_str())
    }
}

/// The module that `crate`, `self` or `super` at the start of a path means.
fn start(module: &str, path: &[String]) -> Option<String> {
    let mut at = module.to_owned();
    match path.first()?.as_str() {
        "crate" => return Some(String::new()),
        "self" => return Some(at),
        "super" => {}
        _ => return None,
    }
    for _ in path.iter().take_while(|name| *name == "super") {
        at = at.rsplit_once("::").map_or_else(String::new, |(above, _)| above.to_owned());
    }
    Some(at)
}

/// Whether a module is another or is in its folder. Everything is in the library, which nothing is made of but modules.
fn is_part_of(module: &str, other: &str) -> bool {
    module == other || other.is_empty() || module.strip_prefix(other).is_some_and(|rest| rest.starts_with("::"))
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}

/// A file with the path of its module. Tests and programs that make data are no part of the order.
fn file(src: &Path, path: &Path) -> Option<(String, File)> {
    let name = path.strip_prefix(src).ok()?.to_string_lossy().replace('\\', "/");
    let stem = name.strip_suffix(".rs")?;
    if stem.ends_with("tests") || stem.contains('-') {
        return None;
    }
    let stem = stem.strip_suffix("/mod").unwrap_or(if stem == "lib" { "" } else { stem });
    let text = fs::read_to_string(path).expect("readable");
    let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
    let tokens = without_tests(&tokens.into_iter().collect::<Vec<_>>());
    Some((stem.replace('/', "::"), File { path: name, lines: text.lines().count(), tokens }))
}

/// The code without `#[cfg(test)] mod tests { … }`, which may look at everything.
fn without_tests(tokens: &[TokenTree]) -> Vec<TokenTree> {
    let is_test = |at: usize| {
        let text = tokens[at..tokens.len().min(at + 3)].iter().map(ToString::to_string).collect::<Vec<_>>();
        text.first().is_some_and(|text| text.replace(' ', "") == "[cfg(test)]")
            && text.get(1).is_some_and(|word| word == "mod")
    };
    let skipped: BTreeSet<usize> = (0..tokens.len()).filter(|at| is_test(*at)).flat_map(|at| at..at + 4).collect();
    let kept = tokens.iter().enumerate().filter(|(at, _)| !skipped.contains(at));
    kept.map(|(_, token)| token.clone()).collect()
}

/// Every path that starts with `crate`, `self` or `super`, also in macros. What stands in `use a::{b, c}` is two paths.
fn paths(tokens: &[TokenTree]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at += match &tokens[at] {
            TokenTree::Ident(ident) if ["crate", "self", "super"].contains(&ident.to_string().as_str()) => {
                branches(&tokens[at..], &[], &mut found)
            }
            TokenTree::Group(group) => {
                found.extend(paths(&group.stream().into_iter().collect::<Vec<_>>()));
                1
            }
            _ => 1,
        };
    }
    found
}

/// The paths of a tree of names, and how many tokens it takes.
fn branches(tokens: &[TokenTree], before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    let mut at = 0;
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(ident)) => path.push(ident.to_string()),
            Some(TokenTree::Group(group)) if at > 0 && group.delimiter() == Delimiter::Brace => {
                let inner: Vec<_> = group.stream().into_iter().collect();
                for part in inner.split(|token| matches!(token, TokenTree::Punct(sign) if sign.as_char() == ',')) {
                    branches(part, &path, found);
                }
                return at + 1;
            }
            _ => break,
        }
        at += 1;
        if !is_colon(tokens.get(at)) || !is_colon(tokens.get(at + 1)) {
            break;
        }
        at += 2;
    }
    if path.len() > 1 {
        found.push(path);
    }
    at.max(1)
}

fn is_colon(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Punct(sign)) if sign.as_char() == ':')
}

impl File {
    /// The functions of the file.
    pub(crate) fn functions(&self) -> Vec<Function> {
        functions(&self.tokens)
    }

    /// The texts of the file, each with its line. What documents an item, and what attributes hold, is left out.
    pub(crate) fn texts(&self) -> Vec<(usize, String)> {
        texts(&self.tokens)
    }
}

fn texts(tokens: &[TokenTree]) -> Vec<(usize, String)> {
    let is_hash = |token: &TokenTree| matches!(token, TokenTree::Punct(sign) if sign.as_char() == '#');
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if !(at > 0 && is_hash(&tokens[at - 1])) => {
                found.extend(texts(&group.stream().into_iter().collect::<Vec<_>>()));
            }
            TokenTree::Literal(literal) => {
                let written = literal.to_string();
                let inner = written.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                found.extend(inner.map(|text| (literal.span().start().line, unescaped(text))));
            }
            _ => {}
        }
    }
    found
}

/// A text as it is in memory, as far as its words go.
fn unescaped(written: &str) -> String {
    let mut lines = written.split("\\\n");
    let first = lines.next().unwrap_or_default().to_owned();
    let whole = lines.fold(first, |all, line| all + line.trim_start());
    whole.replace("\\n", "\n").replace("\\\"", "\"")
}

fn functions(tokens: &[TokenTree]) -> Vec<Function> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if let (TokenTree::Ident(word), Some(TokenTree::Ident(name))) = (token, tokens.get(at + 1))
            && word == "fn"
            && let Some(lines) = length(&tokens[at..])
        {
            found.push(Function { name: name.to_string(), lines });
        }
        if let TokenTree::Group(group) = token {
            found.extend(functions(&group.stream().into_iter().collect::<Vec<_>>()));
        }
    }
    found
}

/// The lines from `fn` to the end of its body.
fn length(tokens: &[TokenTree]) -> Option<usize> {
    let body = tokens.iter().find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(Some(group)),
        TokenTree::Punct(sign) if sign.as_char() == ';' => Some(None),
        _ => None,
    })??;
    Some(body.span_close().end().line - tokens[0].span().start().line + 1)
}

/// The groups of modules that import each other in a circle, each in order of name.
pub(crate) fn circles(imports: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<Vec<String>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        imports.keys().map(|module| (*module, reachable(imports, module))).collect();
    let mutual = |a: &str, b: &str| reach[a].contains(b) && reach.get(b).is_some_and(|reached| reached.contains(a));
    let groups: BTreeSet<Vec<String>> = imports
        .keys()
        .filter(|module| mutual(module, module))
        .map(|module| imports.keys().filter(|other| mutual(module, other)).map(ToString::to_string).collect())
        .collect();
    groups.into_iter().collect()
}

fn reachable<'a>(imports: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut ahead: Vec<&str> = imports[from].iter().copied().collect();
    while let Some(module) = ahead.pop() {
        if reached.insert(module) {
            ahead.extend(imports.get(module).into_iter().flatten().copied());
        }
    }
    reached
}
