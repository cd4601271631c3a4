//! Stories through the real platform on real databases.

mod amendment;
#[macro_use]
mod app;
mod api;
mod api_acts;
mod api_lists;
mod browser;
mod channel;
mod city;
mod cooperation;
mod desk;
mod drafts;
mod exports;
mod figures;
mod files;
mod handover;
mod inbox;
mod jobs;
mod links;
mod notice;
mod numbers;
mod ownership;
mod pages;
mod push_form;
mod register;
mod roster_letters;
mod roster_pages;
mod search;
mod shell;
mod stand_in;
mod system;
mod tamper;
mod writer;
