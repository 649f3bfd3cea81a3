//! What a refusal says to people.

use domain::Text;

use super::ScoringError;
use crate::Refusal;

impl ScoringError {
    /// What is wrong.
    #[expect(clippy::too_many_lines, reason = "a table: one arm a reason")]
    pub(super) fn message(&self) -> Text {
        match self {
            Self::ColumnMissing { indicator } => Text::new(
                format!("数据中没有指标“{indicator}”。"),
                format!("The data have no indicator “{indicator}”."),
            ),
            Self::ColumnLength { indicator, expected, found } => Text::new(
                format!("指标“{indicator}”有 {found} 个值，但评估对象有 {expected} 个。"),
                format!("Indicator “{indicator}” has {found} values for {expected} units."),
            ),
            Self::NoUnits => Text::new("数据中没有评估对象。", "The data have no units."),
            Self::NotFinite { indicator, unit } => Text::new(
                format!("“{unit}”的指标“{indicator}”不是有限的数。"),
                format!("Indicator “{indicator}” of “{unit}” is not a finite number."),
            ),
            Self::Constant { indicator } => Text::new(
                format!("指标“{indicator}”在所有评估对象上取值相同，不能按最小–最大值标准化。"),
                format!("Indicator “{indicator}” has the same value for every unit: min–max cannot normalise it."),
            ),
            Self::Missing { indicator, unit } => Text::new(
                format!("“{unit}”缺少指标“{indicator}”，而计分方法不允许缺失。"),
                format!("“{unit}” has no value for indicator “{indicator}”, and the recipe refuses missing values."),
            ),
            Self::PostsMissing { indicator } => Text::new(
                format!("指标“{indicator}”没有底线值和目标值。"),
                format!("Indicator “{indicator}” has no floor and target."),
            ),
            Self::PostsUnknown { indicator } => Text::new(
                format!("计分方法为“{indicator}”给出了底线值和目标值，但它不是指标。"),
                format!("The recipe gives a floor and target for “{indicator}”, which is no indicator."),
            ),
            Self::PostsDirection { indicator } => Text::new(
                format!("指标“{indicator}”的底线值与目标值和它的方向不符。"),
                format!("The floor and target of indicator “{indicator}” do not fit its direction."),
            ),
            Self::Scale { lower, upper } => Text::new(
                format!("分值范围从 {lower} 到 {upper}：下限必须小于上限。"),
                format!("The scale runs from {lower} to {upper}: the lower end must be below the upper."),
            ),
            Self::Coverage { share, .. } => Text::new(
                format!("最低数据覆盖是 {share}：它必须在 0 到 1（0% 到 100%）之间。"),
                format!("The least coverage is {share}: it must lie between 0 and 1 (0 % and 100 %)."),
            ),
            Self::GradeOrder { letter } => Text::new(
                format!("等次“{letter}”的分数线没有低于前一等次，或等次重复。"),
                format!("Grade “{letter}” does not begin below the one before it, or occurs twice."),
            ),
            Self::MethodMissing { indicator } => {
                Text::new(format!("指标“{indicator}”没有计分方法。"), format!("Indicator “{indicator}” has no method."))
            }
            Self::MethodUnknown { indicator } => Text::new(
                format!("计分方法里有“{indicator}”的方法，但它不是指标。"),
                format!("The recipe has a method for “{indicator}”, which is no indicator."),
            ),
            Self::MethodDirection { indicator } => Text::new(
                format!("指标“{indicator}”是逆向的，而它的方法按分值越大越好计分。"),
                format!("Less is better on indicator “{indicator}”, but its method rewards more."),
            ),
            Self::OutsideScale { indicator, unit, value } => Text::new(
                format!("“{unit}”的指标“{indicator}”是 {value}，不在 0 到 100 分之间。"),
                format!("Indicator “{indicator}” of “{unit}” is {value}: not points from 0 to 100."),
            ),
            Self::Cap { item, cap } => Text::new(
                format!("“{item}”的上限是 {cap}，应是不小于 0 的有限数。"),
                format!("The cap of “{item}” is {cap}; it must be a finite number, 0 or more."),
            ),
            Self::TotalEnds { lower, upper } => Text::new(
                format!("总分范围从 {lower} 到 {upper}：下限必须小于上限。"),
                format!("Totals run from {lower} to {upper}: the lower end must be below the upper."),
            ),
            Self::ItemRepeated { code } => Text::new(
                format!("代码“{code}”在指标、加分、扣分和等次限制中不止出现一次。"),
                format!("The code “{code}” occurs more than once among nodes, bonuses, deductions and vetoes."),
            ),
            Self::CeilingUnknown { veto, ceiling } => Text::new(
                format!("“{veto}”把等次限制在“{ceiling}”，但没有这个等次。"),
                format!("“{veto}” limits the grade to “{ceiling}”, but there is no such grade."),
            ),
            Self::SubjectiveUnknown { node } => Text::new(
                format!("计分方法把“{node}”列为主观部分，但指标体系里没有它。"),
                format!("The recipe calls “{node}” subjective, but the instrument has no such node."),
            ),
            Self::ItemUnknown { item } => Text::new(
                format!("数据里有“{item}”，但指标体系和计分方法里都没有它。"),
                format!("The data speak of “{item}”, which neither instrument nor recipe has."),
            ),
            Self::UnitUnknown { item, unit } => Text::new(
                format!("“{item}”的数据提到“{unit}”，但评估对象里没有它。"),
                format!("The data of “{item}” speak of “{unit}”, which is not among the units."),
            ),
            Self::Points { item, unit } => Text::new(
                format!("“{unit}”的“{item}”分数为负或不是有限的数。"),
                format!("The points of “{item}” for “{unit}” are negative or not finite."),
            ),
            Self::BasisMissing { veto, unit } => Text::new(
                format!("“{veto}”限制“{unit}”的等次，但没有写明依据。"),
                format!("“{veto}” limits the grade of “{unit}” without naming its legal basis."),
            ),
            Self::NoteContradicts { indicator, unit } => Text::new(
                format!(
                    "“{unit}”的指标“{indicator}”的值与它的说明相矛盾（未报送、不适用的不能有值，分母过小的要有值）。"
                ),
                format!(
                    "Value and note of indicator “{indicator}” for “{unit}” contradict each other: what was not submitted or does not apply has no value, what has a low denominator has one."
                ),
            ),
            Self::ReasonMissing { indicator, unit } => Text::new(
                format!("指标“{indicator}”对“{unit}”不适用，但没有写明理由。"),
                format!("Indicator “{indicator}” does not apply to “{unit}”, but no reason is given."),
            ),
            Self::StandardError { indicator, unit } => Text::new(
                format!("“{unit}”的指标“{indicator}”的标准误为负、不是有限的数，或没有对应的值。"),
                format!(
                    "The standard error of indicator “{indicator}” for “{unit}” is negative, not finite, or without a value."
                ),
            ),
            Self::StandardErrorScale { indicator } => Text::new(
                format!(
                    "指标“{indicator}”有标准误，但所选的计分步骤（相对的标准化、异常值处理或分母）不能直接传递它。"
                ),
                format!(
                    "Indicator “{indicator}” has standard errors, which these steps cannot carry: a normalisation that depends on the other units, treated outliers or a denominator."
                ),
            ),
            Self::Version { needs } => Text::new(
                format!("计分方法用到了第 {needs} 版才有的选择，但写的版本更早。"),
                format!("The recipe asks for what only version {needs} knows, but names an earlier one."),
            ),
            Self::Choice { why, .. } => why.clone(),
            Self::Refused { node, unit, refusal } => refused(node, unit.as_deref(), refusal),
            Self::Overflow { node, unit } => Text::new(
                format!("“{unit}”在“{node}”上的得分超出了数值范围。"),
                format!("The score of “{unit}” on “{node}” is too large a number."),
            ),
        }
    }

