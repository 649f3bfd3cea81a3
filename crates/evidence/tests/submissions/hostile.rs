//! Every kind of hostile file gets an answer.

use std::time::{Duration, Instant};

use super::{
    blank, check, codes,
    corpus::{Hostile, every_kind},
    expect_useful, shanxi,
};

/// In a debug build, on a busy machine; the program answers within ten seconds.
const LONGEST: Duration = Duration::from_mins(1);

#[test]
fn every_kind_of_hostile_file_gets_an_answer() {
    let questionnaire = shanxi();
    let sound = blank(&questionnaire);
    let checked = check("t.xlsx", &sound, &questionnaire);
    assert!(checked.accepted, "{:?}", checked.problems);
    let mut surprises = Vec::new();
    for Hostile { name, file, bytes, code } in &every_kind(sound) {
        #[expect(clippy::disallowed_methods, reason = "how long an answer takes is what is tested")]
        let began = Instant::now();
        let checked = check(file, bytes, &questionnaire);
        assert!(began.elapsed() < LONGEST, "{name} took {:?}", began.elapsed());
        expect_useful(name, &checked);
        if let Some(code) = code {
            let said = codes(&checked.problems);
            if said.first() != Some(code) || checked.accepted {
                surprises.push(format!("{name}: {said:?}, not {code}"));
            }
        }
        let annotated = evidence::annotate(bytes, &checked.problems);
        if let Ok(copy) = annotated {
            expect_useful(name, &check(file, &copy, &questionnaire));
        }
    }
    assert_eq!(surprises, Vec::<String>::new());
}
