use super::*;
use crate::hand_tree::document;
use crate::lexicon::LexiconFiles;
use proptest::prelude::*;
use sayso_core::{Document, Published};
use sayso_parse::{Feats, Parse, Relation, Sentence, Token, Upos};

fn lexicon() -> TimesLexicon {
    TimesLexicon::load(&LexiconFiles::embedded()).expect("the lexicon is sound")
}

/// A sentence without a tree.
fn flat(text: &str) -> Parse {
    let tokens: Vec<Token> = pieces(text, Span::new(0, text.len()))
        .into_iter()
        .map(|piece| Token {
            span: piece.span,
            form: piece.span.of(text).into(),
            lemma: piece.lower.as_str().into(),
            upos: Upos::X,
            feats: Feats::default(),
            head: None,
            relation: Relation::parse("dep"),
            cue: None,
            acts: None,
        })
        .collect();
    let span = Span::new(0, text.len());
    Parse {
        sentences: vec![Sentence { span, tokens, starts_paragraph: true }],
        entities: Vec::new(),
        coreference: None,
    }
}

/// "words=value" for each expression, published on Tuesday 14 May 2024.
fn values(text: &str, published: Option<&str>) -> Vec<String> {
    let mut document = Document::new("test", text);
    document.published = published.and_then(Published::parse);
    let parse = flat(text);
    let scene = Scene::new(&document, &parse);
    let times = Times::find(&scene, &lexicon());
    times.timexes().iter().map(|timex| format!("{}={}", timex.span.of(text), timex.value)).collect()
}

fn one(text: &str) -> String {
    values(text, Some("2024-05-14")).join("; ")
}

#[test]
fn days_months_and_years() {
    assert_eq!(one("They met on Monday."), "Monday=2024-05-13");
    assert_eq!(one("They met on Tuesday."), "Tuesday=2024-05-14");
    assert_eq!(one("They met on 3 March 2021."), "3 March 2021=2021-03-03");
    assert_eq!(one("They met on March 3, 2021."), "March 3, 2021=2021-03-03");
    assert_eq!(one("They met on Dec. 7."), "Dec. 7=2023-12-07");
    assert_eq!(one("They met in February."), "February=2024-02");
    assert_eq!(one("They met in November last year."), "November last year=2023-11");
    assert_eq!(one("They met in 2019."), "2019=2019");
    assert_eq!(one("Prices rose in the 1990s."), "the 1990s=199");
    assert_eq!(one("The first quarter of 2020 was bad."), "The first quarter of 2020=2020-Q1");
    assert_eq!(one("It ran until 2023-11-05."), "2023-11-05=2023-11-05");
}

#[test]
fn relative_times() {
    assert_eq!(one("They left yesterday."), "yesterday=2024-05-13");
    assert_eq!(one("They left last week."), "last week=2024-W19");
    assert_eq!(one("They left two years ago."), "two years ago=2022");
    assert_eq!(one("They left three days ago."), "three days ago=2024-05-11");
    assert_eq!(one("They left earlier this month."), "earlier this month=2024-05");
    assert_eq!(
        one("They left on 3 May; two days later, they came back."),
        "3 May=2024-05-03; two days later=2024-05-05"
    );
    assert_eq!(one("They left last night."), "last night=2024-05-13TNI");
    assert_eq!(one("They left at 9:30 p.m. on Monday."), "9:30 p.m. on Monday=2024-05-13T21:30");
}

#[test]
fn days_beside_the_one_told() {
    let told = |rest: &str| one(&format!("They met on 3 March 2022. {rest}"));
    assert_eq!(told("The next morning, they left."), "3 March 2022=2022-03-03; The next morning=2022-03-04TMO");
    assert_eq!(
        told("The following evening they left."),
        "3 March 2022=2022-03-03; The following evening=2022-03-04TEV"
    );
    assert_eq!(told("That evening they left."), "3 March 2022=2022-03-03; That evening=2022-03-03TEV");
    assert_eq!(told("A day later, they left."), "3 March 2022=2022-03-03; A day later=2022-03-04");
    assert_eq!(told("They had left the previous day."), "3 March 2022=2022-03-03; the previous day=2022-03-02");
    assert_eq!(one("On this day in 1939, they met."), "this day in 1939=1939-05-14");
}

