package dev.bobbin.maven;

import dev.bobbin.compiler.ClassPatterns;
import dev.bobbin.compiler.Diagnostic;
import dev.bobbin.compiler.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/** What both goals do, each with its directory of classes. */
abstract class RewriteMojo extends AbstractMojo {
    /**
     * What javac wrote, and for whom.
     *
     * @param keep what is kept of it is called so; the directories may both be called {@code classes}
     */
    record Target(Path classes, String keep, List<String> sourceRoots, List<String> classPath) {}

    /**
     * How coroutines are compiled: {@code fused}, {@code push}, {@code pull}, {@code embedded} or {@code stackful}, which needs
     * bobbin-loom and JDK 21 or later to run. {@code @Model} in a source wins over it.
     */
    @Parameter(property = "bobbin.model", defaultValue = "fused")
    @SuppressWarnings("NullAway.Init") // set by Maven, as those below
    private String model;

    /** With the model {@code embedded} only: a wake-up enters the leaf instead of polling from the root. */
    @Parameter(property = "bobbin.flatten", defaultValue = "false")
    private boolean flatten;

    /** Leaves all class files as they are. */
    @Parameter(property = "bobbin.skip", defaultValue = "false")
    private boolean skip;

    /**
     * Only classes with these names are rewritten: {@code com.acme.App}, {@code com.acme.*}, {@code com.acme.**}; all if there is none.
     * Nested classes go with the one around them. A coroutine in a class that is not rewritten fails at its first {@code await()}.
     */
    @Parameter(property = "bobbin.includes")
    private @Nullable List<String> includes;

    /** Classes with these names are not rewritten, whatever {@code includes} says. */
    @Parameter(property = "bobbin.excludes")
    private @Nullable List<String> excludes;

    /**
     * What to do about calls in coroutines that are known to block the thread, and with it all coroutines that it should run: {@code warn},
     * {@code fail} or {@code ignore}. Each is named with what to await instead.
     */
    @Parameter(property = "bobbin.blockingCalls", defaultValue = "warn")
    @SuppressWarnings("NullAway.Init")
    private String blockingCalls;

    /**
     * Whether to write, when classes are rewritten, what became of each coroutine: {@code target/bobbin/classes.html}, {@code classes.json}, and
     * the same as {@code test-classes}.
     */
    @Parameter(property = "bobbin.report", defaultValue = "false")
    private boolean report;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private MavenProject project;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    @SuppressWarnings("NullAway.Init")
    private PluginDescriptor plugin;

    abstract Target target(MavenProject of) throws MojoFailureException;

    /** Whether the command line asks for what makes this goal useless. */
    boolean isMoot() {
        return false;
    }

    @Override
    public final void execute() throws MojoFailureException {
        Wanted wanted;
        try {
            ClassPatterns patterns = new ClassPatterns(orNone(includes), orNone(excludes));
            wanted = new Wanted(Form.of(model, flatten), patterns, BlockingCalls.named(blockingCalls), report);
        } catch (IllegalArgumentException e) {
            throw new MojoFailureException(String.valueOf(e.getMessage()));
        }
        Target target = target(project);
        if (skip || isMoot()) {
            getLog().info("Coroutines are not rewritten: skipped");
        } else if (!Files.isDirectory(target.classes())) {
            getLog().debug("No classes in " + target.classes());
        } else {
            rewrite(target, wanted);
        }
    }

    private void rewrite(Target target, Wanted wanted) throws MojoFailureException {
        SourceRoots sources =
                new SourceRoots(target.sourceRoots().stream().map(Path::of).toList(), target.classes());
        @SuppressWarnings("unchecked") // Maven's API is older than generics
        Map<Object, Object> ofThisBuild = getPluginContext();
        try {
            List<Path> classPath = target.classPath().stream()
                    .map(Path::of)
                    .filter(entry -> !entry.equals(target.classes()))
                    .toList();
            String inputs = inputs(wanted, classPath);
            refuseToAlternate(ofThisBuild, target.classes(), wanted.toString());
            Path keep = Path.of(project.getBuild().getDirectory(), "bobbin", target.keep());
            CompileClasses compilation = new CompileClasses(target.classes(), classPath, wanted);
            RewriteInPlace.Outcome outcome =
                    new RewriteInPlace(target.classes(), keep, Disk.real(keep)).with(inputs, compilation);
            compilation.warnings().forEach(warning -> log(sources.located(warning)));
            log(outcome, wanted.form());
            if (!compilation.inspections().isEmpty()) {
                getLog().info("Report: " + Report.write(keep, target.classes(), compilation.inspections(), sources));
            }
        } catch (Refusal refusal) {
            refusal.diagnostics().forEach(diagnostic -> log(sources.located(diagnostic)));
            long errors = refusal.diagnostics().stream()
                    .filter(d -> d.severity() == Diagnostic.Severity.ERROR)
                    .count();
            throw new MojoFailureException("Coroutines could not be rewritten because of the "
                    + (errors == 1 ? "error" : errors + " errors") + " above");
        }
    }

    /** All that the result depends on beside the classes; Bobbin's own jars too, for a snapshot changes under its version. */
    private String inputs(Wanted wanted, List<Path> classPath) throws Refusal {
        List<Path> own = plugin.getArtifacts().stream()
                .map(Artifact::getFile)
                .filter(Objects::nonNull)
                .map(file -> file.toPath())
                .toList();
        return new Fingerprint()
                .with(wanted.toString())
                .with(String.valueOf(plugin.getVersion()))
                .with(Runtime.version().toString())
                .with(own)
                .with(classPath)
                .text();
    }

    /**
     * Two executions that want different things of one directory would undo each other's work in every build.
     *
     * @param ofThisBuild what earlier executions in this project have put there; a goal that runs twice wants the same twice
     */
    static void refuseToAlternate(Map<Object, Object> ofThisBuild, Path classes, String wanted)
            throws MojoFailureException {
        Object earlier = ofThisBuild.putIfAbsent("bobbin " + classes, wanted);
        if (earlier != null && !earlier.equals(wanted)) {
            throw new MojoFailureException("Two executions with different configurations rewrite " + classes
                    + ": keep one, and choose other models for some classes with @Model");
        }
    }

    private void log(RewriteInPlace.Outcome outcome, Options options) {
        List<String> alone = outcome.leftAlone();
        if (!alone.isEmpty()) {
            getLog().warn("Left as they are, since Bobbin rewrote them elsewhere or in a build whose records are gone: "
                    + alone.get(0) + (alone.size() == 1 ? "" : " and " + (alone.size() - 1) + " more")
                    + "; if they are this project's own, " + Store.START_ANEW);
        }
        if (outcome.upToDate() && outcome.classes() > 0) {
            getLog().info("Nothing to rewrite: coroutines are up to date");
        } else if (outcome.classes() == 0) {
            getLog().debug("Nothing to rewrite: no coroutines");
        } else {
            getLog().info("Rewrote the coroutines of " + outcome.classes()
                    + (outcome.classes() == 1 ? " class" : " classes") + " (" + options + ")");
        }
    }

    private void log(Diagnostic diagnostic) {
        if (diagnostic.severity() == Diagnostic.Severity.ERROR) {
            getLog().error(diagnostic.render());
        } else {
            getLog().warn(diagnostic.render());
        }
    }

    private static List<String> orNone(@Nullable List<String> patterns) {
        return patterns == null ? List.of() : new ArrayList<>(patterns);
    }
}
