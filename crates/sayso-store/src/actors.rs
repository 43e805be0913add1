//! Actors of the workspace: forms of names grouped, block by block.

use crate::StoreError;
use rusqlite::{Connection, Transaction, params};
use sayso_core::ActorId;
use sayso_join::names::{self, ActorTally, NameClass, NameForm};
use std::collections::{BTreeMap, BTreeSet};

/// Forms that people put together or kept apart.
pub(crate) struct Decisions {
    /// Pairs of forms, by their lines.
    together: Vec<(String, String)>,
    apart: BTreeSet<String>,
    names: BTreeMap<String, String>,
    /// Folded names that people have coded as those of one actor, and who is called so.
    coded: Vec<Vec<String>>,
    coded_by_name: BTreeMap<String, Vec<usize>>,
}

impl Decisions {
    pub(crate) fn load(connection: &Connection) -> Result<Decisions, StoreError> {
        let mut decisions = Decisions {
            together: Vec::new(),
            apart: BTreeSet::new(),
            names: BTreeMap::new(),
            coded: Vec::new(),
            coded_by_name: BTreeMap::new(),
        };
        let mut statement = connection
            .prepare("SELECT what, a, b FROM decisions WHERE undone = 0 AND what LIKE 'actor-%' ORDER BY key")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (what, a, b): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            match what.as_str() {
                "actor-together" => {
                    decisions.apart.remove(&a);
                    decisions.apart.remove(&b);
                    decisions.together.push((a, b));
                }
                "actor-apart" => {
                    decisions.together.retain(|(one, other)| *one != a && *other != a);
                    decisions.apart.insert(a);
                }
                "actor-name" => {
                    decisions.names.insert(a, b);
                }
                "actor-coded" => {
                    for name in several_names(&a).iter().flatten() {
                        decisions.coded_by_name.entry(name.clone()).or_default().push(decisions.coded.len());
                    }
                    decisions.coded.extend(several_names(&a));
                }
                _ => {}
            }
        }
        Ok(decisions)
    }

    /// Blocks of the forms that belong to one by what people said.
    fn blocks_beside(&self, form: &Form) -> Vec<String> {
        let mut blocks = Vec::new();
        for (a, b) in &self.together {
            let other = if form.is_meant(a) {
                b
            } else if form.is_meant(b) {
                a
            } else {
                continue;
            };
            blocks.extend(NameForm::parse(other).map(|form| form.block()));
        }
        blocks.extend(self.coded_as(form).flat_map(|coded| &self.coded[coded]).flat_map(|name| blocks_of(name)));
        blocks
    }

    /// Whom people have coded under the name of a form.
    fn coded_as(&self, form: &Form) -> impl Iterator<Item = usize> {
        let named = form.form.class != NameClass::Described;
        self.coded_by_name.get(&form.form.name).into_iter().flatten().copied().filter(move |_| named)
    }
}

/// The names of a coded actor, folded, where it has several.
fn several_names(names: &str) -> Option<Vec<String>> {
    let names: Vec<String> = names.split(';').map(names::fold).filter(|name| !name.is_empty()).collect();
    (names.len() > 1).then_some(names)
}

/// The blocks that the names of a coded actor can be in.
pub(crate) fn blocks_of_coded(names: &str) -> Vec<String> {
    several_names(names).unwrap_or_default().iter().flat_map(|name| blocks_of(name)).collect()
}

fn blocks_of(name: &str) -> impl Iterator<Item = String> {
    [NameClass::Person, NameClass::Organization, NameClass::Other]
        .into_iter()
        .map(move |class| NameForm { class, name: name.to_string(), country: None }.block())
}

struct Form {
    key: i64,
    line: String,
    form: NameForm,
    actor: Option<i64>,
}

impl Form {
    /// Whether a decision on a form may mean this one: codes that change afterwards leave class and name as they were.
    fn is_meant(&self, line: &str) -> bool {
        self.line == line
            || NameForm::parse(line).is_some_and(|form| form.class == self.form.class && form.name == self.form.name)
    }
}

