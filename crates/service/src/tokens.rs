//! Unguessable tokens for cookies and links. The database holds only their hashes.

use sha2::{Digest, Sha256};

use crate::Services;

/// 256 random bits in hexadecimal.
pub(crate) fn new_token(services: &Services) -> String {
    let mut bytes = [0; 32];
    services.chance().fill(&mut bytes);
    hex::encode(bytes)
}

/// What the database keeps of a token.
pub(crate) fn hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}
