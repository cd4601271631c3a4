//! Stories through the real platform on real databases.

mod city;
mod handover;
mod tamper;
mod writer;
