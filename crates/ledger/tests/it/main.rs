//! The ledger's bytes and chain, from outside: I-01, I-02 and I-07 as properties and as known answers.

mod bytes;
mod chain;
mod make;
