/* Texts, numbers, indexes and constants that are none: refused by their own status, with no output touched. */
#include "expect.h"

#include <limits.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static const char BROKEN[] = "\xE5\xAD"; /* Two bytes of the three of 孕. */

/* After a failure nothing was added. */
static void refuse(zhibiao_observations *observations, zhibiao_status status, const char *indicator, const char *region,
                   const char *group, int32_t year, const char *value, const char *numerator, const char *denominator,
                   const char *subject)
{
    size_t before = zhibiao_observations_len(observations);
    zhibiao_error *error = NULL;

    EXPECT_STATUS(status, zhibiao_observations_add(observations, indicator, region, group, year, value, numerator,
                                                   denominator, &error));
    EXPECT(zhibiao_error_status(error) == status);
    EXPECT(zhibiao_error_len(error) == 1);
    EXPECT_TEXT(subject, zhibiao_error_subject(error, 0));
    EXPECT(strlen(zhibiao_error_message(error, 0, ZHIBIAO_CHINESE)) > 0);
    EXPECT(strlen(zhibiao_error_message(error, 0, ZHIBIAO_ENGLISH)) > 0);
    EXPECT(zhibiao_error_message(error, 0, 2) == NULL);
    EXPECT(zhibiao_error_message(error, 0, -1) == NULL);
    EXPECT(zhibiao_error_message(error, 1, ZHIBIAO_CHINESE) == NULL);
    EXPECT(zhibiao_error_message(error, SIZE_MAX, ZHIBIAO_CHINESE) == NULL);
    EXPECT(zhibiao_error_subject(error, SIZE_MAX) == NULL);
    EXPECT(zhibiao_error_line(error, 0) == 0 && zhibiao_error_column(error, 0) == 0);
    EXPECT(zhibiao_error_line(error, SIZE_MAX) == 0 && zhibiao_error_column(error, SIZE_MAX) == 0);
    zhibiao_error_free(error);
    EXPECT(zhibiao_observations_len(observations) == before);
}

