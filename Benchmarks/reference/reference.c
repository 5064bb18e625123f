// LG-300 by hand in C: the yardstick of `make bench`. What the model is, README.md says.
//
//   reference shared|council TRIALS THREADS [OUT.json]     simulate and summarise; JSON to OUT.json or stdout
//   reference check                                        compare its draws with published words and with libm
//
// Shape: Philox4x32-10 keyed by (trial, council, option), blocks of 64 trials in arrays of their own, loops that the
// compiler vectorises, joining years by comparing with thresholds, present values tabulated by joining year. Every
// probability of a joining year is right to 2^-32; values are drawn from 52 random bits (32 with -DNARROW) and are
// right to 1e-9. Columns of at most CHUNK trials are selected exactly; longer ones go into histograms whose cells are
// 0.1% of the range from P5 to P95 of the first CHUNK trials, so that memory does not grow with the trials.
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "columns.h"
#include "draws.h"

enum { COUNCILS = 300, OPTIONS = 3, LINES = 8, YEARS = 10 };
// Totals are sums of GROUPS partial sums, in order, so that they do not depend on the number of threads.
enum { GROUPS = 4, COLUMNS = COUNCILS + 1 + YEARS };

typedef struct { int triangular; double a, b, c; } Draw;  // min, mode, max, or median and sigma
static const Draw DRAWS[LINES] = {
    {1, 80, 120, 260}, {0, 90, 0.5, 0}, {1, 20, 30, 55}, {0, 10, 0.3, 0},
    {1, 10, 50, 90}, {1, 15, 25, 40}, {0, 20, 0.6, 0}, {0, 8, 0.8, 0}};
static const double MULTIPLIERS[OPTIONS][LINES] = {
    {1, 1, 1, 1, 1, 1, 1, 1}, {0.4, 0.6, 0.5, 0.7, 0.55, 0.6, 0.7, 0.5}, {1.6, 1.3, 1.4, 1.5, 1.35, 1.2, 1.6, 1.8}};
static const double HAZARDS[OPTIONS] = {0.30, 0.50, 0.15};
static const double RAMP[3] = {1.0 / 3, 2.0 / 3, 1};

// Present values by joining year of 1 a unit of size: paid once on joining, yearly, yearly with the ramp.
typedef double Quad __attribute__((vector_size(32)));
static Quad weights[YEARS + 1];
static double sizes[COUNCILS], discount[YEARS], medians[LINES];  // medians: their logarithms
static int32_t thresholds[OPTIONS][YEARS];

static void tabulate(void) {
    for (int t = 0; t < YEARS; t++) discount[t] = pow(1.035, -t);
    for (int a = 0; a < YEARS; a++) {
        weights[a][0] = discount[a];
        for (int t = a; t < YEARS; t++) {
            weights[a][1] += discount[t];
            weights[a][2] += discount[t] * RAMP[t - a < 2 ? t - a : 2];
        }
    }
    for (int l = 0; l < LINES; l++) medians[l] = log(DRAWS[l].a);
    for (int c = 0; c < COUNCILS; c++) sizes[c] = 0.2 + 2.8 * ((c * 7919) % COUNCILS) / (COUNCILS - 1);
    for (int o = 0; o < OPTIONS; o++)
        for (int j = 0; j < YEARS; j++)  // as signed numbers, since SSE2 compares no others
            thresholds[o][j] = (int32_t)((uint32_t)llround(pow(1 - HAZARDS[o], j + 1) * 0x1p32) ^ 0x80000000u);
}

// MARK: lines

typedef struct { double u[LINES][BLOCK]; uint32_t bits[2][BLOCK]; } Uniforms;

static inline void draw_uniforms(uint32_t trial, uint32_t entity, uint32_t option, Uniforms *restrict out) {
    Words words;
#ifdef NARROW
    for (int i = 0; i < 2; i++) {
        philox(trial, entity, option, 1 + (uint32_t)i, &words);
        for (int k = 0; k < 4; k++)
            for (int j = 0; j < BLOCK; j++)
                out->u[4 * i + k][j] =
                    as_double((uint64_t)words.w[k][j] | 0x4330000000000000u) * 0x1p-32 - (0x1p20 - 0x1p-33);
        if (i == 0) memcpy(out->bits, words.w[2], sizeof out->bits);
    }
#else
    for (int i = 0; i < 4; i++) {
        philox(trial, entity, option, 1 + (uint32_t)i, &words);
        for (int j = 0; j < BLOCK; j++) out->u[2 * i][j] = uniform(words.w[0][j], words.w[1][j]);
        for (int j = 0; j < BLOCK; j++) out->u[2 * i + 1][j] = uniform(words.w[2][j], words.w[3][j]);
        // The lowest 12 bits of a pair of words are in no uniform.
        if (i < 2) for (int j = 0; j < BLOCK; j++) out->bits[i][j] = words.w[1][j];
    }
#endif
}

