/* What is done to rows of numbers by trial, many trials at a time.
 *
 * Most loops are plain, and the compiler makes vectors of them, for several kinds of processor; some are written in vectors of
 * eight, and those that leave values out (narrowing.c, windows.c) in what one kind of processor alone has. Each trial is
 * worked out by the operations that stand here, in this order and each rounded for itself (products are never fused with
 * sums), so that the bits are the same on every processor. Rows do not overlap unless they are one and the same
 * argument. */
#ifndef FOLKMOOT_ROWS_H
#define FOLKMOOT_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sums: into += row; into += factor * row; into = first + factor * row; into -= row; into = first - second. */
void row_add(double *restrict into, const double *restrict row, size_t count);
void row_add_times(double *restrict into, double factor, const double *restrict row, size_t count);
void row_sum_times(double *restrict into, const double *restrict first, double factor, const double *restrict row,
                   size_t count);
void row_subtract(double *restrict into, const double *restrict row, size_t count);
void row_difference(double *restrict into, const double *restrict first, const double *restrict second, size_t count);

/* into += |factor * row|. */
void row_add_size_times(double *restrict into, double factor, const double *restrict row, size_t count);

/* Products: row *= by; row *= factor; into = first * second; into = factor * row. */
void row_multiply(double *restrict row, const double *restrict by, size_t count);
void row_scale(double *row, double factor, size_t count);
void row_product(double *restrict into, const double *restrict first, const double *restrict second, size_t count);
void row_times(double *restrict into, double factor, const double *restrict row, size_t count);

/* Products in which 0 stays 0, whatever it would be multiplied by: row *= by; into = row * by. */
void row_multiply_flowing(double *restrict row, const double *restrict by, size_t count);
void row_product_flowing(double *restrict into, const double *restrict row, const double *restrict by, size_t count);

/* into += first * second. */
void row_add_product(double *restrict into, const double *restrict first, const double *restrict second, size_t count);

/* Whether any value is not 0; whether none is 0; whether all are finite numbers. */
bool row_flows(const double *row, size_t count);
bool row_flows_throughout(const double *row, size_t count);
bool row_is_finite(const double *row, size_t count);

/* The sum of every eighth value, then of the eight sums, ((0+4)+(1+5))+((2+6)+(3+7)), then what is left over. */
double row_sum(const double *row, size_t count);
/* The sum of products of two rows, in the order of row_sum. */
double row_sum_of_products(const double *first, const double *second, size_t count);

/* Values that go by a place: those of the last step whose first place is not above the trial's. Steps rise, the first from
 * the lowest place there is. */
void row_of_steps(double *restrict into, const int16_t *restrict places, const int16_t *from, const double *values,
                  size_t steps, size_t count);

/* row *= by in trials whose place is not above the last, and whose end comes after the year (where ends are given). */
void row_modify(double *restrict row, const double *restrict by, const int16_t *restrict places, int16_t last,
                size_t count);
void row_modify_until(double *restrict row, const double *restrict by, const int16_t *restrict places, int16_t last,
                      const intptr_t *restrict ends, intptr_t year, size_t count);

/* What is known of a flow when it has been entered: whether every value is a finite number, and whether any is not 0. */
typedef struct { bool is_finite, flows; } entered_flow;
/* Where a year's flow of one line at one council goes: value += discount * flow, size += |flow|, total += flow; total_before,
 * where there is any, += the flow before uplift; kept, where there is any, = sign * flow, or += where it adds. */
typedef struct {
    double *value, *size, *total, *total_before, *kept, sign;
    bool adds;
} flow_accounts;
/* Enters a flow. `before` is the same before uplift, where that has a total of its own; where uplift is given, `flow` is the
 * flow before uplift, by which it is multiplied, but 0 stays 0. */
entered_flow row_enter_year(const flow_accounts *to, const double *flow, const double *before, const double *uplift,
                            double discount, size_t count);
/* kept = sign * flow, or += where it adds. The flow is factor * weight * common, times cells where there are any; what has no
 * weight is 0, whatever it would be multiplied by. */
entered_flow row_keep_weights(double *restrict kept, bool adds, double sign, const double *restrict weights,
                              double factor, const double *restrict common, const double *restrict cells,
                              size_t count);
