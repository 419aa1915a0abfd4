//! A mail server that takes everything and remembers what it was given. Loopback only.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// A letter as it came.
#[derive(Clone, Debug)]
pub struct Got {
    /// To whom.
    pub to: String,
    /// Its Message-ID.
    pub message_id: String,
    /// When all of it was here.
    #[allow(dead_code, reason = "the bench of letters reads it")]
    pub at: Instant,
}

/// The mail server. Cheap to clone.
#[derive(Clone)]
pub struct Sink {
    /// Where it listens.
    pub at: SocketAddr,
    got: Arc<Mutex<Vec<Got>>>,
}

impl Sink {
    /// Listens; serves as long as the runtime lives.
    pub async fn open() -> std::io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let sink = Self { at: listener.local_addr()?, got: Arc::default() };
        let own = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let own = own.clone();
                tokio::spawn(async move { own.talk(stream).await });
            }
        });
        Ok(sink)
    }

    /// All it was given so far.
    pub fn got(&self) -> Vec<Got> {
        self.got.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        stream.get_mut().write_all(b"220 sink\r\n").await?;
        let (mut line, mut to) = (String::new(), String::new());
        loop {
            line.clear();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let verb = line.get(..4).unwrap_or_default().to_ascii_uppercase();
            let answer: &[u8] = match verb.as_str() {
                "RCPT" => {
                    to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    b"250 yes\r\n"
                }
                "DATA" => {
                    stream.get_mut().write_all(b"354 go on\r\n").await?;
                    let message_id = message(&mut stream).await?;
                    let got = Got { to: to.clone(), message_id, at: Instant::now() };
                    self.got.lock().unwrap_or_else(PoisonError::into_inner).push(got);
                    // Between taking a letter and saying so is where a crash makes it come twice.
                    tokio::time::sleep(Duration::from_millis(1)).await;
                    b"250 taken\r\n"
                }
                "QUIT" => {
                    stream.get_mut().write_all(b"221 bye\r\n").await?;
                    return Ok(());
                }
                _ => b"250 sink\r\n",
            };
            stream.get_mut().write_all(answer).await?;
        }
    }
}

/// Reads a letter to its end; answers its Message-ID.
async fn message(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let (mut line, mut id) = (String::new(), String::new());
    loop {
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if line.trim_end() == "." {
            return Ok(id);
        }
        if let Some(found) = line.to_ascii_lowercase().starts_with("message-id:").then(|| line[11..].trim()) {
            found.clone_into(&mut id);
        }
    }
}
