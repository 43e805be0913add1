//! Who acts in a verb and who undergoes it: its own subject and object, or those that it has from its surroundings.

use super::Syntax;
use sayso_parse::Upos;

/// Verbs whose object is another's plan.
const SUFFERED: &[&str] = &[
    "experience",
    "face",
    "suffer",
    "survive",
    "escape",
    "receive",
    "foil",
    "thwart",
    "prevent",
    "fear",
    "resist",
    "block",
    "oppose",
];

/// Nouns for what somebody means to do or may do: a clause on them tells the act of whoever has them.
#[rustfmt::skip]
const PLANS: &[&str] = &[
    "plan", "idea", "intention", "intent", "hope", "dream", "threat", "goal", "aim", "possibility", "risk", "practice", "habit", "policy", "way",
    "means", "chance", "prospect", "fear", "danger", "task", "job", "purpose", "offer", "promise", "decision", "right", "reason", "need",
    "responsibility", "credit", "record", "history", "tradition",
];

/// Nouns that tell what somebody did towards an act: behind them "in" opens the clause of the act ("her *role* in killing them").
const SHARES: &[&str] = &[
    "part",
    "role",
    "hand",
    "share",
    "involvement",
    "complicity",
    "participation",
    "responsibility",
    "guilt",
    "courage",
    "bravery",
    "heroism",
    "behaviour",
    "behavior",
    "conduct",
    "action",
    "success",
    "failure",
    "effort",
    "work",
    "help",
    "assistance",
    "leadership",
    "negligence",
    "skill",
    "persistence",
    "restraint",
    "cruelty",
    "record",
    "history",
    "experience",
];

/// Verbs that name with "with" what somebody is said to have done: "charged them *with* helping rebels".
const CHARGED_WITH: &[&str] = &["charge", "credit"];

/// How nouns of acts end that have no other mark.
const ACTS: &[&str] = &[
    "ing",
    "tion",
    "sion",
    "ment",
    "attack",
    "raid",
    "assault",
    "strike",
    "siege",
    "arrest",
    "murder",
    "crackdown",
    "support",
    "help",
    "approval",
    "consent",
    "aid",
    "assistance",
];

