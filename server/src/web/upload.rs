//! Uploads: `multipart/form-data`, counted while it streams in.

use axum::{
    extract::{FromRequest, Multipart, Request, multipart::MultipartError},
    response::{IntoResponse, Response},
};
use bytes::{Bytes, BytesMut};
use domain::{Problem, Text};

use crate::site::Site;

/// Longest text beside the file.
pub(super) const MOST_FIELD_BYTES: usize = 4 << 10;
/// Most fields.
pub(super) const MOST_FIELDS: usize = 20;
/// Longest file name that is kept.
const MOST_NAME_CHARS: usize = 120;
/// A file beyond the limit is read on, and thrown away, up to this many times the limit: a browser that
/// is cut off while it sends shows no answer at all.
const PATIENCE: usize = 8;

/// A file and the fields beside it.
#[derive(Debug, Default)]
pub(crate) struct Upload {
    /// The name on the person's machine, without folders.
    pub(crate) file_name: String,
    /// The content; empty if no file was chosen.
    pub(crate) bytes: Bytes,
    /// The other fields.
    pub(crate) fields: Vec<(String, String)>,
    /// Why the file cannot be taken, if it cannot.
    pub(crate) refused: Option<Problem>,
}

impl Upload {
    /// A field, if it is not blank.
    pub(crate) fn filled(&self, name: &str) -> Option<String> {
        let value = self.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim())?;
        (!value.is_empty()).then(|| value.to_owned())
    }

    async fn read(mut multipart: Multipart, most: usize) -> Result<Self, MultipartError> {
        let mut upload = Self::default();
        let mut total = 0;
        while let Some(mut field) = multipart.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(clean);
            let limit = if file_name.is_some() { most } else { MOST_FIELD_BYTES };
            let mut content = BytesMut::new();
            while let Some(chunk) = field.chunk().await? {
                total += chunk.len();
                if total > most.saturating_mul(PATIENCE) {
                    upload.refused = Some(too_large(most));
                    return Ok(upload);
                }
                if content.len() + chunk.len() <= limit {
                    content.extend_from_slice(&chunk);
                } else {
                    content.clear();
                    upload.refused = Some(too_large(most));
                }
            }
            match file_name {
                Some(file_name) if name == "file" => {
                    upload.file_name = file_name;
                    upload.bytes = content.freeze();
                }
                None if upload.fields.len() < MOST_FIELDS => {
                    upload.fields.push((name, String::from_utf8_lossy(&content).into_owned()));
                }
                Some(_) | None => {}
            }
        }
        Ok(upload)
    }
}

impl FromRequest<Site> for Upload {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let most = site.config.max_upload_bytes();
        let multipart = Multipart::from_request(request, site).await.map_err(IntoResponse::into_response)?;
        Ok(Self::read(multipart, most).await.unwrap_or_else(|error| {
            tracing::info!(%error, "an upload broke off");
            Self { refused: Some(broken()), ..Self::default() }
        }))
    }
}

/// The last part of a path, without what no file name holds.
pub(super) fn clean(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let surplus = name.chars().count().saturating_sub(MOST_NAME_CHARS);
    // The end stays: it tells the format.
    name.chars().skip(surplus).collect()
}

fn too_large(most: usize) -> Problem {
    let mib = most >> 20;
    Problem::error(
        "file.too_large",
        Text::new(format!("文件太大：最多 {mib} MiB。"), format!("The file is too large: at most {mib} MiB.")),
    )
    .at_field("file")
    .remedy(Text::new(
        "请删去不用的工作表和列，或按年度分成几个文件。",
        "Delete sheets and columns that are not needed, or split the file by year.",
    ))
}

pub(super) fn broken() -> Problem {
    Problem::error("file.broken_off", Text::new("上传没有完成。", "The upload was not completed."))
        .at_field("file")
        .remedy(Text::new("请检查网络后再上传一次。", "Check the connection and upload it again."))
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn a_file_name_loses_its_folders() {
        assert_eq!(clean(r"C:\data\表.xlsx"), "表.xlsx");
        assert_eq!(clean("../../etc/passwd"), "passwd");
        assert_eq!(clean(&format!("{}.csv", "长".repeat(300))).chars().count(), 120);
        assert!(clean(&format!("{}结尾", "长".repeat(300))).ends_with("结尾"));
    }
}
