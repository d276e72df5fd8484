//! Banyan, the application: vertical slices over a store, and the pages, files and commands through which people use
//! them. The rules live in `banyan-core`; nothing here decides.

pub mod config;

pub mod store;

pub mod web;

pub mod jobs;

pub mod documents;

pub mod sheets;

pub mod client;

pub mod ledger;

pub mod calendars;

pub mod units;

pub mod accounts;

pub mod acts;

pub mod forms;

pub mod directives;

pub mod programmes;

pub mod observations;

pub mod reports;

pub mod panels;

pub mod content;

pub mod keeping;

pub mod router;

pub mod cli;

#[cfg(test)]
mod tests;
