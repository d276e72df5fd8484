//! Rewriting the history of a copy. Rehearsals alone call it.

use crate::store::{StoreError, Tx};

/// Changes what an act says, and takes the whole log away, so that every act waits for a place again.
pub(in crate::ledger) async fn rewrite(
    tx: &mut Tx,
    act: &str,
    content: &str,
) -> Result<(), StoreError> {
    const LOG_AWAY: [&str; 5] = [
        "insert into act_unsequenced (act) select act from act_sequence",
        "delete from cosignature",
        "delete from checkpoint",
        "delete from tree_node",
        "delete from act_sequence",
    ];
    tx.execute("update act set content = $1 where id = $2", &[content.into(), act.into()]).await?;
    for statement in LOG_AWAY {
        tx.execute(statement, &[]).await?;
    }
    Ok(())
}
