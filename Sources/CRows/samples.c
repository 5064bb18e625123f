/* Samples: extremes, bins, quantiles. */
#include "processors.h"
#include "rows.h"

FOR_EACH_PROCESSOR
void row_extremes(const double *row, size_t count, double *least, double *greatest) {
    eight_numbers low = {row[0], row[0], row[0], row[0], row[0], row[0], row[0], row[0]}, high = low;
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        eight_numbers next;
        memcpy(&next, row + i, sizeof next);
        low = CHOOSE(next < low, next, low);
        high = CHOOSE(next > high, next, high);
    }
    double lowest = low[0], highest = high[0];
    for (size_t j = 1; j < 8; j++) {
        lowest = low[j] < lowest ? low[j] : lowest;
        highest = high[j] > highest ? high[j] : highest;
    }
    for (size_t i = whole; i < count; i++) {
        lowest = row[i] < lowest ? row[i] : lowest;
        highest = row[i] > highest ? row[i] : highest;
    }
    *least = lowest + 0;
    *greatest = highest + 0;
}

/* A macro, as functions do not take vectors that only some processors have. */
#define SUM_OF_EIGHT(sums)                                                                                            \
    ((((((((sums)[0] + (sums)[1]) + (sums)[2]) + (sums)[3]) + (sums)[4]) + (sums)[5]) + (sums)[6]) + (sums)[7])

FOR_EACH_PROCESSOR
double row_sample_sum(const double *row, size_t count) {
    eight_numbers sums = {0, 0, 0, 0, 0, 0, 0, 0};
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        eight_numbers next;
        memcpy(&next, row + i, sizeof next);
        sums += next;
    }
    double sum = SUM_OF_EIGHT(sums);
    for (size_t i = whole; i < count; i++) sum += row[i];
    return sum;
}

/* As `row_summarise`; into += row, where that is wanted, and `total` is the sum as `row_sum` has it. */
__attribute__((always_inline)) static inline sample_summary summarise(double *restrict into, bool is_added, double *total,
                                                                      const double *restrict row, double limit,
                                                                      size_t count) {
    eight_numbers sums = {0, 0, 0, 0, 0, 0, 0, 0};
    eight_numbers low = {row[0], row[0], row[0], row[0], row[0], row[0], row[0], row[0]}, high = low;
    eight_marks counts = {0, 0, 0, 0, 0, 0, 0, 0};
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        eight_numbers next, added;
        memcpy(&next, row + i, sizeof next);
        if (is_added) {
            memcpy(&added, into + i, sizeof added);
            added += next;
            memcpy(into + i, &added, sizeof added);
        }
        sums += next;
        counts -= next > limit;
        low = CHOOSE(next < low, next, low);
        high = CHOOSE(next > high, next, high);
    }
    sample_summary found = {SUM_OF_EIGHT(sums), low[0], high[0], 0};
    for (size_t j = 0; j < 8; j++) {
        found.above += counts[j];
        found.least = low[j] < found.least ? low[j] : found.least;
        found.greatest = high[j] > found.greatest ? high[j] : found.greatest;
    }
    double rest = 0;
    for (size_t i = whole; i < count; i++) {
        if (is_added) into[i] += row[i];
        rest += row[i];
        found.sum += row[i];
        found.above += row[i] > limit ? 1 : 0;
        found.least = row[i] < found.least ? row[i] : found.least;
        found.greatest = row[i] > found.greatest ? row[i] : found.greatest;
    }
    found.least += 0;
    found.greatest += 0;
    *total = sum_of_lanes(&sums) + rest;
    return found;
}

FOR_EACH_PROCESSOR
sample_summary row_summarise(const double *row, double limit, size_t count) {
    double total;
    return summarise(NULL, false, &total, row, limit, count);
}

