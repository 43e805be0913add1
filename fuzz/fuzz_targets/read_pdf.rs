#![no_main]

// The PDF library panics on much that is damaged; the reader catches that, so no panic may end the program here.
libfuzzer_sys::fuzz_target!(init: std::panic::set_hook(Box::new(|_| {})), |data: &[u8]| sayso_fuzz::read::pdf(data));
