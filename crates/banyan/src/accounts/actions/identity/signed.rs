//! Signed tokens: JWS in compact form (RFC 7515) and the keys that sign them (RFC 7517). Which algorithms count is decided here and
//! never by a token; whatever is not one of the three is refused, `none` and every shared secret first.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256, RsaParameters,
    RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

/// Most bytes of a token that is looked at.
const TOKEN_BYTES_MAX: usize = 64 * 1024;

/// What a signature is made with (RFC 7518, section 3.1).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Algorithm {
    Rs256,
    Ps256,
    Es256,
}

impl Algorithm {
    fn of(name: &str) -> Option<Algorithm> {
        match name {
            "RS256" => Some(Algorithm::Rs256),
            "PS256" => Some(Algorithm::Ps256),
            "ES256" => Some(Algorithm::Es256),
            _ => None,
        }
    }
}

/// Why a token is not taken for signed by the one whose keys these are.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub(in crate::accounts) enum NotSigned {
    #[error("it is no token in three parts, or one of them cannot be read")]
    Form,
    #[error("it is signed with `{0}`; RS256, PS256 and ES256 are taken")]
    Algorithm(String),
    #[error("it asks for extensions that are not known here")]
    Critical,
    #[error("no key of the provider fits it")]
    NoKey,
    #[error("several keys of the provider fit it, and it names none")]
    ManyKeys,
    #[error("the signature is not of that key")]
    Signature,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    crit: Option<Json>,
}

/// A public key as a provider lists it. What is not of use here is left out while reading.
#[derive(Clone, PartialEq, Eq, Deserialize, Debug)]
pub(super) struct Key {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl Key {
    /// The keys of a list (`{"keys": […]}`); one that cannot be read does not hide the others. None when it is no such list.
    pub(super) fn list(text: &str) -> Option<Vec<Key>> {
        let list: Map<String, Json> = serde_json::from_str(text).ok()?;
        let keys = list.get("keys")?.as_array()?;
        Some(keys.iter().filter_map(|key| serde_json::from_value(key.clone()).ok()).collect())
    }

    fn fits(&self, algorithm: Algorithm, header: &Header) -> bool {
        let kind = match algorithm {
            Algorithm::Rs256 | Algorithm::Ps256 => self.kty == "RSA",
            Algorithm::Es256 => self.kty == "EC" && self.crv.as_deref() == Some("P-256"),
        };
        kind && (header.kid.is_none() || self.kid == header.kid)
            && self.purpose.as_deref().is_none_or(|purpose| purpose == "sig")
            && self.alg.as_deref().is_none_or(|alg| alg == header.alg)
    }

    fn checks(&self, algorithm: Algorithm, signed: &[u8], signature: &[u8]) -> Option<()> {
        match algorithm {
            Algorithm::Rs256 => self.checks_rsa(&RSA_PKCS1_2048_8192_SHA256, signed, signature),
            Algorithm::Ps256 => self.checks_rsa(&RSA_PSS_2048_8192_SHA256, signed, signature),
            Algorithm::Es256 => {
                let (x, y) = (decoded(self.x.as_deref()?)?, decoded(self.y.as_deref()?)?);
                // A point that is not compressed: 4, then two coordinates of 32 bytes (RFC 7518, section 6.2.1).
                let point = [&[4], x.as_slice(), y.as_slice()].concat();
                let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
                key.verify(signed, signature).ok().filter(|()| x.len() == 32 && y.len() == 32)
            }
        }
    }

    fn checks_rsa(&self, rule: &RsaParameters, signed: &[u8], signature: &[u8]) -> Option<()> {
        let (n, e) = (decoded(self.n.as_deref()?)?, decoded(self.e.as_deref()?)?);
        // Some lists write a zero before the number.
        let n = n.strip_prefix(&[0]).unwrap_or(&n);
        RsaPublicKeyComponents { n, e: &e }.verify(rule, signed, signature).ok()
    }
}

/// Base 64 for addresses without padding, strictly.
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// A token whose signature has not been checked yet: nothing of what it says is to be read.
#[derive(Debug)]
pub(super) struct Unchecked<'t> {
    algorithm: Algorithm,
    header: Header,
    signed: &'t str,
    payload: Vec<u8>,
    signature: Vec<u8>,
}

impl std::fmt::Debug for Header {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Header").field("alg", &self.alg).field("kid", &self.kid).finish()
    }
}

impl<'t> Unchecked<'t> {
    /// # Errors
    /// [`NotSigned::Form`], [`NotSigned::Critical`], [`NotSigned::Algorithm`].
    pub(super) fn read(token: &'t str) -> Result<Unchecked<'t>, NotSigned> {
        if token.len() > TOKEN_BYTES_MAX {
            return Err(NotSigned::Form);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(NotSigned::Form)?;
        let (header, payload) = signed.split_once('.').ok_or(NotSigned::Form)?;
        let bytes = |text| decoded(text).ok_or(NotSigned::Form);
        let header: Header =
            serde_json::from_slice(&bytes(header)?).map_err(|_| NotSigned::Form)?;
        if header.crit.is_some() {
            return Err(NotSigned::Critical);
        }
        let unknown = || NotSigned::Algorithm(header.alg.chars().take(20).collect());
        let algorithm = Algorithm::of(&header.alg).ok_or_else(unknown)?;
        let (payload, signature) = (bytes(payload)?, bytes(signature)?);
        Ok(Unchecked { algorithm, header, signed, payload, signature })
    }

    /// What it says, once one of these keys has signed it.
    ///
    /// # Errors
    /// [`NotSigned::NoKey`] where the keys may be outdated; [`NotSigned::ManyKeys`], [`NotSigned::Signature`],
    /// [`NotSigned::Form`] when it says no claims.
    pub(super) fn checked(&self, keys: &[Key]) -> Result<Map<String, Json>, NotSigned> {
        let mut fitting = keys.iter().filter(|key| key.fits(self.algorithm, &self.header));
        let key = fitting.next().ok_or(NotSigned::NoKey)?;
        if fitting.next().is_some() {
            return Err(NotSigned::ManyKeys);
        }
        key.checks(self.algorithm, self.signed.as_bytes(), &self.signature)
            .ok_or(NotSigned::Signature)?;
        serde_json::from_slice(&self.payload).map_err(|_| NotSigned::Form)
    }
}
