//! Dates that an act has from another sentence (codebook, section 10): one that tells of the same act, or the one whose
//! day a narrative goes on with. Such a date has no span.

use super::same_act::{
    OCCASIONS, Parties, Told, Width, by_type, compare, is_further, is_news, is_same_act, near, occasions_of,
    shares_stem,
};
use crate::interpretation::Interpretation;
use crate::scene::Word;
use sayso_core::{DatePrecision, DateRange, Event, EventType, Party, Polarity, Quote, Realis};

/// For how many sentences without a time of their own a narrative stays on the day last told.
const NARRATIVE: usize = 5;

/// For each act the date that another sentence gives it; none for acts that have their own.
pub(super) fn from_elsewhere(understood: &Interpretation<'_>, told: &[Told]) -> Vec<Option<DateRange>> {
    let frames = frames(understood);
    // Only acts with a day of their own give one.
    let dated = by_type(told.iter().filter(|act| is_dated(&act.event)));
    let dated = |event: EventType| dated.get(&event).map_or(&[][..], Vec::as_slice);
    let occasions = OCCASIONS.map(dated);
    told.iter()
        .map(|act| {
            if act.event.date.is_some() || act.event.factuality.realis != Realis::Actual {
                return None;
            }
            // "came home on Wednesday": not on the day of another return.
            let days = understood.times.in_sentence(act.word.sentence);
            let fits = |date: &DateRange| {
                let mut days = days.iter().filter_map(|timex| timex.range.as_ref()).peekable();
                days.peek().is_none() || days.any(|day| day.from <= date.to && date.from <= day.to)
            };
            let date = of_same_act(understood, dated(act.event.event), act)
                .filter(fits)
                .or_else(|| of_occasion(understood, &occasions, act))
                .or_else(|| of_narrative(understood, &frames, act))?;
            Some(DateRange { span: None, ..date })
        })
        .collect()
}

/// The date of the other mentions of an act, where they agree.
fn of_same_act(understood: &Interpretation<'_>, dated: &[&Told], act: &Told) -> Option<DateRange> {
    if is_news(understood, act.word) || is_further(understood, act.word) {
        return None;
    }
    agreed(near(dated, act).filter(|other| is_same_act(understood, act, other, width(&other.event))))
}

/// How much time the date of an act leaves for others like it.
fn width(event: &Event) -> Width {
    match event.date.as_ref().map(|date| date.precision) {
        Some(DatePrecision::Day) => Width::Narrow,
        Some(DatePrecision::Month) => Width::Middle,
        _ => Width::Wide,
    }
}

/// Whether an act has a day, or days, by its own words.
fn is_dated(event: &Event) -> bool {
    event.date.as_ref().is_some_and(|date| date.span.is_some() && date.from.is_some() && date.to.is_some())
}

/// The days of dated acts, where all have the same.
fn agreed<'t>(acts: impl Iterator<Item = &'t Told>) -> Option<DateRange> {
    let mut dates = acts.filter(|act| is_dated(&act.event)).filter_map(|act| act.event.date.as_ref());
    let first = dates.next()?;
    let agree = dates.all(|date| (date.from, date.to) == (first.from, first.to));
    agree.then(|| first.clone())
}

/// The date of the occasion that an act is told of: "during the meeting", "at the rally", where the report has told of that
/// meeting or rally with its day.
fn of_occasion(understood: &Interpretation<'_>, occasions: &[&[&Told]], act: &Told) -> Option<DateRange> {
    occasions_of(understood, act.word).into_iter().find_map(|noun| {
        let told = occasions.iter().flat_map(|dated| near(dated, act));
        agreed(told.filter(|other| shares_stem(understood, noun, other.word)))
    })
}

/// What a narrative goes on with.
#[derive(Clone)]
struct Frame {
    date: DateRange,
    /// Who did what was told with that date.
    subject: Vec<Party>,
    /// Whether it is the day of a saying, which only words go on with, no deeds.
    said: bool,
}

/// The day or month that each sentence without a word of time goes on with.
fn frames(understood: &Interpretation<'_>) -> Vec<Option<Frame>> {
    let mut frame: Option<Frame> = None;
    let mut since = 0;
    let mut frames = Vec::with_capacity(understood.scene.sentences.len());
    for sentence in 0..understood.scene.sentences.len() {
        let here = understood.times.in_sentence(sentence);
        if here.iter().any(|timex| timex.range.is_some()) {
            frame = frame_of(understood, sentence);
            since = 0;
            frames.push(None);
            continue;
        }
        since += 1;
        frame = frame.filter(|_| since <= NARRATIVE);
        // "recently", "for three years": no act of that day.
        frames.push(frame.clone().filter(|_| here.is_empty()));
    }
    frames
}

