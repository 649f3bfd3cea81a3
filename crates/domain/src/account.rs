//! Who acts: people, their organisations and roles.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// What kind of organisation it is, which decides the roles of its people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrganisationKind {
    /// Runs this installation 运营方.
    Operator,
    /// Designs instruments and assesses 评估机构.
    Assessor,
    /// Orders an assessment 委托方.
    Commissioner,
    /// Files evidence 填报单位.
    Respondent,
}

impl OrganisationKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Operator, Self::Assessor, Self::Commissioner, Self::Respondent];

    /// The stable name used in storage and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Assessor => "assessor",
            Self::Commissioner => "commissioner",
            Self::Respondent => "respondent",
        }
    }

    /// Reads [`OrganisationKind::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// Its word for people.
    pub fn label(self) -> Text {
        match self {
            Self::Operator => Text::new("运营方", "Operator"),
            Self::Assessor => Text::new("评估机构", "Assessor"),
            Self::Commissioner => Text::new("委托方", "Commissioner"),
            Self::Respondent => Text::new("填报单位", "Respondent"),
        }
    }
}

/// A person's role: that of the organisation they act for.
pub type Role = OrganisationKind;

/// What a person does within a respondent's organisation. Elsewhere it says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// Prepares and files 填报人.
    #[default]
    Filler,
    /// Answers for what is filed: confirms it 负责人.
    Head,
}

impl Duty {
    /// All duties.
    pub const ALL: [Self; 2] = [Self::Filler, Self::Head];

    /// The stable name used in storage and in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Filler => "filler",
            Self::Head => "head",
        }
    }

    /// Reads [`Duty::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.code() == code)
    }

    /// Its word for people.
    pub fn label(self) -> Text {
        match self {
            Self::Filler => Text::new("填报人", "Filler"),
            Self::Head => Text::new("负责人", "Head"),
        }
    }
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisation {
    /// Key in the store.
    pub id: i64,
    /// What kind it is.
    pub kind: OrganisationKind,
    /// Its name.
    pub name: Text,
}

/// A signed-in person, as policies see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Key of the user.
    pub user_id: i64,
    /// Address they sign in with.
    pub email: String,
    /// Name shown to themselves and colleagues.
    pub name: String,
    /// The organisation they act for.
    pub organisation: Organisation,
    /// What they do within it, where it is a respondent.
    pub duty: Duty,
}

impl Actor {
    /// The person's role.
    pub fn role(&self) -> Role {
        self.organisation.kind
    }
}
