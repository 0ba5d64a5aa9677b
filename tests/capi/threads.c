/* Eight threads on one registry and one report: they ask at the same time for texts that nobody has asked for yet. */
#include "expect.h"

#include <pthread.h>

enum { THREADS = 8, TEXTS = 6000 };

typedef struct {
    const zhibiao_registry *registry;
    const zhibiao_report *report;
    pthread_mutex_t *start;
    const char *texts[TEXTS];
    size_t length;
} work;

static void keep(work *work, const char *text)
{
    EXPECT(work->length < TEXTS);
    work->texts[work->length++] = text;
}

static void *run(void *argument)
{
    work *mine = (work *)argument;
    const char *text;
    size_t index;
    int32_t language, format;

    /* All wait here until the last one has been started. */
    EXPECT(pthread_mutex_lock(mine->start) == 0 && pthread_mutex_unlock(mine->start) == 0);
    for (format = ZHIBIAO_FORMAT_TEXT; format <= ZHIBIAO_FORMAT_JSON; format++) {
        for (language = ZHIBIAO_CHINESE; language <= ZHIBIAO_ENGLISH; language++) {
            EXPECT_STATUS(ZHIBIAO_OK, zhibiao_report_text(mine->report, format, language, &text));
            keep(mine, text);
        }
    }
    for (index = 0; index < zhibiao_report_len(mine->report); index++) {
        const zhibiao_evaluation *evaluation;

        EXPECT_STATUS(ZHIBIAO_OK, zhibiao_report_at(mine->report, index, &evaluation));
        keep(mine, zhibiao_evaluation_region(evaluation));
        keep(mine, zhibiao_evaluation_group(evaluation));
        keep(mine, zhibiao_evaluation_observed(evaluation));
        keep(mine, zhibiao_evaluation_limit(evaluation));
        keep(mine, zhibiao_evaluation_margin(evaluation));
        keep(mine, zhibiao_evaluation_standing(evaluation));
        keep(mine, zhibiao_evaluation_probability(evaluation));
        keep(mine, zhibiao_evaluation_projected(evaluation));
        keep(mine, zhibiao_evaluation_sentence(evaluation, ZHIBIAO_CHINESE));
        keep(mine, zhibiao_evaluation_sentence(evaluation, ZHIBIAO_ENGLISH));
    }
    for (index = 0; index < zhibiao_report_warning_len(mine->report); index++) {
        keep(mine, zhibiao_report_warning_sentence(mine->report, index, ZHIBIAO_CHINESE));
    }
    keep(mine, zhibiao_report_attainment(mine->report, ZHIBIAO_CHINESE));
    for (index = 0; index < zhibiao_registry_len(mine->registry); index++) {
        const zhibiao_indicator *indicator;
        zhibiao_verdict verdict;

        EXPECT_STATUS(ZHIBIAO_OK, zhibiao_registry_at(mine->registry, index, &indicator));
        keep(mine, zhibiao_indicator_id(indicator));
        keep(mine, zhibiao_indicator_name(indicator, ZHIBIAO_CHINESE));
        keep(mine, zhibiao_indicator_name(indicator, ZHIBIAO_ENGLISH));
        keep(mine, zhibiao_indicator_clause(indicator));
        keep(mine, zhibiao_indicator_condition(indicator));
        keep(mine, zhibiao_indicator_department(indicator, 0, ZHIBIAO_CHINESE));
        if (zhibiao_indicator_rule_kind(indicator) != ZHIBIAO_RULE_ATTESTED) {
            zhibiao_status status = zhibiao_judge(indicator, 2023, "50", NULL, &verdict, NULL, NULL, NULL, NULL);
            keep(mine, status ? zhibiao_status_name(status) : zhibiao_verdict_name(verdict));
        }
    }
    for (index = 0; index < zhibiao_registry_plan_len(mine->registry); index++) {
        keep(mine, zhibiao_registry_plan_id(mine->registry, index));
        keep(mine, zhibiao_registry_plan_identity(mine->registry, index, ZHIBIAO_CHINESE));
        keep(mine, zhibiao_registry_digest(mine->registry, index));
    }
    return NULL;
}

int main(void)
{
    static work all[THREADS];
    pthread_t threads[THREADS];
    pthread_mutex_t start = PTHREAD_MUTEX_INITIALIZER;
    zhibiao_registry *registry = builtin();
    zhibiao_observations *observations = observe(registry);
    zhibiao_report *report;
    size_t index, text;

    for (index = 0; index < zhibiao_registry_len(registry); index++) {
        const zhibiao_indicator *indicator;
        int32_t year;

        EXPECT_STATUS(ZHIBIAO_OK, zhibiao_registry_at(registry, index, &indicator));
        for (year = 2019; year <= 2023 && index % 3 == 0; year++) {
            /* Some take no such figure; what is left is enough. */
            (void)zhibiao_observations_add_scaled(observations, indicator, "371500", NULL, year, 50 + year % 4, 0,
                                                  NULL);
        }
    }
    report = assess(observations, 2023);
    EXPECT(zhibiao_report_len(report) > 50 && zhibiao_report_warning_len(report) > 5);
    EXPECT(pthread_mutex_lock(&start) == 0);
    for (index = 0; index < THREADS; index++) {
        all[index].registry = registry;
        all[index].report = report;
        all[index].start = &start;
        EXPECT(pthread_create(&threads[index], NULL, run, &all[index]) == 0);
    }
    EXPECT(pthread_mutex_unlock(&start) == 0);
    for (index = 0; index < THREADS; index++) {
        EXPECT(pthread_join(threads[index], NULL) == 0);
    }
    /* The very same texts: each was made once. */
    for (index = 1; index < THREADS; index++) {
        EXPECT(all[index].length == all[0].length && all[0].length > 1000);
        for (text = 0; text < all[0].length; text++) {
            EXPECT(all[index].texts[text] == all[0].texts[text]);
        }
    }
    pthread_mutex_destroy(&start);
    zhibiao_report_free(report);
    zhibiao_observations_free(observations);
    zhibiao_registry_free(registry);
    return 0;
}
