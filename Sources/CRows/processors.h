/* What all files here begin with. */
#ifndef FOLKMOOT_PROCESSORS_H
#define FOLKMOOT_PROCESSORS_H

#include <stdint.h>
#include <string.h>

/* As in philox.c: the widest vectors that the machine has are chosen when the program starts. */
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
/* Where vectors can be written so that chosen numbers move together (x86-64-v4). */
#define HAS_COMPRESSION
#include <immintrin.h>
#else
#define FOR_EACH_PROCESSOR
#endif

/* A product that is fused with a sum has another last bit, and not every processor can. */
#pragma STDC FP_CONTRACT OFF

/* Eight numbers side by side, which the compiler cuts to what a processor has. */
typedef double eight_numbers __attribute__((vector_size(64)));
typedef int64_t eight_marks __attribute__((vector_size(64)));
/* Whether each of eight is so. */
typedef _Bool eight_bools __attribute__((ext_vector_type(8)));

/* Of each pair the first where it is marked (a comparison marks with ones), else the second. */
#define CHOOSE(marks, first, second)                                                                                  \
    ((eight_numbers)(((marks) & (eight_marks)(first)) | (~(marks) & (eight_marks)(second))))

/* The sum of eight sums side by side in the order of `row_sum`. */
static inline double sum_of_lanes(const eight_numbers *sums) {
    const double *lane = (const double *)sums;
    return ((lane[0] + lane[4]) + (lane[1] + lane[5])) + ((lane[2] + lane[6]) + (lane[3] + lane[7]));
}

/* Numbers are looked at by their bits where many are taken together at once. */
static inline uint64_t bits_of(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

#endif
