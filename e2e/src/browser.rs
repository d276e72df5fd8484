//! A headless Chromium with an empty profile, driven through its driver.

use crate::axe::{self, Violation};
use crate::process::{self, Scratch};
use crate::site::Site;
use anyhow::{Context as _, Result};
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use tokio::process::{Child, Command};

/// No window, no graphics card, no sandbox (which root may not have), nothing asked of the network.
const FLAGS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
];

/// The visible part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 1280 px wide.
    Desk,
    /// 390 px wide, touched rather than clicked.
    Phone,
}

impl Size {
    /// In CSS pixels.
    #[must_use]
    pub const fn width(self) -> u32 {
        match self {
            Self::Desk => 1280,
            Self::Phone => 390,
        }
    }

    const fn height(self) -> u32 {
        match self {
            Self::Desk => 900,
            Self::Phone => 844,
        }
    }
}

/// What the reader's system prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    /// The word of the media query `prefers-color-scheme`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A browser on a site; close it with [`Browser::close`].
#[derive(Debug)]
pub struct Browser {
    client: Client,
    base: String,
    size: Size,
    /// The browser's own process until it is closed: killing the driver would leave it behind.
    process: Option<u64>,
    _driver: Child,
    _profile: Scratch,
}

impl Browser {
    /// Opens a browser that asks `site` for pages in `language` and prefers `theme`.
    ///
    /// # Errors
    /// When the browser or its driver are missing or do not start.
    pub async fn open(site: &Site, size: Size, language: &str, theme: Theme) -> Result<Self> {
        let (browser, driver) = programs().context("chromium and its driver are not installed")?;
        let profile = Scratch::new()?;
        let (child, port) = process::start(Command::new(driver).arg("--port=0"), port).await?;
        let profile_flag = format!("--user-data-dir={}", profile.path().display());
        let flags: Vec<&str> = FLAGS.iter().copied().chain([profile_flag.as_str()]).collect();
        let mut wanted = Capabilities::new();
        let options = json!({
            "binary": browser,
            "args": flags,
            "prefs": { "intl.accept_languages": language },
        });
        wanted.insert("goog:chromeOptions".to_owned(), options);
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .context("the browser did not open")?;
        let process = client.capabilities().and_then(|known| known.get("goog:processID")?.as_u64());
        let base = site.base().to_owned();
        let browser = Self { client, base, size, process, _driver: child, _profile: profile };
        browser.show(size.height()).await?;
        let preferred =
            json!({ "features": [{ "name": "prefers-color-scheme", "value": theme.name() }] });
        browser.develop("Emulation.setEmulatedMedia", preferred).await?;
        Ok(browser)
    }

    /// The browser's own commands, for what a journey does beyond looking: find, click, type.
    #[must_use]
    pub const fn client(&self) -> &Client {
        &self.client
    }

    /// Goes to `path` of the site and waits until the page stands.
    ///
    /// # Errors
    /// When the browser cannot load it.
    pub async fn goto(&self, path: &str) -> Result<()> {
        let address = format!("{}{path}", self.base);
        self.client.goto(&address).await.with_context(|| format!("{path} did not load"))
    }

    /// Goes to `path` and answers what axe-core finds there.
    ///
    /// # Errors
    /// When the page does not load or axe does not run.
    pub async fn axe(&self, path: &str) -> Result<Vec<Violation>> {
        self.goto(path).await?;
        axe::run(&self.client).await.with_context(|| format!("axe on {path}"))
    }

    /// Goes to `path` and keeps a picture of the whole page in `file`, as PNG.
    ///
    /// # Errors
    /// When the page does not load or the file cannot be written.
    pub async fn screenshot(&self, path: &str, file: &Path) -> Result<()> {
        self.goto(path).await?;
        self.evaluate("return document.fonts.ready.then(() => true)").await?;
        let height = self.evaluate("return document.documentElement.scrollHeight").await?;
        let height = height.as_u64().and_then(|height| u32::try_from(height).ok()).unwrap_or(0);
        // The longest side that Chromium draws in one piece is 16,384.
        self.show(height.clamp(self.size.height(), 16_000)).await?;
        let picture = self.client.screenshot().await?;
        self.show(self.size.height()).await?;
        tokio::fs::write(file, picture)
            .await
            .with_context(|| format!("{} cannot be written", file.display()))
    }

