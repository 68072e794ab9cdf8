package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bobbin.Async;
import dev.bobbin.loom.Stacks;
import dev.bobbin.net.Tcp;
import dev.bobbin.test.TestScheduler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Holds the public API of the published modules against a checked-in dump, so that no change of it goes unseen.
 * {@code -Dgolden.update=true} writes the dump anew.
 */
class ApiTest {
    private static final Path ROOT = Path.of(System.getProperty("bobbin.root"));

    static Stream<Arguments> modules() {
        return Stream.of(
                Arguments.of("bobbin-core", Async.class),
                Arguments.of("bobbin-runtime", Tcp.class),
                Arguments.of("bobbin-loom", Stacks.class),
                Arguments.of("bobbin-test", TestScheduler.class));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void publicApi_ofModule_isAsCheckedIn(String module, Class<?> member) throws Exception {
        // given
        Path dump = ROOT.resolve(module).resolve("api.txt");
        // when
        String api = String.join("\n", dump(member)) + "\n";
        // then
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(dump, api);
            fail("wrote " + dump + ": run again without golden.update");
        }
        assertThat(api)
                .as("the API has changed: if that is meant, run with -Dgolden.update=true and commit the dump")
                .isEqualTo(Files.readString(dump));
    }

    private static List<String> dump(Class<?> member) throws Exception {
        Path location = Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().toURI());
        TreeSet<String> lines = new TreeSet<>();
        if (Files.isDirectory(location)) {
            visit(location, lines);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + location.toUri()), Map.of())) {
                visit(jar.getPath("/"), lines);
            }
        }
        return List.copyOf(lines);
    }

    private static void visit(Path root, TreeSet<String> lines) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(f -> f.toString().endsWith(".class") && !isBundled(root, f))
                    .forEach(f -> {
                        try (InputStream in = Files.newInputStream(f)) {
                            new ClassReader(in).accept(new Dump(lines), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
    }

    /** The compiler in the jar of the test kit. */
    private static boolean isBundled(Path root, Path file) {
        return root.relativize(file).startsWith("dev/bobbin/test/bundled");
    }

    /** Notes the public classes with their public and protected members, and what the module says. */
    private static final class Dump extends ClassVisitor {
        private final TreeSet<String> lines;
        private String owner = "";
        private boolean isPublic;

        Dump(TreeSet<String> lines) {
            super(Opcodes.ASM9);
            this.lines = lines;
        }

        @Override
        public void visit(
                int version, int access, String name, String signature, String superName, String[] interfaces) {
            isPublic = (access & Opcodes.ACC_PUBLIC) != 0;
            owner = name.replace('/', '.');
            if (isPublic) {
                lines.add(owner + " extends " + superName.replace('/', '.'));
            }
        }

        @Override
        public ModuleVisitor visitModule(String name, int access, String version) {
            return new ModuleVisitor(Opcodes.ASM9) {
                @Override
                public void visitRequire(String module, int access, String version) {
                    String how = ((access & Opcodes.ACC_TRANSITIVE) != 0 ? "transitive " : "")
                            + ((access & Opcodes.ACC_STATIC_PHASE) != 0 ? "static " : "");
                    lines.add("module " + name + " requires " + how + module);
                }

                @Override
                public void visitExport(String exported, int access, String... modules) {
                    String whom = modules == null ? "" : " to " + String.join(", ", modules);
                    lines.add("module " + name + " exports " + exported.replace('/', '.') + whom);
                }

                @Override
                public void visitUse(String service) {
                    lines.add("module " + name + " uses " + service.replace('/', '.'));
                }

                @Override
                public void visitProvide(String service, String... providers) {
                    lines.add("module " + name + " provides " + service.replace('/', '.'));
                }
            };
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            add(access, name + " : " + Type.getType(descriptor).getClassName());
            return null;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            List<String> parameters = Stream.of(Type.getArgumentTypes(descriptor))
                    .map(Type::getClassName)
                    .toList();
            add(
                    access,
                    name + "(" + String.join(", ", parameters) + ") : "
                            + Type.getReturnType(descriptor).getClassName());
            return null;
        }

        private void add(int access, String member) {
            boolean seen = (access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
            if (isPublic && seen && (access & Opcodes.ACC_SYNTHETIC) == 0) {
                String modifiers = ((access & Opcodes.ACC_PROTECTED) != 0 ? "protected " : "")
                        + ((access & Opcodes.ACC_STATIC) != 0 ? "static " : "")
                        + ((access & Opcodes.ACC_ABSTRACT) != 0 ? "abstract " : "")
                        + ((access & Opcodes.ACC_FINAL) != 0 ? "final " : "");
                lines.add(owner + " . " + modifiers + member);
            }
        }
    }
}
