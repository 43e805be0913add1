//! The filters that all questions share.

use crate::commands::Failure;
use crate::commands::switches::SwitchArgs;
use sayso::Filter;
use sayso_core::{Act, Certainty, Polarity, QuadClass, Realis, Side};
use serde::de::DeserializeOwned;

/// A word of a code list; the message of a wrong one names the list.
pub fn coded<T: DeserializeOwned>(word: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::from(word)).map_err(|error| error.to_string())
}

fn polarity(word: &str) -> Result<Polarity, String> {
    match word {
        "positive" => Ok(Polarity::Positive),
        "negative" => Ok(Polarity::Negative),
        sign => coded(sign),
    }
}

/// The filters of questions about documents and actors.
#[derive(clap::Args)]
pub struct ReportArgs {
    /// Part of a publisher's name
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// Country: of actors their own, of documents that of an act told there (ISO alpha-3)
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// First day of publication
    #[arg(long, value_name = "DATE")]
    since: Option<jiff::civil::Date>,
    /// Last day of publication
    #[arg(long, value_name = "DATE")]
    until: Option<jiff::civil::Date>,
}

impl ReportArgs {
    pub fn filter(&self) -> Filter {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let (outlet, country) = (self.outlet.clone(), self.country.clone());
        Filter { outlet, country, since: day(self.since), until: day(self.until), ..Filter::default() }
    }
}

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
    /// What that holder does, or without --holder the innermost: states, denies, doubts, believes, predicts, wants, asks, promises, threatens, asks-whether
    #[arg(long, value_name = "ACT")]
    act: Option<Act>,
    /// Told as so or as not so: + or -
    #[arg(long, value_name = "SIGN", value_parser = polarity, allow_hyphen_values = true)]
    polarity: Option<Polarity>,
    /// How sure the innermost holder is: certain, probable, possible, unknown
    #[arg(long, value_name = "WORD", value_parser = coded::<Certainty>)]
    certainty: Option<Certainty>,
    /// Whether it is told as having happened: actual, future, conditional, requested, generic
    #[arg(long, value_name = "WORD", value_parser = coded::<Realis>)]
    realis: Option<Realis>,
    /// On whose side the innermost holder is: actor, recipient, outside, unknown
    #[arg(long, value_name = "SIDE", value_parser = coded::<Side>)]
    side: Option<Side>,
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
            polarity: self.polarity,
            certainty: self.certainty,
            realis: self.realis,
            side: self.side,
            own_voice: self.own_voice,
            outlet: self.outlet,
            documents: self.documents,
            incident: self.incident,
            switches: self.switches.switches(),
            ..Filter::default()
        };
        filter.with_known_types().map_err(|error| Failure::usage(error.to_string()))
    }
}
