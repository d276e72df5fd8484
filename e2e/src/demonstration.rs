//! What every journey through the demonstration begins with: it is filled in, and somebody signs in.

use crate::Browser;
use anyhow::Result;
use fantoccini::Locator;

/// Visits until the content is filled in; each answers in a few hundredths of a second.
const VISITS_MAX: usize = 2000;

/// The key that presses a button which has the focus: it does so wherever the button lies, also while the page grows.
pub const ENTER: &str = "\u{E007}";

/// Waits until nothing is being filled in behind the pages.
///
/// # Errors
/// When that takes too long.
pub async fn furnished(browser: &Browser) -> Result<()> {
    for _ in 0..VISITS_MAX {
        browser.goto("/").await?;
        let filling = browser.client().find_all(Locator::Css(".strip [role=status]")).await?;
        let thread = browser.client().find_all(Locator::Css("ol.thread")).await?;
        if filling.is_empty() && !thread.is_empty() {
            return Ok(());
        }
    }
    anyhow::bail!("the content was not filled in after {VISITS_MAX} visits")
}

/// Signs in as one of the demonstration's people, who are there a moment after the content; whoever was signed in is not any more.
///
/// # Errors
/// When there is no such person.
pub async fn sign_in(browser: &Browser, login: &str) -> Result<()> {
    browser.client().delete_all_cookies().await?;
    let button = format!("form[action='/sign-in/as/{login}'] button");
    let button = Locator::Css(&button);
    for _ in 0..VISITS_MAX {
        browser.goto("/sign-in").await?;
        if let Some(button) = browser.client().find_all(button).await?.into_iter().next() {
            button.send_keys(ENTER).await?;
            browser.client().wait().for_element(Locator::Css(".strip a[href='/me']")).await?;
            return Ok(());
        }
    }
    anyhow::bail!("nobody could be signed in after {VISITS_MAX} visits")
}
