//! The formats of others: samples written to their specifications, round trips of periods, and the answer.

use banyan_core::calendar::{Period, Periodicity};
use serde_json::json;

use super::*;
use crate::sheets::{
    Conflict, ExchangeFormat, ImportCount, Place, Scheme, Schemes, Summary, adx_period,
    dhis2_period, read_adx_period, read_dhis2_period, read_exchange,
};

const TOGETHER: &str = r#"{
  "dataSet": "COVERAGE", "completeDate": "2025-08-05", "period": "202507", "orgUnit": "00004",
  "attributeOptionCombo": "rural", "dataElementIdScheme": "CODE", "orgUnitIdScheme": "name",
  "dataValues": [
    {"dataElement": "BS-01", "categoryOptionCombo": "under_15.female", "value": "12", "comment": "đã kiểm tra"},
    {"dataElement": "BS-02", "value": 38.3, "storedBy": "hoa", "unknown": {"deep": [1, 2]}},
    {"dataElement": "BS-03", "period": "2025Q3", "orgUnit": "00005", "attributeOptionCombo": "urban", "value": true},
    {"dataElement": "BS-04", "deleted": true}
  ]
}"#;

#[test]
fn a_set_with_one_unit_and_period_at_the_top_is_read() {
    let exchange = read_exchange(TOGETHER.as_bytes()).unwrap();
    assert_eq!(exchange.format, ExchangeFormat::Json);
    assert_eq!(exchange.schemes.data_element, Some(Scheme::Code));
    assert_eq!(exchange.schemes.org_unit, Some(Scheme::Name));
    let [one, two, three, four] = exchange.values.as_slice() else { panic!("four values") };
    assert_eq!((one.data_element.as_str(), one.value.as_str()), ("BS-01", "12"));
    assert_eq!((one.org_unit.as_str(), one.data_set.as_str()), ("00004", "COVERAGE"));
    assert_eq!(one.category_option_combo, "under_15.female");
    assert_eq!(one.comment, "đã kiểm tra");
    assert_eq!(one.period, "2025-07".parse().ok());
    assert_eq!(one.at, Place::Pointer("/dataValues/0".to_owned()));
    assert_eq!((two.value.as_str(), two.stored_by.as_str()), ("38.3", "hoa"));
    assert_eq!((two.attribute_option_combo.as_str(), two.index), ("rural", 1));
    assert_eq!(
        (three.org_unit.as_str(), three.attribute_option_combo.as_str()),
        ("00005", "urban")
    );
    assert_eq!((three.value.as_str(), three.period), ("true", "2025-Q3".parse().ok()));
    assert!(four.deleted && four.value.is_empty());
}

#[test]
fn every_problem_of_a_set_is_said_with_its_pointer() {
    let set = r#"{"dataValues": [
        {"dataElement": "A", "period": "2025April", "orgUnit": "1", "value": "1"},
        {"period": "202507", "orgUnit": "1", "value": ""},
        {"dataElement": ["A"], "period": "202507", "orgUnit": "1", "value": "1"},
        {"dataElement": "B", "period": "202507", "orgUnit": "1", "value": "1"},
        {"dataElement": "B", "period": "2025-07", "orgUnit": "1", "value": "2"}
    ]}"#;
    let own = |place: &str, key: &str| (format!("/dataValues/{place}"), format!("sheets-{key}"));
    assert_eq!(
        told(&read_exchange(set.as_bytes()).unwrap_err()),
        [
            own("0", "bad-period"),
            own("1", "missing"),
            own("1", "missing"),
            own("2/dataElement", "wrong-shape"),
            own("2", "missing"),
            own("4", "value-twice"),
        ]
    );
}

