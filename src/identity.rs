//! Which plan, in which edition of its data: what a reader needs to repeat a verdict years later.

use crate::language::Language;
use crate::plan::Plan;
use crate::registry::Registry;
use serde::ser::{Serialize, SerializeStruct, Serializer};

/// A plan's document, years and edition, with the digest of its data: what a report has to name.
///
/// Serialized, it has the keys `id, title, number, issuer, issued, first_year, last_year, baseline_year, midterm_year, edition, digest`; title
/// and issuer are the document's own, in Chinese, whatever the language of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanIdentity<'r> {
    plan: &'r Plan,
    digest: &'r str,
}

impl Registry {
    /// What identifies a plan and its data. None if there is no such plan.
    ///
    /// ```
    /// use zhibiao::{Language, Registry};
    ///
    /// let women = Registry::builtin().identity("women").unwrap();
    /// let [document, period, digest] = women.sentences(Language::English);
    /// assert_eq!(
    ///     document,
    ///     "Liaocheng Plan for the Development of Women, 2021–2025 (聊政发〔2021〕9号, People's Government of Liaocheng, 2021-12-03; edition 1 \
    ///      of the data)."
    /// );
    /// assert_eq!(period, "Period 2021–2025, baseline 2020, mid-term 2023.");
    /// assert!(digest.ends_with(&format!("{}.", women.digest())));
    /// ```
    #[must_use]
    pub fn identity(&self, plan: &str) -> Option<PlanIdentity<'_>> {
        Some(PlanIdentity { plan: self.plan(plan)?, digest: self.digest(plan)? })
    }
}

impl<'r> PlanIdentity<'r> {
    /// The plan.
    #[must_use]
    pub fn plan(&self) -> &'r Plan {
        self.plan
    }

    /// The [digest](Registry::digest) of its data.
    #[must_use]
    pub fn digest(&self) -> &'r str {
        self.digest
    }

    /// The document with the edition of its data, the years, and the digest: a sentence each, with its full stop.
    #[must_use]
    pub fn sentences(&self, language: Language) -> [String; 3] {
        let (plan, digest) = (self.plan, self.digest);
        let (title, number, edition) = (plan.title().get(language), plan.document().number(), plan.edition());
        let (issuer, day) = (plan.document().issuer().get(language), plan.document().issued());
        let (first, last) = (plan.first_year(), plan.last_year());
        let (baseline, midterm) = (plan.baseline_year(), plan.midterm_year());
        let name = plan.short_title().get(language);
        match language {
            Language::Chinese => [
                format!("《{title}》（{number}，{issuer}，{day}；数据第{edition}版）。"),
                format!("规划期{first}—{last}年，基期{baseline}年，中期{midterm}年。"),
                format!("{name}的数据摘要（SHA-256）：{digest}。"),
            ],
            Language::English => [
                format!("{title} ({number}, {issuer}, {day}; edition {edition} of the data)."),
                format!("Period {first}–{last}, baseline {baseline}, mid-term {midterm}."),
                format!("Digest (SHA-256) of the data of the {name}: {digest}."),
            ],
        }
    }
}

impl Serialize for PlanIdentity<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plan = self.plan;
        let mut fields = serializer.serialize_struct("PlanIdentity", 11)?;
        fields.serialize_field("id", plan.id())?;
        fields.serialize_field("title", plan.title().zh())?;
        fields.serialize_field("number", plan.document().number())?;
        fields.serialize_field("issuer", plan.document().issuer().zh())?;
        fields.serialize_field("issued", &plan.document().issued().to_string())?;
        fields.serialize_field("first_year", &plan.first_year())?;
        fields.serialize_field("last_year", &plan.last_year())?;
        fields.serialize_field("baseline_year", &plan.baseline_year())?;
        fields.serialize_field("midterm_year", &plan.midterm_year())?;
        fields.serialize_field("edition", plan.edition())?;
        fields.serialize_field("digest", self.digest)?;
        fields.end()
    }
}
