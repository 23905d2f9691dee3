//! A server that a command starts.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use super::process::{LONGEST, PAUSE, Process, it_printed};

/// How long a server may take for what needs no compiler.
const SOON: Duration = Duration::from_secs(20);

/// A server that responds.
#[derive(Debug)]
pub(crate) struct Server(Process);

impl Server {
    /// Starts a server, and waits until the address that it prints responds to HTTP.
    pub(crate) fn start(command: Command) -> Result<Self, String> {
        let mut process = Process::start(command)?;
        let begun = Instant::now();
        loop {
            let printed = process.printed();
            match address(&printed) {
                Some(address) if responds(address) => return Ok(Self(process)),
                _ => {}
            }
            if !process.runs()? {
                process.end(SOON)?;
                return Err(format!(
                    "ended before it responded; {}",
                    it_printed(&process.printed())
                ));
            }
            if begun.elapsed() > LONGEST {
                return Err(format!(
                    "did not respond within {} s; {}",
                    LONGEST.as_secs(),
                    it_printed(&printed)
                ));
            }
            thread::sleep(PAUSE);
        }
    }

    /// Compares what it prints with the page: every command that the paragraph before its block names is there, and every
    /// variable that the server prints as exports is on the page.
    pub(crate) fn shows(&self, introduced: &[String], spans: &[String]) -> Result<(), String> {
        self.wait_for(introduced)?;
        let exports = self.exports();
        let untold: Vec<_> = exports
            .keys()
            .filter(|name| !spans.contains(name))
            .collect();
        if untold.is_empty() {
            Ok(())
        } else {
            Err(format!(
                "prints as exports {untold:?}, which the page does not name"
            ))
        }
    }

    /// Waits until it has printed the first word of each of these commands.
    pub(crate) fn wait_for(&self, introduced: &[String]) -> Result<(), String> {
        let begun = Instant::now();
        loop {
            let printed = self.0.printed();
            let missing = missing(introduced, &printed);
            if missing.is_empty() {
                return Ok(());
            }
            if begun.elapsed() > SOON {
                return Err(format!(
                    "does not print {missing:?} within {} s; {}",
                    SOON.as_secs(),
                    it_printed(&printed)
                ));
            }
            thread::sleep(PAUSE);
        }
    }

    /// The variables that it has printed as exports so far.
    pub(crate) fn exports(&self) -> BTreeMap<String, String> {
        exports(&self.0.printed())
    }

    /// Types a line.
    pub(crate) fn type_line(&mut self, line: &str) -> Result<(), String> {
        self.0.type_line(line)
    }

    /// Stops it as Ctrl-C does.
    pub(crate) fn stop(mut self) -> Result<(), String> {
        self.0.interrupt()?;
        self.0.end(SOON)
    }
}

/// The address on this machine that a server says it listens on. Its command may name others, which cargo prints.
fn address(printed: &str) -> Option<SocketAddr> {
    let (_, rest) = printed.split_once("listens on http://127.0.0.1:")?;
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let port = rest.get(..digits)?.parse().ok()?;
    Some(SocketAddr::from(([127, 0, 0, 1], port)))
}

/// Returns true if something there speaks HTTP, whatever it says.
fn responds(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<bool> {
        let mut stream = TcpStream::connect_timeout(&address, SOON)?;
        stream.set_read_timeout(Some(SOON))?;
        // In one piece: who reads only its start and closes the connection would lose the response.
        let request = format!("GET / HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes())?;
        let mut start = [0; 7];
        stream.read_exact(&mut start)?;
        Ok(&start == b"HTTP/1.")
    };
    ask().unwrap_or(false)
}

/// The commands of a paragraph that a server did not print. `deliver 1` stands for any `deliver`.
fn missing<'t>(introduced: &'t [String], printed: &str) -> Vec<&'t str> {
    let words = introduced
        .iter()
        .filter_map(|span| span.split_whitespace().next());
    let printed: Vec<_> = printed.split_whitespace().collect();
    words.filter(|word| !printed.contains(word)).collect()
}

