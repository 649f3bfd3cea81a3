//! Plan fieldwork: what a person chose, checked, and the dates it leads to. Nothing is stored.

use domain::{
    Actor, Organisation, OrganisationKind, Period, Problem, Questionnaire, Text,
    calendar::{covered_years, covers, parse_date},
    fieldwork::{Schedule, day_in_china, respondent_name},
    questionnaire::{Filler, Region},
};
use storage::{fieldworks, indexes::IndexRecord, instruments, organisations};
use time::Date;

use crate::{Error, Result, Services, indexes, questionnaires};

/// Longest name of a period.
const MAX_PERIOD: usize = 20;

/// What a person types to open fieldwork.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldworkForm {
    /// The period 年度 of the round: `2025`.
    pub period: String,
    /// First day the evidence is about: `2025-01-01`.
    pub first_day: String,
    /// Last day the evidence is about.
    pub last_day: String,
    /// Key of the organisation that ordered it.
    pub commissioner: String,
    /// First day of the first phase.
    pub start: String,
    /// Codes of the regions that are assessed.
    pub units: Vec<String>,
}

/// What a person can choose from.
#[derive(Debug, Clone)]
pub struct FieldworkChoices {
    /// The index.
    pub index: IndexRecord,
    /// The questionnaire of the newest version of its instrument; without one there is no fieldwork.
    pub questionnaire: Option<Questionnaire>,
    /// Who may have ordered it.
    pub commissioners: Vec<Organisation>,
}

/// What there is to choose from when fieldwork is opened.
///
/// # Errors
/// [`Error::NotFound`] for another organisation's index or one without an instrument.
pub async fn choices(services: &Services, actor: &Actor, slug: &str) -> Result<FieldworkChoices> {
    let index = indexes::owned(services, actor, slug).await?;
    let questionnaire = questionnaires::open_questionnaire(services, actor, slug).await?;
    let mut commissioners = organisations::list(services.db()).await?;
    commissioners.retain(|organisation| organisation.kind == OrganisationKind::Commissioner);
    Ok(FieldworkChoices { index, questionnaire, commissioners })
}

/// Fieldwork as it would be opened.
#[derive(Debug, Clone)]
pub struct FieldworkPlan {
    /// The index.
    pub index: IndexRecord,
    /// The period 年度 of the round.
    pub period: String,
    /// The days the evidence is about.
    pub days: Period,
    /// The version of the instrument whose questionnaire is asked.
    pub instrument_version_id: i64,
    /// The questionnaire.
    pub questionnaire: Questionnaire,
    /// Who ordered it.
    pub commissioner: Organisation,
    /// The units, in the order of the questionnaire.
    pub units: Vec<Region>,
    /// The phases as dates.
    pub schedule: Schedule,
    /// Who will be asked, by unit and department.
    pub respondents: Vec<PlannedRespondent>,
    /// What deserves a look.
    pub warnings: Vec<Problem>,
}

/// A respondent of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRespondent {
    /// Code of its region.
    pub region: String,
    /// Code of its department.
    pub department: String,
    /// Its name: 太原市财政局.
    pub name: Text,
    /// Whether the assessor fills it itself.
    pub assessor: bool,
}

