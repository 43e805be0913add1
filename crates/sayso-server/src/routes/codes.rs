//! The lists that values come from, and places by name: what a person chooses from when she corrects a record.

use crate::desk::{Desk, ask};
use crate::error::ApiError;
use crate::question::Asked;
use axum::Json;
use axum::extract::State;
use sayso_code::places::EntryKind;
use sayso_core::{Act, EventType, LabelKind, LabelPolarity, PlacePrecision, TieChange, TieKind, codes};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

pub async fn all() -> Json<Value> {
    let types =
        EventType::ALL.map(|event| json!({"type": event, "quad": event.quad().number(), "modes": codes::modes(event)}));
    Json(json!({
        "types": types,
        "contexts": codes::CONTEXTS,
        "magnitudes": codes::MAGNITUDES,
        "acts": Act::ALL,
        "label_kinds": LabelKind::ALL,
        "label_polarities": LabelPolarity::ALL,
        "tie_kinds": TieKind::ALL,
        "tie_changes": TieChange::ALL,
    }))
}

#[derive(Deserialize)]
pub struct Name {
    #[serde(default)]
    q: String,
}

/// Most places of one name that are given.
const PLACES: usize = 40;

pub async fn places(State(desk): State<Arc<Desk>>, Asked(name): Asked<Name>) -> Result<Json<Value>, ApiError> {
    let found = ask(&desk, move |desk, _| {
        let reader = desk.reader()?;
        let gazetteer = reader.coder().gazetteer();
        let entries = gazetteer.lookup(name.q.trim()).into_iter().take(PLACES).filter_map(|id| gazetteer.entry(id));
        let items: Vec<Value> = entries
            .map(|entry| {
                let (precision, feature) = match entry.kind {
                    EntryKind::Country => (PlacePrecision::Country, Some("PCLI")),
                    EntryKind::Province => (PlacePrecision::Admin, Some("ADM1")),
                    EntryKind::District => (PlacePrecision::Admin, Some("ADM2")),
                    EntryKind::Place => (PlacePrecision::Place, entry.capital.then_some("PPLC")),
                };
                json!({
                    "name": entry.name,
                    "admin1": entry.province.and_then(|province| gazetteer.province_name(province)),
                    "country": gazetteer.countries().get(entry.country).map(|country| &country.alpha3),
                    "lat": entry.lat,
                    "lon": entry.lon,
                    "geonameid": entry.geonameid,
                    "precision": precision,
                    "feature": feature,
                })
            })
            .collect();
        Ok(json!({"items": items}))
    });
    Ok(Json(found.await?))
}
