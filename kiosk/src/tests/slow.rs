//! Connections that say next to nothing: they are let go, and nobody waits for them.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::oneshot;

use super::*;
use crate::serve;

const PATIENCE: Duration = Duration::from_millis(600);
/// A byte in this time.
const SLOW: Duration = Duration::from_millis(60);
/// Only a kiosk that never lets go takes longer, on any machine.
const FOR_EVER: Duration = Duration::from_mins(2);

async fn kiosk() -> (SocketAddr, oneshot::Sender<()>) {
    let options = OpenOptions {
        not_before: Some("2026-01-01T00:00:00Z".parse().unwrap()),
        ..OpenOptions::new("test", "k1".parse().unwrap())
    };
    let clock = Hand(Arc::new(Mutex::new(NOW.parse().unwrap())));
    let random = Box::new(SeededRandomness::new("slow"));
    let desk = Desk::in_memory(documents(), options, Box::new(clock), random).unwrap();
    let options = Options { bind: "127.0.0.1:0".into(), patience: PATIENCE, ..Options::default() };
    let (tell, told) = oneshot::channel();
    let (stop, stopped) = oneshot::channel::<()>();
    tokio::spawn(async move {
        let ready = |ready: crate::Ready| {
            let _ = tell.send(ready.address);
        };
        serve(desk, options, None, ready, async { drop(stopped.await) }).await.unwrap();
    });
    (told.await.unwrap(), stop)
}

/// Sends this a byte at a time, for as long as anybody listens. What was answered before the end.
async fn dribble(address: SocketAddr, text: &str) -> String {
    let (mut from, mut to) = TcpStream::connect(address).await.unwrap().into_split();
    let bytes = text.as_bytes().to_vec();
    let sending = tokio::spawn(async move {
        for byte in bytes {
            if to.write_all(&[byte]).await.is_err() {
                break;
            }
            tokio::time::sleep(SLOW).await;
        }
        // Held open: it is the other side that has to end it.
        tokio::time::sleep(FOR_EVER * 2).await;
        drop(to);
    });
    let mut said = Vec::new();
    let ended = tokio::time::timeout(FOR_EVER, from.read_to_end(&mut said)).await;
    sending.abort();
    assert!(ended.is_ok(), "a slow connection was kept for ever: {text:.40}");
    String::from_utf8_lossy(&said).into_owned()
}

async fn health(address: SocketAddr) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let ask = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    stream.write_all(ask).await.unwrap();
    let mut said = Vec::new();
    tokio::time::timeout(FOR_EVER, stream.read_to_end(&mut said)).await.unwrap().unwrap();
    String::from_utf8_lossy(&said).into_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_a_byte_at_a_time_is_let_go_and_the_others_are_served() {
    let (address, stop) = kiosk().await;
    let head =
        format!("GET /kiosk HTTP/1.1\r\nHost: localhost\r\nX-Long: {}\r\n\r\n", "x".repeat(5000));
    let body = format!(
        "POST /kiosk/scan HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\nc={}",
        "x".repeat(8000)
    );
    let (fast, slow) = body.split_at(body.len() - 8000);
    let mut slow_ones = Vec::new();
    for _ in 0..20 {
        let head = head.clone();
        slow_ones.push(tokio::spawn(async move { dribble(address, &head).await }));
    }
    let bodies = [(fast.to_owned(), slow.to_owned())].into_iter().cycle().take(5);
    for (fast, slow) in bodies {
        slow_ones.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(fast.as_bytes()).await.unwrap();
            let (mut from, mut to) = stream.into_split();
            let sending = tokio::spawn(async move {
                for byte in slow.into_bytes() {
                    if to.write_all(&[byte]).await.is_err() {
                        return;
                    }
                    tokio::time::sleep(SLOW).await;
                }
            });
            let mut said = Vec::new();
            let ended = tokio::time::timeout(FOR_EVER, from.read_to_end(&mut said)).await;
            sending.abort();
            assert!(ended.is_ok(), "a slow form was waited for for ever");
            String::from_utf8_lossy(&said).into_owned()
        }));
    }
    for _ in 0..20 {
        let said = health(address).await;
        assert!(said.starts_with("HTTP/1.1 200"), "{said}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for slow in slow_ones {
        let said = slow.await.unwrap();
        assert!(!said.starts_with("HTTP/1.1 200"), "{said:.200}");
    }
    assert!(health(address).await.starts_with("HTTP/1.1 200"));
    drop(stop);
}
