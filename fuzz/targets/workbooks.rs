//! The bytes of a workbook.
#![no_main]

use libfuzzer_sys::fuzz_target;
use plainplan::base::workbook;

fuzz_target!(
    // A damaged file may bring the reader of workbooks down, which is caught; only what is not caught is a fault.
    init: std::panic::set_hook(Box::new(|_| {})),
    |input: &[u8]| {
        for name in ["a.xlsx", "a.ods"] {
            let read = || workbook::read(name, input).map(|sheets| sheets.len()).map_err(|reason| format!("{reason:?}"));
            assert_eq!(read(), read(), "the same bytes gave another result");
        }
    }
);
