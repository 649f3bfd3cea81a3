//! stub
use domain::Problem;
/// stub
pub fn annotate(_bytes: &[u8], _problems: &[Problem]) -> Result<Vec<u8>, Problem> {
    Err(crate::package::damaged("stub"))
}
