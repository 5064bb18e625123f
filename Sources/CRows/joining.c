/* Who joins first: keys of councils, one after the other. */
#include "processors.h"
#include "rows.h"

FOR_EACH_PROCESSOR
void row_take_smallest(double *restrict smallest, int32_t *restrict holders, size_t number, const double *restrict keys,
                       int32_t holder, size_t count) {
    for (size_t first = 0; first < count; first += 64) {
        size_t length = count - first < 64 ? count - first : 64;
        double key[64];
        int32_t own[64];
        uint64_t is_in[64] = {0};
        for (size_t i = 0; i < length; i++) key[i] = keys[first + i];
        for (size_t i = 0; i < length; i++) own[i] = holder;
        /* What is smaller takes the place, and from there on all go one place back. */
        for (size_t rank = 0; rank < number; rank++) {
            double *best = smallest + rank * count + first;
            int32_t *whose = holders + rank * count + first;
            for (size_t i = 0; i < length; i++) {
                double old = best[i];
                int32_t held = whose[i];
                is_in[i] |= key[i] < old;
                best[i] = is_in[i] ? key[i] : old;
                key[i] = is_in[i] ? old : key[i];
                whose[i] = is_in[i] ? own[i] : held;
                own[i] = is_in[i] ? held : own[i];
            }
        }
    }
}

FOR_EACH_PROCESSOR
bool row_mark_reached(uint64_t *restrict marks, const double *restrict keys, const double *restrict bars, size_t count) {
    uint64_t any = 0;
    for (size_t first = 0; first < count; first += 64) {
        size_t length = count - first < 64 ? count - first : 64;
        uint8_t reached[64] = {0};
        for (size_t i = 0; i < length; i++) reached[i] = keys[first + i] <= bars[first + i];
        uint64_t bits = 0;
        for (size_t j = 0; j < 8; j++) {
            uint64_t eight;
            memcpy(&eight, reached + 8 * j, sizeof eight);
            /* Bytes of 0 or 1 come together in the highest one, the first as the lowest bit. */
            bits |= (eight * UINT64_C(0x0102040810204080) >> 56) << (8 * j);
        }
        marks[first / 64] = bits;
        any |= bits;
    }
    return any != 0;
}
