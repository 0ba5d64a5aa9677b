/*
 * Judges the cases of a file: lines of indicator, year, value and baseline ("-" for none), with tabs between. Prints for
 * each the status and, if that is "ok", verdict, reason, limit and margin, with "-" for an empty text. The indicators are
 * those of a plan in a second file, if there is one, or else of the plans that are built in.
 */
#include "expect.h"

static const char *shown(const char *text)
{
    return *text == '\0' ? "-" : text;
}

static zhibiao_registry *plan(const char *path)
{
    static char text[4 << 20];
    const char *start = text;
    zhibiao_registry *registry;
    FILE *file = fopen(path, "rb");
    size_t length;

    EXPECT(file != NULL);
    length = fread(text, 1, sizeof text, file);
    fclose(file);
    EXPECT_STATUS(ZHIBIAO_OK, zhibiao_registry_from_toml(NULL, &path, &start, &length, 1, &registry, NULL));
    return registry;
}

int main(int argc, char **argv)
{
    char line[1024], indicator[512], value[64], baseline[64];
    char limit[ZHIBIAO_DECIMAL_SIZE], margin[ZHIBIAO_DECIMAL_SIZE];
    zhibiao_registry *registry = argc == 3 ? plan(argv[2]) : builtin();
    FILE *cases;
    int year;

    EXPECT(argc == 2 || argc == 3);
    cases = fopen(argv[1], "rb");
    EXPECT(cases != NULL);
    while (fgets(line, sizeof line, cases) != NULL) {
        zhibiao_verdict verdict = 77;
        zhibiao_reason reason = 77;
        zhibiao_status status;

        EXPECT(sscanf(line, "%511[^\t]\t%d\t%63[^\t]\t%63[^\n]", indicator, &year, value, baseline) == 4);
        status = zhibiao_judge(find(registry, indicator), year, value, strcmp(baseline, "-") == 0 ? NULL : baseline,
                               &verdict, &reason, limit, margin, NULL);
        if (status) {
            printf("%s\n", zhibiao_status_name(status));
        } else {
            printf("ok\t%s\t%s\t%s\t%s\n", zhibiao_verdict_name(verdict), zhibiao_reason_name(reason), shown(limit),
                   shown(margin));
        }
    }
    fclose(cases);
    zhibiao_registry_free(registry);
    return 0;
}
