package dev.bobbin.loom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bobbin.Coroutine;
import dev.bobbin.spi.StackProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Which way is taken, and what is said where there is none. */
class StacksTest {
    @Test
    void oldJdk_saysWhichIsNeeded() {
        for (String demanded : new String[] {null, "continuation", "carried", "threads"}) {
            assertThat(new Stacks(17, demanded, true, true).missing())
                    .isEqualTo("stackful coroutines need JDK 21 or later: this is JDK 17");
        }
    }

    @Test
    void unknownWay_isRefused() {
        assertThat(new Stacks(25, "fibers", true, true).missing())
                .isEqualTo("dev.bobbin.stackful=fibers: it is continuation, carried or threads");
    }

    @Test
    void continuation_demandedButNotOpen_saysWhatToAdd() {
        assertThat(new Stacks(25, "continuation", false, true).missing())
                .isEqualTo("dev.bobbin.stackful=continuation needs --add-exports"
                        + " java.base/jdk.internal.vm=ALL-UNNAMED on the command line of java");
    }

    @Test
    void carried_demandedButNotOpen_saysWhatToAdd() {
        assertThat(new Stacks(25, "carried", true, false).missing())
                .isEqualTo("dev.bobbin.stackful=carried needs --add-opens"
                        + " java.base/java.lang=ALL-UNNAMED on the command line of java");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20)
    void stackful_onThisOldJdk_saysWhichIsNeeded() {
        assertThatThrownBy(() -> Coroutine.stackful((self, first) -> first))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("stackful coroutines need JDK 21 or later: this is JDK ");
    }

    private static void taken(StackProvider ways, Class<?> forCoroutines, Class<?> forOthers) {
        assertThat(ways.missing()).isNull();
        assertThat(ways.stack(() -> {})).isInstanceOf(forCoroutines);
        assertThat(ways.threadStack(() -> {})).isInstanceOf(forOthers);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void ways_areTakenAsDemandedAndOpen() {
        taken(new Stacks(25, null, true, true), VmStack.class, CarriedStack.class);
        taken(new Stacks(25, null, true, false), VmStack.class, ThreadStack.class);
        taken(new Stacks(25, null, false, true), CarriedStack.class, CarriedStack.class);
        taken(new Stacks(25, null, false, false), ThreadStack.class, ThreadStack.class);
        taken(new Stacks(25, "continuation", true, true), VmStack.class, CarriedStack.class);
        taken(new Stacks(25, "carried", true, true), CarriedStack.class, CarriedStack.class);
        taken(new Stacks(25, "threads", true, true), ThreadStack.class, ThreadStack.class);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void testsOfThisModule_runTheWayTheyAreTold() {
        switch (System.getProperty("dev.bobbin.stackful")) {
            case "continuation" -> taken(new Stacks(), VmStack.class, CarriedStack.class);
            case "carried" -> taken(new Stacks(), CarriedStack.class, CarriedStack.class);
            default -> taken(new Stacks(), ThreadStack.class, ThreadStack.class);
        }
    }
}
