/*
 * zhibiao: judges observed figures against what a plan promised.
 *
 * This header is the manual. What holds for every function stands here once.
 *
 * RESULTS. A function that can fail returns a zhibiao_status: ZHIBIAO_OK (0), or what went wrong, so that
 * "if (status)" reads as it should. Outputs come last, and are written only on success. Where a function takes
 * a zhibiao_error **, NULL may be passed; on failure it is given an error to be read and freed. Hand it in
 * as NULL: what it held before would be lost. Functions that look something up in a handle return
 * the value itself, and NULL or 0 for a NULL handle or an index that is not there.
 *
 * POINTERS. Every pointer may be NULL: a function that needs it fails with ZHIBIAO_ERROR_NULL. Any
 * other pointer has to be what its type says, from this library, and not freed.
 *
 * TEXT. Text in is UTF-8 with a NUL at its end; the text of plans comes with its length instead. Text out is
 * UTF-8, borrowed from the handle it was asked of: it lives as long as that, and is never freed by the caller.
 *
 * NUMBERS. Figures are decimal text with exactly the digits they have: "8.20", not 8.2 and never a double.
 * "1e3", "8,2", "+8" and " 8" are refused. For callers with integers there are functions with a mantissa and a scale.
 *
 * OWNERSHIP. Registries, reports, observations, options and errors belong to the caller, who frees each once with
 * its own _free, in any order: what is made from a registry keeps what it needs of it alive. All else is
 * borrowed.
 *
 * THREADS. Registries, indicators, reports and evaluations never change: any number of threads may use them at once. Observations,
 * options and errors may be used by one thread at a time. There is no other state: no callback, no file, no locale, no clock.
 *
 * PANICS. A mistake of the library itself is caught and told as ZHIBIAO_ERROR_INTERNAL, or as the NULL or 0 of a
 * function that cannot fail; the library stays usable. (Built with panic = "abort", it would end the process instead.)
 *
 * CONSTANTS. Their numbers never change, and new ones may be added: treat an unknown verdict as undetermined.
 */


#ifndef ZHIBIAO_H
#define ZHIBIAO_H

#include <stddef.h>
#include <stdint.h>

/*
 The version of this header: the first of its three numbers.
 */
#define ZHIBIAO_VERSION_MAJOR 0

/*
 The second.
 */
#define ZHIBIAO_VERSION_MINOR 1

/*
 The third.
 */
#define ZHIBIAO_VERSION_PATCH 0

/*
 All three in one: 1000000 × major + 1000 × minor + patch.
 */
#define ZHIBIAO_VERSION_NUMBER 1000

/*
 The number of the binary interface. It rises when a program built against an older header would no
 longer run; inside one number, functions and constants are only added.
 */
#define ZHIBIAO_ABI_VERSION 1

/*
 The bytes that any decimal text of the library fits in, with its end.
 */
#define ZHIBIAO_DECIMAL_SIZE 40

/*
 What went wrong in a call, in words.

 Owned by the caller: free it with zhibiao_error_free. It borrows from nothing, and may outlive every
 other handle. One thread at a time.
 */
typedef struct zhibiao_error zhibiao_error;

/*
 What became of one indicator in one region and group, in the year of the report.

 Borrowed from its report, never freed by the caller; it lives as long as the report. It never
 changes and may be used by many threads at once.
 */
typedef struct zhibiao_evaluation zhibiao_evaluation;

/*
 One promise of a plan.

 Borrowed from its registry, never freed by the caller; it lives as long as the registry, or as any
 observations or report made from it. It never changes and may be used by many threads at once.
 */
typedef struct zhibiao_indicator zhibiao_indicator;

/*
 Observations of a registry's indicators, being collected.

 Owned by the caller: free it with zhibiao_observations_free. It keeps what it needs of its registry
 alive by itself. One thread at a time.
 */
typedef struct zhibiao_observations zhibiao_observations;

/*
 What an assessment is asked to do otherwise than it does with no options.

 Owned by the caller: free it with zhibiao_options_free; it borrows from nothing. One thread at a
 time may set it, and many may assess with it.
 */
typedef struct zhibiao_options zhibiao_options;

/*
 Plans with their indicators and rules.

 Owned by the caller: free it with zhibiao_registry_free. It never changes and may be used by many
 threads at once. Observations and reports made from it keep what they need of it alive by
 themselves: it may be freed before them. Indicators taken from it live as long as it does, or as any
 observations or report made from it.
 */
typedef struct zhibiao_registry zhibiao_registry;

/*
 What an assessment found: evaluations, warnings and counts.

 Owned by the caller: free it with zhibiao_report_free. It never changes and may be used by many
 threads at once. It keeps what it needs of its registry alive by itself, and may outlive registry,
 observations and options.
 */
typedef struct zhibiao_report zhibiao_report;

/*
 How a call ended: ZHIBIAO_OK or what went wrong. 1 to 9 are mistakes in the call, 10 to 19 in an
 observation, 20 to 29 in the text of a plan.
 */
typedef int32_t zhibiao_status;

/*
 Whether a promise was kept. 0 is undetermined, so that zeroed memory never reads as met.
 */
