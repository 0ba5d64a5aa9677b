//! `docs/write-your-own-plan.md`: its programs are doc tests; here, every piece of a file stands in the example, and every slip gives the
//! message that the guide shows.

use crate::support::load;
use std::path::Path;

const GUIDE: &str = include_str!("../../docs/write-your-own-plan.md");

const NAMES: [&str; 3] = ["regions.toml", "example/plan.toml", "example/1-development.toml"];

fn files() -> [(&'static str, String); 3] {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/own-plan");
    NAMES.map(|name| (name, std::fs::read_to_string(folder.join(name)).unwrap().replace("\r\n", "\n")))
}

/// The fenced blocks: what they are in, and what they hold.
fn blocks() -> Vec<(&'static str, &'static str)> {
    let parts: Vec<&str> = GUIDE.split("\n```").collect();
    parts.iter().skip(1).step_by(2).map(|block| block.split_once('\n').unwrap()).collect()
}

#[test]
fn every_piece_of_a_file_is_in_the_example() {
    let pieces: Vec<&str> =
        blocks().into_iter().filter(|(language, _)| *language == "toml").map(|(_, text)| text).collect();
    assert!(pieces.len() >= 10);
    for piece in pieces {
        assert!(files().iter().any(|(_, text)| text.contains(piece)), "{piece}");
    }
}

#[test]
fn every_slip_gives_the_message_that_is_shown() {
    let all = blocks();
    let slips: Vec<_> = all.windows(2).filter(|pair| pair[0].0 == "diff").collect();
    assert!(slips.len() >= 6);
    let mut wrong = Vec::new();
    for slip in slips {
        let [(_, diff), ("text", shown)] = *slip else { panic!("a slip without its message: {slip:?}") };
        let line = |sign: char| diff.lines().find_map(|line| line.strip_prefix(sign)).unwrap();
        let mut files = files();
        let with = files.iter_mut().filter(|(_, text)| text.contains(line('-'))).collect::<Vec<_>>();
        let [(_, text)] = with.try_into().expect("one file with the line");
        assert_eq!(text.matches(line('-')).count(), 1, "{}", line('-'));
        *text = text.replace(line('-'), line('+'));
        let said = load(&files.each_ref().map(|(name, text)| (*name, text.as_str()))).unwrap_err().to_string();
        if said != shown {
            wrong.push(format!("{diff}\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What the guide says of one registry for all plans.
#[test]
fn the_example_loads_together_with_the_built_in_plans() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("indicators");
    let mut texts = Vec::new();
    for plan in ["women", "children"] {
        for entry in std::fs::read_dir(root.join(plan)).unwrap() {
            let name = format!("{plan}/{}", entry.unwrap().file_name().to_str().unwrap());
            texts.push((name.clone(), std::fs::read_to_string(root.join(name)).unwrap()));
        }
    }
    texts.extend(files().map(|(name, text)| (name.to_owned(), text)));
    // The list of regions has to name those of all plans.
    texts.push(("regions.toml".to_owned(), std::fs::read_to_string(root.join("regions.toml")).unwrap()));
    let all: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let registry = load(&all).unwrap();
    assert_eq!(registry.len(), zhibiao::Registry::builtin().len() + 8);
    assert!(registry.find("example.development.life_expectancy").is_some());
}
