//! Somebody with a browser: cookies, the page in front of them, and only what they can see to act on.

use super::house::House;
use super::mailbox::link_in;
use super::office::Office;
use super::page::{Answer, Filled, tidy};
use axum::body::Body;
use axum::http::{Request, header};
use std::collections::BTreeMap;

pub struct Visitor<'o, H = Office> {
    pub office: &'o H,
    pub address: String,
    pub language: &'static str,
    cookies: BTreeMap<String, String>,
    pub page: Answer,
}

impl<H> Clone for Visitor<'_, H> {
    fn clone(&self) -> Self {
        Self {
            office: self.office,
            address: self.address.clone(),
            language: self.language,
            cookies: self.cookies.clone(),
            page: self.page.clone(),
        }
    }
}

impl<'o, H: House> Visitor<'o, H> {
    /// Somebody who is not logged in.
    pub fn stranger(office: &'o H) -> Self {
        let page = Answer {
            status: 0,
            path: "/".into(),
            html: String::new(),
            headers: BTreeMap::new(),
        };
        Self {
            office,
            address: String::new(),
            language: "en",
            cookies: BTreeMap::new(),
            page,
        }
    }

    /// One request, without following where it leads.
    pub fn sends(&mut self, method: &str, path: &str, body: Option<String>) -> Answer {
        let mut request = self.request(method, path);
        if body.is_some() {
            request = request
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin")
                .header(header::ORIGIN, self.office.public_url());
        }
        self.carries(
            request
                .body(body.map_or_else(Body::empty, Body::from))
                .unwrap(),
        )
    }

