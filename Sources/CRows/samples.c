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
