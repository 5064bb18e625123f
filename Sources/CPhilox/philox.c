#include "philox.h"

#include <string.h>

/* Eight counters are worked out side by side, in vectors that the compiler cuts to what a processor has. It is compiled
 * for several kinds of processor, and the widest that the machine has is chosen when the program starts, so that one
 * program runs everywhere and is fast where it can be. That is what this file is in C for: Swift has no such choice. */
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

typedef uint64_t eight_words __attribute__((vector_size(64)));
typedef double eight_numbers __attribute__((vector_size(64)));

static const uint64_t word = 0xFFFFFFFF;

/* Words stand in the lower halves of x; what is in the upper halves is of no account. */
static inline void ten_rounds(eight_words x[4], uint32_t key0, uint32_t key1) {
    eight_words x0 = x[0], x1 = x[1], x2 = x[2], x3 = x[3];
#pragma clang loop unroll(full)
    for (int round = 0; round < 10; round++) {
        eight_words p0 = (x0 & word) * UINT64_C(0xD2511F53);
        eight_words p1 = (x2 & word) * UINT64_C(0xCD9E8D57);
        x0 = p1 >> 32 ^ x1 ^ key0;
        x1 = p1;
        x2 = p0 >> 32 ^ x3 ^ key1;
        x3 = p0;
        key0 += 0x9E3779B9u;
        key1 += 0xBB67AE85u;
    }
    x[0] = x0, x[1] = x1, x[2] = x2, x[3] = x3;
}

static inline void uniforms(eight_numbers *out, const eight_words *high, const eight_words *low) {
    /* 1 + n * 2^-52 is written straight into the significand; taking off 1 - 2^-53 leaves (n + 1/2) * 2^-52 exactly. */
    eight_words bits = (*high << 32 | (*low & word)) >> 12 | UINT64_C(0x3FF0000000000000);
    memcpy(out, &bits, sizeof bits);
    *out -= 0x1.fffffffffffffp-1;
}

FOR_EACH_PROCESSOR
void philox_uniform_pairs(uint32_t first, uint32_t c1, uint32_t c2, uint32_t c3, uint32_t k0, uint32_t k1,
                          double *out, size_t pairs) {
    const eight_words steps = {0, 1, 2, 3, 4, 5, 6, 7};
    for (size_t i = 0; i < pairs; i += 8) {
        eight_words x[4] = {steps + (first + i), steps * 0 + c1, steps * 0 + c2, steps * 0 + c3};
        ten_rounds(x, k0, k1);
        eight_numbers even, odd, both[2];
        uniforms(&even, x, x + 1);
        uniforms(&odd, x + 2, x + 3);
        both[0] = __builtin_shufflevector(even, odd, 0, 8, 1, 9, 2, 10, 3, 11);
        both[1] = __builtin_shufflevector(even, odd, 4, 12, 5, 13, 6, 14, 7, 15);
        if (pairs - i >= 8) {
            memcpy(out + 2 * i, both, sizeof both);
        } else {
            memcpy(out + 2 * i, both, 2 * (pairs - i) * sizeof(double));
        }
    }
}
