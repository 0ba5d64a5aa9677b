//! The C interface as a program in C might use it: any functions in any order, with handles that live, with NULL, with texts that are no
//! UTF-8. A call that fails writes nothing, and nothing it gives is NULL or without an end.
//!
//! What the header forbids is not done: a handle that was freed is not used again, and what is borrowed goes with its owner.

// Nearly every function of the interface is called.
#![allow(clippy::wildcard_imports)]

use arbitrary::{Result, Unstructured};
use std::ffi::{CStr, CString, c_char};
use std::ptr::{null, null_mut};
use zhibiao::capi::*;

/// How many handles of a kind a program holds at once.
const HANDLES: usize = 3;
/// What a place holds that was not written to.
const UNTOUCHED: usize = 0x5a5a_5a58;

/// The same of a handle or a text: an address that is nobody's.
const fn untouched<T>() -> *mut T {
    std::ptr::without_provenance_mut(UNTOUCHED)
}

fn is_untouched<T>(handle: *const T) -> bool {
    handle.addr() == UNTOUCHED
}

/// Where a call is to write to: nowhere, now and then.
fn place<T>(bytes: &mut Unstructured<'_>, here: *mut T) -> Result<*mut T> {
    Ok(if bytes.ratio(1, 8)? { null_mut() } else { here })
}

const PLAN: &str = include_str!("../plans/calls.toml");

const WORDS: [&str; 40] = [
    "",
    "women.health.maternal_mortality_ratio",
    "孕产妇死亡率",
    "children.health.infant_mortality_rate",
    "婴儿死亡率",
    "妇女规划：九年义务教育巩固率",
    "women.decision_making.example",
    "calls.health.bound",
    "calls.health.fall",
    "calls.health.trend",
    "calls.health.gap",
    "calls.health.done",
    "calls.health.quantity",
    "calls",
    "women",
    "371500",
    "371502",
    "聊城市",
    "3715",
    "CN",
    "total",
    "urban",
    "rural",
    "农村",
    "0",
    "4.5",
    "8.20",
    "-1",
    "1e3",
    "99.9999999999999999999999999",
    "100",
    "3",
    "50000",
    "2024-12-31",
    "2024-02-30",
    "plan,domain,lead,responsible,region",
    "lead",
    "95",
    "99.8",
    "甲",
];

/// A handle and the number it was made with, by which what is borrowed from it is known.
struct Slot<T> {
    handle: *mut T,
    number: usize,
}

/// Handles of one kind, freed at the end.
struct Handles<T> {
    slots: [Slot<T>; HANDLES],
    free: unsafe extern "C" fn(*mut T),
}

impl<T> Handles<T> {
    fn new(free: unsafe extern "C" fn(*mut T)) -> Self {
        Handles { slots: std::array::from_fn(|_| Slot { handle: null_mut(), number: 0 }), free }
    }

    fn any(&self, bytes: &mut Unstructured<'_>) -> Result<&Slot<T>> {
        bytes.choose(&self.slots)
    }

    /// Puts a handle into a place and frees what was there; tells the number of what is gone.
    fn put(&mut self, bytes: &mut Unstructured<'_>, handle: *mut T, number: usize) -> usize {
        let place = bytes.choose_index(HANDLES).unwrap_or_default();
        let old = std::mem::replace(&mut self.slots[place], Slot { handle, number });
        // SAFETY: the handle is NULL or one of this kind, and is forgotten here.
        unsafe { (self.free)(old.handle) };
        old.number
    }
}

impl<T> Drop for Handles<T> {
    fn drop(&mut self) {
        for slot in &self.slots {
            // SAFETY: as above.
            unsafe { (self.free)(slot.handle) }
        }
    }
}

/// A text for a parameter: known or any bytes, or NULL.
struct Text(Option<CString>);

impl Text {
    fn any(bytes: &mut Unstructured<'_>) -> Result<Self> {
        Ok(Text(match bytes.int_in_range(0..=19_u8)? {
            0 => None,
            1 => {
                let raw: Vec<u8> = bytes.arbitrary()?;
                Some(CString::new(raw.into_iter().filter(|byte| *byte != 0).collect::<Vec<u8>>()).expect("no NUL"))
            }
            2..=5 => {
                let mantissa: i32 = bytes.arbitrary()?;
                Some(CString::new(format!("{}.{}", mantissa >> 16, mantissa & 0xff)).expect("no NUL"))
            }
            _ => Some(CString::new(*bytes.choose(&WORDS)?).expect("no NUL")),
        }))
    }

