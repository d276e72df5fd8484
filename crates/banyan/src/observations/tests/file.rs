//! Files as people hand them in, over the real network and programmes.

use banyan_core::form::Notation;
use banyan_core::words::Day;

use super::super::{NotRead, read_file};
use crate::tests::House;

fn today() -> Day {
    Day::new(2025, 7, 14).unwrap()
}

/// Reads a file as it would be on 14 July 2025.
async fn read(text: &[u8]) -> Result<(Vec<String>, String), NotRead> {
    let house = House::furnished().await;
    let (known, network) = (house.caches.catalogue.known(None), house.caches.networks.network());
    let read = read_file(text, &known, &network, (Notation::Unstated, today()), |_| ());
    let read = read.map(|(entered, subject)| {
        let shown = entered.iter().map(|own| {
            let key = &own.key;
            format!("{} {} {} {}", key.unit, key.indicator, key.period, own.value)
        });
        (shown.collect(), subject)
    });
    house.torn_down().await;
    read
}

/// An indicator of the content and its directive.
async fn an_indicator() -> (String, String, u8) {
    let house = House::furnished().await;
    let known = house.caches.catalogue.known(None);
    let entry = known.entries().find(|entry| !entry.document.indicator.is_empty()).unwrap();
    let own = entry.document.indicator.iter().find(|own| own.decimals > 0);
    let own = own.unwrap_or(&entry.document.indicator[0]);
    let found = (own.code.clone(), entry.document.directive.code.clone(), own.decimals);
    house.torn_down().await;
    found
}

#[tokio::test]
async fn columns_come_in_any_order_and_cell_and_method_may_be_missing() {
    let (indicator, directive, decimals) = an_indicator().await;
    let text = format!("\u{feff}Value,period,UNIT,indicator\n3,2025-07,40,{indicator}\n");
    let (rows, subject) = read(text.as_bytes()).await.unwrap();
    let value = match decimals {
        0 => "3".to_owned(),
        own => format!("3.{}", "0".repeat(usize::from(own))),
    };
    assert_eq!(rows, [format!("40.1 {indicator} 2025-07 {value}")]);
    assert_eq!(subject, directive);
}

#[tokio::test]
async fn every_fault_is_told_with_its_line() {
    let (indicator, ..) = an_indicator().await;
    let text = format!(
        "indicator,cell,unit,period,method,value\n\
         {indicator},,40,2025-07,,1\n\
         none,,40,2025-07,,1\n\
         {indicator},,432,2025-07,,1\n\
         {indicator},,40,2025-07,,1\n\
         {indicator},,40,2025-7,,x\n"
    );
    let Err(NotRead::Lines(misread)) = read(text.as_bytes()).await else { panic!("all was read") };
    let lines: Vec<u64> = misread.iter().map(|own| own.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 6]);
    let told: Vec<String> = misread.iter().map(|own| own.fault.to_string()).collect();
    assert!(told[0].contains("there is no indicator `none`"), "{told:?}");
    assert!(told[1].contains("no unit bears the code `432` on 2025-07-31"), "{told:?}");
    assert!(told[2].contains("line 2 states the same"), "{told:?}");
}

#[tokio::test]
async fn files_that_are_none_are_refused_with_a_sentence() {
    let check = async |text: &[u8], expected: &str| {
        let refused = read(text).await.unwrap_err().to_string();
        assert!(refused.contains(expected), "{refused}");
    };
    check(b"", "names no column `indicator`").await;
    check(b"indicator,unit,period,value\n", "no line below the header").await;
    check(b"indicator,unit,value\n1,2,3\n", "names no column `period`").await;
    check(b"indicator,unit,period,value,note\n", "names the column `note`").await;
    check(b"indicator,unit,period,value,unit\n", "names the column `unit`").await;
    check(b"indicator,unit,period,value\na,b,c\n", "line 2: 3 values stand under 4 columns").await;
    check(b"indicator,unit,period,value\na,b,c,\xff\n", "line 2: the letters are not UTF-8").await;
    let wide = format!("{}\n", vec!["x"; 10_000].join(","));
    check(wide.as_bytes(), "names the column `x`").await;
}