/// Plans fieldwork and stores nothing: for the dates to be seen before they bind anybody.
///
/// # Errors
/// [`Error::Invalid`] with every problem of the form, each at its field; [`Error::NotFound`] for
/// another organisation's index.
pub async fn plan_fieldwork(
    services: &Services,
    actor: &Actor,
    slug: &str,
    form: &FieldworkForm,
) -> Result<FieldworkPlan> {
    let FieldworkChoices { index, questionnaire, commissioners } = choices(services, actor, slug).await?;
    let questionnaire = questionnaire.ok_or_else(|| Error::invalid(no_questionnaire()))?;
    let instrument = instruments::latest(services.db(), index.id).await?.ok_or(Error::NotFound)?;
    let mut problems = Vec::new();
    let period = period(form, &mut problems);
    if let Some(period) = &period
        && fieldworks::find_by_period(services.db(), index.id, period).await?.is_some()
    {
        problems.push(taken(period));
    }
    let days = days(form, &mut problems);
    let commissioner =
        commissioners.into_iter().find(|organisation| organisation.id.to_string() == form.commissioner.trim());
    if commissioner.is_none() {
        problems.push(no_commissioner());
    }
    let units = units(form, &questionnaire, &mut problems);
    let schedule = schedule(form, &questionnaire, day_in_china(services.now()), &mut problems);
    match (period, days, commissioner, schedule) {
        (Some(period), Some(days), Some(commissioner), Some(schedule)) if problems.is_empty() => Ok(FieldworkPlan {
            period,
            days,
            instrument_version_id: instrument.id,
            commissioner,
            respondents: respondents(&questionnaire, &units),
            warnings: provisional(&schedule).into_iter().collect(),
            index,
            questionnaire,
            units,
            schedule,
        }),
        _ => Err(Error::Invalid(problems)),
    }
}

fn period(form: &FieldworkForm, problems: &mut Vec<Problem>) -> Option<String> {
    let period = form.period.trim();
    let sound = |c: char| c.is_alphanumeric() || c == '-';
    if period.is_empty() || period.chars().count() > MAX_PERIOD || !period.chars().all(sound) {
        let zh = format!("请写年度，只用文字、数字和连字符，最多 {MAX_PERIOD} 个字，例如 2025。");
        let en = format!("Name the period with letters, digits and hyphens, {MAX_PERIOD} at most: 2025.");
        problems.push(Problem::error("fieldwork.period", Text::new(zh, en)).at_field("period").found(period));
        return None;
    }
    Some(period.to_owned())
}

/// The label names the field: the summary on top of the form shows the sentence alone.
fn day(field: &str, label: (&str, &str), text: &str, problems: &mut Vec<Problem>) -> Option<Date> {
    let parsed = parse_date(text.trim());
    if parsed.is_none() {
        let (zh, en) = label;
        let message = if text.trim().is_empty() {
            Text::new(format!("请填写{zh}。"), format!("Give the {en}."))
        } else {
            Text::new(format!("{zh}不是日期。"), format!("The {en} is not a date."))
        };
        problems.push(
            Problem::error("fieldwork.date", message)
                .at_field(field)
                .found(text)
                .remedy(Text::new("请写成 2026-03-02。", "Write it as 2026-03-02.")),
        );
    }
    parsed
}

fn days(form: &FieldworkForm, problems: &mut Vec<Problem>) -> Option<Period> {
    let start = day("first_day", ("评估期第一天", "first day assessed"), &form.first_day, problems);
    let end = day("last_day", ("评估期最后一天", "last day assessed"), &form.last_day, problems);
    let days = Period { start: start?, end: end? };
    if days.end < days.start {
        let message = Text::new("最后一天早于第一天。", "The last day is before the first.");
        problems.push(Problem::error("fieldwork.days_order", message).at_field("last_day").found(form.last_day.trim()));
    }
    Some(days)
}

fn units(form: &FieldworkForm, questionnaire: &Questionnaire, problems: &mut Vec<Problem>) -> Vec<Region> {
    for code in form.units.iter().filter(|code| questionnaire.region(code).is_none()) {
        let message = Text::new("问卷里没有这个地区。", "The questionnaire has no such region.");
        problems.push(Problem::error("fieldwork.unit_unknown", message).at_field("units").found(code));
    }
    let chosen = |region: &&Region| form.units.contains(&region.code);
    let units: Vec<Region> = questionnaire.regions.iter().filter(chosen).cloned().collect();
    if form.units.is_empty() {
        let message = Text::new("请至少选择一个评估对象。", "Choose at least one unit.");
        problems.push(Problem::error("fieldwork.units_missing", message).at_field("units"));
    }
    units
}

