//! Labels and ties of two readings of one document, compared.

use super::matching::{Side, one_to_one, overlap, same_innermost, same_mention};
use super::tally::Tally;
use sayso_core::{CharSpan, Label, Tie};

pub(super) fn labels(gold: &Side, predicted: &Side, tally: &mut Tally) {
    let (g, p) = (&gold.reading.labels, &predicted.reading.labels);
    let words = |a: &Label<CharSpan>, b: &Label<CharSpan>| overlap(a.span, b.span) > 0;
    let holder = |a: &Label<CharSpan>, b: &Label<CharSpan>| same_innermost(gold, predicted, &a.chain, &b.chain);
    let target = |a: &Label<CharSpan>, b: &Label<CharSpan>| {
        same_mention(gold, predicted, (&a.target).into(), (&b.target).into())
    };
    let mut count = |name, same: &dyn Fn(&Label<CharSpan>, &Label<CharSpan>) -> bool| {
        tally.f(name, one_to_one(g, p, same).len(), p.len(), g.len());
    };
    count("labels", &words);
    count("labels_holder", &|a, b| words(a, b) && holder(a, b));
    count("labels_target", &|a, b| words(a, b) && target(a, b));
    count("labels_kind", &|a, b| words(a, b) && a.kind == b.kind);
    count("labels_all", &|a, b| words(a, b) && holder(a, b) && target(a, b));
}

pub(super) fn ties(gold: &Side, predicted: &Side, tally: &mut Tally) {
    let (g, p) = (&gold.reading.ties, &predicted.reading.ties);
    let ends = |a: &Tie<CharSpan>, b: &Tie<CharSpan>| {
        same_mention(gold, predicted, (&a.from).into(), (&b.from).into())
            && same_mention(gold, predicted, (&a.to).into(), (&b.to).into())
    };
    let mut count = |name, same: &dyn Fn(&Tie<CharSpan>, &Tie<CharSpan>) -> bool| {
        tally.f(name, one_to_one(g, p, same).len(), p.len(), g.len());
    };
    count("ties", &|a, b| a.kind == b.kind && ends(a, b));
    count("ties_found", &ends);
    count("ties_change", &|a, b| a.kind == b.kind && a.change == b.change && ends(a, b));
}
