/**
 * A data source whose connections, statements, commits and closings hit points, and what goes wrong
 * with databases in particular. Works with any pool and any driver.
 */
@NullMarked
package dev.spike.chaos.jdbc;

import org.jspecify.annotations.NullMarked;
