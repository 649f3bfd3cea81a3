//! Fieldwork 填报: when what is asked of whom, and how far each respondent 填报单位 has come.

mod schedule;
mod standing;

pub use schedule::{Schedule, ScheduledPhase, Window, day_in_china};
pub use standing::{FiledRevision, Progress, Return, Standing};

use crate::text::Text;

/// The name of a department in a region: 太原市 and 市财政局 make 太原市财政局.
pub fn respondent_name(region: &Text, department: &Text) -> Text {
    // 市财政局 says “of the city”; after the name of the city, or of a county, that is said twice.
    let zh = department.zh.strip_prefix('市').unwrap_or(&department.zh);
    Text::new(format!("{}{zh}", region.zh), format!("{}, {}", department.en, region.en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_respondent_says_its_city_once() {
        let name = |region: &str, department: &str| {
            respondent_name(&Text::new(region, "Taiyuan"), &Text::new(department, "Finance"))
        };
        assert_eq!(name("太原市", "市财政局"), Text::new("太原市财政局", "Finance, Taiyuan"));
        assert_eq!(name("清徐县", "市财政局").zh, "清徐县财政局");
        assert_eq!(name("太原市", "中国人民银行市分行").zh, "太原市中国人民银行市分行");
    }
}
