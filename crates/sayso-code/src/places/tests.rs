use super::*;
use crate::hand_tree::document;
use crate::lexicon::LexiconFiles;
use proptest::prelude::*;
use sayso_core::Document;
use sayso_parse::{Entity, EntityKind, Parse};
use std::sync::LazyLock;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::embedded().expect("the built gazetteer is sound"));
static LEXICON: LazyLock<PlacesLexicon> =
    LazyLock::new(|| PlacesLexicon::load(&LexiconFiles::embedded()).expect("the lexicon is sound"));

/// Words that tell of places.
struct Words;

impl Namesakes for Words {
    fn people_of(&self, word: &str) -> Option<String> {
        let code = match word {
            "Norwegian" => "NOR",
            "Argentine" => "ARG",
            "Lebanese" => "LBN",
            _ => return None,
        };
        Some(code.to_string())
    }

    fn is_armed_group(&self, name: &str) -> bool {
        name == "Hamburg Front"
    }
}

/// Resolves the first mention of each name in a text.
fn resolve(text: &str, names: &[&str]) -> Vec<Place> {
    resolve_at_home(text, names, None)
}

/// The same for an outlet of that country.
fn resolve_at_home(text: &str, names: &[&str], home: Option<&str>) -> Vec<Place> {
    let document = Document::new("test", text);
    let parse = Parse::default();
    let scene = Scene::new(&document, &parse);
    let spans: Vec<Span> = names
        .iter()
        .map(|name| {
            let start = text.find(name).expect("the name is there");
            Span::new(start, start + name.len())
        })
        .collect();
    let places = Places::resolve_spans(&scene, &GAZETTEER, &LEXICON, &Words, home, &spans);
    places.toponyms().iter().map(|toponym| toponym.place.clone()).collect()
}

fn country(place: &Place) -> &str {
    place.country.as_deref().unwrap_or("")
}

#[test]
fn names_without_help() {
    let places = resolve(
        "Kabul, the US, Kandahar province, the Black Sea and Qwxtown",
        &["Kabul", "the US", "Kandahar province", "the Black Sea", "Qwxtown"],
    );
    assert_eq!((country(&places[0]), places[0].precision), ("AFG", PlacePrecision::Place));
    assert_eq!((country(&places[1]), places[1].precision), ("USA", PlacePrecision::Country));
    assert_eq!((country(&places[2]), places[2].precision), ("AFG", PlacePrecision::Admin));
    assert_eq!(places[3].precision, PlacePrecision::Region);
    assert_eq!((places[4].lat, places[4].name.as_str()), (None, "Qwxtown"));
}

#[test]
fn what_a_place_lies_in_decides() {
    let places = resolve("a mill in Paris, Texas, and one in Athens, Ohio", &["Paris", "Texas", "Athens", "Ohio"]);
    assert_eq!(places[0].admin1.as_deref(), Some("Texas"));
    assert_eq!(places[2].admin1.as_deref(), Some("Ohio"));
    let places = resolve("a mill in Springfield, Ill., burnt", &["Springfield"]);
    assert_eq!(places[0].admin1.as_deref(), Some("Illinois"));
}

#[test]
fn one_country_explains_many_names() {
    let places =
        resolve("Hamilton, Dunedin, Wellington, New Zealand", &["Hamilton", "Dunedin", "Wellington", "New Zealand"]);
    assert!(places.iter().all(|place| country(place) == "NZL"), "{places:?}");
}

#[test]
fn an_outlet_names_places_of_its_own_country_first() {
    let found =
        |name: &str, home| country(&resolve_at_home(&format!("a bridge in {name} fell"), &[name], home)[0]).to_string();
    assert_eq!(found("Yilan County", Some("TWN")), "TWN");
    assert_eq!(found("New Brighton", Some("NZL")), "NZL");
    // States and their capitals are known everywhere.
    assert_eq!(found("La Paz", Some("COL")), "BOL");
    assert_eq!(found("Mexico", Some("MEX")), "MEX");
}

