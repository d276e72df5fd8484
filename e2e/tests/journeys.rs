//! Journeys through the demonstration, in a real browser.
//!
//! One site serves all of them; each opens browsers of its own. Left out, with a line that says so,
//! where no browser is installed.

use anyhow::{Context, Result};
use fantoccini::Locator;

use e2e::{Browser, ENTER, LANGUAGES, Site, Size, Theme, browser_at_hand, furnished, sign_in};
use std::fmt::Write as _;

/// Every kind of page that a reader meets without being asked to do anything.
const PATHS: &[&str] = &[
    "/",
    "/units",
    "/units?on=2025-06-30",
    "/units/VN",
    "/units/17110.2",
    "/reforms/2025-07-01",
    "/offline",
    "/directives",
    "/programmes",
    "/programmes/R09",
    "/programmes/S8",
    "/indicators",
    "/indicators/R09-08",
    "/targets",
    "/targets/R09-T09",
    "/targets/R09-T05",
    "/tasks",
    "/tasks/CT34-K01",
    "/search?q=hoa",
    "/day",
    "/me",
    "/acts",
    "/ledger",
    "/ledger/cheat",
    "/content",
    "/nowhere",
];

/// Every kind of page about people, for who administers them.
const PEOPLE: &[&str] = &["/people", "/people/invite", "/people/roll"];

/// Reads a sample; answers the path of its draft.
async fn draft(browser: &Browser) -> Result<String> {
    browser.goto("/directives").await?;
    browser.client().find(Locator::Css(".samples button")).await?.send_keys(ENTER).await?;
    browser.client().wait().for_element(Locator::Css("#draft-heading")).await?;
    Ok(browser.client().current_url().await?.path().to_owned())
}

/// The first visit: the page, its styles, fonts and scripts, as they come over the line.
const FIRST_VISIT_BYTES: u64 = 150_000;

/// `path` with the language asked for: the site remembers it and answers without it.
fn in_language(path: &str, language: &str) -> String {
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}lang={language}")
}

/// Where the first link of a table leads to.
async fn first_of(browser: &Browser, list: &str) -> Result<String> {
    browser.goto(list).await?;
    let link = browser.client().find(Locator::Css("tbody th a")).await?;
    link.attr("href").await?.context("a link without an address")
}

/// Walks every page in every language, as who plans and as who administers people, and gathers all that is wrong.
async fn walk(site: &Site, size: Size, theme: Theme) -> Result<String> {
    let browser = Browser::open(site, size, "en", theme).await?;
    furnished(&browser).await?;
    let mut wrong = String::new();
    look(&browser, &["/sign-in"], &mut wrong).await?;
    sign_in(&browser, "demo.central").await?;
    let (draft, act) = (draft(&browser).await?, first_of(&browser, "/acts").await?);
    let opened = format!("{draft}?item=0");
    let more = [draft.as_str(), opened.as_str(), act.as_str()];
    let paths: Vec<&str> = PATHS.iter().copied().chain(more).collect();
    look(&browser, &paths, &mut wrong).await?;
    sign_in(&browser, "demo.administrator").await?;
    let person = first_of(&browser, "/people").await?;
    let leaving = format!("{person}/close");
    let more = [person.as_str(), leaving.as_str(), act.as_str()];
    let paths: Vec<&str> = PEOPLE.iter().copied().chain(more).collect();
    look(&browser, &paths, &mut wrong).await?;
    browser.close().await?;
    Ok(wrong)
}

/// Looks at pages in every language.
async fn look(browser: &Browser, paths: &[&str], wrong: &mut String) -> Result<()> {
    for (language, direction) in LANGUAGES {
        for path in paths {
            let path = in_language(path, language);
            for violation in browser.axe(&path).await? {
                writeln!(wrong, "{path}: {violation}")?;
            }
            let found = browser.language().await?;
            if found != (language.to_owned(), direction.to_owned()) {
                writeln!(wrong, "{path}: says it is {found:?}")?;
            }
            for request in browser.foreign_requests().await? {
                writeln!(wrong, "{path}: asks another host for {request}")?;
            }
            let overflow = browser.overflow().await?;
            if overflow > 0 {
                writeln!(wrong, "{path}: is {overflow} px wider than the window")?;
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn every_page_is_in_order_in_every_language() -> Result<()> {
    if !browser_at_hand() {
        return Ok(());
    }
    let site = Site::demo().await?;
    let mut wrong = String::new();
    for (size, theme) in [(Size::Desk, Theme::Light), (Size::Phone, Theme::Dark)] {
        let found = walk(&site, size, theme).await?;
        if !found.is_empty() {
            writeln!(wrong, "{size:?}, {}:\n{found}", theme.name())?;
        }
    }

    // The language of the browser counts where nobody chose one, and each script loads its own font.
    for (language, direction) in LANGUAGES {
        let browser = Browser::open(&site, Size::Phone, language, Theme::Light).await?;
        browser.goto("/").await?;
        let found = browser.language().await?;
        if found != (language.to_owned(), direction.to_owned()) {
            writeln!(wrong, "/ for a browser in {language}: says it is {found:?}")?;
        }
        let bytes = browser.bytes_loaded().await?;
        if bytes > FIRST_VISIT_BYTES {
            writeln!(
                wrong,
                "/ in {language}: {bytes} bytes on a first visit, more than {FIRST_VISIT_BYTES}"
            )?;
        }
        browser.close().await?;
    }
    assert!(wrong.is_empty(), "{wrong}");
    Ok(())
}
