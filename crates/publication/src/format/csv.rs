//! CSV: a table a file, for spreadsheets and scripts.
//!
//! - UTF-8 with a byte order mark: WPS and Excel take a file without one for GBK and garble Chinese.
//! - Lines end in CR LF and fields are quoted as RFC 4180 says.
//! - Invented figures are told by the name of the file: a comment or one more column would break those who
//!   parse it.
//! - Numbers are plain and in full: the shortest spelling that reads back as the same double.
//! - A text that a spreadsheet could take for a formula gets a visible apostrophe in front; our
//!   importer takes it off again.

mod adjustments;
mod evidence;

use csv::{Terminator, Writer, WriterBuilder};
use domain::{Direction, EditionContent, Instrument};

use super::{
    columns::{self, Cell, NodeColumn, UnitColumn},
    looks_like_formula, rows, stem,
};
use crate::PublicationError;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The tables an edition is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// Units by rank with the scores of the top dimensions.
    Ranking,
    /// A row a unit and node: raw value → score → weight → contribution.
    Derivation,
    /// Bonuses, deductions and grade ceilings, a row a unit and item.
    Adjustments,
    /// The instrument, as `chengping score --instrument` reads it.
    Tree,
    /// The raw values, as `chengping score --data` reads them.
    Data,
    /// What each unit answered to each item, and what it comes to.
    Evidence,
    /// The rows of the evidence tables, a line a cell.
    Rows,
}

impl Table {
    /// All tables, in the order in which people want them.
    pub const ALL: [Self; 7] =
        [Self::Ranking, Self::Derivation, Self::Adjustments, Self::Tree, Self::Data, Self::Evidence, Self::Rows];

    /// The tables an edition has, in the same order.
    pub fn of(content: &EditionContent) -> impl Iterator<Item = Self> + use<> {
        let scores = !content.withholds_scores();
        let has_adjustments = scores && columns::has_adjustments(&content.recipe);
        let (evidence, rows) = (evidence::has_entries(content), evidence::has_rows(content));
        Self::ALL.into_iter().filter(move |table| match table {
            Self::Ranking | Self::Tree => true,
            Self::Derivation | Self::Data => scores,
            Self::Adjustments => has_adjustments,
            Self::Evidence => evidence,
            Self::Rows => rows,
        })
    }

    /// The stable name used in URLs and file names.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ranking => "ranking",
            Self::Derivation => "derivation",
            Self::Adjustments => "adjustments",
            Self::Tree => "tree",
            Self::Data => "table",
            Self::Evidence => "evidence",
            Self::Rows => "rows",
        }
    }

    /// Reads [`Table::code`].
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|t| t.code() == code)
    }

    /// The name of the download: `hfi-2016-v1-tree.csv`.
    pub fn file_name(self, content: &EditionContent) -> String {
        content.index.name_file(format!("{}-{}.csv", stem(content), self.code()))
    }
}

/// Writes one of the tables.
///
/// # Errors
/// [`PublicationError::Csv`]; not expected, since everything stays in memory.
pub fn write(content: &EditionContent, table: Table) -> Result<Vec<u8>, PublicationError> {
    match table {
        Table::Ranking => ranking(content),
        Table::Derivation => derivation(content),
        Table::Adjustments => adjustments::adjustments(content),
        Table::Tree => tree(&content.instrument),
        Table::Data => data(content),
        Table::Evidence => evidence::evidence(content),
        Table::Rows => evidence::rows(content),
    }
}