    fn pointer(&self) -> *const c_char {
        self.0.as_ref().map_or(null(), |text| text.as_ptr())
    }
}

/// Looks at a text to its end, if there is one.
///
/// # Safety
///
/// The owner of the text lives.
unsafe fn look(text: *const c_char) -> usize {
    // SAFETY: as the caller promises; texts of the library have an end.
    if text.is_null() { 0 } else { unsafe { CStr::from_ptr(text) }.to_str().expect("UTF-8").len() }
}

/// A place for an error, NULL now and then; what was put there is looked at and freed.
struct Caught {
    error: *mut zhibiao_error,
    wanted: bool,
}

impl Caught {
    fn new(bytes: &mut Unstructured<'_>) -> Result<Self> {
        Ok(Caught { error: null_mut(), wanted: bytes.ratio(5, 6)? })
    }

    fn place(&mut self) -> *mut *mut zhibiao_error {
        if self.wanted { &raw mut self.error } else { null_mut() }
    }

    fn after(self, status: zhibiao_status) {
        known(status);
        assert!(!self.error.is_null() || status == ZHIBIAO_OK || !self.wanted, "status {status} without an error");
        assert!(self.error.is_null() || status != ZHIBIAO_OK);
        // SAFETY: the error is NULL or lives until it is freed at the end.
        unsafe {
            if !self.error.is_null() {
                assert_eq!(zhibiao_error_status(self.error), status);
                let count = zhibiao_error_len(self.error);
                for index in 0..=count.min(1_001) {
                    assert_eq!(look(zhibiao_error_message(self.error, index, ZHIBIAO_ENGLISH)) > 0, index < count);
                    look(zhibiao_error_subject(self.error, index));
                    let (line, column) =
                        (zhibiao_error_line(self.error, index), zhibiao_error_column(self.error, index));
                    assert_eq!(line == 0, column == 0);
                }
            }
            zhibiao_error_free(self.error);
        }
    }
}

fn known(status: zhibiao_status) {
    assert_ne!(status, ZHIBIAO_ERROR_INTERNAL);
    // SAFETY: the names of statuses are never freed.
    assert!(unsafe { look(zhibiao_status_name(status)) } > 0, "status {status} has no name");
}

