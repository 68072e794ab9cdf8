package dev.bobbin.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Measures what the agent adds to the start of a program of many classes, none of which has to do with coroutines; and what an agent adds
 * that is given each class and does nothing, which is the JVM's own. To be run by hand, on a machine that does nothing else. Arguments: the
 * agent's jar, how many classes, how many starts of each kind.
 */
public final class StartUp {
    private static final int METHODS = 30;

    private StartUp() {}

    public static void main(String[] args) throws Exception {
        int classes = Integer.parseInt(args[1]);
        int starts = Integer.parseInt(args[2]);
        Path jar = Files.createTempFile("start-up", ".jar");
        write(jar, classes);
        Path idle = Files.createTempFile("idle-agent", ".jar");
        writeAgent(idle);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> program = List.of("-cp", jar.toString(), "many.C0");
        List<List<String>> kinds = new ArrayList<>();
        for (String agent : List.of("", "-javaagent:" + idle, "-javaagent:" + args[0])) {
            List<String> command = new ArrayList<>(List.of(java));
            command.addAll(agent.isEmpty() ? List.of() : List.of(agent));
            command.addAll(program);
            kinds.add(command);
            run(command);
        }
        long[][] times = new long[kinds.size()][starts];
        for (int i = 0; i < starts; i++) { // in turn, so that what else the machine does is shared
            for (int kind = 0; kind < times.length; kind++) {
                times[kind][i] = run(kinds.get(kind));
            }
        }
        for (long[] each : times) {
            Arrays.sort(each);
        }
        double without = times[0][starts / 2];
        System.out.printf(
                "median of %d starts: %.0f ms without, %d ms with an agent that does nothing (%.2f times), %d ms with Bobbin's (%.2f times)%n",
                starts,
                without,
                times[1][starts / 2],
                times[1][starts / 2] / without,
                times[2][starts / 2],
                times[2][starts / 2] / without);
        Files.delete(jar);
        Files.delete(idle);
    }

    /** What is given each class and leaves it as it is. */
    public static final class Idle implements ClassFileTransformer {
        private Idle() {}

        public static void premain(String options, Instrumentation instrumentation) {
            instrumentation.addTransformer(new Idle());
        }

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] classFile) {
            return null;
        }
    }

    private static void writeAgent(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), Idle.class.getName());
        String file = Idle.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream in = Objects.requireNonNull(StartUp.class.getResourceAsStream("/" + file))) {
            out.putNextEntry(new JarEntry(file));
            in.transferTo(out);
            out.closeEntry();
        }
    }

    private static long run(List<String> command) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(command + " ended with " + status);
        }
        return (System.nanoTime() - begin) / 1_000_000;
    }

    /** A jar whose class {@code many.C0} loads and initialises all others. */
    private static void write(Path jar, int classes) throws IOException {
        long files = 0;
        long pools = 0;
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (int i = 0; i < classes; i++) {
                byte[] classFile = classFile(i, classes);
                files += classFile.length;
                pools += new ClassReader(classFile).header - 10;
                out.putNextEntry(new JarEntry("many/C" + i + ".class"));
                out.write(classFile);
                out.closeEntry();
            }
        }
        System.out.printf(
                "%d classes of %d bytes in all, %d of them in constant pools, which the agent walks%n",
                classes, files, pools);
    }

    private static byte[] classFile(int i, int classes) {
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        out.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "many/C" + i, null, "java/lang/Object", null);
        for (int m = 0; m < METHODS; m++) {
            MethodVisitor method = out.visitMethod(
                    Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
                    "method" + m,
                    "(Ljava/util/Map;Ljava/lang/String;)Ljava/lang/Object;",
                    "(Ljava/util/Map<Ljava/lang/String;Ljava/util/List<Ljava/lang/Integer;>;>;Ljava/lang/String;)Ljava/lang/Object;",
                    null);
            method.visitCode();
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitLdcInsn("key " + m + " of class " + i);
            method.visitMethodInsn(
                    Opcodes.INVOKEINTERFACE, "java/util/Map", "get", "(Ljava/lang/Object;)Ljava/lang/Object;", true);
            method.visitInsn(Opcodes.ARETURN);
            method.visitMaxs(0, 0);
            method.visitEnd();
        }
        MethodVisitor next = out.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "next", "()V", null, null);
        next.visitCode();
        next.visitInsn(Opcodes.RETURN);
        next.visitMaxs(0, 0);
        next.visitEnd();
        if (i == 0) {
            MethodVisitor main = out.visitMethod(
                    Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "main", "([Ljava/lang/String;)V", null, null);
            main.visitCode();
            for (int c = 1; c < classes; c++) {
                main.visitMethodInsn(Opcodes.INVOKESTATIC, "many/C" + c, "next", "()V", false);
            }
            main.visitInsn(Opcodes.RETURN);
            main.visitMaxs(0, 0);
            main.visitEnd();
        }
        out.visitEnd();
        return out.toByteArray();
    }
}
