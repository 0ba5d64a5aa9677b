"""Judges the cases of a file as conformance.c does, through ctypes, or through cffi by the header as it is. A plan of
one's own is for ctypes alone.

usage: conformance.py ctypes|cffi HEADER LIBRARY CASES [PLAN]
"""

import ctypes
import re
import sys

DECIMAL_SIZE = 40  # ZHIBIAO_DECIMAL_SIZE


def by_ctypes(library, plan):
    """Functions that find an indicator, judge a value and name a number."""
    library = ctypes.CDLL(library)
    pointer, number, text = ctypes.c_void_p, ctypes.c_int32, ctypes.c_char_p
    library.zhibiao_registry_find.argtypes = [pointer, text, ctypes.POINTER(pointer), pointer]
    library.zhibiao_judge.argtypes = [pointer, number, text, text] + [ctypes.POINTER(number)] * 2 + [text, text, pointer]
    library.zhibiao_registry_free.argtypes = [pointer]
    for kind in ("status", "verdict", "reason"):
        getattr(library, f"zhibiao_{kind}_name").restype = text
    registry = pointer()
    if plan is None:
        assert library.zhibiao_registry_builtin(ctypes.byref(registry)) == 0
    else:
        with open(plan, "rb") as file:
            data = file.read()
        library.zhibiao_registry_from_toml.argtypes = [pointer] * 4 + [ctypes.c_size_t, ctypes.POINTER(pointer), pointer]
        texts = [(ctypes.c_char_p * 1)(plan.encode()), (ctypes.c_char_p * 1)(data), (ctypes.c_size_t * 1)(len(data))]
        assert library.zhibiao_registry_from_toml(None, *texts, 1, ctypes.byref(registry), None) == 0

    def name(kind, value):
        return getattr(library, f"zhibiao_{kind}_name")(value).decode()

    def judge(indicator_id, year, value, baseline):
        indicator, verdict, reason = pointer(), number(), number()
        limit, margin = (ctypes.create_string_buffer(DECIMAL_SIZE) for _ in range(2))
        assert library.zhibiao_registry_find(registry, indicator_id.encode(), ctypes.byref(indicator), None) == 0
        baseline = baseline and baseline.encode()
        status = library.zhibiao_judge(
            indicator, year, value.encode(), baseline, ctypes.byref(verdict), ctypes.byref(reason), limit, margin, None
        )
        return status, verdict.value, reason.value, limit.value.decode(), margin.value.decode()

    return judge, name, lambda: library.zhibiao_registry_free(registry)


def by_cffi(header, library):
    """The same; the header is read as it is but for the preprocessor's lines, of which cffi knows constants alone."""
    import cffi

    with open(header, encoding="utf-8") as file:
        declarations = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.DOTALL)
    declarations = re.sub(r"#ifdef __cplusplus.*?#endif[^\n]*", "", declarations, flags=re.DOTALL)
    lines = declarations.splitlines()
    constant = re.compile(r"#define \w+ \d+$")
    ffi = cffi.FFI()
    ffi.cdef("\n".join(line for line in lines if not line.startswith("#") or constant.match(line)))
    library = ffi.dlopen(library)
    assert library.ZHIBIAO_DECIMAL_SIZE == DECIMAL_SIZE
    assert library.zhibiao_abi_version() == library.ZHIBIAO_ABI_VERSION
    registry = ffi.new("zhibiao_registry **")
    assert library.zhibiao_registry_builtin(registry) == library.ZHIBIAO_OK

    def name(kind, value):
        return ffi.string(getattr(library, f"zhibiao_{kind}_name")(value)).decode()

    def judge(indicator_id, year, value, baseline):
        indicator = ffi.new("const zhibiao_indicator **")
        verdict, reason = ffi.new("zhibiao_verdict *"), ffi.new("zhibiao_reason *")
        limit, margin = (ffi.new("char[]", DECIMAL_SIZE) for _ in range(2))
        status = library.zhibiao_registry_find(registry[0], indicator_id.encode(), indicator, ffi.NULL)
        assert status == library.ZHIBIAO_OK
        baseline = ffi.new("char[]", baseline.encode()) if baseline else ffi.NULL
        status = library.zhibiao_judge(
            indicator[0], year, value.encode(), baseline, verdict, reason, limit, margin, ffi.NULL
        )
        return status, verdict[0], reason[0], ffi.string(limit).decode(), ffi.string(margin).decode()

    return judge, name, lambda: library.zhibiao_registry_free(registry[0])


def main(bridge, header, library, cases, plan=None):
    judge, name, free = by_ctypes(library, plan) if bridge == "ctypes" else by_cffi(header, library)
    with open(cases, encoding="utf-8") as file:
        for line in file:
            indicator, year, value, baseline = line.rstrip("\n").split("\t")
            status, verdict, reason, limit, margin = judge(indicator, int(year), value, None if baseline == "-" else baseline)
            if status:
                print(name("status", status))
            else:
                print("ok", name("verdict", verdict), name("reason", reason), limit or "-", margin or "-", sep="\t")
    free()


if __name__ == "__main__":
    main(*sys.argv[1:])
