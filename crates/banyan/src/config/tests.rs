//! Settings come from known keys only.

use super::{LogFormat, Settings};

fn variables(pairs: &[(&str, &str)]) -> Result<Settings, String> {
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Settings::from_variables(pairs).map_err(|refusal| refusal.to_string())
}

#[test]
fn variables_set_what_they_name_and_others_are_left_alone() {
    let settings =
        variables(&[("PATH", "/bin"), ("BANYAN_LOG", "json"), ("BANYAN_TEST_PG", "postgres://x")])
            .unwrap();
    assert_eq!(settings, Settings { log: Some(LogFormat::Json), ..Settings::default() });
}

#[test]
fn unknown_variable_is_refused_by_name() {
    assert!(variables(&[("BANYAN_LISTN", "127.0.0.1:1")]).unwrap_err().contains("BANYAN_LISTN"));
}

#[test]
fn unreadable_value_is_quoted() {
    assert!(variables(&[("BANYAN_LISTEN", "here")]).unwrap_err().contains("`here`"));
}

#[test]
fn unknown_key_of_a_file_is_refused() {
    let file = std::env::temp_dir().join(format!("banyan-settings-{}.toml", std::process::id()));
    std::fs::write(&file, "listen = \"127.0.0.1:8080\"\nlisten_port = 1\n").unwrap();
    let refusal = Settings::from_file(&file).unwrap_err().to_string();
    std::fs::remove_file(&file).unwrap();
    assert!(refusal.contains("listen_port"), "{refusal}");
}

#[test]
fn later_settings_win() {
    let first =
        Settings { log: Some(LogFormat::Text), data: Some("a".into()), ..Settings::default() };
    let second = Settings { log: Some(LogFormat::Json), ..Settings::default() };
    let both = first.overridden_by(second);
    assert_eq!((both.log, both.data), (Some(LogFormat::Json), Some("a".into())));
}
