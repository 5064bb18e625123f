// Prints a digest of the bits of exp, log, pow and log1p over two million arguments each: another digest means that
// another path through libm was taken.
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int main(void) {
    uint64_t digests[4] = {0};
    for (int i = 1; i <= 2000000; i++) {
        double values[4] = {exp(i * 1e-5), log(i * 1e-3), pow(i * 1e-4, 1.7), log1p(i * 1e-6)};
        for (int k = 0; k < 4; k++) {
            uint64_t bits;
            memcpy(&bits, &values[k], 8);
            digests[k] = (digests[k] ^ bits) * 1099511628211u;
        }
    }
    for (int k = 0; k < 4; k++) printf("%016llx\n", (unsigned long long)digests[k]);
    return 0;
}
