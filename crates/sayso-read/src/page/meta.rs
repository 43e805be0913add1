//! What a page says of itself: headline, author, publisher, address, date, language.

use super::article::letters;
use crate::dates;
use dom_query::Document as Tree;
use sayso_core::{Published, host_of};
use serde_json::Value;
use std::collections::HashMap;

/// What is known of a page.
#[derive(Debug, Default, Clone)]
pub(crate) struct Meta {
    pub title: Option<String>,
    /// All headlines the page gives, for finding them in the text.
    pub titles: Vec<String>,
    pub byline: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub published: Option<Published>,
    pub language: Option<String>,
    /// The text as the page gives it to search engines; one line, so only the last resort.
    pub article_body: Option<String>,
}

/// Reads the metadata of a page; `address` is where it was found, if known.
pub(crate) fn meta(tree: &Tree, address: Option<&str>) -> Meta {
    let tags = tags(tree);
    let first = |names: &[&str]| names.iter().find_map(|name| tags.get(*name).cloned());
    let described = described_article(tree).unwrap_or_default();

    let url = attribute(tree, "link[rel=canonical]", "href")
        .filter(|url| is_address(url))
        .or_else(|| first(&["og:url"]).filter(|url| is_address(url)))
        .or_else(|| described.url.clone())
        .or_else(|| address.map(str::to_string));
    let publisher = described
        .publisher
        .clone()
        .filter(|name| !is_address(name))
        .or_else(|| {
            first(&["og:site_name", "application-name", "dc.publisher", "citation_journal_title"])
                .filter(|name| name.len() < 80 && !is_address(name))
        })
        .or_else(|| url.as_deref().or(address).and_then(host_of));
    let heading = single_heading(tree);
    let page_title = text_of(tree, "head title").map(|title| without_site(&title, publisher.as_deref()));
    let og_title = first(&["og:title", "twitter:title", "dc.title", "title"])
        .map(|title| without_site(&title, publisher.as_deref()));
    let titles: Vec<String> = [described.title.clone(), heading.clone(), og_title.clone(), page_title.clone()]
        .into_iter()
        .flatten()
        .collect();
    Meta {
        title: described
            .title
            .map(|title| without_site(&title, publisher.as_deref()))
            .or(heading)
            .or(og_title)
            .or(page_title),
        titles,
        byline: described
            .byline
            .or_else(|| {
                first(&[
                    "author",
                    "article:author",
                    "dc.creator",
                    "parsely-author",
                    "sailthru.author",
                    "byl",
                    "citation_author",
                ])
            })
            .or_else(|| visible_author(tree))
            .and_then(|author| byline(&author)),
        published: checked(
            described.published.or_else(|| date(tree, &tags, url.as_deref().or(address))),
            url.as_deref().or(address),
        ),
        language: attribute(tree, "html", "lang")
            .or_else(|| first(&["og:locale", "language", "content-language"]))
            .or(described.language),
        article_body: described.article_body,
        publisher,
        url,
    }
}

/// `meta` elements by name or property, in lower case; the first of each stands.
fn tags(tree: &Tree) -> HashMap<String, String> {
    let mut tags = HashMap::new();
    for node in tree.select("meta").nodes() {
        let Some(content) = node.attr("content").and_then(|content| clean(&content)) else { continue };
        for key in ["name", "property", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(key) {
                tags.entry(name.trim().to_lowercase()).or_insert_with(|| content.clone());
            }
        }
    }
    tags
}

fn date(tree: &Tree, tags: &HashMap<String, String>, address: Option<&str>) -> Option<Published> {
    const NAMES: [&str; 24] = [
        "article:published_time",
        "datepublished",
        "og:published_time",
        "article:published",
        "date.published",
        "publish-date",
        "publish_date",
        "publication_date",
        "publication-date",
        "pubdate",
        "parsely-pub-date",
        "sailthru.date",
        "dc.date.issued",
        "dc.date",
        "dcterms.created",
        "dcterms.date",
        "dc.date.created",
        "article.published",
        "published-date",
        "cxenseparse:recs:publishtime",
        "citation_publication_date",
        "citation_date",
        "timestamp",
        "date",
    ];
    let in_tags = NAMES.iter().find_map(|name| tags.get(*name).and_then(|date| dates::parse(date)));
    let in_times = || {
        [
            "time[itemprop=datePublished]",
            "[itemprop=datePublished]",
            "time[pubdate]",
            "article time[datetime]",
            "time[datetime]",
            "time",
        ]
        .iter()
        .flat_map(|selector| tree.select(selector).nodes().to_vec())
        .find_map(|node| {
            node.attr("datetime")
                .or_else(|| node.attr("content"))
                .and_then(|date| dates::parse(&date))
                .or_else(|| dates::parse(&node.text()))
        })
    };
    let visible = || {
        let named =
            "[class*=date],[class*=time],[class*=publish],[class*=posted],[class*=byline],[class*=meta],[id*=date]";
        tree.select(named).nodes().iter().take(60).find_map(|node| {
            let text = node.text();
            (text.len() < 300).then(|| dates::find(&text)).flatten()
        })
    };
    in_tags
        .or_else(in_times)
        .or_else(|| address.and_then(dates::in_address).map(Published::from))
        .or_else(|| visible().map(Published::from))
}

/// A date far from the one in the address is a template's; the address is made when the report is.
fn checked(published: Option<Published>, address: Option<&str>) -> Option<Published> {
    let published = published?;
    match address.and_then(dates::in_address) {
        Some(date) if (published.date - date).get_days().abs() > 45 => Some(Published::from(date)),
        _ => Some(published),
    }
}

