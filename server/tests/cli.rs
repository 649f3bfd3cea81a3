//! The command line, run as a program.
#![expect(clippy::expect_used, reason = "a test that cannot set up its stage must end at once")]

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

/// The program, in an empty folder of its own.
struct Program {
    folder: tempfile::TempDir,
}

impl Program {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chengping"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("CHENGPING_")) {
            command.env_remove(name);
        }
        command.args(arguments).current_dir(self.folder.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    /// Runs it and reads the JSON it prints, whatever its exit code.
    fn json(&self, arguments: &[&str]) -> (i32, Value) {
        let output = self.run(arguments);
        let json = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&output.stderr)));
        (output.status.code().expect("a code"), json)
    }

    /// Runs it and expects success.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {errors}");
        String::from_utf8(output.stdout).expect("text")
    }
}

#[test]
fn every_reference_case_is_answered_on_the_command_line() {
    let program = Program::new();
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/cases/vectors");
    for file in ["normalise.json", "scale_pipeline_cities117o.json", "sensitivity_replay.json"] {
        let path = vectors.join(file);
        let (code, printed) = program.json(&["methods", "run", path.to_str().expect("a path")]);
        assert_eq!(code, 0, "{file}");
        let cases: Value = serde_json::from_slice(&std::fs::read(path).expect("a file")).expect("JSON");
        for case in cases["cases"].as_array().expect("a list") {
            let result = &printed["results"][case["id"].as_str().expect("an id")];
            assert!(result.get("value").is_some() || result["error"]["code"].is_string(), "{}: {result}", case["id"]);
            assert_ne!(result["error"]["code"], "case.unknown_op", "{}", case["id"]);
        }
    }
    let strange = program.folder.path().join("strange.json");
    let cases = r#"{"cases": [{"id": "a", "op": "magic"}, {"id": "b", "op": "rank.competition_desc", "input": {"df": {"x": [1, 2]}}}]}"#;
    std::fs::write(&strange, cases).expect("a file");
    let (code, printed) = program.json(&["methods", "run", "strange.json"]);
    assert_eq!((code, &printed["results"]["a"]["error"]["code"]), (0, &"case.unknown_op".into()));
    assert_eq!(printed["results"]["b"]["value"]["x"], serde_json::json!([2.0, 1.0]));
    std::fs::write(&strange, "no JSON").expect("a file");
    assert_eq!(program.run(&["methods", "run", "strange.json"]).status.code(), Some(1));
}

/// The dimensions of personal freedom.
const PERSONAL: [&str; 7] =
    ["pf_rol", "pf_ss", "pf_movement", "pf_religion", "pf_association", "pf_expression", "pf_identity"];

fn hfi(file: &str) -> String {
    fixtures().join("hfi").join(file).to_string_lossy().into_owned()
}

#[test]
fn the_human_freedom_index_of_2016_comes_out_as_published() {
    let (tree, table) = (hfi("tree.csv"), hfi("hfi_2008_2016.csv"));
    let arguments = ["score", "--instrument", &tree, "--data", &table, "--year", "2016", "--json"];
    let (code, answer) = Program::new().json(&arguments);
    assert_eq!(code, 0);
    let units = answer["units"].as_array().expect("units");
    assert_eq!(units.len(), 162);
    let published = published("2016");
    let mut complete = 0;
    for unit in units {
        let row = &published[unit["code"].as_str().expect("a code")];
        let values = unit["nodes"].as_object().expect("nodes");
        assert!(unit["name"].is_string() && unit.get("rank").is_some());
        // Where a country has nothing at all on a dimension, the publisher's own rule differs from ours.
        if PERSONAL.iter().any(|dimension| values[*dimension].is_null()) {
            continue;
        }
        complete += 1;
        let difference = |node: &str| (values[node].as_f64().expect("a score") - row[node]).abs();
        assert!(difference("pf_score") < 1e-8, "{unit}");
        assert!(difference("hf_score") < 0.0051, "{unit}");
    }
    assert_eq!(complete, 136);
    assert_eq!(answer["recipe"]["normalise"]["method"], "none");
    assert!(answer["problems"].is_array());
}

