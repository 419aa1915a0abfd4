//! How letters leave: over SMTP in a real city, not at all in a sample.

use super::outbox::Waiting;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart, header},
};
use std::{error::Error, marker::PhantomData, time::Duration};

/// A mail server that says nothing for so long is tried again later. Shorter than a transaction may idle.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why a letter did not leave. Each in words without the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The server was away, was busy, or does not take letters of ours just now: it is tried again.
    ForNow(String),
    /// There is no such mailbox: nothing more goes there.
    Address(String),
    /// The server will never take this letter: trying again is of no use, and the address is no worse for it.
    Letter(String),
}

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
        /// How long one letter may take.
        patience: Duration,
    },
}

impl Transport {
    /// Over the server of `BUURTEN_SMTP_URL`, from this address.
    ///
    /// # Errors
    /// Where the address of the server or the sender cannot be read.
    pub fn smtp(url: &str, from: &str) -> anyhow::Result<Self> {
        Self::smtp_within(url, from, PATIENCE)
    }

    /// The same with another patience, for tests.
    ///
    /// # Errors
    /// Those of `smtp`.
    pub fn smtp_within(url: &str, from: &str, patience: Duration) -> anyhow::Result<Self> {
        let expected = "expected smtps://user:password@host or smtp://host:25";
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| anyhow::anyhow!("BUURTEN_SMTP_URL cannot be read; {expected}"))?
            .timeout(Some(patience))
            .build();
        let from = from.parse().map_err(|e| anyhow::anyhow!("the city's desk address {from}: {e}"))?;
        Ok(Self::Smtp { server, from, patience })
    }

    /// Whether letters stay here to be looked at.
    pub fn is_shown(&self) -> bool {
        matches!(self, Self::Shown)
    }

    /// Sends one letter.
    ///
    /// # Errors
    /// Why it did not leave.
    pub async fn send(&self, letter: &Waiting) -> Result<(), Refused> {
        let Self::Smtp { server, from, patience } = self else { return Ok(()) };
        let to: Mailbox =
            letter.address.parse().map_err(|_| Refused::Address("the address cannot be read".to_owned()))?;
        let mut message = Message::builder()
            .from(from.clone())
            .to(to)
            .subject(letter.subject.clone())
            .message_id(Some(letter.message_id.clone()))
            .header(Said::<AutoSubmitted>::new("auto-generated"));
        if let Some(link) = &letter.unsubscribe_link {
            message =
                message
                    .header(Said::<ListUnsubscribe>::new(format!("<{link}>")))
                    .header(Said::<ListUnsubscribePost>::new("List-Unsubscribe=One-Click"));
        }
        let message = message
            .multipart(MultiPart::alternative_plain_html(letter.body_text.clone(), letter.body_html.clone()))
            .map_err(|e| Refused::Letter(e.to_string()))?;
        match tokio::time::timeout(*patience, server.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(trouble)) => Err(refused(&trouble)),
            Err(_) => Err(Refused::ForNow("the mail server did not answer in time".to_owned())),
        }
    }
}

/// What an answer of the mail server means for this letter and for its address.
fn refused(trouble: &lettre::transport::smtp::Error) -> Refused {
    let Some(code) = trouble.status() else {
        return Refused::ForNow("the mail server could not be reached".to_owned());
    };
    let said = trouble.source().map(ToString::to_string).unwrap_or_default();
    meaning(u16::from(code), &said)
}

/// RFC 5321 has the three digits, RFC 3463 the finer ones: a 5.1 speaks of the mailbox, 5.2.1 of one that is closed,
/// a 5.7 of what it does not want. Only the first two say that an address is none.
fn meaning(code: u16, said: &str) -> Refused {
    let finer = said.split_whitespace().next().filter(|w| w.starts_with("5.") || w.starts_with("4.")).unwrap_or("");
    let words = format!("the mail server answered {code} {finer}").trim_end().to_owned();
    let no_mailbox = finer.starts_with("5.1.") || finer == "5.2.1" || finer.is_empty();
    match code {
        // The sender's address is ours.
        550..=556 if ["5.1.7", "5.1.8"].contains(&finer) => Refused::ForNow(words),
        550 | 551 | 553 | 556 if no_mailbox => Refused::Address(words),
        550..=556 if !finer.is_empty() || code == 552 || code == 555 => Refused::Letter(words),
        // Who we are, how we speak, whether we may: the same for every letter, and somebody may mend it.
        _ => Refused::ForNow(words),
    }
}

/// The name of a header that lettre does not know.
trait Named: Clone {
    const NAME: &'static str;
}

/// Nobody typed this letter, so no holiday answer comes back (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Named for AutoSubmitted {
    const NAME: &'static str = "Auto-Submitted";
}

/// Where a mailbox turns off letters of this kind (RFC 2369).
#[derive(Clone)]
struct ListUnsubscribe;

impl Named for ListUnsubscribe {
    const NAME: &'static str = "List-Unsubscribe";
}

/// In one step, with this body (RFC 8058).
#[derive(Clone)]
struct ListUnsubscribePost;

impl Named for ListUnsubscribePost {
    const NAME: &'static str = "List-Unsubscribe-Post";
}

/// A header with what it says.
#[derive(Clone)]
struct Said<N> {
    says: String,
    name: PhantomData<N>,
}

impl<N: Named> Said<N> {
    fn new(says: impl Into<String>) -> Self {
        Self { says: says.into(), name: PhantomData }
    }
}

impl<N: Named> header::Header for Said<N> {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str(N::NAME)
    }

    fn parse(says: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
        Ok(Self::new(says))
    }

    fn display(&self) -> header::HeaderValue {
        // Our own links, of ASCII: never folded, for a mailbox reads the address whole.
        header::HeaderValue::dangerous_new_pre_encoded(Self::name(), self.says.clone(), self.says.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_about_the_address_the_letter_or_us() {
        let about = |code, said| match meaning(code, said) {
            Refused::ForNow(_) => "for now",
            Refused::Address(_) => "address",
            Refused::Letter(_) => "letter",
        };
        for (code, said, what) in [
            (421, "4.3.2 going down", "for now"),
            (450, "", "for now"),
            (451, "4.7.1 greylisted", "for now"),
            (452, "4.2.2 mailbox full", "for now"),
            (501, "5.5.4 bad HELO", "for now"),
            (530, "5.7.0 authenticate first", "for now"),
            (535, "5.7.8 wrong password", "for now"),
            (550, "5.1.1 no such user", "address"),
            (550, "5.2.1 mailbox disabled", "address"),
            (550, "no such user here", "address"),
            (551, "5.1.6 moved", "address"),
            (553, "5.1.3 bad syntax", "address"),
            (556, "5.1.10 takes no mail", "address"),
            (550, "5.7.1 looks like spam", "letter"),
            (552, "5.3.4 too large", "letter"),
            (552, "5.2.2 mailbox full", "letter"),
            (554, "5.7.1 policy", "letter"),
            (554, "no mail service here", "for now"),
            (521, "", "for now"),
            (553, "5.1.8 sender's domain", "for now"),
            (550, "5.1.7 sender", "for now"),
        ] {
            assert_eq!(about(code, said), what, "{code} {said}");
        }
        assert!(
            matches!(meaning(550, "5.1.1 <ana@example.org> unknown"), Refused::Address(words) if !words.contains('@'))
        );
    }
}
