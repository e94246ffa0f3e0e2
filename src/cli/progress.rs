//! A long wait → a sign of life on the terminal, and how long it has been. Nothing for a short one, or where nobody watches.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A shorter wait needs no sign.
const SHORT: Duration = Duration::from_millis(500);

const TICK: Duration = Duration::from_millis(100);

/// Shows that the program is at work, until it is dropped.
pub(crate) struct Progress {
    /// Dropped first: that is how the other side hears of the end.
    over: Option<Sender<()>>,
    sign: Option<JoinHandle<()>>,
}

impl Progress {
    /// Begins to wait for something, named in a few words.
    pub(crate) fn begin(what: &'static str) -> Self {
        let (over, waits) = mpsc::channel::<()>();
        let sign = std::thread::spawn(move || {
            if waits.recv_timeout(SHORT) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            // On standard error, and only if that is a terminal.
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_elapsed(SHORT);
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} … {elapsed}") {
                bar.set_style(style);
            }
            bar.set_message(what);
            while waits.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                bar.tick();
            }
            bar.finish_and_clear();
        });
        Self { over: Some(over), sign: Some(sign) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.over = None;
        if let Some(sign) = self.sign.take() {
            // It has drawn nothing, or cleared what it drew.
            let _ = sign.join();
        }
    }
}
