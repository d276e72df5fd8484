//! `banyan erase`: what an act says of people, taken away by the operator.

use std::io::Write;
use std::process::ExitCode;

use banyan_core::words::Language;
use clap::Args;

use super::{Done, PlaceArgs};
use crate::accounts::{self, Erasable};
use crate::jobs::machine_clock;
use crate::ledger::{ActId, Call};
use crate::store::Store;
use crate::web::{Actor, Argument, Mandate, Refusal, Words};

#[derive(Args)]
pub(super) struct EraseArgs {
    /// The identifier of an act, as its page shows it.
    act: String,
    /// Why, such as the rule that asks for it. It stays open to everyone and cannot be erased: no names.
    #[arg(long, value_name = "TEXT")]
    reason: String,
    /// Say what would go; nothing does.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    place: PlaceArgs,
}

pub(super) fn erase(args: &EraseArgs) -> Done {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let reason = accounts::read_reason(&args.reason);
        let reason = reason.map_err(|key| anyhow::anyhow!("{}", words().text(key)))?;
        let store = args.place.open().await?;
        let done = erased(&store, args, &reason).await;
        store.close().await;
        let erasable = done.map_err(|refusal| anyhow::anyhow!("{}", said(&refusal)))?;
        let mut out = std::io::stdout().lock();
        writeln!(out, "of {}:", erasable.names.join(", "))?;
        for act in &erasable.acts {
            writeln!(out, "  {}", act.0)?;
        }
        writeln!(out, "{}", if args.dry_run { "nothing has changed" } else { "erased" })?;
        Ok(ExitCode::SUCCESS)
    })
}

async fn erased(store: &Store, args: &EraseArgs, reason: &str) -> Result<Erasable, Refusal> {
    let erasable = Erasable::of(&mut store.read().await?, &args.act).await?;
    erasable.check()?;
    if args.dry_run {
        return Ok(erasable);
    }
    let call = Call::new(Actor::LocalPlanner, machine_clock())?;
    let restating = call.beside("restated")?;
    let (act, seen) = (ActId(args.act.clone()), erasable.seen());
    let work = store.write(|tx| {
        let (call, restating, act) = (call.clone(), restating.clone(), act.clone());
        let (seen, reason) = (seen.clone(), reason.to_owned());
        Box::pin(async move {
            let by = [Mandate::Program];
            accounts::erase_act(tx, &call, &restating, &by, &act, &seen, &reason).await
        })
    });
    work.await?;
    Ok(erasable)
}

fn words() -> Words {
    Words::of(Language::English)
}

/// The sentence of a page, in the command's language.
fn said(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Sentence { key, input, .. } => {
            words().with(key, &[("input", Argument::from(input))])
        }
        Refusal::NotFound => "there is no such act".to_owned(),
        other => other.to_string(),
    }
}
