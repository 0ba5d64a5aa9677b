//! Indicators: one figure a plan promises something about.

use crate::evidence::Evidence;
use crate::exact::Number;
use crate::judgement::{Judgement, Reason};
use crate::keyword::keyword_enum;
use crate::language::{Bilingual, Language, Text};
use crate::overriding::{Override, Overriding};
use crate::plan::{Clause, ClauseCode, Plan, Section};
use crate::provision::Provision;
use crate::registry::Registry;
use crate::rule::Rule;
use crate::short::Short;
use crate::unit::Unit;
use rust_decimal::Decimal;

keyword_enum! {
    /// What a promise is about: every unit of this level has to meet it.
    pub enum Level {
        /// The whole country.
        Nation = "nation",
        /// A province.
        Province = "province",
        /// A city (地级市) as a whole.
        City = "city",
        /// A county, county-level city or district.
        County = "county",
        /// A development zone of the city, run by a committee of its own; not a county.
        Zone = "zone",
        /// A township or street office.
        Township = "township",
        /// A village.
        Village = "village",
        /// An urban community.
        Community = "community",
        /// A primary or secondary school.
        School = "school",
        /// A kindergarten.
        Kindergarten = "kindergarten",
        /// A committee, government, health centre or another institution.
        Body = "body",
        /// An employer.
        Employer = "employer",
        /// A public place, such as a shopping centre.
        Place = "place",
        /// A single person.
        Person = "person",
    }
}

/// The levels that are made up of units: what is asked of each unit is not asked of these.
pub(crate) const WHOLES: [Level; 3] = [Level::Nation, Level::Province, Level::City];

/// Levels in the order a plan names them, each once. They fit where a list elsewhere would only be pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Levels {
    /// The first `count` of them are meant.
    all: [Level; Level::ALL.len()],
    count: u8,
}

impl Levels {
    /// INVARIANT: each level once, so that all of them fit.
    pub(crate) const fn of(levels: &[Level]) -> Levels {
        let mut all = [Level::Nation; Level::ALL.len()];
        let mut count = 0_u8;
        let (mut rest, mut room) = (levels, all.as_mut_slice());
        while let (Some((level, others)), Some((place, places))) = (rest.split_first(), { room }.split_first_mut()) {
            *place = *level;
            count = count.saturating_add(1);
            (rest, room) = (others, places);
        }
        Levels { all, count }
    }

    pub(crate) fn as_slice(&self) -> &[Level] {
        self.all.get(..usize::from(self.count)).unwrap_or_default()
    }
}

/// What the plan says about an indicator, apart from where it says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IndicatorRecord {
    /// The full id, `women.health.maternal_mortality_ratio`.
    pub(crate) id: Text,
    pub(crate) provision: u16,
    pub(crate) name: Bilingual,
    pub(crate) unit: Unit,
    pub(crate) applies_at: Levels,
    pub(crate) population: Option<Bilingual>,
    pub(crate) rule: Rule,
    pub(crate) wording: Text,
    pub(crate) note: Option<Bilingual>,
}

/// One indicator of a registry: a name, a unit, a rule, and the clause that promises it.
///
/// It is a reference, small and free to copy.
#[derive(Clone, Copy)]
pub struct Indicator<'r> {
    registry: &'r Registry,
    record: &'r IndicatorRecord,
    provision: Provision<'r>,
    position: u16,
}

impl<'r> Indicator<'r> {
    /// INVARIANT: a registry's indexes point into its own tables. The baked ones are checked by a test, loaded
    /// ones by the loader.
    #[inline]
    pub(crate) fn at(registry: &'r Registry, position: u16) -> Option<Self> {
        let record = registry.indicators.get(usize::from(position))?;
        let provision = Provision::at(registry, record.provision)?;
        Some(Indicator { registry, record, provision, position })
    }

