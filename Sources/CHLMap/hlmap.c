/* The header is all there is; what it declares is written in Swift. */
#include "hlmap.h"
