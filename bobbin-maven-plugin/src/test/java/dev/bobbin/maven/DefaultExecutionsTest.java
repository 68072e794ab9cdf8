package dev.bobbin.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;

class DefaultExecutionsTest {
    private final Plugin plugin = new Plugin();

    @Test
    void plugin_withoutExecutions_getsBothWithItsConfiguration() {
        plugin.setConfiguration(model("push"));

        DefaultExecutions.complete(plugin);

        assertThat(plugin.getExecutions())
                .extracting(PluginExecution::getId, e -> String.join(",", e.getGoals()), DefaultExecutionsTest::model)
                .containsExactly(
                        tuple("default-transform", "transform", "push"),
                        tuple("default-transform-tests", "transform-tests", "push"));
    }

    @Test
    void plugin_askedAboutTwice_hasEachOnce() {
        DefaultExecutions.complete(plugin);
        DefaultExecutions.complete(plugin);

        assertThat(plugin.getExecutions()).hasSize(2).allMatch(e -> e.getGoals().size() == 1);
    }

    @Test
    void plugin_withAGoalOfItsOwn_isLeftAsItIs() {
        PluginExecution own = execution("own");
        own.addGoal("transform");

        DefaultExecutions.complete(plugin);

        assertThat(plugin.getExecutions()).containsExactly(own);
    }

    @Test
    void defaultExecution_configuredWithoutGoals_keepsItsConfiguration() {
        plugin.setConfiguration(model("push"));
        execution("default-transform-tests").setConfiguration(model("pull"));

        DefaultExecutions.complete(plugin);

        assertThat(plugin.getExecutionsAsMap()).hasSize(2);
        PluginExecution tests = plugin.getExecutionsAsMap().get("default-transform-tests");
        assertThat(tests.getGoals()).containsExactly("transform-tests");
        assertThat(model(tests)).isEqualTo("pull");
        assertThat(model(plugin.getExecutionsAsMap().get("default-transform"))).isEqualTo("push");
    }

    private PluginExecution execution(String id) {
        PluginExecution execution = new PluginExecution();
        execution.setId(id);
        plugin.addExecution(execution);
        return execution;
    }

    private static Xpp3Dom model(String name) {
        Xpp3Dom configuration = new Xpp3Dom("configuration");
        Xpp3Dom model = new Xpp3Dom("model");
        model.setValue(name);
        configuration.addChild(model);
        return configuration;
    }

    private static String model(PluginExecution execution) {
        return ((Xpp3Dom) execution.getConfiguration()).getChild("model").getValue();
    }
}
