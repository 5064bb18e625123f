#include "philox.h"

#include <stdbool.h>
#include <string.h>

/* Counters are worked out in vectors of eight, that the compiler cuts to what a processor has. It is compiled for several
 * kinds of processor, and the widest that the machine has is chosen when the program starts, so that one program runs
 * everywhere and is fast where it can be. That is what this file is in C for: Swift has no such choice. */
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

typedef uint64_t eight_words __attribute__((vector_size(64)));
typedef double eight_numbers __attribute__((vector_size(64)));

typedef uint32_t sixteen_words __attribute__((vector_size(64)));

static const uint64_t word = 0xFFFFFFFF;

/* Upper halves moved down, whatever comes to stand above them, and lower halves moved up, above zeros. These are shuffles,
 * as shifts take turns with products in some processors, and as the compiler would make one product of a product and a
 * shift, of 64 bits, which vectors only have at three times the price. */
#define LOWERED(x)                                                                                                    \
    ((eight_words)__builtin_shufflevector((sixteen_words)(x), (sixteen_words)(x), 1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11,   \
                                          11, 13, 13, 15, 15))
#define RAISED(x)                                                                                                     \
    ((eight_words)__builtin_shufflevector((sixteen_words)(x), (sixteen_words){0}, 16, 0, 16, 2, 16, 4, 16, 6, 16, 8,  \
                                          16, 10, 16, 12, 16, 14))

/* Each round waits for the products of the one before, so that several vectors take turns: so many pairs come at once. */
#if defined(__x86_64__)
enum { VECTORS = 4, TOGETHER = 8 * VECTORS };
#else
enum { VECTORS = 2, TOGETHER = 8 * VECTORS };
#endif

/* In both halves, as the compiler would forget that the upper one is empty, and make whole products of such words too. */
static inline uint64_t twice(uint32_t x) { return (uint64_t)x << 32 | x; }

static inline void write_uniforms(double *out, const eight_words *even_bits, const eight_words *odd_bits) {
    /* 1 + n * 2^-52 is written straight into the significand; taking off 1 - 2^-53 leaves (n + 1/2) * 2^-52 exactly. */
    eight_numbers even = (eight_numbers)(*even_bits >> 12 | UINT64_C(0x3FF0000000000000)) - 0x1.fffffffffffffp-1;
    eight_numbers odd = (eight_numbers)(*odd_bits >> 12 | UINT64_C(0x3FF0000000000000)) - 0x1.fffffffffffffp-1;
    eight_numbers first = __builtin_shufflevector(even, odd, 0, 8, 1, 9, 2, 10, 3, 11);
    eight_numbers second = __builtin_shufflevector(even, odd, 4, 12, 5, 13, 6, 14, 7, 15);
    memcpy(out, &first, sizeof first);
    memcpy(out + 8, &second, sizeof second);
}

/* The address of draws: all but the first word of the counter, and the key. */
typedef struct { uint32_t c1, c2, c3, k0, k1; } address;

/* 64 random bits of the even and the odd trials of TOGETHER pairs, the first of which is of the counter given. */
__attribute__((always_inline)) static inline void draw_bits(uint64_t first, address own, eight_words *even,
                                                            eight_words *odd) {
    const eight_words steps = {0, 1, 2, 3, 4, 5, 6, 7};
    /* Words stand in the lower halves; what is in the upper halves is of no account. */
    eight_words x0[VECTORS], x1[VECTORS], x2[VECTORS], x3[VECTORS];
    for (size_t j = 0; j < VECTORS; j++) {
        x0[j] = steps + (first + 8 * j);
        x1[j] = steps * 0 + twice(own.c1);
        x2[j] = steps * 0 + twice(own.c2);
        x3[j] = steps * 0 + twice(own.c3);
    }
    uint32_t key0 = own.k0, key1 = own.k1;
#pragma clang loop unroll(full)
    for (int round = 0; round < 9; round++) {
#pragma clang loop unroll(full)
        for (size_t j = 0; j < VECTORS; j++) {
            eight_words p0 = (x0[j] & word) * UINT64_C(0xD2511F53);
            eight_words p1 = (x2[j] & word) * UINT64_C(0xCD9E8D57);
            x0[j] = LOWERED(p1) ^ x1[j] ^ key0;
            x1[j] = p1;
            x2[j] = LOWERED(p0) ^ x3[j] ^ key1;
            x3[j] = p0;
        }
        key0 += 0x9E3779B9u;
        key1 += 0xBB67AE85u;
    }
    /* The tenth round leaves its words where uniforms want them: the upper half of a product is the more significant
     * word, but for what is added to it, the lower half the other. */
#pragma clang loop unroll(full)
    for (size_t j = 0; j < VECTORS; j++) {
        even[j] = (x2[j] & word) * UINT64_C(0xCD9E8D57) ^ RAISED(x1[j]) ^ (uint64_t)key0 << 32;
        odd[j] = (x0[j] & word) * UINT64_C(0xD2511F53) ^ RAISED(x3[j]) ^ (uint64_t)key1 << 32;
    }
}

