//! E-mails: subject, sender, date, and the text without quotations of other mails' headers and signatures' rules.

use crate::draft::{Draft, Drafts, filled};
use crate::problem::ReadError;
use crate::{page, plain};
use mail_parser::{Address, DateTime, MessageParser};
use sayso_core::Published;

/// Reads an `.eml` file.
pub(crate) fn read(bytes: &[u8]) -> Drafts {
    let Some(message) = MessageParser::default().parse(bytes) else {
        return Drafts::failed(ReadError::BadMail("it has no header".to_string()));
    };
    let is_text = message.text_bodies().any(|part| !part.is_text_html() && part.is_text());
    let mut draft = if is_text {
        let parts: Vec<String> = (0..message.text_body_count())
            .filter_map(|at| message.body_text(at))
            .map(|text| text.into_owned())
            .collect();
        plain::read(&without_signature(&parts.join("\n\n")))
    } else {
        let parts: Vec<String> = (0..message.html_body_count())
            .filter_map(|at| message.body_html(at))
            .map(|html| html.into_owned())
            .collect();
        let text = page::fragment_text(&parts.join("\n"));
        Draft { text: text.text, captions: text.captions, ..Draft::default() }
    };
    if draft.text.trim().is_empty() {
        return Drafts::failed(ReadError::BadMail("it holds no text".to_string()));
    }
    draft.title = message.subject().and_then(filled);
    draft.byline = message.from().and_then(sender);
    draft.published = message.date().and_then(date);
    draft.publisher = message.from().and_then(domain);
    Drafts::one(draft)
}

fn sender(address: &Address<'_>) -> Option<String> {
    let names: Vec<&str> = address.iter().filter_map(|one| one.name.as_deref().or(one.address.as_deref())).collect();
    filled(&names.join(", "))
}

fn domain(address: &Address<'_>) -> Option<String> {
    let (_, domain) = address.first()?.address.as_deref()?.rsplit_once('@')?;
    filled(domain)
}

fn date(date: &DateTime) -> Option<Published> {
    date.is_valid().then(|| Published::parse(&date.to_rfc3339())).flatten()
}

/// The text before the line that mail programs put over a signature.
fn without_signature(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let end = text.find("\n-- \n").unwrap_or(text.len());
    text.get(..end).unwrap_or(&text).to_string()
}
