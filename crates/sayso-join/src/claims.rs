//! What is claimed about an incident, by whom, and on whose word.

use crate::copies::Copies;
use crate::directory::Directory;
use crate::known::Known;
use crate::moment::in_order;
use crate::origins::{Node, Origins, count, tree};
use crate::stance::{Stance, Voice, voices};
use crate::value::Value;
use crate::{Account, phrasing};
use sayso_core::{Act, Certainty};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One value that at least one report gives for an incident, and everybody who stands to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// What it is about: happened, actor, place, date, or a magnitude (killed, arrested …).
    pub field: String,
    /// The value.
    pub value: Value,
    /// The value in words.
    pub shown: String,
    /// Those on whose word it stands. Denials never lessen the number.
    pub origins: Origins,
    /// The sources from the publishers inwards.
    pub tree: Vec<Node>,
    /// Who says that it is not so.
    pub denied: Option<Against>,
    /// Who doubts it.
    pub doubted: Option<Against>,
    /// Accounts that speak of it as planned, asked for or supposed: no claim that it is so.
    pub expected: Vec<Testimony>,
    /// The accounts that give it.
    pub accounts: Vec<Testimony>,
}

/// Those who deny or doubt a claim; they stand beside it and take nothing from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Against {
    /// How many, and who.
    pub origins: Origins,
    /// Their accounts.
    pub accounts: Vec<Testimony>,
}

/// One account with the place where it can be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Testimony {
    /// The report.
    pub doc: String,
    /// The record.
    pub event: String,
    /// Who published it; none where not known.
    pub publisher: Option<String>,
    /// Date or time of publication.
    pub published: Option<String>,
    /// Who vouches.
    pub holder: String,
    /// Everybody on the way to it, the publisher first and the holder last.
    pub chain: Vec<String>,
    /// What that holder does.
    pub act: Option<Act>,
    /// How sure it is.
    pub certainty: Certainty,
    /// The sentence.
    pub sentence: String,
}

/// What the accounts of one incident claim, the act itself first, each with its origins.
///
/// `known` tells which documents are copies and which actors of different documents are one. The accounts may come in
/// any order.
pub fn claims(accounts: &[&Account], known: &dyn Known) -> Vec<Claim> {
    let accounts = in_order(accounts);
    let context = Context::new(&accounts, known);
    let mut claims = Vec::new();
    claims.extend(context.claim("happened", &Value::Happened, |_| true));
    for (field, values) in context.values() {
        for (value, givers) in values {
            claims.extend(context.claim(&field, &value, |at| givers.contains(&at)));
        }
    }
    claims
}

/// The accounts of an incident with who is who and who copies whom.
pub(crate) struct Context<'a> {
    pub accounts: &'a [&'a Account],
    pub known: &'a dyn Known,
    pub directory: Directory,
    pub copies: Copies,
}

impl<'a> Context<'a> {
    pub fn new(accounts: &'a [&'a Account], known: &'a dyn Known) -> Context<'a> {
        Context { accounts, known, directory: Directory::new(accounts, known), copies: Copies::new(accounts, known) }
    }

    /// Every voice of the incident.
    pub fn voices(&self) -> Vec<Voice> {
        self.accounts.iter().enumerate().flat_map(|(at, account)| voices(at, account)).collect()
    }

    /// The values given for each field, with the accounts that give them.
    fn values(&self) -> BTreeMap<String, Vec<(Value, Vec<usize>)>> {
        let mut fields: BTreeMap<String, Vec<(Value, Vec<usize>)>> = BTreeMap::new();
        for (at, account) in self.accounts.iter().enumerate() {
            for (field, value) in crate::value::values(at, account, &self.directory) {
                let values = fields.entry(field).or_default();
                match values.iter_mut().find(|(other, _)| *other == value) {
                    Some((_, givers)) => givers.push(at),
                    None => values.push((value, vec![at])),
                }
            }
        }
        for values in fields.values_mut() {
            values.sort_by(|a, b| a.0.order().cmp(&b.0.order()));
        }
        fields
    }

    fn claim(&self, field: &str, value: &Value, gives: impl Fn(usize) -> bool) -> Option<Claim> {
        let of = |stance: Stance| -> Vec<Voice> {
            self.voices().into_iter().filter(|voice| voice.stance == stance && gives(voice.account)).collect()
        };
        let against = |stance: Stance| {
            let voices = of(stance);
            (!voices.is_empty()).then(|| Against { origins: self.count(&voices), accounts: self.testimonies(&voices) })
        };
        let reports = of(Stance::Reports);
        let (denied, doubted) = (against(Stance::Denies), against(Stance::Doubts));
        let expected = self.testimonies(&of(Stance::Expects));
        // What is only planned or supposed has no values that anybody vouches for.
        let nothing = reports.is_empty() && denied.is_none() && doubted.is_none();
        if nothing && (expected.is_empty() || *value != Value::Happened) {
            return None;
        }
        Some(Claim {
            field: field.to_string(),
            value: value.clone(),
            shown: value.to_string(),
            origins: self.count(&reports),
            tree: tree(&reports, self.accounts, &self.directory, self.known),
            denied,
            doubted,
            expected,
            accounts: self.testimonies(&reports),
        })
    }

    pub fn count(&self, voices: &[Voice]) -> Origins {
        count(voices, self.accounts, &self.directory, &self.copies, self.known)
    }

    pub fn testimonies(&self, voices: &[Voice]) -> Vec<Testimony> {
        voices.iter().map(|voice| self.testimony(voice)).collect()
    }

    pub fn testimony(&self, voice: &Voice) -> Testimony {
        let account = self.accounts[voice.account];
        let report = &account.report;
        let name = |link: usize| {
            let who = self.directory.link(voice.account, link);
            who.map_or_else(|| phrasing::outlet(account), |who| self.directory.get(who).id.clone())
        };
        Testimony {
            doc: report.doc.clone(),
            event: account.event.id.clone(),
            publisher: report.publisher.clone(),
            published: report.published.as_ref().map(|published| published.text.clone()),
            holder: name(voice.link),
            chain: (0..=voice.link).map(name).collect(),
            act: account.holders.get(voice.link).and_then(|holder| holder.act),
            certainty: account.event.factuality.certainty,
            sentence: account.sentence.clone(),
        }
    }
}