/// The form that a decision means: the very form, else the only one of that name.
fn meant<'l>(line: &str, forms: &[&'l Form]) -> Option<&'l str> {
    if let Some(form) = forms.iter().find(|form| form.line == line) {
        return Some(&form.line);
    }
    let mut of_name = forms.iter().filter(|form| form.is_meant(line));
    let first = of_name.next()?;
    of_name.next().is_none().then_some(first.line.as_str())
}

/// Groups the forms of every block in which something changed, and brings the actors up to date.
pub(crate) fn settle(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    let decisions = Decisions::load(transaction)?;
    let blocks: Vec<String> = {
        let mut statement = transaction.prepare("SELECT block FROM pending_blocks ORDER BY block")?;
        statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?
    };
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for block in blocks {
        if !seen.contains(&block) {
            let forms = with_decided(transaction, &decisions, &block, &mut seen)?;
            settle_block(transaction, &decisions, &forms)?;
        }
    }
    transaction.execute("DELETE FROM pending_blocks", [])?;
    Ok(())
}

/// The forms of a block, and those of other blocks that people put together with one of them.
fn with_decided(
    transaction: &Transaction<'_>,
    decisions: &Decisions,
    block: &str,
    seen: &mut BTreeSet<String>,
) -> Result<Vec<Form>, StoreError> {
    let mut forms: Vec<Form> = Vec::new();
    let mut open = vec![block.to_string()];
    while let Some(block) = open.pop() {
        if !seen.insert(block.clone()) {
            continue;
        }
        let found = forms_of(transaction, &block)?;
        for form in &found {
            open.extend(decisions.blocks_beside(form));
        }
        forms.extend(found);
    }
    Ok(forms)
}

