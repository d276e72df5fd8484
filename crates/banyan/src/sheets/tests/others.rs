//! Workbooks that other programs wrote: openpyxl filled in our templates, and LibreOffice saved them once more. How the files
//! are made says `files/README.md`.

use std::collections::BTreeMap;
use std::io::Read;

use super::*;

const FILES: [(&str, &str); 2] = [("openpyxl", "openpyxl"), ("LibreOffice", "office")];

fn file(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/sheets/tests/files");
    std::fs::read(format!("{folder}/{name}.xlsx")).unwrap()
}

/// What people left in the file, in the notation of its template.
fn in_arabic(bytes: &[u8]) -> Answered {
    let filled = read("a.xlsx", bytes).unwrap();
    let identity = filled.identity().unwrap();
    assert_eq!(identity.language, Some(Language::Arabic));
    assert_eq!(identity.period, "2025-07".parse().ok());
    filled.under(&coverage(), Notation::Typed(Language::Arabic))
}

#[test]
fn a_template_for_one_unit_comes_back_from_other_programs() {
    for (program, name) in FILES {
        let answered = in_arabic(&file(&format!("{name}-one")));
        let unit = answered.reports.first().unwrap().unit.as_deref();
        assert_eq!((unit, answered.reports.len()), (Some("00004"), 1), "{program}");
        let expected = [
            ("found", "12"),
            ("covered", "7"),
            ("left", "5"),
            ("lit", "38.3"),
            ("warmest", "-1.5"),
            ("trained", "10"),
            ("trained.15_up.female", "2"),
            ("staff", "3"),
            ("begun_on", "2025-02-01"),
            ("obstacles", "Đường đi khó,\nmưa lớn"),
            ("villages#1.village", "Nà Tấu"),
            ("villages#1.households", "120"),
            ("villages#1.powered", "true"),
            ("villages#1.zone", "hard"),
            ("villages#1.commune", "00004"),
            ("villages#2.village", "2025"),
            ("villages#2.households", "1250"),
            ("villages#2.powered", "true"),
        ];
        for (place, value) in expected {
            assert_eq!(plain(&answered, place).as_deref(), Some(value), "{program}: {place}");
        }
        // Cells of households, which the form needs, were left out.
        let missing = keys(&answered.problems).iter().all(|key| key == "problem-missing");
        assert!(missing, "{program}: {:?}", told(&answered.problems));
    }
}

#[test]
fn a_template_for_many_units_comes_back_from_other_programs() {
    for (program, name) in FILES {
        let answered = in_arabic(&file(&format!("{name}-many")));
        let units: Vec<_> = answered.reports.iter().map(|own| own.unit.clone().unwrap()).collect();
        assert_eq!(units, ["00004", "00006"], "{program}");
        assert_eq!(answered.blank, ["00005"], "{program}");
        assert_eq!(plain(&answered, "covered").as_deref(), Some("4"), "{program}");
        let last = &answered.reports.last().unwrap().reading.answers;
        let value = |place: &str| last.get(&place.parse().unwrap()).map(Value::plain);
        assert_eq!(value("found").as_deref(), Some("6"), "{program}");
        assert_eq!(value("lit").as_deref(), Some("0.3"), "{program}");
        assert_eq!(value("villages#2.village").as_deref(), Some("2025"), "{program}");
    }
}

/// The parts of a package by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// What others judged is what is made. A template that changes is judged anew: the test leaves it where `README.md` takes it up.
#[test]
fn templates_are_those_that_others_filled_in() {
    let form = coverage();
    let codes = ["00004", "00005", "00006"];
    let folder = std::env::temp_dir().join("banyan-templates");
    for (name, count) in [("template-one", 1), ("template-many", 3)] {
        let units: Vec<_> = codes.iter().take(count).map(|code| unit(code, None)).collect();
        let bytes = template_of(&form, Language::Arabic, &units);
        if parts(&bytes) != parts(&file(name)) {
            std::fs::create_dir_all(&folder).unwrap();
            let path = folder.join(format!("{name}.xlsx"));
            std::fs::write(&path, bytes).unwrap();
            panic!("the template is another now; see files/README.md about {}", path.display());
        }
    }
}
