//! Open data by command: listings as the Human Services Data Specification has them, out and in, without loss.

use crate::support::town::Town;
use buurten::exchange::{ExportFile, ExportFormat, ImportFile, ImportFormat};
use jsonschema::Validator;
use serde_json::{Value, json};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// The official schemas and examples: not ours to hand on, and read from beside the project.
pub fn official(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/hsds");
    if folder.is_dir() {
        return Some(folder.join(name));
    }
    println!("../shared/hsds is absent: {name} is not looked at");
    None
}

/// An official schema that asks for formats too.
pub fn schema(name: &str) -> Option<Validator> {
    let path = official("schema")?.join(name);
    let schema: Value = serde_json::from_slice(&fs::read(path).expect("a schema")).expect("JSON");
    Some(jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema"))
}

/// Every trouble of a value, with where it is.
pub fn troubles(schema: &Validator, value: &Value) -> Vec<String> {
    schema.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

pub async fn export(town: &Town, format: ExportFormat) -> Vec<u8> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = ExportFile { format, out: None }.run(&town.db, &mut out, &mut err).await;
    assert_eq!(status, 0, "{}", String::from_utf8_lossy(&err));
    out
}

/// Exit status, standard output, standard error.
pub async fn import(town: &Town, format: ImportFormat, file: &Path) -> (u8, String, String) {
    let asked = ImportFile { file: file.to_owned(), format, dry_run: false, skip_wrong: false, json: false };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let status = match asked.read() {
        Ok(source) => asked.run(&source, &town.db, &mut out, &mut err).await,
        Err(stop) => stop.say(&mut err),
    };
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (status, text(out), text(err))
}

pub async fn changes(town: &Town, sql: &'static str) {
    sqlx::query(sql).execute(&*town.db).await.expect("changed");
}

async fn bytes_in(town: &Town, format: ImportFormat, bytes: &[u8]) -> (u8, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, bytes).expect("written");
    import(town, format, &file).await
}

/// A sheet without the columns that hold a host's name and address.
fn without_hosts(sheet: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(sheet);
    let header = reader.headers().expect("a header row").clone();
    let keep: Vec<usize> = (0..header.len()).filter(|n| !header[*n].starts_with("contact_")).collect();
    reader.records().map(|r| r.expect("a row")).map(|r| keep.iter().map(|n| r[*n].to_owned()).collect()).collect()
}

/// What HSDS has no field for, or only half of one.
const ODD: &str = "id,kind,title_en,title_nl,summary_en,summary_nl,organisation,domains,interests,skills_wanted,languages,dutch_needed,english_ok,audience,cost_eur,cost_per,rrule,first_date,skip_dates,starts,ends,postcode,venue,children,trial,capacity,newcomer_places,take_along,local_share,rung,status,closed_on,successor_id,confirmed_on,min_months,contact_name,contact_email,url
a,club,,Koor,,Wij zingen,'=Bond,culture;social,choir,,nl;pt-br,A2,yes,women;parents,2.50,session,FREQ=WEEKLY;BYDAY=TU,2026-09-01,2026-12-22;2026-12-29,20:00,22:00,5612,'007,no,yes,12,3,yes,70,mixed,active,,,2026-11-02,,Jan,jan@example.org,https://a.name
b,activity,Choir,Choir,The same,The same,,,,,,none,no,everyone,,month,BYDAY=1SA;FREQ=MONTHLY,2026-09-05,,23:00,01:00,,,,no,,,no,,,paused,,a,,3,,,https://a.name/?q=%41&x=[é]
c,volunteer-role,A,B,C,D,Bond,work,networking,databases,en,,,students;men,0,,FREQ=DAILY;INTERVAL=3;UNTIL=20270301,2026-11-01,,09:30,11:00,9999,,,,,0,,0,giving,draft,,,,,,,
d,initiative,Only,,Only,,,,,,,,,everyone,120,year,FREQ=YEARLY;BYMONTH=9;BYDAY=1SA,2026-11-01,,09:30,11:00,,Café 't Hoekje,,,,,,,safe,closed,2026-01-01,b,2025-11-20,,,,
e,initiative,Bare,,,,,,,,,,,everyone,,,,,,,,,,,,,,,,,active,,,,,,,
f,club,Weeks,,,,,,,,,,,everyone,,,FREQ=WEEKLY;INTERVAL=2;COUNT=9;BYDAY=TU,2026-09-01,,20:00,22:00,,,,,,,,,,active,,,,,,,
g,club,Until,,,,,,,,,,,everyone,,,FREQ=WEEKLY;UNTIL=20270101;WKST=MO,2026-09-01,2026-09-08,20:00,22:00,,,,,,,,,,active,,,,,,,
";