    /// The full id, stable for ever: `women.health.maternal_mortality_ratio`.
    #[must_use]
    pub fn id(&self) -> &'r str {
        &self.record.id
    }

    /// The last part of the id: `maternal_mortality_ratio`.
    #[must_use]
    pub fn short_id(&self) -> &'r str {
        self.id().rsplit('.').next().unwrap_or_default()
    }

    /// The indicator's name in both languages.
    #[must_use]
    pub fn name(&self) -> &'r Bilingual {
        &self.record.name
    }

    /// The unit its figures are in.
    #[must_use]
    pub fn unit(&self) -> Unit {
        self.record.unit
    }

    /// The levels at which the promise holds, for each unit of them.
    #[must_use]
    pub fn applies_at(&self) -> &'r [Level] {
        self.record.applies_at.as_slice()
    }

    /// The people or things the figure is about, where the plan names them.
    #[must_use]
    pub fn population(&self) -> Option<&'r Bilingual> {
        self.record.population.as_ref()
    }

    /// What the plan promises.
    #[must_use]
    pub fn rule(&self) -> &'r Rule {
        &self.record.rule
    }

    /// What a caller set otherwise than the plan's data has it, if anything.
    #[must_use]
    pub fn overridden(&self) -> Option<&'r Override> {
        self.overriding().map(|overriding| &overriding.set)
    }

    pub(crate) fn overriding(&self) -> Option<&'r Overriding> {
        self.registry.overriding(self.position)
    }

    /// The rule as the plan's data has it, whatever a caller set.
    #[must_use]
    pub fn original_rule(&self) -> &'r Rule {
        self.overriding().map_or(&self.record.rule, |overriding| &overriding.original)
    }

    /// The shortest fragment of the plan that carries the figure.
    #[must_use]
    pub fn wording(&self) -> &'r str {
        &self.record.wording
    }

    /// What the text leaves open, and how it is read here.
    #[must_use]
    pub fn note(&self) -> Option<&'r Bilingual> {
        self.record.note.as_ref()
    }

    /// The plan it belongs to.
    #[must_use]
    pub fn plan(&self) -> &'r Plan {
        self.provision.plan()
    }

    /// The domain or chapter it belongs to.
    #[must_use]
    pub fn section(&self) -> &'r Section {
        self.provision.section()
    }

    /// The objective, measure or duty that promises it.
    #[must_use]
    pub fn provision(&self) -> Provision<'r> {
        self.provision
    }

    pub(crate) fn provision_position(&self) -> u16 {
        self.record.provision
    }

    /// The address of that objective, measure or duty.
    #[must_use]
    pub fn clause(&self) -> Clause {
        self.provision.clause()
    }

    /// The address with the plan's letter in front, written `W1.2`.
    #[must_use]
    pub fn clause_code(&self) -> ClauseCode<'r> {
        self.provision.clause_code()
    }

    /// Its place in the order of the document.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position.into()
    }

    pub(crate) fn registry(&self) -> &'r Registry {
        self.registry
    }

    /// Judges one value, with the history its rule may need. Allocates nothing, except for the first judgement of a registry: that works out what
    /// all its promises ask for, and keeps 64 bytes for each.
    ///
    /// ```
    /// use zhibiao::{Evidence, Registry, Verdict, decimal};
    ///
    /// let indicator = Registry::builtin().find("women.health.maternal_mortality_ratio").unwrap();
    /// let judgement = indicator.judge(&Evidence::new(2024, decimal::parse("8.21")?));
    /// assert_eq!(judgement.verdict(), Verdict::NotMet);
    /// assert_eq!(judgement.margin().unwrap().to_string(), "-0.01");
    /// # Ok::<(), decimal::ParseDecimalError>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn judge(&self, evidence: &Evidence<'_>) -> Judgement {
        match self.registry.single_figures.judge(self.registry, self.position, evidence) {
            Some(judgement) => judgement,
            // A copy, so that what is judged above need not be in memory.
            None => self.judge_by_rule(&{ *evidence }),
        }
    }

    /// The same by the rule itself, whatever the figures are.
    #[inline(never)]
    pub(crate) fn judge_by_rule(&self, evidence: &Evidence<'_>) -> Judgement {
        let Some(value) = evidence.value_ref() else { return Judgement::undetermined(Reason::NoValue) };
        let unit = self.record.unit;
        let figure = Short::of(*value);
        if !unit.allows_figure(value, figure) {
            return Judgement::undetermined(Reason::ImpossibleValue { year: evidence.year() });
        }
        self.record.rule.judge(figure, evidence, unit, self.plan().last_year())
    }

    /// A value of this indicator as a sentence has it: with its unit, a gap as a difference, an attestation in words.
    #[must_use]
    pub fn write(&self, value: Decimal, language: Language) -> String {
        match (&self.record.rule, language) {
            (Rule::Gap(_), language) => self.record.unit.write_difference(value, language),
            (Rule::Attested, Language::Chinese) => if value.is_zero() { "未完成" } else { "已完成" }.to_owned(),
            (Rule::Attested, Language::English) => if value.is_zero() { "not done" } else { "done" }.to_owned(),
            (_, language) => self.record.unit.write(value, language),
        }
    }
}

