//! Prints what the built-in plans promise, for a person, in both languages.
//!
//! `cargo run --example registry -- --help` tells how to use it.

use clap::{Parser, Subcommand};
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;
use zhibiao::rule::{Between, Direction};
use zhibiao::{Department, Indicator, Language, Nature, Plan, Provision, ProvisionKind, Registry, Rule};

/// Look things up in Liaocheng's plans for women and children, 2021–2025.
///
/// 查阅聊城市“十四五”妇女、儿童发展规划的目标、指标和责任单位。
#[derive(Debug, Parser)]
#[command(name = "registry", version, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Every indicator, a line each, by clause (also what happens without a command)
    List,
    /// One indicator by its id or exact name: `women.health.maternal_mortality_ratio`, 孕产妇死亡率
    Show { id: String },
    /// One clause with its departments and indicators: W1.2, C1.M4, W五.3
    Clause { code: String },
    /// What a department answers for, by its name in Chinese or English: 市卫生健康委
    Department { name: String },
    /// The plans, with document, years, edition and digest of the data
    Plans,
    /// What both plans promise something about, and where they differ
    Links,
    /// Clauses, indicators and departments that contain a text, in either language
    Search { text: String },
}

fn main() -> ExitCode {
    let registry = Registry::builtin();
    let printed = match Arguments::parse().command.unwrap_or(Command::List) {
        Command::List => Ok(list(registry)),
        Command::Show { id } => show_all(registry, &id),
        Command::Clause { code } => registry
            .provision(&code)
            .map(|found| clause(registry, found))
            .ok_or_else(|| format!("found `{code}`, expected a clause such as W1.2, C1.M4 or W五.3")),
        Command::Department { name } => registry
            .department(&name)
            .map(|found| department(registry, found))
            .ok_or_else(|| not_a_department(registry, &name)),
        Command::Plans => Ok(plans(registry)),
        Command::Links => Ok(links(registry)),
        Command::Search { text } => search(registry, &text),
    };
    match printed {
        Ok(text) => {
            // Whoever reads the output may stop reading, as `head` does.
            let _ = std::io::stdout().lock().write_all(text.as_bytes());
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn list(registry: &Registry) -> String {
    let mut text = String::new();
    for provision in registry.provisions() {
        let indicators: Vec<Indicator<'_>> = provision.indicators().collect();
        if indicators.is_empty() && provision.kind() != ProvisionKind::Objective {
            continue;
        }
        text += &heading(provision);
        for indicator in indicators {
            text += &line(indicator);
        }
    }
    text
}

fn plans(registry: &Registry) -> String {
    let told: Vec<String> = registry.plans().map(|plan| identity(registry, plan)).collect();
    told.join("\n")
}

/// Which plan it is, in which edition of its data, in both languages.
fn identity(registry: &Registry, plan: &Plan) -> String {
    let Some(identity) = registry.identity(plan.id()) else { return String::new() };
    let told = [Language::Chinese, Language::English].map(|language| identity.sentences(language));
    told.concat().iter().fold(String::new(), |text, sentence| text + sentence + "\n")
}

fn heading(provision: Provision<'_>) -> String {
    format!("{}  {}  {}\n", provision.clause_code(), provision.title().zh(), provision.title().en())
}

fn line(indicator: Indicator<'_>) -> String {
    let (name, id) = (indicator.name(), indicator.id());
    format!("    {}  {}  {}\n        {id}\n", name.zh(), promise(indicator), name.en())
}

/// What is promised, in a few signs: `≤ 8.2/10万`, `↓ 2020`.
fn promise(indicator: Indicator<'_>) -> String {
    let suffix = indicator.unit().suffix(Language::Chinese);
    match indicator.rule() {
        Rule::RelativeDecrease(rule) => format!("↓ {}% ({})", rule.percent, rule.baseline_year),
        Rule::AverageAnnualChange(rule) => {
            let sign = if rule.direction == Direction::Down { "↓" } else { "↑" };
            format!("{sign} {}/年 a year ({})", rule.points, rule.baseline_year)
        }
        Rule::Trend(rule) => {
            let change = if rule.direction == Direction::Down { "↓ 下降 fall" } else { "↑ 提高 rise" };
            let every = if rule.every_year { "，逐年 every year" } else { "" };
            format!("{change} ({}){every}", rule.baseline_year)
        }
        Rule::SlowerRise(rule) => format!("升速减缓 slower rise ({}–{})", rule.earlier_year(), rule.baseline_year),
        Rule::Reference(rule) => match rule.tolerance {
            None => format!("≥ {}", rule.indicator),
            Some(tolerance) => format!("{} ± {tolerance}", rule.indicator),
        },
        Rule::Gap(rule) => {
            let between = match &rule.between {
                Between::Groups(one, other) => format!("{one}–{other}"),
                Between::Regions(level) => level.to_string(),
            };
            format!("差距缩小 narrower gap: {between} ({})", rule.baseline_year)
        }
        Rule::Attested => "完成 done".to_owned(),
        Rule::Reported => "仅供对照 reported only".to_owned(),
        rule => format!("{}{suffix}", rule.condition(None)),
    }
}

/// Everything that has an id or name: both, where two plans share it.
fn show_all(registry: &Registry, id: &str) -> Result<String, String> {
    let named: Vec<Indicator<'_>> = registry.named(id).collect();
    if named.len() > 1 {
        let shown: Vec<String> = named.into_iter().map(|indicator| show(registry, indicator)).collect();
        return Ok(shown.join("\n"));
    }
    registry.resolve(id, None).map(|indicator| show(registry, indicator)).map_err(|error| error.to_string())
}

fn show(registry: &Registry, indicator: Indicator<'_>) -> String {
    let mut text = format!("{}\n{}\n\n", indicator.name().zh(), indicator.name().en());
    let mut row = |zh: &str, en: &str, value: &str| {
        let _ = writeln!(text, "{zh} {en}: {value}");
    };
    let levels: Vec<&str> = indicator.applies_at().iter().map(|level| level.as_str()).collect();
    row("代码", "id", indicator.id());
    row("条款", "clause", heading(indicator.provision()).trim_end());
    row("原文", "wording", &format!("“{}”", indicator.wording()));
    row("目标", "promise", &promise(indicator));
    row("类别", "nature", indicator.rule().nature().as_str());
    row("单位", "unit", indicator.unit().as_str());
    row("适用", "applies at", &levels.join(", "));
    if let Some(population) = indicator.population() {
        row("对象", "population", &format!("{} / {}", population.zh(), population.en()));
    }
    if let Some(note) = indicator.note() {
        row("说明", "note", &format!("{} / {}", note.zh(), note.en()));
    }
    for link in registry.links().filter(|link| link.first == indicator || link.second == indicator) {
        let other = if link.first == indicator { link.second } else { link.first };
        let difference = if link.differs() { "不同 differs" } else { "相同 same" };
        row("同一对象", "same quantity", &format!("{} {} ({difference})", other.clause_code(), other.id()));
    }
    text + &answerable(indicator.provision()) + "\n" + &identity(registry, indicator.plan())
}

fn links(registry: &Registry) -> String {
    let mut text = String::new();
    for link in registry.links() {
        let difference = match (link.differs(), link.is_worded_differently()) {
            (true, _) => "不同 different",
            (false, true) => "措辞不同，要求相同 other words, the same promise",
            (false, false) => "相同 the same",
        };
        let _ = writeln!(text, "{}  {}: {difference}", link.first.name().zh(), link.first.name().en());
        for one in [link.first, link.second] {
            let levels: Vec<&str> = one.applies_at().iter().map(|level| level.as_str()).collect();
            let _ = writeln!(
                text,
                "    {}  “{}”  {}  ({})",
                one.clause_code(),
                one.wording(),
                promise(one),
                levels.join(", ")
            );
        }
    }
    text
}

fn clause(registry: &Registry, provision: Provision<'_>) -> String {
    let mut text = heading(provision);
    let _ = writeln!(text, "{} / {}\n", provision.section().title().zh(), provision.section().title().en());
    text += &answerable(provision);
    let natures = [
        (Nature::Figure, "数值指标 figures"),
        (Nature::Direction, "方向性指标 directions"),
        (Nature::Attestation, "完成情况 attestations"),
        (Nature::Reported, "仅供对照 reported only"),
    ];
    for (nature, name) in natures {
        let mut of_it = provision.indicators().filter(|indicator| indicator.rule().nature() == nature).peekable();
        if of_it.peek().is_some() {
            let _ = writeln!(text, "\n{name}");
            for indicator in of_it {
                text += &line(indicator);
            }
        }
    }
    text + "\n" + &identity(registry, provision.plan())
}

fn answerable(provision: Provision<'_>) -> String {
    let mut text = String::new();
    let mut row = |zh: &str, en: &str, departments: Vec<&Department>| {
        if !departments.is_empty() {
            let _ = writeln!(text, "{zh} {en}:");
        }
        for department in departments {
            let _ = writeln!(text, "    {}  {}", department.name().zh(), department.name().en());
        }
    };
    row("牵头单位", "lead", provision.lead().collect());
    row("责任单位", "responsible", provision.responsible().collect());
    text
}

fn department(registry: &Registry, department: &Department) -> String {
    let mut text = format!("{}  {}\n", department.name().zh(), department.name().en());
    for spelling in department.also() {
        let _ = writeln!(text, "也作 also written: {spelling}");
    }
    let leads = |provision: &Provision<'_>| provision.lead().any(|lead| lead == department);
    let shares = |provision: &Provision<'_>| provision.responsible().any(|one| one == department);
    let led: Vec<Provision<'_>> = registry.provisions().filter(leads).collect();
    let answered: Vec<Provision<'_>> = registry.provisions().filter(shares).collect();
    for (zh, en, provisions) in [("牵头", "leads", led), ("责任", "responsible for", answered)] {
        let _ = writeln!(text, "\n{zh} {en} ({})", provisions.len());
        for provision in provisions {
            let _ = write!(text, "    {}", heading(provision));
        }
    }
    text
}

fn not_a_department(registry: &Registry, name: &str) -> String {
    let near = registry
        .departments()
        .map(|department| department.name().zh())
        .filter(|known| known.contains(name) || strsim::levenshtein(known, name) <= 2);
    let near: Vec<&str> = near.collect();
    let hint = if near.is_empty() { String::new() } else { format!(" (nearest: {})", near.join(", ")) };
    format!("found `{name}`, expected the name of a department{hint}")
}

fn search(registry: &Registry, wanted: &str) -> Result<String, String> {
    let lower = wanted.to_lowercase();
    let holds = |texts: &[&str]| texts.iter().any(|text| text.to_lowercase().contains(&lower));
    let mut text = String::new();
    for provision in registry.provisions() {
        let title = holds(&[provision.title().zh(), provision.title().en()]);
        let found: Vec<Indicator<'_>> = provision
            .indicators()
            .filter(|each| holds(&[each.name().zh(), each.name().en(), each.id(), each.wording()]))
            .collect();
        if title || !found.is_empty() {
            text += &heading(provision);
            for indicator in found {
                text += &line(indicator);
            }
        }
    }
    for department in registry.departments() {
        if holds(&[department.name().zh(), department.name().en()]) {
            let _ = writeln!(text, "{}  {}", department.name().zh(), department.name().en());
        }
    }
    if text.is_empty() { Err(format!("found nothing that contains `{wanted}`")) } else { Ok(text) }
}
