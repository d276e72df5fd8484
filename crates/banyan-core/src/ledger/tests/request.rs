//! Requests to witnesses: one spelling each, and nothing that panics.

use proptest::prelude::*;

use crate::ledger::{CosignRequest, hash};

proptest! {
    #[test]
    fn request_is_read_as_it_was_written(old_size in any::<u64>(), hashes in 0_u8..=63, note in "[a-z]{1,9}\\n[0-9]\\n\\n— [a-z ]{1,9}\\n") {
        let path = (0..hashes).map(|number| hash(&[number])).collect();
        let request = CosignRequest { old_size, path, note };
        prop_assert_eq!(request.to_string().parse(), Ok(request));
    }

    #[test]
    fn no_request_has_two_spellings(text in "old [0-9+ ]{0,3}(\\n[A-Za-z0-9+/=]{0,44}){0,2}\\n{0,3}[a-z\\n]{0,6}") {
        if let Ok(request) = text.parse::<CosignRequest>() {
            prop_assert_eq!(request.to_string(), text);
        }
    }
}

#[test]
fn path_longer_than_any_tree_has_is_refused() {
    let path = vec![hash(b""); 64];
    let request = CosignRequest { old_size: 1, path, note: "note\n".to_owned() };
    assert!(request.to_string().parse::<CosignRequest>().is_err());
}
