// Excel files from libxlsxwriter.
#pragma once
#include <xlsxwriter.h>
