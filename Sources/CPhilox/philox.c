#include "philox.h"

#include <string.h>

/* The loop is plain; the compiler makes vectors of it. It is compiled for several kinds of processor, and the widest that
 * the machine has is chosen when the program starts, so that one program runs everywhere and is fast where it can be.
 * That is what this file is in C for: Swift has no such choice. */
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

static inline double uniform(uint32_t high, uint32_t low) {
    /* 1 + n * 2^-52 is written straight into the significand; taking off 1 - 2^-53 leaves (n + 1/2) * 2^-52 exactly. */
    uint64_t bits = ((uint64_t)high << 32 | low) >> 12 | UINT64_C(0x3FF0000000000000);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value - 0x1.fffffffffffffp-1;
}

FOR_EACH_PROCESSOR
void philox_uniform_pairs(uint32_t first, uint32_t c1, uint32_t c2, uint32_t c3, uint32_t k0, uint32_t k1,
                          double *out, size_t pairs) {
    for (size_t i = 0; i < pairs; i++) {
        uint32_t x0 = first + (uint32_t)i, x1 = c1, x2 = c2, x3 = c3;
        uint32_t key0 = k0, key1 = k1;
        for (int round = 0; round < 10; round++) {
            uint64_t p0 = (uint64_t)0xD2511F53u * x0;
            uint64_t p1 = (uint64_t)0xCD9E8D57u * x2;
            uint32_t y0 = (uint32_t)(p1 >> 32) ^ x1 ^ key0;
            uint32_t y2 = (uint32_t)(p0 >> 32) ^ x3 ^ key1;
            x0 = y0;
            x1 = (uint32_t)p1;
            x2 = y2;
            x3 = (uint32_t)p0;
            key0 += 0x9E3779B9u;
            key1 += 0xBB67AE85u;
        }
        out[2 * i] = uniform(x0, x1);
        out[2 * i + 1] = uniform(x2, x3);
    }
}