impl Syntax<'_> {
    /// Who acts: the deep subject of a verb. Active subject, by-phrase of a passive, the governor of a participle or
    /// relative clause, the subject (or object) that controls an infinitive, the subject shared by conjoined verbs.
    pub fn deep_subject(&self, verb: usize) -> Option<usize> {
        self.deep_subject_at(verb, 0)
    }

    fn deep_subject_at(&self, verb: usize, depth: usize) -> Option<usize> {
        if depth > 8 {
            return None;
        }
        if self.is_passive(verb) {
            return self.agent(verb);
        }
        if let Some(subject) = self.child(verb, &["nsubj"]).filter(|&s| !self.token(s).relation.is("nsubj:outer")) {
            return Some(self.relative_antecedent(verb, subject).unwrap_or(subject));
        }
        self.understood_subject(verb, depth)
    }

    /// The surface subject that a verb without one of its own takes from its surroundings.
    fn understood_subject(&self, verb: usize, depth: usize) -> Option<usize> {
        let head = self.head(verb)?;
        let relation = self.token(verb).relation;
        if relation.is("conj") && self.token(head).upos != Upos::Noun {
            return self.surface_subject(head, depth + 1);
        }
        if relation.is("xcomp") {
            // "forced Y to withdraw": the object acts; "decided to withdraw": the subject does.
            let object = self.child(head, &["obj", "iobj"]).filter(|&object| self.token(object).upos != Upos::Sym);
            return object.or_else(|| self.surface_subject(head, depth + 1));
        }
        if relation.is("acl") && !relation.is("acl:relcl") {
            if self.has_to(verb) || self.has_marker(verb) || self.preposition(verb).is_some() {
                // "accused X of lying" where the clause hangs on X: X lies. "a plan of attacking": its owner does.
                let blamed =
                    self.children_by(verb, &["mark", "case"]).any(|mark| matches!(self.lemma(mark), "for" | "of"));
                let is_object = self.token(head).relation.is_any(&["obj", "nsubj:pass"]);
                // "Norland is on the brink of attacking"
                if blamed && self.child(head, &["cop"]).is_some() && self.token(head).upos == Upos::Noun {
                    return self.surface_subject(head, depth + 1);
                }
                if blamed && is_object && !PLANS.contains(&self.lemma(head)) {
                    return Some(self.target_of(head));
                }
                // "criticism of the mayor for jailing them"
                if self.children_by(verb, &["mark", "case"]).any(|mark| self.lemma(mark) == "for")
                    && let Some((_, judged)) = self.prepositional(head).into_iter().find(|(name, _)| name == "of")
                {
                    return Some(judged);
                }
                return self.owner_of_plan(head, depth);
            }
            // "thugs hired to attack": whoever was hired attacks.
            return Some(head);
        }
        if relation.is("acl:relcl") {
            return self.object(verb, depth).is_some().then_some(head);
        }
        if relation.is("advcl") {
            if let Some(share) = self.share_before(verb) {
                return self.owner_of_plan(share, depth);
            }
            // "arrested X for attacking", "accused X of lying", "kept X from leaving": X is the one who acts.
            let blamed = self.children_by(verb, &["mark", "case"]).any(|mark| match self.lemma(mark) {
                "for" | "of" | "from" => true,
                "with" => CHARGED_WITH.contains(&self.lemma(head)),
                _ => false,
            });
            let object = blamed.then(|| self.object(head, depth + 1)).flatten().map(|object| self.target_of(object));
            return object.or_else(|| self.surface_subject(head, depth + 1));
        }
        None
    }

    /// "arrested him for his *part* in attacking it": the noun right before a clause that the tree hangs on the verb.
    fn share_before(&self, verb: usize) -> Option<usize> {
        let mark = self.child(verb, &["mark"]).filter(|&mark| self.lemma(mark) == "in")?;
        mark.checked_sub(1).filter(|&noun| SHARES.contains(&self.lemma(noun)))
    }

    /// In "won a conviction against X for lying" the blamed one stands behind "against".
    fn target_of(&self, object: usize) -> usize {
        self.prepositional(object)
            .into_iter()
            .find(|(preposition, _)| preposition == "against")
            .map_or(object, |(_, target)| target)
    }

    /// Who means to act in "X's decision to withdraw", "X announced plans to withdraw".
    fn owner_of_plan(&self, plan: usize, depth: usize) -> Option<usize> {
        // "efforts *by the mediators* to convince them"
        let is_share = SHARES.contains(&self.lemma(plan));
        // "the role *of the army* in killing them"
        let names = |name: &str| name == "by" || is_share && name == "of";
        let is_owner = |(name, owner): &(String, usize)| names(name) && self.token(*owner).upos != Upos::Verb;
        let by = || self.prepositional(plan).into_iter().find(is_owner).map(|(_, owner)| owner);
        self.possessor(plan).or_else(by).or_else(|| {
            let token = self.token(plan);
            // "Norland, a country *with a record* of jailing its critics": whoever has it.
            if token.relation.is("nmod") && self.preposition(plan).as_deref() == Some("with") {
                let holder = self.head(plan)?;
                return self.head(holder).filter(|_| self.token(holder).relation.is("appos")).or(Some(holder));
            }
            let governor = self.head(plan).filter(|_| token.relation.is_any(&["obj", "obl"]))?;
            // "accused X of involvement in bombing it", "jailed X for complicity in killing them"
            if is_share
                && self.preposition(plan).is_some_and(|preposition| matches!(&*preposition, "of" | "for" | "over"))
                && let Some(object) = self.object(governor, depth + 1)
            {
                return Some(self.target_of(object));
            }
            // "experienced attempts to hack it": the attempts are another's.
            if SUFFERED.contains(&self.lemma(governor)) {
                return None;
            }
            self.surface_subject(governor, depth + 1)
        })
    }

    /// The grammatical subject: its own or an understood one.
    pub fn surface_subject(&self, verb: usize, depth: usize) -> Option<usize> {
        if depth > 8 {
            return None;
        }
        if let Some(subject) = self.child(verb, &["nsubj", "csubj"]) {
            return Some(self.relative_antecedent(verb, subject).unwrap_or(subject));
        }
        self.understood_subject(verb, depth)
    }

    /// For "who", "which", "that" as subject or object of a relative clause: the noun before it.
    fn relative_antecedent(&self, verb: usize, pronoun: usize) -> Option<usize> {
        let token = self.token(pronoun);
        let is_relative = token.feats.has("PronType", "Rel")
            || matches!(&*token.lemma, "who" | "which" | "that" | "whom") && token.upos == Upos::Pron;
        if !is_relative {
            return None;
        }
        let clause = std::iter::once(verb)
            .chain(self.ancestors(verb))
            .find(|&word| self.token(word).relation.is_any(&["acl:relcl", "acl"]))?;
        self.head(clause)
    }

    /// The by-phrase of a passive.
    pub fn agent(&self, verb: usize) -> Option<usize> {
        // "presented and supported by X": the phrase may hang on the other verb.
        let first = self.first_conjunct(verb);
        let joined = std::iter::once(first).chain(self.children_by(first, &["conj"])).filter(|&other| other != verb);
        self.own_agent(verb).or_else(|| self.stray_agent(verb)).or_else(|| {
            joined
                .filter(|&other| self.is_passive(other) || other < verb)
                .find_map(|other| self.own_agent(other))
                .filter(|&agent| agent > verb && !(verb + 1..agent).any(|at| self.token(at).upos == Upos::Aux))
        })
    }

    /// "slammed for staging a farce by the union", "found guilty by the court": a gerund or adjective has no by-phrase of
    /// its own; nor has what the passive gives away, "granted a reprieve by the court", a place, "held in Lima by police", or a
    /// thing, "pelted with eggs by farmers"; an act has ("made with the support of and by the union").
    fn stray_agent(&self, verb: usize) -> Option<usize> {
        if !self.is_passive(verb) {
            return None;
        }
        let is_by = |noun: usize| {
            self.token(noun).relation.is_any(&["obl", "nmod"])
                && self.token(noun).upos != Upos::Verb
                && self.preposition(noun).as_deref() == Some("by")
        };
        let of_clause = || {
            self.children_by(verb, &["advcl", "obl", "xcomp"])
                .filter(|&below| {
                    let token = self.token(below);
                    token.upos == Upos::Verb && !token.relation.is("xcomp") && !self.is_passive(below)
                        || token.upos == Upos::Adj && token.relation.is("xcomp")
                })
                .flat_map(|below| self.subtree(below))
                .find(|&noun| {
                    is_by(noun)
                        && self.head(noun).is_some_and(|head| self.is_below(head, verb) && !self.is_passive(head))
                })
        };
        let place = |at: usize| {
            self.token(at).upos == Upos::Propn
                && self.preposition(at).is_some_and(|found| matches!(&*found, "in" | "at" | "on" | "near" | "outside"))
        };
        let thing = |at: usize| !self.names_act(at) && self.preposition(at).as_deref() == Some("with");
        let behind = || {
            self.children_by(verb, &["obj", "obl"])
                .filter(|&at| self.token(at).relation.is("obj") || place(at) || thing(at))
                .flat_map(|at| self.children(at).iter().copied())
                .find(|&at| is_by(at))
        };
        of_clause().or_else(behind)
    }

    /// Whether a noun looks like one of an act, which may have a doer of its own.
    pub fn names_act(&self, noun: usize) -> bool {
        ACTS.iter().any(|end| self.lemma(noun).ends_with(end))
    }

    /// The by-phrase that hangs on the verb itself.
    pub fn own_agent(&self, verb: usize) -> Option<usize> {
        self.child(verb, &["obl:agent"]).or_else(|| {
            self.children_by(verb, &["obl"])
                .find(|&oblique| self.preposition(oblique).as_deref() == Some("by") && self.is_passive(verb))
        })
    }

    /// Who is acted upon: the deep object of a verb. Object of the active, subject of the passive, the noun before a
    /// past participle or an object relative clause.
    pub fn deep_object(&self, verb: usize) -> Option<usize> {
        self.object(verb, 0)
    }

    fn object(&self, verb: usize, depth: usize) -> Option<usize> {
        if depth > 8 {
            return None;
        }
        if self.is_passive(verb) {
            return if self.is_reduced(verb) { self.head(verb) } else { self.surface_subject(verb, depth + 1) };
        }
        if let Some(object) = self.child(verb, &["obj"]) {
            return Some(self.relative_antecedent(verb, object).unwrap_or(object));
        }
        // "the man (that) police arrested": the gap is the object.
        let token = self.token(verb);
        let shares = self.children_by(verb, &["conj"]).any(|other| self.child(other, &["obj"]).is_some());
        if token.relation.is("acl:relcl")
            && !shares
            && self.child(verb, &["nsubj"]).is_some_and(|subject| self.relative_antecedent(verb, subject).is_none())
        {
            return self.head(verb);
        }
        // "has arrested and sentenced the man": what hangs on the first verb and stands behind the second is of both.
        if self.token(verb).relation.is("conj") {
            let first = self.first_conjunct(verb);
            let shared = self.child(first, &["obj"]).filter(|&object| object > verb);
            if let Some(object) = shared.filter(|_| !self.is_passive(first)) {
                return Some(object);
            }
        }
        // "attacked and killed the man": the first verb shares the object of the second.
        self.children_by(verb, &["conj"])
            .filter(|&other| {
                self.token(other).upos == Upos::Verb
                    && !self.is_passive(other)
                    && self.child(other, &["nsubj"]).is_none()
            })
            .filter(|&other| other == verb + 2)
            .find_map(|other| self.child(other, &["obj"]))
    }
}

