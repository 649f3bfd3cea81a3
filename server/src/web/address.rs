//! Where a request comes from, for throttling.

use std::net::{IpAddr, SocketAddr};

use axum::extract::ConnectInfo;
use http::request::Parts;

/// The client's address: that of the connection, or what a trusted proxy says it is.
pub(crate) fn of(parts: &Parts, trusted_proxy: bool) -> String {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    // Only the last entry was written by our own proxy; those before it by whoever liked to.
    let forwarded = trusted_proxy
        .then(|| parts.headers.get_all("x-forwarded-for").iter().next_back())
        .flatten()
        .and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse::<IpAddr>().ok());
    forwarded.or(peer).map_or_else(|| "unknown".to_owned(), |ip| ip.to_canonical().to_string())
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_its_own_word() {
        let (mut parts, ()) = Request::builder()
            .header("x-forwarded-for", "198.51.100.1, 203.0.113.9")
            .body(())
            .expect("a request")
            .into_parts();
        parts.extensions.insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 5000))));
        assert_eq!(of(&parts, false), "10.0.0.1");
        assert_eq!(of(&parts, true), "203.0.113.9");
    }
}
