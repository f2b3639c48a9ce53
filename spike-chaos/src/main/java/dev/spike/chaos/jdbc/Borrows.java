package dev.spike.chaos.jdbc;

/**
 * What a {@link ChaosDataSource} counted up to one moment, all of it at that same moment: {@code
 * now = total - closed}.
 *
 * @param now connections held at the moment, abandoned ones among them
 * @param peak the most that were held at once since the start or the last {@link
 *     ChaosDataSource#resetPeak()}
 * @param total connections handed out since the start
 * @param closed of those, the ones given back
 * @param failed calls of {@code getConnection} that threw, whether a fault or the data source
 *     itself made them
 */
public record Borrows(int now, int peak, long total, long closed, long failed) {}
