//! Outages of the platform (A24): noticed by a heartbeat that stopped, recorded before anything is deemed.

use crate::amendment::preview::Moved;
use crate::cooperation;
use crate::exchange::{acts, store};
use crate::platform::act::Act;
use crate::platform::app::App;
use crate::platform::clock::from_micros;
use crate::platform::error::{Error, Result};
use crate::platform::stored::Stored;
use jiff::Timestamp;
use shenguan_db::Value;
use shenguan_rules::cooperation::CooperationCommand;
use shenguan_rules::exchange::{Outage, OutageCommand, Transmittal, TransmittalCommand};
use shenguan_rules::party::OutageId;
use shenguan_rules::subject::{Actor, Context, Subject};
use std::time::Duration;

/// How often the platform says that it is there.
const HEARTBEAT: Duration = Duration::from_mins(1);

impl Stored for Outage {
    const KIND: &'static str = "outage";
    const STATE_COLUMNS: &'static [&'static str] = &["from_at", "to_at"];

    fn state_columns(&self) -> Vec<Value> {
        vec![self.from.as_microsecond().into(), self.to.as_microsecond().into()]
    }
}

/// Puts an outage on record and extends every open window by what of it lies inside; how many were extended.
pub fn record_outage(act: &mut Act<'_, '_>, from: Timestamp, to: Timestamp) -> Result<usize> {
    let id = OutageId::parse(act.new_id()).map_err(Error::refused)?;
    let overlapping = store::overlapping_outages(act.tx(), from, to)?;
    let command = OutageCommand::Record { id: id.clone(), from, to, overlapping };
    let outage = act.create::<Outage>(id.as_str(), command)?;
    let extended = acts::extend_windows(act, &outage.state)?;
    Ok(extended + cooperation::acts::extend_windows(act, &outage.state)?)
}

/// Which open windows an outage would extend, from when to when. Nothing is written.
pub fn preview_outage(act: &mut Act<'_, '_>, from: Timestamp, to: Timestamp) -> Result<Vec<Moved>> {
    let (now, directory) = (act.now(), act.directory()?);
    let context =
        Context { now, actor: act.actor(), calendar: directory.calendar(), rule_set: directory.rule_set(now) };
    let id = OutageId::parse(act.new_id()).map_err(Error::refused)?;
    let overlapping = store::overlapping_outages(act.tx(), from, to)?;
    let command = OutageCommand::Record { id, from, to, overlapping };
    let events = Outage::decide(None, command, &context).map_err(Error::refused)?;
    let outage = events.iter().fold(None, Outage::apply).ok_or_else(|| Error::fault("no outage was recorded"))?;
    let mut moved = Vec::new();
    for id in store::open_windows(act.tx())? {
        let held = act.get::<Transmittal>(&id)?;
        let command = TransmittalCommand::ExtendWindow { outage: outage.clone() };
        // The rule's no means that this one does not move, as when the outage is put on record.
        let Ok(events) = Transmittal::decide(Some(&held.state), command, &context) else { continue };
        let after = events.iter().fold(Some(held.state.clone()), Transmittal::apply);
        moved.push(Moved {
            id,
            number: held.state.number.clone(),
            before: held.state.receipt_due(),
            after: after.and_then(|after| after.receipt_due()),
        });
    }
    let command = CooperationCommand::ExtendWindow { outage };
    moved.extend(cooperation::preview::moved(act, &command, &context)?);
    Ok(moved)
}

/// To be run before anything is swept or served: what was missed since the last heartbeat is an outage, if it was long
/// enough to count.
pub async fn catch_up(app: &App) -> Result<()> {
    let extended = app
        .act(Actor::Time, |act| {
            let last = store::heartbeat(act.tx())?;
            let (now, directory) = (act.now(), act.directory()?);
            store::write_heartbeat(act.tx(), now);
            let (Some(last), Some(minutes)) = (last, directory.rule_set(now).outage_minutes_min()) else {
                return Ok(None);
            };
            let last = from_micros(last);
            let counts = now.duration_since(last).as_secs() > i64::from(minutes) * 60;
            if counts { record_outage(act, last, now).map(Some) } else { Ok(None) }
        })
        .await?;
    if let Some(windows) = extended {
        tracing::warn!(windows, "the platform was out; windows were extended");
    }
    Ok(())
}

/// Says once a minute that the platform is there.
pub async fn beat_for_ever(app: App) {
    loop {
        tokio::time::sleep(HEARTBEAT).await;
        let beat = app.act(Actor::Time, |act| {
            let now = act.now();
            store::write_heartbeat(act.tx(), now);
            Ok(())
        });
        if let Err(error) = beat.await {
            tracing::error!(%error, "the heartbeat was not written");
        }
    }
}
