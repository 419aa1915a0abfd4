//! What the paths of intakes name.

use crate::roles::Cast;
use buurten::{platform::chance::Token, seed::Role};
use uuid::Uuid;

impl Cast {
    /// An intake of the social worker's that waits behind this link.
    pub async fn intake(&self, link: &Token) -> Uuid {
        let sql = "insert into intakes (id, by_account, address, first_name, language, answers, token_hash)
                   select gen_random_uuid(), id, 'eva.waits@example.org', 'Eva', 'en', '{\"languages\": {\"en\": \"C1\"}}', $2
                   from accounts where email = $1 returning id";
        let by = Role::SocialWorker.somebody("eindhoven").expect("somebody");
        sqlx::query_scalar(sql).bind(by).bind(link.hash()).fetch_one(&*self.town.db).await.expect("an intake")
    }
}
