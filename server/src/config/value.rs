//! Values of the configuration that are more than a number or a text.

use std::{fmt, net::SocketAddr};

use http::{Uri, uri::Scheme};
use serde::{Deserialize, Serialize};

/// Where people find this installation: scheme and host, nothing after. Links are made from it and
/// never from a request. Plain http is accepted for this machine only, because there alone may a
/// session cookie travel unprotected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PublicUrl(String);

impl PublicUrl {
    /// Whether it is reached by https.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// The origin, as browsers write it in `Origin`.
    pub fn origin(&self) -> &str {
        &self.0
    }
}

impl Default for PublicUrl {
    fn default() -> Self {
        Self("http://127.0.0.1:3000".into())
    }
}

impl TryFrom<String> for PublicUrl {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        const FORM: &str = "要写成 https://主机名，后面不带路径 / write it as https://host, without a path";
        let uri: Uri = text.trim().trim_end_matches('/').parse().map_err(|_| FORM.to_owned())?;
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else { return Err(FORM.into()) };
        let bare = uri.path_and_query().is_none_or(|p| p.as_str() == "/") && !authority.as_str().contains('@');
        if !bare || (*scheme != Scheme::HTTPS && *scheme != Scheme::HTTP) {
            return Err(FORM.into());
        }
        if *scheme == Scheme::HTTP && !is_loopback(authority.host()) {
            return Err("除本机外必须用 https，否则登录状态会在网络上明文传输 / must be https unless it is this \
                        machine: sessions would travel in clear text"
                .into());
        }
        Ok(Self(format!("{scheme}://{authority}").to_ascii_lowercase()))
    }
}

/// Whether a host name means this machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    let host = host.trim_matches(['[', ']']);
    host.eq_ignore_ascii_case("localhost") || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

impl From<PublicUrl> for String {
    fn from(url: PublicUrl) -> Self {
        url.0
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address to listen on, or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Listen {
    /// Do not listen.
    Off,
    /// Listen here.
    At(SocketAddr),
}

impl TryFrom<String> for Listen {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.trim() {
            "off" | "" => Ok(Self::Off),
            address => address
                .parse()
                .map(Self::At)
                .map_err(|_| "要写成 127.0.0.1:9464 或 off / write 127.0.0.1:9464 or off".to_owned()),
        }
    }
}

impl From<Listen> for String {
    fn from(listen: Listen) -> Self {
        match listen {
            Listen::Off => "off".into(),
            Listen::At(address) => address.to_string(),
        }
    }
}

/// How the log is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}
