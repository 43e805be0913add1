//! `.gz` and `.zst`: damaged archives, and sound ones round any content.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::Write;

fuzz_target!(|data: &[u8]| {
    sayso_fuzz::read("a.txt.gz", [b"\x1f\x8b".as_slice(), data].concat());
    sayso_fuzz::read("a.txt.zst", [b"\x28\xb5\x2f\xfd".as_slice(), data].concat());
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(data).expect("memory");
    sayso_fuzz::read("a.txt.gz", gzip.finish().expect("memory"));
    let zstd = ruzstd::encoding::compress_to_vec(data, ruzstd::encoding::CompressionLevel::Fastest);
    sayso_fuzz::read("a.txt.zst", zstd);
});