    /// How to mend it.
    pub(super) fn remedy(&self) -> Text {
        match self {
            Self::ColumnMissing { .. } | Self::ColumnLength { .. } | Self::NoUnits => {
                Text::new("补全数据表后重新上传。", "Complete the table and upload it again.")
            }
            Self::NotFinite { .. } | Self::Overflow { .. } => {
                Text::new("改正这个值；没有数据就留空。", "Correct the value; leave it blank if there is none.")
            }
            Self::Constant { .. } => Text::new(
                "改用固定的底线值和目标值，或把这个指标移出指标体系。",
                "Use a fixed floor and target, or take the indicator out of the instrument.",
            ),
            Self::Missing { .. } => Text::new(
                "补上这个值，或在计分方法中选择“缺失时重新分配权重”。",
                "Supply the value, or choose “redistribute” for missing values in the recipe.",
            ),
            Self::PostsMissing { .. } | Self::PostsUnknown { .. } => Text::new(
                "在计分方法中为每个指标各写一组底线值和目标值。",
                "Give each indicator one floor and one target in the recipe.",
            ),
            Self::PostsDirection { .. } => Text::new(
                "正向指标的目标值要高于底线值，逆向指标要低于底线值。",
                "The target is above the floor where more is better, below it where less is better.",
            ),
            Self::MethodMissing { .. } | Self::MethodUnknown { .. } => {
                Text::new("在计分方法中为每个指标各写一种方法。", "Give each indicator one method in the recipe.")
            }
            Self::MethodDirection { .. } => Text::new(
                "改用底线值与目标值，或把指标改为正向。",
                "Use a floor and a target, or make the indicator positive.",
            ),
            Self::OutsideScale { .. } => Text::new("按百分制填写分值。", "Give the value as points from 0 to 100."),
            Self::Cap { .. } => Text::new("例如 20。", "For example 20."),
            Self::ItemRepeated { .. } => Text::new("给每一项各自的代码。", "Give each its own code."),
            Self::CeilingUnknown { .. } => Text::new("写等次表中的字母。", "Name a letter of the table of grades."),
            Self::SubjectiveUnknown { .. } => Text::new("写指标体系中的代码。", "Name a code of the instrument."),
            Self::ItemUnknown { .. } | Self::UnitUnknown { .. } => {
                Text::new("核对代码，或从数据中删去这一项。", "Check the code, or take the entry out of the data.")
            }
            Self::Points { .. } => Text::new(
                "写不小于 0 的分数：加还是扣由计分方法决定。",
                "Give points of 0 or more: whether they add or take away stands in the recipe.",
            ),
            Self::BasisMissing { .. } => Text::new(
                "写明认定文书和法律条款；没有依据就不能限制等次。",
                "Name the decision and the article of law; without one no grade may be limited.",
            ),
            Self::NoteContradicts { .. } => Text::new("删去值或改正说明。", "Remove the value or correct the note."),
            Self::ReasonMissing { .. } => Text::new("补上不适用的理由。", "Say why the item does not apply."),
            Self::StandardError { .. } => Text::new(
                "改正标准误；没有抽样就不写。",
                "Correct the standard error; leave it out where nothing was sampled.",
            ),
            Self::StandardErrorScale { .. } => Text::new(
                "改用固定的底线值和目标值或百分制，或在稳健性分析中打开“抽样误差”。",
                "Use a fixed floor and target or points from 0 to 100, or let the robustness analysis draw the error of samples.",
            ),
            Self::Version { needs } => {
                Text::new(format!("把 version 改为“{needs}”。"), format!("Write “{needs}” as the version."))
            }
            Self::Choice { .. } => Text::new("改正这一项选择。", "Correct this choice."),
            Self::Refused { .. } => {
                Text::new("换一种方法，或把这个指标移出计分。", "Choose another method, or leave the indicator out.")
            }
            Self::Scale { .. } | Self::TotalEnds { .. } => Text::new("例如 0 到 100。", "For example 0 to 100."),
            Self::Coverage { .. } => Text::new(
                "例如 0.5，即一半权重有数据；不设要求就写 0。",
                "For example 0.5, half of the weight; 0 asks for nothing.",
            ),
            Self::GradeOrder { .. } => {
                Text::new("从最好的等次写起，分数线依次降低。", "Begin with the best grade and let each begin lower.")
            }
        }
    }
}

