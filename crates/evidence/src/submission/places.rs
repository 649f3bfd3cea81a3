//! Which regions a respondent may name: its own and those within it.

use std::collections::{HashMap, HashSet};

use domain::questionnaire::Region;

/// The regions of a questionnaire, as one respondent sees them.
#[derive(Debug, Clone)]
pub(super) struct Places<'a> {
    known: HashMap<&'a str, &'a Region>,
    /// `None` where the respondent has no region of its own: then all may be named.
    allowed: Option<HashSet<&'a str>>,
}

impl<'a> Places<'a> {
    /// Those of a respondent in this region.
    pub(super) fn of(regions: &'a [Region], own: Option<&str>) -> Self {
        let known: HashMap<&str, &Region> = regions.iter().map(|region| (region.code.as_str(), region)).collect();
        let allowed = own.map(|own| {
            let within = |region: &&Region| {
                // A chain of parents is never longer than the list, even if it is a circle.
                std::iter::successors(Some(*region), |region| known.get(region.parent.as_deref()?).copied())
                    .take(regions.len())
                    .any(|region| region.code == own)
            };
            regions.iter().filter(within).map(|region| region.code.as_str()).collect()
        });
        Self { known, allowed }
    }

    /// Whether the respondent may name it.
    pub(super) fn allows(&self, code: &str) -> bool {
        self.allowed.as_ref().map_or_else(|| self.knows(code), |allowed| allowed.contains(code))
    }

    /// Whether the questionnaire knows it.
    pub(super) fn knows(&self, code: &str) -> bool {
        self.known.contains_key(code)
    }

    /// Codes of the regions with this name that the respondent may name.
    pub(super) fn codes_of(&self, name: &str) -> Vec<&'a str> {
        let mut codes: Vec<&str> = self
            .known
            .values()
            .filter(|r| r.name.zh == name && self.allows(&r.code))
            .map(|r| r.code.as_str())
            .collect();
        codes.sort_unstable();
        codes
    }
}

#[cfg(test)]
mod tests {
    use domain::{Text, questionnaire::RegionLevel};

    use super::*;

    #[test]
    fn a_respondent_may_name_its_region_and_those_within() {
        let region = |code: &str, parent: Option<&str>, level| Region {
            code: code.to_owned(),
            parent: parent.map(str::to_owned),
            level,
            name: Text::same("城区"),
        };
        let regions = [
            region("140000", None, RegionLevel::Province),
            region("140100", Some("140000"), RegionLevel::Prefecture),
            region("140105", Some("140100"), RegionLevel::County),
            region("140200", Some("140000"), RegionLevel::Prefecture),
        ];
        let places = Places::of(&regions, Some("140100"));
        assert!(places.allows("140100") && places.allows("140105"));
        assert!(!places.allows("140200") && places.knows("140200") && !places.knows("110000"));
        assert_eq!(places.codes_of("城区"), ["140100", "140105"]);
        assert!(Places::of(&regions, None).allows("140200"));
    }
}
