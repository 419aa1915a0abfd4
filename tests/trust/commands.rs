//! Exit statuses and errors of the commands: 0 done, 1 could not be done, 2 wrong arguments; one line each.

use crate::{
    binary::run,
    support::postgres::{bare_database, fresh_database},
};
use sqlx::{Connection, PgConnection, query_scalar};

#[tokio::test]
async fn wrong_arguments_end_with_2_and_say_in_one_line_what_was_expected() {
    let database = fresh_database().await;
    for (args, env, says) in [
        (&["serve"][..], &[("DATABASE_URL", "somewhere")][..], "postgres://"),
        (&["serve", "--public-url", "https://city.example.org/sub"], &[], "BUURTEN_PUBLIC_URL"),
        (&["serve", "--public-url", "http://city.example.org"], &[], "https"),
        (&["serve", "--city", "atlantis"], &[], "eindhoven"),
        (&["seed", "--city", "atlantis"], &[], "eindhoven"),
        (&["staff", "add", "nobody"], &[], "name@example.org"),
        (&["staff", "add", "ana@example.org", "--public-url", "nowhere"], &[], "BUURTEN_PUBLIC_URL"),
    ] {
        let env = [&[("BUURTEN_LISTEN", "127.0.0.1:0"), ("BUURTEN_SMTP_URL", "smtp://127.0.0.1:1")], env].concat();
        let done = run(args, Some(&database), &env).await;
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.starts_with("buurten: ") && said.contains(says) && said.lines().count() == 1, "{args:?}: {said}");
        assert!(done.stdout.is_empty(), "{args:?}");
    }
    let mut connection = PgConnection::connect_with(&database.options).await.expect("a connection");
    let rows: i64 = query_scalar("select (select count(*) from city) + (select count(*) from accounts)")
        .fetch_one(&mut connection)
        .await
        .expect("rows");
    assert_eq!(rows, 0, "a command that fails changes nothing");
}

#[tokio::test]
async fn what_clap_does_not_know_ends_with_2() {
    for args in [
        &[][..],
        &["fly"],
        &["serve", "--listen", "here"],
        &["seed", "--today", "soon"],
        &["seed", "--today", "+262142-12-31"],
        &["match", "--person", "p", "--listings", "l", "--today", "+262142-12-31"],
        &["staff"],
        &["serve", "--seed-if-empty", "--database-url", "postgres://x"],
    ] {
        let done = run(args, None, &[]).await;
        assert_eq!(done.status.code(), Some(2), "{args:?}");
        assert!(!done.stderr.is_empty() && done.stdout.is_empty(), "{args:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_done_ends_with_1() {
    let database = fresh_database().await;
    let nowhere = database.url().replace(&database.name, "nowhere");
    let done = run(&["migrate"], None, &[("DATABASE_URL", &nowhere)]).await;
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!((done.status.code(), said.lines().count()), (Some(1), 1), "{said}");
    assert!(said.contains("nowhere") && !said.contains("postgres://"), "{said}");
    // A port that somebody else has.
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let listen = taken.local_addr().expect("an address").to_string();
    let done = run(&["serve", "--listen", &listen, "--smtp-url", "smtp://127.0.0.1:1"], Some(&database), &[]).await;
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!((done.status.code(), said.lines().count()), (Some(1), 1), "{said}");
}

#[tokio::test]
async fn migrate_brings_an_empty_database_up_to_date_and_again_changes_nothing() {
    let database = bare_database().await;
    for _ in 0..2 {
        let done = run(&["migrate"], Some(&database), &[]).await;
        assert!(done.status.success() && String::from_utf8_lossy(&done.stdout).contains("up to date"), "{done:?}");
    }
    let mut connection = PgConnection::connect_with(&database.options).await.expect("a connection");
    let applied: i64 = query_scalar("select count(*) from _sqlx_migrations where success")
        .fetch_one(&mut connection)
        .await
        .expect("a count");
    assert_eq!(applied, buurten::platform::db::MIGRATIONS.iter().count() as i64);
}

#[tokio::test]
async fn staff_add_prints_one_link_and_keeps_who_is_an_administrator() {
    let database = fresh_database().await;
    for (args, admins) in [
        (&["staff", "add", "Desk@example.org"][..], 0),
        (&["staff", "add", "desk@example.org", "--admin"], 1),
        (&["staff", "add", "desk@example.org"], 1),
    ] {
        let done = run(args, Some(&database), &[("BUURTEN_PUBLIC_URL", "https://city.example.org")]).await;
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success(), "{done:?}");
        assert_eq!(said.matches("https://city.example.org/nl/sign-in/link/").count(), 1, "{said}");
        let mut connection = PgConnection::connect_with(&database.options).await.expect("a connection");
        let found: (i64, i64) = sqlx::query_as("select count(*), count(*) filter (where administrator) from staff")
            .fetch_one(&mut connection)
            .await
            .expect("staff");
        assert_eq!(found, (1, admins), "{args:?}");
    }
}

#[tokio::test]
async fn help_explains_every_command() {
    for args in [
        &["--help"][..],
        &["serve", "--help"],
        &["seed", "--help"],
        &["staff", "add", "--help"],
        &["match", "--help"],
        &["round", "--help"],
        &["import", "--help"],
        &["export", "--help"],
        &["--version"],
    ] {
        let done = run(
            args,
            None,
            &[("BUURTEN_SMTP_URL", "smtp://secret-password@x"), ("DATABASE_URL", "postgres://secret-password@x")],
        )
        .await;
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success() && said.len() > 10, "{args:?}");
        assert!(!said.contains("secret-password"), "{args:?} shows a secret of the environment");
    }
}

#[tokio::test]
async fn a_sheet_goes_out_and_in_again_by_command() {
    let (from, into) = (fresh_database().await, fresh_database().await);
    assert!(run(&["seed"], Some(&from), &[]).await.status.success());
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sheet.csv").to_string_lossy().into_owned();
    let out = run(&["export", "--format", "csv"], Some(&from), &[]).await;
    assert!(out.status.success() && out.stdout.starts_with(b"id,kind,"), "{out:?}");
    let file = run(&["export", "--format", "csv", "--out", &path], Some(&from), &[]).await;
    assert!(file.status.success() && file.stdout.is_empty(), "{file:?}");
    assert_eq!(std::fs::read(&path).expect("the file"), out.stdout);
    for says in ["116 new, 0 changed, 0 unchanged, 0 wrong.", "0 new, 0 changed, 116 unchanged, 0 wrong."] {
        let done = run(&["import", &path], Some(&into), &[]).await;
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success() && said.lines().count() == 117 && said.ends_with(&format!("{says}\n")), "{said}");
    }
    assert_eq!(run(&["export", "--format", "csv"], Some(&into), &[]).await.stdout, out.stdout);
    for (args, says) in [
        (&["import", "nowhere.csv"][..], "nowhere.csv: "),
        (&["import", &path, "--format", "hsds"], "HSDS 3 as JSON"),
        (&["import", &path, "--format", "ical"], "BEGIN:VCALENDAR"),
        (&["export", "--format", "csv", "--out", "/nowhere/sheet.csv"], "/nowhere/sheet.csv: "),
    ] {
        let done = run(args, Some(&into), &[]).await;
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!((done.status.code(), said.lines().count()), (Some(2), 1), "{args:?}: {said}");
        assert!(said.contains(says) && said.contains("expected"), "{said}");
    }
}