static void numbers(const zhibiao_indicator *indicator, zhibiao_observations *observations)
{
    static const char *const none[] = {
        "",      " ",     "1e3",  "1E3",   "8,2",  "+8",   " 8",   "8 ",  "8.",  ".8",
        "NaN",   "nan",   "inf",  "-inf",  "0x8",  "8_0",  "--8",  "-",   ".",   "8.2.1",
        "８.２", "8\n",   "八",   "Infinity", "1/2", "8.2%", "8\xC2\xA0",
        "123456789012345678901234567890", "0.123456789012345678901234567890", "79228162514264337593543950336",
    };
    char limit[ZHIBIAO_DECIMAL_SIZE] = "poison", margin[ZHIBIAO_DECIMAL_SIZE] = "poison";
    zhibiao_verdict verdict = 77;
    zhibiao_reason reason = 77;
    int32_t has_margin = 77;
    int64_t mantissa = 77, below = -1;
    uint32_t scale = 77;
    size_t index;

    for (index = 0; index < LENGTH(none); index++) {
        zhibiao_error *error = NULL;

        EXPECT_STATUS(ZHIBIAO_ERROR_DECIMAL, zhibiao_judge(indicator, 2023, none[index], NULL, &verdict, &reason,
                                                           limit, margin, &error));
        EXPECT_TEXT("value", zhibiao_error_subject(error, 0));
        zhibiao_error_free(error);
        EXPECT_STATUS(ZHIBIAO_ERROR_DECIMAL,
                      zhibiao_judge(indicator, 2023, "8.2", none[index], &verdict, &reason, limit, margin, &error));
        EXPECT_TEXT("baseline", zhibiao_error_subject(error, 0));
        zhibiao_error_free(error);
    }
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8,
                  zhibiao_judge(indicator, 2023, BROKEN, NULL, &verdict, &reason, limit, margin, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8,
                  zhibiao_judge(indicator, 2023, "8.2", BROKEN, &verdict, &reason, limit, margin, NULL));
    {
        zhibiao_error *error = NULL;

        EXPECT_STATUS(ZHIBIAO_ERROR_UNIT,
                      zhibiao_judge(indicator, 2023, "-8.2", NULL, &verdict, &reason, limit, margin, &error));
        EXPECT_TEXT("value", zhibiao_error_subject(error, 0));
        EXPECT_TEXT("found `-8.2`, expected 0 to 100000 (per_100k_live_births)",
                    zhibiao_error_message(error, 0, ZHIBIAO_ENGLISH));
        zhibiao_error_free(error);
        EXPECT_STATUS(ZHIBIAO_ERROR_UNIT,
                      zhibiao_judge(indicator, 2023, "8.2", "-1", &verdict, &reason, limit, margin, &error));
        EXPECT_TEXT("baseline", zhibiao_error_subject(error, 0));
        EXPECT_TEXT("found `-1`, expected 0 to 100000 (per_100k_live_births)",
                    zhibiao_error_message(error, 0, ZHIBIAO_ENGLISH));
        zhibiao_error_free(error);
        EXPECT_STATUS(ZHIBIAO_ERROR_PERIOD,
                      zhibiao_judge(indicator, 1800, "8.2", NULL, &verdict, &reason, limit, margin, &error));
        EXPECT_TEXT("year", zhibiao_error_subject(error, 0));
        EXPECT_TEXT("found `1800`, expected a year from 1900 to 2100",
                    zhibiao_error_message(error, 0, ZHIBIAO_ENGLISH));
        zhibiao_error_free(error);
    }
    for (index = 0; index < 6; index++) {
        static const int32_t years[] = {1899, 2101, 0, -1, INT32_MIN, INT32_MAX};

        EXPECT_STATUS(ZHIBIAO_ERROR_PERIOD,
                      zhibiao_judge(indicator, years[index], "8.2", NULL, &verdict, &reason, limit, margin, NULL));
        EXPECT_STATUS(ZHIBIAO_ERROR_PERIOD, zhibiao_judge_scaled(indicator, years[index], 82, 1, NULL, &verdict, &reason,
                                                                 &has_margin, &mantissa, &scale));
        refuse(observations, ZHIBIAO_ERROR_PERIOD, MORTALITY, "371500", NULL, years[index], "8.2", NULL, NULL, "year");
    }
    EXPECT_STATUS(ZHIBIAO_ERROR_DECIMAL, zhibiao_judge_scaled(indicator, 2023, 82, 29, NULL, &verdict, &reason,
                                                              &has_margin, &mantissa, &scale));
    EXPECT_STATUS(ZHIBIAO_ERROR_DECIMAL, zhibiao_judge_scaled(indicator, 2023, 82, UINT32_MAX, NULL, &verdict, &reason,
                                                              &has_margin, &mantissa, &scale));
    EXPECT_STATUS(ZHIBIAO_ERROR_UNIT, zhibiao_judge_scaled(indicator, 2023, INT64_MIN, 0, NULL, &verdict, &reason,
                                                           &has_margin, &mantissa, &scale));
    EXPECT_STATUS(ZHIBIAO_ERROR_UNIT, zhibiao_judge_scaled(indicator, 2023, 82, 1, &below, &verdict, &reason,
                                                           &has_margin, &mantissa, &scale));
    EXPECT(verdict == 77 && reason == 77 && has_margin == 77 && mantissa == 77 && scale == 77);
    EXPECT_TEXT("poison", limit);
    EXPECT_TEXT("poison", margin);

    /* As many digits as there can be, written with their end. */
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_judge(indicator, 2023, "0.0000000000000000000000000001", NULL, &verdict, &reason,
                                            limit, margin, NULL));
    EXPECT(verdict == ZHIBIAO_MET && strlen(margin) < ZHIBIAO_DECIMAL_SIZE);
    /* A margin that has no 64-bit mantissa is not written, and said to be none. */
    has_margin = 77;
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_judge_scaled(indicator, 2023, 1, 28, NULL, &verdict, &reason, &has_margin,
                                                   &mantissa, &scale));
    EXPECT(verdict == ZHIBIAO_MET && has_margin == 0 && mantissa == 77 && scale == 77);
}

