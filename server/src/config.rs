//! The runtime configuration: `Leptos.toml`, then the environment over it.
//!
//! Whatever is wrong is answered by the name of the key and the line of the file, or by the name of
//! the variable, all at once and in both languages.

mod environment;
mod error;
mod value;

use std::path::Path;

use leptos::config::{Env, LeptosOptions};
use serde::{Deserialize, Serialize};

use crate::built;

pub use self::{
    error::{ConfigError, Fault},
    value::{Listen, LogFormat, PublicUrl},
};

/// The file that is read when none is named.
pub const FILE: &str = "Leptos.toml";
/// The largest limit on uploads, in MiB: what `evidence` is willing to read.
const MOST_UPLOAD_MIB: u32 = 64;
/// The largest quota of documents, in MiB: 100 GiB for one respondent.
const MOST_QUOTA_MIB: u32 = 102_400;
/// Thirty days.
const MOST_SESSION_HOURS: u32 = 720;

/// Everything that differs from one installation to the next.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    package: Package,
    /// The web server.
    pub server: Server,
    /// The database.
    pub database: Database,
    /// The object store.
    pub objects: Objects,
    /// Supporting documents.
    pub documents: Documents,
    /// The log.
    pub log: Log,
    /// The demonstration.
    pub demonstration: Demonstration,
}

/// `[package.metadata.leptos]`: the name under which leptos and its tools look for their keys.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Package {
    metadata: Metadata,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Metadata {
    leptos: Site,
}

/// Where the built files of the site are, and where to listen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Site {
    /// Name of the style sheet, script and WASM.
    pub output_name: String,
    /// The folder of the built site.
    pub site_root: String,
    /// The folder in it that holds style sheet, script and WASM.
    pub site_pkg_dir: String,
    /// The address to listen on.
    pub site_addr: std::net::SocketAddr,
    /// Whether names of built files carry their hash.
    pub hash_files: bool,
}

impl Default for Site {
    fn default() -> Self {
        Self {
            output_name: "chengping".into(),
            site_root: "target/site".into(),
            site_pkg_dir: "pkg".into(),
            site_addr: ([127, 0, 0, 1], 3000).into(),
            hash_files: true,
        }
    }
}

/// The web server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Where people find this installation.
    pub public_url: PublicUrl,
    /// Hours without use after which a session ends.
    pub session_hours: u32,
    /// Largest upload, in MiB.
    pub max_upload_mib: u32,
    /// Whether `X-Forwarded-For` is to be believed.
    pub trusted_proxy: bool,
    /// Where Prometheus metrics are served.
    pub metrics_address: Listen,
    /// Seconds after which a request is given up.
    pub timeout_seconds: u32,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            public_url: PublicUrl::default(),
            session_hours: 12,
            max_upload_mib: 64,
            trusted_proxy: false,
            metrics_address: Listen::At(([127, 0, 0, 1], 9464).into()),
            timeout_seconds: 30,
        }
    }
}

/// The database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Database {
    /// `sqlite://…` or `postgres://…`.
    pub url: String,
}

impl Default for Database {
    fn default() -> Self {
        Self { url: "sqlite://var/chengping.sqlite".into() }
    }
}

/// The object store.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Objects {
    /// A folder or `s3://…`.
    pub url: String,
}

impl Default for Objects {
    fn default() -> Self {
        Self { url: "var/objects".into() }
    }
}

/// Supporting documents of respondents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Documents {
    /// Largest document, in MiB.
    pub max_mib: u32,
    /// How much the documents of a respondent may take together, in MiB.
    pub quota_mib: u32,
}

impl Default for Documents {
    fn default() -> Self {
        Self { max_mib: 20, quota_mib: 500 }
    }
}

/// The log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// For people or for machines.
    pub format: LogFormat,
    /// What to log, in the notation of `tracing_subscriber::EnvFilter`.
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Text, filter: "info,sqlx=warn,sea_orm_migration=warn".into() }
    }
}

/// The demonstration.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Demonstration {
    /// Whether this installation is one.
    pub enabled: bool,
}

impl Config {
    /// Reads the file and lets the variables override it. A missing file is an error only if it was
    /// asked for by name.
    ///
    /// # Errors
    /// Everything that is wrong with the file or the variables.
    pub fn load(
        named: Option<&Path>,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(Self, Vec<Fault>), ConfigError> {
        let path = named.unwrap_or(Path::new(FILE));
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(ConfigError::one(Fault::unreadable(path, &error))),
        };
        Self::read(&path.display().to_string(), &text, variables)
    }

