//! The private PostgreSQL starts, is reachable by its address, survives a kill and leaves nothing behind.

use std::net::TcpStream;
use std::process::Command;

use xtask::postgres::{PostgresOptions, PrivatePostgres, find_binaries};

fn ask(postgres: &PrivatePostgres, statement: &str) -> String {
    let psql = find_binaries().expect("PostgreSQL is installed: cargo xtask test does it").join("psql");
    let output =
        Command::new(psql).args(["-X", "-A", "-t", "-c", statement, &postgres.url()]).output().expect("psql runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("psql writes UTF-8").trim().to_owned()
}

#[test]
fn a_postgres_that_is_killed_keeps_what_it_committed() {
    let mut postgres = PrivatePostgres::start(PostgresOptions::default()).unwrap();
    assert_eq!(ask(&postgres, "SHOW fsync"), "on");
    ask(&postgres, "CREATE TABLE kept (n BIGINT)");
    ask(&postgres, "INSERT INTO kept VALUES (42)");

    postgres.kill().unwrap();
    assert_eq!(postgres.pid(), None);
    postgres.start_again().unwrap();

    assert_eq!(ask(&postgres, "SELECT n FROM kept"), "42");
}

#[test]
fn a_postgres_that_is_dropped_is_gone() {
    let postgres = PrivatePostgres::start(PostgresOptions { fsync: false, ..PostgresOptions::default() }).unwrap();
    let port = postgres.port();
    assert_eq!(ask(&postgres, "SHOW fsync"), "off");
    let data = ask(&postgres, "SHOW data_directory");
    drop(postgres);
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
    assert!(!std::path::Path::new(&data).exists());
}
