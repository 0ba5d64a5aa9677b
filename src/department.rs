//! Departments (部门): who answers for an objective.

use crate::language::{Bilingual, Text};
use std::borrow::Cow;

/// A department, or a group of them that a plan names as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    pub(crate) name: Bilingual,
    pub(crate) also: Cow<'static, [Text]>,
    pub(crate) group: bool,
}

impl Department {
    /// Its name, as the document has it.
    #[must_use]
    pub fn name(&self) -> &Bilingual {
        &self.name
    }

    /// Other spellings the document uses for the same department.
    pub fn also(&self) -> impl Iterator<Item = &str> {
        self.also.iter().map(AsRef::as_ref)
    }

    /// Whether it is a collective, such as 市妇女儿童工作委员会各成员单位, and not one department.
    #[must_use]
    pub fn is_group(&self) -> bool {
        self.group
    }

    /// Whether a text is its name in either language or another spelling of it.
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        self.name.zh() == text || self.name.en() == text || self.also().any(|spelling| spelling == text)
    }
}
