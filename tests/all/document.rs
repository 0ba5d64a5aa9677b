//! Every quantity of the document is accounted for: it is an indicator's figure, or `indicators/not-targets.toml`
//! says why it is none. Where the document's text is at hand (`ZHIBIAO_DOCUMENT` names the file), the two are
//! compared; elsewhere the comparison says that it is skipped.

use std::collections::{BTreeMap, HashSet};
use std::io::Write as _;
use zhibiao::Registry;

struct NotTarget {
    clause: String,
    text: String,
}

fn not_targets() -> Vec<NotTarget> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/indicators/not-targets.toml");
    let text = std::fs::read_to_string(path).unwrap();
    let document = toml::de::DeTable::parse(&text).unwrap().into_inner();
    assert_eq!(document.len(), 1, "only `number` tables");
    let entries = document.get("number").unwrap().get_ref().as_array().unwrap();
    entries
        .iter()
        .map(|entry| {
            let table = entry.get_ref().as_table().unwrap();
            let text = |key: &str| table.get(key).unwrap().get_ref().as_str().unwrap().to_owned();
            let reason = table.get("reason").unwrap().get_ref().as_table().unwrap();
            for language in ["zh", "en"] {
                assert!(!reason.get(language).unwrap().get_ref().as_str().unwrap().is_empty());
            }
            assert_eq!(table.len(), 3, "clause, text and reason");
            NotTarget { clause: text("clause"), text: text("text") }
        })
        .collect()
}

#[test]
fn what_is_no_target_is_listed_once_with_its_reason() {
    let mut seen = HashSet::new();
    for entry in not_targets() {
        assert!(seen.insert((entry.clause.clone(), entry.text.clone())), "{} {} twice", entry.clause, entry.text);
    }
    assert!(!seen.is_empty());
}

/// The document cut into its clauses, with the codes the registry uses; a chapter before the clauses begin has its
/// numeral alone: `W一`. Lines that a page break tore apart are joined.
fn clauses(document: &str) -> BTreeMap<String, String> {
    const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let mut clauses: BTreeMap<String, String> = BTreeMap::new();
    let (mut plan, mut chapter, mut domain, mut kind) = ("", '?', 0, "");
    let mut contents_seen = HashSet::new();
    let mut current = String::new();
    let number_in_brackets = |line: &str| -> Option<(String, String)> {
        let rest = line.strip_prefix(['(', '（'])?;
        let end = rest.find([')', '）'])?;
        Some((rest[..end].to_owned(), rest[end..].trim_start_matches([')', '）']).to_owned()))
    };
    for line in document.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match line {
            "聊城市“十四五”妇女发展规划" => plan = "W",
            "聊城市“十四五”儿童发展规划" => plan = "C",
            _ => {}
        }
        if plan.is_empty() {
            continue;
        }
        let mut characters = line.chars();
        let numeral = characters.next().filter(|c| NUMERALS[..6].contains(c) && characters.next() == Some('、'));
        if let Some(numeral) = numeral {
            // The first time a chapter's heading appears it stands in the table of contents.
            if !contents_seen.insert((plan, numeral)) {
                chapter = numeral;
                (domain, kind) = (0, "");
                current = format!("{plan}{chapter}");
            }
            continue;
        }
        if chapter == '四' {
            if line.ends_with("主要目标") && line.starts_with('1') {
                kind = "";
                continue;
            }
            if line.ends_with("策略措施") && line.starts_with('2') {
                kind = "M";
                continue;
            }
        }
        if let Some((inside, rest)) = number_in_brackets(line) {
            let as_numeral = inside.chars().next().and_then(|c| NUMERALS.iter().position(|n| *n == c));
            let mut text = rest;
            match as_numeral {
                Some(index) if chapter == '四' => {
                    domain = index + 1;
                    kind = "";
                    continue;
                }
                Some(index) if ['五', '六'].contains(&chapter) => current = format!("{plan}{chapter}.{}", index + 1),
                None if chapter == '四' && inside.bytes().all(|b| b.is_ascii_digit()) => {
                    current = format!("{plan}{domain}.{kind}{inside}");
                }
                // Departments that a page break put at the beginning of a line.
                _ => line.clone_into(&mut text),
            }
            clauses.entry(current.clone()).or_default().push_str(&text);
            continue;
        }
        clauses.entry(current.clone()).or_default().push_str(line);
    }
    clauses
}

fn document() -> Option<BTreeMap<String, String>> {
    let Some(path) = std::env::var_os("ZHIBIAO_DOCUMENT") else {
        // Straight to the terminal: what a passing test prints is hidden.
        let _ = writeln!(std::io::stderr(), "SKIPPED: ZHIBIAO_DOCUMENT does not name the text of the document");
        return None;
    };
    Some(clauses(&std::fs::read_to_string(path).unwrap()))
}

#[test]
fn the_document_has_the_objectives_and_measures_it_is_known_to_have() {
    let Some(clauses) = document() else { return };
    let count = |plan: char, measure: bool| {
        let wanted = |code: &&String| {
            code.starts_with(plan)
                && code.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
                && code.contains('M') == measure
        };
        clauses.keys().filter(wanted).count()
    };
    assert_eq!((count('W', false), count('C', false)), (79, 62));
    assert_eq!((count('W', true), count('C', true)), (93, 80));
}

