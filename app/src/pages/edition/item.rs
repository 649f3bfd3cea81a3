//! One number of one unit, opened: what was asked, the formula with the numbers in it, the rows, what an
//! evaluator found, the documents.

mod number;
mod outside;
mod rating;
mod rows;

use std::sync::Arc;

use crate::prelude::*;
use domain::{
    EditionContent, Lang,
    dataset::CellStatus,
    edition::{ItemEvidence, PublishedDocument, PublishedEvidence},
    questionnaire::{Filler, Item as Asked},
};
use leptos_router::hooks::use_params_map;
use service::{Error, public::PublicEdition};

use super::{
    head::{self, EditionHead},
    results::{indicator_href, node_score, unit_href},
    standing::standing,
};
use crate::{
    components::{
        layout::PublicLayout,
        note::{Note, Tone},
        stat::Facts,
        table::{DataTable, Head},
    },
    date,
    locales::{item as words, questionnaire},
    pages::questions::{self, scoring},
    request::Page,
};

/// The page.
#[component]
pub fn Item() -> impl IntoView {
    let unit = head::code_param();
    let item = use_params_map().get_untracked().get("item");
    standing(|page, view| async move {
        let content = view.edition.content.clone();
        let (unit, item) = unit.zip(item).ok_or(Error::NotFound)?;
        let subject = Subject::find(page.lang, &content, &unit, &item).ok_or(Error::NotFound)?;
        Ok(subject.show(&page, view.clone()).into_any())
    })
}

/// What the page is about.
#[derive(Clone, Copy)]
struct Subject<'a> {
    lang: Lang,
    content: &'a EditionContent,
    evidence: &'a PublishedEvidence,
    /// Position of the unit.
    unit: usize,
    /// Code of the item.
    code: &'a str,
    /// Position of the item in the tree; `None` for deductions, bonuses and vetoes.
    node: Option<usize>,
    /// What was asked; `None` where only the score is public.
    asked: Option<&'a Asked>,
    /// What was answered; `None` where nothing was, or only the score is public.
    answered: Option<&'a ItemEvidence>,
}

impl<'a> Subject<'a> {
    /// Nothing without evidence, for units that are not there, and for codes that name no item.
    fn find(lang: Lang, content: &'a EditionContent, unit: &str, item: &str) -> Option<Self> {
        let evidence = content.evidence.as_ref()?;
        let unit = content.data.units.iter().position(|u| u.code == unit)?;
        let node = content.instrument.position(item).filter(|&node| content.instrument.is_indicator(node));
        let asked = evidence.questionnaire.item(item);
        let code = match (asked, node) {
            (Some(asked), _) => &asked.code,
            (None, Some(node)) => &content.instrument.nodes()[node].code,
            (None, None) => return None,
        };
        let answered = evidence.entry(code, &content.data.units[unit].code);
        Some(Self { lang, content, evidence, unit, code, node, asked, answered })
    }

    fn name(&self) -> String {
        let name =
            self.asked.map(|asked| &asked.name).or_else(|| Some(&self.content.instrument.nodes()[self.node?].name));
        name.map(|name| name.get(self.lang).to_owned()).unwrap_or_default()
    }

    fn show(self, page: &Page, view: Arc<PublicEdition>) -> AnyView {
        let lang = self.lang;
        let unit = &self.content.data.units[self.unit];
        let title = format!("{} {}", self.code, self.name());
        let here = format!("{} · {}", unit.name.get(lang), self.code);
        let across = self.node.map(|_| {
            view! { <li><a href=indicator_href(self.content, self.code)>{words::all_units(lang)}</a></li> }
        });
        let back = unit_href(self.content, &unit.code);
        let rating = self.answered.and_then(|answered| answered.rating.as_ref());
        // Bound before: what stands inside the layout lives longer than the content does.
        let (how, rows) = (self.how(), rows::section(self, page));
        let rating = rating.map(|rating| rating::section(self, rating));
        let documents = self.answered.and_then(|answered| documents(lang, &answered.documents));
        let about = self.asked.map(|asked| self.about(asked));
        let (lede, back_text) = (words::lede(lang, unit.name.get(lang)), words::back(lang, unit.name.get(lang)));
        view! {
            <PublicLayout>
                <EditionHead view=view title=title lede=lede here=here />
                <nav class="parts" aria-label=words::ways(lang)>
                    <ul>
                        <li><a href=back>{back_text}</a></li>
                        {across}
                    </ul>
                </nav>
                {how}
                {rating}
                {rows}
                {documents}
                {about}
            </PublicLayout>
        }
    }

