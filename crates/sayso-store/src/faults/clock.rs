//! The clock jumps between two decisions.

use super::*;
use crate::NewJudgement;
use sayso_review::Verdict;

/// What Ann decides about the first record of the first document.
fn verdict(verdict: Verdict, about: &str) -> NewJudgement {
    NewJudgement {
        reviewer: "ann".into(),
        about: about.into(),
        verdict,
        kind: None,
        right: None,
        note: String::new(),
        settles: false,
    }
}

#[test]
fn the_last_decision_counts_whatever_the_clock_says() -> Tried {
    // The clock stood in the future, or long ago, when she decided first.
    for noted in ["2199-01-01T00:00:00Z", "1970-01-01T00:00:00Z"] {
        let mut workspace = Workspace::in_memory()?;
        workspace.add_all(&reports(2))?;
        workspace.join(|_| ())?;
        let record = workspace.reading_with("d0000")?.and_then(|reading| reading.events.first().map(|e| e.id.clone()));
        let record = record.ok_or("no event was read")?;
        workspace.judge(&verdict(Verdict::Reject, &record), &[])?;
        let moved = workspace.connection.execute("UPDATE judgements SET at = ?1", [noted])?;
        assert_eq!(moved, 1);
        workspace.judge(&verdict(Verdict::Accept, &record), &[])?;
        let counting = workspace.judgements_of_record(&record)?;
        assert_eq!(
            counting.iter().map(|judgement| judgement.verdict).collect::<Vec<_>>(),
            [Verdict::Accept],
            "{noted}"
        );
        let told =
            workspace.reading_with("d0000")?.is_some_and(|reading| reading.events.iter().any(|e| e.id == record));
        assert!(told, "{noted}: the record is out, though she took it back in");
        assert!(workspace.health()?.is_sound());
    }
    Ok(())
}