#[test]
fn states_in_a_list_do_not_lie_in_each_other() {
    for text in ["China, Japan and South Korea", "Mali, Guinea and Burkina Faso", "Peru, Chile"] {
        let list: Vec<&str> = text.split(", ").flat_map(|part| part.split(" and ")).collect();
        let places = resolve(text, &list);
        assert!(places.iter().all(|place| place.precision == PlacePrecision::Country), "{text}: {places:?}");
    }
    let places = resolve("talks in Texas, Oklahoma and Kansas", &["Texas", "Oklahoma", "Kansas"]);
    assert!(places.iter().all(|place| place.precision == PlacePrecision::Admin), "{places:?}");
}

#[test]
fn what_the_text_names_outweighs_the_usual_place() {
    let places = resolve("a post in Tripoli, Lebanon, and one in Benghazi", &["Tripoli", "Lebanon", "Benghazi"]);
    assert_eq!(country(&places[0]), "LBN");
    let places = resolve("Police in Alabama arrested a man in Birmingham", &["Alabama", "Birmingham"]);
    assert_eq!(places[1].admin1.as_deref(), Some("Alabama"));
    let places = resolve("a man of Birmingham met one of Leeds", &["Birmingham", "Leeds"]);
    assert_eq!(country(&places[0]), "GBR");
    let places = resolve("Oregon sent a delegation to Washington", &["Oregon", "Washington"]);
    assert_eq!(places[1].admin1.as_deref(), Some("District of Columbia"));
}

#[test]
fn a_village_of_a_country_that_nothing_tells_of_is_another() {
    let places = resolve("rebels left Bogota and burnt Las Cuevas", &["Bogota", "Las Cuevas"]);
    assert_eq!((places[1].lat, country(&places[1])), (None, ""));
    let places = resolve("Bogota sold coffee to the island of Baru", &["Bogota", "Baru"]);
    assert_eq!(places[1].lat, None);
    let places = resolve("Bogota sold coffee to Johor Bahru", &["Bogota", "Johor Bahru"]);
    assert_eq!(country(&places[1]), "MYS");
}

#[test]
fn the_word_beside_a_name_tells_which_is_meant() {
    let kind = |text: &str, name: &str| resolve(text, &[name])[0].precision;
    assert_eq!(kind("a shell hit the city of Kherson", "Kherson"), PlacePrecision::Place);
    assert_eq!(kind("a shell hit the province of Kherson", "Kherson"), PlacePrecision::Admin);
    assert_eq!(kind("farmers of Kherson province met", "Kherson"), PlacePrecision::Admin);
    assert_eq!(kind("voters of Washington state met", "Washington"), PlacePrecision::Admin);
    let text = "the state of Mexico has a governor, and of Mexico there is much to say";
    let at = |start: usize| Span::new(start, start + "Mexico".len());
    let (document, parse) = (Document::new("test", text), Parse::default());
    let scene = Scene::new(&document, &parse);
    let spans: Vec<Span> = text.match_indices("Mexico").map(|(start, _)| at(start)).collect();
    let places = Places::resolve_spans(&scene, &GAZETTEER, &LEXICON, &Words, None, &spans);
    let kinds: Vec<PlacePrecision> = places.toponyms().iter().map(|toponym| toponym.place.precision).collect();
    assert_eq!(kinds, [PlacePrecision::Country, PlacePrecision::Country]);
}

#[test]
fn words_for_a_people_tell_the_country() {
    let trees = "Police/NOUN/4/nsubj in/ADP/3/case Cordoba/PROPN/1/nmod arrested:arrest/VERB/0/root him/PRON/4/obj\n\
                 The/DET/3/det Argentine/ADJ/3/amod governor/NOUN/4/nsubj protested:protest/VERB/0/root";
    let told = |trees: &str| {
        scene_with(trees, &[("Cordoba", LOCATION)], |_, places| country(&places.toponyms()[0].place).to_string())
    };
    assert_eq!(told(trees), "ARG");
}

#[test]
fn common_nouns_times_and_armed_groups_are_no_places() {
    let text = "They met in the medina in mid-October; the Hamburg Front fought in Asia and Kenya.";
    let (document, parse) = with_entities(
        text,
        &[
            ("medina", EntityKind::Location),
            ("mid-October", EntityKind::Location),
            ("Hamburg Front", EntityKind::Location),
            ("Asia and Kenya", EntityKind::Location),
        ],
    );
    let places = Places::resolve(&Scene::new(&document, &parse), &GAZETTEER, &LEXICON, &Words, None);
    let found: Vec<&str> = places.toponyms().iter().map(|toponym| toponym.span.of(text)).collect();
    assert_eq!(found, ["Asia", "Kenya"]);
}

