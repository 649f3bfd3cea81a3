//! An invented round of the Shanxi questionnaire: every department of every city files, the assessor
//! rates and publishes, and the next round is under way. The names of the places are real; every figure
//! is drawn from a seed, and every page and file says so.
//!
//! ```text
//! draws → city → row, values, words → rows → tables of a respondent → workbook
//! plan   what each respondent does, and when          faults   what people get wrong
//! load   the order of things; filing, rating and publishing go through the functions of `service`
//! ```
//!
//! **Time.** Fieldwork is open on certain days only, and the server goes by its clock. So each deed of
//! the past round is done by services whose clock stands at the day on which it would have been done: the
//! rules in force on that day are applied, nothing is written around them, and the records carry that day.
//! The round under way is counted back from today.

mod city;
mod documents;
mod draws;
mod faults;
mod filing;
mod load;
mod people;
mod plan;
mod publishing;
mod rating;
mod row;
mod rows;
#[cfg(test)]
mod tests;
mod values;
mod words;

use std::collections::BTreeMap;

use domain::{
    Actor, Period, Problem, Questionnaire,
    questionnaire::{EvidenceTable, Region, RegionLevel},
};
use service::{Clock, Services, indexes::FICTIONAL, indexes::IndexForm};
use time::{Date, Duration, OffsetDateTime, Time};

pub use self::load::load;
use crate::{cli::Failure, system::Parts};

/// The short name of the index.
pub const SLUG: &str = "shanxi";
/// The questionnaire.
const QUESTIONNAIRE: &[u8] = include_bytes!("../../../fixtures/shanxi/instrument.json");
/// Its name as a file.
const QUESTIONNAIRE_FILE: &str = "shanxi.json";

/// Who and what the demonstration is loaded with.
pub struct Stage<'a> {
    /// What services are made of.
    pub parts: &'a Parts,
    /// Gives people their accounts.
    pub operator: Actor,
    /// Assesses.
    pub assessor: Actor,
    /// Ordered it.
    pub commissioner: Actor,
    /// How many cities take part; all without it.
    pub cities: Option<usize>,
    /// The time it really is.
    pub now: OffsetDateTime,
    /// Tells how far it is.
    pub say: fn(&str) -> Result<(), Failure>,
}

impl Stage<'_> {
    /// What people may do at this time.
    fn at(&self, time: OffsetDateTime) -> Services {
        self.parts.services(Standing(time))
    }

    /// The cities that take part.
    fn cities(&self, questionnaire: &Questionnaire) -> Vec<Region> {
        let cities = questionnaire.regions.iter().filter(|region| region.level == RegionLevel::Prefecture);
        cities.take(self.cities.unwrap_or(usize::MAX)).cloned().collect()
    }
}

/// A clock that stands still.
struct Standing(OffsetDateTime);

impl Clock for Standing {
    fn now(&self) -> OffsetDateTime {
        self.0
    }
}

/// Nine in the morning in China.
fn at_nine(day: Date) -> OffsetDateTime {
    day.with_time(Time::MIDNIGHT).assume_utc() + Duration::hours(1)
}

/// The tables a department of a city fills, by code of their items.
///
/// # Errors
/// Never, of a questionnaire that was read.
fn tables(
    questionnaire: &Questionnaire,
    region: &Region,
    department: &str,
    period: Period,
) -> Result<BTreeMap<String, EvidenceTable>, Vec<Problem>> {
    let city = city::City::new(questionnaire, region);
    let asked = questionnaire.asked_of(department);
    asked.map(|item| Ok((item.code.clone(), rows::table(questionnaire, item, &city, period)?))).collect()
}

/// What the index says about itself.
pub fn index() -> IndexForm {
    IndexForm {
        slug: SLUG.into(),
        name_zh: "山西省政务诚信评估（示例）".into(),
        name_en: "Shanxi government integrity assessment (example)".into(),
        summary_zh: "按照诚评自编的示范问卷，演示设区市政务诚信评估的全过程：部门填报、逐格校验、第三方评分、公布和核验。".into(),
        summary_en: "Shows the whole way of an assessment of cities on Chengping’s own example questionnaire: departments file, every cell is checked, evaluators rate, the result is published and can be verified.".into(),
        source_zh: "全部数据由程序按固定种子虚构，不来自任何政府部门。".into(),
        source_en: "All data are invented by a program from a fixed seed. None comes from any public body.".into(),
        licence_zh: "Apache-2.0，与本平台相同。引用时必须注明是示例数据。".into(),
        licence_en: "Apache-2.0, like this platform. Whoever quotes them must say that they are example data.".into(),
        unit_noun_zh: "设区市".into(),
        unit_noun_en: "cities".into(),
        contact_zh: "演示用：assessor@demo.example".into(),
        contact_en: "For show: assessor@demo.example".into(),
        fictional: FICTIONAL.into(),
    }
}
