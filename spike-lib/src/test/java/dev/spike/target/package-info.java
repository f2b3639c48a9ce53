/** Tests of the ready-made targets: each check on a correct library and on a broken twin of it. */
@NullMarked
package dev.spike.target;

import org.jspecify.annotations.NullMarked;
