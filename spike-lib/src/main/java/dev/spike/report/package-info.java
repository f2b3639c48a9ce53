/**
 * What a reader sees: the console, the table, the result files and their reader. Draws what was
 * measured and judged; takes a run as it happens through a {@link dev.spike.report.RunListener}.
 */
@NullMarked
package dev.spike.report;

import org.jspecify.annotations.NullMarked;
