/**
 * A TCP proxy in this JVM that disturbs what passes through it: late, slow, cut, corrupted. Its
 * toxics are those of Toxiproxy and some more; it knows nothing of the rest of this module.
 */
@NullMarked
package dev.spike.remote.proxy;

import org.jspecify.annotations.NullMarked;
