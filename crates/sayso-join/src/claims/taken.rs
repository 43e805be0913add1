//! Which accounts of an incident are copies of others, by what the texts of their reports have in common.

use super::known::KnownTables;
use crate::account::Account;
use crate::claims::moment::moment;
use crate::reprint::{Direction, Overlap, Relation, meets};
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

impl KnownTables {
    /// Notes documents that are versions of one report. They are named by their first id, whenever it came.
    pub fn one_text(&mut self, mut documents: Vec<String>) {
        documents.sort();
        if let Some(name) = documents.first().filter(|_| documents.len() > 1).cloned() {
            self.clusters.extend(documents.into_iter().map(|doc| (doc, name.clone())));
        }
    }

    /// Notes who copies whom among the accounts of one incident. The overlaps are the reprints and parts between their
    /// documents, in any order; which documents are versions of one report has to be noted before.
    pub fn copies(&mut self, overlaps: &[Overlap], accounts: &[&Account]) {
        let mut nearest_first: Vec<&Overlap> = overlaps.iter().collect();
        nearest_first.sort_by(|one, other| nearer(one, other));
        self.tell_apart(&nearest_first, accounts);
        let mut sources: BTreeMap<&str, Vec<&Overlap>> = BTreeMap::new();
        for overlap in nearest_first {
            let Some((from, to)) = overlap.from_to() else { continue };
            let one_text = self.clusters.contains_key(from) && self.clusters.get(from) == self.clusters.get(to);
            if overlap.relation == Relation::Reprint && one_text {
                sources.entry(to).or_default().push(overlap);
            } else if overlap.relation == Relation::Part {
                taken_over(overlap, from, to, accounts, self);
            }
        }
        for (copy, mut sources) in sources {
            sources.sort_by(|one, other| nearer_source(one, other, copy, accounts));
            let nearest = sources.first().and_then(|overlap| overlap.from_to());
            self.originals.extend(nearest.map(|(from, to)| (to.to_string(), from.to_string())));
        }
    }

    /// Makes of every text the groups of its versions that tell of the incident alike: a version that has it in words
    /// of its own, or with another number, is no copy of the others.
    fn tell_apart(&mut self, nearest_first: &[&Overlap], accounts: &[&Account]) {
        let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (doc, text) in std::mem::take(&mut self.clusters) {
            texts.entry(text).or_default().push(doc);
        }
        for documents in texts.into_values() {
            let mut groups = Versions::of(documents);
            for overlap in nearest_first {
                groups.note(overlap, accounts);
            }
            groups.into_groups().into_iter().for_each(|group| self.one_text(group));
        }
    }
}

/// Puts what the two texts share most of first; the ids decide between equals, never the order in which they are found.
fn nearer(one: &Overlap, other: &Overlap) -> Ordering {
    let shared = |overlap: &Overlap| overlap.share_a + overlap.share_b;
    let ids = |overlap: &Overlap| {
        let (a, b) = (overlap.a.clone(), overlap.b.clone());
        if a <= b { (a, b) } else { (b, a) }
    };
    let by_words = other.nearness().cmp(&one.nearness());
    by_words.then_with(|| shared(other).total_cmp(&shared(one))).then_with(|| ids(one).cmp(&ids(other)))
}

/// Puts first of two sources of a copy the one that has more of it, then the one with less beside it, then the earlier.
fn nearer_source(one: &Overlap, other: &Overlap, copy: &str, accounts: &[&Account]) -> Ordering {
    let shares = |overlap: &Overlap| {
        if overlap.a == copy { (overlap.share_a, overlap.share_b) } else { (overlap.share_b, overlap.share_a) }
    };
    let source = |overlap: &Overlap| if overlap.a == copy { overlap.b.clone() } else { overlap.a.clone() };
    let order = |overlap: &Overlap| {
        let source = source(overlap);
        let told = accounts.iter().filter(|account| account.report.doc == source).map(|account| moment(account)).min();
        (told.is_none(), told, source)
    };
    let ((of_copy, of_source), (other_copy, other_source)) = (shares(one), shares(other));
    let by_words = other.nearness().cmp(&one.nearness());
    let by_share = other_copy.total_cmp(&of_copy).then_with(|| other_source.total_cmp(&of_source));
    by_words.then(by_share).then_with(|| order(one).cmp(&order(other)))
}

