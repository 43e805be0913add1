//! On whose word a claim stands: the tree of its sources and the number of its independent origins.

use crate::claims::directory::{Directory, Who};
use crate::claims::known::Known;
use crate::claims::stance::Voice;
use crate::{Account, claims::copies::Copies};
use sayso_core::{Act, Side};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many independent origins a claim has, and which.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Origins {
    /// The number, where it can be told.
    pub independent: Option<usize>,
    /// The smallest number that it can be: unnamed holders may be one another or one of the named.
    pub at_least: usize,
    /// The largest number that it can be: unnamed holders may all be different.
    pub at_most: usize,
    /// How the origins stand to the act.
    pub sides: Sides,
    /// The origins, in the order of their names.
    pub list: Vec<Origin>,
    /// The counting in words.
    pub why: String,
}

/// Origins counted by whose side they are on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sides {
    /// The actor itself, or of it.
    pub actor: usize,
    /// The one acted upon, or of it.
    pub recipient: usize,
    /// Neither.
    pub outside: usize,
    /// Not determined.
    pub unknown: usize,
}

/// One who vouches: the last source of one or several chains.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// Its id in the whole set of reports, or its name, or its description where it is not named.
    pub holder: String,
    /// Its name or description.
    pub name: String,
    /// Whether it can be told apart from other holders.
    pub named: bool,
    /// Whether it is a publisher that speaks in its own voice.
    pub own_voice: bool,
    /// The reports that give its word, copies included.
    pub documents: Vec<String>,
    /// The publishers of those reports, copies left out.
    pub cited_by: Vec<String>,
    /// Those of the reports that are copies of others.
    pub copies: Vec<String>,
    /// What it does with the content; none for a publisher's own voice.
    pub act: Option<Act>,
    /// Whose side it is on.
    pub side: Side,
}

/// A source and those it cites.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Node {
    /// As in [`Origin`].
    pub holder: String,
    /// Name or description.
    pub name: String,
    /// The reports in which it stands at this place.
    pub documents: Vec<String>,
    /// For a publisher: the document that its report is a copy of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// What it does with the content.
    pub act: Option<Act>,
    /// Whether it vouches itself at this place: the end of a chain.
    pub vouches: bool,
    /// Whom it cites.
    pub children: Vec<Node>,
}

/// Who is counted as the origin behind each voice.
pub(crate) fn behind(
    voices: &[Voice],
    accounts: &[&Account],
    directory: &Directory,
    copies: &Copies,
) -> Vec<Option<Who>> {
    let own = |voice: &Voice| voice.link == 0;
    let who = |voice: &Voice| directory.link(voice.account, voice.link);
    let plain: Vec<Option<Who>> = voices
        .iter()
        .map(|voice| match copies.source(voice.account) {
            Some(source) => directory.chain(source).last().copied(),
            // All copies of one text that speak in their own voice are one voice: that of the first.
            None if own(voice) => directory.link(copies.voice_of(voice.account), 0),
            None => who(voice),
        })
        .collect();
    // A copy that lost the attribution does not vouch itself: its source is that of the same text elsewhere.
    let lost = |voice: &Voice| {
        let text = copies.text(voice.account)?;
        let same_text = || voices.iter().zip(&plain).filter(|(other, _)| copies.text(other.account) == Some(text));
        let first_speaks_itself = same_text()
            .any(|(other, _)| own(other) && !copies.is_copy(accounts[other.account]) && copies.knows_first(text));
        let cited = same_text().filter(|(other, _)| {
            !own(other) && accounts[other.account].report.doc != accounts[voice.account].report.doc
        });
        if first_speaks_itself { None } else { cited.filter_map(|(_, who)| *who).min() }
    };
    voices.iter().zip(&plain).map(|(voice, who)| if own(voice) { lost(voice).or(*who) } else { *who }).collect()
}

/// Counts the origins of `voices`, which agree on something.
pub(crate) fn count(
    voices: &[Voice],
    accounts: &[&Account],
    directory: &Directory,
    copies: &Copies,
    known: &dyn Known,
) -> Origins {
    let mut by_origin: BTreeMap<Who, Vec<Voice>> = BTreeMap::new();
    for (voice, who) in voices.iter().zip(behind(voices, accounts, directory, copies)) {
        if let Some(who) = who {
            by_origin.entry(who).or_default().push(*voice);
        }
    }
    let list: Vec<Origin> =
        by_origin.iter().map(|(who, voices)| origin(*who, voices, accounts, directory, copies)).collect();
    let (at_least, at_most) = bounds(by_origin.keys().copied(), directory);
    let mut sides = Sides::default();
    for origin in &list {
        match origin.side {
            Side::Actor => sides.actor += 1,
            Side::Recipient => sides.recipient += 1,
            Side::Outside => sides.outside += 1,
            Side::Unknown => sides.unknown += 1,
        }
    }
    let independent = (at_least == at_most).then_some(at_least);
    let doubtful = by_origin
        .keys()
        .map(|who| (*who, directory.get(*who)))
        .filter(|(who, one)| {
            !one.certain && by_origin.keys().any(|other| other != who && one.may_be(directory.get(*other)))
        })
        .map(|(_, one)| one.name.clone())
        .collect();
    let why = crate::claims::phrasing::counted(&list, (at_least, at_most), &doubtful, voices, accounts, known);
    Origins { independent, at_least, at_most, sides, list, why }
}