FOR_EACH_PROCESSOR
council_summary row_add_council(double *restrict sums, uint16_t *restrict below, uint16_t *restrict flowing,
                                const double *restrict row, const uint8_t *restrict marks, double limit, size_t count) {
    council_summary found;
    found.sample = summarise(sums, true, &found.total, row, limit, count);
    for (size_t i = 0; i < count; i++) below[i] += row[i] < 0 - limit ? 1 : 0;
    for (size_t i = 0; i < count; i++) flowing[i] += marks[i];
    return found;
}

FOR_EACH_PROCESSOR
void row_differences(const double *row, double center, size_t count, double *differences, double *squares) {
    eight_numbers sums = {0, 0, 0, 0, 0, 0, 0, 0}, products = sums;
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        eight_numbers next;
        memcpy(&next, row + i, sizeof next);
        next -= center;
        sums += next;
        products += next * next;
    }
    double sum = SUM_OF_EIGHT(sums), product = SUM_OF_EIGHT(products);
    for (size_t i = whole; i < count; i++) {
        double difference = row[i] - center;
        sum += difference;
        product += difference * difference;
    }
    *differences = sum;
    *squares = product;
}

FOR_EACH_PROCESSOR
intptr_t row_count_above(const double *row, double limit, size_t count) {
    intptr_t found = 0;
    for (size_t i = 0; i < count; i++) found += row[i] > limit ? 1 : 0;
    return found;
}

FOR_EACH_PROCESSOR
void row_count_signs(const double *row, size_t count, intptr_t *negative, intptr_t *positive) {
    intptr_t below = 0, above = 0;
    for (size_t i = 0; i < count; i++) {
        below += row[i] < 0 ? 1 : 0;
        above += row[i] > 0 ? 1 : 0;
    }
    *negative = below;
    *positive = above;
}

FOR_EACH_PROCESSOR
intptr_t row_count_from(const double *row, double limit, size_t count) {
    intptr_t found = 0;
    for (size_t i = 0; i < count; i++) found += row[i] >= limit ? 1 : 0;
    return found;
}

/* So many counters stand side by side for one bin: a value that is counted again and again (most are 0 where few councils
 * have joined) would otherwise wait each time for the count before it. */
enum { SETS = 4 };

