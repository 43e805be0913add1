//! The workspace: questions of any wording, readings of any content, files that others made or damaged.

use crate::patched::patched;
use crate::{named, text};
use sayso_core::{CharSpan, Reading};
use sayso_store::{Filter, Workspace};
use std::cell::RefCell;
use std::path::Path;
use std::sync::LazyLock;

/// A reading of our own.
static READING: LazyLock<Reading<CharSpan>> = LazyLock::new(|| {
    let (_, json) = named(include_str!("../seeds/workspace/reading.txt"));
    serde_json::from_str(json).expect("the seed is a reading")
});

/// Inputs after which a workspace is made anew, so that none grows without end.
const RENEWED_AFTER: usize = 2000;

thread_local! {
    /// A workspace that holds one reading; making it takes longer than most questions.
    static HELD: RefCell<Option<(usize, Workspace)>> = const { RefCell::new(None) };
}

/// Does `work` with the workspace of this thread.
fn with_workspace(work: impl FnOnce(&mut Workspace)) {
    // Taken out while it is in use: after a panic the next input gets a new one.
    let held = HELD.with_borrow_mut(Option::take).filter(|(uses, _)| *uses < RENEWED_AFTER);
    let (uses, mut workspace) = held.unwrap_or_else(|| {
        let mut workspace = Workspace::in_memory().expect("memory");
        workspace.add(&READING).expect("a sound reading");
        workspace.join(|_| ()).expect("one reading");
        (0, workspace)
    });
    work(&mut workspace);
    HELD.set(Some((uses + 1, workspace)));
}

/// Questions in words: an answer, or an error that says what is wrong with the question.
pub fn search(data: &[u8]) {
    let (query, rest) = named(text(data));
    let query = if rest.is_empty() { text(data) } else { query };
    with_workspace(|workspace| {
        if let Err(error) = workspace.search(query, 5) {
            assert!(error.to_string().contains("query") || !error.to_string().is_empty());
        }
        let _ = workspace.documents_matching(query);
        workspace.documents_page(query, 5, 0).expect("any words may be looked for");
        workspace.ids_with_prefix(query, 5).expect("any id may be looked for");
        workspace.actors(Some(query), Some(10)).expect("any name may be looked for");
    });
}

/// A stored reading of any content: kept and shown, or refused; gone without a trace when taken out.
pub fn reading(data: &[u8]) {
    let (query, json) = named(text(data));
    let Ok(reading) = serde_json::from_str::<Reading<CharSpan>>(json) else { return };
    let again = serde_json::to_string(&reading).expect("what was read can be written");
    assert_eq!(serde_json::from_str::<Reading<CharSpan>>(&again).expect("what was written can be read"), reading);
    with_workspace(|workspace| {
        if reading.document.id == READING.document.id || workspace.add(&reading).is_err() {
            return;
        }
        workspace.join(|_| ()).expect("readings are joined");
        workspace.events(&Filter::default()).expect("events");
        workspace.documents().expect("documents");
        let _ = workspace.search(query, 5);
        assert!(workspace.remove(&reading.document.id.0).expect("it was there"));
        workspace.join(|_| ()).expect("readings are joined");
    });
}

/// The bytes of a sound workspace file.
static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a folder for a while");
    let path = folder.path().join("a.db");
    let mut workspace = Workspace::open(&path).expect("a new workspace");
    workspace.add(&READING).expect("a sound reading");
    workspace.join(|_| ()).expect("one reading");
    drop(workspace);
    std::fs::read(path).expect("the file")
});

static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a folder for a while"));

/// A workspace file with bytes changed: opened and asked, or refused.
pub fn file(data: &[u8]) {
    let path = FOLDER.path().join(format!("{:?}.db", std::thread::current().id()));
    std::fs::write(&path, patched(&FILE, data)).expect("a file");
    ask(&path);
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.clone().into_os_string();
        name.push(ending);
        let _ = std::fs::remove_file(name);
    }
}

fn ask(path: &Path) {
    let Ok(mut workspace) = Workspace::open(path) else { return };
    let _ = workspace.join(|_| ());
    let _ = workspace.events(&Filter::default());
    let _ = workspace.documents();
    let _ = workspace.search("norland", 5);
    let _ = workspace.actors(None, Some(10));
    let _ = workspace.outline();
    let _ = workspace.remove(&READING.document.id.0);
}
