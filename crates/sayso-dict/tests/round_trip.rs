//! What is exported and imported again is the same to the byte, whatever the dictionaries hold.

use proptest::prelude::*;
use sayso_dict::{Source, export, import};

const ACTORS: &str = "NORLAND [NOR]\n+NORLANDIC\nANN_LEE_ # head of government\n+A._LEE\n\t[NOROPP <20100630]\r\n\
    \t[NORGOV 100701-140630]\n\t[NORELI]\nDAWN_FRONT_(DF)_ [NORREBDWN]\nBROKEN [NO]\nUNITED_BODY [IGOUNO]\n";
const AGENTS: &str = "!PERSON! = MAN, WOMAN\nPOLICE {} [~COP]\nCONGRESS!PERSON! [~LEG]\nREPORTER [~MED]\nSURGEON [~HLH]\n\
    ATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~GOV]\nHELPERS_UNITED [NGO~]\n";
const VERBS: &str = "&GOODS\n+WHEAT\n+BREAD_ROLL\n+(NOT THIS)\n\n--- SUPPLY [070] ---\nSUPPLY {SUPPLIES SUPPLIED}\n\
    +HAND_OVER {+HANDS_OVER}\nRE_+STOCK\nWIRE_+TRANSFER [071]\nLEND [---]\n- * &GOODS (TO +) [073]\n\
    - SAID + MUST * [100]\n- * {COLD SHOULDER} [---]\n- % * [070:070]\n- * HANDS [046:046]\n- * BLAME (ON) [:112]\n\
    - * COMMENT [010]\n- * THING_OF NOTE TO + [042:043]\n- * WRONG [999]\n\n--- TALK [010] ---\nTALK\n\
    ~ a (a b TALK) SAY = a b 015\n";
const DISCARDS: &str = "MONTHS LATER # old\n+CUP_FINAL\n1914\n";
const ISSUES: &str = "<ISSUE CATEGORY=\"HEALTH\" TYPE=\"ALL\">\nn:clinic [CARE]\n~dream n:clinic\n~~box office\n</ISSUE>\n\
    <ISSUE CATEGORY=\"TRAMS\">\ntram\n</ISSUE>\n";

fn source(name: &str, text: &str) -> Source {
    Source { name: name.to_string(), text: text.to_string() }
}

fn stays(sources: &[Source]) {
    let once = import(sources);
    let exported = export(&once.files).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(exported.unheld, Vec::<String>::new());
    assert_eq!(exported.counts, once.counts);
    let sources: Vec<Source> = exported.files.iter().map(|(name, text)| source(name, text)).collect();
    let again = import(&sources);
    assert!(again.files.keys().eq(once.files.keys()));
    for (file, text) in &once.files {
        let differ = text.lines().zip(again.files[file].lines()).find(|(before, after)| before != after);
        assert_eq!(differ, None, "{file}");
        assert_eq!(*text, again.files[file], "{file}");
    }
}

#[test]
fn dictionaries_of_all_kinds_stay() {
    let sources = [
        source("x.actors.txt", ACTORS),
        source("x.agents.txt", AGENTS),
        source("x.verbs.txt", VERBS),
        source("y.verbs.txt", VERBS),
        source("x.discards.txt", DISCARDS),
        source("x.issues.txt", ISSUES),
    ];
    stays(&sources);
    let imported = import(&sources[..3]);
    let told: Vec<(&str, usize)> = imported.left_out.iter().map(|left| (left.file.as_str(), left.line)).collect();
    assert!(told.contains(&("x.actors.txt", 9)) && told.contains(&("x.verbs.txt", 4)), "{told:?}");
    let wrong = imported.left_out.iter().find(|left| left.text.contains("[999]"));
    assert!(wrong.is_some_and(|left| left.why.contains("no CAMEO code")), "{:?}", imported.left_out);
}

/// Found by the fuzzer: what stood behind the tag of a category made it another category when it came back.
#[test]
fn a_category_without_a_context_is_named_once() {
    stays(&[source("issues.txt", "<ISSUE CATEGORY=\"HE\">and more\n-1960]\n")]);
}

#[test]
fn a_dictionary_without_a_telling_name_is_known_by_its_lines() {
    for (text, files) in [(ACTORS, "actors/coded.tsv"), (AGENTS, "actors/agents.tsv"), (ISSUES, "issues.tsv")] {
        let imported = import(&[source("some.txt", text)]);
        assert!(imported.files[files].lines().count() > 2, "{files}");
    }
    assert!(import(&[source("CAMEO.2.0.txt", VERBS)]).files.contains_key("events/aid.toml"));
    assert_eq!(import(&[source("some.txt", "nothing at all")]).left_out.len(), 1);
}

/// Lines like those of dictionaries, right and wrong.
fn lines() -> impl Strategy<Value = String> {
    let word = "[A-Z][A-Z'.-]{0,6}";
    let words = prop::collection::vec(word, 1..4).prop_map(|words| words.join("_"));
    let part = prop_oneof![
        words.clone(),
        words.clone().prop_map(|words| format!("({})", words.replace('_', " "))),
        words.clone().prop_map(|words| format!("{{{}}}", words.replace('_', " "))),
        prop::sample::select(vec![
            "*", "+", "$", "%", "^", "&GOODS", "*_OUT", "(TO +)", "(FROM $)", "(OF", "IN_*", "TO"
        ])
        .prop_map(str::to_string),
    ];
    let code = prop::sample::select(vec!["073", "190", "046:046", ":173", "---", "042:043", "010", "x", "100"]);
    let pattern = (prop::collection::vec(part, 0..5), code.clone())
        .prop_map(|(parts, code)| format!("- {} [{code}]", parts.join(" ")));
    let verb = (words.clone(), prop::option::of(code.clone())).prop_map(|(words, code)| match code {
        Some(code) => format!("{words} {{{words}ED}} [{code}]"),
        None => words,
    });
    let head = (words.clone(), code).prop_map(|(words, code)| format!("--- {words} [{code}] ---"));
    let actor = (words.clone(), "[A-Z]{3,6}", prop::option::of("[<>]?[0-9]{6}(-[0-9]{8})?"))
        .prop_map(|(words, code, day)| format!("{words} [{code} {}]", day.unwrap_or_default()));
    prop::collection::vec(
        prop_oneof![
            3 => pattern, 2 => verb, 1 => head, 2 => actor, 1 => words.prop_map(|words| format!("+{words}")),
            1 => "&GOODS".prop_map(|set: String| set), 1 => "\\PC{0,12}".prop_map(|text: String| text),
            1 => "".prop_map(|text: String| text), 1 => "<ISSUE CATEGORY=\"HEALTH\">".prop_map(|text: String| text),
        ],
        0..40,
    )
    .prop_map(|lines| lines.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_dictionaries_stay(text in lines(), other in lines()) {
        for name in ["x.actors.txt", "x.agents.txt", "x.verbs.txt", "x.discards.txt", "x.issues.txt", "x.txt"] {
            stays(&[source(name, &text), source(&format!("y{name}"), &other)]);
        }
    }
}
