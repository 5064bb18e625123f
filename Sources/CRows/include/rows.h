/* What is done to rows of numbers by trial, many trials at a time.
 *
 * Every loop is plain; the compiler makes vectors of it, for several kinds of processor. Each trial is worked out by the
 * operations that stand here, in this order and each rounded for itself (products are never fused with sums), so that the
 * bits are the same on every processor. Rows do not overlap unless they are one and the same argument. */
#ifndef FOLKMOOT_ROWS_H
#define FOLKMOOT_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sums: into += row; into += factor * row; into -= row; into = first - second. */
void row_add(double *restrict into, const double *restrict row, size_t count);
void row_add_times(double *restrict into, double factor, const double *restrict row, size_t count);
void row_subtract(double *restrict into, const double *restrict row, size_t count);
void row_difference(double *restrict into, const double *restrict first, const double *restrict second, size_t count);

/* into += |row|; into += |factor * row|. */
void row_add_size(double *restrict into, const double *restrict row, size_t count);
void row_add_size_times(double *restrict into, double factor, const double *restrict row, size_t count);

/* Products: row *= by; into = first * second; into = factor * row. */
void row_multiply(double *restrict row, const double *restrict by, size_t count);
void row_product(double *restrict into, const double *restrict first, const double *restrict second, size_t count);
void row_times(double *restrict into, double factor, const double *restrict row, size_t count);

/* Products in which 0 stays 0, whatever it would be multiplied by: row *= by; into = row * by. */
void row_multiply_flowing(double *restrict row, const double *restrict by, size_t count);
void row_product_flowing(double *restrict into, const double *restrict row, const double *restrict by, size_t count);

/* row = factor * row * by, 0 where the row is 0. */
void row_scale_flowing(double *restrict row, double factor, const double *restrict by, size_t count);

/* into += first * second. */
void row_add_product(double *restrict into, const double *restrict first, const double *restrict second, size_t count);

/* into = (first - second) * factor. */
void row_difference_times(double *restrict into, const double *restrict first, const double *restrict second,
                          const double *restrict factor, size_t count);

/* Whether any value is not 0; whether all are finite numbers. */
bool row_flows(const double *row, size_t count);
bool row_is_finite(const double *row, size_t count);

/* The sum of every eighth value, then of the eight sums, ((0+4)+(1+5))+((2+6)+(3+7)), then what is left over. */
double row_sum(const double *row, size_t count);

/* Values that go by a place: those of the last step whose first place is not above the trial's. Steps rise, the first from
 * the lowest place there is. */
void row_of_steps(double *restrict into, const int16_t *restrict places, const int16_t *from, const double *values,
                  size_t steps, size_t count);

/* row *= by in trials whose place is not above the last, and whose end comes after the year (where ends are given). */
void row_modify(double *restrict row, const double *restrict by, const int16_t *restrict places, int16_t last,
                size_t count);
void row_modify_until(double *restrict row, const double *restrict by, const int16_t *restrict places, int16_t last,
                      const intptr_t *restrict ends, intptr_t year, size_t count);

/* A year's flow of one line at one council: value += discount * flow, size += |flow|, total += flow. */
void row_enter_flow(double *restrict value, double *restrict size, double *restrict total, const double *restrict flow,
                    double discount, size_t count);

/* A claim on what a pool holds: claimed is held to -1 ... 1, flow = claimed * held, 0 where nothing is claimed. */
void row_claim(double *restrict flow, double *restrict claimed, const double *restrict held, size_t count);
/* row = (row held to -1 ... 1) * held, 0 where nothing is claimed. */
void row_claim_alone(double *restrict row, const double *restrict held, size_t count);
/* into = row * by where the row is above 0, else the row: uplift is left out of losses. */
void row_lift_gains(double *restrict into, const double *restrict row, const double *restrict by, size_t count);
/* left *= 1 - claimed. */
void row_leave(double *restrict left, const double *restrict claimed, size_t count);

/* Marks: 1 where a value is not 0; marks |= others; counts += marks, as numbers and as whole numbers. */
void row_mark_flowing(uint8_t *restrict marks, const double *restrict row, size_t count);
void row_add_marks(uint8_t *restrict marks, const uint8_t *restrict others, size_t count);
void row_count_marks(double *restrict counts, const uint8_t *restrict marks, size_t count);
/* counts += 1 where a value is below a limit. */
void row_count_below(double *restrict counts, const double *restrict row, double limit, size_t count);

#endif
