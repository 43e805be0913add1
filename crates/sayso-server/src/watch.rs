//! Folders and feeds that are looked at again and again.

use crate::desk::Desk;
use crate::intake::{Incoming, Said, begin};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

/// How often a folder is looked at; and how many of its turns a feed waits.
const EVERY: Duration = Duration::from_secs(5);
const FEED_TURNS: u64 = 120;

/// Something that is watched.
#[derive(Debug, Clone, Serialize)]
pub struct Watched {
    /// The folder or the address.
    pub path: String,
    /// The last job that it gave.
    pub job: Option<String>,
    /// Files read from it.
    pub files: usize,
    /// What is wrong with it now.
    pub problem: Option<String>,
}

/// Everything that is watched.
#[derive(Default)]
pub struct Watching(Mutex<BTreeMap<String, Watched>>);

impl Watching {
    fn list(&self) -> MutexGuard<'_, BTreeMap<String, Watched>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is watched, by name.
    pub fn all(&self) -> Vec<Watched> {
        self.list().values().cloned().collect()
    }

    /// Stops watching; says whether it was watched.
    pub fn stop(&self, path: &str) -> bool {
        self.list().remove(path).is_some()
    }

    /// Watches a folder or a web address from now on; what is there is read at once.
    pub fn start(self: &Arc<Self>, desk: &Arc<Desk>, path: &str) -> Result<(), String> {
        let is_web = path.starts_with("http://") || path.starts_with("https://");
        if !is_web && !Path::new(path).is_dir() {
            return Err(format!("{path} is no folder on this machine and no web address"));
        }
        let watched = Watched { path: path.to_string(), job: None, files: 0, problem: None };
        if self.list().insert(path.to_string(), watched).is_some() {
            return Ok(());
        }
        let (watching, desk, path) = (self.clone(), desk.clone(), path.to_string());
        std::thread::spawn(move || {
            let mut known = BTreeMap::new();
            for turn in 0u64.. {
                let incoming = match is_web {
                    true if turn % FEED_TURNS == 0 => vec![Incoming::Web(path.clone())],
                    true => Vec::new(),
                    false => new_files(&path, &mut known),
                };
                let mut list = watching.list();
                let Some(watched) = list.get_mut(&path) else { return };
                watched.problem = (!is_web && !Path::new(&path).is_dir()).then(|| "the folder is gone".to_string());
                if !incoming.is_empty() {
                    watched.files += incoming.len();
                    watched.job = Some(begin(&desk, incoming, Said::default()));
                }
                drop(list);
                std::thread::sleep(EVERY);
            }
        });
        Ok(())
    }
}

/// Files that are new or changed and no longer written to.
fn new_files(folder: &str, known: &mut BTreeMap<PathBuf, (u64, Option<SystemTime>)>) -> Vec<Incoming> {
    let mut new = Vec::new();
    for source in sayso_read::expand([folder]) {
        let Ok(sayso_read::Source::File(path)) = source else { continue };
        let Ok(data) = path.metadata() else { continue };
        let changed = data.modified().ok();
        let settled = changed.and_then(|at| at.elapsed().ok()).is_none_or(|age| age > Duration::from_secs(1));
        let now = (data.len(), changed);
        if settled && known.insert(path.clone(), now) != Some(now) {
            new.push(Incoming::Path(path));
        }
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_once_until_it_changes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("note.txt");
        std::fs::write(&path, "Norland's ministry denied it.").expect("written");
        let old = SystemTime::now() - Duration::from_secs(60);
        std::fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(old)).expect("dated");
        let name = folder.path().display().to_string();
        let mut known = BTreeMap::new();
        assert_eq!(new_files(&name, &mut known).len(), 1);
        assert_eq!(new_files(&name, &mut known).len(), 0);
        std::fs::write(&path, "Norland's ministry denied it again.").expect("written");
        std::fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(old)).expect("dated");
        assert_eq!(new_files(&name, &mut known).len(), 1);
    }
}
