//! The tree, tiles, notes and checkpoints against code that others wrote: the crates `tlog_tiles` and `signed_note`.

#![expect(
    clippy::as_conversions,
    reason = "places and sizes in trees of at most some thousand leaves"
)]

use proptest::prelude::*;
use signed_note::{Note, StandardVerifier, VerifierList};
use tlog_tiles::{check_record, check_tree};

use crate::ledger::{
    Checkpoint, Edge, Hash, KeyKind, LogProof, NoteKey, NoteSigner, ProofError, SignedNote, Span,
    Subtree, TILE_WIDTH, Tile, TileKind, TreeHead, consistency_path, extends, fold_subtrees,
    includes, inclusion_path, leaf_hash, node_hash, stored_below,
};

/// All hashes that a log stores: those of heights 0, 8, 16 …
struct Stored(Vec<Vec<Hash>>);

impl Stored {
    fn of(leaves: &[Hash]) -> Stored {
        let mut levels = vec![leaves.to_vec()];
        while levels.last().is_some_and(|level| level.len() >= 256) {
            let full = levels.last().unwrap().chunks_exact(256);
            levels.push(full.map(perfect).collect());
        }
        Stored(levels)
    }

    fn root(&self, span: Span) -> Hash {
        let parts: Vec<Hash> = span
            .subtrees()
            .into_iter()
            .map(|subtree| {
                let (level, places) = stored_below(subtree);
                let places = places.start as usize..places.end as usize;
                perfect(&self.0[level as usize][places])
            })
            .collect();
        fold_subtrees(parts.into_iter()).unwrap()
    }

    fn path(&self, spans: Option<Vec<Span>>) -> Vec<Hash> {
        spans.unwrap().into_iter().map(|span| self.root(span)).collect()
    }
}

fn perfect(hashes: &[Hash]) -> Hash {
    match hashes {
        [one] => *one,
        _ => {
            let (left, right) = hashes.split_at(hashes.len() / 2);
            node_hash(&perfect(left), &perfect(right))
        }
    }
}

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|number| leaf_hash(&number.to_be_bytes())).collect()
}

fn head(leaves: &[Hash]) -> TreeHead {
    let mut edge = Edge::default();
    leaves.iter().for_each(|leaf| edge.push(*leaf));
    TreeHead { size: edge.size(), root: edge.root() }
}

fn theirs(hash: Hash) -> tlog_tiles::Hash {
    tlog_tiles::Hash(hash)
}

