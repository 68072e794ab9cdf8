package dev.bobbin.maven;

import java.nio.file.Path;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/** Rewrites the coroutines of a project's tests, in the directory where javac has written their classes. */
@Mojo(
        name = "transform-tests",
        defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
        requiresDependencyResolution = ResolutionScope.TEST,
        threadSafe = true)
public final class TransformTestsMojo extends RewriteMojo {
    /** Maven's own switch: there are no test classes then, or old ones. */
    @Parameter(property = "maven.test.skip", defaultValue = "false")
    private boolean skipTests;

    @Override
    boolean isMoot() {
        return skipTests;
    }

    @Override
    Target target(MavenProject project) throws MojoFailureException {
        try {
            return new Target(
                    Path.of(project.getBuild().getTestOutputDirectory()),
                    "test-classes",
                    project.getTestCompileSourceRoots(),
                    project.getTestClasspathElements());
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoFailureException("a dependency has no jar or directory of classes yet", e);
        }
    }
}
