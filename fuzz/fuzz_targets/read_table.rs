//! Tables with commas, semicolons or tabs.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &str| {
    sayso_fuzz::read("a.csv", data.as_bytes().to_vec());
    sayso_fuzz::read("a.csv", format!("id,text,published,url\n{data}").into_bytes());
    sayso_fuzz::read("a.tsv", format!("id\ttext\ttitle\n{data}").into_bytes());
});
