//! A bare axum server that sends one file from memory: what `scripts/load` holds our pages against.
//!
//! `cargo run --release --package server --example static_page FILE PORT`, the file in brotli.

use std::{env, error::Error, fs, net::Ipv4Addr};

use axum::{Router, body::Bytes, http::header, routing::get};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(file), Some(port)) = (arguments.next(), arguments.next()) else {
        return Err("usage: static_page FILE PORT".into());
    };
    let page = Bytes::from(fs::read(file)?);
    let answer = move || async move {
        ([(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_ENCODING, "br")], page)
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.parse()?)).await?;
    axum::serve(listener, Router::new().route("/", get(answer))).await?;
    Ok(())
}
