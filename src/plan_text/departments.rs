//! The departments that plans name: their list, and finding a name on it.

use super::table::{TableReader, hint, owned};
use crate::department::Department;
use crate::language::{Bilingual, Text};

/// The departments, and whether a list of them was given that names have to be on.
#[derive(Default)]
pub(super) struct Departments {
    list: Vec<Department>,
    listed: bool,
}

impl Departments {
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn into_list(self) -> Vec<Department> {
        self.list
    }

    pub(super) fn read(&mut self, table: &mut TableReader<'_>) {
        self.listed = true;
        for mut entry in table.tables("department") {
            let name = entry.bilingual("name");
            let also: Vec<Text> = entry.texts("also").into_iter().map(owned).collect();
            let group = entry.flag("group");
            entry.report_unknown();
            let Some(name) = name else { continue };
            let taken = |text: &str| self.list.iter().any(|other| other.is_called(text));
            if taken(name.zh()) || also.iter().any(|spelling| taken(spelling)) {
                entry.wrong("name", &format!("`{}` again", name.zh()), "each department once");
            }
            self.list.push(Department { name, also: also.into(), group });
        }
    }

    /// The positions of the departments a key names. Without a list of departments, a new name is taken as it is.
    pub(super) fn positions(&mut self, table: &mut TableReader<'_>, key: &'static str) -> Vec<u16> {
        let mut positions = Vec::new();
        for name in table.texts(key) {
            let mut known = self.list.iter().position(|department| department.is_called(name));
            if known.is_none() && !self.listed {
                let both = Bilingual { zh: owned(name), en: owned(name) };
                self.list.push(Department { name: both, also: Vec::new().into(), group: false });
                known = self.list.len().checked_sub(1);
            }
            let Some(position) = known.and_then(|position| u16::try_from(position).ok()) else {
                let hint = hint(name, self.list.iter().map(|department| department.name.zh()));
                table.wrong(key, &format!("`{name}`"), format!("a department of departments.toml{hint}"));
                continue;
            };
            positions.push(position);
        }
        positions
    }
}