typedef int32_t zhibiao_verdict;

/*
 Why a verdict is undetermined.
 */
typedef int32_t zhibiao_reason;

/*
 A kind of rule.
 */
typedef int32_t zhibiao_rule_kind;

/*
 Where a figure is heading.
 */
typedef int32_t zhibiao_outlook;

/*
 What somebody should look at.
 */
typedef int32_t zhibiao_warning_kind;

/*
 A language for names and sentences.
 */
typedef int32_t zhibiao_language;

/*
 Which of the assessments that a plan asks for.
 */
typedef int32_t zhibiao_stage;

/*
 Something that is on or off.
 */
typedef int32_t zhibiao_flag;

/*
 What a report counts.
 */
typedef int32_t zhibiao_count;

/*
 A form of a report.
 */
typedef int32_t zhibiao_format;

/*
 All went well, and only then outputs were written.
 */
#define ZHIBIAO_OK 0

/*
 A pointer is NULL that must not be.
 */
#define ZHIBIAO_ERROR_NULL 1

/*
 A text is not UTF-8.
 */
#define ZHIBIAO_ERROR_UTF8 2

/*
 An index is not below the length.
 */
#define ZHIBIAO_ERROR_INDEX 3

/*
 An option or a constant is none of those that are known, or a number is outside its range.
 */
#define ZHIBIAO_ERROR_OPTION 4

/*
 A plan or a figure was asked for that does not exist.
 */
#define ZHIBIAO_ERROR_NOT_FOUND 5

/*
 A number is no plain decimal, such as "8.2": empty, "1e3", "8,2", or too many digits.
 */
#define ZHIBIAO_ERROR_DECIMAL 10

/*
 No indicator has this id or name, or several have it.
 */
#define ZHIBIAO_ERROR_INDICATOR 11

/*
 The value is impossible in the indicator's unit: -3 percent, half a person.
 */
#define ZHIBIAO_ERROR_UNIT 12

/*
 The year is not one from 1900 to 2100.
 */
#define ZHIBIAO_ERROR_PERIOD 13

/*
 Another value is known for the same indicator, region, group and year. Neither is used.
 */
#define ZHIBIAO_ERROR_DUPLICATE 14

/*
 The region looks like a code and is none.
 */
#define ZHIBIAO_ERROR_REGION 15

/*
 A region, group or other text is empty, too long, or has control or invisible characters.
 */
#define ZHIBIAO_ERROR_TEXT 16

/*
 A numerator below zero, or a denominator that is not above zero.
 */
#define ZHIBIAO_ERROR_CASES 17

/*
 A figure for what is attested, an attestation for what is a figure, or a day that is none.
 */
#define ZHIBIAO_ERROR_ATTESTATION 18

/*
 No more observations fit.
 */
#define ZHIBIAO_ERROR_FULL 19

/*
 A plan's text is not TOML.
 */
#define ZHIBIAO_ERROR_PLAN_SYNTAX 20

/*
 A plan's text is TOML, and says what cannot be: an unknown key, a limit of 850 percent, a reference
 to nothing.
 */
#define ZHIBIAO_ERROR_PLAN_RULE 21

/*
 A plan's text is larger than is read, or no text was given.
 */
#define ZHIBIAO_ERROR_PLAN_SOURCE 22

/*
 The library has a mistake. It stays usable; please report what led there.
 */
#define ZHIBIAO_ERROR_INTERNAL 99

/*
 Chinese.
 */
#define ZHIBIAO_CHINESE 0

/*
 English.
 */
#define ZHIBIAO_ENGLISH 1

/*
 无法判定: nobody can say; the reason tells why.
 */
#define ZHIBIAO_UNDETERMINED 0

/*
 达标: the value meets the promise.
 */
#define ZHIBIAO_MET 1

/*
 未达标: it does not.
 */
#define ZHIBIAO_NOT_MET 2

/*
 There is a verdict.
 */
#define ZHIBIAO_REASON_NONE 0

/*
 No value was reported for the year.
 */
#define ZHIBIAO_REASON_NO_VALUE 1

/*
 The rule compares with a baseline, and there is no value for that year.
 */
#define ZHIBIAO_REASON_NO_BASELINE 2

/*
 The year is the baseline year or before it.
 */
#define ZHIBIAO_REASON_NOT_AFTER_BASELINE 3

/*
 The rule looks at every year, and one has no value.
 */
#define ZHIBIAO_REASON_MISSING_YEAR 4

/*
 The rule compares with another indicator, and there is no value of it.
 */
#define ZHIBIAO_REASON_NO_REFERENCE 5

/*
 A gap across regions, and not every region has a value.
 */
#define ZHIBIAO_REASON_MISSING_UNIT 6

/*
 What the rule asks for rises every year, and the year is after the plan's last one.
 */
#define ZHIBIAO_REASON_AFTER_PERIOD 7

/*
 The plan promises nothing about the figure.
 */
#define ZHIBIAO_REASON_NO_PROMISE 8

/*
 A value cannot be right in the indicator's unit.
 */
