/* A window for each quantile of a figure that comes in parts (QuantileWindow): what lies inside is kept, all else counted. */
#include "processors.h"
#include "rows.h"

#include <math.h>

/* How many of a row lie below a window, are its low end, and are its high end where that is another. */
typedef struct { size_t below, at_low, at_high; } beyond;

static inline size_t count_bits(uint64_t bits) { return (size_t)__builtin_popcountll(bits); }

FOR_EACH_PROCESSOR
static size_t keep_marked(double *restrict into, const double *restrict row, double low, double high, size_t count,
                          beyond *counts) {
    size_t found = 0, below = 0, lows = 0, highs = 0, whole = count & ~(size_t)63;
    for (size_t first = 0; first < count; first += 64) {
        uint64_t lower = 0, inner = 0;
        if (first < whole) {
            uint8_t lower_bytes[8], inner_bytes[8];
            for (size_t j = 0; j < 8; j++) {
                eight_numbers next;
                memcpy(&next, row + first + 8 * j, sizeof next);
                eight_bools is_lower = __builtin_convertvector(next < low, eight_bools);
                eight_bools is_inner = __builtin_convertvector(next <= high, eight_bools);
                memcpy(lower_bytes + j, &is_lower, 1);
                memcpy(inner_bytes + j, &is_inner, 1);
            }
            memcpy(&lower, lower_bytes, sizeof lower);
            memcpy(&inner, inner_bytes, sizeof inner);
        } else {
            for (size_t i = first; i < count; i++) {
                lower |= (uint64_t)(row[i] < low) << (i - first);
                inner |= (uint64_t)(row[i] <= high) << (i - first);
            }
        }
        below += count_bits(lower);
        for (uint64_t left = inner & ~lower; left != 0; left &= left - 1) {
            double value = row[first + (size_t)__builtin_ctzll(left)];
            into[found] = value;
            found += (value > low) & (value < high);
            lows += value == low;
            highs += value == high;
        }
    }
    *counts = (beyond){below, lows, highs};
    return found;
}

#ifdef HAS_COMPRESSION
/* The compiler makes no vectors of loops that write behind each other what they choose, so these are written in them. */
__attribute__((target("arch=x86-64-v4")))
static size_t keep_compressed(double *restrict into, const double *restrict row, double low, double high, size_t count,
                              beyond *counts) {
    const __m512d lows = _mm512_set1_pd(low), highs = _mm512_set1_pd(high);
    size_t found = 0, above = 0, whole = count & ~(size_t)7;
    __mmask8 is_end = 0;
    for (size_t i = 0; i < whole; i += 8) {
        __m512d next = _mm512_loadu_pd(row + i);
        __mmask8 is_above = _mm512_cmp_pd_mask(next, lows, _CMP_GT_OQ);
        __mmask8 is_inside = _mm512_mask_cmp_pd_mask(is_above, next, highs, _CMP_LT_OQ);
        is_end |= _mm512_cmp_pd_mask(next, lows, _CMP_EQ_OQ) | _mm512_cmp_pd_mask(next, highs, _CMP_EQ_OQ);
        _mm512_storeu_pd(into + found, _mm512_maskz_compress_pd(is_inside, next));
        found += count_bits(is_inside);
        above += count_bits(is_above);
    }
    size_t at_low = 0, at_high = 0;
    for (size_t i = whole; i < count; i++) {
        into[found] = row[i];
        found += (row[i] > low) & (row[i] < high);
        above += row[i] > low;
        at_low += row[i] == low;
        at_high += row[i] == high;
    }
    /* Ends are seldom met, unless many values are one. */
    for (size_t i = 0; is_end != 0 && i < whole; i += 8) {
        __m512d next = _mm512_loadu_pd(row + i);
        at_low += count_bits(_mm512_cmp_pd_mask(next, lows, _CMP_EQ_OQ));
        at_high += count_bits(_mm512_cmp_pd_mask(next, highs, _CMP_EQ_OQ));
    }
    *counts = (beyond){count - above - at_low, at_low, at_high};
    return found;
}

/* The same where values are hardly ever an end: what lies from one end to the other is copied, and looked for ends then. */
__attribute__((target("arch=x86-64-v4")))
static size_t keep_without_ends(double *restrict into, const double *restrict row, double low, double high,
                                size_t count, beyond *counts) {
    const __m512d lows = _mm512_set1_pd(low), highs = _mm512_set1_pd(high);
    size_t found = 0, from_low = 0, whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        __m512d next = _mm512_loadu_pd(row + i);
        __mmask8 is_from_low = _mm512_cmp_pd_mask(next, lows, _CMP_GE_OQ);
        __mmask8 is_inside = _mm512_mask_cmp_pd_mask(is_from_low, next, highs, _CMP_LE_OQ);
        _mm512_storeu_pd(into + found, _mm512_maskz_compress_pd(is_inside, next));
        found += count_bits(is_inside);
        from_low += count_bits(is_from_low);
    }
    for (size_t i = whole; i < count; i++) {
        into[found] = row[i];
        found += (row[i] >= low) & (row[i] <= high);
        from_low += row[i] >= low;
    }
    size_t at_low = 0, at_high = 0, left = 0;
    for (size_t i = 0; i < found; i++) {
        at_low += into[i] == low;
        at_high += into[i] == high;
    }
    *counts = (beyond){count - from_low, at_low, at_high};
    if (at_low + at_high == 0) return found;
    for (size_t i = 0; i < found; i++) {
        into[left] = into[i];
        left += (into[i] != low) & (into[i] != high);
    }
    return left;
}
#endif

