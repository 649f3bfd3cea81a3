//! What a row is about before its cells are written: where, when, and whether the promise was kept.

use domain::questionnaire::Region;
use time::{Date, Duration};

use super::{draws::Draws, values::Source};

/// How a row turns out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// As it should.
    Good,
    /// Late, or not at all.
    Bad,
    /// It does not count yet: due after the period.
    Outside,
}

/// A matter: where it arose, when it was due, when it was settled.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    /// Its place among the rows, from 0.
    pub n: usize,
    /// How it turned out.
    pub turn: Turn,
    /// Where.
    pub place: &'a Region,
    /// When it began.
    pub begin: Date,
    /// By when it had to be settled.
    pub due: Date,
    /// When it was.
    pub end: Option<Date>,
    /// How much there was to do, of which a part was done.
    pub whole: f64,
    /// The share of it that was done.
    pub share: f64,
}

/// Days given for a matter.
const TERMS: [i64; 4] = [15, 30, 60, 90];
/// Days within which a matter that is settled in time was settled.
const HASTE: [i64; 5] = [2, 5, 10, 30, 90];
/// Nothing that is filed lies later than so many days after the period.
const LATEST: i64 = 15;

impl<'a> Row<'a> {
    /// A matter that turned out like this.
    pub(super) fn draw(source: &Source<'a>, n: usize, turn: Turn, draws: &mut Draws) -> Self {
        let period = source.period;
        let after = |day: Date, days: i64| day.saturating_add(Duration::days(days));
        let term = TERMS[draws.place(TERMS.len())];
        let (begin, due) = if turn == Turn::Outside {
            (after(period.end, -draws.between(5, 40)), after(period.end, draws.between(1, 60)))
        } else {
            let room = (period.end - period.start).whole_days() - TERMS[TERMS.len() - 1];
            let begin = after(period.start, draws.between(0, room.max(0)));
            (begin, after(begin, term))
        };
        let end = match turn {
            Turn::Good => {
                let most = HASTE[draws.place(HASTE.len())].min(term);
                Some(after(begin, source.days(most, draws)))
            }
            // Where lateness is seen, some are late; else they were not done at all.
            Turn::Bad if source.sees_lateness && draws.happens(0.6) => {
                let from = if source.has_due { due } else { after(begin, 5) };
                Some(after(from, draws.between(1, 45)))
            }
            Turn::Bad if source.mean_days.is_some() => Some(after(begin, source.days(term, draws))),
            Turn::Bad => None,
            Turn::Outside => draws.happens(0.2).then(|| after(begin, 3)),
        };
        Self {
            n,
            turn,
            place: source.place(draws),
            begin,
            due,
            end: end.filter(|end| *end <= after(period.end, LATEST)),
            whole: source.whole(draws),
            share: (source.share + draws.swing(source.spread)).clamp(0.0, 1.0),
        }
    }
}
