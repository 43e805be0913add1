//! An incident as it is shown and written.

use super::cluster::JOIN;
use super::decisions::Decisions;
use crate::account::Account;
use crate::link::{self, Prepared, Reason};
use sayso_core::{ActorId, CharSpan, DateRange, EventType, Place, codes};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A report's mention of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentMention {
    /// The document's id.
    pub doc: String,
    /// The event's id.
    pub event: String,
    /// The words that name the act, in code points of the document's text.
    pub trigger: CharSpan,
}

/// Why a mention belongs to an incident: its strongest link with those before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Joined {
    /// The event's id.
    pub event: String,
    /// The event that it was joined to.
    pub with: String,
    /// The score of the link.
    pub score: f32,
    /// What speaks for it, and what against.
    pub reasons: Vec<Reason>,
    /// The same for people.
    pub explanation: String,
}

/// Accounts that tell of one act. `O` and `V` are origins and values, which others work out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident<O = (), V = ()> {
    /// Named after the earliest account (by publication, document, place in the text): reports that come later, as news
    /// do, leave it as it is.
    pub id: String,
    /// The type most accounts have; of equals the first of the ontology.
    pub event: EventType,
    /// The mode most accounts of that type have.
    pub mode: Option<String>,
    /// The narrowest date that accounts give; of equals the one most give. Its words stand in several documents, so
    /// there is no span.
    pub date: Option<DateRange<CharSpan>>,
    /// The narrowest place that accounts give; of equals the one most give. No span either.
    pub place: Option<Place<CharSpan>>,
    /// Who takes part, in the order of how many accounts name them.
    pub parties: Vec<String>,
    /// Its accounts, the earliest first.
    pub mentions: Vec<IncidentMention>,
    /// Whose claims these are.
    pub origins: O,
    /// What the accounts give for each field.
    pub values: V,
    /// Why each mention but the first was joined.
    pub reasons: Vec<Joined>,
}

impl<O: Default, V: Default> Incident<O, V> {
    /// The incident that these accounts tell of, each with its prepared form. `party` names an actor of a document as
    /// the whole workspace knows it; `decisions` are those by which the accounts were clustered. None where there is no
    /// account.
    pub fn of(
        accounts: &[(&Account, &Prepared)],
        decisions: &Decisions,
        party: impl Fn(&str, &ActorId) -> String,
    ) -> Option<Incident<O, V>> {
        let mut members = accounts.to_vec();
        members.sort_by(|(a, _), (b, _)| earlier(a).cmp(&earlier(b)));
        let (first, _) = members.first()?;
        let event = most_common(members.iter().map(|(account, _)| account.event.event))?;
        let modes = codes::modes(event);
        let mode = members.iter().filter(|(account, _)| account.event.event == event);
        let mode = most_common(
            mode.filter_map(|(account, _)| modes.iter().position(|mode| account.event.mode.as_deref() == Some(mode))),
        );
        Some(Incident {
            id: format!("i{}", first.event.id),
            event,
            mode: mode.and_then(|at| modes.get(at)).map(|mode| mode.to_string()),
            date: date(&members),
            place: place(&members),
            parties: parties(&members, party),
            mentions: members.iter().map(|(account, _)| mention(account)).collect(),
            origins: O::default(),
            values: V::default(),
            reasons: reasons(&members, decisions),
        })
    }
}

/// Dated reports first, in the order in which they were published.
fn earlier(account: &Account) -> (bool, Option<jiff::civil::Date>, &str, usize, &str) {
    let published = account.report.published.as_ref().map(|published| published.date);
    let event = &account.event;
    (published.is_none(), published, &account.report.doc, event.evidence.trigger.start, &event.id)
}

fn mention(account: &Account) -> IncidentMention {
    IncidentMention {
        doc: account.report.doc.clone(),
        event: account.event.id.clone(),
        trigger: account.event.evidence.trigger,
    }
}

/// The most frequent; of equals the first in order.
fn most_common<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let most = counts.values().copied().max()?;
    counts.into_iter().find(|(_, count)| *count == most).map(|(value, _)| value)
}

fn date(members: &[(&Account, &Prepared)]) -> Option<DateRange<CharSpan>> {
    let dates = || members.iter().filter_map(|(account, _)| account.event.date.as_ref());
    let rank = |date: &DateRange<CharSpan>| (date.from.is_none() || date.to.is_none(), date.precision);
    let narrowest = dates().map(rank).min()?;
    let (from, to) = most_common(dates().filter(|date| rank(date) == narrowest).map(|date| (date.from, date.to)))?;
    Some(DateRange { from, to, precision: narrowest.1, span: None })
}

fn place(members: &[(&Account, &Prepared)]) -> Option<Place<CharSpan>> {
    let places = || members.iter().filter_map(|(account, _)| account.event.location.as_ref());
    let known = |place: &Place<CharSpan>| (place.country.is_none(), place.precision);
    let narrowest = places().map(known).min()?;
    let named = || places().filter(|place| known(place) == narrowest);
    let name = most_common(named().map(|place| (&place.name, place.geonameid)))?;
    let place = named().find(|place| (&place.name, place.geonameid) == name)?;
    Some(Place { span: None, ..place.clone() })
}

fn parties(members: &[(&Account, &Prepared)], party: impl Fn(&str, &ActorId) -> String) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (account, _) in members {
        let of_account = account.actor.iter().chain(&account.recipient).filter_map(|party| party.actor.as_ref());
        let named: BTreeSet<String> = of_account.map(|actor| party(&account.report.doc, actor)).collect();
        named.into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
    }
    let mut parties: Vec<(String, usize)> = counts.into_iter().collect();
    parties.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    parties.into_iter().map(|(name, _)| name).collect()
}

fn reasons(members: &[(&Account, &Prepared)], decisions: &Decisions) -> Vec<Joined> {
    let ids: BTreeSet<&str> = members.iter().map(|(_, member)| member.id()).collect();
    // What else can have brought in a mention that is barred from all before it.
    let joined_by_hand = decisions.together().any(|(a, b)| ids.contains(a) && ids.contains(b));
    let strongest = |at: usize| {
        let (_, mention) = members.get(at)?;
        let earlier = || members.iter().take(at).map(|(_, other)| other);
        let scored = earlier().map(|other| {
            let story = link::story_of(mention, other);
            (link::score(mention, other, story), other, story)
        });
        let decided = |other: &&&Prepared| decisions.joined(mention.id(), other.id());
        let strongest = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
        let by_person = earlier().find(decided).filter(|_| strongest.0 < JOIN).map(|other| {
            let story = link::story_of(mention, other);
            (link::score(mention, other, story), other, story)
        });
        let (score, with, story) = by_person.unwrap_or(strongest);
        let mut reasons = link::link(mention, with, story).reasons;
        if by_person.is_some() || (joined_by_hand && reasons.iter().any(Reason::is_bar)) {
            reasons.insert(0, Reason::JoinedByHand);
        }
        let explanation = reasons.iter().map(Reason::to_string).collect::<Vec<_>>().join("; ");
        Some(Joined { event: mention.id().to_string(), with: with.id().to_string(), score, reasons, explanation })
    };
    (1..members.len()).filter_map(strongest).collect()
}