/// How two versions of a text tell of an incident.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Alike {
    /// One has nothing of what the other tells of it.
    Nothing,
    /// One has what the other tells, with the same numbers.
    Same,
    /// One has what the other tells with another number.
    OtherNumber,
}

fn alike(overlap: &Overlap, accounts: &[&Account]) -> Alike {
    let mut found = Alike::Nothing;
    for account in accounts {
        let doc = account.report.doc.as_str();
        let there = if doc == overlap.a { &overlap.b } else { &overlap.a };
        let Some(place) = overlap.counterpart(doc, account.event.evidence.sentence) else { continue };
        let fellows: Vec<&&Account> = accounts
            .iter()
            .filter(|other| other.report.doc == *there && meets(other.event.evidence.sentence, place))
            .filter(|other| is_comparable(account, other))
            .collect();
        // A number that the shorter version leaves out is none that it gives otherwise: the one that it has is told here, too.
        let here = |other: &Account| {
            accounts.iter().any(|one| {
                one.report.doc == doc
                    && meets(one.event.evidence.sentence, account.event.evidence.sentence)
                    && is_comparable(one, other)
                    && has_same_numbers(one, other)
            })
        };
        let is_there = fellows.iter().any(|other| has_same_numbers(account, other));
        if !is_there && fellows.iter().any(|other| !here(other)) {
            return Alike::OtherNumber;
        }
        found = Alike::Same;
    }
    found
}

/// Whether two accounts of a passage may be the same one: of several acts told in it each has numbers of its own.
fn is_comparable(one: &Account, other: &Account) -> bool {
    let fields = |account: &Account| account.event.magnitude.keys().cloned().collect::<BTreeSet<String>>();
    let (of_one, of_other) = (fields(one), fields(other));
    one.event.event == other.event.event
        && (one.trigger.eq_ignore_ascii_case(&other.trigger) || of_one.intersection(&of_other).next().is_some())
}

/// Whether no number that both give differs.
fn has_same_numbers(one: &Account, other: &Account) -> bool {
    one.event.magnitude.iter().all(|(field, value)| {
        let same = other.event.magnitude.get(field);
        same.is_none_or(|same| (same.at_least, same.at_most) == (value.at_least, value.at_most))
    })
}

/// The versions of one text in groups that tell of an incident alike.
struct Versions {
    group: BTreeMap<String, usize>,
    compared: BTreeSet<String>,
    apart: BTreeSet<(String, String)>,
    same: Vec<(String, String)>,
}

impl Versions {
    fn of(documents: Vec<String>) -> Versions {
        let group = documents.into_iter().enumerate().map(|(at, doc)| (doc, at)).collect();
        Versions { group, compared: BTreeSet::new(), apart: BTreeSet::new(), same: Vec::new() }
    }

    /// Overlaps come with the nearest first.
    fn note(&mut self, overlap: &Overlap, accounts: &[&Account]) {
        if !self.group.contains_key(&overlap.a) || !self.group.contains_key(&overlap.b) {
            return;
        }
        self.compared.extend([overlap.a.clone(), overlap.b.clone()]);
        match alike(overlap, accounts) {
            Alike::Nothing => {}
            Alike::Same => self.same.push((overlap.a.clone(), overlap.b.clone())),
            Alike::OtherNumber => {
                self.apart.insert((overlap.a.clone(), overlap.b.clone()));
                self.apart.insert((overlap.b.clone(), overlap.a.clone()));
            }
        }
    }