#define ZHIBIAO_REASON_IMPOSSIBLE_VALUE 9

/*
 Two different values are given for one year.
 */
#define ZHIBIAO_REASON_CONFLICTING_VALUES 10

/*
 The exact comparison needs more digits than there are.
 */
#define ZHIBIAO_REASON_OVERFLOW 11

/*
 At most a limit.
 */
#define ZHIBIAO_RULE_UPPER_BOUND 1

/*
 At least a limit.
 */
#define ZHIBIAO_RULE_LOWER_BOUND 2

/*
 Between two ends: 45% 左右.
 */
#define ZHIBIAO_RULE_BAND 3

/*
 So many percent below a baseline.
 */
#define ZHIBIAO_RULE_RELATIVE_DECREASE 4

/*
 So many points a year from a baseline.
 */
#define ZHIBIAO_RULE_AVERAGE_ANNUAL_CHANGE 5

/*
 Better every year, or better than in a baseline year.
 */
#define ZHIBIAO_RULE_TREND 6

/*
 Rising more slowly than before.
 */
#define ZHIBIAO_RULE_SLOWER_RISE 7

/*
 No worse than another indicator.
 */
#define ZHIBIAO_RULE_REFERENCE 8

/*
 A gap between groups or regions that narrows.
 */
#define ZHIBIAO_RULE_GAP 9

/*
 Done or not done.
 */
#define ZHIBIAO_RULE_ATTESTED 10

/*
 A quantity that is reported and promised nothing about.
 */
#define ZHIBIAO_RULE_REPORTED 11

/*
 No outlook is given: the final evaluation, the plan's last year and later, and what is attested.
 */
#define ZHIBIAO_OUTLOOK_NONE 0

/*
 无数据: there is too little to say, or nothing for the year.
 */
#define ZHIBIAO_OUTLOOK_NO_DATA 1

/*
 提前达标: met before its time.
 */
#define ZHIBIAO_OUTLOOK_MET_EARLY 2

/*
 预期可达标: on course.
 */
#define ZHIBIAO_OUTLOOK_ON_COURSE 3

/*
 达标困难: hard to reach.
 */
#define ZHIBIAO_OUTLOOK_HARD_TO_REACH 4

/*
 The target will probably be missed.
 */
#define ZHIBIAO_WARNING_HARD_TO_REACH 1

/*
 It was met in an earlier year and is not now.
 */
#define ZHIBIAO_WARNING_MET_THEN_LOST 2

/*
 A gap grew.
 */
#define ZHIBIAO_WARNING_GAP_WIDENING 3

/*
 Units have never sent anything where others have.
 */
#define ZHIBIAO_WARNING_UNIT_SILENT 4

/*
 There is no figure for the year.
 */
#define ZHIBIAO_WARNING_NO_FIGURE 5

/*
 Figures that cannot all be right.
 */
#define ZHIBIAO_WARNING_INCONSISTENT 6

/*
 The figure moves unsteadily.
 */
#define ZHIBIAO_WARNING_VOLATILE 7

/*
 The figure rests on so few cases that the verdict is uncertain.
 */
#define ZHIBIAO_WARNING_UNCERTAIN 8

/*
 年度监测: every year. It is what is made unless it is set.
 */
#define ZHIBIAO_STAGE_ANNUAL 0

/*
 中期评估: in the plan's mid-term year.
 */
#define ZHIBIAO_STAGE_MID_TERM 1

/*
 终期评估: in its last year.
 */
#define ZHIBIAO_STAGE_FINAL 2

/*
 Figures of groups count beside those for everybody. Off.
 */
#define ZHIBIAO_FLAG_GROUPS 0

/*
 Indicators of which nothing was ever observed count as without data. On.
 */
#define ZHIBIAO_FLAG_UNREPORTED 1

/*
 Warnings are made. On.
 */
#define ZHIBIAO_FLAG_WARNINGS 2

/*
 Plain text: sentences and lists.
 */
#define ZHIBIAO_FORMAT_TEXT 0

/*
 Markdown.
 */
#define ZHIBIAO_FORMAT_MARKDOWN 1

/*
 JSON with the keys report, evaluations and rejected; decimals are text. The same in either language.
 */
#define ZHIBIAO_FORMAT_JSON 2

/*
 Everything. It is the sum of met, basically met, not met, undetermined and no data.
 */
#define ZHIBIAO_COUNT_ITEMS 0

/*
 达标.
 */
#define ZHIBIAO_COUNT_MET 1

/*
 基本达标; 0 unless it was switched on.
 */
#define ZHIBIAO_COUNT_BASICALLY_MET 2

/*
 未达标.
 */
#define ZHIBIAO_COUNT_NOT_MET 3

/*
 无法判定: there is something, and it cannot be judged.
 */
#define ZHIBIAO_COUNT_UNDETERMINED 4

/*
 无数据: nothing for the year.
 */
#define ZHIBIAO_COUNT_NO_DATA 5

/*
 Of all, those with the outlook 提前达标.
 */
#define ZHIBIAO_COUNT_MET_EARLY 6

/*
 Of all, those with the outlook 预期可达标.
 */
