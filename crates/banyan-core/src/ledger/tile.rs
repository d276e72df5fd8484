//! Tiles as C2SP tlog-tiles names them: 256 hashes each, eight heights of the tree at a time.

use std::fmt;

use super::Subtree;

/// Hashes of a full tile; its subtree is eight heights tall.
pub const TILE_WIDTH: u64 = 256;
/// Heights in a tile.
pub const TILE_HEIGHT: u32 = 8;

/// What a tile holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TileKind {
    /// Hashes of subtrees that are `8 × level` tall.
    Hashes { level: u32 },
    /// The entries themselves.
    Entries,
}

/// A tile, full or as wide as the tree is at its right edge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tile {
    pub kind: TileKind,
    pub number: u64,
    /// From 1 to 256.
    pub width: u64,
}

impl Tile {
    /// The tile of a path below `tile/`, such as `0/x001/234.p/17` or `entries/000`; none when it is no such path.
    pub fn from_path(path: &str) -> Option<Tile> {
        let (kind, rest) = path.split_once('/')?;
        let kind = match kind {
            "entries" => TileKind::Entries,
            level => {
                let number: u32 = level.parse().ok().filter(|number| *number < TILE_LEVELS)?;
                TileKind::Hashes { level: number }
            }
        };
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => {
                let width = width.parse().ok().filter(|width| (1..TILE_WIDTH).contains(width))?;
                (number, width)
            }
            None => (rest, TILE_WIDTH),
        };
        let tile = Tile { kind, number: number_from_path(number)?, width };
        // One path a tile: `00`, `+1` and the like name none.
        (tile.to_string() == path).then_some(tile)
    }

    /// The place of its first hash or entry among those of its level.
    pub fn first(&self) -> u64 {
        self.number.saturating_mul(TILE_WIDTH)
    }

    /// How wide the tile is in a tree of `size` leaves; 0 when it is not in it.
    pub fn width_in(kind: TileKind, number: u64, size: u64) -> u64 {
        let level = match kind {
            TileKind::Hashes { level } => level,
            TileKind::Entries => 0,
        };
        let hashes = size.checked_shr(level.saturating_mul(TILE_HEIGHT)).unwrap_or(0);
        hashes.saturating_sub(number.saturating_mul(TILE_WIDTH)).min(TILE_WIDTH)
    }
}

/// 64 heights in tiles of 8.
const TILE_LEVELS: u32 = 8;

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TileKind::Hashes { level } => write!(f, "{level}/")?,
            TileKind::Entries => f.write_str("entries/")?,
        }
        let digits = self.number.to_string();
        let whole = digits.len().next_multiple_of(3);
        let padded = format!("{digits:0>whole$}");
        let mut groups = padded.as_bytes().chunks(3).map(String::from_utf8_lossy).peekable();
        while let Some(group) = groups.next() {
            if groups.peek().is_some() {
                write!(f, "x{group}/")?;
            } else {
                f.write_str(&group)?;
            }
        }
        if self.width < TILE_WIDTH {
            write!(f, ".p/{}", self.width)?;
        }
        Ok(())
    }
}

fn number_from_path(path: &str) -> Option<u64> {
    let digits: String = path.split('/').map(|group| group.trim_start_matches('x')).collect();
    digits.parse().ok()
}

/// Where the hash of a complete subtree is found: the stored hashes (a level and their places) that fold into it.
///
/// Only heights that are a multiple of eight are stored; a subtree in between is made of at most 128 of those below it.
pub fn stored_below(subtree: Subtree) -> (u32, std::ops::Range<u64>) {
    let level = subtree.height / TILE_HEIGHT;
    let above = subtree.height % TILE_HEIGHT;
    let first = subtree.place.checked_shl(above).unwrap_or(0);
    (level, first..first.saturating_add(1_u64.checked_shl(above).unwrap_or(0)))
}
