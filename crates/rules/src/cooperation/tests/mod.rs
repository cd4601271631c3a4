//! 二(三)¶4, sentence by sentence.

mod fixtures;
mod inside;
mod issuing;
mod properties;
mod redirecting;
mod replying;
mod time;
