//! Who is cited, by whom, for what, about whom.

use super::{Conditions, Filter, limit};
use crate::{StoreError, Workspace, actors};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};

/// Somebody whom publishers cite.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FoundSource {
    /// The actor's id, or the words that describe it.
    pub holder: String,
    /// The actor's name, or the words.
    pub name: String,
    /// Whether it has a name.
    pub named: bool,
    /// Records that stand on its word.
    pub records: usize,
    /// Publishers that cite it, those that do it most first.
    pub cited_by: Vec<String>,
    /// What it does, and how often.
    pub acts: BTreeMap<String, usize>,
    /// Ids of the actors that the records are about, the commonest first; at most ten.
    pub about: Vec<String>,
}

/// How much an outlet says itself, and how much it lets others say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FoundOutlet {
    /// The publisher, or the id of a document without one.
    pub outlet: String,
    /// Its documents with events that are asked for.
    pub documents: usize,
    /// These events.
    pub events: usize,
    /// Of these the ones in its own voice.
    pub own: usize,
    /// Those on somebody else's word.
    pub quoted: usize,
    /// Of the latter those whose innermost holder is described but not named.
    pub unnamed: usize,
    /// Labels that these documents apply in their own voice.
    pub labels_own: usize,
    /// Labels that others apply in them.
    pub labels_quoted: usize,
    /// The commonest labels.
    pub words: Vec<LabelCount>,
}

/// A label and how often it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelCount {
    /// The words.
    pub text: String,
    /// How often.
    pub n: usize,
}

/// Labels that are given for an outlet.
const LABELS: usize = 8;

/// Actors that are named per source.
const ABOUT: usize = 10;

