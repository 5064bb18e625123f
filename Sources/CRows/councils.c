/* Councils: places, flows, claims, marks. */
#include "processors.h"
#include "rows.h"

#include <math.h>

/* 32 years or places side by side, which the compiler cuts to what a processor has; their marks are -1. Then 64 of a byte. */
typedef int16_t years_together __attribute__((vector_size(64)));
typedef _Bool together_bits __attribute__((ext_vector_type(32)));
typedef int8_t bytes_together __attribute__((vector_size(64)));
typedef int8_t half_the_bytes __attribute__((vector_size(32)));
typedef _Bool byte_bits __attribute__((ext_vector_type(64)));

FOR_EACH_PROCESSOR
void row_of_steps(double *restrict into, const int16_t *restrict places, const int16_t *from, const double *values,
                  size_t steps, size_t count) {
    double first = values[0];
    int16_t second_from = steps > 1 ? from[1] : INT16_MAX, third_from = steps > 2 ? from[2] : INT16_MAX;
    double second = steps > 1 ? values[1] : first, third = steps > 2 ? values[2] : second;
    for (size_t i = 0; i < count; i++) {
        double value = places[i] >= second_from ? second : first;
        into[i] = places[i] >= third_from ? third : value;
    }
    for (size_t step = 3; step < steps; step++) {
        int16_t own_from = from[step];
        double own = values[step];
        for (size_t i = 0; i < count; i++) into[i] = places[i] >= own_from ? own : into[i];
    }
}

FOR_EACH_PROCESSOR
void row_modify(double *restrict row, const double *restrict by, const int16_t *restrict places, int16_t last,
                size_t count) {
    for (size_t i = 0; i < count; i++) {
        double factor = row[i] != 0 ? by[i] : 1;
        factor = places[i] <= last ? factor : 1;
        row[i] *= factor;
    }
}

FOR_EACH_PROCESSOR
void row_modify_until(double *restrict row, const double *restrict by, const int16_t *restrict places, int16_t last,
                      const intptr_t *restrict ends, intptr_t year, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double factor = row[i] != 0 ? by[i] : 1;
        factor = places[i] <= last ? factor : 1;
        factor = ends[i] > year ? factor : 1;
        row[i] *= factor;
    }
}

FOR_EACH_PROCESSOR
void row_lift_gains(double *restrict into, const double *restrict row, const double *restrict by, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double lifted = row[i] * by[i];
        into[i] = row[i] > 0 ? lifted : row[i];
    }
}

FOR_EACH_PROCESSOR
void row_mark_flowing(uint8_t *restrict marks, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) marks[i] = row[i] != 0 ? 1 : 0;
}

FOR_EACH_PROCESSOR
void row_add_marks(uint8_t *restrict marks, const uint8_t *restrict others, size_t count) {
    for (size_t i = 0; i < count; i++) marks[i] |= others[i];
}

FOR_EACH_PROCESSOR
void row_count_below(uint16_t *restrict counts, const double *restrict row, double limit, size_t count) {
    for (size_t i = 0; i < count; i++) counts[i] += row[i] < limit ? 1 : 0;
}

FOR_EACH_PROCESSOR
void row_share(double *restrict into, double factor, const double *restrict unit, const double *restrict founder,
               const int16_t *restrict places, int16_t last, const uint8_t *restrict founders, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double own = places[i] <= last ? unit[i] : 0, founded = founders[i] != 0 ? founder[i] : 0;
        into[i] = factor * (own + founded);
    }
}

FOR_EACH_PROCESSOR
void row_accumulate(double *restrict sums, double *restrict highest, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double sum = sums[i] + row[i];
        sums[i] = sum;
        highest[i] = sum > highest[i] ? sum : highest[i];
    }
}

FOR_EACH_PROCESSOR
void row_follow_cash(double *restrict sums, double *restrict discounted, double *restrict lowest, double *restrict last,
                     const double *restrict cash, double factor, double year, double limit, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double sum = sums[i] + cash[i], own = discounted[i] + factor * cash[i];
        sums[i] = sum;
        discounted[i] = own;
        lowest[i] = sum < lowest[i] ? sum : lowest[i];
        last[i] = own < limit ? year : last[i];
    }
}

FOR_EACH_PROCESSOR
void row_mark_above(int16_t *restrict marks, int16_t mark, const double *restrict row, double limit, size_t count) {
    for (size_t i = 0; i < count; i++) marks[i] = row[i] > limit ? mark : marks[i];
}

FOR_EACH_PROCESSOR
void row_offsets(int32_t *restrict offsets, const int16_t *restrict places, int32_t stride, size_t count) {
    for (size_t i = 0; i < count; i++) offsets[i] = (int32_t)places[i] * stride + (int32_t)i;
}

