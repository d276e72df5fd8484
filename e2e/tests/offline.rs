//! A focal point without a line: fills in, sends, and everything arrives once, whoever sits at the computer meanwhile.
//!
//! Left out, with a line that says so, where no browser is installed.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use fantoccini::Locator;
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};

use e2e::{Browser, ENTER, Lay, Line, Site, Size, Theme, browser_at_hand, furnished, sign_in};

/// What is typed into the report, and a word that no encrypted byte shows.
const ENTRIES: &[(&str, &str)] = &[
    ("dossiers_received", "400"),
    ("dossiers_online", "380"),
    ("dossiers_settled", "390"),
    ("dossiers_late", "2"),
    ("files_opened", "100"),
    ("files_online", "95"),
    ("files_share", "95"),
    ("teams", "3"),
    ("villages", "10"),
    ("villages_covered", "9"),
    ("villages_left", "1"),
    ("requests#1.subject", "Watchtower"),
];

/// An entry of a row.
const SUBJECT: &str = "e.requests#1.subject";

const TYPED: &str = "The entries are as you typed them on this computer.";

/// A year, in milliseconds: 365 × 86,400,000.
const CLOCK: &str = "
    const Own = Date, ahead = 365 * 86400000;
    Date = class extends Own {
        constructor(...given) { if (given.length) super(...given); else super(Own.now() + ahead); }
        static now() { return Own.now() + ahead; }
    };";

/// Everything that the browser keeps, as text; and whether a key lies there that could be taken out.
const KEPT: &str = "
    const [done] = arguments;
    const asked = indexedDB.open('banyan');
    // Whoever opens it first makes it; that is the worker's.
    asked.onupgradeneeded = () => { asked.transaction.abort(); };
    asked.onerror = () => done({});
    asked.onsuccess = async () => {
        const all = (store) => new Promise((found) => {
            const own = asked.result.transaction(store).objectStore(store).getAll();
            own.onsuccess = () => found(own.result);
        });
        const [state, pages, queue] = [await all('state'), await all('pages'), await all('queue')];
        asked.result.close();
        const text = (record) => new TextDecoder().decode(record.data) + JSON.stringify(record);
        const key = state.find((own) => own.name === 'key');
        done({ pages: pages.length, queue: queue.length, key: Boolean(key), extractable: Boolean(key && key.key.extractable),
            text: [...pages, ...queue].map(text).join() });
    };";

async fn kept(browser: &Browser) -> Result<Value> {
    Ok(browser.client().execute_async(KEPT, Vec::new()).await?)
}

