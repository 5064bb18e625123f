#include "rows.h"

#include <math.h>
#include <string.h>

/* As in philox.c: the widest vectors that the machine has are chosen when the program starts. */
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

#pragma STDC FP_CONTRACT OFF

FOR_EACH_PROCESSOR
void row_add(double *restrict into, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += row[i];
}

FOR_EACH_PROCESSOR
void row_add_times(double *restrict into, double factor, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += factor * row[i];
}

FOR_EACH_PROCESSOR
void row_subtract(double *restrict into, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] -= row[i];
}

FOR_EACH_PROCESSOR
void row_difference(double *restrict into, const double *restrict first, const double *restrict second, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] = first[i] - second[i];
}

FOR_EACH_PROCESSOR
void row_add_size(double *restrict into, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += fabs(row[i]);
}

FOR_EACH_PROCESSOR
void row_add_size_times(double *restrict into, double factor, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += fabs(factor * row[i]);
}

FOR_EACH_PROCESSOR
void row_multiply(double *restrict row, const double *restrict by, size_t count) {
    for (size_t i = 0; i < count; i++) row[i] *= by[i];
}

FOR_EACH_PROCESSOR
void row_product(double *restrict into, const double *restrict first, const double *restrict second, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] = first[i] * second[i];
}

FOR_EACH_PROCESSOR
void row_times(double *restrict into, double factor, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] = factor * row[i];
}

FOR_EACH_PROCESSOR
void row_multiply_flowing(double *restrict row, const double *restrict by, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double product = row[i] * by[i];
        row[i] = row[i] == 0 ? 0 : product;
    }
}

FOR_EACH_PROCESSOR
void row_product_flowing(double *restrict into, const double *restrict row, const double *restrict by, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double product = row[i] * by[i];
        into[i] = row[i] == 0 ? 0 : product;
    }
}

FOR_EACH_PROCESSOR
void row_scale_flowing(double *restrict row, double factor, const double *restrict by, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double product = factor * row[i] * by[i];
        row[i] = row[i] == 0 ? 0 : product;
    }
}

FOR_EACH_PROCESSOR
void row_add_product(double *restrict into, const double *restrict first, const double *restrict second, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += first[i] * second[i];
}

FOR_EACH_PROCESSOR
void row_difference_times(double *restrict into, const double *restrict first, const double *restrict second,
                          const double *restrict factor, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] = (first[i] - second[i]) * factor[i];
}

/* Rows are looked at by whole numbers, of which all can be taken together at once. */
static inline uint64_t bits_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

FOR_EACH_PROCESSOR
bool row_flows(const double *row, size_t count) {
    uint64_t any = 0;
    /* Shifting the sign out leaves -0 nothing. */
    for (size_t i = 0; i < count; i++) any |= bits_of(row[i]) << 1;
    return any != 0;
}

FOR_EACH_PROCESSOR
bool row_is_finite(const double *row, size_t count) {
    /* An exponent of ones is that of infinities and of what is no number: one more carries into the sign. */
    uint64_t carried = 0;
    for (size_t i = 0; i < count; i++) {
        carried |= (bits_of(row[i]) & UINT64_C(0x7FF0000000000000)) + UINT64_C(0x0010000000000000);
    }
    return carried >> 63 == 0;
}

typedef double eight __attribute__((vector_size(64)));

FOR_EACH_PROCESSOR
double row_sum(const double *row, size_t count) {
    eight sums = {0, 0, 0, 0, 0, 0, 0, 0};
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        eight next;
        memcpy(&next, row + i, sizeof next);
        sums += next;
    }
    double rest = 0;
    for (size_t i = whole; i < count; i++) rest += row[i];
    return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7])) + rest;
}

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
void row_enter_flow(double *restrict value, double *restrict size, double *restrict total, const double *restrict flow,
                    double discount, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double amount = flow[i];
        value[i] += discount * amount;
        size[i] += fabs(amount);
        total[i] += amount;
    }
}

