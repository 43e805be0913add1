//! The page around the parts: head, contents, legend, versions.

use super::parts;
use super::{Dossier, MarkKind};
use base64::Engine;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("style.css");

/// The whole page.
pub(super) fn page(dossier: &Dossier) -> Markup {
    let title = crate::xml::legal(&dossier.title).into_owned();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) " – dossier" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    p.kicker { "Dossier · what reports tell, and on whose word" }
                    h1 dir="auto" { (title) }
                    @if !dossier.about.is_empty() { p.about { (crate::xml::legal(&dossier.about)) } }
                    p.stance {
                        "Nothing on this page is stated to have happened. Each line says who reports it; accounts that differ stand side by side."
                    }
                }
                (contents(dossier))
                main {
                    @for section in sections(dossier) {
                        section id=(section.id) {
                            details open {
                                summary { h2 { (section.title) span.count { (section.count) } } }
                                (section.body)
                            }
                        }
                    }
                }
                footer {
                    (legend())
                    @if !dossier.versions.is_empty() {
                        h2 { "Versions" }
                        dl {
                            @for (name, value) in &dossier.versions {
                                dt { (crate::xml::legal(name)) }
                                dd { code { (crate::xml::legal(value)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

struct Section {
    id: &'static str,
    title: &'static str,
    count: usize,
    body: Markup,
}

/// The parts that hold something, in the order of the page.
fn sections(dossier: &Dossier) -> Vec<Section> {
    let all = [
        ("timeline", "Timeline", dossier.timeline.len(), parts::timeline(&dossier.timeline)),
        ("incidents", "Incidents and their accounts", dossier.incidents.len(), parts::incidents(&dossier.incidents)),
        ("numbers", "Ledger of numbers", dossier.ledger.len(), parts::ledger(&dossier.ledger, &dossier.derived)),
        (
            "contradictions",
            "Contradictions",
            dossier.contradictions.len(),
            parts::contradictions(&dossier.contradictions),
        ),
        ("drift", "Changed on the way", dossier.drift.len(), parts::drift(&dossier.drift)),
        ("sources", "Sources", dossier.sources.len(), parts::sources(&dossier.sources)),
        ("labels", "Who calls whom what", dossier.labels.len(), parts::labels(&dossier.labels)),
        ("ties", "Ties", dossier.ties.len(), parts::ties(&dossier.ties)),
    ];
    let section = |(id, title, count, body)| Section { id, title, count, body };
    all.into_iter().map(section).filter(|section| section.count > 0).collect()
}

fn contents(dossier: &Dossier) -> Markup {
    html! {
        nav aria-label="Contents" {
            @for section in sections(dossier) {
                a href=(format!("#{}", section.id)) { (section.title) " " span.count { (section.count) } }
            }
        }
    }
}

fn legend() -> Markup {
    html! {
        p.legend {
            "Marks: "
            @for kind in MarkKind::ALL {
                mark class=(kind.class()) { (kind.name()) } " "
            }
        }
    }
}

/// Nothing is loaded and nothing runs; the one style sheet is allowed by its hash.
fn policy() -> String {
    use sha2::Digest;
    let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(STYLE.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}
