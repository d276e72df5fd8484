//! The periods of DHIS2 and ADX. Financial years, weeks that begin on another day, fortnights and two months have no period
//! here, and are refused.

use banyan_core::calendar::{Period, Periodicity};
use banyan_core::words::Day;

/// A period as DHIS2 writes it ("Date and period format"): `2025`, `2025S1`, `2025Q3`, `202507`, `2025W30`, `20250715`.
pub fn dhis2_period(period: Period) -> String {
    let (year, number) = (period.year(), period.number());
    match period.periodicity() {
        Periodicity::Year => format!("{year}"),
        Periodicity::HalfYear => format!("{year}S{number}"),
        Periodicity::Quarter => format!("{year}Q{number}"),
        Periodicity::Month => format!("{year}{number:02}"),
        Periodicity::Week => format!("{year}W{number}"),
        Periodicity::Day => period.first().to_string().replace('-', ""),
    }
}

/// Reads what [`dhis2_period`] writes, weeks with one digit or two, and the standard notation with dashes.
pub fn read_dhis2_period(written: &str) -> Option<Period> {
    let written = written.trim();
    if let Ok(period) = written.parse() {
        return Some(period);
    }
    let (year, rest) = written.split_at_checked(4)?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year) {
        return None;
    }
    let standard = match (rest.as_bytes(), rest.get(1..)) {
        ([b'S' | b'Q', _], _) => format!("{year}-{rest}"),
        ([b'W', _] | [b'W', _, _], Some(week)) => format!("{year}-W{week:0>2}"),
        ([_, _], _) => format!("{year}-{rest}"),
        ([_, _, _, _], _) => format!("{year}-{}-{}", rest.get(..2)?, rest.get(2..)?),
        _ => return None,
    };
    standard.parse().ok()
}

/// A period as ADX writes it, first day and duration (ISO 8601): `2025-07-01/P1M`.
pub fn adx_period(period: Period) -> String {
    let duration = match period.periodicity() {
        Periodicity::Year => "P1Y",
        Periodicity::HalfYear => "P6M",
        Periodicity::Quarter => "P3M",
        Periodicity::Month => "P1M",
        Periodicity::Week => "P7D",
        Periodicity::Day => "P1D",
    };
    format!("{}/{duration}", period.first())
}

/// Reads a first day with a duration. The day must be the first of such a period: `2025-07-02/P1M` is none.
pub fn read_adx_period(written: &str) -> Option<Period> {
    let (first, duration) = written.trim().split_once('/')?;
    let periodicity = match duration {
        "P1Y" | "P12M" => Periodicity::Year,
        "P6M" => Periodicity::HalfYear,
        "P3M" => Periodicity::Quarter,
        "P1M" => Periodicity::Month,
        "P7D" | "P1W" => Periodicity::Week,
        "P1D" => Periodicity::Day,
        _ => return None,
    };
    let first: Day = first.parse().ok()?;
    Period::containing(first, periodicity).filter(|period| period.first() == first)
}
