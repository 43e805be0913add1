//! `sayso annotate`: sheets to read from, and what annotators typed turned into readings.

use super::{Done, Failure, Global, input, output};
use sayso::annotate::sample::{Drawn, draw};
use sayso::annotate::{Annotation, DOCUMENTS, Sheet, candidate, document_of, draw_from, form, sheet_of, typed};
use sayso::{CharSpan, Document, Reader, Reading};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct AnnotateArgs {
    #[command(subcommand)]
    command: AnnotateCommand,
}

#[derive(clap::Subcommand)]
enum AnnotateCommand {
    /// Write a sheet for every document: its sentences with their numbers, to annotate from
    Sheet {
        /// Files, folders, patterns, or - for standard input
        paths: Vec<String>,
        /// Folder to write to
        #[arg(long, short, value_name = "DIR")]
        output: PathBuf,
    },
    /// Draw a stratified sample for a study of reliability, and write a sheet to type in for every coder
    Sample {
        /// How many documents
        number: usize,
        /// Files, folders or patterns to draw from (default: the workspace, which keeps the sample for the browser)
        paths: Vec<String>,
        /// Who codes, each without seeing the others
        #[arg(long, value_name = "NAME,NAME", value_delimiter = ',', default_value = "a,b")]
        coders: Vec<String>,
        /// Folder to write to
        #[arg(long, short, value_name = "DIR")]
        output: PathBuf,
        /// Longest document, in characters
        #[arg(long, value_name = "N", default_value_t = 6000)]
        longest: usize,
        /// Another seed draws another sample
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
        /// Coders see nothing of what sayso found; this is always so
        #[arg(long)]
        blind: bool,
    },
    /// Write readings in the compact form, to read them over and go on typing: the reverse of convert
    Form {
        /// Readings, one JSON object a line: of convert, of `sayso review export`, of `sayso read`
        readings: PathBuf,
        /// Folder to write to: a sheet and a form for every document
        #[arg(long, short, value_name = "DIR")]
        output: PathBuf,
    },
    /// What a coder typed in the browser, as readings
    Typed {
        /// The coder
        annotator: String,
        /// File to write to
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Turn annotations into readings, one JSON object a line; every mistake is named with its file and line
    Convert {
        /// Files in the compact form (docs/annotation.md)
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Folder with the sheets and their documents (default: the folder of each file, or the one above)
        #[arg(long, value_name = "DIR")]
        sheets: Option<PathBuf>,
        /// File to write to
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Say only what is wrong
        #[arg(long)]
        check: bool,
    },
}

pub fn run(args: AnnotateArgs, global: &Global) -> Result<Done, Failure> {
    match args.command {
        AnnotateCommand::Sheet { paths, output } => sheets(&paths, &output, global),
        AnnotateCommand::Sample { number, paths, coders, output, longest, seed, blind: _ } => {
            sample(number, &paths, &coders, &output, longest, seed, global)
        }
        AnnotateCommand::Form { readings, output } => forms(&readings, &output, global),
        AnnotateCommand::Typed { annotator, output } => typed_by(&annotator, output.as_deref(), global),
        AnnotateCommand::Convert { files, sheets, output, check } => {
            convert(&files, sheets.as_deref(), output.as_deref(), check, global)
        }
    }
}

fn sheets(paths: &[String], folder: &Path, global: &Global) -> Result<Done, Failure> {
    let reader = global.reader()?;
    let mut files = SheetFiles::begin(folder)?;
    let done = input::documents(paths, global, |document| {
        let sheet = files.keep(&reader, &document)?;
        write(&folder.join(format!("{}.sheet", file_name(&document.id.0))), &sheet.written())
    })?;
    files.end()?;
    Ok(done)
}

/// A folder with sheets and their documents.
struct SheetFiles {
    documents: Box<dyn Write>,
}

impl SheetFiles {
    fn begin(folder: &Path) -> Result<SheetFiles, Failure> {
        refuse_used(folder)?;
        make(folder)?;
        Ok(SheetFiles { documents: output::open(Some(&folder.join(DOCUMENTS)))? })
    }

    fn keep(&mut self, reader: &Reader, document: &Document) -> Result<Sheet, Failure> {
        let sheet = sheet_of(reader, document)?;
        let line = serde_json::to_string(&sheet.document)?;
        output::written(writeln!(self.documents, "{line}"))?;
        Ok(sheet)
    }

