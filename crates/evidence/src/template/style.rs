//! The looks of cells: one font, thin grey lines, one quiet blue.

use domain::questionnaire::ValueRule;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

/// The font of Chinese offices; where it is missing, programs take their own.
const FONT: &str = "等线";
/// Height of a row and width of a column in pixels, as the font wants them.
pub(super) const ROW_PIXELS: u32 = 19;
pub(super) const COLUMN_PIXELS: u32 = 72;

const INK: Color = Color::RGB(0x001F_2937);
const QUIET: Color = Color::RGB(0x006B_7280);
const LINE: Color = Color::RGB(0x00C5_CDD8);
const HEAD: Color = Color::RGB(0x00DF_E8F2);
const PAPER: Color = Color::RGB(0x00F5_F8FB);
const MARK: Color = Color::RGB(0x00C0_3221);
const LINK: Color = Color::RGB(0x001D_5A94);
const MISSING: Color = Color::RGB(0x00FD_E9E7);
const BROKEN: Color = Color::RGB(0x00FF_F0C9);

/// The format of cells that have no other.
pub(super) fn default_format() -> Format {
    Format::new().set_font_name(FONT).set_font_size(10.5).set_font_color(INK)
}

/// All formats of the workbook.
pub(super) struct Styles {
    /// The name of a sheet's subject.
    pub(super) title: Format,
    /// The same on the cover.
    pub(super) cover_title: Format,
    /// A second line below a title.
    pub(super) subtitle: Format,
    /// What must be known before all else.
    pub(super) notice: Format,
    /// Longer text, wrapped.
    pub(super) prose: Format,
    /// A cell without lines.
    pub(super) plain: Format,
    /// A heading inside a sheet.
    pub(super) section: Format,
    /// The name of a field.
    pub(super) label: Format,
    /// What a field says.
    pub(super) value: Format,
    /// What a field says, centred.
    pub(super) centred: Format,
    /// A box to be filled.
    pub(super) input: Format,
    /// The live value of an item.
    pub(super) live: Format,
    /// A head.
    pub(super) head: Format,
    /// A link to another sheet.
    pub(super) link: Format,
    /// Parts of a head: name, name in English, star.
    pub(super) name: Format,
    pub(super) english: Format,
    pub(super) star: Format,
    /// A name beside its title.
    pub(super) aside: Format,
    /// Fill of a required cell that is blank in a filled row.
    pub(super) missing: Format,
    /// Fill of a cell that breaks a rule or repeats another.
    pub(super) broken: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let base = || default_format().set_align(FormatAlign::VerticalCenter);
        let lined = || base().set_border(FormatBorder::Thin).set_border_color(LINE);
        // A little air between a line and what stands beside it.
        let field = || lined().set_align(FormatAlign::Left).set_indent(1).set_text_wrap();
        Self {
            title: base().set_font_size(14).set_bold(),
            cover_title: base().set_font_size(20).set_bold().set_align(FormatAlign::Center).set_text_wrap(),
            subtitle: base().set_font_color(QUIET).set_align(FormatAlign::Center).set_text_wrap(),
            notice: base().set_font_color(MARK).set_font_size(9.5).set_align(FormatAlign::Center).set_text_wrap(),
            prose: base().set_text_wrap().set_align(FormatAlign::Top),
            plain: base(),
            section: base()
                .set_bold()
                .set_font_size(12)
                .set_border_bottom(FormatBorder::Medium)
                .set_border_bottom_color(LINK),
            label: field().set_background_color(PAPER).set_font_color(QUIET),
            value: field(),
            centred: lined().set_align(FormatAlign::Center),
            input: field(),
            live: field().set_bold().set_num_format("0.00##"),
            head: lined().set_background_color(HEAD).set_bold().set_text_wrap().set_align(FormatAlign::Center),
            link: field().set_font_color(LINK).set_underline(FormatUnderline::Single),
            name: default_format().set_bold(),
            english: default_format().set_font_size(8.5).set_font_color(QUIET),
            star: default_format().set_bold().set_font_color(MARK),
            aside: base().set_font_color(QUIET).set_align(FormatAlign::Left).set_indent(1),
            missing: Format::new().set_background_color(MISSING),
            broken: Format::new().set_background_color(BROKEN),
        }
    }

    /// The format of the cells of a column. Text for whatever is a code, so that leading zeros survive.
    pub(super) fn cell(rule: &ValueRule) -> Format {
        let base = default_format()
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_border_color(LINE);
        match rule {
            ValueRule::Text { .. } | ValueRule::Url => base.set_num_format("@").set_text_wrap(),
            ValueRule::Options { .. } => base.set_num_format("@"),
            ValueRule::Region | ValueRule::CreditCode | ValueRule::Documents => {
                base.set_num_format("@").set_align(FormatAlign::Center)
            }
            ValueRule::Integer { .. } => base.set_num_format("0"),
            ValueRule::Decimal { .. } => base,
            ValueRule::Percent { .. } => base.set_num_format("0.00%"),
            ValueRule::Date { .. } => base.set_num_format("yyyy\\-mm\\-dd").set_align(FormatAlign::Center),
            ValueRule::YesNo => base.set_align(FormatAlign::Center),
        }
    }
}
