package dev.bobbin.lab.heap;

import dev.bobbin.lab.proc.ProcessStatus;
import dev.bobbin.lab.trial.ChildReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What is alive in the heap, by the VM's own count.
 *
 * @param objects how many, by class
 * @param bytes all together
 * @param resident how much memory the process has in the machine's then; 0 where nobody says
 */
public record Heap(Map<String, Long> objects, long bytes, long resident) {
    private static final Pattern ROW = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

    /** Collects all garbage and counts the rest. */
    public static Heap now() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        String histogram;
        try {
            histogram = (String) server.invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException("this VM has no class histogram", e);
        }
        Map<String, Long> objects = new TreeMap<>();
        long bytes = 0;
        for (String line : histogram.split("\n")) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                objects.merge(row.group(3), Long.parseLong(row.group(1)), Long::sum);
                bytes += Long.parseLong(row.group(2));
            }
        }
        return new Heap(objects, bytes, residentNow());
    }

    private static long residentNow() {
        ProcessStatus own = new ProcessStatus(ProcessHandle.current().pid());
        try {
            return own.isThere() ? own.residentBytes() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("this process could not be asked", e);
        }
    }

    /** As figures per task, and as notes which classes have grown by more than a task in a thousand has of them. */
    public void reportSince(Heap before, int tasks) {
        ChildReport.figure("heap-bytes", (bytes - before.bytes) / (double) tasks);
        ChildReport.figure("objects", (count() - before.count()) / (double) tasks);
        if (resident > 0) {
            ChildReport.figure("rss-bytes", (resident - before.resident) / (double) tasks);
        }
        since(before).forEach((name, more) -> {
            if (more >= tasks / 1000) {
                ChildReport.note(more + " more of " + name);
            }
        });
    }

    private long count() {
        return objects.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many objects more of each class than before, where there are more. */
    private Map<String, Long> since(Heap before) {
        Map<String, Long> grown = new TreeMap<>();
        objects.forEach((name, count) -> {
            long more = count - before.objects.getOrDefault(name, 0L);
            if (more > 0) {
                grown.put(name, more);
            }
        });
        return grown;
    }
}
