package dev.bobbin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bobbin.Channel;
import dev.bobbin.compiler.report.CoroutineReport;
import dev.bobbin.compiler.report.WarningReport;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What inspect warns of, and what it leaves in peace. */
class InspectWarningsTest {
    @TempDir
    Path dir;

    static Stream<Arguments> blocking() {
        return Stream.of(
                Arguments.of("Thread.sleep(1)", "Thread.sleep", "Clock.sleep"),
                Arguments.of("TimeUnit.SECONDS.sleep(1)", "TimeUnit.sleep", "Clock.sleep"),
                Arguments.of("new Thread().join()", "Thread.join", "Async.create"),
                Arguments.of("new CompletableFuture<String>().get()", "CompletableFuture.get", "Async.from"),
                Arguments.of("new CompletableFuture<String>().join()", "CompletableFuture.join", "Async.from"),
                Arguments.of("new FutureTask<>(() -> 1).get()", "FutureTask.get", "Blocking.call"),
                Arguments.of("new LinkedBlockingQueue<String>().take()", "LinkedBlockingQueue.take", "Async.create"),
                Arguments.of("new CountDownLatch(1).await()", "CountDownLatch.await", "Async.create"),
                Arguments.of("new Semaphore(1).acquire()", "Semaphore.acquire", "Async.create"),
                Arguments.of("new Own().wait()", "Object.wait", "Async.create"),
                Arguments.of("LockSupport.park()", "LockSupport.park", "Async.create"),
                Arguments.of("System.in.read()", "InputStream.read", "Tcp"),
                Arguments.of("new DataInputStream(System.in).readInt()", "DataInputStream.readInt", "Tcp"),
                Arguments.of("new Own().read()", "Test.Own.read", "Tcp"),
                Arguments.of("new FileOutputStream(\"\").write(1)", "FileOutputStream.write", "Blocking.call"),
                Arguments.of("new BufferedReader(null).readLine()", "BufferedReader.readLine", "Blocking.call"),
                Arguments.of("java.nio.file.Files.readString(null)", "Files.readString", "Blocking.call"),
                Arguments.of("new java.net.ServerSocket(0).accept()", "ServerSocket.accept", "Tcp.listen"),
                Arguments.of("new java.net.DatagramSocket().receive(null)", "DatagramSocket.receive", "Udp"),
                Arguments.of("java.net.InetAddress.getByName(\"\")", "InetAddress.getByName", "Dns.resolve"),
                Arguments.of("java.net.URI.create(\"\").toURL().openStream()", "URL.openStream", "sendAsync"),
                Arguments.of("((java.sql.PreparedStatement) null).executeQuery()", "executeQuery", "Blocking.call"),
                Arguments.of(
                        "((javax.sql.DataSource) null).getConnection()", "DataSource.getConnection", "Blocking.call"),
                Arguments.of("Bobbin.run(() -> done(1))", "Bobbin.run", "await the coroutine"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blocking")
    void coroutine_thatBlocks_isToldWhatToAwaitInstead(String call, String name, String instead) throws Exception {
        // when
        Inspected inspected = inspect(call + ";\nBobbin.yieldNow().await();");

        // then
        WarningReport warning = inspected.warnings("test").get(0);
        assertThat(inspected.warnings("test")).hasSize(1);
        assertThat(warning.id()).isEqualTo("blocking-call");
        assertThat(warning.message()).contains(name).contains("blocks");
        assertThat(warning.remedy()).contains(instead);
        assertThat(inspected.lines().get(warning.line() - 1)).contains(call);
    }

    /** Every door for threads that the core has. */
    static Stream<Arguments> doors() throws IOException {
        Path core = Path.of(Channel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        if (Files.isDirectory(core)) {
            return doors(core);
        }
        try (FileSystem jar = FileSystems.newFileSystem(core)) {
            return doors(jar.getPath("/"));
        }
    }

    private static Stream<Arguments> doors(Path classes) throws IOException {
        try (Stream<Path> files = Files.list(classes.resolve("dev/bobbin"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> "dev.bobbin." + name.substring(0, name.length() - ".class".length()))
                    .flatMap(InspectWarningsTest::doors)
                    .toList()
                    .stream();
        }
    }

    private static Stream<Arguments> doors(String type) {
        try {
            Class<?> declares = Class.forName(type, false, Channel.class.getClassLoader());
            return Stream.of(declares.getDeclaredMethods())
                    .filter(method ->
                            Modifier.isPublic(method.getModifiers()) && Modifier.isPublic(declares.getModifiers()))
                    .filter(method -> method.getName().endsWith("Blocking"))
                    .map(method -> Arguments.of(
                            declares.getSimpleName(), method.getName(), method.getParameterCount() == 0 ? "" : "null"));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void doors_areFound() throws IOException {
        assertThat(doors()).hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest(name = "{0}.{1}")
    @MethodSource("doors")
    void doorForThreads_inACoroutine_isWarnedOf(String type, String door, String argument) throws Exception {
        Inspected inspected =
                Inspected.ofMembers(dir, """
                @SuppressWarnings("unchecked")
                static Async<Void> test(dev.bobbin.TYPE door) {
                    Bobbin.yieldNow().await();
                    door.CALL;
                    return done();
                }
                """.replace("TYPE", type).replace("CALL", door + "(" + argument + ")"));

        WarningReport warning = inspected.warnings("test").get(0);
        assertThat(warning.message()).contains(type + "." + door).contains("blocks");
        assertThat(warning.remedy()).contains("without Blocking");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new ByteArrayInputStream(new byte[1]).read();",
                "new StringReader(\"\").read();",
                "System.out.write(1);",
                "new LinkedBlockingQueue<String>().poll();",
                "new CompletableFuture<String>().getNow(null);",
                "new java.util.concurrent.atomic.AtomicInteger().get();",
                "Async.create(c -> { try { Thread.sleep(1); } catch (Exception e) { } });",
                "new Own().take();",
                "new Own().wait(\"for it\");"
            })
    void coroutine_thatDoesNotBlock_isLeftInPeace(String code) throws Exception {
        assertThat(inspect(code + "\nBobbin.yieldNow().await();").warnings("test"))
                .isEmpty();
    }

    @Test
    void plainMethod_thatBlocks_isLeftInPeace() throws Exception {
        Inspected inspected = Inspected.ofMembers(dir, "static void plain() throws Exception { Thread.sleep(1); }");

        assertThat(inspected.inspection().coroutines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock.lock(); try { HERE } finally { lock.unlock(); }",
                "lock.lockInterruptibly(); try { if (other != null) { HERE } } finally { lock.unlock(); }",
                "readWrite.readLock().lock(); try { HERE } finally { readWrite.readLock().unlock(); }",
                "lock.lock(); other.lock(); other.unlock(); HERE lock.unlock();",
                "if (lock.tryLock()) { try { HERE } finally { lock.unlock(); } }",
                "Lock mine = new ReentrantLock(); mine.lock(); HERE mine.unlock();",
                "lock.lock(); for (int i = 0; i < 3; i++) { HERE }"
            })
    void await_underLock_isWarnedOf(String code) throws Exception {
        // when
        Inspected inspected = inspect(code.replace("HERE", "\nBobbin.yieldNow().await();\n"));

        // then
        assertThat(inspected.warnings("test")).hasSize(1);
        WarningReport warning = inspected.warnings("test").get(0);
        assertThat(warning.id()).isEqualTo("await-under-lock");
        assertThat(inspected.lines().get(warning.line() - 1)).contains("await()");
        assertThat(warning.message()).contains("is held, taken in line " + (warning.line() - 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lock.lock(); try { count++; } finally { lock.unlock(); } HERE",
                "HERE lock.lock(); try { count++; } finally { lock.unlock(); }",
                "try { lock.lock(); try { plain(); } finally { lock.unlock(); } } catch (Exception e) { HERE }",
                "try { readWrite.writeLock().lock(); try { plain(); } finally { readWrite.writeLock().unlock(); } }"
                        + " catch (Exception e) { HERE }",
                "while (!lock.tryLock()) { HERE } lock.unlock();",
                "if (!lock.tryLock()) { HERE return done(1); } lock.unlock();",
                "new Own().lock(); HERE"
            })
    void await_besidesLock_isLeftInPeace(String code) throws Exception {
        assertThat(inspect(code.replace("HERE", "\nBobbin.yieldNow().await();\n"))
                        .warnings("test"))
                .isEmpty();
    }

    @Test
    void emittedMethod_beyondTheLimitOfTheJit_isNamed() throws Exception {
        // given
        String many = "x = x * 31 + list.get(x).hashCode();\n".repeat(700);

        // when
        Inspected inspected = Inspected.ofMembers(
                dir,
                "static Async<Integer> test(int x, java.util.List<String> list) {\nBobbin.yieldNow().await();\n" + many
                        + "return done(x);\n}");

        // then
        assertThat(inspected.warnings("test"))
                .isNotEmpty()
                .allSatisfy(warning -> {
                    assertThat(warning.id()).isEqualTo("huge-method");
                    assertThat(warning.message()).contains("test").contains("8000");
                })
                .anySatisfy(warning -> assertThat(warning.message()).contains("under fused"));
    }

    @Test
    void methodThatYields_isNamedAsItIsWritten_mayBlock_andIsWarnedOfALock() throws Exception {
        // when
        Inspected inspected = Inspected.ofMembers(dir, """
                static final Lock lock = new ReentrantLock();
                static void walk(int n, dev.bobbin.Yielder<Integer> y) throws InterruptedException {
                    Thread.sleep(1);
                    lock.lock();
                    y.yield(n);
                    lock.unlock();
                    walk(n - 1, y);
                }
                """);

        // then
        CoroutineReport walk = inspected.coroutine("walk");
        assertThat(walk.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.id()).isEqualTo("yield-under-lock");
            assertThat(warning.message()).startsWith("a yield while lock is held, taken in line ");
            assertThat(inspected.lines().get(warning.line() - 1)).contains("y.yield(n)");
        });
        assertThat(walk.states()).extracting(state -> state.callee()).containsExactly("Yielder.yield", "Test.walk");
    }

    private Inspected inspect(String code) throws Exception {
        return Inspected.ofMembers(dir, """
                static int count;
                static final Lock lock = new ReentrantLock();
                static final Lock other = new ReentrantLock();
                static final ReadWriteLock readWrite = new ReentrantReadWriteLock();
                static void plain() throws Exception {}
                static class Own extends InputStream {
                    public int read() { return -1; }
                    void take() {}
                    void wait(String what) {}
                    void lock() {}
                }
                static Async<Integer> test() throws Exception {
                    %s
                    return done(1);
                }
                """.formatted(code));
    }
}