#define ZHIBIAO_COUNT_ON_COURSE 7

/*
 Of all, those with the outlook 达标困难.
 */
#define ZHIBIAO_COUNT_HARD_TO_REACH 8

/*
 Of all, those without an outlook.
 */
#define ZHIBIAO_COUNT_NO_OUTLOOK 9

/*
 Of the verdicts, those that are uncertain because the figure rests on few cases.
 */
#define ZHIBIAO_COUNT_UNCERTAIN 10

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

/*
 The version of the library as one number. Compare with ZHIBIAO_VERSION_NUMBER, which is the
 header's.
 */
uint32_t zhibiao_version_number(void);

/*
 The version as text, "0.1.0"; never freed.
 */
const char *zhibiao_version_text(void);

/*
 ZHIBIAO_ABI_VERSION as the library was built. A program should refuse to go on if it is not the
 header's.
 */
uint32_t zhibiao_abi_version(void);

/*
 A status as a word, "duplicate"; "unknown" for any other number. Never NULL, never freed.
 */
const char *zhibiao_status_name(zhibiao_status status);

/*
 A verdict as a word: "undetermined", "met", "not_met"; "unknown" for any other number. Never NULL,
 never freed.
 */
const char *zhibiao_verdict_name(zhibiao_verdict verdict);

/*
 A reason as a word: "no_value"; "none" for ZHIBIAO_REASON_NONE, "unknown" for any other number.
 Never NULL, never freed.
 */
const char *zhibiao_reason_name(zhibiao_reason reason);

/*
 A kind of rule as a word: "upper_bound"; "unknown" for any other number. Never NULL, never freed.
 */
const char *zhibiao_rule_kind_name(zhibiao_rule_kind kind);

/*
 An outlook as a word: "on_course"; "none" for ZHIBIAO_OUTLOOK_NONE, "unknown" for any other number.
 Never NULL, never freed.
 */
const char *zhibiao_outlook_name(zhibiao_outlook outlook);

/*
 A kind of warning as a word: "hard_to_reach"; "unknown" for any other number. Never NULL, never
 freed.
 */
const char *zhibiao_warning_name(zhibiao_warning_kind kind);

/*
 The status of the call that failed; ZHIBIAO_OK for NULL.
 */
zhibiao_status zhibiao_error_status(const zhibiao_error *error);

/*
 How many mistakes it tells: one, or all those in the text of plans (the first thousand). 0 for NULL.
 */
size_t zhibiao_error_len(const zhibiao_error *error);

/*
 A mistake in words: what was found, what was expected, and the nearest valid word where there is
 one. Mistakes in observations are told in either language, others in English. Borrowed from the
 error. NULL past the last mistake.
 */
const char *zhibiao_error_message(const zhibiao_error *error,
                                  size_t index,
                                  zhibiao_language language);

/*
 What the mistake is in: the field of an observation ("region", "value", …), "baseline", or the name of
 a plan's text; empty if it is in the call. Borrowed from the error. NULL past the last mistake.
 */
const char *zhibiao_error_subject(const zhibiao_error *error,
                                  size_t index);

/*
 The line of a mistake in a plan's text, counted from 1; 0 where there is none.
 */
size_t zhibiao_error_line(const zhibiao_error *error,
                          size_t index);

/*
 The column of a mistake in a plan's text, counted in characters from 1; 0 where there is none.
 */
size_t zhibiao_error_column(const zhibiao_error *error,
                            size_t index);

/*
 Frees an error; NULL is left alone.
 */
void zhibiao_error_free(zhibiao_error *error);

/*
 Opens the two plans that are built in: Liaocheng's for women and for children, 2021–2025.
 */
zhibiao_status zhibiao_registry_builtin(zhibiao_registry **registry);

/*
 Reads plans from TOML text, in the format of the folder indicators/: either the files of plans, with
 names such as "women/plan.toml" and "women/1-health.toml", or whole plans in one text each
 ("gaotang.toml"). The texts need no NUL at their end: lengths are in bytes.

 With a base, the new plans stand beside those of the base, and may name its indicators and
 departments; without one (NULL) they stand alone.

 All mistakes of all texts are told at once: the error has one entry for each, with the name of the
 text as its subject, line and column. Fails with ZHIBIAO_ERROR_PLAN_SYNTAX, ZHIBIAO_ERROR_PLAN_RULE,
 or ZHIBIAO_ERROR_PLAN_SOURCE (no text, more than 4 MiB in one, or more than 16 MiB).
 */
zhibiao_status zhibiao_registry_from_toml(const zhibiao_registry *base,
                                          const char *const *names,
                                          const char *const *texts,
                                          const size_t *lengths,
                                          size_t count,
                                          zhibiao_registry **registry,
                                          zhibiao_error **error);

/*
 How many indicators it has; 0 for NULL.
 */
size_t zhibiao_registry_len(const zhibiao_registry *registry);

/*
 The indicator at a position, in the order of the documents. Fails with ZHIBIAO_ERROR_INDEX past the
 last one.
 */
