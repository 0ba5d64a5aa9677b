/*
 * What the test programs share. They are written in what C99, C11 and C++17 have in common, and built as each.
 */
#ifndef EXPECT_H
#define EXPECT_H

#include "zhibiao.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPECT(condition)                                                                                            \
    do {                                                                                                             \
        if (!(condition)) {                                                                                          \
            fprintf(stderr, "%s:%d: expected %s\n", __FILE__, __LINE__, #condition);                                 \
            exit(1);                                                                                                 \
        }                                                                                                            \
    } while (0)

/* A call that gives this status, and says so. */
#define EXPECT_STATUS(wanted, call)                                                                                  \
    do {                                                                                                             \
        zhibiao_status found_ = (call);                                                                              \
        if (found_ != (wanted)) {                                                                                    \
            fprintf(stderr, "%s:%d: expected %s, found %s: %s\n", __FILE__, __LINE__, zhibiao_status_name(wanted),   \
                    zhibiao_status_name(found_), #call);                                                             \
            exit(1);                                                                                                 \
        }                                                                                                            \
    } while (0)

#define EXPECT_TEXT(wanted, text) EXPECT((text) != NULL && strcmp((wanted), (text)) == 0)

/* What outputs hold before a call that must not write them. */
static inline void *poison(void)
{
    static char place;
    return &place;
}

#define POISON(type) ((type *)poison())
#define IS_POISON(pointer) ((const void *)(pointer) == poison())

static const char MORTALITY[] = "women.health.maternal_mortality_ratio";

static inline zhibiao_registry *builtin(void)
{
    zhibiao_registry *registry;
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_registry_builtin(&registry));
    return registry;
}

static inline const zhibiao_indicator *find(const zhibiao_registry *registry, const char *name)
{
    const zhibiao_indicator *indicator;
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_registry_find(registry, name, &indicator, NULL));
    return indicator;
}

static inline zhibiao_observations *observe(const zhibiao_registry *registry)
{
    zhibiao_observations *observations;
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_observations_new(registry, &observations));
    return observations;
}

/* A figure for Liaocheng. */
static inline zhibiao_status add(zhibiao_observations *observations, const char *indicator, int32_t year,
                                 const char *value)
{
    return zhibiao_observations_add(observations, indicator, "371500", NULL, year, value, NULL, NULL, NULL);
}

static inline zhibiao_report *assess(const zhibiao_observations *observations, int32_t year)
{
    zhibiao_report *report;
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_assess(observations, year, NULL, &report, NULL));
    return report;
}

#endif
