//! Instruments from a table of nodes.

use evidence::{read_instrument, read_tree};

use crate::{Target, expect, sample::TREE_CSV};

pub const INSTRUMENT: Target = Target {
    name: "instrument",
    run: |bytes| read("t.csv", bytes),
    seeds: || vec![TREE_CSV.to_vec(), b"code,parent,weight,direction,name\na,,,,A\nb,a,100,+,B\n".to_vec()],
    words: &[
        ",",
        "\t",
        ";",
        "\"",
        "\r\n",
        "code",
        "parent",
        "weight",
        "direction",
        "name_zh",
        "指标",
        "上级",
        "权重",
        "正向",
        "逆向",
        "-1",
        "100",
        "60%",
        "１",
        "1e308",
        "\u{feff}",
        "=a",
        "'",
    ],
};

pub fn read(file: &str, bytes: &[u8]) {
    if let Err(problems) = expect::no_panic_of_ours(|| read_tree(file, bytes)) {
        expect::refused(&problems);
    }
    let instrument = match expect::no_panic_of_ours(|| read_instrument(file, bytes)) {
        Ok((instrument, warnings)) => {
            expect::taken(&warnings);
            instrument
        }
        Err(problems) => return expect::refused(&problems),
    };
    let json = serde_json::to_vec(&instrument).expect("is written");
    assert!(instrument == serde_json::from_slice(&json).expect("is read"), "{instrument:?}");
    let csv = publication::format::csv::tree(&instrument).expect("is written");
    let (again, _) = read_instrument("t.csv", &csv).expect("what was exported can be imported");
    assert!(instrument == again, "exported and imported again, {instrument:?} is {again:?}");
}
