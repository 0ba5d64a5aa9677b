//! The example that shows the registry to a person.

use crate::support::example;
use zhibiao::Registry;

#[track_caller]
fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = example("registry").args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn what_a_person_sees() {
    for (name, arguments) in [
        ("show", ["show", "九年义务教育巩固率"]),
        ("clause", ["clause", "W4.8"]),
        ("department", ["department", "市水利局"]),
        ("search", ["search", "溺水"]),
    ] {
        let (code, text, errors) = run(&arguments);
        assert_eq!((code, errors.as_str()), (Some(0), ""), "{name}");
        insta::assert_snapshot!(name, text);
    }
}

#[test]
fn plans_are_named_with_document_years_edition_and_digest() {
    let (code, text, _) = run(&["plans"]);
    assert_eq!(code, Some(0));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 13, "six for each plan, and a blank one: {text}");
    assert_eq!(
        lines[..2],
        [
            "《聊城市“十四五”妇女发展规划》（聊政发〔2021〕9号，聊城市人民政府，2021-12-03；数据第1版）。",
            "规划期2021—2025年，基期2020年，中期2023年。"
        ]
    );
    let digest = Registry::builtin().digest("children").unwrap();
    assert_eq!(lines[9], format!("儿童规划的数据摘要（SHA-256）：{digest}。"));
    assert_eq!(lines[12], format!("Digest (SHA-256) of the data of the children’s plan: {digest}."));
}

#[test]
fn the_list_holds_every_indicator_and_every_objective() {
    let (code, text, _) = run(&[]);
    assert_eq!(code, Some(0));
    assert_eq!(run(&["list"]).1, text);
    for indicator in Registry::builtin().indicators() {
        assert!(text.lines().any(|line| line.trim() == indicator.id()), "{}", indicator.id());
    }
    let clauses = text.lines().filter(|line| !line.starts_with(' ')).count();
    // 141 objectives, and the measures and duties that promise something.
    assert!(clauses > 141, "{clauses}");
}

#[test]
fn what_is_not_there_is_told_with_what_is_near() {
    let told = |arguments: &[&str]| {
        let (code, text, errors) = run(arguments);
        assert_eq!((code, text.as_str()), (Some(2), ""));
        errors.trim_end().to_owned()
    };
    assert_eq!(
        told(&["show", "孕产妇死忘率"]),
        "found `孕产妇死忘率`, expected the id or exact name of an indicator (nearest: 孕产妇死亡率)"
    );
    assert_eq!(told(&["clause", "W9.1"]), "found `W9.1`, expected a clause such as W1.2, C1.M4 or W五.3");
    assert_eq!(
        told(&["department", "卫生健康"]),
        "found `卫生健康`, expected the name of a department (nearest: 市卫生健康委)"
    );
    assert_eq!(told(&["search", "xyzzy"]), "found nothing that contains `xyzzy`");
    assert_eq!(run(&["nothing"]).0, Some(2));
    assert_eq!(run(&["--help"]).0, Some(0));
}