static void observing(zhibiao_observations *observations)
{
    static const char *const none[] = {"1e3", "8,2", "NaN", "123456789012345678901234567890"};
    char longest[300];
    size_t index;

    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    for (index = 0; index < LENGTH(none); index++) {
        refuse(observations, ZHIBIAO_ERROR_DECIMAL, MORTALITY, "371500", NULL, 2023, none[index], NULL, NULL, "value");
        refuse(observations, ZHIBIAO_ERROR_DECIMAL, MORTALITY, "371500", NULL, 2023, "8", none[index], "1",
               "numerator");
        refuse(observations, ZHIBIAO_ERROR_DECIMAL, MORTALITY, "371500", NULL, 2023, "8", "1", none[index],
               "denominator");
    }
    refuse(observations, ZHIBIAO_ERROR_UTF8, BROKEN, "371500", NULL, 2023, "8", NULL, NULL, "");
    refuse(observations, ZHIBIAO_ERROR_UTF8, MORTALITY, BROKEN, NULL, 2023, "8", NULL, NULL, "");
    refuse(observations, ZHIBIAO_ERROR_UTF8, MORTALITY, "371500", BROKEN, 2023, "8", NULL, NULL, "");
    refuse(observations, ZHIBIAO_ERROR_UTF8, MORTALITY, "371500", NULL, 2023, BROKEN, NULL, NULL, "");
    refuse(observations, ZHIBIAO_ERROR_UTF8, MORTALITY, "371500", NULL, 2023, "8", BROKEN, NULL, "");
    refuse(observations, ZHIBIAO_ERROR_UTF8, MORTALITY, "371500", NULL, 2023, "8", NULL, BROKEN, "");
    refuse(observations, ZHIBIAO_ERROR_INDICATOR, "women.health.maternal_mortality", "371500", NULL, 2023, "8", NULL,
           NULL, "indicator");
    refuse(observations, ZHIBIAO_ERROR_TEXT, "", "371500", NULL, 2023, "8", NULL, NULL, "indicator");
    refuse(observations, ZHIBIAO_ERROR_TEXT, MORTALITY, "", NULL, 2023, "8", NULL, NULL, "region");
    refuse(observations, ZHIBIAO_ERROR_TEXT, MORTALITY, "371500", longest, 2023, "8", NULL, NULL, "group");
    refuse(observations, ZHIBIAO_ERROR_TEXT, MORTALITY, "371500", NULL, 2023, "", NULL, NULL, "value");
    refuse(observations, ZHIBIAO_ERROR_REGION, MORTALITY, "37150", NULL, 2023, "8", NULL, NULL, "region");
    refuse(observations, ZHIBIAO_ERROR_UNIT, MORTALITY, "371500", NULL, 2023, "-8", NULL, NULL, "value");
    refuse(observations, ZHIBIAO_ERROR_CASES, MORTALITY, "371500", NULL, 2023, "8", "-1", "10", "numerator");
    refuse(observations, ZHIBIAO_ERROR_CASES, MORTALITY, "371500", NULL, 2023, "8", "1", "0", "denominator");
    EXPECT_STATUS(ZHIBIAO_ERROR_ATTESTATION,
                  zhibiao_observations_add_attestation(observations, MORTALITY, "371500", NULL, 2023, 1, "市妇儿工委",
                                                       "通报", "2024-12-31", NULL));
    EXPECT(zhibiao_observations_len(observations) == 0);
}

