package dev.bobbin.maven;

import java.nio.file.Path;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/** Rewrites the coroutines of a project, in the directory where javac has written its classes. */
@Mojo(
        name = "transform",
        defaultPhase = LifecyclePhase.PROCESS_CLASSES,
        requiresDependencyResolution = ResolutionScope.COMPILE,
        threadSafe = true)
public final class TransformMojo extends RewriteMojo {
    @Override
    Target target(MavenProject project) throws MojoFailureException {
        try {
            return new Target(
                    Path.of(project.getBuild().getOutputDirectory()),
                    "classes",
                    project.getCompileSourceRoots(),
                    project.getCompileClasspathElements());
        } catch (DependencyResolutionRequiredException e) {
            throw new MojoFailureException("a dependency has no jar or directory of classes yet", e);
        }
    }
}
