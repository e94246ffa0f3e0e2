//! `check --format`: what each format looks like, and what it holds.

use plainplan::base::diagnostic::Diagnostics;
use serde_json::{Value, json};

use crate::common::{Folder, reported, said};

/// A chapter with an error that has a fix, and a warning.
fn plan() -> Folder {
    let plan = Folder::small();
    plan.write("content/1-care.md", "---\ntitle: Care\nstatus: finl\n---\n£5 for <b>two</b> & 50%\n");
    plan
}

/// A chapter with more problems of one kind than are shown.
fn many() -> Folder {
    let plan = Folder::small();
    plan.write("content/1-care.md", &format!("---\ntitle: Care\n---\n{}", "{{ nothing }}\n\n".repeat(23)));
    plan
}

fn checked(plan: &Folder, format: &str) -> String {
    let run = plan.run(&["check", "--format", format]);
    assert_eq!(run.status.code(), Some(1), "{}", reported(&run));
    assert_eq!(reported(&run), "", "{format}");
    said(&run)
}

#[test]
fn short_is_one_line_a_problem() {
    assert_eq!(
        checked(&plan(), "short"),
        "content/1-care.md:3:9: error[unknown-value]: `status` cannot be `finl`\n\
         content/1-care.md:5:8: warning[raw-html]: `<b>` is removed from the page, and its words are kept\n"
    );
    let lines = checked(&many(), "short");
    assert_eq!(lines.lines().count(), 21, "{lines}");
    assert!(
        lines.ends_with("content/1-care.md:48:4: error[unknown-id]: and 3 more of these in content/1-care.md\n"),
        "{lines}"
    );
}

#[test]
fn github_gets_workflow_commands() {
    let lines = checked(&plan(), "github");
    assert!(
        lines.starts_with(
            "::error file=content/1-care.md,line=3,col=9,title=unknown-value::`status` cannot be `finl`%0ADid you mean `final`?\n\
             ::warning file=content/1-care.md,line=5,col=8,title=raw-html::"
        ),
        "{lines}"
    );
    let lines = checked(&many(), "github");
    assert_eq!(lines.lines().count(), 21);
    assert!(
        lines.lines().last().is_some_and(|line| line.contains("::and 3 more of these in content/1-care.md")),
        "{lines}"
    );
}

#[test]
fn paths_for_other_programs_begin_where_the_repository_begins() {
    let plan = plan();
    let above = plan.path().parent().expect("a folder above");
    let name = plan.path().file_name().expect("a name").to_string_lossy().into_owned();
    for (format, wanted) in [
        ("github", format!("file={name}/content/1-care.md,")),
        ("sarif", format!("\"uri\": \"{name}/content/1-care.md\"")),
    ] {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_plainplan"))
            .args(["check", "--format", format, "--root", &name])
            .current_dir(above)
            .env_remove("GITHUB_WORKSPACE")
            .output()
            .expect("it runs");
        assert!(said(&run).contains(&wanted), "{wanted}: {}", said(&run));
    }
}

