use super::*;
use crate::hand_tree::document;

/// The governor of the first word of that form after mending.
fn governor(trees: &str, form: &str) -> String {
    let (_, mut parse) = document(trees);
    let lexicon = SayingLexicon::embedded().expect("the lexicon in the program is sound");
    let is_state = |word: &str| matches!(word, "Norland" | "Sudland");
    super::trees(
        &mut parse,
        &lexicon,
        |verb, particle| (verb, particle) == ("shoot", "down"),
        is_state,
        |_| false,
        |_| false,
    );
    let tokens = &parse.sentences[0].tokens;
    let token = tokens.iter().find(|token| &*token.form == form).expect("the word is there");
    token.head.map_or("-".to_string(), |head| tokens[head].form.to_string())
}

#[test]
fn a_speaker_goes_on_speaking() {
    let trees = "Ann/PROPN/2/nsubj said:say/VERB/0/root prices:price/NOUN/5/nsubj had:have/AUX/5/aux \
        risen:rise/VERB/2/ccomp/Tense=Past|VerbForm=Part and/CCONJ/7/cc urged:urge/VERB/5/conj/Tense=Past|VerbForm=Fin \
        the/DET/9/det council/NOUN/7/obj to/PART/11/mark act/VERB/7/xcomp ./PUNCT/2/punct";
    assert_eq!(governor(trees, "urged"), "said");
}

#[test]
fn the_ones_spoken_of_act_on_their_own() {
    let trees = "Ann/PROPN/2/nsubj said:say/VERB/0/root rebels:rebel/NOUN/4/nsubj \
        attacked:attack/VERB/2/ccomp/Tense=Past|VerbForm=Fin police/NOUN/4/obj and/CCONJ/7/cc \
        accused:accuse/VERB/4/conj/Tense=Past|VerbForm=Fin them:they/PRON/7/obj ./PUNCT/2/punct";
    assert_eq!(governor(trees, "accused"), "attacked");
}

#[test]
fn a_participle_behind_the_tag_is_the_speakers() {
    let trees = "Two/NUM/2/nummod men:man/NOUN/4/nsubj:pass were:be/AUX/4/aux:pass killed:kill/VERB/0/root ,/PUNCT/4/punct \
        police/NOUN/7/nsubj said:say/VERB/4/parataxis ,/PUNCT/9/punct blaming:blame/VERB/4/advcl rebels:rebel/NOUN/9/obj ./PUNCT/4/punct";
    assert_eq!(governor(trees, "blaming"), "said");
    let trees = "Men:man/NOUN/2/nsubj bombed:bomb/VERB/0/root schools:school/NOUN/2/obj ,/PUNCT/6/punct \
        police/NOUN/6/nsubj said:say/VERB/2/parataxis ,/PUNCT/8/punct killing:kill/VERB/2/advcl nine/NUM/8/obj ./PUNCT/2/punct";
    assert_eq!(governor(trees, "killing"), "bombed");
}

#[test]
fn what_is_told_before_a_tag_has_its_own_subject() {
    let trees = "Kell/PROPN/7/nsubj dismissed:dismiss/VERB/7/ccomp ministers:minister/NOUN/2/obj ,/PUNCT/7/punct state/NOUN/6/compound \
        radio/NOUN/7/nsubj reported:report/VERB/0/root ./PUNCT/7/punct";
    assert_eq!(governor(trees, "Kell"), "dismissed");
    let trees = "Deputy/NOUN/3/nsubj Kell/PROPN/8/nsubj admits:admit/VERB/8/ccomp losses:loss/NOUN/3/obj ,/PUNCT/8/punct a/DET/7/det \
        person/NOUN/8/nsubj said:say/VERB/0/root ./PUNCT/8/punct";
    assert_eq!(governor(trees, "Kell"), "Deputy");
}

#[test]
fn a_dash_between_blanks_joins_nothing() {
    let trees = "Norland/PROPN/5/nsubj -/PUNCT/1/punct Sudland/PROPN/4/compound talks:talk/NOUN/5/nsubj began:begin/VERB/0/root";
    assert_eq!(governor(trees, "Norland"), "began");
}

#[test]
fn what_another_condemns_stands_against_what_is_said() {
    let trees = "Ann/PROPN/2/nsubj said:say/VERB/0/root prices:price/NOUN/4/nsubj fell:fall/VERB/2/ccomp ,/PUNCT/8/punct \
        while/SCONJ/8/mark Ben/PROPN/8/nsubj condemned:condemn/VERB/4/advcl banks:bank/NOUN/8/obj";
    assert_eq!(governor(trees, "condemned"), "said");
}

