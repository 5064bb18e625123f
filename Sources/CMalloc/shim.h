// Settings of the C library's allocator, which Swift's own module of that library leaves out.
#pragma once
#include <malloc.h>