    fn end(mut self) -> Result<(), Failure> {
        output::written(self.documents.flush())
    }
}

/// What somebody typed beside sheets must neither lose its documents nor be written over.
fn refuse_used(folder: &Path) -> Result<(), Failure> {
    if folder.join(DOCUMENTS).exists() {
        return Err(Failure::new(format!(
            "{} holds sheets that are there already; give another folder",
            folder.display()
        )));
    }
    Ok(())
}

fn make(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::new(format!("can't make {}: {error}", folder.display())))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| Failure::new(format!("can't write {}: {error}", path.display())))
}

fn sample(
    number: usize,
    paths: &[String],
    coders: &[String],
    folder: &Path,
    longest: usize,
    seed: u64,
    global: &Global,
) -> Result<Done, Failure> {
    // Before a sample is drawn, which the workspace keeps.
    refuse_used(folder)?;
    let reader = global.reader()?;
    let (drawn, documents) = match paths {
        [] => of_workspace(number, seed, longest, global)?,
        paths => of_files(number, seed, longest, (paths, &reader), global)?,
    };
    if drawn.is_empty() {
        return Err(Failure::new(format!("there is no document of at most {longest} characters to draw")));
    }
    let mut files = SheetFiles::begin(folder)?;
    for one in &drawn {
        let Some(document) = documents.get(&one.id) else { continue };
        let sheet = files.keep(&reader, document)?;
        for coder in coders {
            let own = folder.join(file_name(coder));
            make(&own)?;
            let path = own.join(format!("{}.ann", file_name(&one.id)));
            write(&path, &format!("{}annotator {coder}\n", sheet.written()))?;
        }
    }
    files.end()?;
    let strata = drawn.iter().fold(BTreeMap::new(), |mut counts: BTreeMap<&str, usize>, one| {
        *counts.entry(one.stratum.map_or("no event", sayso::EventType::code)).or_default() += 1;
        counts
    });
    let strata: Vec<String> = strata.iter().map(|(stratum, count)| format!("{stratum} {count}")).collect();
    eprintln!("{} documents drawn, by the rarest type that sayso finds in them: {}", drawn.len(), strata.join(", "));
    let shown = folder.display();
    eprintln!("every coder types between the sentences of the files of her folder (docs/annotation.md); then:");
    for coder in coders {
        eprintln!("  sayso annotate convert {shown}/{coder}/*.ann -o {coder}.jsonl", coder = file_name(coder));
    }
    if let [one, other, ..] = coders {
        eprintln!("  sayso eval {}.jsonl {}.jsonl --agreement", file_name(one), file_name(other));
    }
    Ok(Done::All)
}

type SampleOf = (Vec<Drawn>, BTreeMap<String, Document>);

fn of_workspace(number: usize, seed: u64, longest: usize, global: &Global) -> Result<SampleOf, Failure> {
    let mut workspace = super::questions::stored(global)?;
    let drawn = draw_from(&mut workspace, number, seed, longest)?;
    let mut documents = BTreeMap::new();
    for one in &drawn {
        let document = workspace.reading_as_read(&one.id)?.from_output().document;
        documents.insert(one.id.clone(), document);
    }
    Ok((drawn, documents))
}

fn of_files(
    number: usize,
    seed: u64,
    longest: usize,
    (paths, reader): (&[String], &Reader),
    global: &Global,
) -> Result<SampleOf, Failure> {
    let mut documents = BTreeMap::new();
    let mut candidates = Vec::new();
    let read = |document: Document| {
        let is_short = document.text.chars().count() <= longest;
        is_short.then(|| reader.read(&document)).transpose()
    };
    input::read_each(paths, global, read, |reading: Option<Reading>| {
        if let Some(reading) = reading {
            candidates.push(candidate(&reading));
            documents.insert(reading.document.id.to_string(), reading.document);
        }
        Ok(())
    })?;
    Ok((draw(&candidates, number, seed), documents))
}

fn forms(readings: &Path, folder: &Path, global: &Global) -> Result<Done, Failure> {
    let reader = global.reader()?;
    let mut files = SheetFiles::begin(folder)?;
    let mut done = Done::All;
    for (_, annotation) in input::json_lines::<Annotation>(readings, "reading (docs/reading.schema.json)")? {
        let sheet = files.keep(&reader, &annotation.reading.from_output().document)?;
        let name = file_name(&sheet.document.id.0);
        match form::written(&annotation, &sheet) {
            Ok(form) => {
                write(&folder.join(format!("{name}.sheet")), &sheet.written())?;
                write(&folder.join(format!("{name}.ann")), &form)?;
            }
            Err(message) => {
                done = Done::Some;
                eprintln!("{}: can't be written in the compact form: {message}", sheet.document.id);
            }
        }
    }
    files.end()?;
    Ok(done)
}

