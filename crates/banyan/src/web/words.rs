//! The words of pages, in four languages (Fluent), and numbers and days as each language writes them.

use std::collections::HashMap;
use std::sync::OnceLock;

use banyan_core::words::{Day, Direction, Language, Quantity, Text};
use fixed_decimal::Decimal;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_decimal::DecimalFormatter;
use icu_locale_core::Locale;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../locales"]
struct Locales;

/// The words of one language. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Words(&'static Lexicon);

struct Lexicon {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    decimals: Option<DecimalFormatter>,
    days: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
}

/// A named value inside a sentence.
pub enum Argument<'a> {
    Text(&'a str),
    /// Shown as the language writes numbers, and chooses among plural forms.
    Count(i64),
    Day(Day),
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Argument<'a> {
        Argument::Text(text)
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Argument<'a> {
        Argument::Text(text)
    }
}

impl From<usize> for Argument<'_> {
    fn from(count: usize) -> Self {
        Argument::Count(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<Day> for Argument<'_> {
    fn from(day: Day) -> Self {
        Argument::Day(day)
    }
}

impl Words {
    pub fn of(language: Language) -> Words {
        static ALL: OnceLock<HashMap<Language, Lexicon>> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            Language::ALL.into_iter().map(|language| (language, lexicon(language))).collect()
        });
        match all.get(&language) {
            Some(lexicon) => Words(lexicon),
            None => Words::of(Language::English),
        }
    }

    pub fn language(self) -> Language {
        self.0.language
    }

    /// The sentence of a key. A key that does not exist shows itself; a test fails before that happens.
    pub fn text(self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The sentence of a key with its values. `Count` values are also there as `NAME-shown`, written out.
    pub fn with(self, key: &str, values: &[(&str, Argument<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            match value {
                Argument::Text(text) => args.set(*name, FluentValue::from((*text).to_owned())),
                Argument::Count(count) => {
                    args.set(*name, FluentValue::from(*count));
                    args.set(format!("{name}-shown"), FluentValue::from(self.number(*count)));
                }
                Argument::Day(day) => args.set(*name, FluentValue::from(self.day(*day))),
            }
        }
        let bundle = &self.0.bundle;
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }

    /// Whether a key has words of its own; for keys that are put together, such as `kind-NAME`.
    pub fn has(self, key: &str) -> bool {
        self.0.bundle.has_message(key)
    }

    /// A whole number as the language writes it: 3,355 or 3.355 or ٣٬٣٥٥.
    pub fn number(self, number: i64) -> String {
        self.decimal(&Decimal::from(number))
    }

    /// A count of things.
    pub fn size(self, size: usize) -> String {
        self.number(i64::try_from(size).unwrap_or(i64::MAX))
    }

    /// A quantity with its decimals.
    pub fn quantity(self, quantity: Quantity) -> String {
        let mut decimal = Decimal::from(quantity.minor());
        decimal.multiply_pow10(-i16::from(quantity.decimals()));
        self.decimal(&decimal)
    }

    /// A quantity as a percentage, with the language's sign and space.
    pub fn percent(self, quantity: Quantity) -> String {
        let number = self.quantity(quantity);
        self.with("percent", &[("number", Argument::from(&number))])
    }

    fn decimal(self, decimal: &Decimal) -> String {
        self.0
            .decimals
            .as_ref()
            .map_or_else(|| decimal.to_string(), |format| format.format(decimal).to_string())
    }

    /// A day written out: 1 July 2025, 1er juillet 2025. Vietnamese has the official form; the sentences around it say "ngày".
    pub fn day(self, day: Day) -> String {
        if self.0.language == Language::Vietnamese {
            return format!("{} tháng {} năm {}", day.day_of_month(), day.month(), day.year());
        }
        let date = Date::try_new_gregorian(
            i32::from(day.year()),
            day.month().unsigned_abs(),
            day.day_of_month().unsigned_abs(),
        );
        match (self.0.days.as_ref(), date) {
            (Some(format), Ok(date)) => {
                let written = format.format(&date).to_string();
                match written.strip_prefix("1 ") {
                    // The locale's data leaves out the ordinal that French has for the first day alone.
                    Some(rest) if self.0.language == Language::French => format!("1er {rest}"),
                    _ => written,
                }
            }
            _ => day.to_string(),
        }
    }

    /// Hours, minutes and seconds of so many microseconds after midnight.
    pub fn time(self, microseconds: i64) -> String {
        let seconds = microseconds / 1_000_000;
        let time = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
        match self.0.language {
            Language::Arabic => time.chars().map(eastern).collect(),
            _ => time,
        }
    }

    /// A number or code that begins with digits, such as 09-NQ/TU, inside a sentence: in a script that runs from the right it
    /// would be turned round without the mark before it.
    pub fn code(self, code: &str) -> String {
        match self.0.language.direction() {
            Direction::RightToLeft if !code.is_empty() => format!("\u{200e}{code}"),
            _ => code.to_owned(),
        }
    }

    /// A text in this language, or else in the one it exists in.
    pub fn of_text(self, text: &Text) -> &str {
        text.in_language(self.0.language).1
    }
}

fn lexicon(language: Language) -> Lexicon {
    let tag = language.tag();
    let identifier: unic_langid::LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Isolation marks would break copied text and searches; pages isolate with <bdi> instead.
    bundle.set_use_isolating(false);
    let prefix = format!("{tag}/");
    for path in Locales::iter().filter(|path| path.starts_with(&prefix)) {
        let text = Locales::get(&path)
            .map(|file| String::from_utf8_lossy(&file.data).into_owned())
            .unwrap_or_default();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    let locale = written(language);
    let decimals = DecimalFormatter::try_new((&locale).into(), Default::default()).ok();
    let days = FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long()).ok();
    Lexicon { language, bundle, decimals, days }
}

/// A digit as Arabic writes it beside its days; other signs as they are.
fn eastern(sign: char) -> char {
    let zero = u32::from('\u{660}');
    sign.to_digit(10).and_then(|digit| char::from_u32(zero + digit)).unwrap_or(sign)
}

/// The locale whose digits and days a language writes.
fn written(language: Language) -> Locale {
    match language {
        Language::Vietnamese => icu_locale_core::locale!("vi-VN"),
        Language::French => icu_locale_core::locale!("fr-FR"),
        Language::Arabic => icu_locale_core::locale!("ar-EG"),
        Language::English => icu_locale_core::locale!("en-GB"),
    }
}

/// Every language's keys, for the test that compares them.
#[cfg(test)]
pub(super) fn keys(language: Language) -> std::collections::BTreeSet<String> {
    let prefix = format!("{}/", language.tag());
    let mut keys = std::collections::BTreeSet::new();
    for path in Locales::iter().filter(|path| path.starts_with(&prefix)) {
        let file = Locales::get(&path).map(|file| String::from_utf8_lossy(&file.data).into_owned());
        for line in file.unwrap_or_default().lines() {
            if let Some((key, _)) = line.split_once('=')
                && line.starts_with(|letter: char| letter.is_ascii_alphabetic())
            {
                keys.insert(key.trim().to_owned());
            }
        }
    }
    keys
}
