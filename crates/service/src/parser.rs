//! Who reads uploaded files.

use std::io;

use futures::future::BoxFuture;

use crate::{
    submission_files::{CheckAnswer, CheckRequest},
    table_files::{ReadAnswer, ReadRequest},
};

/// Files parsed at once: each may take 512 MiB and a core.
pub(crate) const FILES_AT_ONCE: usize = 2;

/// The parser answered another question than it was asked.
#[derive(Debug, thiserror::Error)]
#[error("the parser answered another question than it was asked")]
pub(crate) struct OtherAnswer;

/// Has uploaded files read and checked. The server does that in a child process under limits of memory
/// and time, so that a hostile file takes nothing down with it.
pub trait FileParser: Send + Sync {
    /// Checks a file against a questionnaire; both as bytes, as they came. Whatever the file does to
    /// its reader is a problem in the answer.
    ///
    /// # Errors
    /// The parser itself could not be started.
    fn check<'a>(
        &'a self,
        request: CheckRequest,
        questionnaire: &'a [u8],
        file: &'a [u8],
    ) -> BoxFuture<'a, io::Result<CheckAnswer>>;

    /// Reads an instrument or a table of values.
    ///
    /// # Errors
    /// As [`Self::check`].
    fn read<'a>(&'a self, request: ReadRequest, file: &'a [u8]) -> BoxFuture<'a, io::Result<ReadAnswer>>;
}
