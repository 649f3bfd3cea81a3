//! Sign in, and who a session belongs to.

use domain::{Actor, Problem, Text};
use serde_json::json;
use storage::{
    accounts::{self, Account},
    attempts, sessions,
};
use time::{Duration, OffsetDateTime};

use crate::{Error, Result, Services, accounts::DEMO_HOST, audit, passwords, tokens};

/// Failures after which an account waits, from whatever address they come.
const FAILURES_PER_ACCOUNT: u64 = 5;
/// Failures after which an address waits, whatever accounts it tries: an office shares one address.
const FAILURES_PER_ADDRESS: u64 = 50;
/// How long failures count, and so how long to wait.
const WINDOW: Duration = Duration::minutes(15);
/// A session is noted as used at most this often.
const TOUCH_EVERY: Duration = Duration::minutes(5);

/// A new session.
#[derive(Debug)]
pub struct SignedIn {
    /// The token for the cookie; the database has only its hash.
    pub token: String,
    /// When it ends unless it is used.
    pub expires_at: OffsetDateTime,
    /// Who signed in.
    pub actor: Actor,
}

/// Signs a person in.
///
/// # Errors
/// [`Error::Throttled`] after too many failures for the account or from the address, whether or not
/// the password is right; [`Error::Invalid`] if address and password do not belong together, without
/// saying which of the two is wrong.
pub async fn sign_in(services: &Services, email: &str, password: &str, address: &str) -> Result<SignedIn> {
    let now = services.now();
    let db = services.db();
    let email = email.trim();
    let since = now - WINDOW;
    let of_account = attempts::count_failures_since(db, Some(email), None, since).await?;
    let of_address = attempts::count_failures_since(db, None, Some(address), since).await?;
    if of_account >= FAILURES_PER_ACCOUNT || of_address >= FAILURES_PER_ADDRESS {
        return Err(Error::Throttled { retry_after_seconds: WINDOW.whole_seconds().unsigned_abs() });
    }
    let account = accounts::find_by_email(db, email).await?.filter(|a| !a.disabled && may_sign_in(services, &a.email));
    let hash = account.as_ref().and_then(|a| a.password_hash.as_deref());
    let right = passwords::verify(services, password, hash).await?;
    attempts::record(db, email, address, right, now).await?;
    let Some(account) = account.filter(|_| right) else {
        return Err(Error::invalid(
            Problem::error("sign_in.wrong", Text::new("邮箱或密码不对。", "The address or the password is not right."))
                .at_field("password")
                .remedy(Text::new(
                    "请重新输入；如忘记密码，请联系运营方重新发送设置链接。",
                    "Try again; if you forgot the password, ask the operator for a new set-up link.",
                )),
        ));
    };
    let token = tokens::new_token(services);
    let expires_at = now + Duration::hours(services.settings().session_hours);
    let actor = actor(account);
    let tx = storage::begin(db).await?;
    sessions::insert(&tx, &tokens::hash(&token), actor.user_id, now, expires_at).await?;
    audit::append(&tx, &actor, "session.opened", &actor.email, json!({ "address": address }), now).await?;
    tx.commit().await.map_err(Error::internal)?;
    Ok(SignedIn { token, expires_at, actor })
}

/// Who a session belongs to; `None` for an unknown or ended one. Using a session prolongs it.
///
/// # Errors
/// Only faults of the store.
pub async fn actor_of(services: &Services, token: &str) -> Result<Option<Actor>> {
    let now = services.now();
    let hash = tokens::hash(token);
    let Some((session, account)) = sessions::find(services.db(), &hash).await? else { return Ok(None) };
    let lasts = Duration::hours(services.settings().session_hours);
    if account.disabled || !may_sign_in(services, &account.email) || now >= session.last_seen_at + lasts {
        return Ok(None);
    }
    if now >= session.last_seen_at + TOUCH_EVERY {
        sessions::touch(services.db(), &hash, now).await?;
    }
    Ok(Some(actor(account)))
}

pub(crate) fn actor(account: Account) -> Actor {
    account.into()
}

/// The password of the demonstration accounts is public: outside demonstration mode they stay out,
/// even if the database once served a demonstration, and so do the sessions they opened then.
pub(crate) fn may_sign_in(services: &Services, email: &str) -> bool {
    services.settings().demonstration || !email.ends_with(DEMO_HOST)
}