zhibiao_status zhibiao_registry_at(const zhibiao_registry *registry,
                                   size_t index,
                                   const zhibiao_indicator **indicator);

/*
 The indicator with an id ("women.health.maternal_mortality_ratio") or an exact name ("孕产妇死亡率",
 "妇女规划：九年义务教育巩固率"). Fails with ZHIBIAO_ERROR_INDICATOR if there is none, or several;
 the error names the nearest.
 */
zhibiao_status zhibiao_registry_find(const zhibiao_registry *registry,
                                     const char *id_or_name,
                                     const zhibiao_indicator **indicator,
                                     zhibiao_error **error);

/*
 How many plans it has; 0 for NULL.
 */
size_t zhibiao_registry_plan_len(const zhibiao_registry *registry);

/*
 The id of a plan: "women". Borrowed from the registry. NULL past the last plan.
 */
const char *zhibiao_registry_plan_id(const zhibiao_registry *registry,
                                     size_t plan);

/*
 What identifies a plan: title, number, issuer and day of its document, edition, period, baseline and
 mid-term year, and the digest of its data. Borrowed from the registry. NULL past the last plan, and
 for an unknown language.
 */
const char *zhibiao_registry_plan_identity(const zhibiao_registry *registry,
                                           size_t plan,
                                           zhibiao_language language);

/*
 The digest of a plan's data, SHA-256 in 64 hexadecimal digits: two programs with the same digest
 judge by the same promises. Borrowed from the registry. NULL past the last plan.
 */
const char *zhibiao_registry_digest(const zhibiao_registry *registry,
                                    size_t plan);

/*
 Frees a registry; NULL is left alone.
 */
void zhibiao_registry_free(zhibiao_registry *registry);

/*
 The id: "women.health.maternal_mortality_ratio". Borrowed from the indicator; NULL for NULL.
 */
const char *zhibiao_indicator_id(const zhibiao_indicator *indicator);

/*
 The name: "孕产妇死亡率". Borrowed from the indicator; NULL for NULL, and for an unknown language.
 */
const char *zhibiao_indicator_name(const zhibiao_indicator *indicator,
                                   zhibiao_language language);

/*
 The id of its plan: "women". Borrowed from the indicator; NULL for NULL.
 */
const char *zhibiao_indicator_plan(const zhibiao_indicator *indicator);

/*
 The clause of the plan it rests on: "W1.2". Borrowed from the indicator; NULL for NULL.
 */
const char *zhibiao_indicator_clause(const zhibiao_indicator *indicator);

/*
 The plan's own words for what it asks, a fragment in Chinese: "控制在30%以内". Borrowed from the
 indicator; NULL for NULL.
 */
const char *zhibiao_indicator_wording(const zhibiao_indicator *indicator);

/*
 The unit its values are in, as a word of the plan format: "per_100k_live_births". Borrowed from the
 indicator; NULL for NULL.
 */
const char *zhibiao_indicator_unit(const zhibiao_indicator *indicator);

/*
 The kind of its rule: ZHIBIAO_RULE_UPPER_BOUND and the like; 0 for NULL.
 */
zhibiao_rule_kind zhibiao_indicator_rule_kind(const zhibiao_indicator *indicator);

/*
 What it asks for, for people: "≤ 8.2", "43–47", "≥ 85"; with "?" for what takes a baseline or
 another figure. Borrowed from the indicator; NULL for NULL.
 */
const char *zhibiao_indicator_condition(const zhibiao_indicator *indicator);

/*
 The least value that meets it, as decimal text: the limit of a lower bound, the lower end of a band.
 NULL where there is none, and where it takes a baseline or another figure; an evaluation has the
 limit that applied. Borrowed from the indicator.
 */
const char *zhibiao_indicator_at_least(const zhibiao_indicator *indicator);

/*
 The greatest value that meets it, as decimal text: the limit of an upper bound, the upper end of a
 band. NULL as for zhibiao_indicator_at_least.
 */
const char *zhibiao_indicator_at_most(const zhibiao_indicator *indicator);

/*
 The year its rule counts from, where it does; 0 otherwise.
 */
int32_t zhibiao_indicator_baseline_year(const zhibiao_indicator *indicator);

/*
 How many departments answer for it, those in the lead included; 0 for NULL.
 */
size_t zhibiao_indicator_department_len(const zhibiao_indicator *indicator);

/*
 How many of them are in the lead: the first ones.
 */
size_t zhibiao_indicator_lead_len(const zhibiao_indicator *indicator);

/*
 The name of a department: "市卫生健康委". Borrowed from the indicator; NULL past the last one, and
 for an unknown language.
 */
const char *zhibiao_indicator_department(const zhibiao_indicator *indicator,
                                         size_t index,
                                         zhibiao_language language);

/*
 Starts to collect observations of a registry's indicators.
 */
zhibiao_status zhibiao_observations_new(const zhibiao_registry *registry,
                                        zhibiao_observations **observations);