FOR_EACH_PROCESSOR
void row_places_of_keys(int16_t *restrict places, const double *restrict keys, const double *bars, size_t bar_count,
                        int16_t first, int16_t never, size_t count) {
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        eight_numbers key;
        eight_marks passed = {0, 0, 0, 0, 0, 0, 0, 0};
        memcpy(&key, keys + i, sizeof key);
        for (size_t bar = 0; bar < bar_count; bar++) passed -= key > bars[bar];
        for (size_t j = 0; j < 8; j++) {
            places[i + j] = passed[j] < (int64_t)bar_count ? (int16_t)(first + passed[j]) : never;
        }
    }
    for (size_t i = whole; i < count; i++) {
        size_t passed = 0;
        for (size_t bar = 0; bar < bar_count; bar++) passed += keys[i] > bars[bar];
        places[i] = passed < bar_count ? (int16_t)(first + (int16_t)passed) : never;
    }
}

FOR_EACH_PROCESSOR
void row_places_of_ranks(int16_t *restrict places, int16_t bar_count, int16_t first, int16_t never, size_t count) {
    for (size_t i = 0; i < count; i++) places[i] = places[i] < bar_count ? (int16_t)(first + places[i]) : never;
}

FOR_EACH_PROCESSOR
void row_earliest_years(int16_t *restrict years, const int16_t *restrict places, int16_t place_of_never, int16_t never,
                        size_t count) {
    for (size_t i = 0; i < count; i++) {
        int16_t year = places[i] == place_of_never ? never : places[i];
        years[i] = year < years[i] ? year : years[i];
    }
}

FOR_EACH_PROCESSOR
void row_years(int16_t *restrict years, const int16_t *restrict places, int16_t place_of_never, int16_t never,
               size_t count) {
    for (size_t i = 0; i < count; i++) years[i] = places[i] == place_of_never ? never : places[i];
}

FOR_EACH_PROCESSOR
void row_count_members(uint16_t *restrict counts, const int16_t *const *rows, size_t row_count, size_t place_count,
                       size_t count) {
    /* Four councils at once, so that counts come and go for all of them together. */
    for (size_t first = 0; first < row_count; first += 4) {
        size_t own = row_count - first < 4 ? row_count - first : 4;
        const int16_t *const *four = rows + first;
        size_t whole = own == 4 ? count & ~(size_t)31 : 0;
        for (size_t i = 0; i < whole; i += 32) {
            years_together places[4], found;
#pragma clang loop unroll(full)
            for (size_t j = 0; j < 4; j++) memcpy(places + j, four[j] + i, sizeof *places);
            for (size_t place = 0; place < place_count; place++) {
                int16_t wanted = (int16_t)place;
                memcpy(&found, counts + place * count + i, sizeof found);
                found -= places[0] == wanted;
                found -= places[1] == wanted;
                found -= places[2] == wanted;
                found -= places[3] == wanted;
                memcpy(counts + place * count + i, &found, sizeof found);
            }
        }
        for (size_t j = 0; j < own; j++) {
            for (size_t i = whole; i < count; i++) counts[(size_t)four[j][i] * count + i]++;
        }
    }
}

FOR_EACH_PROCESSOR
void row_earliest_years_of(int16_t *restrict years, const int16_t *restrict places, const int16_t *restrict year_of_place,
                           size_t count) {
    for (size_t i = 0; i < count; i++) {
        int16_t year = year_of_place[places[i]];
        years[i] = year < years[i] ? year : years[i];
    }
}

FOR_EACH_PROCESSOR
void row_count_losing(uint16_t *restrict flowing, uint16_t *restrict losing, const uint8_t *restrict marks,
                      const double *restrict row, double limit, size_t count) {
    for (size_t i = 0; i < count; i++) {
        flowing[i] += marks[i];
        losing[i] += row[i] < limit ? marks[i] : 0;
    }
}

FOR_EACH_PROCESSOR
bool row_is_marked(const uint8_t *marks, size_t count) {
    uint8_t any = 0;
    for (size_t i = 0; i < count; i++) any |= marks[i];
    return any != 0;
}

FOR_EACH_PROCESSOR
void row_mark_other(uint8_t *restrict marks, const int16_t *restrict numbers, int16_t number, size_t count) {
    for (size_t i = 0; i < count; i++) marks[i] = numbers[i] != number ? 1 : 0;
}

FOR_EACH_PROCESSOR
void row_mark_bits(int16_t *restrict bits, const int16_t *restrict numbers, int16_t number, size_t count) {
    size_t whole = count & ~(size_t)31;
    for (size_t i = 0; i < whole; i += 32) {
        years_together own;
        memcpy(&own, numbers + i, sizeof own);
        together_bits found = __builtin_convertvector(own != number, together_bits);
        memcpy(bits + i / 16, &found, 4);
    }
    for (size_t i = whole; i < count; i += 16) {
        uint16_t found = 0;
        for (size_t j = 0; j < 16 && i + j < count; j++) found |= (uint16_t)(numbers[i + j] != number) << j;
        bits[i / 16] = (int16_t)found;
    }
}

