//! Where each unit's tile lies. A map is one table here; another province is one more.

/// A tile: where it lies, and what it is called where there is little room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tile {
    /// Code of the unit, by GB/T 2260.
    pub(super) code: &'static str,
    /// Short name in Chinese.
    pub(super) zh: &'static str,
    /// Short name in English.
    pub(super) en: &'static str,
    /// Row, from the north, from 0.
    pub(super) row: u8,
    /// Column, from the west, from 0.
    pub(super) column: u8,
}

const fn tile(code: &'static str, zh: &'static str, en: &'static str, row: u8, column: u8) -> Tile {
    Tile { code, zh, en, row, column }
}

/// A layout: its tiles from north to south, each row from west to east.
pub(super) type Layout = &'static [Tile];

/// All layouts.
pub(super) const LAYOUTS: [Layout; 1] = [SHANXI];

/// The prefecture cities of Shanxi 山西省, roughly as they lie: the north narrow, Taiyuan in the middle.
const SHANXI: Layout = &[
    tile("140600", "朔州", "Shuozhou", 0, 1),
    tile("140200", "大同", "Datong", 0, 2),
    tile("140900", "忻州", "Xinzhou", 1, 1),
    tile("141100", "吕梁", "Lüliang", 2, 0),
    tile("140100", "太原", "Taiyuan", 2, 1),
    tile("140300", "阳泉", "Yangquan", 2, 2),
    tile("141000", "临汾", "Linfen", 3, 0),
    tile("140700", "晋中", "Jinzhong", 3, 1),
    tile("140400", "长治", "Changzhi", 3, 2),
    tile("140800", "运城", "Yuncheng", 4, 0),
    tile("140500", "晋城", "Jincheng", 4, 2),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_tiles_lie_on_each_other_and_they_are_read_from_north_west() {
        for layout in LAYOUTS {
            let places: Vec<_> = layout.iter().map(|tile| (tile.row, tile.column)).collect();
            assert!(places.is_sorted(), "{places:?}");
            assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), layout.len());
            assert_eq!(layout.iter().map(|tile| tile.code).collect::<BTreeSet<_>>().len(), layout.len());
        }
    }
}
