//! Digests: which data a verdict was given by.
//!
//! A report names the digest of each plan's data, so that somebody who repeats a verdict years later knows whether it is held against the
//! same promises. It is the SHA-256 of what the plan says, written in a fixed order; comments and the layout of plan text do not matter,
//! and neither does what a registry knows beside its plans.

use crate::language::Bilingual;
use crate::plan::Plan;
use crate::registry::Registry;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::OnceLock;

/// The digest of each plan of a registry, worked out when one is first asked for: every report names them. They follow from everything
/// else in the registry, so that they make no difference between two.
pub(crate) struct Digests(OnceLock<Box<[String]>>);

impl Digests {
    /// Before anybody asked.
    pub(crate) const fn new() -> Self {
        Digests(OnceLock::new())
    }
}

impl Clone for Digests {
    fn clone(&self) -> Self {
        Digests::new()
    }
}

impl PartialEq for Digests {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Digests {}

/// What goes into a digest: keys and values, a line each. Lengths are written before texts, so that no text can pass for two.
struct Feed(Sha256);

impl Feed {
    fn text(&mut self, key: &str, text: &str) {
        self.0.update(format!("{key} {} ", text.len()));
        self.0.update(text);
        self.0.update("\n");
    }

    fn both(&mut self, key: &str, both: &Bilingual) {
        self.text(key, both.zh());
        self.text(key, both.en());
    }

    fn finish(self) -> String {
        let mut hex = String::with_capacity(64);
        for byte in self.0.finalize() {
            // Writing to a string does not fail.
            let _ = write!(hex, "{byte:02x}");
        }
        hex
    }
}

impl Registry {
    /// The digest of a plan's data: 64 hexadecimal digits. None if there is no such plan.
    ///
    /// It covers what the plan itself says: its title, document, period and edition; every clause with its title and departments; and every
    /// indicator with its names, unit, levels, rule, wording and notes. Two digests are the same only for the same promises.
    ///
    /// It leaves out what a registry knows beside its plans:
    ///
    /// - [relations](Registry::relations), since they change no verdict: they flag figures that cannot all be right, and promises that
    ///   cannot all be kept;
    /// - [regions](Registry::regions), which are no plan's own. An answer for all counties lists the ones it expects; a gap across regions is
    ///   one of those that the registry knows, so that repeating it takes the same regions;
    /// - [departments](Registry::departments)' English names and other spellings;
    /// - [overrides](Registry::with_overrides), which every result and report names beside it.
    ///
    /// ```
    /// let registry = zhibiao::Registry::builtin();
    /// assert_eq!(registry.digest("women").unwrap().len(), 64);
    /// assert_ne!(registry.digest("women"), registry.digest("children"));
    /// ```
    #[must_use]
    pub fn digest(&self, plan: &str) -> Option<&str> {
        let place = self.plans().position(|each| each.id() == plan)?;
        let digests = self.digests.0.get_or_init(|| self.plans().map(|plan| self.work_out_digest(plan)).collect());
        digests.get(place).map(String::as_str)
    }

    fn work_out_digest(&self, plan: &Plan) -> String {
        let mut feed = Feed(Sha256::new());
        feed_header(&mut feed, plan);
        let provisions = self.provisions().filter(|provision| std::ptr::eq(provision.plan(), plan));
        for provision in provisions {
            feed.text("clause", &provision.clause().to_string());
            feed.text("section", provision.section().slug());
            feed.both("section_title", provision.section().title());
            feed.both("title", provision.title());
            for department in provision.lead() {
                feed.text("lead", department.name().zh());
            }
            for department in provision.responsible() {
                feed.text("responsible", department.name().zh());
            }
            for indicator in provision.indicators() {
                feed.text("indicator", indicator.id());
                feed.both("name", indicator.name());
                feed.text("unit", indicator.unit().as_str());
                for level in indicator.applies_at() {
                    feed.text("applies_at", level.as_str());
                }
                for (key, value) in indicator.original_rule().data() {
                    feed.text(key, &value);
                }
                feed.text("wording", indicator.wording());
                for (key, both) in [("population", indicator.population()), ("note", indicator.note())] {
                    if let Some(both) = both {
                        feed.both(key, both);
                    }
                }
            }
        }
        feed.finish()
    }
}

fn feed_header(feed: &mut Feed, plan: &Plan) {
    feed.text("plan", plan.id());
    feed.text("letter", plan.letter());
    feed.both("title", plan.title());
    feed.text("edition", plan.edition());
    feed.text("region", plan.region());
    feed.text("number", plan.document().number());
    feed.both("issuer", plan.document().issuer());
    feed.text("issued", &plan.document().issued().to_string());
    let years = [plan.first_year(), plan.last_year(), plan.baseline_year(), plan.midterm_year()];
    for (key, year) in ["first_year", "last_year", "baseline_year", "midterm_year"].into_iter().zip(years) {
        feed.text(key, &year.to_string());
    }
}
