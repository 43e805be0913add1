//! A question to the workspace (the first line) and a stored reading (the rest): a clean answer to any of them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_core::{CharSpan, Reading};
use sayso_store::{Filter, Workspace};

fuzz_target!(|data: &str| {
    let (query, json) = data.split_once('\n').unwrap_or((data, ""));
    let mut workspace = Workspace::in_memory().expect("memory");
    if let Ok(reading) = serde_json::from_str::<Reading<CharSpan>>(json) {
        let again = serde_json::to_string(&reading).expect("what was read can be written");
        assert_eq!(serde_json::from_str::<Reading<CharSpan>>(&again).expect("what was written can be read"), reading);
        if workspace.add(&reading).is_ok() {
            workspace.events(&Filter::default()).expect("events");
            workspace.documents().expect("documents");
        }
    }
    let _ = workspace.search(query, 5);
    let _ = workspace.ids_with_prefix(query, 5);
    let _ = workspace.actors(Some(query), Some(10));
});
