//! Laws of regimes, obligations and reports.

mod consolidated;
mod content;
mod course;
mod document;
mod laws;
mod load;
mod owed;
mod standing;
mod timeline;
mod world;

use super::{Regime, RegimeDocument};

/// A monthly report of communes, with what a test adds or changes.
fn document(changes: &[(&str, &str)]) -> RegimeDocument {
    let mut keys: Vec<(&str, &str)> = vec![
        ("code", r#""monthly""#),
        ("name", r#"{ vi = "Báo cáo", fr = "Rapport", ar = "تقرير", en = "Report" }"#),
        ("form", r#""monthly_form""#),
        ("scope", r#"{ levels = ["commune"], within = "XX" }"#),
        ("periodicity", r#""month""#),
        ("from", r#""2025-01""#),
        ("ladder", r#"["above"]"#),
    ];
    for (key, value) in changes {
        keys.retain(|(own, _)| own != key);
        keys.push((key, value));
    }
    let lines: Vec<String> = keys.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    toml::from_str(&lines.join("\n")).unwrap()
}

fn regime(changes: &[(&str, &str)]) -> Regime {
    Regime::new(document(changes)).unwrap()
}