/* The same of what a council bears, as row_share has it. Returns whether anything flows. */
bool row_keep_share(double *restrict kept, bool adds, double sign, double factor, const double *restrict unit,
                    const double *restrict founder, const int16_t *restrict places, int16_t last,
                    const uint8_t *restrict founders, size_t count);

/* into = row * by where the row is above 0, else the row: uplift is left out of losses. */
void row_lift_gains(double *restrict into, const double *restrict row, const double *restrict by, size_t count);

/* Flows of a line at a council in a year: a weight by place (row_of_steps) times common, where there is any, times worth,
 * times by in trials whose other place is not above the last, where there is any. What has no weight is 0, whatever it would
 * be multiplied by. Returns whether anything has a weight. */
bool row_flow_of_steps(double *restrict into, const int16_t *restrict places, const int16_t *from,
                       const double *values, size_t steps, const double *restrict common,
                       const double *restrict worth, const double *restrict by, const int16_t *restrict others,
                       int16_t last, size_t count);
/* The same with weights that stand in the row. */
bool row_flow_of_weights(double *restrict into, const double *restrict common, const double *restrict worth,
                         const double *restrict by, const int16_t *restrict others, int16_t last, size_t count);
/* A claim: the share that stands in flow, held to -1 ... 1, of held, times left and worth where there are any; 0 where
 * nothing is claimed. leaves = left * (1 - share), where anybody asks. */
void row_claim_pool(double *restrict flow, const double *restrict held, const double *restrict left,
                    const double *restrict worth, double *restrict leaves, size_t count);
/* The lowest and the highest of at least one place. */
void row_find_ends(const int16_t *places, size_t count, int16_t *first, int16_t *last);
/* into = (the sum of own rows less that of other rows) * index, where there is one; rows are added up in their order, of which
 * there may be none. Returns whether any difference is not 0. */
bool row_nominal(double *restrict into, const double *const *own, size_t own_terms, const double *const *less,
                 size_t less_terms, const double *restrict index, size_t count);

/* into = the sum of factor * row over some rows, added up in their order from 0. */
void row_sum_terms(double *restrict into, const double *const *rows, const double *factors, size_t terms, size_t count);

/* What a council bears: factor * (unit, where its place is not above the last, + founder, where it is one). */
void row_share(double *restrict into, double factor, const double *restrict unit, const double *restrict founder,
               const int16_t *restrict places, int16_t last, const uint8_t *restrict founders, size_t count);

/* Cumulation: sums += row; highest = the higher of itself and the sums. */
void row_accumulate(double *restrict sums, double *restrict highest, const double *restrict row, size_t count);
/* marks = mark where a value is above a limit. */
void row_mark_above(int16_t *restrict marks, int16_t mark, const double *restrict row, double limit, size_t count);

/* The lowest and the highest of at least one value, -0 as 0. */
void row_extremes(const double *row, size_t count, double *least, double *greatest);

/* The sum of every eighth value, then of the eight sums in their order, then what is left over, one by one. */
double row_sample_sum(const double *row, size_t count);
/* Sums, in the same order, of the differences of values from a center and of their squares. */
void row_differences(const double *row, double center, size_t count, double *differences, double *squares);
/* How many values are above a limit. */
intptr_t row_count_above(const double *row, double limit, size_t count);
/* How many values are below 0, and how many above it. */
void row_count_signs(const double *row, size_t count, intptr_t *negative, intptr_t *positive);
/* How many values are a limit or above it. */
intptr_t row_count_from(const double *row, double limit, size_t count);

/* Counting by bins: to the nearest whole number of bins above the lowest value. There are fewer than 2^16 bins, and room for
 * four times as many counts, of which the first are those of the bins. */
void row_count_bins(uint16_t *restrict bins, uint32_t *restrict counts, size_t bin_count, const double *restrict row,
                    double least, double scale, size_t count);
/* Copies the values of one bin, in their order, and returns how many. There is room for one more. */
size_t row_gather_bin(double *restrict into, const double *restrict row, const uint16_t *restrict bins, uint16_t bin,
                      size_t count);

/* How places lie in the bins of a sketch: `outskirts` coarse bins, `fine` bins that begin at `start`, `outskirts` coarse bins.
 * `scale` is fine bins to 1 of the figure, `coarse` coarse bins to a fine one, less than 1. Place 0 and the last but one hold what lies
 * outside, the last the atom. */
