// The parts of the GNU Scientific Library that Stochastics uses.
// GSL exports its tables as mutable global pointers, which Swift 6 refuses to share between threads;
// such globals are handed out by `static inline` functions.
#pragma once
#include <gsl/gsl_bspline.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_matrix.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_version.h>

static inline const gsl_qrng_type *cgsl_qrng_sobol(void) { return gsl_qrng_sobol; }
static inline const char *cgsl_version(void) { return gsl_version; }

static inline const gsl_multifit_nlinear_type *cgsl_trust_region(void) { return gsl_multifit_nlinear_trust; }
