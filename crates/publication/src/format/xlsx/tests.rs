use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};
use domain::{
    edition::Release,
    questionnaire::{Disclosure, Sensitivity},
};
use zip::ZipArchive;

use super::*;
use crate::{
    bundle, disclose,
    testing::{answered, assessed, content, second},
};

fn open(content: &EditionContent) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(write(content).expect("is written"))).expect("is a workbook")
}

fn sheet(name: &str) -> Range<Data> {
    open(&content()).worksheet_range(name).expect("has the sheet")
}

fn cell(range: &Range<Data>, row: u32, column: u32) -> Data {
    range.get_value((row, column)).cloned().unwrap_or_default()
}

fn bits(data: &Data) -> Option<u64> {
    match data {
        Data::Float(x) => Some(x.to_bits()),
        Data::Empty => None,
        other => panic!("{other:?} is no number"),
    }
}

#[test]
fn the_sheets_stand_in_the_order_in_which_people_read() {
    assert_eq!(open(&content()).sheet_names(), [RANKING, DERIVATION, INSTRUMENT, METHOD, DATA, ABOUT]);
}

#[test]
fn a_workbook_of_invented_figures_says_so_first_and_above_every_printed_page() {
    let mut content = content();
    content.index.fictional = true;
    let notice = content.index.notice().expect("a notice");
    let mut book = open(&content);
    assert_eq!(book.sheet_names().first().map(String::as_str), Some(EXAMPLE));
    let first = book.worksheet_range(EXAMPLE).expect("has the sheet");
    assert_eq!([cell(&first, 1, 0), cell(&first, 1, 1)], [notice.zh.clone(), notice.en].map(Data::String));
    let mut package = ZipArchive::new(Cursor::new(write(&content).expect("is written"))).expect("a package");
    for sheet in 1..=book.sheet_names().len() {
        let mut xml = String::new();
        let mut part = package.by_name(&format!("xl/worksheets/sheet{sheet}.xml")).expect("a sheet");
        part.read_to_string(&mut xml).expect("text");
        assert!(xml.contains("<oddHeader>") && xml.contains(&notice.zh), "sheet {sheet}");
    }
}

#[test]
fn the_ranking_holds_full_values_in_the_order_of_ranks() {
    let (content, ranking) = (content(), sheet(RANKING));
    assert_eq!([cell(&ranking, 1, 4), cell(&ranking, 1, 5)], ["东部", "East"].map(|l| Data::String(l.into())));
    assert_eq!(cell(&ranking, 0, 6), Data::String("得分 / Score".into()));
    let codes: Vec<Data> = (1..4).map(|row| cell(&ranking, row, 1)).collect();
    assert_eq!(codes, ["BJ", "007", "SX"].map(|c| Data::String(c.into())));
    assert_eq!(bits(&cell(&ranking, 3, 6)), content.result.units[0].score().map(f64::to_bits));
    assert_eq!(bits(&cell(&ranking, 3, 10)), Some(37.81_f64.to_bits()));
    assert_eq!(cell(&ranking, 1, 10), Data::Empty);
}

#[test]
fn the_derivation_holds_every_number_with_the_same_bits() {
    let (content, derivation) = (content(), sheet(DERIVATION));
    let mut row = 0;
    for unit in &content.result.units {
        for node in &unit.nodes {
            row += 1;
            let written = [5, 6, 8, 9].map(|column| bits(&cell(&derivation, row, column)));
            assert_eq!(written, [node.raw, node.score, node.weight, node.contribution].map(|v| v.map(f64::to_bits)));
        }
    }
}

#[test]
fn a_questionnaire_has_its_columns_and_a_sheet_of_adjustments() {
    let mut workbook = open(&assessed());
    let ranking = workbook.worksheet_range(RANKING).expect("has the sheet");
    let heads: Vec<Data> = (10..20).map(|column| cell(&ranking, 0, column)).collect();
    assert_eq!(heads[0], Data::String("标准误 / Standard error".into()));
    assert_eq!(heads[9], Data::String("等次限制 / Reasons of the ceiling".into()));
    assert_eq!((cell(&ranking, 2, 10), cell(&ranking, 2, 15)), (Data::Float(0.8), Data::Float(68.0)));
    assert_eq!(cell(&ranking, 1, 19), Data::String("V1".into()));
    let adjustments = workbook.worksheet_range(ADJUSTMENTS).expect("has the sheet");
    let deduction: Vec<Data> = [2, 5, 6, 7].map(|column| cell(&adjustments, 2, column)).into();
    assert_eq!(deduction, [Data::String("E1".into()), Data::Float(3.0), Data::Float(6.0), Data::Float(4.0)]);
    assert_eq!(cell(&adjustments, 3, 9), Data::String("晋统罚〔2016〕1 号 / Decision 2016/1".into()));
}

