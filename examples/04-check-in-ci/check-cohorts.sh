#!/bin/sh
# Checks every cohort file in the folder cohorts/.
# Ends with 0 when all is well, 1 when a file has errors, 2 when a file cannot be read.
if pairmatch check cohorts/; then
    echo "Every cohort file can be used."
else
    code=$?
    echo "Mend what is listed above before you share these files."
    exit "$code"
fi
