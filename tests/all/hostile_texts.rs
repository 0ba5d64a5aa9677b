//! Plan text that is made to hurt, or was hurt by chance: it is refused in bounded time, with a bounded number of messages that have
//! a place in the text, and nothing panics.

use crate::plan_texts::GOOD;
use crate::support::{PLAN, load};
use allocation_counter::measure;
use proptest::prelude::*;
use std::time::Instant;
use zhibiao::Registry;
use zhibiao::plan_text::{LONGEST_TEXT, LONGEST_TOGETHER, PlanFile, PlanTextError, PlanTextErrors};

/// The mistakes of a section text, which has to have some, found in the time a person would wait.
#[track_caller]
fn refused(text: &str) -> PlanTextErrors {
    let begin = Instant::now();
    let errors = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", text)]).unwrap_err();
    assert!(begin.elapsed().as_secs() < 60, "{:?} for {} bytes", begin.elapsed(), text.len());
    assert!(!errors.errors().is_empty() && errors.errors().len() <= 1_001, "{}", errors.errors().len());
    for error in errors.errors() {
        let shown = error.to_string();
        assert!(shown.len() < 2_000, "{shown}");
        assert!(!shown.contains(|c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)), "{shown:?}");
    }
    errors
}

#[test]
fn deep_nesting_is_refused_before_it_is_parsed() {
    let message = "found brackets and dotted keys more than 16 deep, expected the few levels that a plan has";
    let repeated = |what: &str, times: usize| format!("x = {}", what.repeat(times));
    for (text, place) in [
        (repeated("[", 10_000), "1:21"),
        (format!("x = {}{}", "[".repeat(10_000), "]".repeat(10_000)), "1:21"),
        (repeated("{ a = ", 10_000), "1:101"),
        (repeated("[{ a = ", 10_000), "1:61"),
        (format!("{}x = 1", "a.".repeat(10_000)), "1:34"),
        (format!("[{}x]", "a.".repeat(10_000)), "1:33"),
        // Short keys in flat tables multiply.
        (repeated(&format!("{{ {}b = ", "a.".repeat(7)), 79), "1:45"),
        ("x = {\n".repeat(100), "9:5"),
    ] {
        let errors = refused(&text);
        let [error] = errors.errors() else { panic!("{errors}") };
        let shown = error.to_string();
        assert!(shown.ends_with(message), "{shown}");
        if place != "9:5" {
            assert_eq!(format!("{}:{}", error.line, error.column), place, "{}", &text[..50]);
        }
    }
}

/// The deepest that is let through can be parsed and let go of on a small stack.
#[test]
fn the_deepest_text_fits_on_a_small_stack() {
    let texts = [
        format!("x = {}{}", "[".repeat(16), "]".repeat(16)),
        format!("{}x = 1", "a.".repeat(16)),
        format!("x = {}1{}", "{ a.b.c.d = ".repeat(4), " }".repeat(4)),
        format!("[{}x]\n{}y = 1\nz = {}1{}", "a.".repeat(15), "b.".repeat(16), "{ c.d = ".repeat(8), " }".repeat(8)),
    ];
    let thread = std::thread::Builder::new().stack_size(256 * 1024);
    let thread = thread.spawn(move || {
        for text in &texts {
            let errors = Registry::from_toml_text("x", text).unwrap_err().to_string();
            assert!(errors.contains("an unknown key"), "{errors}");
        }
    });
    thread.unwrap().join().unwrap();
}

