/* Handles may be freed in any order, and what is left of them stays usable. Valgrind sees whether that is so. */
#include "expect.h"

enum { REGISTRY, OBSERVATIONS, OPTIONS, REPORT, ERROR, HANDLES };

typedef struct {
    zhibiao_registry *registry;
    zhibiao_observations *observations;
    zhibiao_options *options;
    zhibiao_report *report;
    zhibiao_error *error;
    const zhibiao_indicator *indicator;
    const zhibiao_evaluation *evaluation;
    const char *sentence;
} handles;

static handles open_all(void)
{
    handles all;

    memset(&all, 0, sizeof all);
    all.registry = builtin();
    all.indicator = find(all.registry, MORTALITY);
    all.observations = observe(all.registry);
    EXPECT_STATUS(ZHIBIAO_OK, add(all.observations, MORTALITY, 2022, "8.0"));
    EXPECT_STATUS(ZHIBIAO_OK, add(all.observations, MORTALITY, 2023, "7.18"));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_new(&all.options));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_options_set_region(all.options, "371500"));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_assess(all.observations, 2023, all.options, &all.report, &all.error));
    EXPECT(all.error == NULL);
    EXPECT_STATUS(ZHIBIAO_ERROR_INDICATOR,
                  zhibiao_observations_add(all.observations, "?", "371500", NULL, 2023, "8", NULL, NULL, &all.error));
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_report_at(all.report, 0, &all.evaluation));
    all.sentence = zhibiao_evaluation_sentence(all.evaluation, ZHIBIAO_CHINESE);
    return all;
}

static void free_one(handles *all, int which)
{
    switch (which) {
    case REGISTRY:
        zhibiao_registry_free(all->registry);
        all->registry = NULL;
        break;
    case OBSERVATIONS:
        zhibiao_report_free(assess(all->observations, 2023));
        zhibiao_observations_free(all->observations);
        all->observations = NULL;
        break;
    case OPTIONS:
        zhibiao_options_free(all->options);
        all->options = NULL;
        break;
    case REPORT:
        zhibiao_report_free(all->report);
        all->report = NULL;
        all->evaluation = NULL;
        all->sentence = NULL;
        break;
    default:
        zhibiao_error_free(all->error);
        all->error = NULL;
    }
}

/* All that still lives answers. */
static void use(const handles *all)
{
    if (all->registry != NULL || all->observations != NULL || all->report != NULL) {
        EXPECT_TEXT(MORTALITY, zhibiao_indicator_id(all->indicator));
        EXPECT_TEXT("W1.2", zhibiao_indicator_clause(all->indicator));
        EXPECT_STATUS(ZHIBIAO_OK, zhibiao_judge(all->indicator, 2023, "7", NULL, NULL, NULL, NULL, NULL, NULL));
    }
    if (all->registry != NULL) {
        EXPECT(find(all->registry, MORTALITY) == all->indicator);
    }
    if (all->observations != NULL) {
        EXPECT_STATUS(ZHIBIAO_OK, add(all->observations, MORTALITY, 2021, "8"));
    }
    if (all->report != NULL) {
        EXPECT(zhibiao_evaluation_indicator(all->evaluation) == all->indicator);
        EXPECT_TEXT("1.02", zhibiao_evaluation_margin(all->evaluation));
        EXPECT(zhibiao_evaluation_sentence(all->evaluation, ZHIBIAO_CHINESE) == all->sentence);
        EXPECT(strlen(zhibiao_evaluation_sentence(all->evaluation, ZHIBIAO_ENGLISH)) > 0);
        EXPECT(strlen(zhibiao_report_attainment(all->report, ZHIBIAO_CHINESE)) > 0);
    }
    if (all->error != NULL) {
        EXPECT(zhibiao_error_status(all->error) == ZHIBIAO_ERROR_INDICATOR);
        EXPECT(strlen(zhibiao_error_message(all->error, 0, ZHIBIAO_CHINESE)) > 0);
    }
}

/* Every permutation of those from a position on; returns how many there were. */
static int permute(int order[HANDLES], int from)
{
    int index, count = 0;

    if (from == HANDLES) {
        handles all = open_all();
        for (index = 0; index < HANDLES; index++) {
            use(&all);
            free_one(&all, order[index]);
        }
        return 1;
    }
    for (index = from; index < HANDLES; index++) {
        int kept = order[from];
        order[from] = order[index];
        order[index] = kept;
        count += permute(order, from + 1);
        order[index] = order[from];
        order[from] = kept;
    }
    return count;
}

int main(void)
{
    int order[HANDLES] = {REGISTRY, OBSERVATIONS, OPTIONS, REPORT, ERROR};

    EXPECT(permute(order, 0) == 120);
    return 0;
}
