//! What a method says of a series.

use super::{destatis, drift, statcan, un};
use crate::evidence::Point;
use crate::goal::Goal;
use crate::keyword::keyword_enum;
use crate::language::Language;
use serde::ser::{Serialize, SerializeStruct, Serializer};

keyword_enum! {
    /// A method of saying whether a series is on course. They disagree, so that a status always carries its method.
    pub enum Method {
        /// Statistics Canada's, with Eurostat's thresholds; see [`statcan`].
        StatCan = "statcan",
        /// The Federal Statistical Office of Germany's; see [`destatis`].
        Destatis = "destatis",
        /// The United Nations' Progress Chart's; see [`un`].
        Un = "un",
        /// This library's own: a probability of missing; see [`drift`].
        Zhibiao = "zhibiao",
    }
}

keyword_enum! {
    /// The word a method has for a series.
    pub enum Status {
        /// Statistics Canada: the newest value meets the target.
        TargetAchieved = "target_achieved",
        /// Statistics Canada.
        SubstantialProgress = "substantial_progress",
        /// Statistics Canada.
        ModerateProgress = "moderate_progress",
        /// Statistics Canada.
        LimitedProgress = "limited_progress",
        /// Statistics Canada.
        Deterioration = "deterioration",
        /// Destatis.
        Sun = "sun",
        /// Destatis.
        LightCloud = "light_cloud",
        /// Destatis.
        Cloud = "cloud",
        /// Destatis.
        Thunderstorm = "thunderstorm",
        /// UN.
        MetOrOnTrack = "met_or_on_track",
        /// UN.
        AccelerationNeeded = "acceleration_needed",
        /// UN.
        StagnationOrRegression = "stagnation_or_regression",
        /// This library: 提前达标.
        MetEarly = "met_early",
        /// This library: 预期可达标.
        OnCourse = "on_course",
        /// This library: 达标困难.
        HardToReach = "hard_to_reach",
        /// This library: 无数据.
        NoData = "no_data",
        /// The published methods: no verdict.
        NotAvailable = "not_available",
    }
}

impl Status {
    /// Whether the method has no fear for the target; none without a verdict.
    #[must_use]
    pub const fn is_favourable(self) -> Option<bool> {
        match self {
            Status::TargetAchieved
            | Status::SubstantialProgress
            | Status::Sun
            | Status::LightCloud
            | Status::MetOrOnTrack
            | Status::MetEarly
            | Status::OnCourse => Some(true),
            Status::ModerateProgress
            | Status::LimitedProgress
            | Status::Deterioration
            | Status::Cloud
            | Status::Thunderstorm
            | Status::AccelerationNeeded
            | Status::StagnationOrRegression
            | Status::HardToReach => Some(false),
            Status::NoData | Status::NotAvailable => None,
        }
    }

    /// The status in words: 提前达标. The published methods' own words are given in the language asked for.
    #[must_use]
    pub const fn in_words(self, language: Language) -> &'static str {
        match (self, language) {
            (Status::TargetAchieved, Language::Chinese) => "已达目标",
            (Status::TargetAchieved, Language::English) => "target achieved",
            (Status::SubstantialProgress, Language::Chinese) => "进展显著",
            (Status::SubstantialProgress, Language::English) => "substantial progress",
            (Status::ModerateProgress, Language::Chinese) => "进展一般",
            (Status::ModerateProgress, Language::English) => "moderate progress",
            (Status::LimitedProgress, Language::Chinese) => "进展有限",
            (Status::LimitedProgress, Language::English) => "limited progress",
            (Status::Deterioration, Language::Chinese) => "恶化",
            (Status::Deterioration, Language::English) => "deterioration",
            (Status::Sun, Language::Chinese) => "晴",
            (Status::Sun, Language::English) => "sun",
            (Status::LightCloud, Language::Chinese) => "少云",
            (Status::LightCloud, Language::English) => "light cloud",
            (Status::Cloud, Language::Chinese) => "多云",
            (Status::Cloud, Language::English) => "cloud",
            (Status::Thunderstorm, Language::Chinese) => "雷雨",
            (Status::Thunderstorm, Language::English) => "thunderstorm",
            (Status::MetOrOnTrack, Language::Chinese) => "已达标或进度正常",
            (Status::MetOrOnTrack, Language::English) => "met or on track",
            (Status::AccelerationNeeded, Language::Chinese) => "需加快",
            (Status::AccelerationNeeded, Language::English) => "acceleration needed",
            (Status::StagnationOrRegression, Language::Chinese) => "停滞或倒退",
            (Status::StagnationOrRegression, Language::English) => "stagnation or regression",
            (Status::MetEarly, Language::Chinese) => "提前达标",
            (Status::MetEarly, Language::English) => "met early",
            (Status::OnCourse, Language::Chinese) => "预期可达标",
            (Status::OnCourse, Language::English) => "on course",
            (Status::HardToReach, Language::Chinese) => "达标困难",
            (Status::HardToReach, Language::English) => "hard to reach",
            (Status::NoData, Language::Chinese) => "无数据",
            (Status::NoData, Language::English) => "no data",
            (Status::NotAvailable, Language::Chinese) => "无法判断",
            (Status::NotAvailable, Language::English) => "not available",
        }
    }
}