/// The frame that a sentence sets: the time of its main verb, if that tells what happened in turn.
fn frame_of(understood: &Interpretation<'_>, sentence: usize) -> Option<Frame> {
    let (scene, times) = (understood.scene, understood.times);
    let syntax = scene.sentences.get(sentence)?;
    let root = (0..syntax.len()).find(|&word| syntax.token(word).relation.is("root"))?;
    let date = Some(Word::new(sentence, root))
        .filter(|&root| times.tells_in_turn(scene, root))
        .and_then(|root| times.governing(scene, root))
        .filter(|date| matches!(date.precision, DatePrecision::Day | DatePrecision::Month))
        .filter(|date| date.from.is_some() && date.to.is_some())?;
    let subject = syntax.deep_subject(root).map(|subject| Word::new(sentence, subject));
    let subject = subject.map(|subject| understood.actors.parties(scene, subject)).unwrap_or_default();
    Some(Frame { date, subject, said: times.is_saying(syntax.lemma(root)) })
}

/// The day of the narrative for an act that it tells in turn. What others say, they may say at another time.
fn of_narrative(understood: &Interpretation<'_>, frames: &[Option<Frame>], act: &Told) -> Option<DateRange> {
    let frame = frames.get(act.word.sentence)?.clone()?;
    let event = &act.event;
    let sentence = understood.scene.words_at(event.evidence.sentence).trim_start();
    let quoted = sentence.starts_with(['"', '“', '‘', '”'])
        || event.chain.innermost().is_some_and(|link| matches!(link.quote, Some(Quote::Direct | Quote::Mixed)));
    let in_words = event.event.quad().is_verbal();
    let others = compare(&event.actor, &frame.subject) == Parties::Other;
    let by_others = in_words && others || frame.said && !in_words;
    let plain = !quoted && event.factuality.polarity == Polarity::Positive && !by_others;
    (plain && is_told_in_turn(understood, act.word)).then_some(frame.date)
}

/// Whether an act is on the line of the narrative: its verb in the simple past, in the main clause or in one that goes
/// with it.
fn is_told_in_turn(understood: &Interpretation<'_>, word: Word) -> bool {
    let Some(syntax) = understood.scene.sentences.get(word.sentence) else { return false };
    let mut at = word.word;
    for _ in 0..syntax.len() {
        let relation = syntax.token(at).relation;
        if relation.is("root") {
            return understood.times.tells_in_turn(understood.scene, Word::new(word.sentence, at));
        }
        let along = relation.is_any(&["conj", "xcomp", "obj", "obl"]) || relation.is("advcl") && !syntax.has_to(at);
        match syntax.head(at) {
            Some(above) if along => at = above,
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::super::same_act::mentions::{shown, taken_up_and_further};
    use crate::Coder;
    use crate::hand_tree;
    use crate::lexicon::LexiconFiles;
    use crate::places::Gazetteer;
    use sayso_core::Published;

    const PAST: &str = "VerbForm=Fin|Tense=Past";

    /// "word date" for each act of a document of hand-made trees, published on Tuesday 14 May 2024; a date with `*` is of
    /// another sentence.
    fn dates(trees: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
        let coder = Coder::new(&LexiconFiles::embedded(), Gazetteer::embedded()?)?;
        let (mut document, parse) = hand_tree::document(trees);
        document.published = Published::parse("2024-05-14");
        let reading = coder.read(&document, &parse, "none", Vec::new());
        Ok(shown(&document, &reading, |event| {
            let date = event.date.as_ref()?;
            Some((date.from?.to_string(), date.span.is_none()))
        }))
    }

    #[test]
    fn a_narrative_goes_on_with_its_day() -> Result<(), Box<dyn std::error::Error>> {
        let first = format!(
            "Police/NOUN/2/nsubj arrested:arrest/VERB/0/root/{PAST} Lee/PROPN/2/obj on/ADP/5/case Monday/PROPN/2/obl"
        );
        let then = format!("They/PRON/2/nsubj raided:raid/VERB/0/root/{PAST} the/DET/4/det office/NOUN/2/obj");
        assert_eq!(dates(&format!("{first}\n{then}"))?, ["arrested 2024-05-13", "raided 2024-05-13*"]);
        let recently = format!(
            "Recently/ADV/3/advmod {}",
            then.replace("/2/nsubj", "/3/nsubj").replace("/4/det", "/5/det").replace("/2/obj", "/3/obj")
        );
        assert_eq!(dates(&format!("{first}\n{recently}"))?, ["arrested 2024-05-13", "raided -"]);
        let perfect = "Police/NOUN/3/nsubj have/AUX/3/aux raided:raid/VERB/0/root/VerbForm=Part|Tense=Past the/DET/5/det office/NOUN/3/obj";
        assert_eq!(dates(&format!("{first}\n{perfect}"))?, ["arrested 2024-05-13", "raided -"]);
        Ok(())
    }

    #[test]
    fn a_noun_takes_up_a_dated_act() -> Result<(), Box<dyn std::error::Error>> {
        let first = format!(
            "Rebels:rebel/NOUN/2/nsubj attacked:attack/VERB/0/root/{PAST} the/DET/4/det town/NOUN/2/obj on/ADP/6/case Monday/PROPN/2/obl"
        );
        let [noun, other] = taken_up_and_further();
        let found = dates(&format!("{first}\n\n{noun}"))?;
        assert!(found.contains(&"attack 2024-05-13*".to_string()), "{found:?}");
        let found = dates(&format!("{first}\n\n{other}"))?;
        assert!(!found.iter().any(|date| date.ends_with('*')), "{found:?}");
        Ok(())
    }
}
