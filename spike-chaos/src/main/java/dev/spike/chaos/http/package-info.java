/** The JDK's HTTP client with a point that each exchange hits, and answers that no server gave. */
@NullMarked
package dev.spike.chaos.http;

import org.jspecify.annotations.NullMarked;
