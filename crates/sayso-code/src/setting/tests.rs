use super::outlets::Outlets;
use super::*;
use sayso_core::Document;
use std::sync::LazyLock;

static GAZETTEER: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::embedded().expect("the gazetteer in the program is sound"));

fn outlets(rows: &str) -> Outlets {
    let files = LexiconFiles::from_texts([("outlets.tsv".to_string(), format!("host\tname\tcountry\n{rows}"))]);
    Outlets::load(&files).expect("a sound list")
}

fn home(outlets: &Outlets, url: Option<&str>, publisher: Option<&str>) -> Option<String> {
    let mut document = Document::new("d", "Police came.");
    document.url = url.map(str::to_string);
    document.publisher = publisher.map(str::to_string);
    outlets.home(&document, &GAZETTEER)
}

#[test]
fn an_outlet_is_at_home_by_host_name_or_country_domain() {
    let outlets = outlets("herald.example\tThe Herald\tNOR\nworld.example.za\tWorld Wire\t\n");
    assert_eq!(home(&outlets, Some("https://www.herald.example/a/b"), None).as_deref(), Some("NOR"));
    assert_eq!(home(&outlets, Some("https://en.herald.example:80/a"), None).as_deref(), Some("NOR"));
    assert_eq!(home(&outlets, None, Some("the herald")).as_deref(), Some("NOR"));
    assert_eq!(home(&outlets, None, Some("herald.example")).as_deref(), Some("NOR"));
    assert_eq!(home(&outlets, Some("https://paper.co.ke/a"), None).as_deref(), Some("KEN"));
    assert_eq!(home(&outlets, Some("https://paper.co.uk/a"), None).as_deref(), Some("GBR"));
    // An outlet of the world has no home, whatever its domain; ".tv" is sold everywhere.
    assert_eq!(home(&outlets, Some("https://world.example.za/a"), None), None);
    assert_eq!(home(&outlets, Some("https://paper.tv/a"), None), None);
    assert_eq!(home(&outlets, Some("https://paper.example/a"), Some("Some Paper")), None);
}

#[test]
fn outlets_of_one_name_in_two_countries_tell_nothing_by_name() {
    let outlets = outlets("nation.example\tThe Nation\tKEN\nthenation.example\tThe Nation\tPAK\n");
    assert_eq!(home(&outlets, None, Some("The Nation")), None);
    assert_eq!(home(&outlets, Some("https://nation.example/"), None).as_deref(), Some("KEN"));
}

fn setting(shares: &[(&str, f64)], evidence: &[(usize, &str)], home: Option<&str>) -> Setting {
    Setting {
        shares: shares.iter().map(|(code, share)| (code.to_string(), *share)).collect(),
        evidence: evidence.iter().map(|&(at, country)| Evidence::at(at, country)).collect(),
        home: home.map(str::to_string),
    }
}

#[test]
fn the_country_of_the_report_is_that_of_those_without_one() {
    let setting = setting(&[("KEN", 0.8), ("FRA", 0.2)], &[(0, "KEN"), (2000, "FRA")], None);
    let (country, how) = setting.country_of(&[Span::new(500, 506)], &[]).expect("the report is plain");
    assert_eq!((country.as_str(), how), ("KEN", "the country that the report deals with"));
}

#[test]
fn what_stands_near_decides_between_two() {
    let setting = setting(&[("KEN", 0.5), ("FRA", 0.5)], &[(0, "KEN"), (2000, "FRA")], None);
    assert_eq!(setting.country_of(&[Span::new(2010, 2016)], &[]).map(|found| found.0).as_deref(), Some("FRA"));
    assert_eq!(setting.country_of(&[Span::new(10, 16)], &[]).map(|found| found.0).as_deref(), Some("KEN"));
}

#[test]
fn among_many_countries_nothing_is_said() {
    let shares = [("KEN", 0.4), ("FRA", 0.3), ("PER", 0.3)];
    assert_eq!(setting(&shares, &[(0, "KEN"), (9000, "FRA")], None).country_of(&[Span::new(5000, 5006)], &[]), None);
    assert_eq!(setting(&[], &[], None).country_of(&[Span::new(0, 6)], &[]), None);
}

#[test]
fn where_nothing_is_named_the_outlet_is_at_home() {
    let (country, how) =
        setting(&[("KEN", 1.0)], &[], Some("KEN")).country_of(&[Span::new(0, 6)], &[]).expect("a home");
    assert_eq!((country.as_str(), how), ("KEN", "the home of the outlet; the report names no country"));
}

#[test]
fn those_acted_upon_do_not_tell_whose_the_actor_is() {
    let both = setting(&[("KEN", 0.5), ("IRN", 0.5)], &[(40, "IRN"), (900, "KEN")], None);
    let army = [Span::new(0, 6)];
    assert_eq!(both.country_of(&army, &[]).map(|found| found.0).as_deref(), Some("IRN"));
    assert_eq!(both.country_of(&army, &[Span::new(40, 44)]).map(|found| found.0).as_deref(), Some("KEN"));
    let one = setting(&[("IRN", 1.0)], &[(40, "IRN")], None);
    assert_eq!(one.country_of(&army, &[Span::new(40, 44)]), None);
}