/// The smallest and largest number of different holders among `holders`.
fn bounds(holders: impl Iterator<Item = Who>, directory: &Directory) -> (usize, usize) {
    let (named, unnamed): (Vec<Who>, Vec<Who>) = holders.partition(|who| directory.get(*who).certain);
    let known = |who: &Who| directory.get(*who);
    // Any unnamed holders that can neither be one of the named nor each other are so many more.
    let mut apart: Vec<Who> = Vec::new();
    for who in &unnamed {
        let other = named.iter().chain(&apart).all(|other| !known(who).may_be(known(other)));
        if other {
            apart.push(*who);
        }
    }
    let at_most = named.len() + unnamed.len();
    ((named.len() + apart.len()).max(at_most.min(1)), at_most)
}

fn origin(who: Who, voices: &[Voice], accounts: &[&Account], directory: &Directory, copies: &Copies) -> Origin {
    let individual = directory.get(who);
    let account = |voice: &Voice| accounts[voice.account];
    let documents: BTreeSet<&str> = voices.iter().map(|voice| account(voice).report.doc.as_str()).collect();
    let copied: BTreeSet<&str> =
        voices.iter().map(account).filter(|a| copies.is_copy(a)).map(|a| a.report.doc.as_str()).collect();
    let cited_by: BTreeSet<String> =
        voices.iter().map(account).filter(|a| !copies.is_copy(a)).map(crate::claims::phrasing::outlet).collect();
    let acts: BTreeSet<Act> = voices.iter().filter_map(|voice| account(voice).holders.get(voice.link)?.act).collect();
    let own = |voice: &Voice| voice.link == 0;
    Origin {
        holder: individual.id.clone(),
        name: individual.name.clone(),
        named: individual.certain,
        own_voice: voices.iter().all(own),
        documents: documents.into_iter().map(str::to_string).collect(),
        cited_by: cited_by.into_iter().collect(),
        copies: copied.into_iter().map(str::to_string).collect(),
        act: acts.into_iter().next(),
        side: side(who, voices, accounts, directory),
    }
}

/// Whose side a holder is on: by the names of the parties, then by what each record computed for itself.
fn side(who: Who, voices: &[Voice], accounts: &[&Account], directory: &Directory) -> Side {
    let is_party = |parties: fn(&Directory, usize) -> &[Who]| {
        voices.iter().any(|voice| parties(directory, voice.account).contains(&who))
    };
    let stakes: BTreeSet<u8> = voices
        .iter()
        .filter(|voice| voice.link + 1 == accounts[voice.account].holders.len())
        .filter_map(|voice| accounts[voice.account].event.stake.as_ref())
        .map(|stake| stake.side as u8)
        .collect();
    let some = |side: Side| stakes.contains(&(side as u8));
    let actor = some(Side::Actor) || is_party(Directory::actors);
    let recipient = some(Side::Recipient) || is_party(Directory::recipients);
    match (actor, recipient) {
        (true, false) => Side::Actor,
        (false, true) => Side::Recipient,
        (true, true) => Side::Unknown,
        (false, false) if some(Side::Outside) => Side::Outside,
        (false, false) => Side::Unknown,
    }
}

/// The sources of some accounts from the publishers inwards.
pub(crate) fn tree(voices: &[Voice], accounts: &[&Account], directory: &Directory, known: &dyn Known) -> Vec<Node> {
    let mut roots: Vec<Node> = Vec::new();
    let mut paths: Vec<(Vec<Who>, &Voice)> = voices
        .iter()
        .map(|voice| (directory.chain(voice.account).iter().take(voice.link + 1).copied().collect(), voice))
        .collect();
    paths.sort_by(|a, b| (&a.0, a.1.account).cmp(&(&b.0, b.1.account)));
    for (path, voice) in paths {
        let account = accounts[voice.account];
        let mut nodes = &mut roots;
        for (depth, who) in path.iter().enumerate() {
            let individual = directory.get(*who);
            let copy_of = known.original(&account.report.doc).filter(|_| depth == 0).map(str::to_string);
            let act = account.holders.get(depth).and_then(|holder| holder.act);
            let same = |node: &Node| {
                (&node.holder, &node.name, node.act, &node.copy_of) == (&individual.id, &individual.name, act, &copy_of)
            };
            let at = nodes.iter().position(same).unwrap_or_else(|| {
                nodes.push(Node {
                    holder: individual.id.clone(),
                    name: individual.name.clone(),
                    documents: Vec::new(),
                    copy_of,
                    act,
                    vouches: false,
                    children: Vec::new(),
                });
                nodes.len() - 1
            });
            let node = &mut nodes[at];
            if !node.documents.contains(&account.report.doc) {
                node.documents.push(account.report.doc.clone());
            }
            node.vouches |= depth == voice.link;
            nodes = &mut node.children;
        }
    }
    roots
}
