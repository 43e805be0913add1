//! The page of an invented affair.

use super::*;
use sayso_core::CharSpan;

fn excerpt(text: &str, marks: &[(&str, MarkKind)]) -> Excerpt {
    let mark = |(words, kind): &(&str, MarkKind)| {
        let start = text[..text.find(words).unwrap()].chars().count();
        Mark { span: CharSpan { start, end: start + words.chars().count() }, kind: *kind }
    };
    Excerpt { text: text.to_string(), marks: marks.iter().map(mark).collect() }
}

fn step(name: &str, act: Option<&str>, unnamed: bool) -> Step {
    Step { name: name.into(), act: act.map(Into::into), unnamed }
}

fn affair() -> Dossier {
    use MarkKind::*;
    let told = excerpt(
        "Norland's interior ministry said on Monday that police had arrested 14 members of the Dawn 🌅 Front near Eastford, which it called a \"terrorist gang\".",
        &[
            ("Norland's interior ministry", Holder),
            ("said", Cue),
            ("on Monday", Date),
            ("police", Actor),
            ("arrested", Act),
            ("14", Number),
            ("14 members of the Dawn 🌅 Front", Recipient),
            ("Eastford", Place),
            ("terrorist gang", Label),
        ],
    );
    let denied = excerpt(
        "The Front's spokesman שלום denied that anybody had been arrested: <script>alert(1)</script> & \"rumours\".",
        &[("The Front's spokesman שלום", Holder), ("denied", Cue), ("anybody", Recipient), ("arrested", Act)],
    );
    let side = |value: &str, holder: &str, excerpt: &Excerpt| Side {
        value: value.into(),
        holder: holder.into(),
        outlet: "Norland Gazette".into(),
        published: Some("2024-05-14".into()),
        excerpt: excerpt.clone(),
    };
    Dossier {
        title: "Arrests near Eastford".into(),
        about: "3 reports of 2 outlets, 14 to 16 May 2024".into(),
        incidents: vec![Incident {
            id: "i-5f02".into(),
            heading: "COERCE arrest: Norland police → Dawn 🌅 Front".into(),
            date: Some("until 13 May 2024".into()),
            place: Some("Eastford, North Province".into()),
            origins: "2 independent origins".into(),
            accounts: vec![
                Account {
                    event: "e1".into(),
                    doc: "gazette/1".into(),
                    outlet: "Norland Gazette".into(),
                    published: Some("2024-05-14".into()),
                    url: Some("https://gazette.example/1?a=1&b=2".into()),
                    chain: vec![
                        step("Norland Gazette", None, false),
                        step("Norland's interior ministry", Some("states"), false),
                    ],
                    act: "COERCE arrest".into(),
                    excerpt: told.clone(),
                    ..Account::default()
                },
                Account {
                    event: "e2".into(),
                    doc: "courier-2".into(),
                    outlet: "Sudland Courier".into(),
                    published: Some("2024-05-15".into()),
                    url: Some("javascript:alert(1)".into()),
                    denied: true,
                    hedge: Some("possible".into()),
                    chain: vec![
                        step("Sudland Courier", None, false),
                        step("an official", Some("states"), true),
                        step("שלום", Some("denies"), false),
                    ],
                    act: "COERCE arrest".into(),
                    excerpt: denied.clone(),
                },
            ],
        }],
        ledger: vec![
            LedgerRow {
                quantity: "arrested".into(),
                value: "14".into(),
                holder: "Norland's interior ministry".into(),
                outlet: "Norland Gazette".into(),
                published: Some("2024-05-14".into()),
                revises: None,
            },
            LedgerRow {
                quantity: "arrested".into(),
                value: "at least 9".into(),
                holder: "Norland's interior ministry".into(),
                outlet: "Sudland Courier".into(),
                published: Some("2024-05-16".into()),
                revises: Some("14".into()),
            },
        ],
        derived: vec![DerivedRow {
            quantity: "arrested".into(),
            incident: "i1".into(),
            lowest: "9".into(),
            highest: "14".into(),
            acled: "9".into(),
            ucdp: ["9", "9", "14"].map(str::to_string),
        }],
        contradictions: vec![Contradiction {
            field: "polarity".into(),
            explanation: "One holder says that it happened, another that it did not.".into(),
            sides: vec![
                side("14 arrested", "Norland's interior ministry", &told),
                side("nobody arrested", "שלום", &denied),
            ],
        }],
        drift: vec![Drift {
            kind: "label lost its quotation marks".into(),
            explanation: "The first report quotes the ministry; the second uses the words itself.".into(),
            before: side("", "quoted", &told),
            after: side("", "own voice", &excerpt("The terrorist gang lost 14 members.", &[("terrorist gang", Label)])),
        }],
        labels: vec![LabelUse {
            words: "terrorist gang".into(),
            target: "Dawn 🌅 Front".into(),
            says: "Norland Gazette ← Norland's interior ministry (states)".into(),
            published: Some("2024-05-14".into()),
        }],
        ties: vec![TieLine {
            from: "Westland".into(),
            relation: "backs, weakens".into(),
            to: "Dawn 🌅 Front".into(),
            time: "since 2022".into(),
            says: "Norland Gazette".into(),
        }],
        timeline: vec![Moment {
            date: "until 2024-05-13".into(),
            line: "COERCE arrest: police → Dawn 🌅 Front".into(),
            says: "Norland Gazette ← Norland's interior ministry (states)".into(),
            disputed: true,
        }],
        sources: vec![
            Source {
                holder: "Norland's interior ministry".into(),
                named: true,
                cited_by: vec!["Norland Gazette".into(), "Sudland Courier".into()],
                accounts: 2,
                denials: 0,
            },
            Source {
                holder: "an official".into(),
                named: false,
                cited_by: vec!["Sudland Courier".into()],
                accounts: 1,
                denials: 1,
            },
        ],
        versions: vec![
            ("sayso".into(), "0.1.0".into()),
            ("model".into(), "test-1".into()),
            ("text of gazette/1 (SHA-256)".into(), "b9c397449fe41e19ef7210f1ba2bcf17".into()),
        ],
    }
}

#[test]
fn words_of_reports_are_text_and_nothing_else() {
    let page = affair().to_html();
    assert!(!page.contains("<script"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;rumours&quot;"));
    assert!(!page.contains("javascript:"));
}

#[test]
fn nothing_is_loaded_from_outside() {
    let page = affair().to_html();
    for loader in ["src=", "<link", "@import", "url(", "<iframe", "<object", "<img"] {
        assert!(!page.contains(loader), "{loader}");
    }
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
}

#[test]
fn marks_may_overlap_and_may_not_fit() {
    use MarkKind::*;
    let mut overlapping = excerpt("14 members fled", &[("14", Number), ("14 members", Recipient)]);
    overlapping.marks.push(Mark { span: CharSpan { start: 3, end: 900 }, kind: Act });
    let drawn = overlapping.draw().into_string();
    assert_eq!(
        drawn,
        "<blockquote dir=\"auto\"><mark class=\"recipient number\" title=\"acted upon, number\">14</mark><mark class=\"recipient\" title=\"acted upon\"> members</mark> fled</blockquote>"
    );
}

#[test]
fn parts_without_rows_are_left_out() {
    let page = Dossier { title: "Empty".into(), ..Dossier::default() }.to_html();
    assert!(!page.contains("<section"), "{page}");
}

#[test]
fn the_page_keeps_its_bytes() {
    insta::assert_snapshot!(affair().to_html());
}
