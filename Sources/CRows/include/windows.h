/* Several windows on one sample, part of which comes as a row: values inside are marked to be kept, others counted. */
#ifndef FOLKMOOT_WINDOWS_H
#define FOLKMOOT_WINDOWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From the low end to the high one, both of which lie inside; how many values came that are lower, and how many inside that
 * are none of the atoms. */
typedef struct {
    double low, high;
    size_t below, within;
} sample_window;

/* A value that comes often, and how often it came inside a window. */
typedef struct {
    double value;
    size_t count;
} sample_atom;

/* Takes up a row into windows that rise without touching, and says how many values are to be kept: those inside a window
 * that are no atoms. Marks: a bit for each value, 1 where it is to be kept, 64 in a number. */
size_t row_mark_windows(uint64_t *restrict marks, const double *restrict row, size_t count,
                        sample_window *restrict windows, size_t window_count, sample_atom *restrict atoms,
                        size_t atom_count);
/* Copies the values that are marked, one behind the other. */
void row_gather_marks(double *restrict into, const double *restrict row, const uint64_t *restrict marks, size_t count);

/* Between which values the values at some ranks, from 0 and rising, lie, closely enough to look for them there. Says no where
 * the sample is too uneven to tell: then nothing is said. */
bool row_bound_ranks(double *restrict lower, double *restrict upper, const size_t *restrict ranks, size_t rank_count,
                     const double *restrict row, size_t count, uint16_t *restrict bins);

/* Has memory fetched that will soon be read or written, so that nobody waits for it. */
static inline void row_fetch_bytes(const void *start, size_t bytes) {
    for (size_t i = 0; i < bytes; i += 64) __builtin_prefetch((const char *)start + i, 1);
}

#endif
