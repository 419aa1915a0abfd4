//! A small browser for loads: one connection kept alive, cookies, forms as our own pages send them. It may also
//! leave in the middle, which no library lets one do at a chosen moment.

use std::{
    collections::BTreeMap,
    io::{Error, ErrorKind, Result},
    net::SocketAddr,
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    time::timeout,
};

/// An answer that takes longer is none.
const PATIENCE: Duration = Duration::from_secs(15);

/// A browser.
pub struct Browser {
    /// Where the city is.
    pub city: SocketAddr,
    /// Its cookies, by name.
    pub cookies: BTreeMap<String, String>,
    connection: Option<BufReader<TcpStream>>,
}

/// What came back, whole.
#[derive(Debug, Default)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Where it leads.
    pub location: Option<String>,
    /// The page.
    pub body: Vec<u8>,
}

impl Answer {
    /// Whether an act was done: our acts answer with "see other".
    pub fn is_done(&self) -> bool {
        self.status == 303
    }
}

impl Browser {
    /// A new one, without cookies.
    pub fn new(city: SocketAddr) -> Self {
        Self { city, cookies: BTreeMap::new(), connection: None }
    }

    /// Opens a page.
    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        let request = self.head("GET", path) + "\r\n";
        self.exchange(&request).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, form: &str) -> Result<Answer> {
        let request = self.form(path, form);
        self.exchange(&request).await
    }

    /// Sends a form and goes away after a while, whether it was answered or not.
    pub async fn post_and_leave(&mut self, path: &str, form: &str, after: Duration) {
        let request = self.form(path, form);
        let _ = timeout(after, self.exchange(&request)).await;
        self.connection = None;
    }

    fn head(&self, method: &str, path: &str) -> String {
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.city);
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            head.push_str(&format!("cookie: {}\r\n", pairs.join("; ")));
        }
        head
    }

    fn form(&self, path: &str, form: &str) -> String {
        let head = self.head("POST", path);
        format!(
            "{head}origin: http://{}\r\nsec-fetch-site: same-origin\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\n\r\n{form}",
            self.city,
            form.len()
        )
    }

    async fn exchange(&mut self, request: &str) -> Result<Answer> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => {
                let stream = TcpStream::connect(self.city).await?;
                stream.set_nodelay(true)?;
                BufReader::with_capacity(32 * 1024, stream)
            }
        };
        let told = async {
            connection.get_mut().write_all(request.as_bytes()).await?;
            read(&mut connection, &mut self.cookies).await
        };
        let (answer, keep) = timeout(PATIENCE, told).await.map_err(|_| ErrorKind::TimedOut)??;
        // Not put back where it was cut: half an answer may be on it.
        self.connection = keep.then_some(connection);
        Ok(answer)
    }
}

fn broken(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what.to_owned())
}

async fn line(from: &mut BufReader<TcpStream>) -> Result<String> {
    let mut line = String::new();
    match from.read_line(&mut line).await? {
        0 => Err(ErrorKind::UnexpectedEof.into()),
        _ => Ok(line.trim_end().to_owned()),
    }
}

async fn read(from: &mut BufReader<TcpStream>, cookies: &mut BTreeMap<String, String>) -> Result<(Answer, bool)> {
    let first = line(from).await?;
    let status = first.split(' ').nth(1).and_then(|s| s.parse().ok()).ok_or_else(|| broken("no status"))?;
    let mut answer = Answer { status, ..Answer::default() };
    let (mut length, mut chunked, mut keep) = (0, false, true);
    loop {
        let header = line(from).await?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or_else(|| broken("no header"))?;
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().map_err(|_| broken("no length"))?,
            "transfer-encoding" => chunked = value == "chunked",
            "connection" => keep = value != "close",
            "location" => answer.location = Some(value.to_owned()),
            "set-cookie" => {
                let pair = value.split(';').next().and_then(|pair| pair.split_once('='));
                let (name, content) = pair.ok_or_else(|| broken("no cookie"))?;
                if content.is_empty() {
                    cookies.remove(name);
                } else {
                    cookies.insert(name.to_owned(), content.to_owned());
                }
            }
            _ => {}
        }
    }
    if !chunked {
        answer.body.resize(length, 0);
        from.read_exact(&mut answer.body).await?;
        return Ok((answer, keep));
    }
    loop {
        let size = usize::from_str_radix(&line(from).await?, 16).map_err(|_| broken("no chunk"))?;
        let before = answer.body.len();
        answer.body.resize(before + size, 0);
        from.read_exact(&mut answer.body[before..]).await?;
        line(from).await?;
        if size == 0 {
            return Ok((answer, keep));
        }
    }
}