#[test]
fn a_quotation_goes_on_behind_its_tag() {
    let trees = "“/PUNCT/3/punct We/PRON/3/nsubj left:leave/VERB/0/root ,/PUNCT/3/punct ”/PUNCT/3/punct he/PRON/7/nsubj \
        said:say/VERB/3/parataxis ,/PUNCT/3/punct “/PUNCT/11/punct after/SCONJ/11/mark talks:talk/VERB/3/advcl ./PUNCT/3/punct ”/PUNCT/3/punct";
    assert_eq!(governor(trees, "talks"), "left");
}

#[test]
fn no_name_runs_over_a_verb() {
    let trees = "Ann/PROPN/2/nsubj told:tell/VERB/0/root Radio/PROPN/4/compound Norland/PROPN/1/flat that/SCONJ/7/mark \
        guards:guard/NOUN/7/nsubj left:leave/VERB/2/ccomp ./PUNCT/2/punct";
    assert_eq!(governor(trees, "Norland"), "told");
}

#[test]
fn what_rules_know_as_a_particle_is_no_preposition() {
    let trees =
        "Rebels/NOUN/2/nsubj shot:shoot/VERB/0/root down/ADP/5/case the/DET/5/det plane/NOUN/2/obl ./PUNCT/2/punct";
    assert_eq!(governor(trees, "down"), "shot");
    let trees =
        "Rebels/NOUN/2/nsubj walked:walk/VERB/0/root down/ADP/5/case the/DET/5/det road/NOUN/2/obl ./PUNCT/2/punct";
    assert_eq!(governor(trees, "down"), "road");
}

#[test]
fn a_possessor_hangs_on_the_noun_behind_it() {
    let trees = "Envoy/NOUN/2/nsubj rejected:reject/VERB/0/root Kell/PROPN/1/nmod:poss 's/PART/3/case new:new/ADJ/6/amod \
        offer/NOUN/2/obj ./PUNCT/2/punct";
    assert_eq!(governor(trees, "Kell"), "offer");
}

#[test]
fn what_is_denied_is_a_claim() {
    let trees = "The/DET/2/det army/NOUN/3/nsubj denied:deny/VERB/4/nsubj reports:report/VERB/0/root that/SCONJ/7/mark it/PRON/7/nsubj \
        fled:flee/VERB/4/ccomp ./PUNCT/4/punct";
    assert_eq!(governor(trees, "reports"), "denied");
    assert_eq!(governor(trees, "denied"), "-");
    assert_eq!(governor(trees, "fled"), "reports");
    let trees = "The/DET/4/det general/ADJ/4/amod refuted:refute/VERB/4/amod reports:report/NOUN/0/root that/SCONJ/7/mark \
        soldiers:soldier/NOUN/7/nsubj fled:flee/VERB/4/acl ./PUNCT/4/punct";
    assert_eq!(governor(trees, "general"), "refuted");
    assert_eq!(governor(trees, "reports"), "refuted");
    assert_eq!(governor(trees, "The"), "general");
}

#[test]
fn both_parties_stand_behind_between() {
    let trees = "A/DET/2/det deal/NOUN/9/nsubj between/ADP/5/case the/DET/5/det cabinet/NOUN/2/nmod and/CCONJ/8/cc the/DET/8/det \
        Front/PROPN/2/conj failed:fail/VERB/0/root ./PUNCT/9/punct";
    assert_eq!(governor(trees, "Front"), "cabinet");
    // Another deal, not another party.
    let trees = "A/DET/2/det deal/NOUN/10/nsubj between/ADP/4/case unions:union/NOUN/2/nmod/Number=Plur and/CCONJ/7/cc a/DET/7/det \
        truce/NOUN/2/conj with/ADP/9/case rebels:rebel/NOUN/7/nmod failed:fail/VERB/0/root ./PUNCT/10/punct";
    assert_eq!(governor(trees, "truce"), "deal");
}

#[test]
fn a_state_before_a_body_tells_whose_it_is() {
    let trees = "Norland/PROPN/3/compound army/NOUN/3/compound raids:raid/NOUN/4/nsubj killed:kill/VERB/0/root six/NUM/4/obj ./PUNCT/4/punct";
    assert_eq!(governor(trees, "Norland"), "army");
}