static inline double held_to_one(double share) {
    double upper = share > 1 ? 1 : share;
    return upper < -1 ? -1 : upper;
}

FOR_EACH_PROCESSOR
void row_claim(double *restrict flow, double *restrict claimed, const double *restrict held, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double share = held_to_one(claimed[i]);
        double saved = share * held[i];
        claimed[i] = share;
        flow[i] = share == 0 ? 0 : saved;
    }
}

FOR_EACH_PROCESSOR
void row_claim_alone(double *restrict row, const double *restrict held, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double share = held_to_one(row[i]);
        double saved = share * held[i];
        row[i] = share == 0 ? 0 : saved;
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
void row_leave(double *restrict left, const double *restrict claimed, size_t count) {
    for (size_t i = 0; i < count; i++) left[i] *= 1 - claimed[i];
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
void row_count_marks(double *restrict counts, const uint8_t *restrict marks, size_t count) {
    for (size_t i = 0; i < count; i++) counts[i] += marks[i] != 0 ? 1 : 0;
}

FOR_EACH_PROCESSOR
void row_count_below(double *restrict counts, const double *restrict row, double limit, size_t count) {
    for (size_t i = 0; i < count; i++) counts[i] += row[i] < limit ? 1 : 0;
}

FOR_EACH_PROCESSOR
void row_sum_terms(double *restrict into, const double *const *rows, const double *factors, size_t terms, size_t count) {
    /* Stretches are short enough to stay near the processor while all rows are added. */
    for (size_t first = 0; first < count; first += 512) {
        size_t length = count - first < 512 ? count - first : 512;
        double *restrict own = into + first;
        for (size_t i = 0; i < length; i++) own[i] = 0;
        for (size_t term = 0; term < terms; term++) {
            const double *restrict row = rows[term] + first;
            double factor = factors[term];
            for (size_t i = 0; i < length; i++) own[i] += factor * row[i];
        }
    }
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
void row_mark_above(int16_t *restrict marks, int16_t mark, const double *restrict row, double limit, size_t count) {
    for (size_t i = 0; i < count; i++) marks[i] = row[i] > limit ? mark : marks[i];
}

FOR_EACH_PROCESSOR
void row_extremes(const double *row, size_t count, double *least, double *greatest) {
    double low[8], high[8];
    for (size_t j = 0; j < 8; j++) low[j] = high[j] = row[0];
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        for (size_t j = 0; j < 8; j++) {
            low[j] = row[i + j] < low[j] ? row[i + j] : low[j];
            high[j] = row[i + j] > high[j] ? row[i + j] : high[j];
        }
    }
    for (size_t i = whole; i < count; i++) {
        low[0] = row[i] < low[0] ? row[i] : low[0];
        high[0] = row[i] > high[0] ? row[i] : high[0];
    }
    for (size_t j = 1; j < 8; j++) {
        low[0] = low[j] < low[0] ? low[j] : low[0];
        high[0] = high[j] > high[0] ? high[j] : high[0];
    }
    *least = low[0] + 0;
    *greatest = high[0] + 0;
}

FOR_EACH_PROCESSOR
void row_count_bins(uint16_t *restrict bins, uint32_t *restrict counts, const double *restrict row, double least,
                    double scale, size_t count) {
    for (size_t first = 0; first < count; first += 512) {
        size_t length = count - first < 512 ? count - first : 512;
        const double *restrict values = row + first;
        uint16_t *restrict own = bins + first;
        /* Adding 2^52 leaves the nearest whole number in the lowest bits. */
        for (size_t i = 0; i < length; i++) own[i] = (uint16_t)bits_of((values[i] - least) * scale + 0x1p52);
        for (size_t i = 0; i < length; i++) counts[own[i]]++;
    }
}

FOR_EACH_PROCESSOR
size_t row_gather_bin(double *restrict into, const double *restrict row, const uint16_t *restrict bins, uint16_t bin,
                      size_t count) {
    size_t found = 0, whole = count & ~(size_t)63;
    for (size_t first = 0; first < whole; first += 64) {
        uint16_t any = 0;
        for (size_t i = 0; i < 64; i++) any |= bins[first + i] == bin ? 1 : 0;
        if (!any) continue;
        for (size_t i = first; i < first + 64; i++) {
            into[found] = row[i];
            found += bins[i] == bin ? 1 : 0;
        }
    }
    for (size_t i = whole; i < count; i++) {
        into[found] = row[i];
        found += bins[i] == bin ? 1 : 0;
    }
    return found;
}

static inline uint32_t place_of(double value, double start, double scale, double limit, double atom) {
    double place = (value - start) * scale + 1;
    place = place < 0 ? 0 : place;
    place = place > limit + 1 ? limit + 1 : place;
    /* Adding 2^52 leaves the nearest whole number in the lowest bits. */
    double nearest = (place + 0x1p52) - 0x1p52;
    double floor = nearest > place ? nearest - 1 : nearest;
    floor = value == atom ? limit + 2 : floor;
    return (uint32_t)bits_of(floor + 0x1p52);
}

FOR_EACH_PROCESSOR
void row_find_places(uint32_t *restrict places, const double *restrict row, double start, double scale, double limit,
                     double atom, size_t count) {
    for (size_t i = 0; i < count; i++) places[i] = place_of(row[i], start, scale, limit, atom);
}

FOR_EACH_PROCESSOR
void row_count_places(uint32_t *restrict counts, const double *restrict row, double start, double scale, double limit,
                      double atom, size_t count) {
    uint32_t places[512];
    for (size_t first = 0; first < count; first += 512) {
        size_t length = count - first < 512 ? count - first : 512;
        const double *restrict values = row + first;
        for (size_t i = 0; i < length; i++) places[i] = place_of(values[i], start, scale, limit, atom);
        for (size_t i = 0; i < length; i++) counts[places[i]]++;
    }
}

FOR_EACH_PROCESSOR
void row_triangular(double *restrict values, const double *restrict uniforms, double least, double mode, double greatest,
                    size_t count) {
    double width = greatest - least, rise = width * (mode - least), fall = width * (greatest - mode);
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        eight u, square, root, value;
        memcpy(&u, uniforms + i, sizeof u);
        for (size_t j = 0; j < 8; j++) square[j] = u[j] * width <= mode - least ? u[j] * rise : (1 - u[j]) * fall;
        root = __builtin_elementwise_sqrt(square);
        for (size_t j = 0; j < 8; j++) value[j] = u[j] * width <= mode - least ? least + root[j] : greatest - root[j];
        memcpy(values + i, &value, sizeof value);
    }
    for (size_t i = whole; i < count; i++) {
        double u = uniforms[i];
        bool is_rising = u * width <= mode - least;
        double root = __builtin_elementwise_sqrt(is_rising ? u * rise : (1 - u) * fall);
        values[i] = is_rising ? least + root : greatest - root;
    }
}

FOR_EACH_PROCESSOR
void row_offsets(int32_t *restrict offsets, const int16_t *restrict places, int32_t stride, size_t count) {
    for (size_t i = 0; i < count; i++) offsets[i] = (int32_t)places[i] * stride + (int32_t)i;
}

FOR_EACH_PROCESSOR
void row_places_of_keys(int16_t *restrict places, const double *restrict keys, const double *bars, size_t bar_count,
                        int16_t first, int16_t never, size_t count) {
    int64_t passed[64];
    for (size_t start = 0; start < count; start += 64) {
        size_t length = count - start < 64 ? count - start : 64;
        const double *restrict own = keys + start;
        for (size_t i = 0; i < length; i++) passed[i] = 0;
        for (size_t bar = 0; bar < bar_count; bar++) {
            double limit = bars[bar];
            for (size_t i = 0; i < length; i++) passed[i] += own[i] > limit ? 1 : 0;
        }
        for (size_t i = 0; i < length; i++) {
            places[start + i] = passed[i] < (int64_t)bar_count ? (int16_t)(first + passed[i]) : never;
        }
    }
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
