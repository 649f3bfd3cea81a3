//! The texts of invented rows. Whatever could be taken for a real document, number or address says that
//! it is an example, or stands under the name `.example`, which nobody can have.

use domain::questionnaire::{Region, ValueRule, column::Value};

use super::draws::Draws;

/// What every invented document begins with.
pub(super) const INVENTED: &str = "示例数据，纯属虚构 Example data, entirely fictional";
/// What the file of an invented document is called.
pub(super) const DOCUMENT: &str = "佐证材料（示例）";

/// What a row is about.
pub(super) struct Subject<'a> {
    pub item: &'a str,
    pub city: &'a Region,
    pub place: &'a Region,
    pub department: &'a str,
    pub year: i32,
    pub number: usize,
}

/// Organisations of a place.
const OFFICES: [&str; 8] =
    ["人民政府", "财政局", "教育局", "交通运输局", "水利局", "住房和城乡建设局", "农业农村局", "市场监督管理局"];
const PROMISES: [&str; 5] =
    ["兑现厂房租金补贴", "拨付设备投资奖励", "完成园区道路配套", "落实人才公寓", "返还土地平整费用"];
const PLEDGES: [&str; 4] =
    ["空气质量优良天数比例（%）", "国考断面优良比例（%）", "污水集中处理率（%）", "绿化覆盖率（%）"];
const BREACHES: [&str; 4] = ["串通投标", "弄虚作假骗取中标", "无正当理由放弃中标", "不按合同履约"];
const REFORMS: [&str; 3] = ["政府承诺清单公开办法（示例）", "合同履约预警办法（示例）", "政务诚信档案办法（示例）"];

/// The text of a column.
pub(super) fn text(key: &str, about: &Subject<'_>, draws: &mut Draws) -> String {
    let Subject { item, place, year, number, .. } = about;
    let pick = |list: &[&'static str], draws: &mut Draws| draws.one_of(list).unwrap_or_default().to_owned();
    match key {
        "unit_name" => reporting_unit(about),
        "target_unit" | "unit" | "dept" => format!("{}{}", place.name.zh, pick(&OFFICES, draws)),
        "town_name" => format!("{}示例{number}街道", place.name.zh),
        "report_no" | "doc_no" | "decision_no" | "url_or_doc" => format!("示例〔{year}〕{number}号"),
        "entry" => format!("https://{}.example/complaints/{number}", host(about)),
        "institution" | "authority" | "verified_by" => "示例核查机构".to_owned(),
        "scope" => "全市公务员（示例）".to_owned(),
        "doc_title" => format!("公务员诚信手册（示例之{number}）"),
        "legal_basis" => "示例条例第三条".to_owned(),
        "refused_reason" => "失信行为未整改到位（示例）".to_owned(),
        "obligation" | "content" => pick(&PROMISES, draws),
        "post" => "项目管理科科长".to_owned(),
        "breach" => pick(&BREACHES, draws),
        "pledge" => pick(&PLEDGES, draws),
        "wave" => if number % 2 == 0 { "第二批" } else { "第一批" }.to_owned(),
        "title" => pick(&REFORMS, draws),
        "indicator" => "C08.1".to_owned(),
        "file_ref" => format!("示例材料 {number}"),
        "appeal_result" => "未申辩".to_owned(),
        "bond_code" => format!("示例债{}{number:02}", year % 100),
        // Numbers of cases, contracts, projects.
        _ => format!("示例-{item}-{year}-{number:03}"),
    }
}

/// 太原市财政局 or, of a county, 清徐县财政局.
fn reporting_unit(about: &Subject<'_>) -> String {
    let department = about.department;
    format!("{}{}", about.place.name.zh, department.strip_prefix('市').unwrap_or(department))
}

/// An address that leads nowhere.
pub(super) fn address(about: &Subject<'_>) -> String {
    format!("https://{}.example/{}/{}/{}", host(about), about.year, about.item, about.number)
}

fn host(about: &Subject<'_>) -> String {
    let first = about.city.name.en.split(' ').next().unwrap_or_default();
    first.chars().filter(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase()
}

/// A unified social credit code of a kind that is not given out (`YY`), with a sound check character.
pub(super) fn credit_code(about: &Subject<'_>) -> String {
    let stem = format!("YY{}{:09}", about.city.code, about.number);
    let codes = "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().map(|check| format!("{stem}{check}"));
    let sound = |code: &String| ValueRule::CreditCode.accepts(&Value::Text(code.clone()), &[]);
    codes.into_iter().find(sound).unwrap_or(stem)
}

/// The place of an answer among 5, 4, 3, 2, 1 and 9 (does not know), for a level of 0 to 1.
pub(super) fn answer(level: f64, draws: &mut Draws) -> usize {
    if draws.happens(0.05) {
        return 5;
    }
    let satisfied = level + draws.swing(0.5);
    [0.8, 0.55, 0.35, 0.15].iter().position(|least| satisfied >= *least).unwrap_or(4)
}
