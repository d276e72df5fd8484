//! Verbs of administration whose forms are made by rule: what a body does in the present tense ("publishes",
//! "publient") and what it will do ("will publish", "publiera"). Irregular forms stand in the tables.

use super::Tag;
use crate::words::Language;

/// English verbs that are no nouns.
const ENGLISH: &str = "accelerate accept achieve acquire activate adapt address adjust administer adopt advise align allocate analyse announce apply \
    appoint approve arrange assess assign assist attach audit award begin build carry certify clarify close collect \
    commission communicate compile complete comply concentrate confirm conclude conduct configure connect consolidate construct continue \
    consult convene convert coordinate co-ordinate create define deliver deploy design designate determine develop digitise digitize \
    disburse disseminate distribute draft eliminate embed enable encourage endorse enforce engage enhance ensure equip establish evaluate \
    examine exchange execute expand extend facilitate finalise finalize finance finish follow formulate gather generate grant guide \
    harmonise harmonize hire identify implement improve incorporate inform initiate inspect install instruct integrate intensify introduce \
    investigate invite issue keep launch liaise maintain manage map migrate mobilise mobilize modernise modernize monitor \
    negotiate notify onboard open operate operationalise operationalize organise organize oversee pay perform pilot prepare prescribe \
    present preside prioritise prioritize procure produce promote propose provide publicise publish purchase raise realise \
    recommend recruit rectify reduce refer reform register regulate reinforce remove replace report resolve respond restructure \
    retain review revise roll scale schedule secure select send set share simplify speed standardise standardize start steer \
    streamline strengthen submit supervise supply support take track train transfer translate transmit undertake unify update \
    upgrade upload use validate verify work write";

/// English words that are as often nouns as verbs: they have no bare form here.
const ENGLISH_NOUNS: &[&str] = &[
    "track",
    "address",
    "approach",
    "audit",
    "award",
    "commission",
    "design",
    "draft",
    "exchange",
    "finance",
    "grant",
    "guide",
    "issue",
    "map",
    "pilot",
    "present",
    "report",
    "review",
    "scale",
    "schedule",
    "set",
    "share",
    "start",
    "supply",
    "support",
    "train",
    "transfer",
    "update",
    "upgrade",
    "use",
    "work",
    "pay",
    "roll",
    "speed",
    "notice",
    "concentrate",
    "open",
    "close",
    "secure",
    "purchase",
    "reform",
    "launch",
];

/// French verbs in -er.
const FRENCH: &str = "acheminer accelerer accompagner acheter achever actualiser adapter adresser adopter affecter agreer ajuster \
    allouer ameliorer amenager analyser animer appliquer apporter appuyer arreter assister associer assurer attribuer auditer \
    augmenter autoriser boucler calculer cartographier certifier centraliser clarifier collecter commander communiquer \
    completer confier concentrer consacrer consolider consulter continuer contribuer controler convoquer coordonner \
    corriger creer debloquer decider declencher dedier dematerialiser demarrer deposer deployer designer determiner \
    developper diffuser diligenter diriger diversifier dresser echanger editer elaborer elargir eliminer encadrer encourager \
    engager enregistrer envoyer equiper etaler etudier evaluer examiner executer exploiter faciliter favoriser finaliser \
    financer fixer former formuler gerer generaliser harmoniser heberger homologuer identifier implanter informer instaurer \
    installer integrer intensifier interconnecter inventorier lancer lever limiter mandater mener mesurer mobiliser \
    moderniser modifier multiplier negocier nommer normaliser noter notifier numeriser octroyer operer organiser orienter \
    outiller parachever partager participer piloter planifier poser preciser preparer presenter prioriser proceder programmer \
    proposer proteger publier qualifier raccorder rapporter rassembler rationaliser realiser recenser recommander recruter \
    rediger regrouper regulariser relever relier remonter renforcer renouveler reorganiser reparer repartir reporter reserver \
    respecter retirer reviser sanctionner securiser selectionner sensibiliser signaler signer simplifier solliciter \
    standardiser stimuler superviser surveiller tester traiter transferer transformer transposer trancher travailler utiliser \
    valider valoriser veiller verifier verser";

/// French words whose form in -e is a noun or an adjective as often as a verb.
const FRENCH_NOUNS: &[&str] = &[
    "demande",
    "charge",
    "programme",
    "forme",
    "reserve",
    "limite",
    "commande",
    "finance",
    "adresse",
    "note",
    "signe",
    "controle",
    "reforme",
    "pose",
    "mesure",
    "reporte",
    "cree",
    "teste",
    "offre",
    "arrete",
    "analyse",
    "echange",
];

/// French verbs of the second group: -it, -issent, -ira, -iront.
const FRENCH_SECOND: &str = "accomplir aboutir affranchir agir definir etablir elargir enrichir fournir garantir investir \
    nourrir reunir remplir repartir reussir saisir subir unir";