    /// Nearest versions are put together first, and none that differ are united by a third.
    fn into_groups(mut self) -> Vec<Vec<String>> {
        for (a, b) in std::mem::take(&mut self.same) {
            self.unite(&a, &b);
        }
        // Whom nobody compared is in the text by a person's word.
        let unseen: Vec<String> = self.group.keys().filter(|doc| !self.compared.contains(*doc)).cloned().collect();
        if let Some(first) = self.group.keys().next().cloned() {
            unseen.iter().for_each(|doc| self.unite(&first, doc));
        }
        let mut groups: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (doc, group) in self.group {
            groups.entry(group).or_default().push(doc);
        }
        groups.into_values().collect()
    }

    fn unite(&mut self, a: &str, b: &str) {
        let (Some(&one), Some(&other)) = (self.group.get(a), self.group.get(b)) else { return };
        let of = |group: usize| self.group.iter().filter(move |(_, at)| **at == group).map(|(doc, _)| doc);
        let differ = of(one).any(|x| of(other).any(|y| self.apart.contains(&(x.clone(), y.clone()))));
        if !differ {
            self.group.values_mut().filter(|at| **at == other).for_each(|at| *at = one);
        }
    }
}

/// Accounts of `to` that stand in a passage taken from `from`. Of several sources the one noted first is kept.
fn taken_over(overlap: &Overlap, from: &str, to: &str, accounts: &[&Account], known: &mut KnownTables) {
    for copy in accounts.iter().filter(|account| account.report.doc == to) {
        let Some(there) = overlap.counterpart(to, copy.event.evidence.sentence) else { continue };
        let original = accounts
            .iter()
            .filter(|account| {
                account.report.doc == from
                    && account.event.event == copy.event.event
                    && meets(account.event.evidence.sentence, there)
                    && has_same_numbers(copy, account)
            })
            .min_by_key(|account| (Reverse(is_comparable(copy, account)), account.event.id.as_str()));
        if let Some(original) = original {
            known.original_accounts.entry(copy.event.id.clone()).or_insert_with(|| original.event.id.clone());
        }
    }
}

