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
fn letters_and_the_public_address_are_settings() {
    let settings = variables(&[
        ("BANYAN_MAIL", "smtps://post.example"),
        ("BANYAN_MAIL_FROM", "Banyan <banyan@example.org>"),
        ("BANYAN_PUBLIC", "https://banyan.example"),
        ("BANYAN_FORWARDED", "true"),
    ]);
    let expected = Settings {
        mail: Some("smtps://post.example".to_owned()),
        mail_from: Some("Banyan <banyan@example.org>".to_owned()),
        public: Some("https://banyan.example".to_owned()),
        forwarded: Some(true),
        ..Settings::default()
    };
    assert_eq!(settings.unwrap(), expected);
    assert!(variables(&[("BANYAN_FORWARDED", "yes")]).unwrap_err().contains("true or false"));
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

#[test]
fn witnesses_stand_in_the_file() {
    let file =
        "[[witness]]\nurl = \"https://a\"\nkey = \"k\"\n[[witness]]\nurl = \"b\"\nkey = \"l\"";
    let settings: Settings = toml::from_str(file).unwrap();
    let urls: Vec<&str> = settings.witness.iter().map(|witness| witness.url.as_str()).collect();
    assert_eq!(urls, ["https://a", "b"]);
    assert_eq!(settings.clone().overridden_by(Settings::default()), settings);
    let misspelt = "[[witness]]\nadress = \"https://a\"\nkey = \"k\"";
    assert!(toml::from_str::<Settings>(misspelt).is_err());
}

#[test]
fn providers_of_identities_stand_in_the_file() {
    let file = "[[identity]]\nkey = \"national\"\nname = \"National\"\nissuer = \"https://id.example\"\n\
                client_id = \"banyan\"\naccount = { role = \"reporter\", unit = \"commune\" }";
    let settings: Settings = toml::from_str(file).unwrap();
    let own = &settings.identity[0];
    assert_eq!((own.key.as_str(), own.login.as_deref()), ("national", None));
    assert_eq!(own.account.as_ref().unwrap().unit, "commune");
    assert_eq!(settings.clone().overridden_by(Settings::default()), settings);
    let misspelt = file.replace("account =", "acount =");
    assert!(toml::from_str::<Settings>(&misspelt).is_err());
}