    /// The beginning of a request: this visitor's language and cookies.
    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, self.host())
            .header(header::ACCEPT_LANGUAGE, self.language);
        if cookies.is_empty() {
            request
        } else {
            request.header(header::COOKIE, cookies.join("; "))
        }
    }

    /// Sends a request just as it is, and keeps the cookies that come back.
    pub fn carries(&mut self, request: Request<Body>) -> Answer {
        let path = request.uri().to_string();
        let (status, headers, html) = self.office.answers(request);
        for cookie in headers.get_all(header::SET_COOKIE) {
            self.keeps(cookie.to_str().unwrap());
        }
        let headers = headers
            .iter()
            .map(|(n, v)| (n.to_string(), v.to_str().unwrap_or("").to_owned()))
            .collect();
        Answer {
            status,
            path,
            html,
            headers,
        }
    }

    /// Sends a file to an address as a browser's form does, and goes where it is led. Out: the status of the answer itself.
    pub fn sends_file(&mut self, to: &str, name: &str, content: &[u8]) -> u16 {
        let head = format!(
            "Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/csv"
        );
        let mut body = format!("--edge\r\n{head}\r\n\r\n").into_bytes();
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--edge--\r\n");
        self.sends_parts(to, body)
    }

    /// As [`Visitor::sends_file`], with a body that need not be one.
    pub fn sends_parts(&mut self, to: &str, body: Vec<u8>) -> u16 {
        let request = self
            .request("POST", to)
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(body))
            .unwrap();
        let answer = self.carries(request);
        let status = answer.status;
        match answer.headers.get("location").cloned() {
            Some(to) => {
                self.goes_to(&to);
            }
            None => self.page = answer,
        }
        status
    }

    fn host(&self) -> &'o str {
        let url = self.office.public_url();
        url.split_once("://").map_or(url, |(_, host)| host)
    }

    fn keeps(&mut self, cookie: &str) {
        let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
        if cookie.contains("Max-Age=0") {
            self.cookies.remove(name);
        } else {
            self.cookies.insert(name.into(), value.into());
        }
    }

    pub fn session(&self) -> Option<&String> {
        self.cookies.get("parvis_session")
    }

    pub fn cookie(&self, name: &str) -> Option<&String> {
        self.cookies.get(name)
    }

    pub fn takes_session(&mut self, token: &str) {
        self.cookies.insert("parvis_session".into(), token.into());
    }

    /// Opens an address and follows where it leads.
    pub fn goes_to(&mut self, path: &str) -> &mut Self {
        let mut answer = self.sends("GET", path, None);
        for _ in 0..5 {
            let Some(to) = answer.headers.get("location").cloned() else {
                break;
            };
            answer = self.sends("GET", &to, None);
        }
        assert_ne!(answer.status, 500, "{path} failed:\n{}", answer.text());
        self.page = answer;
        // A session that ran out while time was moved: whoever is known logs in again and is led back.
        if self.page.path.starts_with("/sign-in?next=") && !self.address.is_empty() {
            let name = self.address.split('@').next().unwrap().to_owned();
            return self.presses(
                "Log in",
                &[
                    ("User ID or e-mail", &name),
                    ("Password", super::office::PASSWORD),
                ],
            );
        }
        self
    }

    /// Looks at the same page again.
    pub fn looks_again(&mut self) -> &mut Self {
        let here = self.page.path.clone();
        self.goes_to(&here)
    }

    /// Follows the link whose words begin with `label`.
    pub fn follows(&mut self, label: &str) -> &mut Self {
        let links = self.page.links(label);
        let to = links.first().cloned().unwrap_or_else(|| {
            panic!(
                "no link {label:?} on {}:\n{}",
                self.page.path,
                self.page.text()
            )
        });
        self.goes_to(&to)
    }

    /// Follows the link `label` beside the text `near`.
    pub fn follows_near(&mut self, label: &str, near: &str) -> &mut Self {
        let to = self
            .page
            .link_near(label, near)
            .unwrap_or_else(|| panic!("no link {label:?} near {near:?}:\n{}", self.page.text()));
        self.goes_to(&to)
    }

    /// Fills the form with this button and presses it.
    pub fn presses(&mut self, button: &str, typed: &[(&str, &str)]) -> &mut Self {
        self.presses_near(button, "", typed)
    }

    /// As [`Visitor::presses`], and once more where the page first says whom the names mean.
    pub fn adds_by(&mut self, button: &str, typed: &[(&str, &str)]) -> &mut Self {
        self.presses(button, typed);
        if self.page.text().contains("Check before anything is given") {
            self.presses(button, &[]);
        }
        self
    }

    pub fn presses_near(&mut self, button: &str, near: &str, typed: &[(&str, &str)]) -> &mut Self {
        let filled = self.page.fill(button, near, typed);
        self.submits(&filled)
    }

    pub fn submits(&mut self, filled: &Filled) -> &mut Self {
        let encoded = encode(&filled.fields);
        if filled.method == "get" {
            return self.goes_to(&format!("{}?{encoded}", filled.action));
        }
        if !filled.files.is_empty() {
            return self.submits_with(filled, &[]);
        }
        let answer = self.sends("POST", &filled.action, Some(encoded));
        match answer.headers.get("location").cloned() {
            Some(to) => self.goes_to(&to),
            None => {
                assert_ne!(
                    answer.status,
                    500,
                    "{} failed:\n{}",
                    filled.action,
                    answer.text()
                );
                self.page = answer;
                self
            }
        }
    }

    /// As [`Visitor::presses`], with files chosen: each by its name, the type that the browser takes it for, and its content.
    pub fn attaches(
        &mut self,
        button: &str,
        typed: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> &mut Self {
        let filled = self.page.fill(button, "", typed);
        self.submits_with(&filled, files)
    }

    /// Submits a form that takes files, as browsers do: a field in which none is chosen holds one without name and content.
    fn submits_with(&mut self, filled: &Filled, files: &[(&str, &str, &[u8])]) -> &mut Self {
        let mut body = Vec::new();
        let mut part = |disposition: String, kind: &str, content: &[u8]| {
            body.extend(b"--edge\r\nContent-Disposition: form-data; ");
            // A character that nobody could read stands for a byte that is no UTF-8.
            let mut pieces = disposition.split('\u{FFFD}');
            body.extend(pieces.next().unwrap_or("").bytes());
            pieces.for_each(|piece| body.extend([&[0xff], piece.as_bytes()].concat()));
            body.extend(b"\r\n");
            if !kind.is_empty() {
                body.extend(format!("Content-Type: {kind}\r\n").bytes());
            }
            body.extend(b"\r\n");
            body.extend(content);
            body.extend(b"\r\n");
        };
        for (name, value) in &filled.fields {
            let value = value.replace("\r\n", "\n").replace('\n', "\r\n");
            part(format!("name=\"{name}\""), "", value.as_bytes());
        }
        let field = filled.files.first().expect("a field for files");
        for (name, kind, content) in files {
            part(
                format!("name=\"{field}\"; filename=\"{name}\""),
                kind,
                content,
            );
        }
        if files.is_empty() {
            let none = format!("name=\"{field}\"; filename=\"\"");
            part(none, "application/octet-stream", b"");
        }
        body.extend(b"--edge--\r\n");
        let status = self.sends_parts(&filled.action, body);
        assert_ne!(
            status,
            500,
            "{} failed:\n{}",
            filled.action,
            self.page.text()
        );
        self
    }

    pub fn logs_in(&mut self, name: &str, password: &str) -> &mut Self {
        self.goes_to("/sign-in").presses(
            "Log in",
            &[("User ID or e-mail", name), ("Password", password)],
        )
    }

    /// Asks for access to an account, for the given reason.
    pub fn asks_for(&mut self, identifier: &str, reason: &str) -> &mut Self {
        self.asks_with(identifier, &[("Reason for request", reason)])
    }

    /// Asks for one Virtual Account of an account.
    pub fn asks_for_part(&mut self, identifier: &str, part: &str, reason: &str) -> &mut Self {
        let typed = [
            ("Reason for request", reason),
            ("Selected Virtual Accounts", "on"),
            (part, "on"),
        ];
        self.asks_with(identifier, &typed)
    }

    pub fn asks_with(&mut self, identifier: &str, typed: &[(&str, &str)]) -> &mut Self {
        self.goes_to("/access/smart-accounts")
            .follows("Request access to an existing Smart Account");
        self.presses("Submit", &[("Account domain identifier", identifier)]);
        self.presses("Send request", typed);
        self.office.works();
        self
    }

    /// Opens the link in the newest mail to this visitor about `subject`.
    pub fn opens_the_link_in(&mut self, subject: &str) -> &mut Self {
        self.office.works();
        let to = link_in(&self.office.letter(&self.address, subject));
        self.goes_to(&to)
    }

    pub fn approves_for(&mut self, parts: &[&str], role: &str) -> &mut Self {
        let mut typed = vec![
            ("Approve", "on"),
            ("Selected Virtual Accounts", "on"),
            ("User role", role),
        ];
        typed.extend(parts.iter().map(|part| (*part, "on")));
        self.presses("Submit", &typed);
        self.office.works();
        self
    }

    pub fn approves_entirely(&mut self, role: &str) -> &mut Self {
        self.presses(
            "Submit",
            &[
                ("Approve", "on"),
                ("Entire Smart Account", "on"),
                ("User role", role),
            ],
        );
        self.office.works();
        self
    }

    pub fn declines(&mut self, reason: &str, words: &str) -> &mut Self {
        self.presses(
            "Submit",
            &[
                ("Decline", "on"),
                ("Reason", reason),
                ("In your own words", words),
            ],
        );
        self.office.works();
        self
    }

    /// Opens the page of one's own newest request.
    pub fn views_request(&mut self) -> &mut Self {
        self.goes_to("/access/services").follows("View")
    }

    pub fn sees(&mut self, words: &str) -> &mut Self {
        let text = self.page.text();
        assert!(
            text.contains(&tidy(words)),
            "{words:?} is not on {} ({}):\n{text}",
            self.page.path,
            self.page.status
        );
        self
    }

    pub fn does_not_see(&mut self, words: &str) -> &mut Self {
        let text = self.page.text();
        assert!(
            !text.contains(words),
            "{words:?} is on {}:\n{text}",
            self.page.path
        );
        self
    }

    pub fn meets(&mut self, status: u16) -> &mut Self {
        assert_eq!(
            self.page.status,
            status,
            "on {}:\n{}",
            self.page.path,
            self.page.text()
        );
        self
    }
}

pub fn encode(fields: &[(String, String)]) -> String {
    let code = |text: &str| {
        // As browsers do: line ends as CRLF (WHATWG, "constructing the entry list").
        let text = text.replace("\r\n", "\n").replace('\n', "\r\n");
        text.bytes()
            .map(|b| {
                if b.is_ascii_alphanumeric() || b"-._*".contains(&b) {
                    char::from(b).to_string()
                } else {
                    format!("%{b:02X}")
                }
            })
            .collect::<String>()
    };
    fields
        .iter()
        .map(|(name, value)| format!("{}={}", code(name), code(value)))
        .collect::<Vec<_>>()
        .join("&")
}