/*
 Adds a reported figure.

 "indicator" is an id or an exact name; "region" a code of GB/T 2260 ("371500") or a known name
 ("聊城市"); "group" NULL or "total" for everybody, or "urban", "男", "小学" …; "value" decimal text
 with the digits it was reported with, in the indicator's unit; "numerator" and "denominator" the
 number of cases and what they are counted against, NULL where they are not known.

 ZHIBIAO_ERROR_DUPLICATE tells that another value, or other cases, were added before for the same
 indicator, region, group and year. Neither is used from then on, as nobody can tell which is right,
 until a revision settles it; the report lists both as refused. After any other failure nothing was
 added.
 */
zhibiao_status zhibiao_observations_add(zhibiao_observations *observations,
                                        const char *indicator,
                                        const char *region,
                                        const char *group,
                                        int32_t year,
                                        const char *value,
                                        const char *numerator,
                                        const char *denominator,
                                        zhibiao_error **error);

/*
 The same for callers with integers and an indicator at hand: the value is mantissa ÷ 10^scale, with
 a scale from 0 to 28: 8.20 is 820 and 2. The indicator is one of the observations' own registry. One of
 another registry is refused (ZHIBIAO_ERROR_INDICATOR), unless the own one has the same indicator, with
 the same unit and rule.
 */
zhibiao_status zhibiao_observations_add_scaled(zhibiao_observations *observations,
                                               const zhibiao_indicator *indicator,
                                               const char *region,
                                               const char *group,
                                               int32_t year,
                                               int64_t mantissa,
                                               uint32_t scale,
                                               zhibiao_error **error);

/*
 Adds what somebody in charge says of an objective without a figure: done (any number but 0) or not
 (0), by whom, with what evidence, and on what day ("2024-12-31"). All texts but the group have to be
 given.
 */
zhibiao_status zhibiao_observations_add_attestation(zhibiao_observations *observations,
                                                    const char *indicator,
                                                    const char *region,
                                                    const char *group,
                                                    int32_t year,
                                                    int32_t done,
                                                    const char *by,
                                                    const char *evidence,
                                                    const char *date,
                                                    zhibiao_error **error);

/*
 Starts a revision: what is added from now on replaces what was added before, key by key. The values
 that were replaced are kept as history, and a contradiction among them is settled.
 */
zhibiao_status zhibiao_observations_start_revision(zhibiao_observations *observations);

/*
 How many were added, repeated and contradictory ones included; 0 for NULL.
 */
size_t zhibiao_observations_len(const zhibiao_observations *observations);

/*
 Frees observations; NULL is left alone. Reports made from them live on.
 */
void zhibiao_observations_free(zhibiao_observations *observations);

/*
 Makes options that change nothing.
 */
zhibiao_status zhibiao_options_new(zhibiao_options **options);

/*
 Which assessment it is: ZHIBIAO_STAGE_ANNUAL and the like.
 */
zhibiao_status zhibiao_options_set_stage(zhibiao_options *options,
                                         zhibiao_stage stage);

/*
 Only this plan, by its id: "women"; NULL for all. An id that the registry does not have makes
 zhibiao_assess fail.
 */
zhibiao_status zhibiao_options_set_plan(zhibiao_options *options,
                                        const char *plan);

/*
 Only this region, by its code: "371502"; NULL for all.
 */
zhibiao_status zhibiao_options_set_region(zhibiao_options *options,
                                          const char *region);

/*
 Switches something on (any number but 0) or off (0): ZHIBIAO_FLAG_GROUPS and the like.
 */
zhibiao_status zhibiao_options_set_flag(zhibiao_options *options,
                                        zhibiao_flag flag,
                                        int32_t on);

/*
 What the rendered report counts by, besides the total: words separated by commas, of "plan",
 "domain", "lead", "responsible" and "region"; an empty text for nothing. By plan unless it is set.
 */
zhibiao_status zhibiao_options_set_by(zhibiao_options *options,
                                      const char *dimensions);

/*
 基本达标: by how many percent of what was asked for a promise may be missed and still count as
 basically met, as decimal text from "0" to "100"; NULL for none, as it is unless it is set. No
 verdict changes.
 */
zhibiao_status zhibiao_options_set_basically_met(zhibiao_options *options,
                                                 const char *percent,
                                                 zhibiao_error **error);

/*
 How sure the intervals of small numbers are to be, in percent: "95", as they are unless it is set,
 or "99.8".
 */
zhibiao_status zhibiao_options_set_confidence(zhibiao_options *options,
                                              const char *percent);

/*
 Frees options; NULL is left alone.
 */
void zhibiao_options_free(zhibiao_options *options);

/*
 Judges one value, as decimal text with the digits it was reported with. "baseline" is the value of
 the rule's baseline year (zhibiao_indicator_baseline_year), for rules that compare with one; NULL if
 it is not known or not needed. A rule that compares with another indicator is undetermined here, and
 so is one that looks at every year, but for the year after its baseline: collect observations for
 them. The value of a gap is the gap itself, and its baseline the gap of that year.

 Verdict and reason are written where their pointers are not NULL; limit and margin, as decimal text,
 where those point to ZHIBIAO_DECIMAL_SIZE bytes and not to NULL. The limit is the one that applied:
 the plan's, the nearer end of a band, or what the baseline makes of it. The margin is the distance
 to it in the indicator's unit, positive on the good side. Both are empty where there is no verdict,
 or where the limit has more digits than a decimal holds (the verdict is exact even then), and the
 margin also where it has. A rule that looks at every year has no limit; its margin is the smallest
 step from one year to the next.

 Fails as adding an observation fails: ZHIBIAO_ERROR_DECIMAL, ZHIBIAO_ERROR_UNIT,
 ZHIBIAO_ERROR_PERIOD, ZHIBIAO_ERROR_ATTESTATION. A mistake is no verdict: nothing is written.
 */
