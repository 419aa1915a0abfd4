//! Where this city is reached from outside. Links in letters come from here, never from the Host header.

use url::Url;

/// The public address, checked at the start.
#[derive(Clone, Debug)]
pub struct PublicAddress {
    url: Url,
    also: Vec<String>,
}

impl PublicAddress {
    /// Reads `BUURTEN_PUBLIC_URL`.
    ///
    /// # Errors
    /// Says what was expected where it is no http or https address without path and query.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let url =
            Url::parse(text).map_err(|e| anyhow::anyhow!("BUURTEN_PUBLIC_URL {text}: {e}; expected https://a.name"))?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        anyhow::ensure!(
            matches!(url.scheme(), "http" | "https") && bare && url.host_str().is_some(),
            "BUURTEN_PUBLIC_URL {text}: expected an address like https://a.name, without a path"
        );
        anyhow::ensure!(
            url.scheme() == "https" || is_loopback(url.host_str().unwrap_or_default()),
            "BUURTEN_PUBLIC_URL {text}: expected https, http is for this machine alone"
        );
        Ok(Self { url, also: Vec::new() })
    }

    /// Other names and ports this machine itself may use: loopback on the port we listen on.
    pub fn with_loopback(mut self, port: u16) -> Self {
        self.also = ["127.0.0.1", "localhost", "[::1]"].iter().map(|h| format!("{h}:{port}")).collect();
        self
    }

    /// A path of ours as an address that can stand in a letter.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.url.as_str().trim_end_matches('/'))
    }

    /// Whether cookies can be `Secure`, and HSTS is ours to promise.
    pub fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }

    /// Whether a Host header names us.
    pub fn is_ours(&self, host: &str) -> bool {
        let ours = self.url.host_str().unwrap_or_default();
        let with_port = self.url.port().map(|p| format!("{ours}:{p}"));
        host.eq_ignore_ascii_case(with_port.as_deref().unwrap_or(ours))
            || self.also.iter().any(|a| a.eq_ignore_ascii_case(host))
    }

    /// The host's name, for Message-IDs.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or("localhost")
    }
}

fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_ours() {
        let address = PublicAddress::parse("http://127.0.0.1:3000").expect("an address").with_loopback(3000);
        assert!(address.is_ours("127.0.0.1:3000") && address.is_ours("localhost:3000"));
        assert!(!address.is_ours("evil.example.org") && !address.is_ours("127.0.0.1:3001") && !address.is_ours(""));
        assert!(PublicAddress::parse("http://city.example.org").is_err());
        assert!(PublicAddress::parse("https://city.example.org/sub").is_err());
    }
}
