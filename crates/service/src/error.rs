//! Why something was not done.

use domain::{Problem, Text, policy::Forbidden};
use publication::PublicationError;
use storage::StorageError;

/// The outcome of a service function.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something was not done; `app` and `server` each turn it into a status in one place.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or not for this person: the two look the same from outside.
    #[error("not found")]
    NotFound,
    /// It was public and has been withdrawn.
    #[error("gone")]
    Gone,
    /// The person's role does not include it.
    #[error("forbidden")]
    Forbidden,
    /// The input has problems: all of them, with their places.
    #[error("{} problems, the first: {}", .0.len(), .0.first().map_or("", |p| &p.code))]
    Invalid(Vec<Problem>),
    /// Somebody else was faster, or the state has changed.
    #[error("conflict: {0}")]
    Conflict(Text),
    /// Too many attempts.
    #[error("too many attempts; again in {retry_after_seconds} s")]
    Throttled {
        /// When to try again.
        retry_after_seconds: u64,
    },
    /// It took longer than an answer may take.
    #[error("took too long; again in {retry_after_seconds} s")]
    Busy {
        /// When to try again.
        retry_after_seconds: u64,
    },
    /// A fault of ours or of a part we stand on; never shown, always logged.
    #[error("internal: {0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// One problem with the input.
    pub fn invalid(problem: Problem) -> Self {
        Self::Invalid(vec![problem])
    }

    pub(crate) fn internal(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Internal(Box::new(source))
    }
}

impl From<Forbidden> for Error {
    fn from(Forbidden: Forbidden) -> Self {
        Self::Forbidden
    }
}

impl From<PublicationError> for Error {
    fn from(error: PublicationError) -> Self {
        match error {
            PublicationError::ScoreOnly(_) => Self::invalid(Problem::error("edition.score_only", error.message())),
            error => Self::internal(error),
        }
    }
}

impl From<StorageError> for Error {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Conflict { .. } => Self::Conflict(Text::new(
                "另一个人刚刚保存了相同或更新的内容。请刷新后再试。",
                "Somebody else has just saved the same thing or a newer one. Reload and try again.",
            )),
            error => Self::internal(error),
        }
    }
}