proptest! {
    #[test]
    fn inclusion_is_what_others_accept(size in 1_u64..1500, place in 0_u64..1500, flip in 0_usize..12) {
        let place = place % size;
        let leaves = leaves(size);
        let (stored, head) = (Stored::of(&leaves), head(&leaves));
        let mut path = stored.path(inclusion_path(place, size));
        let leaf = leaves[place as usize];
        prop_assert!(includes(leaf, place, size, &path, &head.root));
        let proof = path.iter().copied().map(theirs).collect();
        prop_assert!(check_record(&proof, size, theirs(head.root), place, theirs(leaf)).is_ok());
        let proof = path.iter().copied().map(theirs).collect();
        let accepted = check_record(&proof, size + 1, theirs(head.root), place, theirs(leaf)).is_ok();
        prop_assert_eq!(includes(leaf, place, size + 1, &path, &head.root), accepted);
        prop_assert!(!includes(node_hash(&leaf, &leaf), place, size, &path, &head.root));
        if !path.is_empty() {
            let at = flip % path.len();
            path[at][0] ^= 1;
            prop_assert!(!includes(leaf, place, size, &path, &head.root));
        }
    }

    #[test]
    fn growth_is_what_others_accept(size in 1_u64..1500, old in 0_u64..1500, flip in 0_usize..12) {
        let old = old % (size + 1);
        let leaves = leaves(size);
        let (stored, later) = (Stored::of(&leaves), head(&leaves));
        let earlier = head(&leaves[..old as usize]);
        let mut path = if old == 0 { Vec::new() } else { stored.path(consistency_path(old, size)) };
        prop_assert!(extends(&later, &earlier, &path));
        if old > 0 {
            let proof = path.iter().copied().map(theirs).collect();
            let (new, before) = (theirs(later.root), theirs(earlier.root));
            prop_assert!(check_tree(&proof, size, new, old, before).is_ok());
        }
        let other = TreeHead { root: node_hash(&earlier.root, &later.root), ..earlier };
        prop_assert!(!extends(&later, &other, &path));
        if !path.is_empty() {
            let at = flip % path.len();
            path[at][31] ^= 0x80;
            prop_assert!(!extends(&later, &earlier, &path));
        }
    }

    #[test]
    fn tiles_are_named_as_others_name_them(level in 0_u32..6, number in 0_u64..3_000_000, width in 1_u64..=256) {
        let ours = Tile { kind: TileKind::Hashes { level }, number, width };
        let path = tlog_tiles::Tile::new(8, level as u8, number, width as u32, false).path();
        let path = path.strip_prefix("tile/8/").or_else(|| path.strip_prefix("tile/")).unwrap();
        prop_assert_eq!(ours.to_string(), path);
        prop_assert_eq!(Tile::from_path(path), Some(ours));
        let entries = Tile { kind: TileKind::Entries, number, width };
        prop_assert_eq!(Tile::from_path(&entries.to_string()), Some(entries));
    }

    #[test]
    fn no_path_names_a_tile_twice(path in "[0-9x/.p]{0,24}|entries/[0-9x/.p]{0,16}") {
        if let Some(tile) = Tile::from_path(&path) {
            prop_assert_eq!(tile.to_string(), path);
        }
    }

    #[test]
    fn checkpoints_are_what_others_read(size in any::<u64>(), root in any::<[u8; 32]>(), seed in any::<[u8; 32]>()) {
        let signer = NoteSigner::new("banyan.example/log", KeyKind::Log, &seed).unwrap();
        let head = TreeHead { size, root };
        let checkpoint = Checkpoint { origin: "banyan.example/log".to_owned(), head };
        let note = checkpoint.signed(&signer);
        let verifier = StandardVerifier::new(&signer.public().to_string()).unwrap();
        let read = Note::from_bytes(note.as_bytes()).unwrap();
        let (signed, unsigned) = read.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
        prop_assert_eq!((signed.len(), unsigned.len()), (1, 0));
        let theirs = tlog_tiles::Checkpoint::from_bytes(read.text()).unwrap();
        prop_assert_eq!((theirs.origin(), theirs.size(), theirs.hash().0), ("banyan.example/log", size, root));
        let ours: SignedNote = note.parse().unwrap();
        prop_assert_eq!(ours.check(signer.public()), Ok(None));
        prop_assert_eq!(ours.text().parse::<Checkpoint>(), Ok(checkpoint));
        let again = NoteSigner::from_secret(&signer.secret()).unwrap();
        prop_assert_eq!(again.public(), signer.public());
        prop_assert!(NoteSigner::from_secret(&signer.public().to_string()).is_err());
    }

    #[test]
    fn changed_note_is_not_accepted(seed in any::<[u8; 32]>(), at in any::<prop::sample::Index>(), flip in 1_u8..128) {
        let signer = NoteSigner::new("log", KeyKind::Log, &seed).unwrap();
        let note = Checkpoint { origin: "log".to_owned(), head: head(&leaves(3)) }.signed(&signer);
        let mut bytes = note.clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        let accepted = String::from_utf8(bytes).ok().and_then(|note| note.parse::<SignedNote>().ok());
        prop_assert!(accepted.is_none_or(|note| note.check(signer.public()).is_err()));
    }

    #[test]
    fn witness_signs_what_it_saw_and_when(seed in any::<[u8; 32]>(), seconds in any::<u64>()) {
        let log = NoteSigner::new("log", KeyKind::Log, &[1; 32]).unwrap();
        let witness = NoteSigner::new("inspector", KeyKind::Witness, &seed).unwrap();
        let checkpoint = Checkpoint { origin: "log".to_owned(), head: head(&leaves(5)) };
        let note = format!("{}{}", checkpoint.signed(&log), witness.cosign(&checkpoint.to_string(), seconds));
        let note: SignedNote = note.parse().unwrap();
        prop_assert_eq!(note.check(log.public()), Ok(None));
        prop_assert_eq!(note.check(witness.public()), Ok(Some(seconds)));
        let key: NoteKey = witness.public().to_string().parse().unwrap();
        prop_assert_eq!(&key, witness.public());
        let other = NoteSigner::new("inspector", KeyKind::Witness, &[7; 32]).unwrap();
        prop_assert!(note.check(other.public()).is_err());
    }
}

