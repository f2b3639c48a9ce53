/** The samples: a storefront to attack and the suite that attacks it. */
@NullMarked
package dev.spike.samples;

import org.jspecify.annotations.NullMarked;