#[test]
fn a_text_has_a_greatest_length() {
    let begin = Instant::now();
    let long = "#".repeat(20 << 20);
    assert_eq!(
        refused(&long).to_string(),
        format!("test/1-health.toml:1:1: found 20971520 bytes, expected at most {LONGEST_TEXT}")
    );
    let comment = format!("{GOOD}{}", "#".repeat(LONGEST_TEXT - GOOD.len()));
    load(&[("test/plan.toml", PLAN), ("test/1-health.toml", &comment)]).unwrap();
    let files: Vec<(String, String)> =
        (0..5).map(|index| (format!("test/{index}-a{index}.toml"), comment.clone())).collect();
    let files: Vec<PlanFile<'_>> = files.iter().map(|(name, text)| PlanFile { name, text }).collect();
    let errors = Registry::from_toml(&files).unwrap_err().to_string();
    let all = 5 * LONGEST_TEXT;
    let expected = format!(
        "test/4-a4.toml:1:1: found {all} bytes together with the files before, expected at most {LONGEST_TOGETHER}"
    );
    assert!(errors.contains(&expected), "{errors}");
    // Four of them are as much as is taken.
    assert_eq!(errors.matches("together with").count(), 1, "{errors}");
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

#[test]
fn many_of_a_thing_are_counted_and_not_all_told() {
    // 360,000 keys that nobody knows, and as many broken lines, on many lines and on one.
    let keys = (100_000..460_000).map(|number| format!("k{number}=1\n")).collect::<Vec<_>>().concat();
    let errors = refused(&keys);
    assert_eq!(errors.errors().len() + errors.omitted(), 360_000 + 2);
    assert!(errors.to_string().ends_with("and 359002 more"));
    refused(&"=\n".repeat(500_000));
    refused(&format!("x = {{ {} }}", keys.replace('\n', ",")));
    refused(&format!("x = [{}]", "1,".repeat(1_000_000)));
    refused(&format!("{GOOD}{}", "[[objective]]\n".repeat(200_000)));
    refused(&"\"".repeat(1_000_000));
    refused(&"'''".repeat(300_001));
}

/// Broken headers that are mended, that are lost, and values that are never closed: no line is taken for part of the line before.
#[test]
fn many_broken_lines_are_mended_one_by_one() {
    for (line, times) in [
        ("=\n", 100_000),
        ("\"\n", 100_000),
        ("\r", 100_000),
        ("[x]]\n", 50_000),
        ("[a b]\n", 50_000),
        ("[a] x\n", 50_000),
        ("[[objective]\n", 50_000),
        ("[objective]\n", 50_000),
        ("[[objec tive]\nitem = 1\n", 30_000),
        ("[[objective]]\nlead = [\n", 30_000),
        ("\nx = \"\"\"\n[x]", 10_000),
        ("x = [1,\n", 30_000),
    ] {
        let errors = refused(&line.repeat(times));
        let is_deep = |error: &PlanTextError| error.found.contains("deep");
        assert!(!errors.errors().iter().any(is_deep), "{line:?}: {}", errors.errors()[0]);
    }
}

/// A carriage return that ends no line is no TOML. A parser tells each one of them, and there may be millions.
#[test]
fn carriage_returns_alone_take_no_more_memory_than_other_texts() {
    for piece in ["\r", "\r ", "\r\r\n", "a = 1\r\r\n"] {
        let text = piece.repeat((1 << 20) / piece.len());
        let used = measure(|| _ = refused(&text));
        // 230 times the text, if each were kept.
        assert!(used.bytes_max < 60 << 20, "{piece:?}: {} bytes", used.bytes_max);
    }
}

/// What is told is bounded, and so is what is kept: a broken text of megabytes takes no more memory than one that is read.
#[test]
fn a_million_slips_are_not_kept() {
    let memory = |text: &str| {
        let mut found = 0;
        let used = measure(|| {
            let errors = refused(text);
            found = errors.errors().len() + errors.omitted();
        });
        (found, usize::try_from(used.bytes_max).unwrap() / text.len())
    };
    for (text, least) in [("=\n", 500_000), ("[a b]\n", 150_000), ("\"\n", 500_000)] {
        let (found, bytes) = memory(&text.repeat(least));
        assert!(found >= least && bytes < 100, "{text:?}: {found} mistakes, {bytes} bytes for a byte");
    }
}

fn indicators(numbers: std::ops::Range<usize>, line: impl Fn(usize) -> String) -> String {
    let head = GOOD.split_once("[[objective.indicator]]").unwrap().0;
    let one = |number: usize| {
        let line = line(number);
        format!(
            "[[objective.indicator]]\nid=\"i{number}\"\nname={{zh=\"{number}\",en=\"{number}\"}}\napplies_at=\"city\"\nwording=\"w\"\n{line}\n"
        )
    };
    format!("{head}{}", numbers.map(one).collect::<Vec<_>>().concat())
}

#[test]
fn more_indicators_than_fit_are_a_mistake() {
    let begin = Instant::now();
    let texts: Vec<(String, String)> = (0..4)
        .map(|part: usize| {
            let text =
                indicators(part * 16_500..(part + 1) * 16_500, |_| "unit=\"done\"\nrule.kind=\"attested\"".to_owned());
            (format!("test/{}-p{part}.toml", part + 1), text.replace("domain = 1", &format!("domain = {}", part + 1)))
        })
        .collect();
    let mut files = vec![PlanFile { name: "test/plan.toml", text: PLAN }];
    files.extend(texts.iter().map(|(name, text)| PlanFile { name, text }));
    let errors = Registry::from_toml(&files).unwrap_err();
    // The 65,536th is the 16,036th of the fourth file, seven lines each after five.
    let expected = format!(
        "test/4-p3.toml:{}:1: `objective[0].indicator[16035]`: found more indicators than fit, expected at most 65,535",
        5 + 16_035 * 7 + 1
    );
    assert_eq!(errors.to_string(), expected);
    // As many references to nothing: hints are given while they are affordable.
    let rule = |number| format!("unit=\"percent\"\nrule={{kind=\"reference\",indicator=\"test.health.j{number}\"}}");
    let errors = refused(&indicators(0..10_000, rule));
    assert_eq!((errors.errors().len(), errors.omitted()), (1_000, 9_000));
    assert!(errors.errors()[0].expected.contains("(nearest: "), "{}", errors.errors()[0]);
    // Circles of two, and one of 10,000.
    let two = |number: usize| {
        format!("unit=\"percent\"\nrule={{kind=\"reference\",indicator=\"test.health.i{}\"}}", number ^ 1)
    };
    assert_eq!(refused(&indicators(0..10_000, two)).omitted(), 4_000);
    let round = |number: usize| {
        format!("unit=\"percent\"\nrule={{kind=\"reference\",indicator=\"test.health.i{}\"}}", (number + 1) % 10_000)
    };
    let errors = refused(&indicators(0..10_000, round));
    assert_eq!(errors.errors().len(), 1);
    assert_eq!(
        errors.errors()[0].found,
        "a circle: `test.health.i0` → `test.health.i1` → `test.health.i2` → `test.health.i3` → `test.health.i4` → … → `test.health.i0`"
    );
    // Orders: one circle of 30,000, and a chain of as many with an order back to its beginning from each.
    let order = |lesser: usize, greater: usize| format!("[[order]]\nlesser=\"i{lesser}\"\ngreater=\"i{greater}\"\n");
    let round = (0..30_000).map(|number| order(number, (number + 1) % 30_000)).collect::<Vec<_>>().concat();
    let back = (1..30_000).map(|number| order(number - 1, number) + &order(number, 0)).collect::<Vec<_>>().concat();
    // In the second, too many are about one.
    for (orders, mistakes) in [(round, 1), (back, 29_999 + 1)] {
        let errors = load(&[("test/plan.toml", PLAN), ("test/1-health.toml", GOOD), ("relations.toml", &orders)]);
        let errors = errors.unwrap_err();
        assert_eq!(errors.errors().len() + errors.omitted(), orders.matches("[[order]]").count() * 2 + mistakes);
    }
    // As many departments as there are names.
    let names = (0..100_000).map(|number| format!("\"d{number}\",")).collect::<Vec<_>>().concat();
    let errors = refused(&GOOD.replace("item = 1\n", &format!("item = 1\nlead = [{names}]\n")));
    assert!(errors.to_string().contains("found more departments than fit"), "{}", errors.errors()[0]);
    assert!(begin.elapsed().as_secs() < 120, "{:?}", begin.elapsed());
}

/// A thousand mistakes on one line of megabytes, each with its column.
#[test]
fn long_lines_have_columns() {
    let item = r#"{ item = 1, title = { zh = "长", en = "long" }, x = 1 },"#;
    let text =
        format!("domain = 1\ntitle = {{ zh = \"健康\", en = \"Health\" }}\nobjective = [{}]\n", item.repeat(40_000));
    let errors = refused(&text);
    assert_eq!(errors.errors().len(), 1_000);
    assert_eq!(errors.errors()[999].line, 3);
}

#[test]
fn odd_characters_are_refused_and_not_echoed() {
    for odd in ["\\u0000", "\\u001b[31m", "\u{202e}", "\u{200b}", "\u{feff}", "\\u007f", "\u{e0041}", "\u{2066}"] {
        for from in ["\"figure\"", "\"数值\"", "\"percent\"", "\"upper_bound\"", "\"8.2\"", "\"city\""] {
            let to = format!("{}{odd}\"", from.strip_suffix('"').unwrap());
            assert!(refused(&GOOD.replace(from, &to)).errors()[0].line > 5, "{odd:?} in {from}");
        }
        let key = format!("\"it{odd}em\" = 1");
        assert!(refused(&GOOD.replace("item = 1", &key)).errors().iter().any(|error| error.found == "an unknown key"));
        // Raw, outside a string.
        refused(&format!("{GOOD}{odd}"));
    }
    // Names of files are shown as little as what they hold.
    let errors = load(&[("test/plan.toml", PLAN), ("test/\u{202e}1\u{1b}-h.toml", GOOD)]).unwrap_err().to_string();
    assert!(!errors.contains(['\u{202e}', '\u{1b}']), "{errors:?}");
    let errors = load(&[(&"x".repeat(1_000_000), GOOD)]).unwrap_err().to_string();
    assert!(errors.len() < 1_000, "{}", errors.len());
    // Escapes that there are not, surrogates, a lone carriage return.
    for broken in ["\\q", "\\ud800", "\\U00110000", "\\x", "\r"] {
        let errors = refused(&GOOD.replace("wording = \"8.2\"", &format!("wording = \"8.2{broken}\"")));
        assert_eq!(errors.errors()[0].line, 12, "{broken}");
    }
}

#[test]
fn long_words_and_numbers_are_cut_short() {
    let long = "x".repeat(1_000_000);
    for (from, to) in [
        ("\"figure\"", format!("\"{long}\"")),
        ("\"percent\"", format!("\"{long}\"")),
        ("\"8.2\" }", format!("\"{}\" }}", "9".repeat(1_000))),
        ("\"8.2\" }", format!("{} }}", "9".repeat(1_000))),
        ("\"8.2\" }", format!("{}.5 }}", "9".repeat(1_000))),
        ("\"8.2\" }", format!("\"8.{}\" }}", "1".repeat(1_000))),
        ("item = 1", format!("item = {}", "1".repeat(1_000))),
        ("item = 1", format!("item = 1\n{long} = 1")),
        ("item = 1", format!("item = 0x{}", "f".repeat(1_000))),
    ] {
        assert!(GOOD.contains(from));
        assert_eq!(refused(&GOOD.replace(from, &to)).errors().len(), 1, "{from}");
    }
    // A reference to an id of a megabyte, and a megabyte as the word that is nearest.
    let reference = format!("{{ kind = \"reference\", indicator = \"{long}\" }}");
    refused(&GOOD.replace("{ kind = \"upper_bound\", limit = \"8.2\" }", &reference));
}

/// A change of a good text.
#[derive(Debug, Clone)]
enum Change {
    DeleteBytes(usize, usize),
    ReplaceByte(usize, char),
    Insert(usize, String),
    DeleteLine(usize),
    DoubleLine(usize),
    SwapLines(usize, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0..10_000_usize;
    let piece = prop_oneof![
        "\\PC{0,4}",
        prop::sample::select(vec![
            "[", "]", "{", "}", "\"", "'''", "\"\"\"", "=", ".", ",", "\n", "\r", "\\", "#", "\0", "\u{202e}"
        ])
        .prop_map(str::to_owned),
    ];
    prop_oneof![
        (at.clone(), 1..20_usize).prop_map(|(at, length)| Change::DeleteBytes(at, length)),
        (at.clone(), any::<char>()).prop_map(|(at, with)| Change::ReplaceByte(at, with)),
        (at.clone(), piece).prop_map(|(at, piece)| Change::Insert(at, piece)),
        at.clone().prop_map(Change::DeleteLine),
        at.clone().prop_map(Change::DoubleLine),
        (at.clone(), at).prop_map(|(one, other)| Change::SwapLines(one, other)),
    ]
}

fn apply(text: &str, change: &Change) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (letters, count) = (characters.len().max(1), lines.len().max(1));
    match change {
        _ if text.is_empty() => return String::new(),
        Change::DeleteBytes(at, length) => {
            let from = at % letters;
            characters.drain(from..(from + length).min(letters));
        }
        Change::ReplaceByte(at, with) => characters[at % letters] = *with,
        Change::Insert(at, piece) => {
            characters.splice(at % letters..at % letters, piece.chars());
        }
        Change::DeleteLine(at) => {
            lines.remove(at % count);
            return lines.concat();
        }
        Change::DoubleLine(at) => {
            lines.insert(at % count, lines[at % count]);
            return lines.concat();
        }
        Change::SwapLines(one, other) => {
            lines.swap(one % count, other % count);
            return lines.concat();
        }
    }
    characters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever happens to a good text, it is a registry or has a mistake that stands in it.
    #[test]
    fn a_changed_text_is_good_or_has_a_place(changes in prop::collection::vec(change(), 1..6)) {
        let good = include_str!("../../indicators/children/2-safety.toml");
        let text = changes.iter().fold(good.to_owned(), |text, change| apply(&text, change));
        let files = [PlanFile { name: "children/plan.toml", text: PLAN }, PlanFile { name: "children/2-safety.toml", text: &text }];
        match Registry::from_toml(&files) {
            Ok(registry) => prop_assert_eq!(registry.plans().count(), 1),
            Err(errors) => {
                prop_assert!(!errors.errors().is_empty());
                let lines: Vec<&str> = text.split('\n').collect();
                for error in errors.errors() {
                    prop_assert_eq!(error.file.as_str(), "children/2-safety.toml");
                    let line = lines.get(error.line - 1);
                    prop_assert!(line.is_some_and(|line| error.column <= line.chars().count() + 1), "{}", error);
                    prop_assert!(!error.found.is_empty() && !error.expected.is_empty());
                }
            }
        }
    }

    /// Text from nowhere is refused.
    #[test]
    fn any_text_is_refused_and_not_panicked_at(text in "(\\PC|[\\x00-\\x7f]){0,200}") {
        prop_assert!(Registry::from_toml_text("any", &text).is_err());
    }
}
