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

FOR_EACH_PROCESSOR
void philox_uniform_pairs(uint32_t first, uint32_t c1, uint32_t c2, uint32_t c3, uint32_t k0, uint32_t k1,
                          double *out, size_t pairs) {
    const eight_words steps = {0, 1, 2, 3, 4, 5, 6, 7};
    for (size_t i = 0; i < pairs; i += TOGETHER) {
        double rest[2 * TOGETHER];
        bool is_whole = pairs - i >= TOGETHER;
        double *target = is_whole ? out + 2 * i : rest;
        /* Words stand in the lower halves; what is in the upper halves is of no account. */
        eight_words x0[VECTORS], x1[VECTORS], x2[VECTORS], x3[VECTORS];
        for (size_t j = 0; j < VECTORS; j++) {
            x0[j] = steps + (first + i + 8 * j);
            x1[j] = steps * 0 + twice(c1);
            x2[j] = steps * 0 + twice(c2);
            x3[j] = steps * 0 + twice(c3);
        }
        uint32_t key0 = k0, key1 = k1;
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
            eight_words even = (x2[j] & word) * UINT64_C(0xCD9E8D57) ^ RAISED(x1[j]) ^ (uint64_t)key0 << 32;
            eight_words odd = (x0[j] & word) * UINT64_C(0xD2511F53) ^ RAISED(x3[j]) ^ (uint64_t)key1 << 32;
            write_uniforms(target + 16 * j, &even, &odd);
        }
        if (!is_whole) memcpy(out + 2 * i, rest, 2 * (pairs - i) * sizeof *out);
    }
}