impl Overlap {
    /// Source and copy, where it is known which is which.
    pub fn from_to(&self) -> Option<(&str, &str)> {
        match self.direction {
            Direction::AToB => Some((&self.a, &self.b)),
            Direction::BToA => Some((&self.b, &self.a)),
            Direction::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{body, holder, told, unnamed};
    use crate::{Claim, Text, claims, compare};
    use sayso_core::{Act, CodePoints, Document, Published, Span};

    const DEATHS: &str = "Gunmen killed 12 people in the town on Monday.";
    const WOUNDED: &str = "Gunmen injured 30 people in the town on Monday.";
    const DENIAL: &str = "The Dawn Front denied that its men had attacked anybody.";
    const REST: &str =
        "Shops stayed closed for the rest of the day. Residents waited for news outside the main hospital.";

    fn document(at: usize, text: &str) -> Document<Span> {
        let mut document = Document::new(format!("d{at}"), text);
        document.publisher = Some(format!("Outlet{at}"));
        document.published = Published::parse(&format!("2031-03-{:02}", at + 1));
        document
    }

    /// The accounts of a text: of every sentence that it has, with the number that stands there.
    fn accounts(document: &Document<Span>) -> Vec<Account> {
        let doc = document.id.0.as_str();
        let publisher = document.publisher.as_deref().unwrap_or("");
        let published = document.published.as_ref().map_or("", |published| published.text.as_str());
        let mut found = Vec::new();
        for sentence in document.text.split_inclusive(". ") {
            let start = document.text.find(sentence).unwrap_or(0);
            let span = Span::new(start, start + sentence.trim_end().len());
            let mut add = |told: crate::testing::Told| {
                let mut account = told.number(found.len()).account();
                account.event.evidence.sentence = CodePoints::new(&document.text).chars(span);
                found.push(account);
            };
            let told = || match sentence.contains("official") {
                true => told(doc, publisher, published).by(unnamed("a hospital official", "CVL")),
                false => told(doc, publisher, published),
            };
            for count in sentence.split(' ').filter_map(|word| word.parse::<u32>().ok()) {
                add(if sentence.contains("killed") {
                    told().killed(count, count)
                } else {
                    told().injured(count, count)
                });
            }
            if sentence.contains("denied") {
                add(told().by(holder(body("Dawn Front", None, "REB"), Act::Denies)).denied());
            }
        }
        found
    }

    /// What the versions of a report claim together, the first published first.
    fn told_by(versions: &[String]) -> Vec<Claim> {
        let documents: Vec<Document<Span>> = versions.iter().enumerate().map(|(at, text)| document(at, text)).collect();
        let accounts: Vec<Account> = documents.iter().flat_map(accounts).collect();
        let accounts: Vec<&Account> = accounts.iter().collect();
        let texts: Vec<Text> = documents.iter().map(Text::new).collect();
        let mut overlaps = Vec::new();
        for (at, one) in texts.iter().enumerate() {
            overlaps.extend(texts.iter().skip(at + 1).filter_map(|other| compare(one, other)));
        }
        let mut pictures = Vec::new();
        for _ in 0..2 {
            let mut known = KnownTables::default();
            known.one_text(documents.iter().map(|document| document.id.0.clone()).collect());
            known.copies(&overlaps, &accounts);
            pictures.push(claims(&accounts, &known));
            overlaps.reverse();
        }
        assert_eq!(pictures.first(), pictures.last(), "the order of overlaps changes nothing");
        pictures.pop().unwrap_or_default()
    }

    fn happened(claims: &[Claim]) -> &Claim {
        claims.iter().find(|claim| claim.field == "happened").expect("a claim")
    }

    #[test]
    fn copies_of_a_text_with_several_numbers_are_one_origin() {
        let official = "Gunmen killed 12 people in the town, a hospital official said.";
        for text in [
            format!("{DEATHS} {WOUNDED} {REST}"),
            format!("{official} {WOUNDED} {DENIAL} {REST}"),
            format!("{DEATHS} {WOUNDED} {DENIAL} {DEATHS} {REST}"),
        ] {
            let claims = told_by(&vec![text.clone(); 5]);
            let claim = happened(&claims);
            let most = 1 + usize::from(text.contains("official"));
            assert!(claim.origins.at_most <= most, "{text}: {}", claim.origins.why);
            let denied = claim.denied.as_ref().map_or(1, |against| against.origins.at_most);
            assert_eq!(denied, 1, "{text}");
            let killed = claims.iter().find(|claim| claim.field == "killed").map(|claim| claim.origins.independent);
            assert_eq!(killed, Some(Some(1)), "{text}");
            assert!(claim.origins.why.contains("d4 is a reprint of d0"), "{}", claim.origins.why);
        }
    }

    #[test]
    fn a_copy_that_leaves_out_one_of_two_numbers_is_a_copy() {
        let both = "Gunmen killed 12 people in the town on Monday, and by another count they killed 30 people there.";
        let one = both.replace(", and by another count they killed 30 people there", "");
        let claims = told_by(&[format!("{both} {REST}"), format!("{one} {REST}")]);
        assert_eq!(happened(&claims).origins.independent, Some(1), "{}", happened(&claims).origins.why);
    }

    #[test]
    fn another_number_is_no_copy_and_its_own_copies_are() {
        let with = |number: &str| format!("{DEATHS} {WOUNDED} {REST}").replace("12", number);
        let claims = told_by(&[with("12"), with("14"), with("14"), with("12")]);
        let claim = happened(&claims);
        assert_eq!(claim.origins.independent, Some(2), "{}", claim.origins.why);
        let named: Vec<&str> = claim.origins.list.iter().map(|origin| origin.name.as_str()).collect();
        assert_eq!(named, ["Outlet0", "Outlet1"]);
    }

    #[test]
    fn a_copy_of_a_copy_names_the_nearer_as_its_source() {
        let first = format!("{DEATHS} {WOUNDED} {REST} The mayor reportedly left the town before noon.");
        // A word that is gone takes nothing of what both have.
        let second = first.replace("reportedly ", "");
        let third = second.replace("rest of the day", "day and the night");
        let claims = told_by(&[first, second, third]);
        let why = &happened(&claims).origins.why;
        assert!(why.ends_with("; d1 is a reprint of d0; d2 is a reprint of d1"), "{why}");
    }
}
