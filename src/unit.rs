//! Units: what a figure counts, which figures are possible in it, and how it is written.

use crate::exact::Number;
use crate::keyword::keyword_enum;
use crate::language::Language;
use crate::short::{Short, Units};
use rust_decimal::Decimal;

keyword_enum! {
    /// The unit an indicator is measured in.
    ///
    /// A unit has a [range](Unit::range) of possible figures: a share of −3 percent or a day of 25 hours is a
    /// mistake in the data and gets no verdict.
    pub enum Unit {
        /// A share of a whole: 0 to 100.
        Percent = "percent",
        /// A rate whose numerator may come from outside the denominator: gross enrolment counts pupils of any
        /// age, retention counts pupils who moved in. 0 to 1000; above 130 it is kept and called
        /// [implausible](Unit::is_implausible).
        GrossPercent = "gross_percent",
        /// Cases per 1,000 live births.
        Per1kLiveBirths = "per_1k_live_births",
        /// Cases per 100,000 live births.
        Per100kLiveBirths = "per_100k_live_births",
        /// Cases per 100,000 children.
        Per100kChildren = "per_100k_children",
        /// Cases per 100,000 workers.
        Per100kWorkers = "per_100k_workers",
        /// Doctors, beds and the like per 1,000 children.
        Per1kChildren = "per_1k_children",
        /// Places and the like per 1,000 inhabitants.
        Per1kPopulation = "per_1k_population",
        /// People, whole.
        Persons = "persons",
        /// Institutions (所), whole.
        Institutions = "institutions",
        /// Places (个) in care, whole.
        Places = "places",
        /// Organisations (家), whole.
        Organisations = "organisations",
        /// Things a person can do (项), whole.
        Skills = "skills",
        /// How often in a year, whole.
        TimesPerYear = "times_per_year",
        /// How often in a school term, whole.
        TimesPerTerm = "times_per_term",
        /// Hours of a day: 0 to 24.
        HoursPerDay = "hours_per_day",
        /// Months.
        Months = "months",
        /// Years.
        Years = "years",
        /// Yuan a month: benefits and allowances.
        YuanPerMonth = "yuan_per_month",
        /// Events in a year, whole.
        CasesPerYear = "cases_per_year",
        /// Done (1) or not done (0), as somebody attests.
        Done = "done",
        /// How many of the first for one of the second: 3:2 is `1.5`.
        Ratio = "ratio",
    }
}

/// The greatest possible figure of every unit, in their order: looked at for every figure there is.
// Made by the compiler: an index out of range would not build.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
static GREATEST: [u32; Unit::ALL.len()] = {
    let mut greatest = [0; Unit::ALL.len()];
    let mut position = 0;
    while position < greatest.len() {
        greatest[position] = match Unit::ALL[position] {
            Unit::Percent | Unit::Years => 100,
            Unit::GrossPercent | Unit::Per1kLiveBirths | Unit::Per1kChildren | Unit::Per1kPopulation => 1_000,
            Unit::Per100kLiveBirths | Unit::Per100kChildren | Unit::Per100kWorkers => 100_000,
            Unit::HoursPerDay => 24,
            // More than any country has; large enough to refuse nothing real.
            Unit::Persons
            | Unit::Institutions
            | Unit::Places
            | Unit::Organisations
            | Unit::CasesPerYear
            | Unit::YuanPerMonth => 10_000_000,
            Unit::Done => 1,
            Unit::Skills | Unit::TimesPerYear | Unit::TimesPerTerm | Unit::Ratio => 10_000,
            Unit::Months => 1_200,
        };
        position += 1;
    }
    greatest
};

/// How a unit is written after a figure.
struct Suffix {
    zh: &'static str,
    en: &'static str,
}

impl Unit {
    /// The least and the greatest possible figure, both included.
    #[must_use]
    pub const fn range(self) -> (Decimal, Decimal) {
        (Decimal::ZERO, Decimal::from_parts(self.greatest(), 0, 0, false, 0))
    }

    /// The greatest possible figure; the least is zero.
    #[inline]
    pub(crate) const fn greatest(self) -> u32 {
        // The table has a place for every unit, which the compiler sees.
        #[allow(clippy::indexing_slicing)]
        GREATEST[self as usize]
    }