static inline void lognormals(const Uniforms *uniforms, int pair, int first, int second, double x[LINES][BLOCK]) {
    double m1 = medians[first], s1 = DRAWS[first].b, m2 = medians[second], s2 = DRAWS[second].b;
    const double *u = uniforms->u[4 + 2 * pair], *turn = uniforms->u[5 + 2 * pair];
    double z[2][BLOCK];
    for (int j = 0; j < BLOCK; j++) normals(u[j], turn[j], uniforms->bits[pair][j], &z[0][j], &z[1][j]);
    for (int j = 0; j < BLOCK; j++) x[first][j] = exponential(m1 + s1 * z[0][j]);
    for (int j = 0; j < BLOCK; j++) x[second][j] = exponential(m2 + s2 * z[1][j]);
}

static inline void draw_lines(uint32_t trial, uint32_t entity, uint32_t option, double x[LINES][BLOCK]) {
    static const int straight[4] = {0, 2, 4, 5};
    Uniforms uniforms;
    draw_uniforms(trial, entity, option, &uniforms);
    for (int i = 0; i < 4; i++) {
        Draw d = DRAWS[straight[i]];
        for (int j = 0; j < BLOCK; j++) x[straight[i]][j] = triangular(uniforms.u[i][j], d.a, d.b, d.c);
    }
    lognormals(&uniforms, 0, 1, 3, x);
    lognormals(&uniforms, 1, 6, 7, x);
}

// Lines with the same timing are one amount: paid once, yearly, yearly with the ramp.
typedef struct { double once[BLOCK], yearly[BLOCK], ramped[BLOCK]; } Amounts;

static inline void draw_amounts(uint32_t trial, uint32_t entity, int option, double size, Amounts *restrict out) {
    double x[LINES][BLOCK], m[LINES];
    draw_lines(trial, entity, (uint32_t)option, x);
    for (int l = 0; l < LINES; l++) m[l] = size * MULTIPLIERS[option][l];
    for (int j = 0; j < BLOCK; j++) {
        out->once[j] = -m[0] * x[0][j] - m[1] * x[1][j];
        out->yearly[j] = m[5] * x[5][j] - m[2] * x[2][j] - m[3] * x[3][j];
        out->ramped[j] = m[4] * x[4][j] + m[6] * x[6][j] + m[7] * x[7][j];
    }
}

static inline void joining_years(const uint32_t words[BLOCK], const int32_t limits[YEARS], int32_t years[BLOCK]) {
    for (int j = 0; j < BLOCK; j++) {
        int32_t word = (int32_t)(words[j] ^ 0x80000000u), year = 0;
#pragma clang loop unroll(full)
        for (int i = 0; i < YEARS; i++) year += word < limits[i];
        years[j] = year;
    }
}

// MARK: one block of trials

// Amounts of all councils of a group by joining year, and what they make of each year and in all.
typedef struct { Quad by_joining[YEARS + 1][BLOCK]; } Joined;

static void close_block(const Joined *joined, double *total, double *years, size_t stride) {
    for (int j = 0; j < BLOCK; j++) {
        double npv = 0, yearly = 0, ramped = 0, earlier = 0;
        for (int t = 0; t < YEARS; t++) {
            Quad amounts = joined->by_joining[t][j];
            yearly += amounts[1];
            double flow = amounts[0] + yearly + ramped + earlier * RAMP[1] + amounts[2] * RAMP[0];
            ramped += earlier;
            earlier = amounts[2];
            years[(size_t)t * stride + (size_t)j] = flow;
            npv += discount[t] * flow;
        }
        total[j] = npv;
    }
}

// NPV of each council into its column; councils are taken by four, as a Philox block holds four words.
static void council_block(int option, int first, int last, uint32_t trial, double *columns, Joined *joined) {
    Words words;
    int32_t years[BLOCK];
    Amounts amounts;
    for (int c = first; c < last; c++) {
        if (c == first || c % 4 == 0) philox(trial, (uint32_t)c / 4, (uint32_t)option, 0, &words);
        joining_years(words.w[c % 4], thresholds[option], years);
        draw_amounts(trial, (uint32_t)c, option, sizes[c], &amounts);
        double *column = columns + (size_t)(c - first) * CHUNK;
        for (int j = 0; j < BLOCK; j++) {
            Quad parts = {amounts.once[j], amounts.yearly[j], amounts.ramped[j], 0}, w = weights[years[j]];
            joined->by_joining[years[j]][j] += parts;
            column[j] = parts[0] * w[0] + parts[1] * w[1] + parts[2] * w[2];
        }
    }
}

