//! Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature): text that people can read, with
//! Ed25519 signatures below it that machines check.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};

use super::{Hash, TreeHead, hashed};

/// Why a note, a key or a checkpoint was not accepted.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoteError {
    #[error("this is not a signed note: text, an empty line, and lines of signatures are expected")]
    Shape,
    #[error("this is not a checkpoint: name of the log, size and root hash are expected")]
    Checkpoint,
    #[error("this is not a key: `name+number+key` is expected")]
    Key,
    #[error("no signature by `{0}` is below it")]
    Unsigned(String),
    #[error("the signature by `{0}` does not fit the text")]
    Forged(String),
}

/// What a key signs: the log its checkpoints, or a witness what it saw of them, with the time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyKind {
    Log,
    Witness,
}

impl KeyKind {
    /// The byte of the signature type in the lists of C2SP.
    fn byte(self) -> u8 {
        match self {
            KeyKind::Log => 1,
            KeyKind::Witness => 4,
        }
    }
}

/// A secret key with the name under which it signs.
pub struct NoteSigner {
    key: SigningKey,
    public: NoteKey,
}

impl fmt::Debug for NoteSigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("NoteSigner").field(&self.public).finish()
    }
}

/// A public key with its name; its text form is the "vkey" `name+number+key`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoteKey {
    name: String,
    kind: KeyKind,
    key: VerifyingKey,
}

impl NoteSigner {
    /// A signer from 32 secret bytes; none when the name is empty or holds white space or `+`.
    pub fn new(name: &str, kind: KeyKind, seed: &[u8; 32]) -> Option<NoteSigner> {
        if !name_fits(name) {
            return None;
        }
        let key = SigningKey::from_bytes(seed);
        let public = NoteKey { name: name.to_owned(), kind, key: key.verifying_key() };
        Some(NoteSigner { key, public })
    }

    pub fn public(&self) -> &NoteKey {
        &self.public
    }

    /// The secret key as text, `PRIVATE+KEY+name+number+key`, for the file that keeps it.
    pub fn secret(&self) -> String {
        let number = u32::from_be_bytes(self.public.number());
        let kind = [self.public.kind.byte()];
        let key = STANDARD.encode([&kind[..], &self.key.to_bytes()].concat());
        format!("{SECRET}{}+{number:08x}+{key}", self.public.name)
    }

    /// The signer of such a text.
    ///
    /// # Errors
    /// When the text is no secret key, or its number is another key's.
    pub fn from_secret(text: &str) -> Result<NoteSigner, NoteError> {
        let rest = text.trim().strip_prefix(SECRET).ok_or(NoteError::Key)?;
        let (name, kind, seed) = key_parts(rest)?;
        let signer = NoteSigner::new(name, kind, &seed).ok_or(NoteError::Key)?;
        if signer.secret() == text.trim() { Ok(signer) } else { Err(NoteError::Key) }
    }

    /// A signature line of the log below `text`, which ends with a line break.
    pub fn sign(&self, text: &str) -> String {
        self.line(&self.key.sign(text.as_bytes()).to_bytes())
    }

    /// A witness's line below `text`: what it saw, and when, in seconds since 1970.
    pub fn cosign(&self, text: &str, seconds: u64) -> String {
        let signature = self.key.sign(cosigned(text, seconds).as_bytes());
        self.line(&[&seconds.to_be_bytes()[..], &signature.to_bytes()[..]].concat())
    }

    fn line(&self, signature: &[u8]) -> String {
        let bytes = [&self.public.number()[..], signature].concat();
        format!("— {} {}\n", self.public.name, STANDARD.encode(bytes))
    }
}

/// With this a secret key begins, so that nobody mistakes it for a public one.
const SECRET: &str = "PRIVATE+KEY+";

/// Name, kind and the 32 bytes of `name+number+key`; the number is left to the caller.
fn key_parts(text: &str) -> Result<(&str, KeyKind, [u8; 32]), NoteError> {
    let mut parts = text.splitn(3, '+');
    let (Some(name), Some(_), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(NoteError::Key);
    };
    let bytes = STANDARD.decode(key).map_err(|_| NoteError::Key)?;
    let (kind, key) = match bytes.split_first() {
        Some((1, key)) => (KeyKind::Log, key),
        Some((4, key)) => (KeyKind::Witness, key),
        _ => return Err(NoteError::Key),
    };
    Ok((name, kind, key.try_into().map_err(|_| NoteError::Key)?))
}

fn name_fits(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+')
}

fn cosigned(text: &str, seconds: u64) -> String {
    format!("cosignature/v1\ntime {seconds}\n{text}")
}

impl NoteKey {
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    /// The four bytes by which a signature line names its key.
    fn number(&self) -> [u8; 4] {
        let kind = [self.kind.byte()];
        let [a, b, c, d, ..] = hashed(&[self.name.as_bytes(), b"\n", &kind, self.key.as_bytes()]);
        [a, b, c, d]
    }

