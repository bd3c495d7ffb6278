//! The program itself, started as an operator starts it.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_parvis");

/// The program on the data of a folder, without what the environment may say of another installation.
pub fn program(data: &Path) -> Command {
    let mut command = Command::new(PROGRAM);
    settle(&mut command, data);
    command
}

fn settle(command: &mut Command, data: &Path) {
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PARVIS_")) {
        command.env_remove(name);
    }
    // No parvis.toml lies there.
    command.current_dir(data);
    command
        .env("PARVIS_DATA", data)
        .env("PARVIS_LISTEN", "127.0.0.1:0")
        .env_remove("RUST_LOG");
}

/// Runs it to its end.
pub fn run(data: &Path, arguments: &[&str]) -> Output {
    program(data).args(arguments).output().unwrap()
}

/// The program answering at an address until this is dropped.
pub struct Served {
    child: Child,
    pub address: String,
    agent: ureq::Agent,
}

impl Served {
    pub fn start(data: &Path) -> Self {
        Self::listening(program(data).arg("serve"))
    }

    /// Started by a shell after `preparation`, which may limit what it gets.
    pub fn start_after(preparation: &str, data: &Path) -> Self {
        let mut shell = Command::new("sh");
        settle(&mut shell, data);
        Self::listening(shell.args(["-c", &format!("{preparation}; exec \"$0\" serve"), PROGRAM]))
    }

    /// Started by this command.
    pub fn listening(command: &mut Command) -> Self {
        let mut child = command
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        let port = loop {
            let line = log.next().expect("it says where it listens").unwrap();
            if let Some((_, port)) = line.split_once("address=127.0.0.1:") {
                break port.split_whitespace().next().unwrap().to_owned();
            }
        };
        // What it says later has to go somewhere.
        std::thread::spawn(move || log.for_each(drop));
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        Self {
            child,
            address: format!("http://127.0.0.1:{port}"),
            agent: config.new_agent(),
        }
    }

    /// The status and the page.
    pub fn get(&self, path: &str) -> (u16, String) {
        let mut response = self
            .agent
            .get(format!("{}{path}", self.address))
            .call()
            .unwrap();
        (
            response.status().as_u16(),
            response.body_mut().read_to_string().unwrap(),
        )
    }

    pub fn post(&self, path: &str, fields: &[(&str, &str)]) -> (u16, String) {
        let request = self
            .agent
            .post(format!("{}{path}", self.address))
            .header("sec-fetch-site", "same-origin");
        let mut response = request.send_form(fields.iter().copied()).unwrap();
        (
            response.status().as_u16(),
            response.body_mut().read_to_string().unwrap(),
        )
    }
}

impl Served {
    /// As somebody logged in. Out: the status, and the page or where it leads.
    pub fn asks(
        &self,
        method: &str,
        path: &str,
        session: &str,
        body: Option<(&str, Vec<u8>)>,
    ) -> (u16, String) {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.address))
            .header("cookie", format!("parvis_session={session}"))
            .header("sec-fetch-site", "same-origin");
        let answer = match body {
            Some((kind, body)) => {
                let request = request.header("content-type", kind);
                self.agent.run(request.body(body).unwrap())
            }
            None => self.agent.run(request.body(()).unwrap()),
        };
        let mut answer = answer.unwrap();
        let status = answer.status().as_u16();
        let to = answer.headers().get("location").cloned();
        match to {
            Some(to) => (status, to.to_str().unwrap().to_owned()),
            None => (status, answer.body_mut().read_to_string().unwrap()),
        }
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
