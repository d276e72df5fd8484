//! Pictures of pages in four languages, two widths, light and dark: `cargo xtask screenshots DIR [PATH ...]`.

use anyhow::{Context as _, Result};
use e2e::{Browser, LANGUAGES, Site, Size, Theme};
use std::path::PathBuf;

/// What is taken when no path is named.
const PATHS: &[&str] = &["/", "/units", "/units/VN", "/directives", "/programmes"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("name a folder for the pictures")?);
    let mut paths: Vec<String> = arguments.collect();
    if paths.is_empty() {
        paths = PATHS.iter().map(|path| (*path).to_owned()).collect();
    }
    std::fs::create_dir_all(&folder)?;
    // `http://127.0.0.1:PORT` before the paths names a site that runs already.
    let site = match paths.first().filter(|path| path.starts_with("http://127.0.0.1:")) {
        Some(base) => Site::at(base),
        None => Site::demo().await?,
    };
    for (language, _) in LANGUAGES {
        for size in [Size::Desk, Size::Phone] {
            for theme in [Theme::Light, Theme::Dark] {
                let browser = Browser::open(&site, size, language, theme).await?;
                for path in paths.iter().filter(|path| path.starts_with('/')) {
                    let name = format!(
                        "{}.{language}.{}.{}.png",
                        file_name(path),
                        size.width(),
                        theme.name()
                    );
                    browser.screenshot(path, &folder.join(name)).await?;
                }
                browser.close().await?;
            }
        }
    }
    Ok(())
}

/// `units-VN` for `/units/VN`.
fn file_name(path: &str) -> String {
    let letters = path.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' });
    let name: String = letters.collect();
    let name = name.trim_matches('-');
    if name.is_empty() { "first-page".to_owned() } else { name.to_owned() }
}