#[test]
fn phrases_built_alike_are_joined() {
    let trees = "Norland/PROPN/2/nsubj lifted:lift/VERB/0/root bans:ban/NOUN/2/obj on/ADP/5/case rallies:rally/NOUN/3/nmod \
        or/CCONJ/7/cc limits:limit/NOUN/5/conj on/ADP/9/case papers:paper/NOUN/7/nmod ./PUNCT/2/punct";
    assert_eq!(governor(trees, "limits"), "bans");
    let trees = "Norland/PROPN/2/nsubj lifted:lift/VERB/0/root bans:ban/NOUN/2/obj on/ADP/5/case rallies:rally/NOUN/3/nmod \
        or/CCONJ/7/cc marches:march/NOUN/5/conj in/ADP/9/case towns:town/NOUN/7/nmod ./PUNCT/2/punct";
    assert_eq!(governor(trees, "marches"), "rallies");
}

#[test]
fn what_stands_in_the_present_is_said_as_well() {
    let trees = "Ann/PROPN/2/nsubj told:tell/VERB/0/root/Tense=Past|VerbForm=Fin judges:judge/NOUN/2/obj rules:rule/NOUN/5/nsubj \
        ban/VERB/2/ccomp/Tense=Pres|VerbForm=Fin her:she/PRON/5/obj and/CCONJ/8/cc require/VERB/2/conj/Tense=Pres|VerbForm=Fin \
        reports:report/NOUN/8/obj ./PUNCT/2/punct";
    assert_eq!(governor(trees, "require"), "ban");
}

#[test]
fn gerunds_are_joined_to_gerunds() {
    let trees = "Police/NOUN/2/nsubj using:use/VERB/0/root gas/NOUN/2/obj to/PART/5/mark scatter/VERB/2/advcl \
        them:they/PRON/5/obj and/CCONJ/8/cc beating:beat/VERB/5/conj people/NOUN/8/obj";
    assert_eq!(governor(trees, "beating"), "using");
    let trees =
        "Police/NOUN/2/nsubj came:come/VERB/0/root to/PART/4/mark watch/VERB/2/advcl and/CCONJ/6/cc leave/VERB/4/conj";
    assert_eq!(governor(trees, "leave"), "watch");
}

#[test]
fn who_is_shown_does_it() {
    let trees = "Footage/NOUN/2/nsubj shows:show/VERB/0/root police/NOUN/2/obj smashing:smash/VERB/2/ccomp windows:window/NOUN/4/obj";
    assert_eq!(governor(trees, "police"), "smashing");
    let trees = "Ann/PROPN/2/nsubj told:tell/VERB/0/root police/NOUN/2/obj he/PRON/6/nsubj was:be/AUX/6/aux leaving:leave/VERB/2/ccomp";
    assert_eq!(governor(trees, "police"), "told");
}

#[test]
fn a_plural_verb_goes_with_the_plural_speaker() {
    let trees = |verb: &str, number: &str| {
        format!(
            "Firms/NOUN/2/nsubj/Number=Plur agree:agree/VERB/0/root/Tense=Pres that/SCONJ/5/mark \
            Norland/PROPN/5/nsubj/Number=Sing gains:gain/VERB/2/ccomp/Tense=Pres and/CCONJ/7/cc \
            {verb}:support/VERB/5/conj/Number={number}|Tense=Pres|VerbForm=Fin bans/NOUN/7/obj"
        )
    };
    assert_eq!(governor(&trees("support", "Plur"), "support"), "agree");
    assert_eq!(governor(&trees("supports", "Sing"), "supports"), "gains");
}

#[test]
fn what_stands_against_it_is_not_said() {
    let trees = "Norland/PROPN/2/nsubj said:say/VERB/0/root it/PRON/4/nsubj left:leave/VERB/2/ccomp ,/PUNCT/8/punct \
        while/SCONJ/8/mark police/NOUN/8/nsubj denied:deny/VERB/4/advcl it/PRON/8/obj";
    assert_eq!(governor(trees, "denied"), "said");
}

#[test]
fn what_is_claimed_hangs_on_the_claim() {
    let trees = "Aides/NOUN/2/nsubj denied:deny/VERB/0/root claims:claim/NOUN/2/obj by/ADP/5/case rebels:rebel/NOUN/3/nmod \
        that/SCONJ/8/mark troops:troop/NOUN/8/nsubj fled:flee/VERB/5/acl ./PUNCT/2/punct";
    assert_eq!(governor(trees, "fled"), "claims");
    // A relative clause: something is missing in it.
    let trees =
        "Aides/NOUN/2/nsubj met:meet/VERB/0/root rebels:rebel/NOUN/2/obj that/PRON/5/nsubj fled:flee/VERB/3/acl:relcl";
    assert_eq!(governor(trees, "fled"), "rebels");
}

