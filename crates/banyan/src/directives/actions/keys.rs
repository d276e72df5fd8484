//! The stable words under which drafts keep what the reader says, and pages find its sentences.

use banyan_core::directive::{self, AsOf, BodyClass, Comparator, Frequency, Level, Sign, Unit};

/// The words for a comparator that a form may say.
pub(in crate::directives) const COMPARATORS: [&str; 4] = ["=", ">=", "<=", "~"];
pub(in crate::directives) const UNITS: [&str; 4] = ["%", "count", "rank", "other"];
pub(in crate::directives) const LEVELS: [&str; 6] =
    ["national", "ministry", "province", "district", "commune", "village"];
pub(in crate::directives) const LAID_ON: [&str; 6] =
    ["ministries", "ministries_and_provinces", "provinces", "districts", "communes", "agencies"];
pub(in crate::directives) const RECURRENCES: [&str; 5] =
    ["week", "month", "quarter", "half_year", "year"];

pub(in crate::directives) fn unit_of(key: &str) -> Option<Unit> {
    [Unit::Percent, Unit::Count, Unit::Rank, Unit::Other]
        .into_iter()
        .find(|unit| unit_key(*unit) == key)
}

pub(in crate::directives) fn comparator_key(comparator: Comparator) -> &'static str {
    match comparator {
        Comparator::Equal => "=",
        Comparator::AtLeast => ">=",
        Comparator::AtMost => "<=",
        Comparator::About => "~",
    }
}

pub(in crate::directives) fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "%",
        Unit::Count => "count",
        Unit::Rank => "rank",
        Unit::Other => "other",
    }
}

pub(in crate::directives) fn level_key(level: Level) -> &'static str {
    match level {
        Level::Central => "national",
        Level::Ministry => "ministry",
        Level::Province => "province",
        Level::District => "district",
        Level::Commune => "commune",
        Level::Village => "village",
    }
}

pub(in crate::directives) fn class_key(class: BodyClass) -> &'static str {
    match class {
        BodyClass::Ministries => "ministries",
        BodyClass::MinistriesAndProvinces => "ministries_and_provinces",
        BodyClass::Provinces => "provinces",
        BodyClass::Districts => "districts",
        BodyClass::Communes => "communes",
        BodyClass::Agencies => "agencies",
    }
}

pub(in crate::directives) fn frequency_key(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Weekly => "week",
        Frequency::Monthly => "month",
        Frequency::Quarterly => "quarter",
        Frequency::HalfYearly => "half_year",
        Frequency::Yearly => "year",
    }
}

pub(in crate::directives) fn as_of_text(as_of: AsOf) -> String {
    match as_of {
        AsOf::Day(day) => day.to_string(),
        AsOf::Month { year, month } => format!("{year:04}-{month:02}"),
        AsOf::Year(year) => format!("{year:04}"),
    }
}

pub(in crate::directives) fn sign_key(sign: Sign) -> &'static str {
    match sign {
        Sign::Figure => "figure",
        Sign::Day => "day",
        Sign::DeadlineWord => "deadline-word",
        Sign::DutyVerb => "duty-verb",
        Sign::SaidBefore => "said-before",
    }
}

pub(in crate::directives) fn doubt_key(doubt: directive::Doubt) -> &'static str {
    use directive::Doubt;
    match doubt {
        Doubt::DueFromHeading => "due-from-heading",
        Doubt::YearFromContext => "year-from-context",
        Doubt::RelativeDeadline => "relative-deadline",
        Doubt::LevelGuessed => "level-guessed",
        Doubt::GenericBody => "generic-body",
        Doubt::LeadFromHeading => "lead-from-heading",
        Doubt::ValueInWords => "value-in-words",
        Doubt::WeakVerb => "weak-verb",
        Doubt::LongQuote => "long-quote",
        Doubt::TenseUnclear => "tense-unclear",
    }
}