/// `rank, code, name_zh, name_en, league_zh, league_en, score, grade`, the code of each top dimension; `withheld`, the
/// share of the weight that is present where it is too little for a score, if the recipe asks for a
/// least coverage; where the edition has them, `rank_best`, `rank_median` and `rank_worst` of the rank interval and its
/// `band`, why a unit is not scored, the standard error, the objective and subjective parts, what
/// bonuses and deductions change, and what limits the grade; and, where the publisher's overall scores are
/// known, `published_score` and `difference` (ours minus theirs). Where scores are withheld: [`grades`].
///
/// # Errors
/// As [`write`].
pub fn ranking(content: &EditionContent) -> Result<Vec<u8>, PublicationError> {
    if content.withholds_scores() {
        return grades(content);
    }
    let mut file = Lines::new();
    let mut head: Vec<String> =
        ["rank", "code", "name_zh", "name_en", "league_zh", "league_en", "score", "grade"].map(str::to_owned).into();
    head.extend(rows::top_dimensions(content).iter().map(|&n| text(&content.instrument.nodes()[n].code)));
    let has_coverage = !content.recipe.coverage.is_none();
    head.extend(has_coverage.then(|| "withheld".to_owned()));
    let columns = UnitColumn::of(content);
    head.extend(columns.iter().map(|column| column.code().to_owned()));
    let has_published = rows::published(content, 0).is_some();
    if has_published {
        head.extend(["published_score", "difference"].map(str::to_owned));
    }
    file.row(&head)?;
    for unit in rows::by_rank(content) {
        let (about, overall) = (&content.data.units[unit], rows::node_score(content, unit, 0));
        let grade = rows::score(content, unit).and_then(|s| s.grade.as_deref());
        let league = about.league.clone().unwrap_or_default();
        let mut row = vec![
            overall.rank.map(|r| r.to_string()).unwrap_or_default(),
            text(&about.code),
            text(&about.name.zh),
            text(&about.name.en),
            text(&league.zh),
            text(&league.en),
            number(overall.score),
            text(grade.unwrap_or_default()),
        ];
        row.extend(rows::top_dimensions(content).iter().map(|&n| number(rows::node_score(content, unit, n).score)));
        row.extend(has_coverage.then(|| number(overall.withheld)));
        row.extend(columns.iter().map(|column| cell(column.cell(content, unit))));
        if let Some(published) = rows::published(content, unit) {
            row.extend([number(published.score), number(published.difference)]);
        }
        file.row(&row)?;
    }
    file.finish()
}

/// `code, name_zh, name_en, league_zh, league_en, grade`: all there is where scores are withheld.
fn grades(content: &EditionContent) -> Result<Vec<u8>, PublicationError> {
    let mut file = Lines::new();
    file.row(["code", "name_zh", "name_en", "league_zh", "league_en", "grade"])?;
    for (unit, about) in content.data.units.iter().enumerate() {
        let league = about.league.clone().unwrap_or_default();
        let grade = rows::score(content, unit).and_then(|s| s.grade.as_deref()).unwrap_or_default();
        let cells = [&about.code, &about.name.zh, &about.name.en, &league.zh, &league.en].map(|cell| text(cell));
        file.row(cells.into_iter().chain([text(grade)]))?;
    }
    file.finish()
}

/// `unit, node, parent, raw, score, weight, weight_after, contribution, rank`: a row a unit and node; also
/// `withheld`, as in [`ranking`], and, where the edition has them, `used` (the value that was scored, where it is not the
/// raw one), `steps` (what made it: `divided`, `imputed`, `winsorised`, `transformed`), `standard_error`, `status` and
/// `reason`.
/// Both weights are shares within the parent in 0–1, before and after the weights of missing siblings
/// went to those present.
///
/// # Errors
/// As [`write`].
pub fn derivation(content: &EditionContent) -> Result<Vec<u8>, PublicationError> {
    let mut file = Lines::new();
    let has_coverage = !content.recipe.coverage.is_none();
    let head = ["unit", "node", "parent", "raw", "score", "weight", "weight_after", "contribution", "rank"];
    let columns = NodeColumn::of(content);
    let extra = columns.iter().map(|column| column.code());
    file.row(head.into_iter().chain(has_coverage.then_some("withheld")).chain(extra))?;
    for (unit, about) in content.data.units.iter().enumerate() {
        for (n, node) in content.instrument.nodes().iter().enumerate() {
            let score = rows::node_score(content, unit, n);
            let cells = [
                text(&about.code),
                text(&node.code),
                text(node.parent.as_deref().unwrap_or_default()),
                number(score.raw),
                number(score.score),
                number(Some(rows::share(content, n))),
                number(score.weight),
                number(score.contribution),
                score.rank.map(|r| r.to_string()).unwrap_or_default(),
            ];
            let extra = columns.iter().map(|column| cell(column.cell(content, unit, n)));
            file.row(cells.into_iter().chain(has_coverage.then(|| number(score.withheld))).chain(extra))?;
        }
    }
    file.finish()
}

