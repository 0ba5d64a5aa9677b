/*
 * Judges one value, then a file of figures, by the plans that are built in.
 *
 * From the folder of the project:
 *
 *     cargo rustc --release --features capi --crate-type cdylib
 *     cc -std=c99 -Iinclude examples/c/check.c -Ltarget/release -lzhibiao -Wl,-rpath,target/release -o target/check
 *     target/check examples/data/shandong.csv 2022
 *
 * The file has the columns indicator,region,year,value and, if you like, group, in this order, under one line of
 * headers; what stands after them is not read. Its reader is as small as can be: it knows no quotes, so that no
 * field may hold a comma. Text is UTF-8, as the terminal's has to be.
 *
 * Ends with 0 if all went well, 1 if a row was refused (the rest is assessed), 2 if nothing could be done.
 */
#include "zhibiao.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 4096, FIELDS = 5 };

/* Says why a call failed, as a list if there are several mistakes, and frees the error. */
static void complain(const char *where, zhibiao_status status, zhibiao_error *error)
{
    size_t index;

    if (error == NULL) {
        fprintf(stderr, "%s: %s\n", where, zhibiao_status_name(status));
    }
    for (index = 0; index < zhibiao_error_len(error); index++) {
        const char *subject = zhibiao_error_subject(error, index);
        size_t line = zhibiao_error_line(error, index);

        fprintf(stderr, "%s: %s%s", where, subject, *subject ? ": " : "");
        if (line > 0) {
            fprintf(stderr, "line %zu: ", line);
        }
        fprintf(stderr, "%s\n", zhibiao_error_message(error, index, ZHIBIAO_CHINESE));
    }
    zhibiao_error_free(error);
}

/* What a plan asks, who answers for it, and whether one value keeps it. */
static zhibiao_status judge_one(const zhibiao_registry *registry)
{
    const zhibiao_indicator *indicator;
    char limit[ZHIBIAO_DECIMAL_SIZE], margin[ZHIBIAO_DECIMAL_SIZE];
    zhibiao_verdict verdict;
    zhibiao_reason reason;
    zhibiao_error *error = NULL;
    zhibiao_status status;
    size_t index;

    status = zhibiao_registry_find(registry, "孕产妇死亡率", &indicator, &error);
    if (status) {
        complain("孕产妇死亡率", status, error);
        return status;
    }
    printf("%s %s：%s\n", zhibiao_indicator_clause(indicator), zhibiao_indicator_name(indicator, ZHIBIAO_CHINESE),
           zhibiao_indicator_condition(indicator));
    for (index = 0; index < zhibiao_indicator_department_len(indicator); index++) {
        int leads = index < zhibiao_indicator_lead_len(indicator);

        printf("  %s：%s\n", leads ? "牵头" : "责任", zhibiao_indicator_department(indicator, index, ZHIBIAO_CHINESE));
    }
    status = zhibiao_judge(indicator, 2023, "7.18", NULL, &verdict, &reason, limit, margin, &error);
    if (status) {
        complain("7.18", status, error);
        return status;
    }
    if (verdict == ZHIBIAO_MET || verdict == ZHIBIAO_NOT_MET) {
        printf("2023: 7.18 %s, limit %s, margin %s\n\n", zhibiao_verdict_name(verdict), limit, margin);
    } else {
        printf("2023: 7.18 undetermined: %s\n\n", zhibiao_reason_name(reason));
    }
    return ZHIBIAO_OK;
}

/* Reads a line without its end. Returns its length, which tells whether a NUL hides the rest of it; -1 at the end of the
 * file, -2 if it is too long. */
static long read_line(FILE *file, char line[LINE_SIZE])
{
    long length = 0;
    int byte = fgetc(file);

    if (byte == EOF) {
        return -1;
    }
    for (; byte != EOF && byte != '\n'; byte = fgetc(file)) {
        if (length == LINE_SIZE - 1) {
            return -2;
        }
        line[length++] = (char)byte;
    }
    if (length > 0 && line[length - 1] == '\r') {
        length--;
    }
    line[length] = '\0';
    return length;
}

/* Cuts a line at its commas, in place; fields that are not there are empty. */
static void cut(char *line, char *fields[FIELDS])
{
    size_t index;

    for (index = 0; index < FIELDS; index++) {
        size_t length = strcspn(line, ",");
        int last = line[length] == '\0';

        fields[index] = line;
        line += length;
        if (!last) {
            *line++ = '\0';
        }
    }
}

/* A year in digits; 0, which is refused as a year, for anything else. */
static int32_t year_of(const char *text)
{
    char *end;
    long year = strtol(text, &end, 10);

    return end != text && *end == '\0' && year >= 1900 && year <= 2100 ? (int32_t)year : 0;
}