fn typed_by(annotator: &str, to: Option<&Path>, global: &Global) -> Result<Done, Failure> {
    let workspace = super::questions::stored(global)?;
    let annotations = typed::<Failure>(&*global.reader()?, &workspace, annotator)?;
    if annotations.is_empty() {
        return Err(Failure::new(format!("{annotator:?} has typed no annotation that is sound")));
    }
    let mut out = output::open(to)?;
    for annotation in &annotations {
        let line = serde_json::to_string(annotation)?;
        output::written(writeln!(out, "{line}"))?;
    }
    output::written(out.flush())?;
    Ok(Done::All)
}

fn convert(
    files: &[PathBuf],
    sheets: Option<&Path>,
    to: Option<&Path>,
    check: bool,
    global: &Global,
) -> Result<Done, Failure> {
    let mut out = output::open(to)?;
    let mut folders = Folders::default();
    let (mut wrong, mut records) = (0, 0);
    for file in files {
        let own = file.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
        let beside = if own.join(DOCUMENTS).exists() { own.to_path_buf() } else { own.join("..") };
        match annotation(file, sheets.unwrap_or(&beside), &mut folders)? {
            Ok(annotation) => {
                let reading = &annotation.reading;
                records += reading.events.len() + reading.labels.len() + reading.ties.len();
                if !check {
                    let line = serde_json::to_string(&annotation)?;
                    output::written(writeln!(out, "{line}"))?;
                }
            }
            Err(mistakes) => {
                wrong += 1;
                mistakes.iter().for_each(|mistake| eprintln!("{}: {mistake}", file.display()));
            }
        }
    }
    output::written(out.flush())?;
    if check || !global.quiet {
        eprintln!("{} of {} files are sound; {records} records", files.len() - wrong, files.len());
    }
    Ok(if wrong == 0 { Done::All } else { Done::Some })
}

/// Documents of sheets by folder, read once.
#[derive(Default)]
struct Folders(BTreeMap<PathBuf, BTreeMap<String, Document<CharSpan>>>);

impl Folders {
    fn document(&mut self, folder: &Path, id: &str) -> Result<Option<&Document<CharSpan>>, Failure> {
        if !self.0.contains_key(folder) {
            self.0.insert(folder.to_path_buf(), documents_of(&folder.join(DOCUMENTS))?);
        }
        Ok(self.0.get(folder).and_then(|documents| documents.get(id)))
    }
}

fn documents_of(path: &Path) -> Result<BTreeMap<String, Document<CharSpan>>, Failure> {
    let mut found = BTreeMap::new();
    for (_, mut document) in input::json_lines::<Document<CharSpan>>(path, "document with id and text")? {
        document.text_sha256 = sayso_core::sha256_hex(document.text.as_bytes());
        found.insert(document.id.0.clone(), document);
    }
    Ok(found)
}

fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| Failure::new(format!("can't read {}: {error}", path.display())))
}

/// The annotation in a file, or the mistakes in it.
fn annotation(file: &Path, folder: &Path, folders: &mut Folders) -> Result<Result<Annotation, Vec<String>>, Failure> {
    let shown = file.display();
    let text = read(file)?;
    let Some(id) = document_of(&text) else {
        return Ok(Err(vec!["no line says which document this is of (document ID)".into()]));
    };
    let Some(document) = folders.document(folder, id)? else {
        return Err(Failure::new(format!("{shown}: {} has no document {id:?}", folder.join(DOCUMENTS).display())));
    };
    // A sheet may hold the annotation between its sentences.
    let own = text.lines().any(|line| line.starts_with("[1 "));
    let sheet = if own { text.clone() } else { read(&folder.join(format!("{}.sheet", file_name(id))))? };
    let sheet = match Sheet::read(&sheet, document.clone()) {
        Ok(sheet) => sheet,
        Err(error) => return Ok(Err(vec![error.to_string()])),
    };
    let told = |mistakes: Vec<form::Mistake>| mistakes.iter().map(ToString::to_string).collect();
    Ok(form::read(&text, &sheet).map_err(told))
}

/// The id of a document as the name of a file.
fn file_name(id: &str) -> String {
    id.chars().map(|letter| if letter.is_alphanumeric() || "._-".contains(letter) { letter } else { '_' }).collect()
}