    /// `lang` and `dir` of the page that is shown.
    ///
    /// # Errors
    /// When no page is shown.
    pub async fn language(&self) -> Result<(String, String)> {
        let found = self
            .evaluate("const html = document.documentElement; return [html.lang, html.dir]")
            .await?;
        let word = |at: usize| found[at].as_str().unwrap_or_default().to_owned();
        Ok((word(0), word(1)))
    }

    /// What the page that is shown asked of other hosts; it should be nothing.
    ///
    /// # Errors
    /// When no page is shown.
    pub async fn foreign_requests(&self) -> Result<Vec<String>> {
        let script = "return performance.getEntriesByType('resource').map(entry => entry.name)";
        let requested = self.evaluate(script).await?;
        let names = requested.as_array().into_iter().flatten().filter_map(Value::as_str);
        let ours = |name: &&str| !name.starts_with(&self.base) && !name.starts_with("data:");
        Ok(names.filter(ours).map(str::to_owned).collect())
    }

    /// The bytes that came over the line for the page that is shown, headers included; what the
    /// browser kept from an earlier page counts nothing.
    ///
    /// # Errors
    /// When no page is shown.
    pub async fn bytes_loaded(&self) -> Result<u64> {
        let script = "return document.fonts.ready.then(() =>
            [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                .reduce((sum, entry) => sum + entry.transferSize, 0))";
        Ok(self.evaluate(script).await?.as_u64().unwrap_or_default())
    }

    /// By how many pixels the page that is shown is wider than the window; it should be none.
    ///
    /// # Errors
    /// When no page is shown.
    pub async fn overflow(&self) -> Result<u64> {
        let script =
            "const html = document.documentElement; return html.scrollWidth - html.clientWidth";
        Ok(self.evaluate(script).await?.as_u64().unwrap_or_default())
    }

    /// Ends the browser.
    ///
    /// # Errors
    /// When its driver does not answer.
    pub async fn close(mut self) -> Result<()> {
        self.client.clone().close().await?;
        self.process = None;
        Ok(())
    }

    async fn evaluate(&self, script: &str) -> Result<Value> {
        Ok(self.client.execute(script, Vec::new()).await?)
    }

    /// Makes the visible part `height` pixels high. A window of Chromium is never narrower than
    /// 500 px, so a phone is pretended.
    async fn show(&self, height: u32) -> Result<()> {
        let phone = self.size == Size::Phone;
        let metrics = json!({
            "width": self.size.width(),
            "height": height,
            "deviceScaleFactor": if phone { 2 } else { 1 },
            "mobile": phone,
        });
        self.develop("Emulation.setDeviceMetricsOverride", metrics).await
    }

    /// A command of the browser's developer tools, for this page and those behind it.
    ///
    /// # Errors
    /// When the browser does not know it.
    pub async fn develop(&self, command: &'static str, parameters: Value) -> Result<()> {
        self.client.issue_cmd(Develop { command, parameters }).await?;
        Ok(())
    }
}

/// A journey that fails drops its browser open.
impl Drop for Browser {
    fn drop(&mut self) {
        if let Some(process) = self.process {
            let _ =
                std::process::Command::new("kill").args(["-KILL", &process.to_string()]).status();
        }
    }
}

/// A command of the browser's developer tools, which the driver passes on.
#[derive(Debug)]
struct Develop {
    command: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for Develop {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.parameters });
        (http::Method::POST, Some(body.to_string()))
    }
}

/// The browser and its driver, where both are installed.
pub(crate) fn programs() -> Option<(PathBuf, PathBuf)> {
    let browser = ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| process::find(name))?;
    Some((browser, process::find("chromedriver")?))
}

/// The port out of `ChromeDriver was started successfully on port 40123.`
fn port(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
}