fn visible_author(tree: &Tree) -> Option<String> {
    [
        "[rel=author]",
        "[itemprop=author] [itemprop=name]",
        "[itemprop=author]",
        "[class~=byline]",
        "[class*=byline]",
        "[class~=author]",
        "[class*=author-name]",
    ]
    .iter()
    .find_map(|selector| text_of(tree, selector).filter(|text| text.len() < 120 && !text.is_empty()))
}

/// An author field without "By", addresses and dates.
fn byline(text: &str) -> Option<String> {
    let mut text = clean(text)?;
    for lead in ["By ", "by ", "BY ", "Written by ", "Author: ", "By: "] {
        if let Some(rest) = text.strip_prefix(lead) {
            text = rest.trim().to_string();
        }
    }
    for tail in [" Published ", " Updated ", " Posted ", " | ", " • "] {
        if let Some((head, _)) = text.split_once(tail) {
            text = head.to_string();
        }
    }
    let text = text.trim_matches([',', '|', '·', '-', ' ']).to_string();
    let usable = !text.is_empty()
        && text.len() < 200
        && !text.starts_with("http")
        && !text.starts_with('@')
        && text.chars().any(char::is_alphabetic);
    usable.then_some(text)
}

fn single_heading(tree: &Tree) -> Option<String> {
    let headings = tree.select("h1");
    let mut texts: Vec<String> = headings.nodes().iter().filter_map(|node| clean(&node.text())).collect();
    texts.dedup();
    (texts.len() == 1).then(|| texts.pop()).flatten().filter(|text| text.split_whitespace().count() >= 3)
}

/// "Talks fail - The Courier" is "Talks fail".
fn without_site(title: &str, publisher: Option<&str>) -> String {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " · ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let is_site = publisher.is_some_and(|name| {
                let (name, tail) = (letters(name), letters(tail));
                !tail.is_empty() && (name.contains(&tail) || tail.contains(&name))
            });
            let tail_words = tail.split_whitespace().count();
            if is_site
                || (mark == " | " && tail_words <= 4)
                || (head.split_whitespace().count() >= 4 && tail_words <= 3)
            {
                return without_site(head, publisher);
            }
        }
    }
    title.trim().to_string()
}

fn is_address(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

fn attribute(tree: &Tree, selector: &str, name: &str) -> Option<String> {
    tree.select_single(selector).attr(name).and_then(|value| clean(&value))
}

fn text_of(tree: &Tree, selector: &str) -> Option<String> {
    clean(&tree.select_single(selector).text())
}

/// White space collapsed; nothing where nothing is left.
fn clean(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

#[derive(Debug, Default)]
struct Described {
    title: Option<String>,
    byline: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    published: Option<Published>,
    language: Option<String>,
    article_body: Option<String>,
}

/// The article as described in JSON-LD.
fn described_article(tree: &Tree) -> Option<Described> {
    let mut best: Option<(u8, Value)> = None;
    for node in tree.select("script[type=\"application/ld+json\"]").nodes() {
        let text = node.text();
        let text = text
            .trim()
            .trim_start_matches("<!--")
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("//]]>")
            .trim_end_matches("-->");
        // Line breaks inside strings are common and not JSON.
        let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let Ok(value) = serde_json::from_str::<Value>(text.trim().trim_end_matches(';')) else { continue };
        let mut open = vec![value];
        let mut steps = 0;
        while let Some(value) = open.pop() {
            steps += 1;
            if steps > 2000 {
                break;
            }
            match value {
                Value::Array(items) => open.extend(items.into_iter().rev()),
                Value::Object(ref map) => {
                    let rank = rank(map.get("@type"));
                    if rank > best.as_ref().map_or(0, |best| best.0) {
                        best = Some((rank, value.clone()));
                    }
                    for key in ["@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate"] {
                        if let Some(inner @ (Value::Array(_) | Value::Object(_))) = map.get(key) {
                            open.insert(0, inner.clone());
                        }
                    }
                }
                _ => {}
            }
        }
    }
    let (_, article) = best?;
    let text = |key: &str| article.get(key).and_then(Value::as_str).and_then(unescaped);
    Some(Described {
        title: text("headline").or_else(|| text("name")),
        byline: names(article.get("author")).or_else(|| names(article.get("creator"))),
        publisher: names(article.get("publisher")),
        url: text("url").filter(|url| is_address(url)),
        published: text("datePublished").or_else(|| text("dateCreated")).and_then(|date| dates::parse(&date)),
        language: text("inLanguage"),
        article_body: text("articleBody"),
    })
}

fn rank(types: Option<&Value>) -> u8 {
    let of = |name: &str| match name {
        "WebPage" | "VideoObject" => 1,
        "Report" | "BlogPosting" | "SocialMediaPosting" | "TechArticle" | "ScholarlyArticle" => 3,
        name if name.ends_with("Article") || name == "LiveBlogPosting" => 4,
        _ => 0,
    };
    match types {
        Some(Value::String(name)) => of(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(of).max().unwrap_or(0),
        _ => 0,
    }
}

fn names(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(name) => unescaped(name).filter(|name| !is_address(name)),
        Value::Array(list) => {
            let mut all: Vec<String> = Vec::new();
            for name in list.iter().filter_map(|item| names(Some(item))) {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
            (!all.is_empty()).then(|| all.join(", "))
        }
        Value::Object(map) => names(map.get("name")),
        _ => None,
    }
}

/// Text of JSON-LD, in which many sites leave HTML entities.
fn unescaped(text: &str) -> Option<String> {
    if text.contains('&') && text.contains(';') {
        let tree = Tree::fragment(text.replace('<', "&lt;"));
        return clean(&tree.text());
    }
    clean(text)
}
