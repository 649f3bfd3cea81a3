//! An invented city under a real name: how well its government keeps its word, and how large it is.

use domain::{
    Questionnaire,
    questionnaire::{Item, Region},
};

use super::draws::Draws;

/// A city and what its figures are drawn around.
#[derive(Debug, Clone)]
pub(super) struct City<'a> {
    /// The place, by its real name and code.
    pub region: &'a Region,
    /// The counties within it.
    pub counties: Vec<&'a Region>,
    /// Residents, in 万.
    pub population: f64,
    /// General budget revenue, in 亿元.
    pub revenue: f64,
    /// How well it does, 0 to 1.
    level: f64,
}

impl<'a> City<'a> {
    /// The city of a region. Its level is drawn, and has nothing to do with the place.
    pub(super) fn new(questionnaire: &'a Questionnaire, region: &'a Region) -> Self {
        let mut draws = Draws::of(&["city", &region.code]);
        let within = |other: &&Region| other.parent.as_deref() == Some(&*region.code);
        Self {
            counties: questionnaire.regions.iter().filter(within).collect(),
            level: 0.6 + 0.36 * draws.share(),
            population: draws.measure(120.0, 520.0),
            revenue: draws.measure(80.0, 420.0),
            region,
        }
    }

    /// How well it does in an item: around its level, by what is alike in a dimension and by chance.
    pub(super) fn level_of(&self, item: &Item) -> f64 {
        let mut shared = Draws::of(&["dimension", &self.region.code, item.parent.as_deref().unwrap_or_default()]);
        let mut own = Draws::of(&["item", &self.region.code, &item.code]);
        (self.level + shared.swing(0.18) + own.swing(0.2)).clamp(0.05, 1.0)
    }

    /// The points that somebody who judges would come nearest to.
    pub(super) fn judged(&self, item: &Item) -> f64 {
        let mut draws = Draws::of(&["judged", &self.region.code, &item.code]);
        (self.level_of(item) * 100.0 + draws.swing(15.0)).clamp(0.0, 100.0)
    }

    /// Where a row may be about: one of the counties, or the city itself.
    pub(super) fn place(&self, draws: &mut Draws) -> &'a Region {
        let county = draws.one_of(&self.counties);
        county.filter(|_| draws.happens(0.75)).unwrap_or(self.region)
    }
}
