//! `banyan prove`, `banyan verify FILE`, `banyan ledger change-key`: an act's proof as a file, what it says to one who has nothing
//! else, and the key that signs.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use banyan_core::ledger::NoteKey;
use banyan_core::words::Moment;
use clap::Args;
use serde_json::Value as Json;

use super::{Done, PlaceArgs};
use crate::jobs::machine_clock;
use crate::ledger::{self, Content, Proven, check_proof};

#[derive(Args)]
pub(super) struct ProveArgs {
    /// The identifier of an act, as its page shows it.
    act: String,
    /// The file to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Prove that the act happened, and not what it did.
    #[arg(long)]
    without_content: bool,
    #[command(flatten)]
    place: PlaceArgs,
}

#[derive(Args)]
pub(super) struct ChangeKeyArgs {
    /// Folder of the key, and of the embedded database unless another one is named.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Address of a database.
    #[arg(long, value_name = "URL")]
    database: Option<String>,
}

pub(super) fn change_key(args: &ChangeKeyArgs) -> Done {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let place = PlaceArgs { data: args.data.clone(), database: args.database.clone() };
        let store = place.open().await?;
        let changed = ledger::change_key(&store, &args.data, machine_clock()).await?;
        store.close().await;
        let mut out = std::io::stdout().lock();
        writeln!(out, "The old key answers for the first {} acts:", changed.size)?;
        writeln!(out, "{}", changed.old)?;
        writeln!(out, "The new key signs from there on; give it to witnesses and verifiers, beside the old one:")?;
        writeln!(out, "{}", changed.new)?;
        writeln!(out, "The old secret key lies in {}: put it under lock, or destroy it.", changed.put_aside)?;
        Ok(ExitCode::SUCCESS)
    })
}

pub(super) fn prove(args: &ProveArgs) -> Done {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let store = args.place.open_reading().await?;
        let content = if args.without_content { Content::Withheld } else { Content::Shown };
        let proof = ledger::prove(&store, &args.act, content).await?.with_context(|| {
            format!(
                "no act `{}` stands in the log; one that was recorded a moment ago waits until the running site puts it there",
                args.act
            )
        })?;
        let shown = args.out.display();
        std::fs::write(&args.out, proof.to_string())
            .with_context(|| format!("the file `{shown}` cannot be written"))?;
        let mut out = std::io::stdout().lock();
        write!(out, "Written to {shown}. Check it anywhere with: banyan verify {shown} --key")?;
        for key in ledger::log_keys(&store).await? {
            write!(out, " {key}")?;
        }
        writeln!(out)?;
        store.close().await;
        Ok(ExitCode::SUCCESS)
    })
}

/// Says what a proof in a file proves, under the public keys that are trusted: the log's, and each witness that must have signed.
pub(super) fn verify_file(file: &Path, keys: &[NoteKey]) -> Done {
    let shown = file.display();
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("the file `{shown}` cannot be read"))?;
    let (lines, code) = verdict(&text, keys);
    let mut out = std::io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(code)
}

/// What a proof says, in lines; the last one is the verdict.
fn verdict(text: &str, keys: &[NoteKey]) -> (Vec<String>, ExitCode) {
    match check_proof(text, keys) {
        Ok(proven) => (summary(&proven), ExitCode::SUCCESS),
        Err(refusal) => (vec![format!("does not hold: {refusal}")], ExitCode::FAILURE),
    }
}

fn summary(proven: &Proven) -> Vec<String> {
    let header: Json = serde_json::from_str(&proven.header).unwrap_or_default();
    let field = |name: &str| printable(header.get(name).and_then(Json::as_str).unwrap_or("?"));
    let at = header.get("at").and_then(Json::as_i64).map(Moment::from_microseconds);
    let mut lines = vec![
        format!("act        {}", field("act")),
        format!("verb       {}", field("verb")),
        format!("on         {}", field("subject")),
        format!("by         {}", field("actor")),
        format!("recorded   {}", at.map_or_else(|| "?".to_owned(), written)),
        format!("log        {}", printable(&proven.log)),
        format!("entry      {} of {} (the first is 0)", proven.position, proven.size),
        format!("content    {}", rows(proven.content.as_deref())),
    ];
    for (name, seconds) in &proven.witnesses {
        let seconds = i64::try_from(*seconds).unwrap_or(i64::MAX);
        let at = written(Moment::from_microseconds(seconds.saturating_mul(1_000_000)));
        lines.push(format!("witness    {}, at {at}", printable(name)));
    }
    if proven.witnesses.is_empty() {
        lines.push("witness    none was asked for with --key".to_owned());
    }
    for name in proven.unchecked.iter().filter(|name| **name != proven.log) {
        lines.push(format!(
            "unchecked  signed under the name {} too; give its key with --key",
            printable(name)
        ));
    }
    lines.push(if proven.signed {
        "holds: the act stands in the log, and the log signed it".to_owned()
    } else {
        "holds, but WHO SIGNED WAS NOT CHECKED: give the public key of the log with --key, and get it from somewhere else than this file".to_owned()
    });
    lines
}

