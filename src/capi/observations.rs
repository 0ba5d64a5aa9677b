//! Observations: what was reported, collected to be assessed.

use super::error::{Failure, zhibiao_error};
use super::guard::{call, change, free, get, output, read};
use super::indicator::zhibiao_indicator;
use super::judge::scaled;
use super::registry::{Plans, zhibiao_registry};
use super::status::{ZHIBIAO_ERROR_FULL, ZHIBIAO_ERROR_INDICATOR, zhibiao_status};
use super::text::{optional, required};
use crate::data_set::{DataSetBuilder, Place};
use crate::indicator::Indicator;
use crate::observation::{Observation, ObservationError, ObservationText};
use rust_decimal::Decimal;
use self_cell::self_cell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ffi::c_char;
use std::sync::Arc;

/// Observations of a registry's indicators, being collected.
///
/// Owned by the caller: free it with zhibiao_observations_free. It keeps what it needs of its registry
/// alive by itself. One thread at a time.
pub struct zhibiao_observations {
    collecting: Collecting,
    /// What was said of each key, to tell at once when something contradicts it.
    said: HashMap<Key, Said>,
    names: HashMap<Box<str>, u32>,
    edition: u32,
    added: usize,
}

self_cell! {
    struct Collecting {
        owner: Arc<Plans>,
        #[covariant]
        dependent: DataSetBuilder,
    }
}

/// Indicator, region, group and year.
type Key = (usize, u32, u32, u16);

/// What one revision said of a key so far.
#[derive(Clone, Copy)]
struct Said {
    edition: u32,
    value: Decimal,
    numerator: Option<Decimal>,
    denominator: Option<Decimal>,
    /// A value that was said besides.
    rival: Option<Decimal>,
    /// Other cases were.
    cases_differ: bool,
}

impl Said {
    /// Takes in what is said next, and tells why not all of it can be right. Once there is a contradiction it stays one, whatever
    /// else is said, until a revision.
    fn and(&mut self, next: Said) -> Option<ObservationError> {
        if next.edition != self.edition {
            *self = next;
            return None;
        }
        let differ =
            |one: Option<Decimal>, other: Option<Decimal>| one.zip(other).is_some_and(|(one, other)| one != other);
        self.cases_differ |= differ(next.numerator, self.numerator) || differ(next.denominator, self.denominator);
        self.numerator = self.numerator.or(next.numerator);
        self.denominator = self.denominator.or(next.denominator);
        let other = if next.value == self.value {
            self.rival
        } else {
            self.rival = Some(next.value);
            Some(self.value)
        };
        let elsewhere = Place::default();
        match other {
            Some(other) => Some(ObservationError::Conflict { found: next.value, other, elsewhere }),
            None if self.cases_differ => Some(ObservationError::CasesConflict { elsewhere }),
            None => None,
        }
    }
}

impl zhibiao_observations {
    pub(super) fn plans(&self) -> &Arc<Plans> {
        self.collecting.borrow_owner()
    }

    /// A builder that holds the same, for a registry that is the same.
    pub(super) fn builder<'r>(&self, registry: &'r crate::Registry) -> DataSetBuilder<'r> {
        self.collecting.borrow_dependent().for_registry(registry)
    }

    fn number(&mut self, name: &str) -> Result<u32, Failure> {
        if let Some(number) = self.names.get(name) {
            return Ok(*number);
        }
        let number = u32::try_from(self.names.len()).map_err(|_| Failure::plain(ZHIBIAO_ERROR_FULL))?;
        self.names.insert(name.into(), number);
        Ok(number)
    }

    fn add(&mut self, observation: &Observation) -> Result<(), Failure> {
        let plans = Arc::clone(self.plans());
        let checked = observation.check(plans.registry())?;
        let key =
            (checked.indicator.position(), self.number(checked.region)?, self.number(checked.group)?, observation.year);
        let said = Said {
            edition: self.edition,
            value: checked.value,
            numerator: observation.numerator,
            denominator: observation.denominator,
            rival: None,
            cases_differ: false,
        };
        self.collecting.with_dependent_mut(|_, builder| builder.add(observation, None))?;
        self.added = self.added.saturating_add(1);
        let contradiction = match self.said.entry(key) {
            Entry::Occupied(mut before) => before.get_mut().and(said),
            Entry::Vacant(place) => {
                place.insert(said);
                None
            }
        };
        contradiction.map_or(Ok(()), |contradiction| Err(contradiction.into()))
    }
}

/// Starts to collect observations of a registry's indicators.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_observations_new(
    registry: *const zhibiao_registry,
    observations: *mut *mut zhibiao_observations,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (registry, out) = unsafe { (read(registry)?, output(observations)?) };
        let collecting = Collecting::new(Arc::clone(&registry.plans), |plans| DataSetBuilder::new(plans.registry()));
        out.write(Box::into_raw(Box::new(zhibiao_observations {
            collecting,
            said: HashMap::new(),
            names: HashMap::new(),
            edition: 0,
            added: 0,
        })));
        Ok(())
    })
}

