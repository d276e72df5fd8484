//! What axe-core says against a page.

use anyhow::{Result, bail};
use fantoccini::Client;
use serde_json::Value;
use std::fmt;

const SCRIPT: &str = include_str!("../vendor/axe-core/4.14.1/axe.min.js");

/// `target-size` is the one rule of WCAG 2.2 AA that axe leaves off unless asked.
const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
        .then(result => done(result.violations), error => done(String(error)));";

/// One rule that a page breaks, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The name of the rule, such as `color-contrast`.
    pub rule: String,
    /// minor, moderate, serious or critical.
    pub impact: String,
    /// What to do, in one sentence.
    pub help: String,
    /// The elements, each as a selector and the start of its HTML.
    pub elements: Vec<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} ({}): {}", self.rule, self.impact, self.help)?;
        self.elements.iter().try_for_each(|element| write!(to, "\n      {element}"))
    }
}

/// Puts axe into the page that `client` shows and runs it. The driver runs scripts whatever the
/// page's content policy says.
pub(crate) async fn run(client: &Client) -> Result<Vec<Violation>> {
    client.execute(SCRIPT, Vec::new()).await?;
    match client.execute_async(RUN, Vec::new()).await? {
        Value::Array(violations) => Ok(violations.iter().map(violation).collect()),
        other => bail!("axe did not run: {other}"),
    }
}

fn violation(found: &Value) -> Violation {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let elements = found["nodes"].as_array().into_iter().flatten().map(|node| {
        let html: String = text(&node["html"]).chars().take(160).collect();
        format!("{} {html}", node["target"])
    });
    Violation {
        rule: text(&found["id"]),
        impact: text(&found["impact"]),
        help: text(&found["help"]),
        elements: elements.collect(),
    }
}
