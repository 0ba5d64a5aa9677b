//! Plans by name or from files.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::path::Path;
use zhibiao::plan_text::{PlanFile, PlanTextError, PlanTextErrors};
use zhibiao::{PlanIdentity, Registry, quotable};

/// A plan, and the registry it stands in.
pub struct Loaded {
    registry: Cow<'static, Registry>,
    id: String,
}

/// Why there is no plan.
pub enum Problem {
    /// There is nothing to read.
    Usage(String),
    /// What was read has mistakes, at the paths that were given.
    Text { errors: Vec<PlanTextError>, omitted: usize },
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Usage(message) => write!(formatter, "error: {message}"),
            Problem::Text { errors, omitted } => {
                let mut lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
                if *omitted > 0 {
                    lines.push(format!("and {omitted} more"));
                }
                formatter.write_str(&lines.join("\n"))
            }
        }
    }
}

impl Problem {
    /// `path` tells where the file of a name was found.
    fn in_text(errors: &PlanTextErrors, path: impl Fn(&str) -> String) -> Problem {
        let mut located = errors.errors().to_vec();
        for error in &mut located {
            error.file = path(&error.file);
        }
        Problem::Text { errors: located, omitted: errors.omitted() }
    }
}

impl Loaded {
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn identity(&self) -> Option<PlanIdentity<'_>> {
        self.registry().identity(&self.id)
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
        Registry::from_toml_text(&shown(given), &text).map_err(|errors| Problem::in_text(&errors, str::to_owned))?
    } else {
        let folder = folder(given)?;
        let files = read(folder)?;
        let borrowed: Vec<PlanFile<'_>> = files.iter().map(|(name, text)| PlanFile { name, text }).collect();
        // The reader knows a file by the id of its plan, a person by the path that was given.
        let path = |name: &str| shown(&folder.join(name.rsplit('/').next().unwrap_or(name)));
        Registry::from_toml(&borrowed).map_err(|errors| Problem::in_text(&errors, path))?
    };
    let id = registry.plans().next().map(|plan| plan.id().to_owned()).unwrap_or_default();
    Ok(Loaded { registry: Cow::Owned(registry), id })
}

/// The folder of a plan that is given by itself or by its `plan.toml`.
fn folder(given: &Path) -> Result<&Path, Problem> {
    let metadata = given.metadata().map_err(|error| unreadable(given, &error))?;
    let folder = if metadata.is_dir() { given } else { given.parent().unwrap_or(given) };
    // A bare file name has an empty parent.
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if !folder.join("plan.toml").is_file() {
        return Err(Problem::Usage(format!("{}: found no `plan.toml`, expected a plan's folder", shown(given))));
    }
    Ok(folder)
}

/// The files of a plan, named as `Registry::from_toml` wants them.
fn read(folder: &Path) -> Result<Vec<(String, String)>, Problem> {
    // `.` has a name of its own.
    let resolved = folder.canonicalize().map_err(|error| unreadable(folder, &error))?;
    let id = resolved.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
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
