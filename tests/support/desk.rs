//! The people of the desk: their telephones, signing in with both factors, and rows that paths name.

use super::{
    reader::{Page, Reader},
    signed_in,
    town::Town,
};
use buurten::{auth::SignedIn, kit::email_address::EmailAddress, platform::chance::Token};
use totp_rs::{Builder, Secret};
use uuid::Uuid;

/// Somebody's telephone with an app for codes.
pub struct Telephone(String);

impl Telephone {
    /// With the secret that stands on a page.
    pub fn of(page: &Page) -> Self {
        let shown = page.all("#secret").into_iter().next().unwrap_or_else(|| panic!("a secret on {}", page.main()));
        Self(shown.replace(' ', ""))
    }

    /// The code it shows at this moment of the town, or so many steps of 30 seconds later.
    pub async fn code(&self, town: &Town, steps: i64) -> String {
        let seconds: i64 = sqlx::query_scalar("select extract(epoch from buurten_now())::bigint")
            .fetch_one(&*town.db)
            .await
            .expect("a time");
        self.code_of_step(seconds / 30 + steps)
    }

    /// The code of a step of 30 seconds since 1970.
    pub fn code_of_step(&self, step: i64) -> String {
        let secret = Secret::try_from_base32(&self.0).expect("base 32");
        let totp = Builder::new().with_secret(secret).build().expect("a second factor");
        totp.generate(30 * step as u64).to_string()
    }
}

impl Town {
    /// Somebody of the desk with both factors who sees the whole city, as the rooms' functions take them.
    pub async fn desk(&self) -> SignedIn {
        let of_the_desk = signed_in::of_the_desk(Uuid::new_v4(), "marieke@desk.example.org");
        let sql = "with a as (insert into accounts (id, email, language) values ($1, $2, 'en') returning id)
                   insert into staff (account_id) select id from a";
        let put = sqlx::query(sql).bind(of_the_desk.account).bind(of_the_desk.email.as_str());
        put.execute(&*self.db).await.expect("somebody of the desk");
        of_the_desk
    }

    /// A browser in which this person is signed in.
    pub async fn browser_of(&self, account: Uuid) -> Reader {
        let (mut reader, token) = (self.reader(), Token::new());
        let sql = "insert into sessions (id, token_hash, account_id) values (gen_random_uuid(), $1, $2)";
        sqlx::query(sql).bind(token.hash()).bind(account).execute(&*self.db).await.expect("signed in");
        reader.keeps("buurten", token.as_str());
        reader
    }

    /// Somebody of the desk who was invited at the terminal, has set up a telephone, and is signed in with it.
    pub async fn staff(&self, address: &str, administrator: bool) -> (Reader, Telephone) {
        let mut reader = self.reader();
        let telephone = self.enrols(&mut reader, address, administrator).await;
        (reader, telephone)
    }

    /// Waits for a new step of 30 seconds and stops the clock in it: however slow the machine is, what a test does next
    /// lies within it, until it waits.
    pub async fn begins_a_step(&self) {
        let left = self.count("select 31 - extract(epoch from buurten_now())::bigint % 30").await;
        self.wait(&format!("{left} seconds")).await;
        let now: String = sqlx::query_scalar("select now()::text").fetch_one(&*self.db).await.expect("a time");
        let stopped = format!(
            "create or replace function buurten_now() returns timestamptz language sql stable as
             $$ select '{now}'::timestamptz + coalesce((select clock_offset from city), '0') $$"
        );
        sqlx::query(sqlx::AssertSqlSafe(stopped)).execute(&*self.db).await.expect("a clock that stands still");
    }

    /// Sets up a (new) telephone in this browser, by an invitation from the terminal.
    pub async fn enrols(&self, reader: &mut Reader, address: &str, administrator: bool) -> Telephone {
        let email = EmailAddress::parse(address).expect("an address");
        let path = buurten::auth::invite_staff(&self.db, &email, administrator).await.expect("an invitation");
        let page = reader.sends(&path, &[]).await;
        assert!(page.address.ends_with("/sign-in/enrol"), "{}: {}", page.address, page.main());
        let telephone = Telephone::of(&page);
        let page = reader.posts(&page.address, &[("code", &telephone.code(self, 0).await)]).await;
        assert_eq!(page.leads_to().as_deref(), Some("/desk"), "{}", page.main());
        telephone
    }

    /// Signs this browser in with both factors: by letter, and with the next code of the telephone.
    pub async fn signs_in_whole(&self, reader: &mut Reader, address: &str, telephone: &Telephone) {
        self.wait("30 seconds").await;
        self.signs_in(reader, address).await;
        let page = reader.posts("/en/sign-in/second", &[("code", &telephone.code(self, 0).await)]).await;
        assert_eq!(page.leads_to().as_deref(), Some("/desk"), "{}", page.main());
    }

    /// Somebody of the desk or a team, as this path of an administrator names them: there, or just taken away.
    pub async fn desk_row(&self, path: &str) -> Uuid {
        let id = Uuid::new_v4();
        let is_gone = path.ends_with("/put-back");
        let row = if path.starts_with("/desk/teams/") {
            "with row as (select t.* from jsonb_populate_record(null::teams, jsonb_build_object(
                     'id', $1::uuid, 'name', $1::uuid::text, 'parts', '{}'::text[], 'created_at', buurten_now())) t),
                  gone as (insert into taken_away (id, kind, was) select id, 'team', to_jsonb(row) from row where $2)
             insert into teams select * from row where not $2"
        } else {
            "with account as (insert into accounts (id, email, language) values ($1::uuid, $1::uuid::text || '@example.org', 'en') returning id),
                  row as (select s.* from account, jsonb_populate_record(null::staff, jsonb_build_object(
                     'account_id', id, 'administrator', false, 'added_at', buurten_now())) s),
                  gone as (insert into taken_away (id, account_id, kind, was)
                           select account_id, account_id, 'staff', to_jsonb(row) from row where $2)
             insert into staff select * from row where not $2"
        };
        sqlx::query(row).bind(id).bind(is_gone).execute(&*self.db).await.expect("a row of the desk");
        id
    }
}
