//! The filters that all questions share.

use crate::commands::Failure;
use crate::commands::switches::SwitchArgs;
use sayso::Filter;
use sayso_core::{Act, QuadClass};

#[derive(clap::Args)]
pub struct FilterArgs {
    /// PLOVER type (may be given several times)
    #[arg(long = "type", value_name = "TYPE")]
    types: Vec<String>,
    /// Quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=4))]
    quad: Option<u8>,
    /// Name, id or country code of a party, in any role
    #[arg(long, value_name = "NAME")]
    party: Option<String>,
    /// Name, id or country code of who acts; with --recipient a dyad
    #[arg(long, value_name = "NAME")]
    actor: Option<String>,
    /// Name, id or country code of who is acted upon
    #[arg(long, value_name = "NAME")]
    recipient: Option<String>,
    /// Country of the place (ISO alpha-3)
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// Name of the place or its province
    #[arg(long, value_name = "NAME")]
    place: Option<String>,
    /// First day
    #[arg(long, value_name = "DATE")]
    since: Option<jiff::civil::Date>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    until: Option<jiff::civil::Date>,
    /// Name, id or country code of somebody whom the publisher cites for it
    #[arg(long, value_name = "NAME")]
    holder: Option<String>,
    /// What the innermost holder does: states, denies, doubts, believes, predicts, wants, asks, promises, threatens, asks-whether
    #[arg(long, value_name = "ACT")]
    act: Option<Act>,
    /// Only what the publisher tells in its own voice
    #[arg(long, conflicts_with = "holder")]
    own_voice: bool,
    /// Part of a publisher's name
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Document id (may be given several times)
    #[arg(long = "doc", value_name = "ID")]
    documents: Vec<String>,
    /// Id of an incident
    #[arg(long, value_name = "ID")]
    incident: Option<String>,
    #[command(flatten)]
    switches: SwitchArgs,
}

impl FilterArgs {
    pub fn filter(self) -> Result<Filter, Failure> {
        let filter = Filter {
            types: self.types,
            quad: self.quad.and_then(QuadClass::of_number),
            party: self.party,
            actor: self.actor,
            recipient: self.recipient,
            country: self.country,
            place: self.place,
            since: self.since.map(|day| day.to_string()),
            until: self.until.map(|day| day.to_string()),
            holder: self.holder,
            act: self.act,
            own_voice: self.own_voice,
            outlet: self.outlet,
            documents: self.documents,
            incident: self.incident,
            switches: self.switches.switches(),
        };
        filter.with_known_types().map_err(|error| Failure::usage(error.to_string()))
    }
}