#[test]
fn every_wording_and_every_exception_stands_in_its_clause() {
    let Some(clauses) = document() else { return };
    for indicator in Registry::builtin().indicators() {
        let code = indicator.clause_code().to_string();
        assert!(clauses[&code].contains(indicator.wording()), "{code}: {}", indicator.wording());
    }
    for entry in not_targets() {
        assert!(clauses[&entry.clause].contains(&entry.text), "{}: {}", entry.clause, entry.text);
    }
}

#[test]
fn every_number_of_the_document_is_a_figure_or_an_exception() {
    let Some(clauses) = document() else { return };
    let mut exceptions = not_targets();
    for (code, text) in &clauses {
        // What is accounted for is blanked out, and nothing that looks like a quantity may be left.
        let mut rest = text.clone();
        let wordings: Vec<&str> = Registry::builtin()
            .indicators()
            .filter(|indicator| indicator.clause_code().to_string() == *code)
            .map(|indicator| indicator.wording())
            .collect();
        let excepted: Vec<String> =
            exceptions.extract_if(.., |entry| entry.clause == *code).map(|entry| entry.text).collect();
        for known in wordings.iter().copied().chain(excepted.iter().map(String::as_str)) {
            rest = rest.replace(known, "◇");
        }
        for year in ["2020年", "2021年", "2021—2030年", "2035年", "12月3日", "12月6日", "9号"] {
            rest = rest.replace(year, "");
        }
        // The numbered principles of chapter 二.
        if code.ends_with('二') {
            for item in 1..=5 {
                rest = rest.replace(&format!("{item}. "), "");
            }
        }
        let quantities = [
            "%",
            "‰",
            "全覆盖",
            "全部",
            "每一所",
            "半数",
            "一半",
            "至少",
            "不少于",
            "每年",
            "年度",
            "每学期",
            "应保尽保",
            "应救尽救",
            "应登尽登",
            "应配尽配",
        ];
        let leftover: Vec<&str> = quantities.into_iter().filter(|word| rest.contains(word)).collect();
        let digits = rest.chars().filter(char::is_ascii_digit).count();
        let allowed = allowed_words(code);
        let leftover: Vec<&str> = leftover.into_iter().filter(|word| !allowed.contains(word)).collect();
        assert!(digits == 0 && leftover.is_empty(), "{code}: {digits} digits and {leftover:?} left in {rest}");
    }
    let left: Vec<String> = exceptions.iter().map(|entry| format!("{} {}", entry.clause, entry.text)).collect();
    assert!(left.is_empty(), "exceptions in clauses that do not exist: {left:?}");
}

/// The departments of a clause as the document writes them, without spaces: lead, then responsible.
fn assigned(clause: &str) -> (String, String) {
    let text: String = clause.chars().filter(|c| !c.is_whitespace()).collect();
    // The page break in C5.11 falls into the middle of a court and repeats its end.
    let text = text.replace("市中级人民法院)法院", "市中级人民法院");
    let after = |label: &str| -> String {
        let Some((_, rest)) = text.split_once(label) else { return String::new() };
        let rest = rest.trim_start_matches([':', '：']);
        let end = rest.find([';', '；']).unwrap_or(rest.len());
        // A collective is joined on with 等: it stands in the list like the others.
        rest[..end].trim_end_matches([')', '）']).replace("等市", "、市")
    };
    (after("牵头单位"), after("责任单位"))
}

#[test]
fn every_objective_is_assigned_to_whom_the_document_says() {
    let Some(clauses) = document() else { return };
    let mut compared = 0;
    for provision in Registry::builtin().provisions() {
        if provision.kind() != zhibiao::ProvisionKind::Objective {
            continue;
        }
        let code = provision.clause_code().to_string();
        let listed = |departments: Vec<&zhibiao::Department>| -> String {
            let names: Vec<&str> = departments.iter().map(|department| department.name().zh()).collect();
            names.join("、")
        };
        let (lead, responsible) = assigned(&clauses[&code]);
        // The one other spelling.
        let responsible = responsible.replace("市文化旅游局", "市文化和旅游局");
        assert_eq!(listed(provision.lead().collect()), lead, "{code}");
        assert_eq!(listed(provision.responsible().collect()), responsible, "{code}");
        compared += 1;
    }
    assert_eq!(compared, 141);
}

/// Words that a clause uses more than once for what one indicator already says, or for no quantity at all.
fn allowed_words(code: &str) -> &'static [&'static str] {
    match code {
        // The monitoring chapters speak of the yearly monitoring again and again.
        "W六.1" | "W六.2" | "W六.5" | "C六.1" | "C六.2" | "C六.5" => &["年度"],
        _ => &[],
    }
}

#[test]
fn the_cutting_of_the_document_is_itself_right() {
    let text = "目 录\n聊城市“十四五”妇女发展规划\n一、前言\n四、发展\n五、组织实施\n一、前言\n\n话\n四、发展\n(一) 妇女与健康\n1. 主要目标\n(1) 甲\n乙\n(2) 丙\n2. 策略措施\n(1) 丁\n五、组织实施\n(一)戊";
    let cut = clauses(text);
    let expected = [("W一", "话"), ("W1.1", " 甲乙"), ("W1.2", " 丙"), ("W1.M1", " 丁"), ("W五.1", "戊")];
    let found: HashSet<(&str, &str)> = cut.iter().map(|(code, text)| (code.as_str(), text.as_str())).collect();
    for clause in expected {
        assert!(found.contains(&clause), "{clause:?} in {found:?}");
    }
}
