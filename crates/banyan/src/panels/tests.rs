//! Above the rooms.
