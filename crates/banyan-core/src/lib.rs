//! The rules of Banyan, in the order in which a figure travels: words, the calendar, forms, units through
//! time, the directive that is read, the programme that it asks for, what is observed of it, the reports that units owe.
//!
//! Nothing here does I/O, reads a clock, draws a random number or knows SQL or HTTP: the same input
//! gives the same bytes.

pub mod words;

pub mod calendar;

pub mod form;

pub mod ledger;

pub mod unit;

pub mod access;

pub mod directive;

pub mod programme;

pub mod observation;

pub mod report;
