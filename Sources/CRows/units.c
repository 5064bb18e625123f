/* Councils in tables by joining year: units looked up, amounts entered, and sums of them. */
#include "processors.h"
#include "rows.h"

#include <math.h>

/* Two numbers that are fetched and added together. */
typedef double two_numbers __attribute__((vector_size(16)));

/* What `row_enter_accounts` enters in every trial. */
typedef struct { double amount, added; bool is_first, has_cash; } entering;

__attribute__((always_inline)) static inline two_numbers enter_trial(double *restrict into, double *restrict cash,
                                                                     double *restrict account, entering own) {
    two_numbers pair;
    memcpy(&pair, account, sizeof pair);
    *into = (own.is_first ? 0 : *into) + own.amount * pair[0];
    if (own.has_cash) *cash = (own.is_first ? 0 : *cash) + own.amount * account[3];
    account[2] += own.added;
    return pair;
}

/* For each way of entering by itself, so that no trial asks which it is. */
__attribute__((always_inline)) static inline double enter_trials(double *restrict into, double *restrict cash,
                                                                 double *restrict accounts, const int32_t *restrict at,
                                                                 entering own, size_t count) {
    /* NPV and what is paid, of every fourth trial: four sums side by side, none of which waits for another. */
    two_numbers sums[4] = {{0, 0}, {0, 0}, {0, 0}, {0, 0}};
    size_t fours = count & ~(size_t)3;
#pragma clang loop vectorize(disable) unroll(disable)
    for (size_t i = 0; i < fours; i += 4) {
#pragma clang loop unroll(full)
        for (size_t j = 0; j < 4; j++) {
            sums[j] += enter_trial(into + i + j, cash + i + j, accounts + 4 * (size_t)at[i + j], own);
        }
    }
    for (size_t i = fours; i < count; i++) sums[0] += enter_trial(into + i, cash + i, accounts + 4 * (size_t)at[i], own);
    return ((sums[0] + sums[1]) + (sums[2] + sums[3]))[1];
}

FOR_EACH_PROCESSOR
void row_look_up(double *restrict into, const double *restrict table, const int32_t *restrict offsets, size_t count) {
    /* One by one is faster than what processors have to look up several at once. */
#pragma clang loop vectorize(disable) unroll_count(8)
    for (size_t i = 0; i < count; i++) into[i] = table[offsets[i]];
}

FOR_EACH_PROCESSOR
void row_look_up_places(double *restrict into, const double *table, const int16_t *restrict places, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] = table[places[i]];
}

FOR_EACH_PROCESSOR
void row_tabulate(double *restrict npv, double *restrict magnitude, double *restrict paid, double *restrict cash,
                  double factor, double sign, const double *restrict unit, size_t count) {
    for (size_t i = 0; i < count; i++) {
        double value = factor * unit[i];
        npv[i] += sign * value;
        magnitude[i] += fabs(value);
    }
    if (paid) for (size_t i = 0; i < count; i++) paid[i] += factor * unit[i];
    if (cash) for (size_t i = 0; i < count; i++) cash[i] += sign * (factor * unit[i]);
}

FOR_EACH_PROCESSOR
void row_join_accounts(double *restrict accounts, const double *npv, const double *paid, const double *cash, size_t count) {
    for (size_t i = 0; i < count; i++) {
        accounts[4 * i] = npv[i];
        accounts[4 * i + 1] = paid ? paid[i] : 0;
        accounts[4 * i + 2] = 0;
        accounts[4 * i + 3] = cash[i];
    }
}

FOR_EACH_PROCESSOR
void row_sums_of_accounts(double *restrict sums, const double *restrict accounts, size_t count) {
    for (size_t i = 0; i < count; i++) sums[i] = accounts[4 * i + 2];
}

FOR_EACH_PROCESSOR
double row_enter_accounts(double *restrict into, double *restrict cash, bool is_first, double amount, double added,
                          double *restrict accounts, const int32_t *restrict offsets, size_t count) {
    entering own = {amount, added, is_first, cash != NULL};
    if (cash) return enter_trials(into, cash, accounts, offsets, own, count);
    /* No cash is touched: a row that is there stands in. */
    own.has_cash = false;
    if (is_first) {
        own.is_first = true;
        return enter_trials(into, into, accounts, offsets, own, count);
    }
    own.is_first = false;
    return enter_trials(into, into, accounts, offsets, own, count);
}

FOR_EACH_PROCESSOR
void row_add_at(double *restrict sums, double amount, const int32_t *restrict offsets, size_t count) {
#pragma clang loop vectorize(disable) unroll_count(8)
    for (size_t i = 0; i < count; i++) sums[offsets[i]] += amount;
}