#[test]
fn json_and_sarif_hold_every_problem() {
    let plan = many();
    let found: Value = serde_json::from_str(&checked(&plan, "json")).expect("JSON");
    assert_eq!(found.as_array().map(Vec::len), Some(23));
    let log: Value = serde_json::from_str(&checked(&plan, "sarif")).expect("JSON");
    assert_eq!(log["runs"][0]["results"].as_array().map(Vec::len), Some(23));
    assert_eq!(log["runs"][0]["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(1));
}

#[test]
fn json_keeps_its_shape() {
    let found: Value = serde_json::from_str(&checked(&plan(), "json")).expect("JSON");
    let keys: Vec<&String> = found[0].as_object().expect("an object").keys().collect();
    let mut wanted = ["rule", "severity", "file", "line", "column", "text", "message", "help"];
    wanted.sort_unstable();
    let mut keys: Vec<&str> = keys.into_iter().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, wanted);
}

#[test]
fn sarif_says_what_the_standard_asks_for() {
    let log: Value = serde_json::from_str(&checked(&plan(), "sarif")).expect("JSON");
    essentials(&log);
    let run = &log["runs"][0];
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "unknown-value");
    assert_eq!(result["level"], "error");
    assert_eq!(
        result["locations"][0]["physicalLocation"],
        json!({
            "artifactLocation": { "uri": "content/1-care.md" },
            "region": { "startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 13 }
        })
    );
    assert_eq!(
        result["fixes"][0]["artifactChanges"][0]["replacements"][0],
        json!({
            "deletedRegion": { "startLine": 3, "startColumn": 9, "endLine": 3, "endColumn": 13 },
            "insertedContent": { "text": "final" }
        })
    );
    assert_eq!(run["results"][1]["level"], "warning");
}

#[test]
fn sarif_of_every_broken_plan_says_what_the_standard_asks_for() {
    let mut results = 0;
    for broken in crate::fixture::fixtures() {
        let plan = broken.laid_out();
        let settings = plainplan::project::pipeline::Settings { root: plan.path().to_path_buf(), ..Default::default() };
        let made = plainplan::project::pipeline::make(&settings);
        let log: Value = serde_json::from_str(&plainplan::project::render::sarif(&made.source, &made.diagnostics, ""))
            .expect("JSON");
        essentials(&log);
        let counted = log["runs"][0]["results"].as_array().map_or(0, Vec::len);
        assert_eq!(counted, made.diagnostics.len() + made.diagnostics.accepted().len());
        results += counted;
    }
    assert!(results > 200, "{results}");
}

#[test]
fn nothing_found_is_a_whole_log_too() {
    let log = plainplan::project::render::sarif(&plainplan::Files::default(), &Diagnostics::default(), "");
    essentials(&serde_json::from_str(&log).expect("JSON"));
}

/// What the schema of SARIF 2.1.0 requires of the parts that we write.
fn essentials(log: &Value) {
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().is_some_and(|schema| schema.contains("sarif-2.1.0")));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["tool"]["driver"]["name"], "plainplan");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for rule in rules {
        assert!(["id"].iter().all(|key| is_text(&rule[key])), "{rule}");
        assert!(
            ["shortDescription", "fullDescription", "help"].iter().all(|key| is_text(&rule[key]["text"])),
            "{rule}"
        );
        assert!(is_level(&rule["defaultConfiguration"]["level"]), "{rule}");
    }
    for result in run["results"].as_array().expect("results") {
        let rule = result["ruleIndex"].as_u64().and_then(|index| rules.get(usize::try_from(index).ok()?));
        assert_eq!(rule.map(|rule| &rule["id"]), Some(&result["ruleId"]), "{result}");
        assert!(is_text(&result["message"]["text"]) && is_level(&result["level"]), "{result}");
        for location in result["locations"].as_array().expect("locations") {
            essentials_of_place(&location["physicalLocation"], &location["physicalLocation"]["region"]);
        }
        for fix in result["fixes"].as_array().into_iter().flatten() {
            let change = &fix["artifactChanges"][0];
            assert!(is_text(&fix["description"]["text"]), "{fix}");
            assert!(change["replacements"][0]["insertedContent"]["text"].is_string(), "{fix}");
            essentials_of_place(change, &change["replacements"][0]["deletedRegion"]);
        }
    }
}

fn essentials_of_place(holder: &Value, region: &Value) {
    let uri = holder["artifactLocation"]["uri"].as_str().expect("an address");
    assert!(!uri.is_empty() && !uri.contains([' ', '\\']), "{uri}");
    let at = |line: &str, column: &str| (region[line].as_u64().unwrap_or(0), region[column].as_u64().unwrap_or(0));
    let (start, end) = (at("startLine", "startColumn"), at("endLine", "endColumn"));
    assert!(start.0 > 0 && start.1 > 0 && start <= end, "{region}");
}

fn is_text(value: &Value) -> bool {
    value.as_str().is_some_and(|text| !text.is_empty())
}

fn is_level(value: &Value) -> bool {
    ["error", "warning", "note"].iter().any(|level| value == level)
}
