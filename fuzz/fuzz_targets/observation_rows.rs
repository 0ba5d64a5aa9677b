#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| zhibiao_fuzz::observation_rows::run(data));
