//! Signing in with an identity of a provider that others wrote (`oidc-provider`), in a real browser.
//!
//! Left out, with a line that says so, where no browser, no node or no npm is installed.

use anyhow::Result;
use fantoccini::Locator;

use e2e::{Browser, Provider, SECRET, Site, Size, Theme, browser_at_hand, free_port};

/// A way to the provider with this answer there, until the browser is back.
async fn go(browser: &Browser, login: &str, password: &str, answer: &str) -> Result<()> {
    let client = browser.client();
    browser.goto("/sign-in").await?;
    let button = Locator::Css("form[action='/sign-in/with/national'] button");
    client.find(button).await?.click().await?;
    let at_provider = Locator::Css("form input[name=login]:not(#f-login)");
    let Ok(field) = client.wait().for_element(at_provider).await else {
        anyhow::bail!(
            "not at the provider, but {}: {}",
            client.current_url().await?,
            client.source().await?
        );
    };
    assert_eq!(client.current_url().await?.host_str(), Some("localhost"));
    field.send_keys(login).await?;
    client.find(Locator::Css("input[name=password]")).await?.send_keys(password).await?;
    client.find(Locator::Css(answer)).await?.click().await?;
    if client.wait().for_element(Locator::Css("footer")).await.is_err() {
        anyhow::bail!("not back, but {}: {}", client.current_url().await?, client.source().await?);
    }
    assert_eq!(client.current_url().await?.host_str(), Some("127.0.0.1"));
    Ok(())
}

async fn words(browser: &Browser, path: &str) -> Result<String> {
    browser.goto(path).await?;
    Ok(browser.client().find(Locator::Css("main")).await?.text().await?)
}

async fn sign_out(browser: &Browser) -> Result<()> {
    browser.goto("/me").await?;
    let button = Locator::Css("form[action='/sign-out'] button");
    browser.client().find(button).await?.click().await?;
    browser.client().wait().for_element(Locator::Css(".strip a[href^='/sign-in']")).await?;
    Ok(())
}

#[tokio::test]
async fn people_come_in_from_a_provider_that_others_wrote() -> Result<()> {
    if !browser_at_hand() {
        return Ok(());
    }
    let port = free_port()?;
    let back_to = format!("http://127.0.0.1:{port}/sign-in/from/national");
    let Some(provider) = Provider::start(&back_to).await? else { return Ok(()) };
    let file = std::env::temp_dir().join(format!("banyan-e2e-secret-{}", std::process::id()));
    std::fs::write(&file, SECRET)?;
    let settings = format!(
        "[[identity]]\nkey = \"national\"\nname = \"National Identity\"\nissuer = \"{}\"\n\
         client_id = \"banyan\"\nclient_secret = '{}'\nscopes = [\"profile\"]\n\
         login = \"preferred_username\"\nsecond_factor_acr = [\"urn:example:high\"]\n\
         account = {{ role = \"reporter\", unit = \"commune\" }}\n",
        provider.issuer(),
        file.display(),
    );
    let people = [["an.nguyen", "Nguyễn An", "VN", "administrator"]];
    let site = Site::serve(port, &settings, &people).await;
    std::fs::remove_file(&file)?;
    let site = site?;
    let browser = Browser::open(&site, Size::Desk, "en", Theme::Light).await?;

    // Who says no comes back to a sentence, and to nothing else.
    go(&browser, "an.nguyen", "x", "#no").await?;
    let shown = browser.client().find(Locator::Css("[role=alert]")).await?.text().await?;
    assert!(shown.contains("National Identity: access_denied"), "{shown}");
    assert_eq!(browser.axe("/sign-in").await?, []);

    // An administrator whom the provider recognised weakly sets a second factor up first.
    go(&browser, "an.nguyen", "weak", "button[value=yes]").await?;
    assert_eq!(browser.client().current_url().await?.path(), "/sign-in/factor");

    browser.client().delete_all_cookies().await?;

    // Recognised strongly, the same person is in, and administers.
    go(&browser, "an.nguyen", "strong", "button[value=yes]").await?;
    let me = words(&browser, "/me").await?;
    assert!(me.contains("Nguyễn An") && me.contains("National Identity"), "{me}");
    assert!(words(&browser, "/people").await?.contains("Nguyễn An"));
    assert_eq!(browser.axe("/me").await?, []);
    sign_out(&browser).await?;

    // Somebody new gets an account in the commune that the provider names.
    go(&browser, "tran.minh", "weak", "button[value=yes]").await?;
    let me = words(&browser, "/me").await?;
    assert!(me.contains("Person tran.minh") && me.contains("Reporter"), "{me}");
    browser.close().await
}
