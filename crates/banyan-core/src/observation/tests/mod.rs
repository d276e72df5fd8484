//! Laws of observations: vintages and findings, arrivals, samples, lines of files.

mod arrivals;
mod entry;
mod history;
mod sample;
