//! A figure changed behind the ledger, for rehearsals on a copy of the store. Nothing else calls this.

use serde_json::Value as Json;

use crate::store::{StoreError, Tx};

/// What was changed, and under which act it had been recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Falsified {
    pub target: String,
    pub act: String,
    pub before: String,
    pub after: String,
}

/// Lowers the figure of the first target that has a whole one, where it stands and without an act.
///
/// # Errors
/// What the database says, and a stored target that cannot be read.
pub async fn falsify_target(tx: &mut Tx) -> Result<Option<Falsified>, StoreError> {
    const TARGETS: &str = "
        select code, document, act
        from definition
        where kind = 'target' and version = 1
        order by code
        limit 100";
    const FALSIFY: &str = "
        update definition
        set document = $1
        where kind = 'target' and version = 1 and code = $2";
    for row in tx.fetch(TARGETS, &[]).await? {
        let (target, act) = (row.text(0)?, row.text(2)?);
        let mut document: Json = serde_json::from_str(&row.text(1)?)
            .map_err(|refusal| StoreError::Unreadable(refusal.to_string()))?;
        let before = document.get("value").and_then(Json::as_str).unwrap_or_default().to_owned();
        let Some(figure) = before.parse::<i64>().ok().filter(|figure| *figure > 1) else {
            continue;
        };
        let after = (figure / 2).to_string();
        if let Some(value) = document.get_mut("value") {
            *value = after.as_str().into();
        }
        tx.execute(FALSIFY, &[document.to_string().into(), target.as_str().into()]).await?;
        return Ok(Some(Falsified { target, act, before, after }));
    }
    Ok(None)
}
