//! Observations as programs read them: the lines of a file or an answer, the same for the command line and the API.

use axum::Extension;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, LINK};
use axum::response::{IntoResponse, Response};
use banyan_core::unit::Network;
use serde::Serialize;

use super::Observation;
use super::pages::Asked;
use crate::programmes::Catalogue;
use crate::units::Networks;
use crate::web::{Clock, Site, Visit};

/// One observation on the wire. The first six names are those of a file that is imported.
#[derive(Clone, PartialEq, Eq, Serialize, Debug)]
pub struct Line {
    pub indicator: String,
    /// Empty is the total.
    pub cell: String,
    /// The code that the unit bore on the last day of the period; its identity where that day is not known.
    pub unit: String,
    pub period: String,
    pub method: String,
    /// With a point before the decimals of the indicator.
    pub value: String,
    pub vintage: u32,
    /// `declared`, `verified`, `contradicted`.
    pub standing: &'static str,
    /// The business day on which the vintage was recorded.
    pub recorded_on: String,
    pub act: String,
}

/// What an export adds to the columns of a file; an import leaves them out of account.
pub(super) const ADDED: [&str; 4] = ["vintage", "standing", "recorded_on", "act"];

impl Line {
    pub fn of(own: &Observation, network: &Network, clock: &Clock) -> Line {
        let Observation { key, vintage, standing, act } = own;
        let version =
            network.find(&key.unit).and_then(|no| network.version_on(no, key.period.last(), None));
        Line {
            indicator: key.indicator.clone(),
            cell: key.cell.clone(),
            unit: version.map_or_else(|| key.unit.0.clone(), |version| version.code.clone()),
            period: key.period.to_string(),
            method: key.method.clone(),
            value: vintage.value.to_string(),
            vintage: vintage.number,
            standing: standing.key(),
            recorded_on: clock.day_of(vintage.recorded_at).to_string(),
            act: act.clone(),
        }
    }
}

/// Observations in an answer.
const ANSWERED: usize = 5000;

/// Observations of a unit, or of an indicator over all units: JSON, or CSV under the columns of a file. The address of the next page stands in the header `Link`.
pub(super) async fn list(
    visit: Visit,
    State(site): State<Site>,
    Extension(networks): Extension<Networks>,
    Extension(catalogue): Extension<Catalogue>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let Ok(Query(asked)) = asked else {
        return refused(StatusCode::BAD_REQUEST, "the address names something twice");
    };
    let known = catalogue.seen_by(&visit, &networks);
    let network = networks.network_at(visit.known_at);
    let found = asked.find(&visit, &site, (&known, &network), ANSWERED).await;
    let (found, more) = match found {
        Ok(Some(found)) => found,
        Ok(None) => {
            return refused(StatusCode::BAD_REQUEST, "name a unit or an indicator");
        }
        Err(refusal) => {
            tracing::error!("request failed: {refusal}");
            return refused(StatusCode::INTERNAL_SERVER_ERROR, "the program failed");
        }
    };
    let lines: Vec<Line> = found.iter().map(|own| Line::of(own, &network, &site.clock)).collect();
    let mut response = match asked.format.as_str() {
        "csv" => match csv_of(&lines) {
            Ok(text) => ([(CONTENT_TYPE, "text/csv; charset=utf-8")], text).into_response(),
            Err(refusal) => {
                tracing::error!("request failed: {refusal}");
                return refused(StatusCode::INTERNAL_SERVER_ERROR, "the program failed");
            }
        },
        _ => axum::Json(lines).into_response(),
    };
    let next = found.last().filter(|_| more).map(|last| asked.next("/api/observations", last));
    if let Some(link) = next.and_then(|next| format!("<{next}>; rel=\"next\"").parse().ok()) {
        response.headers_mut().insert(LINK, link);
    }
    response
}

fn csv_of(lines: &[Line]) -> Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for line in lines {
        writer.serialize(line).map_err(|refusal| refusal.to_string())?;
    }
    writer.into_inner().map_err(|refusal| refusal.to_string())
}

fn refused(status: StatusCode, reason: &str) -> Response {
    (status, axum::Json(serde_json::json!({ "error": reason }))).into_response()
}
