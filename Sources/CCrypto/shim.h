// SHA-256 from OpenSSL's libcrypto.
#pragma once
// The functions of one algorithm work at once. Those meant to replace them first set up the whole library and read its
// configuration, which takes as long as a digest of two megabytes.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