typedef struct { double start, scale, fine, outskirts, coarse, atom; } bin_places;
/* The place of each value. */
void row_find_places(uint32_t *restrict places, const double *restrict row, const bin_places *bins, size_t count);
/* The same, counted. */
void row_count_places(uint32_t *restrict counts, const double *restrict row, const bin_places *bins, size_t count);
/* The same, kept in 16 bits, which have to be enough: whether no value lies outside. */
bool row_put_places(uint16_t *restrict places, const double *restrict row, const bin_places *bins, size_t count);
/* Sums of so many counts each; the last may be of fewer. */
enum { COUNTED_TOGETHER = 64 };
void row_sums_of_counts(intptr_t *restrict sums, const uint32_t *restrict counts, size_t count);
/* Counts whole numbers, the least of which is given. */
void row_count_wholes(uint32_t *restrict counts, const double *restrict row, double least, size_t count);
/* Asks for memory that so many places will be written into. */
void row_fetch(const uint16_t *places, size_t count);
/* Counts places that were kept; there are so many places. */
void row_count_kept_places(uint32_t *restrict counts, size_t place_count, const uint16_t *restrict places, size_t count);

/* What is read of a sample in one going through: the sum as `row_sample_sum` has it, how many values are above a limit, the
 * lowest and the highest (at least one value). */
typedef struct { double sum, least, greatest; intptr_t above; } sample_summary;
sample_summary row_summarise(const double *row, double limit, size_t count);
/* The same of a council, with the sum as `row_sum` has it too, and in the same going through: sums += row; below += 1 where it
 * is below -limit; flowing += marks. */
typedef struct { sample_summary sample; double total; } council_summary;
council_summary row_add_council(double *restrict sums, uint16_t *restrict below, uint16_t *restrict flowing,
                                const double *restrict row, const uint8_t *restrict marks, double limit, size_t count);

/* A window on values: what lies between its ends is kept; of what lies elsewhere it is known how much is below, is the low end,
 * and is the high end where that is another. So many came to be kept with the last row. */
typedef struct {
    double low, high, *values;
    int32_t below, at_low, at_high, kept, capacity, came;
} value_window;
/* Fetches what a window will soon write into: there are many, and none is near. */
void row_fetch_window(const value_window *window);
/* Takes up a row of finite numbers. `room` is for eight more than there are. Returns 0, or, where the window cannot hold all
 * that it should keep, how many: they stand in `room` in their order, and the window keeps none of them yet. */
size_t row_take_window(value_window *window, const double *row, size_t count, double *room);
/* Moves the ends of a window, neither outwards. `values` are all that it has kept; what it is still to keep goes to `room`,
 * which is for eight more, and the number is returned. */
size_t row_move_ends(value_window *window, double low, double high, const double *values, size_t count, double *room);
/* Ends, neither farther out, between which the values at two ranks (from 0) lie, all values lying between the ends given. False
 * where that would leave far more values than those between the ranks; then ends are as they were. */
bool row_close_window(double *low, double *high, const double *values, size_t count, size_t first, size_t last);

/* What row_order_statistics looks into at most: so many values, for so many ranks. */
enum { RANKED_VALUES = 2048, RANKED_RANKS = 255 };
/* Values at ranks (from 0, ascending) of at least one number, -0 as 0. There is room for five times as many values. */
void row_order_statistics(double *found, const size_t *ranks, size_t rank_count, const double *row, size_t count,
                          double *room);
/* Places of fewer than 2^31 numbers in rising order, equal numbers in order of place. There is room for three times as many. */
void row_order(int32_t *restrict order, const double *restrict row, size_t count, uint64_t *room);
/* The rank of each number, from 1; equal ones share the mean of their ranks. */
void row_ranks(double *restrict ranks, const double *restrict row, const int32_t *restrict order, size_t count);

/* Quantiles of a triangular distribution. */
void row_triangular(double *restrict values, const double *restrict uniforms, double least, double mode, double greatest,
                    size_t count);

