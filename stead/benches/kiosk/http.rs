//! A browser reduced to what a bench needs: one connection that is kept, and the session's cookie.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

pub(crate) struct Http {
    stream: BufReader<TcpStream>,
    cookie: String,
    body: Vec<u8>,
    pub(crate) status: u16,
    pub(crate) location: String,
}

impl Http {
    pub(crate) fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        let stream = BufReader::with_capacity(64 << 10, stream);
        let (cookie, location, body) = (String::new(), String::new(), Vec::new());
        Self { stream, cookie, body, status: 0, location }
    }

    pub(crate) fn get(&mut self, path: &str) {
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{}\r\n", self.cookie);
        self.ask(&request);
    }

    pub(crate) fn post(&mut self, path: &str, form: &str) {
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\n{}content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            self.cookie,
            form.len()
        );
        self.ask(&request);
    }

    /// What the last answer said.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn ask(&mut self, request: &str) {
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        self.status = line.split(' ').nth(1).expect("an answer").parse().unwrap();
        self.location.clear();
        let (mut length, mut chunked) = (0, false);
        loop {
            line.clear();
            self.stream.read_line(&mut line).unwrap();
            let Some((name, value)) = line.trim_end().split_once(": ") else { break };
            match name {
                "content-length" => length = value.parse().unwrap(),
                "transfer-encoding" => chunked = true,
                "location" => value.clone_into(&mut self.location),
                "set-cookie" => {
                    let pair = value.split(';').next().unwrap_or_default();
                    self.cookie = format!("cookie: {pair}\r\n");
                }
                _ => {}
            }
        }
        self.body.clear();
        if chunked {
            while self.chunk() {}
        } else {
            self.part(length);
        }
    }

    fn part(&mut self, length: usize) {
        let before = self.body.len();
        self.body.resize(before + length, 0);
        self.stream.read_exact(&mut self.body[before..]).unwrap();
    }

    fn chunk(&mut self) -> bool {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        let length = usize::from_str_radix(line.trim(), 16).unwrap();
        self.part(length);
        line.clear();
        self.stream.read_line(&mut line).unwrap();
        length > 0
    }
}
