/* Uniforms by Philox 4x32-10, many counters at a time. */
#ifndef FOLKMOOT_PHILOX_H
#define FOLKMOOT_PHILOX_H

#include <stddef.h>
#include <stdint.h>

/* Writes 2 * pairs uniforms in (0, 1). Pair i is that of the counter (first + i, c1, c2, c3) under the key (k0, k1): its
 * words 0 and 1 make the first, words 2 and 3 the second, the former of the two being the more significant, and
 * u = (top 52 bits + 1/2) * 2^-52. Whole numbers and exact doubles throughout: the same bits on every processor. */
void philox_uniform_pairs(uint32_t first, uint32_t c1, uint32_t c2, uint32_t c3, uint32_t k0, uint32_t k1,
                          double *out, size_t pairs);

/* The same draws, of which is only asked how many of some bars they are above. Bars ascend from 0 to 1; there are no more than
 * there is room for. */
enum { PHILOX_MOST_BARS = 128 };
void philox_rank_pairs(uint32_t first, uint32_t c1, uint32_t c2, uint32_t c3, uint32_t k0, uint32_t k1,
                       const double *bars, size_t bar_count, int16_t *out, size_t pairs);

#endif