fn schedule(
    form: &FieldworkForm,
    questionnaire: &Questionnaire,
    today: Date,
    problems: &mut Vec<Problem>,
) -> Option<Schedule> {
    let start = day("start", ("第一个阶段的开始日期", "first day of the first phase"), &form.start, problems)?;
    let Some(schedule) = Schedule::plan(start, &questionnaire.phases) else {
        let message = Text::new("日期太远，无法排期。", "The dates lie too far ahead to be counted.");
        problems.push(Problem::error("fieldwork.too_far", message).at_field("start").found(form.start.trim()));
        return None;
    };
    match schedule.windows(Filler::Respondent).last() {
        None => problems.push(no_filing_phase()),
        Some(window) if window.last < today => problems.push(over(window.last)),
        Some(_) => {}
    }
    Some(schedule)
}

/// Every department of every unit that is asked something.
fn respondents(questionnaire: &Questionnaire, units: &[Region]) -> Vec<PlannedRespondent> {
    let asked: Vec<_> =
        questionnaire.departments.iter().filter(|d| questionnaire.asked_of(&d.code).next().is_some()).collect();
    let of_unit = |unit: &Region| {
        let planned = asked.iter().map(|department| PlannedRespondent {
            region: unit.code.clone(),
            department: department.code.clone(),
            name: respondent_name(&unit.name, &department.name),
            assessor: department.assessor,
        });
        planned.collect::<Vec<_>>()
    };
    units.iter().flat_map(of_unit).collect()
}

fn provisional(schedule: &Schedule) -> Option<Problem> {
    let (first, last) = (schedule.phases().first()?, schedule.phases().last()?);
    let known = covered_years();
    (!covers(first.first, last.last)).then(|| {
        let zh = format!(
            "只有 {} 至 {} 年的放假安排已知，其余年份按周一至周五计算工作日，日期可能有变。",
            known.start(),
            known.end()
        );
        let en = format!(
            "Public holidays are known for {} to {}; other years count Monday to Friday, and dates may change.",
            known.start(),
            known.end()
        );
        Problem::warning("fieldwork.calendar", Text::new(zh, en)).at_field("start")
    })
}

fn no_questionnaire() -> Problem {
    let message = Text::new(
        "这个指数还没有问卷，没有可以填报的内容。",
        "This index has no questionnaire yet; there is nothing to file.",
    );
    Problem::error("fieldwork.questionnaire_first", message)
        .remedy(Text::new("请先导入问卷（JSON 文件）。", "Import the questionnaire, a JSON file, first."))
}

fn taken(period: &str) -> Problem {
    let message = Text::new("这个年度的填报已经开始。", "Fieldwork for this period has been opened already.");
    Problem::error("fieldwork.period_taken", message).at_field("period").found(period)
}

fn no_commissioner() -> Problem {
    let message = Text::new("请选择委托方。", "Choose the commissioner.");
    Problem::error("fieldwork.commissioner", message).at_field("commissioner").remedy(Text::new(
        "如果名单里没有，请运营方先建立这个组织。",
        "If it is not on the list, ask the operator to create the organisation.",
    ))
}

fn no_filing_phase() -> Problem {
    let message = Text::new(
        "问卷没有自评填报阶段（self-report），无法接收填报。",
        "The questionnaire has no filing phase (self-report); nothing could be filed.",
    );
    Problem::error("fieldwork.no_filing_phase", message)
        .at_field("start")
        .remedy(Text::new("请在问卷里加上这个阶段。", "Add this phase to the questionnaire."))
}

fn over(last: Date) -> Problem {
    let zh = format!("按这个开始日期，填报已于 {last} 结束。");
    let en = format!("From this start, filing would have ended on {last}.");
    Problem::error("fieldwork.over", Text::new(zh, en))
        .at_field("start")
        .remedy(Text::new("请选择更晚的开始日期。", "Choose a later start."))
}
