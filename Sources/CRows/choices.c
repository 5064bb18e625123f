/* Options compared trial by trial (Decision). */
#include "processors.h"
#include "rows.h"

#include <math.h>

FOR_EACH_PROCESSOR
void row_take_best(double *restrict best, double *restrict largest, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double size = fabs(row[i]);
        best[i] = row[i] > best[i] ? row[i] : best[i];
        largest[i] = size > largest[i] ? size : largest[i];
    }
}

FOR_EACH_PROCESSOR
void row_count_near(int32_t *restrict tied, const double *restrict row, const double *restrict best,
                    const double *restrict tolerances, size_t count) {
    for (size_t i = 0; i < count; i++) tied[i] += row[i] >= best[i] - tolerances[i];
}

FOR_EACH_PROCESSOR
void row_count_ties(intptr_t *restrict counts, const int32_t *restrict tied, const double *restrict row,
                    const double *restrict best, const double *restrict tolerances, size_t count) {
    /* Mostly an option is the only best, which takes no counter that waits for itself. */
    intptr_t alone = 0, near = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t is_near = row[i] >= best[i] - tolerances[i];
        near += is_near;
        alone += is_near & (tied[i] == 1);
    }
    counts[0] += alone;
    for (size_t i = 0; near > alone && i < count; i++) {
        if (tied[i] == 1 || !(row[i] >= best[i] - tolerances[i])) continue;
        counts[tied[i] - 1]++;
        near--;
    }
}

FOR_EACH_PROCESSOR
void row_compare(const double *first, const double *second, const double *restrict tolerances, size_t count,
                 intptr_t *above, intptr_t *below) {
    intptr_t higher = 0, lower = 0;
    for (size_t i = 0; i < count; i++) {
        double difference = first[i] - second[i];
        higher += difference > tolerances[i];
        lower += difference < -tolerances[i];
    }
    *above = higher;
    *below = lower;
}