fn forms_of(transaction: &Transaction<'_>, block: &str) -> Result<Vec<Form>, StoreError> {
    let mut statement = transaction.prepare_cached(
        "SELECT key, class, name, country, actor FROM actor_forms WHERE block = ?1 ORDER BY name, country",
    )?;
    let rows = statement.query_map([block], |row| {
        let class = NameClass::of_number(row.get(1)?).unwrap_or(NameClass::Described);
        let country = row.get::<_, String>(3)?;
        let form = NameForm { class, name: row.get(2)?, country: (!country.is_empty()).then_some(country) };
        Ok(Form { key: row.get(0)?, line: form.key(), form, actor: row.get(4)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn settle_block(transaction: &Transaction<'_>, decisions: &Decisions, forms: &[Form]) -> Result<(), StoreError> {
    let mut used = Vec::new();
    for form in forms {
        let documents: i64 = transaction
            .prepare_cached("SELECT count(*) FROM document_actors WHERE form = ?1")?
            .query_row([form.key], |row| row.get(0))?;
        if documents > 0 {
            used.push(form);
        }
    }
    let old: BTreeSet<i64> = forms.iter().filter_map(|form| form.actor).collect();
    let groups = grouped(decisions, &used);
    for form in forms {
        transaction.prepare_cached("UPDATE actor_forms SET actor = NULL WHERE key = ?1")?.execute([form.key])?;
    }
    // What was one actor over several blocks may have been written anew for another of them.
    let unused = "DELETE FROM actors WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM actor_forms WHERE actor = ?1)";
    for actor in &old {
        transaction.prepare_cached(unused)?.execute([actor])?;
    }
    for group in groups {
        write_actor(transaction, decisions, &group)?;
        let actor = names::actor_key(&group[0].line);
        for form in group.iter().filter(|form| form.actor.is_some_and(|before| before != actor)) {
            mark_events(transaction, form.key)?;
        }
    }
    Ok(())
}

/// What was said of incidents in the name of another actor has to be worked out again.
fn mark_events(transaction: &Transaction<'_>, form: i64) -> Result<(), StoreError> {
    transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO pending_components SELECT e.component FROM events e WHERE e.key IN (
                 SELECT event FROM event_parties WHERE form = ?1 UNION SELECT event FROM event_holders WHERE form = ?1)",
        )?
        .execute([form])?;
    Ok(())
}

/// The forms as the names say, changed by what people decided.
fn grouped<'f>(decisions: &Decisions, forms: &[&'f Form]) -> Vec<Vec<&'f Form>> {
    let kept: BTreeSet<&str> = decisions.apart.iter().filter_map(|line| meant(line, forms)).collect();
    let (apart, free): (Vec<&Form>, Vec<&Form>) = forms.iter().partition(|form| kept.contains(form.line.as_str()));
    let mut groups: Vec<Vec<&Form>> = Vec::new();
    let mut blocks: BTreeMap<String, Vec<&Form>> = BTreeMap::new();
    for form in free {
        blocks.entry(form.form.block()).or_default().push(form);
    }
    for members in blocks.values() {
        let names: Vec<NameForm> = members.iter().map(|form| form.form.clone()).collect();
        groups.extend(names::group(&names).into_iter().map(|group| group.into_iter().map(|i| members[i]).collect()));
    }
    groups.extend(apart.into_iter().map(|form| vec![form]));
    let coded: BTreeSet<usize> = forms.iter().flat_map(|form| decisions.coded_as(form)).collect();
    for coded in coded {
        let is_one =
            |form: &&Form| !kept.contains(form.line.as_str()) && decisions.coded_as(form).any(|one| one == coded);
        let (named, rest): (Vec<Vec<&Form>>, Vec<Vec<&Form>>) =
            groups.into_iter().partition(|group| group.iter().any(is_one));
        groups = rest;
        let one: Vec<&Form> = named.into_iter().flatten().collect();
        groups.extend((!one.is_empty()).then_some(one));
    }
    for (a, b) in &decisions.together {
        let find = |groups: &[Vec<&Form>], line: &str| {
            let line = meant(line, forms)?;
            groups.iter().position(|group| group.iter().any(|form| form.line == *line))
        };
        if let (Some(a), Some(b)) = (find(&groups, a), find(&groups, b))
            && a != b
        {
            let moved = groups.swap_remove(a.max(b));
            groups[a.min(b)].extend(moved);
        }
    }
    for group in &mut groups {
        group.sort_by(|a, b| a.line.cmp(&b.line));
    }
    groups.sort_by(|a, b| a[0].line.cmp(&b[0].line));
    groups
}

fn write_actor(transaction: &Transaction<'_>, decisions: &Decisions, group: &[&Form]) -> Result<(), StoreError> {
    let mut seen = ActorTally::default();
    let mut documents: BTreeSet<i64> = BTreeSet::new();
    for form in group {
        let mut statement = transaction.prepare_cached(
            "SELECT doc, kind, sector, mentions, spellings FROM document_actors WHERE form = ?1 ORDER BY doc, local",
        )?;
        let mut rows = statement.query([form.key])?;
        while let Some(row) = rows.next()? {
            documents.insert(row.get(0)?);
            let (kind, sector, spellings): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(4)?);
            seen.note(spellings.lines().next().unwrap_or_default(), &kind, &sector, row.get(3)?);
        }
    }
    let given = group.iter().find_map(|form| decisions.names.get(&form.line));
    let given = given.or_else(|| {
        let mut all = decisions.names.iter();
        all.find(|(line, _)| meant(line, group).is_some()).map(|(_, name)| name)
    });
    let person = group[0].form.class == NameClass::Person;
    let name = given.cloned().unwrap_or_else(|| seen.name(person));
    let country = group.iter().filter_map(|form| form.form.country.clone()).min();
    let actor = names::actor_key(&group[0].line);
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO actors (key, name, kind, country, sector, documents, mentions)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            actor,
            name,
            seen.kind(),
            country,
            seen.sector(),
            crate::rows::count(documents.len()),
            seen.mentions(),
        ])?;
    for form in group {
        transaction
            .prepare_cached("UPDATE actor_forms SET actor = ?2 WHERE key = ?1")?
            .execute(params![form.key, actor])?;
    }
    Ok(())
}

/// The id of the actor of that key.
pub(crate) fn id_of(key: i64) -> ActorId {
    names::actor_id(key)
}

/// The key of an actor's id; none where it is no such id.
pub(crate) fn key_in(id: &str) -> Option<i64> {
    let digits = id.strip_prefix('a').filter(|digits| digits.len() == 12)?;
    i64::from_str_radix(digits, 16).ok()
}