/// The lines `export NAME=VALUE`.
fn exports(printed: &str) -> BTreeMap<String, String> {
    printed
        .lines()
        .filter_map(|line| line.trim().strip_prefix("export ")?.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    /// A program that says that it listens on a port, and goes on until it is interrupted.
    fn program(port: u16) -> Command {
        let mut shell = Command::new("sh");
        let says = format!(
            "trap 'exit 0' INT; echo 'Running `it http://127.0.0.1:1/`'; echo 'It listens on http://127.0.0.1:{port}/v1.'; echo '  export A_TOKEN=a=b'; \
             echo '  approve REFERENCE'; while :; do sleep 0.05; done"
        );
        shell.args(["-c", &says]);
        shell
    }

    /// A server that responds with the text to every request.
    fn listen(text: &'static str) -> u16 {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let _asked = stream.read(&mut [0; 1024]).unwrap();
                stream.write_all(text.as_bytes()).unwrap();
            }
        });
        port
    }

    #[test]
    fn a_server_runs_when_its_address_responds_whatever_the_status() {
        let server = Server::start(program(listen("HTTP/1.1 404 Not Found\r\n\r\n"))).unwrap();
        server.wait_for(&["approve".to_owned()]).unwrap();
        assert_eq!(
            server.exports(),
            BTreeMap::from([("A_TOKEN".to_owned(), "a=b".to_owned())])
        );
        server.stop().unwrap();
    }

    #[test]
    fn what_a_server_prints_after_its_address_responds_is_waited_for() {
        let port = listen("HTTP/1.1 200 OK\r\n\r\n");
        let mut shell = Command::new("sh");
        let says = format!(
            "trap 'exit 0' INT; echo 'It listens on http://127.0.0.1:{port}/v1.'; sleep 0.3; echo 'export A=a'; \
             sleep 0.1; echo 'export B=b'; echo 'approve REFERENCE'; while :; do sleep 0.05; done"
        );
        shell.args(["-c", &says]);
        let server = Server::start(shell).unwrap();
        server.wait_for(&["approve".to_owned()]).unwrap();
        let exports: Vec<_> = server.exports().into_keys().collect();
        assert_eq!(exports, ["A", "B"]);
        server.stop().unwrap();
    }

    #[test]
    fn a_server_that_ends_before_it_responds_is_reported_with_what_it_printed() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo 'the port is in use' >&2; exit 1"]);
        let failure = Server::start(shell).unwrap_err();
        assert_eq!(
            failure,
            "failed with exit status: 1; it printed:\nthe port is in use"
        );
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo 'nothing to do'"]);
        let failure = Server::start(shell).unwrap_err();
        assert!(
            failure.starts_with("ended before it responded; it printed:\nnothing"),
            "{failure}"
        );
    }

    #[test]
    fn what_speaks_no_http_does_not_count_as_a_response() {
        let port = listen("220 mail.example ESMTP\r\n");
        assert!(!responds(SocketAddr::from(([127, 0, 0, 1], port))));
    }

    #[test]
    fn a_variable_that_the_page_does_not_name_is_reported() {
        let server = Server::start(program(listen("HTTP/1.1 200 OK\r\n\r\n"))).unwrap();
        server
            .shows(&["approve x".to_owned()], &["A_TOKEN".to_owned()])
            .unwrap();
        let failure = server.shows(&[], &["B_TOKEN".to_owned()]).unwrap_err();
        assert_eq!(
            failure,
            "prints as exports [\"A_TOKEN\"], which the page does not name"
        );
    }

    #[test]
    fn a_command_that_the_page_names_and_the_server_does_not_is_found() {
        let introduced = ["approve", "deliver 1", "refund"].map(str::to_owned);
        let printed = "Type:\n  approve REFERENCE  approves\n  deliver NUMBER  delivers what is not refunded\n";
        assert_eq!(missing(&introduced, printed), ["refund"]);
    }
}
