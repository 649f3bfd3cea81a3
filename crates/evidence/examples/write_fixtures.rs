//! Writes the workbooks among the fixtures from the CSV files beside them, the same bytes each time.

use std::{error::Error, fs, path::Path};

use evidence::{grid::Cell, read_grid};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Formula, Workbook};

fn main() -> Result<(), Box<dyn Error>> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    for name in ["small/table", "broken/table_broken"] {
        let csv = fs::read(fixtures.join(name).with_extension("csv"))?;
        fs::write(fixtures.join(name).with_extension("xlsx"), workbook(&csv)?)?;
        println!("{name}.xlsx");
    }
    Ok(())
}

fn workbook(csv: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let grid = read_grid("fixture.csv", csv).map_err(|problems| format!("{problems:?}"))?;
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title("示例数据 Sample data").set_creation_datetime(&day));
    let sheet = workbook.add_worksheet().set_name("数据")?;
    for row in &grid.rows {
        for (column, cell) in row.filled() {
            let (at, column) = (u32::try_from(row.number - 1)?, u16::try_from(column)?);
            let Cell::Text(text) = cell else { continue };
            match text.parse::<f64>() {
                Ok(number) => sheet.write(at, column, number)?,
                Err(_) if text == "#DIV/0!" => {
                    sheet.write_formula(at, column, Formula::new("=1/0").set_result("#DIV/0!"))?
                }
                Err(_) => sheet.write(at, column, text)?,
            };
        }
    }
    Ok(workbook.save_to_buffer()?)
}
