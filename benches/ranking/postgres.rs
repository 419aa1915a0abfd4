//! Postgres: all in one query, on a table with bit columns, and on a table for each list. What the queries are given of
//! her is worked out by us and not in their time.

use crate::{city::City, cpu, mean, median, queries};
use buurten::{
    matching::{
        fast::{Answers, Facts},
        gates::Gate,
        person::Person,
    },
    platform::private_postgres::{Kind, PrivatePostgres},
};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row, postgres::PgRow};
use std::{fs, os::unix::fs::PermissionsExt};

/// Rounds for each person.
const ROUNDS: usize = 3;
/// Of one `COPY`.
const PIECE: usize = 10_000;

pub struct Server {
    runtime: tokio::runtime::Runtime,
    connection: PgConnection,
    backend: i32,
    /// Goes before its folder does.
    _postgres: PrivatePostgres,
    _folder: tempfile::TempDir,
}

impl Server {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        // Postgres runs as another user when we are root.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("our folder");
        let postgres = PrivatePostgres::start(folder.path(), Kind::ThrowAway).expect("Postgres");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let (connection, backend) = runtime.block_on(async {
            let mut connection = PgConnection::connect_with(&postgres.connect_options()).await.expect("it answers");
            connection.execute(AssertSqlSafe(queries::SETTINGS.to_owned())).await.expect("settings");
            let backend =
                sqlx::query_scalar("select pg_backend_pid()").fetch_one(&mut connection).await.expect("a number");
            (connection, backend)
        });
        Self { runtime, connection, backend, _postgres: postgres, _folder: folder }
    }

    /// Seconds with bit columns: the mean over the people.
    pub fn bits(&mut self, city: &City) -> f64 {
        self.load(queries::BITS, &[("listing_bits", city.facts().map(|f| bits(&f)).collect())]);
        self.measure(city, queries::bits())
    }

    /// Seconds with a table for each list: the mean over the people.
    pub fn normalised(&mut self, city: &City) -> f64 {
        let mut tables: [(&str, Vec<String>); 6] =
            ["listing", "audience", "interest", "skill", "domain", "daypart"].map(|name| (name, Vec::new()));
        for f in city.facts() {
            lists(&f, &mut tables);
        }
        self.load(queries::LISTS, &tables);
        self.measure(city, queries::lists())
    }

    fn load(&mut self, make: &str, tables: &[(&str, Vec<String>)]) {
        let connection = &mut self.connection;
        self.runtime.block_on(async {
            connection.execute(AssertSqlSafe(queries::tables(make))).await.expect("the tables");
            for (name, rows) in tables {
                let mut copy = connection.copy_in_raw(&format!("copy {name} from stdin")).await.expect("a copy");
                for piece in rows.chunks(PIECE) {
                    copy.send(piece.concat().into_bytes()).await.expect("rows");
                }
                copy.finish().await.expect("all rows");
                let after = format!("create index on {name} (place); vacuum (analyze, freeze) {name}");
                for statement in after.split("; ") {
                    connection.execute(AssertSqlSafe(statement.to_owned())).await.expect("an index");
                }
            }
        });
    }

    /// CPU seconds of the backend; where the machine does not say, those by the clock.
    fn spent(&self) -> f64 {
        let said = fs::read_to_string(format!("/proc/{}/schedstat", self.backend)).ok();
        let on_cpu = said.and_then(|s| s.split(' ').next()?.parse::<f64>().ok());
        on_cpu.map_or_else(
            || {
                let now = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
                now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
            },
            |ns| ns / 1e9,
        )
    }

    fn measure(&mut self, city: &City, query: String) -> f64 {
        let mut all = Vec::new();
        for (n, (her, answers)) in city.people.iter().zip(city.answers()).enumerate() {
            let mut took = Vec::new();
            for round in 0..=ROUNDS {
                let (since, ours) = (self.spent(), cpu());
                let rows = self.ask(&query, her, &answers, city.catalogue.today());
                let seconds = self.spent() - since;
                assert!(cpu() - ours < 10.0, "our own part is small");
                compare(city, n, &rows);
                // The first plans and warms up.
                if round > 0 {
                    took.push(seconds);
                }
            }
            all.push(median(took));
        }
        mean(&all)
    }

    fn ask(&mut self, query: &str, her: &Person, a: &Answers, today: chrono::NaiveDate) -> Vec<PgRow> {
        let hers = queries::Hers::of(her, a, today);
        let asked = sqlx::query(AssertSqlSafe(query.to_owned()))
            .bind(hers.audience)
            .bind(hers.along)
            .bind(&a.gates[0].iter().map(|g| g & 2 << Gate::Child as u16 != 0).collect::<Vec<bool>>()[..])
            .bind(a.gates[1].iter().map(|g| *g != 0).collect::<Vec<bool>>())
            .bind(hers.months)
            .bind(hers.week.map(|w| w[0]))
            .bind(hers.week.map(|w| w[1]))
            .bind(a.gates[4].iter().map(|g| *g != 0).collect::<Vec<bool>>())
            .bind(hers.cost)
            .bind(hers.likes)
            .bind(hers.can)
            .bind(a.no_goal.clone())
            .bind(&a.factors)
            .bind(a.no_interest.0)
            .bind(a.no_interest.1)
            .bind(a.can.iter().map(|c| c.1).collect::<Vec<f64>>())
            .bind(a.can_unknown.map(|c| c.1))
            .bind(a.ln[0].clone())
            .bind(a.ln[1].clone())
            .bind(a.ln[2].clone())
            .bind(a.available)
            .bind(a.weights.concat())
            .bind(a.nice[0].clone())
            .bind(a.nice[1].clone())
            .bind(a.nice[2].clone())
            .bind(&a.own)
            .bind(a.short.clone())
            .bind(a.horizon.map_or(0, |h| h as i32 + 1))
            .bind(hers.choices)
            .bind(hers.wishes);
        self.runtime.block_on(asked.fetch_all(&mut self.connection)).expect("an answer")
    }
}