static void shared_block(int option, int first, int last, uint32_t trial, double *columns, Joined *joined) {
    Words words;
    int32_t years[BLOCK];
    Amounts amounts;
    double values[YEARS + 1][BLOCK], members[YEARS + 1][BLOCK] = {{0}};
    draw_amounts(trial, UINT32_MAX, option, 1, &amounts);
    for (int a = 0; a <= YEARS; a++)
        for (int j = 0; j < BLOCK; j++)
            values[a][j] = amounts.once[j] * weights[a][0] + amounts.yearly[j] * weights[a][1]
                + amounts.ramped[j] * weights[a][2];
    for (int c = first; c < last; c++) {
        if (c == first || c % 4 == 0) philox(trial, (uint32_t)c / 4, (uint32_t)option, 0, &words);
        joining_years(words.w[c % 4], thresholds[option], years);
        double *column = columns + (size_t)(c - first) * CHUNK, size = sizes[c];
        for (int j = 0; j < BLOCK; j++) {
            column[j] = size * values[years[j]][j];
            members[years[j]][j] += size;
        }
    }
    for (int a = 0; a < YEARS; a++)
        for (int j = 0; j < BLOCK; j++)
            joined->by_joining[a][j] =
                members[a][j] * (Quad){amounts.once[j], amounts.yearly[j], amounts.ramped[j], 0};
}

// MARK: chunks, tasks and threads

static Column columns[OPTIONS][COLUMNS];  // councils, then the total, then years
static double partial[OPTIONS][GROUPS][1 + YEARS][CHUNK];
static int is_shared, is_only_chunk, chunk_trials, next_task, task_count;
static uint32_t chunk_start;
static void (*task)(int);

// All trials of the chunk for one option and one group of councils.
static void simulate_group(int number) {
    static _Thread_local double *npvs;
    if (!npvs) npvs = aligned_alloc(64, sizeof(double) * CHUNK * (COUNCILS / GROUPS));
    int option = number / GROUPS, group = number % GROUPS;
    int first = COUNCILS * group / GROUPS, last = COUNCILS * (group + 1) / GROUPS;
    double (*sums)[CHUNK] = partial[option][group];
    static _Thread_local Joined joined;
    for (int k = 0; k < chunk_trials; k += BLOCK) {
        memset(&joined, 0, sizeof joined);
        (is_shared ? shared_block : council_block)(option, first, last, chunk_start + (uint32_t)k, npvs + k, &joined);
        close_block(&joined, sums[0] + k, sums[1] + k, CHUNK);
    }
    for (int c = first; c < last; c++)
        add_values(&columns[option][c], npvs + (size_t)(c - first) * CHUNK, chunk_trials, is_only_chunk);
}

static void summarise_option(int option) {
    for (int i = 0; i < 1 + YEARS; i++) {
        double *sum = partial[option][0][i];
        for (int g = 1; g < GROUPS; g++)
            for (int k = 0; k < chunk_trials; k++) sum[k] += partial[option][g][i][k];
        add_values(&columns[option][COUNCILS + i], sum, chunk_trials, is_only_chunk);
    }
}

static void *work(void *unused) {
    for (int i; (i = __atomic_fetch_add(&next_task, 1, __ATOMIC_RELAXED)) < task_count;) task(i);
    return unused;
}

typedef struct { pthread_barrier_t begin, end; int done; } Gate;
static Gate gate;

static void *serve(void *unused) {
    for (;;) {
        pthread_barrier_wait(&gate.begin);
        if (gate.done) return unused;
        work(unused);
        pthread_barrier_wait(&gate.end);
    }
}

static void run_tasks(void (*function)(int), int count) {
    task = function; task_count = count; next_task = 0;
    pthread_barrier_wait(&gate.begin);
    work(NULL);
    pthread_barrier_wait(&gate.end);
}