/* Where both ends are one value. */
FOR_EACH_PROCESSOR
static void count_about(const double *restrict row, double value, size_t count, beyond *counts) {
    size_t below = 0, equal = 0;
    for (size_t i = 0; i < count; i++) {
        below += row[i] < value;
        equal += row[i] == value;
    }
    *counts = (beyond){below, equal, 0};
}

/* Values are taken to be ends often where so many of a window's have been. */
enum { OFTEN = 64 };

/* Copies what lies between two ends, in its order, and says how many, so many of the like having been ends; there is room for
 * eight more. */
static size_t keep(double *restrict into, const double *restrict row, double low, double high, size_t count,
                   size_t ends, beyond *counts) {
    if (low == high) {
        count_about(row, low, count, counts);
        return 0;
    }
#ifdef HAS_COMPRESSION
    if (__builtin_cpu_supports("x86-64-v4")) {
        if (ends < OFTEN) return keep_without_ends(into, row, low, high, count, counts);
        return keep_compressed(into, row, low, high, count, counts);
    }
#endif
    return keep_marked(into, row, low, high, count, counts);
}

/* How many values are fetched at most: twice as many come only while a sample begins. */
enum { MOST_FETCHED = 64 };

void row_fetch_window(const value_window *window) {
    if (!window->values) return;
    const double *next = window->values + window->kept;
    /* About as many will come as came last; values are fetched eight at a time. */
    for (int32_t i = 0; i < window->came + 8 && i < MOST_FETCHED; i += 8) __builtin_prefetch(next + i, 1);
}

size_t row_take_window(value_window *window, const double *row, size_t count, double *room) {
    size_t kept = (size_t)window->kept;
    beyond counts;
    size_t ends = (size_t)window->at_low + (size_t)window->at_high;
    size_t found = keep(room, row, window->low, window->high, count, ends, &counts);
    window->below += (int32_t)counts.below;
    window->at_low += (int32_t)counts.at_low;
    window->at_high += (int32_t)counts.at_high;
    window->came = (int32_t)found;
    if (kept + found > (size_t)window->capacity) return found;
    if (found > 0) memcpy(window->values + kept, room, found * sizeof *room);
    window->kept += (int32_t)found;
    return 0;
}

size_t row_move_ends(value_window *window, double low, double high, const double *values, size_t count, double *room) {
    beyond counts;
    size_t found = keep(room, values, low, high, count, OFTEN, &counts);
    if (low != window->low) {
        window->below += window->at_low + (int32_t)counts.below;
        window->at_low = (int32_t)counts.at_low + (low == window->high ? window->at_high : 0);
    }
    if (high != window->high || low == high) window->at_high = (int32_t)counts.at_high;
    window->low = low;
    window->high = high;
    return found;
}

/* Bins that a window is cut into, and how much more than what is asked for may be left. */
enum { WINDOW_BINS = 256, LEAST_LEFT = 16, SHARE_LEFT = 8 };

FOR_EACH_PROCESSOR
static void bin_window(uint16_t *restrict bins, const double *restrict values, double low, double scale,
                       size_t count) {
    /* Adding 2^52 leaves the nearest whole number in the lowest bits. */
    for (size_t i = 0; i < count; i++) bins[i] = (uint16_t)bits_of((values[i] - low) * scale + 0x1p52);
}

bool row_close_window(double *low, double *high, const double *values, size_t count, size_t first, size_t last) {
    double least = *low, scale = WINDOW_BINS / (*high - least);
    if (count > RANKED_VALUES || !(scale > 0 && scale < INFINITY)) return false;
    uint16_t bins[RANKED_VALUES], counts[WINDOW_BINS + 1] = {0};
    bin_window(bins, values, least, scale, count);
    for (size_t i = 0; i < count; i++) counts[bins[i]]++;
    size_t lowest = 0, lower = 0, highest = WINDOW_BINS, higher = 0;
    while (lower + counts[lowest] <= first) lower += counts[lowest++];
    while (higher + counts[highest] < count - last) higher += counts[highest--];
    size_t asked = last - first + 1;
    if (count - lower - higher > asked + asked / SHARE_LEFT + LEAST_LEFT) return false;
    /* Bins begin and end halfway between whole numbers; ends lie a quarter of a bin beyond, which no rounding reaches. */
    double closer_low = least + ((double)lowest - 0.75) / scale, closer_high = least + ((double)highest + 0.75) / scale;
    if (closer_low > *low) *low = closer_low;
    if (closer_high < *high) *high = closer_high;
    return true;
}