#[test]
fn who_stands_behind_the_act_of_a_claim_did_it() {
    let trees = "He/PRON/2/nsubj denied:deny/VERB/0/root claims:claim/NOUN/2/obj of/ADP/5/case torture/NOUN/3/nmod by/ADP/7/case \
        police/NOUN/3/nmod ./PUNCT/2/punct";
    assert_eq!(governor(trees, "police"), "torture");
}

#[test]
fn a_source_in_an_apposition_is_of_what_it_calls_somebody() {
    let trees = "Wolves:wolf/NOUN/9/nsubj ,/PUNCT/4/punct a/DET/4/det gang/NOUN/1/appos according:accord/VERB/7/case to/ADP/5/fixed \
        Norland/PROPN/9/obl ,/PUNCT/1/punct attacked:attack/VERB/0/root posts:post/NOUN/9/obj";
    assert_eq!(governor(trees, "Norland"), "gang");
}

#[test]
fn a_claim_that_somebody_answers_keeps_what_it_says() {
    let trees = "Lee/PROPN/2/nsubj responded:respond/VERB/0/root to/ADP/4/case claims:claim/NOUN/2/obl that/SCONJ/7/mark he/PRON/7/nsubj \
        fled:flee/VERB/4/acl ./PUNCT/2/punct";
    assert_eq!(governor(trees, "fled"), "claims");
}

#[test]
fn the_source_of_an_apposition_at_the_end_is_of_what_it_is_called() {
    let tree = |between: &str| {
        format!(
            "Men:man/NOUN/2/nsubj joined:join/VERB/0/root wolves:wolf/NOUN/2/obj ,/PUNCT/6/punct a/DET/6/det gang/NOUN/3/appos \
            {between} according:accord/VERB/10/case to/ADP/8/fixed Norland/PROPN/2/obl ./PUNCT/2/punct"
        )
    };
    assert_eq!(governor(&tree("there/ADV/6/advmod"), "Norland"), "gang");
    assert_eq!(governor(&tree(",/PUNCT/10/punct"), "Norland"), "joined");
}

#[test]
fn a_word_of_saying_between_commas_is_a_tag_whatever_the_parser_calls_it() {
    let trees = "Rebels:rebel/NOUN/7/nsubj:pass ,/PUNCT/3/punct prosecutors:prosecutor/NOUN/4/nsubj allege/ADV/1/appos ,/PUNCT/1/punct \
        were:be/AUX/7/aux:pass trained:train/VERB/0/root ./PUNCT/7/punct";
    assert_eq!(governor(trees, "allege"), "trained");
}

#[test]
fn who_is_accused_does_not_describe_himself() {
    let trees = "They/PRON/3/nsubj never/ADV/3/advmod accused:accuse/VERB/0/root soldiers:soldier/NOUN/3/obj of/SCONJ/6/mark \
        killing:kill/VERB/4/acl farmers:farmer/NOUN/6/obj ./PUNCT/3/punct";
    assert_eq!(governor(trees, "killing"), "accused");
}

#[test]
fn a_clause_right_behind_a_claim_is_what_is_claimed() {
    let trees = "Minister/NOUN/2/nsubj rejects:reject/VERB/0/root claim/NOUN/2/obj he/PRON/5/nsubj ordered:order/VERB/2/ccomp it/PRON/5/obj";
    assert_eq!(governor(trees, "ordered"), "claim");
}

#[test]
fn what_is_taken_back_goes_on_with_the_speaker() {
    let trees = "Ann/PROPN/2/nsubj said:say/VERB/0/root rebels:rebel/NOUN/4/nsubj \
        fled:flee/VERB/2/ccomp/Tense=Past|VerbForm=Fin but/CCONJ/6/cc \
        withdrew:withdraw/VERB/4/conj/Tense=Past|VerbForm=Fin the/DET/8/det report/NOUN/6/obj ./PUNCT/2/punct";
    assert_eq!(governor(trees, "withdrew"), "said");
    assert_eq!(governor(&trees.replace("report", "guard"), "withdrew"), "fled");
}