#[test]
fn a_measure_on_a_capital_is_not_taken_there() {
    let trees =
        "They/PRON/2/nsubj imposed:impose/VERB/0/root sanctions:sanction/NOUN/2/obj on/ADP/5/case Lyon/PROPN/3/nmod";
    assert_eq!(of_act(trees, &[("Lyon", LOCATION)], "sanctions"), None);
    let attack =
        "They/PRON/2/nsubj mounted:mount/VERB/0/root attacks:attack/NOUN/2/obj on/ADP/5/case Lyon/PROPN/3/nmod";
    assert_eq!(of_act(attack, &[("Lyon", LOCATION)], "attacks").as_deref(), Some("Lyon FRA"));
    let city =
        "Shelling:shelling/NOUN/2/nsubj hit/VERB/0/root the/DET/4/det city/NOUN/2/obj of/ADP/6/case Lyon/PROPN/4/nmod";
    assert_eq!(of_act(city, &[("Lyon", LOCATION)], "Shelling").as_deref(), Some("Lyon FRA"));
}

#[test]
fn camps_are_sites_with_a_point() {
    for name in ["Zaatari refugee camp", "Zaatari camp", "Zaatari"] {
        let places = resolve(&format!("families left {name} today"), &[name]);
        assert_eq!((country(&places[0]), places[0].precision), ("JOR", PlacePrecision::Point), "{name}");
        assert!(places[0].lat.is_some(), "{name}");
    }
}

#[test]
fn a_building_is_not_its_town() {
    let places = resolve("students of Kabul University met", &["Kabul University"]);
    assert_eq!((country(&places[0]), places[0].precision, places[0].lat), ("AFG", PlacePrecision::Point, None));
    assert_eq!(places[0].name, "Kabul University");
}

