package dev.bobbin.cli;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java source files, compiled in memory by the JDK's own compiler. */
final class SourceFile {
    private SourceFile() {}

    /**
     * Compiles source files together.
     *
     * <p>The compiler prints for itself, so its errors look as they do from {@code javac}. Annotation processors are off, as
     * under {@code java FILE.java} by default of recent JDKs: looking for them costs more than compiling.
     *
     * @throws Refusal with the compiler's own words
     */
    static Program compile(List<Path> sources, List<Path> libraries) throws Refusal {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw Refusal.because("this Java has no compiler, a JDK is needed: " + System.getProperty("java.home"));
        }
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                ClassFilesInMemory output = new ClassFilesInMemory(files)) {
            Iterable<? extends JavaFileObject> units = files.getJavaFileObjectsFromPaths(sources);
            DeclaredTypes declared = new DeclaredTypes(units);
            JavacTask task = (JavacTask) compiler.getTask(said, output, null, options(libraries), null, units);
            task.addTaskListener(declared);
            if (!task.call()) {
                throw Refusal.inTheWordsOf(said.toString());
            }
            System.err.print(said);
            return new Program(output.classes(), declared.names, libraries);
        } catch (IOException e) {
            throw Refusal.because(sources.get(0) + ": cannot be read (" + e.getMessage() + ")");
        }
    }

    private static List<String> options(List<Path> libraries) {
        List<String> options = new ArrayList<>();
        options.add("-g");
        options.add("-encoding"); // as JDK 18 and later do by themselves, whatever the locale
        options.add("UTF-8");
        options.add("-proc:none");
        options.add("-implicit:class"); // of sources on the class path that these need
        options.add("-classpath");
        StringBuilder classPath = new StringBuilder(BobbinJars.classPath());
        for (Path library : libraries) {
            classPath.append(File.pathSeparatorChar).append(library);
        }
        options.add(classPath.toString());
        return options;
    }

    /** The top-level types of some sources in the order they are written, which class files do not keep. */
    private static final class DeclaredTypes implements TaskListener {
        final List<String> names = new ArrayList<>();
        private final Set<JavaFileObject> sources = new HashSet<>();

        DeclaredTypes(Iterable<? extends JavaFileObject> sources) {
            sources.forEach(this.sources::add);
        }

        @Override
        public void finished(TaskEvent event) {
            if (event.getKind() != TaskEvent.Kind.PARSE || !sources.contains(event.getSourceFile())) {
                return;
            }
            CompilationUnitTree unit = event.getCompilationUnit();
            String prefix = unit.getPackageName() == null
                    ? ""
                    : unit.getPackageName().toString().replace('.', '/') + "/";
            for (Tree declared : unit.getTypeDecls()) {
                if (declared instanceof ClassTree type) {
                    names.add(prefix + type.getSimpleName());
                }
            }
        }
    }
}