zhibiao_status zhibiao_judge(const zhibiao_indicator *indicator,
                             int32_t year,
                             const char *value,
                             const char *baseline,
                             zhibiao_verdict *verdict,
                             zhibiao_reason *reason,
                             char *limit,
                             char *margin,
                             zhibiao_error **error);

/*
 The same for callers with integers: a value is mantissa ÷ 10^scale, with a scale from 0 to 28: 8.20
 is 820 and 2. "baseline" points to a mantissa, of the same scale, or is NULL. The margin is written
 as a mantissa, with its scale, where their pointers are not NULL; a call whose margin has no 64-bit
 mantissa or none at all leaves both untouched, and writes 0 to has_margin.
 */
zhibiao_status zhibiao_judge_scaled(const zhibiao_indicator *indicator,
                                    int32_t year,
                                    int64_t mantissa,
                                    uint32_t scale,
                                    const int64_t *baseline,
                                    zhibiao_verdict *verdict,
                                    zhibiao_reason *reason,
                                    int32_t *has_margin,
                                    int64_t *margin_mantissa,
                                    uint32_t *margin_scale);

/*
 Assesses a year: judges every figure, sees it together with those of the years before, says where it
 is heading, warns and counts. The observations stay as they are, and can be added to and assessed
 again. Without options (NULL) it is the annual assessment of all plans and regions.

 Fails with ZHIBIAO_ERROR_PERIOD for a year that is none, and ZHIBIAO_ERROR_NOT_FOUND for a plan in
 the options that the registry does not have.
 */
zhibiao_status zhibiao_assess(const zhibiao_observations *observations,
                              int32_t year,
                              const zhibiao_options *options,
                              zhibiao_report **report,
                              zhibiao_error **error);

/*
 How many evaluations it has: one for each indicator, region and group of which anything was ever
 observed; 0 for NULL.
 */
size_t zhibiao_report_len(const zhibiao_report *report);

/*
 The evaluation at a position, in the order of the documents, then of regions and groups. Fails with
 ZHIBIAO_ERROR_INDEX past the last one.
 */
zhibiao_status zhibiao_report_at(const zhibiao_report *report,
                                 size_t index,
                                 const zhibiao_evaluation **evaluation);

/*
 The evaluation of an indicator, by its id or exact name, in a region and group (NULL for everybody),
 written as observations write them. Fails with ZHIBIAO_ERROR_INDICATOR if there is no such
 indicator, and ZHIBIAO_ERROR_NOT_FOUND if nothing of it was ever observed there.
 */
zhibiao_status zhibiao_report_find(const zhibiao_report *report,
                                   const char *indicator,
                                   const char *region,
                                   const char *group,
                                   const zhibiao_evaluation **evaluation);

/*
 Counts something: ZHIBIAO_COUNT_MET and the like. What is counted, and that indicators of which
 nothing was ever observed count as without data, is set by the options.
 */
zhibiao_status zhibiao_report_count(const zhibiao_report *report,
                                    zhibiao_count count,
                                    size_t *number);

/*
 The attainment rate (达标率) with the numbers behind it: "40.0% (2/5)"; the same in either language
 but for a rate of nothing. The report's text names the rule it is counted by. Borrowed from the
 report; NULL for NULL, and for an unknown language.
 */
const char *zhibiao_report_attainment(const zhibiao_report *report,
                                      zhibiao_language language);

/*
 How many warnings it has; 0 for NULL.
 */
size_t zhibiao_report_warning_len(const zhibiao_report *report);

/*
 What a warning is about: ZHIBIAO_WARNING_HARD_TO_REACH and the like. Worst first. 0 past the last
 one.
 */
zhibiao_warning_kind zhibiao_report_warning_kind(const zhibiao_report *report,
                                                 size_t index);

/*
 The indicator a warning is about; NULL past the last one. It lives as long as the report.
 */
const zhibiao_indicator *zhibiao_report_warning_indicator(const zhibiao_report *report,
                                                          size_t index);

/*
 A warning in a sentence, with its numbers. Borrowed from the report; NULL past the last one, and for
 an unknown language.
 */
const char *zhibiao_report_warning_sentence(const zhibiao_report *report,
                                            size_t index,
                                            zhibiao_language language);

/*
 How many observations were refused because they contradict each other; 0 for NULL.
 */
size_t zhibiao_report_refused_len(const zhibiao_report *report);

/*
 Why an observation was refused. Borrowed from the report; NULL past the last one, and for an unknown
 language.
 */