static void contradicting(zhibiao_registry *registry)
{
    zhibiao_observations *observations = observe(registry);
    zhibiao_report *report;
    const zhibiao_evaluation *evaluation;
    size_t index;

    EXPECT_STATUS(ZHIBIAO_OK, add(observations, MORTALITY, 2023, "8"));
    EXPECT_STATUS(ZHIBIAO_OK, add(observations, MORTALITY, 2023, "8.0"));
    EXPECT_STATUS(ZHIBIAO_ERROR_DUPLICATE, add(observations, MORTALITY, 2023, "9"));
    /* A contradiction stays one, whatever is said besides. */
    EXPECT_STATUS(ZHIBIAO_ERROR_DUPLICATE, add(observations, MORTALITY, 2023, "9"));
    EXPECT_STATUS(ZHIBIAO_ERROR_DUPLICATE, add(observations, MORTALITY, 2023, "8"));
    EXPECT(zhibiao_observations_len(observations) == 5);
    /* Other cases contradict each other, also where a figure with more digits and without any stands between them. */
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_observations_add(observations, MORTALITY, "371500", NULL, 2022, "8", "2", "25000",
                                                       NULL));
    EXPECT_STATUS(ZHIBIAO_OK, add(observations, MORTALITY, 2022, "8.0"));
    EXPECT_STATUS(ZHIBIAO_ERROR_DUPLICATE,
                  zhibiao_observations_add(observations, MORTALITY, "371500", NULL, 2022, "8", "4", "50000", NULL));
    report = assess(observations, 2023);
    EXPECT(zhibiao_report_refused_len(report) == 8);
    for (index = 0; index < 8; index++) {
        EXPECT(zhibiao_report_refused(report, index, ZHIBIAO_CHINESE) != NULL);
        EXPECT(zhibiao_report_refused(report, index, ZHIBIAO_ENGLISH) != NULL);
        EXPECT(zhibiao_report_refused(report, index, 2) == NULL);
    }
    EXPECT(zhibiao_report_refused(report, 8, ZHIBIAO_CHINESE) == NULL);
    EXPECT(zhibiao_report_refused(report, SIZE_MAX, ZHIBIAO_CHINESE) == NULL);
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_report_find(report, MORTALITY, "聊城市", "", &evaluation));
    EXPECT(zhibiao_evaluation_verdict(evaluation) == ZHIBIAO_UNDETERMINED);
    EXPECT(zhibiao_evaluation_reason(evaluation) == ZHIBIAO_REASON_CONFLICTING_VALUES);
    zhibiao_report_free(report);

    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_observations_start_revision(observations));
    EXPECT_STATUS(ZHIBIAO_OK, add(observations, MORTALITY, 2023, "9"));
    report = assess(observations, 2023);
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_report_find(report, MORTALITY, "371500", NULL, &evaluation));
    EXPECT(zhibiao_evaluation_verdict(evaluation) == ZHIBIAO_NOT_MET);
    zhibiao_report_free(report);
    zhibiao_observations_free(observations);
}