impl Indicator<'_> {
    /// An estimate, to about three digits and without its unit: `4.31`.
    #[must_use]
    pub fn estimate(&self, estimate: f64) -> String {
        crate::unit::estimate(estimate)
    }

    /// An estimate as a sentence has it, to about three digits.
    #[must_use]
    pub fn write_estimate(&self, estimate: f64, language: Language) -> String {
        self.record.unit.write_estimate(estimate, matches!(self.record.rule, Rule::Gap(_)), language)
    }
}

impl PartialEq for Indicator<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.registry, other.registry) && self.position == other.position
    }
}

impl Eq for Indicator<'_> {}

impl std::fmt::Debug for Indicator<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Indicator").field(&self.id()).finish()
    }
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use super::*;
    use crate::evidence::Point;
    use crate::exact::Exact;
    use fastrand::Rng;
    use std::fmt::Write as _;

    /// The rules of a plan that asks for what the built-in ones do not.
    const RULES: [(&str, &str); 16] = [
        ("percent", r#"{ kind = "upper_bound", limit = "8.2", strict = true }"#),
        ("percent", r#"{ kind = "lower_bound", limit = "8.25", strict = true }"#),
        ("percent", r#"{ kind = "upper_bound", limit = "8.2000000000001" }"#),
        ("percent", r#"{ kind = "band", centre = "45", tolerance = "0.125" }"#),
        ("percent", r#"{ kind = "band", centre = "45", tolerance = "2", exceedable = true }"#),
        ("percent", r#"{ kind = "band", centre = "0.3", tolerance = "0.3" }"#),
        ("persons", r#"{ kind = "lower_bound", limit = "3", strict = true }"#),
        ("per_100k_children", r#"{ kind = "relative_decrease", percent = "12.5", baseline_year = 2020 }"#),
        ("percent", r#"{ kind = "relative_decrease", percent = "33.333333333333", baseline_year = 2020 }"#),
        ("cases_per_year", r#"{ kind = "relative_decrease", percent = "10", baseline_year = 2019 }"#),
        (
            "percent",
            r#"{ kind = "average_annual_change", direction = "up", points = "0.123456789", baseline_year = 2020 }"#,
        ),
        ("percent", r#"{ kind = "average_annual_change", direction = "down", points = "1", baseline_year = 2020 }"#),
        ("persons", r#"{ kind = "average_annual_change", direction = "down", points = "0.5", baseline_year = 2020 }"#),
        ("percent", r#"{ kind = "trend", direction = "up", baseline_year = 2020 }"#),
        ("percent", r#"{ kind = "trend", direction = "down", baseline_year = 2020 }"#),
        ("percent", r#"{ kind = "trend", direction = "down", every_year = true, baseline_year = 2020 }"#),
    ];

    fn registry() -> Registry {
        let mut text = r#"
id = "test"
letter = "T"
title = { zh = "试", en = "Test" }
short_title = { zh = "试", en = "test" }
region = "371500"
document = { number = "1", issuer = { zh = "某市", en = "A city" }, issued = "2021-01-02" }
period = { first_year = 2021, last_year = 2025, baseline_year = 2020, midterm_year = 2023 }
[[section]]
slug = "rules"
domain = 1
title = { zh = "规则", en = "Rules" }
[[section.objective]]
item = 1
title = { zh = "目标", en = "Objective" }
"#
        .to_owned();
        for (number, (unit, rule)) in RULES.iter().enumerate() {
            write!(
                text,
                "[[section.objective.indicator]]\nid = \"r{number}\"\nname = {{ zh = \"数{number}\", en = \"Figure {number}\" }}\n\
                 unit = \"{unit}\"\napplies_at = \"city\"\nrule = {rule}\nwording = \"—\"\n"
            )
            .unwrap();
        }
        Registry::from_toml_text("test.toml", &text).unwrap()
    }

    fn figure(random: &mut Rng, unit: Unit) -> Decimal {
        let scale = random.u32(0..=6);
        let greatest = i128::from(unit.greatest()) * 10_i128.pow(scale);
        let mantissa = match random.u8(..16) {
            0 => 0,
            1 => greatest + random.i128(-1..=1),
            2 => random.i128(-2..=greatest * 2),
            3 => random.i128(0..1 << 70),
            _ if unit.is_count() => random.i128(0..40) * 10_i128.pow(scale),
            _ => random.i128(0..=greatest.min(100 * 10_i128.pow(scale))),
        };
        Decimal::from_i128_with_scale(mantissa, scale)
    }

    /// Short figures are judged by whole numbers worked out beforehand, and all others by the rule: whatever can be asked both ways is answered
    /// alike, with the same limit, margin and caution about rounding.
    #[test]
    fn figures_of_few_digits_are_judged_as_their_rule_says() {
        let mut random = Rng::with_seed(8);
        let own = registry();
        let (mut judged, mut on_the_limit, mut sensitive) = (0, 0, 0);
        for _ in 0..400_000 {
            let registry = if random.bool() { Registry::builtin() } else { &own };
            let indicator = registry.at(random.usize(..registry.len())).unwrap();
            let (unit, year) = (indicator.unit(), random.u16(2018..=2027));
            let baseline_year = indicator.rule().baseline_year().unwrap_or(2020);
            let mut history = Vec::new();
            for _ in 0..random.usize(..4) {
                let year = if random.u8(..4) > 0 { baseline_year } else { random.u16(2018..=2027) };
                let value = history
                    .first()
                    .filter(|_| random.bool())
                    .map_or_else(|| figure(&mut random, unit), |point: &Point| point.value);
                history.push(Point { value, year });
            }
            let mut value = figure(&mut random, unit);
            let mut evidence = Evidence::new(year, value).with_history(&history);
            if let Some(limit) = indicator.judge_by_rule(&evidence).limit().filter(|_| random.u8(..4) > 0) {
                // On the limit, or a few of the last digits that are written beside it, so that either may have been rounded across it.
                let mut written = limit;
                written.rescale(random.u32(0..=5));
                let step = Decimal::new(random.i64(-2..=2), written.scale());
                value = written.checked_add(step).unwrap();
                evidence = Evidence::new(year, value).with_history(&history);
            }
            // Figures that are worked out from others say themselves how far off they may be.
            if random.u8(..8) == 0 {
                evidence = evidence.with_reach(Exact::from(Decimal::new(5, 2)), Exact::from(Decimal::new(1, 1)));
            }
            let expected = indicator.judge_by_rule(&evidence);
            let told = format!("{} {:?} {evidence:?}", indicator.id(), indicator.rule());
            assert_eq!(indicator.judge(&evidence), expected, "{told}");
            let short = registry.single_figures.judge(registry, indicator.position, &evidence);
            let Some(short) = short else { continue };
            // To the last zero.
            assert_eq!(format!("{short:?}"), format!("{expected:?}"), "{told}");
            judged += 1;
            on_the_limit += usize::from(short.margin() == Some(Decimal::ZERO));
            sensitive += usize::from(short.is_rounding_sensitive());
        }
        assert!(judged > 80_000 && on_the_limit > 10_000 && sensitive > 10_000, "{judged} {on_the_limit} {sensitive}");
    }
}
