//! French verbs told by their endings.

use super::super::lexicon::Tag;
use super::super::sheet::Sheet;
use crate::words::Language;

/// French futures and conditionals end in -ra, -ront, -rait, -raient after an e, i or d.
pub(super) fn french_future(sheet: &Sheet<'_>, at: usize) -> bool {
    const ENDS: [&str; 16] = [
        "era", "eront", "erait", "eraient", "ira", "iront", "irait", "iraient", "dra", "dront",
        "drait", "draient", "vra", "vront", "vrait", "vraient",
    ];
    let key = sheet.page.key(at);
    sheet.language == Language::French
        && key.len() > 4
        && !sheet.page.capital(at)
        && !matches!(key, "opera" | "camera" | "agora")
        && ENDS.iter().any(|end| key.ends_with(end))
}

/// French infinitives end in -er, -ir or -re.
pub(in crate::directive) fn opens_with_infinitive(sheet: &Sheet<'_>, at: usize) -> bool {
    let page = &sheet.page;
    let at = at + usize::from(["s'", "se", "ne", "y"].contains(&page.key(at)));
    let key = page.key(at);
    sheet.language == Language::French
        && key.len() > 4
        && ["er", "ir", "re"].iter().any(|end| key.ends_with(end))
        && sheet.mark(at, Tag::Month).is_none()
        && sheet.mark(at, Tag::DocumentKind).is_none()
        && !matches!(
            key,
            "ministere"
                | "notre"
                | "contre"
                | "entre"
                | "votre"
                | "premier"
                | "autre"
                | "outre"
                | "cadre"
                | "titre"
                | "lettre"
                | "centre"
                | "nombre"
                | "chapitre"
                | "dernier"
                | "particulier"
                | "secretaire"
                | "ministre"
                | "membre"
                | "registre"
                | "propre"
                | "commissaire"
                | "maire"
                | "encore"
                | "hier"
                | "janvier"
                | "papier"
                | "dossier"
                | "avenir"
                | "desir"
                | "loisir"
                | "quatre"
        )
}
