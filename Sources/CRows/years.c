/* Flows of one year at a council: entered into the accounts that they belong to as they are worked out. */
#include "processors.h"
#include "rows.h"

#include <math.h>

#define INLINE static inline __attribute__((always_inline))

/* What the bits of flows have in common: an exponent of ones carries into the sign (as in row_is_finite), and anything but the
 * sign is left where a number is not 0. */
typedef struct { uint64_t carried, any; } seen_bits;

INLINE void see(seen_bits *seen, double flow) {
    seen->carried |= (bits_of(flow) & UINT64_C(0x7FF0000000000000)) + UINT64_C(0x0010000000000000);
    seen->any |= bits_of(flow) << 1;
}

INLINE entered_flow seen_flow(seen_bits seen) { return (entered_flow){seen.carried >> 63 == 0, seen.any != 0}; }

/* What an account holds when a flow has entered it; the arguments that are constants choose what is left of a loop. */
INLINE double held(const double *kept, size_t i, bool adds, double amount) { return adds ? kept[i] + amount : amount; }

INLINE entered_flow enter_year(double *restrict value, double *restrict size, double *restrict total,
                               double *restrict total_before, double *restrict kept, bool adds, double sign,
                               const double *restrict flow, const double *restrict before,
                               const double *restrict uplift, double discount, size_t count) {
    seen_bits seen = {0, 0};
    for (size_t i = 0; i < count; i++) {
        double amount = flow[i];
        if (total_before) total_before[i] += before ? before[i] : amount;
        if (uplift) {
            double lifted = amount * uplift[i];
            amount = amount == 0 ? 0 : lifted;
        }
        see(&seen, amount);
        value[i] += discount * amount;
        size[i] += fabs(amount);
        total[i] += amount;
        if (kept) kept[i] = held(kept, i, adds, sign * amount);
    }
    return seen_flow(seen);
}

#define ENTER_YEAR(total_before, kept, adds, before, uplift)                                                          \
    enter_year(to->value, to->size, to->total, total_before, kept, adds, to->sign, flow, before, uplift, discount,    \
               count)
#define ENTER_AND_KEEP(total_before, before, uplift)                                                                  \
    (!to->kept     ? ENTER_YEAR(total_before, NULL, false, before, uplift)                                            \
     : to->adds ? ENTER_YEAR(total_before, to->kept, true, before, uplift)                                            \
                : ENTER_YEAR(total_before, to->kept, false, before, uplift))

FOR_EACH_PROCESSOR
entered_flow row_enter_year(const flow_accounts *to, const double *flow, const double *before, const double *uplift,
                            double discount, size_t count) {
    if (!to->total_before) return uplift ? ENTER_AND_KEEP(NULL, NULL, uplift) : ENTER_AND_KEEP(NULL, NULL, NULL);
    if (uplift) return ENTER_AND_KEEP(to->total_before, NULL, uplift);
    return ENTER_AND_KEEP(to->total_before, before, NULL);
}

INLINE entered_flow keep_weights(double *restrict kept, bool adds, double sign, const double *restrict weights,
                                 double factor, const double *restrict common, const double *restrict cells,
                                 size_t count) {
    seen_bits seen = {0, 0};
    for (size_t i = 0; i < count; i++) {
        double flow = factor * weights[i] * common[i];
        flow = weights[i] == 0 ? 0 : flow;
        if (cells) {
            double own = flow * cells[i];
            flow = flow == 0 ? 0 : own;
        }
        see(&seen, flow);
        kept[i] = held(kept, i, adds, sign * flow);
    }
    return seen_flow(seen);
}

#define KEEP_WEIGHTS(adds, cells) keep_weights(kept, adds, sign, weights, factor, common, cells, count)

FOR_EACH_PROCESSOR
entered_flow row_keep_weights(double *restrict kept, bool adds, double sign, const double *restrict weights,
                              double factor, const double *restrict common, const double *restrict cells,
                              size_t count) {
    if (adds) return cells ? KEEP_WEIGHTS(true, cells) : KEEP_WEIGHTS(true, NULL);
    return cells ? KEEP_WEIGHTS(false, cells) : KEEP_WEIGHTS(false, NULL);
}

INLINE bool keep_share(double *restrict kept, bool adds, double sign, double factor, const double *restrict unit,
                       const double *restrict founder, const int16_t *restrict places, int16_t last,
                       const uint8_t *restrict founders, size_t count) {
    seen_bits seen = {0, 0};
    for (size_t i = 0; i < count; i++) {
        double own = places[i] <= last ? unit[i] : 0, founded = founders[i] != 0 ? founder[i] : 0;
        double share = factor * (own + founded);
        see(&seen, share);
        kept[i] = held(kept, i, adds, sign * share);
    }
    return seen_flow(seen).flows;
}

FOR_EACH_PROCESSOR
bool row_keep_share(double *restrict kept, bool adds, double sign, double factor, const double *restrict unit,
                    const double *restrict founder, const int16_t *restrict places, int16_t last,
                    const uint8_t *restrict founders, size_t count) {
    if (adds) return keep_share(kept, true, sign, factor, unit, founder, places, last, founders, count);
    return keep_share(kept, false, sign, factor, unit, founder, places, last, founders, count);
}
