/* Sums, products, and what is asked of whole rows. */
#include "processors.h"
#include "rows.h"

#include <math.h>

FOR_EACH_PROCESSOR
void row_add(double *restrict into, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += row[i];
}

FOR_EACH_PROCESSOR
void row_add_times(double *restrict into, double factor, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += factor * row[i];
}

FOR_EACH_PROCESSOR
void row_sum_times(double *restrict into, const double *restrict first, double factor, const double *restrict row,
                   size_t count) {
    for (size_t i = 0; i < count; i++) into[i] = first[i] + factor * row[i];
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
void row_add_size_times(double *restrict into, double factor, const double *restrict row, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += fabs(factor * row[i]);
}

FOR_EACH_PROCESSOR
void row_multiply(double *restrict row, const double *restrict by, size_t count) {
    for (size_t i = 0; i < count; i++) row[i] *= by[i];
}

FOR_EACH_PROCESSOR
void row_scale(double *row, double factor, size_t count) {
    for (size_t i = 0; i < count; i++) row[i] *= factor;
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
void row_add_product(double *restrict into, const double *restrict first, const double *restrict second, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] += first[i] * second[i];
}

FOR_EACH_PROCESSOR
void row_sum_terms(double *restrict into, const double *const *rows, const double *factors, size_t terms, size_t count) {
    /* Four vectors side by side, so that none waits for the one before. */
    enum { VECTORS = 4, AT_ONCE = 8 * VECTORS };
    size_t whole = count - count % AT_ONCE;
    for (size_t first = 0; first < whole; first += AT_ONCE) {
        eight_numbers sums[VECTORS] = {{0}};
        for (size_t term = 0; term < terms; term++) {
            for (size_t k = 0; k < VECTORS; k++) {
                eight_numbers next;
                memcpy(&next, rows[term] + first + 8 * k, sizeof next);
                sums[k] += factors[term] * next;
            }
        }
        memcpy(into + first, sums, sizeof sums);
    }
    for (size_t i = whole; i < count; i++) {
        double sum = 0;
        for (size_t term = 0; term < terms; term++) sum += factors[term] * rows[term][i];
        into[i] = sum;
    }
}

FOR_EACH_PROCESSOR
bool row_flows(const double *row, size_t count) {
    uint64_t any = 0;
    /* Shifting the sign out leaves -0 nothing. */
    for (size_t i = 0; i < count; i++) any |= bits_of(row[i]) << 1;
    return any != 0;
}

FOR_EACH_PROCESSOR
bool row_flows_throughout(const double *row, size_t count) {
    uint64_t zeros = 0;
    for (size_t i = 0; i < count; i++) zeros |= (uint64_t)(row[i] == 0);
    return zeros == 0;
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

FOR_EACH_PROCESSOR
double row_sum(const double *row, size_t count) {
    eight_numbers sums = {0, 0, 0, 0, 0, 0, 0, 0};
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        eight_numbers next;
        memcpy(&next, row + i, sizeof next);
        sums += next;
    }
    double rest = 0;
    for (size_t i = whole; i < count; i++) rest += row[i];
    return sum_of_lanes(&sums) + rest;
}

FOR_EACH_PROCESSOR
double row_sum_of_products(const double *first, const double *second, size_t count) {
    eight_numbers sums = {0, 0, 0, 0, 0, 0, 0, 0};
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        eight_numbers next, other;
        memcpy(&next, first + i, sizeof next);
        memcpy(&other, second + i, sizeof other);
        sums += next * other;
    }
    double rest = 0;
    for (size_t i = whole; i < count; i++) rest += first[i] * second[i];
    return sum_of_lanes(&sums) + rest;
}
