//! Letters: one for each invitation with an address, into a folder or by SMTP, once; what cannot be sent waits and is not lost.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use banyan_core::access::Role;

use super::super::store;
use super::super::{MailRoute, Post, deliver};
use super::{Browser, houses, person};
use crate::store::tests::fresh_folder;
use crate::tests::House;

const LAN: &str =
    "login=lan&name=Ngoc+L%C3%A2m&email=lan%40example.org&language=vi&role=reporter&unit=17110";

#[tokio::test]
async fn invitation_becomes_one_letter_in_the_folder() {
    for house in houses().await {
        with_a_letter(&house).await;
        let folder = fresh_folder();
        let route = MailRoute::Folder(folder.clone());
        let post = Post::new(&route, "Banyan <banyan@example.org>").unwrap();
        let store = &house.site.store;
        assert_eq!(deliver(store, &post, house.machine()).await.unwrap(), 1);
        assert_eq!(deliver(store, &post, house.machine().plus(1 << 50)).await.unwrap(), 0);
        let files: Vec<_> = std::fs::read_dir(&folder).unwrap().flatten().collect();
        assert_eq!(files.len(), 1);
        let letter = std::fs::read_to_string(files[0].path()).unwrap();
        assert!(letter.contains("To: lan@example.org\r\n"), "{letter}");
        assert!(
            letter.contains("From: Banyan <banyan@example.org>")
                || letter.contains("From: \"Banyan\" <banyan@example.org>"),
            "{letter}"
        );
    }
}

#[tokio::test]
async fn letter_that_does_not_go_waits_longer_and_goes_later() {
    for house in houses().await {
        with_a_letter(&house).await;
        let folder = fresh_folder();
        // A file stands where the folder should be.
        std::fs::write(&folder, "in the way").unwrap();
        let route = MailRoute::Folder(folder.clone());
        let post = Post::new(&route, "Banyan <banyan@example.org>").unwrap();
        let store = &house.site.store;
        let at = |seconds: i64| house.machine().plus(seconds * 1_000_000);
        assert_eq!(deliver(store, &post, at(0)).await.unwrap(), 0);
        std::fs::remove_file(&folder).unwrap();
        assert_eq!(deliver(store, &post, at(59)).await.unwrap(), 0, "it waits a minute");
        assert_eq!(deliver(store, &post, at(60)).await.unwrap(), 1);
    }
}

/// A server for letters on this computer, without TLS: what it answers to a recipient, and what it took.
#[derive(Clone, Default)]
struct Server {
    answer: Arc<Mutex<&'static str>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Takes so many connections, one after the other; answers how it is reached.
    fn start(&self, connections: usize) -> MailRoute {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let server = self.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().take(connections).flatten() {
                // A client that goes away ends its connection and nothing else.
                let _ = server.talk(&stream);
            }
        });
        MailRoute::Smtp(format!("smtp://{address}"))
    }

    fn set(&self, answer: &'static str) {
        *self.answer.lock().unwrap() = answer;
    }

    fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    /// One connection (RFC 5321, appendix D.1).
    fn talk(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut out = stream;
        let mut lines = BufReader::new(stream).lines();
        out.write_all(b"220 post.example\r\n")?;
        while let Some(line) = lines.next().transpose()? {
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
            let answer = match verb.as_str() {
                "RCPT" => *self.answer.lock().unwrap(),
                "DATA" => {
                    out.write_all(b"354 go on\r\n")?;
                    let letter = lines.by_ref().map_while(Result::ok).take_while(|own| own != ".");
                    let letter = letter.collect::<Vec<_>>().join("\n");
                    self.taken.lock().unwrap().push(letter);
                    "250 taken"
                }
                "QUIT" => "221 bye",
                _ => "250 well",
            };
            out.write_all(format!("{answer}\r\n").as_bytes())?;
        }
        Ok(())
    }
}

