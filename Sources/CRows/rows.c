#include "rows.h"

#include <math.h>
#include <string.h>

/* As in philox.c: the widest vectors that the machine has are chosen when the program starts. */
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

#pragma STDC FP_CONTRACT OFF

FOR_EACH_PROCESSOR
void row_add(double *restrict into, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += row[i];
}

FOR_EACH_PROCESSOR
void row_add_times(double *restrict into, double factor, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += factor * row[i];
}

FOR_EACH_PROCESSOR
void row_subtract(double *restrict into, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] -= row[i];
}

FOR_EACH_PROCESSOR
void row_difference(double *restrict into, const double *restrict first, const double *restrict second, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] = first[i] - second[i];
}

FOR_EACH_PROCESSOR
void row_add_size(double *restrict into, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += fabs(row[i]);
}

FOR_EACH_PROCESSOR
void row_add_size_times(double *restrict into, double factor, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += fabs(factor * row[i]);
}

FOR_EACH_PROCESSOR
void row_multiply(double *restrict row, const double *restrict by, size_t count) {
    for (size_t i = 0; i < count; i++) row[i] *= by[i];
}

FOR_EACH_PROCESSOR
void row_product(double *restrict into, const double *restrict first, const double *restrict second, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] = first[i] * second[i];
}

FOR_EACH_PROCESSOR
void row_times(double *restrict into, double factor, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] = factor * row[i];
}

FOR_EACH_PROCESSOR
void row_multiply_flowing(double *restrict row, const double *restrict by, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double product = row[i] * by[i];
        row[i] = row[i] == 0 ? 0 : product;
    }
}

FOR_EACH_PROCESSOR
void row_product_flowing(double *restrict into, const double *restrict row, const double *restrict by, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double product = row[i] * by[i];
        into[i] = row[i] == 0 ? 0 : product;
    }
}

FOR_EACH_PROCESSOR
void row_scale_flowing(double *restrict row, double factor, const double *restrict by, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double product = factor * row[i] * by[i];
        row[i] = row[i] == 0 ? 0 : product;
    }
}

FOR_EACH_PROCESSOR
void row_add_product(double *restrict into, const double *restrict first, const double *restrict second, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += first[i] * second[i];
}

FOR_EACH_PROCESSOR
void row_difference_times(double *restrict into, const double *restrict first, const double *restrict second,
                          const double *restrict factor, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] = (first[i] - second[i]) * factor[i];
}

/* Rows are looked at by whole numbers, of which all can be taken together at once. */
static inline uint64_t bits_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

FOR_EACH_PROCESSOR
bool row_flows(const double *row, size_t count) {
    uint64_t any = 0;
    /* Shifting the sign out leaves -0 nothing. */
    for (size_t i = 0; i < count; i++) any |= bits_of(row[i]) << 1;
    return any != 0;
}

FOR_EACH_PROCESSOR
bool row_is_finite(const double *row, size_t count) {
    /* An exponent of ones is that of infinities and of what is no number: one more carries into the sign. */
    uint64_t carried = 0;
    for (size_t i = 0; i < count; i++) {
        carried |= (bits_of(row[i]) & UINT64_C(0x7FF0000000000000)) + UINT64_C(0x0010000000000000);
    }
    return carried >> 63 == 0;
}

typedef double eight __attribute__((vector_size(64)));

FOR_EACH_PROCESSOR
double row_sum(const double *row, size_t count) {
    eight sums = {0, 0, 0, 0, 0, 0, 0, 0};
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        eight next;
        memcpy(&next, row + i, sizeof next);
        sums += next;
    }
    double rest = 0;
    for (size_t i = whole; i < count; i++) rest += row[i];
    return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7])) + rest;
}

FOR_EACH_PROCESSOR
void row_of_steps(double *restrict into, const int16_t *restrict places, const int16_t *from, const double *values,
                  size_t steps, size_t count) {
    double first = values[0];
    int16_t second_from = steps > 1 ? from[1] : INT16_MAX, third_from = steps > 2 ? from[2] : INT16_MAX;
    double second = steps > 1 ? values[1] : first, third = steps > 2 ? values[2] : second;
    for (size_t i = 0; i < count; i++) {
        double value = places[i] >= second_from ? second : first;
        into[i] = places[i] >= third_from ? third : value;
    }
    for (size_t step = 3; step < steps; step++) {
        int16_t own_from = from[step];
        double own = values[step];
        for (size_t i = 0; i < count; i++) into[i] = places[i] >= own_from ? own : into[i];
    }
}

FOR_EACH_PROCESSOR
void row_modify(double *restrict row, const double *restrict by, const int16_t *restrict places, int16_t last,
                size_t count) {
    for (size_t i = 0; i < count; i++) {
        double factor = row[i] != 0 ? by[i] : 1;
        factor = places[i] <= last ? factor : 1;
        row[i] *= factor;
    }
}

FOR_EACH_PROCESSOR
void row_modify_until(double *restrict row, const double *restrict by, const int16_t *restrict places, int16_t last,
                      const intptr_t *restrict ends, intptr_t year, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double factor = row[i] != 0 ? by[i] : 1;
        factor = places[i] <= last ? factor : 1;
        factor = ends[i] > year ? factor : 1;
        row[i] *= factor;
    }
}

FOR_EACH_PROCESSOR
void row_enter_flow(double *restrict value, double *restrict size, double *restrict total, const double *restrict flow,
                    double discount, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double amount = flow[i];
        value[i] += discount * amount;
        size[i] += fabs(amount);
        total[i] += amount;
    }
}

static inline double held_to_one(double share) {
    double upper = share > 1 ? 1 : share;
    return upper < -1 ? -1 : upper;
}

FOR_EACH_PROCESSOR
void row_claim(double *restrict flow, double *restrict claimed, const double *restrict held, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double share = held_to_one(claimed[i]);
        double saved = share * held[i];
        claimed[i] = share;
        flow[i] = share == 0 ? 0 : saved;
    }
}

FOR_EACH_PROCESSOR
void row_claim_alone(double *restrict row, const double *restrict held, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double share = held_to_one(row[i]);
        double saved = share * held[i];
        row[i] = share == 0 ? 0 : saved;
    }
}

FOR_EACH_PROCESSOR
void row_lift_gains(double *restrict into, const double *restrict row, const double *restrict by, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double lifted = row[i] * by[i];
        into[i] = row[i] > 0 ? lifted : row[i];
    }
}

FOR_EACH_PROCESSOR
void row_leave(double *restrict left, const double *restrict claimed, size_t count) {
    for (size_t i = 0; i < count; i++) left[i] *= 1 - claimed[i];
}

FOR_EACH_PROCESSOR
void row_mark_flowing(uint8_t *restrict marks, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) marks[i] = row[i] != 0 ? 1 : 0;
}

FOR_EACH_PROCESSOR
void row_add_marks(uint8_t *restrict marks, const uint8_t *restrict others, size_t count) {
    for (size_t i = 0; i < count; i++) marks[i] |= others[i];
}

FOR_EACH_PROCESSOR
void row_count_marks(double *restrict counts, const uint8_t *restrict marks, size_t count) {
    for (size_t i = 0; i < count; i++) counts[i] += marks[i] != 0 ? 1 : 0;
}

FOR_EACH_PROCESSOR
void row_count_below(double *restrict counts, const double *restrict row, double limit, size_t count) {
    for (size_t i = 0; i < count; i++) counts[i] += row[i] < limit ? 1 : 0;
}
