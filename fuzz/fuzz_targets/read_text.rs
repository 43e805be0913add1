//! Plain text: nothing is added, whatever the encoding.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    sayso_fuzz::read("a.txt", data.to_vec());
    let wide: Vec<u8> = data.iter().flat_map(|&byte| [byte, 0]).collect();
    sayso_fuzz::read("a.txt", [vec![0xff, 0xfe], wide].concat());
});