/// What is logged in a test.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Everything that this thread logs while the guard lives.
    fn listening(&self) -> tracing::subscriber::DefaultGuard {
        let log = self.clone();
        let lines = tracing_subscriber::fmt().with_ansi(false).with_writer(move || log.clone());
        tracing::subscriber::set_default(lines.finish())
    }

    fn count(&self, said: &str) -> usize {
        String::from_utf8_lossy(&self.0.lock().unwrap()).matches(said).count()
    }
}

/// A house in which one letter waits.
async fn with_a_letter(house: &House) {
    person(house, "ad.one", "VN", Role::Administrator).await;
    let mut browser = Browser::of(house);
    browser.set_up("ad.one").await;
    assert_eq!(browser.post("/people/invite", LAN).await.status, StatusCode::OK);
}

/// The tries of the letters that are still there.
async fn tries_left(house: &House) -> Vec<i64> {
    let mut tx = house.site.store.read().await.unwrap();
    let far = house.machine().plus(1 << 50);
    let letters = store::list_letters(&mut tx, far, 10).await.unwrap();
    letters.iter().map(|letter| letter.tries).collect()
}

#[tokio::test]
async fn letter_goes_by_smtp_once() {
    for house in houses().await {
        with_a_letter(&house).await;
        let server = Server::default();
        server.set("250 known");
        let post = Post::new(&server.start(1), "Banyan <banyan@example.org>").unwrap();
        for expected in [1, 0] {
            let sent = deliver(&house.site.store, &post, house.machine()).await.unwrap();
            assert_eq!(sent, expected);
        }
        let taken = server.taken();
        assert_eq!(taken.len(), 1);
        let letter = taken[0].as_str();
        assert!(letter.contains("To: lan@example.org") && letter.contains("Subject: "), "{letter}");
        assert!(tries_left(&house).await.is_empty(), "its link opens, so it is not kept");
    }
}

#[tokio::test]
async fn letter_that_the_server_refuses_is_tried_for_a_day_and_then_given_up() {
    for house in houses().await {
        with_a_letter(&house).await;
        let server = Server::default();
        server.set("550 no such mailbox");
        let post = Post::new(&server.start(24), "Banyan <banyan@example.org>").unwrap();
        let store = &house.site.store;
        let log = Log::default();
        let listening = log.listening();
        for tries in 1..=24 {
            let now = house.machine().plus(tries * 3_600_000_000);
            assert_eq!(deliver(store, &post, now).await.unwrap(), 0);
            // At the same moment it is not due again.
            assert_eq!(deliver(store, &post, now).await.unwrap(), 0);
            let left = tries_left(&house).await;
            assert_eq!(left, if tries < 24 { vec![tries] } else { vec![] });
        }
        drop(listening);
        let counted = (log.count("tried again later"), log.count("given up"));
        assert_eq!(counted, (23, 1));
        assert_eq!(log.count("no such mailbox"), 24, "with the server's reason");
        assert!(server.taken().is_empty());
    }
}

#[tokio::test]
async fn letter_that_was_refused_goes_when_the_server_takes_it() {
    for house in houses().await {
        with_a_letter(&house).await;
        let server = Server::default();
        server.set("550 no such mailbox");
        let post = Post::new(&server.start(2), "Banyan <banyan@example.org>").unwrap();
        let store = &house.site.store;
        assert_eq!(deliver(store, &post, house.machine()).await.unwrap(), 0);
        server.set("250 known");
        let later = house.machine().plus(60_000_000);
        assert_eq!(deliver(store, &post, later).await.unwrap(), 1);
        assert_eq!(server.taken().len(), 1);
    }
}

#[test]
fn wrong_settings_are_told_without_the_password() {
    let route = MailRoute::Smtp("nonsense://user:hidden@host".to_owned());
    let refusal = Post::new(&route, "Banyan <banyan@example.org>").err().unwrap();
    assert!(refusal.contains("`mail`") && !refusal.contains("hidden"), "{refusal}");
    let route = MailRoute::Smtp("smtps://user:hidden@host".to_owned());
    assert!(Post::new(&route, "nobody").err().unwrap().contains("`mail_from`"));
    assert!(Post::new(&route, "nobody@example.org").is_ok());
}