static void indexes(zhibiao_registry *registry, const zhibiao_indicator *indicator)
{
    const size_t past[] = {zhibiao_registry_len(registry), SIZE_MAX, SIZE_MAX - 1, (size_t)1 << 31};
    const zhibiao_indicator *found = POISON(const zhibiao_indicator);
    const zhibiao_evaluation *evaluation = POISON(const zhibiao_evaluation);
    zhibiao_observations *observations = observe(registry);
    zhibiao_report *report;
    const char *text = POISON(const char);
    size_t index, number = 77;
    int32_t constant;

    EXPECT_STATUS(ZHIBIAO_OK, add(observations, MORTALITY, 2023, "9"));
    report = assess(observations, 2023);
    for (index = 0; index < LENGTH(past); index++) {
        EXPECT_STATUS(ZHIBIAO_ERROR_INDEX, zhibiao_registry_at(registry, past[index], &found));
        EXPECT(zhibiao_registry_plan_id(registry, past[index]) == NULL);
        EXPECT(zhibiao_registry_plan_identity(registry, past[index], ZHIBIAO_CHINESE) == NULL);
        EXPECT(zhibiao_registry_digest(registry, past[index]) == NULL);
        EXPECT(zhibiao_indicator_department(indicator, past[index], ZHIBIAO_CHINESE) == NULL);
        EXPECT_STATUS(ZHIBIAO_ERROR_INDEX, zhibiao_report_at(report, past[index], &evaluation));
        EXPECT(zhibiao_report_warning_kind(report, past[index]) == 0);
        EXPECT(zhibiao_report_warning_indicator(report, past[index]) == NULL);
        EXPECT(zhibiao_report_warning_sentence(report, past[index], ZHIBIAO_CHINESE) == NULL);
        EXPECT(zhibiao_report_refused(report, past[index], ZHIBIAO_CHINESE) == NULL);
    }
    EXPECT(zhibiao_registry_plan_id(registry, zhibiao_registry_plan_len(registry)) == NULL);
    EXPECT_STATUS(ZHIBIAO_ERROR_INDEX, zhibiao_report_at(report, zhibiao_report_len(report), &evaluation));
    EXPECT_STATUS(ZHIBIAO_ERROR_INDICATOR, zhibiao_report_find(report, "", "371500", NULL, &evaluation));
    EXPECT_STATUS(ZHIBIAO_ERROR_NOT_FOUND, zhibiao_report_find(report, MORTALITY, "371502", NULL, &evaluation));
    EXPECT_STATUS(ZHIBIAO_ERROR_NOT_FOUND, zhibiao_report_find(report, MORTALITY, "371500", "urban", &evaluation));
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8, zhibiao_report_find(report, BROKEN, "371500", NULL, &evaluation));
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8, zhibiao_report_find(report, MORTALITY, BROKEN, NULL, &evaluation));
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8, zhibiao_report_find(report, MORTALITY, "371500", BROKEN, &evaluation));
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8, zhibiao_registry_find(registry, BROKEN, &found, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_INDICATOR, zhibiao_registry_find(registry, "", &found, NULL));
    /* Both plans have it. */
    EXPECT_STATUS(ZHIBIAO_ERROR_INDICATOR, zhibiao_registry_find(registry, "九年义务教育巩固率", &found, NULL));
    EXPECT(IS_POISON(found) && IS_POISON(evaluation));

    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_report_at(report, 0, &evaluation));
    EXPECT(zhibiao_evaluation_warning(evaluation, zhibiao_evaluation_warning_len(evaluation)) == SIZE_MAX);
    EXPECT(zhibiao_evaluation_warning(evaluation, SIZE_MAX) == SIZE_MAX);
    for (index = 0; index < 4; index++) {
        static const int32_t none[] = {-1, 2, INT32_MIN, INT32_MAX};

        constant = none[index];
        EXPECT(zhibiao_indicator_name(indicator, constant) == NULL);
        EXPECT(zhibiao_indicator_department(indicator, 0, constant) == NULL);
        EXPECT(zhibiao_registry_plan_identity(registry, 0, constant) == NULL);
        EXPECT(zhibiao_report_attainment(report, constant) == NULL);
        EXPECT(zhibiao_report_warning_sentence(report, 0, constant) == NULL);
        EXPECT(zhibiao_evaluation_sentence(evaluation, constant) == NULL);
        EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_report_text(report, ZHIBIAO_FORMAT_TEXT, constant, &text));
        EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_report_text(report, ZHIBIAO_FORMAT_JSON, constant, &text));
        constant = constant == 2 ? 3 : constant;
        EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_report_text(report, constant, ZHIBIAO_CHINESE, &text));
        constant = constant == 3 ? 11 : constant;
        EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_report_count(report, constant, &number));
    }
    EXPECT(IS_POISON(text) && number == 77);
    zhibiao_report_free(report);
    zhibiao_observations_free(observations);
}

/* What an assessment of one figure counts with these options. */
static size_t counted(zhibiao_registry *registry, const zhibiao_options *options, zhibiao_count count)
{
    zhibiao_observations *observations = observe(registry);
    zhibiao_report *report;
    size_t number;

    EXPECT_STATUS(ZHIBIAO_OK, add(observations, MORTALITY, 2023, "9"));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_assess(observations, 2023, options, &report, NULL));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_report_count(report, count, &number));
    zhibiao_report_free(report);
    zhibiao_observations_free(observations);
    return number;
}

