//! Many rounds on one database, with or without a mutant.

use std::path::PathBuf;

use crate::packages;
use crate::process::Interrupt;

use super::error::{CrashError, During, Result};
use super::finding::Summary;
use super::launch::{Engine, MutantName};
use super::random::Random;
use super::round::{History, Plan};
use super::server::Installation;
use super::store::Store;

/// So many rounds say how they went together.
const ROUNDS_A_LINE: u32 = 10;
/// So many findings of a round are told.
const FINDINGS_TOLD_MAX: usize = 3;

/// What to do.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// The program.
    pub binary: PathBuf,
    /// The database.
    pub engine: Engine,
    /// How many kills.
    pub rounds: u32,
    /// What chance follows from. The instants at which threads run do not.
    pub seed: u64,
    /// The folder of fonts, which a program that was built with PDF makes no document without.
    pub fonts: Option<PathBuf>,
    /// A fault that the program was built with and is to make.
    pub mutant: Option<MutantName>,
    /// How many clients at once.
    pub connections: usize,
    /// A fresh database after so many rounds.
    pub rounds_a_history: u32,
    /// The postmaster is killed in one of so many rounds.
    pub rounds_a_postmaster: u32,
}

impl Campaign {
    /// The usual measures.
    pub fn new(binary: PathBuf, engine: Engine, rounds: u32, seed: u64) -> Self {
        Self {
            binary,
            engine,
            rounds,
            seed,
            fonts: None,
            mutant: None,
            connections: 8,
            rounds_a_history: 50,
            rounds_a_postmaster: 10,
        }
    }
}

/// Runs the rounds, up to the first one with a finding; `say` is told how it goes.
///
/// # Errors
/// If the harness cannot do its work, or is interrupted.
pub fn run(campaign: &Campaign, interrupt: &Interrupt, say: &mut dyn FnMut(&str)) -> Result<Summary> {
    if campaign.engine == Engine::Postgres {
        packages::ensure(&[packages::POSTGRESQL], interrupt).during("installing PostgreSQL")?;
    }
    let mut store = Store::open(campaign.engine)?;
    // Whoever builds meanwhile replaces the file: the whole run is about one program.
    let binary = store.file("shenguan");
    std::fs::copy(&campaign.binary, &binary).during("copying the program")?;
    let mut random = Random::new(campaign.seed);
    let (mut all, mut line) = (Summary::default(), Summary::default());
    let mut history = None;
    for round in 0..campaign.rounds {
        if interrupt.signal().is_some() {
            return Err(CrashError::Interrupted);
        }
        if round % campaign.rounds_a_history == 0 {
            // The old program ends before the new one begins.
            drop(history.take());
        }
        let current = if let Some(current) = &mut history {
            current
        } else {
            let installation = Installation {
                binary: binary.clone(),
                folder: store.folder().to_owned(),
                url: store.url(round / campaign.rounds_a_history),
                fonts: campaign.fonts.clone(),
                mutant: campaign.mutant.map(MutantName::name),
            };
            history.insert(History::begin(installation, campaign.connections, random.fork())?)
        };
        let with_postmaster = campaign.engine == Engine::Postgres && (round + 1) % campaign.rounds_a_postmaster == 0;
        let is_last = round + 1 == campaign.rounds || (round + 1) % campaign.rounds_a_history == 0;
        let outcome = current.round(&mut store, Plan { with_postmaster, is_last })?;
        line.add(outcome.clone());
        all.add(outcome);
        if line.rounds == ROUNDS_A_LINE || !line.is_clean() {
            say(&format!("{}, round {}: {line}", campaign.engine.name(), round + 1));
            line = Summary::default();
        }
        if !all.is_clean() {
            all.findings.iter().take(FINDINGS_TOLD_MAX).for_each(|finding| say(&format!("  {finding}")));
            break;
        }
    }
    Ok(all)
}
