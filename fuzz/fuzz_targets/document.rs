#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Err(broken) = claimdesk::fuzzing::read("document", bytes) {
        panic!("{broken}");
    }
});