FOR_EACH_PROCESSOR
double row_enter_cells(double *restrict npv, double *restrict magnitude, double *restrict value, double *restrict own,
                       const double *restrict units, const double *restrict cells, double factor, double sign,
                       size_t count) {
    eight_numbers all = {0, 0, 0, 0, 0, 0, 0, 0}, nothing = all;
    size_t whole = count & ~(size_t)7;
    for (size_t i = 0; i < whole; i += 8) {
        eight_numbers cell, unit, flow, into;
        memcpy(&cell, cells + i, sizeof cell);
        memcpy(&unit, units + i, sizeof unit);
        cell = factor * cell;
        memcpy(own + i, &cell, sizeof cell);
        flow = cell * unit;
        flow = CHOOSE(unit == nothing, nothing, flow);
        all += flow;
        if (value) memcpy(value + i, &flow, sizeof flow);
        if (npv) {
            memcpy(&into, npv + i, sizeof into);
            into += sign * flow;
            memcpy(npv + i, &into, sizeof into);
        }
        memcpy(&into, magnitude + i, sizeof into);
        into += (eight_numbers)((eight_marks)flow & INT64_MAX);
        memcpy(magnitude + i, &into, sizeof into);
    }
    double rest = 0;
    for (size_t i = whole; i < count; i++) {
        own[i] = factor * cells[i];
        double product = own[i] * units[i], flow = units[i] == 0 ? 0 : product;
        rest += flow;
        if (value) value[i] = flow;
        if (npv) npv[i] += sign * flow;
        magnitude[i] += fabs(flow);
    }
    return ((all[0] + all[4]) + (all[1] + all[5])) + ((all[2] + all[6]) + (all[3] + all[7])) + rest;
}

#define EVEN_OF_PAIRS(x, y) __builtin_shufflevector(x, y, 0, 8, 2, 10, 4, 12, 6, 14)
#define ODD_OF_PAIRS(x, y) __builtin_shufflevector(x, y, 1, 9, 3, 11, 5, 13, 7, 15)
#define FIRST_PAIRS(x, y) __builtin_shufflevector(x, y, 0, 1, 8, 9, 4, 5, 12, 13)
#define SECOND_PAIRS(x, y) __builtin_shufflevector(x, y, 2, 3, 10, 11, 6, 7, 14, 15)
#define FIRST_HALVES(x, y) __builtin_shufflevector(x, y, 0, 1, 2, 3, 8, 9, 10, 11)
#define SECOND_HALVES(x, y) __builtin_shufflevector(x, y, 4, 5, 6, 7, 12, 13, 14, 15)

FOR_EACH_PROCESSOR
void row_add_lines(double *restrict sums, size_t stride, const double *restrict own, const int32_t *restrict offsets,
                   size_t count) {
    size_t whole = stride == 8 ? count & ~(size_t)7 : 0;
    /* Eight lines of eight trials change places, so that each trial's come to lie side by side, as its sums do. */
    for (size_t i = 0; i < whole; i += 8) {
        eight_numbers r[8], a[8], b[8], trials[8];
        for (size_t line = 0; line < 8; line++) memcpy(r + line, own + line * count + i, sizeof *r);
#pragma clang loop unroll(full)
        for (int pair = 0; pair < 8; pair += 2) {
            a[pair] = EVEN_OF_PAIRS(r[pair], r[pair + 1]);
            a[pair + 1] = ODD_OF_PAIRS(r[pair], r[pair + 1]);
        }
#pragma clang loop unroll(full)
        for (int half = 0; half < 8; half += 4) {
            b[half] = FIRST_PAIRS(a[half], a[half + 2]);
            b[half + 1] = FIRST_PAIRS(a[half + 1], a[half + 3]);
            b[half + 2] = SECOND_PAIRS(a[half], a[half + 2]);
            b[half + 3] = SECOND_PAIRS(a[half + 1], a[half + 3]);
        }
#pragma clang loop unroll(full)
        for (int trial = 0; trial < 4; trial++) {
            trials[trial] = FIRST_HALVES(b[trial], b[trial + 4]);
            trials[trial + 4] = SECOND_HALVES(b[trial], b[trial + 4]);
        }
#pragma clang loop unroll(full)
        for (size_t trial = 0; trial < 8; trial++) {
            double *at = sums + (size_t)offsets[i + trial] * 8;
            eight_numbers sum;
            memcpy(&sum, at, sizeof sum);
            sum += trials[trial];
            memcpy(at, &sum, sizeof sum);
        }
    }
    for (size_t line = 0; line < stride; line++) {
        const double *restrict row = own + line * count;
        double *restrict at = sums + line;
#pragma clang loop vectorize(disable) unroll_count(4)
        for (size_t i = whole; i < count; i++) at[(size_t)offsets[i] * stride] += row[i];
    }
}

FOR_EACH_PROCESSOR
void row_take_line(double *restrict into, const double *restrict sums, size_t stride, size_t line, size_t count) {
    for (size_t i = 0; i < count; i++) into[i] = sums[i * stride + line];
}
