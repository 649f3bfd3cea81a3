//! Rating, and gathering what was confirmed and rated.

use app::pages::work::rating::form as entry;
use axum::{extract::Path, response::Response};
use domain::Problem;
use service::{Error, gather as gathering, rate as rating, ratings};

use crate::web::{form::Form, member::Member};

/// Keeps a rating. Where the evidence changed meanwhile, the page comes back with the new evidence and what
/// was typed.
pub(in crate::routes) async fn rate(
    member: Member,
    Path((slug, period, unit, item)): Path<(String, String, String, String)>,
    form: Form,
) -> Response {
    let values = form.into_values();
    let services = member.services();
    let done = rating::rate(services, &member.actor, &slug, &period, &unit, &item, &entry::read(&values)).await;
    let done = match done {
        Ok(()) => after(&member, &slug, &period, (&unit, &item), entry::goes_on(&values)).await,
        Err(Error::Conflict(why)) => Err(Error::Invalid(vec![Problem::error("rating.outdated", why)])),
        Err(error) => Err(error),
    };
    member.answer(done, values).await
}

/// The next one to rate, or the list where there is none.
async fn after(
    member: &Member,
    slug: &str,
    period: &str,
    (unit, item): (&str, &str),
    goes_on: bool,
) -> Result<String, Error> {
    if !goes_on {
        return Ok(format!("{}?done=rated", app::routes::rating(slug, period, unit, item)));
    }
    let desk = ratings::open_rating(member.services(), &member.actor, slug, period, unit, item).await?;
    let next = desk.next.map(|next| app::routes::rating(slug, period, &next.unit, &next.item));
    Ok(next.unwrap_or_else(|| format!("{}?done=rated", app::routes::ratings(slug, period))))
}

/// Gathers the data of a period, and leads to its round.
pub(in crate::routes) async fn gather(member: Member, Path((slug, period)): Path<(String, String)>) -> Response {
    let done = gathering::gather(member.services(), &member.actor, &slug, &period).await;
    member.answer(done.map(|_| app::routes::round(&slug, &period)), Vec::new()).await
}
