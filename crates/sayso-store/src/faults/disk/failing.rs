//! A disk that fails after so many writes: a layer of SQLite's (VFS) over the usual one, for tests alone.
//!
//! `unsafe` is needed since SQLite takes such a layer only as a table of C functions. It is kept to this file: every function
//! hands its arguments on to the layer below as they came, and only counts writes.
#![allow(unsafe_code)]

use rusqlite::ffi;
use std::ffi::{c_char, c_int, c_void};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, Once};

/// Writes until the disk fails.
static LEFT: AtomicI64 = AtomicI64::new(i64::MAX);
/// Whether it is broken, not full, when it fails.
static BROKEN: AtomicBool = AtomicBool::new(false);
/// One test at a time.
static USED: Mutex<()> = Mutex::new(());
static REGISTERED: Once = Once::new();
const NAME: &[u8] = b"sayso-failing-disk\0";

/// How it fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// There is no room.
    Full,
    /// It answers with an error.
    Broken,
}

/// The disk, as long as a test uses it.
pub struct FailingDisk {
    _alone: MutexGuard<'static, ()>,
}

impl FailingDisk {
    /// The disk, in order.
    pub fn get() -> FailingDisk {
        let alone = USED.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        REGISTERED.call_once(register);
        let disk = FailingDisk { _alone: alone };
        disk.is_mended();
        disk
    }

    /// A path by which SQLite opens a file on it.
    pub fn path(&self, path: &Path) -> PathBuf {
        PathBuf::from(format!("file:{}?vfs=sayso-failing-disk", path.display()))
    }

    /// From now on it takes so many writes, and then none.
    pub fn fails_after(&self, writes: usize, failure: Failure) {
        BROKEN.store(failure == Failure::Broken, Ordering::SeqCst);
        LEFT.store(i64::try_from(writes).unwrap_or(i64::MAX), Ordering::SeqCst);
    }

    /// It works again.
    pub fn is_mended(&self) {
        LEFT.store(i64::MAX, Ordering::SeqCst);
    }
}

/// Counts a write; the code of the failure where there is one.
fn failure() -> Option<c_int> {
    let left = LEFT.fetch_sub(1, Ordering::SeqCst);
    (left <= 0).then(|| if BROKEN.load(Ordering::SeqCst) { ffi::SQLITE_IOERR_WRITE } else { ffi::SQLITE_FULL })
}

/// A file of this layer; that of the layer below lies behind it in memory.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
}

fn register() {
    // SAFETY: SQLite's own layer lives as long as the program, and so does ours, which is never freed.
    unsafe {
        let below = ffi::sqlite3_vfs_find(std::ptr::null());
        let mut layer = *below;
        layer.szOsFile += c_int::try_from(size_of::<File>()).unwrap_or(c_int::MAX);
        layer.zName = NAME.as_ptr().cast::<c_char>();
        layer.pNext = std::ptr::null_mut();
        layer.xOpen = Some(open);
        ffi::sqlite3_vfs_register(Box::into_raw(Box::new(layer)), 0);
    }
}

/// The file of the layer below.
///
/// SAFETY (of callers): `file` is one that [`open`] opened, so that SQLite gave it room for both.
unsafe fn below(file: *mut ffi::sqlite3_file) -> *mut ffi::sqlite3_file {
    // SAFETY: see above.
    unsafe { file.cast::<u8>().add(size_of::<File>()).cast() }
}

unsafe extern "C" fn open(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    // SAFETY: the arguments are SQLite's own; the room for the file is as large as `szOsFile` asks for.
    unsafe {
        let usual = ffi::sqlite3_vfs_find(std::ptr::null());
        let real = below(file);
        (*file).pMethods = std::ptr::null();
        let Some(open) = (*usual).xOpen else { return ffi::SQLITE_CANTOPEN };
        let code = open(usual, name, real, flags, out);
        if !(*real).pMethods.is_null() {
            (*file).pMethods = &raw const METHODS;
        }
        code
    }
}

/// Functions that hand everything on to the layer below.
macro_rules! handed_on {
    ($($name:ident / $method:ident ( $($argument:ident : $kind:ty),* ) -> $answer:ty, $else:expr;)*) => {
        $(unsafe extern "C" fn $name(file: *mut ffi::sqlite3_file $(, $argument: $kind)*) -> $answer {
            // SAFETY: `file` was opened by this layer, and the arguments are SQLite's own.
            unsafe {
                let real = below(file);
                match (*(*real).pMethods).$method {
                    Some(method) => method(real $(, $argument)*),
                    None => $else,
                }
            }
        })*
    };
}

handed_on! {
    close / xClose() -> c_int, ffi::SQLITE_OK;
    read / xRead(to: *mut c_void, length: c_int, at: i64) -> c_int, ffi::SQLITE_IOERR;
    write_below / xWrite(from: *const c_void, length: c_int, at: i64) -> c_int, ffi::SQLITE_IOERR;
    truncate / xTruncate(length: i64) -> c_int, ffi::SQLITE_IOERR;
    sync / xSync(flags: c_int) -> c_int, ffi::SQLITE_OK;
    length / xFileSize(out: *mut i64) -> c_int, ffi::SQLITE_IOERR;
    lock / xLock(kind: c_int) -> c_int, ffi::SQLITE_OK;
    unlock / xUnlock(kind: c_int) -> c_int, ffi::SQLITE_OK;
    is_reserved / xCheckReservedLock(out: *mut c_int) -> c_int, ffi::SQLITE_OK;
    control / xFileControl(what: c_int, with: *mut c_void) -> c_int, ffi::SQLITE_NOTFOUND;
    sector / xSectorSize() -> c_int, 4096;
    traits / xDeviceCharacteristics() -> c_int, 0;
    map / xShmMap(page: c_int, size: c_int, extend: c_int, out: *mut *mut c_void) -> c_int, ffi::SQLITE_IOERR;
    lock_map / xShmLock(offset: c_int, number: c_int, flags: c_int) -> c_int, ffi::SQLITE_OK;
    unmap / xShmUnmap(delete: c_int) -> c_int, ffi::SQLITE_OK;
}

unsafe extern "C" fn write(file: *mut ffi::sqlite3_file, from: *const c_void, length: c_int, at: i64) -> c_int {
    match failure() {
        Some(code) => code,
        // SAFETY: as for all that is handed on.
        None => unsafe { write_below(file, from, length, at) },
    }
}

unsafe extern "C" fn barrier(file: *mut ffi::sqlite3_file) {
    // SAFETY: as for all that is handed on.
    unsafe {
        let real = below(file);
        if let Some(method) = (*(*real).pMethods).xShmBarrier {
            method(real);
        }
    }
}

/// Version 2: without reading through mapped memory, which would pass this layer by.
static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(length),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(is_reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector),
    xDeviceCharacteristics: Some(traits),
    xShmMap: Some(map),
    xShmLock: Some(lock_map),
    xShmBarrier: Some(barrier),
    xShmUnmap: Some(unmap),
    xFetch: None,
    xUnfetch: None,
};
