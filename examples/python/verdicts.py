#!/usr/bin/env python3
"""Judges the figures of a CSV file by the plans of Liaocheng, or by your own.

From the folder of the project, with Python 3.8 or newer and nothing else:

    cargo rustc --release --features capi --crate-type cdylib
    python3 examples/python/verdicts.py --library target/release/libzhibiao.so examples/data/shandong.csv

The file is UTF-8 with the columns indicator, region, year and value, and, if there are such, group, numerator and
denominator, in any order; others are left alone. A row that is refused is told with its line, and the rest is judged.

Ends with 0 if all rows were read, 1 if some were refused, 2 if nothing could be done.
"""

import argparse
import csv
import os
import sys
from ctypes import CDLL, POINTER, byref, c_char_p, c_int32, c_size_t, c_uint32, c_void_p

ABI_VERSION = 1
PERIOD_ERROR = 13
LANGUAGES = {"zh": 0, "en": 1}
UNREPORTED = 1  # ZHIBIAO_FLAG_UNREPORTED

# What is used of zhibiao.h: the result of each function, then its arguments. Handles are void pointers.
FUNCTIONS = {
    "zhibiao_abi_version": (c_uint32, []),
    "zhibiao_status_name": (c_char_p, [c_int32]),
    "zhibiao_verdict_name": (c_char_p, [c_int32]),
    "zhibiao_error_len": (c_size_t, [c_void_p]),
    "zhibiao_error_message": (c_char_p, [c_void_p, c_size_t, c_int32]),
    "zhibiao_error_subject": (c_char_p, [c_void_p, c_size_t]),
    "zhibiao_error_line": (c_size_t, [c_void_p, c_size_t]),
    "zhibiao_error_free": (None, [c_void_p]),
    "zhibiao_registry_builtin": (c_int32, [POINTER(c_void_p)]),
    "zhibiao_registry_from_toml": (
        c_int32,
        [c_void_p, POINTER(c_char_p), POINTER(c_char_p), POINTER(c_size_t), c_size_t]
        + [POINTER(c_void_p), POINTER(c_void_p)],
    ),
    "zhibiao_registry_free": (None, [c_void_p]),
    "zhibiao_observations_new": (c_int32, [c_void_p, POINTER(c_void_p)]),
    "zhibiao_observations_add": (
        c_int32,
        [c_void_p, c_char_p, c_char_p, c_char_p, c_int32, c_char_p, c_char_p, c_char_p, POINTER(c_void_p)],
    ),
    "zhibiao_observations_free": (None, [c_void_p]),
    "zhibiao_options_new": (c_int32, [POINTER(c_void_p)]),
    "zhibiao_options_set_flag": (c_int32, [c_void_p, c_int32, c_int32]),
    "zhibiao_options_free": (None, [c_void_p]),
    "zhibiao_assess": (c_int32, [c_void_p, c_int32, c_void_p, POINTER(c_void_p), POINTER(c_void_p)]),
    "zhibiao_report_len": (c_size_t, [c_void_p]),
    "zhibiao_report_at": (c_int32, [c_void_p, c_size_t, POINTER(c_void_p)]),
    "zhibiao_report_attainment": (c_char_p, [c_void_p, c_int32]),
    "zhibiao_report_free": (None, [c_void_p]),
    "zhibiao_evaluation_verdict": (c_int32, [c_void_p]),
    "zhibiao_evaluation_sentence": (c_char_p, [c_void_p, c_int32]),
}


class Failure(Exception):
    """A call that failed, in words."""


class Library:
    """The functions of the shared library; a status other than 0 becomes a Failure."""

    def __init__(self, path, language):
        library = CDLL(path)
        for name, (result, arguments) in FUNCTIONS.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
            setattr(self, name[len("zhibiao_") :], function)
        self.language = language
        if self.abi_version() != ABI_VERSION:
            raise Failure(f"{path} has interface {self.abi_version()}, expected {ABI_VERSION}")

    def check(self, status):
        """For calls that tell no more than a status."""
        if status:
            raise Failure(self.status_name(status).decode())

    def checked(self, function, *arguments):
        """For calls whose last argument is a place for an error."""
        error = c_void_p()
        status = function(*arguments, byref(error))
        if status:
            mistakes = [self.mistake(error, index) for index in range(self.error_len(error))]
            self.error_free(error)
            raise Failure("\n".join(mistakes) or self.status_name(status).decode())

    def mistake(self, error, index):
        line = self.error_line(error, index)
        parts = [self.error_subject(error, index).decode(), f"line {line}" if line else ""]
        parts.append(self.error_message(error, index, self.language).decode())
        return ": ".join(part for part in parts if part)