FOR_EACH_PROCESSOR
void philox_uniform_pairs(uint32_t first, uint32_t c1, uint32_t c2, uint32_t c3, uint32_t k0, uint32_t k1,
                          double *out, size_t pairs) {
    address own = {c1, c2, c3, k0, k1};
    for (size_t i = 0; i < pairs; i += TOGETHER) {
        double rest[2 * TOGETHER];
        bool is_whole = pairs - i >= TOGETHER;
        double *target = is_whole ? out + 2 * i : rest;
        eight_words even[VECTORS], odd[VECTORS];
        draw_bits(first + i, own, even, odd);
#pragma clang loop unroll(full)
        for (size_t j = 0; j < VECTORS; j++) write_uniforms(target + 16 * j, even + j, odd + j);
        if (!is_whole) memcpy(out + 2 * i, rest, 2 * (pairs - i) * sizeof *out);
    }
}

/* The 16 leading bits of even and odd draws, in the order of trials. */
typedef uint16_t sixteen_shorts __attribute__((ext_vector_type(16)));
typedef uint16_t many_shorts __attribute__((ext_vector_type(32)));
typedef _Bool many_bits __attribute__((ext_vector_type(32)));

#define UPPER_WORDS(even, odd)                                                                                        \
    __builtin_shufflevector((sixteen_words)(even), (sixteen_words)(odd), 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27,   \
                            13, 29, 15, 31)
#define LEADING_BITS(even, odd) __builtin_convertvector(UPPER_WORDS(even, odd) >> 16, sixteen_shorts)
#define TOGETHER_SHORTS(x, y)                                                                                         \
    __builtin_shufflevector(x, y, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22,   \
                            23, 24, 25, 26, 27, 28, 29, 30, 31)

/* How many bars the whole number behind a uniform reaches. */
static inline int16_t count_reached(uint64_t bits, const uint64_t *bars, size_t bar_count) {
    int16_t reached = 0;
    for (size_t bar = 0; bar < bar_count; bar++) reached += bits >> 12 >= bars[bar];
    return reached;
}

FOR_EACH_PROCESSOR
void philox_rank_pairs(uint32_t first, uint32_t c1, uint32_t c2, uint32_t c3, uint32_t k0, uint32_t k1,
                       const double *bars, size_t bar_count, int16_t *out, size_t pairs) {
    address own = {c1, c2, c3, k0, k1};
    uint64_t numbers[PHILOX_MOST_BARS];
    uint16_t leading[PHILOX_MOST_BARS];
    for (size_t bar = 0; bar < bar_count; bar++) {
        /* (n + 1/2) * 2^-52 is above a bar b from n = floor(b * 2^52 - 1/2) + 1 on, all of which is exact. */
        double limit = bars[bar] * 0x1p52 - 0.5;
        numbers[bar] = limit < 0 ? 0 : (uint64_t)limit + 1;
        leading[bar] = numbers[bar] >= UINT64_C(1) << 52 ? 0xFFFF : (uint16_t)(numbers[bar] >> 36);
    }
    for (size_t i = 0; i < pairs; i += TOGETHER) {
        int16_t rest[2 * TOGETHER];
        bool is_whole = pairs - i >= TOGETHER;
        int16_t *ranks = is_whole ? out + 2 * i : rest;
        eight_words even[VECTORS], odd[VECTORS];
        many_shorts draws[VECTORS / 2], reached[VECTORS / 2], undecided[VECTORS / 2];
        draw_bits(first + i, own, even, odd);
#pragma clang loop unroll(full)
        for (size_t j = 0; j < VECTORS / 2; j++) {
            size_t k = 2 * j;
            draws[j] = TOGETHER_SHORTS(LEADING_BITS(even[k], odd[k]), LEADING_BITS(even[k + 1], odd[k + 1]));
            reached[j] = 0;
            undecided[j] = 0;
        }
        for (size_t bar = 0; bar < bar_count; bar++) {
            many_shorts own_bar = leading[bar];
#pragma clang loop unroll(full)
            for (size_t j = 0; j < VECTORS / 2; j++) {
                reached[j] = draws[j] > own_bar ? reached[j] + 1 : reached[j];
                undecided[j] = draws[j] == own_bar ? own_bar | 1 : undecided[j];
            }
        }
#pragma clang loop unroll(full)
        for (size_t j = 0; j < VECTORS / 2; j++) {
            memcpy(ranks + 32 * j, reached + j, sizeof *reached);
            many_bits marks = __builtin_convertvector(undecided[j] != 0, many_bits);
            uint32_t left;
            memcpy(&left, &marks, sizeof left);
            if (!left) continue;
            /* Where the leading bits are those of a bar all bits decide, which is once in thousands of draws. */
            uint64_t bits[2][16];
            memcpy(bits[0], even + 2 * j, sizeof *bits);
            memcpy(bits[1], odd + 2 * j, sizeof *bits);
            for (; left; left &= left - 1) {
                int trial = __builtin_ctz(left);
                ranks[32 * j + (size_t)trial] = count_reached(bits[trial % 2][trial / 2], numbers, bar_count);
            }
        }
        if (!is_whole) memcpy(out + 2 * i, rest, 2 * (pairs - i) * sizeof *out);
    }
}
