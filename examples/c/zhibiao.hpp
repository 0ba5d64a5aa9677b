// Handles that free themselves, and failures as exceptions: what a C++ program wants over zhibiao.h. Part of the
// example; copy it and add what you need.
#ifndef ZHIBIAO_HPP
#define ZHIBIAO_HPP

#include "zhibiao.h"

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

namespace zhibiao {

template <auto Free>
struct Deleter {
    template <typename Handle>
    void operator()(Handle *handle) const noexcept
    {
        Free(handle);
    }
};

using Registry = std::unique_ptr<zhibiao_registry, Deleter<zhibiao_registry_free>>;
using Observations = std::unique_ptr<zhibiao_observations, Deleter<zhibiao_observations_free>>;
using Options = std::unique_ptr<zhibiao_options, Deleter<zhibiao_options_free>>;
using Report = std::unique_ptr<zhibiao_report, Deleter<zhibiao_report_free>>;

// A call that failed: its status, and all mistakes in words, one on a line.
class Error : public std::runtime_error {
public:
    Error(zhibiao_status status, const zhibiao_error *error)
        : std::runtime_error(in_words(status, error)), status_(status)
    {
    }

    zhibiao_status status() const noexcept { return status_; }

private:
    static std::string in_words(zhibiao_status status, const zhibiao_error *error)
    {
        if (error == nullptr) {
            return zhibiao_status_name(status);
        }
        std::string words;
        for (std::size_t index = 0; index < zhibiao_error_len(error); ++index) {
            words += index == 0 ? "" : "\n";
            if (const std::string subject = zhibiao_error_subject(error, index); !subject.empty()) {
                words += subject + ": ";
            }
            if (const std::size_t line = zhibiao_error_line(error, index); line > 0) {
                words += "line " + std::to_string(line) + ": ";
            }
            words += zhibiao_error_message(error, index, ZHIBIAO_CHINESE);
        }
        return words;
    }

    zhibiao_status status_;
};

inline void check(zhibiao_status status)
{
    if (status != ZHIBIAO_OK) {
        throw Error(status, nullptr);
    }
}

// Runs a call that takes a place for an error.
template <typename Call>
void checked(Call call)
{
    zhibiao_error *error = nullptr;
    const zhibiao_status status = call(&error);
    const std::unique_ptr<zhibiao_error, Deleter<zhibiao_error_free>> owned(error);
    if (status != ZHIBIAO_OK) {
        throw Error(status, error);
    }
}

inline Registry builtin()
{
    zhibiao_registry *registry = nullptr;
    check(zhibiao_registry_builtin(&registry));
    return Registry(registry);
}

// Borrowed from the registry.
inline const zhibiao_indicator *find(const Registry &registry, const std::string &id_or_name)
{
    const zhibiao_indicator *indicator = nullptr;
    checked([&](zhibiao_error **error) {
        return zhibiao_registry_find(registry.get(), id_or_name.c_str(), &indicator, error);
    });
    return indicator;
}

inline Observations observe(const Registry &registry)
{
    zhibiao_observations *observations = nullptr;
    check(zhibiao_observations_new(registry.get(), &observations));
    return Observations(observations);
}

inline void add(const Observations &observations, const std::string &indicator, const std::string &region,
                const std::string &group, std::int32_t year, const std::string &value)
{
    checked([&](zhibiao_error **error) {
        return zhibiao_observations_add(observations.get(), indicator.c_str(), region.c_str(), group.c_str(), year,
                                        value.c_str(), nullptr, nullptr, error);
    });
}

inline Options options()
{
    zhibiao_options *options = nullptr;
    check(zhibiao_options_new(&options));
    return Options(options);
}

inline Report assess(const Observations &observations, std::int32_t year, const Options &options)
{
    zhibiao_report *report = nullptr;
    checked([&](zhibiao_error **error) {
        return zhibiao_assess(observations.get(), year, options.get(), &report, error);
    });
    return Report(report);
}

} // namespace zhibiao

#endif
