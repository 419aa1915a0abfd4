//! How letters leave: over SMTP in a real city, not at all in a sample.

use super::outbox::Waiting;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, header},
};
use std::time::Duration;

/// The way out.
pub enum Transport {
    /// A sample city sends nothing outside; `/dev/letters` shows it.
    Shown,
    /// A mail server.
    Smtp {
        /// The connection pool.
        server: AsyncSmtpTransport<Tokio1Executor>,
        /// Who the letters are from.
        from: Mailbox,
    },
}

impl Transport {
    /// Over the server of `BUURTEN_SMTP_URL`, from this address.
    ///
    /// # Errors
    /// Where the address of the server or the sender cannot be read.
    pub fn smtp(url: &str, from: &str) -> anyhow::Result<Self> {
        let expected = "expected smtps://user:password@host or smtp://host:25";
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| anyhow::anyhow!("BUURTEN_SMTP_URL cannot be read; {expected}"))?
            .timeout(Some(Duration::from_secs(20)))
            .build();
        let from = from.parse().map_err(|e| anyhow::anyhow!("the city's desk address {from}: {e}"))?;
        Ok(Self::Smtp { server, from })
    }

    /// Whether letters stay here to be looked at.
    pub fn is_shown(&self) -> bool {
        matches!(self, Self::Shown)
    }

    /// Sends one letter.
    ///
    /// # Errors
    /// What the mail server answered, without the address.
    pub async fn send(&self, letter: &Waiting) -> Result<(), String> {
        let Self::Smtp { server, from } = self else { return Ok(()) };
        let to: Mailbox = letter.address.parse().map_err(|_| "the address cannot be read".to_owned())?;
        let message = Message::builder()
            .from(from.clone())
            .to(to)
            .subject(letter.subject.clone())
            .message_id(Some(letter.message_id.clone()))
            .header(AutoSubmitted)
            .multipart(MultiPart::alternative_plain_html(letter.body_text.clone(), letter.body_html.clone()))
            .map_err(|e| e.to_string())?;
        server.send(message).await.map(|_| ()).map_err(|e| match e.status() {
            Some(code) => format!("the mail server answered {code}"),
            None => "the mail server could not be reached".to_owned(),
        })
    }
}

/// Tells other programs that nobody typed this letter, so that no holiday answer comes back (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl header::Header for AutoSubmitted {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
