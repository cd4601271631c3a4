//! `shenguan`: the command line of the approval–regulation exchange (审管互动平台), and the demo city.

pub mod command;
mod demo;
pub mod loading;
