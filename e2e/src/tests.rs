//! The harness against a page of its own, so that a failing journey speaks of the product.

use crate::{Browser, Site, Size, Theme, browser_at_hand, site};
use anyhow::{Context as _, Result};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A page that forbids every script and style, in the language that the browser asks for, dark where
/// it prefers dark. `/bad` has a picture that nobody can hear of.
fn page(request: &str) -> String {
    let path = request.split_whitespace().nth(1).unwrap_or("/");
    let asked = request.lines().find_map(|line| {
        line.to_ascii_lowercase().strip_prefix("accept-language: ").map(str::to_owned)
    });
    let language: String = asked.unwrap_or_default().chars().take(2).collect();
    let direction = if language == "ar" { "rtl" } else { "ltr" };
    let picture = if path == "/bad" { "<img src=\"data:,\">" } else { "" };
    let style = "@media (prefers-color-scheme: dark) { body { min-height: 3000px } }";
    if path == "/style.css" {
        return format!(
            "HTTP/1.1 200 OK\r\ncontent-type: text/css\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{style}",
            style.len()
        );
    }
    let body = format!(
        "<!doctype html><html lang=\"{language}\" dir=\"{direction}\"><title>Page</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/style.css\">\
         <body><main><h1>Page</h1>{picture}</main></body></html>"
    );
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\
         content-security-policy: default-src 'none'; style-src 'self'; img-src data:\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
}

async fn serve() -> Result<Site> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let site = Site::at(&format!("http://{}", listener.local_addr()?));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = vec![0; 16_384];
                let length = stream.read(&mut request).await.unwrap_or(0);
                let request = String::from_utf8_lossy(&request[..length]).into_owned();
                let _ = stream.write_all(page(&request).as_bytes()).await;
            });
        }
    });
    Ok(site)
}

#[tokio::test]
async fn the_harness_sees_language_theme_size_and_faults() -> Result<()> {
    if !browser_at_hand() {
        return Ok(());
    }
    let site = serve().await?;
    let browser = Browser::open(&site, Size::Phone, "ar", Theme::Dark).await?;

    assert_eq!(browser.axe("/").await?, []);
    assert_eq!(browser.language().await?, ("ar".to_owned(), "rtl".to_owned()));
    assert_eq!(browser.foreign_requests().await?, Vec::<String>::new());
    assert_eq!(browser.overflow().await?, 0);
    assert!(browser.bytes_loaded().await? > 300);
    let width = browser.client().execute("return innerWidth", Vec::new()).await?;
    assert_eq!(width, 390);

    let rules: Vec<String> =
        browser.axe("/bad").await?.into_iter().map(|violation| violation.rule).collect();
    assert_eq!(rules, ["image-alt"]);

    let file = std::env::temp_dir().join(format!("banyan-e2e-{}.png", std::process::id()));
    browser.screenshot("/", &file).await?;
    let picture = std::fs::read(&file)?;
    std::fs::remove_file(&file)?;
    // The head of a PNG: eight bytes, then the first block with width and height at 16 and 20. Two
    // pixels for one on a phone; the dark page is 3,000 px high.
    let side = |at: usize| {
        picture
            .get(at..at + 4)
            .map(|bytes| bytes.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte)))
    };
    assert_eq!(side(16).context("no picture")?, 780);
    assert!(side(20).context("no picture")? >= 6000);
    browser.close().await
}

#[test]
fn the_address_is_read_from_a_line() {
    assert_eq!(
        site::address("Banyan listens on http://127.0.0.1:40123/ (demonstration)").as_deref(),
        Some("http://127.0.0.1:40123")
    );
    assert_eq!(site::address("2025-07-14 ready"), None);
}
