/*
 * Every function with every pointer NULL in turn: what needs the pointer fails, what can do without it goes on, and no
 * output is touched by a failure. (That none is left out is seen to by tests/capi/header.rs.)
 */
#include "expect.h"

static void names(void)
{
    EXPECT(zhibiao_error_status(NULL) == ZHIBIAO_OK);
    EXPECT(zhibiao_error_len(NULL) == 0);
    EXPECT(zhibiao_error_message(NULL, 0, ZHIBIAO_CHINESE) == NULL);
    EXPECT(zhibiao_error_subject(NULL, 0) == NULL);
    EXPECT(zhibiao_error_line(NULL, 0) == 0);
    EXPECT(zhibiao_error_column(NULL, 0) == 0);
    zhibiao_error_free(NULL);
}

static void registries(const zhibiao_registry *registry)
{
    static const char text[] = "letter = \"T\"";
    const char *names[] = {"plan.toml"}, *texts[] = {text}, *nothing[] = {NULL};
    const size_t lengths[] = {sizeof text - 1};
    zhibiao_registry *opened = POISON(zhibiao_registry);
    const zhibiao_indicator *indicator = POISON(const zhibiao_indicator);
    zhibiao_error *error = NULL;

    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_builtin(NULL));
    EXPECT(zhibiao_registry_len(NULL) == 0);
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_at(NULL, 0, &indicator));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_at(registry, 0, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_find(NULL, MORTALITY, &indicator, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_find(registry, NULL, &indicator, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_find(registry, MORTALITY, NULL, NULL));
    EXPECT(IS_POISON(indicator));
    EXPECT(zhibiao_registry_plan_len(NULL) == 0);
    EXPECT(zhibiao_registry_plan_id(NULL, 0) == NULL);
    EXPECT(zhibiao_registry_plan_identity(NULL, 0, ZHIBIAO_CHINESE) == NULL);
    EXPECT(zhibiao_registry_digest(NULL, 0) == NULL);
    zhibiao_registry_free(NULL);

    /* An error that is wanted tells of the pointer too. */
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_find(registry, NULL, &indicator, &error));
    EXPECT(zhibiao_error_status(error) == ZHIBIAO_ERROR_NULL && zhibiao_error_len(error) == 1);
    EXPECT(strlen(zhibiao_error_message(error, 0, ZHIBIAO_ENGLISH)) > 0);
    EXPECT_TEXT("", zhibiao_error_subject(error, 0));
    zhibiao_error_free(error);

    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_from_toml(NULL, NULL, texts, lengths, 1, &opened, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_from_toml(NULL, names, NULL, lengths, 1, &opened, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_from_toml(NULL, names, texts, NULL, 1, &opened, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_from_toml(NULL, names, texts, lengths, 1, NULL, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_from_toml(NULL, nothing, texts, lengths, 1, &opened, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_registry_from_toml(NULL, names, nothing, lengths, 1, &opened, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_PLAN_SOURCE, zhibiao_registry_from_toml(NULL, NULL, NULL, NULL, 0, &opened, NULL));
    EXPECT(IS_POISON(opened));
}

static void indicators(const zhibiao_indicator *indicator)
{
    zhibiao_verdict verdict = 77;
    zhibiao_reason reason = 77;
    char limit[ZHIBIAO_DECIMAL_SIZE] = "poison", margin[ZHIBIAO_DECIMAL_SIZE] = "poison";
    int32_t has_margin = 77;
    int64_t baseline = 910, mantissa = 77;
    uint32_t scale = 77;
    zhibiao_error *error = NULL;

    EXPECT(zhibiao_indicator_id(NULL) == NULL);
    EXPECT(zhibiao_indicator_name(NULL, ZHIBIAO_ENGLISH) == NULL);
    EXPECT(zhibiao_indicator_plan(NULL) == NULL);
    EXPECT(zhibiao_indicator_clause(NULL) == NULL);
    EXPECT(zhibiao_indicator_wording(NULL) == NULL);
    EXPECT(zhibiao_indicator_unit(NULL) == NULL);
    EXPECT(zhibiao_indicator_rule_kind(NULL) == 0);
    EXPECT(zhibiao_indicator_condition(NULL) == NULL);
    EXPECT(zhibiao_indicator_at_least(NULL) == NULL);
    EXPECT(zhibiao_indicator_at_most(NULL) == NULL);
    EXPECT(zhibiao_indicator_baseline_year(NULL) == 0);
    EXPECT(zhibiao_indicator_department_len(NULL) == 0);
    EXPECT(zhibiao_indicator_lead_len(NULL) == 0);
    EXPECT(zhibiao_indicator_department(NULL, 0, ZHIBIAO_CHINESE) == NULL);

    EXPECT_STATUS(ZHIBIAO_ERROR_NULL,
                  zhibiao_judge(NULL, 2023, "7.18", "9.1", &verdict, &reason, limit, margin, &error));
    zhibiao_error_free(error);
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL,
                  zhibiao_judge(indicator, 2023, NULL, "9.1", &verdict, &reason, limit, margin, NULL));
    EXPECT(verdict == 77 && reason == 77);
    EXPECT_TEXT("poison", limit);
    EXPECT_TEXT("poison", margin);
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_judge(indicator, 2023, "7.18", NULL, &verdict, &reason, limit, margin, NULL));
    EXPECT(verdict == ZHIBIAO_MET && reason == ZHIBIAO_REASON_NONE);
    EXPECT_TEXT("8.2", limit);
    EXPECT_TEXT("1.02", margin);
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_judge(indicator, 2023, "8.21", NULL, NULL, &reason, limit, margin, NULL));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_judge(indicator, 2023, "8.21", NULL, &verdict, NULL, limit, margin, NULL));
    EXPECT(verdict == ZHIBIAO_NOT_MET);
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_judge(indicator, 2023, "8.22", NULL, &verdict, &reason, NULL, margin, NULL));
    EXPECT_TEXT("-0.02", margin);
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_judge(indicator, 2023, "8.22", NULL, &verdict, &reason, limit, NULL, NULL));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_judge(indicator, 2023, "8.22", NULL, NULL, NULL, NULL, NULL, NULL));

    verdict = reason = 77;
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_judge_scaled(NULL, 2023, 718, 2, &baseline, &verdict, &reason,
                                                           &has_margin, &mantissa, &scale));
    EXPECT(verdict == 77 && reason == 77 && has_margin == 77 && mantissa == 77 && scale == 77);
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_judge_scaled(indicator, 2023, 718, 2, NULL, &verdict, &reason, &has_margin,
                                                   &mantissa, &scale));
    EXPECT(verdict == ZHIBIAO_MET && has_margin == 1 && mantissa == 102 && scale == 2);
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_judge_scaled(indicator, 2023, 718, 2, &baseline, NULL, NULL, NULL, NULL, NULL));
}

