//! Groups (分组): how people write the common ones, and what they are called in a report.

use crate::language::Language;
use crate::suggest::is_one_slip_away;

/// The group of an observation that names none: everybody.
pub const TOTAL: &str = "total";

/// What tells the groups of one kind apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// No group but all of them together, which any can be held against.
    Everybody,
    Residence,
    Sex,
    School,
}

/// A group that is known by several names.
struct Known {
    kind: Kind,
    id: &'static str,
    zh: &'static str,
    /// Other ways to write it.
    also: &'static [&'static str],
}

const KNOWN: [Known; 11] = [
    Known { kind: Kind::Everybody, id: TOTAL, zh: "合计", also: &["总计", "全体", "全部", "all"] },
    Known { kind: Kind::Residence, id: "urban", zh: "城镇", also: &["城市", "城镇地区", "城市地区"] },
    Known { kind: Kind::Residence, id: "rural", zh: "农村", also: &["乡村", "農村", "农村地区"] },
    Known { kind: Kind::Sex, id: "male", zh: "男", also: &["men", "boys", "男性", "男生", "男童"] },
    Known {
        kind: Kind::Sex, id: "female", zh: "女", also: &["women", "girls", "女性", "妇女", "女生", "女童"]
    },
    Known { kind: Kind::School, id: "kindergarten", zh: "幼儿园", also: &["学前"] },
    Known { kind: Kind::School, id: "primary", zh: "小学", also: &["小学生"] },
    Known { kind: Kind::School, id: "junior_secondary", zh: "初中", also: &["初中生"] },
    Known { kind: Kind::School, id: "senior_secondary", zh: "高中", also: &["高中生", "普通高中"] },
    Known { kind: Kind::School, id: "vocational", zh: "中职", also: &["中等职业学校"] },
    Known { kind: Kind::School, id: "university", zh: "高校", also: &["大学", "高等学校"] },
];

/// The one id of a group, however it is written: rows that mean the same group must not pass each other by. Groups
/// that are not known stay as they are.
pub(crate) fn canonical(group: &str) -> &str {
    if group.is_empty() {
        return TOTAL;
    }
    let is = |known: &&Known| {
        let named = |name: &str| name.eq_ignore_ascii_case(group);
        named(known.id) || known.zh == group || known.also.iter().any(|name| named(name))
    };
    let known = KNOWN.iter().find(is);
    known.map_or(group, |known| known.id)
}

/// The known group that a word is one slip of the pen away from: `urban` for `urbna`. Every other word can be a group of its own, and so
/// can one with a digit, such as a year of school: `primary1`.
pub(crate) fn mistyped(group: &str) -> Option<&'static str> {
    if group.bytes().any(|byte| byte.is_ascii_digit()) || canonical(group) != group {
        return None;
    }
    KNOWN.iter().map(|known| known.id).find(|id| is_one_slip_away(group, id))
}

/// Whether two groups divide people by different things, such as residence and sex: they overlap, and no figure tells them apart.
pub(crate) fn are_of_different_kinds(first: &str, second: &str) -> bool {
    let kind = |group: &str| KNOWN.iter().find(|known| known.id == group).map(|known| known.kind);
    match (kind(first), kind(second)) {
        (None | Some(Kind::Everybody), _) | (_, None | Some(Kind::Everybody)) => false,
        (first, second) => first != second,
    }
}

/// What a group is called in a language: `rural`, 农村. Groups that are not known are called what they are.
#[must_use]
pub fn group_name(group: &str, language: Language) -> &str {
    match language {
        Language::English => group,
        Language::Chinese => KNOWN.iter().find(|known| known.id == group).map_or(group, |known| known.zh),
    }
}