/// French verbs whose forms follow neither rule: third person singular, plural, stem of the future.
const FRENCH_OTHERS: &[(&str, &str, &str)] = &[
    ("met", "mettent", "mettr"),
    ("soumet", "soumettent", "soumettr"),
    ("remet", "remettent", "remettr"),
    ("transmet", "transmettent", "transmettr"),
    ("prend", "prennent", "prendr"),
    ("entreprend", "entreprennent", "entreprendr"),
    ("reprend", "reprennent", "reprendr"),
    ("rend", "rendent", "rendr"),
    ("etend", "etendent", "etendr"),
    ("conduit", "conduisent", "conduir"),
    ("construit", "construisent", "construir"),
    ("introduit", "introduisent", "introduir"),
    ("produit", "produisent", "produir"),
    ("reduit", "reduisent", "reduir"),
    ("instruit", "instruisent", "instruir"),
    ("suit", "suivent", "suivr"),
    ("poursuit", "poursuivent", "poursuivr"),
    ("tient", "tiennent", "tiendr"),
    ("maintient", "maintiennent", "maintiendr"),
    ("soutient", "soutiennent", "soutiendr"),
    ("promeut", "promeuvent", "promouvr"),
    ("inscrit", "inscrivent", "inscrir"),
    ("prescrit", "prescrivent", "prescrir"),
    ("conclut", "concluent", "conclur"),
    ("passe en revue", "passent en revue", "passera en revue"),
    ("fait rapport", "font rapport", "fera rapport"),
    ("fait le point", "font le point", "fera le point"),
    ("ouvre", "ouvrent", "ouvrir"),
    ("recueille", "recueillent", "recueiller"),
    ("etablit", "etablissent", "etablir"),
    ("acheve", "achevent", "achever"),
    ("paie", "paient", "paier"),
    ("lit", "lisent", "lir"),
    ("emet", "emettent", "emettr"),
    ("recoit", "recoivent", "recevr"),
    ("detient", "detiennent", "detiendr"),
    ("elit", "elisent", "elir"),
];

/// Every form made by rule, with what it is to the grammar; value 1 where it may as well be a noun.
pub(super) fn forms(language: Language) -> Vec<(Tag, i64, String)> {
    match language {
        Language::English => ENGLISH.split_whitespace().flat_map(english).collect(),
        Language::French => french(),
        Language::Vietnamese | Language::Arabic => Vec::new(),
    }
}

fn english(verb: &str) -> Vec<(Tag, i64, String)> {
    let noun = ENGLISH_NOUNS.contains(&verb);
    let third = match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| verb.ends_with(end)) => {
            format!("{verb}es")
        }
        _ => format!("{verb}s"),
    };
    let mut forms =
        vec![(Tag::Duty, 0, format!("will {verb}")), (Tag::Duty, 0, format!("will also {verb}"))];
    forms.push((Tag::WeakDuty, i64::from(noun), third));
    let stem = verb.strip_suffix('e').filter(|stem| !stem.ends_with('e')).unwrap_or(verb);
    forms.push((Tag::WeakDuty, 0, format!("is {stem}ing")));
    forms.push((Tag::WeakDuty, 0, format!("are {stem}ing")));
    if !noun {
        forms.push((Tag::WeakDuty, 0, verb.to_owned()));
        forms.push((Tag::Action, 0, verb.to_owned()));
    }
    forms
}

fn french() -> Vec<(Tag, i64, String)> {
    let mut forms = Vec::new();
    for verb in FRENCH.split_whitespace() {
        let stem = verb.strip_suffix("er").unwrap_or(verb);
        let stem = match stem.strip_suffix('y') {
            Some(before) => format!("{before}i"),
            None => stem.to_owned(),
        };
        let present = format!("{stem}e");
        let noun = FRENCH_NOUNS.contains(&present.as_str());
        forms.push((Tag::WeakDuty, i64::from(noun), present));
        forms.push((Tag::WeakDuty, 0, format!("{stem}ent")));
        forms.push((Tag::Duty, 0, format!("{stem}era")));
        forms.push((Tag::Duty, 0, format!("{stem}eront")));
    }
    for verb in FRENCH_SECOND.split_whitespace() {
        let stem = verb.strip_suffix("ir").unwrap_or(verb);
        forms.push((Tag::WeakDuty, 0, format!("{stem}it")));
        forms.push((Tag::WeakDuty, 0, format!("{stem}issent")));
        forms.push((Tag::Duty, 0, format!("{stem}ira")));
        forms.push((Tag::Duty, 0, format!("{stem}iront")));
    }
    for (one, many, future) in FRENCH_OTHERS {
        forms.push((Tag::WeakDuty, 0, (*one).to_owned()));
        forms.push((Tag::WeakDuty, 0, (*many).to_owned()));
        if future.contains(' ') {
            forms.push((Tag::Duty, 0, (*future).to_owned()));
        } else {
            forms.push((Tag::Duty, 0, format!("{future}a")));
            forms.push((Tag::Duty, 0, format!("{future}ont")));
        }
    }
    forms
}
