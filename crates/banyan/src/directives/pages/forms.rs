//! What the forms of a draft do: correct the document, keep or drop or add a line, leave a passage out with a reason.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use banyan_core::words::{Day, Quantity};
use serde::Deserialize;

use super::super::{Draft, Item, ItemClass, ItemState, actions};
use super::draft::load;
use crate::web::{Refusal, Site, Visit};

/// Changes a draft that is not adopted yet, and answers with the page it is shown on.
async fn changed(
    visit: &Visit,
    site: &Site,
    id: &str,
    change: impl FnOnce(&mut Draft) -> Result<String, Refusal>,
) -> Response {
    let done = async {
        visit.writing()?;
        let mut draft = load(visit, site, id).await?;
        if draft.adopted_as.is_some() {
            return Err(Refusal::Sentence {
                status: StatusCode::CONFLICT,
                key: "refusal-adopted",
                input: draft.number,
            });
        }
        let address = change(&mut draft)?;
        actions::keep(&site.store, &draft).await?;
        Ok::<String, Refusal>(address)
    };
    match done.await {
        Ok(address) => Redirect::to(&address).into_response(),
        Err(refusal) => refusal.shown(visit),
    }
}

fn wrong(key: &'static str, input: &str) -> Refusal {
    Refusal::Sentence { status: StatusCode::UNPROCESSABLE_ENTITY, key, input: input.to_owned() }
}

#[derive(Deserialize)]
pub(in crate::directives) struct DocumentForm {
    number: String,
    issuer: String,
    title: String,
    date: String,
    clears: u8,
}

pub(in crate::directives) async fn change_document(
    visit: Visit,
    State(site): State<Site>,
    Path(id): Path<String>,
    Form(form): Form<DocumentForm>,
) -> Response {
    changed(&visit, &site, &id, |draft| {
        if !form.date.is_empty() && form.date.parse::<Day>().is_err() {
            return Err(wrong("refusal-day", &form.date));
        }
        draft.number = form.number.trim().to_owned();
        draft.issuer = form.issuer.trim().to_owned();
        draft.title = form.title.trim().to_owned();
        draft.date = form.date;
        draft.clears = if matches!(form.clears, 5 | 6) { form.clears } else { 0 };
        Ok(format!("/drafts/{}", draft.id))
    })
    .await
}

#[derive(Deserialize)]
pub(in crate::directives) struct NewItem {
    quote: String,
    class: ItemClass,
}

pub(in crate::directives) async fn add_item(
    visit: Visit,
    State(site): State<Site>,
    Path(id): Path<String>,
    Form(form): Form<NewItem>,
) -> Response {
    changed(&visit, &site, &id, |draft| {
        let quote = form.quote.replace("\r\n", "\n");
        let quote = quote.trim();
        let start = draft
            .text
            .find(quote)
            .filter(|_| !quote.is_empty())
            .ok_or_else(|| wrong("refusal-quote", quote))?;
        let item = Item::by_hand(form.class, start, start + quote.len(), quote.to_owned());
        draft.items.push(item);
        Ok(format!("/drafts/{}?item={}#item", draft.id, draft.items.len() - 1))
    })
    .await
}

#[derive(Deserialize)]
pub(in crate::directives) struct PassageForm {
    #[serde(rename = "do")]
    action: String,
    #[serde(default)]
    reason: String,
}

pub(in crate::directives) async fn leave_out(
    visit: Visit,
    State(site): State<Site>,
    Path((id, number)): Path<(String, usize)>,
    Form(form): Form<PassageForm>,
) -> Response {
    changed(&visit, &site, &id, |draft| {
        let passage = draft.passages.get_mut(number).ok_or(Refusal::NotFound)?;
        let class = match form.action.as_str() {
            "target" => ItemClass::Target,
            "task" => ItemClass::Task,
            _ if form.reason.trim().is_empty() => return Err(wrong("refusal-reason", "")),
            _ => {
                passage.left_out = Some(form.reason.trim().to_owned());
                return Ok(format!("/drafts/{}#text-heading", draft.id));
            }
        };
        passage.taken_up = true;
        let (start, end) = (passage.start, passage.end);
        let words = draft.quote(start, end).trim().to_owned();
        draft.items.push(Item::by_hand(class, start, end, words));
        Ok(format!("/drafts/{}?item={}#item", draft.id, draft.items.len() - 1))
    })
    .await
}

#[derive(Deserialize)]
pub(in crate::directives) struct ItemForm {
    #[serde(rename = "do")]
    action: String,
    subject: String,
    comparator: Option<String>,
    value: Option<String>,
    unit: Option<String>,
    due: Option<String>,
    level: Option<String>,
    lead: Option<String>,
    laid_on: Option<String>,
    recurrence: Option<String>,
    person: Option<String>,
    product: Option<String>,
    authority: Option<String>,
    as_of: Option<String>,
    indicator: Option<String>,
}

pub(in crate::directives) async fn change_item(
    visit: Visit,
    State(site): State<Site>,
    Path((id, number)): Path<(String, usize)>,
    Form(form): Form<ItemForm>,
) -> Response {
    changed(&visit, &site, &id, |draft| {
        let item = draft.items.get_mut(number).ok_or(Refusal::NotFound)?;
        if form.action == "drop" {
            item.state = ItemState::Dropped;
            return Ok(format!("/drafts/{}#draft-heading", draft.id));
        }
        correct(item, form)?;
        let next =
            draft.in_order().into_iter().find(|(_, item)| item.doubtful()).map(|(place, _)| place);
        Ok(next.map_or_else(
            || format!("/drafts/{}#item-{number}", draft.id),
            |next| format!("/drafts/{}?item={next}#item", draft.id),
        ))
    })
    .await
}

/// Puts a form's fields into an item; a figure and a day must be one, everything else is the person's word.
fn correct(item: &mut Item, form: ItemForm) -> Result<(), Refusal> {
    let value = form.value.as_deref().map(|value| value.trim().replace(',', "."));
    if let Some(value) = &value
        && value.parse::<Quantity>().is_err()
    {
        return Err(wrong("refusal-value", value));
    }
    if let Some(due) = form.due.as_deref().filter(|due| !due.is_empty())
        && due.parse::<Day>().is_err()
    {
        return Err(wrong("refusal-day", due));
    }
    let put = |field: &mut String, value: Option<String>| {
        if let Some(value) = value {
            *field = value.trim().to_owned();
        }
    };
    put(&mut item.subject, Some(form.subject));
    put(&mut item.comparator, form.comparator);
    put(&mut item.value, value);
    put(&mut item.unit, form.unit);
    put(&mut item.due, form.due);
    put(&mut item.level, form.level);
    put(&mut item.lead, form.lead);
    put(&mut item.laid_on, form.laid_on);
    put(&mut item.recurrence, form.recurrence);
    put(&mut item.person, form.person);
    put(&mut item.product, form.product);
    put(&mut item.authority, form.authority);
    put(&mut item.as_of, form.as_of);
    put(&mut item.indicator, form.indicator);
    item.state = ItemState::Kept;
    Ok(())
}