/* Cells of a table of quantiles, four coefficients each, the constant one first, of the place within the cell, 0 to 1:
 * - QUANTILE_CELLS of one width over (0, 1), of which QUANTILE_REPLACED at either end are not read, and the first, with NaN
 *   for all four, stands for what is nearer to an end than QUANTILE_NEAREST,
 * - QUANTILE_END_CELLS that narrow towards 0, sixteen to each halving of the distance, from QUANTILE_NEAREST up,
 * - as many towards 1, places rising with the distance from it. */
enum { QUANTILE_CELLS = 1024, QUANTILE_REPLACED = 16, QUANTILE_END_CELLS = 14 * 16 };
#define QUANTILE_NEAREST 0x1p-20

/* values = the polynomials of uniforms in (0, 1). Returns whether any is NaN, as it is where the constant is. */
bool row_quantiles(double *restrict values, const double *restrict uniforms, const double *restrict cells,
                   size_t count);
/* The same of those uniforms alone that are above a limit and not above another, taken as (uniform - from) / width and held
 * within (0, 1). Whether any of these is NaN. */
bool row_quantiles_between(double *restrict values, const double *restrict uniforms, const double *restrict cells,
                           double above, double up_to, double from, double width, size_t count);

/* into = table at the offset of each trial. */
void row_look_up(double *restrict into, const double *restrict table, const int32_t *restrict offsets, size_t count);
/* into = table at the place of each trial. */
void row_look_up_places(double *restrict into, const double *table, const int16_t *restrict places, size_t count);
/* sums at the offset of each trial += amount. */
void row_add_at(double *restrict sums, double amount, const int32_t *restrict offsets, size_t count);
/* What councils draw for themselves: own = factor * cells; the flow is own * units (nothing where there is no unit); npv +=
 * sign * flow if there is one, magnitude += |flow|. The flow is kept if there is room; returns its sum, added up as in
 * row_sum. */
double row_enter_cells(double *restrict npv, double *restrict magnitude, double *restrict value, double *restrict own,
                       const double *restrict units, const double *restrict cells, double factor, double sign,
                       size_t count);
/* Lines side by side: own is [line][trial] of `stride` lines, sums at the offset of each trial [line] += own. Then the sums of
 * one line alone, `count` of them. */
void row_add_lines(double *restrict sums, size_t stride, const double *restrict own, const int32_t *restrict offsets,
                   size_t count);
void row_take_line(double *restrict into, const double *restrict sums, size_t stride, size_t line, size_t count);
/* 1 where a number is below a limit, else 0; the same added to counts. */
void row_are_lower(double *restrict row, const int32_t *restrict numbers, int32_t limit, size_t count);
void row_count_lower(double *restrict counts, const int32_t *restrict numbers, int32_t limit, size_t count);

/* Where the rows of a council are in tables by place: place * stride + trial. */
void row_offsets(int32_t *restrict offsets, const int16_t *restrict places, int32_t stride, size_t count);
/* Joining places of keys: the first, and one more for each bar that lies below the key; never where all do. */
void row_places_of_keys(int16_t *restrict places, const double *restrict keys, const double *bars, size_t bar_count,
                        int16_t first, int16_t never, size_t count);
/* The same of ranks, how many bars lie below each key, which the places take the place of; there are so many bars. */
void row_places_of_ranks(int16_t *restrict places, int16_t bar_count, int16_t first, int16_t never, size_t count);
/* With value = factor * unit: npv += sign * value, magnitude += its size, paid += value, cash += sign * value; of the last two
 * those that there are. */
void row_tabulate(double *restrict npv, double *restrict magnitude, double *restrict paid, double *restrict cash,
                  double factor, double sign, const double *restrict unit, size_t count);
/* Accounts of one unit: NPV, what is paid, a sum over councils and cash NPV side by side, so that a trial fetches them
 * together. The sums begin as 0; paid may be nothing. */
void row_join_accounts(double *restrict accounts, const double *npv, const double *paid, const double *cash, size_t count);
void row_sums_of_accounts(double *restrict sums, const double *restrict accounts, size_t count);
/* into += amount * NPV at the offset of each trial (where it is the first, into begins as 0), likewise cash if there is any; the
 * sums there += added. Returns the sum of what is paid there. */
double row_enter_accounts(double *restrict into, double *restrict cash, bool is_first, double amount, double added,
                          double *restrict accounts, const int32_t *restrict offsets, size_t count);
/* A year of cash: sums += cash; discounted += factor * cash; lowest = the lower of itself and the sums; last = the year where
 * discounted is below a limit. */