#[test]
fn one_year_is_said_for_two_months() {
    assert_eq!(one("Between January and March 2022, they met."), "January=2022-01; March 2022=2022-03");
    assert_eq!(
        one("From 28 December to 3 January 2022 they met."),
        "28 December=2021-12-28; 3 January 2022=2022-01-03"
    );
    assert_eq!(one("They met in February; March 2020 was quiet."), "February=2024-02; March 2020=2020-03");
}

#[test]
fn days_of_which_the_calendar_has_none_or_two() {
    assert_eq!(one("They met on 30 February 2024."), "30 February 2024=XXXX-XX-XX");
    assert_eq!(one("They met on 31 April."), "31 April=XXXX-XX-XX");
    // Published on 14 May 2024: the fifth of December is yet to come.
    assert_eq!(one("They met on 12/05/2024."), "12/05/2024=2024-05-12");
    assert_eq!(one("They met on 03/04/2024."), "03/04/2024=2024-03-04");
    assert_eq!(one("They met on 14/05/2024."), "14/05/2024=2024-05-14");
}

#[test]
fn quarters_feasts_and_days_by_name() {
    assert_eq!(one("They met in Q3 2022."), "Q3 2022=2022-Q3");
    assert_eq!(one("They met overnight."), "overnight=2024-05-13TNI");
    assert_eq!(one("They met after 9/11 and left."), "9/11=2001-09-11");
    assert_eq!(one("They met during Ramadan."), "Ramadan=2024-03");
    assert_eq!(one("They met during Ramadan 2019."), "Ramadan 2019=2019-05");
    assert_eq!(one("They met at 3:30 p.m. GMT on Monday."), "3:30 p.m. GMT on Monday=2024-05-13T15:30Z");
}

#[test]
fn ranges_have_both_ends() {
    let days_of_month = format!(
        "They/PRON/2/nsubj met:meet/VERB/0/root/{PAST} from/ADP/7/case 3/NUM/7/nummod to/ADP/6/case 7/NUM/4/nmod March/PROPN/2/obl 2024/NUM/7/nummod"
    );
    assert_eq!(governing(&days_of_month, "met"), days("2024-03-03", "2024-03-07"));
    let months = format!(
        "Between/ADP/2/case January/PROPN/7/obl and/CCONJ/4/cc March/PROPN/2/nmod 2022/NUM/4/nummod they/PRON/7/nsubj met:meet/VERB/0/root/{PAST}"
    );
    assert_eq!(governing(&months, "met"), days("2022-01-01", "2022-03-31"));
    let week = format!(
        "They/PRON/2/nsubj met:meet/VERB/0/root/{PAST} from/ADP/4/case Wednesday/PROPN/2/obl to/ADP/6/case Monday/PROPN/2/obl"
    );
    assert_eq!(governing(&week, "met"), days("2024-05-08", "2024-05-13"));
    let over = format!(
        "They/PRON/2/nsubj met:meet/VERB/0/root/{PAST} from/ADP/4/case Monday/PROPN/2/obl to/ADP/6/case Thursday/PROPN/2/obl"
    );
    assert_eq!(governing(&over, "met"), days("2024-05-06", "2024-05-09"));
}

#[test]
fn durations_and_repetition() {
    assert_eq!(one("They met twice a week."), "twice a week=P1W");
    assert_eq!(one("They met three times a year."), "three times a year=P1Y");
    assert_eq!(one("They waited for two weeks."), "two weeks=P2W");
    assert_eq!(one("They waited for several years."), "several years=PXY");
    assert_eq!(one("A curfew of 48 hours began."), "48 hours=PT48H");
    assert_eq!(one("They meet every Thursday."), "every Thursday=XXXX-WXX-4");
    assert_eq!(one("They meet every two months."), "every two months=P2M");
}

#[test]
fn other_senses_of_the_words() {
    for text in [
        "May told reporters so.",
        "The second man fled.",
        "Prices may fall.",
        "About 2,000 people came.",
        "Flight 1990 was late.",
        "The 25-year-old man fled.",
        "She, aged 30, fled.",
        "They ran a march.",
    ] {
        assert_eq!(one(text), "", "{text}");
    }
}

#[test]
fn without_a_date_of_publication_nothing_is_resolved() {
    assert_eq!(values("They met on Tuesday.", None), ["Tuesday=XXXX-WXX-2"]);
    assert_eq!(values("They met last week in May 2020.", None), ["last week=PAST_REF", "May 2020=2020-05"]);
    assert_eq!(values("They met on 3 March.", None), ["3 March=XXXX-03-03"]);
}