/// Waits until the page says this in the place of its state.
async fn says(browser: &Browser, words: &str) -> Result<()> {
    let mut said = String::new();
    for _ in 0..300 {
        if let Some(bar) =
            browser.client().find_all(Locator::Css("#line-state")).await?.into_iter().next()
        {
            // The page may be going at this moment.
            said = bar.text().await.unwrap_or_default();
            if said.contains(words) {
                return Ok(());
            }
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("{words:?} was not said, but {said:?}: {}", browser.client().source().await?)
}

/// Waits until the key is there, and so many pages are kept.
async fn keeps(browser: &Browser, pages: u64) -> Result<()> {
    for _ in 0..300 {
        let state = kept(browser).await?;
        if state["key"] == true && state["pages"].as_u64() >= Some(pages) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("nothing is kept: {}", kept(browser).await?)
}

async fn main_words(browser: &Browser, path: &str) -> Result<String> {
    browser.goto(path).await?;
    Ok(browser.client().find(Locator::Css("main")).await?.text().await?)
}

/// Opens the form and fills it in.
async fn fill(browser: &Browser, path: &str, teams: &str) -> Result<()> {
    browser.goto(path).await?;
    let client = browser.client();
    for (name, text) in ENTRIES {
        let text = if *name == "teams" { teams } else { text };
        let script = "document.querySelector(`[name='e.${arguments[0]}']`).value = arguments[1]";
        client.execute(script, vec![json!(name), json!(text)]).await?;
    }
    Ok(())
}

/// Sends the form that is open, and waits for the list.
async fn send(browser: &Browser) -> Result<()> {
    let client = browser.client();
    let send = Locator::Css("form[data-report] button.main");
    client.find(send).await?.send_keys(ENTER).await?;
    client.wait().for_url(&client.current_url().await?.join("/reports")?).await?;
    Ok(())
}

/// What stands in an entry.
async fn entry(browser: &Browser, name: &str) -> Result<Option<String>> {
    let entry = format!("[name='{name}']");
    Ok(browser.client().find(Locator::Css(&entry)).await?.prop("value").await?)
}

/// Where the first report leads that is to be filled in.
async fn first_due(browser: &Browser) -> Result<String> {
    let due = Locator::Css("tbody th a[href^='/reports/']");
    let path = browser.client().find(due).await?.attr("href").await?;
    path.context("a report without an address")
}

/// Lets the clock of every page that the tab opens from now on go a year ahead.
async fn set_clock(browser: &Browser) -> Result<()> {
    let clock = json!({ "source": CLOCK });
    browser.develop("Page.addScriptToEvaluateOnNewDocument", clock).await
}

/// Puts a newer worker in the place of the one that works.
async fn upgrade(browser: &Browser) -> Result<()> {
    let script = "
        const [done] = arguments;
        (async () => {
            const newer = await navigator.serviceWorker.register('/worker.js?newer');
            for (;;) {
                if (newer.active && newer.active.scriptURL.endsWith('?newer') && newer.active.state === 'activated') break;
                await new Promise((later) => setTimeout(later, 50));
            }
            done(true);
        })();";
    browser.client().execute_async(script, Vec::new()).await?;
    Ok(())
}

/// How many versions of the report the site has.
async fn versions(browser: &Browser, path: &str) -> Result<usize> {
    browser.goto(path).await?;
    Ok(browser.client().find_all(Locator::Css("main a[href^='/receipts/']")).await?.len())
}

/// The copies that a telephone keeps, in a language that runs from the right: in order, and with words of that language.
async fn kept_on_a_telephone(line: &Line) -> Result<()> {
    let browser = Browser::open(line.site(), Size::Phone, "ar", Theme::Dark).await?;
    furnished(&browser).await?;
    sign_in(&browser, "demo.commune").await?;
    browser.goto("/reports").await?;
    keeps(&browser, 3).await?;
    line.set(Lay::Cut);
    let path = first_due(&browser).await?;
    for path in ["/reports", &path, "/day"] {
        assert_eq!(browser.axe(path).await?, [], "{path}");
        assert_eq!(browser.overflow().await?, 0, "{path}");
        assert_eq!(browser.language().await?, ("ar".to_owned(), "rtl".to_owned()), "{path}");
        says(&browser, "لا يوجد اتصال.").await?;
    }
    line.set(Lay::Whole);
    browser.close().await
}

/// A focal point at her computer, with a line that can be cut.
struct Desk<'a> {
    browser: Browser,
    line: &'a Line,
    /// Of the report that she fills in.
    path: String,
}

impl Desk<'_> {
    /// The list and the form are there; what is typed is kept, what is sent waits, and none of it can be read.
    async fn fills_in_without_a_line(&self) -> Result<()> {
        let Desk { browser, line, path } = self;
        line.set(Lay::Cut);
        assert!(main_words(browser, "/reports").await?.contains("To fill in"));
        says(browser, "No connection.").await?;
        fill(browser, path, "3").await?;
        let save = Locator::Css("form[data-report] button[formnovalidate]");
        browser.client().find(save).await?.send_keys(ENTER).await?;
        says(browser, TYPED).await?;
        assert_eq!(entry(browser, SUBJECT).await?.as_deref(), Some("Watchtower"));
        send(browser).await?;
        says(browser, "Waiting to be sent: 1").await?;
        let state = kept(browser).await?;
        assert_eq!((&state["queue"], &state["extractable"]), (&json!(1), &json!(false)));
        let text = state["text"].as_str().unwrap_or_default();
        let open = text.contains("Watchtower") || text.contains("<html");
        assert!(text.len() > 1000 && !open, "{text}");
        assert_eq!(browser.axe("/reports").await?, []);
        browser.goto(path).await?;
        says(browser, TYPED).await?;
        assert_eq!(entry(browser, SUBJECT).await?.as_deref(), Some("Watchtower"));
        Ok(())
    }

    /// A newer worker finds what the older one kept.
    async fn takes_a_newer_worker(&self) -> Result<()> {
        self.line.set(Lay::Whole);
        upgrade(&self.browser).await?;
        self.line.set(Lay::Cut);
        self.browser.goto("/reports").await?;
        says(&self.browser, "Waiting to be sent: 1").await
    }

    /// What is typed later, in a second tab, stands for what was typed before; both tabs send it, and the answers are lost.
    async fn sends_from_two_tabs(&self) -> Result<[WindowHandle; 2]> {
        let Desk { browser, line, path } = self;
        let client = browser.client();
        let first = client.window().await?;
        let second = client.new_window(true).await?.handle;
        client.switch_to_window(second.clone()).await?;
        set_clock(browser).await?;
        fill(browser, path, "417").await?;
        send(browser).await?;
        says(browser, "Waiting to be sent: 1").await?;
        line.set(Lay::Deaf("POST /api/reports/commune"));
        for tab in [&first, &second] {
            client.switch_to_window(tab.clone()).await?;
            browser.goto("/reports").await?;
            says(browser, "Waiting to be sent: 1").await?;
        }
        assert!(line.answers_lost() >= 2, "{}", line.answers_lost());
        Ok([first, second])
    }

    /// She signs out without a line; the next person at this computer opens nothing of hers, and destroys nothing.
    async fn leaves_it_to_another(&self) -> Result<()> {
        let Desk { browser, line, path } = self;
        let client = browser.client();
        line.set(Lay::Cut);
        browser.goto("/reports").await?;
        let out = Locator::Css("form[action='/sign-out'] button");
        client.find(out).await?.send_keys(ENTER).await?;
        client.wait().for_url(&client.current_url().await?.join("/offline")?).await?;
        let state = kept(browser).await?;
        let left = (&state["key"], &state["pages"], &state["queue"]);
        assert_eq!(left, (&json!(false), &json!(0), &json!(1)));
        assert!(main_words(browser, path).await?.contains("This page is not kept"));
        line.set(Lay::Whole);
        sign_in(browser, "demo.province").await?;
        browser.goto("/reports").await?;
        says(browser, "until somebody else signs in again: 1").await?;
        keeps(browser, 2).await?;
        line.set(Lay::Cut);
        assert!(main_words(browser, path).await?.contains("This page is not kept"));
        Ok(())
    }

    /// She signs in again: it is sent a third time, from two tabs at once, and stands once, with both times.
    async fn comes_back(&self, tabs: [WindowHandle; 2]) -> Result<()> {
        let Desk { browser, line, path } = self;
        line.set(Lay::Whole);
        sign_in(browser, "demo.commune").await?;
        for tab in tabs {
            browser.client().switch_to_window(tab).await?;
            browser.goto("/reports").await?;
        }
        says(browser, "Sent: 1").await?;
        let receipt = Locator::Css("#line-state a[href^='/receipts/']");
        let receipt = browser.client().find(receipt).await?.attr("href").await?;
        let receipt = receipt.context("a receipt without an address")?;
        assert_eq!(versions(browser, path).await?, 1);
        assert!(main_words(browser, path).await?.contains("417"));
        let words = main_words(browser, &receipt).await?;
        let year = browser.client().execute("return new Date().getFullYear()", Vec::new()).await?;
        let told = words.contains("Time of the device") && words.contains(&year.to_string());
        assert!(told, "{words}");
        assert_eq!(
            kept(browser).await?["queue"],
            json!(1),
            "what was sent is told until it is seen"
        );
        Ok(())
    }

    /// What cannot be sent as it is stands beside the report, and goes into the draft.
    async fn is_told_what_is_wrong(&self) -> Result<()> {
        let Desk { browser, line, .. } = self;
        browser.goto("/reports").await?;
        let path = first_due(browser).await?;
        line.set(Lay::Cut);
        fill(browser, &path, "some").await?;
        send(browser).await?;
        line.set(Lay::Whole);
        browser.goto("/reports").await?;
        says(browser, "kept as drafts; please look at them: 1").await?;
        assert_eq!(browser.axe(&path).await?, []);
        let take = Locator::Css("form[action$='/kept'] button[value='draft']");
        browser.client().find(take).await?.send_keys(ENTER).await?;
        let left = Locator::Css("form[data-report] input[name='revision'][value='1']");
        browser.client().wait().for_element(left).await?;
        assert_eq!(entry(browser, "e.teams").await?.as_deref(), Some("some"));
        Ok(())
    }
}

#[tokio::test]
async fn report_that_is_filled_in_without_a_line_arrives_once() -> Result<()> {
    if !browser_at_hand() {
        return Ok(());
    }
    let site = Site::demo().await?;
    let line = Line::to(&site).await?;
    kept_on_a_telephone(&line).await?;
    let browser = Browser::open(line.site(), Size::Desk, "en", Theme::Light).await?;
    furnished(&browser).await?;
    sign_in(&browser, "demo.commune").await?;
    browser.goto("/reports").await?;
    let path = first_due(&browser).await?;
    keeps(&browser, 3).await?;
    set_clock(&browser).await?;
    let desk = Desk { browser, line: &line, path };
    desk.fills_in_without_a_line().await?;
    desk.takes_a_newer_worker().await?;
    let tabs = desk.sends_from_two_tabs().await?;
    desk.leaves_it_to_another().await?;
    desk.comes_back(tabs).await?;
    desk.is_told_what_is_wrong().await?;
    desk.browser.close().await
}