    /// Reads the text of the file and lets the variables override it; also returns warnings.
    ///
    /// # Errors
    /// Everything that is wrong with the text or the variables.
    pub fn read(
        file: &str,
        text: &str,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<(Self, Vec<Fault>), ConfigError> {
        let from_file: Self =
            toml::from_str(text).map_err(|error| ConfigError::one(Fault::in_toml(file, text, &error)))?;
        let environment::Overridden { config, keys, warnings } = environment::over(&from_file, variables)?;
        let faults: Vec<Fault> = config
            .contradictions()
            .into_iter()
            .map(|(key, message)| match keys.get(key) {
                Some(variable) => Fault::of_variable(variable, message),
                None => Fault::of_key(file, text, key, message),
            })
            .collect();
        if faults.is_empty() { Ok((config, warnings)) } else { Err(ConfigError { faults }) }
    }

    /// What no type can say: bounds, and keys that do not go together.
    fn contradictions(&self) -> Vec<(&'static str, domain::Text)> {
        use domain::Text;
        let mut found = Vec::new();
        let mut bound = |key, value: u32, most: u32| {
            if !(1..=most).contains(&value) {
                found.push((
                    key,
                    Text::new(
                        format!("要写 1 到 {most} 的整数，现在是 {value}。"),
                        format!("takes a whole number from 1 to {most}, not {value}."),
                    ),
                ));
            }
        };
        bound("server.session_hours", self.server.session_hours, MOST_SESSION_HOURS);
        bound("server.max_upload_mib", self.server.max_upload_mib, MOST_UPLOAD_MIB);
        bound("server.timeout_seconds", self.server.timeout_seconds, 600);
        bound("documents.max_mib", self.documents.max_mib, MOST_UPLOAD_MIB);
        bound("documents.quota_mib", self.documents.quota_mib, MOST_QUOTA_MIB);
        let known = ["sqlite:", "postgres:", "postgresql:"];
        if !known.iter().any(|scheme| self.database.url.starts_with(scheme)) {
            let message =
                Text::new("要以 sqlite:// 或 postgres:// 开头。", "must begin with sqlite:// or postgres://.");
            found.push(("database.url", message));
        }
        if self.objects.url.trim().is_empty() {
            let message = Text::new("要写一个文件夹或 s3://桶名。", "takes a folder or s3://bucket.");
            found.push(("objects.url", message));
        }
        if let Err(error) = tracing_subscriber::EnvFilter::try_new(&self.log.filter) {
            let message = Text::new(
                format!("看不懂这个写法（{error}）；例如 info,sqlx=warn。"),
                format!("cannot be read ({error}); for example info,sqlx=warn."),
            );
            found.push(("log.filter", message));
        }
        found
    }

    /// Where the built files of the site are, and where to listen.
    pub fn site(&self) -> &Site {
        &self.package.metadata.leptos
    }

    /// The options leptos renders with.
    ///
    /// Without the list of hashes beside the program the plain names are used: leptos would otherwise end
    /// the process. `serve` does not come that far ([`built`]), but tests do.
    pub fn leptos_options(&self) -> LeptosOptions {
        let site = self.site();
        let hashed = site.hash_files && built::hash_list().is_some_and(|file| file.is_file());
        LeptosOptions::builder()
            .output_name(site.output_name.as_str())
            .site_root(site.site_root.as_str())
            .site_pkg_dir(site.site_pkg_dir.as_str())
            .site_addr(site.site_addr)
            .env(Env::PROD)
            .hash_files(hashed)
            .build()
    }

    /// The part that `service` needs.
    pub fn service_settings(&self) -> service::Settings {
        service::Settings {
            demonstration: self.demonstration.enabled,
            public_url: self.server.public_url.to_string(),
            session_hours: i64::from(self.server.session_hours),
            max_upload_bytes: self.max_upload_bytes(),
            max_document_bytes: self.max_document_bytes(),
            document_quota_bytes: u64::from(self.documents.quota_mib) << 20,
        }
    }

    /// Largest upload, in bytes.
    pub fn max_upload_bytes(&self) -> usize {
        (self.server.max_upload_mib as usize) << 20
    }

    /// Largest supporting document, in bytes.
    pub fn max_document_bytes(&self) -> usize {
        (self.documents.max_mib as usize) << 20
    }
}

#[cfg(test)]
mod tests;