/// `code, parent, weight, direction, name_zh, name_en, unit_zh, unit_en, source_zh, source_en`.
/// Weights are percent within the parent; the root has no weight, dimensions have no direction.
///
/// # Errors
/// As [`write`].
pub fn tree(instrument: &Instrument) -> Result<Vec<u8>, PublicationError> {
    let mut file = Lines::new();
    file.row([
        "code",
        "parent",
        "weight",
        "direction",
        "name_zh",
        "name_en",
        "unit_zh",
        "unit_en",
        "source_zh",
        "source_en",
    ])?;
    for (n, node) in instrument.nodes().iter().enumerate() {
        let direction = match (instrument.is_indicator(n), node.direction) {
            (false, Direction::Positive | Direction::Negative) => "",
            (true, Direction::Positive) => "1",
            (true, Direction::Negative) => "-1",
        };
        let (unit, source) = (node.unit.clone().unwrap_or_default(), node.source.clone().unwrap_or_default());
        file.row([
            text(&node.code),
            text(node.parent.as_deref().unwrap_or_default()),
            number(node.parent.is_some().then_some(node.weight)),
            direction.to_owned(),
            text(&node.name.zh),
            text(&node.name.en),
            text(&unit.zh),
            text(&unit.en),
            text(&source.zh),
            text(&source.en),
        ])?;
    }
    file.finish()
}

/// `name, code`, `year` if the data have a period, `league_zh, league_en` if any unit has one, then the raw values,
/// a column an indicator in the order of the tree; blank where missing. Names are Chinese.
///
/// # Errors
/// As [`write`].
pub fn data(content: &EditionContent) -> Result<Vec<u8>, PublicationError> {
    let mut file = Lines::new();
    let indicators: Vec<&str> =
        content.instrument.indicators().map(|n| content.instrument.nodes()[n].code.as_str()).collect();
    let has_period = !content.data.period.is_empty();
    let has_leagues = content.data.units.iter().any(|u| u.league.is_some());
    let mut head = vec!["name".to_owned(), "code".to_owned()];
    head.extend(has_period.then(|| "year".to_owned()));
    if has_leagues {
        head.extend(["league_zh", "league_en"].map(str::to_owned));
    }
    head.extend(indicators.iter().map(|code| text(code)));
    file.row(&head)?;
    for (unit, about) in content.data.units.iter().enumerate() {
        let mut row = vec![text(&about.name.zh), text(&about.code)];
        row.extend(has_period.then(|| text(&content.data.period)));
        if has_leagues {
            let league = about.league.clone().unwrap_or_default();
            row.extend([text(&league.zh), text(&league.en)]);
        }
        row.extend(indicators.iter().map(|code| number(rows::raw(content, unit, code))));
        file.row(&row)?;
    }
    file.finish()
}

fn text(text: &str) -> String {
    if looks_like_formula(text) { format!("'{text}") } else { text.to_owned() }
}

fn cell(cell: Cell) -> String {
    match cell {
        Cell::Points(value) | Cell::Share(value) | Cell::Number(value) => number(value),
        Cell::Rank(rank) => rank.map(|r| r.to_string()).unwrap_or_default(),
        Cell::Text(words) => text(&words),
    }
}