#[test]
fn edge_goes_on_where_it_was_left_and_names_what_it_completes() {
    let leaves = leaves(700);
    let stored = Stored::of(&leaves);
    let mut whole = Edge::default();
    let mut completed = vec![Vec::new(); stored.0.len()];
    for (number, leaf) in leaves.iter().enumerate() {
        let size = number as u64;
        let root = |part: &Subtree| {
            let first = part.place << part.height;
            stored.root(Span { first, end: first + (1 << part.height) })
        };
        let roots: Vec<Hash> = Span { first: 0, end: size }.subtrees().iter().map(root).collect();
        assert_eq!(Edge::resume(size, &roots).as_ref(), Some(&whole));
        assert_eq!(Edge::resume(size, &[&roots[..], &[*leaf]].concat()), None);
        whole.push_and_note(*leaf, |subtree, hash| {
            if subtree.height % 8 == 0 {
                let level: &mut Vec<Hash> = &mut completed[subtree.height as usize / 8];
                assert_eq!(level.len() as u64, subtree.place);
                level.push(hash);
            }
        });
    }
    assert_eq!(completed, stored.0);
}

#[test]
fn tile_of_a_growing_tree_is_as_wide_as_the_tree_reaches() {
    let width = |level, number, size| Tile::width_in(TileKind::Hashes { level }, number, size);
    assert_eq!(
        [width(0, 0, 0), width(0, 0, 5), width(0, 0, 300), width(0, 1, 300)],
        [0, 5, TILE_WIDTH, 44]
    );
    assert_eq!([width(1, 0, 255), width(1, 0, 256), width(1, 0, 65_535)], [0, 1, 255]);
}

proptest! {
    #[test]
    fn proof_stands_alone(size in 1_u64..600, place in 0_u64..600, extra in proptest::collection::vec(any::<u8>(), 0..40)) {
        let place = place % size;
        let leaves = leaves(size);
        let signer = NoteSigner::new("log", KeyKind::Log, &[3; 32]).unwrap();
        let checkpoint = Checkpoint { origin: "log".to_owned(), head: head(&leaves) };
        let path = Stored::of(&leaves).path(inclusion_path(place, size));
        let proof = LogProof { extra, index: place, path, note: checkpoint.signed(&signer) };
        let read: LogProof = proof.to_string().parse().unwrap();
        prop_assert_eq!(&read, &proof);
        let (under, note) = read.check(&place.to_be_bytes()).unwrap();
        prop_assert_eq!(under, checkpoint);
        prop_assert!(note.check(signer.public()).is_ok());
        prop_assert_eq!(read.check(&(place + 1).to_be_bytes()).map(|_| ()), Err(ProofError::Path));
    }

    #[test]
    fn no_text_makes_a_proof_panic(text in "(c2sp.org/tlog-proof@v1\n)?(extra [A-Za-z=]*\n)?(index [0-9]*\n)?.{0,60}\n\n.{0,60}") {
        if let Ok(proof) = text.parse::<LogProof>() {
            prop_assert!(proof.check(b"entry").is_err());
        }
    }
}
