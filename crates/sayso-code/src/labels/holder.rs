//! Whose word a label is.

use super::Finder;
use sayso_core::{Act, Chain, Holder, Link, Quote};
use sayso_parse::Upos;

impl Finder<'_> {
    /// The chain of a naming verb with its subject as a further holder; in the passive without one nobody in particular
    /// ("is seen as").
    pub(super) fn held_by_subject(&self, verb: usize, name: usize, act: Act) -> Chain {
        let scene = self.understood.scene;
        let chain = self.understood.attributions.chain(scene, self.at(verb), self.understood.actors);
        let cue = self.syntax.token(verb).span;
        let Some(subject) = self.who_names(verb, name) else {
            if !self.syntax.is_passive(verb) {
                return chain;
            }
            let holder = Holder { publisher: false, unnamed: true, actor: None, span: Some(cue), place: None };
            return chain.with(Link { holder, cue: Some(cue), act: Some(act), quote: Some(self.manner(verb)) });
        };
        let party = self.understood.actors.party(scene, self.at(subject));
        let actor = party.as_ref().and_then(|party| party.actor.clone());
        let span = party.map_or_else(|| self.syntax.phrase(subject), |party| party.span);
        let already = chain.innermost().is_some_and(|link| {
            !link.holder.publisher
                && (link.holder.span == Some(span)
                    || actor.is_some() && link.holder.actor == actor
                    || actor.is_none() && self.takes_up_the_speaker(subject))
        });
        if already || self.is_the_writer(subject, &chain) {
            return chain;
        }
        let holder = Holder { publisher: false, unnamed: actor.is_none(), actor, span: Some(span), place: None };
        chain.with(Link { holder, cue: Some(cue), act: Some(act), quote: Some(self.manner(verb)) })
    }

    /// The subject of a naming verb. The parser may hang the by-phrase on the name ("considered a fool by the union"),
    /// and a participle on the noun before it ("answered the complaints, calling them lies").
    fn who_names(&self, verb: usize, name: usize) -> Option<usize> {
        let syntax = self.syntax;
        let Some(subject) = syntax.deep_subject(verb) else {
            let by_phrase = || {
                let found = syntax.prepositional(name).into_iter().find(|(preposition, _)| preposition == "by");
                found.map(|(_, agent)| agent).filter(|&agent| self.can_be_target(agent))
            };
            return if syntax.is_passive(verb) { by_phrase() } else { None };
        };
        let is_loose = syntax.child(verb, &["nsubj", "obl:agent"]).is_none() && !self.can_be_target(subject);
        let of_main = || {
            let main = syntax.ancestors(verb).find(|&above| syntax.token(above).upos == Upos::Verb)?;
            syntax.surface_subject(main, 0).filter(|&subject| self.can_be_target(subject))
        };
        if is_loose { of_main().or(Some(subject)) } else { Some(subject) }
    }

    /// Whose word an attribute or a way of referring is. Inside a clause of saying it is the speaker's; whoever fears,
    /// plans or "allegedly" does something chose no words for it, so that it stays with the one who tells of that.
    pub(super) fn in_passing(&self, word: usize, chain: Chain) -> Chain {
        let tells = |link: &Link| {
            let is_named =
                link.holder.span.is_some() && link.holder.span != link.cue || link.quote == Some(Quote::Scare);
            link.holder.publisher || link.act == Some(Act::States) && is_named || self.is_beside(word, link)
        };
        let mut links = chain.links();
        while let [outer @ .., inner] = links
            && !outer.is_empty()
            && !tells(inner)
        {
            links = outer;
        }
        links.iter().skip(1).cloned().fold(Chain::publisher(), |chain, link| chain.with(link))
    }

    /// "alleged gangsters": the word of saying belongs to the label.
    fn is_beside(&self, word: usize, link: &Link) -> bool {
        let noun = self.syntax.head(word).filter(|_| self.syntax.token(word).relation.is_any(&["amod", "compound"]));
        link.cue.is_some_and(|cue| {
            [Some(word), noun]
                .into_iter()
                .flatten()
                .flat_map(|at| self.syntax.children_by(at, &["amod", "advmod"]))
                .any(|modifier| self.syntax.token(modifier).span == cue)
        })
    }

    /// Whether a pronoun that stands for nobody known is the one who speaks: "they said they regard him as".
    fn takes_up_the_speaker(&self, subject: usize) -> bool {
        self.syntax.token(subject).upos == Upos::Pron
            && matches!(self.syntax.lemma(subject), "i" | "I" | "we" | "he" | "she" | "it" | "they")
    }

    /// "I call him a hero" where nobody else speaks.
    fn is_the_writer(&self, subject: usize, chain: &Chain) -> bool {
        let is_first = matches!(&*self.syntax.lemma(subject).to_lowercase(), "i" | "we");
        is_first && chain.innermost().is_none_or(|link| link.holder.publisher)
    }

    fn manner(&self, verb: usize) -> Quote {
        let is_quoted = self
            .syntax
            .subtree(verb)
            .into_iter()
            .any(|word| word > verb && matches!(&*self.syntax.token(word).form, "\"" | "“" | "”" | "``" | "''"));
        if is_quoted { Quote::Mixed } else { Quote::Indirect }
    }
}