    /// Whether a figure in this unit can be held against one in the other: net enrolment, a share, is never above gross enrolment.
    pub(crate) fn has_scale_of(self, other: Unit) -> bool {
        let is_share = |unit| matches!(unit, Unit::Percent | Unit::GrossPercent);
        self == other || is_share(self) && is_share(other)
    }

    /// Of the units whose figures can be held against its own, the one with the greatest range.
    pub(crate) const fn widest_of_scale(self) -> Unit {
        match self {
            Unit::Percent => Unit::GrossPercent,
            other => other,
        }
    }

    /// Whether figures are whole numbers: there is no half person. A count is exact, so no rounding can be
    /// hidden behind its last digit.
    #[must_use]
    #[inline]
    pub const fn is_count(self) -> bool {
        match self {
            Unit::Persons
            | Unit::Institutions
            | Unit::Places
            | Unit::Organisations
            | Unit::Skills
            | Unit::TimesPerYear
            | Unit::TimesPerTerm
            | Unit::CasesPerYear
            | Unit::Done => true,
            Unit::Percent
            | Unit::GrossPercent
            | Unit::Per1kLiveBirths
            | Unit::Per100kLiveBirths
            | Unit::Per100kChildren
            | Unit::Per100kWorkers
            | Unit::Per1kChildren
            | Unit::Per1kPopulation
            | Unit::HoursPerDay
            | Unit::Months
            | Unit::Years
            | Unit::YuanPerMonth
            | Unit::Ratio => false,
        }
    }

    /// Whether a figure is possible in this unit: inside its range, and whole where it counts.
    #[must_use]
    #[inline]
    pub fn allows(self, figure: Decimal) -> bool {
        self.allows_figure(&figure, Short::of(figure))
    }

    /// The same of a figure that comes as a short number, too, if it is one.
    #[inline]
    pub(crate) fn allows_figure(self, figure: &Decimal, short: Option<Short>) -> bool {
        let scale = figure.scale();
        let units = |number: Option<Short>| number?.in_units(scale);
        let is_inside = match (units(short), units(Some(self.greatest().into()))) {
            (Some(figure), Some(greatest)) => Units::ZERO <= figure && figure <= greatest,
            _ => is_inside(figure, self),
        };
        is_inside && (!self.is_count() || scale == 0 || is_whole(figure))
    }

    /// What a quotient of cases and what they are counted against is multiplied by: 100,000 for cases per 100,000. None where the
    /// figure is no such quotient.
    #[must_use]
    pub const fn rate_base(self) -> Option<u32> {
        match self {
            Unit::Percent | Unit::GrossPercent => Some(100),
            Unit::Per1kLiveBirths | Unit::Per1kChildren | Unit::Per1kPopulation => Some(1_000),
            Unit::Per100kLiveBirths | Unit::Per100kChildren | Unit::Per100kWorkers => Some(100_000),
            Unit::Persons
            | Unit::Institutions
            | Unit::Places
            | Unit::Organisations
            | Unit::Skills
            | Unit::TimesPerYear
            | Unit::TimesPerTerm
            | Unit::HoursPerDay
            | Unit::Months
            | Unit::Years
            | Unit::YuanPerMonth
            | Unit::CasesPerYear
            | Unit::Done
            | Unit::Ratio => None,
        }
    }

    /// Whether a possible figure is so unusual that a person should look at it again: gross enrolment above 130.
    #[must_use]
    pub fn is_implausible(self, figure: Decimal) -> bool {
        const GROSS: Decimal = Decimal::from_parts(130, 0, 0, false, 0);
        self == Unit::GrossPercent && figure > GROSS
    }