fn number(value: Option<f64>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

/// A table that is being written.
struct Lines(Writer<Vec<u8>>);

impl Lines {
    fn new() -> Self {
        Self(WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.to_vec()))
    }

    fn row<C: AsRef<[u8]>>(&mut self, cells: impl IntoIterator<Item = C>) -> Result<(), PublicationError> {
        Ok(self.0.write_record(cells)?)
    }

    fn finish(self) -> Result<Vec<u8>, PublicationError> {
        self.0.into_inner().map_err(|e| PublicationError::Csv(e.into_error().into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{assessed, content, second};

    fn lines(table: Table) -> String {
        lines_of(&content(), table)
    }

    fn lines_of(content: &EditionContent, table: Table) -> String {
        let bytes = write(content, table).expect("is written");
        let text = String::from_utf8(bytes).expect("is UTF-8");
        text.strip_prefix('\u{feff}').expect("begins with a byte order mark").replace("\r\n", "\n")
    }

    fn records(table: Table) -> Vec<Vec<String>> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(lines(table).as_bytes())
            .records()
            .map(|r| r.expect("is CSV").iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn the_ranking_is_the_golden_one() {
        insta::assert_snapshot!(lines(Table::Ranking));
    }

    #[test]
    fn the_derivation_is_the_golden_one() {
        insta::assert_snapshot!(lines(Table::Derivation));
    }

    #[test]
    fn the_tables_of_a_questionnaire_are_the_golden_ones() {
        let tables = [Table::Ranking, Table::Derivation, Table::Adjustments];
        insta::assert_snapshot!(tables.map(|table| lines_of(&assessed(), table)).join("\n"));
    }

    #[test]
    fn the_tables_of_an_edition_with_every_step_are_the_golden_ones() {
        let tables = [Table::Ranking, Table::Derivation, Table::Data];
        insta::assert_snapshot!(tables.map(|table| lines_of(&second(), table)).join("\n"));
    }

    #[test]
    fn only_an_edition_with_adjustments_has_a_table_of_them() {
        let without_evidence = Table::ALL.into_iter().take(5);
        assert!(Table::of(&assessed()).eq(without_evidence));
        assert!(!Table::of(&content()).any(|table| table == Table::Adjustments));
    }

    #[test]
    fn the_tree_is_the_golden_one() {
        insta::assert_snapshot!(lines(Table::Tree));
    }

    #[test]
    fn the_data_table_is_the_golden_one() {
        insta::assert_snapshot!(lines(Table::Data));
    }

    #[test]
    fn every_number_reads_back_with_the_same_bits() {
        let content = content();
        let rows = records(Table::Derivation);
        let mut written = rows.iter().skip(1);
        for unit in &content.result.units {
            for node in &unit.nodes {
                let row = written.next().expect("a row a unit and node");
                let read = |cell: &str| (!cell.is_empty()).then(|| cell.parse::<f64>().expect("a number").to_bits());
                assert_eq!(read(&row[3]), node.raw.map(f64::to_bits));
                assert_eq!(read(&row[4]), node.score.map(f64::to_bits));
                assert_eq!(read(&row[6]), node.weight.map(f64::to_bits));
                assert_eq!(read(&row[7]), node.contribution.map(f64::to_bits));
            }
        }
    }

    #[test]
    fn a_text_that_looks_like_a_formula_is_marked_and_a_number_is_not() {
        let ranking = records(Table::Ranking);
        assert_eq!(ranking[1][2], "'=北京");
        assert_eq!(ranking[1][3], "'=HYPERLINK(\"http://x\",\"Beijing\")");
        let data = records(Table::Data);
        assert_eq!(data[3][5], "-5");
    }

    #[test]
    fn a_withheld_score_names_the_share_that_is_present_if_the_recipe_asks_for_any() {
        let mut content = content();
        content.recipe.coverage.overall = 0.5;
        content.result.units[2].nodes[0] = domain::NodeScore { withheld: Some(0.25), ..Default::default() };
        for (write, row, column) in [(ranking as fn(&_) -> _, 3, 10), (derivation, 11, 9)] {
            let text = String::from_utf8(write(&content).expect("is written")).expect("is UTF-8");
            let cells = |line: usize| text.lines().nth(line).and_then(|l| l.trim_end().split(',').nth(column));
            assert_eq!((cells(0), cells(row)), (Some("withheld"), Some("0.25")), "{text}");
        }
    }

    #[test]
    fn a_heading_that_looks_like_a_formula_is_marked_too() {
        let mut content = content();
        let mut nodes: Vec<domain::Node> = content.instrument.into();
        for node in &mut nodes {
            if node.code == "law" {
                node.code = "@law".into();
            }
        }
        content.instrument = nodes.try_into().expect("a good tree");
        let bytes = data(&content).expect("is written");
        assert!(String::from_utf8(bytes).expect("is UTF-8").contains(",'@law\r\n"));
    }

    #[test]
    fn a_result_that_is_too_short_leaves_blanks() {
        let mut content = content();
        content.result.units.truncate(1);
        content.result.units[0].nodes.truncate(2);
        content.data.values.clear();
        for table in Table::ALL {
            assert!(write(&content, table).is_ok());
        }
    }

    #[test]
    fn every_table_is_found_by_its_code_and_names_its_file() {
        for table in Table::ALL {
            assert_eq!(Table::parse(table.code()), Some(table));
        }
        assert_eq!(Table::Tree.file_name(&content()), "credit-2016-v2-tree.csv");
    }
}