/// What the publisher printed, by country and node.
fn published(year: &str) -> std::collections::HashMap<String, std::collections::HashMap<&'static str, f64>> {
    let text = std::fs::read_to_string(hfi("hfi_2008_2016.csv")).expect("the table");
    let mut lines = text.lines();
    // Counted from the end: a name may hold a quoted comma.
    let header: Vec<&str> = lines.next().expect("a header").rsplit(',').collect();
    let column = |name: &str| header.iter().position(|h| *h == name).expect("a column");
    let (pf, hf) = (column("pf_score"), column("hf_score"));
    let rows = lines.filter(|line| line.starts_with(year)).map(|line| {
        let cells: Vec<&str> = line.rsplit(',').collect();
        let code = line.split(',').nth(1).expect("a code").to_owned();
        let value = |column: usize| cells[column].parse().unwrap_or(f64::NAN);
        (code, std::collections::HashMap::from([("pf_score", value(pf)), ("hf_score", value(hf))]))
    });
    rows.collect()
}

#[test]
fn another_index_is_scored_from_csv_and_xlsx_alike() {
    let program = Program::new();
    let small = |file: &str| fixtures().join("small").join(file).to_string_lossy().into_owned();
    let answers = ["table.csv", "table.xlsx"].map(|table| {
        let (tree, table) = (small("tree.csv"), small(table));
        let arguments =
            ["score", "--instrument", &tree, "--data", &table, "--year", "2024", "--normalise", "min-max", "--json"];
        program.json(&arguments)
    });
    assert_eq!(answers[0].0, 0);
    assert_eq!(answers[0].1["units"], answers[1].1["units"]);
    assert_eq!(answers[0].1["recipe"]["normalise"]["upper"], 100.0);
}

#[test]
fn without_json_the_ranking_is_a_table_and_nobody_has_to_read_it_to_the_end() {
    let program = Program::new();
    let (tree, table) = (hfi("tree.csv"), hfi("hfi_2008_2016.csv"));
    let arguments = ["score", "--instrument", &tree, "--data", &table, "--year", "2016"];
    let text = program.done(&arguments);
    assert!(text.lines().nth(1).expect("a first").contains("NZL"), "{text}");
    let mut child = program.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
    assert_eq!(output.status.code(), Some(0));
}

/// A recipe of version 2 for the small index, in the folder of the program.
fn robust_recipe(program: &Program) -> &'static str {
    let recipe = serde_json::json!({
        "version": "2",
        "impute": {"method": "median"},
        "normalise": {"method": "min-max", "lower": 1.0, "upper": 100.0},
        "aggregate": {"method": "geometric-mean"},
        "robustness": {
            "seed": 7, "runs": 500, "interval": 0.8,
            "weights": {"distribution": "uniform", "share": 0.25},
            "aggregate": [{"method": "arithmetic-mean"}],
            "leave_one_out": true
        }
    });
    std::fs::write(program.folder.path().join("recipe.json"), recipe.to_string()).expect("written");
    "recipe.json"
}

/// The arguments that name the small index.
fn small(command: &str) -> Vec<String> {
    let file = |name: &str| fixtures().join("small").join(name).to_string_lossy().into_owned();
    let arguments =
        [command, "--instrument", &file("tree.csv"), "--data", &file("table.csv"), "--year", "2024"].map(str::to_owned);
    arguments.into()
}

