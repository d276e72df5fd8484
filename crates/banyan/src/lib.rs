//! Banyan, the application: vertical slices over a store, and the pages, files and commands through which people use
//! them. The rules live in `banyan-core`; nothing here decides.

pub mod store;

pub mod web;

pub mod ledger;

pub mod units;

pub mod content;

pub mod cli;