static void observing(const zhibiao_registry *registry, const zhibiao_indicator *indicator)
{
    static const char who[] = "市妇儿工委", what[] = "通报", day[] = "2024-12-31";
    const char *attested = NULL;
    zhibiao_observations *observations = POISON(zhibiao_observations);
    zhibiao_error *error = NULL;
    size_t index;

    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_observations_new(NULL, &observations));
    EXPECT(IS_POISON(observations));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_observations_new(registry, NULL));
    observations = observe(registry);

    EXPECT_STATUS(ZHIBIAO_ERROR_NULL,
                  zhibiao_observations_add(NULL, MORTALITY, "371500", NULL, 2023, "7", "1", "14000", &error));
    zhibiao_error_free(error);
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL,
                  zhibiao_observations_add(observations, NULL, "371500", NULL, 2023, "7", NULL, NULL, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL,
                  zhibiao_observations_add(observations, MORTALITY, NULL, NULL, 2023, "7", NULL, NULL, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL,
                  zhibiao_observations_add(observations, MORTALITY, "371500", NULL, 2023, NULL, NULL, NULL, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL,
                  zhibiao_observations_add_scaled(NULL, indicator, "371500", NULL, 2023, 7, 0, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL,
                  zhibiao_observations_add_scaled(observations, NULL, "371500", NULL, 2023, 7, 0, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL,
                  zhibiao_observations_add_scaled(observations, indicator, NULL, NULL, 2023, 7, 0, NULL));
    for (index = 0; index < zhibiao_registry_len(registry) && attested == NULL; index++) {
        const zhibiao_indicator *each;
        EXPECT_STATUS(ZHIBIAO_OK, zhibiao_registry_at(registry, index, &each));
        if (zhibiao_indicator_rule_kind(each) == ZHIBIAO_RULE_ATTESTED) {
            attested = zhibiao_indicator_id(each);
        }
    }
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_observations_add_attestation(NULL, attested, "371500", NULL, 2023, 1, who,
                                                                           what, day, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_observations_add_attestation(observations, NULL, "371500", NULL, 2023, 1,
                                                                           who, what, day, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_observations_add_attestation(observations, attested, NULL, NULL, 2023, 1,
                                                                           who, what, day, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_observations_add_attestation(observations, attested, "371500", NULL, 2023,
                                                                           1, NULL, what, day, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_observations_add_attestation(observations, attested, "371500", NULL, 2023,
                                                                           1, who, NULL, day, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_observations_add_attestation(observations, attested, "371500", NULL, 2023,
                                                                           1, who, what, NULL, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_observations_start_revision(NULL));
    EXPECT(zhibiao_observations_len(NULL) == 0);
    EXPECT(zhibiao_observations_len(observations) == 0);

    /* What may be left out. */
    EXPECT_STATUS(ZHIBIAO_OK, add(observations, MORTALITY, 2020, "7"));
    EXPECT_STATUS(ZHIBIAO_OK,
                  zhibiao_observations_add(observations, MORTALITY, "371500", "total", 2021, "8", NULL, "25000", NULL));
    EXPECT_STATUS(ZHIBIAO_OK,
                  zhibiao_observations_add(observations, MORTALITY, "371500", "total", 2022, "8", "2", NULL, NULL));
    EXPECT_STATUS(ZHIBIAO_OK,
                  zhibiao_observations_add_scaled(observations, indicator, "371500", NULL, 2023, 718, 2, NULL));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_observations_add_attestation(observations, attested, "371500", NULL, 2023, 1, who,
                                                                   what, day, NULL));
    EXPECT(zhibiao_observations_len(observations) == 5);
    zhibiao_observations_free(observations);
    zhibiao_observations_free(NULL);
}

static void setting(void)
{
    zhibiao_options *options;
    zhibiao_error *error = NULL;

    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_options_new(NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_options_set_stage(NULL, ZHIBIAO_STAGE_FINAL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_options_set_plan(NULL, "women"));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_options_set_region(NULL, "371500"));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_options_set_flag(NULL, ZHIBIAO_FLAG_GROUPS, 1));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_options_set_by(NULL, "plan"));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_options_set_basically_met(NULL, "1", &error));
    zhibiao_error_free(error);
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_options_set_confidence(NULL, "95"));

    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_new(&options));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_options_set_by(options, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_options_set_confidence(options, NULL));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_plan(options, NULL));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_region(options, NULL));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_basically_met(options, NULL, NULL));
    zhibiao_options_free(options);
    zhibiao_options_free(NULL);
}