/// Everything a program holds, and what it borrowed, each with the numbers of its owners.
struct Program {
    registries: Handles<zhibiao_registry>,
    observations: Handles<zhibiao_observations>,
    options: Handles<zhibiao_options>,
    reports: Handles<zhibiao_report>,
    indicators: Vec<(*const zhibiao_indicator<'static>, usize)>,
    evaluations: Vec<(*const zhibiao_evaluation<'static>, usize)>,
    made: usize,
}

impl Program {
    fn new() -> Self {
        Program {
            registries: Handles::new(zhibiao_registry_free),
            observations: Handles::new(zhibiao_observations_free),
            options: Handles::new(zhibiao_options_free),
            reports: Handles::new(zhibiao_report_free),
            indicators: vec![(null(), usize::MAX)],
            evaluations: vec![(null(), usize::MAX)],
            made: 0,
        }
    }

    fn number(&mut self) -> usize {
        self.made += 1;
        self.made
    }

    fn forget(&mut self, owner: usize) {
        self.indicators.retain(|(_, of)| *of != owner);
        self.evaluations.retain(|(_, of)| *of != owner);
    }

    fn open(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        let mut registry = untouched();
        let status = if bytes.ratio(1, 2)? {
            // SAFETY: the place is there.
            unsafe { zhibiao_registry_builtin(&raw mut registry) }
        } else {
            let base = self.registries.any(bytes)?.handle;
            let mut text = PLAN.as_bytes().to_vec();
            for _ in 0..bytes.int_in_range(0..=2)? {
                let place = bytes.choose_index(text.len())?;
                text[place] = bytes.arbitrary()?;
            }
            let names = [c"calls.toml".as_ptr(), c"other.toml".as_ptr()];
            let texts = [text.as_ptr().cast::<c_char>(), c"x = 1".as_ptr()];
            let lengths = [text.len(), 5];
            let count = *bytes.choose(&[0, 1, 1, 1, 1, 1, 2])?;
            let mut caught = Caught::new(bytes)?;
            // SAFETY: the texts are as long as they are said to be, and the base lives or is NULL.
            let status = unsafe {
                zhibiao_registry_from_toml(
                    base,
                    names.as_ptr(),
                    texts.as_ptr(),
                    lengths.as_ptr(),
                    count,
                    &raw mut registry,
                    caught.place(),
                )
            };
            caught.after(status);
            status
        };
        assert_eq!(status == ZHIBIAO_OK, !is_untouched(registry));
        let registry = if status == ZHIBIAO_OK { registry } else { null_mut() };
        let number = self.number();
        let gone = self.registries.put(bytes, registry, number);
        self.forget(gone);
        Ok(())
    }

    fn look_up(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        let slot = self.registries.any(bytes)?;
        let mut indicator = untouched::<zhibiao_indicator<'static>>().cast_const();
        // SAFETY: the registry lives or is NULL.
        let status = unsafe {
            if bytes.ratio(1, 2)? {
                let index = bytes.int_in_range(0..=400)?;
                let status = zhibiao_registry_at(slot.handle, index, &raw mut indicator);
                assert_eq!(status == ZHIBIAO_OK, index < zhibiao_registry_len(slot.handle));
                status
            } else {
                let text = Text::any(bytes)?;
                let mut caught = Caught::new(bytes)?;
                let status = zhibiao_registry_find(slot.handle, text.pointer(), &raw mut indicator, caught.place());
                caught.after(status);
                status
            }
        };
        assert_eq!(status == ZHIBIAO_OK, !is_untouched(indicator));
        if status == ZHIBIAO_OK {
            self.indicators.push((indicator, slot.number));
        }
        Ok(())
    }

    fn describe(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        let registry = self.registries.any(bytes)?.handle;
        let (indicator, _) = *bytes.choose(&self.indicators)?;
        let (index, language) = (bytes.int_in_range(0..=6)?, bytes.int_in_range(-1..=2)?);
        // SAFETY: both live or are NULL, and texts are looked at meanwhile.
        unsafe {
            assert!(zhibiao_abi_version() > 0 && look(zhibiao_version_text()) > 0);
            zhibiao_version_number();
            assert_eq!(
                look(zhibiao_registry_plan_id(registry, index)) > 0,
                index < zhibiao_registry_plan_len(registry)
            );
            look(zhibiao_registry_plan_identity(registry, index, language));
            let digest = look(zhibiao_registry_digest(registry, index));
            assert!(digest == 0 || digest == 64);
            assert_eq!(look(zhibiao_indicator_id(indicator)) > 0, !indicator.is_null());
            for text in [
                zhibiao_indicator_name(indicator, language),
                zhibiao_indicator_plan(indicator),
                zhibiao_indicator_clause(indicator),
                zhibiao_indicator_wording(indicator),
                zhibiao_indicator_unit(indicator),
                zhibiao_indicator_condition(indicator),
                zhibiao_indicator_at_least(indicator),
                zhibiao_indicator_at_most(indicator),
                zhibiao_indicator_department(indicator, index, language),
            ] {
                look(text);
            }
            let kind = zhibiao_indicator_rule_kind(indicator);
            assert!(look(zhibiao_rule_kind_name(kind)) > 0);
            assert_eq!(kind == 0, indicator.is_null());
            let year = zhibiao_indicator_baseline_year(indicator);
            assert!(year == 0 || (1900..=2100).contains(&year), "{year}");
            assert!(zhibiao_indicator_lead_len(indicator) <= zhibiao_indicator_department_len(indicator));
        }
        Ok(())
    }

    fn judge(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        let (indicator, _) = *bytes.choose(&self.indicators)?;
        let year = if bytes.ratio(1, 10)? { bytes.arbitrary()? } else { bytes.int_in_range(2018..=2027)? };
        let (mut verdict, mut reason) = (-1, -1);
        if bytes.arbitrary()? {
            let (value, baseline) = (Text::any(bytes)?, Text::any(bytes)?);
            let mut places = [[b'~'.cast_signed(); ZHIBIAO_DECIMAL_SIZE]; 2];
            let [limit, margin] = &mut places;
            let (to_verdict, to_reason) = (place(bytes, &raw mut verdict)?, place(bytes, &raw mut reason)?);
            let to = [place(bytes, limit.as_mut_ptr())?, place(bytes, margin.as_mut_ptr())?];
            let mut caught = Caught::new(bytes)?;
            // SAFETY: the indicator lives or is NULL, the texts have their ends, the places their size.
            let status = unsafe {
                zhibiao_judge(
                    indicator,
                    year,
                    value.pointer(),
                    baseline.pointer(),
                    to_verdict,
                    to_reason,
                    to[0],
                    to[1],
                    caught.place(),
                )
            };
            caught.after(status);
            for (place, to) in places.iter().zip(to) {
                let written = place.contains(&0);
                assert_eq!(written, status == ZHIBIAO_OK && !to.is_null());
                assert!(written || place.iter().all(|byte| *byte == b'~'.cast_signed()));
            }
            assert_eq!(verdict == -1, status != ZHIBIAO_OK || to_verdict.is_null());
            assert_eq!(reason == -1, status != ZHIBIAO_OK || to_reason.is_null());
        } else {
            let (mantissa, baseline): (i64, i64) = (bytes.arbitrary()?, bytes.arbitrary()?);
            let shorter = bytes.int_in_range(0..=63)?;
            let (mantissa, baseline) = (mantissa >> shorter, baseline >> shorter);
            let baseline = if bytes.arbitrary()? { &raw const baseline } else { null() };
            let (mut has_margin, mut margin, mut scale) = (-1, i64::MIN, u32::MAX);
            let (to_verdict, to_reason) = (place(bytes, &raw mut verdict)?, place(bytes, &raw mut reason)?);
            let to_has = place(bytes, &raw mut has_margin)?;
            let (to_margin, to_scale) = (place(bytes, &raw mut margin)?, place(bytes, &raw mut scale)?);
            // SAFETY: the indicator lives or is NULL, and the places are there.
            let status = unsafe {
                zhibiao_judge_scaled(
                    indicator,
                    year,
                    mantissa,
                    bytes.int_in_range(0..=30)?,
                    baseline,
                    to_verdict,
                    to_reason,
                    to_has,
                    to_margin,
                    to_scale,
                )
            };
            known(status);
            let failed = status != ZHIBIAO_OK;
            assert_eq!(verdict == -1, failed || to_verdict.is_null());
            assert_eq!(reason == -1, failed || to_reason.is_null());
            assert_eq!(has_margin == -1, failed || to_has.is_null());
            assert!(!failed || (margin, scale) == (i64::MIN, u32::MAX));
            if has_margin != -1 && !to_scale.is_null() {
                assert_eq!(scale != u32::MAX, has_margin == 1);
            }
            // No margin is as small as that.
            if has_margin != -1 && !to_margin.is_null() {
                assert_eq!(margin != i64::MIN, has_margin == 1);
            }
        }
        if verdict != -1 && reason != -1 {
            assert!((ZHIBIAO_UNDETERMINED..=ZHIBIAO_NOT_MET).contains(&verdict));
            assert_eq!(reason == ZHIBIAO_REASON_NONE, verdict != ZHIBIAO_UNDETERMINED);
        }
        Ok(())
    }

    fn collect(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        let registry = self.registries.any(bytes)?.handle;
        let mut observations = untouched();
        // SAFETY: the registry lives or is NULL, and the place is there.
        let status = unsafe { zhibiao_observations_new(registry, &raw mut observations) };
        assert_eq!(status == ZHIBIAO_OK, !registry.is_null());
        assert_eq!(status == ZHIBIAO_OK, !is_untouched(observations));
        let observations = if status == ZHIBIAO_OK { observations } else { null_mut() };
        let number = self.number();
        self.observations.put(bytes, observations, number);
        Ok(())
    }

    fn add(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        let observations = self.observations.any(bytes)?.handle;
        let texts = [(); 4].map(|()| Text::any(bytes));
        let [indicator, region, group, value] = texts;
        let (indicator, region, group, value) = (indicator?, region?, group?, value?);
        let year = if bytes.ratio(1, 10)? { bytes.arbitrary()? } else { bytes.int_in_range(2019..=2025)? };
        let how: u8 = bytes.int_in_range(0..=3)?;
        let (other, date) = (Text::any(bytes)?, Text::any(bytes)?);
        let (handle, _) = *bytes.choose(&self.indicators)?;
        let (mantissa, scale, done) = (bytes.arbitrary()?, bytes.int_in_range(0..=29)?, bytes.arbitrary()?);
        let mut caught = Caught::new(bytes)?;
        // SAFETY: all handles live or are NULL, and the texts have their ends.
        unsafe {
            let before = zhibiao_observations_len(observations);
            let status = match how {
                0 | 1 => zhibiao_observations_add(
                    observations,
                    indicator.pointer(),
                    region.pointer(),
                    group.pointer(),
                    year,
                    value.pointer(),
                    if how == 0 { null() } else { other.pointer() },
                    if how == 0 { null() } else { date.pointer() },
                    caught.place(),
                ),
                2 => zhibiao_observations_add_scaled(
                    observations,
                    handle,
                    region.pointer(),
                    group.pointer(),
                    year,
                    mantissa,
                    scale,
                    caught.place(),
                ),
                _ => zhibiao_observations_add_attestation(
                    observations,
                    indicator.pointer(),
                    region.pointer(),
                    group.pointer(),
                    year,
                    done,
                    other.pointer(),
                    value.pointer(),
                    date.pointer(),
                    caught.place(),
                ),
            };
            caught.after(status);
            let added = status == ZHIBIAO_OK || status == ZHIBIAO_ERROR_DUPLICATE;
            assert_eq!(zhibiao_observations_len(observations), before + usize::from(added));
            if bytes.ratio(1, 20)? {
                assert_eq!(zhibiao_observations_start_revision(observations) == ZHIBIAO_OK, !observations.is_null());
            }
        }
        Ok(())
    }

    fn set(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        if bytes.ratio(1, 4)? {
            let mut options = null_mut();
            // SAFETY: the place is there.
            known(unsafe { zhibiao_options_new(&raw mut options) });
            let number = self.number();
            self.options.put(bytes, options, number);
        }
        let options = self.options.any(bytes)?.handle;
        let (text, number) = (Text::any(bytes)?, bytes.int_in_range(-1..=4)?);
        let what: u8 = bytes.int_in_range(0..=6)?;
        let mut caught = Caught::new(bytes)?;
        // SAFETY: the options live or are NULL, and the text has its end.
        unsafe {
            let status = match what {
                0 => zhibiao_options_set_stage(options, number),
                1 => zhibiao_options_set_plan(options, text.pointer()),
                2 => zhibiao_options_set_region(options, text.pointer()),
                3 => zhibiao_options_set_flag(options, number, number),
                4 => zhibiao_options_set_by(options, text.pointer()),
                5 => zhibiao_options_set_confidence(options, text.pointer()),
                _ => {
                    let status = zhibiao_options_set_basically_met(options, text.pointer(), caught.place());
                    caught.after(status);
                    status
                }
            };
            known(status);
            assert!(status != ZHIBIAO_OK || !options.is_null());
        }
        Ok(())
    }

    fn assess(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        let (observations, options) = (self.observations.any(bytes)?.handle, self.options.any(bytes)?.handle);
        let year = if bytes.ratio(1, 10)? { bytes.arbitrary()? } else { bytes.int_in_range(2019..=2026)? };
        let mut report = untouched();
        let mut caught = Caught::new(bytes)?;
        // SAFETY: both live or are NULL.
        let status = unsafe { zhibiao_assess(observations, year, options, &raw mut report, caught.place()) };
        caught.after(status);
        assert_eq!(status == ZHIBIAO_OK, !is_untouched(report));
        let report = if status == ZHIBIAO_OK { report } else { null_mut() };
        let number = self.number();
        let gone = self.reports.put(bytes, report, number);
        self.forget(gone);
        Ok(())
    }

    fn read(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        let slot = self.reports.any(bytes)?;
        let (report, owner) = (slot.handle, slot.number);
        let (index, language) = (bytes.int_in_range(0..=20)?, bytes.int_in_range(-1..=2)?);
        let texts = [(); 3].map(|()| Text::any(bytes));
        let [indicator, region, group] = texts;
        let (indicator, region, group) = (indicator?, region?, group?);
        // SAFETY: the report lives or is NULL, and what is borrowed from it is looked at meanwhile.
        unsafe {
            let mut evaluation = untouched::<zhibiao_evaluation<'static>>().cast_const();
            let status = zhibiao_report_at(report, index, &raw mut evaluation);
            assert_eq!(status == ZHIBIAO_OK, index < zhibiao_report_len(report));
            assert_eq!(status == ZHIBIAO_OK, !is_untouched(evaluation));
            if status == ZHIBIAO_OK {
                self.evaluations.push((evaluation, owner));
            }
            let mut found = untouched::<zhibiao_evaluation<'static>>().cast_const();
            let status =
                zhibiao_report_find(report, indicator.pointer(), region.pointer(), group.pointer(), &raw mut found);
            known(status);
            assert_eq!(status == ZHIBIAO_OK, !is_untouched(found));
            let mut count = UNTOUCHED;
            let status = zhibiao_report_count(report, bytes.int_in_range(-1..=12)?, &raw mut count);
            assert_eq!(status == ZHIBIAO_OK, count != UNTOUCHED);
            look(zhibiao_report_attainment(report, language));
            let warning = zhibiao_report_warning_indicator(report, index);
            assert_eq!(!warning.is_null(), index < zhibiao_report_warning_len(report));
            assert_eq!(zhibiao_report_warning_kind(report, index) != 0, !warning.is_null());
            if !warning.is_null() {
                self.indicators.push((warning, owner));
            }
            look(zhibiao_report_warning_sentence(report, index, language));
            let refused = look(zhibiao_report_refused(report, index, language));
            assert!(refused == 0 || index < zhibiao_report_refused_len(report));
            let mut text = untouched::<c_char>().cast_const();
            let status = zhibiao_report_text(report, bytes.int_in_range(-1..=3)?, language, &raw mut text);
            known(status);
            assert_eq!(status == ZHIBIAO_OK, !is_untouched(text));
            if status == ZHIBIAO_OK {
                look(text);
            }
            let name = zhibiao_warning_name(zhibiao_report_warning_kind(report, index));
            assert!(look(name) > 0);
        }
        Ok(())
    }

    fn examine(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        let (evaluation, owner) = *bytes.choose(&self.evaluations)?;
        let language = bytes.int_in_range(-1..=2)?;
        // SAFETY: the evaluation lives or is NULL.
        unsafe {
            let indicator = zhibiao_evaluation_indicator(evaluation);
            assert_eq!(indicator.is_null(), evaluation.is_null());
            if !indicator.is_null() {
                self.indicators.push((indicator, owner));
            }
            for text in [
                zhibiao_evaluation_region(evaluation),
                zhibiao_evaluation_group(evaluation),
                zhibiao_evaluation_observed(evaluation),
                zhibiao_evaluation_baseline(evaluation),
                zhibiao_evaluation_limit(evaluation),
                zhibiao_evaluation_margin(evaluation),
                zhibiao_evaluation_standing(evaluation),
                zhibiao_evaluation_probability(evaluation),
                zhibiao_evaluation_projected(evaluation),
                zhibiao_evaluation_sentence(evaluation, language),
                zhibiao_verdict_name(zhibiao_evaluation_verdict(evaluation)),
                zhibiao_reason_name(zhibiao_evaluation_reason(evaluation)),
                zhibiao_outlook_name(zhibiao_evaluation_outlook(evaluation)),
            ] {
                look(text);
            }
            let flags =
                [zhibiao_evaluation_is_rounding_sensitive(evaluation), zhibiao_evaluation_is_uncertain(evaluation)];
            assert!(flags.iter().all(|flag| [0, 1].contains(flag)));
            let warnings = zhibiao_evaluation_warning_len(evaluation);
            assert_eq!(zhibiao_evaluation_warning(evaluation, warnings), usize::MAX);
            assert!(!evaluation.is_null() || zhibiao_evaluation_year(evaluation) == 0);
        }
        Ok(())
    }

    fn step(&mut self, bytes: &mut Unstructured<'_>) -> Result<()> {
        match bytes.int_in_range(0..=15_u8)? {
            0 => self.open(bytes),
            1 | 2 => self.look_up(bytes),
            3 => self.describe(bytes),
            4 | 5 => self.judge(bytes),
            6 => self.collect(bytes),
            7..=10 => self.add(bytes),
            11 => self.set(bytes),
            12 => self.assess(bytes),
            13 => self.read(bytes),
            14 => self.examine(bytes),
            _ => {
                // Frees one of a kind, early.
                match bytes.int_in_range(0..=3_u8)? {
                    0 => {
                        let gone = self.registries.put(bytes, null_mut(), 0);
                        self.forget(gone);
                    }
                    1 => _ = self.observations.put(bytes, null_mut(), 0),
                    2 => _ = self.options.put(bytes, null_mut(), 0),
                    _ => {
                        let gone = self.reports.put(bytes, null_mut(), 0);
                        self.forget(gone);
                    }
                }
                Ok(())
            }
        }
    }
}

/// Takes the bytes for decisions, until they are used up.
pub fn run(data: &[u8]) {
    let mut bytes = Unstructured::new(data);
    let mut program = Program::new();
    // Most programs begin so.
    let begun = program.open(&mut bytes).and_then(|()| program.collect(&mut bytes));
    if begun.is_err() {
        return;
    }
    for _ in 0..400 {
        if bytes.is_empty() || program.step(&mut bytes).is_err() {
            break;
        }
    }
}
