use super::*;

const SHIPPED: &str = include_str!("../../../Leptos.toml");
const MANIFEST: &str = include_str!("../../../Cargo.toml");

fn read(text: &str, variables: &[(&str, &str)]) -> Result<(Config, Vec<Fault>), ConfigError> {
    Config::read(FILE, text, variables.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
}

#[test]
fn the_shipped_file_says_what_holds_without_it() {
    let (config, warnings) = read(SHIPPED, &[]).expect("a good file");
    assert_eq!((config, warnings), (Config::default(), vec![]));
}

#[test]
fn leptos_and_its_build_tool_agree() {
    let manifest: toml::Table = toml::from_str(MANIFEST).expect("a manifest");
    let built = &manifest["workspace"]["metadata"]["leptos"][0];
    let site = toml::Value::try_from(Config::default().site()).expect("a table");
    for key in ["output-name", "site-root", "site-pkg-dir", "site-addr", "hash-files"] {
        assert_eq!(built[key], site[key], "{key}");
    }
    assert!(SHIPPED.lines().any(|line| line == "[package.metadata.leptos]"));
}

#[test]
fn a_wrong_key_is_answered_by_name_and_line() {
    let error = read("[server]\nsession_hours = 8\nsesion = 1\n", &[]).expect_err("a wrong key").to_string();
    assert!(error.contains("Leptos.toml 第 3 行 sesion：没有名为 sesion 的设置"), "{error}");
    assert!(error.contains("Leptos.toml line 3, sesion: there is no key sesion. Known keys: public_url"), "{error}");
}

#[test]
fn a_wrong_value_is_answered_by_name_and_line() {
    for (text, line, key) in [
        ("[server]\n\nsession_hours = \"x\"\n", 3, "session_hours"),
        ("[log]\nformat = \"xml\"\n", 2, "format"),
        ("[server]\npublic_url = \"http://example.org\"\n", 2, "public_url"),
        ("[server]\nmetrics_address = \"here\"\n", 2, "metrics_address"),
        ("[server]\nsession_hours = 0\n", 2, "server.session_hours"),
        ("[documents]\nmax_mib = 65\n", 2, "documents.max_mib"),
        ("[database]\n# a comment\nurl = \"mysql://a\"\n", 3, "database.url"),
        ("[log]\nfilter = \"a=b=c\"\n", 2, "log.filter"),
        ("[server\n", 1, "server"),
    ] {
        let error = read(text, &[]).expect_err(text).to_string();
        assert!(error.contains(&format!("第 {line} 行 {key}：")), "{error}");
        assert!(error.contains(&format!("line {line}, {key}: ")), "{error}");
    }
}

#[test]
fn every_key_can_be_set_by_the_environment() {
    let variables = [
        ("CHENGPING_LEPTOS_SITE_ADDR", "0.0.0.0:80"),
        ("CHENGPING_SERVER_PUBLIC_URL", "https://Example.org/"),
        ("CHENGPING_SERVER_SESSION_HOURS", "1"),
        ("CHENGPING_SERVER_METRICS_ADDRESS", "off"),
        ("CHENGPING_DATABASE_URL", "postgres://a@b/c"),
        ("CHENGPING_DEMONSTRATION_ENABLED", "true"),
        ("CHENGPING_LOG_FORMAT", "json"),
        ("PATH", "/bin"),
    ];
    let (config, warnings) = read(SHIPPED, &variables).expect("good variables");
    assert_eq!(warnings, []);
    assert_eq!(config.site().site_addr.port(), 80);
    assert_eq!(config.server.public_url.origin(), "https://example.org");
    assert_eq!(config.server.session_hours, 1);
    assert_eq!(config.server.metrics_address, Listen::Off);
    assert_eq!(config.database.url, "postgres://a@b/c");
    assert!(config.demonstration.enabled);
    assert_eq!(config.log.format, LogFormat::Json);
}

#[test]
fn a_wrong_variable_is_answered_by_its_name() {
    let variables = [("CHENGPING_SERVER_SESSION_HOURS", "ten"), ("CHENGPING_LOG_FORMAT", "xml")];
    let error = read(SHIPPED, &variables).expect_err("wrong variables");
    assert_eq!(error.faults.len(), 2);
    assert!(error.to_string().contains("环境变量 CHENGPING_SERVER_SESSION_HOURS：要写整数。"), "{error}");
    let error = read("", &[("CHENGPING_SERVER_SESSION_HOURS", "9999")]).expect_err("out of bounds");
    assert!(error.to_string().contains("CHENGPING_SERVER_SESSION_HOURS"), "{error}");
}

#[test]
fn a_variable_nobody_knows_is_warned_about() {
    let (_, warnings) = read("", &[("CHENGPING_DATABSE_URL", "x"), ("CHENGPING_CONFIG", "y")]).expect("only a warning");
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].to_string().contains("CHENGPING_DATABSE_URL"));
}