static void assessing(const zhibiao_observations *observations)
{
    zhibiao_options *options;
    zhibiao_report *report = POISON(zhibiao_report);
    const zhibiao_evaluation *evaluation = POISON(const zhibiao_evaluation);
    const char *text = POISON(const char);
    size_t number = 77;
    zhibiao_error *error = NULL;

    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_new(&options));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_assess(NULL, 2023, options, &report, &error));
    zhibiao_error_free(error);
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_assess(observations, 2023, options, NULL, NULL));
    EXPECT(IS_POISON(report));
    zhibiao_options_free(options);
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_assess(observations, 2023, NULL, &report, NULL));

    EXPECT(zhibiao_report_len(NULL) == 0);
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_report_at(NULL, 0, &evaluation));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_report_at(report, 0, NULL));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_report_find(NULL, MORTALITY, "371500", NULL, &evaluation));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_report_find(report, NULL, "371500", NULL, &evaluation));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_report_find(report, MORTALITY, NULL, NULL, &evaluation));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_report_find(report, MORTALITY, "371500", NULL, NULL));
    EXPECT(IS_POISON(evaluation));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_report_count(NULL, ZHIBIAO_COUNT_MET, &number));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_report_count(report, ZHIBIAO_COUNT_MET, NULL));
    EXPECT(number == 77);
    EXPECT(zhibiao_report_attainment(NULL, ZHIBIAO_CHINESE) == NULL);
    EXPECT(zhibiao_report_warning_len(NULL) == 0);
    EXPECT(zhibiao_report_warning_kind(NULL, 0) == 0);
    EXPECT(zhibiao_report_warning_indicator(NULL, 0) == NULL);
    EXPECT(zhibiao_report_warning_sentence(NULL, 0, ZHIBIAO_CHINESE) == NULL);
    EXPECT(zhibiao_report_refused_len(NULL) == 0);
    EXPECT(zhibiao_report_refused(NULL, 0, ZHIBIAO_CHINESE) == NULL);
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_report_text(NULL, ZHIBIAO_FORMAT_TEXT, ZHIBIAO_CHINESE, &text));
    EXPECT_STATUS(ZHIBIAO_ERROR_NULL, zhibiao_report_text(report, ZHIBIAO_FORMAT_TEXT, ZHIBIAO_CHINESE, NULL));
    EXPECT(IS_POISON(text));

    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_report_find(report, MORTALITY, "371500", NULL, &evaluation));
    EXPECT_TEXT("7.18", zhibiao_evaluation_observed(evaluation));
    zhibiao_report_free(report);
    zhibiao_report_free(NULL);

    EXPECT(zhibiao_evaluation_indicator(NULL) == NULL);
    EXPECT(zhibiao_evaluation_region(NULL) == NULL);
    EXPECT(zhibiao_evaluation_group(NULL) == NULL);
    EXPECT(zhibiao_evaluation_year(NULL) == 0);
    EXPECT(zhibiao_evaluation_verdict(NULL) == ZHIBIAO_UNDETERMINED);
    EXPECT(zhibiao_evaluation_reason(NULL) == ZHIBIAO_REASON_NONE);
    EXPECT(zhibiao_evaluation_observed(NULL) == NULL);
    EXPECT(zhibiao_evaluation_baseline(NULL) == NULL);
    EXPECT(zhibiao_evaluation_limit(NULL) == NULL);
    EXPECT(zhibiao_evaluation_margin(NULL) == NULL);
    EXPECT(zhibiao_evaluation_is_rounding_sensitive(NULL) == 0);
    EXPECT(zhibiao_evaluation_is_uncertain(NULL) == 0);
    EXPECT(zhibiao_evaluation_standing(NULL) == NULL);
    EXPECT(zhibiao_evaluation_outlook(NULL) == ZHIBIAO_OUTLOOK_NONE);
    EXPECT(zhibiao_evaluation_probability(NULL) == NULL);
    EXPECT(zhibiao_evaluation_projected(NULL) == NULL);
    EXPECT(zhibiao_evaluation_warning_len(NULL) == 0);
    EXPECT(zhibiao_evaluation_warning(NULL, 0) == SIZE_MAX);
    EXPECT(zhibiao_evaluation_sentence(NULL, ZHIBIAO_CHINESE) == NULL);
}

int main(void)
{
    zhibiao_registry *registry = builtin();
    const zhibiao_indicator *indicator = find(registry, MORTALITY);
    zhibiao_observations *observations = observe(registry);

    EXPECT_STATUS(ZHIBIAO_OK, add(observations, MORTALITY, 2023, "7.18"));
    names();
    registries(registry);
    indicators(indicator);
    observing(registry, indicator);
    setting();
    assessing(observations);
    zhibiao_observations_free(observations);
    zhibiao_registry_free(registry);
    return 0;
}