    /// How the number comes about, or why there is none.
    fn how(self) -> AnyView {
        let lang = self.lang;
        let figures = match self.node {
            Some(node) => number::steps(self, node),
            None => outside::steps(self),
        };
        view! {
            <section class="stack" id="how" aria-labelledby="how-title">
                <div class="head"><h2 id="how-title">{words::how(lang)}</h2></div>
                {self.standing_note()}
                {figures}
            </section>
        }
    }

    /// That the item does not apply, was not submitted, or rests on few cases; that only its score is public.
    fn standing_note(self) -> Option<AnyView> {
        let lang = self.lang;
        let node = self.node?;
        let cell = self.content.data.note(self.code, &self.content.data.units[self.unit].code);
        let filed = self.answered.and_then(|answered| answered.not_applicable.clone());
        let reason = filed.or_else(|| Some(cell?.reason.as_ref()?.get(lang).to_owned()));
        let text = match node_score(self.content, self.unit, node).status {
            Some(CellStatus::NotApplicable) => words::not_applicable(lang, reason.unwrap_or_default()),
            Some(CellStatus::NotSubmitted) => words::not_submitted(lang).to_owned(),
            Some(CellStatus::LowDenominator) => {
                let least = self.asked.and_then(|asked| asked.min_denominator);
                least.map_or_else(|| words::few(lang).to_owned(), |least| words::few_below(lang, least))
            }
            None if self.asked.is_none() => words::score_only(lang).to_owned(),
            None => return None,
        };
        Some(view! { <Note tone=Tone::Wait><p>{text}</p></Note> })
    }

    /// What was asked, of whom, and where the rows come from.
    fn about(self, asked: &Asked) -> AnyView {
        let lang = self.lang;
        let questions = &self.evidence.questionnaire;
        let named = |code: &String| questions::department(lang, questions, code);
        let mut facts = vec![(questionnaire::kind(lang).to_owned(), questions::kind(lang, &asked.kind).to_owned())];
        facts.extend(scoring::facts(lang, questions, asked));
        facts.push((questionnaire::lead(lang).to_owned(), named(&asked.lead)));
        if !asked.assist.is_empty() {
            let all = asked.assist.iter().map(named).collect::<Vec<_>>().join(questionnaire::list_comma(lang));
            facts.push((questionnaire::assist(lang).to_owned(), all));
        }
        match asked.filler {
            Filler::Assessor => {
                facts.push((questionnaire::filed_by(lang).to_owned(), questionnaire::by_assessor(lang).to_owned()));
            }
            Filler::Respondent => {}
        }
        let days = self.evidence.days;
        facts.push((
            words::days(lang).to_owned(),
            words::from_to(lang, date::day(lang, days.start), date::day(lang, days.end)),
        ));
        facts.push((questionnaire::source(lang).to_owned(), asked.source.get(lang).to_owned()));
        facts.push((
            questionnaire::disclosure(lang).to_owned(),
            questions::disclosure(lang, asked.disclosure).to_owned(),
        ));
        facts.extend(asked.note.as_ref().map(|note| (questionnaire::note(lang).to_owned(), note.get(lang).to_owned())));
        view! {
            <section class="stack" id="about" aria-labelledby="about-title">
                <div class="head"><h2 id="about-title">{words::about(lang)}</h2></div>
                <Facts items=facts />
            </section>
        }
    }
}

/// The documents by name and hash; who holds a copy can show that it is the one.
fn documents(lang: Lang, documents: &[PublishedDocument]) -> Option<AnyView> {
    let rows = documents
        .iter()
        .map(|document| {
            view! {
                <tr id=format!("document-{}", document.number)>
                    <th scope="row">{words::document_number(lang, document.number)} " " {document.name.clone()}</th>
                    <td class="num" data-label=words::size(lang)>{words::kilobytes(lang, document.bytes.div_ceil(1024))}</td>
                    <td data-label="SHA-256"><span class="hash">{document.sha256.clone()}</span></td>
                </tr>
            }
        })
        .collect_view();
    let heads = vec![Head::text(words::document(lang)), Head::figure(words::size(lang)), Head::text("SHA-256")];
    (!documents.is_empty()).then(|| {
        view! {
            <section class="stack" id="documents" aria-labelledby="documents-title">
                <div class="head"><h2 id="documents-title">{words::documents(lang)}</h2></div>
                <p>{words::documents_about(lang)}</p>
                <DataTable caption=words::documents(lang) heads=heads class="data cards top">{rows}</DataTable>
            </section>
        }
    })
}

/// How one number of one unit comes about, for the tests of the words.
#[cfg(test)]
pub(super) fn how(lang: Lang, content: &EditionContent, unit: &str, item: &str) -> Option<AnyView> {
    Subject::find(lang, content, unit, item).map(Subject::how)
}
