use rust_xlsxwriter::Workbook;

use super::*;

fn read(csv: &str) -> Result<TreeRead, Vec<Problem>> {
    read_tree("tree.csv", csv.as_bytes())
}

fn places(problems: &[Problem]) -> Vec<(&str, Option<&str>)> {
    problems.iter().map(|p| (p.code.as_str(), p.place.cell.as_deref())).collect()
}

#[test]
fn a_tree_is_read_with_the_place_of_every_row() {
    let tree = read("code,parent,weight,direction\nr,,,\na,r,33.3%,-1\nb,r,66.7,\n").expect("a good file");
    assert_eq!(tree.warnings, []);
    assert_eq!(tree.drafts[0].parent, None);
    assert_eq!(tree.drafts[1].weight, Some(33.3));
    assert_eq!(tree.drafts[1].direction, Some(Direction::Negative));
    assert_eq!(tree.drafts[2].direction, None);
    assert_eq!(tree.drafts[2].place.cell.as_deref(), Some("A4"));
    assert_eq!(tree.drafts[2].place.file.as_deref(), Some("tree.csv"));
}

#[test]
fn chinese_headers_below_a_title_are_recognised() {
    let csv = "营商环境指标体系,,,,,,\n,,,,,,\n指标名称,指标代码,上级代码,权重（%）,指标方向,计量单位,数据来源\n\
               总指数,R,,,,,\n办理时间,A,R,１００,逆向,天,统计局\n";
    let tree = read(csv).expect("a good file");
    let node = &tree.drafts[1];
    assert_eq!((node.code.as_str(), node.parent.as_deref(), node.weight), ("A", Some("R"), Some(100.0)));
    assert_eq!(node.direction, Some(Direction::Negative));
    assert_eq!(node.name, Some(Text::same("办理时间")));
    assert_eq!(node.unit, Some(Text::same("天")));
    assert_eq!(node.source, Some(Text::same("统计局")));
}

#[test]
fn names_units_and_sources_come_in_both_languages() {
    let csv = "id,parent_code,weight,polarity,name_zh,name_en,unit_zh,unit_en,source\n\
               r,,,,总分,Total,,,\na,r,100,cost,时间,Time,天,days,Bureau\n";
    let node = &read(csv).expect("a good file").drafts[1];
    assert_eq!(node.name, Some(Text::new("时间", "Time")));
    assert_eq!(node.unit, Some(Text::new("天", "days")));
    assert_eq!(node.source, Some(Text::same("Bureau")));
    let mixed = read("code,parent,weight,direction,name,name_en\nr,,,,总分,Total\n").expect("a good file");
    assert_eq!(mixed.drafts[0].name, Some(Text::new("总分", "Total")));
}

#[test]
fn directions_are_read_in_the_ways_people_write_them() {
    for (written, expected) in [
        ("+", Direction::Positive),
        ("+1", Direction::Positive),
        ("Positive", Direction::Positive),
        ("正向", Direction::Positive),
        ("higher", Direction::Positive),
        ("−", Direction::Negative),
        ("－１", Direction::Negative),
        ("Cost", Direction::Negative),
        ("负", Direction::Negative),
    ] {
        let tree = read(&format!("code,parent,weight,direction\na,r,100,{written}\n")).expect("a good file");
        assert_eq!(tree.drafts[0].direction, Some(expected), "{written:?}");
    }
}

#[test]
fn unreadable_cells_are_reported_all_at_once_with_their_addresses() {
    let problems =
        read("code,parent,weight,direction\nr,,,\na,r,much,0\nb,r,\"3,5\",sideways\n").expect_err("bad cells");
    assert_eq!(
        places(&problems),
        [
            ("value.not_number", Some("C3")),
            ("tree.direction_unknown", Some("D3")),
            ("value.comma", Some("C4")),
            ("tree.direction_unknown", Some("D4")),
        ]
    );
    assert!(problems.iter().all(|p| p.remedy.is_some() && p.value.is_some()));
}

#[test]
fn faults_of_cells_and_of_the_tree_come_together() {
    let csv = "code,parent,weight,direction\nr,,,\na,r,much,1\nb,nowhere,50,1\nb,r,50,1\n";
    let problems = read_instrument("tree.csv", csv.as_bytes()).expect_err("a broken tree");
    assert_eq!(
        places(&problems),
        [
            ("value.not_number", Some("C3")),
            ("instrument.code_repeated", Some("A5")),
            ("instrument.parent_unknown", Some("A4")),
        ]
    );
    assert!(problems.iter().all(|p| p.place.file.as_deref() == Some("tree.csv")));
}

#[test]
fn a_file_without_a_header_says_what_stands_in_its_first_row() {
    let problems = read("r,,\na,r,100\n").expect_err("no header");
    assert_eq!(problems[0].code, "tree.header_missing");
    assert_eq!(problems[0].value.as_deref(), Some("“r”"));
    assert_eq!(read("code,parent,weight,direction\n").expect_err("no rows")[0].code, "tree.empty");
    assert_eq!(read("code,parent,direction\nr,,\n").expect_err("no weights")[0].code, "tree.column_missing");
}

#[test]
fn columns_without_a_meaning_and_a_missing_direction_are_warned_about() {
    let tree = read("code,parent,weight,colour\nr,,,red\n").expect("a good file");
    assert_eq!(places(&tree.warnings), [("tree.direction_missing", None), ("tree.columns_unused", None)]);
}

#[test]
fn a_short_row_is_reported_where_it_ends() {
    let problems = read("code,parent,weight,direction\nr,,,\na,r\n").expect_err("a short row");
    assert_eq!(places(&problems), [("csv.row_short", Some("C3"))]);
}

#[test]
fn a_worksheet_reads_as_the_same_tree() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("指标").expect("a name");
    for (column, header) in (0..).zip(["code", "parent", "weight", "direction"]) {
        sheet.write(0, column, header).expect("a header");
    }
    sheet.write(1, 0, "r").expect("a cell");
    sheet.write(2, 0, 101).expect("a cell");
    sheet.write(2, 1, "r").expect("a cell");
    sheet.write(2, 2, 100).expect("a cell");
    sheet.write(2, 3, -1).expect("a cell");
    let bytes = workbook.save_to_buffer().expect("a workbook");
    let (instrument, warnings) = read_instrument("tree.xlsx", &bytes).expect("a good workbook");
    assert_eq!(warnings, []);
    assert_eq!(instrument.nodes()[1].code, "101");
    assert_eq!(instrument.nodes()[1].direction, Direction::Negative);
    let place = &read_tree("tree.xlsx", &bytes).expect("a good workbook").drafts[1].place;
    assert_eq!((place.sheet.as_deref(), place.cell.as_deref()), (Some("指标"), Some("A3")));
}
