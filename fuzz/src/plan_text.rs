//! Plan text: refused with mistakes that have a place in it, or taken, and then the same whenever it is read.

use zhibiao::plan_text::{PlanFile, PlanTextErrors};
use zhibiao::{AssessmentParameters, DataSetBuilder, Observation, Registry, Stage, quotable};

use rust_decimal::Decimal;

/// What separates the texts of one plan: each begins with its name.
const FILE: &str = "\n#= ";

fn files(text: &str) -> Vec<PlanFile<'_>> {
    let mut files = text.split(FILE);
    let whole = files.next().unwrap_or_default();
    let mut named = vec![PlanFile { name: "whole.toml", text: whole }];
    named.extend(files.map(|file| {
        let (name, text) = file.split_once('\n').unwrap_or((file, ""));
        PlanFile { name, text }
    }));
    if whole.is_empty() && named.len() > 1 {
        named.remove(0);
    }
    named
}

fn told(errors: &PlanTextErrors, files: &[PlanFile<'_>]) {
    assert!(!errors.errors().is_empty() && errors.errors().len() <= 1_001);
    assert!(errors.to_string().contains(&errors.errors()[0].to_string()));
    for error in errors.errors() {
        let shown = error.to_string();
        assert!(shown.len() < 5_000, "{shown}");
        assert!(!shown.contains(char::is_control), "{shown:?}");
        // A mistake that is about no text at all stands in its first line.
        let lines = files.iter().filter(|file| error.file == quotable(file.name, 200));
        let lines = lines.map(|file| file.text.matches('\n').count() + 1).max().unwrap_or(1);
        assert!((1..=lines).contains(&error.line) && error.column >= 1, "{shown}");
    }
}

fn used(registry: &Registry) {
    let mut builder = DataSetBuilder::new(registry);
    for (place, indicator) in registry.indicators().take(20).enumerate() {
        assert_eq!(registry.find(indicator.id()).map(|found| found.position()), Some(indicator.position()));
        assert!(indicator.plan().first_year() <= indicator.plan().last_year());
        for year in indicator.plan().baseline_year()
            ..=indicator.plan().last_year().min(indicator.plan().baseline_year().saturating_add(6))
        {
            let value = Decimal::from(i64::try_from(place).unwrap_or_default() + i64::from(year % 7));
            // What is attested, and what is out of a unit's range, is refused.
            let _ = builder.add(&Observation::new(indicator.id(), "371500", year, value), None);
        }
    }
    let (data, _) = builder.build();
    for stage in [Stage::Annual, Stage::MidTerm, Stage::Final] {
        let year = registry.plans().last().map_or(2023, |plan| stage.year(plan).unwrap_or(plan.first_year()));
        crate::laws::hold(&data.assess(stage, year, &AssessmentParameters::default()));
    }
}

/// Reads the bytes as the text of a plan, or of the files of one.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let files = files(text);
    let mut own = None;
    match Registry::from_toml(&files) {
        Err(errors) => told(&errors, &files),
        Ok(registry) => {
            // In whatever order the files come.
            let turned: Vec<PlanFile<'_>> = files.iter().rev().copied().collect();
            let again = Registry::from_toml(&turned).expect("what was taken once is taken again");
            let digests = |registry: &Registry| {
                registry
                    .plans()
                    .filter_map(|plan| registry.identity(plan.id()))
                    .map(|found| found.digest().to_owned())
                    .collect::<Vec<_>>()
            };
            let sorted = |mut digests: Vec<String>| {
                digests.sort();
                digests
            };
            assert_eq!(sorted(digests(&registry)), sorted(digests(&again)));
            own = Some(registry.len());
            used(&registry);
        }
    }
    // Beside the built-in plans everything takes longer.
    if data.len() > 10_000 {
        return;
    }
    match Registry::builtin().with_toml(&files) {
        Err(errors) => told(&errors, &files),
        // What stands alone adds all that it has.
        Ok(registry) => {
            let added = registry.len() - Registry::builtin().len();
            assert!(own.is_none_or(|own| own == added), "{own:?}, {added}");
        }
    }
}
