/* Flows of a line at a council: what several functions of councils.c do one after the other, in one going through. */
#include "processors.h"
#include "rows.h"

/* The arguments that are constants here choose what is left of the loop. */
static inline __attribute__((always_inline)) bool flow_of(
    double *restrict into, const int16_t *restrict places, int16_t second_from, int16_t third_from, double first,
    double second, double third, bool has_weights, const double *restrict common, const double *restrict worth,
    const double *restrict by, const int16_t *restrict others, int16_t last, size_t count) {
    uint64_t any = 0;
    for (size_t i = 0; i < count; i++) {
        double weight;
        if (has_weights) {
            weight = into[i];
        } else {
            weight = places[i] >= second_from ? second : first;
            weight = places[i] >= third_from ? third : weight;
        }
        if (common) {
            double product = weight * common[i];
            weight = weight == 0 ? 0 : product;
        }
        any |= bits_of(weight) << 1;
        double flow = weight * worth[i];
        flow = weight == 0 ? 0 : flow;
        if (by) {
            double factor = flow != 0 ? by[i] : 1;
            factor = others[i] <= last ? factor : 1;
            flow *= factor;
        }
        into[i] = flow;
    }
    return any != 0;
}

#define FLOW_OF(has_weights, common, by)                                                                              \
    flow_of(into, places, second_from, third_from, first, second, third, has_weights, common, worth, by, others, last, \
            count)

FOR_EACH_PROCESSOR
bool row_flow_of_weights(double *restrict into, const double *restrict common, const double *restrict worth,
                         const double *restrict by, const int16_t *restrict others, int16_t last, size_t count) {
    const int16_t *places = NULL, second_from = 0, third_from = 0;
    double first = 0, second = 0, third = 0;
    if (common) return by ? FLOW_OF(true, common, by) : FLOW_OF(true, common, NULL);
    return by ? FLOW_OF(true, NULL, by) : FLOW_OF(true, NULL, NULL);
}

FOR_EACH_PROCESSOR
bool row_flow_of_steps(double *restrict into, const int16_t *restrict places, const int16_t *from,
                       const double *values, size_t steps, const double *restrict common,
                       const double *restrict worth, const double *restrict by, const int16_t *restrict others,
                       int16_t last, size_t count) {
    double first = values[0];
    int16_t second_from = steps > 1 ? from[1] : INT16_MAX, third_from = steps > 2 ? from[2] : INT16_MAX;
    double second = steps > 1 ? values[1] : first, third = steps > 2 ? values[2] : second;
    if (steps > 3) {
        row_of_steps(into, places, from, values, steps, count);
        return row_flow_of_weights(into, common, worth, by, others, last, count);
    }
    if (common) return by ? FLOW_OF(false, common, by) : FLOW_OF(false, common, NULL);
    return by ? FLOW_OF(false, NULL, by) : FLOW_OF(false, NULL, NULL);
}

static inline __attribute__((always_inline)) void claim_of(double *restrict flow, const double *restrict held,
                                                           const double *restrict left, const double *restrict worth,
                                                           double *restrict leaves, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double share = flow[i] > 1 ? 1 : flow[i];
        share = share < -1 ? -1 : share;
        double amount = held[i];
        if (left) amount *= left[i];
        if (worth) amount *= worth[i];
        double saved = share * amount;
        flow[i] = share == 0 ? 0 : saved;
        if (leaves) leaves[i] = left ? left[i] * (1 - share) : 1 - share;
    }
}

FOR_EACH_PROCESSOR
void row_claim_pool(double *restrict flow, const double *restrict held, const double *restrict left,
                    const double *restrict worth, double *restrict leaves, size_t count) {
    if (worth) {
        claim_of(flow, held, left, worth, leaves, count);
    } else if (left) {
        leaves ? claim_of(flow, held, left, NULL, leaves, count) : claim_of(flow, held, left, NULL, NULL, count);
    } else {
        leaves ? claim_of(flow, held, NULL, NULL, leaves, count) : claim_of(flow, held, NULL, NULL, NULL, count);
    }
}

FOR_EACH_PROCESSOR
void row_find_ends(const int16_t *places, size_t count, int16_t *first, int16_t *last) {
    int16_t lowest = INT16_MAX, highest = INT16_MIN;
    for (size_t i = 0; i < count; i++) {
        lowest = places[i] < lowest ? places[i] : lowest;
        highest = places[i] > highest ? places[i] : highest;
    }
    *first = lowest;
    *last = highest;
}

/* So many trials are added up side by side, eight in a vector. */
enum { SIDE_BY_SIDE = 32, VECTORS = SIDE_BY_SIDE / 8 };

/* The sums of rows in their order; a macro, as functions do not take vectors that only some processors have. */
#define ADD_UP(sums, rows, terms)                                                                                     \
    for (size_t term = 0; term < (terms); term++) {                                                                   \
        const double *row = (rows)[term] + i;                                                                         \
        for (size_t k = 0; k < VECTORS; k++) {                                                                        \
            eight_numbers next;                                                                                       \
            memcpy(&next, row + 8 * k, sizeof next);                                                                  \
            (sums)[k] = term > 0 ? (sums)[k] + next : next;                                                           \
        }                                                                                                             \
    }

static inline double sum_at(const double *const *rows, size_t terms, size_t i) {
    double sum = terms > 0 ? rows[0][i] : 0;
    for (size_t term = 1; term < terms; term++) sum += rows[term][i];
    return sum;
}

FOR_EACH_PROCESSOR
bool row_nominal(double *restrict into, const double *const *own, size_t own_terms, const double *const *less,
                 size_t less_terms, const double *restrict index, size_t count) {
    size_t whole = count - count % SIDE_BY_SIDE;
    eight_marks any = {0};
    for (size_t i = 0; i < whole; i += SIDE_BY_SIDE) {
        eight_numbers amounts[VECTORS] = {{0}}, taken[VECTORS] = {{0}};
        ADD_UP(amounts, own, own_terms)
        ADD_UP(taken, less, less_terms)
        for (size_t k = 0; k < VECTORS; k++) {
            eight_numbers amount = amounts[k], factor;
            if (less_terms > 0) amount = own_terms > 0 ? amount - taken[k] : -taken[k];
            any |= (eight_marks)amount & INT64_MAX;
            if (index) {
                memcpy(&factor, index + i + 8 * k, sizeof factor);
                amount *= factor;
            }
            memcpy(into + i + 8 * k, &amount, sizeof amount);
        }
    }
    int64_t flows = 0;
    for (size_t j = 0; j < 8; j++) flows |= any[j];
    for (size_t i = whole; i < count; i++) {
        double amount = sum_at(own, own_terms, i), taken = sum_at(less, less_terms, i);
        if (less_terms > 0) amount = own_terms > 0 ? amount - taken : -taken;
        flows |= amount != 0;
        into[i] = index ? amount * index[i] : amount;
    }
    return flows != 0;
}
