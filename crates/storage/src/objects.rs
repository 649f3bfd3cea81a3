//! Files by their SHA-256: in a folder, or in an S3-compatible store.

use std::{path::Path, sync::Arc};

use bytes::Bytes;
use object_store::{
    ObjectStore, ObjectStoreExt,
    aws::{AmazonS3Builder, AmazonS3ConfigKey},
    local::LocalFileSystem,
    memory::InMemory,
    path::Path as Location,
    prefix::PrefixStore,
};
use sha2::{Digest, Sha256};

use crate::error::{Result, StorageError};

/// Files under their SHA-256. What is there is never replaced, and every read proves that what comes
/// back is what was put in. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Objects {
    store: Arc<dyn ObjectStore>,
}

impl Objects {
    /// Opens a folder (made if missing), or `s3://bucket/prefix` with options named as in the
    /// environment of S3 tools: `aws_access_key_id`, `aws_secret_access_key`, `aws_region`,
    /// `aws_endpoint`, `aws_allow_http`, …. A folder takes no options.
    ///
    /// # Errors
    /// A folder that cannot be made, an option that S3 does not know, a bucket without a name.
    pub fn open<K, V>(location: &str, options: impl IntoIterator<Item = (K, V)>) -> Result<Self>
    where
        K: AsRef<str>,
        V: Into<String>,
    {
        match location.strip_prefix("s3://") {
            Some(bucket) => Self::open_s3(bucket, options),
            None => Self::open_folder(Path::new(location)),
        }
    }

    /// A store that lives as long as this process: for tests and for work that keeps nothing.
    pub fn in_memory() -> Self {
        Self { store: Arc::new(InMemory::new()) }
    }

    fn open_folder(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)
            .map_err(|source| StorageError::Folder { path: folder.display().to_string(), source })?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_automatic_cleanup(true).with_fsync(true);
        Ok(Self { store: Arc::new(store) })
    }

    fn open_s3<K, V>(location: &str, options: impl IntoIterator<Item = (K, V)>) -> Result<Self>
    where
        K: AsRef<str>,
        V: Into<String>,
    {
        let (bucket, prefix) = location.split_once('/').unwrap_or((location, ""));
        if bucket.is_empty() {
            let source = "write s3://bucket or s3://bucket/prefix".into();
            return Err(object_store::Error::Generic { store: "S3", source }.into());
        }
        let mut builder = AmazonS3Builder::new().with_bucket_name(bucket);
        for (key, value) in options {
            builder = builder.with_config(key.as_ref().to_ascii_lowercase().parse::<AmazonS3ConfigKey>()?, value);
        }
        let store = builder.build()?;
        Ok(Self { store: Arc::new(PrefixStore::new(store, prefix.trim_matches('/'))) })
    }

    /// Stores bytes and returns their SHA-256 in hexadecimal. Storing the same bytes again does nothing;
    /// an object that was cut short is written anew.
    ///
    /// # Errors
    /// What the object store reports.
    pub async fn put(&self, bytes: impl Into<Bytes>) -> Result<String> {
        let bytes: Bytes = bytes.into();
        let sha256 = hash(&bytes);
        let location = locate(&sha256);
        match self.store.head(&location).await {
            Ok(found) if u64::try_from(bytes.len()).is_ok_and(|size| size == found.size) => return Ok(sha256),
            Ok(_) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        // A plain put is atomic, and whoever else puts here puts the same bytes: no need for a
        // conditional one, which not every S3-compatible store has.
        self.store.put(&location, bytes.into()).await?;
        Ok(sha256)
    }

    /// Fetches the bytes of a SHA-256; `None` if they were never stored, or it is no SHA-256.
    ///
    /// # Errors
    /// [`Corrupt`](StorageError::Corrupt) if the bytes are no longer those that were stored, and what the
    /// object store reports.
    pub async fn get(&self, sha256: &str) -> Result<Option<Bytes>> {
        if !is_sha256(sha256) {
            return Ok(None);
        }
        let bytes = match self.store.get(&locate(sha256)).await {
            Ok(found) => found.bytes().await?,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let found = hash(&bytes);
        if found == sha256 {
            Ok(Some(bytes))
        } else {
            Err(StorageError::corrupt(format!("object {sha256} now hashes to {found}")))
        }
    }
}

fn hash(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// `sha256/ab/cdef…`: 256 folders, so that none grows too long to list.
fn locate(sha256: &str) -> Location {
    let (folder, name) = sha256.split_at(2);
    Location::from_iter(["sha256", folder, name])
}

#[cfg(test)]
mod tests {
    use super::*;

    const NO_OPTIONS: [(&str, &str); 0] = [];
    /// SHA-256 of `abc`, from FIPS 180-2.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn in_folder() -> (tempfile::TempDir, Objects) {
        let folder = tempfile::tempdir().expect("a folder");
        let objects = Objects::open(&folder.path().join("objects").to_string_lossy(), NO_OPTIONS).expect("a store");
        (folder, objects)
    }

    #[tokio::test]
    async fn what_was_put_is_got_back() {
        let (_folder, in_folder) = in_folder();
        for objects in [in_folder, Objects::in_memory()] {
            assert_eq!(objects.put("abc").await.expect("stored"), ABC);
            assert_eq!(objects.put("abc").await.expect("stored again"), ABC);
            assert_eq!(objects.get(ABC).await.expect("an answer"), Some(Bytes::from("abc")));
            assert_eq!(objects.get(&hash(b"abd")).await.expect("an answer"), None);
        }
    }

    #[tokio::test]
    async fn a_file_lies_under_its_hash() {
        let (folder, objects) = in_folder();
        objects.put("abc").await.expect("stored");
        let file = folder.path().join("objects/sha256").join(&ABC[..2]).join(&ABC[2..]);
        assert_eq!(std::fs::read(file).expect("a file"), b"abc");
    }

    #[tokio::test]
    async fn a_changed_object_is_not_given_out() {
        let (folder, objects) = in_folder();
        objects.put("abc").await.expect("stored");
        let file = folder.path().join("objects/sha256").join(&ABC[..2]).join(&ABC[2..]);
        std::fs::write(&file, "abd").expect("changed");
        let error = objects.get(ABC).await.expect_err("changed");
        assert!(matches!(error, StorageError::Corrupt { .. }), "{error}");
    }

    #[tokio::test]
    async fn an_object_cut_short_is_mended_by_storing_it_again() {
        let (folder, objects) = in_folder();
        objects.put("abc").await.expect("stored");
        let file = folder.path().join("objects/sha256").join(&ABC[..2]).join(&ABC[2..]);
        std::fs::write(&file, "ab").expect("cut short");
        objects.put("abc").await.expect("mended");
        assert_eq!(objects.get(ABC).await.expect("an answer"), Some(Bytes::from("abc")));
    }

    #[tokio::test]
    async fn a_name_that_is_no_hash_finds_nothing() {
        let (_folder, objects) = in_folder();
        for name in ["", "a", "../../etc/passwd", &ABC.to_uppercase(), &"é".repeat(32)] {
            assert_eq!(objects.get(name).await.expect("an answer"), None, "{name}");
        }
    }

    #[test]
    fn a_wrong_option_of_s3_is_refused() {
        let good = [("AWS_REGION", "cn-north-1"), ("aws_endpoint", "http://localhost:9"), ("aws_allow_http", "true")];
        assert!(Objects::open("s3://bucket/deep/prefix/", good).is_ok());
        assert!(Objects::open("s3://bucket", [("aws_regoin", "cn-north-1")]).is_err());
        assert!(Objects::open("s3://", NO_OPTIONS).is_err());
    }
}