/// The counts are ours, and so is U at each place of the order; where sums are taken in another order, to a millionth.
fn compare(city: &City, person: usize, rows: &[PgRow]) {
    let found = &city.found[person];
    let is = |row: &&PgRow, what: i32| row.get::<i32, _>(0) == what;
    let gate = |row: &PgRow| Gate::ALL[row.get::<i32, _>(1) as usize];
    let mut counts: Vec<_> = rows.iter().filter(|r| is(r, 0)).map(|r| (gate(r), r.get::<f64, _>(2) as usize)).collect();
    counts.sort_unstable();
    assert_eq!(counts, found.left_out, "Postgres counts others");
    let best: Vec<f64> = rows.iter().filter(|r| is(r, 1)).map(|r| r.get::<f64, _>(2)).collect();
    let near = best.len() == found.best.len() && best.iter().zip(&found.best).all(|(u, b)| (u - b.1).abs() < 1.5e-6);
    assert!(near, "Postgres finds others: {best:?}, ours {:?}", found.best);
}

fn flag(yes: bool) -> char {
    if yes { 't' } else { 'f' }
}

/// What both ways have of a listing itself.
fn scalars(place: u32, f: &Facts) -> String {
    let week = f.week.expect("no session is longer than two parts of a day");
    let cost = if f.cost.is_nan() { "\\N".to_owned() } else { f.cost.to_string() };
    let ties = f.bridging.map(|b| b.to_string()).join("\t");
    format!(
        "{place}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{cost}\t{}\t{}\t{}\t{}\t{}\t{ties}",
        f.standing,
        f.closed,
        f.children,
        flag(f.full),
        f.min_months,
        flag(f.classes[2] == 0),
        f.classes[0],
        f.classes[1],
        f.classes[3],
        f.place,
        f.manner,
        f.days,
        f.domains,
        flag(week == [0, 0] && f.classes[2] != 0),
        flag(f.skills[0] != 255),
    )
}

fn bits(f: &Facts) -> String {
    let week = f.week.expect("no session is longer than two parts of a day");
    let set = |of: &[u8], many: usize| {
        (0..many).map(|n| if of.iter().any(|i| usize::from(*i) == n) { '1' } else { '0' }).collect::<String>()
    };
    let list = |of: &[u8]| of.iter().map(|n| n.to_string()).collect::<Vec<_>>().join("\t");
    format!(
        "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
        scalars(f.number, f),
        f.audience,
        week[0],
        week[1],
        set(&f.interests, queries::INTERESTS),
        set(&f.skills, queries::SKILLS),
        list(&f.interests),
        list(&f.skills),
    )
}

fn lists(f: &Facts, tables: &mut [(&str, Vec<String>); 6]) {
    let place = f.number;
    let week = f.week.expect("no session is longer than two parts of a day");
    let within = |bits: u32| (0..32).filter(move |n| bits >> n & 1 != 0);
    tables[0].1.push(format!("{}\n", scalars(place, f)));
    tables[1].1.extend(within(f.audience.into()).map(|b| format!("{place}\t{b}\n")));
    tables[2].1.extend(f.interests.iter().filter(|i| **i != 255).map(|i| format!("{place}\t{i}\n")));
    tables[3].1.extend(f.skills.iter().filter(|s| **s != 255).map(|s| format!("{place}\t{s}\n")));
    tables[4].1.extend(within(f.domains.into()).map(|d| format!("{place}\t{d}\n")));
    for (two, bits) in week.into_iter().enumerate() {
        tables[5].1.extend(within(bits).map(|d| format!("{place}\t{d}\t{}\n", flag(two == 1))));
    }
}