/// The range that governs the word `form` of a document of hand-made trees, published on Tuesday 14 May 2024.
fn governing(trees: &str, form: &str) -> Option<(String, String)> {
    let (mut document, parse) = document(trees);
    document.published = Published::parse("2024-05-14");
    let scene = Scene::new(&document, &parse);
    let times = Times::find(&scene, &lexicon());
    let word = find(&parse, form);
    let range = times.governing(&scene, word)?;
    let day = |date: Option<jiff::civil::Date>| date.map_or("-".to_string(), |date| date.to_string());
    Some((day(range.from), day(range.to)))
}

fn background(trees: &str, form: &str) -> bool {
    let (mut document, parse) = document(trees);
    document.published = Published::parse("2024-05-14");
    let scene = Scene::new(&document, &parse);
    Times::find(&scene, &lexicon()).is_background(&scene, find(&parse, form))
}

fn find(parse: &Parse, form: &str) -> Word {
    parse
        .sentences
        .iter()
        .enumerate()
        .find_map(|(index, sentence)| {
            let word = sentence.tokens.iter().position(|token| &*token.form == form)?;
            Some(Word::new(index, word))
        })
        .expect("the word is there")
}

fn days(from: &str, to: &str) -> Option<(String, String)> {
    Some((from.to_string(), to.to_string()))
}

const PAST: &str = "VerbForm=Fin|Tense=Past";

#[test]
fn the_date_of_saying_only_bounds_what_is_said() {
    let trees = format!(
        "The/DET/2/det ministry/NOUN/3/nsubj said:say/VERB/0/root/{PAST} on/ADP/5/case Monday/PROPN/3/obl that/SCONJ/9/mark \
         police/NOUN/9/nsubj had:have/AUX/9/aux arrested:arrest/VERB/3/ccomp/VerbForm=Part|Tense=Past 14/NUM/11/nummod \
         men:man/NOUN/9/obj ./PUNCT/3/punct"
    );
    assert_eq!(governing(&trees, "said"), days("2024-05-13", "2024-05-13"));
    assert_eq!(governing(&trees, "arrested"), days("-", "2024-05-13"));
    assert!(!background(&trees, "arrested"));
}

#[test]
fn tense_decides_the_week() {
    let past = format!("They/PRON/2/nsubj met:meet/VERB/0/root/{PAST} on/ADP/4/case Friday/PROPN/2/obl");
    assert_eq!(governing(&past, "met"), days("2024-05-10", "2024-05-10"));
    let future = "They/PRON/3/nsubj will/AUX/3/aux meet/VERB/0/root/VerbForm=Inf on/ADP/5/case Friday/PROPN/3/obl";
    assert_eq!(governing(future, "meet"), days("2024-05-17", "2024-05-17"));
}

#[test]
fn a_leading_time_is_shared_and_a_trailing_one_of_two_verbs_too() {
    let leading = format!(
        "On/ADP/2/case Monday/PROPN/4/obl rebels:rebel/NOUN/4/nsubj killed:kill/VERB/0/root/{PAST} two/NUM/6/nummod \
         men:man/NOUN/4/obj and/CCONJ/8/cc wounded:wound/VERB/4/conj/{PAST} three/NUM/8/obj"
    );
    assert_eq!(governing(&leading, "wounded"), days("2024-05-13", "2024-05-13"));
    let trailing = format!(
        "Rebels:rebel/NOUN/2/nsubj killed:kill/VERB/0/root/{PAST} two/NUM/2/obj and/CCONJ/5/cc wounded:wound/VERB/2/conj/{PAST} \
         three/NUM/5/obj on/ADP/8/case Monday/PROPN/5/obl"
    );
    assert_eq!(governing(&trailing, "killed"), days("2024-05-13", "2024-05-13"));
}