static void options(zhibiao_registry *registry)
{
    static const char *const none[] = {"", "1e3", "NaN", "x"};
    zhibiao_observations *observations = observe(registry);
    zhibiao_options *options;
    zhibiao_report *report = POISON(zhibiao_report);
    zhibiao_error *error = NULL;
    size_t index;

    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_new(&options));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_flag(options, ZHIBIAO_FLAG_UNREPORTED, 0));
    EXPECT(counted(registry, options, ZHIBIAO_COUNT_ITEMS) == 1);
    /* What is refused leaves the options as they were. */
    EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_options_set_stage(options, 3));
    EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_options_set_stage(options, -1));
    EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_options_set_flag(options, 3, 1));
    EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_options_set_flag(options, INT32_MIN, 1));
    EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_options_set_by(options, "plan,nothing"));
    EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_options_set_by(options, ","));
    EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_options_set_confidence(options, "50"));
    EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_options_set_confidence(options, ""));
    EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_options_set_basically_met(options, "100.1", NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_OPTION, zhibiao_options_set_basically_met(options, "-1", NULL));
    for (index = 0; index < LENGTH(none); index++) {
        EXPECT_STATUS(ZHIBIAO_ERROR_DECIMAL, zhibiao_options_set_basically_met(options, none[index], NULL));
    }
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8, zhibiao_options_set_plan(options, BROKEN));
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8, zhibiao_options_set_region(options, BROKEN));
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8, zhibiao_options_set_by(options, BROKEN));
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8, zhibiao_options_set_basically_met(options, BROKEN, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8, zhibiao_options_set_confidence(options, BROKEN));
    EXPECT(counted(registry, options, ZHIBIAO_COUNT_NOT_MET) == 1);
    EXPECT(counted(registry, options, ZHIBIAO_COUNT_BASICALLY_MET) == 0);

    /* And what is not, changes them. */
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_stage(options, ZHIBIAO_STAGE_MID_TERM));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_by(options, ""));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_by(options, "plan,domain,lead,responsible,region"));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_confidence(options, "99.8"));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_basically_met(options, "100", NULL));
    EXPECT(counted(registry, options, ZHIBIAO_COUNT_BASICALLY_MET) == 1);
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_region(options, "聊城市"));
    EXPECT(counted(registry, options, ZHIBIAO_COUNT_ITEMS) == 1);
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_plan(options, "children"));
    EXPECT(counted(registry, options, ZHIBIAO_COUNT_ITEMS) == 0);

    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_plan(options, "men"));
    EXPECT_STATUS(ZHIBIAO_ERROR_NOT_FOUND, zhibiao_assess(observations, 2023, options, &report, &error));
    EXPECT_TEXT("plan", zhibiao_error_subject(error, 0));
    zhibiao_error_free(error);
    EXPECT_STATUS(ZHIBIAO_ERROR_PERIOD, zhibiao_assess(observations, 1899, NULL, &report, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_PERIOD, zhibiao_assess(observations, INT32_MIN, NULL, &report, NULL));
    EXPECT(IS_POISON(report));
    zhibiao_options_free(options);
    zhibiao_observations_free(observations);
}

static zhibiao_status open_text(const zhibiao_registry *base, const char *name, const char *text, size_t length,
                                zhibiao_registry **registry, zhibiao_error **error)
{
    return zhibiao_registry_from_toml(base, &name, &text, &length, 1, registry, error);
}

