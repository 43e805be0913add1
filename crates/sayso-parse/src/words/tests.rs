use super::*;
use proptest::prelude::*;

fn words(text: &str) -> Vec<&str> {
    divide(text, Span::new(0, text.len())).into_iter().map(|span| &text[span.start..span.end]).collect()
}

fn check(text: &str, expected: &str) {
    assert_eq!(words(text).join(" "), expected, "{text}");
}

#[test]
fn contractions_and_possessives() {
    check("They don't say it's Rita's.", "They do n't say it 's Rita 's .");
    check("We’ll see, won’t we? Cannot!", "We ’ll see , wo n’t we ? Can not !");
    check("The strikers' tents in the 1930's", "The strikers ' tents in the 1930's");
    check("she should've", "she should 've");
}

#[test]
fn stops_of_abbreviations_stay() {
    check(
        "Mr. Ode of the U.S. arrived at 5 p.m. with Gen. Abara.",
        "Mr. Ode of the U.S. arrived at 5 p.m. with Gen. Abara .",
    );
    check("No. 10 said no.", "No. 10 said no .");
    check("J. K. Ode (Ph.D.) and co-founders.", "J. K. Ode ( Ph.D. ) and co-founders .");
    check("left Tarn.The end", "left Tarn . The end");
}

#[test]
fn hyphens_divide_except_after_prefixes() {
    check("a long-term, Veldian-led non-aggression pact", "a long - term , Veldian - led non-aggression pact");
    check("won 3-2 in mid-1980s; call 555-0142", "won 3 - 2 in mid-1980s ; call 555-0142");
    check("talks—long ones–fail -- again...", "talks — long ones – fail -- again ...");
}

#[test]
fn amounts_and_addresses() {
    check("$5m, US$4.2bn, €1,200 and 40km; 12% (est.)", "$ 5 m , US$ 4.2 bn , € 1,200 and 40 km ; 12 % ( est. )");
    check(
        "See https://veld.example/a-b?c=1, or mail rita@veld.example.",
        "See https://veld.example/a-b?c=1 , or mail rita@veld.example .",
    );
    check("on 9/11 and/or 10:30", "on 9/11 and / or 10:30");
}

#[test]
fn quotations() {
    check("\"We won,\" he said. 'Really?' “Yes!”", "\" We won , \" he said . ' Really ? ' “ Yes ! ”");
}

#[test]
fn parts_of_one_orthographic_word() {
    assert!(joined("do", "n't") && joined("Rita", "’s") && joined("strikers", "'") && joined("can", "not"));
    assert!(!joined("talks", ".") && !joined("\"", "'s") && !joined("long", "-"));
}

proptest! {
    #[test]
    fn words_cover_the_text(text in "[ a-zA-Z0-9.,'’\"“”()$%€/:;!?#@_+*=<>\\-–—…\\n\u{301}é中\u{200b}😀]{0,60}") {
        let spans = divide(&text, Span::new(0, text.len()));
        let mut at = 0;
        for span in &spans {
            prop_assert!(span.start >= at && span.end > span.start && text.get(span.start..span.end).is_some());
            prop_assert!(text[at..span.start].chars().all(char::is_whitespace));
            prop_assert!(!text[span.start..span.end].contains(char::is_whitespace));
            at = span.end;
        }
        prop_assert!(text[at..].chars().all(char::is_whitespace));
    }

    #[test]
    fn any_text_is_divided(text in any::<String>()) {
        let spans = divide(&text, Span::new(0, text.len()));
        let held: usize = spans.iter().map(Span::len).sum();
        let visible: usize = text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf8).sum();
        prop_assert_eq!(held, visible);
    }
}
