//! The tidy checks on this repository: they fail the build, so that nobody has to remember them.

use xtask::tidy::report::Finding;
use xtask::tidy::repository::Repository;
use xtask::tidy::{documents, sources};

#[track_caller]
fn assert_nothing(check: fn(&Repository) -> Vec<Finding>) {
    let repository = Repository::of_this_workspace().expect("the repository is readable");
    assert!(repository.exists("xtask/tests/tidy.rs"), "the repository was not read");
    let findings: Vec<String> = check(&repository).iter().map(ToString::to_string).collect();
    assert!(findings.is_empty(), "\n{}", findings.join("\n"));
}

#[test]
fn no_source_file_is_longer_than_a_sitting() {
    assert_nothing(sources::too_long);
}

#[test]
fn module_files_name_and_do_not_do() {
    assert_nothing(sources::logic_in_module_files);
}

#[test]
fn sql_stands_only_in_stores_and_the_platform() {
    assert_nothing(sources::statements_outside_stores);
}

#[test]
fn nothing_is_left_unfinished() {
    assert_nothing(sources::unfinished);
}

#[test]
fn the_house_has_its_documents() {
    assert_nothing(documents::missing);
}

#[test]
fn every_path_that_a_document_names_exists() {
    assert_nothing(documents::paths_that_do_not_exist);
}

#[test]
fn every_clause_has_a_test_that_exists() {
    assert_nothing(documents::clauses_without_test);
}

#[test]
fn every_code_is_in_the_interface_document() {
    assert_nothing(documents::codes_not_listed);
}
