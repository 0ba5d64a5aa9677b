/* The header's macros are what the functions return. */
#include "expect.h"

int main(void)
{
    char text[32];

    EXPECT(zhibiao_version_number() == ZHIBIAO_VERSION_NUMBER);
    EXPECT(zhibiao_abi_version() == ZHIBIAO_ABI_VERSION);
    EXPECT(ZHIBIAO_VERSION_NUMBER
           == 1000000 * ZHIBIAO_VERSION_MAJOR + 1000 * ZHIBIAO_VERSION_MINOR + ZHIBIAO_VERSION_PATCH);
    snprintf(text, sizeof text, "%d.%d.%d", ZHIBIAO_VERSION_MAJOR, ZHIBIAO_VERSION_MINOR, ZHIBIAO_VERSION_PATCH);
    EXPECT_TEXT(text, zhibiao_version_text());
    /* Memory of zeros never reads as met. */
    EXPECT(ZHIBIAO_OK == 0 && ZHIBIAO_UNDETERMINED == 0 && ZHIBIAO_REASON_NONE == 0);
    EXPECT_TEXT("met", zhibiao_verdict_name(ZHIBIAO_MET));
    EXPECT_TEXT("no_baseline", zhibiao_reason_name(ZHIBIAO_REASON_NO_BASELINE));
    EXPECT_TEXT("duplicate", zhibiao_status_name(ZHIBIAO_ERROR_DUPLICATE));
    EXPECT_TEXT("band", zhibiao_rule_kind_name(ZHIBIAO_RULE_BAND));
    EXPECT_TEXT("on_course", zhibiao_outlook_name(ZHIBIAO_OUTLOOK_ON_COURSE));
    EXPECT_TEXT("uncertain", zhibiao_warning_name(ZHIBIAO_WARNING_UNCERTAIN));
    EXPECT_TEXT("unknown", zhibiao_verdict_name(INT32_MIN));
    return 0;
}
