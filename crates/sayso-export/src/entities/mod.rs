//! What reports tell as entities and claims of other tools.

pub(crate) mod claim_review;
pub(crate) mod ftm;
pub(crate) mod ftm_entity;
pub(crate) mod ftm_records;
