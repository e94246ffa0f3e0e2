//! The rows of pages: what follows from each of them on the website of the sample.

use plainplan::project::pipeline::{Made, Settings};
use plainplan::site::PAGES;

use crate::common::{Plan, text};

/// The folders of all pages, and their addresses.
fn folders() -> Vec<&'static str> {
    PAGES.iter().map(|page| page.address.url).filter(|url| url.ends_with('/')).collect()
}

fn sample(change: impl FnOnce(&mut Plan)) -> Made {
    let mut plan = Plan::sample();
    change(&mut plan);
    plan.project(Settings::default()).apply([])
}

#[test]
fn every_page_can_be_linked_to_and_is_in_the_sitemap() {
    let links: String = folders().iter().map(|url| format!("- [{url}](/{url})\n")).collect();
    let made = sample(|plan| plan.write("content/50-links.md", format!("---\ntitle: Links\n---\n{links}")));
    let of_links = made.diagnostics.iter().filter(|found| found.rule.name == "broken-link");
    assert_eq!(of_links.map(|found| &found.message).collect::<Vec<_>>(), Vec::<&String>::new());
    let (chapter, sitemap) = (text(&made, "links/index.html"), text(&made, "sitemap.xml"));
    for url in folders() {
        assert!(made.output.get(&format!("{url}index.html")).is_some(), "{url}");
        assert!(chapter.contains(&format!("<li><a href=\"../{url}\">{url}</a>")), "{url} is not linked");
        assert!(sitemap.contains(&format!("/{url}</loc>")), "{url} is not in the sitemap");
    }
}

#[test]
fn no_chapter_has_the_address_of_a_page() {
    for url in folders() {
        let folder = url.split('/').next().expect("a folder");
        let made = sample(|plan| plan.write(&format!("content/50-{folder}.md"), "---\ntitle: Other\n---\nText.\n"));
        assert!(made.diagnostics.iter().any(|found| found.rule.name == "reserved-address"), "{folder}");
    }
}

#[test]
fn the_link_to_the_open_page_is_marked_on_it_alone() {
    let made = sample(|_| {});
    let easy = |url: &str| url.starts_with("easy-read/");
    for page in PAGES.iter().filter(|page| page.navigation.is_some()) {
        let url = page.address.url;
        for other in folders() {
            let html = text(&made, &format!("{other}index.html"));
            let tools = html.split("<nav class=\"tools\"").nth(1).and_then(|rest| rest.split("</nav>").next());
            let tools = tools.expect("the navigation");
            let link = format!("href=\"{}{url}\"", "../".repeat(other.matches('/').count()));
            let is_linked = easy(url) == easy(other) || ["words/", "contact/"].contains(&url);
            assert_eq!(tools.contains(&link), is_linked, "{url} on {other}");
            assert_eq!(tools.contains(&format!("{link} aria-current=\"page\"")), url == other, "{url} on {other}");
        }
    }
}

/// Tables are made without their template as long as no theme replaces it: the template of the built-in theme says the same.
#[test]
fn tables_are_those_of_their_template() {
    let template = include_str!("../../themes/plain/templates/table.html");
    let built_in = sample(|_| {});
    let own = sample(|plan| plan.write("themes/plain/templates/table.html", format!("{template}{{# Ours. #}}\n")));
    let changed = sample(|plan| {
        plan.write(
            "themes/plain/templates/table.html",
            template.replace("<p class=\"csv\">", "<p class=\"csv ours\">"),
        );
    });
    let plain = |html: &str| html.replace("&quot;", "\"").replace("&#39;", "'").replace("&#x27;", "'");
    let (mut tables, mut ours) = (0, 0);
    for url in built_in.output.addresses().filter(|url| url.ends_with(".html")) {
        let html = text(&built_in, url);
        assert_eq!(plain(&text(&own, url)), plain(&html), "{url}");
        tables += html.matches("<p class=\"more-data\">").count();
        ours += text(&changed, url).matches("<p class=\"csv ours\">").count();
    }
    assert_eq!((tables > 50, ours), (true, tables));
}
