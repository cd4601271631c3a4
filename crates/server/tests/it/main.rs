//! Stories through the real platform on real databases.

mod amendment;
mod city;
mod files;
mod handover;
mod search;
mod tamper;
mod writer;
