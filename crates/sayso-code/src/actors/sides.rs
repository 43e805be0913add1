//! Who is on whose side, by what the text and the lexicon tell: for the stake that a holder has in an act.

use super::{Actors, names};
use sayso_core::{Actor, ActorId, ActorKind, Span};

/// Official sectors: bodies of a state.
const OFFICIAL: &[&str] = &["GOV", "MIL", "COP", "LEG", "JUD", "SPY"];

/// Those of them that act for the government.
const EXECUTIVE: &[&str] = &["GOV", "MIL", "COP", "SPY"];

/// As many owners of owners are followed.
const MOST_OWNERS: usize = 8;

impl Actors {
    /// Whether two actors are one, belong to one another or to one body or state, with the reason: a ministry and its
    /// state, a leader and his group, a spokesman of a union and its members, police and ministry of one state.
    pub fn same_side(&self, a: &ActorId, b: &ActorId) -> Option<String> {
        let (a, b) = (self.index(a)?, self.index(b)?);
        let (one, other) = (self.list.get(a)?, self.list.get(b)?);
        if a == b {
            return Some(format!("{} itself", one.name));
        }
        self.belongs_to(b, a)
            .or_else(|| self.belongs_to(a, b))
            .or_else(|| of_state(one, other))
            .or_else(|| of_state(other, one))
            .or_else(|| self.of_one_body(a, b))
            .or_else(|| of_one_government(one, other))
    }

    /// Those whom an actor belongs to by the words of its mentions, and those whom these belong to; the words that say so.
    fn owners(&self, of: usize) -> Vec<(usize, &str)> {
        let mut found: Vec<(usize, &str)> = Vec::new();
        let mut next = vec![of];
        while let Some(at) = next.pop() {
            for (owner, words) in self.belongs.get(at).into_iter().flatten() {
                if *owner != of && !found.iter().any(|(known, _)| known == owner) && found.len() < MOST_OWNERS {
                    found.push((*owner, words));
                    next.push(*owner);
                }
            }
        }
        found
    }

    /// The one body that an actor speaks for, by what its mentions say: "the union's spokesman", "a spokeswoman for the ministry".
    pub fn spoken_for(&self, spokesman: &ActorId) -> Option<&ActorId> {
        let at = self.index(spokesman)?;
        let actor = self.list.get(at)?;
        let speaks = |words: &str| words.to_lowercase().contains("spokes");
        if !speaks(&actor.name) && !actor.roles.iter().any(|role| speaks(&role.title)) {
            return None;
        }
        let owners = self.belongs.get(at)?.iter().filter_map(|(owner, _)| self.list.get(*owner));
        only_body(owners)
    }

    /// Whom "we" means in the words of an actor: a body itself, and the one body that a person has a post in, by what the
    /// mentions say ("the union's president"); somebody in office stands for a body that has no name of its own, or for
    /// several ("a police spokesman"). None for anybody else.
    pub fn meant_by_we(&self, speaker: &ActorId) -> Option<&ActorId> {
        let at = self.index(speaker)?;
        let actor = self.list.get(at)?;
        if is_body(actor) || actor.kind == ActorKind::Group {
            return Some(&actor.id);
        }
        let owners = self.belongs.get(at).into_iter().flatten().filter_map(|(owner, _)| self.list.get(*owner));
        let posts = actor.roles.iter().filter(|role| role.to.is_none()).filter_map(|role| role.organization.as_deref());
        let of_post = posts.filter_map(|body| self.list.iter().find(|listed| is_named(listed, body)));
        only_body(owners.chain(of_post)).or_else(|| is_of(actor, OFFICIAL).then_some(&actor.id))
    }

    fn belongs_to(&self, part: usize, whole: usize) -> Option<String> {
        let (part_of, name) = (self.owners(part), self.list.get(whole)?);
        if let Some((_, words)) = part_of.iter().find(|(owner, _)| *owner == whole) {
            return Some(format!("“{words}” belongs to {}", name.name));
        }
        let member = self.list.get(part)?;
        let role =
            member.roles.iter().find(|role| role.organization.as_deref().is_some_and(|body| is_named(name, body)));
        role.map(|role| format!("{} is {} of {}", member.name, role.title, name.name))
    }

    /// A spokesman of a union, and the members of the union.
    fn of_one_body(&self, a: usize, b: usize) -> Option<String> {
        let (one, other) = (self.list.get(a)?, self.list.get(b)?);
        let bodies = |at: usize, actor: &Actor<Span>| -> Vec<String> {
            let owners = self.owners(at).into_iter().filter_map(|(owner, _)| self.list.get(owner));
            let owners = owners.filter(|owner| owner.kind == ActorKind::Organization).map(|owner| owner.name.clone());
            owners.chain(actor.roles.iter().filter_map(|role| role.organization.clone())).collect()
        };
        let others = bodies(b, other);
        let shared = bodies(a, one)
            .into_iter()
            .find(|body| others.iter().any(|other| names::fold(other) == names::fold(body)))?;
        Some(format!("{} and {} are of {shared}", one.name, other.name))
    }
}

fn is_body(actor: &Actor<Span>) -> bool {
    matches!(actor.kind, ActorKind::Organization | ActorKind::State)
}

/// The body among these actors, where there is one alone.
fn only_body<'a>(actors: impl Iterator<Item = &'a Actor<Span>>) -> Option<&'a ActorId> {
    let mut bodies = actors.filter(|actor| is_body(actor));
    let body = bodies.next()?;
    bodies.all(|other| other.id == body.id).then_some(&body.id)
}

fn is_named(actor: &Actor<Span>, name: &str) -> bool {
    let folded = names::fold(name);
    folded == names::fold(&actor.name) || actor.aliases.iter().any(|alias| names::fold(&alias.name) == folded)
}

fn is_of(actor: &Actor<Span>, sectors: &[&str]) -> bool {
    actor.sector.first().is_some_and(|sector| sectors.contains(&sector.as_str()))
}

/// A ministry, an army, a court and their state or its government.
fn of_state(whole: &Actor<Span>, part: &Actor<Span>) -> Option<String> {
    let same_country = whole.country.is_some() && whole.country == part.country;
    let is_state = whole.kind == ActorKind::State;
    let is_government = whole.name.starts_with("government of ") && is_of(whole, OFFICIAL);
    let fits = same_country && (is_state || is_government) && (is_of(part, OFFICIAL) || part.kind == ActorKind::State);
    fits.then(|| {
        let sector = part.sector.first().map_or("state", String::as_str);
        format!("{} ({sector}) is of {}", part.name, whole.name)
    })
}

/// Two bodies or officials of one government: its police, army, ministries. Courts and parliaments are apart from it.
fn of_one_government(one: &Actor<Span>, other: &Actor<Span>) -> Option<String> {
    let same_country = one.country.is_some() && one.country == other.country;
    let fits = same_country && is_of(one, EXECUTIVE) && is_of(other, EXECUTIVE);
    let sector = |actor: &Actor<Span>| actor.sector.first().cloned().unwrap_or_default();
    fits.then(|| {
        let country = one.country.as_deref().unwrap_or_default();
        format!("{} ({}) and {} ({}) are both of {country}", one.name, sector(one), other.name, sector(other))
    })
}
