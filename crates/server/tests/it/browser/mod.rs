//! Stories on the pages, in headless Chromium, with JavaScript and without: what a person reads, presses and is told. Each page that is
//! met is held against axe, its width, the size of its letters and the browser's own log.

mod check;
mod chromium;
mod cooperation;
mod drafts;
mod exports;
mod holiday;
mod imports;
mod keys;
mod ladder;
mod leader;
mod letters;
mod lists;
mod live;
mod notices;
mod pages;
mod people;
mod pictures;
mod reader;
mod roster;
pub(crate) mod site;
mod story;
mod system;
mod walk;
mod ways;
