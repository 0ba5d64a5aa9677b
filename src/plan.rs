//! Plans and their parts: what a clause belongs to.

use crate::keyword::keyword_enum;
use crate::language::{Bilingual, Text};
use chrono::NaiveDate;
use std::borrow::Cow;
use std::fmt;

/// A plan: a document that promises figures for a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub(crate) id: Text,
    pub(crate) letter: Text,
    pub(crate) title: Bilingual,
    pub(crate) short_title: Bilingual,
    pub(crate) region: Text,
    pub(crate) document: Document,
    pub(crate) first_year: u16,
    pub(crate) last_year: u16,
    pub(crate) baseline_year: u16,
    pub(crate) midterm_year: u16,
    pub(crate) edition: Text,
}

/// The document a plan was issued with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub(crate) number: Text,
    pub(crate) issuer: Bilingual,
    pub(crate) issued: NaiveDate,
}

impl Plan {
    /// The first part of its indicators' ids: `women`.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The letter its clauses begin with, or up to three: `W`, `GT`.
    #[must_use]
    pub fn letter(&self) -> &str {
        &self.letter
    }

    /// The plan's title.
    #[must_use]
    pub fn title(&self) -> &Bilingual {
        &self.title
    }

    /// What people call it: 妇女规划.
    #[must_use]
    pub fn short_title(&self) -> &Bilingual {
        &self.short_title
    }

    /// The code of the region it was made for: `371500`.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// The document it was issued with.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The first year of its period.
    #[must_use]
    pub fn first_year(&self) -> u16 {
        self.first_year
    }

    /// The last year of its period: the target year.
    #[must_use]
    pub fn last_year(&self) -> u16 {
        self.last_year
    }

    /// The year its changes are counted from.
    #[must_use]
    pub fn baseline_year(&self) -> u16 {
        self.baseline_year
    }

    /// The year of the mid-term evaluation.
    #[must_use]
    pub fn midterm_year(&self) -> u16 {
        self.midterm_year
    }
}

impl Plan {
    /// Which edition of the plan's data this is: `1` unless its text says otherwise. A correction of the data is a new edition; the
    /// [digest](crate::Registry::digest) tells the data themselves.
    #[must_use]
    pub fn edition(&self) -> &str {
        &self.edition
    }
}

impl Document {
    /// The document number: 聊政发〔2021〕9号.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.number
    }

    /// Who issued it.
    #[must_use]
    pub fn issuer(&self) -> &Bilingual {
        &self.issuer
    }

    /// The day it was issued.
    #[must_use]
    pub fn issued(&self) -> NaiveDate {
        self.issued
    }
}

/// A domain (领域) of a plan, or one of its chapters on how it is carried out and monitored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub(crate) plan: u16,
    pub(crate) slug: Text,
    pub(crate) number: SectionNumber,
    pub(crate) title: Bilingual,
}

impl Section {
    /// The second part of its indicators' ids: `health`.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.slug
    }

    /// Which domain or chapter it is.
    #[must_use]
    pub fn number(&self) -> SectionNumber {
        self.number
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &Bilingual {
        &self.title
    }
}

/// Which part of a plan: a domain of chapter 四 by its number, or a chapter by its numeral.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(clippy::exhaustive_enums)]
pub enum SectionNumber {
    /// A domain, numbered from 1.
    Domain(u8),
    /// A chapter that is not divided into domains, by its number: 5 is 五.
    Chapter(u8),
}

keyword_enum! {
    /// What kind of clause promises a figure.
    pub enum ProvisionKind {
        /// 主要目标.
        Objective = "objective",
        /// 策略措施.
        Measure = "measure",
        /// A numbered paragraph of a chapter on carrying out or monitoring the plan.
        Duty = "duty",
    }
}

/// What a plan says about an objective, a measure or a duty, apart from its indicators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ProvisionRecord {
    pub(crate) section: u16,
    pub(crate) kind: ProvisionKind,
    pub(crate) item: u8,
    pub(crate) title: Bilingual,
    /// Positions in the registry's departments: first those that lead, then those that are responsible.
    pub(crate) departments: Cow<'static, [u16]>,
    /// How many of them lead.
    pub(crate) leads: usize,
}

/// The address of a clause within its plan.
///
/// Written after the plan's letter: `W1.2` is objective 2 of domain 1, `W1.M4` measure 4, `W五.3` paragraph 3 of
/// chapter 五.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(clippy::exhaustive_structs)]
pub struct Clause {
    /// The domain or chapter.
    pub section: SectionNumber,
    /// Objective, measure or duty.
    pub kind: ProvisionKind,
    /// The number of the item.
    pub item: u8,
}

/// Chapters of Chinese documents are numbered in these numerals; no plan has more than ten.
const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The numeral of a chapter: 五 for 5.
pub(crate) fn numeral(chapter: u8) -> char {
    usize::from(chapter).checked_sub(1).and_then(|index| NUMERALS.get(index)).copied().unwrap_or('?')
}

/// The number of a chapter: 5 for 五.
pub(crate) fn chapter_of(text: &str) -> Option<u8> {
    let mut characters = text.chars();
    let numeral = characters.next().filter(|_| characters.next().is_none())?;
    let index = NUMERALS.iter().position(|candidate| *candidate == numeral)?;
    u8::try_from(index).ok()?.checked_add(1)
}

impl Clause {
    /// Reads what stands after the plan's letter: `1.2`, `1.M4`, `五.3`.
    ///
    /// ```
    /// use zhibiao::{Clause, ProvisionKind, SectionNumber};
    ///
    /// let clause = Clause::parse("1.M4").unwrap();
    /// assert_eq!(clause.section, SectionNumber::Domain(1));
    /// assert_eq!(clause.kind, ProvisionKind::Measure);
    /// assert_eq!(clause.to_string(), "1.M4");
    /// assert_eq!(Clause::parse("五.3").unwrap().section, SectionNumber::Chapter(5));
    /// assert_eq!(Clause::parse("1.+2"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Clause> {
        let (section, item) = text.split_once('.')?;
        if let Some(chapter) = chapter_of(section) {
            let item = number(item)?;
            return Some(Clause { section: SectionNumber::Chapter(chapter), kind: ProvisionKind::Duty, item });
        }
        let section = SectionNumber::Domain(number(section)?);
        Some(match item.strip_prefix(['M', 'm']) {
            Some(item) => Clause { section, kind: ProvisionKind::Measure, item: number(item)? },
            None => Clause { section, kind: ProvisionKind::Objective, item: number(item)? },
        })
    }
}

/// Digits only: `parse` alone would take `+2`.
fn number(text: &str) -> Option<u8> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

impl fmt::Display for Clause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.section {
            SectionNumber::Domain(domain) => write!(formatter, "{domain}.")?,
            SectionNumber::Chapter(chapter) => write!(formatter, "{}.", numeral(chapter))?,
        }
        match self.kind {
            ProvisionKind::Measure => write!(formatter, "M{}", self.item),
            ProvisionKind::Objective | ProvisionKind::Duty => write!(formatter, "{}", self.item),
        }
    }
}

/// The address of a clause with the letter of its plan in front: `W1.2`, `GT4.8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_structs)]
pub struct ClauseCode<'r> {
    /// The plan's letter, or up to three.
    pub letter: &'r str,
    /// The clause within the plan.
    pub clause: Clause,
}

impl fmt::Display for ClauseCode<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.letter, self.clause)
    }
}
