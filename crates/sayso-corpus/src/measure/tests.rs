use super::{Options, compare};
use crate::form::example;
use sayso_core::{CharSpan, EventType, Reading};

fn gold() -> Reading<CharSpan> {
    example::annotation().reading
}

#[test]
fn a_reading_agrees_with_itself() {
    let compared = compare(&[gold()], &[gold()], Options::default());
    for (name, found) in &compared.detections {
        assert!(found.gold == 0 || found.f1 == 1.0, "{name}: {found:?}");
    }
    for (name, share) in &compared.shares {
        assert!(share.share.is_none_or(|share| share == 1.0), "{name}: {share:?}");
    }
    assert!(compared.worst.is_empty());
    assert_eq!(compared.detections["type"].interval, None, "one document has no interval");
}

#[test]
fn what_differs_is_counted_and_shown() {
    let mut other = gold();
    other.events[0].event = EventType::Sanction;
    other.events[0].recipient.clear();
    other.labels.clear();
    let compared = compare(&[gold()], &[other], Options::default());
    let found = |name| compared.detections[name];
    assert_eq!((found("trigger").f1, found("type").f1, found("labels").recall), (1.0, 0.0, 0.0));
    assert_eq!(found("recipient").recall, 0.0);
    let mixed: Vec<_> = compared.confusion.iter().map(|cell| (cell.gold, cell.predicted, cell.count)).collect();
    assert_eq!(mixed, [(Some(EventType::Coerce), Some(EventType::Sanction), 1)]);
    let worst = &compared.worst[0];
    assert_eq!((worst.errors, worst.gold.len(), worst.predicted.len()), (1.0, 1, 1));
    assert!(!worst.gold[0].agrees && worst.gold[0].text.starts_with("COERCE arrest \"arrested\": police -> members"));
}

#[test]
fn a_document_without_prediction_or_with_another_text_counts_as_unread() {
    let mut other = gold();
    other.document.text.push(' ');
    let differs = compare(&[gold()], &[other], Options::default());
    let missing = compare(&[gold()], &[], Options::default());
    assert_eq!((differs.text_differs, differs.missing, missing.missing), (1, 0, 1));
    assert_eq!((differs.detections["type"].recall, missing.detections["type"].recall), (0.0, 0.0));
    assert_eq!(missing.worst[0].errors, 1.0);
}

#[test]
fn intervals_hold_the_figure_and_are_the_same_again() {
    // Six documents, two of them misread.
    let named = |at: usize, read: bool| {
        let mut reading = gold();
        reading.document.id.0 = at.to_string();
        if !read {
            reading.events.clear();
        }
        reading
    };
    let gold: Vec<_> = (0..6).map(|at| named(at, true)).collect();
    let predicted: Vec<_> = (0..6).map(|at| named(at, at > 1)).collect();
    let compared = compare(&gold, &predicted, Options::default());
    let found = compared.detections["type"];
    let interval = found.interval.expect("there are several documents");
    assert!(interval.low < found.f1 && found.f1 < interval.high, "{found:?}");
    assert_eq!(compared, compare(&gold, &predicted, Options::default()));
}
