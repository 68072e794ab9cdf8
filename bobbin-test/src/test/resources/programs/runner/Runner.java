import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs a test class as IDEs do: in a session, or by a launcher that opens one to find the tests and another to run them. */
class Runner {
    public static void main(String[] args) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(args[1]))
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        if (args[0].equals("session")) {
            try (LauncherSession session = LauncherFactory.openSession()) {
                session.getLauncher().execute(request, summary);
            }
        } else {
            Launcher launcher = LauncherFactory.create();
            launcher.execute(launcher.discover(request), summary);
        }
        summary.getSummary().printFailuresTo(new PrintWriter(System.out));
        System.out.println("passed " + summary.getSummary().getTestsSucceededCount() + ", failed "
                + summary.getSummary().getTotalFailureCount());
        System.out.println("context loader " + Thread.currentThread().getContextClassLoader().getName());
    }
}
