//! The three steps of a respondent: download, fill, upload.

use crate::prelude::*;
use domain::{Lang, questionnaire::Item};
use service::respondents::RespondentDesk;

use super::csv;
use crate::{
    components::note::Note,
    islands::upload_box::{UploadBox, UploadWords},
    locales::{common, filing as words, upload},
    pages::problems,
    request::Page,
    routes,
};

pub(super) fn steps(page: &Page, desk: &RespondentDesk, carried_from: Option<&str>) -> AnyView {
    let lang = page.lang;
    let respondent = desk.asked.respondent.id;
    let items: Vec<&Item> = desk.questionnaire.asked_of(&desk.asked.respondent.department).collect();
    view! {
        <ol class="numbered">
            <li>
                <h3>{words::step_download(lang)}</h3>
                <p>{words::step_download_about(lang)}</p>
                <p><a class="btn" href=routes::workbook(respondent)>{words::download(lang)}</a></p>
                {carried(lang, carried_from)}
            </li>
            <li>
                <h3>{words::step_fill(lang)}</h3>
                <p>{words::step_fill_about(lang)}</p>
            </li>
            <li>
                <h3>{words::step_upload(lang)}</h3>
                <p>{words::step_upload_about(lang)}</p>
                <form class="stack" method="post" enctype="multipart/form-data" action=routes::filing(respondent)>
                    {file(page)}
                    <div class="actions">
                        <button class="btn primary">{words::upload(lang)}</button>
                    </div>
                </form>
                {csv::by_table(lang, respondent, &items)}
            </li>
        </ol>
    }
}

/// That rows of another period stand in the workbook already.
pub(super) fn carried(lang: Lang, from: Option<&str>) -> Option<AnyView> {
    let text = words::carried(lang, from?);
    Some(view! { <Note><p>{text}</p></Note> }.into_any())
}

fn file(page: &Page) -> impl IntoView + use<> {
    let lang = page.lang;
    let texts = UploadWords {
        label: words::drop(lang).into(),
        mark: common::required(lang).into(),
        choose: upload::choose(lang).into(),
        hint: words::accept(lang, page.services.settings().max_upload_bytes >> 20),
        chosen: upload::chosen(lang).into(),
        sending: upload::sending(lang).into(),
        sent: upload::sent(lang).into(),
        failed: upload::failed(lang).into(),
    };
    let fault = page.form.problems.iter().find(|p| problems::is_of_upload(p)).map(|p| problems::sentence(lang, p));
    view! { <UploadBox name="file".to_owned() accept=".xlsx,.csv,.tsv,.txt".to_owned() multiple=false words=texts fault=fault /> }
}
