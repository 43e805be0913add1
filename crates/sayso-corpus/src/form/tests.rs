use super::example::{FORM, annotation, sheet};
use super::{read, written};

#[test]
fn the_example_of_the_guide_gives_a_reading() {
    let annotation = annotation();
    insta::assert_json_snapshot!(annotation);
}

#[test]
fn an_annotation_written_back_is_the_same() {
    let annotation = annotation();
    let again = written(&annotation, &sheet()).expect("all words stand in sentences");
    assert_eq!(read(&again, &sheet()), Ok(annotation), "{again}");
}

#[test]
fn annotation_may_stand_between_the_sentences_of_the_sheet() {
    let both = format!("{}\n{}", sheet().written(), FORM.split_once('\n').expect("several lines").1);
    assert!(read(&both, &sheet()).is_ok());
}

#[test]
fn every_mistake_is_named_by_its_line() {
    let mistaken = [
        ("document norland-14", "document other", "the sheet is of norland-14"),
        ("COERCE arrest", "COERCE arest", "COERCE has no mode \"arest\""),
        ("COERCE arrest", "COERSE", "\"COERSE\" is no type"),
        ("1 \"arrested\"", "9 \"arrested\"", "there is no sentence 9"),
        ("actor police \"police\"", "actor cops \"police\"", "no actor \"cops\" is declared"),
        ("actor police \"police\"", "actor police", "a participant is a declared actor and the words"),
        ("actor west = Westland; state; WES; GOV", "actor west = Westland; land; WES; GOV", "no kind of actor"),
        ("actor west = Westland; state; WES; GOV", "actor west = Westland; state; Wes; GOV", "is no country"),
        ("actor west = Westland; state; WES; GOV", "actor west = Westland; state; WES; GVT", "is no sector"),
        ("date ..2024-05-13", "date yesterday", "is no date"),
        ("place Vell; NOR; place", "place Vell", "a place is its name"),
        ("arrested 14 \"14\"", "arrested many", "is no number"),
        ("fact possible", "fact maybe", "is none of + -"),
        ("context legal", "context law", "is no context"),
        ("said\" states", "said\" says", "is no act"),
        ("\"terrorist gang\" epithet", "\"terrorist gang\" slur", "behind the words of a label"),
        ("  of front \"the Dawn Front\"\n", "", "the label has no target"),
        ("  from west \"Westland\"\n", "", "a tie has two ends"),
        ("\"shot\" sport", "\"shot\" game", "is no reason"),
        ("\"said\"", "\"says\"", "does not hold the words"),
        ("  background", "  foreground", "an event has no field"),
    ];
    for (sound, wrong, said) in mistaken {
        assert!(FORM.contains(sound), "{sound}");
        let text = FORM.replacen(sound, wrong, 1);
        let mistakes = read(&text, &sheet()).expect_err(wrong);
        let line = text.lines().position(|line| !FORM.contains(line)).map(|at| at + 1);
        let named =
            |mistake: &super::Mistake| mistake.message.contains(said) && line.is_none_or(|line| mistake.line == line);
        assert!(mistakes.iter().any(named), "{wrong}: {mistakes:?}");
    }
}

#[test]
fn one_record_twice_is_a_mistake() {
    let twice = format!("{FORM}\n1 \"said\" ACCUSE\n\n1 \"said\" ACCUSE\n");
    let mistakes = read(&twice, &sheet()).expect_err("twice");
    assert!(mistakes[0].message.contains("two records of one type"), "{mistakes:?}");
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_reader(text in "([ -~]{0,30}\n){0,12}") {
        let _ = read(&text, &sheet());
    }
}
