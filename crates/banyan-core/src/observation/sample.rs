//! A random sample for inspection that anybody can draw again.

use std::collections::BTreeSet;

use crate::ledger::{Hash, hash};

/// Draws `size` members of a population by a seed; all of them where there are fewer. The order in which they are named, and naming
/// one twice, do not matter.
///
/// Each member has the rank SHA-256(length of the seed in bytes as eight bytes, largest first ‖ seed ‖ member), and those with the
/// lowest ranks are drawn, in the order of their ranks (bottom-k sampling by hash order; Broder, "On the resemblance and containment
/// of documents", 1997). So the same seed over the same population gives the same sample; a larger sample begins with the smaller
/// one; and a member more or less changes one draw at most. Whoever chooses the seed before the population is known cannot choose
/// who is drawn.
pub fn sample<'p>(
    seed: &str,
    population: impl IntoIterator<Item = &'p str>,
    size: usize,
) -> Vec<&'p str> {
    let length = u64::try_from(seed.len()).unwrap_or(u64::MAX).to_be_bytes();
    let ranked = |member: &'p str| (rank(&[&length, seed.as_bytes(), member.as_bytes()]), member);
    let ranks: BTreeSet<(Hash, &str)> = population.into_iter().map(ranked).collect();
    ranks.into_iter().take(size).map(|(_, member)| member).collect()
}

fn rank(parts: &[&[u8]]) -> Hash {
    hash(&parts.concat())
}
