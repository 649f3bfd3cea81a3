//! What the public sees of an edition 公开范围: its release, the disclosure of each item, the sensitivity
//! of each column. Everything that leaves has passed through here, and what is published is made from it
//! alone: pages, files, bundle.
//!
//! What is withheld is taken out, never blanked for the eye. Except where scores are withheld as a whole,
//! the rest still recomputes to the same bits.

mod evidence;
mod grades;
mod score_only;
#[cfg(test)]
mod tests;

use domain::{EditionContent, edition::Release};

use crate::PublicationError;

/// The part of an edition that its release, its items and its columns let the public see. Disclosing
/// what was disclosed changes nothing.
///
/// # Errors
/// [`PublicationError::ScoreOnly`] where a value must be withheld that the recipe cannot do without.
pub fn disclose(full: &EditionContent, release: &Release) -> Result<EditionContent, PublicationError> {
    let disclosed = match release {
        Release::Full => {
            let mut content = full.clone();
            score_only::withhold_values(&mut content)?;
            evidence::withhold(&mut content);
            content
        }
        Release::Grades => grades::only(full, |_| true),
        Release::BestGrades { grades } => {
            grades::only(full, |grade| grade.is_some_and(|letter| grades.iter().any(|best| best == letter)))
        }
    };
    Ok(EditionContent { release: release.clone(), salt: None, ..disclosed })
}