fn scene_with<R>(trees: &str, names: &[(&str, EntityKind)], ask: impl Fn(&Scene<'_>, &Places) -> R) -> R {
    let (document, mut parse) = document(trees);
    for (name, kind) in names {
        for (index, sentence) in parse.sentences.iter().enumerate() {
            if let Some(first) = sentence.tokens.iter().position(|token| &*token.form == *name) {
                let span = sentence.tokens[first].span;
                parse.entities.push(Entity { span, kind: *kind, sentence: index, first, end: first + 1 });
            }
        }
    }
    parse.entities.sort_by_key(|entity| entity.span);
    let scene = Scene::new(&document, &parse);
    let places = Places::resolve(&scene, &GAZETTEER, &LEXICON, &Words, None);
    ask(&scene, &places)
}

/// What a site comes to be once it is known to lie in Kenya.
fn site_in_kenya(trees: &str) -> (String, bool) {
    scene_with(trees, &[], |scene, _| {
        let mut sites = sites::collect(scene, &LEXICON.words.sites, &[]);
        let site = sites.first_mut().expect("a site");
        sites::lies_in(site, "KEN".to_string(), "as told", &GAZETTEER);
        sites::pin_capital(site, &GAZETTEER);
        (site.place.name.clone(), site.place.lat.is_some())
    })
}

#[test]
fn the_capital_of_a_state_has_its_point() {
    let there = |words: &str| format!("They/PRON/2/nsubj met:meet/VERB/0/root in/ADP/5/case {words}");
    let capital = site_in_kenya(&there("the/DET/5/det capital/NOUN/2/obl"));
    assert_eq!(capital, ("Nairobi".to_string(), true));
    let city =
        site_in_kenya(&there("the/DET/6/det capital/NOUN/6/compound city/NOUN/2/obl").replace("in/ADP/5", "in/ADP/6"));
    assert_eq!(city, ("Nairobi".to_string(), true));
    let provincial = there("the/DET/6/det provincial/ADJ/6/amod capital/NOUN/2/obl").replace("in/ADP/5", "in/ADP/6");
    assert_eq!(site_in_kenya(&provincial), ("provincial capital".to_string(), false));
    assert_eq!(site_in_kenya(&there("the/DET/5/det country/NOUN/2/obl")), ("Kenya".to_string(), true));
}

fn governing(trees: &str, names: &[(&str, EntityKind)], form: &str) -> Option<String> {
    scene_with(trees, names, |scene, places| {
        let word = scene.parse.sentences.iter().enumerate().find_map(|(index, sentence)| {
            let word = sentence.tokens.iter().position(|token| &*token.form == form)?;
            Some(Word::new(index, word))
        })?;
        places.governing(scene, word).map(|place| place.name)
    })
}

/// The place of an act with its country.
fn of_act(trees: &str, names: &[(&str, EntityKind)], form: &str) -> Option<String> {
    scene_with(trees, names, |scene, places| {
        let word = scene.parse.sentences[0].tokens.iter().position(|token| &*token.form == form)?;
        let place = places.of_act(scene, Word::new(0, word), false)?;
        Some(format!("{} {}", place.name, place.country.unwrap_or_default()).trim().to_string())
    })
}

const LOCATION: EntityKind = EntityKind::Location;

#[test]
fn the_place_of_the_act_not_of_the_saying() {
    let trees = "The/DET/2/det minister/NOUN/3/nsubj said:say/VERB/0/root in/ADP/5/case Paris/PROPN/3/obl that/SCONJ/8/mark \
                 police/NOUN/8/nsubj arrested:arrest/VERB/3/ccomp two/NUM/10/nummod men:man/NOUN/8/obj in/ADP/12/case Lyon/PROPN/8/obl";
    let names = [("Paris", LOCATION), ("Lyon", LOCATION)];
    assert_eq!(governing(trees, &names, "arrested").as_deref(), Some("Lyon"));
    assert_eq!(governing(trees, &names, "said").as_deref(), Some("Paris"));
}

#[test]
fn through_objects_light_verbs_and_towns_around() {
    let object = "Police/NOUN/2/nsubj arrested:arrest/VERB/0/root two/NUM/4/nummod men:man/NOUN/2/obj in/ADP/6/case Lyon/PROPN/4/nmod";
    assert_eq!(governing(object, &[("Lyon", LOCATION)], "arrested").as_deref(), Some("Lyon"));
    let light = "The/DET/2/det attack/NOUN/3/nsubj happened:happen/VERB/0/root near/ADP/5/case Lyon/PROPN/3/obl";
    assert_eq!(governing(light, &[("Lyon", LOCATION)], "attack").as_deref(), Some("Lyon"));
    let outskirts = "They/PRON/2/nsubj met:meet/VERB/0/root on/ADP/5/case the/DET/5/det outskirts:outskirt/NOUN/2/obl of/ADP/7/case Lyon/PROPN/5/nmod";
    assert_eq!(governing(outskirts, &[("Lyon", LOCATION)], "met").as_deref(), Some("Lyon"));
    let mayor = "They/PRON/2/nsubj met:meet/VERB/0/root the/DET/4/det mayor/NOUN/2/obj of/ADP/6/case Lyon/PROPN/4/nmod";
    assert_eq!(governing(mayor, &[("Lyon", LOCATION)], "met"), None);
    let actor = "Lyon/PROPN/2/nsubj signed:sign/VERB/0/root it/PRON/2/obj";
    assert_eq!(governing(actor, &[("Lyon", LOCATION)], "signed"), None);
}

#[test]
fn sites_without_a_name() {
    let ministry = "They/PRON/2/nsubj met:meet/VERB/0/root at/ADP/5/case the/DET/5/det ministry/NOUN/2/obl";
    assert_eq!(of_act(ministry, &[], "met").as_deref(), Some("ministry"));
    let any = "They/PRON/2/nsubj met:meet/VERB/0/root at/ADP/5/case any/DET/5/det ministry/NOUN/2/obl";
    assert_eq!(of_act(any, &[], "met"), None);
    let embassy = "They/PRON/2/nsubj met:meet/VERB/0/root at/ADP/6/case the/DET/6/det France/PROPN/6/compound embassy/NOUN/2/obl in/ADP/8/case Kabul/PROPN/6/nmod";
    assert_eq!(of_act(embassy, &[("France", LOCATION), ("Kabul", LOCATION)], "met").as_deref(), Some("Kabul AFG"));
    let bare =
        "They/PRON/2/nsubj met:meet/VERB/0/root at/ADP/6/case the/DET/6/det France/PROPN/6/compound embassy/NOUN/2/obl";
    assert_eq!(of_act(bare, &[("France", LOCATION)], "met").as_deref(), Some("France embassy"));
}

#[test]
fn towns_nearby_tell_the_country() {
    let town = |start: usize, code: &str| (Span::new(start, start + 5), code.to_string());
    let place = Span::new(100, 110);
    assert_eq!(Beside::of(place, &[]), Beside::Nothing);
    assert_eq!(Beside::of(place, &[town(400, "FRA")]), Beside::Nothing);
    assert_eq!(Beside::of(place, &[town(60, "FRA"), town(130, "FRA")]), Beside::One("FRA".to_string()));
    assert_eq!(Beside::of(place, &[town(60, "FRA"), town(130, "ESP")]), Beside::Several);
}

#[test]
fn clauses_that_tell_of_a_place() {
    let names = [("Lyon", LOCATION)];
    let relative = "They/PRON/2/nsubj reached:reach/VERB/0/root Lyon/PROPN/2/obj where/ADV/6/advmod they/PRON/6/nsubj met:meet/VERB/3/acl:relcl rebels:rebel/NOUN/6/obj";
    assert_eq!(of_act(relative, &names, "met").as_deref(), Some("Lyon FRA"));
    let led = "In/ADP/2/case Lyon/PROPN/4/obl police/NOUN/4/nsubj met:meet/VERB/0/root rebels:rebel/NOUN/4/obj and/CCONJ/7/cc arrested:arrest/VERB/4/conj two/NUM/7/obj";
    assert_eq!(of_act(led, &names, "arrested").as_deref(), Some("Lyon FRA"));
    let undergone = "Lyon/PROPN/2/nsubj saw:see/VERB/0/root protests:protest/NOUN/2/obj";
    assert_eq!(of_act(undergone, &names, "protests").as_deref(), Some("Lyon FRA"));
    let owner = "They/PRON/2/nsubj met:meet/VERB/0/root Lyon/PROPN/4/nmod:poss mayor/NOUN/2/obj";
    assert_eq!(of_act(owner, &names, "met"), None);
}

#[test]
fn people_and_bodies_are_no_places() {
    let trees = "Paris/PROPN/3/nsubj Hilton/PROPN/1/flat spoke:speak/VERB/0/root";
    let person = scene_with(trees, &[("Paris", EntityKind::Person), ("Hilton", EntityKind::Person)], |_, places| {
        places.toponyms().len()
    });
    assert_eq!(person, 0);
}

#[test]
fn a_dateline_is_no_place_of_an_act() {
    let trees = "KABUL/PROPN/4/dep -/PUNCT/1/punct Rebels:rebel/NOUN/4/nsubj attacked:attack/VERB/0/root two/NUM/6/nummod posts:post/NOUN/4/obj";
    scene_with(trees, &[("KABUL", LOCATION)], |scene, places| {
        assert_eq!(places.toponyms().len(), 1);
        assert!(places.toponyms()[0].dateline);
        assert_eq!(country(&places.toponyms()[0].place), "AFG");
        assert_eq!(places.governing(scene, Word::new(0, 3)), None);
    });
}

proptest! {
    #[test]
    fn any_name_is_read_without_panic(name in "\\PC{0,24}") {
        resolve(&format!("x {name} y"), &[&name]);
    }
}

/// A document with entities, whose words are not needed.
fn with_entities(text: &str, entities: &[(&str, EntityKind)]) -> (Document, Parse) {
    let entity = |(words, kind): &(&str, EntityKind)| {
        let start = text.find(words).expect("the words are there");
        Entity { span: Span::new(start, start + words.len()), kind: *kind, sentence: 0, first: 0, end: 0 }
    };
    (Document::new("test", text), Parse { entities: entities.iter().map(entity).collect(), ..Parse::default() })
}

#[test]
fn names_in_those_of_bodies_and_words_for_people_are_associated() {
    let text = "In Nairobi the Nairobi Water Board fined a Norwegian firm. Senator Ann Lee, D-Ohio, of the Bank of Japan and \
                the Central Statistics Office flew to northern Kenya.";
    let (document, parse) = with_entities(
        text,
        &[
            ("Nairobi", EntityKind::Location),
            ("Nairobi Water Board", EntityKind::Organization),
            ("Norwegian", EntityKind::Norp),
            ("Bank of Japan", EntityKind::Organization),
            ("Central Statistics Office", EntityKind::Organization),
            ("northern Kenya", EntityKind::Location),
        ],
    );
    let scene = Scene::new(&document, &parse);
    let places = Places::resolve(&scene, &GAZETTEER, &LEXICON, &Words, None);
    let named: Vec<&str> =
        places.toponyms().iter().map(|toponym| places.name_alone(text, toponym.span).of(text)).collect();
    assert_eq!(named, ["Nairobi", "Kenya"]);
    let associated = places.associated(&scene, &GAZETTEER, &Words);
    let told: Vec<(&str, &str)> =
        associated.iter().map(|toponym| (toponym.span.of(text), country(&toponym.place))).collect();
    assert_eq!(told, [("Nairobi", "KEN"), ("Norwegian", "NOR"), ("Ohio", "USA"), ("Japan", "JPN")]);
}

#[test]
fn the_name_alone_has_no_words_around_it() {
    let places =
        Places::resolve(&Scene::new(&Document::new("test", ""), &Parse::default()), &GAZETTEER, &LEXICON, &Words, None);
    for (text, words, name) in [
        ("in Hebei province.", "Hebei province", "Hebei"),
        ("in south-east England.", "south-east England", "England"),
        ("in Salina, Kan. Winds", "Kan", "Kan."),
        ("in the north", "north", "north"),
        ("in North Korea", "North Korea", "North Korea"),
    ] {
        let start = text.find(words).expect("the words are there");
        let span = places.name_alone(text, Span::new(start, start + words.len()));
        assert_eq!(span.of(text), name, "{text}");
    }
}

#[test]
fn a_purpose_a_crowd_and_a_speaker_have_their_place() {
    let names = [("Lyon", LOCATION)];
    let purpose = "They/PRON/2/nsubj gathered:gather/VERB/0/root in/ADP/4/case Lyon/PROPN/2/obl to/PART/6/mark protest/VERB/2/advcl";
    assert_eq!(of_act(purpose, &names, "protest").as_deref(), Some("Lyon FRA"));
    let means = "They/PRON/2/nsubj used:use/VERB/0/root gas/NOUN/2/obj to/PART/5/mark disperse/VERB/2/advcl crowds:crowd/NOUN/5/obj in/ADP/8/case Lyon/PROPN/5/obl";
    assert_eq!(of_act(means, &names, "used").as_deref(), Some("Lyon FRA"));
    let when = "He/PRON/3/nsubj:pass was/AUX/3/aux:pass killed:kill/VERB/0/root when/ADV/6/advmod rebels:rebel/NOUN/6/nsubj attacked:attack/VERB/3/advcl Lyon/PROPN/6/obj";
    assert_eq!(of_act(when, &names, "killed").as_deref(), Some("Lyon FRA"));
    let streets = "They/PRON/2/nsubj took:take/VERB/0/root to/ADP/5/case the/DET/5/det streets:street/NOUN/2/obl of/ADP/7/case Lyon/PROPN/5/nmod";
    assert_eq!(of_act(streets, &names, "took").as_deref(), Some("Lyon FRA"));
    let joined = "It/PRON/2/nsubj exploded:explode/VERB/0/root in/ADP/4/case Lyon/PROPN/2/obl killing:kill/VERB/2/advcl/VerbForm=Ger five/NUM/5/obj and/CCONJ/8/cc wounding:wound/VERB/5/conj ten/NUM/8/obj";
    assert_eq!(of_act(joined, &names, "wounding").as_deref(), Some("Lyon FRA"));
    let refused = "They/PRON/2/nsubj refused:refuse/VERB/0/root in/ADP/4/case Lyon/PROPN/2/obl to/PART/6/mark protest/VERB/2/advcl";
    assert_eq!(of_act(refused, &names, "protest"), None);
}
