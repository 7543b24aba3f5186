package probewright.oracle;

import java.util.List;
import java.util.Map;

/**
 * What one side saw of the workload. Numbers are spelled in decimal, as both sides can.
 *
 * @param events the records of each stream: field to value
 * @param maps key to value of each map
 * @param histograms the printed lines of each
 * @param stacks the addresses of each stack by its id
 * @param trace task, process id and message of each line of the trace pipe
 */
record Recording(
    Map<String, List<Map<String, Object>>> events,
    Map<String, Map<Object, Object>> maps,
    Map<String, List<String>> histograms,
    Map<String, Map<String, List<String>>> stacks,
    List<List<String>> trace) {}
