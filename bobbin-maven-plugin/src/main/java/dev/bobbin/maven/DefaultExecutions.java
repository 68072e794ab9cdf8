package dev.bobbin.maven;

import java.util.List;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;

/**
 * Runs both goals in every project that names the plugin with {@code <extensions>true</extensions>} and writes no {@code <goal>} of its
 * own. Projects that do write some get these and no other.
 *
 * <p>Maven asks it once all POMs are read, parents and {@code pluginManagement} included, before it plans any project; parallel builds
 * begin later. It may be asked again about a project, and then finds the goals there.
 *
 * <p>An execution called {@code default-transform} or {@code default-transform-tests} that has no goals configures the one added here.
 */
public final class DefaultExecutions extends AbstractMavenLifecycleParticipant {
    private static final String PLUGIN = Plugin.constructKey("dev.bobbin", "bobbin-maven-plugin");

    @Override
    public void afterProjectsRead(MavenSession session) {
        for (MavenProject project : session.getProjects()) {
            Plugin plugin = project.getBuild().getPluginsAsMap().get(PLUGIN);
            if (plugin != null && plugin.isExtensions()) {
                complete(plugin);
            }
        }
    }

    static void complete(Plugin plugin) {
        List<PluginExecution> written = plugin.getExecutions();
        if (written.stream().allMatch(execution -> execution.getGoals().isEmpty())) {
            run("transform", plugin);
            run("transform-tests", plugin);
        }
    }

    private static void run(String goal, Plugin plugin) {
        String id = "default-" + goal;
        PluginExecution execution = plugin.getExecutionsAsMap().get(id);
        if (execution == null) {
            execution = new PluginExecution();
            execution.setId(id);
            execution.setConfiguration(
                    copy((Xpp3Dom) plugin.getConfiguration())); // Maven had no execution to give it to
            plugin.addExecution(execution);
        }
        execution.addGoal(goal);
        plugin.flushExecutionMap(); // where Maven looks up the configuration of an execution
    }

    private static @Nullable Xpp3Dom copy(@Nullable Xpp3Dom configuration) {
        return configuration == null ? null : new Xpp3Dom(configuration);
    }
}
