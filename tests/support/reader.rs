//! A reader with a browser of their own: cookies, pages as the text they see, forms filled in by name.

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode, header},
};
use scraper::{ElementRef, Html, Node, Selector};
use std::{collections::BTreeMap, net::SocketAddr};
use tower::ServiceExt;

/// Somebody with a browser.
pub struct Reader {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// The address the browser comes from.
    pub from: SocketAddr,
}

/// A page as it came.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    pub address: String,
    pub headers: axum::http::HeaderMap,
    pub html: String,
}

impl Reader {
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), from: SocketAddr::from(([127, 0, 0, 1], 40000)) }
    }

    /// Another tab of the same browser: the same cookies.
    pub fn another_tab(&self) -> Self {
        Self { router: self.router.clone(), cookies: self.cookies.clone(), from: self.from }
    }

    /// Gives this browser a cookie.
    pub fn keeps(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.get(name).map(String::as_str)
    }

    /// Sends any request with this browser's cookies; follows nothing.
    pub async fn send(&mut self, mut request: Request<Body>) -> Page {
        let address = request.uri().to_string();
        let cookies: Vec<String> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let headers = request.headers_mut();
        if !cookies.is_empty() && !headers.contains_key(header::COOKIE) {
            headers.insert(header::COOKIE, cookies.join("; ").parse().expect("cookies"));
        }
        if !headers.contains_key(header::HOST) {
            headers.insert(header::HOST, "127.0.0.1:3000".parse().expect("a host"));
        }
        request.extensions_mut().insert(ConnectInfo(self.from));
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a cookie");
            let (name, rest) = line.split_once('=').expect("a cookie");
            let value = rest.split(';').next().unwrap_or_default();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        Page {
            status: parts.status,
            address,
            headers: parts.headers,
            html: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// Opens an address and follows where it leads.
    pub async fn opens(&mut self, address: &str) -> Page {
        let mut page = self.send(Request::get(address).body(Body::empty()).expect("a request")).await;
        for _ in 0..5 {
            let Some(next) = page.leads_to() else { return page };
            page = self.send(Request::get(&next).body(Body::empty()).expect("a request")).await;
        }
        panic!("{address} leads in circles")
    }

    /// Sends a form as a browser on our own page would; follows nothing.
    pub async fn posts(&mut self, address: &str, fields: &[(&str, &str)]) -> Page {
        let body = fields.iter().map(|(n, v)| format!("{}={}", escaped(n), escaped(v))).collect::<Vec<_>>().join("&");
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, "http://127.0.0.1:3000")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .expect("a request");
        self.send(request).await
    }

    /// Sends all fields of a form as a browser would; follows nothing.
    pub async fn posts_all(&mut self, address: &str, fields: &[(String, String)]) -> Page {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        self.posts(address, &fields).await
    }

    /// Sends a form with one file as a browser on our own page would; follows nothing.
    pub async fn uploads(&mut self, address: &str, field: &str, file: &[u8]) -> Page {
        let head = format!(
            "--paper\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"sheet.csv\"\r\nContent-Type: text/csv\r\n\r\n"
        );
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=paper")
            .header(header::ORIGIN, "http://127.0.0.1:3000")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from([head.as_bytes(), file, b"\r\n--paper--\r\n"].concat()))
            .expect("a request");
        self.send(request).await
    }

    /// Sends a form and follows where it leads.
    pub async fn sends(&mut self, address: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.posts(address, fields).await;
        match page.leads_to() {
            Some(next) => self.opens(&next).await,
            None => page,
        }
    }
}

fn escaped(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

impl Page {
    /// Where a redirect leads.
    pub fn leads_to(&self) -> Option<String> {
        let leads = self.status.is_redirection();
        leads.then(|| self.headers.get(header::LOCATION).and_then(|l| l.to_str().ok()).expect("a location").to_owned())
    }

    /// What stands in `main`, as a reader sees it: one line for each block.
    pub fn main(&self) -> String {
        let page = Html::parse_document(&self.html);
        let main = Selector::parse("main").expect("a selector");
        page.select(&main).next().map(text).unwrap_or_default()
    }

    /// Whether `main` says this.
    pub fn says(&self, words: &str) -> bool {
        self.main().replace('\n', " ").contains(words)
    }

    /// The texts of all elements that fit a CSS selector.
    pub fn all(&self, selector: &str) -> Vec<String> {
        let page = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).expect("a selector");
        page.select(&selector).map(text).collect()
    }

    /// The fields of the form with this action, as a browser without JavaScript would send them.
    pub fn fields(&self, action: &str) -> Vec<(String, String)> {
        let page = Html::parse_document(&self.html);
        let selector = format!("form[action='{action}'] :is(input, select)");
        let mut fields = Vec::new();
        for field in page.select(&Selector::parse(&selector).expect("a selector")) {
            let is_pattern = field.ancestors().any(|a| a.value().as_element().is_some_and(|e| e.name() == "template"));
            let ticked = !matches!(field.attr("type"), Some("checkbox" | "radio")) || field.attr("checked").is_some();
            let (Some(name), false, true) = (field.attr("name"), is_pattern, ticked) else { continue };
            let chosen = Selector::parse("option[selected]").expect("a selector");
            let value = match field.value().name() {
                "select" => field.select(&chosen).next().and_then(|o| o.attr("value")),
                _ => field.attr("value"),
            };
            fields.push((name.to_owned(), value.unwrap_or_default().to_owned()));
        }
        fields
    }

    /// An attribute of all elements that fit a CSS selector.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let page = Html::parse_document(&self.html);
        let selector = Selector::parse(selector).expect("a selector");
        page.select(&selector).filter_map(|e| e.value().attr(name)).map(str::to_owned).collect()
    }
}

/// Text as it is read: blocks on lines of their own, white space folded, drawings left out.
fn text(element: ElementRef<'_>) -> String {
    const BLOCKS: [&str; 30] = [
        "p", "h1", "h2", "h3", "li", "dt", "dd", "div", "section", "article", "form", "fieldset", "legend", "label",
        "button", "tr", "table", "ul", "ol", "nav", "summary", "details", "header", "option", "select", "td", "th",
        "pre", "time", "br",
    ];
    fn walk(element: ElementRef<'_>, out: &mut String) {
        for child in element.children() {
            match child.value() {
                Node::Text(t) => out.push_str(&t.replace('\n', " ")),
                Node::Element(e) if matches!(e.name(), "svg" | "script" | "style" | "template") => {}
                Node::Element(e) => {
                    let block = BLOCKS.contains(&e.name());
                    if block {
                        out.push('\n');
                    }
                    walk(ElementRef::wrap(child).expect("an element"), out);
                    if block {
                        out.push('\n');
                    }
                }
                _ => {}
            }
        }
    }
    let mut out = String::new();
    walk(element, &mut out);
    let lines = out.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|l| !l.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}
