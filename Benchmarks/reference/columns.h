// Mean, spread, percentiles and the chance of a gain of one column of figures, a chunk of trials at a time.
#pragma once
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { CHUNK = 10240, CELLS = 1200, SELECTING = 2048 };

typedef struct {
    double shift, sum, squares, low, width, percentiles[3];
    int64_t trials, better;
    uint32_t cells[CELLS];  // the first and the last hold what lies outside
} Column;

static const double PERCENTILES[5] = {0.10, 0.50, 0.90, 0.05, 0.95};

// The value that sorting would put at `rank`: quickselect, which leaves x in another order.
static double select_rank(double *x, int count, int rank) {
    int low = 0, high = count - 1;
    while (low < high) {
        double pivot = x[(low + high) / 2];
        int i = low, j = high;
        while (i <= j) {
            while (x[i] < pivot) i++;
            while (pivot < x[j]) j--;
            if (i <= j) { double t = x[i]; x[i++] = x[j]; x[j--] = t; }
        }
        if (rank <= j) high = j; else if (rank >= i) low = i; else break;
    }
    return x[rank];
}

static void range(const double *x, int n, double *low, double *high) {
    double lows[8], highs[8];
    for (int i = 0; i < 8; i++) lows[i] = highs[i] = x[0];
    for (int k = 0; k + 8 <= n; k += 8)
        for (int i = 0; i < 8; i++) {
            lows[i] = x[k + i] < lows[i] ? x[k + i] : lows[i];
            highs[i] = x[k + i] > highs[i] ? x[k + i] : highs[i];
        }
    for (int k = n & ~7; k < n; k++) { lows[0] = fmin(lows[0], x[k]); highs[0] = fmax(highs[0], x[k]); }
    *low = lows[0]; *high = highs[0];
    for (int i = 1; i < 8; i++) { *low = fmin(*low, lows[i]); *high = fmax(*high, highs[i]); }
}

// Percentiles of type 7 by counting values in cells of equal width and selecting within the few cells that matter.
static void select_percentiles(const double *x, int n, int wanted, double *out) {
    static _Thread_local int32_t cell[CHUNK];
    static _Thread_local double picked[CHUNK];
    int counts[SELECTING] = {0}, starts[SELECTING], low[5];
    char marked[SELECTING] = {0};
    double least, most;
    range(x, n, &least, &most);
    if (least == most) { for (int i = 0; i < wanted; i++) out[i] = least; return; }
    double scale = (SELECTING - 0.01) / (most - least);
    for (int k = 0; k < n; k++) cell[k] = (int32_t)((x[k] - least) * scale);
    for (int k = 0; k < n; k++) counts[cell[k]]++;
    for (int i = 0; i < wanted; i++) {
        low[i] = (int)(PERCENTILES[i] * (n - 1));
        int sum = 0;
        for (int c = 0; c < SELECTING; c++) {
            if ((sum <= low[i] || sum <= low[i] + 1) && sum + counts[c] > low[i]) marked[c] = 1;
            sum += counts[c];
            if (sum > low[i] + 1) break;
        }
    }
    int place = 0, below[SELECTING];
    for (int c = 0, sum = 0; c < SELECTING; sum += counts[c], c++) {
        starts[c] = place; below[c] = sum;
        if (marked[c]) place += counts[c];
    }
    for (int k = 0; k < n; k++) if (marked[cell[k]]) picked[starts[cell[k]]++] = x[k];
    for (int i = 0; i < wanted; i++) {
        double value[2];
        for (int next = 0; next < 2; next++) {
            int rank = low[i] + next < n ? low[i] + next : n - 1, c = 0;
            while (below[c] + counts[c] <= rank) c++;
            value[next] = select_rank(picked + starts[c] - counts[c], counts[c], rank - below[c]);
        }
        out[i] = value[0] + (PERCENTILES[i] * (n - 1) - low[i]) * (value[1] - value[0]);
    }
}

static void add_moments(Column *column, const double *x, int n) {
    double sums[8] = {0}, squares[8] = {0};
    int64_t better[8] = {0};
    for (int k = 0; k < (n & ~7); k += 8)
        for (int i = 0; i < 8; i++) {
            double d = x[k + i] - column->shift;
            sums[i] += d; squares[i] += d * d; better[i] += x[k + i] > 0;
        }
    for (int k = n & ~7; k < n; k++) {
        double d = x[k] - column->shift;
        sums[0] += d; squares[0] += d * d; better[0] += x[k] > 0;
    }
    for (int i = 0; i < 8; i++) { column->sum += sums[i]; column->squares += squares[i]; column->better += better[i]; }
    column->trials += n;
}

static void add_cells(Column *column, const double *x, int n) {
    double low = column->low, scale = 1 / column->width;
    static _Thread_local int32_t cell[CHUNK];
    for (int k = 0; k < n; k++) {
        double place = (x[k] - low) * scale + 1;
        place = place < 0 ? 0 : place;
        cell[k] = (int32_t)(place > CELLS - 1 ? CELLS - 1 : place);
    }
    for (int k = 0; k < n; k++) column->cells[cell[k]]++;
}

// Takes the next values of a column; the first of several chunks sets the cells, from P5 − 9% to P95 + 10% or so.
static void add_values(Column *column, const double *x, int n, int is_only) {
    if (column->trials == 0) {
        double found[5];
        column->shift = x[0];
        select_percentiles(x, n, is_only ? 3 : 5, found);
        memcpy(column->percentiles, found, sizeof column->percentiles);
        if (!is_only) {
            double width = (found[4] - found[3]) / 1000;
            column->width = width > 0 ? width : 1e-9 * (1 + fabs(found[3]));
            column->low = found[3] - column->width * ((CELLS - 2 - 1000) / 2);
        }
    }
    add_moments(column, x, n);
    if (!is_only) add_cells(column, x, n);
}

static void close_column(Column *column) {
    for (int i = 0; i < 3; i++) {
        double wanted = PERCENTILES[i] * (double)column->trials, sum = column->cells[0];
        int c = 1;
        while (c < CELLS - 1 && sum + column->cells[c] < wanted) sum += column->cells[c++];
        column->percentiles[i] = column->low + column->width * (c - 1 + (wanted - sum) / fmax(column->cells[c], 1));
    }
}
