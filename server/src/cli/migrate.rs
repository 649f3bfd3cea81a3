//! `chengping migrate`.

use super::{Failure, output};
use crate::{config::Config, system};

/// Brings the schema up to date and says what was done.
pub(super) async fn run(config: &Config) -> Result<(), Failure> {
    let applied = system::migrate(config).await?;
    if applied.is_empty() {
        return output::print("数据库结构已是最新。 The schema is up to date.\n");
    }
    output::print(&format!("已执行 applied: {}\n", applied.join(", ")))
}
