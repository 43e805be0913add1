//! Mails: any header, and any body behind a sound header.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    sayso_fuzz::read("a.eml", [b"From: a@example.org\r\n".as_slice(), data].concat());
    let header = b"From: a@example.org\r\nSubject: s\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
    sayso_fuzz::read("a.eml", [header.as_slice(), data].concat());
});
