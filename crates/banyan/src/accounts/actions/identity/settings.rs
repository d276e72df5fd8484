//! The providers of the settings, checked once at the start.

use std::sync::Arc;

use banyan_core::access::Role;

use super::{NewAccount, Provider, Rule, Secret, endpoint};
use crate::client::{Client, ClientError};
use crate::config::IdentitySetting;

/// Every provider with which people can sign in; none unless the settings name some.
#[derive(Clone, Default, Debug)]
pub struct Identities(Arc<Vec<Provider>>);

/// Why a provider of the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum IdentityRefused {
    #[error(
        "the key `{0}` of an identity does not fit; use small letters, digits and hyphens, and each key once"
    )]
    Key(String),
    #[error("the identity `{0}` has no name or no client_id")]
    Empty(String),
    #[error(
        "the issuer `{1}` of the identity `{0}` does not fit; write https://HOST/PATH without a query"
    )]
    Issuer(String, String),
    #[error("the secret of the identity `{0}` cannot be read from `{1}`: {2}")]
    Secret(String, String, String),
    #[error(
        "the identity `{0}` gives new people the role `{1}`; write reporter, reviewer, planner, steward, leader, auditor or observer"
    )]
    Role(String, String),
    #[error(transparent)]
    Client(#[from] ClientError),
}

impl Identities {
    /// The providers of the settings, in their order.
    ///
    /// # Errors
    /// For the first that cannot be used. No provider is called yet.
    pub fn new(settings: &[IdentitySetting]) -> Result<Identities, IdentityRefused> {
        if settings.is_empty() {
            return Ok(Identities::default());
        }
        let client = Client::new()?;
        let mut providers: Vec<Provider> = Vec::new();
        for setting in settings {
            let rule = rule_of(setting)?;
            if providers.iter().any(|provider| provider.rule.key == rule.key) {
                return Err(IdentityRefused::Key(rule.key));
            }
            providers.push(Provider::new(rule, client.clone()));
        }
        Ok(Identities(Arc::new(providers)))
    }

    pub(in crate::accounts) fn all(&self) -> &[Provider] {
        &self.0
    }

    pub(in crate::accounts) fn find(&self, key: &str) -> Option<&Provider> {
        self.0.iter().find(|provider| provider.rule.key == key)
    }

    /// What an issuer is called here; its address where the settings name it no more.
    pub(in crate::accounts) fn name_of<'n>(&'n self, issuer: &'n str) -> &'n str {
        let own = self.0.iter().find(|provider| provider.rule.issuer == issuer);
        own.map_or(issuer, |provider| &provider.rule.name)
    }
}

fn rule_of(setting: &IdentitySetting) -> Result<Rule, IdentityRefused> {
    let key = setting.key.clone();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if key.is_empty() || key.len() > 32 || !key.bytes().all(plain) {
        return Err(IdentityRefused::Key(key));
    }
    if setting.name.trim().is_empty() || setting.client_id.is_empty() {
        return Err(IdentityRefused::Empty(key));
    }
    if endpoint(&setting.issuer).is_none_or(|address| address.query().is_some()) {
        return Err(IdentityRefused::Issuer(key, setting.issuer.clone()));
    }
    let secret = setting.client_secret.as_ref().map(|file| {
        let shown = file.display().to_string();
        let read = std::fs::read_to_string(file).map_err(|refusal| refusal.to_string());
        let read = read.map(|text| text.trim().to_owned()).and_then(|text| {
            if text.is_empty() { Err("the file is empty".to_owned()) } else { Ok(Secret(text)) }
        });
        read.map_err(|reason| IdentityRefused::Secret(key.clone(), shown, reason))
    });
    let account = match &setting.account {
        None => None,
        Some(account) => {
            let role = account.role.parse().ok().filter(|role| *role != Role::Administrator);
            let wrong = || IdentityRefused::Role(key.clone(), account.role.clone());
            Some(NewAccount { role: role.ok_or_else(wrong)?, unit: account.unit.clone() })
        }
    };
    Ok(Rule {
        name: setting.name.trim().to_owned(),
        issuer: setting.issuer.clone(),
        client: setting.client_id.clone(),
        secret: secret.transpose()?,
        scopes: setting.scopes.clone(),
        login: setting.login.clone(),
        account,
        classes: setting.second_factor_acr.clone(),
        methods: setting.second_factor_amr.clone(),
        key,
    })
}
