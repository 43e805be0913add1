//! A paragraph for the methods section of a paper.

use crate::measure::{Comparison, Interval};

/// What two independent readers' agreement amounts to, in words that can stand in a methods section.
pub fn paragraph(compared: &Comparison) -> String {
    let within = |interval: Option<Interval>| {
        interval.map_or(String::new(), |interval| format!(", 95 % interval {:.2}-{:.2}", interval.low, interval.high))
    };
    let found = |name: &str| match compared.detections.get(name) {
        Some(found) if found.gold + found.predicted > 0 => format!("F1 {:.2}{}", found.f1, within(found.interval)),
        _ => "no case".to_string(),
    };
    let share = |name: &str| compared.shares.get(name).and_then(|share| share.share);
    let percent = |name: &str| share(name).map_or("not measured".into(), |share| format!("{:.0} %", share * 100.0));
    let chance = |field: &str| {
        let of = compared.reliability.get(field);
        let value = |value: Option<f64>| value.map_or("undefined".to_string(), |value| format!("{value:.2}"));
        let (kappa, alpha) = of.map_or((None, None), |of| (of.kappa, of.alpha));
        format!("Cohen's kappa {}, Krippendorff's alpha {}", value(kappa), value(alpha))
    };
    let both = compared.shares.get("polarity").map_or(0, |share| share.of);
    format!(
        "Two coders annotated {} independently of each other under the codebook of sayso (PLOVER event types, source \
         chains, factuality). They found the same events of the same type in the same sentences with {} (triggers: {}). On the {both} \
         events that both found, the type agreed with {}; actors with {}, recipients with {}; the innermost source in {} and the \
         whole chain of sources in {} of the cases; polarity with {}, realis with {}; places in {}, dates in {} of the cases in which one \
         coder gave them. Labels agreed with {}, ties with {}. Intervals are percentiles of a bootstrap by document.",
        if compared.documents == 1 { "one document".to_string() } else { format!("{} documents", compared.documents) },
        found("type"),
        found("trigger"),
        chance("type"),
        found("actor_mention"),
        found("recipient_mention"),
        percent("holder"),
        percent("chain_full"),
        chance("polarity"),
        chance("realis"),
        percent("location"),
        percent("date_overlap"),
        found("labels"),
        found("ties"),
    )
}