#[test]
fn bounds_and_spans() {
    let since = "They/PRON/3/nsubj have/AUX/3/aux blocked:block/VERB/0/root/VerbForm=Part|Tense=Past it/PRON/3/obj since/ADP/6/case 2018/NUM/3/obl";
    assert_eq!(governing(since, "blocked"), days("2018-01-01", "-"));
    let until =
        format!("They/PRON/2/nsubj stayed:stay/VERB/0/root/{PAST} until/ADP/5/case 18/NUM/5/nummod April/PROPN/2/obl");
    assert_eq!(governing(&until, "stayed"), days("-", "2024-04-18"));
    let from = format!(
        "They/PRON/2/nsubj stayed:stay/VERB/0/root/{PAST} from/ADP/4/case January/PROPN/2/obl to/ADP/6/case March/PROPN/2/obl"
    );
    assert_eq!(governing(&from, "stayed"), days("2024-01-01", "2024-03-31"));
    let decades = "She/PRON/3/nsubj has:have/AUX/3/aux led:lead/VERB/0/root/VerbForm=Part|Tense=Past it/PRON/3/obj for/ADP/7/case two/NUM/7/nummod decades:decade/NOUN/3/obl";
    assert_eq!(governing(decades, "led"), days("2004-05-14", "-"));
}

#[test]
fn a_noun_takes_its_own_time_or_that_of_a_light_verb() {
    let own = format!(
        "The/DET/3/det Friday/PROPN/3/compound attack/NOUN/5/nsubj:pass was:be/AUX/5/aux:pass/{PAST} condemned:condemn/VERB/0/root/VerbForm=Part|Tense=Past \
         on/ADP/7/case Monday/PROPN/5/obl"
    );
    assert_eq!(governing(&own, "attack"), days("2024-05-10", "2024-05-10"));
    assert_eq!(governing(&own, "condemned"), days("2024-05-13", "2024-05-13"));
    let light =
        format!("The/DET/2/det raid/NOUN/3/nsubj happened:happen/VERB/0/root/{PAST} on/ADP/5/case Monday/PROPN/3/obl");
    assert_eq!(governing(&light, "raid"), days("2024-05-13", "2024-05-13"));
    let other = format!(
        "They/PRON/2/nsubj condemned:condemn/VERB/0/root/{PAST} the/DET/4/det raid/NOUN/2/obj on/ADP/6/case Monday/PROPN/2/obl"
    );
    assert_eq!(governing(&other, "raid"), None);
}

#[test]
fn no_time_is_no_date() {
    let trees = format!("They/PRON/2/nsubj arrested:arrest/VERB/0/root/{PAST} two/NUM/4/nummod men:man/NOUN/2/obj");
    assert_eq!(governing(&trees, "arrested"), None);
}

#[test]
fn a_time_on_the_subject_before_the_verb_is_the_verbs() {
    let trees = format!(
        "The/DET/2/det ministry/NOUN/5/nsubj on/ADP/4/case Monday/PROPN/2/nmod demanded:demand/VERB/0/root/{PAST} \
         silence/NOUN/5/obj"
    );
    assert_eq!(governing(&trees, "demanded"), days("2024-05-13", "2024-05-13"));
}

#[test]
fn things_and_persons_pass_a_time_on() {
    let trees = format!(
        "They/PRON/2/nsubj shot:shoot/VERB/0/root/{PAST} the/DET/4/det mayor/NOUN/2/obj of/ADP/6/case Port/PROPN/4/nmod \
         in/ADP/8/case 2019/NUM/6/nmod"
    );
    assert_eq!(governing(&trees, "shot"), days("2019-01-01", "2019-12-31"));
    let law = format!(
        "They/PRON/2/nsubj charged:charge/VERB/0/root/{PAST} him/PRON/2/obj under/ADP/6/case the/DET/6/det Act/PROPN/2/obl \
         ,/PUNCT/8/punct 1990/NUM/6/nmod"
    );
    assert_eq!(governing(&law, "charged"), None);
    let perfect = "They/PRON/3/nsubj have/AUX/3/aux sentenced:sentence/VERB/0/root/VerbForm=Part|Tense=Past six/NUM/5/nummod \
         men:man/NOUN/3/obj in/ADP/7/case 1971/NUM/5/nmod";
    assert_eq!(governing(perfect, "sentenced"), None);
}

#[test]
fn an_occasion_gives_its_year() {
    let trees = "He/PRON/3/nsubj:pass was:be/AUX/3/aux:pass toppled:topple/VERB/0/root/VerbForm=Part|Tense=Past in/ADP/7/case \
         a/DET/7/det 2003/NUM/7/nummod coup/NOUN/3/obl";
    assert_eq!(governing(trees, "toppled"), days("2003-01-01", "2003-12-31"));
    let years = "He/PRON/3/nsubj:pass was:be/AUX/3/aux:pass killed:kill/VERB/0/root/VerbForm=Part|Tense=Past in/ADP/9/case \
         the/DET/9/det 1979/NUM/9/nummod -/PUNCT/8/punct 1984/NUM/9/nummod conflict/NOUN/3/obl";
    assert_eq!(governing(years, "killed"), days("1979-01-01", "1979-12-31"));
}

