//! The schema, one tree for both databases; migrations are only ever added.

use shenguan_db::Migration;

/// Every migration, in order.
pub const MIGRATIONS: &[Migration] = &[
    Migration { number: 1, name: "platform", sql: include_str!("../../migrations/0001_platform.sql") },
    Migration { number: 2, name: "party", sql: include_str!("../../migrations/0002_party.sql") },
    Migration { number: 3, name: "exchange", sql: include_str!("../../migrations/0003_exchange.sql") },
    Migration { number: 4, name: "identity", sql: include_str!("../../migrations/0004_identity.sql") },
    Migration { number: 5, name: "attachment", sql: include_str!("../../migrations/0005_attachment.sql") },
    Migration { number: 6, name: "search", sql: include_str!("../../migrations/0006_search.sql") },
    Migration { number: 7, name: "draft", sql: include_str!("../../migrations/0007_draft.sql") },
    Migration { number: 8, name: "register", sql: include_str!("../../migrations/0008_register.sql") },
    Migration { number: 9, name: "system", sql: include_str!("../../migrations/0009_system.sql") },
    Migration { number: 10, name: "settings", sql: include_str!("../../migrations/0010_settings.sql") },
    Migration { number: 11, name: "lists", sql: include_str!("../../migrations/0011_lists.sql") },
    Migration { number: 13, name: "figures", sql: include_str!("../../migrations/0013_figures.sql") },
    Migration { number: 15, name: "done", sql: include_str!("../../migrations/0015_done.sql") },
    Migration { number: 17, name: "job", sql: include_str!("../../migrations/0017_job.sql") },
    Migration { number: 18, name: "ways", sql: include_str!("../../migrations/0018_ways.sql") },
    Migration { number: 19, name: "counts", sql: include_str!("../../migrations/0019_counts.sql") },
    Migration { number: 20, name: "register_marks", sql: include_str!("../../migrations/0020_register_marks.sql") },
    Migration { number: 21, name: "channel", sql: include_str!("../../migrations/0021_channel.sql") },
    Migration { number: 22, name: "channel_lists", sql: include_str!("../../migrations/0022_channel_lists.sql") },
    Migration { number: 23, name: "cooperation", sql: include_str!("../../migrations/0023_cooperation.sql") },
    Migration { number: 24, name: "note", sql: include_str!("../../migrations/0024_note.sql") },
    Migration { number: 25, name: "substitution", sql: include_str!("../../migrations/0025_substitution.sql") },
    Migration { number: 26, name: "roster_change", sql: include_str!("../../migrations/0026_roster_change.sql") },
    Migration { number: 27, name: "notice", sql: include_str!("../../migrations/0027_notice.sql") },
    Migration { number: 28, name: "duty", sql: include_str!("../../migrations/0028_duty.sql") },
    Migration { number: 29, name: "document_refusal", sql: include_str!("../../migrations/0029_document_refusal.sql") },
    Migration { number: 30, name: "planned_handover", sql: include_str!("../../migrations/0030_planned_handover.sql") },
];

#[cfg(test)]
mod tests {
    use super::MIGRATIONS;
    use shenguan_db::testing::TestDatabase;

    #[test]
    fn every_index_of_a_table_with_figures_has_its_own() {
        let database = TestDatabase::sqlite();
        database.migrate(MIGRATIONS).unwrap();
        let mut connection = database.reader().unwrap();
        let mut tx = connection.begin_read().unwrap();
        let sql = "SELECT i.name FROM sqlite_schema i WHERE i.type = 'index' \
                   AND i.tbl_name IN (SELECT tbl FROM sqlite_stat1) AND i.name NOT IN (SELECT idx FROM sqlite_stat1)";
        let rows = tx.query(sql, &[]).unwrap();
        let without: Vec<String> = rows.iter().map(|row| row.get(0).unwrap()).collect();
        assert!(without.is_empty(), "give them a line in sqlite_stat1, as 0011_lists.sql does: {without:?}");
        let told = tx.query("SELECT DISTINCT tbl FROM sqlite_stat1", &[]).unwrap();
        assert!(told.len() >= 6, "the figures are kept");
    }
}
