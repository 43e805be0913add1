//! What the desk works with: the workspace, open several times for questions and once for changes, and the reader.

use crate::error::ApiError;
use crate::intake::Intake;
use sayso::own_actors::{self, OwnActorsError};
use sayso::{CodedActor, ModelSource, Outline, Reader, StoreError, Workspace};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Connections that are kept open for questions.
const KEPT: usize = 8;

/// What a desk is opened with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The workspace file; made where there is none.
    pub workspace: PathBuf,
    /// Another lexicon folder.
    pub lexicon: Option<PathBuf>,
    /// The model that reads.
    pub model: ModelSource,
    /// Threads that read; 0: one per processor.
    pub threads: usize,
    /// Whether people at the desk may have folders of this machine watched.
    pub may_watch: bool,
}

/// One workspace and what is needed to ask, change and fill it.
pub struct Desk {
    settings: Settings,
    idle: Mutex<Vec<Workspace>>,
    writing: Mutex<Workspace>,
    /// Loaded when first needed: questions do without.
    reader: Mutex<Option<Loaded>>,
    outline: Mutex<Outlined>,
    /// Only looks whether the file has changed.
    watching: Mutex<Workspace>,
    /// What comes in.
    pub intake: Intake,
}

/// The reader as it is loaded, and with the workspace's own actors.
#[derive(Clone)]
struct Loaded {
    plain: Arc<Reader>,
    actors: Vec<CodedActor>,
    reader: Arc<Reader>,
}

/// The outline and the state of the file that it was made of.
struct Outlined {
    workspace: Workspace,
    made_of: Option<i64>,
    outline: Arc<Outline>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// Opens the workspace and joins what an `add` that was ended in the middle left to do.
    pub fn open(settings: Settings) -> Result<Arc<Desk>, StoreError> {
        let mut writing = Workspace::open(&settings.workspace)?.with_threads(settings.threads);
        writing.join(|_| ())?;
        let outlined =
            Outlined { workspace: Workspace::open(&settings.workspace)?, made_of: None, outline: Arc::default() };
        let watching = Workspace::open(&settings.workspace)?;
        Ok(Arc::new(Desk {
            watching: Mutex::new(watching),
            settings,
            idle: Mutex::default(),
            writing: Mutex::new(writing),
            reader: Mutex::default(),
            outline: Mutex::new(outlined),
            intake: Intake::default(),
        }))
    }

    /// The workspace file.
    pub fn path(&self) -> &Path {
        &self.settings.workspace
    }

    /// Threads that read.
    pub fn threads(&self) -> usize {
        self.settings.threads
    }

    /// Whether folders of this machine may be watched.
    pub fn may_watch(&self) -> bool {
        self.settings.may_watch
    }

    /// The reader, with the workspace's own actors; half a second when first asked for and when these have changed.
    pub fn reader(&self) -> Result<Arc<Reader>, OwnActorsError> {
        Ok(self.loaded()?.reader)
    }

    /// The reader without the workspace's own actors.
    pub fn plain_reader(&self) -> Result<Arc<Reader>, OwnActorsError> {
        Ok(self.loaded()?.plain)
    }

    fn loaded(&self) -> Result<Loaded, OwnActorsError> {
        let actors = locked(&self.watching).coded_actors()?;
        let mut kept = locked(&self.reader);
        if let Some(loaded) = kept.as_ref().filter(|loaded| loaded.actors == actors) {
            return Ok(loaded.clone());
        }
        let plain = match kept.take() {
            Some(loaded) => loaded.plain,
            None => Arc::new(Reader::with(self.settings.lexicon.as_deref(), &self.settings.model)?),
        };
        let reader = own_actors::with(&plain, &actors)?;
        Ok(kept.insert(Loaded { plain, actors, reader }).clone())
    }

    /// The outline of the workspace as it is now.
    pub fn outline(&self) -> Result<Arc<Outline>, StoreError> {
        let mut outlined = locked(&self.outline);
        let version = outlined.workspace.data_version()?;
        if outlined.made_of != Some(version) {
            outlined.outline = Arc::new(outlined.workspace.outline()?);
            outlined.made_of = Some(version);
        }
        Ok(outlined.outline.clone())
    }

    /// The state of the file: another number after every change.
    pub fn version(&self) -> Result<i64, StoreError> {
        locked(&self.watching).data_version()
    }

    /// Does `work` with the one connection that writes.
    pub fn change<T>(&self, work: impl FnOnce(&mut Workspace) -> T) -> T {
        work(&mut locked(&self.writing))
    }

    /// Does `work` with a connection that nobody else uses meanwhile.
    pub fn with<T>(&self, work: impl FnOnce(&Workspace) -> Result<T, ApiError>) -> Result<T, ApiError> {
        let kept = locked(&self.idle).pop();
        let workspace = kept.map_or_else(|| Workspace::open(&self.settings.workspace), Ok)?;
        let answer = work(&workspace);
        let mut idle = locked(&self.idle);
        if idle.len() < KEPT {
            idle.push(workspace);
        }
        answer
    }
}

/// Runs a question on a thread of its own, so that slow ones don't hold up the others.
pub async fn ask<T: Send + 'static>(
    desk: &Arc<Desk>,
    work: impl FnOnce(&Desk, &Workspace) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let desk = desk.clone();
    let asked = tokio::task::spawn_blocking(move || desk.with(|workspace| work(&desk, workspace)));
    asked.await.map_err(|error| ApiError::inside(format!("the program failed at this question ({error})")))?
}

/// Runs a change on a thread of its own.
pub async fn change<T: Send + 'static>(
    desk: &Arc<Desk>,
    work: impl FnOnce(&mut Workspace) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let desk = desk.clone();
    let changed = tokio::task::spawn_blocking(move || desk.change(work));
    changed.await.map_err(|error| ApiError::inside(format!("the program failed at this change ({error})")))?
}