static void plans(const zhibiao_registry *base)
{
    static const char syntax[] = "letter = \"T\"\ntitle = {", rule[] = "id = \"t\"\nanything = 1\nsection = 2\n";
    zhibiao_registry *registry = POISON(zhibiao_registry);
    zhibiao_error *error = NULL;

    EXPECT_STATUS(ZHIBIAO_ERROR_PLAN_SYNTAX, open_text(NULL, "a.toml", syntax, sizeof syntax - 1, &registry, &error));
    EXPECT(zhibiao_error_len(error) >= 1);
    EXPECT_TEXT("a.toml", zhibiao_error_subject(error, 0));
    EXPECT(zhibiao_error_line(error, 0) >= 1 && zhibiao_error_column(error, 0) >= 1);
    zhibiao_error_free(error);
    error = NULL;
    /* Both mistakes and more, each at its place. */
    EXPECT_STATUS(ZHIBIAO_ERROR_PLAN_RULE, open_text(base, "b.toml", rule, sizeof rule - 1, &registry, &error));
    EXPECT(zhibiao_error_len(error) > 1);
    /* Subject, line and column tell the place, and the message does not again. */
    EXPECT(zhibiao_error_line(error, 1) >= 1);
    EXPECT(strstr(zhibiao_error_message(error, 1, ZHIBIAO_ENGLISH), "b.toml") == NULL);
    size_t section = 0;
    while (section < zhibiao_error_len(error) && zhibiao_error_line(error, section) != 3) {
        section++;
    }
    EXPECT_TEXT("`section`: found `2`, expected an array of tables", zhibiao_error_message(error, section, ZHIBIAO_ENGLISH));
    zhibiao_error_free(error);
    EXPECT_STATUS(ZHIBIAO_ERROR_PLAN_RULE, open_text(NULL, "b.toml", rule, 0, &registry, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8, open_text(NULL, "b.toml", BROKEN, sizeof BROKEN - 1, &registry, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_UTF8, open_text(NULL, BROKEN, rule, sizeof rule - 1, &registry, NULL));
    /* A length that is too large is refused before a byte is read. */
    EXPECT_STATUS(ZHIBIAO_ERROR_PLAN_SOURCE, open_text(NULL, "b.toml", rule, SIZE_MAX, &registry, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_PLAN_SOURCE, open_text(NULL, "b.toml", rule, ((size_t)4 << 20) + 1, &registry, NULL));
    EXPECT(IS_POISON(registry));
}

/* A plan with one indicator in a unit. */
static zhibiao_registry *edition(const char *unit)
{
    static const char plan[] =
        "id = \"county\"\nletter = \"G\"\ntitle = { zh = \"某县规划\", en = \"A county's plan\" }\n"
        "short_title = { zh = \"县规划\", en = \"county\" }\nregion = \"371526\"\n"
        "document = { number = \"1\", issuer = { zh = \"某县\", en = \"A county\" }, issued = \"2022-01-31\" }\n"
        "period = { first_year = 2021, last_year = 2025, baseline_year = 2020, midterm_year = 2023 }\n"
        "[[section]]\nslug = \"health\"\ndomain = 1\ntitle = { zh = \"健康\", en = \"Health\" }\n"
        "[[section.objective]]\nitem = 1\ntitle = { zh = \"目标\", en = \"Objective\" }\n"
        "[[section.objective.indicator]]\nid = \"mortality\"\nname = { zh = \"死亡率\", en = \"Mortality\" }\n"
        "applies_at = \"county\"\nwording = \"8以下\"\nrule = { kind = \"upper_bound\", limit = \"8\" }\nunit = \"%s\"\n";
    char text[2048];
    int length = snprintf(text, sizeof text, plan, unit);
    zhibiao_registry *registry;

    EXPECT(length > 0 && (size_t)length < sizeof text);
    EXPECT_STATUS(ZHIBIAO_OK, open_text(NULL, "edition.toml", text, (size_t)length, &registry, NULL));
    return registry;
}

/* Two editions of a plan have the same ids: 790 of 100,000 must not be taken for 7.9 of 1,000. */
static void editions(void)
{
    zhibiao_registry *one = edition("per_100k_live_births"), *other = edition("per_1k_live_births");
    zhibiao_registry *again = edition("per_1k_live_births");
    zhibiao_observations *observations = observe(other);
    zhibiao_error *error = NULL;

    EXPECT_STATUS(ZHIBIAO_ERROR_INDICATOR,
                  zhibiao_observations_add_scaled(observations, find(one, "county.health.mortality"), "371526", NULL, 2023,
                                                  79, 1, &error));
    EXPECT_TEXT("indicator", zhibiao_error_subject(error, 0));
    EXPECT(strstr(zhibiao_error_message(error, 0, ZHIBIAO_ENGLISH), "another registry") != NULL);
    zhibiao_error_free(error);
    EXPECT(zhibiao_observations_len(observations) == 0);
    /* The same promise twice is no danger. */
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_observations_add_scaled(observations, find(again, "county.health.mortality"),
                                                              "371526", NULL, 2023, 79, 1, NULL));
    zhibiao_observations_free(observations);
    zhibiao_registry_free(one);
    zhibiao_registry_free(other);
    zhibiao_registry_free(again);
}

int main(void)
{
    zhibiao_registry *registry = builtin();
    const zhibiao_indicator *indicator = find(registry, "孕产妇死亡率");
    zhibiao_observations *observations = observe(registry);

    EXPECT_TEXT(MORTALITY, zhibiao_indicator_id(indicator));
    numbers(indicator, observations);
    observing(observations);
    contradicting(registry);
    indexes(registry, indicator);
    options(registry);
    plans(registry);
    editions();
    zhibiao_observations_free(observations);
    zhibiao_registry_free(registry);
    return 0;
}
