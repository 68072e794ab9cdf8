package dev.bobbin.runtime.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The program that runs some tests in a JVM of its own, up to the first that fails. */
final class ChosenTests {
    static final int PASSED = 0;
    static final int FAILED = 1;
    static final int NONE = 2;

    private ChosenTests() {}

    /** @param tests {@code Class} or {@code Class#method} each */
    public static void main(String[] tests) {
        AtomicInteger passed = new AtomicInteger();
        for (String test : tests) {
            int before = passed.get();
            run(test, passed);
            if (passed.get() == before) {
                halt(NONE);
            }
        }
        halt(PASSED);
    }

    private static void run(String test, AtomicInteger passed) {
        String[] parts = test.split("#");
        PostDiscoveryFilter wanted =
                descriptor -> FilterResult.includedIf(parts.length == 1 || isOf(parts[1], descriptor));
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(parts[0]))
                .filters(wanted)
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier found, TestExecutionResult result) {
                if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                    System.out.println(found.getDisplayName() + " of " + test);
                    result.getThrowable().ifPresent(t -> t.printStackTrace(System.out));
                    halt(FAILED);
                }
                if (found.isTest()) {
                    passed.incrementAndGet();
                }
            }
        });
    }

    private static boolean isOf(String method, TestDescriptor descriptor) {
        TestSource source = descriptor.getSource().orElse(null);
        return !(source instanceof MethodSource named) || named.getMethodName().equals(method);
    }

    /** Whatever threads a wrong scheduler has left. */
    private static void halt(int status) {
        System.out.flush();
        Runtime.getRuntime().halt(status);
    }
}
