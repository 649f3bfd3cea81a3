//! Passwords: argon2id with the parameters OWASP names as the least (19 MiB, 2 passes, 1 lane).

use argon2::{
    Argon2,
    password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString},
};
use domain::{Problem, Text};

use crate::{Error, Result, Services};

/// Fewest characters of a password (OWASP ASVS 5.0, 6.2.1 asks for 8 and recommends 15).
const LEAST: usize = 12;
/// Most characters: a bound on the work of hashing (ASVS 6.2.9 asks for at least 64).
const MOST: usize = 200;

/// Whether a new password will do; `field` is the form field it was typed in.
pub(crate) fn check(password: &str, email: &str, field: &str) -> Result<()> {
    let length = password.chars().count();
    let problem = |code: &str, zh: String, en: String| {
        Err(Error::invalid(Problem::error(code, Text::new(zh, en)).at_field(field)))
    };
    if length < LEAST {
        return problem(
            "password.short",
            format!("密码至少要有 {LEAST} 个字符。"),
            format!("A password has at least {LEAST} characters."),
        );
    }
    if length > MOST {
        return problem(
            "password.long",
            format!("密码最多 {MOST} 个字符。"),
            format!("A password has at most {MOST} characters."),
        );
    }
    let lower = password.to_lowercase();
    let local = email.split('@').next().unwrap_or_default().to_lowercase();
    let distinct = lower.chars().collect::<std::collections::HashSet<_>>().len();
    if distinct < 5 || (local.len() > 3 && lower.contains(&local)) || COMMON.iter().any(|c| lower.contains(c)) {
        return problem(
            "password.weak",
            "这个密码太容易猜到：不要用邮箱名、连续或重复的字符。".into(),
            "This password is too easy to guess: no address, no runs, no repeated characters.".into(),
        );
    }
    Ok(())
}

/// Stems of the passwords that are tried first everywhere.
const COMMON: [&str; 8] =
    ["password", "12345678", "qwertyui", "11111111", "abcdefgh", "iloveyou", "woaini13", "chengping"];

/// Hashes a password with a fresh salt.
pub(crate) async fn hash(services: &Services, password: &str) -> Result<String> {
    let mut salt = [0; 16];
    services.chance().fill(&mut salt);
    let password = password.to_owned();
    work(services, move || {
        let salt = SaltString::encode_b64(&salt)?;
        Ok(Argon2::default().hash_password(password.as_bytes(), &salt)?.to_string())
    })
    .await
}

/// Whether the password belongs to the hash. Without a hash the same work is done, so that the time
/// of an answer does not tell whether an account exists.
pub(crate) async fn verify(services: &Services, password: &str, hash: Option<&str>) -> Result<bool> {
    let Some(hash) = hash.map(str::to_owned) else {
        self::hash(services, password).await?;
        return Ok(false);
    };
    let password = password.to_owned();
    work(services, move || {
        let parsed = PasswordHash::new(&hash)?;
        match Argon2::default().verify_password(password.as_bytes(), &parsed) {
            Ok(()) => Ok(true),
            Err(argon2::password_hash::Error::Password) => Ok(false),
            Err(error) => Err(error),
        }
    })
    .await
}

async fn work<T: Send + 'static>(
    services: &Services,
    work: impl FnOnce() -> argon2::password_hash::Result<T> + Send + 'static,
) -> Result<T> {
    let _permit = services.hashing().acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?.map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn short_common_and_personal_passwords_are_refused() {
        for weak in ["short", "passwordpassword", "aaaaaaaaaaaa", "my-wang.min-is-here"] {
            assert!(check(weak, "wang.min@example.org", "password").is_err(), "{weak}");
        }
        assert!(check("山高水长 four rivers", "wang.min@example.org", "password").is_ok());
    }
}
