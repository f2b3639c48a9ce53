/**
 * Two result files held against each other, such as that of a pull request against that of the main
 * branch: what became better, worse or stayed the same, and what cannot be told. Reads results and
 * knows nothing of how they came about.
 */
@NullMarked
package dev.spike.diff;

import org.jspecify.annotations.NullMarked;
