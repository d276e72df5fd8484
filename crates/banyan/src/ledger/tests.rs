//! Acts are recorded in order.
