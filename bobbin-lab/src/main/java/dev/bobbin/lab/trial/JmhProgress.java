package dev.bobbin.lab.trial;

import java.lang.reflect.Proxy;
import java.util.Locale;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;

/** What JMH has to say, cut down to a line for each measured iteration. */
final class JmhProgress {
    private JmhProgress() {}

    /** A proxy, because all but one of the interface's thirteen methods do nothing. */
    static OutputFormat format(Progress progress) {
        return (OutputFormat) Proxy.newProxyInstance(
                OutputFormat.class.getClassLoader(), new Class<?>[] {OutputFormat.class}, (self, method, arguments) -> {
                    if (method.getName().equals("iterationResult")
                            && arguments[1] instanceof IterationParams iteration
                            && iteration.getType() == IterationType.MEASUREMENT
                            && arguments[3] instanceof IterationResult result) {
                        progress.say(String.format(
                                Locale.ROOT,
                                "  %.3f ns/op",
                                result.getPrimaryResult().getScore()));
                    }
                    return null;
                });
    }
}
