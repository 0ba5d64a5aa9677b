// The job of check.c with handles that free themselves (zhibiao.hpp) and failures as exceptions.
//
// From the folder of the project:
//
//     cargo rustc --release --features capi --crate-type cdylib
//     c++ -std=c++17 -Iinclude examples/c/raii.cpp -Ltarget/release -lzhibiao -Wl,-rpath,target/release -o target/raii
//     target/raii examples/data/shandong.csv 2022
//
// The file has the columns indicator,region,year,value and, if you like, group, in this order, under one line of
// headers; what stands after them is not read, and quotes are not known.
//
// Ends with 0 if all went well, 1 if a row was refused (the rest is assessed), 2 if nothing could be done.
#include "zhibiao.hpp"

#include <array>
#include <charconv>
#include <exception>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

// A year in digits; 0, which is refused as a year, for anything else.
std::int32_t year_of(std::string_view text)
{
    std::int32_t year = 0;
    const char *end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, year);
    return problem == std::errc() && stop == end ? year : 0;
}

void judge_one(const zhibiao::Registry &registry)
{
    const zhibiao_indicator *indicator = zhibiao::find(registry, "孕产妇死亡率");
    zhibiao_verdict verdict = ZHIBIAO_UNDETERMINED;
    std::array<char, ZHIBIAO_DECIMAL_SIZE> limit{}, margin{};
    zhibiao::checked([&](zhibiao_error **error) {
        return zhibiao_judge(indicator, 2023, "7.18", nullptr, &verdict, nullptr, limit.data(), margin.data(), error);
    });
    std::cout << zhibiao_indicator_clause(indicator) << ' ' << zhibiao_indicator_name(indicator, ZHIBIAO_CHINESE)
              << ": 7.18 " << zhibiao_verdict_name(verdict) << ", limit " << limit.data() << ", margin "
              << margin.data() << "\n\n";
}

// Returns how many rows were refused.
int read_figures(const std::string &path, const zhibiao::Observations &observations)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error(path + ": cannot be opened");
    }
    int refused = 0;
    std::string line;
    std::getline(file, line); // The headers.
    for (int number = 2; std::getline(file, line); ++number) {
        if (!line.empty() && line.back() == '\r') {
            line.pop_back();
        }
        std::array<std::string, 5> fields;
        std::istringstream rest(line);
        for (std::string &field : fields) {
            std::getline(rest, field, ',');
        }
        if (line.empty()) {
            continue;
        }
        try {
            // C would read no farther.
            if (line.find('\0') != std::string::npos) {
                throw std::invalid_argument("the line has a NUL in it");
            }
            zhibiao::add(observations, fields[0], fields[1], fields[4], year_of(fields[2]), fields[3]);
        } catch (const std::exception &error) {
            std::cerr << path << ':' << number << ": " << error.what() << '\n';
            ++refused;
        }
    }
    if (file.bad()) {
        throw std::runtime_error(path + ": cannot be read");
    }
    return refused;
}

void print_report(const zhibiao::Report &report)
{
    for (std::size_t index = 0; index < zhibiao_report_len(report.get()); ++index) {
        const zhibiao_evaluation *evaluation = nullptr;
        zhibiao::check(zhibiao_report_at(report.get(), index, &evaluation));
        std::cout << zhibiao_evaluation_sentence(evaluation, ZHIBIAO_CHINESE) << '\n';
    }
    const char *text = nullptr;
    zhibiao::check(zhibiao_report_text(report.get(), ZHIBIAO_FORMAT_TEXT, ZHIBIAO_CHINESE, &text));
    std::cout << '\n' << text;
}

} // namespace

int main(int argc, char **argv)
try {
    if (argc != 1 && argc != 3) {
        std::cerr << "usage: " << argv[0] << " [FILE.csv YEAR]\n";
        return 2;
    }
    const zhibiao::Registry registry = zhibiao::builtin();
    judge_one(registry);
    if (argc == 1) {
        return 0;
    }
    const zhibiao::Observations observations = zhibiao::observe(registry);
    const zhibiao::Options options = zhibiao::options();
    zhibiao::check(zhibiao_options_set_flag(options.get(), ZHIBIAO_FLAG_UNREPORTED, 0));
    const int refused = read_figures(argv[1], observations);
    print_report(zhibiao::assess(observations, year_of(argv[2]), options));
    return refused > 0 ? 1 : 0;
} catch (const std::exception &error) {
    std::cerr << error.what() << '\n';
    return 2;
}