#[test]
fn a_deed_is_what_somebody_is_accused_of() {
    let trees = "Norland/PROPN/2/nsubj accuses:accuse/VERB/0/root rebels:rebel/NOUN/2/obj of/ADP/6/case the/DET/6/det murder/NOUN/3/nmod \
        of/ADP/8/case priests:priest/NOUN/6/nmod ./PUNCT/2/punct";
    assert_eq!(governor(trees, "murder"), "accuses");
    assert_eq!(governor(trees, "priests"), "murder");
    assert_eq!(governor(&trees.replace("murder", "republic"), "republic"), "rebels");
}

#[test]
fn without_its_mark_a_noun_before_an_article_is_no_possessor() {
    let trees = "Farmers:farmer/NOUN/2/nsubj consider/VERB/0/root the/DET/4/det minister/NOUN/6/nmod:poss a/DET/6/det \
        tyrant/NOUN/2/xcomp ./PUNCT/2/punct";
    assert_eq!(governor(trees, "minister"), "consider");
    let marked = "Farmers:farmer/NOUN/2/nsubj reject/VERB/0/root the/DET/4/det minister/NOUN/6/nmod:poss 's/PART/4/case \
        offer/NOUN/2/obj ./PUNCT/2/punct";
    assert_eq!(governor(marked, "minister"), "offer");
}

#[test]
fn phrases_hang_on_the_act_that_they_belong_to() {
    let aimed =
        "An/DET/2/det attack/NOUN/0/root by/ADP/4/case rebels:rebel/NOUN/2/nmod on/ADP/6/case police/NOUN/4/nmod";
    assert_eq!(governor(aimed, "police"), "attack");
    let by = "Men:man/NOUN/2/nsubj fled:flee/VERB/0/root the/DET/4/det shelling/NOUN/2/obj by/ADP/6/case rebels:rebel/NOUN/2/obl";
    assert_eq!(governor(by, "rebels"), "shelling");
    let night =
        "Men:man/NOUN/2/nsubj left:leave/VERB/0/root the/DET/4/det village/NOUN/2/obj by/ADP/6/case night/NOUN/2/obl";
    assert_eq!(governor(night, "night"), "left");
}

#[test]
fn what_stands_behind_the_second_verb_is_its_object() {
    let begin = "Men:man/NOUN/2/nsubj blocked:block/VERB/0/root roads:road/NOUN/2/obj";
    assert_eq!(
        governor(&format!("{begin} and/CCONJ/5/cc pelted:pelt/VERB/2/conj police/NOUN/3/conj"), "police"),
        "pelted"
    );
    assert_eq!(governor(&format!("{begin} and/CCONJ/5/cc rails:rail/NOUN/3/conj"), "rails"), "roads");
}

#[test]
fn claims_that_somebody_says_are_untrue_are_what_is_said_to_be_so() {
    // "claims" taken for a verb, its clause for what is said.
    let baseless = "Lee/PROPN/2/nsubj said:say/VERB/0/root claims:claim/VERB/2/ccomp that/SCONJ/6/mark it/PRON/6/nsubj fled:flee/VERB/3/acl \
        were:be/AUX/8/cop baseless/ADJ/3/ccomp";
    assert_eq!(governor(baseless, "claims"), "baseless");
    assert_eq!(governor(baseless, "baseless"), "said");
    assert_eq!(governor(baseless, "fled"), "claims");
    let basis = "Lee/PROPN/2/nsubj said:say/VERB/0/root the/DET/4/det claim/NOUN/2/obj that/SCONJ/7/mark it/PRON/8/nsubj fled:flee/VERB/4/acl \
        had:have/VERB/4/acl no/DET/10/det basis/NOUN/8/obj";
    assert_eq!(governor(basis, "claim"), "had");
    assert_eq!(governor(basis, "it"), "fled");
    // What is said to be true stays as it is.
    assert_eq!(governor(&baseless.replace("baseless", "long"), "claims"), "said");
    let rejected = "Lee/PROPN/2/nsubj rejected:reject/VERB/0/root as/SCONJ/4/mark baseless/VERB/2/advcl the/DET/6/det charge/NOUN/4/obj \
        that/SCONJ/9/mark it/PRON/9/nsubj fled:flee/VERB/6/acl";
    assert_eq!(governor(rejected, "charge"), "rejected");
    let general = "The/DET/4/det general/ADJ/4/amod refuted:refute/VERB/0/root accusations:accusation/NOUN/3/obj";
    assert_eq!(governor(general, "general"), "refuted");
}