void row_follow_cash(double *restrict sums, double *restrict discounted, double *restrict lowest, double *restrict last,
                     const double *restrict cash, double factor, double year, double limit, size_t count);
/* years = the earlier of itself and the year of the place. */
void row_earliest_years_of(int16_t *restrict years, const int16_t *restrict places, const int16_t *restrict year_of_place,
                           size_t count);
/* counts, [place][trial], += 1 at the place of each trial. */
void row_count_members(uint16_t *restrict counts, const int16_t *const *rows, size_t row_count, size_t place_count,
                       size_t count);
/* years = the place, which is a year index but where it is never's. */
void row_years(int16_t *restrict years, const int16_t *restrict places, int16_t place_of_never, int16_t never,
               size_t count);
/* years = the earlier of itself and that. */
void row_earliest_years(int16_t *restrict years, const int16_t *restrict places, int16_t place_of_never, int16_t never,
                        size_t count);

/* How many values of a bin are below a pivot, and how many are it. */
void row_split_bin(const double *restrict row, const uint16_t *restrict bins, uint16_t bin, double pivot, size_t count,
                   intptr_t *less, intptr_t *equal);

/* Marks: 1 where a value is not 0; marks |= others. */
void row_mark_flowing(uint8_t *restrict marks, const double *restrict row, size_t count);
void row_add_marks(uint8_t *restrict marks, const uint8_t *restrict others, size_t count);
/* marks = 1 where a number is not the one given, else 0. */
void row_mark_other(uint8_t *restrict marks, const int16_t *restrict numbers, int16_t number, size_t count);
/* The same as bits, 16 trials in a number, which there is room for; the marks of bits; whether any value is not 0 where there
 * is no bit. */
void row_mark_bits(int16_t *restrict bits, const int16_t *restrict numbers, int16_t number, size_t count);
void row_marks_of_bits(uint8_t *restrict marks, const int16_t *restrict bits, size_t count);
bool row_flows_unmarked(const double *restrict row, const int16_t *restrict bits, size_t count);
/* Whether any value is not 0 where a number is the one given. */
bool row_flows_where(const double *restrict row, const int16_t *restrict numbers, int16_t number, size_t count);
/* How often years occur: the lowest and all before it in the first of the places, one year in each, and in the last never
 * and whatever comes later than the others. */
void row_count_years(uint32_t *restrict counts, const int16_t *restrict years, int16_t lowest, size_t places,
                     size_t count);
/* flowing += marks; losing += marks where the value is below a limit. */
void row_count_losing(uint16_t *restrict flowing, uint16_t *restrict losing, const uint8_t *restrict marks,
                      const double *restrict row, double limit, size_t count);
/* Whether any mark is set. */
bool row_is_marked(const uint8_t *marks, size_t count);
/* counts += 1 where a value is below a limit. */
void row_count_below(uint16_t *restrict counts, const double *restrict row, double limit, size_t count);

/* The smallest keys so far, [rank][trial], and who holds them, into which one more holder's keys are sorted: equal keys stay in
 * the order in which they came. */
void row_take_smallest(double *restrict smallest, int32_t *restrict holders, size_t number, const double *restrict keys,
                       int32_t holder, size_t count);
/* A bit for each key, 1 where it is not above the bar, in words of 64; whether there is any. */
bool row_mark_reached(uint64_t *restrict marks, const double *restrict keys, const double *restrict bars, size_t count);

/* Choices between options (Decision): the best value of a trial so far, and the largest absolute value. */
void row_take_best(double *restrict best, double *restrict largest, const double *restrict row, size_t count);
/* Adds one where a value reaches the best less a tolerance. */
void row_count_near(int32_t *restrict tied, const double *restrict row, const double *restrict best,
                    const double *restrict tolerances, size_t count);
/* Where it does: in how many trials, by how many options do so there, from one. */
void row_count_ties(intptr_t *restrict counts, const int32_t *restrict tied, const double *restrict row,
                    const double *restrict best, const double *restrict tolerances, size_t count);
/* In how many trials the first is above the second by more than a tolerance, and in how many below. */
void row_compare(const double *first, const double *second, const double *restrict tolerances, size_t count,
                 intptr_t *above, intptr_t *below);

#endif