class Handle:
    """A handle that is freed where its `with` ends."""

    def __init__(self, free):
        self.pointer, self.free = c_void_p(), free

    def __enter__(self):
        return self.pointer

    def __exit__(self, *_):
        self.free(self.pointer)


def open_plans(library, paths, registry):
    """The built-in plans, or those of whole plans in one TOML text each."""
    if not paths:
        library.check(library.registry_builtin(byref(registry)))
        return
    texts = []
    for path in paths:
        with open(path, "rb") as file:
            texts.append(file.read())
    count = len(texts)
    names = (c_char_p * count)(*(os.path.basename(path).encode() for path in paths))
    lengths = (c_size_t * count)(*map(len, texts))
    library.checked(
        library.registry_from_toml, None, names, (c_char_p * count)(*texts), lengths, count, byref(registry)
    )


def encoded(text):
    """A field as the library takes it; a NUL would end it early."""
    if "\0" in text:
        raise Failure("a field holds a NUL")
    return text.encode()


def add(library, observations, row):
    """Adds a row and returns its year."""
    if None in row or None in row.values():
        raise Failure("the row has more or fewer fields than there are headers")
    fields = {name: encoded(text.strip()) for name, text in row.items()}
    try:
        year = int(fields["year"])
    except ValueError:
        raise Failure(f"year: found `{row['year']}`, expected a year such as 2024") from None
    if not 1900 <= year <= 2100:
        # The library says so too; but an int of Python may be larger than one of C.
        raise Failure(library.status_name(PERIOD_ERROR).decode() + ": expected a year from 1900 to 2100")
    cases = [fields.get(name) or None for name in ("numerator", "denominator")]
    library.checked(
        library.observations_add, observations, fields["indicator"], fields["region"], fields.get("group"), year,
        fields["value"], *cases
    )  # fmt: skip
    return year


def read(library, observations, path):
    """Adds the rows of a file; returns their years and how many were refused."""
    years, refused = set(), 0
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        missing = {"indicator", "region", "year", "value"}.difference(rows.fieldnames or [])
        if missing:
            raise Failure(f"{path}: the header has no {', '.join(sorted(missing))}")
        for row in rows:
            try:
                years.add(add(library, observations, row))
            except Failure as failure:
                print(f"{path}:{rows.line_num}: {failure}", file=sys.stderr)
                refused += 1
    return years, refused


def print_verdicts(library, observations, year):
    """Assesses a year and prints a line for each verdict."""
    with Handle(library.options_free) as options, Handle(library.report_free) as report:
        library.check(library.options_new(byref(options)))
        library.check(library.options_set_flag(options, UNREPORTED, 0))
        library.checked(library.assess, observations, year, options, byref(report))
        for index in range(library.report_len(report)):
            evaluation = c_void_p()
            library.check(library.report_at(report, index, byref(evaluation)))
            verdict = library.verdict_name(library.evaluation_verdict(evaluation)).decode()
            print(f"{verdict}\t{library.evaluation_sentence(evaluation, library.language).decode()}")
        print(library.report_attainment(report, library.language).decode())


def run(arguments):
    library = Library(arguments.library, LANGUAGES[arguments.language])
    with Handle(library.registry_free) as registry, Handle(library.observations_free) as observations:
        open_plans(library, arguments.plan, registry)
        library.check(library.observations_new(registry, byref(observations)))
        years, refused = read(library, observations, arguments.file)
        year = arguments.year or max(years, default=None)
        if year is None:
            raise Failure(f"{arguments.file}: no row could be used")
        print_verdicts(library, observations, year)
    return 1 if refused else 0


def main():
    parser = argparse.ArgumentParser(description="Judges the figures of a CSV file by development plans.")
    parser.add_argument("file", help="CSV with the columns indicator, region, year, value; group, numerator, denominator")
    parser.add_argument(
        "--library",
        default=os.environ.get("ZHIBIAO_LIBRARY"),
        help="the shared library, such as target/release/libzhibiao.so (or set ZHIBIAO_LIBRARY)",
    )
    parser.add_argument("--plan", action="append", default=[], metavar="TOML", help="a plan of your own; may be repeated")
    parser.add_argument("--year", type=int, help="the year to judge; the latest of the file unless given")
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="zh", help="of the sentences; zh unless given")
    arguments = parser.parse_args()
    if not arguments.library:
        parser.error("where is the shared library? give --library, or set ZHIBIAO_LIBRARY")
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    try:
        return run(arguments)
    except (Failure, OSError, UnicodeDecodeError, csv.Error) as failure:
        print(failure, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
