//! What is wrong with a form that was sent: every fault at once, each beside its field, with all that was typed.

use axum::http::StatusCode;
use maud::{Markup, html};

use super::{FormId, Refusal, Words};
use crate::store::StoreError;

/// One fault: the name of the field, and a sentence that says what to do.
#[derive(Debug)]
pub struct Fault {
    pub field: &'static str,
    pub sentence: String,
}

/// Why a form did nothing: faults in its fields, or something that no field can mend.
#[derive(Debug)]
pub enum Refused {
    Fields(Vec<Fault>),
    Whole(Refusal),
}

impl Refused {
    /// The faults with which the form is shown again, and the status of that answer.
    ///
    /// # Errors
    /// The refusal that no field can mend.
    pub fn faults(self, t: Words) -> Result<(StatusCode, Vec<Fault>), Refusal> {
        match self {
            Refused::Fields(faults) => Ok((StatusCode::UNPROCESSABLE_ENTITY, faults)),
            Refused::Whole(refusal) => match refusal.of_form_id(t) {
                Some((status, sentence)) => {
                    Ok((status, vec![Fault { field: FormId::FIELD, sentence }]))
                }
                None => Err(refusal),
            },
        }
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        Refused::Whole(refusal)
    }
}

impl From<StoreError> for Refused {
    fn from(refusal: StoreError) -> Refused {
        Refused::Whole(Refusal::Store(refusal))
    }
}

/// The id of the sentence beside a field, where it has a fault: for `aria-describedby`.
pub fn fault_id(faults: &[Fault], field: &str) -> Option<String> {
    faults.iter().any(|fault| fault.field == field).then(|| format!("fault-{field}"))
}

/// The sentence beside a field.
pub fn fault(faults: &[Fault], field: &str) -> Markup {
    html! {
        @for fault in faults.iter().filter(|fault| fault.field == field) {
            p.late id={ "fault-" (field) } role="alert" { (fault.sentence) }
        }
    }
}