/// What an act wrote, in numbers of rows a table.
fn rows(content: Option<&str>) -> String {
    let Some(content) = content else { return "withheld; only its commitment is here".to_owned() };
    let content: Json = serde_json::from_str(content).unwrap_or_default();
    let Some(tables) = content.get("written").and_then(Json::as_object) else {
        return "none of a known form".to_owned();
    };
    let one = |(table, rows): (&String, &Json)| {
        let count = rows.as_array().map(Vec::len);
        let count = count.or_else(|| usize::try_from(rows.get("rows")?.as_u64()?).ok());
        format!("{} {}", count.unwrap_or_default(), printable(table))
    };
    let tables: Vec<String> = tables.iter().map(one).collect();
    if tables.is_empty() { "no rows".to_owned() } else { format!("rows: {}", tables.join(", ")) }
}

/// A text of a file that anyone may have written, without what would move a terminal's cursor.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '?' } else { letter }).collect()
}

/// A moment as 2025-07-14 00:00:01.000002 UTC.
fn written(moment: Moment) -> String {
    let day = moment.day(0);
    let within = moment.microseconds().saturating_sub(Moment::start_of(day, 0).microseconds());
    let (seconds, micros) = (within / 1_000_000, within % 1_000_000);
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
    format!("{day} {hours:02}:{minutes:02}:{:02}.{micros:06} UTC", seconds % 60)
}

#[cfg(test)]
mod tests {
    use banyan_core::ledger::{KeyKind, NoteSigner};
    use banyan_core::words::Moment;

    use super::{verdict, written};
    use crate::ledger::tests::proof_of_an_act;

    /// The last line, and whether it ends well.
    fn last(text: &str, keys: &[banyan_core::ledger::NoteKey]) -> (String, bool) {
        let (lines, code) = verdict(text, keys);
        (lines.last().unwrap().clone(), code == std::process::ExitCode::SUCCESS)
    }

    #[tokio::test]
    async fn proof_is_summed_up_and_ends_well() {
        let (proof, key) = proof_of_an_act().await;
        let (lines, code) = verdict(&proof, std::slice::from_ref(&key));
        assert_eq!(code, std::process::ExitCode::SUCCESS);
        let text = lines.join("\n");
        for words in [
            "verb       test",
            "on         subject-2",
            "by         local-planner",
            "entry      2 of 5",
        ] {
            assert!(text.contains(words), "{text}");
        }
        assert!(text.ends_with("holds: the act stands in the log, and the log signed it"));
        let (line, well) = last(&proof, &[]);
        assert!(well && line.contains("WHO SIGNED WAS NOT CHECKED"), "{line}");
    }

    #[tokio::test]
    async fn every_change_of_a_proof_is_named_in_the_last_line() {
        let (proof, key) = proof_of_an_act().await;
        let lines: Vec<&str> = proof.lines().collect();
        for number in 0..lines.len() {
            if lines[number].is_empty() {
                continue;
            }
            for changed in [String::new(), format!("{}A", lines[number]), swapped(lines[number])] {
                let mut all: Vec<&str> = lines.clone();
                all[number] = &changed;
                let (line, well) =
                    last(&format!("{}\n", all.join("\n")), std::slice::from_ref(&key));
                assert!(!well && line.starts_with("does not hold: "), "line {number}: {line}");
            }
        }
        for text in ["", "c2sp.org/tlog-proof@v1", "\n\n\n", "extra\nindex 0\n\n"] {
            assert!(!last(text, &[]).1);
        }
    }

    /// A line with its last letter or digit but one changed to another.
    fn swapped(line: &str) -> String {
        let mut letters: Vec<char> = line.chars().collect();
        let at = letters.iter().rposition(char::is_ascii_alphanumeric).unwrap().saturating_sub(2);
        letters[at] = if letters[at] == '3' { '4' } else { '3' };
        letters.into_iter().collect()
    }

    #[tokio::test]
    async fn keys_that_did_not_sign_are_named() {
        let (proof, key) = proof_of_an_act().await;
        let of = |name: &str, kind, seed| {
            NoteSigner::new(name, kind, &[seed; 32]).unwrap().public().clone()
        };
        let witness = of("inspector.example", KeyKind::Witness, 1);
        let (line, well) = last(&proof, &[key.clone(), witness]);
        assert!(!well && line.contains("inspector.example"), "{line}");
        let other_log = of("other.example", KeyKind::Log, 1);
        let (line, well) = last(&proof, std::slice::from_ref(&other_log));
        assert!(!well && line.contains("other.example"), "{line}");
        // After a change of key the reader gives both.
        let namesake = of(key.name(), KeyKind::Log, 1);
        assert!(!last(&proof, std::slice::from_ref(&namesake)).1);
        assert!(last(&proof, &[namesake, key]).1);
    }

    #[test]
    fn moments_are_written_out() {
        let moment = Moment::from_microseconds(1_752_451_201_000_002);
        assert_eq!(written(moment), "2025-07-14 00:00:01.000002 UTC");
    }
}