keyword_enum! {
    /// What a status rests on, or why there is none.
    pub enum Ground {
        /// The newest value meets the target.
        TargetMet = "target_met",
        /// The growth seen is held against the growth required.
        GrowthAgainstRequired = "growth_against_required",
        /// There is no target; the growth seen is held against fixed thresholds.
        GrowthAlone = "growth_alone",
        /// The value projected to the target year is held against the target.
        Projection = "projection",
        /// The target is to be kept every year, or was reached before its year: level and trend decide.
        LevelAndTrend = "level_and_trend",
        /// There is no target; the average and the last change decide.
        AverageAndLastChange = "average_and_last_change",
        /// The probability of missing the target decides.
        Probability = "probability",
        /// A year has already gone the wrong way, which nothing can make good.
        YearAlreadyMissed = "year_already_missed",
        /// The newest value is not the one that is to be kept every year, which nothing can make good.
        KeptValueMissed = "kept_value_missed",
        /// The target year is here: its own value decides.
        TargetYearItself = "target_year_itself",
        /// The newest value is older than the year: it is no ground for a favourable word.
        StaleValue = "stale_value",
        /// No value up to the year.
        NoValue = "no_value",
        /// No value in or after the base year but the newest one.
        OneYearOnly = "one_year_only",
        /// Every value is older than the base year.
        BaseAfterNewest = "base_after_newest",
        /// The base and another figure have opposite signs: there is no growth rate between them.
        OppositeSigns = "opposite_signs",
        /// The target has no year.
        NoTargetYear = "no_target_year",
        /// The target year is over.
        TargetYearOver = "target_year_over",
        /// A year that would have to be looked at has no value.
        MissingYear = "missing_year",
        /// Fewer values than the method needs.
        TooFewYears = "too_few_years",
        /// A number is too large to work with.
        Overflow = "overflow",
    }
}

impl Ground {
    /// The ground in words, without a full stop.
    #[must_use]
    pub const fn in_words(self, language: Language) -> &'static str {
        match (self, language) {
            (Ground::TargetMet, Language::Chinese) => "最新数据已达到目标值",
            (Ground::TargetMet, Language::English) => "the newest value meets the target",
            (Ground::GrowthAgainstRequired, Language::Chinese) => "实际年均增速与所需增速之比",
            (Ground::GrowthAgainstRequired, Language::English) => "growth seen over growth required",
            (Ground::GrowthAlone, Language::Chinese) => "无目标值，按年均增速",
            (Ground::GrowthAlone, Language::English) => "no target: growth a year",
            (Ground::Projection, Language::Chinese) => "按推算到目标年的数值",
            (Ground::Projection, Language::English) => "value projected to the target year",
            (Ground::LevelAndTrend, Language::Chinese) => "按现值和趋势",
            (Ground::LevelAndTrend, Language::English) => "newest value and trend",
            (Ground::AverageAndLastChange, Language::Chinese) => "按平均变化和最近一年变化",
            (Ground::AverageAndLastChange, Language::English) => "average and last change",
            (Ground::Probability, Language::Chinese) => "按未达标的概率",
            (Ground::Probability, Language::English) => "probability of missing",
            (Ground::YearAlreadyMissed, Language::Chinese) => "已有年份反向变化，无法补救",
            (Ground::YearAlreadyMissed, Language::English) => "a year has already gone the wrong way",
            (Ground::KeptValueMissed, Language::Chinese) => "最新数据未保持目标值，无法补救",
            (Ground::KeptValueMissed, Language::English) => "the newest value is not the one to be kept",
            (Ground::TargetYearItself, Language::Chinese) => "目标年本身的数据",
            (Ground::TargetYearItself, Language::English) => "the target year's own value",
            (Ground::StaleValue, Language::Chinese) => "本年没有数据，最近的数据是以前年份的",
            (Ground::StaleValue, Language::English) => "no value for the year, only an older one",
            (Ground::NoValue, Language::Chinese) => "没有数据",
            (Ground::NoValue, Language::English) => "no value",
            (Ground::OneYearOnly, Language::Chinese) => "基期以来只有一年数据",
            (Ground::OneYearOnly, Language::English) => "one year only since the base year",
            (Ground::BaseAfterNewest, Language::Chinese) => "基期以来没有数据",
            (Ground::BaseAfterNewest, Language::English) => "no value since the base year",
            (Ground::OppositeSigns, Language::Chinese) => "与基期数值正负相反",
            (Ground::OppositeSigns, Language::English) => "base and value have opposite signs",
            (Ground::NoTargetYear, Language::Chinese) => "目标没有年份",
            (Ground::NoTargetYear, Language::English) => "the target has no year",
            (Ground::TargetYearOver, Language::Chinese) => "目标年已过",
            (Ground::TargetYearOver, Language::English) => "the target year is over",
            (Ground::MissingYear, Language::Chinese) => "中间年份缺数",
            (Ground::MissingYear, Language::English) => "a year in between has no value",
            (Ground::TooFewYears, Language::Chinese) => "年份太少",
            (Ground::TooFewYears, Language::English) => "too few years",
            (Ground::Overflow, Language::Chinese) => "数字过大",
            (Ground::Overflow, Language::English) => "number too large",
        }
    }
}