#[tokio::test]
async fn the_sample_city_is_valid_item_by_item_and_names_nobody() {
    let town = Town::sample().await;
    let services: Vec<Value> = serde_json::from_slice(&export(&town, ExportFormat::Hsds).await).expect("a list");
    assert_eq!(services.len() as i64, town.count("select count(*) from listings").await);
    let text = serde_json::to_string(&services).expect("JSON");
    let hosts = "select contact_email from listings where contact_email is not null";
    for host in sqlx::query_scalar::<_, String>(hosts).fetch_all(&*town.db).await.expect("hosts") {
        assert!(!text.contains(&host), "{host}");
    }
    let emails: Vec<&str> = services.iter().filter_map(|s| s["assurer_email"].as_str()).collect();
    assert!(emails.iter().all(|e| *e == "desk@example.org") && emails.len() == services.len());
    let Some(schema) = schema("compiled/service.json") else { return };
    let wrong: Vec<_> = services.iter().flat_map(|s| troubles(&schema, s)).collect();
    assert!(wrong.is_empty(), "{}: {:?}", wrong.len(), &wrong[..wrong.len().min(5)]);
}

#[tokio::test]
async fn what_goes_out_comes_back_as_the_same_bytes() {
    for sheet in [None, Some(ODD)] {
        let first = match sheet {
            None => Town::sample().await,
            Some(sheet) => {
                let town = Town::empty().await;
                let (status, out, err) = bytes_in(&town, ImportFormat::Csv, sheet.as_bytes()).await;
                assert_eq!(status, 0, "{out}{err}");
                town
            }
        };
        let package = export(&first, ExportFormat::Hsds).await;
        let second = Town::empty().await;
        let (status, out, err) = bytes_in(&second, ImportFormat::Hsds, &package).await;
        assert_eq!(status, 0, "{out}{err}");
        assert_eq!(
            String::from_utf8(export(&second, ExportFormat::Hsds).await),
            String::from_utf8(package.clone()),
            "an export of an import of an export"
        );
        let (before, after) = (export(&first, ExportFormat::Csv).await, export(&second, ExportFormat::Csv).await);
        assert_eq!(without_hosts(&before), without_hosts(&after));
        // The same file once more changes nothing; not even whom the first city writes to.
        let hosts = "select coalesce(sum(hashtext(contact_email || contact_name)), 0) from listings";
        let known = first.count(hosts).await;
        for town in [&first, &second] {
            let (status, out, _) = bytes_in(town, ImportFormat::Hsds, &package).await;
            let all = town.count("select count(*) from listings").await;
            assert!(status == 0 && out.contains(&format!("0 new, 0 changed, {all} unchanged, 0 wrong.")), "{out}");
        }
        assert_eq!(first.count(hosts).await, known);
        if let Some(schema) = schema("compiled/service.json") {
            let services: Vec<Value> = serde_json::from_slice(&package).expect("a list");
            let wrong: Vec<_> = services.iter().flat_map(|s| troubles(&schema, s)).collect();
            assert!(wrong.is_empty(), "{wrong:?}");
        }
    }
}

