//! An edition 发布版: a published snapshot. Its content never changes; what happens to it afterwards
//! (preliminary, public notice, final, corrected, withdrawn) is a list of events that only grows.

mod diff;
mod evidence;
mod release;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use crate::{
    dataset::Dataset, index::Index, instrument::Instrument, recipe::Recipe, score_sheet::ScoreSheet, text::Text,
};

pub use diff::{EditionDiff, GradeChange, ResultChange, ValueChange, diff};
pub use evidence::{ItemEvidence, PublishedDocument, PublishedEvidence, PublishedRating, Rows};
pub use release::{Release, Withheld};

time::serde::format_description!(iso_date, Date, "[year]-[month]-[day]");

/// Everything a stranger needs to recompute an edition, and what was computed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionContent {
    /// The index as it described itself at publication.
    pub index: Index,
    /// The period 年度 it is about (`2016`).
    pub period: String,
    /// 1 for the first version of a period, one more for each correction.
    pub version: u32,
    /// The version this one corrects; `None` for the first.
    pub corrects: Option<Correction>,
    /// When the content was frozen, UTC.
    #[serde(with = "time::serde::rfc3339")]
    pub frozen_at: OffsetDateTime,
    /// Name and version of the engine that computed the result.
    pub engine: String,
    /// The organisation that assessed.
    pub assessor: Text,
    /// The instrument 指标体系.
    pub instrument: Instrument,
    /// The recipe 计分方法.
    pub recipe: Recipe,
    /// The values.
    pub data: Dataset,
    /// The result. Where scores are withheld, every unit has its grade and empty nodes.
    pub result: ScoreSheet,
    /// How much of it the public sees.
    #[serde(default, skip_serializing_if = "Release::is_full")]
    pub release: Release,
    /// What the values were computed from, where respondents filed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<PublishedEvidence>,
    /// That something is left out, and of what this is a part; `None` where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withheld: Option<Withheld>,
    /// Random letters that keep the hash of a full bundle from being guessed at; `None` in what is
    /// published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
}

impl EditionContent {
    /// Whether scores, ranks and data are left out, so that grades are all there is to show.
    pub fn withholds_scores(&self) -> bool {
        !self.release.is_full()
    }
}

/// Which version an edition corrects, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Version number of the corrected edition.
    pub version: u32,
    /// SHA-256 of its bundle: editions of a period form a chain.
    pub sha256: String,
    /// Why it was corrected, for the public.
    pub reason: Text,
}

/// An edition as it stands now: frozen content, the hash of its bundle, and what happened to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// Key in the store.
    pub id: i64,
    /// The frozen content, shared: it is large and never changes.
    pub content: Arc<EditionContent>,
    /// SHA-256 of the JSON bundle, in hexadecimal.
    pub sha256: String,
    /// Stage events, oldest first; the last one is in force.
    pub events: Vec<StageEvent>,
}

impl Edition {
    /// The stage in force; [`Stage::Draft`] before any event.
    pub fn stage(&self) -> Stage {
        self.events.last().map_or(Stage::Draft, |e| e.stage)
    }

    /// The public notice in force or last held, if there was one.
    pub fn notice(&self) -> Option<&Notice> {
        self.events.iter().rev().find_map(|e| e.notice.as_ref())
    }
}

/// Where an edition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// 草稿: seen by the assessor's organisation only.
    Draft,
    /// 初评: public, marked as preliminary.
    Preliminary,
    /// 公示中: public, objections are taken until the end of the notice.
    Notice,
    /// 已发布: public and final.
    Final,
    /// 已更正: public, but a later version replaces it.
    Corrected,
    /// 已撤回: the page says so and why; the figures are no longer shown.
    Withdrawn,
}

impl Stage {
    /// All stages, in the order of the life of an edition.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Preliminary, Self::Notice, Self::Final, Self::Corrected, Self::Withdrawn];

    /// Whether people without an account may see it.
    pub const fn is_public(self) -> bool {
        !matches!(self, Self::Draft)
    }

    /// Whether the stage may follow this one. A notice cannot be skipped back to, a corrected or
    /// withdrawn edition never comes back.
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Draft, Self::Preliminary | Self::Notice | Self::Final)
                | (Self::Preliminary, Self::Notice | Self::Final | Self::Corrected | Self::Withdrawn)
                | (Self::Notice, Self::Final | Self::Corrected | Self::Withdrawn)
                | (Self::Final, Self::Corrected | Self::Withdrawn)
        )
    }

    /// The stable name used in storage and URLs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Preliminary => "preliminary",
            Self::Notice => "notice",
            Self::Final => "final",
            Self::Corrected => "corrected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads [`Stage::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Its word for people.
    pub fn label(self) -> Text {
        match self {
            Self::Draft => Text::new("草稿", "Draft"),
            Self::Preliminary => Text::new("初评", "Preliminary"),
            Self::Notice => Text::new("公示中", "Public notice"),
            Self::Final => Text::new("已发布", "Published"),
            Self::Corrected => Text::new("已更正", "Corrected"),
            Self::Withdrawn => Text::new("已撤回", "Withdrawn"),
        }
    }
}

/// Something that happened to an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageEvent {
    /// The stage it entered.
    pub stage: Stage,
    /// When, UTC.
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The public notice, for [`Stage::Notice`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<Notice>,
    /// Why, for the public: required for corrections and withdrawals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
}

/// A public notice 公示: from when until when objections are taken, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// First day.
    #[serde(with = "iso_date")]
    pub starts: Date,
    /// Last day, inclusive.
    #[serde(with = "iso_date")]
    pub ends: Date,
    /// Where objections go.
    pub contact: Text,
}
