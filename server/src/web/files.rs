//! Several files in one form, one after the other: no more than one of them is in memory.

use axum::{
    extract::{
        FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    response::{IntoResponse, Response},
};
use bytes::{Bytes, BytesMut};
use domain::{Problem, Text};

use super::upload::{MOST_FIELD_BYTES, MOST_FIELDS, broken, clean};
use crate::site::Site;

/// Most files in a form.
const MOST_FILES: usize = 20;

/// The parts of a form with files, to be asked for one by one.
pub(crate) struct Files {
    multipart: Multipart,
    /// The largest file that is taken.
    most: usize,
    /// Bytes so far; beyond all files together nothing more is read.
    sent: usize,
    fields: usize,
    taken: usize,
}

/// A part of the form.
pub(crate) enum Part {
    /// Name and text of a field.
    Field(String, String),
    /// A file.
    File {
        /// The name on the person's machine, without folders.
        name: String,
        /// The content; of a file that is too large one byte more than may be, so that it is refused.
        bytes: Bytes,
    },
}

impl Files {
    /// The next part; `None` after the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Part>, Problem> {
        loop {
            let field = match self.multipart.next_field().await {
                Ok(Some(field)) => field,
                Ok(None) => return Ok(None),
                Err(error) => return Err(broken_off(&error)),
            };
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(clean);
            let keep = if file_name.is_some() { self.most + 1 } else { MOST_FIELD_BYTES };
            let allowed = self.most.saturating_mul(MOST_FILES);
            let bytes = read(field, keep, &mut self.sent, allowed).await?;
            match file_name {
                // A browser sends an empty part where no file was chosen.
                Some(file_name) if file_name.is_empty() && bytes.is_empty() => {}
                Some(_) if self.taken == MOST_FILES => return Err(too_much()),
                Some(file_name) => {
                    self.taken += 1;
                    return Ok(Some(Part::File { name: file_name, bytes }));
                }
                None if self.fields < MOST_FIELDS => {
                    self.fields += 1;
                    return Ok(Some(Part::Field(name, String::from_utf8_lossy(&bytes).into_owned())));
                }
                None => {}
            }
        }
    }
}

/// The first bytes of a part, up to `keep`; the rest is read and thrown away, since a browser that is cut
/// off while it sends shows no answer at all.
async fn read(mut field: Field<'_>, keep: usize, sent: &mut usize, allowed: usize) -> Result<Bytes, Problem> {
    let mut content = BytesMut::new();
    while let Some(chunk) = field.chunk().await.map_err(|error| broken_off(&error))? {
        *sent += chunk.len();
        if *sent > allowed {
            return Err(too_much());
        }
        let room = keep - content.len();
        content.extend_from_slice(&chunk[..room.min(chunk.len())]);
    }
    Ok(content.freeze())
}

impl FromRequest<Site> for Files {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let most = site.config.max_document_bytes();
        let multipart = Multipart::from_request(request, site).await.map_err(IntoResponse::into_response)?;
        Ok(Self { multipart, most, sent: 0, fields: 0, taken: 0 })
    }
}

fn broken_off(error: &MultipartError) -> Problem {
    tracing::info!(%error, "an upload broke off");
    broken()
}

fn too_much() -> Problem {
    Problem::error(
        "file.too_much",
        Text::new(
            format!("一次上传的文件太多或太大：最多 {MOST_FILES} 个。"),
            format!("That was too much at once: at most {MOST_FILES} files."),
        ),
    )
    .at_field("file")
    .remedy(Text::new("请分几次上传其余的文件。", "Upload the rest in several turns."))
}
