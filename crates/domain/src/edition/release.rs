//! How much of an edition the public sees 公布方式.

use serde::{Deserialize, Serialize};

use crate::text::Text;

/// How much of an edition the public sees.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Release {
    /// 全表公开: every unit with scores, ranks and data, as far as items and columns allow.
    #[default]
    Full,
    /// 只公布等次: every unit with its grade.
    Grades,
    /// 只公布优秀等次: the units with these grades, and no others.
    BestGrades {
        /// Letters of the grades, as the recipe names them.
        grades: Vec<String>,
    },
}

impl Release {
    /// Whether it holds everything; then bundles do not name it.
    pub fn is_full(&self) -> bool {
        match self {
            Self::Full => true,
            Self::Grades | Self::BestGrades { .. } => false,
        }
    }

    /// The stable name used in forms.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Grades => "grades",
            Self::BestGrades { .. } => "best-grades",
        }
    }

    /// Its words for people.
    pub fn label(&self) -> Text {
        match self {
            Self::Full => Text::new("全表公开", "Full table"),
            Self::Grades => Text::new("只公布等次", "Grades only"),
            Self::BestGrades { .. } => Text::new("只公布优秀等次", "Best grades only"),
        }
    }
}

/// That a bundle leaves something out, and of what it is a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withheld {
    /// SHA-256 of the full bundle, which the assessor keeps. It binds the assessor to what was not
    /// published; the full bundle holds a random salt, so that nobody can find out what it says by
    /// trying.
    pub sha256: String,
}
