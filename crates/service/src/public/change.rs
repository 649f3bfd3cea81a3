//! What a correction changed, as far as the public may know: what both versions show is compared in full, of
//! what one of them withholds only whether it changed.

use domain::{
    EditionContent, Text,
    edition::{EditionDiff, diff},
};
use storage::editions::EditionRecord;

use crate::{Result, Services};

/// What an edition changed against the version it corrects; `None` for a first version.
pub(super) async fn against_corrected(
    services: &Services,
    records: &[EditionRecord],
    record: &EditionRecord,
    content: &EditionContent,
) -> Result<Option<EditionDiff>> {
    let Some(correction) = &content.corrects else { return Ok(None) };
    let before = super::content(services, &correction.sha256).await?;
    let public = diff(&before, content);
    let corrected = records.iter().find(|e| e.bundle_sha256 == correction.sha256);
    let whole_before = corrected.map_or(correction.sha256.as_str(), EditionRecord::whole_sha256);
    if whole_before == correction.sha256 && record.full_sha256.is_none() {
        return Ok(Some(public));
    }
    let was = super::content(services, whole_before).await?;
    let is = super::content(services, record.whole_sha256()).await?;
    Ok(Some(with_hidden(public, (&before, content), (&was, &is))))
}

/// What is withheld differs between releases by itself: so whether anything changed is asked of the full
/// contents, and nothing but yes or no comes back.
fn with_hidden(
    public: EditionDiff,
    (before, after): (&EditionContent, &EditionContent),
    (was, is): (&EditionContent, &EditionContent),
) -> EditionDiff {
    let same = |a: &EditionContent, b: &EditionContent| a.data == b.data && a.evidence == b.evidence;
    EditionDiff {
        instrument_changed: was.instrument != is.instrument,
        recipe_changed: was.recipe != is.recipe,
        hidden_changed: !same(was, is) && (public.scores_withheld || same(before, after)),
        ..public
    }
}

/// What a correction changed, in one sentence.
pub fn diff_sentence(diff: &EditionDiff) -> Text {
    let mut parts: Vec<Text> = Vec::new();
    if let Some((before, after)) = &diff.releases {
        let (before, after) = (before.label(), after.label());
        parts.push(Text::new(
            format!("公布方式由“{}”改为“{}”", before.zh, after.zh),
            format!("the release was changed from “{}” to “{}”", before.en, after.en),
        ));
    }
    if diff.hidden_changed {
        parts.push(Text::new("数据有更正（内容不公开）", "data were corrected (what they say is not public)"));
    }
    if !diff.grades.is_empty() && diff.scores_withheld {
        parts.push(Text::new(
            format!("{} 个评估对象的等次有变化", diff.grades.len()),
            format!("units with another grade: {}", diff.grades.len()),
        ));
    }
    if diff.instrument_changed {
        parts.push(Text::new("指标体系有调整", "the instrument was adjusted"));
    }
    if diff.other_periods_changed {
        parts.push(Text::new(
            "用来插补的其他各期的值有更正",
            "values of other periods that missing ones are imputed from were corrected",
        ));
    }
    if diff.recipe_changed {
        parts.push(Text::new("计分方法有调整", "the recipe was adjusted"));
    }
    let silent = diff.values.is_empty() && diff.results.is_empty();
    if diff.scores_withheld && !diff.hidden_changed {
        parts.push(Text::new("数据没有变化", "the data are the same"));
    } else if !diff.scores_withheld && (!silent || parts.is_empty()) {
        let figures = Text::new(
            format!("改动了 {} 个原始值，{} 个评估对象的得分或名次随之变化", diff.values.len(), diff.results.len()),
            format!(
                "{} raw values changed, and with them the score or rank of {} units",
                diff.values.len(),
                diff.results.len()
            ),
        );
        parts.insert(0, figures);
    }
    let joined = |parts: Vec<&str>, between: &str| parts.join(between);
    let zh = joined(parts.iter().map(|part| part.zh.as_str()).collect(), "；");
    let en = joined(parts.iter().map(|part| part.en.as_str()).collect(), "; ");
    Text::new(format!("{zh}。"), format!("{}.", capitalised(&en)))
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use domain::edition::{Release, ValueChange};

    use super::*;

    #[test]
    fn a_change_of_what_is_hidden_is_told_without_a_number() {
        let hidden = EditionDiff { scores_withheld: true, hidden_changed: true, ..EditionDiff::default() };
        assert_eq!(diff_sentence(&hidden).zh, "数据有更正（内容不公开）。");
        let shown = EditionDiff { hidden_changed: true, ..EditionDiff::default() };
        assert_eq!(diff_sentence(&shown).en, "Data were corrected (what they say is not public).");
    }

    #[test]
    fn another_release_of_the_same_data_says_only_that() {
        let releases = Some((Release::Full, Release::Grades));
        let diff = EditionDiff { scores_withheld: true, releases, ..EditionDiff::default() };
        assert_eq!(diff_sentence(&diff).zh, "公布方式由“全表公开”改为“只公布等次”；数据没有变化。");
    }

    #[test]
    fn figures_that_everybody_sees_are_counted() {
        let value = ValueChange { unit: "a".into(), indicator: "b".into(), before: None, after: Some(1.0) };
        let diff = EditionDiff { values: vec![value], recipe_changed: true, ..EditionDiff::default() };
        assert_eq!(diff_sentence(&diff).zh, "改动了 1 个原始值，0 个评估对象的得分或名次随之变化；计分方法有调整。");
    }
}
