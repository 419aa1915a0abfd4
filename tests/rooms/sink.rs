//! A mail server of our own: it speaks enough SMTP to take letters, to refuse them, and to behave badly.

use std::sync::{Arc, Mutex};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What it does with letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Accepts,
    /// Reads them, and says "try again later".
    Later,
    /// Knows nobody of that name.
    Unknown,
    /// Takes everybody, and reads nothing that it does not like.
    Dislikes,
    /// Does not let us send.
    Forbids,
    /// Reads them, and says nothing more.
    Hangs,
    /// Reads them, and is gone.
    Drops,
}

/// A letter as it came over the wire, taken or not.
#[derive(Clone, Debug)]
pub struct Got {
    pub from: String,
    pub to: String,
    pub text: String,
}

impl Got {
    pub fn header(&self, name: &str) -> String {
        let line = self.text.lines().find_map(|l| l.strip_prefix(&format!("{name}: ")));
        line.unwrap_or_else(|| panic!("no {name} in {}", self.text)).trim().to_owned()
    }
}

pub struct MailServer {
    port: u16,
    got: Arc<Mutex<Vec<Got>>>,
    mood: Arc<Mutex<Mood>>,
    listens: JoinHandle<()>,
}

impl MailServer {
    pub async fn start(mood: Mood) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (got, mood) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(mood)));
        let (all, now) = (got.clone(), mood.clone());
        let listens = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(talk(client, all.clone(), now.clone()));
            }
        });
        Self { port, got, mood, listens }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Every letter that came, also those it refused.
    pub fn got(&self) -> Vec<Got> {
        self.got.lock().expect("no panic").clone()
    }

    pub fn becomes(&self, mood: Mood) {
        *self.mood.lock().expect("no panic") = mood;
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.listens.abort();
    }
}

async fn talk(client: TcpStream, all: Arc<Mutex<Vec<Got>>>, mood: Arc<Mutex<Mood>>) {
    let (read, mut write) = client.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut got = Got { from: String::new(), to: String::new(), text: String::new() };
    let mut answer = "220 sink".to_owned();
    loop {
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            return;
        }
        let Ok(Some(line)) = lines.next_line().await else { return };
        let mood_now = || *mood.lock().expect("no panic");
        let address = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        answer = match line.to_ascii_uppercase() {
            l if l.starts_with("MAIL") && mood_now() == Mood::Forbids => "530 5.7.0 who are you".to_owned(),
            l if l.starts_with("MAIL") => {
                got.from = address();
                "250 ok".to_owned()
            }
            l if l.starts_with("RCPT") => {
                got.to = address();
                if mood_now() == Mood::Unknown {
                    all.lock().expect("no panic").push(Got { text: String::new(), ..got.clone() });
                    format!("550 5.1.1 <{}> is nobody here", got.to)
                } else {
                    "250 ok".to_owned()
                }
            }
            l if l.starts_with("DATA") => {
                if write.write_all(b"354 go on\r\n").await.is_err() {
                    return;
                }
                got.text.clear();
                while let Ok(Some(line)) = lines.next_line().await {
                    if line == "." {
                        break;
                    }
                    got.text.push_str(&line);
                    got.text.push('\n');
                }
                all.lock().expect("no panic").push(got.clone());
                match mood_now() {
                    Mood::Later => "451 4.3.0 try again later",
                    Mood::Dislikes => "554 5.7.1 not this",
                    Mood::Drops => return,
                    Mood::Hangs => std::future::pending().await,
                    Mood::Accepts | Mood::Unknown | Mood::Forbids => "250 taken",
                }
                .to_owned()
            }
            l if l.starts_with("QUIT") => return,
            _ => "250 ok".to_owned(),
        };
    }
}
