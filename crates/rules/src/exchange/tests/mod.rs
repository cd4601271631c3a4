//! 二(三)¶1–3 and 二(一)¶2, sentence by sentence.

mod answering;
mod fixtures;
mod following;
mod properties;
mod pushing;
mod receiving;
mod reminding;
mod returning;
mod upkeep;
