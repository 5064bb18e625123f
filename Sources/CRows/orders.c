/* Samples in rising order, by distribution: Knuth, "The Art of Computer Programming", volume 3, section 5.2.5. */
#include "processors.h"
#include "rows.h"

/* So many places are sorted by comparing; others by the highest bits in which their keys differ, a digit at a time. */
enum { FEW_PLACES = 24, DIGIT = 11, DIGITS = 1 << DIGIT };

/* Whole numbers that rise as values do; the same for 0 and -0. */
FOR_EACH_PROCESSOR
static void find_keys(uint64_t *restrict keys, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint64_t bits = bits_of(row[i] + 0), negative = 0 - (bits >> 63);
        keys[i] = bits ^ (negative | (uint64_t)1 << 63);
    }
}

/* Puts places, which the lower halves of items hold, into the order of their keys; equal ones stay as they come. */
static void order_items(uint64_t *items, uint64_t *room, const uint64_t *keys, size_t count) {
    if (count <= FEW_PLACES) {
        for (size_t i = 1; i < count; i++) {
            uint64_t item = items[i], key = keys[(uint32_t)item];
            size_t place = i;
            for (; place > 0 && key < keys[(uint32_t)items[place - 1]]; place--) items[place] = items[place - 1];
            items[place] = item;
        }
        return;
    }
    uint64_t all = ~(uint64_t)0, any = 0;
    for (size_t i = 0; i < count; i++) {
        all &= keys[(uint32_t)items[i]];
        any |= keys[(uint32_t)items[i]];
    }
    if (all == any) return;
    int differing = 64 - __builtin_clzll(all ^ any), shift = differing > 2 * DIGIT ? differing - 2 * DIGIT : 0;
    uint32_t low[DIGITS] = {0}, high[DIGITS] = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t place = (uint32_t)items[i];
        uint64_t digits = keys[place] >> shift & ((1 << 2 * DIGIT) - 1);
        items[i] = digits << 32 | place;
        low[digits & (DIGITS - 1)]++;
        high[digits >> DIGIT]++;
    }
    for (uint32_t i = 0, lows = 0, highs = 0; i < DIGITS; i++) {
        uint32_t own_lows = low[i], own_highs = high[i];
        low[i] = lows;
        high[i] = highs;
        lows += own_lows;
        highs += own_highs;
    }
    for (size_t i = 0; i < count; i++) room[low[items[i] >> 32 & (DIGITS - 1)]++] = items[i];
    for (size_t i = 0; i < count; i++) items[high[room[i] >> (32 + DIGIT)]++] = room[i];
    if (shift == 0) return;
    /* What is equal in these digits is put in order by those that follow. */
    for (size_t first = 0, end = 0; first < count; first = end) {
        for (end = first + 1; end < count && items[end] >> 32 == items[first] >> 32;) end++;
        if (end - first > 1) order_items(items + first, room, keys, end - first);
    }
}

void row_order(int32_t *restrict order, const double *restrict row, size_t count, uint64_t *room) {
    uint64_t *keys = room, *items = room + count;
    find_keys(keys, row, count);
    for (size_t i = 0; i < count; i++) items[i] = i;
    order_items(items, room + 2 * count, keys, count);
    for (size_t i = 0; i < count; i++) order[i] = (int32_t)(uint32_t)items[i];
}

void row_ranks(double *restrict ranks, const double *restrict row, const int32_t *restrict order, size_t count) {
    for (size_t first = 0, end = 0; first < count; first = end) {
        double value = row[order[first]];
        for (end = first + 1; end < count && row[order[end]] == value;) end++;
        double rank = (double)(first + end - 1) / 2 + 1;
        for (size_t i = first; i < end; i++) ranks[order[i]] = rank;
    }
}