#[test]
fn clauses_of_time_share_the_time_of_the_other() {
    let trees = format!(
        "The/DET/2/det dispute/NOUN/3/nsubj began:begin/VERB/0/root/{PAST} in/ADP/5/case 1879/NUM/3/obl ,/PUNCT/8/punct \
         when/ADV/8/advmod invaded:invade/VERB/3/advcl/{PAST} Norland/PROPN/8/nsubj the/DET/11/det port/NOUN/8/obj"
    );
    assert_eq!(governing(&trees, "invaded"), days("1879-01-01", "1879-12-31"));
    let described = trees.replace("invaded:invade/VERB/3/advcl", "invaded:invade/VERB/5/acl:relcl");
    assert_eq!(governing(&described, "invaded"), days("1879-01-01", "1879-12-31"));
    let unless = trees.replace("when/ADV/8/advmod", "unless/SCONJ/8/mark");
    assert_eq!(governing(&unless, "invaded"), None);
}

#[test]
fn what_is_told_in_the_past_was_not_done_tomorrow() {
    let trees = format!(
        "They/PRON/2/nsubj invited:invite/VERB/0/root/{PAST} her/PRON/2/obj on/ADP/6/case 3/NUM/6/nummod June/PROPN/2/obl \
         2024/NUM/6/nummod"
    );
    assert_eq!(governing(&trees, "invited"), None);
}

#[test]
fn a_noun_has_the_time_of_what_was_done_with_it() {
    let trees = "She/PRON/3/nsubj is:be/AUX/3/aux facing:face/VERB/0/root/VerbForm=Part|Tense=Pres a/DET/5/det lawsuit/NOUN/3/obj \
         filed:file/VERB/5/acl/VerbForm=Part|Tense=Past in/ADP/8/case 2021/NUM/6/obl";
    assert_eq!(governing(trees, "lawsuit"), days("2021-01-01", "2021-12-31"));
}

#[test]
fn a_dateline_stands_for_the_day_of_publication() {
    let met = |text: &str| values(text, None).pop().unwrap_or_default();
    assert_eq!(met("PORT CITY, 14 May 2024: They met on Monday."), "Monday=2024-05-13");
    assert_eq!(met("In the town on 14 May 2024 they met on Monday."), "Monday=XXXX-WXX-1");
    assert_eq!(met("They met yesterday (14 May 2024) and on Monday."), "Monday=XXXX-WXX-1");
}

#[test]
fn the_same_day_of_a_year_is_no_day() {
    assert_eq!(values("They fought in 2001 and met on the same day.", None), ["2001=2001", "the same day=XXXX-XX-XX"]);
    assert_eq!(
        values("They fought on 14 May 2001 and met on the same day.", None),
        ["14 May 2001=2001-05-14", "the same day=2001-05-14"]
    );
}

#[test]
fn days_without_a_year_lie_near_a_full_one() {
    let told = "They wrote on 14 January 2024 and met on 20 December.";
    assert_eq!(values(told, None), ["14 January 2024=2024-01-14", "20 December=2023-12-20"]);
    assert_eq!(
        values("They wrote on 14 May 2024 and met in April.", None),
        ["14 May 2024=2024-05-14", "April=2024-04"]
    );
    assert_eq!(
        values("On 14 May 2024 they wrote of last April.", None),
        ["14 May 2024=2024-05-14", "last April=XXXX-04"]
    );
}

#[test]
fn older_years_and_decades() {
    assert_eq!(one("In 1866, they began to withdraw."), "1866=1866");
    assert_eq!(one("They fought in the 60's and left."), "the 60's=196");
    assert_eq!(one("They fought in the 1960s and left."), "the 1960s=196");
}