#[test]
fn what_is_no_set_is_said() {
    let refused = |text: &str| keys(&read_exchange(text.as_bytes()).unwrap_err());
    assert_eq!(refused("{\"dataValues\": ["), ["sheets-bad-syntax"]);
    assert_eq!(refused("{\"dataValues\": {}}"), ["sheets-wrong-shape"]);
    assert_eq!(refused("[1]"), ["sheets-wrong-shape"]);
    assert_eq!(refused("{\"dataValues\": [[\"A\", \"202507\", \"1\"]]}"), ["sheets-wrong-shape"]);
    assert_eq!(refused("{}"), ["sheets-missing"]);
    assert_eq!(refused("{\"idScheme\": \"shoe\", \"dataValues\": []}"), ["sheets-bad-scheme"]);
    assert_eq!(refused("found,covered\n1,2\n"), ["sheets-unknown-exchange"]);
    assert_eq!(refused("<dataValueSet/>"), ["sheets-unknown-exchange"]);
    assert_eq!(refused("<adx><group>"), ["sheets-unknown-exchange"]);
    assert_eq!(refused(""), ["sheets-empty"]);
    assert_eq!(refused("\u{1}"), ["sheets-wrong-encoding"]);
}

#[test]
fn problems_without_end_are_counted() {
    let set = format!("{{\"dataValues\": [{}{{}}]}}", "{},".repeat(9_999));
    let problems = read_exchange(set.as_bytes()).unwrap_err();
    // Data element, unit, period and value are missing in each of ten thousand.
    assert_eq!(problems.len(), 5_001);
    assert_eq!(
        problems.last().unwrap().kind,
        crate::sheets::FileProblemKind::More { left: 35_000 }
    );
}

#[test]
fn lines_are_read_under_all_names_of_their_columns() {
    for header in [
        "\"dataelement\",\"period\",\"orgunit\",\"catoptcombo\",\"attroptcombo\",\"value\",\"strby\",\"lstupd\",\"cmt\"",
        "dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value,storedby,lastupdated,comment,followup,deleted",
        "Data element,Period,Org unit,Category option combo,Attribute option combo,Value,Stored by,Last updated,Comment",
    ] {
        let text = format!(
            "{header}\nBS-01,202507,00004,female,,12,hoa,2025-08-01,\"một, hai\"\n\nBS-02,2025W3,00004,,,7\n"
        );
        let exchange = read_exchange(text.as_bytes()).unwrap();
        assert_eq!(exchange.format, ExchangeFormat::Csv);
        let [one, two] = exchange.values.as_slice() else { panic!("two values") };
        assert_eq!(
            (one.category_option_combo.as_str(), one.comment.as_str()),
            ("female", "một, hai")
        );
        assert_eq!((one.stored_by.as_str(), one.at.clone()), ("hoa", Place::Line(2)));
        assert_eq!((two.period, two.at.clone()), ("2025-W03".parse().ok(), Place::Line(4)));
    }
    let wrong = "dataelement;period;orgunit;value;deleted\nA;202507;1;;true\nB;202513;1;2;\nC;202507;1;2;;x\n";
    assert_eq!(
        told(&read_exchange(wrong.as_bytes()).unwrap_err()),
        [
            ("3".to_owned(), "sheets-bad-period".to_owned()),
            ("4".to_owned(), "sheets-ragged".to_owned()),
        ]
    );
}

const GROUPS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<adx xmlns="urn:ihe:qrph:adx:2015" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
     xsi:schemaLocation="urn:ihe:qrph:adx:2015 coverage.xsd" exported="2025-08-01T09:00:00Z">
  <group orgUnit="00004" period="2025-07-01/P1M" dataSet="COVERAGE" MECHANISM="loan" completeDate="2025-08-01">
    <dataValue dataElement="BS-01" SEX="F" AGE="P0Y--P15Y" value="12"/>
    <dataValue dataElement="BS-01" SEX="M" AGE="P0Y--P15Y" value="9"/>
    <dataValue dataElement="WORDS" value="0"><annotation>Đường đi &amp; thời tiết &#273;</annotation></dataValue>
  </group>
  <group orgUnit="00005" period="2025-07-21/P7D" dataSet="WEEKLY">
    <dataValue dataElement="BS-01" value="1.5"></dataValue>
  </group>
</adx>"#;

