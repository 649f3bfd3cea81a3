//! `chengping user`: people and their accounts.

use clap::{Args, Subcommand, ValueEnum};
use domain::{OrganisationKind, Text};
use serde::Serialize;
use service::accounts::{self, AccountForm};

use super::{As, Failure, open, output};
use crate::config::Config;

#[derive(Debug, Subcommand)]
pub(super) enum User {
    /// Create an account and print the one-time link with which its owner chooses a password
    #[command(after_help = "Example:
  chengping user create --email wang@example.org --name 王敏 --organisation 某研究院 --kind assessor
An organisation of that name and kind is used if there is one, else it is created.")]
    Create(Create),
}

#[derive(Debug, Args)]
pub(super) struct Create {
    /// The address to sign in with 邮箱
    #[arg(long)]
    email: String,
    /// The person's name 姓名
    #[arg(long)]
    name: String,
    /// The organisation they act for 组织
    #[arg(long)]
    organisation: String,
    /// What the organisation does 组织类型
    #[arg(long, value_enum)]
    kind: Kind,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    by: As,
}

/// [`OrganisationKind`] on the command line.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// Runs this installation 运营方
    Operator,
    /// Designs instruments and assesses 评估机构
    Assessor,
    /// Orders an assessment 委托方
    Commissioner,
    /// Files evidence 填报单位
    Respondent,
}

impl From<Kind> for OrganisationKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Operator => Self::Operator,
            Kind::Assessor => Self::Assessor,
            Kind::Commissioner => Self::Commissioner,
            Kind::Respondent => Self::Respondent,
        }
    }
}

#[derive(Serialize)]
struct Created<'a> {
    email: &'a str,
    organisation: &'a Text,
    kind: &'a str,
    set_up_link: &'a str,
}

impl User {
    pub(super) async fn run(self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::Create(create) => create.run(config).await,
        }
    }
}

impl Create {
    async fn run(self, config: &Config) -> Result<(), Failure> {
        let services = open(config).await?;
        let actor = self.by.actor(&services).await?;
        let kind = OrganisationKind::from(self.kind);
        let wanted = self.organisation.trim();
        let existing = accounts::list_organisations(&services, &actor)
            .await?
            .into_iter()
            .find(|o| o.kind == kind && [&o.name.zh, &o.name.en].into_iter().any(|name| name == wanted));
        let organisation = match existing {
            Some(organisation) => organisation,
            None => accounts::create_organisation(&services, &actor, kind, Text::same(wanted)).await?,
        };
        let form = AccountForm { organisation_id: organisation.id, email: self.email, name: self.name };
        let (account, token) = accounts::create_account(&services, &actor, &form).await?;
        let link = format!("{}{}", config.server.public_url, app::routes::set_up(&token));
        if self.json {
            return output::print_json(&Created {
                email: &account.email,
                organisation: &organisation.name,
                kind: kind.code(),
                set_up_link: &link,
            });
        }
        output::print(&format!(
            "已创建账号 {0}。请把这个一次性链接交给本人，三天内设置密码：\nCreated {0}. Give this one-time link to its owner, to choose a password within three days:\n  {link}\n",
            account.email
        ))
    }
}