#[test]
fn an_edition_with_every_step_has_its_columns() {
    let mut workbook = open(&second());
    let ranking = workbook.worksheet_range(RANKING).expect("has the sheet");
    let heads: Vec<String> = (0..20).map(|column| cell(&ranking, 0, column).to_string()).collect();
    let at = |head: &str| u32::try_from(heads.iter().position(|h| h == head).expect(head)).expect("is small");
    let interval = ["名次区间：最好 / Rank interval: best", "中位名次 / Median rank", "名次段 / Band"].map(at);
    assert_eq!(interval.map(|column| cell(&ranking, 2, column)), [2.0, 2.5, 2.0].map(Data::Float));
    let why = at("不计分的原因 / Why it is not scored");
    assert_eq!(cell(&ranking, 4, why), Data::String("too-few-values".into()));
    let derivation = workbook.worksheet_range(DERIVATION).expect("has the sheet");
    // The third unit's days are imputed, the second one's share is winsorised.
    let told = |row: u32| [11, 12].map(|column| cell(&derivation, row, column));
    assert_eq!(told(16), [Data::Float(15.0), Data::String("imputed".into())]);
    assert_eq!(told(9)[1], Data::String("winsorised".into()));
    let instrument = workbook.worksheet_range(INSTRUMENT).expect("has the sheet");
    assert_eq!([5, 10].map(|column| cell(&instrument, 2, column)), [60.0, 65.0].map(Data::Float));
}

#[test]
fn the_data_hold_the_raw_values() {
    let data = sheet(DATA);
    assert_eq!(cell(&data, 1, 6), Data::String("open".into()));
    assert_eq!(bits(&cell(&data, 2, 6)), Some((0.1_f64 + 0.2).to_bits()));
    assert_eq!(cell(&data, 4, 7), Data::Empty);
}

#[test]
fn a_text_that_looks_like_a_formula_stays_text() {
    let mut workbook = open(&content());
    let ranking = workbook.worksheet_range(RANKING).expect("has the sheet");
    assert_eq!(cell(&ranking, 1, 2), Data::String("=北京".into()));
    let mut styles = String::new();
    let mut parts = ZipArchive::new(Cursor::new(write(&content()).expect("is written"))).expect("is a zip");
    parts.by_name("xl/styles.xml").expect("has styles").read_to_string(&mut styles).expect("is text");
    assert!(styles.contains("quotePrefix=\"1\""), "{styles}");
    for name in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&name).expect("is readable");
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{name} has a formula");
    }
}

#[test]
fn the_last_sheet_names_source_licence_and_the_hash_of_the_bundle() {
    let about = sheet(ABOUT);
    let hash = bundle::read(&bundle::write(&content()).expect("is written").bytes).expect("is whole").sha256_of_content;
    let texts: Vec<String> = about.rows().map(|row| row[1].to_string()).collect();
    for expected in ["统计年鉴", "CC BY 4.0", hash.as_str(), "2026-11-23T08:30:00Z"] {
        assert!(texts.iter().any(|t| t == expected), "{expected} is missing from {texts:?}");
    }
}

#[test]
fn the_method_is_told_in_both_languages() {
    let method = sheet(METHOD);
    let expected: usize = method_sections(&content()).iter().map(|s| 1 + s.paragraphs.len() + s.formulas.len()).sum();
    assert_eq!(method.height(), expected + 1);
    assert!(method.rows().all(|row| row.iter().all(|c| !c.to_string().is_empty())));
}

#[test]
fn an_edition_of_one_unit_and_no_scores_can_be_written() {
    let mut content = content();
    content.data.units.truncate(1);
    content.result.units.clear();
    content.data.published.clear();
    content.recipe.decimals = 255;
    assert!(write(&content).is_ok());
}

#[test]
fn evidence_has_a_sheet_of_all_items_and_one_an_item_with_its_rows() {
    let mut full = answered();
    let items = &mut full.evidence.as_mut().expect("has evidence").questionnaire.items;
    items[0].columns[1].sensitivity = Sensitivity::Internal;
    for item in &mut items[1..] {
        item.disclosure = Disclosure::AggregateOnly;
    }
    let mut workbook = open(&disclose(&full, &Release::Full).expect("can be disclosed"));
    let names = workbook.sheet_names();
    assert_eq!(names[6..], ["佐证 Evidence", "佐证 open", ABOUT]);
    let all = workbook.worksheet_range("佐证 Evidence").expect("has the sheet");
    assert_eq!([cell(&all, 1, 0), cell(&all, 1, 2)], ["open", "SX"].map(|text| Data::String(text.into())));
    assert_eq!((cell(&all, 1, 5), cell(&all, 1, 6)), (Data::Float(5813.0), Data::Float(9521.0)));
    assert_eq!(all.height(), 11, "a head, and 5 items of 2 units");
    let rows = workbook.worksheet_range("佐证 open").expect("has the sheet");
    assert_eq!(cell(&rows, 1, 2), Data::Float(7.0));
    assert_eq!(cell(&rows, 1, 3), Data::String("cell-open-SX-SECRET".into()));
    assert_eq!(cell(&rows, 1, 4), Data::Float(4711.125), "the internal column is not there");
}

#[test]
fn grades_have_a_sheet_and_nothing_that_tells_scores() {
    let public = disclose(&answered(), &Release::Grades).expect("can be disclosed");
    let mut workbook = open(&public);
    assert_eq!(workbook.sheet_names(), [GRADES, INSTRUMENT, METHOD, ABOUT]);
    let grades = workbook.worksheet_range(GRADES).expect("has the sheet");
    assert_eq!([cell(&grades, 1, 0), cell(&grades, 1, 5)], ["BJ", "B"].map(|text| Data::String(text.into())));
}
