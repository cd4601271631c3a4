//! Proposing and confirming a change of calendar or rule set.