static void simulate(long trials, int threads) {
    pthread_t others[64];
    pthread_barrier_init(&gate.begin, NULL, (unsigned)threads);
    pthread_barrier_init(&gate.end, NULL, (unsigned)threads);
    for (int i = 1; i < threads; i++) pthread_create(&others[i], NULL, serve, NULL);
    is_only_chunk = trials <= CHUNK;
    for (long start = 0; start < trials; start += CHUNK) {
        chunk_start = (uint32_t)start;
        chunk_trials = (int)(trials - start < CHUNK ? trials - start : CHUNK);
        run_tasks(simulate_group, OPTIONS * GROUPS);
        run_tasks(summarise_option, OPTIONS);
    }
    gate.done = 1;
    pthread_barrier_wait(&gate.begin);
    for (int i = 1; i < threads; i++) pthread_join(others[i], NULL);
    if (!is_only_chunk)
        for (int o = 0; o < OPTIONS; o++) for (int c = 0; c < COLUMNS; c++) close_column(&columns[o][c]);
}

// MARK: output

static void print_column(FILE *out, const Column *c, const char *end) {
    double n = (double)c->trials, mean = c->sum / n;
    double sd = n > 1 ? sqrt((c->squares - n * mean * mean) / (n - 1)) : 0;
    const char *format = "{\"mean\": %.12g, \"sd\": %.12g, \"p10\": %.12g, \"p50\": %.12g, \"p90\": %.12g, "
                         "\"better\": %.12g}%s";
    const double *p = c->percentiles;
    fprintf(out, format, c->shift + mean, sd, p[0], p[1], p[2], (double)c->better / n, end);
}

static void print_result(FILE *out) {
    fprintf(out, "{\"options\": [\n");
    for (int o = 0; o < OPTIONS; o++) {
        fprintf(out, "{\"total\": ");
        print_column(out, &columns[o][COUNCILS], ",\n\"years\": [");
        for (int t = 0; t < YEARS; t++)
            print_column(out, &columns[o][COUNCILS + 1 + t], t < YEARS - 1 ? ",\n" : "],\n");
        fprintf(out, "\"councils\": [");
        for (int c = 0; c < COUNCILS; c++) print_column(out, &columns[o][c], c < COUNCILS - 1 ? ",\n" : "]}");
        fprintf(out, o < OPTIONS - 1 ? ",\n" : "]}\n");
    }
}

// The zeros and the ones of Random123's `kat_vectors`, and a million draws against long double arithmetic.
static int check_draws(void) {
    static const uint32_t known[2][4] = {
        {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}};
    int wrong = 0;
    for (int i = 0; i < 2; i++) {
        Words words;
        uint32_t all = i ? UINT32_MAX : 0;
        philox_keyed(all, all, all, all, all, all, &words);
        for (int k = 0; k < 4; k++) wrong |= words.w[k][0] != known[i][k];
    }
    long double worst = 0, worst_straight = 0;
    for (uint32_t trial = 0; trial < 1000000; trial += BLOCK) {
        double x[LINES][BLOCK];
        Uniforms u;
        draw_uniforms(trial, 7, 0, &u);
        draw_lines(trial, 7, 0, x);
        for (int j = 0; j < BLOCK; j++) {
            long double angle = ((long double)u.u[7][j] - 0.5L) * acosl(0), radius = sqrtl(-2 * logl(u.u[6][j]));
            long double parts[2] = {radius * cosl(angle), radius * sinl(angle)};
            if (u.bits[1][j] & 2) parts[0] = -parts[0];
            long double z = parts[1 - (u.bits[1][j] & 1)], exact = DRAWS[7].a * expl(DRAWS[7].b * z);
            worst = fmaxl(worst, fabsl(x[7][j] / exact - 1));
            long double v = u.u[0][j], rise = 40.0L / 180;
            exact = v < rise ? 80 + sqrtl(v * 180 * 40) : 260 - sqrtl((1 - v) * 180 * 140);
            worst_straight = fmaxl(worst_straight, fabsl(x[0][j] / exact - 1));
        }
    }
    printf("Philox %s; largest relative error of a lognormal %.1Lg, of a triangular %.1Lg\n",
        wrong ? "IS WRONG" : "as published", worst, worst_straight);
    return wrong || worst > 1e-9L || worst_straight > 1e-9L;
}

int main(int count, char **arguments) {
    tabulate();
    if (count == 2 && strcmp(arguments[1], "check") == 0) return check_draws();
    if (count < 4) {
        fprintf(stderr, "usage: reference shared|council TRIALS THREADS [OUT.json], or reference check\n");
        return 64;
    }
    is_shared = strcmp(arguments[1], "shared") == 0;
    long trials = atol(arguments[2]);
    int threads = atoi(arguments[3]);
    if (trials < 1 || trials > 0x7fffffff || threads < 1 || threads > 64) return 64;
    simulate(trials, threads);
    FILE *out = count > 4 ? fopen(arguments[4], "w") : stdout;
    if (!out) { perror(arguments[4]); return 73; }
    print_result(out);
    return fclose(out) == 0 ? 0 : 74;
}
