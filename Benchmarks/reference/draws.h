// Random words, uniforms, normals and values, written so that loops over a block of trials vectorise without a library.
#pragma once
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { BLOCK = 64 };
typedef struct { uint32_t w[4][BLOCK]; } Words;

// Philox4x32-10 (Salmon and others 2011) at the counters (trial + j, c1, c2, c3). Words are kept in 64 bits, whose
// upper half is never read: that is how SSE2 multiplies.
static inline void philox_keyed(
    uint32_t key0, uint32_t key1, uint32_t trial, uint32_t c1, uint32_t c2, uint32_t c3, Words *restrict out
) {
    for (int j = 0; j < BLOCK; j++) {
        uint64_t x0 = trial + (uint32_t)j, x1 = c1, x2 = c2, x3 = c3;
        uint32_t k0 = key0, k1 = key1;
#pragma clang loop unroll(full)
        for (int round = 0; round < 10; round++) {
            uint64_t p0 = 0xD2511F53u * (x0 & 0xFFFFFFFFu), p1 = 0xCD9E8D57u * (x2 & 0xFFFFFFFFu);
            x0 = p1 >> 32 ^ x1 ^ k0; x2 = p0 >> 32 ^ x3 ^ k1;
            x1 = p1; x3 = p0;
            k0 += 0x9E3779B9u; k1 += 0xBB67AE85u;
        }
        out->w[0][j] = (uint32_t)x0; out->w[1][j] = (uint32_t)x1;
        out->w[2][j] = (uint32_t)x2; out->w[3][j] = (uint32_t)x3;
    }
}

static inline void philox(uint32_t trial, uint32_t c1, uint32_t c2, uint32_t c3, Words *restrict out) {
    philox_keyed(1, 0, trial, c1, c2, c3, out);
}

static inline double as_double(uint64_t bits) { double x; memcpy(&x, &bits, 8); return x; }
static inline uint64_t as_bits(double x) { uint64_t bits; memcpy(&bits, &x, 8); return bits; }

// The middle of one of 2^52 cells of (0, 1), written into the significand of a number in [1, 2).
static inline double uniform(uint32_t high, uint32_t low) {
    return as_double(((uint64_t)high << 32 | low) >> 12 | 0x3FF0000000000000u) - 0x1.fffffffffffffp-1;
}

// ln u for normal u < 1: 2 artanh((m − 1)/(m + 1)) + e ln 2 with m in [√½, √2).
static inline double logarithm(double u) {
    uint64_t shifted = as_bits(u) + 0x00095F619980C433u;  // carries into the exponent from √2 on
    double e = as_double(shifted >> 52 | 0x4330000000000000u) - (0x1p52 + 1023);
    double m = as_double((shifted & 0x000FFFFFFFFFFFFFu) + 0x3FE6A09E667F3BCDu);
    double f = (m - 1) / (m + 1), s = f * f;
    double q = s * s, low = (1 + s * (1 / 3.0)) + q * (1 / 5.0 + s * (1 / 7.0));
    double p = low + q * q * ((1 / 9.0 + s * (1 / 11.0)) + q * (1 / 13.0));
    return 2 * f * p + e * 0x1.62e42fefa39efp-1;
}

// e^x for |x| < 100: Taylor's series on [−½ ln 2, ½ ln 2].
static inline double exponential(double x) {
    double shifted = x * 0x1.71547652b82fep0 + 0x1.8p52, n = shifted - 0x1.8p52, r = x - n * 0x1.62e42fefa39efp-1;
    double s = r * r, low = (1 + r) + s * (0.5 + r * (1 / 6.0));
    double high = (1 / 24.0 + r * (1 / 120.0)) + s * ((1 / 720.0 + r * (1 / 5040.0)) + s * (1 / 40320.0));
    return as_double(as_bits(low + s * s * high) + (as_bits(shifted) << 52));
}

// Box and Muller (1958): two standard normals from u and a direction. The direction is an angle within π/4 of the
// first axis; a bit exchanges the axes and another the sign of the longer part, which makes the circle whole.
static inline void normals(double u, double turn, uint32_t bits, double *first, double *second) {
    double radius = sqrt(-2 * logarithm(u)), x = (turn - 0.5) * 0x1.921fb54442d18p0, s = x * x;
    double q = s * s;
    double odd = (1 - s * (1 / 6.0)) + q * ((1 / 120.0 - s * (1 / 5040.0)) + q * (1 / 362880.0 - s * (1 / 39916800.0)));
    double even = (1 - s * 0.5) + q * ((1 / 24.0 - s * (1 / 720.0)) + q * (1 / 40320.0 - s * (1 / 3628800.0)));
    double longer = as_double(as_bits(radius * even) ^ (uint64_t)(bits & 2) << 62), shorter = radius * (x * odd);
    uint64_t exchange = -(uint64_t)(bits & 1), flip = (as_bits(longer) ^ as_bits(shorter)) & exchange;
    *first = as_double(as_bits(longer) ^ flip);
    *second = as_double(as_bits(shorter) ^ flip);
}

static inline double triangular(double u, double min, double mode, double max) {
    int rising = u < (mode - min) / (max - min);
    double r = sqrt(rising ? u * ((max - min) * (mode - min)) : (1 - u) * ((max - min) * (max - mode)));
    return rising ? min + r : max - r;
}