/// What a method says of a series.
///
/// Serialized, it has the keys `method, year, value, score, status, ground`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Progress {
    /// The method.
    pub method: Method,
    /// The year of the newest value it looked at.
    pub year: Option<u16>,
    /// The method's own number: `StatCan`'s ratio or growth, Destatis' projected value, the UN's share of the way, this
    /// library's probability of missing.
    pub value: Option<f64>,
    /// `StatCan`'s score, −5 to 5.
    pub score: Option<f64>,
    /// The method's word.
    pub status: Status,
    /// What it rests on, or why there is none.
    pub ground: Ground,
}

impl Progress {
    pub(crate) fn none(method: Method, year: Option<u16>, ground: Ground) -> Self {
        let status = if method == Method::Zhibiao { Status::NoData } else { Status::NotAvailable };
        Progress { method, year, value: None, score: None, status, ground }
    }
}

impl Serialize for Progress {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Progress", 6)?;
        fields.serialize_field("method", &self.method)?;
        fields.serialize_field("year", &self.year)?;
        fields.serialize_field("value", &self.value)?;
        fields.serialize_field("score", &self.score)?;
        fields.serialize_field("status", &self.status)?;
        fields.serialize_field("ground", &self.ground)?;
        fields.end()
    }
}

impl Method {
    /// What it is called: the same in every language.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Method::StatCan => "StatCan",
            Method::Destatis => "Destatis",
            Method::Un => "UN",
            Method::Zhibiao => "zhibiao",
        }
    }

    /// Asks the method about a series, standing in a year: values after it are not looked at. The points are in the order of
    /// their years, one for each.
    ///
    /// ```
    /// use zhibiao::outlook::{Goal, Method, Status};
    /// use zhibiao::rule::Direction;
    /// use zhibiao::Point;
    ///
    /// let points = [(2015, "14.5"), (2022, "9.9")]
    ///     .map(|(year, value)| Point { year, value: value.parse().unwrap() });
    /// let goal = Goal::reach(Direction::Down, "7.25".parse()?, 2030).since(2015);
    /// let progress = Method::StatCan.ask(&points, &goal, 2022);
    /// assert_eq!(progress.status, Status::SubstantialProgress);
    /// # Ok::<(), rust_decimal::Error>(())
    /// ```
    #[must_use]
    pub fn ask(self, points: &[Point], goal: &Goal, year: u16) -> Progress {
        match self {
            Method::StatCan => statcan::ask(points, goal, year),
            Method::Destatis => destatis::ask(points, goal, year),
            Method::Un => un::ask(points, goal, year),
            Method::Zhibiao => drift::ask(points, goal, year),
        }
    }
}

/// Whether methods see a series alike: all without fear, or all with; none if fewer than two have a verdict.
#[must_use]
pub fn agree(answers: &[Progress]) -> Option<bool> {
    let mut verdicts = answers.iter().filter_map(|progress| progress.status.is_favourable());
    let first = verdicts.next()?;
    let second = verdicts.next()?;
    Some(first == second && verdicts.all(|verdict| verdict == first))
}