impl Workspace {
    /// Those who are cited for events that are asked for, the most cited first.
    pub fn sources(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<FoundSource>, StoreError> {
        let conditions = Conditions::of(self, filter)?;
        let clause = conditions.clause();
        let sql = format!(
            "SELECT coalesce(f.actor, -f.key), h.act, e.doc, h.event, h.unnamed, coalesce(a.name, f.name)
             FROM events e CROSS JOIN event_holders h ON h.event = e.key JOIN actor_forms f ON f.key = h.form
             LEFT JOIN actors a ON a.key = f.actor {clause}"
        );
        let mut cited: HashMap<i64, Cited> = HashMap::new();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(&conditions.values()[..])?;
        while let Some(row) = rows.next()? {
            let one = cited.entry(row.get(0)?).or_default();
            one.records += 1;
            if let Some(act) = row.get::<_, Option<String>>(1)? {
                *one.acts.entry(act).or_default() += 1;
            }
            *one.documents.entry(row.get(2)?).or_default() += 1;
            one.events.push(row.get(3)?);
            one.named |= !row.get::<_, bool>(4)?;
            if one.records == 1 {
                one.name = row.get(5)?;
            }
        }
        let mut ranked: Vec<(Holder, Cited)> = by_words(cited).into_iter().collect();
        ranked.sort_by(|(who, one), (other_who, other)| {
            (Reverse(one.records), &one.name, who).cmp(&(Reverse(other.records), &other.name, other_who))
        });
        ranked.truncate(most.unwrap_or(usize::MAX));
        let about = self.parties_of(&ranked)?;
        let publishers = self.publishers()?;
        let source = |((who, one), about)| self.source(who, one, about, &publishers);
        ranked.into_iter().zip(about).map(source).collect()
    }

    /// The publisher of each document, out of an index alone: rows of documents are long. Those without one are left out.
    fn publishers(&self) -> Result<HashMap<i64, String>, StoreError> {
        let sql = "SELECT key, publisher FROM documents INDEXED BY documents_by_publisher WHERE publisher IS NOT NULL";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whom the records of each source are about, the commonest first.
    fn parties_of(&self, sources: &[(Holder, Cited)]) -> Result<Vec<Vec<String>>, StoreError> {
        let mut of_event: HashMap<i64, Vec<usize>> = HashMap::new();
        for (at, (_, cited)) in sources.iter().enumerate() {
            cited.events.iter().for_each(|event| of_event.entry(*event).or_default().push(at));
        }
        let events: Vec<&i64> = of_event.keys().collect();
        let mut statement = self.connection.prepare_cached(
            "SELECT p.event, f.actor FROM event_parties p JOIN actor_forms f ON f.key = p.form
             WHERE p.event IN (SELECT value FROM json_each(?1)) AND f.actor IS NOT NULL",
        )?;
        let mut rows = statement.query([serde_json::to_string(&events).unwrap_or_default()])?;
        let mut counts: Vec<HashMap<i64, usize>> = vec![HashMap::new(); sources.len()];
        while let Some(row) = rows.next()? {
            let (event, actor): (i64, i64) = (row.get(0)?, row.get(1)?);
            for &at in of_event.get(&event).into_iter().flatten() {
                *counts[at].entry(actor).or_default() += 1;
            }
        }
        let first = |counts: HashMap<i64, usize>| {
            let mut actors: Vec<(i64, usize)> = counts.into_iter().collect();
            actors.sort_by_key(|(actor, count)| (Reverse(*count), *actor));
            actors.into_iter().take(ABOUT).map(|(actor, _)| actors::id_of(actor).0).collect()
        };
        Ok(counts.into_iter().map(first).collect())
    }

    /// What the outlets of events that are asked for say themselves and what others, those with most events first.
    pub fn outlets(&self, filter: &Filter, most: Option<usize>) -> Result<Vec<FoundOutlet>, StoreError> {
        let conditions = Conditions::of(self, filter)?;
        let sql = format!(
            "SELECT coalesce(d.publisher, d.id), count(DISTINCT e.doc), count(*), sum(e.links = 1),
                    sum(e.links > 1 AND EXISTS (
                        SELECT 1 FROM event_holders h WHERE h.event = e.key AND h.depth = e.links - 1 AND h.unnamed))
             FROM events e JOIN documents d ON d.key = e.doc {} GROUP BY 1 ORDER BY 3 DESC, 1 LIMIT {}",
            conditions.clause(),
            limit(most)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let number = |value: i64| usize::try_from(value).unwrap_or(0);
        let mut found: Vec<FoundOutlet> = statement
            .query_map(&conditions.values()[..], |row| {
                let (events, own) = (number(row.get(2)?), number(row.get(3)?));
                Ok(FoundOutlet {
                    outlet: row.get(0)?,
                    documents: number(row.get(1)?),
                    events,
                    own,
                    quoted: events - own,
                    unnamed: number(row.get(4)?),
                    ..FoundOutlet::default()
                })
            })?
            .collect::<Result<_, _>>()?;
        self.add_labels(&mut found, &conditions)?;
        Ok(found)
    }

    /// Counts the labels in the documents of the events that are asked for.
    fn add_labels(&self, found: &mut [FoundOutlet], conditions: &Conditions) -> Result<(), StoreError> {
        let clause = conditions.clause();
        let chosen =
            if clause.is_empty() { clause } else { format!("WHERE l.doc IN (SELECT e.doc FROM events e {clause})") };
        let sql = format!(
            "SELECT coalesce(d.publisher, d.id), lower(l.text), count(*), sum(l.holder IS NULL)
             FROM labels l JOIN documents d ON d.key = l.doc {chosen} GROUP BY 1, 2 ORDER BY 3 DESC, 2"
        );
        let places: HashMap<String, usize> =
            found.iter().enumerate().map(|(at, outlet)| (outlet.outlet.clone(), at)).collect();
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(&conditions.values()[..])?;
        while let Some(row) = rows.next()? {
            let Some(outlet) = places.get(&row.get::<_, String>(0)?).and_then(|&at| found.get_mut(at)) else {
                continue;
            };
            let number = |column: usize| -> rusqlite::Result<usize> {
                Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
            };
            let (uses, own) = (number(2)?, number(3)?);
            outlet.labels_own += own;
            outlet.labels_quoted += uses - own;
            if outlet.words.len() < LABELS {
                outlet.words.push(LabelCount { text: row.get(1)?, n: uses });
            }
        }
        Ok(())
    }

    fn source(
        &self,
        who: Holder,
        cited: Cited,
        about: Vec<String>,
        known: &HashMap<i64, String>,
    ) -> Result<FoundSource, StoreError> {
        let name = cited.name;
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for (doc, count) in cited.documents {
            let publisher = match known.get(&doc) {
                Some(publisher) => publisher.clone(),
                // A report without a publisher stands for itself.
                None => self
                    .connection
                    .prepare_cached("SELECT id FROM documents WHERE key = ?1")?
                    .query_row([doc], |row| row.get(0))?,
            };
            *counts.entry(publisher).or_default() += count;
        }
        let mut publishers: Vec<(String, usize)> = counts.into_iter().collect();
        publishers.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let is_actor = matches!(who, Holder::Actor(_));
        Ok(FoundSource {
            holder: match who {
                Holder::Actor(actor) => actors::id_of(actor).0,
                Holder::Words(words) => words,
            },
            name,
            named: is_actor || cited.named,
            records: cited.records,
            cited_by: publishers.into_iter().map(|(publisher, _)| publisher).collect(),
            acts: cited.acts,
            about,
        })
    }
}

/// Who is cited.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Holder {
    /// An actor of the workspace.
    Actor(i64),
    /// Words that describe somebody.
    Words(String),
}

/// Forms of one actor count as one already; what only describes somebody ("a court", of one country and of another) counts by its
/// words, since a question asks for it by them.
fn by_words(forms: HashMap<i64, Cited>) -> HashMap<Holder, Cited> {
    let mut holders: HashMap<Holder, Cited> = HashMap::with_capacity(forms.len());
    for (form, cited) in forms {
        let holder = if form < 0 { Holder::Words(cited.name.clone()) } else { Holder::Actor(form) };
        match holders.entry(holder) {
            Entry::Occupied(mut known) => known.get_mut().add(cited),
            Entry::Vacant(free) => drop(free.insert(cited)),
        }
    }
    holders
}

/// What is counted of one source.
#[derive(Default)]
struct Cited {
    /// The actor's name or the words that describe it.
    name: String,
    records: usize,
    acts: BTreeMap<String, usize>,
    /// Records in each document.
    documents: HashMap<i64, usize>,
    events: Vec<i64>,
    /// Whether the text ever names it.
    named: bool,
}

impl Cited {
    fn add(&mut self, other: Self) {
        self.records += other.records;
        other.acts.into_iter().for_each(|(act, count)| *self.acts.entry(act).or_default() += count);
        other.documents.into_iter().for_each(|(doc, count)| *self.documents.entry(doc).or_default() += count);
        self.events.extend(other.events);
        self.named |= other.named;
    }
}
