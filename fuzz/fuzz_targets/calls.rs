#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zhibiao_fuzz::calls::run(data));