#[cfg(test)]
mod tests {
    use super::Syntax;
    use crate::hand_tree::document;
    use sayso_parse::Parse;

    /// Who does what the gerund of a tree tells.
    fn doer(tree: &str) -> Option<String> {
        let (_, Parse { sentences, .. }) = document(tree);
        let syntax = Syntax::new(&sentences[0]);
        let gerund = (0..syntax.len()).find(|&word| syntax.token(word).form.ends_with("ing"))?;
        syntax.deep_subject(gerund).map(|word| syntax.token(word).form.to_string())
    }

    #[test]
    fn whoever_has_a_part_in_an_act_does_it() {
        let begin = "Police/NOUN/2/nsubj held:hold/VERB/0/root Lee/PROPN/2/obj for/ADP/6/case her/PRON/6/nmod:poss";
        let end = "in/SCONJ/8/mark shelling:shell/VERB/2/advcl Vell/PROPN/8/obj";
        assert_eq!(doer(&format!("{begin} part/NOUN/2/obl {end}")).as_deref(), Some("her"));
        // "joined her friend in shelling Vell": the subject does, with whom it joins.
        let joined = "Police/NOUN/2/nsubj joined:join/VERB/0/root her/PRON/4/nmod:poss friend/NOUN/2/obj in/SCONJ/6/mark shelling:shell/VERB/2/advcl";
        assert_eq!(doer(joined).as_deref(), Some("Police"));
        let accused = "Norland/PROPN/2/nsubj accused:accuse/VERB/0/root Sudland/PROPN/2/obj of/ADP/5/case involvement/NOUN/2/obl in/SCONJ/7/mark shelling:shell/VERB/5/acl";
        assert_eq!(doer(accused).as_deref(), Some("Sudland"));
        let of = "They/PRON/2/nsubj saw:see/VERB/0/root the/DET/4/det role/NOUN/2/obj of/ADP/6/case Norland/PROPN/4/nmod in/SCONJ/8/mark shelling:shell/VERB/4/acl";
        assert_eq!(doer(of).as_deref(), Some("Norland"));
        let charged = "Police/NOUN/2/nsubj charged:charge/VERB/0/root Lee/PROPN/2/obj with/SCONJ/5/mark shelling:shell/VERB/2/advcl";
        assert_eq!(doer(charged).as_deref(), Some("Lee"));
        let threatened =
            "Police/NOUN/2/nsubj hit/VERB/0/root Lee/PROPN/2/obj with/SCONJ/5/mark shelling:shell/VERB/2/advcl";
        assert_eq!(doer(threatened).as_deref(), Some("Police"));
    }

    #[test]
    fn things_have_no_doer() {
        let hit = "Lee/PROPN/3/nsubj:pass was:be/AUX/3/aux:pass hit/VERB/0/root/VerbForm=Part with/ADP/5/case";
        let doer = |thing: &str| {
            let (_, Parse { sentences, .. }) =
                document(&format!("{hit} {thing}/NOUN/3/obl by/ADP/7/case men:man/NOUN/5/nmod"));
            let syntax = Syntax::new(&sentences[0]);
            syntax.deep_subject(2).map(|word| syntax.token(word).form.to_string())
        };
        assert_eq!(doer("eggs:egg").as_deref(), Some("men"));
        assert_eq!(doer("support").as_deref(), None);
    }
}