/// What a method refuses, with the names of what it was given.
fn refused(node: &str, unit: Option<&str>, refusal: &Refusal) -> Text {
    let place = match unit {
        Some(unit) => Text::new(format!("“{unit}”的“{node}”"), format!("“{node}” of “{unit}”")),
        None => Text::new(format!("“{node}”"), format!("“{node}”")),
    };
    let of = |zh: &str, en: &str| Text::new(format!("{}{zh}", place.zh), format!("{} {en}", place.en));
    match refusal {
        Refusal::Constant { .. } => of(
            "在所有评估对象上取值相同，所选方法没有答案。",
            "has the same value for every unit: the method has no answer.",
        ),
        Refusal::Empty { .. } => of("没有任何值。", "has no values."),
        Refusal::NotFinite { .. } => of("不是有限的数。", "is not a finite number."),
        Refusal::NotPositive { .. } => of(
            "是零或负数，所选方法（几何、调和等）不能计算。",
            "is zero or negative, which the method (geometric, harmonic and the like) cannot take.",
        ),
        Refusal::Missing { .. } => {
            of("缺失，而所选方法需要全部的值。", "is missing, and the method needs every value.")
        }
        Refusal::TooFew { found, needed } => Text::new(
            format!("{}只有 {found} 个可用的值，所选方法至少需要 {needed} 个。", place.zh),
            format!("{} has {found} usable values; the method needs at least {needed}.", place.en),
        ),
        Refusal::Shape { .. } => of("的数据形状与所选方法不符。", "does not have the shape the method expects."),
        Refusal::Weights => {
            of("的权重为负、不是有限的数或合计为零。", "has weights that are negative, not finite or sum to nothing.")
        }
        Refusal::Parameter { name, why } => Text::new(
            format!("{}：参数 {name} 不能用（{why}）。", place.zh),
            format!("{}: parameter {name} cannot be used ({why}).", place.en),
        ),
        Refusal::Undefined { why } => Text::new(
            format!("{}：所选方法没有确定的结果（{why}）。", place.zh),
            format!("{}: the method has no defined result ({why}).", place.en),
        ),
    }
}
