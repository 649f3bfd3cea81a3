//! Withdrawing a document: asked once, with a reason.

use crate::prelude::*;
use domain::Actor;
use service::{
    Error,
    documents::{self, Document, DocumentDesk, DocumentRecord},
};

use super::super::{respondent_param, subject, way};
use crate::{
    components::{breadcrumb::Crumb, confirm::Confirm, field::TextArea},
    locales::{documents as words, filing},
    pages::{form, frame, gate},
    request::Page,
    routes,
};

/// The page, for whoever may withdraw.
#[component]
pub fn Withdraw() -> impl IntoView {
    let respondent = respondent_param();
    let number = gate::path_param("number").parse::<u32>();
    gate::member(|page, actor| async move {
        let number = number.map_err(|_| Error::NotFound)?;
        let desk = documents::list(&page.services, &actor, respondent?).await?;
        if !desk.may_attach {
            return Err(Error::Forbidden);
        }
        let current = desk.documents.iter().filter_map(Document::current).find(|current| current.number == number);
        Ok(show(&page, &actor, &desk, current.ok_or(Error::NotFound)?))
    })
}

fn show(page: &Page, actor: &Actor, desk: &DocumentDesk, current: &DocumentRecord) -> AnyView {
    let lang = page.lang;
    let title = words::withdraw_title(lang, current.number);
    let back = routes::filing_documents(current.respondent_id);
    let steps = vec![Crumb::link(words::title(lang), back.clone()), Crumb::here(words::withdraw(lang))];
    let name = desk.respondent.organisation.name.get(lang).to_owned();
    let facts = vec![
        (filing::what_happens(lang).to_owned(), words::withdraw_what(lang, &current.file_name)),
        (filing::who_sees(lang).to_owned(), words::withdraw_who(lang).to_owned()),
        (filing::can_undo(lang).to_owned(), words::withdraw_undo(lang).to_owned()),
    ];
    let (revision, reason) = (current.revision, form::value(page, "reason", ""));
    let about = form::required(page, "reason", words::reason(lang));
    let body = view! {
        {way(lang, actor, &desk.index, &desk.fieldwork, &desk.respondent, steps)}
        <section class="stack">
            {form::summary(page)}
            <p class="eyebrow">{subject(lang, &desk.index.about, &desk.fieldwork)} " · " {name.clone()}</p>
            <h1>{words::withdraw(lang)}</h1>
            <Confirm
                id="withdraw"
                title=title.clone()
                facts=facts
                action=routes::withdraw_document(current.respondent_id, current.number)
                button=words::withdraw_button(lang, current.number)
                cancel=words::back(lang)
                cancel_href=back
                danger=true
            >
                <input type="hidden" name="revision" value=revision />
                <TextArea about=about value=reason />
            </Confirm>
        </section>
    };
    frame::work(page, &format!("{name} · {title}"), body)
}
