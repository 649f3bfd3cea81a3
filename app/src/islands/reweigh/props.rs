//! What the page gives to the island: small, and the same in both places.

use scoring::reweight::Adjustment;
use serde::{Deserialize, Serialize};

/// Its words, in the language of the page; `{n}` and the like are filled in here.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ReweighWords {
    /// 您的权重.
    pub your_weights: String,
    /// 占 {n}.
    pub share: String,
    /// 合计.
    pub total: String,
    /// That the sum need not be 100.
    pub about_total: String,
    /// 恢复正式权重.
    pub reset: String,
    /// Caption of the table.
    pub ranking: String,
    /// 您的名次.
    pub your_rank: String,
    /// 正式名次.
    pub official_rank: String,
    /// 国家和地区.
    pub unit: String,
    /// 得分图，空心点为正式得分.
    pub plot: String,
    /// 得分.
    pub score: String,
    /// 比正式.
    pub change: String,
    /// 上升 {n} 位.
    pub up: String,
    /// 下降 {n} 位.
    pub down: String,
    /// 不变.
    pub same: String,
    /// {up} 个上升，{down} 个下降，{same} 个不变.
    pub summary: String,
    /// 现在是正式权重.
    pub at_official: String,
    /// All weights are 0.
    pub no_weight: String,
    /// {now}，正式 {official}.
    pub dot: String,
}

/// A top dimension.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Dimension {
    /// Its name.
    pub name: String,
    /// Name of its number field: 法治的权重.
    pub label: String,
    /// Its official weight in words: 正式 25%.
    pub official: String,
    /// Its official weight, in percent.
    pub weight: f64,
    /// The scores of the units, in the order of [`Reweigh`]'s units.
    pub scores: Vec<Option<f64>>,
}

/// A unit.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ranked {
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its official rank.
    pub rank: Option<u32>,
    /// Its official score.
    pub score: Option<f64>,
    /// Its bonuses and deductions; `None` where the total is the weighted sum.
    pub adjustment: Option<Adjustment>,
}

/// The axis of the scores.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Axis {
    /// Left end.
    pub low: f64,
    /// Right end.
    pub high: f64,
    /// Figures on it.
    pub ticks: Vec<f64>,
    /// Decimals of those figures.
    pub tick_decimals: u8,
    /// Decimals of scores.
    pub decimals: u8,
}
