//! The parts of the page, each from its own rows.

use super::{
    Account, Contradiction, DerivedRow, Drift, Incident, LabelUse, LedgerRow, Moment, Side, Source, Step, TieLine,
};
use crate::xml::legal;
use maud::{Markup, html};

/// What is told of each day.
pub(super) fn timeline(moments: &[Moment]) -> Markup {
    html! {
        ol.timeline {
            @for moment in moments {
                li {
                    time { (legal(&moment.date)) }
                    div {
                        span dir="auto" { (legal(&moment.line)) }
                        @if moment.disputed { " " span.tag.denied { "disputed" } }
                        p.says dir="auto" { (legal(&moment.says)) }
                    }
                }
            }
        }
    }
}

/// Acts with their accounts.
pub(super) fn incidents(incidents: &[Incident]) -> Markup {
    html! {
        @for incident in incidents {
            article.incident {
                h3 dir="auto" { (legal(&incident.heading)) }
                p.facts {
                    @if let Some(date) = &incident.date { span { (legal(date)) } }
                    @if let Some(place) = &incident.place { span dir="auto" { (legal(place)) } }
                    span { (legal(&incident.origins)) }
                    span { (incident.accounts.len()) " " (if incident.accounts.len() == 1 { "account" } else { "accounts" }) }
                    @if !incident.id.is_empty() { code { (legal(&incident.id)) } }
                }
                @for account in &incident.accounts { (self::account(account)) }
            }
        }
    }
}

fn account(account: &Account) -> Markup {
    html! {
        div.account.denial[account.denied] {
            (chain(&account.chain, &account.act, account.denied))
            (account.excerpt.draw())
            p.origin {
                (outlet(&account.outlet, account.published.as_deref(), account.url.as_deref()))
                @if let Some(hedge) = &account.hedge { " " span.tag { (legal(hedge)) } }
                " " code { (legal(&account.doc)) " · " (legal(&account.event)) }
            }
        }
    }
}

/// Who says so, drawn from the publisher inwards to the act.
fn chain(steps: &[Step], act: &str, denied: bool) -> Markup {
    html! {
        ol.chain aria-label="Who says so, from the publisher inwards" {
            @for step in steps {
                li {
                    span.who.unnamed[step.unnamed] dir="auto" { (legal(&step.name)) }
                    @if let Some(act) = &step.act { span.does { (legal(act)) } }
                }
            }
            li { span.what { @if denied { "not: " } (legal(act)) } }
        }
    }
}

fn outlet(name: &str, published: Option<&str>, url: Option<&str>) -> Markup {
    let url = url.filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    html! {
        cite dir="auto" {
            @if let Some(url) = url {
                a href=(legal(url)) rel="noreferrer noopener" { (legal(name)) }
            } @else {
                (legal(name))
            }
        }
        @if let Some(published) = published { ", " time { (legal(published)) } }
    }
}

/// Numbers by holder and day.
pub(super) fn ledger(rows: &[LedgerRow], derived: &[DerivedRow]) -> Markup {
    html! {
        table {
            thead { tr { th { "What" } th.number { "Number" } th { "Whose count" } th { "Told by" } th { "Published" } } }
            tbody {
                @for row in rows {
                    tr {
                        td { (legal(&row.quantity)) }
                        td.number {
                            (legal(&row.value))
                            @if let Some(before) = &row.revises { br; span.says { "before: " (legal(before)) } }
                        }
                        td dir="auto" { (legal(&row.holder)) }
                        td dir="auto" { (legal(&row.outlet)) }
                        td { (legal(row.published.as_deref().unwrap_or("not known"))) }
                    }
                }
            }
        }
        @if !derived.is_empty() {
            h3 { "What stated rules make of them" }
            table {
                thead {
                    tr {
                        th { "What" } th { "Incident" } th.number { "Lowest" } th.number { "Highest" }
                        th.number { "ACLED's practice" } th.number { "UCDP low" } th.number { "best" } th.number { "high" }
                    }
                }
                tbody {
                    @for row in derived {
                        tr {
                            td { (legal(&row.quantity)) }
                            td { (legal(&row.incident)) }
                            @for number in [&row.lowest, &row.highest, &row.acled].into_iter().chain(&row.ucdp) {
                                td.number { (legal(number)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Accounts side by side.
pub(super) fn contradictions(contradictions: &[Contradiction]) -> Markup {
    html! {
        @for contradiction in contradictions {
            article {
                h3 { (legal(&contradiction.field)) }
                p dir="auto" { (legal(&contradiction.explanation)) }
                div.sides { @for side in &contradiction.sides { (self::side(side)) } }
            }
        }
    }
}

/// Before and after.
pub(super) fn drift(drifts: &[Drift]) -> Markup {
    html! {
        @for drift in drifts {
            article {
                h3 { (legal(&drift.kind)) }
                p dir="auto" { (legal(&drift.explanation)) }
                div.sides { (side(&drift.before)) (side(&drift.after)) }
            }
        }
    }
}

fn side(side: &Side) -> Markup {
    html! {
        div.side {
            @if !side.value.is_empty() { p.value dir="auto" { (legal(&side.value)) } }
            @if !side.holder.is_empty() { p.says dir="auto" { (legal(&side.holder)) } }
            (side.excerpt.draw())
            p.origin { (outlet(&side.outlet, side.published.as_deref(), None)) }
        }
    }
}

/// Who is cited.
pub(super) fn sources(sources: &[Source]) -> Markup {
    html! {
        table {
            thead { tr { th { "Source" } th.number { "Accounts" } th.number { "Denials" } th { "Cited by" } } }
            tbody {
                @for source in sources {
                    tr {
                        td dir="auto" { (legal(&source.holder)) @if !source.named { " " span.tag { "not named" } } }
                        td.number { (source.accounts) }
                        td.number { (source.denials) }
                        td dir="auto" { (legal(&source.cited_by.join(", "))) }
                    }
                }
            }
        }
    }
}

/// Who calls whom what.
pub(super) fn labels(labels: &[LabelUse]) -> Markup {
    html! {
        table {
            thead { tr { th { "Words" } th { "For whom" } th { "Who says so" } th { "Published" } } }
            tbody {
                @for label in labels {
                    tr {
                        td dir="auto" { "“" (legal(&label.words)) "”" }
                        td dir="auto" { (legal(&label.target)) }
                        td dir="auto" { (legal(&label.says)) }
                        td { (legal(label.published.as_deref().unwrap_or("not known"))) }
                    }
                }
            }
        }
    }
}

/// Standing relations.
pub(super) fn ties(ties: &[TieLine]) -> Markup {
    html! {
        table {
            thead { tr { th { "From" } th { "Tie" } th { "To" } th { "When" } th { "Who says so" } } }
            tbody {
                @for tie in ties {
                    tr {
                        td dir="auto" { (legal(&tie.from)) }
                        td { (legal(&tie.relation)) }
                        td dir="auto" { (legal(&tie.to)) }
                        td { (legal(&tie.time)) }
                        td dir="auto" { (legal(&tie.says)) }
                    }
                }
            }
        }
    }
}