#[tokio::test]
async fn the_official_examples_come_in() {
    for name in ["service_full.json", "organization_full.json", "service_at_location_full.json", "csv", "csv.zip"] {
        let town = Town::empty().await;
        let Some(examples) = official("examples") else { return };
        let folder = tempfile::tempdir().expect("a folder");
        let path = if name == "csv.zip" {
            zipped(&examples.join("csv"), folder.path().join(name))
        } else {
            examples.join(name)
        };
        for said in ["1 new, 0 changed, 0 unchanged, 0 wrong.", "0 new, 0 changed, 1 unchanged, 0 wrong."] {
            let (status, out, err) = import(&town, ImportFormat::Hsds, &path).await;
            assert!(status == 0 && out.contains(said), "{name}: {out}{err}");
        }
        let sheet = String::from_utf8(export(&town, ExportFormat::Csv).await).expect("text");
        for part in
            ["ac148810-d857-441c-9679-408f346de14b,activity,Community Counselling,", "Example Organization Inc."]
        {
            assert!(sheet.contains(part), "{name}: {sheet}");
        }
        assert!(sheet.contains(",active,,,2005-01-01,") && sheet.contains("http://example.com/counselling"), "{sheet}");
        assert!(!sheet.contains("Ann Persona") && !sheet.contains("email@example.com"), "{sheet}");
        assert_eq!(
            town.count("select count(*) from listings where id = 'ac148810-d857-441c-9679-408f346de14b'").await,
            1
        );
    }
}

fn zipped(folder: &Path, to: PathBuf) -> PathBuf {
    let mut zip = zip::ZipWriter::new(fs::File::create(&to).expect("a file"));
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = format!("csv/{}", entry.file_name().to_string_lossy());
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file in it");
        zip.write_all(&fs::read(entry.path()).expect("a table")).expect("written");
    }
    zip.finish().expect("a zip");
    to
}

#[tokio::test]
async fn what_a_package_does_not_say_stays_as_it_is() {
    let town = Town::empty().await;
    let service = json!({"id": "5a9c2b1e-0000-4000-8000-000000000001", "name": "Chess", "status": "active",
        "languages": [{"code": "nl"}], "cost_options": [{"amount": 2.5, "currency": "eur"}],
        "schedules": [
            {"freq": "WEEKLY", "dtstart": "2026-09-01", "byday": "TU", "opens_at": "19:00:00", "closes_at": "21:00"},
            {"freq": "WEEKLY", "dtstart": "2026-09-01", "byday": "TH", "opens_at": "19:00", "closes_at": "21:00"}],
        "service_at_locations": [
            {"id": "x1", "location": {"name": "Library", "addresses": [{"postal_code": "5611 AB", "country": "NL"}]}},
            {"id": "x2", "location": {"name": "Club house"}}]});
    let page = json!({"total_items": 1, "contents": [service]}).to_string();
    let (status, out, err) = bytes_in(&town, ImportFormat::Hsds, page.as_bytes()).await;
    assert!(status == 0 && out.contains("2 new"), "{out}{err}");
    assert!(out.contains("line 1, x1: new: Chess (not said: kind, domains, dutch_needed, english_ok)"), "{out}");
    let sheet = String::from_utf8(export(&town, ExportFormat::Csv).await).expect("text");
    assert!(sheet.contains("2.50,,\"FREQ=WEEKLY;BYDAY=TU,TH\",2026-09-01,,19:00,21:00,5611,Library"), "{sheet}");
    // Somebody at the desk says more; the same package leaves it.
    let more = "id,kind,title_en,status,interests,contact_email\nx1,club,Chess,active,board-games,jan@example.org\n";
    assert_eq!(bytes_in(&town, ImportFormat::Csv, more.as_bytes()).await.0, 0);
    let (_, out, _) = bytes_in(&town, ImportFormat::Hsds, page.as_bytes()).await;
    assert!(out.contains("0 new, 0 changed, 2 unchanged"), "{out}");
    // It confirms the listing, and not the address that it never names: letters go where somebody confirmed that.
    changes(
        &town,
        "update listings set confirmed_on = '2026-01-01', contact_confirmed_on = '2026-01-01' where key = 'x1'",
    )
    .await;
    let assured = page.replace("\"name\":\"Chess\"", "\"name\":\"Chess\",\"assured_date\":\"2026-11-01\"");
    let (_, out, _) = bytes_in(&town, ImportFormat::Hsds, assured.as_bytes()).await;
    assert!(out.contains("2 changed"), "{out}");
    let both = "select count(*) from listings where key = 'x1' and confirmed_on = '2026-11-01' and contact_confirmed_on = '2026-01-01'";
    assert_eq!(town.count(both).await, 1);
    let named = more
        .replace("contact_email\n", "contact_email,confirmed_on\n")
        .replace("example.org", "example.org,2026-11-09");
    assert_eq!(bytes_in(&town, ImportFormat::Csv, named.as_bytes()).await.0, 0);
    let confirmed = "select count(*) from listings where key = 'x1' and contact_confirmed_on = '2026-11-09'";
    assert_eq!(town.count(confirmed).await, 1, "a sheet that names it does");
}

