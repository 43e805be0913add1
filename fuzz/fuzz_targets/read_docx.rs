//! Word-processor documents: any archive, and any document in a sound archive.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fuzz_target!(|data: &[u8]| {
    sayso_fuzz::read("a.docx", [b"PK\x03\x04".as_slice(), data].concat());
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in ["word/document.xml", "docProps/core.xml"] {
        archive.start_file(name, SimpleFileOptions::default()).expect("memory");
        archive.write_all(data).expect("memory");
    }
    let bytes = archive.finish().expect("memory").into_inner();
    sayso_fuzz::read("a.docx", bytes);
});
