/* Several windows on one sample, from which values that come often are left out (SampleWindows). */
#include "windows.h"

#include "processors.h"
#include "rows.h"

#include <math.h>

/* So many values make a group, whose marks are one number. */
enum { GROUP = 64 };

/* Bits of a group: which values are so. */
#define BITS(bits, values, comparison, limit)                                                                          \
    do {                                                                                                               \
        (bits) = 0;                                                                                                    \
        for (size_t j = 0; j < GROUP / 8; j++) {                                                                       \
            eight_numbers next;                                                                                        \
            memcpy(&next, (values) + 8 * j, sizeof next);                                                              \
            eight_bools is = __builtin_convertvector(next comparison(limit), eight_bools);                             \
            uint8_t byte;                                                                                              \
            memcpy(&byte, &is, 1);                                                                                     \
            (bits) |= (uint64_t)byte << (8 * j);                                                                       \
        }                                                                                                              \
    } while (0)

FOR_EACH_PROCESSOR
size_t row_mark_windows(uint64_t *restrict marks, const double *restrict row, size_t count,
                        sample_window *restrict windows, size_t window_count, sample_atom *restrict atoms,
                        size_t atom_count) {
    size_t kept = 0;
    for (size_t first = 0; first < count; first += GROUP) {
        const double *values = row + first;
        double rest[GROUP];
        if (count - first < GROUP) {
            /* What is not a number is neither lower than anything nor inside. */
            for (size_t i = 0; i < GROUP; i++) rest[i] = i < count - first ? values[i] : NAN;
            values = rest;
        }
        uint64_t common = 0, inside = 0;
        for (size_t i = 0; i < atom_count; i++) {
            uint64_t equal;
            BITS(equal, values, ==, atoms[i].value);
            atoms[i].count += (size_t)__builtin_popcountll(equal);
            common |= equal;
        }
        for (size_t i = 0; i < window_count; i++) {
            uint64_t lower, through;
            BITS(lower, values, <, windows[i].low);
            BITS(through, values, <=, windows[i].high);
            uint64_t own = through & ~lower & ~common;
            windows[i].below += (size_t)__builtin_popcountll(lower);
            windows[i].within += (size_t)__builtin_popcountll(own);
            inside |= own;
        }
        marks[first / GROUP] = inside;
        kept += (size_t)__builtin_popcountll(inside);
    }
    return kept;
}

FOR_EACH_PROCESSOR
static void gather_one_by_one(double *restrict into, const double *restrict row, const uint64_t *restrict marks,
                              size_t count) {
    for (size_t first = 0; first < count; first += GROUP) {
        uint64_t left = marks[first / GROUP];
        if (left == ~(uint64_t)0) {
            memcpy(into, row + first, GROUP * sizeof *into);
            into += GROUP;
            continue;
        }
        for (; left != 0; left &= left - 1) *into++ = row[first + (size_t)__builtin_ctzll(left)];
    }
}

#ifdef HAS_COMPRESSION
/* As in narrowing.c, written in vectors. Eight are written at a time as long as as many are left; no more than those marked. */
__attribute__((target("arch=x86-64-v4")))
static void gather_compressed(double *restrict into, const double *restrict row, const uint64_t *restrict marks,
                              size_t count) {
    size_t left = 0;
    for (size_t first = 0; first < count; first += GROUP) left += (size_t)__builtin_popcountll(marks[first / GROUP]);
    for (size_t first = 0; left > 0; first += 8) {
        __mmask8 own = (__mmask8)(marks[first / GROUP] >> first % GROUP);
        size_t found = (size_t)__builtin_popcountll(own);
        __m512d values = _mm512_maskz_compress_pd(own, _mm512_maskz_loadu_pd(own, row + first));
        if (left >= 8) _mm512_storeu_pd(into, values);
        else _mm512_mask_storeu_pd(into, (__mmask8)((1u << found) - 1), values);
        into += found;
        left -= found;
    }
}
#endif

void row_gather_marks(double *restrict into, const double *restrict row, const uint64_t *restrict marks, size_t count) {
#ifdef HAS_COMPRESSION
    if (__builtin_cpu_supports("x86-64-v4")) {
        gather_compressed(into, row, marks, count);
        return;
    }
#endif
    gather_one_by_one(into, row, marks, count);
}

/* So many bins lie between the least value and the greatest. */
enum { BOUND_BINS = 512 };

FOR_EACH_PROCESSOR
static void bin_values(uint16_t *restrict bins, const double *restrict row, double least, double scale, size_t count) {
    /* As in row_count_bins: the nearest whole number stands in the last bits. */
    for (size_t i = 0; i < count; i++) bins[i] = (uint16_t)bits_of((row[i] - least) * scale + 0x1p52);
}

bool row_bound_ranks(double *restrict lower, double *restrict upper, const size_t *restrict ranks, size_t rank_count,
                     const double *restrict row, size_t count, uint16_t *restrict bins) {
    double least, greatest;
    row_extremes(row, count, &least, &greatest);
    double scale = BOUND_BINS / (greatest - least), width = (greatest - least) / BOUND_BINS;
    if (!(scale > 0 && scale < INFINITY && width > 0)) return false;
    uint32_t counts[BOUND_BINS + 1] = {0};
    bin_values(bins, row, least, scale, count);
    for (size_t i = 0; i < count; i++) counts[bins[i]]++;
    size_t place = 0, before = 0;
    for (size_t i = 0; i < rank_count; i++) {
        while (ranks[i] >= before + counts[place]) before += counts[place++];
        if (counts[place] > count / 32 + 4) return false;
        lower[i] = least + ((double)place - 0.5) * width;
        upper[i] = least + ((double)place + 0.5) * width;
    }
    return true;
}