FOR_EACH_PROCESSOR
void row_count_bins(uint16_t *restrict bins, uint32_t *restrict counts, size_t bin_count, const double *restrict row,
                    double least, double scale, size_t count) {
    /* Adding 2^52 leaves the nearest whole number in the lowest bits. */
    for (size_t i = 0; i < count; i++) bins[i] = (uint16_t)bits_of((row[i] - least) * scale + 0x1p52);
    size_t sets = count >= 2 * bin_count ? SETS : 1, whole = sets == SETS ? count & ~(size_t)(SETS - 1) : 0;
    memset(counts, 0, sets * bin_count * sizeof *counts);
    for (size_t i = 0; i < whole; i += SETS) {
        counts[bins[i]]++;
        counts[bin_count + bins[i + 1]]++;
        counts[2 * bin_count + bins[i + 2]]++;
        counts[3 * bin_count + bins[i + 3]]++;
    }
    for (size_t i = whole; i < count; i++) counts[bins[i]]++;
    if (sets == 1) return;
    for (size_t bin = 0; bin < bin_count; bin++) {
        counts[bin] += counts[bin_count + bin] + counts[2 * bin_count + bin] + counts[3 * bin_count + bin];
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

FOR_EACH_PROCESSOR
void row_split_bin(const double *restrict row, const uint16_t *restrict bins, uint16_t bin, double pivot, size_t count,
                   intptr_t *less, intptr_t *equal) {
    intptr_t below = 0, same = 0;
    for (size_t i = 0; i < count; i++) {
        below += (bins[i] == bin) & (row[i] < pivot);
        same += (bins[i] == bin) & (row[i] == pivot);
    }
    *less = below;
    *equal = same;
}

static inline uint32_t place_of(double value, bin_places bins) {
    double bin = (value - bins.start) * bins.scale, last = bins.fine + 2 * bins.outskirts + 1;
    /* As coarse bins are wider, they rise more slowly: below fine bins theirs is the higher number, above them the lower. */
    double lower = bin * bins.coarse, upper = (bin - bins.fine) * bins.coarse + bins.fine;
    double place = lower > bin ? lower : bin;
    place = upper < place ? upper : place;
    place = place + (bins.outskirts + 1);
    place = place > 0 ? place : 0;
    place = place < last ? place : last;
    place = value == bins.atom ? last + 1 : place;
    /* No place is below 0, and so the whole number towards 0 is the one below. */
    return (uint32_t)(int32_t)place;
}

FOR_EACH_PROCESSOR
void row_find_places(uint32_t *restrict places, const double *restrict row, const bin_places *bins, size_t count) {
    bin_places own = *bins;
    for (size_t i = 0; i < count; i++) places[i] = place_of(row[i], own);
}

FOR_EACH_PROCESSOR
void row_count_places(uint32_t *restrict counts, const double *restrict row, const bin_places *bins, size_t count) {
    uint32_t places[512];
    bin_places own = *bins;
    size_t all = (size_t)(own.fine + 2 * own.outskirts) + 3, lines = all / 16;
    /* Counts of many figures are used in turn, and none is near: they are asked for before the first is needed, all of them
     * where they are few, else those that are. */
    for (size_t first = 0; first < count; first += 512) {
        size_t length = count - first < 512 ? count - first : 512;
        const double *restrict values = row + first;
        if (lines <= length) for (size_t i = 0; i <= lines; i++) __builtin_prefetch(counts + 16 * i, 1);
        for (size_t i = 0; i < length; i++) places[i] = place_of(values[i], own);
        if (lines > length) for (size_t i = 0; i < length; i++) __builtin_prefetch(counts + places[i], 1);
        for (size_t i = 0; i < length; i++) counts[places[i]]++;
    }
}

FOR_EACH_PROCESSOR
bool row_put_places(uint16_t *restrict places, const double *restrict row, const bin_places *bins, size_t count) {
    bin_places own = *bins;
    uint16_t last = (uint16_t)(own.fine + 2 * own.outskirts + 1), outside = 0;
    for (size_t i = 0; i < count; i++) places[i] = (uint16_t)place_of(row[i], own);
    for (size_t i = 0; i < count; i++) outside |= (uint16_t)((places[i] == 0) | (places[i] == last));
    return outside == 0;
}

FOR_EACH_PROCESSOR
void row_sums_of_counts(intptr_t *restrict sums, const uint32_t *restrict counts, size_t count) {
    for (size_t first = 0; first < count; first += COUNTED_TOGETHER) {
        size_t length = count - first < COUNTED_TOGETHER ? count - first : COUNTED_TOGETHER;
        intptr_t sum = 0;
        for (size_t i = 0; i < length; i++) sum += counts[first + i];
        sums[first / COUNTED_TOGETHER] = sum;
    }
}

FOR_EACH_PROCESSOR
void row_count_wholes(uint32_t *restrict counts, const double *restrict row, double least, size_t count) {
    for (size_t first = 0; first < count; first += 64) {
        int32_t places[64];
        size_t length = count - first < 64 ? count - first : 64;
        for (size_t i = 0; i < length; i++) places[i] = (int32_t)(row[first + i] - least);
        for (size_t i = 0; i < length; i++) counts[places[i]]++;
    }
}

void row_fetch(const uint16_t *places, size_t count) {
    for (size_t i = 0; i < count; i += 32) __builtin_prefetch(places + i, 1);
}

FOR_EACH_PROCESSOR
void row_count_kept_places(uint32_t *restrict counts, size_t place_count, const uint16_t *restrict places, size_t count) {
    for (size_t i = 0; i < place_count; i += 16) __builtin_prefetch(counts + i, 1);
    for (size_t i = 0; i < count; i++) counts[places[i]]++;
}

FOR_EACH_PROCESSOR
void row_triangular(double *restrict values, const double *restrict uniforms, double least, double mode, double greatest,
                    size_t count) {
    double width = greatest - least, rise = width * (mode - least), fall = width * (greatest - mode);
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        eight_numbers u, square, root, value;
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
