//! What a report is to count, and how.

use super::AttainmentRule;
use crate::keyword::keyword_enum;
use rust_decimal::Decimal;

keyword_enum! {
    /// What a report counts by.
    pub enum Dimension {
        /// 规划.
        Plan = "plan",
        /// 领域.
        Domain = "domain",
        /// 牵头单位.
        Lead = "lead",
        /// 责任单位.
        Responsible = "responsible",
        /// 地区.
        Region = "region",
    }
}

/// What a report is to count, and how.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReportOptions {
    /// What to count by.
    pub by: Vec<Dimension>,
    /// How the attainment rate is counted.
    pub attainment: AttainmentRule,
    /// 基本达标: by how many percent of what was asked for a promise may be missed and still count as met. None, as it is unless it is
    /// set, switches it off but for indicators with a measure of their own ([`Override::basically_met`](crate::Override::basically_met)). No
    /// verdict changes, and every report that uses it says so.
    pub basically_met: Option<Decimal>,
    /// Whether figures of groups count beside those for everybody.
    pub groups: bool,
    /// Whether indicators of which nothing that counts was ever observed count, as without data.
    pub unreported: bool,
    /// Whether what to look at is listed.
    pub warnings: bool,
    /// Only this plan, by its id.
    pub plan: Option<String>,
    /// Only this region, by its code.
    pub region: Option<String>,
}

impl Default for ReportOptions {
    /// By plan; everybody, every plan and region; no tolerance; what was never reported counts as without data; with warnings.
    fn default() -> Self {
        ReportOptions {
            by: vec![Dimension::Plan],
            attainment: AttainmentRule::default(),
            basically_met: None,
            groups: false,
            unreported: true,
            warnings: true,
            plan: None,
            region: None,
        }
    }
}
