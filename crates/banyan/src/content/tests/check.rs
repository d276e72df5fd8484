//! What a check finds: everything at once, each with its file and code.

use super::Copy;
use crate::content::{self, Source};

const R09: &str = "programmes/resolution-09-nghe-an.toml";
const D1690: &str = "programmes/decision-1690.toml";
const SESSION: &str = "programmes/session-2024-04.toml";

#[test]
fn built_in_content_has_no_faults() {
    let faults: Vec<String> =
        content::check(&Source::BuiltIn).iter().map(ToString::to_string).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn all_faults_are_listed_at_once_each_with_file_and_code() {
    let copy = Copy::new();
    std::fs::remove_file(copy.0.join("content.toml")).unwrap();
    copy.change(R09, "lead_words.vi = \"Ban Tuyên giáo Tỉnh ủy\"\n", "lead = [\"40-NOBODY\"]\n")
        .change(R09, "name.ar = \"حتى نهاية عام ٢٠٢٥\"\n", "")
        .change(R09, "issuer = \"40-TU\"", "issuer = \"41-XX\"")
        .change(R09, "co_operating = [\"40-UBKTTU\", \"40-VPTU\"]", "co_operating = [\"40-NONE\"]")
        .change(SESSION, "value = \"38.3\"", "value = \"many\"")
        .add(R09, &target("R09-T90", "level = \"national\", within = \"40\"", "<=", "30", "25"))
        .add(R09, &target("R09-T91", "level = \"commune\", within = \"99999\"", "<>", "x", ""))
        .add(R09, &target("R09-T92", "within = \"40\", kinds = [\"Castle\"]", "=", "1", ""))
        .add(D1690, &indicator("D1690-01", "sum"))
        .add(D1690, &indicator("D1690-90", "weighted"));
    let faults: Vec<String> =
        content::check(&copy.source()).iter().map(ToString::to_string).collect();
    for expected in [
        "content.toml: the file is not there",
        "resolution-09-nghe-an.toml: task `R09-K10`: no unit bears the code `40-NOBODY` of `lead` on 2025-03-01; no unit ever bore it",
        "resolution-09-nghe-an.toml: task `R09-K10`: `lead_words` is missing in vi",
        "resolution-09-nghe-an.toml: phase `R09-P1`: `name` is missing in ar",
        "resolution-09-nghe-an.toml: directive `R09`: no unit bears the code `41-XX` of `issuer`",
        "resolution-09-nghe-an.toml: task `R09-K10`: no unit bears the code `40-NONE` of `co_operating`",
        "session-2024-04.toml: baseline `S8-B01`: `many`",
        "resolution-09-nghe-an.toml: target `R09-T90`: the level national needs the country",
        "resolution-09-nghe-an.toml: target `R09-T90`: the range 30 to 25 runs backwards",
        "resolution-09-nghe-an.toml: target `R09-T91`: no unit bears the code `99999` of `scope.within`",
        "resolution-09-nghe-an.toml: target `R09-T91`: `<>` is no comparator",
        "resolution-09-nghe-an.toml: target `R09-T92`: the scope names no level",
        "resolution-09-nghe-an.toml: target `R09-T92`: no unit of the network is of the kind `Castle`",
        "decision-1690.toml: the indicator `D1690-01` stands more than once",
        "decision-1690.toml: indicator `D1690-90`: the merge rule weighted needs a `weight`",
    ] {
        assert!(faults.iter().any(|fault| fault.contains(expected)), "{expected}\n{faults:#?}");
    }
}

#[test]
fn words_outside_the_vocabulary_are_named_with_those_inside() {
    let copy = Copy::new();
    for (path, from, to) in [
        (R09, "kind = \"resolution\"", "kind = \"rumour\""),
        (R09, "visibility = \"public\"", "visibility = \"secret\""),
        ("programmes/directive-34.toml", "clears = 5", "clears = 7"),
    ] {
        copy.change(path, from, to);
    }
    for (field, word) in [
        ("unit_of_measure", "cubits"),
        ("periodicity", "now_and_then"),
        ("grain", "street"),
        ("source", "hearsay"),
        ("pillar", "salt"),
        ("direction", "sideways"),
        ("merge_rule", "median"),
    ] {
        let written = indicator(&format!("D1690-{field}"), "sum");
        let lines = written.lines().map(|line| {
            if line.starts_with(&format!("{field} =")) {
                format!("{field} = \"{word}\"")
            } else {
                line.to_owned()
            }
        });
        copy.add(D1690, &(lines.collect::<Vec<_>>().join("\n") + "\n"));
    }
    let faults: Vec<String> =
        content::check(&copy.source()).iter().map(ToString::to_string).collect();
    assert_eq!(faults.len(), 10, "{faults:#?}");
    for word in [
        "rumour",
        "secret",
        "cubits",
        "now_and_then",
        "street",
        "hearsay",
        "salt",
        "sideways",
        "median",
    ] {
        let quoted = format!("`{word}` is no");
        assert!(faults.iter().any(|fault| fault.contains(&quoted)), "{word}: {faults:#?}");
    }
}

#[test]
fn parts_may_not_sum_to_more_than_the_whole() {
    let sound = Copy::new();
    assert!(content::check(&sound.source()).is_empty());
    let copy = Copy::new();
    // 838 and 181 are parts of 1,077.
    copy.change(SESSION, "value = \"181\"", "value = \"240\"");
    let faults = content::check(&copy.source());
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        faults[0].to_string().contains("its parts sum to more than the whole, 1077"),
        "{faults:?}"
    );
}

#[test]
fn code_stands_in_one_file_only() {
    let copy = Copy::new();
    copy.change("programmes/plan-02.toml", "code = \"KH02-K01\"", "code = \"R09-K01\"");
    let faults = content::check(&copy.source());
    assert_eq!(faults.len(), 1, "{faults:?}");
    assert!(
        faults[0].to_string().contains("the task `R09-K01` stands in programmes/resolution-09"),
        "{faults:?}"
    );
}

pub(crate) fn target(code: &str, scope: &str, comparator: &str, value: &str, most: &str) -> String {
    format!(
        "[[target]]\ncode = \"{code}\"\nindicator = \"R09-08\"\nscope = {{ {scope} }}\n\
         comparator = \"{comparator}\"\nvalue = \"{value}\"\nvalue_max = \"{most}\"\ndue = \"2025-12-31\"\n\n"
    )
}

fn indicator(code: &str, merge_rule: &str) -> String {
    format!(
        "[[indicator]]\ncode = \"{code}\"\nname = {{ vi = \"a\", fr = \"b\", ar = \"c\", en = \"d\" }}\n\
         unit_of_measure = \"count\"\ndirection = \"up\"\nperiodicity = \"year\"\ngrain = \"commune\"\n\
         source = \"stated\"\npillar = \"data\"\nmerge_rule = \"{merge_rule}\"\n\n"
    )
}
