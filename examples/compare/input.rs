//! Plans by name or from files.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use zhibiao::plan_text::{PlanFile, PlanTextErrors};
use zhibiao::{Plan, Registry, quotable};

/// A plan, and the registry it stands in.
pub struct Loaded {
    registry: Cow<'static, Registry>,
    id: String,
}

/// Why there is no plan.
pub enum Problem {
    /// There is nothing to read.
    Usage(String),
    /// What was read has mistakes.
    Text(PlanTextErrors),
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Usage(message) => write!(formatter, "error: {message}"),
            Problem::Text(errors) => write!(formatter, "{errors}"),
        }
    }
}

impl Loaded {
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn plan(&self) -> Option<&Plan> {
        self.registry().plan(&self.id)
    }
}

/// Files beside a plan that are about all plans.
const COMMON: [&str; 3] = ["regions.toml", "departments.toml", "relations.toml"];

pub fn plan(given: &Path) -> Result<Loaded, Problem> {
    // A name comes first; a folder of that name is `./women`.
    if let Some(plan) = given.to_str().and_then(|name| Registry::builtin().plan(name)) {
        return Ok(Loaded { registry: Cow::Borrowed(Registry::builtin()), id: plan.id().to_owned() });
    }
    let one_text = given.is_file() && given.file_name().is_some_and(|name| name != "plan.toml");
    let registry = if one_text {
        let text = fs::read_to_string(given).map_err(|error| unreadable(given, &error))?;
        Registry::from_toml_text(&shown(given), &text).map_err(Problem::Text)?
    } else {
        let folder = folder(given)?;
        let files = read(&folder)?;
        let borrowed: Vec<PlanFile<'_>> = files.iter().map(|(name, text)| PlanFile { name, text }).collect();
        Registry::from_toml(&borrowed).map_err(Problem::Text)?
    };
    let id = registry.plans().next().map(|plan| plan.id().to_owned()).unwrap_or_default();
    Ok(Loaded { registry: Cow::Owned(registry), id })
}

/// The folder of a plan that is given by itself or by its `plan.toml`, with a name of its own.
fn folder(given: &Path) -> Result<PathBuf, Problem> {
    let path = given.canonicalize().map_err(|error| unreadable(given, &error))?;
    let folder = if path.is_dir() { path } else { path.parent().map(Path::to_owned).unwrap_or_default() };
    if !folder.join("plan.toml").is_file() {
        return Err(Problem::Usage(format!("{}: found no `plan.toml`, expected a plan's folder", shown(given))));
    }
    Ok(folder)
}

/// The files of a plan, named as `Registry::from_toml` wants them.
fn read(folder: &Path) -> Result<Vec<(String, String)>, Problem> {
    let id = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| unreadable(folder, &error))? {
        let name = entry.map_err(|error| unreadable(folder, &error))?.file_name();
        names.push(name.to_string_lossy().into_owned());
    }
    let toml = |name: &String| Path::new(name).extension().is_some_and(|extension| extension == "toml");
    names.retain(toml);
    names.sort();
    let mut files = Vec::new();
    for name in names {
        let path = folder.join(&name);
        let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
        files.push((if COMMON.contains(&name.as_str()) { name } else { format!("{id}/{name}") }, text));
    }
    Ok(files)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Problem {
    Problem::Usage(format!("{}: cannot be read: {error}", shown(path)))
}

fn shown(path: &Path) -> String {
    quotable(&path.to_string_lossy(), 200)
}
