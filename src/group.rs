//! Groups (分组): how people write the common ones, and what they are called in a report.

use crate::language::Language;

/// The group of an observation that names none: everybody.
pub const TOTAL: &str = "total";

/// A group that is known by several names.
struct Known {
    id: &'static str,
    zh: &'static str,
    /// Other ways to write it.
    also: &'static [&'static str],
}

const KNOWN: [Known; 5] = [
    Known { id: TOTAL, zh: "合计", also: &["Total", "TOTAL", "总计", "全体", "全部", "all"] },
    Known { id: "urban", zh: "城镇", also: &["Urban", "城市"] },
    Known { id: "rural", zh: "农村", also: &["Rural", "乡村"] },
    Known { id: "male", zh: "男", also: &["Male", "men", "男性"] },
    Known { id: "female", zh: "女", also: &["Female", "women", "女性"] },
];

/// The one id of a group, however it is written: rows that mean the same group must not pass each other by. Groups
/// that are not known stay as they are.
pub(crate) fn canonical(group: &str) -> &str {
    if group.is_empty() {
        return TOTAL;
    }
    let known = KNOWN.iter().find(|known| known.id == group || known.zh == group || known.also.contains(&group));
    known.map_or(group, |known| known.id)
}

/// What a group is called in a language: `rural`, 农村. Groups that are not known are called what they are.
#[must_use]
pub fn group_name(group: &str, language: Language) -> &str {
    match language {
        Language::English => group,
        Language::Chinese => KNOWN.iter().find(|known| known.id == group).map_or(group, |known| known.zh),
    }
}
