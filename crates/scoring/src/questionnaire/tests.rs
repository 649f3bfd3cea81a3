use domain::Text;

use super::*;

fn shanxi() -> Questionnaire {
    serde_json::from_str(include_str!("../../../../fixtures/shanxi/instrument.json")).expect("a questionnaire")
}

#[test]
fn the_recipe_of_the_shanxi_questionnaire_fits_its_tree() {
    let questionnaire = shanxi();
    let tree = questionnaire.tree().expect("a sound tree");
    let recipe = recipe_of(&questionnaire);
    assert_eq!(crate::recipe::check(&recipe, &tree), []);
    let Normalise::PerIndicator { methods } = &recipe.normalise else { panic!("not by indicator") };
    let count = |wanted: fn(&Method) -> bool| methods.values().filter(|method| wanted(method)).count();
    assert_eq!(count(|m| matches!(m, Method::Goalposts(_))), 34);
    assert_eq!(count(|m| *m == Method::RubricPoints), 10);
    assert_eq!(count(|m| *m == Method::YesShare), 2);
    assert_eq!(count(|m| *m == Method::LikertMean), 4);
    let adjust = recipe.adjust.as_ref().expect("bonuses and deductions");
    assert_eq!((adjust.deductions.len(), adjust.deduction_cap), (4, Some(20.0)));
    assert_eq!((adjust.bonuses.len(), adjust.bonus_cap), (2, Some(5.0)));
    let ceilings: Vec<&str> = recipe.vetoes.iter().map(|veto| veto.ceiling.as_str()).collect();
    assert_eq!(ceilings, ["C", "C", "D"]);
    assert!(recipe.subjective.contains("D"));
}

#[test]
fn a_questionnaire_nobody_answered_is_refused_cell_by_cell() {
    let questionnaire = shanxi();
    let tree = questionnaire.tree().expect("a sound tree");
    let unit = Unit { code: "140100".into(), name: Text::same("太原市"), league: None };
    let data = blank_dataset(&questionnaire, "2025", vec![unit]);
    let errors = crate::score(&tree, &data, &recipe_of(&questionnaire)).expect_err("nothing is there");
    assert_eq!(errors.len(), 50);
    assert!(errors.iter().all(|error| error.code() == "score.missing"));
}
