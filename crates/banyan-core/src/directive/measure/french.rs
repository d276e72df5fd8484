//! French verbs told by their endings.

use super::super::lexicon::Tag;
use super::super::sheet::Sheet;
use crate::words::Language;

/// French futures and conditionals end in -ra, -ront, -rait, -raient after an e, i or d.
pub(in crate::directive) fn french_future(sheet: &Sheet<'_>, at: usize) -> bool {
    const ENDS: [&str; 20] = [
        "erez", "irez", "drez", "vrez", "era", "eront", "erait", "eraient", "ira", "iront",
        "irait", "iraient", "dra", "dront", "drait", "draient", "vra", "vront", "vrait", "vraient",
    ];
    let key = sheet.page.key(at);
    sheet.language == Language::French
        && key.len() > 4
        && !sheet.page.capital(at)
        && !matches!(key, "opera" | "camera" | "agora")
        && ENDS.iter().any(|end| key.ends_with(end))
}

/// French imperfects end in -ait and -aient; conditionals have an r before them.
pub(super) fn french_imperfect(sheet: &Sheet<'_>, at: usize) -> bool {
    const OTHERS: [&str; 15] = [
        "fait",
        "trait",
        "extrait",
        "portrait",
        "lait",
        "souhait",
        "retrait",
        "parfait",
        "attrait",
        "sait",
        "parait",
        "plait",
        "satisfait",
        "contrait",
        "bienfait",
    ];
    if sheet.language != Language::French {
        return false;
    }
    let key = sheet.page.key(at);
    let Some(stem) = key.strip_suffix("aient").or_else(|| key.strip_suffix("ait")) else {
        return false;
    };
    let conditional = ["er", "ir", "dr", "vr"].iter().any(|end| stem.ends_with(end));
    let auxiliary = ["et", "av"].contains(&stem);
    (stem.len() >= 2 && !conditional || auxiliary) && !OTHERS.contains(&key)
}

/// "a accueilli", "ont raccordé": an auxiliary and its participle. "à" is folded like "a", so the letters of the text
/// are asked; what somebody said or decided tells no state.
pub(super) fn french_perfect(sheet: &Sheet<'_>, at: usize) -> bool {
    const SAYING: [&str; 44] = [
        "echange",
        "debattu",
        "participe",
        "assiste",
        "discute",
        "reuni",
        "rencontre",
        "partage",
        "salue",
        "evoque",
        "pris",
        "insiste",
        "annonce",
        "indique",
        "declare",
        "demande",
        "precise",
        "affirme",
        "promis",
        "souligne",
        "instruit",
        "charge",
        "invite",
        "appele",
        "exhorte",
        "decide",
        "prevu",
        "fixe",
        "confie",
        "ordonne",
        "enjoint",
        "rappele",
        "assure",
        "ajoute",
        "explique",
        "approuve",
        "adopte",
        "presente",
        "lance",
        "devoile",
        "valide",
        "estime",
        "prescrit",
        "recommande",
    ];
    const BETWEEN: [&str; 8] =
        ["deja", "egalement", "ainsi", "aussi", "pu", "ensuite", "d'ailleurs", "toutefois"];
    if sheet.language != Language::French || !["a", "ont"].contains(&sheet.page.key(at)) {
        return false;
    }
    let next = at + 1 + usize::from(BETWEEN.contains(&sheet.page.key(at + 1)));
    let key = sheet.page.key(next);
    let word = sheet.page.words(next, next + 1);
    let shaped = ["é", "és", "ée", "ées", "i", "is", "it", "u", "us", "ert"]
        .iter()
        .any(|end| word.ends_with(end));
    sheet.page.words(at, at + 1) != "à" && key.len() > 3 && shaped && !SAYING.contains(&key)
}

/// French infinitives end in -er, -ir or -re; of the nouns with these ends ("calendrier", "cadastre", "avenir") the
/// common ones are known, and of -re and -ier only the ends that verbs have.
pub(in crate::directive) fn opens_with_infinitive(sheet: &Sheet<'_>, at: usize) -> bool {
    const NOUNS: [&str; 12] = [
        "avenir", "desir", "loisir", "hier", "fevrier", "foyer", "loyer", "danger", "elixir",
        "souvenir", "cluster", "plaisir",
    ];
    const RE: [&str; 14] = [
        "ttre", "ndre", "uire", "crire", "suivre", "vivre", "faire", "clure", "soudre", "croitre",
        "fondre", "joindre", "rompre", "clore",
    ];
    const IER: [&str; 14] = [
        "fier", "blier", "tudier", "relier", "allier", "socier", "precier", "ficier", "initier",
        "copier", "medier", "gocier", "cilier", "tiplier",
    ];
    let page = &sheet.page;
    let at = at + usize::from(["s'", "se", "ne", "y"].contains(&page.key(at)));
    let key = page.key(at);
    let shaped = if key.ends_with("ier") {
        IER.iter().any(|end| key.ends_with(end))
    } else if key.ends_with("re") {
        RE.iter().any(|end| key.ends_with(end)) && key != "lettre"
    } else {
        key.ends_with("er")
            || key.ends_with("ir")
            || key == "prevoir"
            || key == "promouvoir"
            || key == "pourvoir"
    };
    sheet.language == Language::French
        && key.len() > 4
        && shaped
        && !NOUNS.contains(&key)
        && sheet.mark(at, Tag::Month).is_none()
        && sheet.mark(at, Tag::DocumentKind).is_none()
}
