//! What a hospital's data entry form does when somebody types a figure: read it, judge it, and say at once what is the matter.

use zhibiao::{Language, Observation, Registry, Verdict, decimal};

/// What the form shows beside the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Green.
    Good,
    /// Red, with a sentence.
    Bad(String),
    /// Grey, with a sentence: it cannot be judged.
    Open(String),
    /// The figure is refused, and why.
    Refused(String),
}

/// Looks at one field of the form: an indicator's id, the region that reports, the year, and what was typed.
pub fn look(registry: &Registry, indicator: &str, region: &str, year: u16, typed: &str) -> Shown {
    let value = match decimal::parse(typed) {
        Ok(value) => value,
        Err(error) => return Shown::Refused(error.to_string()),
    };
    let observation = Observation::new(indicator, region, year, value);
    let evaluation = match registry.judge(&observation, &[]) {
        Ok(evaluation) => evaluation,
        Err(error) => return Shown::Refused(error.to_string()),
    };
    let sentence = evaluation.sentence(Language::Chinese).to_string();
    match evaluation.verdict() {
        Verdict::Met => Shown::Good,
        Verdict::NotMet => Shown::Bad(sentence),
        Verdict::Undetermined(_) => Shown::Open(sentence),
    }
}