fn with<'a>(arguments: &'a [String], more: &[&'a str]) -> Vec<&'a str> {
    arguments.iter().map(String::as_str).chain(more.iter().copied()).collect()
}

#[test]
fn a_recipe_that_asks_for_rank_intervals_has_them_beside_the_ranks() {
    let program = Program::new();
    let (score, recipe) = (small("score"), robust_recipe(&program));
    let (code, answer) = program.json(&with(&score, &["--recipe", recipe, "--json"]));
    assert_eq!((code, &answer["steps"]["runs"]["done"]), (0, &500.into()), "{answer}");
    for unit in answer["units"].as_array().expect("units") {
        let (best, worst) = (unit["interval"]["best"].as_u64(), unit["interval"]["worst"].as_u64());
        assert!(best.is_some() && best <= worst, "{unit}");
    }
    let text = program.done(&with(&score, &["--recipe", recipe]));
    assert!(text.lines().next().expect("a head").contains("名次区间"), "{text}");
    let (_, plain) = program.json(&with(&score, &["--normalise", "min-max", "--json"]));
    assert_eq!(
        (plain.get("steps"), plain["units"][0].get("interval"), plain["units"][0].get("imputed")),
        (None, None, None)
    );
    assert!(!program.done(&with(&score, &["--normalise", "min-max"])).contains("名次区间"));
}

#[test]
fn an_imputed_value_is_named_by_its_indicator() {
    let program = Program::new();
    let tree = "code,parent,weight,direction\ni,,,\na,i,50,1\nb,i,50,1\n";
    let table = "name,a,b\nX,1,2\nY,3,\nZ,5,6\n";
    std::fs::write(program.folder.path().join("tree.csv"), tree).expect("written");
    std::fs::write(program.folder.path().join("table.csv"), table).expect("written");
    let recipe = robust_recipe(&program);
    let (code, answer) =
        program.json(&["score", "--instrument", "tree.csv", "--data", "table.csv", "--recipe", recipe, "--json"]);
    assert_eq!((code, &answer["units"][1]["imputed"]), (0, &serde_json::json!(["b"])), "{answer}");
    assert_eq!(answer["units"][0].get("imputed"), None);
}

#[test]
fn a_value_is_taken_from_another_year_of_the_same_table() {
    let program = Program::new();
    let file = |name: &str, text: &str| std::fs::write(program.folder.path().join(name), text).expect("written");
    file("tree.csv", "code,parent,weight,direction\ni,,,\na,i,50,1\nb,i,50,1\n");
    file("table.csv", "name,year,a,b\nX,2020,1,2\nY,2020,3,4\nX,2022,1,2\nY,2022,3,\nX,2023,1,2\nY,2023,3,10\n");
    file("recipe.json", r#"{"version": "2", "impute": {"method": "linear"}, "normalise": {"method": "none"}}"#);
    let arguments = [
        "score",
        "--instrument",
        "tree.csv",
        "--data",
        "table.csv",
        "--year",
        "2022",
        "--recipe",
        "recipe.json",
        "--json",
    ];
    let (code, answer) = program.json(&arguments);
    // Two thirds of the way from 4 to 10.
    assert_eq!((code, &answer["units"][1]["nodes"]["b"]), (0, &8.0.into()), "{answer}");
    assert_eq!(answer["units"][1]["imputed"], serde_json::json!(["b"]));
}

#[test]
fn robustness_tells_intervals_drivers_and_what_leaving_out_does() {
    let program = Program::new();
    let (robustness, recipe) = (small("robustness"), robust_recipe(&program));
    let arguments = with(&robustness, &["--recipe", recipe, "--rows", "64", "--json"]);
    let (code, answer) = program.json(&arguments);
    assert_eq!((code, &answer["standard"]), (0, &false.into()), "{answer}");
    assert_eq!((&answer["runs"]["done"], &answer["interval"]), (&500.into(), &0.8.into()));
    let inputs: Vec<&str> =
        answer["drivers"]["inputs"].as_array().expect("inputs").iter().filter_map(|i| i["input"].as_str()).collect();
    assert_eq!(inputs, ["weights", "aggregate", "leave-one-out"]);
    assert_eq!(answer["without_indicators"].as_array().map(Vec::len), Some(5));
    let (_, scored) = program.json(&with(&small("score"), &["--recipe", recipe, "--json"]));
    for unit in answer["units"].as_array().expect("units") {
        let same = scored["units"].as_array().and_then(|units| units.iter().find(|u| u["code"] == unit["code"]));
        let same = same.expect("the unit");
        assert_eq!(
            (&unit["interval"], &unit["rank"], &unit["name"]),
            (&same["interval"], &same["rank"], &same["name"])
        );
    }
    assert_eq!(program.json(&arguments).1, answer, "the same files give the same numbers");
    let text = program.done(&with(&robustness, &["--recipe", recipe, "--rows", "64"]));
    assert!(answer["imputation"]["imputed"].as_u64().is_some_and(|n| n > 0), "{}", answer["imputation"]);
    let methods = answer["other_methods"]["others"].as_array().expect("other methods");
    assert_eq!(
        methods.iter().filter_map(|m| m["method"].as_str()).collect::<Vec<_>>(),
        ["saw", "wpm", "waspas", "topsis", "vikor"]
    );
    let compared = answer["other_methods"]["units"].as_array().map(Vec::len);
    for ranks in methods.iter().filter_map(|method| method["ranks"].as_array()) {
        assert_eq!(Some(ranks.len()), compared);
    }
    for expected in ["名次段", "权重 weights", "去掉一个指标 leave one out", "air_days", "插补的影响", "TOPSIS"]
    {
        assert!(text.contains(expected), "“{expected}” is missing from\n{text}");
    }
    assert!(!text.contains("标准的做法"));
}

#[test]
fn a_recipe_that_asks_for_no_robustness_gets_the_standard_check_and_is_told_so() {
    let program = Program::new();
    let robustness = small("robustness");
    let (code, answer) = program.json(&with(&robustness, &["--normalise", "min-max", "--rows", "16", "--json"]));
    assert_eq!((code, &answer["standard"], &answer["recipe"]["version"]), (0, &true.into(), &"2".into()), "{answer}");
    assert_eq!(answer["runs"]["done"], 1000);
    assert!(program.done(&with(&robustness, &["--normalise", "min-max", "--rows", "16"])).contains("标准的做法"));
    assert_eq!(program.run(&with(&robustness, &["--rows", "2"])).status.code(), Some(2));
    let broken = fixtures().join("broken").join("table_broken.csv").to_string_lossy().into_owned();
    let tree = fixtures().join("small").join("tree.csv").to_string_lossy().into_owned();
    let (code, answer) = program.json(&["robustness", "--instrument", &tree, "--data", &broken, "--json"]);
    assert_eq!((code, &answer["units"]), (1, &Value::Array(vec![])));
    assert!(answer["problems"].as_array().is_some_and(|problems| !problems.is_empty()));
}

#[test]
fn problems_are_named_by_cell_and_the_code_is_1() {
    let program = Program::new();
    let broken = fixtures().join("broken").join("table_broken.csv").to_string_lossy().into_owned();
    let tree = fixtures().join("small").join("tree.csv").to_string_lossy().into_owned();
    let (code, answer) = program.json(&["score", "--instrument", &tree, "--data", &broken, "--json"]);
    assert_eq!(code, 1);
    assert_eq!(answer["units"], Value::Array(vec![]));
    assert!(answer["problems"].as_array().expect("problems").iter().any(|p| p["cell"].is_string()));
    let output = program.run(&["score", "--instrument", &tree, "--data", &broken]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors.contains("错误 error") && errors.contains("table_broken.csv"), "{errors}");
    let output = program.run(&["verify", "no-such-file.json"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn wrong_usage_and_a_wrong_configuration_are_code_2() {
    let program = Program::new();
    assert_eq!(program.run(&["score"]).status.code(), Some(2));
    assert_eq!(program.run(&["publish", "--index", "a", "--period", "1", "--stage", "final"]).status.code(), Some(2));
    let mut file = std::fs::File::create(program.folder.path().join("Leptos.toml")).expect("a file");
    writeln!(file, "[server]\nsesion_hours = 3").expect("written");
    let output = program.run(&["migrate"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Leptos.toml 第 2 行 sesion_hours"));
}

#[test]
fn a_server_without_its_built_site_does_not_start_and_says_what_is_missing() {
    let program = Program::new();
    let output = program
        .command(&["serve"])
        .env("CHENGPING_LEPTOS_HASH_FILES", "false")
        .env("CHENGPING_LEPTOS_SITE_ROOT", "site")
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("缺少构建好的网站文件") && errors.contains("chengping.css is missing"), "{errors}");
    assert!(errors.contains("scripts/build"), "how to build it: {errors}");
    assert!(!program.folder.path().join("var").exists(), "nothing was begun");
}

#[test]
fn people_and_instruments_are_looked_after_from_the_command_line() {
    let program = Program::new();
    assert!(program.done(&["migrate"]).contains("m2026"));
    let created = program.done(&[
        "user",
        "create",
        "--email",
        "wang@example.org",
        "--name",
        "王敏",
        "--organisation",
        "某研究院",
        "--kind",
        "assessor",
        "--json",
    ]);
    assert!(created.contains("/set-up/"), "{created}");
    let output = program.run(&["instrument", "export", "--index", "none", "--as", "wang@example.org"]);
    assert_eq!(output.status.code(), Some(1));
    let tree = hfi("tree.csv");
    let (code, checked) = program.json(&["instrument", "check", &tree, "--json"]);
    assert_eq!((code, &checked["sound"]), (0, &Value::Bool(true)));
}

#[test]
fn the_demonstration_loads_once_and_its_bundle_is_verified_to_the_byte() {
    let program = Program::new();
    let first = program.done(&["demo", "--index", "hfi"]);
    assert_eq!(first.matches("published").count(), 9, "{first}");
    assert!(first.contains("assessor@demo.example"));
    let second = program.done(&["demo", "--index", "hfi"]);
    assert!(!second.contains("published"), "{second}");

    let export = program.done(&["instrument", "export", "--index", "hfi", "--as", "assessor@demo.example"]);
    assert!(export.contains("女性割礼"), "{export}");
    let again = [
        "publish",
        "--index",
        "hfi",
        "--period",
        "2016",
        "--stage",
        "final",
        "--reason",
        "x",
        "--as",
        "assessor@demo.example",
    ];
    let output = program.run(&again);
    assert_eq!(output.status.code(), Some(1), "there is nothing new to publish");
    assert!(String::from_utf8_lossy(&output.stderr).contains("完全相同"));
    assert_eq!(program.run(&again[..9]).status.code(), Some(2), "nobody is named who publishes");

    // Every object of the demonstration is stored under its hash; the bundles say that they are ones.
    let bundle = objects(&program.folder.path().join("var/objects"))
        .into_iter()
        .find(|path| service::verify::verify(&std::fs::read(path).expect("a file")).identical)
        .expect("a bundle");
    let path = bundle.to_string_lossy().into_owned();
    let (code, answer) = program.json(&["verify", &path, "--json"]);
    assert_eq!((code, &answer["identical"], &answer["first_difference"]), (0, &Value::Bool(true), &Value::Null));

    let good = std::fs::read(&bundle).expect("a bundle");
    for at in (0..good.len()).step_by(good.len() / 12) {
        let mut bad = good.clone();
        bad[at] ^= 1;
        let copy = program.folder.path().join("bad.json");
        std::fs::write(&copy, &bad).expect("written");
        let (code, answer) = program.json(&["verify", "bad.json", "--json"]);
        assert_eq!((code, &answer["identical"]), (1, &Value::Bool(false)), "byte {at}");
        assert!(!answer["first_difference"].is_null(), "byte {at}");
    }
}

fn objects(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() { folders.push(entry.path()) } else { found.push(entry.path()) }
        }
    }
    found
}

#[test]
fn a_questionnaire_is_checked_and_becomes_a_workbook_that_is_accepted_when_blank() {
    let program = Program::new();
    let questionnaire = fixtures().join("shanxi/instrument.json").to_string_lossy().into_owned();
    let (code, answer) = program.json(&["instrument", "check", &questionnaire, "--json"]);
    assert_eq!((code, &answer["sound"], &answer["indicators"]), (0, &Value::Bool(true), &Value::from(50)));
    assert_eq!(answer["questionnaire"]["items"], 59);
    assert_eq!(answer["questionnaire"]["respondents"]["FIN"], 10);
    assert!(program.done(&["instrument", "check", &questionnaire]).contains("59 items"));

    let make = ["template", "--instrument", &questionnaire, "--respondent", "140100/FIN", "--out", "FIN.xlsx"];
    assert!(program.done(&make).contains("FIN.xlsx"));
    let (code, answer) = program.json(&["evidence", "check", "FIN.xlsx", "--instrument", &questionnaire, "--json"]);
    assert_eq!((code, &answer["accepted"]), (0, &Value::Bool(true)), "{answer}");

    let nobody = program.run(&["template", "--instrument", &questionnaire, "--respondent", "X", "--out", "X.xlsx"]);
    assert_eq!(nobody.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&nobody.stderr).contains("FIN"), "it says who there is");
    assert_eq!(program.run(&["template", "--instrument", &questionnaire]).status.code(), Some(2));
    let nowhere = ["template", "--instrument", &questionnaire, "--respondent", "FIN", "--out", "no/such/folder.xlsx"];
    assert_eq!(program.run(&nowhere).status.code(), Some(1));
    let odd = ["template", "--instrument", &questionnaire, "--respondent", "FIN", "--out", "F.xlsx", "--period", "25"];
    assert_eq!(program.run(&odd).status.code(), Some(2));
}

#[test]
fn a_broken_questionnaire_is_answered_with_all_its_problems() {
    let program = Program::new();
    let text = std::fs::read_to_string(fixtures().join("shanxi/instrument.json")).expect("the fixture");
    let broken =
        text.replacen("\"lead\": \"FIN\"", "\"lead\": \"NOBODY\"", 1).replacen("\"weight\": 18", "\"weight\": 19", 1);
    std::fs::write(program.folder.path().join("broken.json"), broken).expect("written");
    let (code, answer) = program.json(&["instrument", "check", "broken.json", "--json"]);
    assert_eq!((code, &answer["sound"]), (1, &Value::Bool(false)));
    let codes: Vec<&str> =
        answer["problems"].as_array().expect("a list").iter().filter_map(|p| p["code"].as_str()).collect();
    assert_eq!(codes, ["instrument.weights_sum", "questionnaire.department_unknown"]);
}