    /// What is written directly after a figure: `%`, `/10万`, ` per 100,000 live births`. English counts have
    /// nothing: their names say what they count.
    #[must_use]
    pub const fn suffix(self, language: Language) -> &'static str {
        let suffix = match self {
            Unit::Percent | Unit::GrossPercent => Suffix { zh: "%", en: "%" },
            Unit::Per1kLiveBirths => Suffix { zh: "‰", en: " per 1,000 live births" },
            Unit::Per100kLiveBirths => Suffix { zh: "/10万", en: " per 100,000 live births" },
            Unit::Per100kChildren => Suffix { zh: "/10万", en: " per 100,000 children" },
            Unit::Per100kWorkers => Suffix { zh: "/10万", en: " per 100,000 workers" },
            Unit::Per1kChildren => Suffix { zh: "/千名儿童", en: " per 1,000 children" },
            Unit::Per1kPopulation => Suffix { zh: "/千人", en: " per 1,000 inhabitants" },
            Unit::Persons => Suffix { zh: "人", en: "" },
            Unit::Institutions => Suffix { zh: "所", en: "" },
            Unit::Places => Suffix { zh: "个", en: "" },
            Unit::Organisations => Suffix { zh: "家", en: "" },
            Unit::Skills => Suffix { zh: "项", en: "" },
            Unit::TimesPerYear => Suffix { zh: "次/年", en: " a year" },
            Unit::TimesPerTerm => Suffix { zh: "次/学期", en: " a term" },
            Unit::HoursPerDay => Suffix { zh: "小时/天", en: " hours a day" },
            Unit::Months => Suffix { zh: "个月", en: " months" },
            Unit::Years => Suffix { zh: "年", en: " years" },
            Unit::YuanPerMonth => Suffix { zh: "元/月", en: " yuan a month" },
            Unit::CasesPerYear => Suffix { zh: "起/年", en: " a year" },
            Unit::Done => Suffix { zh: "", en: "" },
            Unit::Ratio => Suffix { zh: ":1", en: ":1" },
        };
        match language {
            Language::Chinese => suffix.zh,
            Language::English => suffix.en,
        }
    }

    /// What is written after a difference of two figures: percentages differ by percentage points, ratios by
    /// a plain number.
    #[must_use]
    pub const fn difference_suffix(self, language: Language) -> &'static str {
        match (self, language) {
            (Unit::Percent | Unit::GrossPercent, Language::Chinese) => "个百分点",
            (Unit::Percent | Unit::GrossPercent, Language::English) => " percentage points",
            (Unit::Per1kLiveBirths, Language::Chinese) => "个千分点",
            (Unit::Ratio, _) => "",
            _ => self.suffix(language),
        }
    }

    /// A figure with its unit, as a sentence has it: `8.2/10万`, `1 month`.
    #[must_use]
    pub fn write(self, figure: Decimal, language: Language) -> String {
        format!("{figure}{}", agree(figure, self.suffix(language)))
    }

    /// A figure that was estimated, to about three digits: `4.31/10万`. Without a number, such as an overflow, a dash.
    pub(crate) fn write_estimate(self, figure: f64, is_difference: bool, language: Language) -> String {
        match estimate(figure).parse::<Decimal>() {
            Ok(figure) if is_difference => self.write_difference(figure, language),
            Ok(figure) => self.write(figure, language),
            Err(_) => "—".to_owned(),
        }
    }

    /// The size of a difference with its unit: `0.4个百分点`, `1 percentage point`.
    #[must_use]
    pub fn write_difference(self, difference: Decimal, language: Language) -> String {
        let size = difference.abs();
        format!("{size}{}", agree(size, self.difference_suffix(language)))
    }
}

/// For figures of many digits.
#[cold]
fn is_inside(figure: &Decimal, unit: Unit) -> bool {
    let (least, greatest) = unit.range();
    least <= *figure && *figure <= greatest
}

#[cold]
fn is_whole(figure: &Decimal) -> bool {
    figure.is_integer()
}

/// An estimate to about three digits.
pub(crate) fn estimate(figure: f64) -> String {
    let decimals = match figure.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        _ => 2,
    };
    format!("{figure:.decimals$}")
}

/// English has a singular.
fn agree(figure: Decimal, suffix: &'static str) -> &'static str {
    match suffix {
        " months" if figure == Decimal::ONE => " month",
        " years" if figure == Decimal::ONE => " year",
        " hours a day" if figure == Decimal::ONE => " hour a day",
        " percentage points" if figure == Decimal::ONE => " percentage point",
        suffix => suffix,
    }
}
