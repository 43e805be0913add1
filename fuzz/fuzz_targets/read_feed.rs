//! RSS, Atom and JSON feeds.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    sayso_fuzz::read("a.xml", format!("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel>{data}").into_bytes());
    sayso_fuzz::read("a.xml", format!("<feed xmlns=\"http://www.w3.org/2005/Atom\">{data}").into_bytes());
    let json = format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"t\",\"items\":[{data}]}}");
    sayso_fuzz::read("a.json", json.into_bytes());
});