#[tokio::test]
async fn one_id_in_two_spellings_is_two_listings_with_ids_of_their_own() {
    let town = Town::empty().await;
    let service = |id: &str, name: &str| json!({"id": id, "name": name, "status": "active"});
    let id = "5a9c2b1e-0000-4000-8000-00000000000f";
    let package = json!({"contents": [service(id, "Chess"), service(&id.to_uppercase(), "Go")]}).to_string();
    for said in ["2 new, 0 changed, 0 unchanged", "0 new, 0 changed, 2 unchanged"] {
        let (status, out, err) = bytes_in(&town, ImportFormat::Hsds, package.as_bytes()).await;
        assert!(status == 0 && out.contains(said), "{out}{err}");
    }
    let chess = format!("select count(*) from listings where id = '{id}' and title_en = 'Chess'");
    assert_eq!(
        sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(chess)).fetch_one(&*town.db).await.expect("a count"),
        1
    );
}

#[tokio::test]
async fn a_wrong_package_is_refused_in_one_line_that_names_the_field() {
    let town = Town::empty().await;
    let good = r#"{"id": "a", "name": "A", "status": "active"}"#;
    for (package, says) in [
        ("", "line 1: expected HSDS 3 as JSON"),
        ("[]", "line 1: expected at least one service or event"),
        ("{}", "line 1, column id: empty: expected this field in every service"),
        (
            &format!("[{good}, {{\"id\": \"b\", \"status\": \"active\"}}]"),
            "line 2, column [1].name: empty: expected this field",
        ),
        (
            &format!("[{good},\n {{\"id\": \"b\", \"name\": \"B\", \"status\": \"open\"}}]"),
            "line 2, column [1].status: \"unknown variant `open`\": expected one of active",
        ),
        (
            r#"{"contents": [{"services": [{"id": "a", "name": {}, "status": "active"}]}]}"#,
            "column contents[0].services[0].name: \"invalid type: map\": expected a text or a number",
        ),
        (
            r#"{"id": "a", "name": "A", "status": "active", "schedules": {}}"#,
            "column schedules: \"invalid type: map\": expected a list",
        ),
        (&format!("{good} {good}"), "expected nothing after the end"),
        (
            r#"{"id": "a", "name": "A", "status": "active", "languages": [{"code": "dutch!"}]}"#,
            "line 1, column languages: \"dutch!\": expected a language tag",
        ),
        ("PK\u{3}\u{4} no zip", "expected a zip file that is whole"),
    ] {
        let (status, out, err) = bytes_in(&town, ImportFormat::Hsds, package.as_bytes()).await;
        assert!(status == 2 && err.lines().count() == 1 && err.contains(says), "{package}: {out}{err}");
    }
    assert_eq!(town.count("select count(*) from listings").await, 0);
    // An id that is another listing's here stays that one's.
    bytes_in(&town, ImportFormat::Csv, b"id,kind,title_en,status\na,club,A,active\n").await;
    let b = town.listing("a").await;
    let (status, out, err) =
        bytes_in(&town, ImportFormat::Hsds, format!(r#"{{"id": "{b}", "name": "B", "status": "active"}}"#).as_bytes())
            .await;
    assert!(status == 0 && out.contains("1 new"), "{out}{err}");
    assert_eq!(town.count("select count(*) from listings").await, 2);
}
