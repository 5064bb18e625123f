/* Quantiles by cubic polynomials between knots, which every draw that has no formula of its own goes through. */
#include "processors.h"
#include "rows.h"

typedef uint64_t eight_words __attribute__((vector_size(64)));
typedef double four_numbers __attribute__((vector_size(32)));

/* So many cells are found before the first is read: what is read waits for nothing, and what is noted stays near. */
enum { AT_ONCE = 512 };

/* What QUANTILE_NEAREST has above its 48 lowest bits. */
static const uint64_t nearest = 0x3EB0;

#define CHOOSE_WORDS(marks, first, second) (((eight_words)(marks) & (first)) | (~(eight_words)(marks) & (second)))
#define JOIN_CELLS(first, second) __builtin_shufflevector(first, second, 0, 1, 2, 3, 4, 5, 6, 7)

/* Where the coefficients of probabilities stand, and the places within the cells. */
static inline void find_cells(uint64_t *restrict starts, double *restrict places,
                              const eight_numbers *probabilities) {
    eight_numbers p = *probabilities;
    /* Adding 2^52 after taking off 1/2 leaves the number of the cell in the lowest bits; where p is a knot it may be
     * that of the cell before, at its end. */
    eight_numbers scaled = p * (double)QUANTILE_CELLS, shifted = (scaled - 0.5) + 0x1p52;
    eight_words cell = (eight_words)shifted & (QUANTILE_CELLS - 1);
    eight_numbers place = scaled - (shifted - 0x1p52);
    /* Near an end, cells go by the exponent and the four highest bits of the significand of the distance from it, and
     * places by the other 48 bits. */
    eight_numbers rest = 1.0 - p;
    eight_marks is_upper = rest < p;
    eight_numbers distance = CHOOSE(is_upper, rest, p);
    eight_marks is_end = distance < (double)QUANTILE_REPLACED / QUANTILE_CELLS;
    eight_words bits = (eight_words)distance;
    eight_words end_cell = (bits >> 48) - (nearest - QUANTILE_CELLS);
    end_cell += (eight_words)is_upper & QUANTILE_END_CELLS;
    /* The first cell of all stands for those that are nearer. */
    end_cell &= (eight_words)(distance >= QUANTILE_NEAREST);
    eight_words significand = (bits << 4 & UINT64_C(0x000FFFFFFFFFFFFF)) | UINT64_C(0x3FF0000000000000);
    cell = CHOOSE_WORDS(is_end, end_cell, cell) << 2;
    place = CHOOSE(is_end, (eight_numbers)significand - 1.0, place);
    memcpy(starts, &cell, sizeof cell);
    memcpy(places, &place, sizeof place);
}

/* The values of eight polynomials: cells are read as they stand, one by one, and turned into rows of coefficients. */
static inline void read_cells(eight_numbers *value, const double *cells, const uint64_t *starts, const double *places) {
    four_numbers c[8];
#pragma clang loop unroll(full)
    for (size_t i = 0; i < 8; i++) memcpy(c + i, cells + starts[i], sizeof *c);
    eight_numbers a = JOIN_CELLS(c[0], c[1]), b = JOIN_CELLS(c[2], c[3]);
    eight_numbers d = JOIN_CELLS(c[4], c[5]), e = JOIN_CELLS(c[6], c[7]);
    eight_numbers low_a = __builtin_shufflevector(a, b, 0, 4, 8, 12, 1, 5, 9, 13);
    eight_numbers low_d = __builtin_shufflevector(d, e, 0, 4, 8, 12, 1, 5, 9, 13);
    eight_numbers high_a = __builtin_shufflevector(a, b, 2, 6, 10, 14, 3, 7, 11, 15);
    eight_numbers high_d = __builtin_shufflevector(d, e, 2, 6, 10, 14, 3, 7, 11, 15);
    eight_numbers constant = __builtin_shufflevector(low_a, low_d, 0, 1, 2, 3, 8, 9, 10, 11);
    eight_numbers linear = __builtin_shufflevector(low_a, low_d, 4, 5, 6, 7, 12, 13, 14, 15);
    eight_numbers square = __builtin_shufflevector(high_a, high_d, 0, 1, 2, 3, 8, 9, 10, 11);
    eight_numbers cube = __builtin_shufflevector(high_a, high_d, 4, 5, 6, 7, 12, 13, 14, 15);
    eight_numbers t;
    memcpy(&t, places, sizeof t);
    *value = ((cube * t + square) * t + linear) * t + constant;
}

static inline bool is_any(const eight_marks *marks) {
    int64_t any = 0;
    for (size_t i = 0; i < 8; i++) any |= (*marks)[i];
    return any != 0;
}

/* Eight numbers, or as many as there are and the first of them again: nothing is met that was not asked for. */
static inline void take(eight_numbers *numbers, const double *row, size_t count) {
    if (count >= 8) {
        memcpy(numbers, row, sizeof *numbers);
    } else {
        for (size_t i = 0; i < 8; i++) (*numbers)[i] = row[i < count ? i : 0];
    }
}

static inline void put(double *row, const eight_numbers *numbers, size_t count) {
    if (count >= 8) {
        memcpy(row, numbers, sizeof *numbers);
    } else {
        for (size_t i = 0; i < count; i++) row[i] = (*numbers)[i];
    }
}

FOR_EACH_PROCESSOR
bool row_quantiles(double *restrict values, const double *restrict uniforms, const double *restrict cells,
                   size_t count) {
    uint64_t starts[AT_ONCE];
    double places[AT_ONCE];
    eight_marks missing = {0};
    for (size_t first = 0; first < count; first += AT_ONCE) {
        size_t length = count - first < AT_ONCE ? count - first : AT_ONCE;
        for (size_t i = 0; i < length; i += 8) {
            eight_numbers p;
            take(&p, uniforms + first + i, length - i);
            find_cells(starts + i, places + i, &p);
        }
        for (size_t i = 0; i < length; i += 8) {
            eight_numbers value;
            read_cells(&value, cells, starts + i, places + i);
            missing |= value != value;
            put(values + first + i, &value, length - i);
        }
    }
    return is_any(&missing);
}

FOR_EACH_PROCESSOR
bool row_quantiles_between(double *restrict values, const double *restrict uniforms, const double *restrict cells,
                           double above, double up_to, double from, double width, size_t count) {
    uint64_t starts[AT_ONCE];
    double places[AT_ONCE];
    eight_marks missing = {0};
    const eight_numbers lowest = (eight_numbers){0} + 0x1p-1022, highest = (eight_numbers){0} + 0x1.fffffffffffffp-1;
    for (size_t first = 0; first < count; first += AT_ONCE) {
        size_t length = count - first < AT_ONCE ? count - first : AT_ONCE;
        for (size_t i = 0; i < length; i += 8) {
            eight_numbers share;
            take(&share, uniforms + first + i, length - i);
            share = (share - from) / width;
            share = CHOOSE(share < lowest, lowest, share);
            share = CHOOSE(share > highest, highest, share);
            find_cells(starts + i, places + i, &share);
        }
        for (size_t i = 0; i < length; i += 8) {
            eight_numbers value, uniform, old;
            read_cells(&value, cells, starts + i, places + i);
            take(&uniform, uniforms + first + i, length - i);
            take(&old, values + first + i, length - i);
            eight_marks is_asked = (uniform > above) & (uniform <= up_to);
            missing |= is_asked & (value != value);
            value = CHOOSE(is_asked, value, old);
            put(values + first + i, &value, length - i);
        }
    }
    return is_any(&missing);
}