#[test]
fn groups_of_adx_are_read_with_their_categories() {
    let exchange = read_exchange(GROUPS.as_bytes()).unwrap();
    assert_eq!(exchange.format, ExchangeFormat::Adx);
    let [one, two, three, four] = exchange.values.as_slice() else { panic!("four values") };
    let pairs = |own: &std::collections::BTreeMap<String, String>| {
        own.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(pairs(&one.categories), "AGE=P0Y--P15Y SEX=F");
    assert_eq!(pairs(&two.categories), "AGE=P0Y--P15Y SEX=M");
    assert_eq!(pairs(&one.attributes), "MECHANISM=loan");
    assert_eq!((one.org_unit.as_str(), one.data_set.as_str()), ("00004", "COVERAGE"));
    assert_eq!((one.period, one.at.clone()), ("2025-07".parse().ok(), Place::Line(5)));
    assert_eq!(three.value, "Đường đi & thời tiết đ");
    assert_eq!((four.period, four.value.as_str()), ("2025-W30".parse().ok(), "1.5"));
}

#[test]
fn every_problem_of_adx_is_said_with_its_line() {
    let text = "<adx>\n<group orgUnit=\"1\" period=\"2025-07-02/P1M\">\n\
        <dataValue dataElement=\"A\" value=\"1\"/>\n<dataValue value=\"1\"/>\n<value/>\n</group>\n\
        <dataValue dataElement=\"A\" value=\"1\"/>\n</adx>";
    assert_eq!(
        told(&read_exchange(text.as_bytes()).unwrap_err()),
        [
            ("3".to_owned(), "sheets-bad-period".to_owned()),
            ("4".to_owned(), "sheets-missing".to_owned()),
            ("4".to_owned(), "sheets-bad-period".to_owned()),
            ("5".to_owned(), "sheets-unknown-element".to_owned()),
            ("7".to_owned(), "sheets-unknown-element".to_owned()),
        ]
    );
}

#[test]
fn schemes_of_the_file_come_before_those_of_the_request_and_the_format() {
    let file = Schemes::read(|name| (name == "orgUnitIdScheme").then_some("attribute:DnrLSdo4hMl"));
    let request =
        Schemes::read(|name| matches!(name, "idScheme" | "orgUnitIdScheme").then_some("NAME"));
    let schemes = file.unwrap().or(request.unwrap()).or(Schemes::of(ExchangeFormat::Adx));
    let attribute = Scheme::Attribute("DnrLSdo4hMl".to_owned());
    assert_eq!(schemes.for_kind(schemes.org_unit.as_ref()), attribute);
    assert_eq!(attribute.to_string(), "attribute:DnrLSdo4hMl");
    assert_eq!(schemes.for_kind(schemes.data_element.as_ref()), Scheme::Name);
    let nothing = Schemes::default();
    let own = |format| nothing.clone().or(Schemes::of(format)).for_kind(None);
    assert_eq!((own(ExchangeFormat::Adx), own(ExchangeFormat::Json)), (Scheme::Code, Scheme::Uid));
    assert!(Schemes::read(|_| Some("attribute:")).is_err());
}

#[test]
fn periods_that_have_no_like_here_are_refused() {
    for written in [
        "2025April",
        "2025AprilS1",
        "202501B",
        "2025BiW1",
        "2025SunW3",
        "2025S3",
        "2025W54",
        "20250231",
        "2025W",
        "25",
        "",
        "２０２５",
    ] {
        assert_eq!(read_dhis2_period(written), None, "{written}");
    }
    for written in [
        "2025-07-02/P1M",
        "2025-04-01/P1Y",
        "2025-07-22/P7D",
        "2025-07-01",
        "2025-07-01/P2M",
        "/P1M",
    ] {
        assert_eq!(read_adx_period(written), None, "{written}");
    }
    assert_eq!(read_dhis2_period("2025S1"), "2025-S1".parse().ok());
    assert_eq!(read_dhis2_period("20250715"), "2025-07-15".parse().ok());
    assert_eq!(read_adx_period("2025-07-21/P1W"), "2025-W30".parse().ok());
}

proptest! {
    #[test]
    fn periods_come_back_from_both_notations(
        days in 0_i32..100_000,
        periodicity in prop::sample::select(Periodicity::ALL.to_vec()),
    ) {
        let day = Day::new(1901, 1, 1).unwrap().plus_days(days);
        let period = Period::containing(day, periodicity).unwrap();
        prop_assert_eq!(read_dhis2_period(&dhis2_period(period)), Some(period));
        prop_assert_eq!(read_adx_period(&adx_period(period)), Some(period));
    }

    /// The same values through JSON, CSV and ADX.
    #[test]
    fn values_are_the_same_in_every_format(
        values in prop::collection::vec(("[A-Z]{1,3}", 0_i32..900, "0[0-9]{4}", "[a-z0-9 ,;\"<&đ]{0,9}x"), 1..9),
    ) {
        let mut json_values = Vec::new();
        let mut lines = "dataelement,period,orgunit,value\n".to_owned();
        let mut groups = String::new();
        let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        for (number, (element, days, unit, value)) in values.iter().enumerate() {
            let day = Day::new(2025, 1, 1).unwrap().plus_days(*days);
            let period = Period::containing(day, Periodicity::Month).unwrap();
            let element = format!("{element}{number}");
            json_values.push(json!({
                "dataElement": element, "period": dhis2_period(period), "orgUnit": unit, "value": value.trim(),
            }));
            lines += &format!("{element},{},{unit},\"{}\"\n", dhis2_period(period), value.trim().replace('"', "\"\""));
            groups += &format!(
                "<group orgUnit=\"{unit}\" period=\"{}\"><dataValue dataElement=\"{element}\" value=\"{}\"/></group>",
                adx_period(period), escaped(value.trim()),
            );
        }
        let files = [json!({"dataValues": json_values}).to_string(), lines, format!("<adx>{groups}</adx>")];
        let read: Vec<Vec<String>> = files
            .iter()
            .map(|file| {
                let values = read_exchange(file.as_bytes()).unwrap().values;
                let own = values.iter().map(|own| {
                    format!("{} {} {} {}", own.data_element, own.period.unwrap(), own.org_unit, own.value)
                });
                own.collect()
            })
            .collect();
        prop_assert_eq!(&read[0], &read[1]);
        prop_assert_eq!(&read[0], &read[2]);
        prop_assert_eq!(read[0].len(), values.len());
    }
}

#[test]
fn the_answer_has_the_shape_that_clients_read() {
    let conflict = |index: usize| Conflict {
        object: "30199".to_owned(),
        objects: [("orgUnit".to_owned(), "30199".to_owned())].into(),
        value: "The unit 30199 is closed on 2025-07-31.".to_owned(),
        error_code: String::new(),
        property: "orgUnit".to_owned(),
        indexes: vec![index],
    };
    let count = ImportCount { imported: 3, ignored: 2, ..ImportCount::default() };
    let message =
        Summary::of(count, vec![conflict(4), conflict(1)], "Two values were refused").message();
    assert_eq!(
        serde_json::to_value(&message).unwrap(),
        json!({
            "httpStatus": "Conflict", "httpStatusCode": 409, "status": "WARNING",
            "message": "Two values were refused",
            "response": {
                "responseType": "ImportSummary", "status": "WARNING",
                "description": "Two values were refused",
                "importCount": {"imported": 3, "updated": 0, "ignored": 2, "deleted": 0},
                "conflicts": [{
                    "object": "30199", "objects": {"orgUnit": "30199"},
                    "value": "The unit 30199 is closed on 2025-07-31.",
                    "property": "orgUnit", "indexes": [4, 1],
                }],
                "rejectedIndexes": [1, 4], "dataSetComplete": "false",
            },
        })
    );
    let refused = Summary::of(ImportCount::default(), vec![conflict(0)], "").message();
    assert_eq!(serde_json::to_value(&refused).unwrap()["status"], "ERROR");
    let taken = Summary::of(count, Vec::new(), "").message();
    assert_eq!(serde_json::to_value(&taken).unwrap()["httpStatus"], "OK");
}