#[test]
fn older_acts_are_background() {
    let old =
        format!("They/PRON/2/nsubj arrested:arrest/VERB/0/root/{PAST} him/PRON/2/obj in/ADP/5/case 2014/NUM/2/obl");
    assert!(background(&old, "arrested"));
    let new =
        format!("They/PRON/2/nsubj arrested:arrest/VERB/0/root/{PAST} him/PRON/2/obj on/ADP/5/case Friday/PROPN/2/obl");
    assert!(!background(&new, "arrested"));
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(
        words in proptest::collection::vec(
            prop_oneof![
                Just("May"), Just("31"), Just("Feb."), Just("30"), Just("9999"), Just("1000"), Just("the"), Just("last"), Just("next"),
                Just("years"), Just("ago"), Just("later"), Just("1e9"), Just("quarter"), Just("first"), Just("century"), Just("20th"),
                Just("million"), Just("a"), Just("half"), Just("and"), Just("Monday"), Just("24:99"), Just("p.m."), Just("–"), Just("'80s"),
                Just("99999999999999999999"), Just("weekend"), Just("é’s")
            ],
            0..14,
        ),
        published in prop_oneof![Just("2024-02-29"), Just("0001-01-01"), Just("9999-12-31")],
    ) {
        let text = words.join(" ");
        let mut document = Document::new("test", text.as_str());
        document.published = Published::parse(published);
        let parse = flat(&text);
        let scene = Scene::new(&document, &parse);
        let times = Times::find(&scene, &lexicon());
        for timex in times.timexes() {
            prop_assert!(text.get(timex.span.start..timex.span.end).is_some());
        }
        for word in 0..parse.sentences[0].tokens.len() {
            times.governing(&scene, Word::new(0, word));
            times.is_background(&scene, Word::new(0, word));
        }
    }
}

#[test]
fn an_occasion_of_speaking_has_the_day_of_what_is_said() {
    let statement = format!(
        "In/ADP/3/case a/DET/3/det statement/NOUN/8/obl on/ADP/5/case Monday/PROPN/3/nmod the/DET/7/det union/NOUN/8/nsubj \
         condemned:condemn/VERB/0/root/{PAST} it/PRON/8/obj"
    );
    assert_eq!(governing(&statement, "condemned"), days("2024-05-13", "2024-05-13"));
    let speaking = format!(
        "Speaking:speak/VERB/5/advcl/VerbForm=Ger on/ADP/3/case Monday/PROPN/1/obl he/PRON/5/nsubj \
         condemned:condemn/VERB/0/root/{PAST} it/PRON/5/obj"
    );
    assert_eq!(governing(&speaking, "condemned"), days("2024-05-13", "2024-05-13"));
    let law = format!(
        "In/ADP/3/case a/DET/3/det law/NOUN/8/obl on/ADP/5/case Monday/PROPN/3/nmod the/DET/7/det union/NOUN/8/nsubj \
         condemned:condemn/VERB/0/root/{PAST} it/PRON/8/obj"
    );
    assert_eq!(governing(&law, "condemned"), None);
}

#[test]
fn what_a_subject_goes_on_to_do_is_done_on_that_day() {
    let met = format!(
        "They/PRON/2/nsubj arrived:arrive/VERB/0/root/{PAST} on/ADP/4/case Monday/PROPN/2/obl and/CCONJ/6/cc \
         met:meet/VERB/2/conj/{PAST} him/PRON/6/obj"
    );
    assert_eq!(governing(&met, "met"), days("2024-05-13", "2024-05-13"));
    let since = "They/PRON/2/nsubj arrived:arrive/VERB/0/root/VerbForm=Fin|Tense=Past on/ADP/4/case Monday/PROPN/2/obl and/CCONJ/7/cc \
                 have/AUX/7/aux met:meet/VERB/2/conj/VerbForm=Part|Tense=Past him/PRON/7/obj";
    assert_eq!(governing(since, "met"), None);
    let purpose = format!(
        "They/PRON/2/nsubj flew:fly/VERB/0/root/{PAST} home/ADV/2/advmod on/ADP/5/case Monday/PROPN/2/obl to/PART/7/mark \
         meet/VERB/2/advcl/VerbForm=Inf him/PRON/7/obj"
    );
    assert_eq!(governing(&purpose, "meet"), days("2024-05-13", "2024-05-13"));
}

#[test]
fn what_only_describes_somebody_is_not_bounded_by_the_saying() {
    let trees = format!(
        "Police/NOUN/2/nsubj arrested:arrest/VERB/7/ccomp/{PAST} men:man/NOUN/2/obj accused:accuse/VERB/3/acl/VerbForm=Part|Tense=Past \
         ,/PUNCT/7/punct it/PRON/7/nsubj said:say/VERB/0/root/{PAST} on/ADP/9/case Monday/PROPN/7/obl"
    );
    assert_eq!(governing(&trees, "arrested"), days("-", "2024-05-13"));
    assert_eq!(governing(&trees, "accused"), None);
}
