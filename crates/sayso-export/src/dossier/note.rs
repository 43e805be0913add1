//! A reading as a piece of a page of others: a notebook's, light or dark.

use super::Excerpt;
use maud::{Markup, PreEscaped, html};

const STYLE: &str = include_str!("note.css");

/// What is shown of one reading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Note {
    /// Its heading.
    pub title: String,
    /// Publisher, date, id.
    pub origin: String,
    /// The whole text; none where it is too long to be shown.
    pub text: Option<Excerpt>,
    /// The events, in the order of the text.
    pub events: Vec<NotedEvent>,
    /// Who calls whom what, a line each.
    pub labels: Vec<String>,
    /// Who stands how to whom, a line each.
    pub ties: Vec<String>,
    /// The language of a text that was not read.
    pub language: Option<String>,
}

/// One event of a [`Note`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NotedEvent {
    /// Its id.
    pub id: String,
    /// Who did what to whom.
    pub act: String,
    /// Where, how many, how sure; empty where nothing is told.
    pub facts: String,
    /// Who says so.
    pub chain: String,
    /// The sentence with its marks.
    pub sentence: Excerpt,
    /// The rule that found it.
    pub rule: String,
    /// Between 0 and 1.
    pub confidence: f64,
}

/// The note as HTML: its styles keep to itself, nothing is loaded, nothing runs.
pub fn note(shown: &Note) -> String {
    html! {
        div.sayso-note {
            style { (PreEscaped(STYLE)) }
            p.sayso-title dir="auto" { (legal(&shown.title)) }
            p.sayso-origin { (legal(&shown.origin)) }
            @if let Some(language) = &shown.language {
                p { "The text is in “" (legal(language)) "”, which is stored and searchable but not read." }
            }
            @if let Some(text) = &shown.text { (text.draw()) }
            @if !shown.events.is_empty() {
                ol { @for event in &shown.events { li { (told(event)) } } }
            }
            (lines("Who calls whom what", &shown.labels))
            (lines("Who stands how to whom", &shown.ties))
            p.sayso-legend {
                @for kind in super::MarkKind::ALL { mark class=(kind.class()) { (kind.name()) } " " }
            }
        }
    }
    .into_string()
}

fn told(event: &NotedEvent) -> Markup {
    html! {
        div.sayso-act dir="auto" { (legal(&event.act)) }
        @if !event.facts.is_empty() { div { (legal(&event.facts)) } }
        div { "who says so: " (legal(&event.chain)) }
        (event.sentence.draw())
        div.sayso-codes { (legal(&event.id)) "  " (legal(&event.rule)) "  " (format!("{:.2}", event.confidence)) }
    }
}

fn lines(heading: &str, lines: &[String]) -> Markup {
    html! {
        @if !lines.is_empty() {
            p.sayso-heading { (heading) }
            ul { @for line in lines { li dir="auto" { (legal(line)) } } }
        }
    }
}

fn legal(text: &str) -> String {
    crate::xml::legal(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::{Mark, MarkKind};
    use sayso_core::CharSpan;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        let bad = "<script>alert('Vell')</script>";
        let span = CharSpan { start: 0, end: 8 };
        let excerpt = Excerpt { text: bad.into(), marks: vec![Mark { span, kind: MarkKind::Act }] };
        let shown = Note {
            title: bad.into(),
            origin: bad.into(),
            text: Some(excerpt.clone()),
            events: vec![NotedEvent {
                id: bad.into(),
                act: bad.into(),
                facts: bad.into(),
                chain: bad.into(),
                sentence: excerpt,
                rule: bad.into(),
                confidence: 0.5,
            }],
            labels: vec![bad.into()],
            ties: vec![bad.into()],
            language: Some(bad.into()),
        };
        let page = note(&shown);
        assert!(!page.contains("<script"), "{page}");
        assert!(page.contains("<mark class=\"act\" title=\"act\">&lt;script&gt;</mark>"), "{page}");
        assert!(!page.contains("http") && !page.contains("url("), "it loads nothing");
    }
}
