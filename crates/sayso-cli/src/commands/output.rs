//! Where output goes, and how it looks there.

use super::Failure;
use sayso::present::{Look, Marking, ReadingWriter, Target};
use sayso_export::{ExportError, Loss};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Standard output or a file.
pub fn open(path: Option<&Path>) -> Result<Box<dyn Write>, Failure> {
    match path {
        None => Ok(Box::new(BufWriter::new(io::stdout().lock()))),
        Some(path) => {
            let file =
                File::create(path).map_err(|error| Failure::new(format!("can't write {}: {error}", path.display())))?;
            Ok(Box::new(BufWriter::new(file)))
        }
    }
}

/// Where `println!` can't go on, the program ends as it does where [`written`] can't: quietly if nobody reads on
/// (`sayso … | head`), with a message if there is no room, and never with a report of a fault of its own.
pub fn watch_standard_output() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let message = panic.payload().downcast_ref::<String>().map_or("", String::as_str);
        let Some(cause) = message.strip_prefix("failed printing to stdout: ") else { return usual(panic) };
        if cause.starts_with("Broken pipe") {
            std::process::exit(0);
        }
        eprintln!("sayso: {}", unwritten(cause));
        std::process::exit(1);
    }));
}

/// Standard output, or what the user named.
pub fn target(path: Option<PathBuf>) -> Target {
    path.map_or(Target::Standard, Target::Path)
}

/// Ends a writer of readings. Says what its layout could not hold.
pub fn finished(writer: ReadingWriter) -> Result<Option<Loss>, Failure> {
    match writer.finish() {
        Ok(loss) => Ok(loss),
        Err(error) => written(Err(error)).map(|()| None),
    }
}

/// Colours on a terminal unless `NO_COLOR` is set; signs elsewhere.
pub fn look(to_file: bool) -> Look {
    let terminal = io::stdout().is_terminal() && !to_file;
    let colours = terminal && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never;
    let width = if terminal { textwrap::termwidth().clamp(40, 100) } else { 80 };
    Look { marking: if colours { Marking::Colours } else { Marking::Signs }, width, codes: false }
}

/// A reader of the output that has gone away (`| head`) is no failure.
pub fn written(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => std::process::exit(0),
        Err(error) => Err(Failure::new(unwritten(cause(&error)))),
        Ok(()) => Ok(()),
    }
}

/// What the system says, where the writer of a layout has wrapped it.
fn cause(error: &io::Error) -> &dyn std::error::Error {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<ExportError>()) {
        Some(ExportError::Io(cause)) => cause,
        Some(other) => other,
        None => error,
    }
}

/// What to do where the output breaks off: what has been written by then looks like a whole file.
fn unwritten(cause: impl std::fmt::Display) -> String {
    format!(
        "can't write the output: {cause}; what stands there is not whole. Make room, or see that you may write there, and run the command again"
    )
}
