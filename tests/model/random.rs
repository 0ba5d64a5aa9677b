//! Random rules and figures. Figures often coincide with limits, lie a digit beside them, have zeros behind or very many digits.

use super::fraction::Written;
use super::rule::{Rule, Unit};
use fastrand::Rng;
use std::collections::BTreeMap;

pub const UNITS: [Unit; 9] = [
    Unit { name: "per_100k_children", greatest: 100_000, counts: false },
    Unit { name: "percent", greatest: 100, counts: false },
    Unit { name: "hours_per_day", greatest: 24, counts: false },
    Unit { name: "persons", greatest: 10_000_000, counts: true },
    Unit { name: "times_per_year", greatest: 10_000, counts: true },
    Unit { name: "gross_percent", greatest: 1_000, counts: false },
    Unit { name: "ratio", greatest: 10_000, counts: false },
    Unit { name: "years", greatest: 100, counts: false },
    Unit { name: "months", greatest: 1_200, counts: false },
];
pub const DONE: Unit = Unit { name: "done", greatest: 1, counts: true };

/// The plan that all random rules stand in goes from 2021 to 2025.
pub const LAST_YEAR: u16 = 2025;
pub const YEARS: std::ops::RangeInclusive<u16> = 2009..=2027;

fn digits(random: &mut Rng, count: usize) -> String {
    (0..count).map(|_| random.digit(10)).collect()
}

/// A figure that is possible in the unit: often from a small grid, so that figures meet.
pub fn figure(random: &mut Rng, unit: Unit) -> Written {
    let text = match (unit.counts, random.u8(..10)) {
        (true, 0) => format!("{}.{}", random.u32(..4), "0".repeat(random.usize(1..4))),
        (true, 1..=7) => random.u32(..7.min(unit.greatest + 1)).to_string(),
        (false, 0..=4) => format!("{}.{}", random.u32(3..6), random.u8(..10)),
        (true, _) | (false, 5) => random.u32(..=unit.greatest).to_string(),
        (false, 6) => format!("{}.{}{}", random.u32(3..6), random.u8(..10), "0".repeat(random.usize(1..12))),
        (false, 7) => {
            let behind = random.usize(1..=12);
            format!("{}.{}", random.u32(..unit.greatest), digits(random, behind))
        }
        (false, 8) => ["0", "0.0", "0.001", "0.05"][random.usize(..4)].to_owned(),
        // As many as a decimal holds.
        (false, _) => format!("{}.{}", random.u32(..7), digits(random, 28)),
    };
    Written::new(text)
}

/// A figure in a report: possible, or now and then not.
pub fn reported(random: &mut Rng, unit: Unit) -> Written {
    match random.u8(..40) {
        0 => Written::new("-0.1".to_owned()),
        1 => Written::new(format!("{}.5", unit.greatest)),
        2 if unit.counts => Written::new("2.5".to_owned()),
        _ => figure(random, unit),
    }
}

/// A figure a digit beside another, or the same with more zeros.
pub fn beside(random: &mut Rng, figure: &Written) -> Written {
    let decimals = super::fraction::decimals(&figure.text);
    if decimals == 0 {
        return figure.clone();
    }
    let mut text = figure.text.clone().into_bytes();
    let last = text.len() - 1;
    match random.u8(..4) {
        0 if text[last] < b'9' => text[last] += 1,
        1 if text[last] > b'0' => text[last] -= 1,
        2 if decimals < 20 => text.extend_from_slice(b"000"),
        _ if decimals < 28 => text.push(b'1'),
        _ => {}
    }
    Written::new(String::from_utf8(text).unwrap())
}

/// A rule and the unit it is about.
pub fn rule(random: &mut Rng) -> (Rule, Unit) {
    let unit = UNITS[random.usize(..UNITS.len())];
    let baseline = random.u16(2018..=2022);
    let rule = match random.u8(..16) {
        0 | 1 => Rule::Upper { limit: figure(random, unit), strict: random.bool() },
        2 | 3 => Rule::Lower { limit: figure(random, unit), strict: random.bool() },
        4 | 5 => {
            let (centre, mut tolerance) = (figure(random, unit), figure(random, unit));
            if tolerance.value > centre.value {
                tolerance = Written::new("0".to_owned());
            }
            Rule::Band { centre, tolerance, exceedable: random.bool() }
        }
        6 | 7 => {
            let behind = random.usize(..8);
            let percent = format!("{}.{}", random.u8(1..100), digits(random, behind));
            Rule::Decrease { percent: Written::new(percent.trim_end_matches('.').to_owned()), baseline }
        }
        8 | 9 => {
            let points = match random.u8(..3) {
                0 => format!("0.{}", random.u8(1..10)),
                1 => random.u8(1..3).to_string(),
                _ => format!("{}.{}1", random.u8(..2), digits(random, 7)),
            };
            Rule::Annual { points: Written::new(points), rises: random.bool(), baseline }
        }
        10 | 11 => Rule::Trend { rises: random.bool(), every_year: random.bool(), baseline },
        12 => Rule::SlowerRise { baseline, years_before: [1, 2, 4, 5, 10][random.usize(..5)] },
        13 => Rule::Reference {
            tolerance: random.bool().then(|| Written::new(["0", "0.5", "2", "1.25"][random.usize(..4)].to_owned())),
        },
        14 => Rule::Gap { baseline },
        _ if random.bool() => return (Rule::Attested, DONE),
        _ => Rule::Reported,
    };
    (rule, unit)
}

/// The figures of other years: most are there; now and then there are two of one year.
pub fn history(random: &mut Rng, unit: Unit) -> BTreeMap<u16, Vec<Written>> {
    let holes = random.u8(..3);
    // Often steadily one way, so that every year goes well.
    let steady = random.u8(..3);
    let mut history = BTreeMap::new();
    for (step, year) in YEARS.enumerate() {
        if holes > 0 && random.u8(..6) < holes {
            continue;
        }
        let step = u32::try_from(step).unwrap();
        let figure = match steady {
            0 if !unit.counts => Written::new(format!("{}.{}", 3 + step / 10, step % 10)),
            1 if !unit.counts => Written::new(format!("{}.{}", 5 - step / 10, 9 - step % 10)),
            0 if unit.greatest > 100 => Written::new((3 + step).to_string()),
            _ => reported(random, unit),
        };
        let mut all = vec![figure];
        match random.u8(..60) {
            0 => all.push(reported(random, unit)),
            // The same figure with more digits is no contradiction.
            1 if all[0].text.contains('.') && super::fraction::decimals(&all[0].text) < 20 => {
                all.push(Written::new(format!("{}0", all[0].text)));
            }
            _ => {}
        }
        history.insert(year, all);
    }
    history
}