/// Adds a reported figure.
///
/// "indicator" is an id or an exact name; "region" a code of GB/T 2260 ("371500") or a known name
/// ("聊城市"); "group" NULL or "total" for everybody, or "urban", "男", "小学" …; "value" decimal text
/// with the digits it was reported with, in the indicator's unit; "numerator" and "denominator" the
/// number of cases and what they are counted against, NULL where they are not known.
///
/// ZHIBIAO_ERROR_DUPLICATE tells that another value, or other cases, were added before for the same
/// indicator, region, group and year. Neither is used from then on, as nobody can tell which is right,
/// until a revision settles it; the report lists both as refused. After any other failure nothing was
/// added.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_observations_add(
    observations: *mut zhibiao_observations,
    indicator: *const c_char,
    region: *const c_char,
    group: *const c_char,
    year: i32,
    value: *const c_char,
    numerator: *const c_char,
    denominator: *const c_char,
    error: *mut *mut zhibiao_error,
) -> zhibiao_status {
    call(error, || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (observations, text) = unsafe {
            (
                change(observations)?,
                ObservationText {
                    indicator: required(indicator)?,
                    region: required(region)?,
                    group: optional(group)?.unwrap_or_default(),
                    value: required(value)?,
                    numerator: optional(numerator)?.unwrap_or_default(),
                    denominator: optional(denominator)?.unwrap_or_default(),
                    ..ObservationText::default()
                },
            )
        };
        let year = year.to_string();
        let text = ObservationText { year: &year, ..text };
        let observation = text.read(observations.plans().registry())?;
        observations.add(&observation)
    })
}

/// The same for callers with integers and an indicator at hand: the value is mantissa ÷ 10^scale, with
/// a scale from 0 to 28: 8.20 is 820 and 2. The indicator is one of the observations' own registry. One of
/// another registry is refused (ZHIBIAO_ERROR_INDICATOR), unless the own one has the same indicator, with
/// the same unit and rule.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_observations_add_scaled(
    observations: *mut zhibiao_observations,
    indicator: *const zhibiao_indicator<'_>,
    region: *const c_char,
    group: *const c_char,
    year: i32,
    mantissa: i64,
    scale: u32,
    error: *mut *mut zhibiao_error,
) -> zhibiao_status {
    call(error, || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (observations, indicator, region, group) =
            unsafe { (change(observations)?, read(indicator)?, required(region)?, optional(group)?) };
        let year = super::judge::year(year)?;
        let value = scaled(mantissa, scale)?;
        // Of two editions of a plan, the figure of one must not be judged by the other.
        let own = observations.plans().registry().find(indicator.indicator.id());
        if !own.is_some_and(|own| promises_alike(own, indicator.indicator)) {
            return Err(Failure::told(
                ZHIBIAO_ERROR_INDICATOR,
                "indicator",
                another_registry(indicator.indicator.id()),
            ));
        }
        observations.add(&Observation {
            group: group.map(str::to_owned),
            ..Observation::new(indicator.indicator.id(), region, year, value)
        })
    })
}

fn promises_alike(one: Indicator<'_>, other: Indicator<'_>) -> bool {
    one.unit() == other.unit() && one.rule() == other.rule()
}

fn another_registry(id: &str) -> String {
    format!("found `{id}` of another registry, expected an indicator of the registry that the observations are for")
}

/// Adds what somebody in charge says of an objective without a figure: done (any number but 0) or not
/// (0), by whom, with what evidence, and on what day ("2024-12-31"). All texts but the group have to be
/// given.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_observations_add_attestation(
    observations: *mut zhibiao_observations,
    indicator: *const c_char,
    region: *const c_char,
    group: *const c_char,
    year: i32,
    done: i32,
    by: *const c_char,
    evidence: *const c_char,
    date: *const c_char,
    error: *mut *mut zhibiao_error,
) -> zhibiao_status {
    call(error, || {
        // SAFETY: the caller hands in NULL or what the parameters stand for.
        let (observations, text) = unsafe {
            (
                change(observations)?,
                ObservationText {
                    indicator: required(indicator)?,
                    region: required(region)?,
                    group: optional(group)?.unwrap_or_default(),
                    value: if done == 0 { "not_done" } else { "done" },
                    by: required(by)?,
                    evidence: required(evidence)?,
                    date: required(date)?,
                    ..ObservationText::default()
                },
            )
        };
        let year = year.to_string();
        let text = ObservationText { year: &year, ..text };
        let registry = observations.plans().registry();
        let resolved = registry.resolve(text.indicator, None)?;
        if *resolved.rule() != crate::Rule::Attested {
            return Err(ObservationError::NotAFigure { unit: resolved.unit() }.into());
        }
        let observation = text.read(registry)?;
        observations.add(&observation)
    })
}

/// Starts a revision: what is added from now on replaces what was added before, key by key. The values
/// that were replaced are kept as history, and a contradiction among them is settled.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_observations_start_revision(
    observations: *mut zhibiao_observations,
) -> zhibiao_status {
    call(std::ptr::null_mut(), || {
        // SAFETY: the caller hands in NULL or observations that were not freed.
        let observations = unsafe { change(observations) }?;
        observations.edition = observations.edition.checked_add(1).ok_or_else(|| Failure::plain(ZHIBIAO_ERROR_FULL))?;
        observations.collecting.with_dependent_mut(|_, builder| builder.start_revision());
        Ok(())
    })
}

/// How many were added, repeated and contradictory ones included; 0 for NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_observations_len(observations: *const zhibiao_observations) -> usize {
    // SAFETY: the caller hands in NULL or observations that were not freed.
    get(0, || Some(unsafe { read(observations) }.ok()?.added))
}

/// Frees observations; NULL is left alone. Reports made from them live on.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn zhibiao_observations_free(observations: *mut zhibiao_observations) {
    // SAFETY: the caller hands in NULL or observations that were not freed.
    unsafe { free(observations) }
}
