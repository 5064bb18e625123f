/* Ranks of samples: what stands where in rising order. */
#include "processors.h"
#include "rows.h"

#include <math.h>

static void sort(double *values, size_t count) {
    /* Shell's: steps of a third, the last of which puts nearly sorted values into place. */
    size_t step = 1;
    while (step < count / 3) step = 3 * step + 1;
    for (; step > 0; step /= 3) {
        for (size_t i = step; i < count; i++) {
            double value = values[i];
            size_t place = i;
            for (; place >= step && value < values[place - step]; place -= step) values[place] = values[place - step];
            values[place] = value;
        }
    }
}

/* Samples of so few values are sorted; others are counted into bins, and bins again, so many times. */
enum { FEW = 24, BINS = 256, DEPTH = 4 };

FOR_EACH_PROCESSOR
static void bin_few(uint16_t *restrict bins, const double *restrict row, double least, double scale, size_t count) {
    /* As in row_count_bins. */
    for (size_t i = 0; i < count; i++) bins[i] = (uint16_t)bits_of((row[i] - least) * scale + 0x1p52);
}

static void find(double *found, const size_t *ranks, size_t rank_count, const double *row, size_t count, double *room,
                 int depth) {
    double least = row[0], greatest = row[0];
    if (count > FEW) row_extremes(row, count, &least, &greatest);
    double scale = BINS / (greatest - least);
    if (count > FEW && least == greatest) {
        for (size_t i = 0; i < rank_count; i++) found[i] = least;
        return;
    }
    /* Where values lie too far apart or too close for bins of any width, no scale is above 0 or none is finite. */
    if (count <= FEW || depth == DEPTH || !(scale > 0 && scale < INFINITY)) {
        memcpy(room, row, count * sizeof *room);
        sort(room, count);
        for (size_t i = 0; i < rank_count; i++) found[i] = room[ranks[i]] + 0;
        return;
    }
    uint16_t bins[RANKED_VALUES], counts[BINS + 1] = {0};
    bin_few(bins, row, least, scale, count);
    for (size_t i = 0; i < count; i++) counts[bins[i]]++;
    size_t place = 0, before = 0;
    for (size_t i = 0; i < rank_count;) {
        while (ranks[i] >= before + counts[place]) before += counts[place++];
        size_t own[RANKED_RANKS], own_count = 0, end = before + counts[place];
        for (; i + own_count < rank_count && ranks[i + own_count] < end; own_count++) {
            own[own_count] = ranks[i + own_count] - before;
        }
        size_t gathered = row_gather_bin(room, row, bins, (uint16_t)place, count);
        find(found + i, own, own_count, room, gathered, room + gathered, depth + 1);
        i += own_count;
    }
}

void row_order_statistics(double *found, const size_t *ranks, size_t rank_count, const double *row, size_t count,
                          double *room) {
    find(found, ranks, rank_count, row, count, room, 0);
}