const char *zhibiao_report_refused(const zhibiao_report *report,
                                   size_t index,
                                   zhibiao_language language);

/*
 The whole report in a form: ZHIBIAO_FORMAT_TEXT and the like. It names the plans it judged by, with
 edition and digest. Made when it is first asked for, and borrowed from the report. Fails with
 ZHIBIAO_ERROR_OPTION for an unknown form or language.
 */
zhibiao_status zhibiao_report_text(const zhibiao_report *report,
                                   zhibiao_format format,
                                   zhibiao_language language,
                                   const char **text);

/*
 Frees a report; NULL is left alone. Evaluations and texts borrowed from it are gone with it.
 */
void zhibiao_report_free(zhibiao_report *report);

/*
 The indicator; NULL for NULL. It lives as long as the report.
 */
const zhibiao_indicator *zhibiao_evaluation_indicator(const zhibiao_evaluation *evaluation);

/*
 The region's code. Borrowed from the evaluation; NULL for NULL.
 */
const char *zhibiao_evaluation_region(const zhibiao_evaluation *evaluation);

/*
 The group; "total" for everybody. Borrowed from the evaluation; NULL for NULL.
 */
const char *zhibiao_evaluation_group(const zhibiao_evaluation *evaluation);

/*
 The year; 0 for NULL.
 */
int32_t zhibiao_evaluation_year(const zhibiao_evaluation *evaluation);

/*
 The verdict; ZHIBIAO_UNDETERMINED for NULL.
 */
zhibiao_verdict zhibiao_evaluation_verdict(const zhibiao_evaluation *evaluation);

/*
 Why the verdict is undetermined; ZHIBIAO_REASON_NONE if it is not.
 */
zhibiao_reason zhibiao_evaluation_reason(const zhibiao_evaluation *evaluation);

/*
 The value that was judged, as it was reported; "done" or "not_done" for what is attested. NULL if
 there is none. Borrowed from the evaluation.
 */
const char *zhibiao_evaluation_observed(const zhibiao_evaluation *evaluation);

/*
 The value of the baseline year it was compared with, as decimal text. NULL if there is none.
 Borrowed from the evaluation.
 */
const char *zhibiao_evaluation_baseline(const zhibiao_evaluation *evaluation);

/*
 The limit that applied, as decimal text: the plan's, the nearer end of a band, or what a baseline
 makes of it. NULL without a verdict, where it has more digits than a decimal holds (the verdict is
 exact even then), and where there is none: for what is attested, and for a rule that looks at every
 year. Borrowed from the evaluation.
 */
const char *zhibiao_evaluation_limit(const zhibiao_evaluation *evaluation);

/*
 The distance to the limit in the indicator's unit, as decimal text: positive on the good side, zero
 on the limit. NULL where the limit is, or where it has more digits than a decimal holds itself; but a
 rule that looks at every year has a margin, the smallest step from one year to the next. Borrowed from
 the evaluation.
 */
const char *zhibiao_evaluation_margin(const zhibiao_evaluation *evaluation);

/*
 1 if the verdict could have been the other one before the figures were rounded to the digits they
 were reported with, 0 if not.
 */
int32_t zhibiao_evaluation_is_rounding_sensitive(const zhibiao_evaluation *evaluation);

/*
 1 if the figure rests on so few cases that the limit lies inside its interval, 0 if not, or if no
 cases were given.
 */
int32_t zhibiao_evaluation_is_uncertain(const zhibiao_evaluation *evaluation);

/*
 The verdict seen together with those of earlier years: "met_early", "met", "met_late",
 "met_and_held", "met_again", "met_then_lost", "not_met", "undetermined". Borrowed from the
 evaluation; NULL for NULL.
 */
const char *zhibiao_evaluation_standing(const zhibiao_evaluation *evaluation);

/*
 Where the figure is heading; ZHIBIAO_OUTLOOK_NONE for NULL.
 */
zhibiao_outlook zhibiao_evaluation_outlook(const zhibiao_evaluation *evaluation);

/*
 The probability of missing the target, 0 to 1 with four decimals: "0.3781". NULL if there is none.
 Borrowed from the evaluation.
 */
const char *zhibiao_evaluation_probability(const zhibiao_evaluation *evaluation);

/*
 The value that the recent pace leads to in the target year, with the digits the indicator is written
 with. NULL if there is none. Borrowed from the evaluation.
 */
const char *zhibiao_evaluation_projected(const zhibiao_evaluation *evaluation);

/*
 How many warnings of the report are about it; 0 for NULL.
 */
size_t zhibiao_evaluation_warning_len(const zhibiao_evaluation *evaluation);

/*
 The position of one of them among the warnings of the report; SIZE_MAX past the last one.
 */
size_t zhibiao_evaluation_warning(const zhibiao_evaluation *evaluation,
                                  size_t index);

/*
 What an official report would say: the figure, the clause and the verdict. Borrowed from the
 evaluation; NULL for NULL, and for an unknown language.
 */
const char *zhibiao_evaluation_sentence(const zhibiao_evaluation *evaluation,
                                        zhibiao_language language);

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* ZHIBIAO_H */