    /// Whether the bytes of a signature line, without the key's number, sign the text. For a witness, the time it gives.
    fn check(&self, text: &str, signature: &[u8]) -> Option<Option<u64>> {
        let (message, signature, seconds) = match self.kind {
            KeyKind::Log => (text.to_owned(), signature, None),
            KeyKind::Witness => {
                let (seconds, signature) = signature.split_first_chunk::<8>()?;
                let seconds = u64::from_be_bytes(*seconds);
                (cosigned(text, seconds), signature, Some(seconds))
            }
        };
        let signature = ed25519_dalek::Signature::from_slice(signature).ok()?;
        self.key.verify_strict(message.as_bytes(), &signature).ok().map(|()| seconds)
    }
}

impl fmt::Display for NoteKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = u32::from_be_bytes(self.number());
        let kind = [self.kind.byte()];
        let key = STANDARD.encode([&kind[..], self.key.as_bytes()].concat());
        write!(f, "{}+{number:08x}+{key}", self.name)
    }
}

impl std::str::FromStr for NoteKey {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<NoteKey, NoteError> {
        let text = text.trim();
        let (name, kind, key) = key_parts(text)?;
        let key = VerifyingKey::from_bytes(&key).map_err(|_| NoteError::Key)?;
        let public = NoteKey { name: name.to_owned(), kind, key };
        let fits = name_fits(name) && public.to_string() == text;
        if fits { Ok(public) } else { Err(NoteError::Key) }
    }
}

/// A note that was taken apart and not yet checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedNote {
    /// With its last line break.
    text: String,
    signatures: Vec<(String, Vec<u8>)>,
}

impl SignedNote {
    /// The signed text, with its last line break.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The names under which it was signed, each as often as it stands there; nothing is said of whether they hold.
    pub fn signers(&self) -> impl Iterator<Item = &str> {
        self.signatures.iter().map(|(name, _)| name.as_str())
    }

    /// Whether this key signed it; for a witness, when, in seconds since 1970.
    ///
    /// # Errors
    /// When there is no signature by the key, or it does not fit.
    pub fn check(&self, key: &NoteKey) -> Result<Option<u64>, NoteError> {
        let number = key.number();
        let own = self
            .signatures
            .iter()
            .find(|(name, bytes)| *name == key.name && bytes.starts_with(&number));
        let Some((_, bytes)) = own else { return Err(NoteError::Unsigned(key.name.clone())) };
        let signature = bytes.get(number.len()..).unwrap_or_default();
        key.check(&self.text, signature).ok_or_else(|| NoteError::Forged(key.name.clone()))
    }
}

impl std::str::FromStr for SignedNote {
    type Err = NoteError;

    fn from_str(note: &str) -> Result<SignedNote, NoteError> {
        let (text, below) = note.rsplit_once("\n\n").ok_or(NoteError::Shape)?;
        let lines = below.strip_suffix('\n').ok_or(NoteError::Shape)?;
        let signature = |line: &str| {
            let (name, bytes) = line.strip_prefix("— ")?.split_once(' ')?;
            let bytes = STANDARD.decode(bytes).ok().filter(|bytes| bytes.len() > 4)?;
            name_fits(name).then(|| (name.to_owned(), bytes))
        };
        let signatures = lines.split('\n').map(signature).collect::<Option<Vec<_>>>();
        Ok(SignedNote {
            text: format!("{text}\n"),
            signatures: signatures.ok_or(NoteError::Shape)?,
        })
    }
}

/// The size and root of a log, under its name ("origin").
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    pub origin: String,
    pub head: TreeHead,
}

impl Checkpoint {
    /// The note under this checkpoint, signed by the log.
    pub fn signed(&self, signer: &NoteSigner) -> String {
        let text = self.to_string();
        format!("{text}\n{}", signer.sign(&text))
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.head.size, STANDARD.encode(self.head.root))
    }
}

impl std::str::FromStr for Checkpoint {
    type Err = NoteError;

    fn from_str(text: &str) -> Result<Checkpoint, NoteError> {
        let mut lines = text.lines();
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next())
        else {
            return Err(NoteError::Checkpoint);
        };
        let size: u64 = size.parse().map_err(|_| NoteError::Checkpoint)?;
        let root = STANDARD.decode(root).map_err(|_| NoteError::Checkpoint)?;
        let root = Hash::try_from(root).map_err(|_| NoteError::Checkpoint)?;
        let checkpoint = Checkpoint { origin: origin.to_owned(), head: TreeHead { size, root } };
        // One spelling a checkpoint; lines of extension may follow.
        let fits = !origin.is_empty() && text.starts_with(&checkpoint.to_string());
        if fits { Ok(checkpoint) } else { Err(NoteError::Checkpoint) }
    }
}
