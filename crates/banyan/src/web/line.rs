//! The state of the line: what a device keeps while there is none, and what waits to be sent. Empty and hidden in every page; a script
//! shows it where there is something to say, so that pages without scripts say nothing.

use maud::{Markup, html};

use super::Words;

/// Counts of what a device keeps, in the order in which they are shown.
const COUNTS: [&str; 5] = ["waiting", "sent", "kept", "refused", "others"];

/// The place in which a script shows the state. The words stand here; numbers and names come from the device.
pub(super) fn state(t: Words) -> Markup {
    html! {
        div.line-state id="line-state" role="status" hidden
            data-receipt=(t.text("line-receipt")) data-forget=(t.text("line-forget")) {
            div.wrap {
                p data-line="offline" hidden { b { (t.text("line-offline")) } " " (t.text("line-offline-under")) }
                p data-line="copy" hidden { (t.text("line-copy")) " " bdi.num data-count {} }
                p data-line="typed" hidden { (t.text("line-typed")) }
                @for count in COUNTS {
                    div data-line=(count) hidden {
                        p { (t.text(&format!("line-{count}"))) " " b.num data-count {} }
                        ul.plain {}
                    }
                }
                button.btn.lite type="button" data-line="seen" hidden { (t.text("line-seen")) }
            }
        }
    }
}