/* Adds the rows of a file; returns how many were refused, or -1 if it cannot be read. */
static int read_figures(const char *path, zhibiao_observations *observations)
{
    char line[LINE_SIZE], where[LINE_SIZE];
    char *fields[FIELDS];
    int refused = 0, number, broken;
    long length;
    FILE *file = fopen(path, "rb");

    if (file == NULL) {
        perror(path);
        return -1;
    }
    for (number = 1; (length = read_line(file, line)) != -1; number++) {
        zhibiao_error *error = NULL;
        zhibiao_status status;

        snprintf(where, sizeof where, "%s:%d", path, number);
        if (length == -2) {
            fprintf(stderr, "%s: the line is too long\n", where);
            fclose(file);
            return -1;
        }
        if (number == 1 || length == 0) {
            continue;
        }
        if (strlen(line) < (size_t)length) {
            fprintf(stderr, "%s: the line has a NUL in it\n", where);
            refused++;
            continue;
        }
        cut(line, fields);
        status = zhibiao_observations_add(observations, fields[0], fields[1], fields[4], year_of(fields[2]), fields[3],
                                          NULL, NULL, &error);
        if (status) {
            complain(where, status, error);
            refused++;
        }
    }
    broken = ferror(file);
    if (broken) {
        perror(path);
    }
    fclose(file);
    return broken ? -1 : refused;
}

/* Sentences, warnings, counts and the report's own text. */
static zhibiao_status print_report(const zhibiao_report *report)
{
    static const struct {
        zhibiao_count count;
        const char *name;
    } counts[] = {
        {ZHIBIAO_COUNT_MET, "met"},
        {ZHIBIAO_COUNT_NOT_MET, "not met"},
        {ZHIBIAO_COUNT_UNDETERMINED, "undetermined"},
        {ZHIBIAO_COUNT_NO_DATA, "no data"},
    };
    const char *text;
    zhibiao_status status;
    size_t index;

    for (index = 0; index < zhibiao_report_len(report); index++) {
        const zhibiao_evaluation *evaluation;

        status = zhibiao_report_at(report, index, &evaluation);
        if (status) {
            return status;
        }
        printf("%s\n", zhibiao_evaluation_sentence(evaluation, ZHIBIAO_CHINESE));
    }
    printf("\n%zu warnings\n", zhibiao_report_warning_len(report));
    for (index = 0; index < zhibiao_report_warning_len(report); index++) {
        printf("%s\n", zhibiao_report_warning_sentence(report, index, ZHIBIAO_CHINESE));
    }
    for (index = 0; index < sizeof counts / sizeof *counts; index++) {
        size_t number;

        status = zhibiao_report_count(report, counts[index].count, &number);
        if (status) {
            return status;
        }
        printf("%s%s %zu", index == 0 ? "\n" : ", ", counts[index].name, number);
    }
    status = zhibiao_report_text(report, ZHIBIAO_FORMAT_TEXT, ZHIBIAO_CHINESE, &text);
    if (status) {
        return status;
    }
    printf("\n\n%s", text);
    return ZHIBIAO_OK;
}

static int assess_file(const zhibiao_registry *registry, const char *path, int32_t year)
{
    zhibiao_observations *observations = NULL;
    zhibiao_options *options = NULL;
    zhibiao_report *report = NULL;
    zhibiao_error *error = NULL;
    zhibiao_status status;
    int refused = -1;

    status = zhibiao_observations_new(registry, &observations);
    if (!status) {
        status = zhibiao_options_new(&options);
    }
    /* Of the 336 promises of the plans, only those that the file has something about. */
    if (!status) {
        status = zhibiao_options_set_flag(options, ZHIBIAO_FLAG_UNREPORTED, 0);
    }
    if (!status) {
        refused = read_figures(path, observations);
    }
    if (!status && refused >= 0) {
        status = zhibiao_assess(observations, year, options, &report, &error);
    }
    if (!status && refused >= 0) {
        status = print_report(report);
    }
    if (status) {
        complain(path, status, error);
    }
    zhibiao_report_free(report);
    zhibiao_options_free(options);
    zhibiao_observations_free(observations);
    return status || refused < 0 ? 2 : refused > 0;
}

int main(int argc, char **argv)
{
    zhibiao_registry *registry;
    zhibiao_status status;
    int code = 0;

    if (argc != 1 && argc != 3) {
        fprintf(stderr, "usage: %s [FILE.csv YEAR]\n", argv[0]);
        return 2;
    }
    if (zhibiao_abi_version() != ZHIBIAO_ABI_VERSION) {
        fprintf(stderr, "the library has interface %u, the header %d\n", (unsigned)zhibiao_abi_version(),
                ZHIBIAO_ABI_VERSION);
        return 2;
    }
    status = zhibiao_registry_builtin(&registry);
    if (status) {
        complain("built-in plans", status, NULL);
        return 2;
    }
    if (judge_one(registry)) {
        code = 2;
    } else if (argc == 3) {
        code = assess_file(registry, argv[1], year_of(argv[2]));
    }
    zhibiao_registry_free(registry);
    return code;
}