FOR_EACH_PROCESSOR
void row_marks_of_bits(uint8_t *restrict marks, const int16_t *restrict bits, size_t count) {
    for (size_t i = 0; i < count; i++) marks[i] = (uint16_t)bits[i / 16] >> (i % 16) & 1;
}

FOR_EACH_PROCESSOR
bool row_flows_unmarked(const double *restrict row, const int16_t *restrict bits, size_t count) {
    const eight_marks trials = {0, 1, 2, 3, 4, 5, 6, 7};
    eight_marks all = {0};
    size_t whole = count & ~(size_t)7;
    /* A bit of 1 has no bits left to look at. */
    for (size_t i = 0; i < whole; i += 8) {
        eight_marks values;
        memcpy(&values, row + i, sizeof values);
        int64_t own = (uint16_t)bits[i / 16] >> (i % 16);
        all |= values << 1 & ((own >> trials & 1) - 1);
    }
    uint64_t any = (uint64_t)__builtin_reduce_or(all);
    for (size_t i = whole; i < count; i++) {
        any |= bits_of(row[i]) << 1 & (((uint64_t)(uint16_t)bits[i / 16] >> (i % 16) & 1) - 1);
    }
    return any != 0;
}

FOR_EACH_PROCESSOR
bool row_flows_where(const double *restrict row, const int16_t *restrict numbers, int16_t number, size_t count) {
    uint64_t any = 0;
    for (size_t i = 0; i < count; i++) any |= bits_of(row[i]) << 1 & (numbers[i] == number ? ~UINT64_C(0) : 0);
    return any != 0;
}

FOR_EACH_PROCESSOR
void row_count_years(uint32_t *restrict counts, const int16_t *restrict years, int16_t lowest, size_t places,
                     size_t count) {
    for (size_t place = 0; place < places; place++) counts[place] = 0;
    int16_t highest = (int16_t)(lowest + (int16_t)places - 1);
    int8_t last = (int8_t)(places - 1);
    /* A byte holds each of so few places, and few of them occur: to look for one in all trials takes less than to count trial
     * by trial. */
    size_t whole = places <= INT8_MAX ? count & ~(size_t)63 : 0;
    for (size_t first = 0; first < whole; first += 512) {
        bytes_together found[8], low = (bytes_together){0} + last, high = {0};
        for (size_t j = 0; j < 8; j++) found[j] = low;
        size_t vectors = whole - first < 512 ? (whole - first) / 64 : 8;
        for (size_t j = 0; j < vectors; j++) {
            for (size_t half = 0; half < 2; half++) {
                years_together year;
                memcpy(&year, years + first + 64 * j + 32 * half, sizeof year);
                year = __builtin_elementwise_min(year, (years_together){0} + highest);
                year = __builtin_elementwise_max(year, (years_together){0} + lowest) - lowest;
                half_the_bytes bytes = __builtin_convertvector(year, half_the_bytes);
                memcpy((char *)(found + j) + 32 * half, &bytes, sizeof bytes);
            }
            bytes_together others = found[j] & ~(found[j] == last);
            low = __builtin_elementwise_min(low, found[j]);
            high = __builtin_elementwise_max(high, others);
        }
        /* Never, the last, is what is left over. */
        int8_t least = __builtin_reduce_min(low), most = __builtin_reduce_max(high);
        uint32_t rest = 64 * (uint32_t)vectors;
        for (int8_t place = least; place <= most; place++) {
            uint32_t own = 0;
#pragma clang loop unroll(full)
            for (size_t j = 0; j < 8; j++) {
                byte_bits marks = __builtin_convertvector(found[j] == place, byte_bits);
                uint64_t bits;
                memcpy(&bits, &marks, sizeof bits);
                own += (uint32_t)__builtin_popcountll(bits);
            }
            counts[place] += own;
            rest -= own;
        }
        counts[places - 1] += rest;
    }
    for (size_t i = whole; i < count; i++) {
        int16_t year = years[i] < lowest ? lowest : years[i] > highest ? highest : years[i];
        counts[year - lowest]++;
    }
}

FOR_EACH_PROCESSOR
void row_are_lower(double *restrict row, const int32_t *restrict numbers, int32_t limit, size_t count) {
    for (size_t i = 0; i < count; i++) row[i] = numbers[i] < limit ? 1 : 0;
}

FOR_EACH_PROCESSOR
void row_count_lower(double *restrict counts, const int32_t *restrict numbers, int32_t limit, size_t count) {
    for (size_t i = 0; i < count; i++) counts[i] += numbers[i] < limit ? 1 : 0;
}
